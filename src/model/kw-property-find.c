/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-property.h"

#include "kw-error.h"

#include <string.h>

/* Before the colon stands a field of a file, which is the same in every language. */
KW_DEFINE_TRANSLATED_THROW (KwModelError, KW_MODEL_ERROR)

/* One search by name: first for the exact text; only if there is none, for it in other case. */
typedef struct
{
  const char *wanted;
  char *folded; /* in the second pass */
  gconstpointer found;
  guint n_found;
} Search;

static void
look_at (Search *search, const char *name, gconstpointer item)
{
  g_autofree char *folded = search->folded != NULL ? g_utf8_casefold (name, -1) : NULL;

  if (folded != NULL ? strcmp (folded, search->folded) != 0 : strcmp (name, search->wanted) != 0)
    return;
  search->found = item;
  search->n_found++;
}

static gboolean
is_second_pass_due (Search *search)
{
  if (search->n_found > 0 || search->folded != NULL || !g_utf8_validate (search->wanted, -1, NULL))
    return FALSE;
  search->folded = g_utf8_casefold (search->wanted, -1);
  return TRUE;
}

static gconstpointer
end_search (Search *search, const char *what, const char *hint, GError **error)
{
  g_clear_pointer (&search->folded, g_free);
  if (search->n_found == 1)
    return search->found;

  if (search->n_found > 1)
    throw (error, KW_MODEL_ERROR_AMBIGUOUS, "%s: there is more than one \"%s\"%s", what,
           search->wanted, hint);
  else if (g_utf8_validate (search->wanted, -1, NULL))
    throw (error, KW_MODEL_ERROR_NOT_FOUND, "%s: there is no \"%s\"", what, search->wanted);
  else
    throw (error, KW_MODEL_ERROR_NOT_FOUND, "%s: the name is not valid UTF-8", what);
  return NULL;
}

const KwBuilding *
kw_property_get_building (const KwProperty *property, guint number)
{
  for (guint i = 0; i < property->n_buildings; i++)
    if (property->buildings[i].number == number)
      return &property->buildings[i];
  return NULL;
}

