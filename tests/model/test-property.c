/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-property.h"

#include <string.h>

/* Every list out of order, every kind of doubtful name. */
static const KwBuilding buildings[] = { { 2, "Hof" }, { 1, "Haus" } };
static const KwFloor floors[] = { { 2, 1, "EG" }, { 1, 2, "EG" }, { 1, 1, "UG" }, { 1, 3, "12A" } };
static const KwDoor doors[] = { { 1, 3, 307, "307" },   { 1, 2, 306, "306" }, { 2, 1, 1, "306" },
                                { 1, 3, 305, "0305A" }, { 2, 1, 2, "ä1" },    { 2, 1, 3, "Ä2" },
                                { 2, 1, 4, "ä2" } };
static const KwArea areas[] = { { 31, "Gym", 1, 1, TRUE },
                                { 0, "Pool", 1, 1, TRUE },
                                { 5, "Garage", 2, 1, FALSE } };
static const KwLanding landings[] = {
  { 63, "Dach", 0, 0 }, { 1, "E", 1, 2 }, { 0, "U", 1, 1 }, { 2, "Hof", 2, 0 }
};
static const KwBank banks[] = { { 9, "Lastenaufzug", 0, G_N_ELEMENTS (landings), landings } };

#define PROPERTY                                                                                   \
  .site = 7, .name = "Hotel", .time_zone = "Europe/Berlin", .check_in_minute = 900,                \
  .check_out_minute = 660, .n_buildings = G_N_ELEMENTS (buildings), .buildings = buildings,        \
  .n_floors = G_N_ELEMENTS (floors), .floors = floors, .n_doors = G_N_ELEMENTS (doors),            \
  .doors = doors, .n_areas = G_N_ELEMENTS (areas), .areas = areas, .n_banks = 1, .banks = banks

static KwProperty *
make_property (void)
{
  static const KwProperty fields = { PROPERTY };
  g_autoptr (GError) error = NULL;
  KwProperty *property = kw_property_new (&fields, &error);

  g_assert_no_error (error);
  return property;
}

static void
test_lists_are_sorted_and_numbers_lead_to_their_things (void)
{
  g_autoptr (KwProperty) property = make_property ();

  g_assert_cmpuint (property->desfire_application, ==, 0xF5A701);
  g_assert_cmpuint (property->classic_first_sector, ==, 1);
  g_assert_cmpstr (property->buildings[0].name, ==, "Haus");
  g_assert_cmpstr (property->doors[0].name, ==, "0305A");
  g_assert_cmpstr (kw_property_get_building (property, 2)->name, ==, "Hof");
  g_assert_null (kw_property_get_building (property, 3));
  for (gsize i = 0; i < G_N_ELEMENTS (floors); i++)
    g_assert_cmpstr (kw_property_get_floor (property, floors[i].building, floors[i].number)->name,
                     ==, floors[i].name);
  for (gsize i = 0; i < G_N_ELEMENTS (doors); i++)
    g_assert_cmpstr (
        kw_property_get_door (property, (KwDoorRef){ doors[i].building, doors[i].number })->name,
        ==, doors[i].name);
  g_assert_null (kw_property_get_floor (property, 2, 2));
  g_assert_null (kw_property_get_door (property, (KwDoorRef){ 2, 305 }));
  g_assert_null (kw_property_get_door (property, (KwDoorRef){ 0, 0 }));
  g_assert_cmpstr (kw_property_get_area (property, 31)->name, ==, "Gym");
  g_assert_null (kw_property_get_area (property, 1));
  g_assert_cmphex (kw_property_get_default_areas (property), ==, 0x80000001);
  g_assert_cmpuint (kw_property_get_bank (property, 9)->n_landings, ==, 4);
  g_assert_null (kw_property_get_bank (property, 1));
}

