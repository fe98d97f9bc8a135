/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* An empty station is led to its first card, and led on from where it was left. */
#include "config.h"

#include "fixture.h"
#include "station.h"

#include "kw-first-run.h"
#include "kw-window-set-up.h"

typedef struct
{
  AppFixture app;
  EmulatorProcess *emulator;
} Fixtures;

/* A data folder in which there is nothing yet. */
static void
set_up (Fixtures *fixtures, gconstpointer unused)
{
  Fixture *desk = &fixtures->app.desk;
  g_autofree char *folder = NULL;

  fixtures->emulator = station_start_emulator (desk);
  fixture_set_up (desk, NULL);
  fixture_close (g_steal_pointer (&desk->desk));
  folder = g_build_filename (desk->folder, "empty", NULL);
  desk->desk = fixture_open_another (desk, folder);
}

static void
tear_down (Fixtures *fixtures, gconstpointer unused)
{
  app_fixture_tear_down (&fixtures->app, NULL);
  emulator_process_stop (fixtures->emulator);
}

static void
open_window (Fixtures *fixtures)
{
  g_autofree char *demo = g_test_build_filename (G_TEST_DIST, "..", "data", "demo", "hotel.json",
                                                 NULL);

  app_fixture_make_window (&fixtures->app);
  kw_session_set_demo_hotel (fixtures->app.session, demo);
  kw_window_set_up_start (fixtures->app.window, fixtures->app.session);
}

static void
close_window (Fixtures *fixtures)
{
  gtk_window_destroy (GTK_WINDOW (fixtures->app.window));
  app_settle ();
  g_assert_finalize_object (fixtures->app.session);
  g_assert_finalize_object (fixtures->app.settings);
}

static gboolean
has_assistant (gpointer window)
{
  return kw_window_get_assistant (window) != NULL;
}

static KwFirstRun *
wait_assistant (Fixtures *fixtures)
{
  app_until (has_assistant, fixtures->app.window);
  app_settle ();
  return KW_FIRST_RUN (kw_window_get_assistant (fixtures->app.window));
}

static GtkWidget *
get_button (KwFirstRun *assistant, const char *label)
{
  return gtk_widget_get_ancestor (app_find_text (GTK_WIDGET (assistant), label), GTK_TYPE_BUTTON);
}

static void
import_demo (KwFirstRun *assistant)
{
  app_press_text (GTK_WIDGET (assistant), "Try It with a Demo Hotel");
  app_until_text (GTK_WIDGET (assistant), "What “hotel.json” changes");
  app_until_text (GTK_WIDGET (assistant), "The hotel is new");
  app_press_text (GTK_WIDGET (assistant), "Apply");
  app_until_text (GTK_WIDGET (assistant), "The keys of the hotel");
}

static void
enter_passphrase (KwFirstRun *assistant, const char *first, const char *second)
{
  gtk_editable_set_text (GTK_EDITABLE (app_find (GTK_WIDGET (assistant),
                                                 ADW_TYPE_PASSWORD_ENTRY_ROW, "New _passphrase")),
                         first);
  gtk_editable_set_text (
      GTK_EDITABLE (app_find (GTK_WIDGET (assistant), ADW_TYPE_PASSWORD_ENTRY_ROW, "Once _more")),
      second);
}

static void
create_keys (KwFirstRun *assistant)
{
  enter_passphrase (assistant, "correct horse", "correct horse");
  app_press_text (GTK_WIDGET (assistant), "Create Keys");
  app_until_text (GTK_WIDGET (assistant), "What writes the cards");
}

static void
test_whatever_needs_a_hotel_leads_to_it (Fixtures *fixtures, gconstpointer unused)
{
  static const struct
  {
    const char *name;
    const char *parameter;
  } actions[] = {
    { "win.issue" },          { "win.renew" },    { "win.return" },
    { "win.move" },           { "win.identify" }, { "win.lost" },
    { "win.show-walk-list" }, { "win.batch" },    { "win.check-in", "" },
  };
  KwWindow *window = NULL;

  open_window (fixtures);
  wait_assistant (fixtures);
  window = fixtures->app.window;
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_assert_true (kw_window_show_assistant (window, NULL));
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), actions[i].name,
                                                 actions[i].parameter != NULL ? "s" : NULL,
                                                 actions[i].parameter));
      app_until_text (GTK_WIDGET (window),
                      "First this station needs the property file of the hotel.");
      app_until (has_assistant, window);
      g_assert_null (kw_window_get_panel (window));
    }
}

