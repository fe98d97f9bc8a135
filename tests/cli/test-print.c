/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-print.h"

#include "fixture.h"
#include "kw-cli-table.h"

#include <string.h>

#define NOW_UNIX_S 1795341600   /* Sunday 22 November 2026, 11:00 in Berlin */
#define UNTIL_UNIX_S 1795514400 /* Tuesday 24 November 2026, 11:00 */

typedef struct
{
  KwProperty *property;
  KwCliVoice voice;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->property = make_property ();
  fixture->voice = (KwCliVoice){ g_string_new (NULL), fixture->property, NOW_UNIX_S };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kw_property_unref (fixture->property);
  g_string_free (fixture->voice.out, TRUE);
}

static KwGrant *
make_grant (const KwGrant *fields)
{
  KwGrant copy = *fields;
  g_autoptr (GError) error = NULL;
  KwGrant *grant;

  copy.valid_from_unix_s = copy.valid_from_unix_s == 0 ? NOW_UNIX_S - 900 : copy.valid_from_unix_s;
  copy.valid_until_unix_s = UNTIL_UNIX_S;
  grant = kw_grant_new (&copy, &error);
  g_assert_no_error (error);
  return grant;
}

static KwDeskOutcome *
make_outcome (const KwGrant *grant_fields)
{
  g_autoptr (KwGrant) grant = make_grant (grant_fields);
  const KwCard card = { .number_station = 1,
                        .number_counter = 7,
                        .uid = { 4, 0xa1, 0xb2, 0xc3 },
                        .uid_len = 4,
                        .medium = KW_MEDIUM_CLASSIC_1K };
  const KwCredential credential = { .number = kw_credential_number_make (1, 7),
                                    .grant = grant,
                                    .generation = 1,
                                    .key_version = 1,
                                    .state = KW_CREDENTIAL_STATE_LIVE,
                                    .stay_id = grant->kind == KW_GRANT_KIND_TENANT ? 1 : 0,
                                    .holder = grant->kind == KW_GRANT_KIND_TENANT ? NULL
                                                                                  : "Maria" };
  g_autoptr (GError) error = NULL;
  KwDeskOutcome *outcome = g_new0 (KwDeskOutcome, 1);

  outcome->condition = KW_DESK_CONDITION_OURS;
  outcome->is_known = TRUE;
  outcome->card = kw_card_new (&card, &error);
  g_assert_no_error (error);
  outcome->credential = kw_credential_new (&credential, &error);
  g_assert_no_error (error);
  return outcome;
}

static void
test_a_time_is_local_and_says_its_year_only_if_needed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *same_year = kw_cli_print_dup_time (&fixture->voice, UNTIL_UNIX_S);
  g_autofree char *other_year = kw_cli_print_dup_time (&fixture->voice, 1798714800);
  g_autofree char *new_year = kw_cli_print_dup_time (&fixture->voice, 1798758000);
  g_autofree char *brief = kw_cli_print_dup_short_time (&fixture->voice, UNTIL_UNIX_S);

  g_assert_cmpstr (same_year, ==, "Tuesday 24 November, 11:00");
  g_assert_cmpstr (other_year, ==, "Thursday 31 December, 12:00");
  g_assert_cmpstr (new_year, ==, "Friday 1 January 2027, 00:00");
  g_assert_cmpstr (brief, ==, "2026-11-24 11:00");
}

static void
test_a_card_says_all_that_it_opens (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    KwGrant grant;
    const char *opens;
  } cases[] = {
    { { .kind = KW_GRANT_KIND_TENANT, .building = 1, .floor = 2, .door = 102 }, "room 102" },
    { { .kind = KW_GRANT_KIND_TENANT, .building = 2, .floor = 1, .door = 101 }, "room Annex/101" },
    { { .kind = KW_GRANT_KIND_TENANT,
        .building = 1,
        .floor = 2,
        .door = 102,
        .extra_doors = { 103 },
        .areas = 0x21,
        .bank = 1,
        .floors = 2 },
      "room 102, room 103, the pool, the Grüner Salon and landing 1" },
    { { .kind = KW_GRANT_KIND_TENANT,
        .building = 1,
        .floor = 2,
        .door = 102,
        .bank = 1,
        .floors = 7 },
      "room 102 and landings EG, 1 and roof" },
    { { .kind = KW_GRANT_KIND_TENANT,
        .building = 1,
        .floor = 2,
        .door = 102,
        .has_every_landing = TRUE },
      "room 102 and every landing" },
    { { .kind = KW_GRANT_KIND_FLOOR, .building = 1, .floor = 2 }, "every room on floor 1 of Main" },
    { { .kind = KW_GRANT_KIND_BUILDING, .building = 2 }, "every room of Annex" },
    { { .kind = KW_GRANT_KIND_MASTER }, "EVERY room of the hotel" },
    { { .kind = KW_GRANT_KIND_EMERGENCY }, "EVERY room of the hotel" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwGrant) grant = make_grant (&cases[i].grant);
      g_autofree char *opens = kw_cli_print_dup_opens (&fixture->voice, grant);

      g_assert_cmpstr (opens, ==, cases[i].opens);
    }
}

