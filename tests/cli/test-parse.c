/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-parse.h"

#include "fixture.h"

#include <string.h>

/* --- weekdays --- */

static void
test_weekdays_are_names_and_ranges (void)
{
  static const struct
  {
    const char *text;
    guint weekdays;
  } cases[] = {
    { "mon", 0x01 },     { "sun", 0x40 },         { "mon-fri", 0x1f }, { "mon,wed", 0x05 },
    { "sat-sun", 0x60 }, { "fri-mon", 0x71 },     { "mon-sun", 0x7f }, { "Tue , THU", 0x0a },
    { "mon-mon", 0x01 }, { "mon-tue,sun", 0x43 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint weekdays = 0;

      g_assert_true (kw_cli_parse_weekdays (cases[i].text, &weekdays, &error));
      g_assert_no_error (error);
      g_assert_cmphex (weekdays, ==, cases[i].weekdays);
    }
}

static void
test_other_weekdays_are_refused (void)
{
  static const char *const cases[] = { "",     "m",        "monday", "mon-", "-mon",
                                       "mon,", "mon--tue", "1-5",    ",",    "mon;tue" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint weekdays = 77;

      g_assert_false (kw_cli_parse_weekdays (cases[i], &weekdays, &error));
      g_assert_error (error, KW_CLI_ERROR, KW_CLI_ERROR_BAD_VALUE);
      g_assert_cmpuint (weekdays, ==, 77);
    }
}

/* --- hours --- */

static void
test_hours_may_run_over_midnight (void)
{
  static const struct
  {
    const char *text;
    guint start;
    guint end;
  } cases[] = {
    { "07:00-19:00", 420, 1140 },
    { "22:00-06:00", 1320, 360 },
    { "00:00-24:00", 0, 1440 },
    { "22:30-00:00", 1350, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint start = 1;
      guint end = 1;

      g_assert_true (kw_cli_parse_hours (cases[i].text, &start, &end, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (start, ==, cases[i].start);
      g_assert_cmpuint (end, ==, cases[i].end);
    }
}

static void
test_other_hours_are_refused (void)
{
  static const char *const cases[] = { "",
                                       "07:00",
                                       "7-19",
                                       "07:00-25:00",
                                       "07:60-19:00",
                                       "07:00-07:00",
                                       "24:00-06:00",
                                       "07:00-19:00-20:00",
                                       "07:00–19:00" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint start = 1;
      guint end = 2;

      g_assert_false (kw_cli_parse_hours (cases[i], &start, &end, &error));
      g_assert_error (error, KW_CLI_ERROR, KW_CLI_ERROR_BAD_VALUE);
      g_assert_cmpuint (start + end, ==, 3);
    }
}

/* --- rooms and areas --- */

static void
test_a_room_of_two_buildings_needs_its_building (void)
{
  g_autoptr (KwProperty) property = make_property ();
  g_autoptr (GError) error = NULL;
  KwDoorRef room = { 9, 9 };

  g_assert_false (kw_cli_parse_room (property, "101", &room, &error));
  g_assert_error (error, KW_CLI_ERROR, KW_CLI_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "BUILDING/NAME"));
  g_assert_cmpuint (room.building, ==, 9);
  g_assert_true (kw_cli_parse_room (property, "Annex/101", &room, NULL));
  g_assert_cmpuint (room.building, ==, 2);
  g_assert_cmpuint (room.door, ==, 101);
}

static void
test_more_rooms_are_of_the_same_building (void)
{
  g_autoptr (KwProperty) property = make_property ();
  g_autoptr (GError) error = NULL;
  KwDoorRef rooms[2];
  guint n_rooms = 0;

  g_assert_true (kw_cli_parse_rooms (property, "101, 201", 2, 2, rooms, &n_rooms, &error));
  g_assert_cmpuint (n_rooms, ==, 2);
  g_assert_cmpuint (rooms[0].building, ==, 2);
  g_assert_cmpuint (rooms[1].door, ==, 201);

  g_assert_false (kw_cli_parse_rooms (property, "101,102,103", 1, 2, rooms, &n_rooms, &error));
  g_assert_error (error, KW_CLI_ERROR, KW_CLI_ERROR_BAD_VALUE);
}

static void
test_areas_are_a_mask (void)
{
  g_autoptr (KwProperty) property = make_property ();
  g_autoptr (GError) error = NULL;
  guint32 areas = 1;

  g_assert_true (kw_cli_parse_areas (property, "none", &areas, &error));
  g_assert_cmphex (areas, ==, 0);
  g_assert_true (kw_cli_parse_areas (property, "Pool,grüner salon", &areas, &error));
  g_assert_cmphex (areas, ==, 0x21);
  g_assert_false (kw_cli_parse_areas (property, "pool,,", &areas, &error));
  g_assert_error (error, KW_CLI_ERROR, KW_CLI_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (kw_cli_parse_areas (property, "sauna", &areas, &error));
  g_assert_error (error, KW_CLI_ERROR, KW_CLI_ERROR_NOT_FOUND);
  g_assert_cmphex (areas, ==, 0x21);
}

/* --- landings --- */

static void
test_landings_are_those_of_one_bank_of_the_building (void)
{
  static const struct
  {
    guint building;
    const char *text;
    guint bank;
    guint64 floors;
    gboolean has_every_landing;
  } cases[] = {
    { 2, "eg", 3, 1, FALSE },      { 2, "all", 3, 0, TRUE },
    { 2, "A/B", 3, 2, FALSE },     { 2, "Annex/EG,A/B", 3, 3, FALSE },
    { 1, "1,roof", 1, 6, FALSE },  { 1, "Left/1", 1, 2, FALSE },
    { 1, "right/1", 2, 2, FALSE }, { 1, "Right/all", 2, 0, TRUE },
    { 1, "none", 0, 0, FALSE },    { 3, "none", 0, 0, FALSE },
    { 3, "Left/EG", 1, 1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwProperty) property = make_property ();
      g_autoptr (GError) error = NULL;
      KwCliLandings landings = { 9, 9, TRUE };

      g_assert_true (
          kw_cli_parse_landings (property, cases[i].building, cases[i].text, &landings, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (landings.bank, ==, cases[i].bank);
      g_assert_cmphex (landings.floors, ==, cases[i].floors);
      g_assert_cmpint (landings.has_every_landing, ==, cases[i].has_every_landing);
    }
}

static void
test_other_landings_are_refused (void)
{
  static const struct
  {
    guint building;
    const char *text;
    KwCliError code;
  } cases[] = {
    { 1, "1", KW_CLI_ERROR_BAD_VALUE },   /* Left and Right have it */
    { 1, "all", KW_CLI_ERROR_BAD_VALUE }, /* of which one, and not of the annex */
    { 1, "2", KW_CLI_ERROR_NOT_FOUND },        { 1, "Right/roof", KW_CLI_ERROR_NOT_FOUND },
    { 1, "EG,2", KW_CLI_ERROR_NOT_FOUND },     { 1, "", KW_CLI_ERROR_BAD_VALUE },
    { 1, "Left/", KW_CLI_ERROR_BAD_VALUE },    { 2, "roof", KW_CLI_ERROR_NOT_FOUND },
    { 3, "EG", KW_CLI_ERROR_NOT_FOUND },       { 3, "all", KW_CLI_ERROR_NOT_FOUND },
    { 1, "Middle/1", KW_CLI_ERROR_NOT_FOUND },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwProperty) property = make_property ();
      g_autoptr (GError) error = NULL;
      KwCliLandings landings = { 9, 9, TRUE };

      g_test_message ("%s", cases[i].text);
      g_assert_false (
          kw_cli_parse_landings (property, cases[i].building, cases[i].text, &landings, &error));
      g_assert_error (error, KW_CLI_ERROR, (int)cases[i].code);
      g_assert_cmpuint (landings.bank, ==, 9);
    }
}

/* --- the rest --- */

static void
test_numbers_are_whole_and_bounded (void)
{
  static const char *const cases[] = { "",    "-1",  "+1",
                                       "1.5", "11",  "ten",
                                       " 1",  "0x1", "99999999999999999999" };
  guint64 number = 5;

  g_assert_true (kw_cli_parse_number ("--wait", "0", 10, &number, NULL));
  g_assert_cmpuint (number, ==, 0);
  g_assert_true (kw_cli_parse_number ("--wait", "10", 10, &number, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (kw_cli_parse_number ("--wait", cases[i], 10, &number, &error));
      g_assert_error (error, KW_CLI_ERROR, KW_CLI_ERROR_BAD_VALUE);
    }
  g_assert_cmpuint (number, ==, 10);
}

static void
test_a_date_alone_means_the_hour_of_its_option (void)
{
  g_autoptr (KwProperty) property = make_property ();
  gint64 from = 0;
  gint64 until = 0;
  gint64 at = 0;

  g_assert_true (kw_cli_parse_from (property, "2026-11-24", &from, NULL));
  g_assert_true (kw_cli_parse_until (property, "2026-11-24", &until, NULL));
  g_assert_true (kw_cli_parse_moment (property, "2026-11-24", &at, NULL));
  g_assert_cmpint (until, ==,
                   1795514400); /* 11:00 in Berlin, as date -u -d 2026-11-24T10:00 has it */
  g_assert_cmpint (from - until, ==, 4 * 3600);
  g_assert_cmpint (at - until, ==, 3600);
}

static void
test_a_sentence_starts_with_a_capital_and_ends_with_a_stop (void)
{
  static const struct
  {
    const char *message;
    const char *sentence;
  } cases[] = {
    { "there is no room '9'", "There is no room '9'." },
    { "Done.", "Done." },
    { "two\nlines \n", "Two lines." },
    { "", "It did not work." },
    { "broken \xff text", "Broken \xef\xbf\xbd text." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError)
          error = g_error_new_literal (KW_CLI_ERROR, KW_CLI_ERROR_FILE, cases[i].message);
      g_autofree char *sentence = kw_cli_error_dup_sentence (error);

      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
}

static void
test_every_error_has_a_name_and_a_code (void)
{
  for (int code = 0; code < KW_CLI_ERROR_N; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (KW_CLI_ERROR, code, "");
      int exit_code = kw_cli_error_kind_to_exit_code (kw_cli_error_get_kind (error));

      g_assert_nonnull (kw_cli_error_get_name (error));
      g_assert_cmpint (exit_code, >=, 1);
      g_assert_cmpint (exit_code, <=, 8);
    }
  for (int code = 0; code < KW_DESK_ERROR_N; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (KW_DESK_ERROR, code, "");

      g_assert_nonnull (kw_cli_error_get_name (error));
      g_assert_nonnull (kw_cli_error_kind_to_string (kw_cli_error_get_kind (error)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/parse/weekdays-are-names-and-ranges", test_weekdays_are_names_and_ranges);
  g_test_add_func ("/cli/parse/other-weekdays-are-refused", test_other_weekdays_are_refused);
  g_test_add_func ("/cli/parse/hours-may-run-over-midnight", test_hours_may_run_over_midnight);
  g_test_add_func ("/cli/parse/other-hours-are-refused", test_other_hours_are_refused);
  g_test_add_func ("/cli/parse/a-room-of-two-buildings-needs-its-building",
                   test_a_room_of_two_buildings_needs_its_building);
  g_test_add_func ("/cli/parse/more-rooms-are-of-the-same-building",
                   test_more_rooms_are_of_the_same_building);
  g_test_add_func ("/cli/parse/areas-are-a-mask", test_areas_are_a_mask);
  g_test_add_func ("/cli/parse/landings-are-those-of-one-bank-of-the-building",
                   test_landings_are_those_of_one_bank_of_the_building);
  g_test_add_func ("/cli/parse/other-landings-are-refused", test_other_landings_are_refused);
  g_test_add_func ("/cli/parse/numbers-are-whole-and-bounded", test_numbers_are_whole_and_bounded);
  g_test_add_func ("/cli/parse/a-date-alone-means-the-hour-of-its-option",
                   test_a_date_alone_means_the_hour_of_its_option);
  g_test_add_func ("/cli/parse/a-sentence-starts-with-a-capital-and-ends-with-a-stop",
                   test_a_sentence_starts_with_a_capital_and_ends_with_a_stop);
  g_test_add_func ("/cli/parse/every-error-has-a-name-and-a-code",
                   test_every_error_has_a_name_and_a_code);
  return g_test_run ();
}
