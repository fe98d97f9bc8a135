/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* The hotel as a page, and files on their way into it. */
#include "config.h"

#include "fixture.h"
#include "turns.h"

#include "kw-import-view.h"
#include "kw-property-page.h"

#include <string.h>

#define N_APPLIED 20000
#define LARGE_FILE_BYTES (40 * 1000 * 1000)
#define LARGE_FILE_LIMIT_S 300

static KwPropertyPage *
show_page (AppFixture *fixture)
{
  return KW_PROPERTY_PAGE (kw_window_show_page (fixture->window, "property"));
}

static char *
write_file (AppFixture *fixture, const char *name, const char *text, gssize size_bytes)
{
  char *path = g_build_filename (fixture->desk.folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, size_bytes, NULL));
  return path;
}

/* The demo hotel, with one text replaced by another one. */
static GString *
load_hotel (const char *from, const char *to)
{
  g_autofree char *demo = g_test_build_filename (G_TEST_DIST, "..", "data", "demo", "hotel.json",
                                                 NULL);
  g_autofree char *text = NULL;
  GString *changed = NULL;

  g_assert_true (g_file_get_contents (demo, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  return changed;
}

static void
until_seen (KwPropertyPage *page, const char *text)
{
  app_until_text (GTK_WIDGET (page), text);
}

static void
press (KwPropertyPage *page, const char *label)
{
  app_press_text (GTK_WIDGET (page), label);
}

static void
test_it_shows_the_hotel (AppFixture *fixture, gconstpointer unused)
{
  KwPropertyPage *page = show_page (fixture);
  const KwProperty *property = kw_desk_get_property (fixture->desk.desk);
  GtkWidget *building = app_find (GTK_WIDGET (page), ADW_TYPE_EXPANDER_ROW, "Seehaus");
  g_autofree char *site = g_strdup_printf ("%u", property->site);

  app_settle ();
  until_seen (page, property->name);
  until_seen (page, "2 buildings · ");
  g_assert_nonnull (app_find (GTK_WIDGET (page), GTK_TYPE_LABEL, site));
  g_assert_nonnull (building);
  g_assert_null (app_find (building, ADW_TYPE_ACTION_ROW, "Floor 3"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (building), TRUE);
  g_assert_nonnull (app_find (building, ADW_TYPE_ACTION_ROW, "Floor 3"));
}

static void
test_what_a_file_changes_is_shown_and_then_made (AppFixture *fixture, gconstpointer unused)
{
  KwPropertyPage *page = show_page (fixture);
  g_autoptr (GString) hotel = load_hotel ("\"check_out\": \"11:00\"", "\"check_out\": \"10:30\"");
  g_autofree char *path = write_file (fixture, "changed.json", hotel->str, -1);

  kw_property_page_import (page, path);
  until_seen (page, "What “changed.json” changes");
  until_seen (page, "The hotel changes");
  until_seen (page, "Check-out is at 10:30; it was at 11:00.");
  g_assert_cmpuint (kw_desk_get_property (fixture->desk.desk)->check_out_minute, ==, 660);

  press (page, "Apply");
  until_seen (page, "2 buildings · ");
  g_assert_cmpuint (kw_desk_get_property (fixture->desk.desk)->check_out_minute, ==, 630);
  until_seen (page, "Check-in from ");
}

static void
test_a_clock_that_has_jumped_is_asked_about_first (AppFixture *fixture, gconstpointer unused)
{
  KwPropertyPage *page = show_page (fixture);
  g_autoptr (GString) hotel = load_hotel ("\"check_out\": \"11:00\"", "\"check_out\": \"10:30\"");
  g_autofree char *path = write_file (fixture, "changed.json", hotel->str, -1);

  kw_property_page_import (page, path);
  until_seen (page, "What “changed.json” changes");
  fixture->desk.now_unix_s += 60 * 86400;
  press (page, "Apply");
  app_confirm_clock (fixture);
  g_assert_cmpuint (kw_desk_get_property (fixture->desk.desk)->check_out_minute, ==, 660);

  until_seen (page, "What “changed.json” changes");
  press (page, "Apply");
  until_seen (page, "2 buildings · ");
  g_assert_cmpuint (kw_desk_get_property (fixture->desk.desk)->check_out_minute, ==, 630);
}

/* Bookings over a house in use: what is not entered is told apart from what is, and why. */
static void
test_stays_that_are_left_are_told_apart (AppFixture *fixture, gconstpointer unused)
{
  KwPropertyPage *page = show_page (fixture);
  g_autoptr (GString) hotel = load_hotel (
      "\"stays\": [\n",
      "\"stays\": [\n"
      "{\"room\": \"209\", \"from_day\": 0, \"until_day\": 2, \"tenants\": [\"Overbooked\"]},\n"
      "{\"room\": \"311\", \"from_day\": -10, \"until_day\": -5, \"tenants\": [\"Past\"]},\n"
      "{\"room\": \"306\", \"from_day\": 90, \"until_day\": 91, \"tenants\": [\"Ada\"]},\n");
  g_autofree char *path = NULL;

  g_assert_cmpuint (g_string_replace (hotel, "\"room\": \"413\"", "\"room\": \"307\"", 1), ==, 1);
  path = write_file (fixture, "bookings.json", hotel->str, -1);
  kw_property_page_import (page, path);
  until_seen (page, "59 stays of the file are known already and are left alone.\n"
                    "3 stays of the file are left out or left as they are; see below.");
  until_seen (page, "Stays that differ here and are left as they are");
  until_seen (page, "Here: 413, Łukasz Wójcik, from ");
  until_seen (page, "Stays that overlap another one and are left out");
  until_seen (page, "Overbooked, from ");
  until_seen (page, "Stays that are over and are left out");
  until_seen (page, "Past, from ");
  until_seen (page, "New stays");
  until_seen (page, "Ada, from ");

  press (page, "Apply");
  app_until_text (GTK_WIDGET (fixture->window),
                  "1 stay was entered. 3 stays of the file were left out or left as they are.");
}

static void
test_back_changes_nothing (AppFixture *fixture, gconstpointer unused)
{
  KwPropertyPage *page = show_page (fixture);
  g_autoptr (GString) hotel = load_hotel ("\"check_out\": \"11:00\"", "\"check_out\": \"10:30\"");
  g_autofree char *path = write_file (fixture, "changed.json", hotel->str, -1);

  kw_property_page_import (page, path);
  until_seen (page, "What “changed.json” changes");
  press (page, "Back");
  until_seen (page, "2 buildings · ");
  g_assert_cmpuint (kw_desk_get_property (fixture->desk.desk)->check_out_minute, ==, 660);
}

static void
test_a_file_may_be_dropped (AppFixture *fixture, gconstpointer unused)
{
  KwPropertyPage *page = show_page (fixture);
  g_autofree char *path = write_file (fixture, "rooms.csv", "no such field\n", -1);
  g_autoptr (GFile) here = g_file_new_for_path (path);
  g_autoptr (GFile) elsewhere = g_file_new_for_uri ("https://hotel.example/rooms.csv");

  g_assert_false (app_drop (GTK_WIDGET (page), elsewhere));
  app_until_text (GTK_WIDGET (fixture->window), "This file is not on this computer.");

  g_assert_true (app_drop (GTK_WIDGET (page), here));
  until_seen (page, "“rooms.csv” cannot be imported");
}

static void
test_the_same_file_changes_nothing (AppFixture *fixture, gconstpointer unused)
{
  KwPropertyPage *page = show_page (fixture);
  g_autofree char *demo = g_test_build_filename (G_TEST_DIST, "..", "data", "demo", "hotel.json",
                                                 NULL);

  kw_property_page_import (page, demo);
  until_seen (page, "“hotel.json” changes nothing");
  g_assert_false (gtk_widget_get_sensitive (
      gtk_widget_get_ancestor (app_find_text (GTK_WIDGET (page), "Apply"), GTK_TYPE_BUTTON)));
}

static void
test_every_bad_line_says_what_to_do (AppFixture *fixture, gconstpointer unused)
{
  KwPropertyPage *page = show_page (fixture);
  g_autofree char *path = write_file (fixture, "rooms.csv",
                                      "building,floor,room\n"
                                      "Seehaus,99,1\n"
                                      "Seehaus,1,7\n"
                                      "Seehaus,1,7\n",
                                      -1);

  kw_property_page_import (page, path);
  until_seen (page, "“rooms.csv” cannot be imported: 2 things are wrong.");
  until_seen (page, "Line 2");
  until_seen (page, "Nothing has this name. Correct the name, or add what it names.");
  until_seen (page, "floor: there is no floor \"99\" in building \"Seehaus\"");
  until_seen (page, "Line 4");
  until_seen (page, "This number or name is given twice. Give each one once.");
  g_assert_null (app_find_text (GTK_WIDGET (page), "Apply"));

  g_free (path);
  path = write_file (fixture, "rooms.csv", "building,floor,room\nSeehaus,1,7\n", -1);
  press (page, "Read the File Again");
  until_seen (page, "What “rooms.csv” changes");
}

static void
test_a_room_that_goes_away_says_who_is_there (AppFixture *fixture, gconstpointer unused)
{
  KwPropertyPage *page = show_page (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay)
      stay = fixture_open_stay (&fixture->desk, "101", 24 * 400, 24 * 401, NULL, &error);
  g_autofree char *path = write_file (fixture, "rooms.csv", "building,floor,room\nSeehaus,3,305\n",
                                      -1);

  GtkWidget *view = NULL;

  g_assert_no_error (error);
  kw_property_page_import (page, path);
  until_seen (page, "“rooms.csv” changes nothing");
  view = app_find (GTK_WIDGET (page), KW_TYPE_IMPORT_VIEW, NULL);
  gtk_switch_set_active (GTK_SWITCH (app_find (view, GTK_TYPE_SWITCH, NULL)), TRUE);
  until_seen (page, "Rooms that go away");
  until_seen (page, "179");
  g_assert_nonnull (app_find (GTK_WIDGET (page), GTK_TYPE_LABEL,
                              "Seehaus, floor 1\n1 stay is there; give it another room."));
}

static void
test_a_file_that_is_not_there_is_told (AppFixture *fixture, gconstpointer unused)
{
  KwPropertyPage *page = show_page (fixture);

  kw_property_page_import (page, "/nonexistent/hotel.json");
  until_seen (page, "“hotel.json” cannot be imported: 1 thing is wrong.");
  until_seen (page, "The file cannot be read.");
}

static void
test_an_empty_file_is_called_empty (AppFixture *fixture, gconstpointer unused)
{
  KwPropertyPage *page = show_page (fixture);
  g_autofree char *path = write_file (fixture, "rooms.csv", "", 0);

  kw_property_page_import (page, path);
  until_seen (page, "“rooms.csv” cannot be imported: 1 thing is wrong.");
  until_seen (page, "The file is empty. Choose another file");
}

/* A large file */

static char *
write_large_file (AppFixture *fixture)
{
  const KwProperty *property = kw_desk_get_property (fixture->desk.desk);
  const guint n_doors = property->n_doors;
  g_autoptr (GString) stays = g_string_sized_new (LARGE_FILE_BYTES + 1000);
  g_autoptr (GString) hotel = NULL;

  g_string_append (stays, "\"stays\": [\n");
  for (guint i = 0; stays->len < LARGE_FILE_BYTES; i++)
    g_string_append_printf (stays,
                            "{\"room\": \"%s\", \"from_day\": %u, \"until_day\": %u, "
                            "\"reference\": \"R%u\", \"tenants\": "
                            "[\"Theodora Hohenstein-Ravensburg the %u th\", "
                            "\"Maximilian Hohenstein-Ravensburg the %u th\", "
                            "\"Wilhelmina Hohenstein-Ravensburg\"]},\n",
                            property->doors[i % n_doors].name, 900 + i / n_doors, 901 + i / n_doors,
                            i, i, i);
  hotel = load_hotel ("\"stays\": [\n", stays->str);
  return write_file (fixture, "large.json", hotel->str, (gssize)hotel->len);
}

/* Runs the main loop until @text is seen. */
static void
turn_until_seen (KwPropertyPage *page, const char *text)
{
  const gint64 limit_mono_us = g_get_monotonic_time () + LARGE_FILE_LIMIT_S * G_USEC_PER_SEC;

  while (app_find_text (GTK_WIDGET (page), text) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit_mono_us);
      if (!g_main_context_iteration (NULL, /* may_block= */ FALSE))
        g_usleep (1000);
    }
}

static void
test_a_large_file_holds_nothing_up (AppFixture *fixture, gconstpointer unused)
{
  KwPropertyPage *page = show_page (fixture);
  g_autofree char *path = write_large_file (fixture);
  g_autoptr (Turns) turns = NULL;

  app_settle ();
  turns = turns_start ();
  kw_property_page_import (page, path);
  turn_until_seen (page, "What “large.json” changes");
  turns_stop (turns);
  turns_assert_short (turns); /* it was told how far it is, and could have been stopped */

  turn_until_seen (page, "New stays");
  press (page, "Back");
  until_seen (page, "2 buildings · ");
}

static gboolean
is_some_entered (gpointer page)
{
  g_autoptr (GString) text = g_string_new (NULL);

  app_collect_text (page, text);
  return strstr (text->str, "00 of 20000 stays are entered.") != NULL;
}

/* It tells how far it is, and until the end nothing has happened. */
static void
test_what_is_being_applied_can_be_stopped (AppFixture *fixture, gconstpointer unused)
{
  KwPropertyPage *page = show_page (fixture);
  GtkWidget *view = app_find (GTK_WIDGET (page), KW_TYPE_IMPORT_VIEW, NULL);
  const KwProperty *property = kw_desk_get_property (fixture->desk.desk);
  const guint n_doors = property->n_doors;
  g_autoptr (GString) stays = g_string_new ("\"stays\": [\n");
  g_autoptr (GString) hotel = NULL;
  g_autofree char *path = NULL;

  for (guint i = 0; i < N_APPLIED; i++)
    g_string_append_printf (stays,
                            "{\"room\": \"%s\", \"from_day\": %u, \"until_day\": %u, "
                            "\"reference\": \"R%u\", \"tenants\": [\"Some Body %u\"]},\n",
                            property->doors[i % n_doors].name, 900 + i / n_doors, 901 + i / n_doors,
                            i, i);
  hotel = load_hotel ("\"stays\": [\n", stays->str);
  path = write_file (fixture, "some.json", hotel->str, (gssize)hotel->len);
  kw_property_page_import (page, path);
  until_seen (page, "What “some.json” changes");
  press (page, "Apply");
  g_assert_true (kw_import_view_is_applying (KW_IMPORT_VIEW (view)));
  kw_property_page_import (page, path); /* not now */
  app_until (is_some_entered, page);
  press (page, "Stop");
  until_seen (page, "What “some.json” changes");
  g_assert_false (kw_import_view_is_applying (KW_IMPORT_VIEW (view)));
  kw_property_page_import (page, path);
  until_seen (page, "What “some.json” changes");
  until_seen (page, "20000"); /* all are new still */
}

static void
test_a_large_file_can_be_stopped (AppFixture *fixture, gconstpointer unused)
{
  KwPropertyPage *page = show_page (fixture);
  g_autofree char *path = write_large_file (fixture);

  kw_property_page_import (page, path);
  turn_until_seen (page, "Reading “large.json”");
  turn_until_seen (page, "1"); /* "1.1 MB of 40.0 MB" */
  press (page, "Stop");
  until_seen (page, "2 buildings · ");
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  APP_TEST ("/app/property-page/it-shows-the-hotel", test_it_shows_the_hotel);
  APP_TEST ("/app/property-page/what-a-file-changes-is-shown-and-then-made",
            test_what_a_file_changes_is_shown_and_then_made);
  APP_TEST ("/app/property-page/a-clock-that-has-jumped-is-asked-about-first",
            test_a_clock_that_has_jumped_is_asked_about_first);
  APP_TEST ("/app/property-page/stays-that-are-left-are-told-apart",
            test_stays_that_are_left_are_told_apart);
  APP_TEST ("/app/property-page/back-changes-nothing", test_back_changes_nothing);
  APP_TEST ("/app/property-page/a-file-may-be-dropped", test_a_file_may_be_dropped);
  APP_TEST ("/app/property-page/the-same-file-changes-nothing", test_the_same_file_changes_nothing);
  APP_TEST ("/app/property-page/every-bad-line-says-what-to-do",
            test_every_bad_line_says_what_to_do);
  APP_TEST ("/app/property-page/a-room-that-goes-away-says-who-is-there",
            test_a_room_that_goes_away_says_who_is_there);
  APP_TEST ("/app/property-page/a-file-that-is-not-there-is-told",
            test_a_file_that_is_not_there_is_told);
  APP_TEST ("/app/property-page/an-empty-file-is-called-empty", test_an_empty_file_is_called_empty);
  APP_TEST ("/app/property-page/what-is-being-applied-can-be-stopped",
            test_what_is_being_applied_can_be_stopped);
  APP_TEST ("/app/property-page/a-large-file-holds-nothing-up", test_a_large_file_holds_nothing_up);
  APP_TEST ("/app/property-page/a-large-file-can-be-stopped", test_a_large_file_can_be_stopped);
  return g_test_run ();
}
