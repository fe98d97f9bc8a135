/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-property.h"

#include "kw-error.h"
#include "kw-property-check.h"

#include <stdlib.h>
#include <string.h>

/* Before the colon stands a field of a file, which is the same in every language. */
KW_DEFINE_TRANSLATED_THROW (KwModelError, KW_MODEL_ERROR)

static int
compare_buildings (const void *a, const void *b)
{
  return (int)((const KwBuilding *)a)->number - (int)((const KwBuilding *)b)->number;
}

static int
compare_floors (const void *a, const void *b)
{
  const KwFloor *one = a;
  const KwFloor *other = b;

  return one->building != other->building ? (int)one->building - (int)other->building
                                          : (int)one->number - (int)other->number;
}

static int
compare_doors (const void *a, const void *b)
{
  const KwDoor *one = a;
  const KwDoor *other = b;

  return one->building != other->building ? (int)one->building - (int)other->building
                                          : (int)one->number - (int)other->number;
}

static int
compare_areas (const void *a, const void *b)
{
  return (int)((const KwArea *)a)->number - (int)((const KwArea *)b)->number;
}

static int
compare_banks (const void *a, const void *b)
{
  return (int)((const KwBank *)a)->number - (int)((const KwBank *)b)->number;
}

static int
compare_landings (const void *a, const void *b)
{
  return (int)((const KwLanding *)a)->number - (int)((const KwLanding *)b)->number;
}

/* g_memdup2 () of nothing is NULL, and qsort () must not be handed that. */
static gpointer
dup_sorted (gconstpointer items, guint n_items, gsize item_bytes,
            int (*compare) (const void *, const void *))
{
  gpointer copy = g_memdup2 (items, n_items * item_bytes);

  if (copy != NULL)
    qsort (copy, n_items, item_bytes, compare);
  return copy;
}

static void
copy_arrays (KwProperty *property, const KwProperty *fields)
{
  KwBuilding *buildings = dup_sorted (fields->buildings, fields->n_buildings, sizeof (KwBuilding),
                                      compare_buildings);
  KwFloor *floors = dup_sorted (fields->floors, fields->n_floors, sizeof (KwFloor), compare_floors);
  KwDoor *doors = dup_sorted (fields->doors, fields->n_doors, sizeof (KwDoor), compare_doors);
  KwArea *areas = dup_sorted (fields->areas, fields->n_areas, sizeof (KwArea), compare_areas);
  KwBank *banks = dup_sorted (fields->banks, fields->n_banks, sizeof (KwBank), compare_banks);
  KwDoor *retired = dup_sorted (fields->retired_doors, fields->n_retired_doors, sizeof (KwDoor),
                                compare_doors);

  for (guint i = 0; i < fields->n_buildings; i++)
    buildings[i].name = g_string_chunk_insert (property->strings, buildings[i].name);
  for (guint i = 0; i < fields->n_floors; i++)
    floors[i].name = g_string_chunk_insert (property->strings, floors[i].name);
  for (guint i = 0; i < fields->n_doors; i++)
    doors[i].name = g_string_chunk_insert (property->strings, doors[i].name);
  for (guint i = 0; i < fields->n_retired_doors; i++)
    retired[i].name = g_string_chunk_insert (property->strings, retired[i].name);
  for (guint i = 0; i < fields->n_areas; i++)
    areas[i].name = g_string_chunk_insert (property->strings, areas[i].name);
  for (guint i = 0; i < fields->n_banks; i++)
    {
      KwLanding *landings = dup_sorted (banks[i].landings, banks[i].n_landings, sizeof (KwLanding),
                                        compare_landings);

      for (guint j = 0; j < banks[i].n_landings; j++)
        landings[j].name = g_string_chunk_insert (property->strings, landings[j].name);
      banks[i].name = g_string_chunk_insert (property->strings, banks[i].name);
      banks[i].landings = landings;
    }

  property->buildings = buildings;
  property->floors = floors;
  property->doors = doors;
  property->retired_doors = retired;
  property->areas = areas;
  property->banks = banks;
}

