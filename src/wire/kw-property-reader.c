/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-property-reader.h"

#include "kw-local-time.h"

#include <string.h>

#define FORMAT 1

/* The lists as they are read; the texts stay the document's. */
typedef struct
{
  KwProperty fields;
  GArray *buildings;
  GArray *floors;
  GArray *doors;
  GArray *areas;
  GArray *banks;
  GPtrArray *landings;         /* a GArray for each bank */
  GHashTable *building_number; /* name -> number */
  GHashTable *floor_number;    /* "BUILDING,NAME" -> number; no name holds a comma */
} Map;

gboolean
kw_property_reader_throw (const KwRecord *record, const char *field, GError *problem,
                          const char *model_field, GError **error)
{
  g_autoptr (GError) owned = problem;
  const char *message = problem->message;
  KwWireError code = KW_WIRE_ERROR_VALUE;

  if (g_error_matches (problem, KW_MODEL_ERROR, KW_MODEL_ERROR_MISSING))
    code = KW_WIRE_ERROR_MISSING;
  else if (g_error_matches (problem, KW_MODEL_ERROR, KW_MODEL_ERROR_DUPLICATE))
    code = KW_WIRE_ERROR_DUPLICATE;
  else if (g_error_matches (problem, KW_MODEL_ERROR, KW_MODEL_ERROR_NOT_FOUND) ||
           g_error_matches (problem, KW_MODEL_ERROR, KW_MODEL_ERROR_AMBIGUOUS))
    code = KW_WIRE_ERROR_NOT_FOUND;
  else if (g_error_matches (problem, KW_MODEL_ERROR, KW_MODEL_ERROR_LIMIT))
    code = KW_WIRE_ERROR_LIMIT;

  if (model_field != NULL && g_str_has_prefix (message, model_field) &&
      g_str_has_prefix (message + strlen (model_field), ": "))
    message += strlen (model_field) + 2;
  return kw_record_throw (record, field, error, code, "%s", message);
}

static gboolean
read_minute (const KwRecord *record, const char *field, guint *out_minute, GError **error)
{
  g_autoptr (GError) problem = NULL;
  const char *text = NULL;
  guint minute = 0;

  if (!kw_record_read_text (record, field, &text, error))
    return FALSE;
  if (!kw_local_time_parse_minute (text, &minute, &problem))
    return kw_property_reader_throw (record, field, g_steal_pointer (&problem), "time", error);
  if (minute > 1439)
    return kw_record_throw (record, field, error, KW_WIRE_ERROR_VALUE,
                            "must be before midnight, 00:00 to 23:59");
  *out_minute = minute;
  return TRUE;
}

static gboolean
read_application (const KwRecord *root, guint32 *out_application, GError **error)
{
  const char *text = NULL;
  guint64 value = 0;

  if (!kw_record_has (root, "desfire_application"))
    return TRUE;
  if (!kw_record_read_text (root, "desfire_application", &text, error))
    return FALSE;
  if (strlen (text) != 6 || !g_ascii_string_to_unsigned (text, 16, 1, 0xffffff, &value, NULL))
    return kw_record_throw (root, "desfire_application", error, KW_WIRE_ERROR_VALUE,
                            "must be six hex digits from 000001 to FFFFFF");
  *out_application = (guint32)value;
  return TRUE;
}

static gboolean
read_head (const KwRecord *root, KwProperty *fields, GError **error)
{
  gint64 value = 0;

  if (!kw_record_read_int (root, "format", 0, G_MAXINT32, &value, error))
    return FALSE;
  if (value != FORMAT)
    return kw_record_throw (root, "format", error, KW_WIRE_ERROR_VALUE,
                            "is %d, this program reads %d", (int)value, FORMAT);
  if (!kw_record_read_int (root, "site", 1, G_MAXUINT32, &value, error))
    return FALSE;
  fields->site = (guint32)value;
  if (!kw_record_read_text (root, "name", &fields->name, error) ||
      !kw_record_read_text (root, "time_zone", &fields->time_zone, error) ||
      !read_minute (root, "check_in", &fields->check_in_minute, error) ||
      !read_minute (root, "check_out", &fields->check_out_minute, error) ||
      !kw_record_read_boolean (root, "allow_cloneable_master", &fields->allow_cloneable_master,
                               error) ||
      !read_application (root, &fields->desfire_application, error))
    return FALSE;
  if (kw_record_has (root, "classic_first_sector"))
    {
      if (!kw_record_read_int (root, "classic_first_sector", 1, 10, &value, error))
        return FALSE;
      fields->classic_first_sector = (guint)value;
    }
  return TRUE;
}

static gboolean
read_building_name (const KwRecord *record, Map *map, guint *out_building, const char **out_name,
                    GError **error)
{
  const char *name = NULL;
  gpointer number = NULL;

  if (!kw_record_read_text (record, "building", &name, error))
    return FALSE;
  if (!g_hash_table_lookup_extended (map->building_number, name, NULL, &number))
    return kw_record_throw (record, "building", error, KW_WIRE_ERROR_NOT_FOUND,
                            "there is no building \"%s\"", name);
  *out_building = GPOINTER_TO_UINT (number);
  if (out_name != NULL)
    *out_name = name;
  return TRUE;
}

