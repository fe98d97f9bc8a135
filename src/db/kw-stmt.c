/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-stmt.h"

#include "kw-db-private.h"
#include "kw-error.h"

#include <string.h>

KW_DEFINE_THROW (KwDbError, KW_DB_ERROR)

/* Which parameters are bound is kept as bits. */
#define MAX_PARAMETERS 64

struct _KwStmt
{
  KwDb *db;
  sqlite3_stmt *handle;
  char *sql;       /* (nullable): kept for the next one that asks the same */
  guint64 unbound; /* bit n - 1 = parameter n still has no value */
  gboolean is_on_row;
};

static void
assert_thread (const KwStmt *stmt)
{
  g_assert (stmt->db->thread == g_thread_self ());
}

static gboolean
has_only_spaces (const char *text)
{
  return text[strspn (text, " \t\r\n;")] == '\0';
}

static gboolean
take_idle (KwDb *db, const char *sql, KwStmt *stmt)
{
  return db->idle_stmts != NULL &&
         g_hash_table_steal_extended (db->idle_stmts, sql, (gpointer *)&stmt->sql,
                                      (gpointer *)&stmt->handle);
}

/* SQLite prepares it anew by itself when the tables are others now. */
static void
keep_idle (KwStmt *stmt)
{
  sqlite3_reset (stmt->handle);
  sqlite3_clear_bindings (stmt->handle);
  g_hash_table_replace (stmt->db->idle_stmts, stmt->sql, stmt->handle);
}

KwStmt *
kw_db_prepare (KwDb *db, const char *sql, GError **error)
{
  g_autoptr (KwStmt) stmt = NULL;
  const char *tail = NULL;
  int n_parameters = 0;
  int rc = 0;

  g_assert (db->thread == g_thread_self ());
  g_return_val_if_fail (sql != NULL, NULL);
  KW_DB_BLOCKING (db);

  stmt = g_new0 (KwStmt, 1);
  stmt->db = db;
  if (!take_idle (db, sql, stmt))
    {
      rc = sqlite3_prepare_v3 (db->handle, sql, -1,
                               db->idle_stmts != NULL ? SQLITE_PREPARE_PERSISTENT : 0,
                               &stmt->handle, &tail);
      if (rc != SQLITE_OK)
        {
          kw_db_throw (db, rc, error);
          return NULL;
        }
      g_return_val_if_fail (stmt->handle != NULL && has_only_spaces (tail), NULL);
      stmt->sql = db->idle_stmts != NULL ? g_strdup (sql) : NULL;
    }

  n_parameters = sqlite3_bind_parameter_count (stmt->handle);
  g_return_val_if_fail (n_parameters <= MAX_PARAMETERS, NULL);
  if (n_parameters > 0)
    stmt->unbound = G_MAXUINT64 >> (MAX_PARAMETERS - n_parameters);
  return g_steal_pointer (&stmt);
}

void
kw_stmt_free (KwStmt *stmt)
{
  if (stmt == NULL)
    return;

  assert_thread (stmt);
  if (stmt->handle != NULL && stmt->sql != NULL)
    keep_idle (stmt);
  else
    sqlite3_finalize (stmt->handle);
  g_free (stmt);
}

static int
find_parameter (KwStmt *stmt, const char *name, GError **error)
{
  int index = 0;

  assert_thread (stmt);
  g_assert (!stmt->is_on_row);
  index = sqlite3_bind_parameter_index (stmt->handle, name);
  if (index == 0)
    throw (error, KW_DB_ERROR_FAILED, "%s: a statement has no parameter %s", stmt->db->name, name);
  return index;
}

static gboolean
note_bound (KwStmt *stmt, int index, int rc, GError **error)
{
  if (rc != SQLITE_OK)
    return kw_db_throw (stmt->db, rc, error);

  stmt->unbound &= ~(G_GUINT64_CONSTANT (1) << (index - 1));
  return TRUE;
}

gboolean
kw_stmt_bind_int64 (KwStmt *stmt, const char *name, gint64 value, GError **error)
{
  int index = find_parameter (stmt, name, error);

  return index != 0 &&
         note_bound (stmt, index, sqlite3_bind_int64 (stmt->handle, index, value), error);
}

gboolean
kw_stmt_bind_u64 (KwStmt *stmt, const char *name, guint64 value, GError **error)
{
  return kw_stmt_bind_int64 (stmt, name, (gint64)value, error);
}

