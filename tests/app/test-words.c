/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"
#include "kw-stay-words.h"
#include "kw-time-words.h"
#include "kw-words.h"

#define DAY_S (24 * 3600)
#define NOON_UNIX_S 1795345200 /* Sunday 2026-11-22 12:00 in Berlin */

static const KwBuilding buildings[] = { { 1, "Main" } };
static const KwFloor floors[] = { { 1, 1, "EG" }, { 1, 2, "3" } };
static const KwDoor doors[] = { { 1, 1, 7, "007" }, { 1, 2, 9, "305" } };
static const KwArea areas[] = { { 4, "Pool", 1, 1, TRUE } };
static const KwLanding landings[] = { { 0, "UG", 0, 0 }, { 1, "EG", 1, 1 }, { 2, "3", 1, 2 } };
static const KwBank banks[] = { { 1, "North", 1, 3, landings } };

static KwProperty *
make_hotel (void)
{
  const KwProperty fields = {
    .site = 1,
    .name = "Hotel",
    .time_zone = "Europe/Berlin",
    .n_buildings = 1,
    .buildings = buildings,
    .n_floors = 2,
    .floors = floors,
    .n_doors = 2,
    .doors = doors,
    .n_areas = 1,
    .areas = areas,
    .n_banks = 1,
    .banks = banks,
  };
  g_autoptr (GError) error = NULL;
  KwProperty *property = kw_property_new (&fields, &error);

  g_assert_no_error (error);
  return property;
}

static KwGrant *
make_tenant_grant (void)
{
  const KwGrant fields = {
    .kind = KW_GRANT_KIND_TENANT,
    .building = 1,
    .floor = 2,
    .door = 9,
    .areas = 1u << 4,
    .bank = 1,
    .floors = 0x6,
    .valid_from_unix_s = NOON_UNIX_S - DAY_S,
    .valid_until_unix_s = NOON_UNIX_S + 2 * DAY_S - 3600,
  };
  g_autoptr (GError) error = NULL;
  KwGrant *grant = kw_grant_new (&fields, &error);

  g_assert_no_error (error);
  return grant;
}