static void
test_names_lead_to_their_things_where_there_is_no_doubt (void)
{
  g_autoptr (KwProperty) property = make_property ();

  g_assert_cmpuint (kw_property_find_building (property, "haus", NULL)->number, ==, 1);
  g_assert_cmpuint (kw_property_find_floor (property, 2, "EG", NULL)->number, ==, 1);
  g_assert_cmpuint (kw_property_find_floor (property, 1, "eg", NULL)->number, ==, 2);
  g_assert_cmpuint (kw_property_find_floor (property, 0, "12a", NULL)->number, ==, 3);
  g_assert_cmpuint (kw_property_find_door (property, "0305A", NULL)->number, ==, 305);
  g_assert_cmpuint (kw_property_find_door (property, "0305a", NULL)->number, ==, 305);
  g_assert_cmpuint (kw_property_find_door (property, "Hof/306", NULL)->number, ==, 1);
  g_assert_cmpuint (kw_property_find_door (property, "hof/306", NULL)->number, ==, 1);
  g_assert_cmpuint (kw_property_find_door (property, "Ä1", NULL)->number, ==, 2);
  g_assert_cmpuint (kw_property_find_door (property, "Ä2", NULL)->number, ==, 3); /* exact wins */
  g_assert_cmpuint (kw_property_find_area (property, "pool", NULL)->number, ==, 0);
  g_assert_cmpuint (kw_property_find_bank (property, "Lastenaufzug", NULL)->number, ==, 9);
}

static void
test_names_in_doubt_are_said_to_be (void)
{
  g_autoptr (KwProperty) property = make_property ();
  g_autoptr (GError) door_error = NULL;
  g_autoptr (GError) floor_error = NULL;
  g_autoptr (GError) absent_error = NULL;
  g_autoptr (GError) broken_error = NULL;

  g_assert_null (kw_property_find_door (property, "306", &door_error));
  g_assert_null (kw_property_find_floor (property, 0, "EG", &floor_error));
  g_assert_null (kw_property_find_door (property, "Hof/307", &absent_error));
  g_assert_null (kw_property_find_area (property, "P\xff", &broken_error));

  g_assert_error (door_error, KW_MODEL_ERROR, KW_MODEL_ERROR_AMBIGUOUS);
  g_assert_cmpstr (door_error->message, ==,
                   "room: there is more than one \"306\"; write BUILDING/ROOM");
  g_assert_error (floor_error, KW_MODEL_ERROR, KW_MODEL_ERROR_AMBIGUOUS);
  g_assert_error (absent_error, KW_MODEL_ERROR, KW_MODEL_ERROR_NOT_FOUND);
  g_assert_cmpstr (absent_error->message, ==, "room: there is no \"Hof/307\"");
  g_assert_error (broken_error, KW_MODEL_ERROR, KW_MODEL_ERROR_NOT_FOUND);
  g_assert_true (g_utf8_validate (broken_error->message, -1, NULL));
}

static void
test_a_doors_label_finds_it_again (void)
{
  g_autoptr (KwProperty) property = make_property ();
  g_autofree char *gone = kw_property_dup_door_label (property, (KwDoorRef){ 1, 999 });
  g_autofree char *plain = kw_property_dup_door_label (property, (KwDoorRef){ 1, 305 });
  g_autofree char *doubtful = kw_property_dup_door_label (property, (KwDoorRef){ 2, 1 });
  g_auto (GStrv) labels = kw_property_list_door_labels (property);

  g_assert_cmpstr (gone, ==, "#999");
  g_assert_cmpstr (plain, ==, "0305A");
  g_assert_cmpstr (doubtful, ==, "Hof/306");
  for (guint i = 0; i < property->n_doors; i++)
    {
      const KwDoorRef ref = { property->doors[i].building, property->doors[i].number };
      g_autofree char *label = kw_property_dup_door_label (property, ref);

      g_assert_cmpstr (labels[i], ==, label);
      g_assert_true (kw_property_find_door (property, label, NULL) == &property->doors[i]);
    }
  g_assert_cmpuint (g_strv_length (labels), ==, property->n_doors);
}

static void
test_landings_belong_to_floors (void)
{
  g_autoptr (KwProperty) property = make_property ();
  const KwBank *bank = kw_property_get_bank (property, 9);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (kw_bank_get_landing_of_floor (bank, 1, 2)->number, ==, 1);
  g_assert_null (kw_bank_get_landing_of_floor (bank, 1, 3));
  g_assert_null (kw_bank_get_landing_of_floor (bank, 2, 0));
  g_assert_null (kw_bank_get_landing_of_floor (bank, 0, 0));
  g_assert_cmpuint (kw_bank_find_landing (bank, "dach", NULL)->number, ==, 63);
  g_assert_cmpstr (kw_bank_get_landing (bank, 2)->name, ==, "Hof");
  g_assert_null (kw_bank_get_landing (bank, 3));
  g_assert_cmphex (kw_bank_get_mask (bank), ==, G_GUINT64_CONSTANT (0x8000000000000007));
  g_assert_cmpuint (kw_bank_get_lock_landings (bank), ==, 64);
  g_assert_null (kw_bank_find_landing (bank, "X", &error));
  g_assert_error (error, KW_MODEL_ERROR, KW_MODEL_ERROR_NOT_FOUND);
}

