/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-setting.h"

#include "kw-error.h"
#include "kw-store-query.h"

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

enum
{
  SQL_LOAD,
  SQL_PUT,
  SQL_REMOVE,
};

static const char *const sql[] = {
  [SQL_LOAD] = "SELECT value FROM setting WHERE key = :key",
  [SQL_PUT] = "INSERT INTO setting (key, value) VALUES (:key, :value)"
              " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  [SQL_REMOVE] = "DELETE FROM setting WHERE key = :key",
};

char *
kw_store_setting_load (KwStore *store, const char *key, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LOAD]);
  g_autofree char *value = NULL;

  kw_store_query_bind_text (query, ":key", key);
  if (kw_store_query_next (query))
    value = g_strdup (kw_store_query_get_text (query, 0));
  if (!kw_store_query_finish (query, error))
    return NULL;
  if (value == NULL)
    throw (error, KW_STORE_ERROR_NOT_FOUND, "register: there is no setting %s", key);
  return g_steal_pointer (&value);
}

gboolean
kw_store_setting_put (KwStore *store, const char *key, const char *value, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_PUT]);

  kw_store_query_bind_text (query, ":key", key);
  kw_store_query_bind_text (query, ":value", value);
  return kw_store_query_run (query, error);
}

gboolean
kw_store_setting_remove (KwStore *store, const char *key, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_REMOVE]);

  kw_store_query_bind_text (query, ":key", key);
  return kw_store_query_change (query, "setting", error);
}
