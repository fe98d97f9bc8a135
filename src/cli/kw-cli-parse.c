/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-parse.h"

#include "kw-card.h"
#include "kw-error.h"
#include "kw-local-time.h"

#include <string.h>

KW_DEFINE_THROW (KwCliError, KW_CLI_ERROR)

#define N_WEEKDAYS 7
#define NOON_MINUTE (12 * 60)
#define DAY_MINUTES (24 * 60)

/* Says that a name was not found, or that @hint is needed because it is there more than once. */
static gboolean
throw_name (GError **error, GError *problem, const char *what, const char *name, const char *hint)
{
  if (!g_utf8_validate (name, -1, NULL))
    throw (error, KW_CLI_ERROR_BAD_VALUE, "the name of the %s is not valid UTF-8", what);
  else if (g_error_matches (problem, KW_MODEL_ERROR, KW_MODEL_ERROR_AMBIGUOUS))
    throw (error, KW_CLI_ERROR_NOT_FOUND, "there is more than one %s '%s'%s", what, name, hint);
  else
    throw (error, KW_CLI_ERROR_NOT_FOUND, "there is no %s '%s'", what, name);
  g_error_free (problem);
  return FALSE;
}

/* Takes @problem. */
static gboolean
throw_time (GError **error, GError *problem, const char *option, const char *text)
{
  g_autoptr (GError) owned = problem;

  if (g_error_matches (owned, KW_MODEL_ERROR, KW_MODEL_ERROR_TIME_RANGE))
    return throw (
        error, KW_CLI_ERROR_BAD_VALUE,
        "%s takes a time from 1970 to 2106-02-07, which is what a card can hold, not '%s'", option,
        text);
  return throw (error, KW_CLI_ERROR_BAD_VALUE,
                "%s takes a time as 2026-11-24 or 2026-11-24T11:00, not '%s'", option, text);
}

gboolean
kw_cli_parse_number (const char *option, const char *text, guint64 max, guint64 *out_number,
                     GError **error)
{
  if (!g_ascii_string_to_unsigned (text, 10, 0, max, out_number, NULL))
    return throw (error, KW_CLI_ERROR_BAD_VALUE,
                  "%s takes a whole number from 0 to %" G_GUINT64_FORMAT ", not '%s'", option, max,
                  text);
  return TRUE;
}

gboolean
kw_cli_parse_from (const KwProperty *property, const char *text, gint64 *out_unix_s, GError **error)
{
  GError *problem = NULL;

  return kw_local_time_parse_from (property, text, out_unix_s, &problem) ||
         throw_time (error, problem, "--from", text);
}

gboolean
kw_cli_parse_until (const KwProperty *property, const char *text, gint64 *out_unix_s,
                    GError **error)
{
  GError *problem = NULL;

  return kw_local_time_parse_until (property, text, out_unix_s, &problem) ||
         throw_time (error, problem, "--until", text);
}

gboolean
kw_cli_parse_moment (const KwProperty *property, const char *text, gint64 *out_unix_s,
                     GError **error)
{
  GError *problem = NULL;

  return kw_local_time_parse (property, text, NOON_MINUTE, out_unix_s, &problem) ||
         throw_time (error, problem, "--at", text);
}

gboolean
kw_cli_parse_room (const KwProperty *property, const char *text, KwDoorRef *out_room,
                   GError **error)
{
  GError *problem = NULL;
  const KwDoor *door = kw_property_find_door (property, text, &problem);

  if (door == NULL)
    return throw_name (error, problem, "room", text, "; write BUILDING/NAME");
  *out_room = (KwDoorRef){ door->building, door->number };
  return TRUE;
}

/* The names between the commas; outer blanks do not count, nothing between two commas is an error.
 */
static char **
split_names (const char *option, const char *text, GError **error)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  for (char **name = names; *name != NULL; name++)
    if (*g_strstrip (*name) == '\0')
      {
        throw (error, KW_CLI_ERROR_BAD_VALUE, "%s takes names with a comma between them, not '%s'",
               option, text);
        return NULL;
      }
  if (names[0] == NULL)
    {
      throw (error, KW_CLI_ERROR_BAD_VALUE, "%s takes names, not an empty text", option);
      return NULL;
    }
  return g_steal_pointer (&names);
}

static gboolean
parse_room_of_building (const KwProperty *property, guint building, const char *name,
                        KwDoorRef *out_room, GError **error)
{
  const KwBuilding *main_building = kw_property_get_building (property, building);
  g_autofree char *full = main_building == NULL
                              ? NULL
                              : g_strdup_printf ("%s/%s", main_building->name, name);

  if (full != NULL && kw_cli_parse_room (property, full, out_room, NULL))
    return TRUE;
  return kw_cli_parse_room (property, name, out_room, error);
}

