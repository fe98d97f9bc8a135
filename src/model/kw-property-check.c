/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-property-check.h"

#include "kw-error.h"
#include "kw-model-check.h"

#include <string.h>

/* Before the colon stands a field of a file, which is the same in every language. */
KW_DEFINE_TRANSLATED_THROW (KwModelError, KW_MODEL_ERROR)

/* What was seen so far, and where the check is: keys of @numbers are packed numbers, keys of @names
 * are texts behind the number of what they must be unique in. */
typedef struct
{
  const KwProperty *fields;
  KwPropertyFault at;
  GHashTable *floors;
  GHashTable *numbers;
  GHashTable *names;
  KwPropertyFaultFunc func;
  gpointer user_data;
  gboolean is_stopped;
} Check;

static gpointer
pack (guint building, guint number)
{
  return GUINT_TO_POINTER (building << 16 | number);
}

/* Tells what one look found, if it did; takes @problem. */
static void
note (Check *check, gboolean is_fine, GError **problem)
{
  if (!is_fine && !check->is_stopped)
    check->is_stopped = !check->func (&check->at, *problem, check->user_data);
  g_clear_error (problem);
}

static void
begin_part (Check *check, KwPropertyPart part)
{
  check->at = (KwPropertyFault){ part, 0, 0, NULL };
  g_hash_table_remove_all (check->numbers);
  g_hash_table_remove_all (check->names);
}

static gboolean
check_name (Check *check, guint scope, const char *name, GError **error)
{
  check->at.field = "name";
  if (!kw_model_check_text ("name", name, KW_MODEL_NAME_MAX, error))
    return FALSE;
  if (strchr (name, ',') != NULL)
    return throw (error, KW_MODEL_ERROR_TEXT,
                  "name: \"%s\" has a comma, which separates names in lists", name);
  if (!g_hash_table_add (check->names, g_strdup_printf ("%u,%s", scope, name)))
    return throw (error, KW_MODEL_ERROR_DUPLICATE, "name: \"%s\" is given twice", name);
  return TRUE;
}

static gboolean
check_number (Check *check, guint scope, guint number, guint min, guint max, GError **error)
{
  check->at.field = "number";
  if (!kw_model_check_range ("number", number, min, max, error))
    return FALSE;
  if (!g_hash_table_add (check->numbers, pack (scope, number)))
    return throw (error, KW_MODEL_ERROR_DUPLICATE, "number: %u is given twice", number);
  return TRUE;
}

static gboolean
has_building (const KwProperty *fields, guint number)
{
  for (guint i = 0; i < fields->n_buildings; i++)
    if (fields->buildings[i].number == number)
      return TRUE;
  return FALSE;
}

static gboolean
check_place (Check *check, guint building, guint floor, GError **error)
{
  check->at.field = "building";
  if (!has_building (check->fields, building))
    return throw (error, KW_MODEL_ERROR_NOT_FOUND, "building: there is no building %u", building);
  check->at.field = "floor";
  if (floor > 255 || !g_hash_table_contains (check->floors, pack (building, floor)))
    return throw (error, KW_MODEL_ERROR_NOT_FOUND, "floor: there is no floor %u in building %u",
                  floor, building);
  return TRUE;
}

static gboolean
check_site (Check *check, GError **error)
{
  check->at.field = "site";
  return check->fields->site != 0 ||
         throw (error, KW_MODEL_ERROR_MISSING, "site: must be a number from 1");
}

static gboolean
check_property_name (Check *check, GError **error)
{
  check->at.field = "name";
  return kw_model_check_text ("name", check->fields->name, KW_MODEL_TEXT_MAX, error);
}

static gboolean
check_head_range (Check *check, const char *field, guint value, guint max, GError **error)
{
  check->at.field = field;
  return kw_model_check_range (field, value, 0, max, error);
}

static void
check_head (Check *check)
{
  const KwProperty *fields = check->fields;
  g_autoptr (GError) problem = NULL;

  note (check, check_site (check, &problem), &problem);
  note (check, check_property_name (check, &problem), &problem);
  note (check, check_head_range (check, "check_in", fields->check_in_minute, 1439, &problem),
        &problem);
  note (check, check_head_range (check, "check_out", fields->check_out_minute, 1439, &problem),
        &problem);
  note (check,
        check_head_range (check, "desfire_application", fields->desfire_application, 0xffffff,
                          &problem),
        &problem);
  note (
      check,
      check_head_range (check, "classic_first_sector", fields->classic_first_sector, 10, &problem),
      &problem);
}