static void
test_near_days_have_names (void)
{
  static const struct
  {
    gint64 unix_s;
    const char *words;
  } cases[] = {
    { NOON_UNIX_S + 3600, "13:00" },
    { NOON_UNIX_S + DAY_S, "tomorrow 12:00" },
    { NOON_UNIX_S - DAY_S, "yesterday 12:00" },
    { NOON_UNIX_S + 2 * DAY_S, "Tuesday 12:00" },
    { NOON_UNIX_S + 6 * DAY_S, "Saturday 12:00" },
    { NOON_UNIX_S + 7 * DAY_S, "Sun 29 Nov, 12:00" },
    { NOON_UNIX_S - 2 * DAY_S, "Fri 20 Nov, 12:00" },
    { NOON_UNIX_S + 60 * DAY_S, "Thu 21 Jan 2027, 12:00" },
  };
  g_autoptr (KwProperty) property = make_hotel ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = kw_time_words_dup (property, NOON_UNIX_S, cases[i].unix_s);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_a_span_is_rounded_down_to_one_unit (void)
{
  static const struct
  {
    gint64 span_s;
    const char *words;
  } cases[] = {
    { 30, "now" },           { 60, "in 1 minute" },     { 3599, "in 59 minutes" },
    { 7200, "in 2 hours" },  { -3600, "1 hour ago" },   { 3 * DAY_S + 5, "in 3 days" },
    { -DAY_S, "1 day ago" }, { -120, "2 minutes ago" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = kw_time_words_dup_span (NOON_UNIX_S, NOON_UNIX_S + cases[i].span_s);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_a_card_says_everything_it_opens (void)
{
  g_autoptr (KwProperty) property = make_hotel ();
  g_autoptr (KwGrant) grant = make_tenant_grant ();
  g_autofree char *opens = kw_words_dup_opens (property, NOON_UNIX_S, grant);

  g_assert_cmpstr (opens, ==,
                   "Opens room 305, Pool and landings EG and 3, until Tuesday 24 November, 11:00.");
}

static void
test_a_master_card_says_every_room (void)
{
  const KwGrant fields = {
    .kind = KW_GRANT_KIND_MASTER,
    .weekdays = 0x1f,
    .day_start_minute = 7 * 60,
    .day_end_minute = 19 * 60,
    .valid_from_unix_s = NOON_UNIX_S + DAY_S,
    .valid_until_unix_s = NOON_UNIX_S + 2 * DAY_S,
  };
  g_autoptr (KwProperty) property = make_hotel ();
  g_autoptr (KwGrant) grant = kw_grant_new (&fields, NULL);
  g_autofree char *opens = kw_words_dup_opens (property, NOON_UNIX_S, grant);

  g_assert_cmpstr (opens, ==,
                   "Opens EVERY room of the hotel, Monday to Friday, 07:00 to 19:00, from Monday "
                   "23 November, 12:00 until Tuesday 24 November, 12:00.");
}

static void
test_weekdays_with_a_gap_are_listed (void)
{
  const KwGrant fields = {
    .kind = KW_GRANT_KIND_MASTER,
    .weekdays = 0x25, /* Monday, Wednesday, Saturday */
    .valid_from_unix_s = 1,
    .valid_until_unix_s = 2,
  };
  g_autoptr (KwGrant) grant = kw_grant_new (&fields, NULL);
  g_autofree char *hours = kw_words_dup_hours (grant);

  g_assert_cmpstr (hours, ==, "Monday, Wednesday and Saturday");
}

static void
test_an_unknown_answer_still_says_no (void)
{
  g_assert_cmpstr (kw_words_get_why_not ("EXPIRED"), ==, "The card has expired.");
  g_assert_cmpstr (kw_words_get_why_not ("SOMETHING_NEW"), ==, "The card does not open.");
}

static void
test_of_many_tenants_the_first_are_shown (void)
{
  static const struct
  {
    guint n;
    const char *text;
    gboolean has_tooltip;
  } cases[] = {
    { 0, "No tenant named", FALSE },
    { 2, "A and B", FALSE },
    { 6, "A, B, C, D, E and F", FALSE },
    { 40, "A, B, C, D, E and 35 more", TRUE },
  };
  g_autoptr (GtkLabel) label = g_object_ref_sink (GTK_LABEL (gtk_label_new (NULL)));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *names[41] = { "A", "B", "C", "D", "E", "F" };
      const KwStay fields = {
        .id = 1,
        .n_doors = 1,
        .doors = { { 1, 9 } },
        .tenants = names,
        .from_unix_s = NOON_UNIX_S,
        .until_unix_s = NOON_UNIX_S + DAY_S,
        .state = KW_STAY_STATE_EXPECTED,
      };
      g_autoptr (GError) error = NULL;
      g_autoptr (KwStay) stay = NULL;

      for (guint j = 6; j < cases[i].n; j++)
        names[j] = "G";
      names[cases[i].n] = NULL;
      stay = kw_stay_new (&fields, &error);
      g_assert_no_error (error);
      kw_stay_words_show_tenants (label, stay);
      g_assert_cmpstr (gtk_label_get_label (label), ==, cases[i].text);
      g_assert_true (gtk_widget_get_has_tooltip (GTK_WIDGET (label)) == cases[i].has_tooltip);
    }
}

static void
test_from_right_to_left_each_name_goes_its_own_way (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *plain = NULL;
  g_autofree char *apart = NULL;

  g_ptr_array_add (names, (gpointer) "Pool");
  g_ptr_array_add (names, (gpointer) "Gym");
  plain = kw_words_dup_list (names);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  apart = kw_words_dup_list (names);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_assert_cmpstr (plain, ==, "Pool and Gym");
  g_assert_cmpstr (apart, ==, "\u2068Pool\u2069 and \u2068Gym\u2069");
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/words/near-days-have-names", test_near_days_have_names);
  g_test_add_func ("/app/words/a-span-is-rounded-down-to-one-unit",
                   test_a_span_is_rounded_down_to_one_unit);
  g_test_add_func ("/app/words/a-card-says-everything-it-opens",
                   test_a_card_says_everything_it_opens);
  g_test_add_func ("/app/words/a-master-card-says-every-room", test_a_master_card_says_every_room);
  g_test_add_func ("/app/words/weekdays-with-a-gap-are-listed",
                   test_weekdays_with_a_gap_are_listed);
  g_test_add_func ("/app/words/an-unknown-answer-still-says-no",
                   test_an_unknown_answer_still_says_no);
  g_test_add_func ("/app/words/of-many-tenants-the-first-are-shown",
                   test_of_many_tenants_the_first_are_shown);
  g_test_add_func ("/app/words/from-right-to-left-each-name-goes-its-own-way",
                   test_from_right_to_left_each_name_goes_its_own_way);
  return g_test_run ();
}
