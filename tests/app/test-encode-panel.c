/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* The encode panel in the window, with the real worker at the emulated encoder. */
#include "config.h"

#include "station.h"
#include "window-station.h"

#include "kw-desk-cards.h"
#include "kw-desk-stays.h"
#include "kw-encode-panel.h"
#include "kw-encode-status.h"
#include "kw-landing-chooser.h"
#include "kw-panel.h"
#include "kw-passphrase-panel.h"
#include "kw-review-form.h"
#include "kw-time-row.h"
#include "kw-window-actions.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

typedef struct
{
  AppFixture app;
  EmulatorProcess *emulator;
  KwEncodePanel *panel;
} Bench;

static void
set_up (Bench *bench, gconstpointer unused)
{
  bench->emulator = window_station_open (&bench->app);
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  window_station_close (&bench->app, &bench->emulator);
}

static void
lay_new (Bench *bench, const char *uid, const char *name)
{
  emulator_process_run (bench->emulator, "new classic1k %s %s", uid, name);
  emulator_process_run (bench->emulator, "put %s", name);
}

static gboolean
has_encode_panel (gpointer user_data)
{
  Bench *bench = user_data;
  GtkWidget *panel = kw_window_get_panel (bench->app.window);

  bench->panel = KW_IS_ENCODE_PANEL (panel) ? KW_ENCODE_PANEL (panel) : NULL;
  return bench->panel != NULL;
}

static void
open_room (Bench *bench, const char *room)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (bench->app.desk.desk), room,
                                              NULL);
  const KwSubject subject = { .door = { door->building, door->number } };

  kw_session_set_subject (bench->app.session, &subject);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (bench->app.window), "win.issue", NULL));
  app_until (has_encode_panel, bench);
}

static GtkWidget *
get_review_button (Bench *bench)
{
  return kw_review_form_get_button (
      KW_REVIEW_FORM (app_find (GTK_WIDGET (bench->panel), KW_TYPE_REVIEW_FORM, NULL)));
}

typedef struct
{
  GtkWidget *root;
  const char *words;
} Wanted;

static gboolean
is_shown (gpointer user_data)
{
  Wanted *wanted = user_data;
  g_autoptr (GString) text = g_string_new (NULL);

  app_collect_text (wanted->root, text);
  return strstr (text->str, wanted->words) != NULL;
}

static void
until_shown (Bench *bench, const char *words)
{
  Wanted wanted = { GTK_WIDGET (bench->app.window), words };

  app_until (is_shown, &wanted);
}

static gboolean
shows (Bench *bench, const char *words)
{
  Wanted wanted = { GTK_WIDGET (bench->app.window), words };

  return is_shown (&wanted);
}

static gboolean
is_sensitive (gpointer widget)
{
  return gtk_widget_get_sensitive (widget);
}

/* The bar below has words like those of the panel. */
static gboolean
is_laying_down (gpointer user_data)
{
  Bench *bench = user_data;

  return kw_flow_get_state (kw_encode_panel_get_flow (bench->panel)) == KW_FLOW_STATE_LAY_DOWN;
}

static gboolean
is_not_done (gpointer user_data)
{
  Bench *bench = user_data;

  return kw_flow_get_state (kw_encode_panel_get_flow (bench->panel)) == KW_FLOW_STATE_NOT_DONE;
}

/* Presses the first visible button with that label. */
static void
press (Bench *bench, const char *label)
{
  GtkWidget *stack = app_find (GTK_WIDGET (bench->panel), GTK_TYPE_STACK, NULL);
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (stack));
  GtkWidget *button = app_find (page, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_visible (button));
  app_press (button);
}

static void
write_first_card (Bench *bench)
{
  lay_new (bench, "04a1b2c3", "a");
  open_room (bench, "306");
  app_until (is_sensitive, get_review_button (bench));
  app_press (get_review_button (bench));
  until_shown (bench, "This is card");
}

static void
test_a_card_is_reviewed_written_and_done (Bench *bench, gconstpointer unused)
{
  open_room (bench, "306");
  until_shown (bench, "Opens room 306");
  until_shown (bench, "A new stay is opened for the room");
  app_until (is_sensitive, get_review_button (bench));
  app_press (get_review_button (bench));
  app_until (is_laying_down, bench);
  g_assert_false (shows (bench, "Opens room 306"));

  lay_new (bench, "04a1b2c3", "a");
  until_shown (bench, "Room 306");
  until_shown (bench, "This is card");
  press (bench, "_Close");
  g_assert_null (kw_window_get_panel (bench->app.window));
}

