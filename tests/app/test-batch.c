/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* Many cards in a row in the window, with the real worker at the emulated encoder. */
#include "config.h"

#include "station.h"
#include "window-station.h"

#include "kw-batch-page.h"
#include "kw-batch-panel.h"
#include "kw-batch-rooms.h"
#include "kw-batch-staff.h"
#include "kw-batch-summary.h"
#include "kw-batch-words.h"
#include "kw-desk-batch.h"
#include "kw-desk-room.h"
#include "kw-panel.h"
#include "kw-passphrase-panel.h"
#include "kw-steady-list.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef struct
{
  AppFixture app;
  EmulatorProcess *emulator;
} Bench;

static void
set_up (Bench *bench, gconstpointer unused)
{
  bench->emulator = window_station_open (&bench->app);
  for (guint i = 0; i < 4; i++)
    emulator_process_run (bench->emulator, "new classic1k 04a1b2c%u card%u", i, i);
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  window_station_close (&bench->app, &bench->emulator);
}

static KwDesk *
get_desk (Bench *bench)
{
  return bench->app.desk.desk;
}

/* What is on the screen
 * */

typedef struct
{
  Bench *bench;
  GType type;
  const char *words;
} Wanted;

static gboolean
is_shown (gpointer user_data)
{
  const Wanted *wanted = user_data;
  GtkWidget *root = app_find (GTK_WIDGET (wanted->bench->app.window), wanted->type, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  if (root != NULL)
    app_collect_text (root, text);
  return strstr (text->str, wanted->words) != NULL;
}

static void
until_page_shows (Bench *bench, const char *words)
{
  Wanted wanted = { bench, KW_TYPE_BATCH_PAGE, words };

  station_until (is_shown, &wanted);
}

static void
until_panel_shows (Bench *bench, const char *words)
{
  Wanted wanted = { bench, KW_TYPE_BATCH_PANEL, words };

  station_until (is_shown, &wanted);
}

static gboolean
panel_shows (Bench *bench, const char *words)
{
  Wanted wanted = { bench, KW_TYPE_BATCH_PANEL, words };

  return is_shown (&wanted);
}

static gboolean
has_no_panel (gpointer user_data)
{
  Bench *bench = user_data;

  return kw_window_get_panel (bench->app.window) == NULL;
}

/* A visible button whose label, or that of the label in it, is that. */
static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (!gtk_widget_get_child_visible (root) || !gtk_widget_get_visible (root))
    return NULL;
  if (GTK_IS_BUTTON (root) && (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0 ||
                               app_find (root, GTK_TYPE_LABEL, label) != NULL))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
get_button (Bench *bench, GType type, const char *label)
{
  GtkWidget *button = find_button (app_find (GTK_WIDGET (bench->app.window), type, NULL), label);

  g_assert_nonnull (button);
  return button;
}

static void
press_on_page (Bench *bench, const char *label)
{
  GtkWidget *button = get_button (bench, KW_TYPE_BATCH_PAGE, label);

  g_assert_true (gtk_widget_is_sensitive (button));
  app_press (button);
}

static void
press_in_panel (Bench *bench, const char *label)
{
  GtkWidget *button = get_button (bench, KW_TYPE_BATCH_PANEL, label);

  g_assert_true (gtk_widget_is_sensitive (button));
  app_press (button);
}

/* Choosing
 * */

static GtkWidget *
open_page (Bench *bench)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (bench->app.window), "win.batch", NULL));
  return app_find (GTK_WIDGET (bench->app.window), KW_TYPE_BATCH_PAGE, NULL);
}

static gboolean
has_rooms (gpointer list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list))) > 0;
}

/* Shows the rooms: 0 those that arrive, 1 in house, 2 all. */
static GtkListView *
show_rooms (Bench *bench, guint which)
{
  GtkWidget *page = open_page (bench);
  GtkWidget *rooms = app_find (page, KW_TYPE_BATCH_ROOMS, NULL);
  GtkWidget *status = app_find (rooms, ADW_TYPE_STATUS_PAGE, NULL);
  GtkWidget *stack = gtk_widget_get_parent (status); /* a drop-down has a stack and a list too */
  GtkWidget *list = app_find (stack, GTK_TYPE_LIST_VIEW, NULL);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_find (rooms, GTK_TYPE_DROP_DOWN, NULL)), which);
  station_until (has_rooms, list);
  return GTK_LIST_VIEW (list);
}