static gboolean
read_floor_name (const KwRecord *record, Map *map, guint building, const char *building_name,
                 guint *out_floor, GError **error)
{
  g_autofree char *key = NULL;
  const char *name = NULL;
  gpointer number = NULL;

  if (!kw_record_read_text (record, "floor", &name, error))
    return FALSE;
  key = g_strdup_printf ("%u,%s", building, name);
  if (!g_hash_table_lookup_extended (map->floor_number, key, NULL, &number))
    return kw_record_throw (record, "floor", error, KW_WIRE_ERROR_NOT_FOUND,
                            "there is no floor \"%s\" in building \"%s\"", name, building_name);
  *out_floor = GPOINTER_TO_UINT (number);
  return TRUE;
}

static gboolean
read_place (const KwRecord *record, Map *map, guint *out_building, guint *out_floor, GError **error)
{
  const char *building_name = NULL;

  return read_building_name (record, map, out_building, &building_name, error) &&
         read_floor_name (record, map, *out_building, building_name, out_floor, error);
}

static gboolean
read_building (const KwRecord *record, guint index, gpointer user_data, GError **error)
{
  Map *map = user_data;
  KwBuilding building = { 0 };

  if (!kw_record_read_uint (record, "number", &building.number, error) ||
      !kw_record_read_text (record, "name", &building.name, error))
    return FALSE;
  g_array_append_val (map->buildings, building);
  g_hash_table_insert (map->building_number, (char *)building.name,
                       GUINT_TO_POINTER (building.number));
  return TRUE;
}

static gboolean
read_floor (const KwRecord *record, guint index, gpointer user_data, GError **error)
{
  Map *map = user_data;
  KwFloor floor_ = { 0 };

  if (!read_building_name (record, map, &floor_.building, NULL, error) ||
      !kw_record_read_uint (record, "number", &floor_.number, error) ||
      !kw_record_read_text (record, "name", &floor_.name, error))
    return FALSE;
  g_array_append_val (map->floors, floor_);
  g_hash_table_insert (map->floor_number, g_strdup_printf ("%u,%s", floor_.building, floor_.name),
                       GUINT_TO_POINTER (floor_.number));
  return TRUE;
}

static gboolean
read_room (const KwRecord *record, guint index, gpointer user_data, GError **error)
{
  Map *map = user_data;
  KwDoor door = { 0 };

  if (!read_place (record, map, &door.building, &door.floor, error) ||
      !kw_record_read_uint (record, "number", &door.number, error) ||
      !kw_record_read_text (record, "name", &door.name, error))
    return FALSE;
  g_array_append_val (map->doors, door);
  return TRUE;
}

static gboolean
read_area (const KwRecord *record, guint index, gpointer user_data, GError **error)
{
  Map *map = user_data;
  KwArea area = { 0 };

  if (!kw_record_read_uint (record, "number", &area.number, error) ||
      !kw_record_read_text (record, "name", &area.name, error) ||
      !read_place (record, map, &area.building, &area.floor, error) ||
      !kw_record_read_boolean (record, "default", &area.is_default, error))
    return FALSE;
  g_array_append_val (map->areas, area);
  return TRUE;
}

static gboolean
read_landing (const KwRecord *record, guint index, gpointer user_data, GError **error)
{
  Map *map = user_data;
  KwLanding landing = { 0 };
  const char *building_name = NULL;

  if (!kw_record_read_uint (record, "number", &landing.number, error) ||
      !kw_record_read_text (record, "name", &landing.name, error))
    return FALSE;
  if (kw_record_has (record, "building") &&
      !read_building_name (record, map, &landing.building, &building_name, error))
    return FALSE;
  if (kw_record_has (record, "floor"))
    {
      const KwBank *bank = &g_array_index (map->banks, KwBank, map->banks->len - 1);

      if (landing.building == 0) /* the bank's own */
        {
          landing.building = bank->building;
          for (guint i = 0; i < map->buildings->len && building_name == NULL; i++)
            if (g_array_index (map->buildings, KwBuilding, i).number == landing.building)
              building_name = g_array_index (map->buildings, KwBuilding, i).name;
        }
      if (building_name == NULL)
        return kw_record_throw (record, "building", error, KW_WIRE_ERROR_MISSING,
                                "is missing: the bank serves more than one building");
      if (!read_floor_name (record, map, landing.building, building_name, &landing.floor, error))
        return FALSE;
    }
  g_array_append_val (g_ptr_array_index (map->landings, map->landings->len - 1), landing);
  return TRUE;
}

