/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* What a station is told once, and keeps: its encoder, its keys, its sounds. */
#include "config.h"

#include "fixture.h"
#include "station.h"

#include "kw-desk-job.h"
#include "kw-desk-keys.h"
#include "kw-desk-unlock.h"
#include "kw-encoder-form.h"
#include "kw-keys-form.h"
#include "kw-new-passphrase.h"
#include "kw-passphrase-panel.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  AppFixture app;
  EmulatorProcess *emulator;
} Fixtures;

static void
set_up (Fixtures *fixtures, gconstpointer unused)
{
  fixtures->emulator = station_start_emulator (&fixtures->app.desk);
  fixture_set_up (&fixtures->app.desk, NULL);
  app_fixture_open_window (&fixtures->app);
}

static void
tear_down (Fixtures *fixtures, gconstpointer unused)
{
  app_fixture_tear_down (&fixtures->app, NULL);
  emulator_process_stop (fixtures->emulator);
}

static GtkWidget *
show_page (Fixtures *fixtures)
{
  GtkWidget *page = kw_window_show_page (fixtures->app.window, "preferences");

  app_settle ();
  return page;
}

static void
fill (GtkWidget *root, GType type, const char *title, const char *text)
{
  GtkWidget *entry = app_find (root, type, title);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
fill_new_passphrase (GtkWidget *root, const char *first, const char *second)
{
  fill (root, ADW_TYPE_PASSWORD_ENTRY_ROW, "New _passphrase", first);
  fill (root, ADW_TYPE_PASSWORD_ENTRY_ROW, "Once _more", second);
}

/* The new passphrase of keys that are to be made stands below that of those that are. */
static GtkWidget *
get_last_passphrase (GtkWidget *keys)
{
  GtkWidget *first = app_find (keys, KW_TYPE_NEW_PASSPHRASE, NULL);
  GtkWidget *box = gtk_widget_get_first_child (keys);

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_find (child, KW_TYPE_NEW_PASSPHRASE, NULL);

      if (found != NULL && found != first)
        return found;
    }
  return first;
}

static void
assert_below (GtkWidget *root, const char *title, const char *sentence)
{
  GtkWidget *field = app_find (root, ADW_TYPE_PREFERENCES_ROW, title);

  g_assert_cmpstr (app_get_sentence_below (field), ==, sentence);
  g_assert_cmpint (gtk_widget_has_css_class (field, "error"), ==, sentence != NULL);
}

static void
test_it_says_what_station_this_is (Fixtures *fixtures, gconstpointer unused)
{
  GtkWidget *page = show_page (fixtures);

  app_until_text (page, kw_desk_get_data_dir (fixtures->app.desk.desk));
  g_assert_nonnull (app_find (page, ADW_TYPE_ACTION_ROW, "Number"));
}

static void
test_sound_is_a_setting (Fixtures *fixtures, gconstpointer unused)
{
  GtkWidget *page = show_page (fixtures);
  GtkWidget *row = app_find (page, ADW_TYPE_ACTION_ROW, "_Sound");
  GtkWidget *sound = app_find (row, GTK_TYPE_SWITCH, NULL);

  g_settings_set_boolean (fixtures->app.settings, "has-sound", TRUE);
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (sound)));
  gtk_switch_set_active (GTK_SWITCH (sound), FALSE);
  g_assert_false (g_settings_get_boolean (fixtures->app.settings, "has-sound"));
}

static gboolean
is_ready (gpointer desk)
{
  return kw_desk_get_encoder_state (desk) == KW_DESK_ENCODER_STATE_READY;
}

static void
test_another_encoder_is_used_at_once_and_kept (Fixtures *fixtures, gconstpointer unused)
{
  GtkWidget *page = show_page (fixtures);
  GtkWidget *form = app_find (page, KW_TYPE_ENCODER_FORM, NULL);
  EmulatorProcess *other = emulator_process_start (g_getenv ("KW_EMULATOR"), "none");
  g_autofree char *kept = NULL;

  app_until (is_ready, fixtures->app.desk.desk);
  fill (form, ADW_TYPE_ENTRY_ROW, "_Connection", "pn532_uart:/nonexistent");
  app_press_text (form, "Look for It");
  app_until_text (form, "No encoder. Plug in one of: ");
  g_assert_nonnull (app_find_text (page, "Look for It"));

  fill (form, ADW_TYPE_ENTRY_ROW, "_Connection", other->connstring);
  app_press_text (form, "Look for It");
  app_until (is_ready, fixtures->app.desk.desk);
  kept = g_settings_get_string (fixtures->app.settings, "encoder");
  g_assert_cmpstr (kept, ==, other->connstring);

  fill (form, ADW_TYPE_ENTRY_ROW, "_Connection", "  ");
  app_press_text (form, "Look for It");
  app_until_text (form, "No encoder is set up.");
  g_settings_reset (fixtures->app.settings, "encoder");
  emulator_process_stop (other);
}

static gboolean
is_refused (gpointer connection)
{
  return app_get_sentence_below (connection) != NULL;
}