gboolean
kw_stmt_bind_text (KwStmt *stmt, const char *name, const char *value, GError **error)
{
  int index = find_parameter (stmt, name, error);

  return index != 0 &&
         note_bound (stmt, index,
                     sqlite3_bind_text (stmt->handle, index, value, -1, SQLITE_TRANSIENT), error);
}

gboolean
kw_stmt_bind_bytes (KwStmt *stmt, const char *name, const guint8 *bytes, gsize size_bytes,
                    GError **error)
{
  int index = find_parameter (stmt, name, error);

  return index != 0 &&
         note_bound (stmt, index,
                     sqlite3_bind_blob64 (stmt->handle, index, bytes, size_bytes, SQLITE_TRANSIENT),
                     error);
}

gboolean
kw_stmt_bind_null (KwStmt *stmt, const char *name, GError **error)
{
  int index = find_parameter (stmt, name, error);

  return index != 0 && note_bound (stmt, index, sqlite3_bind_null (stmt->handle, index), error);
}

/* Some failures (a full disk, say) make SQLite roll the whole transaction back on its own. What is
 * run after that would commit piece by piece. */
static gboolean
check_runnable (KwStmt *stmt, GError **error)
{
  if (stmt->unbound != 0)
    return throw (
        error, KW_DB_ERROR_FAILED, "%s: a statement lacks its parameter %s", stmt->db->name,
        sqlite3_bind_parameter_name (stmt->handle, g_bit_nth_lsf ((gulong)stmt->unbound, -1) + 1));
  if (stmt->db->has_txn && sqlite3_get_autocommit (stmt->db->handle))
    return throw (error, KW_DB_ERROR_FAILED, "%s: the transaction was already rolled back",
                  stmt->db->name);
  return TRUE;
}

gboolean
kw_stmt_step (KwStmt *stmt, gboolean *out_has_row, GError **error)
{
  int rc = 0;

  assert_thread (stmt);
  KW_DB_BLOCKING (stmt->db);
  if (!check_runnable (stmt, error))
    return FALSE;

  rc = sqlite3_step (stmt->handle);
  stmt->is_on_row = rc == SQLITE_ROW;
  if (rc != SQLITE_ROW && rc != SQLITE_DONE)
    {
      kw_db_throw (stmt->db, rc, error);
      sqlite3_reset (stmt->handle);
      return FALSE;
    }

  if (rc == SQLITE_DONE)
    sqlite3_reset (stmt->handle);
  *out_has_row = stmt->is_on_row;
  return TRUE;
}

gboolean
kw_stmt_run (KwStmt *stmt, GError **error)
{
  gboolean has_row = TRUE;

  while (has_row)
    if (!kw_stmt_step (stmt, &has_row, error))
      return FALSE;
  return TRUE;
}

void
kw_stmt_reset (KwStmt *stmt)
{
  assert_thread (stmt);
  sqlite3_reset (stmt->handle);
  stmt->is_on_row = FALSE;
}

static void
assert_column (const KwStmt *stmt, int column)
{
  assert_thread (stmt);
  g_assert (stmt->is_on_row && column >= 0 && column < sqlite3_column_count (stmt->handle));
}

gint64
kw_stmt_get_int64 (KwStmt *stmt, int column)
{
  assert_column (stmt, column);
  return sqlite3_column_int64 (stmt->handle, column);
}

guint64
kw_stmt_get_u64 (KwStmt *stmt, int column)
{
  return (guint64)kw_stmt_get_int64 (stmt, column);
}

const char *
kw_stmt_get_text (KwStmt *stmt, int column)
{
  assert_column (stmt, column);
  return (const char *)sqlite3_column_text (stmt->handle, column);
}

const guint8 *
kw_stmt_get_bytes (KwStmt *stmt, int column, gsize *out_size_bytes)
{
  const guint8 *bytes = NULL;

  assert_column (stmt, column);
  bytes = sqlite3_column_blob (stmt->handle, column);
  *out_size_bytes = (gsize)sqlite3_column_bytes (stmt->handle, column);
  return bytes;
}

gboolean
kw_stmt_is_null (KwStmt *stmt, int column)
{
  assert_column (stmt, column);
  return sqlite3_column_type (stmt->handle, column) == SQLITE_NULL;
}
