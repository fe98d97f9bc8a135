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

/* To its index a name is a command: the words to take out are told by the text. */
#define FORGET                                                                                     \
  "INSERT INTO name_word (name_word, rowid, text) SELECT 'delete', p.id, p.text FROM personal p"   \
  " WHERE p.is_name = 1 AND p.text IS NOT NULL AND "
#define ERASE "UPDATE personal SET salt = NULL, text = NULL WHERE text IS NOT NULL AND "

#define OF_STAY "stay_id = :stay_id"
#define OF_TENANTS "id IN (SELECT n.personal_id FROM tenant n WHERE n.stay_id = :stay_id)"

enum
{
  SQL_PUT,
  SQL_PUT_WORDS,
  SQL_FORGET,
  SQL_FORGET_OF_STAY,
  SQL_FORGET_OF_TENANTS,
  SQL_ERASE,
  SQL_ERASE_OF_STAY,
  SQL_ERASE_OF_TENANTS,
  SQL_REWRITE_WORDS,
};

static const char *const sql[] = {
  [SQL_PUT] = "INSERT INTO personal (stay_id, is_name, salt, text)"
              " VALUES (:stay_id, :is_name, :salt, :text)",
  [SQL_PUT_WORDS] = "INSERT INTO name_word (rowid, text) VALUES (:id, :text)",
  [SQL_FORGET] = FORGET "id = :id",
  [SQL_FORGET_OF_STAY] = FORGET OF_STAY,
  [SQL_FORGET_OF_TENANTS] = FORGET OF_TENANTS,
  [SQL_ERASE] = "UPDATE personal SET salt = NULL, text = NULL WHERE id = :id",
  [SQL_ERASE_OF_STAY] = ERASE OF_STAY,
  [SQL_ERASE_OF_TENANTS] = ERASE OF_TENANTS,
  /* What was taken out is only marked so until all is written anew: 0.4 s of the processor for a
   * million names, on the database thread. */
  [SQL_REWRITE_WORDS] = "INSERT INTO name_word (name_word) VALUES ('optimize')",
};

static gboolean
put_words (KwStore *store, gint64 personal_id, const char *text, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_PUT_WORDS]);

  kw_store_query_bind_int64 (query, ":id", personal_id);
  kw_store_query_bind_text (query, ":text", text);
  return kw_store_query_run (query, error);
}

gboolean
kw_store_personal_put (KwStore *store, const char *text, gint64 stay_id, gboolean is_name,
                       gint64 *out_personal_id, guint8 out_salt[KW_JOURNAL_SALT_BYTES],
                       GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_PUT]);
  guint8 salt[KW_JOURNAL_SALT_BYTES];

  /* At most 256 bytes are given whole or not at all, getrandom(2). */
  if (getrandom (salt, sizeof salt, 0) != (gssize)sizeof salt)
    return throw (error, KW_STORE_ERROR_FAILED, "register: no random bytes: %s",
                  g_strerror (errno));

  kw_store_query_bind_id (query, ":stay_id", (guint64)stay_id);
  kw_store_query_bind_int64 (query, ":is_name", is_name != 0);
  kw_store_query_bind_bytes (query, ":salt", salt, sizeof salt);
  kw_store_query_bind_text (query, ":text", text);
  if (!kw_store_query_run (query, error))
    return FALSE;

  *out_personal_id = kw_db_get_last_row_id (kw_store_get_db (store));
  if (is_name && !put_words (store, *out_personal_id, text, error))
    return FALSE;
  if (out_salt != NULL)
    memcpy (out_salt, salt, sizeof salt);
  return TRUE;
}

static gboolean
rewrite_words (KwStore *store, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_REWRITE_WORDS]);

  kw_store_want_log_cut (store);
  return kw_store_query_run (query, error);
}

gboolean
kw_store_personal_erase (KwStore *store, gint64 personal_id, GError **error)
{
  g_autoptr (KwStoreQuery) forget = kw_store_query_new (store, sql[SQL_FORGET]);
  g_autoptr (KwStoreQuery) erase = kw_store_query_new (store, sql[SQL_ERASE]);

  kw_store_query_bind_int64 (forget, ":id", personal_id);
  kw_store_query_bind_int64 (erase, ":id", personal_id);
  return kw_store_query_run (forget, error) &&
         kw_store_query_change (erase, "personal text", error) && rewrite_words (store, error);
}

static gboolean
erase_of (KwStore *store, int forget_text, int erase_text, gint64 stay_id, guint *out_n_erased,
          GError **error)
{
  g_autoptr (KwStoreQuery) forget = kw_store_query_new (store, sql[forget_text]);
  g_autoptr (KwStoreQuery) erase = kw_store_query_new (store, sql[erase_text]);
  guint n_erased = 0;

  kw_store_query_bind_int64 (forget, ":stay_id", stay_id);
  kw_store_query_bind_int64 (erase, ":stay_id", stay_id);
  if (!kw_store_query_run (forget, error) || !kw_store_query_run (erase, error))
    return FALSE;
  n_erased = (guint)kw_db_get_n_changed (kw_store_get_db (store));
  if (!rewrite_words (store, error))
    return FALSE;
  if (out_n_erased != NULL)
    *out_n_erased = n_erased;
  return TRUE;
}

gboolean
kw_store_personal_erase_tenants (KwStore *store, gint64 stay_id, GError **error)
{
  return erase_of (store, SQL_FORGET_OF_TENANTS, SQL_ERASE_OF_TENANTS, stay_id, NULL, error);
}

gboolean
kw_store_personal_erase_stay (KwStore *store, gint64 stay_id, guint *out_n_erased, GError **error)
{
  return erase_of (store, SQL_FORGET_OF_STAY, SQL_ERASE_OF_STAY, stay_id, out_n_erased, error);
}
