/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-cancel-visit.h"

#include "kw-error.h"
#include "kw-store-query.h"

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

#define SELECT                                                                                     \
  "SELECT v.id, v.lost_credential, v.cancel_credential, v.kind, v.building, v.number,"             \
  " v.visited_at_unix_s, k.number_station, k.number_counter, c.may_live_until_unix_s"

#define ORDER " ORDER BY v.lost_credential, v.kind <> 'door', v.kind, v.building, v.number"

enum
{
  SQL_PUT,
  SQL_LIST_BY_LOST,
  SQL_LIST_OPEN,
  SQL_LOAD,
  SQL_FIND,
  SQL_PUT_TIME,
  SQL_PUT_DOOR_STATE,
};

static const char *const sql[] = {
  /* A lock that learned the number from one cancel card needs no second visit for another. */
  [SQL_PUT] =
      "INSERT INTO cancel_visit (lost_credential, cancel_credential, kind, building, number)"
      " VALUES (:lost_credential, :cancel_credential, :kind, :building, :number)"
      " ON CONFLICT (lost_credential, kind, building, number) DO UPDATE"
      " SET visited_at_unix_s = iif (cancel_credential IS NULL, NULL, visited_at_unix_s),"
      " cancel_credential = excluded.cancel_credential"
      " WHERE excluded.cancel_credential IS NOT NULL",
  [SQL_LIST_BY_LOST] = SELECT " FROM cancel_visit v"
                              " JOIN credential c ON c.number = v.lost_credential"
                              " JOIN card k ON k.id = c.card_id"
                              " WHERE v.lost_credential = :lost_credential" ORDER,
  [SQL_LIST_OPEN] = SELECT " FROM cancel_visit v INDEXED BY cancel_visit_open"
                           " JOIN credential c ON c.number = v.lost_credential"
                           " JOIN card k ON k.id = c.card_id"
                           " WHERE v.visited_at_unix_s IS NULL AND c.state = 'lost'"
                           " AND c.may_live_until_unix_s > :now_unix_s" ORDER,
  [SQL_LOAD] = SELECT " FROM cancel_visit v JOIN credential c ON c.number = v.lost_credential"
                      " JOIN card k ON k.id = c.card_id WHERE v.id = :id",
  [SQL_FIND] = "SELECT id FROM cancel_visit WHERE lost_credential = :lost_credential"
               " AND kind = :kind AND building = :building AND number = :number",
  [SQL_PUT_TIME] = "UPDATE cancel_visit SET visited_at_unix_s = nullif (:at_unix_s, 0)"
                   " WHERE id = :id",
  [SQL_PUT_DOOR_STATE] =
      "UPDATE credential_door SET state = iif (:at_unix_s = 0, 'alive', 'cancelled')"
      " WHERE (credential, building, door) = (SELECT lost_credential, building, number"
      " FROM cancel_visit WHERE id = :id AND kind = 'door' AND cancel_credential IS NOT NULL)",
};

static const char *const kind_names[KW_STORE_PLACE_N] = {
  [KW_STORE_PLACE_DOOR] = "door",
  [KW_STORE_PLACE_AREA] = "area",
  [KW_STORE_PLACE_ELEVATOR] = "elevator",
};

const char *
kw_store_place_kind_to_string (KwStorePlaceKind kind)
{
  g_return_val_if_fail ((guint)kind < KW_STORE_PLACE_N, NULL);
  return kind_names[kind];
}

static gboolean
read_kind (const char *word, KwStorePlaceKind *out_kind)
{
  for (guint i = 0; i < KW_STORE_PLACE_N; i++)
    if (g_strcmp0 (word, kind_names[i]) == 0)
      {
        *out_kind = (KwStorePlaceKind)i;
        return TRUE;
      }
  return FALSE;
}

static void
bind_place (KwStoreQuery *query, const KwStorePlace *place)
{
  kw_store_query_bind_text (query, ":kind", kw_store_place_kind_to_string (place->kind));
  kw_store_query_bind_int64 (query, ":building", place->building);
  kw_store_query_bind_int64 (query, ":number", place->number);
}