gboolean
kw_cli_parse_rooms (const KwProperty *property, const char *text, guint building, guint n_max,
                    KwDoorRef *out_rooms, guint *out_n_rooms, GError **error)
{
  g_auto (GStrv) names = split_names ("--doors", text, error);
  guint n_rooms = 0;

  for (char **name = names; names != NULL && *name != NULL; name++, n_rooms++)
    {
      if (n_rooms == n_max)
        return throw (error, KW_CLI_ERROR_BAD_VALUE, "--doors takes at most %u rooms", n_max);
      if (!parse_room_of_building (property, building, *name, &out_rooms[n_rooms], error))
        return FALSE;
    }
  if (names == NULL)
    return FALSE;
  *out_n_rooms = n_rooms;
  return TRUE;
}

gboolean
kw_cli_parse_areas (const KwProperty *property, const char *text, guint32 *out_areas,
                    GError **error)
{
  g_auto (GStrv) names = NULL;
  guint32 areas = 0;

  if (strcmp (text, "none") == 0)
    {
      *out_areas = 0;
      return TRUE;
    }
  names = split_names ("--areas", text, error);
  if (names == NULL)
    return FALSE;
  for (char **name = names; *name != NULL; name++)
    {
      guint area;

      if (!kw_cli_parse_area (property, *name, &area, error))
        return FALSE;
      areas |= 1u << area;
    }
  *out_areas = areas;
  return TRUE;
}

static gboolean
serves_building (const KwBank *bank, guint building)
{
  if (bank->building == building)
    return TRUE;
  for (guint i = 0; i < bank->n_landings; i++)
    if (bank->landings[i].building == building)
      return TRUE;
  return FALSE;
}

/* The banks that serve the building, or the one named before a slash, which @inout_text is moved
 * behind. */
static GPtrArray *
list_banks (const KwProperty *property, guint building, const char **inout_text)
{
  GPtrArray *banks = g_ptr_array_new ();
  const char *slash = strchr (*inout_text, '/');

  if (slash != NULL)
    {
      g_autofree char *name = g_strndup (*inout_text, (gsize)(slash - *inout_text));
      const KwBank *bank = kw_property_find_bank (property, name, NULL);

      if (bank != NULL)
        {
          *inout_text = slash + 1;
          g_ptr_array_add (banks, (gpointer)bank);
          return banks;
        }
    }
  for (guint i = 0; i < property->n_banks; i++)
    if (serves_building (&property->banks[i], building))
      g_ptr_array_add (banks, (gpointer)&property->banks[i]);
  return banks;
}

static gboolean
find_landings (const KwBank *bank, char **names, guint64 *out_floors, GError **error)
{
  guint64 floors = 0;

  for (char **name = names; *name != NULL; name++)
    {
      GError *problem = NULL;
      const KwLanding *landing = kw_bank_find_landing (bank, *name, &problem);

      if (landing == NULL)
        return throw_name (error, problem, "landing", *name, "");
      floors |= G_GUINT64_CONSTANT (1) << landing->number;
    }
  *out_floors = floors;
  return TRUE;
}

static gboolean
throw_bank_needed (GError **error, const GPtrArray *banks, const char *text)
{
  const KwBank *bank = banks->pdata[0];

  return throw (error, KW_CLI_ERROR_BAD_VALUE,
                "more than one elevator bank has these landings: name one before them, as '%s/%s'",
                bank->name, text);
}

gboolean
kw_cli_parse_landings (const KwProperty *property, guint building, const char *text,
                       KwCliLandings *out_landings, GError **error)
{
  const char *list = text;
  g_autoptr (GPtrArray) banks = list_banks (property, building, &list);
  g_auto (GStrv) names = split_names ("--floors", list, error);
  KwCliLandings landings = { 0 };
  guint n_found = 0;

  if (names == NULL)
    return FALSE;
  if (strcmp (list, "none") == 0)
    {
      *out_landings = landings;
      return TRUE;
    }
  if (banks->len == 0)
    return throw (error, KW_CLI_ERROR_NOT_FOUND, "no elevator serves this building");
  if (strcmp (list, "all") == 0)
    {
      if (banks->len > 1 && banks->len < property->n_banks)
        return throw_bank_needed (error, banks, list);
      landings.has_every_landing = TRUE;
      landings.bank = banks->len > 1 ? 0 : ((const KwBank *)banks->pdata[0])->number;
      *out_landings = landings;
      return TRUE;
    }
  for (guint i = 0; i < banks->len; i++)
    {
      const KwBank *bank = banks->pdata[i];

      if (find_landings (bank, names, &landings.floors,
                         n_found == 0 && i + 1 == banks->len ? error : NULL))
        {
          n_found++;
          landings.bank = bank->number;
        }
    }
  if (n_found > 1)
    return throw_bank_needed (error, banks, list);
  if (n_found == 1)
    *out_landings = landings;
  return n_found == 1;
}