static void
test_a_press_before_the_answer_is_heeded (Bench *bench, gconstpointer unused)
{
  open_room (bench, "306");
  app_press (get_review_button (bench));
  app_until (is_laying_down, bench);
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

/* As Tab does, from the top. */
static void
tab_into (Bench *bench, GtkWidget *row)
{
  GtkWindow *window = GTK_WINDOW (bench->app.window);

  gtk_window_set_focus (window, NULL);
  do
    g_assert_true (gtk_widget_child_focus (GTK_WIDGET (bench->panel), GTK_DIR_TAB_FORWARD));
  while (!gtk_widget_is_ancestor (gtk_window_get_focus (window), row));
}

/* Enter or the space bar with the focus on the header of a row, beside a default button. */
static void
test_a_row_opens_by_key (Bench *bench, gconstpointer unused)
{
  static const char *const keys[] = { "activate-default", "activate-focus" };
  AdwExpanderRow *row = NULL;

  open_room (bench, "306");
  row = ADW_EXPANDER_ROW (app_find (GTK_WIDGET (bench->panel), KW_TYPE_LANDING_CHOOSER, NULL));
  app_until (is_sensitive, get_review_button (bench));
  app_until (is_mapped, row);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      tab_into (bench, GTK_WIDGET (row));
      g_signal_emit_by_name (bench->app.window, keys[i]);
      g_assert_true (adw_expander_row_get_expanded (row));
      g_signal_emit_by_name (bench->app.window, keys[i]);
      g_assert_false (adw_expander_row_get_expanded (row));
    }
  app_settle ();
  g_assert_true (shows (bench, "Opens room 306"));
}

static void
test_a_new_card_beside_live_ones_asks_why (Bench *bench, gconstpointer unused)
{
  GtkWidget *new_row = NULL;
  GtkWidget *check = NULL;

  write_first_card (bench);
  press (bench, "_Close");
  open_room (bench, "306");
  until_shown (bench, "It works beside the 1 card that the stay has already.");
  new_row = app_find (GTK_WIDGET (bench->panel), ADW_TYPE_ACTION_ROW, "_New card");
  check = app_find (new_row, GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  until_shown (bench, "1 older card stops working when this one is first used at the door.");
  g_assert_false (gtk_widget_get_sensitive (get_review_button (bench)));

  check = app_find (app_find (GTK_WIDGET (bench->panel), ADW_TYPE_ACTION_ROW, "A card is _lost"),
                    GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (gtk_widget_get_sensitive (get_review_button (bench)));
  emulator_process_run (bench->emulator, "take");
  app_press (get_review_button (bench));
  lay_new (bench, "04a1b2c4", "b");
  until_shown (bench, "1 older card stops working when this one is first used at the door.");
  until_shown (bench, "This is card");
}

static void
test_escape_goes_back_a_step_at_a_time (Bench *bench, gconstpointer unused)
{
  GtkWidget *window = GTK_WIDGET (bench->app.window);

  open_room (bench, "306");
  app_press (get_review_button (bench));
  app_until (is_laying_down, bench);
  gtk_widget_activate_action (window, "win.back", NULL);
  until_shown (bench, "Opens room 306");
  g_assert_nonnull (kw_window_get_panel (bench->app.window));
  gtk_widget_activate_action (window, "win.back", NULL);
  g_assert_null (kw_window_get_panel (bench->app.window));
}

static void
test_another_panel_takes_the_place_of_one_that_waits (Bench *bench, gconstpointer unused)
{
  open_room (bench, "306");
  app_press (get_review_button (bench));
  app_until (is_laying_down, bench);
  gtk_widget_activate_action (GTK_WIDGET (bench->app.window), "win.return", NULL);
  until_shown (bench, "The card you lay down is erased");
}

static void
test_a_card_in_use_is_written_with_a_reason (Bench *bench, gconstpointer unused)
{
  GtkWidget *reason = NULL;

  write_first_card (bench);
  press (bench, "_Close");
  open_room (bench, "307");
  app_press (get_review_button (bench));
  until_shown (bench, "This card opens");
  press (bench, "_Write Anyway");
  reason = app_find (gtk_stack_get_visible_child (
                         GTK_STACK (app_find (GTK_WIDGET (bench->panel), GTK_TYPE_STACK, NULL))),
                     ADW_TYPE_ENTRY_ROW, NULL);
  press (bench, "_Write Anyway"); /* without a reason nothing happens */
  g_assert_cmpint (kw_flow_get_state (kw_encode_panel_get_flow (bench->panel)), ==,
                   KW_FLOW_STATE_NOT_DONE);
  gtk_editable_set_text (GTK_EDITABLE (reason), "the guest moved");
  press (bench, "_Write Anyway");
  until_shown (bench, "Opens room 307");
}

static void
test_a_torn_card_says_so_and_goes_on (Bench *bench, gconstpointer unused)
{
  open_room (bench, "306");
  app_press (get_review_button (bench));
  app_until (is_laying_down, bench);
  emulator_process_run (bench->emulator, "fault remove when=middle write=3");
  lay_new (bench, "04a1b2c3", "a");
  until_shown (bench, "taken away too early");
  until_shown (bench, "Lay It Down Again");
  emulator_process_run (bench->emulator, "put a");
  until_shown (bench, "This is card");
}

/* The table of what may happen: a sentence, and one button that Enter presses; some have a second
 * one. */

static GtkWidget *
get_page (Bench *bench)
{
  return gtk_stack_get_visible_child (
      GTK_STACK (app_find (GTK_WIDGET (bench->panel), GTK_TYPE_STACK, NULL)));
}

static void
collect_buttons (GtkWidget *root, GPtrArray *buttons)
{
  if (!gtk_widget_get_mapped (root))
    return;
  if (GTK_IS_BUTTON (root))
    g_ptr_array_add (buttons, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_buttons (child, buttons);
}

static void
assert_trouble (Bench *bench, const char *sentence, const char *label, const char *other)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  until_shown (bench, sentence);
  app_settle ();
  collect_buttons (get_page (bench), buttons);
  g_assert_cmpuint (buttons->len, ==, other == NULL ? 1 : 2);
  g_assert_cmpstr (gtk_button_get_label (buttons->pdata[0]), ==, label);
  if (other != NULL)
    g_assert_cmpstr (gtk_button_get_label (buttons->pdata[1]), ==, other);
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (bench->app.window)) ==
                 buttons->pdata[0]);
}