static void
toggle (GtkListView *list, guint position)
{
  g_signal_emit_by_name (list, "activate", position);
}

/* Ticks the first room that can be; where that is. */
static guint
toggle_one (Bench *bench, GtkListView *list)
{
  KwBatchRooms *rooms = KW_BATCH_ROOMS (
      app_find (GTK_WIDGET (bench->app.window), KW_TYPE_BATCH_ROOMS, NULL));

  for (guint i = 0;; i++)
    {
      toggle (list, i);
      if (kw_batch_rooms_get_n_rooms (rooms) == 1)
        return i;
    }
}

/* Ticks the first two rooms that can be. */
static void
toggle_two (Bench *bench, GtkListView *list)
{
  KwBatchRooms *rooms = KW_BATCH_ROOMS (
      app_find (GTK_WIDGET (bench->app.window), KW_TYPE_BATCH_ROOMS, NULL));

  for (guint i = 0; kw_batch_rooms_get_n_rooms (rooms) < 2; i++)
    toggle (list, i);
}

/* Starts a batch of a card for each of two rooms in house. */
static void
start_two (Bench *bench)
{
  toggle_two (bench, show_rooms (bench, 1));
  press_on_page (bench, "S_tart");
  until_panel_shows (bench, "0 of 2");
}

static void
lay (Bench *bench, const char *name)
{
  emulator_process_run (bench->emulator, "put %s", name);
}

static void
lift (Bench *bench)
{
  emulator_process_run (bench->emulator, "take");
}

static KwBatch *
load_open (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = NULL;

  kw_desk_list_batches_async (get_desk (bench), NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  open = kw_desk_list_batches_finish (get_desk (bench), result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (open->len, <=, 1);
  return open->len == 0 ? NULL : kw_batch_ref (g_ptr_array_index (open, 0));
}

static void
test_a_clock_that_has_jumped_is_asked_about_first (Bench *bench, gconstpointer unused)
{
  toggle_two (bench, show_rooms (bench, 1));
  bench->app.desk.now_unix_s += 36 * 3600;
  press_on_page (bench, "S_tart");
  app_confirm_clock (&bench->app);
  g_assert_null (load_open (bench));

  press_on_page (bench, "S_tart"); /* what was chosen still is */
  until_panel_shows (bench, "0 of 2");
}

static void
test_rooms_are_chosen_with_check_marks (Bench *bench, gconstpointer unused)
{
  GtkListView *list = show_rooms (bench, 1);
  GtkWidget *start = get_button (bench, KW_TYPE_BATCH_PAGE, "S_tart");
  KwBatchRooms *rooms = KW_BATCH_ROOMS (
      app_find (GTK_WIDGET (bench->app.window), KW_TYPE_BATCH_ROOMS, NULL));

  g_assert_false (gtk_widget_is_sensitive (start));
  until_page_shows (bench, "Choose the rooms that get cards.");
  toggle_two (bench, list);
  g_assert_true (gtk_widget_is_sensitive (start));
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (app_find (GTK_WIDGET (rooms), GTK_TYPE_SPIN_BUTTON, NULL)), 3);
  until_page_shows (bench, "2 rooms, 6 cards");
  press_on_page (bench, "Choose _None");
  g_assert_cmpuint (kw_batch_rooms_get_n_rooms (rooms), ==, 0);
  g_assert_false (gtk_widget_is_sensitive (start));
  press_on_page (bench, "Choose _All");
  g_assert_cmpuint (kw_batch_rooms_get_n_rooms (rooms), >, 2);
}

static void
test_a_room_still_in_use_says_who_the_cards_are_for (Bench *bench, gconstpointer unused)
{
  show_rooms (bench, 0);
  until_page_shows (bench, "For Eszter Szűcs. Somebody else is still in.");
}

static GtkWidget *
get_rooms (Bench *bench)
{
  return app_find (GTK_WIDGET (bench->app.window), KW_TYPE_BATCH_ROOMS, NULL);
}

/* The first check box on the screen that is as @is_active says. */
static GtkWidget *
find_box (GtkWidget *root, gboolean is_active)
{
  GtkWidget *found = NULL;

  if (GTK_IS_CHECK_BUTTON (root) && gtk_widget_get_mapped (root) &&
      gtk_check_button_get_active (GTK_CHECK_BUTTON (root)) == is_active)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_box (child, is_active);
  return found;
}

static gboolean
has_boxes (gpointer list)
{
  return find_box (list, FALSE) != NULL;
}

static void
test_every_room_has_a_check_box (Bench *bench, gconstpointer unused)
{
  GtkListView *list = show_rooms (bench, 1);
  GtkWidget *box = NULL;
  GtkWidget *row = NULL;
  guint position = 0;

  station_until (has_boxes, list);
  g_assert_null (find_box (GTK_WIDGET (list), TRUE));
  position = toggle_one (bench, list);
  box = find_box (GTK_WIDGET (list), TRUE);
  row = gtk_widget_get_parent (gtk_widget_get_parent (box));
  g_assert_false (gtk_widget_get_can_target (box)); /* it is drawn; what one presses is the row */
  g_assert_false (gtk_widget_get_can_focus (box));
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  toggle (list, position);
  g_assert_null (find_box (GTK_WIDGET (list), TRUE));
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_FALSE);
}

