/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-local-time.h"
#include "kw-property-file.h"

#include <glib/gstdio.h>
#include <string.h>

#define DEMO_HOTEL TREE "/data/demo/hotel.json"
#define DESCRIPTION TREE "/docs/property-file.md"

#define NOON_UNIX_S 1795345200 /* 2026-11-22T12:00+01:00 */

#define HEAD                                                                                       \
  "{\n"                                                                                            \
  "  \"format\": 1, \"site\": 7, \"name\": \"Hotel\", \"time_zone\": \"Europe/Berlin\",\n"         \
  "  \"check_in\": \"15:00\", \"check_out\": \"11:00\",\n"
#define BUILDINGS "  \"buildings\": [{\"number\": 1, \"name\": \"Haus\"}],\n"
#define FLOORS                                                                                     \
  "  \"floors\": [\n"                                                                              \
  "    {\"building\": \"Haus\", \"number\": 1, \"name\": \"UG\"},\n"                               \
  "    {\"building\": \"Haus\", \"number\": 2, \"name\": \"EG\"}\n"                                \
  "  ],\n"
#define ROOMS                                                                                      \
  "  \"rooms\": [\n"                                                                               \
  "    {\"building\": \"Haus\", \"floor\": \"EG\", \"number\": 1, \"name\": \"0305A\"},\n"         \
  "    {\"building\": \"Haus\", \"floor\": \"EG\", \"number\": 2, \"name\": \"306\"}\n"            \
  "  ]"
#define MAP HEAD BUILDINGS FLOORS ROOMS
#define STAY(fields) MAP ",\n  \"stays\": [\n    {" fields "}\n  ]\n}\n"

typedef struct
{
  const char *text;
  KwWireError code;
  const char *message;
} BadCase;

static KwPropertyFile *
decode (const char *text)
{
  g_autoptr (GError) error = NULL;
  KwPropertyFile *file = kw_property_file_decode ("h.json", text, strlen (text), NOON_UNIX_S,
                                                  &error);

  g_assert_no_error (error);
  return file;
}

static void
check_bad (const BadCase *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KwPropertyFile) file = kw_property_file_decode (
          "h.json", cases[i].text, strlen (cases[i].text), NOON_UNIX_S, &error);

      g_assert_null (file);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_error (error, KW_WIRE_ERROR, (int)cases[i].code);
    }
}

static void
test_the_smallest_file_is_a_property (void)
{
  g_autoptr (KwPropertyFile) file = decode (MAP "}");

  g_assert_cmpuint (file->property->site, ==, 7);
  g_assert_cmpuint (file->property->check_in_minute, ==, 15 * 60);
  g_assert_cmpuint (file->property->check_out_minute, ==, 11 * 60);
  g_assert_false (file->property->allow_cloneable_master);
  g_assert_cmpuint (file->property->desfire_application, ==, 0xF5A701);
  g_assert_cmpuint (file->property->classic_first_sector, ==, 1);
  g_assert_cmpuint (file->property->n_doors, ==, 2);
  g_assert_cmpstr (file->property->doors[0].name, ==, "0305A");
  g_assert_cmpuint (file->property->doors[0].floor, ==, 2);
  g_assert_cmpuint (file->stays->len, ==, 0);
}

static void
test_unknown_fields_pass_by (void)
{
  g_autoptr (KwPropertyFile)
      file = decode ("\xef\xbb\xbf" MAP ", \"x\": {\"y\": [1.5e3, null, true, \"\\ud83d\\ude00\", "
                     "123456789012345678, 1234567890123456789012.5]}, \"areas\": null}");

  g_assert_cmpuint (file->property->n_doors, ==, 2);
}

