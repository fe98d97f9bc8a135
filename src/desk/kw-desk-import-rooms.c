/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-import-private.h"

#include "kw-store-room.h"

/* The rooms of a file in the hotel that is known. */
typedef struct
{
  KwDeskImportData *data;
  const KwDeskGiven *given;
  GHashTable *floors; /* "BUILDING,FLOOR" -> KwFloor */
  guint last_door[256];
  GArray *doors;       /* of KwDoor: of the file first, so that a fault's index leads to its line */
  GHashTable *numbers; /* packed building and number of those */
} Merge;

static gpointer
pack (guint building, guint number)
{
  return GUINT_TO_POINTER (building << 16 | number);
}

static gboolean
fail_row (const Merge *merge, const KwRoomsFileRow *row, const char *column, KwWireError code,
          const char *text)
{
  return kw_wire_problems_add (merge->data->problems, row->line, column, code, "%s", text);
}

/* A floor with the name, in the building with the name; upper and lower case are different. */
static const KwFloor *
find_floor (const Merge *merge, const KwRoomsFileRow *row)
{
  const KwProperty *base = merge->data->base;
  g_autofree char *key = g_strconcat (row->building, ",", row->floor, NULL);
  const KwFloor *floor_ = g_hash_table_lookup (merge->floors, key);
  g_autofree char *message = NULL;

  if (floor_ != NULL)
    return floor_;
  for (guint i = 0; i < base->n_buildings; i++)
    if (g_str_equal (base->buildings[i].name, row->building))
      {
        message = g_strdup_printf ("there is no floor \"%s\" in building \"%s\"", row->floor,
                                   row->building);
        fail_row (merge, row, "floor", KW_WIRE_ERROR_NOT_FOUND, message);
        return NULL;
      }
  message = g_strdup_printf ("there is no building \"%s\"", row->building);
  fail_row (merge, row, "building", KW_WIRE_ERROR_NOT_FOUND, message);
  return NULL;
}

/* The number that the room has or had, or one that nothing ever had; 0 if there is none left. */
static guint
choose_number (Merge *merge, guint building, const char *room)
{
  g_autofree char *key = g_strdup_printf ("%u,%s", building, room);
  const guint number = GPOINTER_TO_UINT (g_hash_table_lookup (merge->given->door_names, key));

  if (number != 0)
    return number;
  return merge->last_door[building] < 65535 ? ++merge->last_door[building] : 0;
}

static void
take_row (Merge *merge, const KwRoomsFileRow *row)
{
  const KwFloor *floor_ = find_floor (merge, row);
  KwDoor door = { .name = row->room };

  /* A row that is wrong leaves its place, so that the others keep theirs. */
  if (floor_ != NULL)
    {
      door.building = floor_->building;
      door.floor = floor_->number;
      door.number = choose_number (merge, floor_->building, row->room);
      if (door.number == 0)
        fail_row (merge, row, "room", KW_WIRE_ERROR_LIMIT,
                  "no number is left in the building for another room");
    }
  g_hash_table_add (merge->numbers, pack (door.building, door.number));
  g_array_append_val (merge->doors, door);
}

static void
keep_others (Merge *merge)
{
  const KwProperty *base = merge->data->base;

  for (guint i = 0; i < base->n_doors; i++)
    if (!g_hash_table_contains (merge->numbers,
                                pack (base->doors[i].building, base->doors[i].number)))
      g_array_append_vals (merge->doors, &base->doors[i], 1);
}

typedef struct
{
  const Merge *merge;
  const KwRoomsFile *rooms;
} Faults;

static gboolean
on_fault_found (const KwPropertyFault *fault, const GError *problem, gpointer user_data)
{
  const Faults *faults = user_data;
  const GArray *rows = faults->rooms->rows;
  const gboolean is_row = fault->part == KW_PROPERTY_PART_DOOR && fault->index < rows->len;
  const guint line = is_row ? g_array_index (rows, KwRoomsFileRow, fault->index).line : 0;
  const char *text = strstr (problem->message, ": ");

  /* Where the row was told already its door says nothing of its own. */
  if (is_row && g_array_index (faults->merge->doors, KwDoor, fault->index).number == 0)
    return TRUE;
  kw_wire_problems_add (faults->merge->data->problems, line, "room",
                        g_error_matches (problem, KW_MODEL_ERROR, KW_MODEL_ERROR_LIMIT)
                            ? KW_WIRE_ERROR_LIMIT
                            : KW_WIRE_ERROR_VALUE,
                        "%s", text != NULL ? text + 2 : problem->message);
  return TRUE;
}

static void
index_floors (Merge *merge)
{
  const KwProperty *base = merge->data->base;

  for (guint i = 0; i < base->n_floors; i++)
    {
      const KwFloor *floor_ = &base->floors[i];
      const KwBuilding *building = kw_property_get_building (base, floor_->building);

      g_hash_table_insert (merge->floors, g_strconcat (building->name, ",", floor_->name, NULL),
                           (gpointer)floor_);
    }
}

void
kw_desk_import_merge_rooms (KwDeskImportData *data, const KwRoomsFile *rooms,
                            gboolean retires_rooms, const KwDeskGiven *given)
{
  g_autoptr (GHashTable) floors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) doors = g_array_new (FALSE, TRUE, sizeof (KwDoor));
  Merge merge = {
    .data = data, .given = given, .floors = floors, .doors = doors, .numbers = numbers
  };
  Faults faults = { &merge, rooms };
  KwProperty fields = *data->base;

  memcpy (merge.last_door, given->last_door, sizeof merge.last_door);
  index_floors (&merge);
  for (guint i = 0; i < rooms->rows->len; i++)
    take_row (&merge, &g_array_index (rooms->rows, KwRoomsFileRow, i));
  if (!retires_rooms)
    keep_others (&merge);

  fields.n_doors = doors->len;
  fields.doors = (const KwDoor *)doors->data;
  kw_property_find_faults (&fields, on_fault_found, &faults);
  if (data->problems->n == 0)
    data->property = kw_property_new (&fields, NULL);
}

/* Entries of one part and change stand together, and rooms in the order of the map. */
gboolean
kw_desk_import_count_use (KwDeskImportData *data, KwStore *store, gint64 now_unix_s, GError **error)
{
  g_autoptr (GArray) uses = g_array_new (FALSE, TRUE, sizeof (KwStoreRoomUse));
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  for (guint i = 0; i < data->entries->len; i++)
    {
      KwDeskImportEntry *entry = &g_array_index (data->entries, KwDeskImportEntry, i);
      KwStoreRoomUse use = { 0 };

      if (entry->part != KW_DESK_IMPORT_PART_ROOM || entry->change != KW_DESK_IMPORT_CHANGE_RETIRED)
        continue;
      use.door = (KwDoorRef){ data->base->doors[entry->index].building,
                              data->base->doors[entry->index].number };
      g_array_append_val (uses, use);
      g_ptr_array_add (entries, entry);
    }
  if (!kw_store_room_count_use (store, now_unix_s, (KwStoreRoomUse *)uses->data, uses->len, error))
    return FALSE;
  for (guint i = 0; i < uses->len; i++)
    {
      KwDeskImportEntry *entry = entries->pdata[i];

      entry->n_cards = g_array_index (uses, KwStoreRoomUse, i).n_cards;
      entry->n_stays = g_array_index (uses, KwStoreRoomUse, i).n_stays;
    }
  return TRUE;
}
