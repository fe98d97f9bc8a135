/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-personal-private.h"

#include "kw-error.h"
#include "kw-store-query.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

enum
{
  SQL_PUT,
  SQL_ERASE,
  SQL_ERASE_STAY,
};

static const char *const sql[] = {
  [SQL_PUT] = "INSERT INTO personal (stay_id, salt, text) VALUES (:stay_id, :salt, :text)",
  [SQL_ERASE] = "UPDATE personal SET salt = NULL, text = NULL WHERE id = :id",
  [SQL_ERASE_STAY] = "UPDATE personal SET salt = NULL, text = NULL"
                     " WHERE stay_id = :stay_id AND text IS NOT NULL",
};

gboolean
kw_store_personal_put (KwStore *store, const char *text, gint64 stay_id, gint64 *out_personal_id,
                       guint8 out_salt[KW_JOURNAL_SALT_BYTES], GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_PUT]);
  guint8 salt[KW_JOURNAL_SALT_BYTES];

  /* At most 256 bytes are given whole or not at all, getrandom(2). */
  if (getrandom (salt, sizeof salt, 0) != (gssize)sizeof salt)
    return throw (error, KW_STORE_ERROR_FAILED, "register: no random bytes: %s",
                  g_strerror (errno));

  kw_store_query_bind_id (query, ":stay_id", (guint64)stay_id);
  kw_store_query_bind_bytes (query, ":salt", salt, sizeof salt);
  kw_store_query_bind_text (query, ":text", text);
  if (!kw_store_query_run (query, error))
    return FALSE;

  *out_personal_id = kw_db_get_last_row_id (kw_store_get_db (store));
  if (out_salt != NULL)
    memcpy (out_salt, salt, sizeof salt);
  return TRUE;
}

gboolean
kw_store_personal_erase (KwStore *store, gint64 personal_id, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_ERASE]);

  kw_store_query_bind_int64 (query, ":id", personal_id);
  kw_store_want_log_cut (store);
  return kw_store_query_change (query, "personal text", error);
}

gboolean
kw_store_personal_erase_stay (KwStore *store, gint64 stay_id, guint *out_n_erased, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_ERASE_STAY]);

  kw_store_query_bind_int64 (query, ":stay_id", stay_id);
  kw_store_want_log_cut (store);
  if (!kw_store_query_run (query, error))
    return FALSE;
  *out_n_erased = (guint)kw_db_get_n_changed (kw_store_get_db (store));
  return TRUE;
}
