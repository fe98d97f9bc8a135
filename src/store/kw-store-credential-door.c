/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-credential-private.h"

#include "kw-store-query.h"

enum
{
  SQL_LIST,
  SQL_PUT,
  SQL_INSERT,
  SQL_SUPERSEDE,
  SQL_SUPERSEDE_WHOLE,
  SQL_HIGHEST,
};

static const char *const sql[] = {
  [SQL_LIST] = "SELECT building, door, state FROM credential_door WHERE credential = :credential"
               " ORDER BY building, door",
  [SQL_PUT] = "UPDATE credential_door SET state = :state"
              " WHERE credential = :credential AND building = :building AND door = :door",
  [SQL_INSERT] = "INSERT INTO credential_door (credential, building, door, state)"
                 " VALUES (:credential, :building, :door, 'alive')"
                 " ON CONFLICT (credential, building, door) DO UPDATE SET state = 'alive'",
  [SQL_SUPERSEDE] =
      "UPDATE credential_door SET state = 'superseded'"
      " WHERE building = :building AND door = :door AND state = 'alive' AND (SELECT c.generation"
      " FROM credential c WHERE c.number = credential_door.credential) < :generation"
      " RETURNING credential",
  [SQL_SUPERSEDE_WHOLE] =
      "UPDATE credential SET state = 'superseded' WHERE number = :number AND state = 'live'"
      " AND NOT EXISTS (SELECT 1 FROM credential_door d WHERE d.credential = :number"
      " AND d.state = 'alive')",
  [SQL_HIGHEST] = "SELECT coalesce (max (c.generation), 0) FROM credential_door d"
                  " JOIN credential c ON c.number = d.credential JOIN stay s ON s.id = c.stay_id"
                  " WHERE d.building = :building AND d.door = :door"
                  " AND s.from_unix_s <= :begins_by_unix_s AND c.generation <= :highest",
};

static const char *const state_names[KW_STORE_DOOR_STATE_N] = {
  [KW_STORE_DOOR_STATE_ALIVE] = "alive",
  [KW_STORE_DOOR_STATE_SUPERSEDED] = "superseded",
  [KW_STORE_DOOR_STATE_CANCELLED] = "cancelled",
};

const char *
kw_store_door_state_to_string (KwStoreDoorState state)
{
  g_return_val_if_fail ((guint)state < KW_STORE_DOOR_STATE_N, NULL);
  return state_names[state];
}

static gboolean
read_state (const char *word, KwStoreDoorState *out_state)
{
  for (guint i = 0; i < KW_STORE_DOOR_STATE_N; i++)
    if (g_strcmp0 (word, state_names[i]) == 0)
      {
        *out_state = (KwStoreDoorState)i;
        return TRUE;
      }
  return FALSE;
}

GArray *
kw_store_credential_list_doors (KwStore *store, guint64 number, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LIST]);
  g_autoptr (GArray) doors = g_array_new (FALSE, FALSE, sizeof (KwStoreCredentialDoor));

  kw_store_query_bind_u64 (query, ":credential", number);
  while (kw_store_query_next (query))
    {
      KwStoreCredentialDoor door = { .door = { (guint)kw_store_query_get_int64 (query, 0),
                                               (guint)kw_store_query_get_int64 (query, 1) } };

      if (!read_state (kw_store_query_get_text (query, 2), &door.state))
        {
          kw_store_throw_row ("credential_door", NULL, error);
          return NULL;
        }
      g_array_append_val (doors, door);
    }
  return kw_store_query_finish (query, error) ? g_steal_pointer (&doors) : NULL;
}

gboolean
kw_store_credential_put_door (KwStore *store, guint64 number, KwDoorRef door,
                              KwStoreDoorState state, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_PUT]);

  kw_store_query_bind_u64 (query, ":credential", number);
  kw_store_query_bind_int64 (query, ":building", door.building);
  kw_store_query_bind_int64 (query, ":door", door.door);
  kw_store_query_bind_text (query, ":state", kw_store_door_state_to_string (state));
  return kw_store_query_change (query, "door of this credential", error);
}

static gboolean
insert_door (KwStore *store, guint64 number, KwDoorRef door, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_INSERT]);

  kw_store_query_bind_u64 (query, ":credential", number);
  kw_store_query_bind_int64 (query, ":building", door.building);
  kw_store_query_bind_int64 (query, ":door", door.door);
  return kw_store_query_run (query, error);
}

