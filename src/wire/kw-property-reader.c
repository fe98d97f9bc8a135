/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-property-reader.h"

#include "kw-local-time.h"

#include <string.h>

#define FORMAT 1

/* Items between two words about the progress. */
#define PROGRESS_BYTES (256 * 1024)

/* A building or floor that is named but broken: what stands on it is not told once more. */
#define BROKEN 0

/* The lists as they are read; the texts are copied. Of each item its place in the file is kept. */
typedef struct
{
  KwPropertyReading *reading;
  KwProperty fields;
  GStringChunk *texts;
  GArray *items[KW_PROPERTY_LIST_N];
  GArray *places[KW_PROPERTY_LIST_N]; /* of guint */
  GPtrArray *landings;                /* a GArray for each bank */
  GPtrArray *landing_places;          /* a GArray of KwPropertyPlace for each bank */
  GHashTable *building_number;        /* name -> number */
  GHashTable *floor_number;           /* "BUILDING,NAME" -> number; no name holds a comma */
} Map;

KwWireError
kw_property_reader_get_code (const GError *problem)
{
  if (g_error_matches (problem, KW_MODEL_ERROR, KW_MODEL_ERROR_MISSING))
    return KW_WIRE_ERROR_MISSING;
  if (g_error_matches (problem, KW_MODEL_ERROR, KW_MODEL_ERROR_DUPLICATE))
    return KW_WIRE_ERROR_DUPLICATE;
  if (g_error_matches (problem, KW_MODEL_ERROR, KW_MODEL_ERROR_NOT_FOUND) ||
      g_error_matches (problem, KW_MODEL_ERROR, KW_MODEL_ERROR_AMBIGUOUS))
    return KW_WIRE_ERROR_NOT_FOUND;
  if (g_error_matches (problem, KW_MODEL_ERROR, KW_MODEL_ERROR_LIMIT))
    return KW_WIRE_ERROR_LIMIT;
  return KW_WIRE_ERROR_VALUE;
}

static const char *
skip_field (const char *message, const char *field)
{
  if (field != NULL && g_str_has_prefix (message, field) &&
      g_str_has_prefix (message + strlen (field), ": "))
    return message + strlen (field) + 2;
  return message;
}

gboolean
kw_property_reader_throw (const KwRecord *record, const char *field, GError *problem,
                          const char *model_field, GError **error)
{
  g_autoptr (GError) owned = problem;

  return kw_record_throw (record, field, error, kw_property_reader_get_code (problem), "%s",
                          skip_field (problem->message, model_field));
}

static gboolean
tell_progress (KwPropertyReading *reading, gsize n_bytes)
{
  reading->done_bytes += n_bytes;
  if (reading->on_progress != NULL && reading->done_bytes - reading->told_bytes >= PROGRESS_BYTES)
    {
      reading->told_bytes = reading->done_bytes;
      reading->is_stopped = !reading->on_progress (reading->done_bytes, reading->user_data);
    }
  return !reading->is_stopped;
}

