/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-grant.h"

#include "kw-error.h"

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

enum
{
  SQL_LOAD,
  SQL_INSERT,
  SQL_UPDATE,
};

static const char *const sql[] = {
  [SQL_LOAD] = "SELECT " KW_STORE_GRANT_COLUMNS " FROM access_grant g WHERE g.id = :id",
  [SQL_INSERT] =
      "INSERT INTO access_grant (kind, can_override_deadbolt, is_copy, is_from_first_use,"
      " is_one_opening, has_every_landing, building, floor, door, extra_door_1, extra_door_2,"
      " extra_door_3, extra_door_4, areas, bank, floors, weekdays, day_start_minute,"
      " day_end_minute, valid_from_unix_s, valid_until_unix_s, cancelled_1, cancelled_2,"
      " cancelled_3, cancelled_4)"
      " VALUES (:kind, :can_override_deadbolt, :is_copy, :is_from_first_use,"
      " :is_one_opening, :has_every_landing, :building, :floor, :door, :extra_door_1,"
      " :extra_door_2, :extra_door_3, :extra_door_4, :areas, :bank, :floors, :weekdays,"
      " :day_start_minute, :day_end_minute, :valid_from_unix_s, :valid_until_unix_s, :cancelled_1,"
      " :cancelled_2, :cancelled_3, :cancelled_4)",
  [SQL_UPDATE] =
      "UPDATE access_grant SET kind = :kind, can_override_deadbolt = :can_override_deadbolt,"
      " is_copy = :is_copy, is_from_first_use = :is_from_first_use,"
      " is_one_opening = :is_one_opening, has_every_landing = :has_every_landing,"
      " building = :building, floor = :floor, door = :door, extra_door_1 = :extra_door_1,"
      " extra_door_2 = :extra_door_2, extra_door_3 = :extra_door_3, extra_door_4 = :extra_door_4,"
      " areas = :areas, bank = :bank, floors = :floors, weekdays = :weekdays,"
      " day_start_minute = :day_start_minute, day_end_minute = :day_end_minute,"
      " valid_from_unix_s = :valid_from_unix_s, valid_until_unix_s = :valid_until_unix_s,"
      " cancelled_1 = :cancelled_1, cancelled_2 = :cancelled_2, cancelled_3 = :cancelled_3,"
      " cancelled_4 = :cancelled_4 WHERE id = :id",
};

enum
{
  COLUMN_KIND,
  COLUMN_CAN_OVERRIDE_DEADBOLT,
  COLUMN_IS_COPY,
  COLUMN_IS_FROM_FIRST_USE,
  COLUMN_IS_ONE_OPENING,
  COLUMN_HAS_EVERY_LANDING,
  COLUMN_BUILDING,
  COLUMN_FLOOR,
  COLUMN_DOOR,
  COLUMN_EXTRA_DOORS,
  COLUMN_AREAS = COLUMN_EXTRA_DOORS + KW_GRANT_N_EXTRA_DOORS,
  COLUMN_BANK,
  COLUMN_FLOORS,
  COLUMN_WEEKDAYS,
  COLUMN_DAY_START_MINUTE,
  COLUMN_DAY_END_MINUTE,
  COLUMN_VALID_FROM_UNIX_S,
  COLUMN_VALID_UNTIL_UNIX_S,
  COLUMN_CANCELLED,
};

static const char *const extra_door_names[KW_GRANT_N_EXTRA_DOORS] = {
  ":extra_door_1", ":extra_door_2", ":extra_door_3", ":extra_door_4"
};
static const char *const cancelled_names[KW_GRANT_N_CANCELLED] = { ":cancelled_1", ":cancelled_2",
                                                                   ":cancelled_3", ":cancelled_4" };