static void
test_broken_files_are_named_with_line_and_field (void)
{
  static const BadCase cases[] = {
    { "", KW_WIRE_ERROR_SYNTAX, "h.json:1: document: the file ends where a value should be" },
    { "[]", KW_WIRE_ERROR_SYNTAX, "h.json:1: document: is not an object in { }" },
    { "{\n\"a\": 1,\n}", KW_WIRE_ERROR_SYNTAX,
      "h.json:3: document: '}' stands where a text in quotes should be" },
    { "{\"a\": [1,\n2 3]}", KW_WIRE_ERROR_SYNTAX,
      "h.json:2: a: '3' stands where a comma or ] should be" },
    { "{\"a\": {\"b\": 01}}", KW_WIRE_ERROR_SYNTAX,
      "h.json:1: a: '1' stands where a comma or } should be" },
    { "{\"a\": tru}", KW_WIRE_ERROR_SYNTAX, "h.json:1: a: 't' stands where a value should be" },
    { "{\"a\": 1} x", KW_WIRE_ERROR_SYNTAX,
      "h.json:1: document: 'x' stands where the end of the file should be" },
    { "{\"a\": 1\n,\n\"b\": [{}, {\"c\": \"\xff\"}]}", KW_WIRE_ERROR_SYNTAX,
      "h.json:3: b[1].c: is not valid UTF-8 (byte ff)" },
    { "{\"a\": 1,\n\"a\": 2}", KW_WIRE_ERROR_SYNTAX, "h.json:2: a: is given twice in one object" },
    { "{\"a\": 1,\n\"\\u0061\": 2}", KW_WIRE_ERROR_SYNTAX,
      "h.json:2: a: is given twice in one object" },
    { "{\"a\": \"x\ny\"}", KW_WIRE_ERROR_SYNTAX,
      "h.json:1: a: the byte 0a stands where the closing quote of the text should be" },
    { "{\"a\": \"\\ud800x\"}", KW_WIRE_ERROR_SYNTAX,
      "h.json:1: a: holds half a character, \\ud800" },
    { "{\"a\": \"\\u0000\"}", KW_WIRE_ERROR_SYNTAX, "h.json:1: a: holds the character \\u0000" },
    { "{\"a\": 18446744073709551615}", KW_WIRE_ERROR_SYNTAX,
      "h.json:1: a: is a number of more than 18 digits" },
    { "{\"a\": \"\\q\"}", KW_WIRE_ERROR_SYNTAX,
      "h.json:1: a: 'q' stands where an escaped character should be" },
    { "{\"a\x1b\": 1}", KW_WIRE_ERROR_SYNTAX,
      "h.json:1: document: the byte 1b stands where the closing quote of the text should be" },
    { "{\"\\u001b[31m\": x}", KW_WIRE_ERROR_SYNTAX,
      "h.json:1: \\u001b[31m: 'x' stands where a value should be" },
  };

  check_bad (cases, G_N_ELEMENTS (cases));
}

static void
test_a_zero_byte_is_refused (void)
{
  static const char text[] = "{\"a\": 1}\0";
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_property_file_decode ("h.json", text, sizeof text, 0, &error));
  g_assert_error (error, KW_WIRE_ERROR, KW_WIRE_ERROR_SYNTAX);
}

static void
test_deep_nesting_is_refused (void)
{
  g_autoptr (GString) text = g_string_new ("{\"x\": ");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');

  g_assert_null (kw_property_file_decode ("h.json", text->str, text->len, 0, &error));
  g_assert_error (error, KW_WIRE_ERROR, KW_WIRE_ERROR_SYNTAX);
}