gboolean
kw_property_reader_read_list (KwPropertyReading *reading, KwPropertyList list, gboolean is_required,
                              KwRecordReader reader, gpointer user_data)
{
  const KwPropertyIndex *index = reading->index;
  const char *name = kw_property_list_get_name (list);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_fine = TRUE;

  if (!index->has_list[list] && is_required)
    return kw_wire_problems_add (reading->problems, index->head_line, name, KW_WIRE_ERROR_MISSING,
                                 "is missing");
  if (!index->has_list[list])
    return TRUE;

  for (guint i = 0; i < index->items[list]->len; i++)
    {
      const KwPropertyPiece *item = &g_array_index (index->items[list], KwPropertyPiece, i);
      char path[KW_RECORD_PATH_BYTES];
      g_auto (KwDocument) piece = {
        .name = "",
        .text = item->text,
        .size_bytes = item->size_bytes,
        .first_line = item->line,
        .prefix = path,
        .problems = reading->problems,
      };
      KwRecord record;

      g_snprintf (path, sizeof path, "%s[%u]", name, i);
      if (!tell_progress (reading, item->size_bytes))
        return FALSE;
      if (item->text == NULL ||
          !kw_property_piece_filter (item, list, path, text, reading->problems) ||
          !kw_document_parse_piece (&piece, reading->parser, text->str, text->len))
        {
          is_fine = FALSE;
          continue;
        }
      record = kw_document_get_root (&piece);
      is_fine &= reader (&record, i, user_data, NULL);
    }
  return is_fine;
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

/* Every field is looked at; what cannot be read stays as the stand-in has it. */
static gboolean
read_head (const KwRecord *root, Map *map)
{
  KwProperty *fields = &map->fields;
  const char *name = NULL;
  const char *zone = NULL;
  gint64 value = 0;
  gboolean is_fine = TRUE;

  if (kw_record_read_int (root, "site", 1, G_MAXUINT32, &value, NULL))
    fields->site = (guint32)value;
  else
    is_fine = FALSE;
  is_fine &= kw_record_read_text (root, "name", &name, NULL);
  is_fine &= kw_record_read_text (root, "time_zone", &zone, NULL);
  is_fine &= read_minute (root, "check_in", &fields->check_in_minute, NULL);
  is_fine &= read_minute (root, "check_out", &fields->check_out_minute, NULL);
  is_fine &= kw_record_read_boolean (root, "allow_cloneable_master",
                                     &fields->allow_cloneable_master, NULL);
  is_fine &= read_application (root, &fields->desfire_application, NULL);
  if (kw_record_has (root, "classic_first_sector"))
    {
      if (kw_record_read_int (root, "classic_first_sector", 1, 10, &value, NULL))
        fields->classic_first_sector = (guint)value;
      else
        is_fine = FALSE;
    }
  if (name != NULL)
    fields->name = g_string_chunk_insert (map->texts, name);
  if (zone != NULL)
    fields->time_zone = g_string_chunk_insert (map->texts, zone);
  return is_fine;
}

/* Of another format nothing else would be understood. */
static gboolean
read_format (const KwRecord *root)
{
  gint64 value = 0;

  if (!kw_record_read_int (root, "format", 0, G_MAXINT32, &value, NULL))
    return FALSE;
  return value == FORMAT || kw_record_throw (root, "format", NULL, KW_WIRE_ERROR_VALUE,
                                             "is %d, this program reads %d", (int)value, FORMAT);
}

static gboolean
read_building_name (const KwRecord *record, Map *map, guint *out_building, const char **out_name)
{
  const char *name = NULL;
  gpointer number = NULL;

  if (!kw_record_read_text (record, "building", &name, NULL))
    return FALSE;
  if (!g_hash_table_lookup_extended (map->building_number, name, NULL, &number))
    return kw_record_throw (record, "building", NULL, KW_WIRE_ERROR_NOT_FOUND,
                            "there is no building \"%s\"", name);
  *out_building = GPOINTER_TO_UINT (number);
  *out_name = name;
  return TRUE;
}

static gboolean
read_floor_name (const KwRecord *record, Map *map, const char *building_name, guint *out_floor)
{
  g_autofree char *key = NULL;
  const char *name = NULL;
  gpointer number = NULL;

  if (!kw_record_read_text (record, "floor", &name, NULL))
    return FALSE;
  key = g_strconcat (building_name, ",", name, NULL);
  if (!g_hash_table_lookup_extended (map->floor_number, key, NULL, &number))
    return kw_record_throw (record, "floor", NULL, KW_WIRE_ERROR_NOT_FOUND,
                            "there is no floor \"%s\" in building \"%s\"", name, building_name);
  *out_floor = GPOINTER_TO_UINT (number);
  return TRUE;
}

/* FALSE also if the place is one of the broken, which was told there. */
static gboolean
read_place (const KwRecord *record, Map *map, guint *out_building, guint *out_floor)
{
  const char *building_name = NULL;

  return read_building_name (record, map, out_building, &building_name) &&
         read_floor_name (record, map, building_name, out_floor) && *out_building != BROKEN &&
         *out_floor != BROKEN;
}

/* Number and name, which everything has. */
static gboolean
read_label (const KwRecord *record, Map *map, guint *out_number, const char **out_name)
{
  const gboolean has_number = kw_record_read_uint (record, "number", out_number, NULL);
  const char *name = NULL;

  if (!kw_record_read_text (record, "name", &name, NULL))
    return FALSE;
  *out_name = g_string_chunk_insert (map->texts, name);
  return has_number;
}

static void
keep (Map *map, KwPropertyList list, gconstpointer item, guint place)
{
  g_array_append_vals (map->items[list], item, 1);
  g_array_append_val (map->places[list], place);
}

static guint
get_usable (guint number)
{
  return number >= 1 && number <= 255 ? number : BROKEN;
}

static gboolean
read_building (const KwRecord *record, guint index, gpointer user_data, GError **error)
{
  Map *map = user_data;
  KwBuilding building = { 0 };
  const gboolean is_fine = read_label (record, map, &building.number, &building.name);

  if (building.name != NULL)
    g_hash_table_insert (map->building_number, (char *)building.name,
                         GUINT_TO_POINTER (get_usable (building.number)));
  if (is_fine)
    keep (map, KW_PROPERTY_LIST_BUILDINGS, &building, index);
  return is_fine;
}

static gboolean
read_floor (const KwRecord *record, guint index, gpointer user_data, GError **error)
{
  Map *map = user_data;
  KwFloor floor_ = { 0 };
  const char *building_name = NULL;
  const gboolean has_building = read_building_name (record, map, &floor_.building, &building_name);
  const gboolean has_label = read_label (record, map, &floor_.number, &floor_.name);
  const gboolean is_fine = has_building && floor_.building != BROKEN && has_label;

  if (has_building && floor_.name != NULL)
    g_hash_table_insert (map->floor_number, g_strconcat (building_name, ",", floor_.name, NULL),
                         GUINT_TO_POINTER (get_usable (floor_.number)));
  if (is_fine)
    keep (map, KW_PROPERTY_LIST_FLOORS, &floor_, index);
  return is_fine;
}

static gboolean
read_room (const KwRecord *record, guint index, gpointer user_data, GError **error)
{
  Map *map = user_data;
  KwDoor door = { 0 };
  const gboolean has_place = read_place (record, map, &door.building, &door.floor);
  const gboolean has_label = read_label (record, map, &door.number, &door.name);

  if (door.name != NULL)
    g_hash_table_add (map->reading->room_names, g_utf8_casefold (door.name, -1));
  if (has_place && has_label)
    keep (map, KW_PROPERTY_LIST_ROOMS, &door, index);
  return has_place && has_label;
}

static gboolean
read_area (const KwRecord *record, guint index, gpointer user_data, GError **error)
{
  Map *map = user_data;
  KwArea area = { 0 };
  gboolean is_fine = read_label (record, map, &area.number, &area.name);

  is_fine &= read_place (record, map, &area.building, &area.floor);
  is_fine &= kw_record_read_boolean (record, "default", &area.is_default, NULL);
  if (is_fine)
    keep (map, KW_PROPERTY_LIST_AREAS, &area, index);
  return is_fine;
}

static const char *
find_building_name (const Map *map, guint number)
{
  const GArray *buildings = map->items[KW_PROPERTY_LIST_BUILDINGS];

  for (guint i = 0; i < buildings->len; i++)
    if (g_array_index (buildings, KwBuilding, i).number == number)
      return g_array_index (buildings, KwBuilding, i).name;
  return NULL;
}

/* @bank: the one being read, its building BROKEN if there is none, or it is broken */
static gboolean
read_landing_place (const KwRecord *record, Map *map, const KwBank *bank, KwLanding *landing)
{
  const char *building_name = NULL;

  if (kw_record_has (record, "building") &&
      !read_building_name (record, map, &landing->building, &building_name))
    return FALSE;
  if (!kw_record_has (record, "floor"))
    return building_name == NULL || landing->building != BROKEN;
  if (building_name == NULL) /* the bank's own */
    {
      landing->building = bank->building;
      building_name = find_building_name (map, bank->building);
    }
  if (building_name == NULL)
    return kw_record_throw (record, "building", NULL, KW_WIRE_ERROR_MISSING,
                            "is missing: the bank serves more than one building");
  return read_floor_name (record, map, building_name, &landing->floor) &&
         landing->building != BROKEN && landing->floor != BROKEN;
}

typedef struct
{
  Map *map;
  const KwBank *bank;
  gboolean is_bank_broken; /* then what follows from its building is not told */
  GArray *landings;
  GArray *places;
} BankReading;

static gboolean
read_landing (const KwRecord *record, guint index, gpointer user_data, GError **error)
{
  const BankReading *bank = user_data;
  KwLanding landing = { 0 };
  KwPropertyPlace place = { .item = index };
  const gboolean has_label = read_label (record, bank->map, &landing.number, &landing.name);
  const gboolean has_place = (bank->is_bank_broken && !kw_record_has (record, "building")) ||
                             read_landing_place (record, bank->map, bank->bank, &landing);

  if (!has_label || !has_place)
    return FALSE;
  place.line = kw_record_find_line (record, NULL);
  g_array_append_val (bank->landings, landing);
  g_array_append_val (bank->places, place);
  return TRUE;
}

static gboolean
read_bank (const KwRecord *record, guint index, gpointer user_data, GError **error)
{
  Map *map = user_data;
  KwBank bank = { 0 };
  g_autoptr (GArray) landings = g_array_new (FALSE, FALSE, sizeof (KwLanding));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (KwPropertyPlace));
  BankReading reading = { map, &bank, FALSE, landings, places };
  const char *building_name = NULL;
  gboolean is_fine = read_label (record, map, &bank.number, &bank.name);

  if (kw_record_has (record, "building"))
    reading.is_bank_broken = !read_building_name (record, map, &bank.building, &building_name) ||
                             bank.building == BROKEN;
  is_fine &= !reading.is_bank_broken;
  is_fine &= kw_record_read_list (record, "landings", KW_BANK_N_LANDINGS_MAX, read_landing,
                                  &reading, NULL);
  if (!is_fine)
    return FALSE;
  keep (map, KW_PROPERTY_LIST_BANKS, &bank, index);
  g_ptr_array_add (map->landings, g_steal_pointer (&landings));
  g_ptr_array_add (map->landing_places, g_steal_pointer (&places));
  return TRUE;
}

