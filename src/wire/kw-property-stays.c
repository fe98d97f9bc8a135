/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-property-reader.h"

#include "kw-error.h"
#include "kw-local-time.h"
#include "kw-stay.h"

#include <string.h>

#define N_DAYS_MAX 3660

KW_DEFINE_THROW (KwModelError, KW_MODEL_ERROR)

typedef struct
{
  const KwProperty *property;
  GHashTable *stand_in_names; /* (nullable): @property is a stand-in: names that the file has */
  gint64 now_unix_s;
  GPtrArray *stays;
  GHashTable *doors; /* name -> KwDoor: all that were asked for, and all names that are unique */
} Reader;

static gint64
clamp_now (gint64 now_unix_s)
{
  return CLAMP (now_unix_s, 0, G_GINT64_CONSTANT (0xffffffff));
}

/* A moment as FIELD (ISO 8601), or as FIELD_day (days from the import) at FIELD_time. */
static gboolean
read_moment (const KwRecord *record, const Reader *reader, const char *field, guint day_minute,
             gint64 *out_unix_s, GError **error)
{
  g_autofree char *day_field = g_strconcat (field, "_day", NULL);
  g_autofree char *time_field = g_strconcat (field, "_time", NULL);
  const char *text = NULL;
  GError *problem = NULL;
  GDate date;
  gint64 n_days = 0;

  if (kw_record_has (record, field))
    {
      if (kw_record_has (record, day_field))
        return kw_record_throw (record, day_field, error, KW_WIRE_ERROR_VALUE,
                                "there is \"%s\" too, only one of both is possible", field);
      if (!kw_record_read_text (record, field, &text, error))
        return FALSE;
      if (!kw_local_time_parse (reader->property, text, day_minute, out_unix_s, &problem))
        return kw_property_reader_throw (record, field, problem, "time", error);
      return TRUE;
    }

  if (!kw_record_read_int (record, day_field, -N_DAYS_MAX, N_DAYS_MAX, &n_days, error))
    return FALSE;
  if (kw_record_has (record, time_field))
    {
      if (!kw_record_read_text (record, time_field, &text, error))
        return FALSE;
      if (!kw_local_time_parse_minute (text, &day_minute, &problem))
        return kw_property_reader_throw (record, time_field, problem, "time", error);
    }
  kw_local_time_get_day (reader->property, reader->now_unix_s, &date);
  if (n_days < 0)
    g_date_subtract_days (&date, (guint)-n_days);
  else
    g_date_add_days (&date, (guint)n_days);
  *out_unix_s = kw_local_time_to_unix_s (reader->property, &date, day_minute);
  return TRUE;
}

static gboolean
read_times (const KwRecord *record, const Reader *reader, KwStay *fields, GError **error)
{
  const KwProperty *property = reader->property;
  const gboolean has_from = read_moment (record, reader, "from", property->check_in_minute,
                                         &fields->from_unix_s, error);

  if (!read_moment (record, reader, "until", property->check_out_minute, &fields->until_unix_s,
                    error) ||
      !has_from)
    return FALSE;
  if (fields->until_unix_s <= fields->from_unix_s)
    return kw_record_throw (record, kw_record_has (record, "until") ? "until" : "until_day", error,
                            KW_WIRE_ERROR_VALUE, "the stay ends before it begins");
  return TRUE;
}

/* In house if it began on an earlier day, unless the file says otherwise. */
static gboolean
read_state (const KwRecord *record, const Reader *reader, KwStay *fields, GError **error)
{
  const gint64 now_unix_s = clamp_now (reader->now_unix_s);
  const char *text = NULL;
  GDate today;
  GDate first;

  kw_local_time_get_day (reader->property, reader->now_unix_s, &today);
  kw_local_time_get_day (reader->property, fields->from_unix_s, &first);
  fields->state = g_date_compare (&first, &today) < 0 ? KW_STAY_STATE_OPEN : KW_STAY_STATE_EXPECTED;
  if (kw_record_has (record, "state"))
    {
      if (!kw_record_read_text (record, "state", &text, error))
        return FALSE;
      if (!kw_stay_state_from_string (text, &fields->state))
        return kw_record_throw (record, "state", error, KW_WIRE_ERROR_VALUE,
                                "is \"%s\", must be expected, open or closed", text);
    }

  switch (fields->state)
    {
    case KW_STAY_STATE_EXPECTED:
      break;
    case KW_STAY_STATE_CLOSED:
      fields->closed_at_unix_s = MAX (MIN (fields->until_unix_s, now_unix_s), 1);
      fields->opened_at_unix_s = MIN (fields->from_unix_s, fields->closed_at_unix_s);
      break;
    case KW_STAY_STATE_OPEN:
      fields->opened_at_unix_s = MAX (MIN (fields->from_unix_s, now_unix_s), 1);
      break;
    }
  return TRUE;
}

/* In a broken map a room is only looked for by its name, and where that is BUILDING/NAME by the
 * part behind the last slash. */