/* Shows only the rooms of the N-th place, 0 = every floor. */
static void
show_place (Bench *bench, guint n)
{
  GtkWidget *which = app_find (get_rooms (bench), GTK_TYPE_DROP_DOWN, NULL);
  GtkWidget *group = gtk_widget_get_next_sibling (gtk_widget_get_parent (which));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_find (group, GTK_TYPE_DROP_DOWN, NULL)), n);
}

static void
test_all_of_a_floor_are_chosen_and_stay_so (Bench *bench, gconstpointer unused)
{
  GtkListView *list = show_rooms (bench, 1);
  KwBatchRooms *rooms = KW_BATCH_ROOMS (get_rooms (bench));
  guint n = 0;
  g_autofree char *words = NULL;

  show_place (bench, 4);
  station_until (has_rooms, list);
  press_on_page (bench, "Choose _All of Floor 1");
  n = kw_batch_rooms_get_n_rooms (rooms);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (kw_batch_rooms_get_n_hidden (rooms), ==, 0);

  show_place (bench, 5);
  g_assert_cmpuint (kw_batch_rooms_get_n_rooms (rooms), ==, n); /* they will be made */
  g_assert_cmpuint (kw_batch_rooms_get_n_hidden (rooms), ==, n);
  words = g_strdup_printf ("%u chosen rooms are not in this list.", n);
  until_page_shows (bench, words);
  show_place (bench, 0);
  get_button (bench, KW_TYPE_BATCH_PAGE, "Choose _All");
}

static gboolean
is_none_chosen (gpointer rooms)
{
  return kw_batch_rooms_get_n_rooms (rooms) == 0;
}