static void
test_wrong_heads_are_named (void)
{
  static const BadCase cases[] = {
    { "{}", KW_WIRE_ERROR_MISSING, "h.json:1: format: is missing" },
    { "\n{\"format\": 2}", KW_WIRE_ERROR_VALUE, "h.json:2: format: is 2, this program reads 1" },
    { "{\"format\": 1}", KW_WIRE_ERROR_MISSING, "h.json:1: site: is missing" },
    { "{\"format\": 1,\n\"site\": 0}", KW_WIRE_ERROR_VALUE,
      "h.json:2: site: is 0, must be 1 to 4294967295" },
    { "{\"format\": 1, \"site\": 4294967296}", KW_WIRE_ERROR_VALUE,
      "h.json:1: site: is 4294967296, must be 1 to 4294967295" },
    { "{\"format\": 1, \"site\": 1.5}", KW_WIRE_ERROR_VALUE,
      "h.json:1: site: must be a whole number" },
    { "{\"format\": 1, \"site\": \"1\"}", KW_WIRE_ERROR_VALUE,
      "h.json:1: site: must be a whole number" },
    { "{\"format\": 1, \"site\": 1, \"name\": \"\"}", KW_WIRE_ERROR_MISSING,
      "h.json:1: name: must not be empty" },
    { "{\"format\": 1, \"site\": 1, \"name\": \"H\", \"time_zone\": \"UTC\",\n"
      "\"check_in\": \"24:00\"}",
      KW_WIRE_ERROR_VALUE, "h.json:2: check_in: must be before midnight, 00:00 to 23:59" },
    { "{\"format\": 1, \"site\": 1, \"name\": \"H\", \"time_zone\": \"UTC\",\n"
      "\"check_in\": \"3 pm\"}",
      KW_WIRE_ERROR_VALUE, "h.json:2: check_in: \"3 pm\" is not a time of day like 07:00" },
    { HEAD "\"desfire_application\": \"F5A7\"}", KW_WIRE_ERROR_VALUE,
      "h.json:4: desfire_application: must be six hex digits from 000001 to FFFFFF" },
    { HEAD "\"classic_first_sector\": 11}", KW_WIRE_ERROR_VALUE,
      "h.json:4: classic_first_sector: is 11, must be 1 to 10" },
    { HEAD "\"allow_cloneable_master\": 1}", KW_WIRE_ERROR_VALUE,
      "h.json:4: allow_cloneable_master: must be true or false" },
    { HEAD "\"buildings\": {}}", KW_WIRE_ERROR_VALUE,
      "h.json:4: buildings: must be a list in [ ]" },
    { HEAD "\"buildings\": [1]}", KW_WIRE_ERROR_VALUE,
      "h.json:4: buildings[0]: must be an object in { }" },
    { HEAD "\"buildings\": [],\"floors\": [], \"rooms\": []}", KW_WIRE_ERROR_MISSING,
      "h.json:4: buildings: a property has at least one" },
    { "{\"format\": 1, \"site\": 1, \"name\": \"H\",\n\"time_zone\": \"Mars/Base\", "
      "\"check_in\": \"15:00\", \"check_out\": \"11:00\",\n" BUILDINGS FLOORS ROOMS "}",
      KW_WIRE_ERROR_VALUE,
      "h.json:2: time_zone: this computer knows no time zone of that name; it must be one like "
      "Europe/Berlin" },
  };

  check_bad (cases, G_N_ELEMENTS (cases));
}