static const KwBuilding no_number[] = { { 0, "Haus" } };
static const KwBuilding same_numbers[] = { { 1, "Haus" }, { 1, "Hof" } };
static const KwBuilding same_names[] = { { 1, "Haus" }, { 2, "Haus" } };
static const KwBuilding no_name[] = { { 1, "" } };
static const KwFloor lost_floor[] = { { 3, 1, "EG" } };
static const KwFloor high_floor[] = { { 1, 256, "EG" } };
static const KwFloor same_floors[] = { { 1, 1, "EG" }, { 2, 1, "EG" }, { 1, 2, "EG" } };
static const KwDoor lost_door[] = { { 1, 4, 1, "1" } };
static const KwDoor far_door[] = { { 1, 65537, 1, "1" } };
static const KwDoor high_door[] = { { 1, 1, 65536, "1" } };
static const KwDoor same_doors[] = { { 1, 1, 1, "1" }, { 1, 2, 1, "2" } };
static const KwDoor same_door_names[] = { { 1, 1, 1, "1" }, { 2, 1, 1, "1" }, { 1, 2, 2, "1" } };
static const KwDoor comma_door[] = { { 1, 1, 1, "1,2" } };
static const KwDoor broken_door[] = { { 1, 1, 1, "\xc3" } };
static const KwArea high_area[] = { { 32, "Pool", 1, 1, FALSE } };
static const KwArea lost_area[] = { { 0, "Pool", 0, 0, FALSE } };
static const KwArea same_areas[] = { { 0, "Pool", 1, 1, FALSE }, { 1, "Pool", 1, 1, FALSE } };
static const KwLanding high_landing[] = { { 64, "E", 0, 0 } };
static const KwLanding same_landings[] = { { 0, "E", 0, 0 }, { 1, "E", 0, 0 } };
static const KwLanding placeless_landing[] = { { 0, "E", 0, 1 } };
static const KwLanding lost_landing[] = { { 0, "E", 1, 4 } };
static const KwLanding lost_house_landing[] = { { 0, "E", 4, 0 } };
static const KwLanding other_landing[] = { { 0, "E", 2, 1 } };
static const KwBank empty_bank[] = { { 1, "A", 0, 0, NULL } };
static const KwBank lost_bank[] = { { 1, "A", 3, 1, landings } };
static const KwBank high_bank[] = { { 256, "A", 0, 1, landings } };
static const KwBank full_bank[] = { { 1, "A", 0, 65, landings } };
#define BANK_OF(name_, building_)                                                                  \
  static const KwBank name_##_bank[] = { { 1, "A", building_, G_N_ELEMENTS (name_), name_ } }
BANK_OF (high_landing, 0);
BANK_OF (same_landings, 0);
BANK_OF (placeless_landing, 0);
BANK_OF (lost_landing, 0);
BANK_OF (lost_house_landing, 0);
BANK_OF (other_landing, 1);

#define BUILDINGS(list) .n_buildings = G_N_ELEMENTS (list), .buildings = list
#define FLOORS(list) .n_floors = G_N_ELEMENTS (list), .floors = list
#define DOORS(list) .n_doors = G_N_ELEMENTS (list), .doors = list
#define AREAS(list) .n_areas = G_N_ELEMENTS (list), .areas = list
#define BANKS(list) .n_banks = G_N_ELEMENTS (list), .banks = list