static void
begin (Bench *bench, const char *room)
{
  open_room (bench, room);
  app_press (get_review_button (bench));
}

static void
begin_and_wait (Bench *bench, const char *room)
{
  begin (bench, room);
  app_until (is_laying_down, bench);
}

static void
test_a_card_lifted_before_it_was_written_works_as_before (Bench *bench, gconstpointer unused)
{
  begin_and_wait (bench, "306");
  emulator_process_run (bench->emulator, "fault remove command=40");
  lay_new (bench, "04a1b2c3", "a");
  assert_trouble (bench, "The card was taken away too early. It still works as before",
                  "_Lay It Down Again", NULL);
  emulator_process_run (bench->emulator, "put a");
  until_shown (bench, "This is card");
}

static void
test_a_card_lifted_in_the_middle_may_open_nothing (Bench *bench, gconstpointer unused)
{
  begin_and_wait (bench, "306");
  emulator_process_run (bench->emulator, "fault remove when=middle write=3");
  lay_new (bench, "04a1b2c3", "a");
  assert_trouble (bench, "The card was taken away too early and may open nothing now",
                  "_Lay It Down Again", NULL);
}

static void
test_of_two_cards_one_has_to_go (Bench *bench, gconstpointer unused)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  lay_new (bench, "04a1b2c3", "a");
  lay_new (bench, "04a1b2c4", "b");
  begin_and_wait (bench, "306");
  until_shown (bench, "Two cards are on the encoder. It goes on when one is left.");
  collect_buttons (get_page (bench), buttons);
  g_assert_cmpuint (buttons->len, ==, 1);
  g_assert_cmpstr (gtk_button_get_label (buttons->pdata[0]), ==, "_Stop");
  emulator_process_run (bench->emulator, "take b");
  until_shown (bench, "This is card");
}

static void
test_a_foreign_card_is_swapped_for_a_good_one (Bench *bench, gconstpointer unused)
{
  Station station = { bench->app.desk, bench->emulator };

  begin_and_wait (bench, "306");
  emulator_process_run (bench->emulator, "new classic1k 04a1b2c3 theirs");
  station_make_foreign (&station, "theirs");
  emulator_process_run (bench->emulator, "put theirs");
  assert_trouble (bench, "This card belongs to another system. Nothing was changed.",
                  "_Use Another Card", NULL);
  emulator_process_run (bench->emulator, "new classic1k 04a1b2c4 ours");
  emulator_process_run (bench->emulator, "swap ours");
  until_shown (bench, "This is card");
}