static gboolean
read_lists (Map *map)
{
  KwPropertyReading *reading = map->reading;
  gboolean is_fine = TRUE;

  is_fine &= kw_property_reader_read_list (reading, KW_PROPERTY_LIST_BUILDINGS, TRUE, read_building,
                                           map);
  is_fine &= kw_property_reader_read_list (reading, KW_PROPERTY_LIST_FLOORS, TRUE, read_floor, map);
  is_fine &= kw_property_reader_read_list (reading, KW_PROPERTY_LIST_ROOMS, TRUE, read_room, map);
  is_fine &= kw_property_reader_read_list (reading, KW_PROPERTY_LIST_AREAS, FALSE, read_area, map);
  is_fine &= kw_property_reader_read_list (reading, KW_PROPERTY_LIST_BANKS, FALSE, read_bank, map);
  return is_fine;
}

/* What the model finds, at its place in the file. */
static gboolean
on_fault_found (const KwPropertyFault *fault, const GError *problem, gpointer user_data)
{
  static const KwPropertyList lists[KW_PROPERTY_PART_N] = {
    [KW_PROPERTY_PART_BUILDING] = KW_PROPERTY_LIST_BUILDINGS,
    [KW_PROPERTY_PART_FLOOR] = KW_PROPERTY_LIST_FLOORS,
    [KW_PROPERTY_PART_DOOR] = KW_PROPERTY_LIST_ROOMS,
    [KW_PROPERTY_PART_AREA] = KW_PROPERTY_LIST_AREAS,
    [KW_PROPERTY_PART_BANK] = KW_PROPERTY_LIST_BANKS,
    [KW_PROPERTY_PART_LANDING] = KW_PROPERTY_LIST_BANKS,
  };
  const Map *map = user_data;
  const KwPropertyIndex *index = map->reading->index;
  const KwPropertyList list = lists[fault->part];
  KwDocument document = { .name = "", .problems = map->reading->problems };
  KwRecord record = { .document = &document };
  char path[KW_RECORD_PATH_BYTES];

  /* All of them are broken, which was told. */
  if (g_strcmp0 (fault->field, "buildings") == 0 && index->n_items[KW_PROPERTY_LIST_BUILDINGS] > 0)
    return TRUE;
  if (fault->part == KW_PROPERTY_PART_PROPERTY)
    {
      document.lines = index->lines;
      document.first_line = index->head_line;
    }
  else
    {
      const guint place = g_array_index (map->places[list], guint, fault->index);
      const KwPropertyPiece *item = &g_array_index (index->items[list], KwPropertyPiece, place);

      g_snprintf (path, sizeof path, "%s[%u]", kw_property_list_get_name (list), place);
      document.text = item->text;
      document.size_bytes = item->size_bytes;
      document.first_line = item->line;
      document.prefix = path;
      if (fault->part == KW_PROPERTY_PART_LANDING)
        g_snprintf (record.path, sizeof record.path, "landings[%u]",
                    g_array_index ((GArray *)map->landing_places->pdata[fault->index],
                                   KwPropertyPlace, fault->landing)
                        .item);
    }
  kw_record_throw (&record, fault->field, NULL, kw_property_reader_get_code (problem), "%s",
                   skip_field (problem->message, fault->field));
  return TRUE;
}