static void
test_impossible_properties_are_refused (void)
{
  static const struct
  {
    KwProperty fields;
    KwModelError code;
    const char *place;
  } bad[] = {
    { { PROPERTY, .site = 0 }, KW_MODEL_ERROR_MISSING, "site: " },
    { { PROPERTY, .name = NULL }, KW_MODEL_ERROR_MISSING, "name: " },
    { { PROPERTY, .time_zone = NULL }, KW_MODEL_ERROR_MISSING, "time_zone: " },
    { { PROPERTY, .time_zone = "Mars/Base" }, KW_MODEL_ERROR_TIME_ZONE, "time_zone: " },
    { { PROPERTY, .time_zone = "+02:00" }, KW_MODEL_ERROR_TIME_ZONE, "time_zone: " },
    { { PROPERTY, .time_zone = "/etc/localtime" }, KW_MODEL_ERROR_TIME_ZONE, "time_zone: " },
    { { PROPERTY, .time_zone = "a/../../../../etc/localtime" },
      KW_MODEL_ERROR_TIME_ZONE,
      "time_zone: " },
    { { PROPERTY, .check_in_minute = 1440 }, KW_MODEL_ERROR_RANGE, "check_in: " },
    { { PROPERTY, .check_out_minute = 1440 }, KW_MODEL_ERROR_RANGE, "check_out: " },
    { { PROPERTY, .desfire_application = 0x1000000 },
      KW_MODEL_ERROR_RANGE,
      "desfire_application: " },
    { { PROPERTY, .classic_first_sector = 11 }, KW_MODEL_ERROR_RANGE, "classic_first_sector: " },
    { { PROPERTY, .n_buildings = 0 }, KW_MODEL_ERROR_MISSING, "buildings: " },
    { { PROPERTY, .n_buildings = 256 }, KW_MODEL_ERROR_LIMIT, "buildings: " },
    { { PROPERTY, .n_doors = 65536 }, KW_MODEL_ERROR_LIMIT, "doors: " },
    { { PROPERTY, .n_areas = 33 }, KW_MODEL_ERROR_LIMIT, "areas: " },
    { { PROPERTY, .n_banks = 256 }, KW_MODEL_ERROR_LIMIT, "banks: " },
    { { PROPERTY, BUILDINGS (no_number) }, KW_MODEL_ERROR_RANGE, "buildings[0].number: " },
    { { PROPERTY, BUILDINGS (same_numbers) }, KW_MODEL_ERROR_DUPLICATE, "buildings[1].number: " },
    { { PROPERTY, BUILDINGS (same_names) }, KW_MODEL_ERROR_DUPLICATE, "buildings[1].name: " },
    { { PROPERTY, BUILDINGS (no_name) }, KW_MODEL_ERROR_MISSING, "buildings[0].name: " },
    { { PROPERTY, FLOORS (lost_floor) }, KW_MODEL_ERROR_NOT_FOUND, "floors[0].building: " },
    { { PROPERTY, FLOORS (high_floor) }, KW_MODEL_ERROR_RANGE, "floors[0].number: " },
    { { PROPERTY, FLOORS (same_floors) }, KW_MODEL_ERROR_DUPLICATE, "floors[2].name: " },
    { { PROPERTY, DOORS (lost_door) }, KW_MODEL_ERROR_NOT_FOUND, "doors[0].floor: " },
    { { PROPERTY, DOORS (far_door) }, KW_MODEL_ERROR_NOT_FOUND, "doors[0].floor: " },
    { { PROPERTY, DOORS (high_door) }, KW_MODEL_ERROR_RANGE, "doors[0].number: " },
    { { PROPERTY, DOORS (same_doors) }, KW_MODEL_ERROR_DUPLICATE, "doors[1].number: " },
    { { PROPERTY, DOORS (same_door_names) }, KW_MODEL_ERROR_DUPLICATE, "doors[2].name: " },
    { { PROPERTY, DOORS (comma_door) }, KW_MODEL_ERROR_TEXT, "doors[0].name: " },
    { { PROPERTY, DOORS (broken_door) }, KW_MODEL_ERROR_TEXT, "doors[0].name: " },
    { { PROPERTY, AREAS (high_area) }, KW_MODEL_ERROR_RANGE, "areas[0].number: " },
    { { PROPERTY, AREAS (lost_area) }, KW_MODEL_ERROR_NOT_FOUND, "areas[0].building: " },
    { { PROPERTY, AREAS (same_areas) }, KW_MODEL_ERROR_DUPLICATE, "areas[1].name: " },
    { { PROPERTY, BANKS (empty_bank) }, KW_MODEL_ERROR_MISSING, "banks[0].landings: " },
    { { PROPERTY, BANKS (lost_bank) }, KW_MODEL_ERROR_NOT_FOUND, "banks[0].building: " },
    { { PROPERTY, BANKS (high_bank) }, KW_MODEL_ERROR_RANGE, "banks[0].number: " },
    { { PROPERTY, BANKS (full_bank) }, KW_MODEL_ERROR_LIMIT, "banks[0].landings: " },
    { { PROPERTY, BANKS (high_landing_bank) },
      KW_MODEL_ERROR_RANGE,
      "banks[0].landings[0].number: " },
    { { PROPERTY, BANKS (same_landings_bank) },
      KW_MODEL_ERROR_DUPLICATE,
      "banks[0].landings[1].name: " },
    { { PROPERTY, BANKS (placeless_landing_bank) },
      KW_MODEL_ERROR_RULE,
      "banks[0].landings[0].floor: " },
    { { PROPERTY, BANKS (lost_landing_bank) },
      KW_MODEL_ERROR_NOT_FOUND,
      "banks[0].landings[0].floor: " },
    { { PROPERTY, BANKS (lost_house_landing_bank) },
      KW_MODEL_ERROR_NOT_FOUND,
      "banks[0].landings[0].building: " },
    { { PROPERTY, BANKS (other_landing_bank) },
      KW_MODEL_ERROR_RULE,
      "banks[0].landings[0].building: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kw_property_new (&bad[i].fields, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, KW_MODEL_ERROR, (int)bad[i].code);
      g_assert_true (g_str_has_prefix (error->message, bad[i].place));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_a_fault_says_where_it_is (void)
{
  static const KwProperty bad_door = { PROPERTY, DOORS (same_door_names) };
  static const KwProperty bad_landing = { PROPERTY, BANKS (same_landings_bank) };
  static const KwProperty bad_zone = { PROPERTY, .time_zone = "Mars/Base" };
  KwPropertyFault fault = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_property_new_with_fault (&bad_door, &fault, &error));
  g_assert_cmpint (fault.part, ==, KW_PROPERTY_PART_DOOR);
  g_assert_cmpuint (fault.index, ==, 2);
  g_assert_cmpstr (fault.field, ==, "name");
  g_assert_cmpstr (error->message, ==, "name: \"1\" is given twice");

  g_assert_null (kw_property_new_with_fault (&bad_landing, &fault, NULL));
  g_assert_cmpint (fault.part, ==, KW_PROPERTY_PART_LANDING);
  g_assert_cmpuint (fault.index, ==, 0);
  g_assert_cmpuint (fault.landing, ==, 1);

  g_assert_null (kw_property_new_with_fault (&bad_zone, &fault, NULL));
  g_assert_cmpint (fault.part, ==, KW_PROPERTY_PART_PROPERTY);
  g_assert_cmpstr (fault.field, ==, "time_zone");
}

static void
test_only_the_same_map_is_equal (void)
{
  static const KwDoor moved[] = { { 1, 3, 307, "307" },   { 1, 2, 306, "306" }, { 2, 1, 1, "306" },
                                  { 1, 2, 305, "0305A" }, { 2, 1, 2, "ä1" },    { 2, 1, 3, "Ä2" },
                                  { 2, 1, 4, "ä2" } };
  static const KwBank renamed[] = { { 9, "Aufzug", 0, G_N_ELEMENTS (landings), landings } };
  static const KwProperty others[] = {
    { PROPERTY, .site = 8 },
    { PROPERTY, .name = "Haus" },
    { PROPERTY, .time_zone = "UTC" },
    { PROPERTY, .check_in_minute = 1 },
    { PROPERTY, .check_out_minute = 1 },
    { PROPERTY, .allow_cloneable_master = TRUE },
    { PROPERTY, .desfire_application = 1 },
    { PROPERTY, .classic_first_sector = 2 },
    { PROPERTY, .n_areas = 2 },
    { PROPERTY, .doors = moved },
    { PROPERTY, .banks = renamed },
  };
  g_autoptr (KwProperty) property = make_property ();
  g_autoptr (KwProperty) same = make_property ();

  g_assert_true (kw_property_equal (property, same));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (KwProperty) other = kw_property_new (&others[i], NULL);

      g_assert_nonnull (other);
      g_assert_false (kw_property_equal (property, other));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/model/property/" path, function)
  ADD ("lists-are-sorted-and-numbers-lead-to-their-things",
       test_lists_are_sorted_and_numbers_lead_to_their_things);
  ADD ("names-lead-to-their-things-where-there-is-no-doubt",
       test_names_lead_to_their_things_where_there_is_no_doubt);
  ADD ("names-in-doubt-are-said-to-be", test_names_in_doubt_are_said_to_be);
  ADD ("a-doors-label-finds-it-again", test_a_doors_label_finds_it_again);
  ADD ("landings-belong-to-floors", test_landings_belong_to_floors);
  ADD ("impossible-properties-are-refused", test_impossible_properties_are_refused);
  ADD ("a-fault-says-where-it-is", test_a_fault_says_where_it_is);
  ADD ("only-the-same-map-is-equal", test_only_the_same_map_is_equal);
  return g_test_run ();
}
