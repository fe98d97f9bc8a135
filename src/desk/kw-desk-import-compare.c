/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-import-private.h"

#include "kw-store-property.h"

/* Numbers that were given */

static gpointer
make_key (KwPropertyPart part, guint parent, guint number)
{
  return GUINT_TO_POINTER (kw_property_place_make_key (part, parent, number));
}

static void
on_given (KwPropertyPart part, guint parent, guint number, const char *name, gboolean is_retired,
          gpointer user_data)
{
  KwDeskGiven *given = user_data;
  char *kept = g_string_chunk_insert (given->strings, name);
  g_autofree char *name_key = NULL;

  g_hash_table_insert (given->names, make_key (part, parent, number), kept);
  if (part != KW_PROPERTY_PART_DOOR || parent > 255)
    return;
  name_key = g_strdup_printf ("%u,%s", parent, name);
  if (!is_retired || !g_hash_table_contains (given->door_names, name_key))
    g_hash_table_insert (given->door_names, g_steal_pointer (&name_key), GUINT_TO_POINTER (number));
  given->last_door[parent] = MAX (given->last_door[parent], number);
}

gboolean
kw_desk_given_load (KwDeskGiven *given, KwStore *store, GError **error)
{
  given->names = g_hash_table_new (NULL, NULL);
  given->door_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  given->strings = g_string_chunk_new (4096);
  return kw_store_property_list_given (store, on_given, given, error);
}

const char *
kw_desk_given_find_name (const KwDeskGiven *given, KwPropertyPart part, guint parent, guint number)
{
  return g_hash_table_lookup (given->names, make_key (part, parent, number));
}

void
kw_desk_given_clear (KwDeskGiven *given)
{
  g_clear_pointer (&given->names, g_hash_table_unref);
  g_clear_pointer (&given->door_names, g_hash_table_unref);
  g_clear_pointer (&given->strings, g_string_chunk_free);
}

/* Comparing: what is in the new map goes first, then what is only in the old one */

typedef struct
{
  KwDeskImportData *data;
  const KwPropertyFile *file;
  const KwDeskGiven *given;
  GArray *kept[KW_DESK_IMPORT_CHANGE_N]; /* entries of the part under way */
  guint n_changed;                       /* things of it */
} Comparison;

static void
add_entry (Comparison *comparison, KwDeskImportChange change, KwDeskImportPart part,
           KwDeskImportField field, guint index, guint landing)
{
  const KwDeskImportEntry entry = { change, part, field, index, landing, 0, 0 };

  g_array_append_val (comparison->kept[change], entry);
}

/* What somebody has to know must not stand below a hundred thousand new stays. */
static void
end_part (Comparison *comparison, KwDeskImportPart part)
{
  KwDeskImportData *data = comparison->data;

  for (guint i = 0; i < KW_DESK_IMPORT_CHANGE_N; i++)
    {
      const guint change = (KW_DESK_IMPORT_CHANGE_KEPT + i) % KW_DESK_IMPORT_CHANGE_N;
      GArray *kept = comparison->kept[change];

      data->n[part][change] = change == KW_DESK_IMPORT_CHANGE_CHANGED ? comparison->n_changed
                                                                      : kept->len;
      g_array_append_vals (data->entries, kept->data, kept->len);
      g_array_set_size (kept, 0);
    }
  comparison->n_changed = 0;
}

static void
add_taken (Comparison *comparison, KwPropertyPart part, guint parent, guint number,
           const char *given_name, const char *name)
{
  guint line = 0;
  g_autofree char *field = NULL;
  g_autofree char *text = g_strdup_printf ("%u was given to \"%s\" and cannot become \"%s\"",
                                           number, given_name, name);

  if (comparison->file != NULL)
    field = kw_property_file_find_place (comparison->file, part, parent, number, &line);
  kw_desk_import_data_add_taken (comparison->data, line, field != NULL ? field : "", text);
}