static void
use_lists (Map *map)
{
  KwProperty *fields = &map->fields;
  GArray **items = map->items;

  for (guint i = 0; i < map->landings->len; i++)
    {
      KwBank *bank = &g_array_index (items[KW_PROPERTY_LIST_BANKS], KwBank, i);
      GArray *landings = g_ptr_array_index (map->landings, i);

      bank->n_landings = landings->len;
      bank->landings = (const KwLanding *)landings->data;
    }
  fields->n_buildings = items[KW_PROPERTY_LIST_BUILDINGS]->len;
  fields->buildings = (const KwBuilding *)items[KW_PROPERTY_LIST_BUILDINGS]->data;
  fields->n_floors = items[KW_PROPERTY_LIST_FLOORS]->len;
  fields->floors = (const KwFloor *)items[KW_PROPERTY_LIST_FLOORS]->data;
  fields->n_doors = items[KW_PROPERTY_LIST_ROOMS]->len;
  fields->doors = (const KwDoor *)items[KW_PROPERTY_LIST_ROOMS]->data;
  fields->n_areas = items[KW_PROPERTY_LIST_AREAS]->len;
  fields->areas = (const KwArea *)items[KW_PROPERTY_LIST_AREAS]->data;
  fields->n_banks = items[KW_PROPERTY_LIST_BANKS]->len;
  fields->banks = (const KwBank *)items[KW_PROPERTY_LIST_BANKS]->data;
}