static void
test_a_name_that_is_no_encoder_s_is_refused_below_it (Fixtures *fixtures, gconstpointer unused)
{
  GtkWidget *form = app_find (show_page (fixtures), KW_TYPE_ENCODER_FORM, NULL);
  GtkWidget *connection = app_find (form, ADW_TYPE_ENTRY_ROW, "_Connection");

  app_until (is_ready, fixtures->app.desk.desk);
  gtk_editable_set_text (GTK_EDITABLE (connection), "the grey one");
  app_press_text (form, "Look for It");
  app_until (is_refused, connection);

  assert_below (form, "_Connection", "There is no encoder of this name. Name it as libnfc does.");
  g_assert_nonnull (app_find (form, ADW_TYPE_ACTION_ROW, "No encoder"));
  gtk_editable_set_text (GTK_EDITABLE (connection), "pn532_uart:");
  assert_below (form, "_Connection", NULL);
  g_settings_reset (fixtures->app.settings, "encoder");
}

static gboolean
has_job (gpointer desk)
{
  return kw_desk_has_job (desk);
}

static gboolean
has_no_job (gpointer desk)
{
  return !has_job (desk);
}

static void
test_an_encoder_that_waits_for_a_card_is_not_changed (Fixtures *fixtures, gconstpointer unused)
{
  KwDesk *desk = fixtures->app.desk.desk;
  g_autoptr (KwDeskJob) job = kw_desk_job_new_identify (desk);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *own = g_strdup (kw_desk_get_encoder (desk));
  GtkWidget *form = app_find (show_page (fixtures), KW_TYPE_ENCODER_FORM, NULL);

  app_until (is_ready, desk);
  kw_desk_job_run_async (job, G_MAXINT, cancellable, fixture_take_result_cb, &result);
  app_until (has_job, desk);
  fill (form, ADW_TYPE_ENTRY_ROW, "_Connection", "pn532_uart:/nonexistent");
  app_press_text (form, "Look for It");
  assert_below (form, "_Connection",
                "The encoder waits for a card to write. Finish that or close it first.");

  g_cancellable_cancel (cancellable);
  fixture_wait (&result);
  app_until (has_no_job, desk);
  g_assert_cmpstr (kw_desk_get_encoder (desk), ==, own);
  app_press_text (form, "Look for It");
  app_until_text (form, "No encoder. Plug in one of: ");
  g_settings_reset (fixtures->app.settings, "encoder");
}

static void
create_keys (GtkWidget *keys, const char *passphrase)
{
  app_until_text (keys, "No keys yet");
  fill_new_passphrase (get_last_passphrase (keys), passphrase, passphrase);
  app_press_text (keys, "Create Keys");
  app_until_text (keys, "Keys, version 1");
}

static void
test_keys_are_made_with_a_passphrase_entered_twice (Fixtures *fixtures, gconstpointer unused)
{
  GtkWidget *page = show_page (fixtures);
  GtkWidget *keys = app_find (page, KW_TYPE_KEYS_FORM, NULL);

  app_until_text (keys, "No keys yet");
  fill_new_passphrase (get_last_passphrase (keys), "short", "short");
  app_press_text (keys, "Create Keys");
  assert_below (get_last_passphrase (keys), "New _passphrase",
                "It is too short: it needs at least 8 characters.");
  fill_new_passphrase (get_last_passphrase (keys), "correct horse", "correct house");
  app_press_text (keys, "Create Keys");
  assert_below (get_last_passphrase (keys), "Once _more",
                "The two are not the same. Enter it once more.");
  fill (get_last_passphrase (keys), ADW_TYPE_PASSWORD_ENTRY_ROW, "Once _more", "correct h");
  assert_below (get_last_passphrase (keys), "Once _more", NULL);
  g_assert_true (kw_desk_needs_passphrase (fixtures->app.desk.desk));

  create_keys (keys, "correct horse");
  g_assert_null (app_find_text (keys, "Create Keys"));
  app_until_text (keys, "They are in a file sealed with a passphrase, and open.");
}

static void
test_a_clock_that_has_jumped_is_asked_about_first (Fixtures *fixtures, gconstpointer unused)
{
  GtkWidget *page = show_page (fixtures);
  GtkWidget *keys = app_find (page, KW_TYPE_KEYS_FORM, NULL);

  app_until_text (keys, "No keys yet");
  fill_new_passphrase (get_last_passphrase (keys), "correct horse", "correct horse");
  fixtures->app.desk.now_unix_s += 60 * 86400;
  app_press_text (keys, "Create Keys");
  app_confirm_clock (&fixtures->app);
  app_until_text (keys, "No keys yet");

  app_press_text (keys, "Create Keys"); /* the passphrase was given */
  app_until_text (keys, "Keys, version 1");
}