static void
test_an_unsupported_card_is_swapped_for_a_good_one (Bench *bench, gconstpointer unused)
{
  begin_and_wait (bench, "306");
  emulator_process_run (bench->emulator, "new ntag213 04112233445566 theirs");
  emulator_process_run (bench->emulator, "put theirs");
  assert_trouble (bench,
                  "This sort of card can't be used here. Take a MIFARE Classic or DESFire card.",
                  "_Use Another Card", NULL);
  until_shown (bench, "This sort of card can't be used here.\nUse another card."); /* the bar */
  emulator_process_run (bench->emulator, "take");
  emulator_process_run (bench->emulator, "new classic1k 04a1b2c4 ours");
  emulator_process_run (bench->emulator, "put ours");
  until_shown (bench, "This is card");
}

/* What may still open something is not discarded. */
static void
take_back_absent (Bench *bench, const char *label)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;

  kw_desk_return_absent_async (bench->app.desk.desk, label, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  outcome = kw_desk_return_absent_finish (bench->app.desk.desk, result, &error);
  g_assert_no_error (error);
}

static void
test_a_worn_card_is_marked_and_swapped (Bench *bench, gconstpointer unused)
{
  Station station = { bench->app.desk, bench->emulator };
  g_autofree char *label = NULL;

  write_first_card (bench);
  label = kw_card_dup_label (kw_flow_get_outcome (kw_encode_panel_get_flow (bench->panel))->card);
  press (bench, "_Close");
  emulator_process_run (bench->emulator, "take");
  take_back_absent (bench, label);
  station_make_damaged (&station, "a");
  begin_and_wait (bench, "306");
  emulator_process_run (bench->emulator, "put a");
  assert_trouble (bench, "This card is worn or damaged and can't be used any more.",
                  "_Mark as Discarded", NULL);
  press (bench, "_Mark as Discarded");
  app_until_text (GTK_WIDGET (bench->app.window), "The card is marked as discarded.");
  emulator_process_run (bench->emulator, "new classic1k 04a1b2c4 b");
  emulator_process_run (bench->emulator, "swap b");
  until_shown (bench, "This is card");
}

static void
test_a_card_in_use_is_swapped_or_written_anyway (Bench *bench, gconstpointer unused)
{
  write_first_card (bench);
  press (bench, "_Close");
  begin (bench, "307");
  assert_trouble (bench, "This card opens 306 until", "_Use Another Card", "_Write Anyway");
  emulator_process_run (bench->emulator, "new classic1k 04a1b2c4 b");
  emulator_process_run (bench->emulator, "swap b");
  until_shown (bench, "Room 307");
  until_shown (bench, "This is card");
}

static void
test_a_master_card_is_no_card_that_can_be_copied (Bench *bench, gconstpointer unused)
{
  const KwFlowOrder order = {
    .kind = KW_FLOW_KIND_ISSUE,
    .issue = { .kind = KW_GRANT_KIND_MASTER,
               .holder = "Maria",
               .until_unix_s = bench->app.desk.now_unix_s + 86400 },
  };

  kw_window_show_panel (bench->app.window, kw_encode_panel_new (bench->app.session, &order, 1));
  g_assert_true (has_encode_panel (bench));
  app_until (is_sensitive, get_review_button (bench));
  app_press (get_review_button (bench));
  app_until (is_laying_down, bench);
  lay_new (bench, "04a1b2c3", "a");
  assert_trouble (bench, "Master cards need a DESFire card; this one can be copied.",
                  "_Use Another Card", NULL);
}

static void
test_an_encoder_unplugged_in_the_middle_leaves_it_open (Bench *bench, gconstpointer unused)
{
  begin_and_wait (bench, "306");
  emulator_process_run (bench->emulator, "fault unplug when=after write=3");
  lay_new (bench, "04a1b2c3", "a");
  assert_trouble (bench, "The encoder was unplugged. Whether the card was written is open.",
                  "_Lay It Down Again", NULL);
  emulator_process_run (bench->emulator, "plug");
  until_shown (bench, "This is card");
}