static void
test_an_issued_card_says_what_becomes_of_older_ones (Fixture *fixture, gconstpointer data)
{
  const KwGrant grant = { .kind = KW_GRANT_KIND_TENANT, .building = 1, .floor = 2, .door = 102 };
  g_autoptr (KwDeskOutcome) outcome = make_outcome (&grant);

  outcome->n_superseded = 2;
  outcome->has_area_access = TRUE;
  kw_cli_print_issued (&fixture->voice, outcome);

  g_assert_cmpstr (fixture->voice.out->str, ==,
                   "Card 1-7 opens room 102 until Tuesday 24 November, 11:00.\n"
                   "2 older cards stop working when this one is first shown at the door; areas "
                   "and elevators stay open to them until they expire.\n");

  g_string_truncate (fixture->voice.out, 0);
  outcome->n_superseded = 1;
  outcome->has_area_access = FALSE;
  kw_cli_print_issued (&fixture->voice, outcome);

  g_assert_nonnull (
      strstr (fixture->voice.out->str,
              "\n1 older card stops working when this one is first shown at the door.\n"));
}

static void
test_a_staff_card_says_who_when_and_what_it_overrides (Fixture *fixture, gconstpointer data)
{
  const KwGrant grant = { .kind = KW_GRANT_KIND_FLOOR,
                          .building = 1,
                          .floor = 2,
                          .weekdays = 0x1f,
                          .day_start_minute = 420,
                          .day_end_minute = 1140,
                          .can_override_deadbolt = TRUE };
  g_autoptr (KwDeskOutcome) outcome = make_outcome (&grant);

  kw_cli_print_issued (&fixture->voice, outcome);

  g_assert_cmpstr (fixture->voice.out->str, ==,
                   "Card 1-7, carried by Maria, opens every room on floor 1 of Main, Monday to "
                   "Friday, 07:00 to 19:00, also when locked from inside, until Tuesday 24 "
                   "November, 11:00.\n");
}

static void
test_a_card_for_later_says_from_when (Fixture *fixture, gconstpointer data)
{
  const KwGrant grant = { .kind = KW_GRANT_KIND_TENANT,
                          .building = 1,
                          .floor = 2,
                          .door = 102,
                          .valid_from_unix_s = NOW_UNIX_S + 86400 };
  g_autoptr (KwDeskOutcome) outcome = make_outcome (&grant);

  kw_cli_print_issued (&fixture->voice, outcome);

  g_assert_cmpstr (fixture->voice.out->str, ==,
                   "Card 1-7 opens room 102 from Monday 23 November, 11:00 until Tuesday 24 "
                   "November, 11:00.\n");
}

static void
test_a_lost_card_says_what_stops_it (Fixture *fixture, gconstpointer data)
{
  const KwGrant grant = {
    .kind = KW_GRANT_KIND_TENANT, .building = 1, .floor = 2, .door = 102, .areas = 1
  };
  const KwDeskPlace places[] = { { KW_DESK_PLACE_DOOR, { 1, 102 }, 0 },
                                 { KW_DESK_PLACE_AREA, { 0, 0 }, 0 },
                                 { KW_DESK_PLACE_ELEVATOR, { 0, 0 }, 3 } };
  g_autoptr (KwDeskOutcome) outcome = make_outcome (&grant);

  outcome->has_area_access = TRUE;
  outcome->visits = g_array_new (FALSE, FALSE, sizeof (KwDeskPlace));
  g_array_append_vals (outcome->visits, places, G_N_ELEMENTS (places));
  kw_cli_print_lost (&fixture->voice, outcome);

  g_assert_cmpstr (fixture->voice.out->str, ==,
                   "Card 1-7 is reported lost.\n"
                   "It opens room 102 and the pool until Tuesday 24 November, 11:00.\n"
                   "A NEW card for the room stops it at the door when it is first shown there; "
                   "areas and elevators stay open to it until it expires.\n"
                   "A cancel card stops it where it is shown: at room 102, the pool and the "
                   "elevator Annex.\n");
}

