/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-stay.h"

#include "kw-error.h"
#include "kw-store-personal-private.h"
#include "kw-store-query.h"

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

#define COLUMNS                                                                                    \
  "s.id, s.state, s.from_unix_s, s.until_unix_s, s.opened_at_unix_s, s.closed_at_unix_s,"          \
  " s.reference"

/* Bounds and limit of every list. */
#define WINDOW                                                                                     \
  " s.until_unix_s > :from_unix_s AND s.from_unix_s < :until_unix_s"                               \
  " ORDER BY s.from_unix_s, s.id LIMIT :limit"

enum
{
  SQL_INSERT,
  SQL_INSERT_DOOR,
  SQL_INSERT_TENANT,
  SQL_UPDATE,
  SQL_REMOVE_DOORS,
  SQL_REMOVE_TENANTS,
  SQL_LOAD,
  SQL_LOAD_DOORS,
  SQL_LOAD_TENANTS,
  SQL_LIST,
  SQL_LIST_BY_STATE,
  SQL_LIST_BY_DOOR,
  SQL_LIST_BY_DOOR_AND_STATE,
  SQL_LIST_OVERLAPPING,
  SQL_LIST_BOOKINGS,
  SQL_LIST_REFERENCED,
};

static const char *const sql[] = {
  [SQL_INSERT] = "INSERT INTO stay (state, from_unix_s, until_unix_s, opened_at_unix_s,"
                 " closed_at_unix_s, reference)"
                 " VALUES (:state, :from_unix_s, :until_unix_s, :opened_at_unix_s,"
                 " :closed_at_unix_s, :reference)",
  [SQL_INSERT_DOOR] = "INSERT INTO stay_door (stay_id, position, building, door)"
                      " VALUES (:stay_id, :position, :building, :door)",
  [SQL_INSERT_TENANT] = "INSERT INTO tenant (stay_id, position, personal_id)"
                        " VALUES (:stay_id, :position, :personal_id)",
  [SQL_UPDATE] = "UPDATE stay SET state = :state, from_unix_s = :from_unix_s,"
                 " until_unix_s = :until_unix_s, opened_at_unix_s = :opened_at_unix_s,"
                 " closed_at_unix_s = :closed_at_unix_s, reference = :reference WHERE id = :id",
  [SQL_REMOVE_DOORS] = "DELETE FROM stay_door WHERE stay_id = :stay_id",
  [SQL_REMOVE_TENANTS] = "DELETE FROM tenant WHERE stay_id = :stay_id",
  [SQL_LOAD] = "SELECT " COLUMNS " FROM stay s WHERE s.id = :id",
  [SQL_LOAD_DOORS] =
      "SELECT building, door FROM stay_door WHERE stay_id = :stay_id ORDER BY position",
  [SQL_LOAD_TENANTS] = "SELECT p.text FROM tenant t JOIN personal p ON p.id = t.personal_id"
                       " WHERE t.stay_id = :stay_id AND p.text IS NOT NULL ORDER BY t.position",
  [SQL_LIST] = "SELECT " COLUMNS " FROM stay s WHERE" WINDOW,
  [SQL_LIST_BY_STATE] = "SELECT " COLUMNS " FROM stay s WHERE s.state = :state AND" WINDOW,
  [SQL_LIST_BY_DOOR] = "SELECT " COLUMNS " FROM stay_door d JOIN stay s ON s.id = d.stay_id"
                       " WHERE d.building = :building AND d.door = :door AND" WINDOW,
  [SQL_LIST_BY_DOOR_AND_STATE] =
      "SELECT " COLUMNS " FROM stay_door d JOIN stay s ON s.id = d.stay_id"
      " WHERE d.building = :building AND d.door = :door AND s.state = :state AND" WINDOW,
  [SQL_LIST_OVERLAPPING] = "SELECT " COLUMNS " FROM stay_door d JOIN stay s ON s.id = d.stay_id"
                           " WHERE d.building = :building AND d.door = :door"
                           " AND s.state <> 'closed' AND s.id <> :except_id"
                           " AND s.from_unix_s < :until_unix_s"
                           " AND (s.until_unix_s > :from_unix_s"
                           " OR (s.state = 'open' AND :from_unix_s <= :now_unix_s))"
                           " ORDER BY s.state = 'expected', s.from_unix_s, s.id LIMIT :limit",
  [SQL_LIST_BOOKINGS] = "SELECT s.id, s.state, s.from_unix_s, s.until_unix_s,"
                        " s.reference IS NOT NULL FROM stay_door d JOIN stay s ON s.id = d.stay_id"
                        " WHERE d.building = :building AND d.door = :door"
                        " ORDER BY s.from_unix_s, s.until_unix_s, s.reference IS NOT NULL, s.id",
  /* The index of references folds case. */
  [SQL_LIST_REFERENCED] = "SELECT " COLUMNS " FROM stay s WHERE s.reference = :reference"
                          " COLLATE NOCASE AND s.reference = :reference COLLATE BINARY"
                          " ORDER BY s.id",
};