/* To @name, NULL for none. */
static void
change_encoder (Bench *bench, const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  kw_desk_change_encoder_async (bench->app.desk.desk, name, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  g_assert_true (kw_desk_change_encoder_finish (bench->app.desk.desk, result, &error));
  g_assert_no_error (error);
}

static void
test_no_encoder_is_said_to_be_none (Bench *bench, gconstpointer unused)
{
  change_encoder (bench, NULL);
  until_shown (bench, "This station has no encoder. Choose one in Preferences"); /* the bar */
  g_assert_false (shows (bench, "Lay a card on the encoder"));
  begin (bench, "306");
  assert_trouble (bench, "No encoder. Plug in one of: ", "_How to Set One Up", NULL);
}

static void
test_an_encoder_that_never_was_there_is_not_unplugged (Bench *bench, gconstpointer unused)
{
  change_encoder (bench, "pn532_uart:/nonexistent/tty");
  until_shown (bench, "No encoder. Plug in one of: "); /* the bar */
  begin (bench, "306");
  assert_trouble (bench, "No encoder. Plug in one of: ", "_How to Set One Up", NULL);
  g_assert_false (shows (bench, "unplugged"));
}

static void
test_nonsense_is_no_encoder (Bench *bench, gconstpointer unused)
{
  change_encoder (bench, "nonsense:x");
  until_shown (bench, "There is no encoder of this name."); /* the bar */
  begin (bench, "306");
  assert_trouble (bench, "There is no encoder of this name. Choose one in Preferences.",
                  "_Preferences", NULL);
  g_assert_false (shows (bench, "unplugged"));
  press (bench, "_Preferences");
  until_shown (bench, "There is no encoder of this name. Name it as libnfc does.");

  change_encoder (bench, bench->emulator->connstring);
  lay_new (bench, "04a1b2c3", "a");
  until_shown (bench, "This is card");
}

static void
test_an_encoder_in_use_is_said_to_be_busy (Bench *bench, gconstpointer unused)
{
  const char *path = strchr (bench->emulator->connstring, ':') + 1;
  int fd = -1;

  change_encoder (bench, NULL);
  fd = g_open (path, O_RDWR | O_NOCTTY | O_CLOEXEC, 0);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  change_encoder (bench, bench->emulator->connstring);
  begin (bench, "306");
  assert_trouble (bench, "The encoder is used by ", "_How to Free It", NULL);

  close (fd);
  lay_new (bench, "04a1b2c3", "a");
  until_shown (bench, "This is card");
}

static void
test_a_wrong_clock_is_told_before_a_card_is_written (Bench *bench, gconstpointer unused)
{
  write_first_card (bench);
  press (bench, "_Close");
  bench->app.desk.now_unix_s -= 3 * 3600;
  open_room (bench, "307");
  until_shown (bench, "This computer's clock is 3 hours behind");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get_review_button (bench))), ==,
                   "_Check the Clock");
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (bench->app.window)) ==
                 get_review_button (bench));
}

static void
test_a_clock_that_is_right_is_confirmed (Bench *bench, gconstpointer unused)
{
  write_first_card (bench);
  press (bench, "_Close");
  bench->app.desk.now_unix_s += 60 * 86400;
  open_room (bench, "307");
  until_shown (bench, "This computer's clock is 60 days ahead");
  g_assert_false (gtk_widget_get_mapped (app_find (GTK_WIDGET (bench->panel), KW_TYPE_TIME_ROW,
                                                   NULL))); /* nothing can be chosen yet */
  app_press (get_review_button (bench));
  until_shown (bench, "Thursday 21 January 2027, 13:00");

  app_press_text (GTK_WIDGET (bench->app.window), "The Clock Is Right");
  app_until (has_encode_panel, bench);
  until_shown (bench, "Opens room 307");
  app_until (is_sensitive, get_review_button (bench));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get_review_button (bench))), ==,
                   "_Write Card");
}

static void
test_a_clock_that_is_wrong_is_set (Bench *bench, gconstpointer unused)
{
  write_first_card (bench);
  press (bench, "_Close");
  bench->app.desk.now_unix_s -= 3 * 3600;
  open_room (bench, "307");
  until_shown (bench, "3 hours behind");
  app_press (get_review_button (bench));
  until_shown (bench, "The Clock Is Right");

  bench->app.desk.now_unix_s += 3 * 3600;
  app_until (has_encode_panel, bench);
  until_shown (bench, "Opens room 307");
}