static void
add_place (const Map *map, KwPropertyPart part, guint parent, guint number, KwPropertyList list,
           guint i)
{
  const guint item = g_array_index (map->places[list], guint, i);
  const KwPropertyPlace place = {
    .key = kw_property_place_make_key (part, parent, number),
    .line = g_array_index (map->reading->index->items[list], KwPropertyPiece, item).line,
    .item = item,
  };

  g_array_append_val (map->reading->file->places, place);
}

/* Where each number of a valid map stands in the file. */
static void
add_places (const Map *map)
{
  const KwProperty *fields = &map->fields;

  for (guint i = 0; i < fields->n_buildings; i++)
    add_place (map, KW_PROPERTY_PART_BUILDING, 0, fields->buildings[i].number,
               KW_PROPERTY_LIST_BUILDINGS, i);
  for (guint i = 0; i < fields->n_floors; i++)
    add_place (map, KW_PROPERTY_PART_FLOOR, fields->floors[i].building, fields->floors[i].number,
               KW_PROPERTY_LIST_FLOORS, i);
  for (guint i = 0; i < fields->n_doors; i++)
    add_place (map, KW_PROPERTY_PART_DOOR, fields->doors[i].building, fields->doors[i].number,
               KW_PROPERTY_LIST_ROOMS, i);
  for (guint i = 0; i < fields->n_areas; i++)
    add_place (map, KW_PROPERTY_PART_AREA, 0, fields->areas[i].number, KW_PROPERTY_LIST_AREAS, i);
  for (guint i = 0; i < fields->n_banks; i++)
    {
      const KwBank *bank = &fields->banks[i];

      add_place (map, KW_PROPERTY_PART_BANK, 0, bank->number, KW_PROPERTY_LIST_BANKS, i);
      for (guint j = 0; j < bank->n_landings; j++)
        {
          KwPropertyPlace place = g_array_index ((GArray *)map->landing_places->pdata[i],
                                                 KwPropertyPlace, j);

          place.key = kw_property_place_make_key (KW_PROPERTY_PART_LANDING, bank->number,
                                                  bank->landings[j].number);
          place.outer_item = g_array_index (map->places[KW_PROPERTY_LIST_BANKS], guint, i);
          g_array_append_val (map->reading->file->places, place);
        }
    }
}