static gboolean
read_bank (const KwRecord *record, guint index, gpointer user_data, GError **error)
{
  Map *map = user_data;
  KwBank bank = { 0 };

  if (!kw_record_read_uint (record, "number", &bank.number, error) ||
      !kw_record_read_text (record, "name", &bank.name, error))
    return FALSE;
  if (kw_record_has (record, "building") &&
      !read_building_name (record, map, &bank.building, NULL, error))
    return FALSE;
  g_array_append_val (map->banks, bank);
  g_ptr_array_add (map->landings, g_array_new (FALSE, FALSE, sizeof (KwLanding)));
  return kw_record_read_list (record, "landings", KW_BANK_N_LANDINGS_MAX, read_landing, map, error);
}

static gboolean
read_lists (const KwRecord *root, Map *map, GError **error)
{
  return kw_record_read_list (root, "buildings", KW_PROPERTY_N_BUILDINGS_MAX, read_building, map,
                              error) &&
         kw_record_read_list (root, "floors",
                              KW_PROPERTY_N_BUILDINGS_MAX * KW_PROPERTY_N_FLOORS_MAX, read_floor,
                              map, error) &&
         kw_record_read_list (root, "rooms", KW_PROPERTY_N_DOORS_MAX, read_room, map, error) &&
         (!kw_record_has (root, "areas") ||
          kw_record_read_list (root, "areas", KW_PROPERTY_N_AREAS_MAX, read_area, map, error)) &&
         (!kw_record_has (root, "banks") ||
          kw_record_read_list (root, "banks", KW_PROPERTY_N_BANKS_MAX, read_bank, map, error));
}

static gboolean
throw_fault (const KwRecord *root, const KwPropertyFault *fault, GError *problem, GError **error)
{
  static const char *const lists[KW_PROPERTY_PART_N] = {
    [KW_PROPERTY_PART_PROPERTY] = "",    [KW_PROPERTY_PART_BUILDING] = "buildings",
    [KW_PROPERTY_PART_FLOOR] = "floors", [KW_PROPERTY_PART_DOOR] = "rooms",
    [KW_PROPERTY_PART_AREA] = "areas",   [KW_PROPERTY_PART_BANK] = "banks",
    [KW_PROPERTY_PART_LANDING] = "",
  };
  KwRecord record = *root;

  if (fault->part == KW_PROPERTY_PART_LANDING)
    g_snprintf (record.path, sizeof record.path, "banks[%u].landings[%u]", fault->index,
                fault->landing);
  else if (fault->part != KW_PROPERTY_PART_PROPERTY)
    g_snprintf (record.path, sizeof record.path, "%s[%u]", lists[fault->part], fault->index);
  return kw_property_reader_throw (&record, fault->field, problem, fault->field, error);
}

static KwProperty *
make_property (const KwRecord *root, Map *map, GError **error)
{
  KwPropertyFault fault = { KW_PROPERTY_PART_PROPERTY, 0, 0, NULL };
  KwProperty *property = NULL;
  GError *problem = NULL;

  for (guint i = 0; i < map->banks->len; i++)
    {
      KwBank *bank = &g_array_index (map->banks, KwBank, i);
      GArray *landings = g_ptr_array_index (map->landings, i);

      bank->n_landings = landings->len;
      bank->landings = (const KwLanding *)landings->data;
    }
  map->fields.n_buildings = map->buildings->len;
  map->fields.buildings = (const KwBuilding *)map->buildings->data;
  map->fields.n_floors = map->floors->len;
  map->fields.floors = (const KwFloor *)map->floors->data;
  map->fields.n_doors = map->doors->len;
  map->fields.doors = (const KwDoor *)map->doors->data;
  map->fields.n_areas = map->areas->len;
  map->fields.areas = (const KwArea *)map->areas->data;
  map->fields.n_banks = map->banks->len;
  map->fields.banks = (const KwBank *)map->banks->data;

  property = kw_property_new_with_fault (&map->fields, &fault, &problem);
  if (property == NULL)
    throw_fault (root, &fault, problem, error);
  return property;
}

KwProperty *
kw_property_reader_read_map (const KwRecord *root, GError **error)
{
  g_autoptr (GArray) buildings = g_array_new (FALSE, FALSE, sizeof (KwBuilding));
  g_autoptr (GArray) floors = g_array_new (FALSE, FALSE, sizeof (KwFloor));
  g_autoptr (GArray) doors = g_array_new (FALSE, FALSE, sizeof (KwDoor));
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (KwArea));
  g_autoptr (GArray) banks = g_array_new (FALSE, FALSE, sizeof (KwBank));
  g_autoptr (GPtrArray) landings = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_autoptr (GHashTable) building_number = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable)
      floor_number = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Map map = {
    .buildings = buildings,
    .floors = floors,
    .doors = doors,
    .areas = areas,
    .banks = banks,
    .landings = landings,
    .building_number = building_number,
    .floor_number = floor_number,
  };

  if (!read_head (root, &map.fields, error) || !read_lists (root, &map, error))
    return NULL;
  return make_property (root, &map, error);
}