static void
close_stay (Bench *bench)
{
  const KwDeskOutcome *outcome = kw_flow_get_outcome (kw_encode_panel_get_flow (bench->panel));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = NULL;

  kw_desk_close_stay_async (bench->app.desk.desk, outcome->stay->id, NULL, fixture_take_result_cb,
                            &result);
  fixture_wait (&result);
  stay = kw_desk_close_stay_finish (bench->app.desk.desk, result, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_lifted (gpointer session)
{
  return kw_desk_watch_get_phase (kw_session_get_watch (session)) == KW_DESK_WATCH_PHASE_EMPTY;
}

static void
test_a_card_whose_stay_has_ended_is_returned (Bench *bench, gconstpointer unused)
{
  write_first_card (bench);
  close_stay (bench);
  emulator_process_run (bench->emulator, "take");
  press (bench, "_Close");
  kw_session_set_subject (bench->app.session, NULL);
  app_until (is_lifted, bench->app.session); /* or it would be returned straight away */
  gtk_widget_activate_action (GTK_WIDGET (bench->app.window), "win.renew", NULL);
  app_until (has_encode_panel, bench);
  app_press (get_review_button (bench));
  app_until (is_laying_down, bench);

  emulator_process_run (bench->emulator, "put a");
  app_until (is_not_done, bench);
  assert_trouble (bench, "The stay of this card has ended; return the card.", "_Return Card", NULL);
  press (bench, "_Return Card");
  app_until (has_encode_panel, bench);
  g_assert_cmpint (kw_flow_get_order (kw_encode_panel_get_flow (bench->panel))->kind, ==,
                   KW_FLOW_KIND_RETURN);
  app_until (is_sensitive, get_review_button (bench));
  app_press (get_review_button (bench));
  until_shown (bench, "The card is blank again");
}

/* Another key than Escape */

static void
press_f2_at_writing_cb (KwFlow *flow, GParamSpec *spec, gpointer user_data)
{
  Bench *bench = user_data;

  if (kw_flow_get_step (flow) == KW_DESK_JOB_STEP_WRITING)
    gtk_widget_activate_action (GTK_WIDGET (bench->app.window), "win.issue", NULL);
}

static void
test_another_key_waits_until_the_card_is_finished (Bench *bench, gconstpointer unused)
{
  begin_and_wait (bench, "306");
  g_signal_connect (kw_encode_panel_get_flow (bench->panel), "notify::step",
                    G_CALLBACK (press_f2_at_writing_cb), bench);
  lay_new (bench, "04a1b2c3", "a");
  until_shown (bench, "The card that lies there has to be finished first.");
  g_assert_false (kw_flow_is_stopping (kw_encode_panel_get_flow (bench->panel)));
  until_shown (bench, "This is card");
}

static void
test_without_a_room_it_says_what_to_choose (Bench *bench, gconstpointer unused)
{
  gtk_widget_activate_action (GTK_WIDGET (bench->app.window), "win.issue", NULL);
  until_shown (bench, "Choose a room or a stay first.");
  g_assert_null (kw_window_get_panel (bench->app.window));
}

/* As in the morning: the keys are there and sealed. */
static void
set_up_sealed (Bench *bench, gconstpointer unused)
{
  bench->emulator = station_start_emulator (&bench->app.desk);
  fixture_set_up (&bench->app.desk, NULL);
  station_make_keys (&bench->app.desk);
  fixture_reopen (&bench->app.desk);
}

static gboolean
has_passphrase_panel (gpointer user_data)
{
  Bench *bench = user_data;

  return KW_IS_PASSPHRASE_PANEL (kw_window_get_panel (bench->app.window));
}

static gboolean
is_open (gpointer user_data)
{
  Bench *bench = user_data;

  return !kw_desk_needs_passphrase (bench->app.desk.desk) &&
         kw_window_get_panel (bench->app.window) == NULL;
}

static void
test_a_wrong_passphrase_says_so (Bench *bench, gconstpointer unused)
{
  GtkWidget *panel = NULL;
  GtkWidget *entry = NULL;
  GtkWidget *button = NULL;

  app_fixture_open_window (&bench->app);
  app_until (has_passphrase_panel, bench);
  panel = kw_window_get_panel (bench->app.window);
  entry = app_find (panel, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL);
  button = app_find (panel, GTK_TYPE_BUTTON, "_Open Keys");
  app_press (button); /* nothing typed, nothing done */
  g_assert_false (shows (bench, "This passphrase does not open the keys."));
  gtk_editable_set_text (GTK_EDITABLE (entry), "theory");
  app_press (button);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  until_shown (bench, "This passphrase does not open the keys.");

  gtk_editable_set_text (GTK_EDITABLE (entry), "practice");
  app_press (button);
  app_until (is_open, bench);
}

static void
test_a_review_that_waited_for_the_keys_goes_on (Bench *bench, gconstpointer unused)
{
  GtkWidget *panel = NULL;

  app_fixture_open_window (&bench->app);
  app_until (has_passphrase_panel, bench);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (bench->app.window), "win.back", NULL));
  open_room (bench, "101");
  until_shown (bench, "The keys are sealed with a passphrase.");
  app_press (get_review_button (bench));
  app_until (has_passphrase_panel, bench);
  panel = kw_window_get_panel (bench->app.window);
  gtk_editable_set_text (GTK_EDITABLE (app_find (panel, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL)),
                         "practice");
  app_press (app_find (panel, GTK_TYPE_BUTTON, "_Open Keys"));

  app_until (has_encode_panel, bench);
  until_shown (bench, "Opens room 101");
  g_assert_false (shows (bench, "The keys are sealed with a passphrase."));
}