static void
test_an_empty_station_begins_with_the_hotel (Fixtures *fixtures, gconstpointer unused)
{
  KwFirstRun *assistant = NULL;

  open_window (fixtures);
  assistant = wait_assistant (fixtures);
  g_assert_cmpint (kw_first_run_get_step (assistant), ==, KW_FIRST_RUN_STEP_HOTEL);
  app_until_text (GTK_WIDGET (assistant), "Step 1 of 5");
  g_assert_false (gtk_widget_get_sensitive (get_button (assistant, "Next")));
  g_assert_false (gtk_widget_get_sensitive (get_button (assistant, "Back")));

  app_press_text (GTK_WIDGET (assistant), "Try It with a Demo Hotel");
  app_until_text (GTK_WIDGET (assistant), "What “hotel.json” changes");
  app_press_text (GTK_WIDGET (assistant), "Back");
  app_until_text (GTK_WIDGET (assistant), "Welcome to Keywright");
  g_assert_null (kw_desk_get_property (fixtures->app.desk.desk));
}

static void
test_the_hotel_may_be_dropped (Fixtures *fixtures, gconstpointer unused)
{
  KwFirstRun *assistant = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "demo", "hotel.json",
                                                 NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  open_window (fixtures);
  assistant = wait_assistant (fixtures);
  g_assert_true (app_drop (GTK_WIDGET (assistant), file));
  app_until_text (GTK_WIDGET (assistant), "What “hotel.json” changes");
}

static void
test_what_is_done_stays_done (Fixtures *fixtures, gconstpointer unused)
{
  KwFirstRun *assistant = NULL;

  open_window (fixtures);
  import_demo (wait_assistant (fixtures));
  app_press_text (GTK_WIDGET (fixtures->app.window), "Later");
  g_assert_null (kw_window_get_assistant (fixtures->app.window));
  g_assert_nonnull (app_find_text (GTK_WIDGET (fixtures->app.window), "Rooms"));
  close_window (fixtures);

  open_window (fixtures);
  assistant = wait_assistant (fixtures);
  g_assert_cmpint (kw_first_run_get_step (assistant), ==, KW_FIRST_RUN_STEP_KEYS);
  enter_passphrase (assistant, "correct horse", "correct house");
  app_press_text (GTK_WIDGET (assistant), "Create Keys");
  app_until_text (GTK_WIDGET (assistant), "The two are not the same.");
  create_keys (assistant);
  close_window (fixtures);

  open_window (fixtures);
  app_until_text (GTK_WIDGET (fixtures->app.window), "Rooms");
  app_settle ();
  g_assert_null (kw_window_get_assistant (fixtures->app.window));
}

/* As by a passphrase file that comes late. */
static void
test_a_passphrase_that_was_given_is_not_asked_for (Fixtures *fixtures, gconstpointer unused)
{
  KwFirstRun *assistant = NULL;

  open_window (fixtures);
  assistant = wait_assistant (fixtures);
  import_demo (assistant);
  enter_passphrase (assistant, "battery staple", "battery staple");
  kw_desk_set_passphrase (fixtures->app.desk.desk, fixture_make_secret ("correct horse"));

  g_assert_false (gtk_widget_get_mapped (
      app_find (GTK_WIDGET (assistant), ADW_TYPE_PASSWORD_ENTRY_ROW, "New _passphrase")));
  app_until_text (GTK_WIDGET (assistant),
                  "Every card is sealed with the keys of the hotel, which are made once. They are "
                  "kept in a file sealed with the passphrase");
  app_press_text (GTK_WIDGET (assistant), "Create Keys");
  app_until_text (GTK_WIDGET (assistant), "What writes the cards");
}

static void
test_a_clock_that_has_jumped_is_asked_about_first (Fixtures *fixtures, gconstpointer unused)
{
  KwFirstRun *assistant = NULL;

  open_window (fixtures);
  assistant = wait_assistant (fixtures);
  import_demo (assistant);
  fixtures->app.desk.now_unix_s += 60 * 86400;
  enter_passphrase (assistant, "correct horse", "correct horse");
  app_press_text (GTK_WIDGET (assistant), "Create Keys");
  app_confirm_clock (&fixtures->app);
  g_assert_cmpint (kw_first_run_get_step (assistant), ==, KW_FIRST_RUN_STEP_KEYS);

  app_press_text (GTK_WIDGET (assistant), "Create Keys"); /* the passphrase was given */
  app_until_text (GTK_WIDGET (assistant), "What writes the cards");
}

