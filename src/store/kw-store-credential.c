/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-credential.h"

#include "kw-error.h"
#include "kw-store-credential-private.h"
#include "kw-store-grant.h"
#include "kw-store-personal-private.h"
#include "kw-store-query.h"

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

#define COLUMNS KW_STORE_CREDENTIAL_COLUMNS
#define JOINS KW_STORE_CREDENTIAL_JOINS

/* :states is ",word,word,"; empty = every state. */
#define IN_STATES " AND (:states = '' OR instr (:states, ',' || c.state || ',') > 0)"

enum
{
  SQL_INSERT,
  SQL_UPDATE,
  SQL_LOAD,
  SQL_LOAD_NEWEST,
  SQL_LIST_BY_STAY,
  SQL_LIST_BY_CARD,
  SQL_LIST_BY_DOOR,
  SQL_LIST_BY_DOOR_ALIVE,
  SQL_LIST_BY_STATE,
};

static const char *const sql[] = {
  [SQL_INSERT] =
      "INSERT INTO credential (number, card_id, grant_id, generation, revision, key_version,"
      " stay_id, holder_personal_id, state, issued_at_unix_s, may_live_until_unix_s,"
      " is_on_cancel_card)"
      " VALUES (:number, :card_id, :grant_id, :generation, :revision, :key_version, :stay_id,"
      " :holder_personal_id, :state, :issued_at_unix_s, :may_live_until_unix_s,"
      " :is_on_cancel_card)",
  [SQL_UPDATE] = "UPDATE credential SET card_id = :card_id, generation = :generation,"
                 " revision = :revision, key_version = :key_version, stay_id = :stay_id,"
                 " state = :state, issued_at_unix_s = :issued_at_unix_s,"
                 " may_live_until_unix_s = :may_live_until_unix_s,"
                 " is_on_cancel_card = :is_on_cancel_card WHERE number = :number",
  [SQL_LOAD] = "SELECT " COLUMNS " FROM credential c" JOINS " WHERE c.number = :number",
  [SQL_LOAD_NEWEST] = "SELECT " COLUMNS " FROM credential c" JOINS
                      " WHERE c.card_id = :card_id AND c.state <> 'failed'"
                      " ORDER BY c.issued_at_unix_s DESC, c.number DESC LIMIT 1",
  [SQL_LIST_BY_STAY] = "SELECT " COLUMNS " FROM credential c" JOINS
                       " WHERE c.stay_id = :stay_id" IN_STATES " ORDER BY c.number",
  [SQL_LIST_BY_CARD] = "SELECT " COLUMNS " FROM credential c" JOINS
                       " WHERE c.card_id = :card_id" IN_STATES " ORDER BY c.number",
  [SQL_LIST_BY_DOOR] = "SELECT " COLUMNS
                       " FROM credential_door d JOIN credential c ON c.number = d.credential" JOINS
                       " WHERE d.building = :building AND d.door = :door" IN_STATES
                       " ORDER BY c.number",
  [SQL_LIST_BY_DOOR_ALIVE] =
      "SELECT " COLUMNS " FROM credential_door d JOIN credential c ON c.number = d.credential" JOINS
      " WHERE d.building = :building AND d.door = :door AND d.state = 'alive'" IN_STATES
      " ORDER BY c.number",
  [SQL_LIST_BY_STATE] = "SELECT " COLUMNS " FROM credential c" JOINS
                        " WHERE c.state = :state ORDER BY c.number",
};

enum
{
  COLUMN_NUMBER,
  COLUMN_CARD_ID,
  COLUMN_GENERATION,
  COLUMN_REVISION,
  COLUMN_KEY_VERSION,
  COLUMN_STAY_ID,
  COLUMN_HOLDER,
  COLUMN_STATE,
  COLUMN_ISSUED_AT_UNIX_S,
  COLUMN_MAY_LIVE_UNTIL_UNIX_S,
  COLUMN_IS_ON_CANCEL_CARD,
  COLUMN_GRANT_ID,
  COLUMN_GRANT,
};

static void
bind_credential (KwStoreQuery *query, const KwCredential *credential)
{
  kw_store_query_bind_u64 (query, ":number", credential->number);
  kw_store_query_bind_int64 (query, ":card_id", credential->card_id);
  kw_store_query_bind_int64 (query, ":generation", credential->generation);
  kw_store_query_bind_int64 (query, ":revision", credential->revision);
  kw_store_query_bind_int64 (query, ":key_version", credential->key_version);
  kw_store_query_bind_id (query, ":stay_id", (guint64)credential->stay_id);
  kw_store_query_bind_text (query, ":state", kw_credential_state_to_string (credential->state));
  kw_store_query_bind_int64 (query, ":issued_at_unix_s", credential->issued_at_unix_s);
  kw_store_query_bind_int64 (query, ":may_live_until_unix_s", credential->may_live_until_unix_s);
  kw_store_query_bind_int64 (query, ":is_on_cancel_card", credential->is_on_cancel_card != 0);
}