/* GLib also takes POSIX rules and bare offsets, and would follow a path out of the database. */
static GTimeZone *
load_zone (const char *name, GError **error)
{
  GTimeZone *zone = NULL;

  if (name == NULL || *name == '\0')
    {
      throw (error, KW_MODEL_ERROR_MISSING, "time_zone: is missing");
      return NULL;
    }
  if (g_ascii_isalpha (*name) && strstr (name, "..") == NULL &&
      strspn (name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_+-/") == strlen (name))
    zone = g_time_zone_new_identifier (name);
  if (zone == NULL)
    throw (error, KW_MODEL_ERROR_TIME_ZONE,
           "time_zone: this computer knows no time zone of that name; it must be one like "
           "Europe/Berlin");
  return zone;
}

void
kw_property_find_faults (const KwProperty *fields, KwPropertyFaultFunc func, gpointer user_data)
{
  const KwPropertyFault at_zone = { KW_PROPERTY_PART_PROPERTY, 0, 0, "time_zone" };
  g_autoptr (GError) problem = NULL;
  GTimeZone *zone = NULL;

  if (!kw_property_check_each (fields, func, user_data))
    return;
  zone = load_zone (fields->time_zone, &problem);
  if (zone == NULL)
    func (&at_zone, problem, user_data);
  else
    g_time_zone_unref (zone);
}

typedef struct
{
  KwPropertyFault *fault;
  GError **error;
} First;

static gboolean
take_first_fault (const KwPropertyFault *fault, const GError *problem, gpointer user_data)
{
  const First *first = user_data;

  *first->fault = *fault;
  g_propagate_error (first->error, g_error_copy (problem));
  return FALSE;
}

KwProperty *
kw_property_new_with_fault (const KwProperty *fields, KwPropertyFault *out_fault, GError **error)
{
  First first = { out_fault, error };
  KwProperty *property = NULL;
  GTimeZone *zone = NULL;

  g_return_val_if_fail (fields != NULL && out_fault != NULL, NULL);

  if (!kw_property_check_each (fields, take_first_fault, &first))
    return NULL;
  zone = load_zone (fields->time_zone, error);
  if (zone == NULL)
    {
      *out_fault = (KwPropertyFault){ KW_PROPERTY_PART_PROPERTY, 0, 0, "time_zone" };
      return NULL;
    }

  property = g_atomic_rc_box_new (KwProperty);
  *property = *fields;
  property->zone = zone;
  property->strings = g_string_chunk_new (4096);
  property->name = g_string_chunk_insert (property->strings, fields->name);
  property->time_zone = g_string_chunk_insert (property->strings, fields->time_zone);
  if (property->desfire_application == 0)
    property->desfire_application = KW_PROPERTY_DEFAULT_DESFIRE_APPLICATION;
  if (property->classic_first_sector == 0)
    property->classic_first_sector = KW_PROPERTY_DEFAULT_CLASSIC_FIRST_SECTOR;
  copy_arrays (property, fields);
  return property;
}

KwProperty *
kw_property_new (const KwProperty *fields, GError **error)
{
  static const char *const lists[KW_PROPERTY_PART_N] = {
    [KW_PROPERTY_PART_PROPERTY] = "",        [KW_PROPERTY_PART_BUILDING] = "buildings",
    [KW_PROPERTY_PART_FLOOR] = "floors",     [KW_PROPERTY_PART_DOOR] = "doors",
    [KW_PROPERTY_PART_AREA] = "areas",       [KW_PROPERTY_PART_BANK] = "banks",
    [KW_PROPERTY_PART_LANDING] = "landings",
  };
  KwPropertyFault fault = { KW_PROPERTY_PART_PROPERTY, 0, 0, NULL };
  KwProperty *property = kw_property_new_with_fault (fields, &fault, error);

  if (property != NULL || fault.part == KW_PROPERTY_PART_PROPERTY)
    return property;

  if (fault.part == KW_PROPERTY_PART_LANDING)
    g_prefix_error (error, "banks[%u].landings[%u].", fault.index, fault.landing);
  else
    g_prefix_error (error, "%s[%u].", lists[fault.part], fault.index);
  return NULL;
}

KwProperty *
kw_property_ref (const KwProperty *property)
{
  return g_atomic_rc_box_acquire ((KwProperty *)property);
}

static void
clear_property (gpointer data)
{
  KwProperty *property = data;

  for (guint i = 0; i < property->n_banks; i++)
    g_free ((KwLanding *)property->banks[i].landings);
  g_free ((KwBuilding *)property->buildings);
  g_free ((KwFloor *)property->floors);
  g_free ((KwDoor *)property->doors);
  g_free ((KwDoor *)property->retired_doors);
  g_free ((KwArea *)property->areas);
  g_free ((KwBank *)property->banks);
  g_time_zone_unref (property->zone);
  g_string_chunk_free (property->strings);
}

void
kw_property_unref (KwProperty *property)
{
  g_atomic_rc_box_release_full (property, clear_property);
}

static gboolean
are_banks_equal (const KwBank *a, const KwBank *b)
{
  if (a->number != b->number || strcmp (a->name, b->name) != 0 || a->building != b->building ||
      a->n_landings != b->n_landings)
    return FALSE;
  for (guint i = 0; i < a->n_landings; i++)
    if (a->landings[i].number != b->landings[i].number ||
        strcmp (a->landings[i].name, b->landings[i].name) != 0 ||
        a->landings[i].building != b->landings[i].building ||
        a->landings[i].floor != b->landings[i].floor)
      return FALSE;
  return TRUE;
}

static gboolean
are_lists_equal (const KwProperty *a, const KwProperty *b)
{
  for (guint i = 0; i < a->n_buildings; i++)
    if (compare_buildings (&a->buildings[i], &b->buildings[i]) != 0 ||
        strcmp (a->buildings[i].name, b->buildings[i].name) != 0)
      return FALSE;
  for (guint i = 0; i < a->n_floors; i++)
    if (compare_floors (&a->floors[i], &b->floors[i]) != 0 ||
        strcmp (a->floors[i].name, b->floors[i].name) != 0)
      return FALSE;
  for (guint i = 0; i < a->n_doors; i++)
    if (compare_doors (&a->doors[i], &b->doors[i]) != 0 || a->doors[i].floor != b->doors[i].floor ||
        strcmp (a->doors[i].name, b->doors[i].name) != 0)
      return FALSE;
  for (guint i = 0; i < a->n_areas; i++)
    if (a->areas[i].number != b->areas[i].number || a->areas[i].building != b->areas[i].building ||
        a->areas[i].floor != b->areas[i].floor ||
        !a->areas[i].is_default != !b->areas[i].is_default ||
        strcmp (a->areas[i].name, b->areas[i].name) != 0)
      return FALSE;
  for (guint i = 0; i < a->n_banks; i++)
    if (!are_banks_equal (&a->banks[i], &b->banks[i]))
      return FALSE;
  return TRUE;
}

gboolean
kw_property_equal (const KwProperty *a, const KwProperty *b)
{
  return a->site == b->site && strcmp (a->name, b->name) == 0 &&
         strcmp (a->time_zone, b->time_zone) == 0 && a->check_in_minute == b->check_in_minute &&
         a->check_out_minute == b->check_out_minute &&
         !a->allow_cloneable_master == !b->allow_cloneable_master &&
         a->desfire_application == b->desfire_application &&
         a->classic_first_sector == b->classic_first_sector && a->n_buildings == b->n_buildings &&
         a->n_floors == b->n_floors && a->n_doors == b->n_doors && a->n_areas == b->n_areas &&
         a->n_banks == b->n_banks && are_lists_equal (a, b);
}

G_DEFINE_BOXED_TYPE (KwProperty, kw_property, kw_property_ref, kw_property_unref)