/* Imports the hotel's map without a room. */
static void
retire_room (Bench *bench, const char *name)
{
  g_autofree char *hotel = g_test_build_filename (G_TEST_DIST, "..", "data", "demo", "hotel.json",
                                                  NULL);
  g_autofree char *path = g_build_filename (bench->app.desk.folder, "less.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *root = NULL;
  JsonArray *rooms = NULL;

  g_assert_true (json_parser_load_from_file (parser, hotel, &error));
  root = json_node_get_object (json_parser_get_root (parser));
  rooms = json_object_get_array_member (root, "rooms");
  json_object_remove_member (root, "stays");
  for (guint i = json_array_get_length (rooms); i-- > 0;)
    if (g_strcmp0 (json_object_get_string_member (json_array_get_object_element (rooms, i), "name"),
                   name) == 0)
      json_array_remove_element (rooms, i);
  json_generator_set_root (generator, json_parser_get_root (parser));
  g_assert_true (json_generator_to_file (generator, path, &error));
  kw_desk_import_property_async (get_desk (bench), path, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  g_assert_true (kw_desk_import_property_finish (get_desk (bench), result, NULL, &error));
  g_assert_no_error (error);
}

/* The hotel's map comes again without a room that was chosen. */
static void
test_a_room_that_is_gone_is_not_counted (Bench *bench, gconstpointer unused)
{
  GtkListView *list = show_rooms (bench, 1);
  KwBatchRooms *rooms = KW_BATCH_ROOMS (get_rooms (bench));
  const guint position = toggle_one (bench, list);
  g_autoptr (KwSlot)
      slot = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);
  const KwDoorRef door = kw_desk_room_get_door (kw_slot_get_item (slot));
  g_autofree char *name = g_strdup (
      kw_property_get_door (kw_desk_get_property (get_desk (bench)), door)->name);
  g_autoptr (GArray) wishes = NULL;

  retire_room (bench, name);
  station_until (is_none_chosen, rooms);
  wishes = kw_batch_rooms_dup_wishes (rooms);
  g_assert_cmpuint (wishes->len, ==, 0);
  g_assert_false (gtk_widget_is_sensitive (get_button (bench, KW_TYPE_BATCH_PAGE, "S_tart")));
}

typedef struct
{
  KwBatchRooms *rooms;
  GListModel *shown;
} Choice;

static gboolean
is_more_shown_than_chosen (gpointer user_data)
{
  const Choice *choice = user_data;

  return g_list_model_get_n_items (choice->shown) > kw_batch_rooms_get_n_rooms (choice->rooms);
}

static void
test_a_room_without_a_stay_says_what_to_do (Bench *bench, gconstpointer unused)
{
  GtkListView *list = show_rooms (bench, 2);
  Choice choice = { KW_BATCH_ROOMS (get_rooms (bench)),
                    G_LIST_MODEL (gtk_list_view_get_model (list)) };

  until_page_shows (bench, "Nobody is in or expected. Check somebody in first.");
  until_page_shows (bench, "The check-out has passed. Extend the stay or check it out first.");
  press_on_page (bench, "Choose _All");
  g_assert_cmpuint (kw_batch_rooms_get_n_rooms (choice.rooms), >, 0);
  station_until (is_more_shown_than_chosen, &choice); /* lines come a few at a time */
}

static void
test_staff_is_named_and_taken_off_again (Bench *bench, gconstpointer unused)
{
  GtkWidget *page = open_page (bench);
  GtkWidget *staff = NULL;
  GtkWidget *holder = NULL;
  g_autoptr (KwBatch) batch = NULL;

  g_assert_null (app_find (page, KW_TYPE_BATCH_STAFF, NULL)); /* made when it is shown */
  gtk_stack_set_visible_child_name (GTK_STACK (app_find (page, GTK_TYPE_STACK, NULL)), "staff");
  staff = app_find (page, KW_TYPE_BATCH_STAFF, NULL);
  holder = app_find (staff, ADW_TYPE_ENTRY_ROW, "Who _carries it");
  gtk_editable_set_text (GTK_EDITABLE (holder), " Maria ");
  press_on_page (bench, "A_dd to the List");
  gtk_editable_set_text (GTK_EDITABLE (holder), "Jonas");
  press_on_page (bench, "A_dd to the List");
  press_on_page (bench, "A_dd to the List"); /* nobody */
  until_page_shows (bench, "2 cards");
  app_press (app_find (app_find (staff, ADW_TYPE_ACTION_ROW, "Jonas"), GTK_TYPE_BUTTON, NULL));
  until_page_shows (bench, "1 card");

  press_on_page (bench, "S_tart");
  until_panel_shows (bench, "Maria, Seehaus");
  batch = load_open (bench);
  g_assert_cmpint (batch->kind, ==, KW_BATCH_KIND_STAFF);
  g_assert_cmpstr (batch->cards[0].holder, ==, "Maria");
  g_assert_cmpint (batch->cards[0].until_unix_s, >, bench->app.desk.now_unix_s);
}

/* Writing
 * */

static void
test_card_after_card_until_all_are_written (Bench *bench, gconstpointer unused)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *next = NULL;
  g_autoptr (KwBatch) batch = NULL;

  start_two (bench);
  batch = load_open (bench);
  first = kw_batch_words_dup_card (kw_desk_get_property (get_desk (bench)), batch,
                                   &batch->cards[0]);
  second = kw_batch_words_dup_card (kw_desk_get_property (get_desk (bench)), batch,
                                    &batch->cards[1]);
  next = g_strdup_printf ("Lift this card. Next: %s.", second);
  until_panel_shows (bench, first);
  lay (bench, "card0");
  until_panel_shows (bench, next);
  g_assert_true (panel_shows (bench, "1 of 2"));
  g_assert_true (panel_shows (bench, first));
  station_wait_ms (300);
  g_assert_true (panel_shows (bench, "1 of 2")); /* the same plastic is not the next card */

  lift (bench);
  until_panel_shows (bench, "Lay a card on");
  g_assert_true (panel_shows (bench, second));
  lay (bench, "card1");
  until_panel_shows (bench, "2 of 2 cards are written.");
  press_in_panel (bench, "_Close");
  station_until (has_no_panel, bench);
  g_clear_pointer (&batch, kw_batch_unref);
  batch = load_open (bench);
  g_assert_null (batch);
  until_page_shows (bench, "1 live card"); /* of a room that has its card */
}

