/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-cancel-visit.h"

#include "kw-store-query.h"

#define COLUMNS "id, lost_credential, cancel_credential, building, door, visited_at_unix_s"

enum
{
  SQL_PUT,
  SQL_LIST_BY_LOST,
  SQL_LIST_OPEN,
  SQL_TICK,
  SQL_CANCEL_DOOR,
};

static const char *const sql[] = {
  [SQL_PUT] = "INSERT INTO cancel_visit (lost_credential, cancel_credential, building, door)"
              " VALUES (:lost_credential, :cancel_credential, :building, :door)"
              " ON CONFLICT (lost_credential, building, door) DO UPDATE"
              " SET cancel_credential = excluded.cancel_credential, visited_at_unix_s = NULL",
  [SQL_LIST_BY_LOST] = "SELECT " COLUMNS " FROM cancel_visit"
                       " WHERE lost_credential = :lost_credential ORDER BY building, door",
  [SQL_LIST_OPEN] = "SELECT " COLUMNS " FROM cancel_visit INDEXED BY cancel_visit_open"
                    " WHERE visited_at_unix_s IS NULL ORDER BY building, door, id",
  [SQL_TICK] = "UPDATE cancel_visit SET visited_at_unix_s = :at_unix_s WHERE id = :id",
  [SQL_CANCEL_DOOR] =
      "UPDATE credential_door SET state = 'cancelled' WHERE (credential, building, door) ="
      " (SELECT lost_credential, building, door FROM cancel_visit"
      " WHERE id = :id AND cancel_credential IS NOT NULL)",
};

gboolean
kw_store_cancel_visit_put (KwStore *store, guint64 lost_credential, guint64 cancel_credential,
                           KwDoorRef door, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_PUT]);

  kw_store_query_bind_u64 (query, ":lost_credential", lost_credential);
  kw_store_query_bind_id (query, ":cancel_credential", cancel_credential);
  kw_store_query_bind_int64 (query, ":building", door.building);
  kw_store_query_bind_int64 (query, ":door", door.door);
  return kw_store_query_run (query, error);
}

GArray *
kw_store_cancel_visit_list (KwStore *store, guint64 lost_credential, GError **error)
{
  gboolean is_by_lost = lost_credential != 0;
  g_autoptr (KwStoreQuery)
      query = kw_store_query_new (store, sql[is_by_lost ? SQL_LIST_BY_LOST : SQL_LIST_OPEN]);
  g_autoptr (GArray) visits = g_array_new (FALSE, FALSE, sizeof (KwStoreCancelVisit));

  if (is_by_lost)
    kw_store_query_bind_u64 (query, ":lost_credential", lost_credential);
  while (kw_store_query_next (query))
    {
      const KwStoreCancelVisit visit = {
        .id = kw_store_query_get_int64 (query, 0),
        .lost_credential = kw_store_query_get_u64 (query, 1),
        .cancel_credential = kw_store_query_get_u64 (query, 2),
        .door = { (guint)kw_store_query_get_int64 (query, 3),
                  (guint)kw_store_query_get_int64 (query, 4) },
        .visited_at_unix_s = kw_store_query_get_int64 (query, 5),
      };

      g_array_append_val (visits, visit);
    }
  return kw_store_query_finish (query, error) ? g_steal_pointer (&visits) : NULL;
}

gboolean
kw_store_cancel_visit_tick (KwStore *store, gint64 id, gint64 at_unix_s, GError **error)
{
  g_autoptr (KwStoreQuery) tick = kw_store_query_new (store, sql[SQL_TICK]);
  g_autoptr (KwStoreQuery) cancel = kw_store_query_new (store, sql[SQL_CANCEL_DOOR]);

  kw_store_query_bind_int64 (tick, ":id", id);
  kw_store_query_bind_int64 (tick, ":at_unix_s", at_unix_s);
  kw_store_query_bind_int64 (cancel, ":id", id);
  return kw_store_query_change (tick, "visit", error) && kw_store_query_run (cancel, error);
}