/* TRUE if the old map has it too, so that its fields are worth a look. */
static gboolean
is_kept (Comparison *comparison, KwPropertyPart model_part, KwDeskImportPart part, guint parent,
         guint number, const char *name, gboolean is_in_base, guint index, guint landing)
{
  const char *given_name = kw_desk_given_find_name (comparison->given, model_part, parent, number);

  if (given_name != NULL && !g_str_equal (given_name, name))
    {
      add_taken (comparison, model_part, parent, number, given_name, name);
      return FALSE;
    }
  if (!is_in_base)
    add_entry (comparison,
               given_name != NULL ? KW_DESK_IMPORT_CHANGE_RETURNED : KW_DESK_IMPORT_CHANGE_ADDED,
               part, KW_DESK_IMPORT_FIELD_NONE, index, landing);
  return is_in_base;
}

static void
note_change (Comparison *comparison, KwDeskImportPart part, KwDeskImportField field,
             gboolean is_changed, guint index, guint landing)
{
  if (is_changed)
    add_entry (comparison, KW_DESK_IMPORT_CHANGE_CHANGED, part, field, index, landing);
}

static void
compare_head (Comparison *comparison, const KwProperty *old, const KwProperty *new)
{
  const struct
  {
    KwDeskImportField field;
    gboolean is_changed;
  } fields[] = {
    { KW_DESK_IMPORT_FIELD_NAME, !g_str_equal (old->name, new->name) },
    { KW_DESK_IMPORT_FIELD_TIME_ZONE, !g_str_equal (old->time_zone, new->time_zone) },
    { KW_DESK_IMPORT_FIELD_CHECK_IN, old->check_in_minute != new->check_in_minute },
    { KW_DESK_IMPORT_FIELD_CHECK_OUT, old->check_out_minute != new->check_out_minute },
    { KW_DESK_IMPORT_FIELD_CLONEABLE_MASTER,
      !old->allow_cloneable_master != !new->allow_cloneable_master },
    { KW_DESK_IMPORT_FIELD_DESFIRE_APPLICATION,
      old->desfire_application != new->desfire_application },
    { KW_DESK_IMPORT_FIELD_CLASSIC_SECTOR, old->classic_first_sector != new->classic_first_sector },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    note_change (comparison, KW_DESK_IMPORT_PART_PROPERTY, fields[i].field, fields[i].is_changed, 0,
                 0);
  comparison->n_changed = comparison->kept[KW_DESK_IMPORT_CHANGE_CHANGED]->len > 0;
}

static void
compare_buildings (Comparison *comparison, const KwProperty *old, const KwProperty *new)
{
  const KwDeskImportPart part = KW_DESK_IMPORT_PART_BUILDING;

  for (guint i = 0; i < new->n_buildings; i++)
    {
      const KwBuilding *item = &new->buildings[i];
      const gboolean is_in_base = old != NULL &&
                                  kw_property_get_building (old, item->number) != NULL;

      if (!is_kept (comparison, KW_PROPERTY_PART_BUILDING, part, 0, item->number, item->name,
                    is_in_base, i, 0))
        continue;
    }
  for (guint i = 0; old != NULL && i < old->n_buildings; i++)
    if (kw_property_get_building (new, old->buildings[i].number) == NULL)
      add_entry (comparison, KW_DESK_IMPORT_CHANGE_RETIRED, part, KW_DESK_IMPORT_FIELD_NONE, i, 0);
}

static void
compare_floors (Comparison *comparison, const KwProperty *old, const KwProperty *new)
{
  const KwDeskImportPart part = KW_DESK_IMPORT_PART_FLOOR;

  for (guint i = 0; i < new->n_floors; i++)
    {
      const KwFloor *item = &new->floors[i];
      const gboolean is_in_base = old != NULL &&
                                  kw_property_get_floor (old, item->building, item->number) != NULL;

      if (!is_kept (comparison, KW_PROPERTY_PART_FLOOR, part, item->building, item->number,
                    item->name, is_in_base, i, 0))
        continue;
    }
  for (guint i = 0; old != NULL && i < old->n_floors; i++)
    if (kw_property_get_floor (new, old->floors[i].building, old->floors[i].number) == NULL)
      add_entry (comparison, KW_DESK_IMPORT_CHANGE_RETIRED, part, KW_DESK_IMPORT_FIELD_NONE, i, 0);
}

static void
compare_rooms (Comparison *comparison, const KwProperty *old, const KwProperty *new)
{
  const KwDeskImportPart part = KW_DESK_IMPORT_PART_ROOM;

  for (guint i = 0; i < new->n_doors; i++)
    {
      const KwDoor *item = &new->doors[i];
      const KwDoorRef ref = { item->building, item->number };
      const KwDoor *before = old != NULL ? kw_property_get_door (old, ref) : NULL;

      if (!is_kept (comparison, KW_PROPERTY_PART_DOOR, part, item->building, item->number,
                    item->name, before != NULL, i, 0) ||
          before->floor == item->floor)
        continue;
      note_change (comparison, part, KW_DESK_IMPORT_FIELD_PLACE, TRUE, i, 0);
      comparison->n_changed++;
    }
  for (guint i = 0; old != NULL && i < old->n_doors; i++)
    if (kw_property_get_door (new, (KwDoorRef){ old->doors[i].building, old->doors[i].number }) ==
        NULL)
      add_entry (comparison, KW_DESK_IMPORT_CHANGE_RETIRED, part, KW_DESK_IMPORT_FIELD_NONE, i, 0);
}

static void
compare_areas (Comparison *comparison, const KwProperty *old, const KwProperty *new)
{
  const KwDeskImportPart part = KW_DESK_IMPORT_PART_AREA;

  for (guint i = 0; i < new->n_areas; i++)
    {
      const KwArea *item = &new->areas[i];
      const KwArea *before = old != NULL ? kw_property_get_area (old, item->number) : NULL;
      gboolean is_moved = FALSE;
      gboolean is_switched = FALSE;

      if (!is_kept (comparison, KW_PROPERTY_PART_AREA, part, 0, item->number, item->name,
                    before != NULL, i, 0))
        continue;
      is_moved = before->building != item->building || before->floor != item->floor;
      is_switched = !before->is_default != !item->is_default;
      note_change (comparison, part, KW_DESK_IMPORT_FIELD_PLACE, is_moved, i, 0);
      note_change (comparison, part, KW_DESK_IMPORT_FIELD_DEFAULT, is_switched, i, 0);
      comparison->n_changed += is_moved || is_switched;
    }
  for (guint i = 0; old != NULL && i < old->n_areas; i++)
    if (kw_property_get_area (new, old->areas[i].number) == NULL)
      add_entry (comparison, KW_DESK_IMPORT_CHANGE_RETIRED, part, KW_DESK_IMPORT_FIELD_NONE, i, 0);
}

static void
compare_banks (Comparison *comparison, const KwProperty *old, const KwProperty *new)
{
  const KwDeskImportPart part = KW_DESK_IMPORT_PART_BANK;

  for (guint i = 0; i < new->n_banks; i++)
    {
      const KwBank *item = &new->banks[i];
      const KwBank *before = old != NULL ? kw_property_get_bank (old, item->number) : NULL;

      if (!is_kept (comparison, KW_PROPERTY_PART_BANK, part, 0, item->number, item->name,
                    before != NULL, i, 0) ||
          before->building == item->building)
        continue;
      note_change (comparison, part, KW_DESK_IMPORT_FIELD_PLACE, TRUE, i, 0);
      comparison->n_changed++;
    }
  for (guint i = 0; old != NULL && i < old->n_banks; i++)
    if (kw_property_get_bank (new, old->banks[i].number) == NULL)
      add_entry (comparison, KW_DESK_IMPORT_CHANGE_RETIRED, part, KW_DESK_IMPORT_FIELD_NONE, i, 0);
}

static void
compare_landings_of (Comparison *comparison, const KwBank *old, const KwBank *new, guint index)
{
  const KwDeskImportPart part = KW_DESK_IMPORT_PART_LANDING;

  for (guint i = 0; i < new->n_landings; i++)
    {
      const KwLanding *item = &new->landings[i];
      const KwLanding *before = old != NULL ? kw_bank_get_landing (old, item->number) : NULL;

      if (!is_kept (comparison, KW_PROPERTY_PART_LANDING, part, new->number, item->number,
                    item->name, before != NULL, index, i) ||
          (before->building == item->building && before->floor == item->floor))
        continue;
      note_change (comparison, part, KW_DESK_IMPORT_FIELD_PLACE, TRUE, index, i);
      comparison->n_changed++;
    }
}

static void
compare_landings (Comparison *comparison, const KwProperty *old, const KwProperty *new)
{
  for (guint i = 0; i < new->n_banks; i++)
    compare_landings_of (comparison,
                         old != NULL ? kw_property_get_bank (old, new->banks[i].number) : NULL,
                         &new->banks[i], i);
  for (guint i = 0; old != NULL && i < old->n_banks; i++)
    {
      const KwBank *bank = &old->banks[i];
      const KwBank *now = kw_property_get_bank (new, bank->number);

      for (guint j = 0; j < bank->n_landings; j++)
        if (now == NULL || kw_bank_get_landing (now, bank->landings[j].number) == NULL)
          add_entry (comparison, KW_DESK_IMPORT_CHANGE_RETIRED, KW_DESK_IMPORT_PART_LANDING,
                     KW_DESK_IMPORT_FIELD_NONE, i, j);
    }
}

static void
list_stays (Comparison *comparison)
{
  static const KwDeskImportChange changes[] = {
    [KW_DESK_IMPORT_FATE_NEW] = KW_DESK_IMPORT_CHANGE_ADDED,
    [KW_DESK_IMPORT_FATE_KEPT] = KW_DESK_IMPORT_CHANGE_KEPT,
    [KW_DESK_IMPORT_FATE_OVERLAPPING] = KW_DESK_IMPORT_CHANGE_OVERLAPPING,
    [KW_DESK_IMPORT_FATE_OVER] = KW_DESK_IMPORT_CHANGE_OVER,
  };
  KwDeskImportData *data = comparison->data;

  for (guint i = 0; i < data->stays->len; i++)
    if (data->judgement.fates[i] == KW_DESK_IMPORT_FATE_KNOWN)
      data->n_known_stays++;
    else
      add_entry (comparison, changes[data->judgement.fates[i]], KW_DESK_IMPORT_PART_STAY,
                 KW_DESK_IMPORT_FIELD_NONE, i, 0);
}

void
kw_desk_import_compare (KwDeskImportData *data, const KwPropertyFile *file,
                        const KwDeskGiven *given)
{
  static void (*const compare[KW_DESK_IMPORT_PART_N]) (Comparison *, const KwProperty *,
                                                       const KwProperty *) = {
    [KW_DESK_IMPORT_PART_BUILDING] = compare_buildings,
    [KW_DESK_IMPORT_PART_FLOOR] = compare_floors,
    [KW_DESK_IMPORT_PART_ROOM] = compare_rooms,
    [KW_DESK_IMPORT_PART_AREA] = compare_areas,
    [KW_DESK_IMPORT_PART_BANK] = compare_banks,
    [KW_DESK_IMPORT_PART_LANDING] = compare_landings,
  };
  Comparison comparison = { .data = data, .file = file, .given = given };

  for (guint change = 0; change < KW_DESK_IMPORT_CHANGE_N; change++)
    comparison.kept[change] = g_array_new (FALSE, FALSE, sizeof (KwDeskImportEntry));

  if (data->base != NULL)
    compare_head (&comparison, data->base, data->property);
  else
    add_entry (&comparison, KW_DESK_IMPORT_CHANGE_ADDED, KW_DESK_IMPORT_PART_PROPERTY,
               KW_DESK_IMPORT_FIELD_NONE, 0, 0);
  end_part (&comparison, KW_DESK_IMPORT_PART_PROPERTY);
  for (guint part = KW_DESK_IMPORT_PART_BUILDING; part <= KW_DESK_IMPORT_PART_LANDING; part++)
    {
      compare[part](&comparison, data->base, data->property);
      end_part (&comparison, (KwDeskImportPart)part);
    }
  list_stays (&comparison);
  end_part (&comparison, KW_DESK_IMPORT_PART_STAY);

  for (guint change = 0; change < KW_DESK_IMPORT_CHANGE_N; change++)
    g_array_unref (comparison.kept[change]);
}