static void
test_wrong_maps_are_named (void)
{
  static const BadCase cases[] = {
    { HEAD BUILDINGS FLOORS "\"rooms\": [\n{\"building\": \"Haus\",\n\"floor\": \"13\", "
                            "\"number\": 1, \"name\": \"1\"}]}",
      KW_WIRE_ERROR_NOT_FOUND,
      "h.json:11: rooms[0].floor: there is no floor \"13\" in building \"Haus\"" },
    { HEAD BUILDINGS FLOORS
      "\"rooms\": [\n{\"building\": \"Hof\", \"floor\": \"13\", \"number\": 1, \"name\": \"1\"}]}",
      KW_WIRE_ERROR_NOT_FOUND, "h.json:10: rooms[0].building: there is no building \"Hof\"" },
    { HEAD BUILDINGS FLOORS "\"rooms\": [\n{\"building\": \"Haus\", \"floor\": \"EG\"}]}",
      KW_WIRE_ERROR_MISSING, "h.json:10: rooms[0].number: is missing" },
    { HEAD BUILDINGS FLOORS
      "\"rooms\": [\n"
      "{\"building\": \"Haus\", \"floor\": \"EG\", \"number\": 1, \"name\": \"1\"},\n"
      "{\"building\": \"Haus\", \"floor\": \"UG\", \"number\": 2,\n\"name\": \"1\"}]}",
      KW_WIRE_ERROR_DUPLICATE, "h.json:12: rooms[1].name: \"1\" is given twice" },
    { HEAD BUILDINGS FLOORS
      "\"rooms\": [\n"
      "{\"building\": \"Haus\", \"floor\": \"EG\", \"number\": 1, \"name\": \"1\"},\n"
      "{\"building\": \"Haus\", \"floor\": \"UG\", \"number\": 1, \"name\": \"2\"}]}",
      KW_WIRE_ERROR_DUPLICATE, "h.json:11: rooms[1].number: 1 is given twice" },
    { HEAD BUILDINGS FLOORS
      "\"rooms\": [\n"
      "{\"building\": \"Haus\", \"floor\": \"EG\", \"number\": 65536, \"name\": \"1\"}]}",
      KW_WIRE_ERROR_VALUE, "h.json:10: rooms[0].number: is 65536, must be 1 to 65535" },
    { HEAD BUILDINGS FLOORS
      "\"rooms\": [\n{\"building\": \"Haus\", \"floor\": \"EG\", \"number\": -1}]}",
      KW_WIRE_ERROR_VALUE, "h.json:10: rooms[0].number: is -1, must be 0 to 4294967295" },
    { HEAD BUILDINGS FLOORS
      "\"rooms\": [\n"
      "{\"building\": \"Haus\", \"floor\": \"EG\", \"number\": 1, \"name\": \" 1\"}]}",
      KW_WIRE_ERROR_VALUE, "h.json:10: rooms[0].name: starts or ends with a blank" },
    { HEAD BUILDINGS FLOORS
      "\"rooms\": [\n"
      "{\"building\": \"Haus\", \"floor\": \"EG\", \"number\": 1, \"name\": \"1,2\"}]}",
      KW_WIRE_ERROR_VALUE,
      "h.json:10: rooms[0].name: \"1,2\" has a comma, which separates names in lists" },
    { MAP ",\n\"areas\": [{\"number\": 32, \"name\": \"Pool\", \"building\": \"Haus\", "
          "\"floor\": \"UG\"}]}",
      KW_WIRE_ERROR_VALUE, "h.json:13: areas[0].number: is 32, must be 0 to 31" },
    { MAP ",\n\"areas\": [{\"number\": 0, \"name\": \"Pool\", \"building\": \"Haus\", "
          "\"floor\": \"UG\", \"default\": \"yes\"}]}",
      KW_WIRE_ERROR_VALUE, "h.json:13: areas[0].default: must be true or false" },
    { MAP ",\n\"banks\": [{\"number\": 1, \"name\": \"A\", \"landings\": []}]}",
      KW_WIRE_ERROR_MISSING, "h.json:13: banks[0].landings: a bank has at least one" },
    { MAP ",\n\"banks\": [{\"number\": 1, \"name\": \"A\", \"landings\": [\n"
          "{\"number\": 0, \"name\": \"UG\", \"floor\": \"UG\"}]}]}",
      KW_WIRE_ERROR_MISSING,
      "h.json:14: banks[0].landings[0].building: is missing: the bank serves more than one "
      "building" },
    { MAP ",\n\"banks\": [{\"number\": 1, \"name\": \"A\", \"building\": \"Haus\", "
          "\"landings\": [\n{\"number\": 0, \"name\": \"UG\", \"floor\": \"UG\"},\n"
          "{\"number\": 64, \"name\": \"EG\", \"floor\": \"EG\"}]}]}",
      KW_WIRE_ERROR_VALUE, "h.json:15: banks[0].landings[1].number: is 64, must be 0 to 63" },
  };

  check_bad (cases, G_N_ELEMENTS (cases));
}