static void
test_a_card_is_skipped_and_taken_up_again (Bench *bench, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = NULL;

  start_two (bench);
  press_in_panel (bench, "S_kip");
  until_panel_shows (bench, "0 of 2");
  app_settle ();
  lay (bench, "card0");
  until_panel_shows (bench, "1 of 2 cards are written.");
  g_assert_true (panel_shows (bench, "1 card was skipped."));
  g_assert_true (panel_shows (bench, "Skipped."));
  press_in_panel (bench, "_Take Up Skipped Cards");
  until_panel_shows (bench, "Lift the card that lies there first.");
  lift (bench);
  until_panel_shows (bench, "Lay a card on");
  lay (bench, "card1");
  until_panel_shows (bench, "2 of 2 cards are written.");
  batch = load_open (bench);
  g_assert_null (batch);
}

static gboolean
has_redo (gpointer user_data)
{
  return gtk_widget_is_sensitive (get_button (user_data, KW_TYPE_BATCH_PANEL, "_Redo"));
}

static gboolean
is_none_done (gpointer user_data)
{
  Bench *bench = user_data;
  GtkWidget *panel = kw_window_get_panel (bench->app.window);

  return kw_batch_panel_get_batch (KW_BATCH_PANEL (panel))->n_done == 0;
}

static void
test_the_card_before_is_redone (Bench *bench, gconstpointer unused)
{
  start_two (bench);
  lay (bench, "card0");
  until_panel_shows (bench, "Lift this card.");
  station_until (has_redo, bench);
  press_in_panel (bench, "_Redo");
  station_until (is_none_done, bench);
  until_panel_shows (bench, "0 of 2");
  lift (bench);
  until_panel_shows (bench, "Lay a card on");
  lay (bench, "card1");
  until_panel_shows (bench, "1 of 2");
}

static void
test_a_torn_card_is_finished (Bench *bench, gconstpointer unused)
{
  start_two (bench);
  emulator_process_run (bench->emulator, "fault remove when=middle write=3");
  lay (bench, "card0");
  until_panel_shows (bench, "taken away too early");
  lay (bench, "card1"); /* another one is not taken unasked */
  until_panel_shows (bench, "was written is open");
  lift (bench);
  lay (bench, "card0");
  until_panel_shows (bench, "1 of 2");
}

static void
test_another_card_takes_a_torn_ones_place (Bench *bench, gconstpointer unused)
{
  start_two (bench);
  emulator_process_run (bench->emulator, "fault remove when=middle write=3");
  lay (bench, "card0");
  until_panel_shows (bench, "taken away too early");
  press_in_panel (bench, "_Use Another Card");
  until_panel_shows (bench, "Lay a card on");
  lay (bench, "card1");
  until_panel_shows (bench, "1 of 2");
}