static void
test_a_passphrase_file_opens_the_keys_unasked (Bench *bench, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (bench->app.desk.folder, "passphrase", NULL);

  g_assert_true (g_file_set_contents (path, "practice\n", -1, NULL));
  g_setenv ("KEYWRIGHT_PASSPHRASE_FILE", path, TRUE);
  app_fixture_open_window (&bench->app);
  app_until (is_open, bench);
  g_unsetenv ("KEYWRIGHT_PASSPHRASE_FILE");
}

static void
test_a_bad_passphrase_file_is_named_and_asked_for (Bench *bench, gconstpointer unused)
{
  g_setenv ("KEYWRIGHT_PASSPHRASE_FILE", "/nonexistent/passphrase", TRUE);
  app_fixture_open_window (&bench->app);
  app_until (has_passphrase_panel, bench);
  g_unsetenv ("KEYWRIGHT_PASSPHRASE_FILE");
  until_shown (bench, "/nonexistent/passphrase");
}

static void
test_templates_are_whole (void)
{
  g_autoptr (GtkWidget) status = g_object_ref_sink (g_object_new (KW_TYPE_ENCODE_STATUS, NULL));
  g_autoptr (GtkWidget) form = g_object_ref_sink (g_object_new (KW_TYPE_REVIEW_FORM, NULL));

  g_object_set (status, "title", "A title", "label", "_Go", NULL);
  g_assert_nonnull (app_find (status, GTK_TYPE_LABEL, "A title"));
  g_assert_true (gtk_widget_get_visible (app_find (status, GTK_TYPE_BUTTON, "_Go")));
  g_assert_nonnull (app_find (form, GTK_TYPE_BUTTON, "_Write Card"));
}

/* What is said in a window of that height. */
static GtkWidget *
show_status (int height_px, GtkWidget **out_window)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *status = g_object_new (KW_TYPE_ENCODE_STATUS, NULL);

  gtk_window_set_default_size (GTK_WINDOW (window), 300, height_px);
  gtk_window_set_child (GTK_WINDOW (window), status);
  kw_encode_status_show (KW_ENCODE_STATUS (status),
                         "This card opens 305 until Wednesday 25 November, 11:00, and writing it "
                         "would take that away from somebody who is in the house.",
                         NULL);
  kw_encode_status_offer (KW_ENCODE_STATUS (status), "_Use Another Card", "_Write Anyway");
  gtk_window_present (GTK_WINDOW (window));
  *out_window = window;
  return gtk_widget_get_parent (app_find (status, GTK_TYPE_IMAGE, NULL));
}

static gboolean
is_hidden (gpointer icons)
{
  return !gtk_widget_get_visible (icons);
}

static gboolean
is_laid_out (gpointer icons)
{
  return gtk_widget_get_height (icons) > 0;
}

static void
test_where_there_is_little_room_the_words_have_it (void)
{
  GtkWidget *low = NULL;
  GtkWidget *high = NULL;
  GtkWidget *icons = show_status (300, &low);
  GtkWidget *large = show_status (700, &high);

  app_until (is_hidden, icons);
  app_until (is_laid_out, large);
  app_settle ();
  g_assert_false (is_hidden (large));
  gtk_window_destroy (GTK_WINDOW (low));
  gtk_window_destroy (GTK_WINDOW (high));
}