static void
test_wrong_stays_are_named (void)
{
  static const BadCase cases[] = {
    { STAY ("\"from_day\": 0, \"until_day\": 1"), KW_WIRE_ERROR_MISSING,
      "h.json:14: stays[0].room: is missing" },
    { STAY ("\"room\": \"307\", \"from_day\": 0, \"until_day\": 1"), KW_WIRE_ERROR_NOT_FOUND,
      "h.json:14: stays[0].room: there is no \"307\"" },
    { STAY ("\"room\": \"306\", \"until_day\": 1"), KW_WIRE_ERROR_MISSING,
      "h.json:14: stays[0].from_day: is missing" },
    { STAY ("\"room\": \"306\", \"from_day\": 1,\n\"until_day\": 1"), KW_WIRE_ERROR_VALUE,
      "h.json:15: stays[0].until_day: the stay ends before it begins" },
    { STAY ("\"room\": \"306\", \"from\": \"2026-11-23\",\n\"until\": \"2026-11-22\""),
      KW_WIRE_ERROR_VALUE, "h.json:15: stays[0].until: the stay ends before it begins" },
    { STAY ("\"room\": \"306\", \"from\": \"tomorrow\""), KW_WIRE_ERROR_VALUE,
      "h.json:14: stays[0].from: \"tomorrow\" is not a date like 2026-11-22 or a time like "
      "2026-11-22T15:00" },
    { STAY ("\"room\": \"306\", \"from\": \"2026-11-22\", \"from_day\": 1"), KW_WIRE_ERROR_VALUE,
      "h.json:14: stays[0].from_day: there is \"from\" too, only one of both is possible" },
    { STAY ("\"room\": \"306\", \"rooms\": [\"306\"]"), KW_WIRE_ERROR_VALUE,
      "h.json:14: stays[0].room: there is \"rooms\" too, only one of both is possible" },
    { STAY ("\"rooms\": []"), KW_WIRE_ERROR_MISSING,
      "h.json:14: stays[0].rooms: a stay needs at least one room" },
    { STAY ("\"rooms\": [1]"), KW_WIRE_ERROR_VALUE,
      "h.json:14: stays[0].rooms[0]: must be a text in quotes" },
    { STAY ("\"rooms\": [\"306\", \"306\"], \"from_day\": 0, \"until_day\": 1"),
      KW_WIRE_ERROR_DUPLICATE, "h.json:14: stays[0]: doors: door 2 is named twice" },
    { STAY ("\"rooms\": [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\"]"), KW_WIRE_ERROR_LIMIT,
      "h.json:14: stays[0].rooms: are 6, a stay has at most 5 rooms" },
    { STAY ("\"room\": \"306\", \"from_day\": 0, \"until_day\": 1, \"tenants\": \"Zo\""),
      KW_WIRE_ERROR_VALUE, "h.json:14: stays[0].tenants: must be a list in [ ]" },
    { STAY ("\"room\": \"306\", \"from_day\": 0, \"until_day\": 1, \"tenants\": [\"\"]"),
      KW_WIRE_ERROR_MISSING, "h.json:14: stays[0]: tenants: must not be empty" },
    { STAY ("\"room\": \"306\", \"from_day\": 0, \"until_day\": 9999"), KW_WIRE_ERROR_VALUE,
      "h.json:14: stays[0].until_day: is 9999, must be -3660 to 3660" },
    { STAY ("\"room\": \"306\", \"from_day\": 0, \"until_day\": 1, \"state\": \"gone\""),
      KW_WIRE_ERROR_VALUE,
      "h.json:14: stays[0].state: is \"gone\", must be expected, open or closed" },
  };

  check_bad (cases, G_N_ELEMENTS (cases));
}

static void
test_days_count_from_the_import_with_the_hours_of_the_house (void)
{
  g_autoptr (KwPropertyFile) file = decode (
      STAY ("\"room\": \"0305A\", \"from_day\": -2, \"until_day\": 3, \"tenants\": [\"Zoë\"], "
            "\"reference\": \"R1\"},\n{\"rooms\": [\"306\", \"0305a\"], \"from_day\": 4, "
            "\"from_time\": \"18:30\", \"until\": \"2026-11-30T10:00+01:00\"},\n"
            "{\"room\": \"306\", \"from_day\": 0, \"until_day\": 1"));
  const KwStay *first = g_ptr_array_index (file->stays, 0);
  const KwStay *second = g_ptr_array_index (file->stays, 1);
  const KwStay *third = g_ptr_array_index (file->stays, 2);
  g_autofree char *from = kw_local_time_dup_text (file->property, first->from_unix_s);
  g_autofree char *until = kw_local_time_dup_text (file->property, first->until_unix_s);
  g_autofree char *second_from = kw_local_time_dup_text (file->property, second->from_unix_s);
  g_autofree char *second_until = kw_local_time_dup_text (file->property, second->until_unix_s);

  g_assert_cmpuint (file->stays->len, ==, 3);
  g_assert_cmpstr (from, ==, "2026-11-20T15:00:00+01:00");
  g_assert_cmpstr (until, ==, "2026-11-25T11:00:00+01:00");
  g_assert_cmpstr (first->tenants[0], ==, "Zoë");
  g_assert_cmpstr (first->reference, ==, "R1");
  g_assert_cmpint (first->state, ==, KW_STAY_STATE_OPEN);
  g_assert_cmpint (first->opened_at_unix_s, ==, first->from_unix_s);
  g_assert_cmpstr (second_from, ==, "2026-11-26T18:30:00+01:00");
  g_assert_cmpstr (second_until, ==, "2026-11-30T10:00:00+01:00");
  g_assert_cmpuint (second->n_doors, ==, 2);
  g_assert_cmpuint (second->doors[1].door, ==, 1);
  g_assert_cmpint (second->state, ==, KW_STAY_STATE_EXPECTED);
  g_assert_cmpint (third->state, ==, KW_STAY_STATE_EXPECTED);
}