static void
test_a_card_in_use_needs_a_reason (Bench *bench, gconstpointer unused)
{
  GtkWidget *stack = NULL;
  GtkWidget *reason = NULL;

  start_two (bench);
  lay (bench, "card0");
  until_panel_shows (bench, "Lift this card.");
  lift (bench);
  until_panel_shows (bench, "Lay a card on");
  lay (bench, "card0"); /* again, for another room */
  until_panel_shows (bench, "writing it would take that away");
  g_assert_true (panel_shows (bench, "1 of 2"));
  press_in_panel (bench, "_Write Anyway");
  press_in_panel (bench, "_Write Anyway"); /* without a reason nothing is done */
  g_assert_true (panel_shows (bench, "1 of 2"));
  stack = app_find (kw_window_get_panel (bench->app.window), GTK_TYPE_STACK, NULL);
  reason = app_find (gtk_stack_get_visible_child (GTK_STACK (stack)), ADW_TYPE_ENTRY_ROW,
                     "_Reason");
  gtk_editable_set_text (GTK_EDITABLE (reason), "the envelope was wrong");
  press_in_panel (bench, "_Write Anyway");
  until_panel_shows (bench, "2 of 2 cards are written.");
}

/* Stopping
 * */

static void
test_a_stopped_batch_says_what_is_left_and_goes_on (Bench *bench, gconstpointer unused)
{
  start_two (bench);
  lay (bench, "card0");
  until_panel_shows (bench, "Lift this card.");
  g_assert_true (kw_panel_take_back (KW_PANEL (kw_window_get_panel (bench->app.window))));
  until_panel_shows (bench, "1 of 2 cards are written.");
  g_assert_true (panel_shows (bench, "1 card is still to be made."));
  press_in_panel (bench, "_Resume");
  until_panel_shows (bench, "Lift the card that lies there first.");
  lift (bench);
  until_panel_shows (bench, "Lay a card on");
  lay (bench, "card1");
  until_panel_shows (bench, "2 of 2 cards are written.");
}

static void
test_what_was_stopped_is_offered (Bench *bench, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = NULL;

  start_two (bench);
  until_panel_shows (bench, "Lay a card on");
  g_assert_true (kw_window_show_panel (bench->app.window, NULL) == FALSE); /* stops first */
  until_panel_shows (bench, "0 of 2 cards are written.");
  g_assert_true (kw_window_show_panel (bench->app.window, NULL));
  until_page_shows (bench, "A batch of 2 cards stopped at 0.");
  press_on_page (bench, "_Resume");
  until_panel_shows (bench, "0 of 2");
  lay (bench, "card0");
  until_panel_shows (bench, "1 of 2");

  g_assert_true (kw_panel_take_back (KW_PANEL (kw_window_get_panel (bench->app.window))));
  until_panel_shows (bench, "Resume");
  g_assert_true (kw_window_show_panel (bench->app.window, NULL));
  until_page_shows (bench, "A batch of 2 cards stopped at 1.");
  press_on_page (bench, "_End");
  do
    {
      g_clear_pointer (&batch, kw_batch_unref);
      batch = load_open (bench);
    }
  while (batch != NULL);
}

/* Another panel takes the place, and the first one is gone with what it knew. */
static void
replace_panel (Bench *bench)
{
  GtkWidget *other = kw_passphrase_panel_new (bench->app.session, NULL);

  g_assert_true (kw_window_show_panel (bench->app.window, other));
}

static void
test_what_is_finished_is_not_offered (Bench *bench, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = NULL;

  start_two (bench);
  press_in_panel (bench, "S_kip");
  until_panel_shows (bench, "0 of 2");
  app_settle ();
  lay (bench, "card0");
  until_panel_shows (bench, "1 of 2 cards are written.");
  replace_panel (bench);
  batch = load_open (bench);
  g_assert_null (batch);
}

static void
fail_second_card (Bench *bench)
{
  start_two (bench);
  lay (bench, "card0");
  until_panel_shows (bench, "Lift this card.");
  lift (bench);
  until_panel_shows (bench, "Lay a card on");
  lay (bench, "card0"); /* again, for another room */
  until_panel_shows (bench, "writing it would take that away");
}