static gboolean
check_limit (Check *check, const char *field, guint n_items, guint max, GError **error)
{
  check->at.field = field;
  return n_items <= max || throw (error, KW_MODEL_ERROR_LIMIT,
                                  "%s: are %u, at most %u are possible", field, n_items, max);
}

static gboolean
check_has_building (Check *check, GError **error)
{
  check->at.field = "buildings";
  return check->fields->n_buildings > 0 ||
         throw (error, KW_MODEL_ERROR_MISSING, "buildings: a property has at least one");
}

static void
check_limits (Check *check)
{
  const KwProperty *fields = check->fields;
  g_autoptr (GError) problem = NULL;

  note (check, check_has_building (check, &problem), &problem);
  note (
      check,
      check_limit (check, "buildings", fields->n_buildings, KW_PROPERTY_N_BUILDINGS_MAX, &problem),
      &problem);
  note (check, check_limit (check, "doors", fields->n_doors, KW_PROPERTY_N_DOORS_MAX, &problem),
        &problem);
  note (check, check_limit (check, "areas", fields->n_areas, KW_PROPERTY_N_AREAS_MAX, &problem),
        &problem);
  note (check, check_limit (check, "banks", fields->n_banks, KW_PROPERTY_N_BANKS_MAX, &problem),
        &problem);
}

static void
check_buildings (Check *check)
{
  g_autoptr (GError) problem = NULL;

  begin_part (check, KW_PROPERTY_PART_BUILDING);
  for (guint i = 0; i < check->fields->n_buildings && !check->is_stopped; i++)
    {
      const KwBuilding *building = &check->fields->buildings[i];

      check->at.index = i;
      note (check, check_number (check, 0, building->number, 1, 255, &problem), &problem);
      note (check, check_name (check, 0, building->name, &problem), &problem);
    }
}

static gboolean
check_floor_building (Check *check, const KwFloor *floor_, guint *n_floors, GError **error)
{
  check->at.field = "building";
  if (!has_building (check->fields, floor_->building))
    return throw (error, KW_MODEL_ERROR_NOT_FOUND, "building: there is no building %u",
                  floor_->building);
  if (floor_->building <= 255 && ++n_floors[floor_->building] > KW_PROPERTY_N_FLOORS_MAX)
    return throw (error, KW_MODEL_ERROR_LIMIT, "building: has more than the possible %d floors",
                  KW_PROPERTY_N_FLOORS_MAX);
  return TRUE;
}

static void
check_floors (Check *check)
{
  guint n_floors[256] = { 0 };
  g_autoptr (GError) problem = NULL;

  begin_part (check, KW_PROPERTY_PART_FLOOR);
  for (guint i = 0; i < check->fields->n_floors && !check->is_stopped; i++)
    {
      const KwFloor *floor_ = &check->fields->floors[i];

      check->at.index = i;
      note (check, check_floor_building (check, floor_, n_floors, &problem), &problem);
      note (check, check_number (check, floor_->building, floor_->number, 1, 255, &problem),
            &problem);
      note (check, check_name (check, floor_->building, floor_->name, &problem), &problem);
      if (floor_->number <= 255)
        g_hash_table_add (check->floors, pack (floor_->building, floor_->number));
    }
}

static void
check_doors (Check *check)
{
  g_autoptr (GError) problem = NULL;

  begin_part (check, KW_PROPERTY_PART_DOOR);
  for (guint i = 0; i < check->fields->n_doors && !check->is_stopped; i++)
    {
      const KwDoor *door = &check->fields->doors[i];

      check->at.index = i;
      note (check, check_place (check, door->building, door->floor, &problem), &problem);
      note (check, check_number (check, door->building, door->number, 1, 65535, &problem),
            &problem);
      note (check, check_name (check, door->building, door->name, &problem), &problem);
    }
}