static void
test_a_room_of_two_buildings_needs_its_building (void)
{
  const char *const rooms =
      "{\"format\": 1, \"site\": 1, \"name\": \"H\", \"time_zone\": \"UTC\", "
      "\"check_in\": \"15:00\", \"check_out\": \"11:00\", "
      "\"buildings\": [{\"number\": 1, \"name\": \"A\"}, {\"number\": 2, \"name\": \"B\"}], "
      "\"floors\": [{\"building\": \"A\", \"number\": 1, \"name\": \"1\"}, "
      "{\"building\": \"B\", \"number\": 1, \"name\": \"1\"}], "
      "\"rooms\": [{\"building\": \"A\", \"floor\": \"1\", \"number\": 1, \"name\": \"1\"}, "
      "{\"building\": \"B\", \"floor\": \"1\", \"number\": 9, \"name\": \"1\"}], "
      "\"stays\": [{\"from_day\": 0, \"until_day\": 1, \"room\": \"";
  g_autofree char *good = g_strconcat (rooms, "B/1\"}]}", NULL);
  g_autofree char *doubtful = g_strconcat (rooms, "1\"}]}", NULL);
  g_autoptr (KwPropertyFile) file = decode (good);
  g_autoptr (GError) error = NULL;
  const KwStay *stay = g_ptr_array_index (file->stays, 0);

  g_assert_cmpuint (stay->doors[0].door, ==, 9);
  g_assert_null (
      kw_property_file_decode ("h.json", doubtful, strlen (doubtful), NOON_UNIX_S, &error));
  g_assert_error (error, KW_WIRE_ERROR, KW_WIRE_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==,
                   "h.json:1: stays[0].room: there is more than one \"1\"; write BUILDING/ROOM");
}

static GString *
make_list (const char *format, guint n_items)
{
  GString *list = g_string_new ("[");

  for (guint i = 0; i < n_items; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_auto (GStrv) parts = g_strsplit (format, "@", -1);
      g_autofree char *item = g_strjoinv (name, parts);

      g_string_append_printf (list, "%s\n%s", i > 0 ? "," : "", item);
    }
  g_string_append_c (list, ']');
  return list;
}

static void
check_limit (const char *before, const char *list, guint n_fit, guint shift, const char *after,
             const char *message)
{
  for (guint n_items = n_fit; n_items <= n_fit + 1; n_items++)
    {
      g_autoptr (GString) items = make_list (list, n_items + shift);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (KwPropertyFile) file = NULL;

      if (shift > 0) /* numbers that begin at 1: leave out the item of number 0 */
        g_string_erase (items, 1, strstr (items->str, ",\n") - items->str);
      text = g_strconcat (before, items->str, after, NULL);
      file = kw_property_file_decode ("h.json", text, strlen (text), NOON_UNIX_S, &error);
      if (n_items == n_fit)
        {
          g_assert_no_error (error);
          g_assert_nonnull (file);
        }
      else
        {
          g_assert_null (file);
          g_assert_cmpstr (error->message, ==, message);
          g_assert_error (error, KW_WIRE_ERROR, KW_WIRE_ERROR_LIMIT);
        }
    }
}