#define TEST(path, function) g_test_add (path, Bench, NULL, set_up, function, tear_down)
#define SEALED_TEST(path, function)                                                                \
  g_test_add (path, Bench, NULL, set_up_sealed, function, tear_down)

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  TEST ("/app/encode-panel/a-card-is-reviewed-written-and-done",
        test_a_card_is_reviewed_written_and_done);
  TEST ("/app/encode-panel/a-press-before-the-answer-is-heeded",
        test_a_press_before_the_answer_is_heeded);
  TEST ("/app/encode-panel/a-row-opens-by-key", test_a_row_opens_by_key);
  TEST ("/app/encode-panel/a-new-card-beside-live-ones-asks-why",
        test_a_new_card_beside_live_ones_asks_why);
  TEST ("/app/encode-panel/escape-goes-back-a-step-at-a-time",
        test_escape_goes_back_a_step_at_a_time);
  TEST ("/app/encode-panel/another-panel-takes-the-place-of-one-that-waits",
        test_another_panel_takes_the_place_of_one_that_waits);
  TEST ("/app/encode-panel/a-card-in-use-is-written-with-a-reason",
        test_a_card_in_use_is_written_with_a_reason);
  TEST ("/app/encode-panel/a-torn-card-says-so-and-goes-on", test_a_torn_card_says_so_and_goes_on);
  TEST ("/app/encode-panel/a-card-lifted-before-it-was-written-works-as-before",
        test_a_card_lifted_before_it_was_written_works_as_before);
  TEST ("/app/encode-panel/a-card-lifted-in-the-middle-may-open-nothing",
        test_a_card_lifted_in_the_middle_may_open_nothing);
  TEST ("/app/encode-panel/of-two-cards-one-has-to-go", test_of_two_cards_one_has_to_go);
  TEST ("/app/encode-panel/a-foreign-card-is-swapped-for-a-good-one",
        test_a_foreign_card_is_swapped_for_a_good_one);
  TEST ("/app/encode-panel/an-unsupported-card-is-swapped-for-a-good-one",
        test_an_unsupported_card_is_swapped_for_a_good_one);
  TEST ("/app/encode-panel/a-worn-card-is-marked-and-swapped",
        test_a_worn_card_is_marked_and_swapped);
  TEST ("/app/encode-panel/a-card-in-use-is-swapped-or-written-anyway",
        test_a_card_in_use_is_swapped_or_written_anyway);
  TEST ("/app/encode-panel/a-master-card-is-no-card-that-can-be-copied",
        test_a_master_card_is_no_card_that_can_be_copied);
  TEST ("/app/encode-panel/an-encoder-unplugged-in-the-middle-leaves-it-open",
        test_an_encoder_unplugged_in_the_middle_leaves_it_open);
  TEST ("/app/encode-panel/no-encoder-is-said-to-be-none", test_no_encoder_is_said_to_be_none);
  TEST ("/app/encode-panel/an-encoder-that-never-was-there-is-not-unplugged",
        test_an_encoder_that_never_was_there_is_not_unplugged);
  TEST ("/app/encode-panel/nonsense-is-no-encoder", test_nonsense_is_no_encoder);
  TEST ("/app/encode-panel/an-encoder-in-use-is-said-to-be-busy",
        test_an_encoder_in_use_is_said_to_be_busy);
  TEST ("/app/encode-panel/a-card-whose-stay-has-ended-is-returned",
        test_a_card_whose_stay_has_ended_is_returned);
  TEST ("/app/encode-panel/a-wrong-clock-is-told-before-a-card-is-written",
        test_a_wrong_clock_is_told_before_a_card_is_written);
  TEST ("/app/encode-panel/a-clock-that-is-right-is-confirmed",
        test_a_clock_that_is_right_is_confirmed);
  TEST ("/app/encode-panel/a-clock-that-is-wrong-is-set", test_a_clock_that_is_wrong_is_set);
  TEST ("/app/encode-panel/another-key-waits-until-the-card-is-finished",
        test_another_key_waits_until_the_card_is_finished);
  TEST ("/app/encode-panel/without-a-room-it-says-what-to-choose",
        test_without_a_room_it_says_what_to_choose);
  SEALED_TEST ("/app/passphrase-panel/a-wrong-passphrase-says-so", test_a_wrong_passphrase_says_so);
  SEALED_TEST ("/app/passphrase-panel/a-review-that-waited-for-the-keys-goes-on",
               test_a_review_that_waited_for_the_keys_goes_on);
  SEALED_TEST ("/app/passphrase-panel/a-passphrase-file-opens-the-keys-unasked",
               test_a_passphrase_file_opens_the_keys_unasked);
  SEALED_TEST ("/app/passphrase-panel/a-bad-passphrase-file-is-named-and-asked-for",
               test_a_bad_passphrase_file_is_named_and_asked_for);
  g_test_add_func ("/app/encode-panel/templates-are-whole", test_templates_are_whole);
  g_test_add_func ("/app/encode-panel/where-there-is-little-room-the-words-have-it",
                   test_where_there_is_little_room_the_words_have_it);
  return g_test_run ();
}