gboolean
kw_store_cancel_visit_put (KwStore *store, guint64 lost_credential, guint64 cancel_credential,
                           const KwStorePlace *place, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_PUT]);

  kw_store_query_bind_u64 (query, ":lost_credential", lost_credential);
  kw_store_query_bind_id (query, ":cancel_credential", cancel_credential);
  bind_place (query, place);
  return kw_store_query_run (query, error);
}

static gboolean
read_visit (KwStoreQuery *query, KwStoreCancelVisit *out_visit, GError **error)
{
  *out_visit = (KwStoreCancelVisit){
    .id = kw_store_query_get_int64 (query, 0),
    .lost_credential = kw_store_query_get_u64 (query, 1),
    .cancel_credential = kw_store_query_get_u64 (query, 2),
    .place = { .building = (guint)kw_store_query_get_int64 (query, 4),
               .number = (guint)kw_store_query_get_int64 (query, 5) },
    .visited_at_unix_s = kw_store_query_get_int64 (query, 6),
    .card_station = (guint)kw_store_query_get_int64 (query, 7),
    .card_counter = kw_store_query_get_u64 (query, 8),
    .may_live_until_unix_s = kw_store_query_get_int64 (query, 9),
  };
  return read_kind (kw_store_query_get_text (query, 3), &out_visit->place.kind) ||
         kw_store_throw_row ("cancel_visit", NULL, error);
}

static GArray *
read_visits (KwStoreQuery *query, GError **error)
{
  g_autoptr (GArray) visits = g_array_new (FALSE, FALSE, sizeof (KwStoreCancelVisit));

  while (kw_store_query_next (query))
    {
      KwStoreCancelVisit visit;

      if (!read_visit (query, &visit, error))
        return NULL;
      g_array_append_val (visits, visit);
    }
  return kw_store_query_finish (query, error) ? g_steal_pointer (&visits) : NULL;
}

GArray *
kw_store_cancel_visit_list (KwStore *store, guint64 lost_credential, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LIST_BY_LOST]);

  kw_store_query_bind_u64 (query, ":lost_credential", lost_credential);
  return read_visits (query, error);
}

GArray *
kw_store_cancel_visit_list_open (KwStore *store, gint64 now_unix_s, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LIST_OPEN]);

  kw_store_query_bind_int64 (query, ":now_unix_s", now_unix_s);
  return read_visits (query, error);
}

gboolean
kw_store_cancel_visit_load (KwStore *store, gint64 id, KwStoreCancelVisit *out_visit,
                            GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LOAD]);
  KwStoreCancelVisit visit = { 0 };

  kw_store_query_bind_int64 (query, ":id", id);
  if (kw_store_query_next (query) && !read_visit (query, &visit, error))
    return FALSE;
  if (!kw_store_query_finish (query, error))
    return FALSE;
  if (visit.id == 0)
    return throw (error, KW_STORE_ERROR_NOT_FOUND, "register: there is no such visit");
  *out_visit = visit;
  return TRUE;
}

gboolean
kw_store_cancel_visit_find (KwStore *store, guint64 lost_credential, const KwStorePlace *place,
                            gint64 *out_id, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_FIND]);
  gint64 id = 0;

  kw_store_query_bind_u64 (query, ":lost_credential", lost_credential);
  bind_place (query, place);
  if (kw_store_query_next (query))
    id = kw_store_query_get_int64 (query, 0);
  if (!kw_store_query_finish (query, error))
    return FALSE;
  *out_id = id;
  return TRUE;
}

gboolean
kw_store_cancel_visit_tick (KwStore *store, gint64 id, gint64 at_unix_s, GError **error)
{
  g_autoptr (KwStoreQuery) tick = kw_store_query_new (store, sql[SQL_PUT_TIME]);
  g_autoptr (KwStoreQuery) door = kw_store_query_new (store, sql[SQL_PUT_DOOR_STATE]);

  kw_store_query_bind_int64 (tick, ":id", id);
  kw_store_query_bind_int64 (tick, ":at_unix_s", at_unix_s);
  kw_store_query_bind_int64 (door, ":id", id);
  kw_store_query_bind_int64 (door, ":at_unix_s", at_unix_s);
  return kw_store_query_change (tick, "visit", error) && kw_store_query_run (door, error);
}