static void
test_what_stood_in_the_way_is_in_the_summary (Bench *bench, gconstpointer unused)
{
  fail_second_card (bench);
  g_assert_true (kw_panel_take_back (KW_PANEL (kw_window_get_panel (bench->app.window))));
  until_panel_shows (bench, "1 of 2 cards are written.");
  g_assert_true (panel_shows (bench, "The card laid down opens something for somebody else."));
}

static void
test_what_stood_in_the_way_is_kept_for_later (Bench *bench, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = NULL;

  fail_second_card (bench);
  replace_panel (bench);
  batch = load_open (bench);
  g_assert_cmpstr (batch->cards[1].problem, ==, "card-in-use");
}

/* Torn while somebody stops: the summary names the card that is to be laid down again. */
static void
test_a_card_torn_while_stopping_is_told (Bench *bench, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = NULL;

  start_two (bench);
  emulator_process_run (bench->emulator, "fault late write=1 ms=800"); /* time to stop */
  emulator_process_run (bench->emulator, "fault remove when=middle write=3");
  lay (bench, "card0");
  until_panel_shows (bench, "Writing");
  g_assert_true (kw_panel_take_back (KW_PANEL (kw_window_get_panel (bench->app.window))));
  until_panel_shows (bench, "0 of 2 cards are written.");
  batch = load_open (bench);
  g_assert_cmpstr (batch->cards[0].problem, ==, "present-card-again");
}

/* The page says the same. */
static gboolean
has_toast (gpointer window)
{
  GtkWidget *overlay = app_find (window, ADW_TYPE_TOAST_OVERLAY, NULL);
  GtkWidget *toast = gtk_widget_get_last_child (overlay);

  return strcmp (gtk_widget_get_css_name (toast), "toast") == 0 &&
         app_find (toast, GTK_TYPE_LABEL, "A batch of 2 cards stopped at 1.") != NULL;
}

static gboolean
has_no_toast (gpointer window)
{
  return !has_toast (window);
}

static void
test_the_next_window_offers_it_too (Bench *bench, gconstpointer unused)
{
  start_two (bench);
  lay (bench, "card0");
  until_panel_shows (bench, "1 of 2");
  gtk_window_destroy (GTK_WINDOW (bench->app.window));
  app_settle ();
  g_clear_object (&bench->app.session);
  g_clear_object (&bench->app.settings);
  app_fixture_open_window (&bench->app);
  station_until (has_toast, bench->app.window);

  open_page (bench);
  station_until (has_no_toast, bench->app.window);
  until_page_shows (bench, "A batch of 2 cards stopped at 1.");
  press_on_page (bench, "_Resume");
  until_panel_shows (bench, "Lift the card that lies there first."); /* it may be the last one */
}

static void
test_another_panel_in_its_place_is_said_to_stop_it (Bench *bench, gconstpointer unused)
{
  start_two (bench);
  lay (bench, "card0");
  until_panel_shows (bench, "1 of 2");
  lift (bench);
  until_panel_shows (bench, "Lay a card on");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (bench->app.window), "win.renew", NULL));
  station_until (has_toast, bench->app.window);
}

static void
test_cards_are_erased (Bench *bench, gconstpointer unused)
{
  GtkWidget *page = open_page (bench);

  gtk_stack_set_visible_child_name (GTK_STACK (app_find (page, GTK_TYPE_STACK, NULL)), "blank");
  until_page_shows (bench, "10 cards are erased");
  press_on_page (bench, "S_tart");
  until_panel_shows (bench, "Card 1 of 10");
  lay (bench, "card0");
  until_panel_shows (bench, "Lift this card. Next: Card 2 of 10.");
  lift (bench);
  until_panel_shows (bench, "Lay a card on");
  g_assert_true (panel_shows (bench, "1 of 10"));
}