static gboolean
names_door (const KwGrant *grant, KwDoorRef door)
{
  if (grant->kind != KW_GRANT_KIND_TENANT || grant->building != door.building)
    return FALSE;
  for (guint i = 0; i < KW_GRANT_N_EXTRA_DOORS; i++)
    if (grant->extra_doors[i] == door.door)
      return TRUE;
  return grant->door == door.door;
}

/* A door that the credential named already keeps the state it has there. */
static gboolean
ensure_door (KwStore *store, const KwCredential *old, const KwCredential *credential, guint door,
             GError **error)
{
  const KwDoorRef ref = { credential->grant->building, door };

  if (door == 0 || (old != NULL && names_door (old->grant, ref)))
    return TRUE;
  return insert_door (store, credential->number, ref, error);
}

static gboolean
supersede_doors_no_longer_named (KwStore *store, const KwCredential *credential, GError **error)
{
  g_autoptr (GArray) doors = kw_store_credential_list_doors (store, credential->number, error);

  if (doors == NULL)
    return FALSE;

  for (guint i = 0; i < doors->len; i++)
    {
      const KwStoreCredentialDoor *door = &g_array_index (doors, KwStoreCredentialDoor, i);

      if (door->state == KW_STORE_DOOR_STATE_ALIVE && !names_door (credential->grant, door->door) &&
          !kw_store_credential_put_door (store, credential->number, door->door,
                                         KW_STORE_DOOR_STATE_SUPERSEDED, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kw_store_credential_put_doors (KwStore *store, const KwCredential *old,
                               const KwCredential *credential, GError **error)
{
  const KwGrant *grant = credential->grant;

  if (!supersede_doors_no_longer_named (store, credential, error))
    return FALSE;
  if (grant->kind != KW_GRANT_KIND_TENANT)
    return TRUE;

  if (!ensure_door (store, old, credential, grant->door, error))
    return FALSE;
  for (guint i = 0; i < KW_GRANT_N_EXTRA_DOORS; i++)
    if (!ensure_door (store, old, credential, grant->extra_doors[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
supersede_whole (KwStore *store, guint64 number, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_SUPERSEDE_WHOLE]);

  kw_store_query_bind_u64 (query, ":number", number);
  return kw_store_query_run (query, error);
}

static GArray *
supersede_at_door (KwStore *store, KwDoorRef door, guint32 generation, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_SUPERSEDE]);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint64));

  kw_store_query_bind_int64 (query, ":building", door.building);
  kw_store_query_bind_int64 (query, ":door", door.door);
  kw_store_query_bind_int64 (query, ":generation", generation);
  while (kw_store_query_next (query))
    {
      const guint64 number = kw_store_query_get_u64 (query, 0);

      g_array_append_val (numbers, number);
    }
  return kw_store_query_finish (query, error) ? g_steal_pointer (&numbers) : NULL;
}

gboolean
kw_store_credential_supersede (KwStore *store, KwDoorRef door, guint32 generation,
                               GPtrArray **out_superseded, GError **error)
{
  g_autoptr (GPtrArray)
      superseded = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_credential_unref);
  g_autoptr (GArray) numbers = supersede_at_door (store, door, generation, error);

  if (numbers == NULL)
    return FALSE;

  for (guint i = 0; i < numbers->len; i++)
    {
      guint64 number = g_array_index (numbers, guint64, i);
      KwCredential *credential = NULL;

      if (!supersede_whole (store, number, error))
        return FALSE;
      credential = kw_store_credential_load (store, number, error);
      if (credential == NULL)
        return FALSE;
      g_ptr_array_add (superseded, credential);
    }
  *out_superseded = g_steal_pointer (&superseded);
  return TRUE;
}

gboolean
kw_store_credential_load_highest_generation (KwStore *store, const KwDoorRef *doors, guint n_doors,
                                             gint64 begins_by_unix_s, gint64 highest,
                                             guint32 *out_generation, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_HIGHEST]);
  guint32 generation = 0;

  for (guint i = 0; i < n_doors; i++)
    {
      kw_store_query_bind_int64 (query, ":building", doors[i].building);
      kw_store_query_bind_int64 (query, ":door", doors[i].door);
      kw_store_query_bind_int64 (query, ":begins_by_unix_s", begins_by_unix_s);
      kw_store_query_bind_int64 (query, ":highest", highest);
      if (kw_store_query_next (query))
        generation = MAX (generation, (guint32)kw_store_query_get_int64 (query, 0));
      if (!kw_store_query_finish (query, error))
        return FALSE;
    }
  *out_generation = generation;
  return TRUE;
}