static void
test_what_a_card_cannot_say_is_refused (void)
{
  check_limit (MAP ", \"areas\": ",
               "{\"number\": @, \"name\": \"@\", \"building\": \"Haus\", \"floor\": \"UG\"}", 32, 0,
               "}", "h.json:12: areas: are 33, at most 32 are possible");
  check_limit (MAP ", \"banks\": ",
               "{\"number\": @, \"name\": \"@\", \"landings\": [{\"number\": 0, \"name\": \"0\"}]}",
               255, 1, "}", "h.json:12: banks: are 256, at most 255 are possible");
  check_limit (MAP ", \"banks\": [{\"number\": 1, \"name\": \"A\", \"landings\": ",
               "{\"number\": @, \"name\": \"@\"}", 64, 0, "}]}",
               "h.json:12: banks[0].landings: are 65, at most 64 are possible");
  check_limit (
      HEAD BUILDINGS "\"floors\": ", "{\"building\": \"Haus\", \"number\": @, \"name\": \"@\"}",
      255, 1, ", \"rooms\": []}",
      "h.json:261: floors[255].building: has more than the possible 255 floors");
  check_limit (HEAD BUILDINGS FLOORS "\"rooms\": ",
               "{\"building\": \"Haus\", \"floor\": \"EG\", \"number\": @, \"name\": \"@\"}", 65535,
               1, "}", "h.json:9: rooms: are 65536, at most 65535 are possible");
}

static void
test_the_demo_hotel_is_what_it_says (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwPropertyFile) file = kw_property_file_load (DEMO_HOTEL, NOON_UNIX_S, &error);
  guint n_states[KW_STAY_STATE_N] = { 0 };
  guint n_turnarounds = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (file->property->n_buildings, ==, 2);
  g_assert_cmpuint (file->property->n_floors, ==, 12);
  g_assert_cmpuint (file->property->n_doors, ==, 180);
  g_assert_cmpuint (file->property->n_banks, ==, 2);
  g_assert_cmpuint (file->stays->len, ==, 60);
  g_assert_nonnull (kw_property_find_door (file->property, "305", NULL));
  g_assert_nonnull (kw_property_find_door (file->property, "306", NULL));
  g_assert_nonnull (kw_property_find_door (file->property, "0305A", NULL));
  g_assert_nonnull (kw_property_find_area (file->property, "pool", NULL));
  g_assert_nonnull (kw_property_find_area (file->property, "gym", NULL));
  g_assert_nonnull (kw_property_find_area (file->property, "garage", NULL));

  for (guint i = 0; i < file->stays->len; i++)
    {
      const KwStay *stay = g_ptr_array_index (file->stays, i);

      n_states[stay->state]++;
      for (guint j = 0; j < i; j++)
        {
          const KwStay *other = g_ptr_array_index (file->stays, j);

          for (guint k = 0; k < other->n_doors; k++)
            if (kw_stay_has_door (stay, other->doors[k]))
              {
                n_turnarounds++;
                g_assert_true (stay->from_unix_s >= other->until_unix_s ||
                               other->from_unix_s >= stay->until_unix_s);
              }
        }
    }
  g_assert_cmpuint (n_turnarounds, ==, 3); /* one guest leaves, the next arrives */
  g_assert_cmpuint (n_states[KW_STAY_STATE_OPEN], >, 20);
  g_assert_cmpuint (n_states[KW_STAY_STATE_EXPECTED], >, 10);
}

static void
test_the_example_of_the_description_is_valid (void)
{
  g_autofree char *page = NULL;
  char *example = NULL;
  g_autoptr (KwPropertyFile) file = NULL;
  const KwStay *second = NULL;

  g_assert_true (g_file_get_contents (DESCRIPTION, &page, NULL, NULL));
  example = strstr (page, "```json\n");
  g_assert_nonnull (example);
  example += strlen ("```json\n");
  *strstr (example, "```") = '\0';
  file = decode (example);
  second = g_ptr_array_index (file->stays, 1);

  g_assert_cmpuint (file->property->n_doors, ==, 4);
  g_assert_cmpuint (file->stays->len, ==, 2);
  g_assert_cmpuint (second->doors[1].building, ==, 2);
}