KwCredential *
kw_store_credential_read (KwStoreQuery *query, int first, GError **error)
{
  g_autoptr (KwGrant) grant = kw_store_grant_read (query, first + COLUMN_GRANT, error);
  KwCredential fields = {
    .number = kw_store_query_get_u64 (query, first + COLUMN_NUMBER),
    .card_id = kw_store_query_get_int64 (query, first + COLUMN_CARD_ID),
    .grant = grant,
    .generation = (guint32)kw_store_query_get_int64 (query, first + COLUMN_GENERATION),
    .revision = (guint)kw_store_query_get_int64 (query, first + COLUMN_REVISION),
    .key_version = (guint)kw_store_query_get_int64 (query, first + COLUMN_KEY_VERSION),
    .stay_id = kw_store_query_get_int64 (query, first + COLUMN_STAY_ID),
    .holder = kw_store_query_get_text (query, first + COLUMN_HOLDER),
    .issued_at_unix_s = kw_store_query_get_int64 (query, first + COLUMN_ISSUED_AT_UNIX_S),
    .may_live_until_unix_s = kw_store_query_get_int64 (query, first + COLUMN_MAY_LIVE_UNTIL_UNIX_S),
    .is_on_cancel_card = kw_store_query_get_int64 (query, first + COLUMN_IS_ON_CANCEL_CARD) != 0,
  };
  GError *cause = NULL;
  KwCredential *credential = NULL;

  if (grant == NULL)
    return NULL;
  if (kw_credential_state_from_string (kw_store_query_get_text (query, first + COLUMN_STATE),
                                       &fields.state))
    credential = kw_credential_new (&fields, &cause);
  if (credential == NULL)
    kw_store_throw_row ("credential", cause, error);
  return credential;
}

static KwCredential *
read_credential (KwStoreQuery *query, GError **error)
{
  return kw_store_credential_read (query, 0, error);
}

gboolean
kw_store_credential_put (KwStore *store, const KwCredential *credential, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_INSERT]);
  gint64 grant_id = 0;
  gint64 holder_id = 0;

  if (!kw_store_grant_insert (store, credential->grant, &grant_id, error))
    return FALSE;
  if (credential->holder != NULL &&
      !kw_store_personal_put (store, credential->holder, /* stay_id= */ 0, /* is_name= */ TRUE,
                              &holder_id, NULL, error))
    return FALSE;

  bind_credential (query, credential);
  kw_store_query_bind_int64 (query, ":grant_id", grant_id);
  kw_store_query_bind_id (query, ":holder_personal_id", (guint64)holder_id);
  return kw_store_query_run (query, error) &&
         kw_store_credential_put_doors (store, NULL, credential, error);
}

static gboolean
check_step (const KwCredential *old, const KwCredential *credential, GError **error)
{
  gboolean is_rewritten = old->revision != credential->revision ||
                          old->generation != credential->generation ||
                          !kw_grant_equal (old->grant, credential->grant);

  if (old->state != credential->state &&
      !kw_credential_state_can_follow (old->state, credential->state))
    return throw (error, KW_STORE_ERROR_STATE,
                  "register: credential %016" G_GINT64_MODIFIER "x is %s and cannot become %s",
                  credential->number, kw_credential_state_to_string (old->state),
                  kw_credential_state_to_string (credential->state));
  if (old->is_on_cancel_card && (is_rewritten || !credential->is_on_cancel_card))
    return throw (error, KW_STORE_ERROR_STATE,
                  "register: credential %016" G_GINT64_MODIFIER
                  "x is named on a cancel card and is never rewritten",
                  credential->number);
  return TRUE;
}

gboolean
kw_store_credential_update (KwStore *store, const KwCredential *credential, GError **error)
{
  g_autoptr (KwStoreQuery) load = kw_store_query_new (store, sql[SQL_LOAD]);
  g_autoptr (KwStoreQuery) update = kw_store_query_new (store, sql[SQL_UPDATE]);
  g_autoptr (KwCredential) old = NULL;
  gint64 grant_id = 0;

  kw_store_query_bind_u64 (load, ":number", credential->number);
  if (kw_store_query_next (load))
    {
      grant_id = kw_store_query_get_int64 (load, COLUMN_GRANT_ID);
      old = read_credential (load, error);
      if (old == NULL)
        return FALSE;
    }
  if (!kw_store_query_finish (load, error))
    return FALSE;
  if (old == NULL)
    return throw (error, KW_STORE_ERROR_NOT_FOUND,
                  "register: there is no credential %016" G_GINT64_MODIFIER "x",
                  credential->number);
  if (!check_step (old, credential, error))
    return FALSE;

  bind_credential (update, credential);
  return kw_store_query_run (update, error) &&
         kw_store_grant_update (store, grant_id, credential->grant, error) &&
         kw_store_credential_put_doors (store, old, credential, error);
}

