/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/store only: the connection, and statements on it. */

#include "kw-store.h"

#include "kw-db.h"

G_BEGIN_DECLS

/* The connection, inside a KwStoreFunc only (asserted). */
KwDb *kw_store_get_db (KwStore *store);

/* After this transaction is committed, the write-ahead log is cut: something was erased in it. */
void kw_store_want_log_cut (KwStore *store);

/* Raises a KW_STORE_ERROR with the code of the KW_DB_ERROR @cause, which it takes. Always FALSE. */
gboolean kw_store_throw_db (GError *cause, GError **error);

/* Raises CORRUPT because a stored row of @table is not a valid value: @cause, which it takes, says
 * why. Always FALSE. */
gboolean kw_store_throw_row (const char *table, GError *cause, GError **error);

/**
 * KwStoreQuery:
 *
 * A statement whose failures are sticky: bind, step and read straight on, look once at the end with
 * kw_store_query_finish(). Inside a KwStoreFunc only.
 */
typedef struct _KwStoreQuery KwStoreQuery;

KwStoreQuery *kw_store_query_new (KwStore *store, const char *sql);
void kw_store_query_free (KwStoreQuery *query);

void kw_store_query_bind_int64 (KwStoreQuery *query, const char *name, gint64 value);
void kw_store_query_bind_u64 (KwStoreQuery *query, const char *name, guint64 value);
void kw_store_query_bind_text (KwStoreQuery *query, const char *name, const char *value);
void kw_store_query_bind_bytes (KwStoreQuery *query, const char *name, const guint8 *bytes,
                                gsize size_bytes);

/* Binds NULL if @value is 0: the model's "none". */
void kw_store_query_bind_id (KwStoreQuery *query, const char *name, guint64 value);

/* TRUE if there is a row; FALSE after the last one, and after a failure. After FALSE the statement
 * may be bound and stepped again. */
gboolean kw_store_query_next (KwStoreQuery *query);

/* Raises the first failure, if there was one. */
gboolean kw_store_query_finish (KwStoreQuery *query, GError **error);

/* Steps to the end and finishes. */
gboolean kw_store_query_run (KwStoreQuery *query, GError **error);

/* As _run(), for a statement that must change a row: NOT_FOUND "@what" if it changed none. */
gboolean kw_store_query_change (KwStoreQuery *query, const char *what, GError **error);

gint64 kw_store_query_get_int64 (KwStoreQuery *query, int column);
guint64 kw_store_query_get_u64 (KwStoreQuery *query, int column);
const char *kw_store_query_get_text (KwStoreQuery *query, int column);
const guint8 *kw_store_query_get_bytes (KwStoreQuery *query, int column, gsize *out_size_bytes);
gboolean kw_store_query_is_null (KwStoreQuery *query, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwStoreQuery, kw_store_query_free)

G_END_DECLS