static void
test_what_is_written_is_read_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwPropertyFile) file = kw_property_file_load (DEMO_HOTEL, NOON_UNIX_S, &error);
  g_autofree char *text = kw_property_file_encode (file->property);
  g_autoptr (KwPropertyFile) back = decode (text);
  g_autofree char *again = kw_property_file_encode (back->property);

  g_assert_true (kw_property_equal (file->property, back->property));
  g_assert_cmpstr (text, ==, again);
  g_assert_cmpuint (back->stays->len, ==, 0);
}

static void
test_every_cut_and_every_changed_byte_is_survived (void)
{
  g_autoptr (GError) error = NULL;
  const char *const text = STAY ("\"room\": \"0305A\", \"from_day\": -2, \"until_day\": 3");
  const gsize size_bytes = strlen (text);

  for (gsize i = 0; i < size_bytes; i++)
    {
      g_autofree char *cut = g_memdup2 (text, i + 1); /* exact, for the address sanitizer */
      g_autoptr (KwPropertyFile)
          file = kw_property_file_decode ("h.json", cut, i, NOON_UNIX_S, NULL);

      g_assert_true (file == NULL || i >= size_bytes - 1);
      for (guint bit = 0; bit < 8; bit++)
        {
          g_autofree char *changed = g_strdup (text);
          g_autoptr (KwPropertyFile) other = NULL;

          changed[i] ^= (char)(1 << bit);
          other = kw_property_file_decode ("h.json", changed, size_bytes, NOON_UNIX_S, NULL);
        }
    }
}

static void
test_files_that_cannot_be_read_say_so (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kw-wire-XXXXXX", NULL);
  g_autofree char *absent = g_build_filename (folder, "absent.json", NULL);
  g_autoptr (GError) open_error = NULL;
  g_autoptr (GError) folder_error = NULL;
  g_autoptr (GError) endless_error = NULL;

  g_assert_null (kw_property_file_load (absent, 0, &open_error));
  g_assert_null (kw_property_file_load (folder, 0, &folder_error));
  g_assert_null (kw_property_file_load ("/dev/zero", 0, &endless_error));

  g_assert_error (open_error, KW_WIRE_ERROR, KW_WIRE_ERROR_FILE);
  g_assert_nonnull (strstr (open_error->message, "absent.json: cannot be opened: "));
  g_assert_error (folder_error, KW_WIRE_ERROR, KW_WIRE_ERROR_FILE);
  g_assert_error (endless_error, KW_WIRE_ERROR, KW_WIRE_ERROR_FILE);
  g_assert_cmpstr (endless_error->message, ==, "/dev/zero: is larger than 64 MB");
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/wire/property-file/" path, function)
  ADD ("the-smallest-file-is-a-property", test_the_smallest_file_is_a_property);
  ADD ("unknown-fields-pass-by", test_unknown_fields_pass_by);
  ADD ("broken-files-are-named-with-line-and-field",
       test_broken_files_are_named_with_line_and_field);
  ADD ("a-zero-byte-is-refused", test_a_zero_byte_is_refused);
  ADD ("deep-nesting-is-refused", test_deep_nesting_is_refused);
  ADD ("wrong-heads-are-named", test_wrong_heads_are_named);
  ADD ("wrong-maps-are-named", test_wrong_maps_are_named);
  ADD ("wrong-stays-are-named", test_wrong_stays_are_named);
  ADD ("days-count-from-the-import-with-the-hours-of-the-house",
       test_days_count_from_the_import_with_the_hours_of_the_house);
  ADD ("a-room-of-two-buildings-needs-its-building",
       test_a_room_of_two_buildings_needs_its_building);
  ADD ("what-a-card-cannot-say-is-refused", test_what_a_card_cannot_say_is_refused);
  ADD ("the-demo-hotel-is-what-it-says", test_the_demo_hotel_is_what_it_says);
  ADD ("the-example-of-the-description-is-valid", test_the_example_of_the_description_is_valid);
  ADD ("what-is-written-is-read-back", test_what_is_written_is_read_back);
  ADD ("every-cut-and-every-changed-byte-is-survived",
       test_every_cut_and_every_changed_byte_is_survived);
  ADD ("files-that-cannot-be-read-say-so", test_files_that_cannot_be_read_say_so);
  return g_test_run ();
}
