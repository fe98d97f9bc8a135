/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-query.h"

#include "kw-error.h"
#include "kw-stmt.h"

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

struct _KwStoreQuery
{
  KwDb *db;
  KwStmt *stmt;  /* (nullable) */
  GError *cause; /* (nullable): the first failure */
};

static KwStoreError
map_code (KwDbError code)
{
  switch (code)
    {
    case KW_DB_ERROR_BUSY:
      return KW_STORE_ERROR_BUSY;
    case KW_DB_ERROR_FULL:
      return KW_STORE_ERROR_FULL;
    case KW_DB_ERROR_CORRUPT:
      return KW_STORE_ERROR_CORRUPT;
    case KW_DB_ERROR_NEWER:
      return KW_STORE_ERROR_NEWER;
    case KW_DB_ERROR_READ_ONLY:
      return KW_STORE_ERROR_READ_ONLY;
    case KW_DB_ERROR_CONSTRAINT:
      return KW_STORE_ERROR_CONSTRAINT;
    case KW_DB_ERROR_FAILED:
      return KW_STORE_ERROR_FAILED;
    }
  g_return_val_if_reached (KW_STORE_ERROR_FAILED);
}

gboolean
kw_store_throw_db (GError *cause, GError **error)
{
  g_autoptr (GError) owned = cause;

  g_assert (owned->domain == KW_DB_ERROR);
  return throw (error, map_code ((KwDbError)owned->code), "register: %s", owned->message);
}

gboolean
kw_store_throw_row (const char *table, GError *cause, GError **error)
{
  g_autoptr (GError) owned = cause;

  return throw (error, KW_STORE_ERROR_CORRUPT, "register: a row of %s makes no sense: %s", table,
                owned != NULL ? owned->message : "a word that is not known");
}

KwStoreQuery *
kw_store_query_new (KwStore *store, const char *sql)
{
  KwStoreQuery *query = g_new0 (KwStoreQuery, 1);

  query->db = kw_store_get_db (store);
  query->stmt = kw_db_prepare (query->db, sql, &query->cause);
  return query;
}

void
kw_store_query_free (KwStoreQuery *query)
{
  if (query == NULL)
    return;

  kw_stmt_free (query->stmt);
  g_clear_error (&query->cause);
  g_free (query);
}

void
kw_store_query_bind_int64 (KwStoreQuery *query, const char *name, gint64 value)
{
  if (query->cause == NULL && !kw_stmt_bind_int64 (query->stmt, name, value, &query->cause))
    g_assert (query->cause != NULL);
}

void
kw_store_query_bind_u64 (KwStoreQuery *query, const char *name, guint64 value)
{
  kw_store_query_bind_int64 (query, name, (gint64)value);
}

void
kw_store_query_bind_text (KwStoreQuery *query, const char *name, const char *value)
{
  if (query->cause == NULL && !kw_stmt_bind_text (query->stmt, name, value, &query->cause))
    g_assert (query->cause != NULL);
}

void
kw_store_query_bind_bytes (KwStoreQuery *query, const char *name, const guint8 *bytes,
                           gsize size_bytes)
{
  if (query->cause == NULL &&
      !kw_stmt_bind_bytes (query->stmt, name, bytes, size_bytes, &query->cause))
    g_assert (query->cause != NULL);
}

void
kw_store_query_bind_id (KwStoreQuery *query, const char *name, guint64 value)
{
  if (value != 0)
    kw_store_query_bind_u64 (query, name, value);
  else
    kw_store_query_bind_text (query, name, NULL);
}

gboolean
kw_store_query_next (KwStoreQuery *query)
{
  gboolean has_row = FALSE;

  return query->cause == NULL && kw_stmt_step (query->stmt, &has_row, &query->cause) && has_row;
}

gboolean
kw_store_query_finish (KwStoreQuery *query, GError **error)
{
  if (query->stmt != NULL)
    kw_stmt_reset (query->stmt);
  return query->cause == NULL || kw_store_throw_db (g_steal_pointer (&query->cause), error);
}

gboolean
kw_store_query_run (KwStoreQuery *query, GError **error)
{
  while (kw_store_query_next (query))
    ;
  return kw_store_query_finish (query, error);
}

gboolean
kw_store_query_change (KwStoreQuery *query, const char *what, GError **error)
{
  if (!kw_store_query_run (query, error))
    return FALSE;
  return kw_db_get_n_changed (query->db) > 0 ||
         throw (error, KW_STORE_ERROR_NOT_FOUND, "register: there is no such %s", what);
}

gint64
kw_store_query_get_int64 (KwStoreQuery *query, int column)
{
  return kw_stmt_get_int64 (query->stmt, column);
}

guint64
kw_store_query_get_u64 (KwStoreQuery *query, int column)
{
  return kw_stmt_get_u64 (query->stmt, column);
}

const char *
kw_store_query_get_text (KwStoreQuery *query, int column)
{
  return kw_stmt_get_text (query->stmt, column);
}

const guint8 *
kw_store_query_get_bytes (KwStoreQuery *query, int column, gsize *out_size_bytes)
{
  return kw_stmt_get_bytes (query->stmt, column, out_size_bytes);
}

gboolean
kw_store_query_is_null (KwStoreQuery *query, int column)
{
  return kw_stmt_is_null (query->stmt, column);
}