static void
test_the_passphrase_is_changed (Fixtures *fixtures, gconstpointer unused)
{
  GtkWidget *page = show_page (fixtures);
  GtkWidget *keys = app_find (page, KW_TYPE_KEYS_FORM, NULL);
  GtkWidget *current = NULL;
  GtkWidget *expander = app_find (keys, ADW_TYPE_EXPANDER_ROW, "Ch_ange the passphrase");

  create_keys (keys, "correct horse");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), TRUE);
  fill (expander, ADW_TYPE_PASSWORD_ENTRY_ROW, "C_urrent passphrase", "wrong horse");
  fill_new_passphrase (expander, "battery staple", "battery staple");
  app_press (app_find (expander, GTK_TYPE_BUTTON, "C_hange"));
  app_until_text (keys, "This passphrase does not open the keys.");
  current = app_find (expander, ADW_TYPE_PASSWORD_ENTRY_ROW, "C_urrent passphrase");
  g_assert_cmpstr (app_get_sentence_below (current), ==, "This passphrase does not open the keys.");
  g_assert_true (
      gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixtures->app.window)), current));

  fill (expander, ADW_TYPE_PASSWORD_ENTRY_ROW, "C_urrent passphrase", "correct horse");
  fill_new_passphrase (expander, "battery staple", "battery staple");
  app_press (app_find (expander, GTK_TYPE_BUTTON, "C_hange"));
  app_until_text (GTK_WIDGET (fixtures->app.window), "The keys have another passphrase now.");
  g_assert_null (app_find_text (keys, "This passphrase does not open the keys."));
}

static gboolean
has_passphrase_panel (gpointer window)
{
  return KW_IS_PASSPHRASE_PANEL (kw_window_get_panel (window));
}

/* By a passphrase file, or by whatever else needed them. */
static void
test_keys_that_somebody_else_opens_are_open (Fixtures *fixtures, gconstpointer unused)
{
  Fixture *desk = &fixtures->app.desk;
  g_autoptr (GAsyncResult) result = NULL;
  GtkWidget *keys = NULL;

  fixture_create_keys (desk);
  app_fixture_close_window (&fixtures->app);
  fixture_reopen (desk);
  app_fixture_open_window (&fixtures->app);
  keys = app_find (show_page (fixtures), KW_TYPE_KEYS_FORM, NULL);
  app_until_text (keys, "They are in a file sealed with a passphrase, which was not entered yet.");
  app_until_text (keys, "Open Keys");
  app_until (has_passphrase_panel, fixtures->app.window);

  kw_desk_unlock_async (desk->desk, fixture_make_secret ("correct horse"), NULL,
                        fixture_take_result_cb, &result);
  app_until_text (keys, "They are in a file sealed with a passphrase, and open.");
  g_assert_null (app_find_text (keys, "Open Keys"));
  g_assert_null (kw_window_get_panel (fixtures->app.window)); /* there is nothing to ask for */
  fixture_wait (&result);
}

static void
test_the_bundle_for_locks_is_written (Fixtures *fixtures, gconstpointer unused)
{
  GtkWidget *page = show_page (fixtures);
  GtkWidget *keys = app_find (page, KW_TYPE_KEYS_FORM, NULL);
  g_autofree char *path = g_build_filename (fixtures->app.desk.folder, "locks.json", NULL);
  g_autofree char *nowhere = g_build_filename (fixtures->app.desk.folder, "no", "locks.json", NULL);
  g_autofree char *text = NULL;

  create_keys (keys, "correct horse");
  kw_keys_form_export (KW_KEYS_FORM (keys), path);
  app_until_text (GTK_WIDGET (fixtures->app.window), "The key bundle is written.");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"site\""));

  kw_keys_form_export (KW_KEYS_FORM (keys), nowhere);
  app_until_text (keys, nowhere);
}

#define TEST(path, function) g_test_add (path, Fixtures, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  TEST ("/app/preferences-page/it-says-what-station-this-is", test_it_says_what_station_this_is);
  TEST ("/app/preferences-page/sound-is-a-setting", test_sound_is_a_setting);
  TEST ("/app/preferences-page/another-encoder-is-used-at-once-and-kept",
        test_another_encoder_is_used_at_once_and_kept);
  TEST ("/app/preferences-page/a-name-that-is-no-encoder-s-is-refused-below-it",
        test_a_name_that_is_no_encoder_s_is_refused_below_it);
  TEST ("/app/preferences-page/an-encoder-that-waits-for-a-card-is-not-changed",
        test_an_encoder_that_waits_for_a_card_is_not_changed);
  TEST ("/app/preferences-page/keys-are-made-with-a-passphrase-entered-twice",
        test_keys_are_made_with_a_passphrase_entered_twice);
  TEST ("/app/preferences-page/a-clock-that-has-jumped-is-asked-about-first",
        test_a_clock_that_has_jumped_is_asked_about_first);
  TEST ("/app/preferences-page/the-passphrase-is-changed", test_the_passphrase_is_changed);
  TEST ("/app/preferences-page/keys-that-somebody-else-opens-are-open",
        test_keys_that_somebody_else_opens_are_open);
  TEST ("/app/preferences-page/the-bundle-for-locks-is-written",
        test_the_bundle_for_locks_is_written);
  return g_test_run ();
}