const KwFloor *
kw_property_get_floor (const KwProperty *property, guint building, guint number)
{
  guint low = 0;
  guint high = property->n_floors;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;
      const KwFloor *floor_ = &property->floors[middle];

      if (floor_->building == building && floor_->number == number)
        return floor_;
      if (floor_->building < building || (floor_->building == building && floor_->number < number))
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

const KwDoor *
kw_property_get_door (const KwProperty *property, KwDoorRef ref)
{
  guint low = 0;
  guint high = property->n_doors;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;
      const KwDoor *door = &property->doors[middle];

      if (door->building == ref.building && door->number == ref.door)
        return door;
      if (door->building < ref.building ||
          (door->building == ref.building && door->number < ref.door))
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

const KwArea *
kw_property_get_area (const KwProperty *property, guint number)
{
  for (guint i = 0; i < property->n_areas; i++)
    if (property->areas[i].number == number)
      return &property->areas[i];
  return NULL;
}

const KwBank *
kw_property_get_bank (const KwProperty *property, guint number)
{
  for (guint i = 0; i < property->n_banks; i++)
    if (property->banks[i].number == number)
      return &property->banks[i];
  return NULL;
}

guint32
kw_property_get_default_areas (const KwProperty *property)
{
  guint32 mask = 0;

  for (guint i = 0; i < property->n_areas; i++)
    if (property->areas[i].is_default)
      mask |= (guint32)1 << property->areas[i].number;
  return mask;
}

const KwBuilding *
kw_property_find_building (const KwProperty *property, const char *name, GError **error)
{
  Search search = { .wanted = name };

  do
    for (guint i = 0; i < property->n_buildings; i++)
      look_at (&search, property->buildings[i].name, &property->buildings[i]);
  while (is_second_pass_due (&search));
  return end_search (&search, "building", "", error);
}

const KwFloor *
kw_property_find_floor (const KwProperty *property, guint building, const char *name,
                        GError **error)
{
  Search search = { .wanted = name };

  do
    for (guint i = 0; i < property->n_floors; i++)
      if (building == 0 || property->floors[i].building == building)
        look_at (&search, property->floors[i].name, &property->floors[i]);
  while (is_second_pass_due (&search));
  return end_search (&search, "floor", "; name the building too", error);
}

const KwDoor *
kw_property_find_door (const KwProperty *property, const char *name, GError **error)
{
  Search search = { .wanted = name };
  const gboolean has_slash = strchr (name, '/') != NULL;

  do
    for (guint i = 0; i < property->n_doors; i++)
      {
        const KwDoor *door = &property->doors[i];

        look_at (&search, door->name, door);
        if (has_slash)
          {
            const KwBuilding *building = kw_property_get_building (property, door->building);
            g_autofree char *full = g_strconcat (building->name, "/", door->name, NULL);

            look_at (&search, full, door);
          }
      }
  while (is_second_pass_due (&search));
  return end_search (&search, "room", "; write BUILDING/ROOM", error);
}

const KwArea *
kw_property_find_area (const KwProperty *property, const char *name, GError **error)
{
  Search search = { .wanted = name };

  do
    for (guint i = 0; i < property->n_areas; i++)
      look_at (&search, property->areas[i].name, &property->areas[i]);
  while (is_second_pass_due (&search));
  return end_search (&search, "area", "", error);
}

const KwBank *
kw_property_find_bank (const KwProperty *property, const char *name, GError **error)
{
  Search search = { .wanted = name };

  do
    for (guint i = 0; i < property->n_banks; i++)
      look_at (&search, property->banks[i].name, &property->banks[i]);
  while (is_second_pass_due (&search));
  return end_search (&search, "elevator bank", "", error);
}

/* A room that got another number keeps its name on what was issued before. */
static char *
dup_retired_label (const KwProperty *property, KwDoorRef ref)
{
  for (guint i = 0; i < property->n_retired_doors; i++)
    {
      const KwDoor *door = &property->retired_doors[i];

      if (door->building == ref.building && door->number == ref.door)
        return g_strdup (door->name);
    }
  return g_strdup_printf ("#%u", ref.door);
}

static char *
dup_long_label (const KwProperty *property, const KwDoor *door)
{
  return g_strconcat (kw_property_get_building (property, door->building)->name, "/", door->name,
                      NULL);
}

char *
kw_property_dup_door_label (const KwProperty *property, KwDoorRef ref)
{
  const KwDoor *door = kw_property_get_door (property, ref);
  guint n_same = 0;

  if (door == NULL)
    return dup_retired_label (property, ref);

  for (guint i = 0; i < property->n_doors; i++)
    if (strcmp (property->doors[i].name, door->name) == 0)
      n_same++;
  if (n_same == 1)
    return g_strdup (door->name);
  return dup_long_label (property, door);
}

char **
kw_property_list_door_labels (const KwProperty *property)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) doubles = g_hash_table_new (g_str_hash, g_str_equal);
  char **labels = g_new0 (char *, property->n_doors + 1);

  for (guint i = 0; i < property->n_doors; i++)
    if (!g_hash_table_add (names, (gpointer)property->doors[i].name))
      g_hash_table_add (doubles, (gpointer)property->doors[i].name);
  for (guint i = 0; i < property->n_doors; i++)
    labels[i] = g_hash_table_contains (doubles, property->doors[i].name)
                    ? dup_long_label (property, &property->doors[i])
                    : g_strdup (property->doors[i].name);
  return labels;
}

const KwLanding *
kw_bank_find_landing (const KwBank *bank, const char *name, GError **error)
{
  Search search = { .wanted = name };

  do
    for (guint i = 0; i < bank->n_landings; i++)
      look_at (&search, bank->landings[i].name, &bank->landings[i]);
  while (is_second_pass_due (&search));
  return end_search (&search, "landing", "", error);
}

const KwLanding *
kw_bank_get_landing (const KwBank *bank, guint number)
{
  for (guint i = 0; i < bank->n_landings; i++)
    if (bank->landings[i].number == number)
      return &bank->landings[i];
  return NULL;
}

const KwLanding *
kw_bank_get_landing_of_floor (const KwBank *bank, guint building, guint floor)
{
  if (building == 0 || floor == 0)
    return NULL;
  for (guint i = 0; i < bank->n_landings; i++)
    if (bank->landings[i].building == building && bank->landings[i].floor == floor)
      return &bank->landings[i];
  return NULL;
}

guint64
kw_bank_get_mask (const KwBank *bank)
{
  guint64 mask = 0;

  for (guint i = 0; i < bank->n_landings; i++)
    mask |= (guint64)1 << bank->landings[i].number;
  return mask;
}

guint
kw_bank_get_lock_landings (const KwBank *bank)
{
  return bank->landings[bank->n_landings - 1].number + 1;
}