KwGrant *
kw_store_grant_read (KwStoreQuery *query, int first, GError **error)
{
  KwGrant fields = {
    .can_override_deadbolt = kw_store_query_get_int64 (query,
                                                       first + COLUMN_CAN_OVERRIDE_DEADBOLT) != 0,
    .is_copy = kw_store_query_get_int64 (query, first + COLUMN_IS_COPY) != 0,
    .is_from_first_use = kw_store_query_get_int64 (query, first + COLUMN_IS_FROM_FIRST_USE) != 0,
    .is_one_opening = kw_store_query_get_int64 (query, first + COLUMN_IS_ONE_OPENING) != 0,
    .has_every_landing = kw_store_query_get_int64 (query, first + COLUMN_HAS_EVERY_LANDING) != 0,
    .building = (guint)kw_store_query_get_int64 (query, first + COLUMN_BUILDING),
    .floor = (guint)kw_store_query_get_int64 (query, first + COLUMN_FLOOR),
    .door = (guint)kw_store_query_get_int64 (query, first + COLUMN_DOOR),
    .areas = (guint32)kw_store_query_get_int64 (query, first + COLUMN_AREAS),
    .bank = (guint)kw_store_query_get_int64 (query, first + COLUMN_BANK),
    .floors = kw_store_query_get_u64 (query, first + COLUMN_FLOORS),
    .weekdays = (guint)kw_store_query_get_int64 (query, first + COLUMN_WEEKDAYS),
    .day_start_minute = (guint)kw_store_query_get_int64 (query, first + COLUMN_DAY_START_MINUTE),
    .day_end_minute = (guint)kw_store_query_get_int64 (query, first + COLUMN_DAY_END_MINUTE),
    .valid_from_unix_s = kw_store_query_get_int64 (query, first + COLUMN_VALID_FROM_UNIX_S),
    .valid_until_unix_s = kw_store_query_get_int64 (query, first + COLUMN_VALID_UNTIL_UNIX_S),
  };
  GError *cause = NULL;
  KwGrant *grant = NULL;

  for (int i = 0; i < KW_GRANT_N_EXTRA_DOORS; i++)
    fields.extra_doors[i] = (guint)kw_store_query_get_int64 (query, first + COLUMN_EXTRA_DOORS + i);
  for (int i = 0; i < KW_GRANT_N_CANCELLED; i++)
    fields.cancelled[i] = kw_store_query_get_u64 (query, first + COLUMN_CANCELLED + i);

  if (kw_grant_kind_from_string (kw_store_query_get_text (query, first + COLUMN_KIND),
                                 &fields.kind))
    grant = kw_grant_new (&fields, &cause);
  if (grant == NULL)
    kw_store_throw_row ("access_grant", cause, error);
  return grant;
}

KwGrant *
kw_store_grant_load (KwStore *store, gint64 id, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LOAD]);

  kw_store_query_bind_int64 (query, ":id", id);
  if (kw_store_query_next (query))
    return kw_store_grant_read (query, 0, error);
  if (kw_store_query_finish (query, error))
    throw (error, KW_STORE_ERROR_CORRUPT, "register: a grant is missing");
  return NULL;
}

static void
bind_grant (KwStoreQuery *query, const KwGrant *grant)
{
  kw_store_query_bind_text (query, ":kind", kw_grant_kind_to_string (grant->kind));
  kw_store_query_bind_int64 (query, ":can_override_deadbolt", grant->can_override_deadbolt != 0);
  kw_store_query_bind_int64 (query, ":is_copy", grant->is_copy != 0);
  kw_store_query_bind_int64 (query, ":is_from_first_use", grant->is_from_first_use != 0);
  kw_store_query_bind_int64 (query, ":is_one_opening", grant->is_one_opening != 0);
  kw_store_query_bind_int64 (query, ":has_every_landing", grant->has_every_landing != 0);
  kw_store_query_bind_int64 (query, ":building", grant->building);
  kw_store_query_bind_int64 (query, ":floor", grant->floor);
  kw_store_query_bind_int64 (query, ":door", grant->door);
  for (guint i = 0; i < KW_GRANT_N_EXTRA_DOORS; i++)
    kw_store_query_bind_int64 (query, extra_door_names[i], grant->extra_doors[i]);
  kw_store_query_bind_int64 (query, ":areas", grant->areas);
  kw_store_query_bind_int64 (query, ":bank", grant->bank);
  kw_store_query_bind_u64 (query, ":floors", grant->floors);
  kw_store_query_bind_int64 (query, ":weekdays", grant->weekdays);
  kw_store_query_bind_int64 (query, ":day_start_minute", grant->day_start_minute);
  kw_store_query_bind_int64 (query, ":day_end_minute", grant->day_end_minute);
  kw_store_query_bind_int64 (query, ":valid_from_unix_s", grant->valid_from_unix_s);
  kw_store_query_bind_int64 (query, ":valid_until_unix_s", grant->valid_until_unix_s);
  for (guint i = 0; i < KW_GRANT_N_CANCELLED; i++)
    kw_store_query_bind_u64 (query, cancelled_names[i], grant->cancelled[i]);
}

gboolean
kw_store_grant_insert (KwStore *store, const KwGrant *grant, gint64 *out_id, GError **error)
{
  g_autoptr (KwStoreQuery) query = NULL;

  *out_id = 0;
  if (grant == NULL)
    return TRUE;

  query = kw_store_query_new (store, sql[SQL_INSERT]);
  bind_grant (query, grant);
  if (!kw_store_query_run (query, error))
    return FALSE;
  *out_id = kw_db_get_last_row_id (kw_store_get_db (store));
  return TRUE;
}

gboolean
kw_store_grant_update (KwStore *store, gint64 id, const KwGrant *grant, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_UPDATE]);

  kw_store_query_bind_int64 (query, ":id", id);
  bind_grant (query, grant);
  return kw_store_query_change (query, "grant", error);
}