static void
check_areas (Check *check)
{
  g_autoptr (GError) problem = NULL;

  begin_part (check, KW_PROPERTY_PART_AREA);
  for (guint i = 0; i < check->fields->n_areas && !check->is_stopped; i++)
    {
      const KwArea *area = &check->fields->areas[i];

      check->at.index = i;
      note (check, check_number (check, 0, area->number, 0, KW_PROPERTY_N_AREAS_MAX - 1, &problem),
            &problem);
      note (check, check_name (check, 0, area->name, &problem), &problem);
      note (check, check_place (check, area->building, area->floor, &problem), &problem);
    }
}

static gboolean
check_bank_building (Check *check, const KwBank *bank, GError **error)
{
  check->at.field = "building";
  return bank->building == 0 || has_building (check->fields, bank->building) ||
         throw (error, KW_MODEL_ERROR_NOT_FOUND, "building: there is no building %u",
                bank->building);
}

static gboolean
check_n_landings (Check *check, const KwBank *bank, GError **error)
{
  check->at.field = "landings";
  if (bank->n_landings == 0)
    return throw (error, KW_MODEL_ERROR_MISSING, "landings: a bank has at least one");
  if (bank->n_landings > KW_BANK_N_LANDINGS_MAX)
    return throw (error, KW_MODEL_ERROR_LIMIT,
                  "landings: are %u, at most %d are possible; a higher house needs two banks",
                  bank->n_landings, KW_BANK_N_LANDINGS_MAX);
  return TRUE;
}

static void
check_banks (Check *check)
{
  g_autoptr (GError) problem = NULL;

  begin_part (check, KW_PROPERTY_PART_BANK);
  for (guint i = 0; i < check->fields->n_banks && !check->is_stopped; i++)
    {
      const KwBank *bank = &check->fields->banks[i];

      check->at.index = i;
      note (check, check_number (check, 0, bank->number, 1, 255, &problem), &problem);
      note (check, check_name (check, 0, bank->name, &problem), &problem);
      note (check, check_bank_building (check, bank, &problem), &problem);
      note (check, check_n_landings (check, bank, &problem), &problem);
    }
}

static gboolean
check_landing_place (Check *check, const KwBank *bank, const KwLanding *landing, GError **error)
{
  check->at.field = "floor";
  if (landing->building == 0)
    return landing->floor == 0 ||
           throw (error, KW_MODEL_ERROR_RULE, "floor: a floor needs its building");
  check->at.field = "building";
  if (bank->building != 0 && landing->building != bank->building)
    return throw (error, KW_MODEL_ERROR_RULE,
                  "building: the bank serves building %u, its landing leads to building %u",
                  bank->building, landing->building);
  if (landing->floor != 0)
    return check_place (check, landing->building, landing->floor, error);
  if (!has_building (check->fields, landing->building))
    return throw (error, KW_MODEL_ERROR_NOT_FOUND, "building: there is no building %u",
                  landing->building);
  return TRUE;
}

static void
check_landings (Check *check)
{
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < check->fields->n_banks && !check->is_stopped; i++)
    {
      const KwBank *bank = &check->fields->banks[i];

      begin_part (check, KW_PROPERTY_PART_LANDING);
      check->at.index = i;
      for (guint j = 0; j < bank->n_landings && !check->is_stopped; j++)
        {
          const KwLanding *landing = &bank->landings[j];

          check->at.landing = j;
          note (check,
                check_number (check, 0, landing->number, 0, KW_BANK_N_LANDINGS_MAX - 1, &problem),
                &problem);
          note (check, check_name (check, 0, landing->name, &problem), &problem);
          note (check, check_landing_place (check, bank, landing, &problem), &problem);
        }
    }
}

gboolean
kw_property_check_each (const KwProperty *fields, KwPropertyFaultFunc func, gpointer user_data)
{
  g_autoptr (GHashTable) floors = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Check check = {
    .fields = fields,
    .at = { KW_PROPERTY_PART_PROPERTY, 0, 0, NULL },
    .floors = floors,
    .numbers = numbers,
    .names = names,
    .func = func,
    .user_data = user_data,
  };
  void (*const steps[]) (Check *) = {
    check_head,  check_limits, check_buildings, check_floors,
    check_doors, check_areas,  check_banks,     check_landings,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps) && !check.is_stopped; i++)
    steps[i](&check);
  return !check.is_stopped;
}