static void
test_every_condition_is_said (Fixture *fixture, gconstpointer data)
{
  for (int condition = 0; condition < KW_DESK_CONDITION_N; condition++)
    {
      KwDeskOutcome outcome = { .condition = (KwDeskCondition)condition };

      if (outcome.condition == KW_DESK_CONDITION_OURS)
        continue; /* it has a credential */
      g_string_truncate (fixture->voice.out, 0);
      kw_cli_print_identified (&fixture->voice, &outcome);
      g_assert_true (g_str_has_prefix (fixture->voice.out->str, "This "));
      g_assert_true (g_str_has_suffix (fixture->voice.out->str, ".\n"));
    }
}

static void
test_a_refused_try_says_the_word_and_the_reason (Fixture *fixture, gconstpointer data)
{
  const KwDeskPlace elevator = { KW_DESK_PLACE_ELEVATOR, { 0, 0 }, 1 };
  KwDeskOutcome outcome = { .answer = (char *)"EXPIRED" };

  kw_cli_print_tried (&fixture->voice, &elevator, &outcome);
  g_assert_cmpstr (fixture->voice.out->str, ==, "EXPIRED\nThe card has expired.\n");

  g_string_truncate (fixture->voice.out, 0);
  outcome.answer = (char *)"OPEN";
  outcome.granted = 6;
  kw_cli_print_tried (&fixture->voice, &elevator, &outcome);
  g_assert_cmpstr (fixture->voice.out->str, ==,
                   "OPEN\nThe elevator goes to landings 1 and roof.\n");
}

static void
test_a_table_is_aligned_by_what_is_seen (Fixture *fixture, gconstpointer data)
{
  static const char *const heading[] = { "a", "name", "end", NULL };
  g_autoptr (KwCliTable) table = kw_cli_table_new (heading);

  kw_cli_table_take_cell (table, g_strdup ("100"));
  kw_cli_table_take_cell (table, g_strdup ("王小明"));
  kw_cli_table_take_cell (table, NULL);
  kw_cli_table_take_cell (table, g_strdup (""));
  kw_cli_table_take_cell (table, g_strdup ("Zoë\tÅ"));
  kw_cli_table_take_cell (table, g_strdup ("x"));
  kw_cli_table_append (table, TRUE, fixture->voice.out);
  kw_cli_table_append (table, FALSE, fixture->voice.out);

  g_assert_cmpstr (fixture->voice.out->str, ==,
                   "a    name    end\n"
                   "100  王小明  -\n"
                   "-    Zoë Å   x\n"
                   "a\tname\tend\n"
                   "100\t王小明\t-\n"
                   "-\tZoë Å\tx\n");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/print/a-time-is-local-and-says-its-year-only-if-needed",
       test_a_time_is_local_and_says_its_year_only_if_needed);
  ADD ("/cli/print/a-card-says-all-that-it-opens", test_a_card_says_all_that_it_opens);
  ADD ("/cli/print/an-issued-card-says-what-becomes-of-older-ones",
       test_an_issued_card_says_what_becomes_of_older_ones);
  ADD ("/cli/print/a-staff-card-says-who-when-and-what-it-overrides",
       test_a_staff_card_says_who_when_and_what_it_overrides);
  ADD ("/cli/print/a-card-for-later-says-from-when", test_a_card_for_later_says_from_when);
  ADD ("/cli/print/a-lost-card-says-what-stops-it", test_a_lost_card_says_what_stops_it);
  ADD ("/cli/print/every-condition-is-said", test_every_condition_is_said);
  ADD ("/cli/print/a-refused-try-says-the-word-and-the-reason",
       test_a_refused_try_says_the_word_and_the_reason);
  ADD ("/cli/print/a-table-is-aligned-by-what-is-seen", test_a_table_is_aligned_by_what_is_seen);
  return g_test_run ();
}