/* The same clock, where it is readable, and no more of a house than any has. */
static KwProperty *
make_stand_in (const KwProperty *fields)
{
  static const KwBuilding building = { 1, "-" };
  static const KwFloor floor_ = { 1, 1, "-" };
  KwProperty stand_in = {
    .site = 1,
    .name = "-",
    .time_zone = fields->time_zone,
    .check_in_minute = fields->check_in_minute,
    .check_out_minute = fields->check_out_minute,
    .n_buildings = 1,
    .buildings = &building,
    .n_floors = 1,
    .floors = &floor_,
  };
  KwProperty *property = kw_property_new (&stand_in, NULL);

  stand_in.time_zone = "UTC";
  return property != NULL ? property : kw_property_new (&stand_in, NULL);
}

static gboolean
read_all (Map *map)
{
  KwPropertyReading *reading = map->reading;
  g_auto (KwDocument) document = {
    .name = "",
    .text = reading->index->head->str,
    .size_bytes = reading->index->head->len,
    .first_line = reading->index->head_line,
    .lines = reading->index->lines,
    .problems = reading->problems,
  };
  KwRecord root;

  if (!kw_document_parse_piece (&document, reading->parser, document.text, document.size_bytes))
    return FALSE;
  root = kw_document_get_root (&document);
  if (!read_format (&root))
    return FALSE;
  read_head (&root, map);
  read_lists (map);
  if (reading->is_stopped)
    return FALSE;
  use_lists (map);
  kw_property_find_faults (&map->fields, on_fault_found, map);
  return TRUE;
}

static void
begin_map (Map *map, KwPropertyReading *reading)
{
  static const gsize item_bytes[KW_PROPERTY_LIST_N] = {
    sizeof (KwBuilding), sizeof (KwFloor), sizeof (KwDoor), sizeof (KwArea), sizeof (KwBank), 1,
  };

  /* Where the file is silent the model would say the same once more. */
  map->fields = (KwProperty){ .site = 1, .name = "-", .time_zone = "UTC" };
  map->reading = reading;
  map->texts = g_string_chunk_new (4096);
  for (guint i = 0; i < KW_PROPERTY_LIST_N; i++)
    {
      map->items[i] = g_array_new (FALSE, FALSE, (guint)item_bytes[i]);
      map->places[i] = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  map->landings = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  map->landing_places = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  map->building_number = g_hash_table_new (g_str_hash, g_str_equal);
  map->floor_number = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
end_map (Map *map)
{
  g_hash_table_unref (map->floor_number);
  g_hash_table_unref (map->building_number);
  g_ptr_array_unref (map->landing_places);
  g_ptr_array_unref (map->landings);
  for (guint i = 0; i < KW_PROPERTY_LIST_N; i++)
    {
      g_array_unref (map->places[i]);
      g_array_unref (map->items[i]);
    }
  g_string_chunk_free (map->texts);
}

KwProperty *
kw_property_reader_read_map (KwPropertyReading *reading, KwProperty **out_stand_in)
{
  KwProperty *property = NULL;
  Map map;

  *out_stand_in = NULL;
  begin_map (&map, reading);
  if (read_all (&map) && reading->problems->n == 0)
    {
      property = kw_property_new (&map.fields, NULL);
      add_places (&map);
    }
  else if (!reading->is_stopped && map.fields.n_buildings > 0)
    *out_stand_in = make_stand_in (&map.fields);
  end_map (&map);
  return property;
}