static gboolean
find_weekday (const char *name, gsize name_len, guint *out_weekday)
{
  static const char names[N_WEEKDAYS][4] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

  for (guint i = 0; i < N_WEEKDAYS; i++)
    if (name_len == strlen (names[i]) && g_ascii_strncasecmp (name, names[i], name_len) == 0)
      {
        *out_weekday = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
kw_cli_parse_weekdays (const char *text, guint *out_weekdays, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  guint weekdays = 0;

  for (char **part = parts; *part != NULL; part++)
    {
      const char *name = g_strstrip (*part);
      const char *dash = strchr (name, '-');
      guint first;
      guint last;

      if (!find_weekday (name, dash == NULL ? strlen (name) : (gsize)(dash - name), &first) ||
          (dash != NULL && !find_weekday (dash + 1, strlen (dash + 1), &last)))
        return throw (error, KW_CLI_ERROR_BAD_VALUE,
                      "--weekdays takes days as mon-fri or mon,wed, not '%s'", text);
      if (dash == NULL)
        last = first;
      for (guint day = first; day != last; day = (day + 1) % N_WEEKDAYS)
        weekdays |= 1u << day;
      weekdays |= 1u << last;
    }
  if (weekdays == 0)
    return throw (error, KW_CLI_ERROR_BAD_VALUE,
                  "--weekdays takes days as mon-fri or mon,wed, not an empty text");
  *out_weekdays = weekdays;
  return TRUE;
}

gboolean
kw_cli_parse_hours (const char *text, guint *out_start_minute, guint *out_end_minute,
                    GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", -1);
  guint start;
  guint end;

  if (g_strv_length (parts) != 2 || !kw_local_time_parse_minute (parts[0], &start, NULL) ||
      !kw_local_time_parse_minute (parts[1], &end, NULL) || start == DAY_MINUTES)
    return throw (error, KW_CLI_ERROR_BAD_VALUE, "--hours takes a span as 07:00-19:00, not '%s'",
                  text);
  if (start == end)
    return throw (error, KW_CLI_ERROR_BAD_VALUE,
                  "--hours starts and ends at the same minute; leave it out for all day");
  *out_start_minute = start;
  *out_end_minute = end;
  return TRUE;
}

gboolean
kw_cli_parse_building (const KwProperty *property, const char *text, guint *out_building,
                       GError **error)
{
  GError *problem = NULL;
  const KwBuilding *building = kw_property_find_building (property, text, &problem);

  if (building == NULL)
    return throw_name (error, problem, "building", text, "");
  *out_building = building->number;
  return TRUE;
}

gboolean
kw_cli_parse_floor (const KwProperty *property, guint building, const char *text,
                    guint *out_building, guint *out_floor, GError **error)
{
  GError *problem = NULL;
  const KwFloor *floor_ = kw_property_find_floor (property, building, text, &problem);

  if (floor_ == NULL)
    return throw_name (error, problem, "floor", text, "; name its building with --building");
  *out_building = floor_->building;
  *out_floor = floor_->number;
  return TRUE;
}

gboolean
kw_cli_parse_area (const KwProperty *property, const char *text, guint *out_area, GError **error)
{
  GError *problem = NULL;
  const KwArea *area = kw_property_find_area (property, text, &problem);

  if (area == NULL)
    return throw_name (error, problem, "area", text, "");
  *out_area = area->number;
  return TRUE;
}

gboolean
kw_cli_parse_bank (const KwProperty *property, const char *text, guint *out_bank, GError **error)
{
  GError *problem = NULL;
  const KwBank *bank = kw_property_find_bank (property, text, &problem);

  if (bank == NULL)
    return throw_name (error, problem, "elevator", text, "");
  *out_bank = bank->number;
  return TRUE;
}

gboolean
kw_cli_parse_stay_id (const char *text, gint64 *out_id, GError **error)
{
  guint64 id;

  if (!kw_cli_parse_number ("the stay's ID", text, G_MAXINT64, &id, NULL) || id == 0)
    return throw (error, KW_CLI_ERROR_BAD_VALUE, "'%s' is not the number of a stay; see stay list",
                  text);
  *out_id = (gint64)id;
  return TRUE;
}

gboolean
kw_cli_parse_card_label (const char *text, GError **error)
{
  guint64 counter;
  guint station;

  return kw_card_parse_label (text, &station, &counter, NULL) ||
         throw (error, KW_CLI_ERROR_BAD_VALUE, "--card takes a card's number as 1-42, not '%s'",
                text);
}
