/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-lock-memory.h"

#include "kw-error.h"
#include "kw-store-query.h"

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

enum
{
  SQL_LOAD,
  SQL_PUT,
};

static const char *const sql[] = {
  [SQL_LOAD] = "SELECT bytes FROM lock_memory WHERE place = :place",
  [SQL_PUT] = "INSERT INTO lock_memory (place, bytes) VALUES (:place, :bytes)"
              " ON CONFLICT (place) DO UPDATE SET bytes = excluded.bytes",
};

GBytes *
kw_store_lock_memory_load (KwStore *store, const char *place, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LOAD]);
  g_autoptr (GBytes) memory = NULL;

  kw_store_query_bind_text (query, ":place", place);
  if (kw_store_query_next (query))
    {
      gsize size_bytes = 0;
      const guint8 *bytes = kw_store_query_get_bytes (query, 0, &size_bytes);

      memory = g_bytes_new (bytes, size_bytes);
    }
  if (!kw_store_query_finish (query, error))
    return NULL;
  if (memory == NULL)
    throw (error, KW_STORE_ERROR_NOT_FOUND, "register: the lock %s remembers nothing", place);
  return g_steal_pointer (&memory);
}

gboolean
kw_store_lock_memory_put (KwStore *store, const char *place, GBytes *bytes, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_PUT]);
  gsize size_bytes = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size_bytes);

  kw_store_query_bind_text (query, ":place", place);
  kw_store_query_bind_bytes (query, ":bytes", data != NULL ? data : (const guint8 *)"", size_bytes);
  return kw_store_query_run (query, error);
}