KwCredential *
kw_store_credential_load (KwStore *store, guint64 number, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LOAD]);

  kw_store_query_bind_u64 (query, ":number", number);
  if (kw_store_query_next (query))
    return read_credential (query, error);
  if (kw_store_query_finish (query, error))
    throw (error, KW_STORE_ERROR_NOT_FOUND,
           "register: there is no credential %016" G_GINT64_MODIFIER "x", number);
  return NULL;
}

KwCredential *
kw_store_credential_load_newest (KwStore *store, gint64 card_id, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LOAD_NEWEST]);

  kw_store_query_bind_int64 (query, ":card_id", card_id);
  if (kw_store_query_next (query))
    return read_credential (query, error);
  if (kw_store_query_finish (query, error))
    throw (error, KW_STORE_ERROR_NOT_FOUND, "register: nothing was ever written on this card");
  return NULL;
}

static char *
build_states (guint32 states)
{
  GString *words = g_string_new (states != 0 ? "," : "");

  for (guint i = 0; i < KW_CREDENTIAL_STATE_N; i++)
    if ((states & 1u << i) != 0)
      g_string_append_printf (words, "%s,", kw_credential_state_to_string ((KwCredentialState)i));
  return g_string_free (words, /* free_segment= */ FALSE);
}

static gboolean
append_all (KwStoreQuery *query, GPtrArray *credentials, GError **error)
{
  while (kw_store_query_next (query))
    {
      KwCredential *credential = read_credential (query, error);

      if (credential == NULL)
        return FALSE;
      g_ptr_array_add (credentials, credential);
    }
  return kw_store_query_finish (query, error);
}

/* One indexed look-up for each wanted state. */
static gboolean
append_by_states (KwStore *store, guint32 states, GPtrArray *credentials, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LIST_BY_STATE]);

  for (guint i = 0; i < KW_CREDENTIAL_STATE_N; i++)
    if ((states & 1u << i) != 0)
      {
        kw_store_query_bind_text (query, ":state",
                                  kw_credential_state_to_string ((KwCredentialState)i));
        if (!append_all (query, credentials, error))
          return FALSE;
      }
  return TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const KwCredential *first = *(const KwCredential *const *)a;
  const KwCredential *second = *(const KwCredential *const *)b;

  return (first->number > second->number) - (first->number < second->number);
}

static KwStoreQuery *
new_list_query (KwStore *store, const KwStoreCredentialFilter *filter)
{
  g_autofree char *states = build_states (filter->states);
  KwStoreQuery *query = NULL;

  if (filter->stay_id != 0)
    {
      query = kw_store_query_new (store, sql[SQL_LIST_BY_STAY]);
      kw_store_query_bind_int64 (query, ":stay_id", filter->stay_id);
    }
  else if (filter->card_id != 0)
    {
      query = kw_store_query_new (store, sql[SQL_LIST_BY_CARD]);
      kw_store_query_bind_int64 (query, ":card_id", filter->card_id);
    }
  else
    {
      query = kw_store_query_new (
          store, sql[filter->is_alive_at_door ? SQL_LIST_BY_DOOR_ALIVE : SQL_LIST_BY_DOOR]);
      kw_store_query_bind_int64 (query, ":building", filter->door.building);
      kw_store_query_bind_int64 (query, ":door", filter->door.door);
    }
  kw_store_query_bind_text (query, ":states", states);
  return query;
}

GPtrArray *
kw_store_credential_list (KwStore *store, const KwStoreCredentialFilter *filter, GError **error)
{
  g_autoptr (GPtrArray)
      credentials = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_credential_unref);
  g_autoptr (KwStoreQuery) query = NULL;
  guint n_keys = (filter->stay_id != 0) + (filter->card_id != 0) + (filter->door.building != 0);

  g_return_val_if_fail (n_keys <= 1 && (n_keys == 1 || filter->states != 0), NULL);

  if (n_keys == 0)
    {
      if (!append_by_states (store, filter->states, credentials, error))
        return NULL;
      g_ptr_array_sort (credentials, compare_numbers);
      return g_steal_pointer (&credentials);
    }

  query = new_list_query (store, filter);
  return append_all (query, credentials, error) ? g_steal_pointer (&credentials) : NULL;
}
