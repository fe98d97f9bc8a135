/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

#include "kw-db.h"

G_BEGIN_DECLS

/**
 * KwStmt:
 *
 * One prepared statement of a #KwDb, on that database's thread. Free it before the transaction it
 * ran in ends (declare it after the transaction).
 */
typedef struct _KwStmt KwStmt;

/**
 * kw_db_prepare:
 * @db: the database
 * @sql: exactly one statement; its parameters have names (":card_id")
 * @error: a `KW_DB_ERROR`
 *
 * Returns: (transfer full) (nullable): the statement, nothing bound
 */
KwStmt *kw_db_prepare (KwDb *db, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_stmt_free:
 * @stmt: (nullable) (transfer full): a statement
 */
void kw_stmt_free (KwStmt *stmt);

/**
 * kw_stmt_bind_int64:
 * @stmt: a statement that is not in the middle of its rows
 * @name: a parameter with its colon
 * @value: its value
 * @error: a `KW_DB_ERROR`: FAILED if there is no such parameter
 *
 * Returns: %TRUE if bound
 */
gboolean kw_stmt_bind_int64 (KwStmt *stmt, const char *name, gint64 value,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_stmt_bind_u64:
 * @stmt: a statement
 * @name: a parameter with its colon
 * @value: stored as the signed number of the same 64 bits; read back by kw_stmt_get_u64()
 * @error: a `KW_DB_ERROR`
 *
 * Returns: %TRUE if bound
 */
gboolean kw_stmt_bind_u64 (KwStmt *stmt, const char *name, guint64 value,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_stmt_bind_text:
 * @stmt: a statement
 * @name: a parameter with its colon
 * @value: (nullable): UTF-8, copied; %NULL binds NULL
 * @error: a `KW_DB_ERROR`
 *
 * Returns: %TRUE if bound
 */
gboolean kw_stmt_bind_text (KwStmt *stmt, const char *name, const char *value,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_stmt_bind_bytes:
 * @stmt: a statement
 * @name: a parameter with its colon
 * @bytes: (nullable) (array length=size_bytes): copied; %NULL binds NULL
 * @size_bytes: length of @bytes
 * @error: a `KW_DB_ERROR`
 *
 * Returns: %TRUE if bound
 */
gboolean kw_stmt_bind_bytes (KwStmt *stmt, const char *name, const guint8 *bytes, gsize size_bytes,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_stmt_bind_null:
 * @stmt: a statement
 * @name: a parameter with its colon
 * @error: a `KW_DB_ERROR`
 *
 * Returns: %TRUE if bound
 */
gboolean kw_stmt_bind_null (KwStmt *stmt, const char *name,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_stmt_step:
 * @stmt: a statement with every parameter bound
 * @out_has_row: (out): %TRUE if there is a row to read, %FALSE after the last one
 * @error: a `KW_DB_ERROR`; FAILED also if a parameter was forgotten, or if the transaction around
 *   it was already rolled back by an earlier failure
 *
 * Goes to the next row. After the last one, or a failure, the statement is reset and may be bound
 * and stepped anew.
 *
 * Returns: %TRUE unless it failed
 */
gboolean kw_stmt_step (KwStmt *stmt, gboolean *out_has_row,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_stmt_run:
 * @stmt: a statement with every parameter bound
 * @error: a `KW_DB_ERROR`
 *
 * Steps to the end, dropping any rows, and resets it; what was bound stays bound.
 *
 * Returns: %TRUE if it ran
 */
gboolean kw_stmt_run (KwStmt *stmt, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_stmt_reset:
 * @stmt: a statement
 *
 * Leaves its rows; what was bound stays bound.
 */
void kw_stmt_reset (KwStmt *stmt);

/**
 * kw_stmt_get_int64:
 * @stmt: a statement on a row
 * @column: from 0
 *
 * Returns: the number; 0 for NULL
 */
gint64 kw_stmt_get_int64 (KwStmt *stmt, int column);

/**
 * kw_stmt_get_u64:
 * @stmt: a statement on a row
 * @column: from 0
 *
 * Returns: what kw_stmt_bind_u64() bound; 0 for NULL
 */
guint64 kw_stmt_get_u64 (KwStmt *stmt, int column);

/**
 * kw_stmt_get_text:
 * @stmt: a statement on a row
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the text until the next step; %NULL for NULL
 */
const char *kw_stmt_get_text (KwStmt *stmt, int column);

/**
 * kw_stmt_get_bytes:
 * @stmt: a statement on a row
 * @column: from 0
 * @out_size_bytes: (out): how many; 0 for NULL
 *
 * Returns: (transfer none) (nullable): the bytes until the next step; %NULL for none
 */
const guint8 *kw_stmt_get_bytes (KwStmt *stmt, int column, gsize *out_size_bytes);

/**
 * kw_stmt_is_null:
 * @stmt: a statement on a row
 * @column: from 0
 *
 * Returns: %TRUE if the column is NULL
 */
gboolean kw_stmt_is_null (KwStmt *stmt, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwStmt, kw_stmt_free)

G_END_DECLS