static gboolean
find_name (const Reader *reader, const char *name, GError **error)
{
  g_autofree char *whole = g_utf8_casefold (name, -1);
  const char *slash = strrchr (whole, '/');

  return g_hash_table_contains (reader->stand_in_names, whole) ||
         (slash != NULL && g_hash_table_contains (reader->stand_in_names, slash + 1)) ||
         throw (error, KW_MODEL_ERROR_NOT_FOUND, "there is no \"%s\"", name);
}

/* A search walks all rooms, which many stays of many rooms would feel. */
static const KwDoor *
find_door (const Reader *reader, const char *name, GError **error)
{
  const KwDoor *door = g_hash_table_lookup (reader->doors, name);

  if (door != NULL)
    return door;
  door = kw_property_find_door (reader->property, name, error);
  if (door != NULL)
    g_hash_table_insert (reader->doors, g_strdup (name), (KwDoor *)door);
  return door;
}

static GHashTable *
index_doors (const KwProperty *property)
{
  GHashTable *doors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < property->n_doors; i++)
    {
      const KwDoor *door = &property->doors[i];
      const gboolean is_known = g_hash_table_contains (doors, door->name);

      /* A name given twice leads to nothing here: the search knows what to say of it. So does a
       * name with a slash, which could be BUILDING/NAME of another. */
      g_hash_table_insert (doors, g_strdup (door->name),
                           is_known || strchr (door->name, '/') != NULL ? NULL : (KwDoor *)door);
    }
  return doors;
}

static gboolean
read_rooms (const KwRecord *record, const Reader *reader, KwStay *fields, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const gboolean has_list = kw_record_has (record, "rooms");
  const char *field = has_list ? "rooms" : "room";
  const char *name = NULL;

  if (has_list && kw_record_has (record, "room"))
    return kw_record_throw (record, "room", error, KW_WIRE_ERROR_VALUE,
                            "there is \"rooms\" too, only one of both is possible");
  if (has_list && !kw_record_read_texts (record, "rooms", names, error))
    return FALSE;
  if (!has_list)
    {
      if (!kw_record_read_text (record, "room", &name, error))
        return FALSE;
      g_ptr_array_add (names, (char *)name);
    }
  if (names->len == 0)
    return kw_record_throw (record, field, error, KW_WIRE_ERROR_MISSING,
                            "a stay needs at least one room");
  if (names->len > KW_STAY_N_DOORS_MAX)
    return kw_record_throw (record, field, error, KW_WIRE_ERROR_LIMIT,
                            "are %u, a stay has at most %d rooms", names->len, KW_STAY_N_DOORS_MAX);

  for (guint i = 0; i < names->len; i++)
    {
      GError *problem = NULL;
      const KwDoor *door = NULL;

      if (reader->stand_in_names != NULL &&
          !find_name (reader, g_ptr_array_index (names, i), &problem))
        return kw_property_reader_throw (record, field, problem, "room", error);
      if (reader->stand_in_names != NULL)
        {
          fields->doors[fields->n_doors++] = (KwDoorRef){ 1, i + 1 };
          continue;
        }
      door = find_door (reader, g_ptr_array_index (names, i), &problem);
      if (door == NULL)
        return kw_property_reader_throw (record, field, problem, "room", error);
      fields->doors[fields->n_doors++] = (KwDoorRef){ door->building, door->number };
    }
  return TRUE;
}

static gboolean
read_stay (const KwRecord *record, guint index, gpointer user_data, GError **error)
{
  Reader *reader = user_data;
  g_autoptr (GPtrArray) tenants = g_ptr_array_new ();
  KwStay fields = { 0 };
  GError *problem = NULL;
  KwStay *stay = NULL;

  gboolean is_fine = read_rooms (record, reader, &fields, error);

  is_fine &= read_times (record, reader, &fields, error);
  is_fine &= read_state (record, reader, &fields, error);
  is_fine &= kw_record_read_texts (record, "tenants", tenants, error);
  if (kw_record_has (record, "reference"))
    is_fine &= kw_record_read_text (record, "reference", &fields.reference, error);
  if (!is_fine)
    return FALSE;

  g_ptr_array_add (tenants, NULL);
  fields.tenants = (const char *const *)tenants->pdata;
  stay = kw_stay_new (&fields, &problem);
  if (stay == NULL)
    return kw_property_reader_throw (record, NULL, problem, NULL, error);
  g_ptr_array_add (reader->stays, stay);
  return TRUE;
}

GPtrArray *
kw_property_reader_read_stays (KwPropertyReading *reading, const KwProperty *property,
                               gboolean is_stand_in)
{
  g_autoptr (GPtrArray) stays = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_stay_unref);
  g_autoptr (GHashTable) doors = index_doors (property);
  Reader reader = {
    .property = property,
    .stand_in_names = is_stand_in ? reading->room_names : NULL,
    .now_unix_s = reading->now_unix_s,
    .stays = stays,
    .doors = doors,
  };

  kw_property_reader_read_list (reading, KW_PROPERTY_LIST_STAYS, FALSE, read_stay, &reader);
  return g_steal_pointer (&stays);
}