enum
{
  COLUMN_ID,
  COLUMN_STATE,
  COLUMN_FROM_UNIX_S,
  COLUMN_UNTIL_UNIX_S,
  COLUMN_OPENED_AT_UNIX_S,
  COLUMN_CLOSED_AT_UNIX_S,
  COLUMN_REFERENCE,
};

static void
bind_stay (KwStoreQuery *query, const KwStay *stay)
{
  kw_store_query_bind_text (query, ":state", kw_stay_state_to_string (stay->state));
  kw_store_query_bind_int64 (query, ":from_unix_s", stay->from_unix_s);
  kw_store_query_bind_int64 (query, ":until_unix_s", stay->until_unix_s);
  kw_store_query_bind_id (query, ":opened_at_unix_s", (guint64)stay->opened_at_unix_s);
  kw_store_query_bind_id (query, ":closed_at_unix_s", (guint64)stay->closed_at_unix_s);
  kw_store_query_bind_text (query, ":reference", stay->reference);
}

static gboolean
insert_doors (KwStore *store, gint64 id, const KwStay *stay, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_INSERT_DOOR]);

  for (guint i = 0; i < stay->n_doors; i++)
    {
      kw_store_query_bind_int64 (query, ":stay_id", id);
      kw_store_query_bind_int64 (query, ":position", i);
      kw_store_query_bind_int64 (query, ":building", stay->doors[i].building);
      kw_store_query_bind_int64 (query, ":door", stay->doors[i].door);
      if (!kw_store_query_run (query, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_tenants (KwStore *store, gint64 id, const KwStay *stay, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_INSERT_TENANT]);

  for (guint i = 0; stay->tenants[i] != NULL; i++)
    {
      gint64 personal_id = 0;

      if (!kw_store_personal_put (store, stay->tenants[i], id, /* is_name= */ TRUE, &personal_id,
                                  NULL, error))
        return FALSE;
      kw_store_query_bind_int64 (query, ":stay_id", id);
      kw_store_query_bind_int64 (query, ":position", i);
      kw_store_query_bind_int64 (query, ":personal_id", personal_id);
      if (!kw_store_query_run (query, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kw_store_stay_put (KwStore *store, const KwStay *stay, gint64 *out_id, GError **error)
{
  g_autoptr (KwStoreQuery) query = NULL;
  gint64 id = 0;

  g_return_val_if_fail (stay != NULL && stay->id == 0, FALSE);

  query = kw_store_query_new (store, sql[SQL_INSERT]);
  bind_stay (query, stay);
  if (!kw_store_query_run (query, error))
    return FALSE;

  id = kw_db_get_last_row_id (kw_store_get_db (store));
  if (!insert_doors (store, id, stay, error) || !insert_tenants (store, id, stay, error))
    return FALSE;
  *out_id = id;
  return TRUE;
}

/* What is read of many stays, prepared once. */
typedef struct
{
  KwStoreQuery *doors;
  KwStoreQuery *tenants;
} Parts;

static void
open_parts (KwStore *store, Parts *parts)
{
  parts->doors = kw_store_query_new (store, sql[SQL_LOAD_DOORS]);
  parts->tenants = kw_store_query_new (store, sql[SQL_LOAD_TENANTS]);
}

static void
close_parts (Parts *parts)
{
  kw_store_query_free (parts->doors);
  kw_store_query_free (parts->tenants);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, close_parts)

static gboolean
load_doors (KwStoreQuery *query, KwStay *fields, GError **error)
{
  kw_store_query_bind_int64 (query, ":stay_id", fields->id);
  while (fields->n_doors < KW_STAY_N_DOORS_MAX && kw_store_query_next (query))
    fields->doors[fields->n_doors++] = (KwDoorRef){ (guint)kw_store_query_get_int64 (query, 0),
                                                    (guint)kw_store_query_get_int64 (query, 1) };
  return kw_store_query_finish (query, error);
}

static gboolean
load_tenants (KwStoreQuery *query, gint64 id, GPtrArray *tenants, GError **error)
{
  kw_store_query_bind_int64 (query, ":stay_id", id);
  while (kw_store_query_next (query))
    g_ptr_array_add (tenants, g_strdup (kw_store_query_get_text (query, 0)));
  g_ptr_array_add (tenants, NULL);
  return kw_store_query_finish (query, error);
}

static KwStay *
read_stay (const Parts *parts, KwStoreQuery *query, GError **error)
{
  g_autoptr (GPtrArray) tenants = g_ptr_array_new_with_free_func (g_free);
  KwStay fields = {
    .id = kw_store_query_get_int64 (query, COLUMN_ID),
    .from_unix_s = kw_store_query_get_int64 (query, COLUMN_FROM_UNIX_S),
    .until_unix_s = kw_store_query_get_int64 (query, COLUMN_UNTIL_UNIX_S),
    .opened_at_unix_s = kw_store_query_get_int64 (query, COLUMN_OPENED_AT_UNIX_S),
    .closed_at_unix_s = kw_store_query_get_int64 (query, COLUMN_CLOSED_AT_UNIX_S),
    .reference = kw_store_query_get_text (query, COLUMN_REFERENCE),
  };
  GError *cause = NULL;
  KwStay *stay = NULL;

  if (!load_doors (parts->doors, &fields, error) ||
      !load_tenants (parts->tenants, fields.id, tenants, error))
    return NULL;

  fields.tenants = (const char *const *)tenants->pdata;
  if (kw_stay_state_from_string (kw_store_query_get_text (query, COLUMN_STATE), &fields.state))
    stay = kw_stay_new (&fields, &cause);
  if (stay == NULL)
    kw_store_throw_row ("stay", cause, error);
  return stay;
}

KwStay *
kw_store_stay_load (KwStore *store, gint64 id, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LOAD]);
  g_auto (Parts) parts = { NULL };

  open_parts (store, &parts);
  kw_store_query_bind_int64 (query, ":id", id);
  if (kw_store_query_next (query))
    return read_stay (&parts, query, error);
  if (kw_store_query_finish (query, error))
    throw (error, KW_STORE_ERROR_NOT_FOUND, "register: there is no stay %" G_GINT64_FORMAT, id);
  return NULL;
}

gboolean
kw_store_stay_load_many (KwStore *store, const gint64 *ids, guint n_ids, GPtrArray *stays,
                         GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LOAD]);
  g_auto (Parts) parts = { NULL };

  open_parts (store, &parts);
  for (guint i = 0; i < n_ids; i++)
    {
      KwStay *stay = NULL;

      kw_store_query_bind_int64 (query, ":id", ids[i]);
      if (kw_store_query_next (query))
        {
          stay = read_stay (&parts, query, error);
          if (stay == NULL)
            return FALSE;
        }
      g_ptr_array_add (stays, stay);
      if (!kw_store_query_finish (query, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_for_stay (KwStore *store, const char *text, gint64 id, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, text);

  kw_store_query_bind_int64 (query, ":stay_id", id);
  return kw_store_query_run (query, error);
}

/* Names that are no longer the stay's are erased, not kept: nothing speaks of them any more. */
static gboolean
replace_tenants (KwStore *store, const KwStay *old, const KwStay *stay, GError **error)
{
  if (g_strv_equal (old->tenants, stay->tenants))
    return TRUE;

  return kw_store_personal_erase_tenants (store, stay->id, error) &&
         run_for_stay (store, sql[SQL_REMOVE_TENANTS], stay->id, error) &&
         insert_tenants (store, stay->id, stay, error);
}

gboolean
kw_store_stay_update (KwStore *store, const KwStay *stay, GError **error)
{
  g_autoptr (KwStay) old = NULL;
  g_autoptr (KwStoreQuery) query = NULL;

  g_return_val_if_fail (stay != NULL && stay->id != 0, FALSE);

  old = kw_store_stay_load (store, stay->id, error);
  if (old == NULL)
    return FALSE;
  if (old->state != stay->state && !kw_stay_state_can_follow (old->state, stay->state))
    return throw (error, KW_STORE_ERROR_STATE,
                  "register: stay %" G_GINT64_FORMAT " is %s and cannot become %s", stay->id,
                  kw_stay_state_to_string (old->state), kw_stay_state_to_string (stay->state));

  query = kw_store_query_new (store, sql[SQL_UPDATE]);
  kw_store_query_bind_int64 (query, ":id", stay->id);
  bind_stay (query, stay);
  return kw_store_query_run (query, error) &&
         run_for_stay (store, sql[SQL_REMOVE_DOORS], stay->id, error) &&
         insert_doors (store, stay->id, stay, error) && replace_tenants (store, old, stay, error);
}

/* Takes a query that has everything bound. */
static gboolean
append_all (const Parts *parts, KwStoreQuery *query, GPtrArray *stays, GError **error)
{
  while (kw_store_query_next (query))
    {
      KwStay *stay = read_stay (parts, query, error);

      if (stay == NULL)
        return FALSE;
      g_ptr_array_add (stays, stay);
    }
  return kw_store_query_finish (query, error);
}

/* Takes a query that has everything bound but bounds and limit. */
static GPtrArray *
list (KwStore *store, KwStoreQuery *query, gint64 from_unix_s, gint64 until_unix_s, guint limit,
      GError **error)
{
  g_autoptr (GPtrArray) stays = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_stay_unref);
  g_auto (Parts) parts = { NULL };

  open_parts (store, &parts);
  kw_store_query_bind_int64 (query, ":from_unix_s", from_unix_s);
  kw_store_query_bind_int64 (query, ":until_unix_s", until_unix_s != 0 ? until_unix_s : G_MAXINT64);
  kw_store_query_bind_int64 (query, ":limit", limit != 0 ? (gint64)limit : -1);
  return append_all (&parts, query, stays, error) ? g_steal_pointer (&stays) : NULL;
}

GPtrArray *
kw_store_stay_list (KwStore *store, const KwStoreStayFilter *filter, GError **error)
{
  gboolean has_door = filter->door.building != 0;
  int index = has_door ? SQL_LIST_BY_DOOR : SQL_LIST;
  g_autoptr (KwStoreQuery) query = NULL;

  if (filter->has_state)
    index = has_door ? SQL_LIST_BY_DOOR_AND_STATE : SQL_LIST_BY_STATE;
  query = kw_store_query_new (store, sql[index]);
  if (has_door)
    {
      kw_store_query_bind_int64 (query, ":building", filter->door.building);
      kw_store_query_bind_int64 (query, ":door", filter->door.door);
    }
  if (filter->has_state)
    kw_store_query_bind_text (query, ":state", kw_stay_state_to_string (filter->state));
  return list (store, query, filter->from_unix_s, filter->until_unix_s, filter->limit, error);
}

GArray *
kw_store_stay_list_bookings (KwStore *store, KwDoorRef door, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LIST_BOOKINGS]);
  g_autoptr (GArray) bookings = g_array_new (FALSE, FALSE, sizeof (KwStoreStayBooking));

  kw_store_query_bind_int64 (query, ":building", door.building);
  kw_store_query_bind_int64 (query, ":door", door.door);
  while (kw_store_query_next (query))
    {
      KwStoreStayBooking booking = {
        .id = kw_store_query_get_int64 (query, 0),
        .from_unix_s = kw_store_query_get_int64 (query, 2),
        .until_unix_s = kw_store_query_get_int64 (query, 3),
        .has_reference = kw_store_query_get_int64 (query, 4) != 0,
      };

      if (!kw_stay_state_from_string (kw_store_query_get_text (query, 1), &booking.state))
        {
          throw (error, KW_STORE_ERROR_CORRUPT, "register: stay %" G_GINT64_FORMAT " has no state",
                 booking.id);
          return NULL;
        }
      g_array_append_val (bookings, booking);
    }
  return kw_store_query_finish (query, error) ? g_steal_pointer (&bookings) : NULL;
}

gboolean
kw_store_stay_list_referenced (KwStore *store, const char *const *references, guint n_references,
                               GPtrArray *stays, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LIST_REFERENCED]);
  g_auto (Parts) parts = { NULL };

  open_parts (store, &parts);
  for (guint i = 0; i < n_references; i++)
    {
      kw_store_query_bind_text (query, ":reference", references[i]);
      if (!append_all (&parts, query, stays, error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
kw_store_stay_list_overlapping (KwStore *store, KwDoorRef door, gint64 from_unix_s,
                                gint64 until_unix_s, gint64 now_unix_s, gint64 except_id,
                                GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LIST_OVERLAPPING]);

  kw_store_query_bind_int64 (query, ":building", door.building);
  kw_store_query_bind_int64 (query, ":door", door.door);
  kw_store_query_bind_int64 (query, ":now_unix_s", now_unix_s);
  kw_store_query_bind_int64 (query, ":except_id", except_id);
  return list (store, query, from_unix_s, until_unix_s, /* limit= */ 0, error);
}