static void
test_it_comes_when_it_is_asked_for (Fixtures *fixtures, gconstpointer unused)
{
  KwFirstRun *assistant = NULL;

  open_window (fixtures);
  assistant = wait_assistant (fixtures);
  gtk_widget_activate_action (GTK_WIDGET (fixtures->app.window), "win.back", NULL);
  g_assert_true (kw_window_get_assistant (fixtures->app.window) == GTK_WIDGET (assistant));
  kw_window_show_page (fixtures->app.window, "journal");
  g_assert_null (kw_window_get_assistant (fixtures->app.window));
  gtk_widget_activate_action (GTK_WIDGET (fixtures->app.window), "win.set-up", NULL);
  wait_assistant (fixtures);
}

static gboolean
is_ready (gpointer desk)
{
  return kw_desk_get_encoder_state (desk) == KW_DESK_ENCODER_STATE_READY;
}

static gboolean
is_at_the_end (gpointer assistant)
{
  return kw_first_run_get_step (assistant) == KW_FIRST_RUN_STEP_DONE;
}

static void
test_it_leads_to_the_first_card (Fixtures *fixtures, gconstpointer unused)
{
  KwFirstRun *assistant = NULL;
  GtkWidget *panel = NULL;

  open_window (fixtures);
  assistant = wait_assistant (fixtures);
  import_demo (assistant);
  create_keys (assistant);
  app_until (is_ready, fixtures->app.desk.desk);
  app_press_text (GTK_WIDGET (assistant), "Next");
  app_until_text (GTK_WIDGET (assistant), "The first card");

  app_press_text (GTK_WIDGET (assistant), "Write a Card");
  panel = kw_window_get_panel (fixtures->app.window);
  g_assert_nonnull (panel);
  g_assert_true (gtk_widget_is_ancestor (panel, GTK_WIDGET (assistant)));
  app_settle ();
  gtk_widget_activate_action (GTK_WIDGET (fixtures->app.window), "win.back", NULL);
  app_until_text (GTK_WIDGET (assistant), "The first card"); /* nothing was begun */
  g_assert_cmpint (kw_first_run_get_step (assistant), ==, KW_FIRST_RUN_STEP_CARD);

  emulator_process_run (fixtures->emulator, "new classic1k 04a1b2c3 first");
  emulator_process_run (fixtures->emulator, "put first");
  app_press_text (GTK_WIDGET (assistant), "Write a Card");
  app_until_text (GTK_WIDGET (assistant), "Opens room ");
  app_press_text (GTK_WIDGET (assistant), "Write Card");
  app_press_text (GTK_WIDGET (assistant), "Close");
  app_until (is_at_the_end, assistant);
  app_until_text (GTK_WIDGET (assistant), "The station is set up");
  app_press_text (GTK_WIDGET (assistant), "Start Work");
  g_assert_null (kw_window_get_assistant (fixtures->app.window));
}

#define TEST(path, function) g_test_add (path, Fixtures, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  TEST ("/app/first-run/an-empty-station-begins-with-the-hotel",
        test_an_empty_station_begins_with_the_hotel);
  TEST ("/app/first-run/the-hotel-may-be-dropped", test_the_hotel_may_be_dropped);
  TEST ("/app/first-run/whatever-needs-a-hotel-leads-to-it",
        test_whatever_needs_a_hotel_leads_to_it);
  TEST ("/app/first-run/what-is-done-stays-done", test_what_is_done_stays_done);
  TEST ("/app/first-run/a-passphrase-that-was-given-is-not-asked-for",
        test_a_passphrase_that_was_given_is_not_asked_for);
  TEST ("/app/first-run/a-clock-that-has-jumped-is-asked-about-first",
        test_a_clock_that_has_jumped_is_asked_about_first);
  TEST ("/app/first-run/it-comes-when-it-is-asked-for", test_it_comes_when_it_is_asked_for);
  TEST ("/app/first-run/it-leads-to-the-first-card", test_it_leads_to_the_first_card);
  return g_test_run ();
}