static void
test_templates_are_whole (void)
{
  g_autoptr (GtkWidget) summary = g_object_ref_sink (g_object_new (KW_TYPE_BATCH_SUMMARY, NULL));
  g_autoptr (GtkWidget) panel = g_object_ref_sink (g_object_new (KW_TYPE_BATCH_PANEL, NULL));
  g_autoptr (GtkWidget) rooms = g_object_ref_sink (g_object_new (KW_TYPE_BATCH_ROOMS, NULL));
  g_autoptr (GtkWidget) staff = g_object_ref_sink (g_object_new (KW_TYPE_BATCH_STAFF, NULL));
  g_autoptr (GtkWidget) page = g_object_ref_sink (g_object_new (KW_TYPE_BATCH_PAGE, NULL));

  g_assert_nonnull (app_find (summary, GTK_TYPE_LIST_BOX, NULL));
  g_assert_nonnull (app_find (panel, GTK_TYPE_PROGRESS_BAR, NULL));
  g_assert_nonnull (app_find (rooms, GTK_TYPE_LIST_VIEW, NULL));
  g_assert_nonnull (app_find (staff, GTK_TYPE_BUTTON, "A_dd to the List"));
  g_assert_nonnull (app_find (page, GTK_TYPE_BUTTON, "S_tart"));
}

#define TEST(path, function) g_test_add (path, Bench, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  TEST ("/app/batch/a-clock-that-has-jumped-is-asked-about-first",
        test_a_clock_that_has_jumped_is_asked_about_first);
  TEST ("/app/batch/rooms-are-chosen-with-check-marks", test_rooms_are_chosen_with_check_marks);
  TEST ("/app/batch/a-room-still-in-use-says-who-the-cards-are-for",
        test_a_room_still_in_use_says_who_the_cards_are_for);
  TEST ("/app/batch/every-room-has-a-check-box", test_every_room_has_a_check_box);
  TEST ("/app/batch/all-of-a-floor-are-chosen-and-stay-so",
        test_all_of_a_floor_are_chosen_and_stay_so);
  TEST ("/app/batch/a-room-that-is-gone-is-not-counted", test_a_room_that_is_gone_is_not_counted);
  TEST ("/app/batch/a-room-without-a-stay-says-what-to-do",
        test_a_room_without_a_stay_says_what_to_do);
  TEST ("/app/batch/staff-is-named-and-taken-off-again", test_staff_is_named_and_taken_off_again);
  TEST ("/app/batch/card-after-card-until-all-are-written",
        test_card_after_card_until_all_are_written);
  TEST ("/app/batch/a-card-is-skipped-and-taken-up-again",
        test_a_card_is_skipped_and_taken_up_again);
  TEST ("/app/batch/the-card-before-is-redone", test_the_card_before_is_redone);
  TEST ("/app/batch/a-torn-card-is-finished", test_a_torn_card_is_finished);
  TEST ("/app/batch/another-card-takes-a-torn-ones-place",
        test_another_card_takes_a_torn_ones_place);
  TEST ("/app/batch/a-card-in-use-needs-a-reason", test_a_card_in_use_needs_a_reason);
  TEST ("/app/batch/a-stopped-batch-says-what-is-left-and-goes-on",
        test_a_stopped_batch_says_what_is_left_and_goes_on);
  TEST ("/app/batch/what-was-stopped-is-offered", test_what_was_stopped_is_offered);
  TEST ("/app/batch/what-is-finished-is-not-offered", test_what_is_finished_is_not_offered);
  TEST ("/app/batch/what-stood-in-the-way-is-in-the-summary",
        test_what_stood_in_the_way_is_in_the_summary);
  TEST ("/app/batch/what-stood-in-the-way-is-kept-for-later",
        test_what_stood_in_the_way_is_kept_for_later);
  TEST ("/app/batch/a-card-torn-while-stopping-is-told", test_a_card_torn_while_stopping_is_told);
  TEST ("/app/batch/the-next-window-offers-it-too", test_the_next_window_offers_it_too);
  TEST ("/app/batch/another-panel-in-its-place-is-said-to-stop-it",
        test_another_panel_in_its_place_is_said_to_stop_it);
  TEST ("/app/batch/cards-are-erased", test_cards_are_erased);
  g_test_add_func ("/app/batch/templates-are-whole", test_templates_are_whole);
  return g_test_run ();
}
