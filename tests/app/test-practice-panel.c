/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* The practice panel in the window, with the real worker at the emulated encoder. */
#include "config.h"

#include "window-station.h"

#include "kw-encode-panel.h"
#include "kw-practice-dock.h"
#include "kw-practice-panel.h"
#include "kw-practice-tile.h"
#include "kw-search.h"

#include <string.h>

typedef struct
{
  AppFixture app;
  EmulatorProcess *emulator;
  KwPracticeDock *dock;
  KwPracticePanel *panel;
} Bench;

static gboolean
is_available (gpointer dock)
{
  return kw_practice_dock_is_available (dock);
}

static void
set_up_closed (Bench *bench, gconstpointer unused)
{
  bench->emulator = window_station_open (&bench->app);
  bench->dock = KW_PRACTICE_DOCK (
      app_find (GTK_WIDGET (bench->app.window), KW_TYPE_PRACTICE_DOCK, NULL));
  app_until (is_available, bench->dock);
}

static void
toggle (Bench *bench)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (bench->app.window), "win.practice", NULL));
}

static void
set_up (Bench *bench, gconstpointer unused)
{
  set_up_closed (bench, NULL);
  toggle (bench);
  bench->panel = KW_PRACTICE_PANEL (adw_bin_get_child (ADW_BIN (bench->dock)));
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  g_settings_reset (bench->app.settings, "is-practice-shown"); /* one store for all tests */
  window_station_close (&bench->app, &bench->emulator);
}

/* Looking */

typedef struct
{
  GtkWidget *root;
  GType type;
  const char *label;
} Wanted;

static gboolean
is_found (gpointer user_data)
{
  const Wanted *wanted = user_data;

  return app_find (wanted->root, wanted->type, wanted->label) != NULL;
}

static void
until_found (GtkWidget *root, GType type, const char *label)
{
  Wanted wanted = { root, type, label };

  app_until (is_found, &wanted);
}

static KwPracticeTile *
find_tile (Bench *bench, const char *name)
{
  GtkWidget *label = app_find (GTK_WIDGET (bench->panel), GTK_TYPE_LABEL, name);

  return label == NULL ? NULL
                       : KW_PRACTICE_TILE (gtk_widget_get_ancestor (label, KW_TYPE_PRACTICE_TILE));
}

static void
press (Bench *bench, const char *label)
{
  app_press (app_find (GTK_WIDGET (bench->panel), GTK_TYPE_BUTTON, label));
}

static void
make_card (Bench *bench, KwPracticeMedium medium, const char *name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (bench->panel), "practice.new-card", "i",
                                             (int)medium));
  until_found (GTK_WIDGET (bench->panel), GTK_TYPE_LABEL, name);
}

typedef struct
{
  KwPracticeTile *tile;
  gboolean is_on_encoder;
} Place;

/* As the button shows it and as the emulator has it. */
static gboolean
is_in_place (gpointer user_data)
{
  const Place *place = user_data;

  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (place->tile)) == place->is_on_encoder &&
         kw_practice_card_is_on_encoder (kw_practice_tile_get_card (place->tile)) ==
             place->is_on_encoder;
}

static void
until_lies (Bench *bench, const char *name, gboolean is_on_encoder)
{
  Place place = { find_tile (bench, name), is_on_encoder };

  app_until (is_in_place, &place);
}

static void
press_tile (Bench *bench, const char *name, gboolean is_on_encoder)
{
  app_press (GTK_WIDGET (find_tile (bench, name)));
  until_lies (bench, name, is_on_encoder);
}

/* Cards */

static void
test_a_card_is_made_laid_down_and_lifted (Bench *bench, gconstpointer unused)
{
  make_card (bench, KW_PRACTICE_MEDIUM_DESFIRE, "Card 1");
  g_assert_nonnull (app_find (GTK_WIDGET (bench->panel), GTK_TYPE_LABEL, "DESFire"));
  until_lies (bench, "Card 1", FALSE);

  press_tile (bench, "Card 1", TRUE);
  until_found (GTK_WIDGET (bench->app.window), GTK_TYPE_LABEL, "This card is blank.");
  press_tile (bench, "Card 1", FALSE);
}

static void
test_a_second_card_takes_the_place_of_the_first (Bench *bench, gconstpointer unused)
{
  make_card (bench, KW_PRACTICE_MEDIUM_CLASSIC_1K, "Card 1");
  make_card (bench, KW_PRACTICE_MEDIUM_CLASSIC_4K, "Card 2");
  press_tile (bench, "Card 1", TRUE);

  press_tile (bench, "Card 2", TRUE);

  until_lies (bench, "Card 1", FALSE);
}

static void
test_several_cards_lie_there_at_once (Bench *bench, gconstpointer unused)
{
  make_card (bench, KW_PRACTICE_MEDIUM_CLASSIC_1K, "Card 1");
  make_card (bench, KW_PRACTICE_MEDIUM_CLASSIC_1K, "Card 2");
  press_tile (bench, "Card 1", TRUE);
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (app_find (GTK_WIDGET (bench->panel), GTK_TYPE_BUTTON, "Several at Once")),
      TRUE);

  press_tile (bench, "Card 2", TRUE);

  until_lies (bench, "Card 1", TRUE);
  until_found (GTK_WIDGET (bench->app.window), GTK_TYPE_LABEL, "Two cards are on the encoder.");
}

static void
test_cards_stand_in_the_order_of_their_numbers (Bench *bench, gconstpointer unused)
{
  GtkWidget *ninth = NULL;

  for (guint i = 1; i <= 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("Card %u", i);

      make_card (bench, KW_PRACTICE_MEDIUM_CLASSIC_1K, name);
    }

  ninth = GTK_WIDGET (find_tile (bench, "Card 9"));
  g_assert_true (gtk_widget_get_next_sibling (ninth) == GTK_WIDGET (find_tile (bench, "Card 10")));
}

static void
test_what_somebody_else_did_is_shown (Bench *bench, gconstpointer unused)
{
  emulator_process_run (bench->emulator, "new classic1k 04a1b2c3 theirs");
  until_found (GTK_WIDGET (bench->panel), GTK_TYPE_LABEL, "theirs");
  emulator_process_run (bench->emulator, "put theirs");
  until_lies (bench, "theirs", TRUE);
}

/* Encoder */

static GtkToggleButton *
find_toggle (Bench *bench, const char *label)
{
  return GTK_TOGGLE_BUTTON (app_find (GTK_WIDGET (bench->panel), GTK_TYPE_TOGGLE_BUTTON, label));
}

static gboolean
is_armed (gpointer user_data)
{
  Bench *bench = user_data;

  return kw_practice_is_tear_armed (kw_desk_get_practice (bench->app.desk.desk));
}

static gboolean
is_calm (gpointer user_data)
{
  return !is_armed (user_data);
}

static void
test_one_moment_to_tear_is_chosen_at_a_time (Bench *bench, gconstpointer unused)
{
  press (bench, "Before");
  app_until (is_armed, bench);
  press (bench, "Halfway");
  g_assert_false (gtk_toggle_button_get_active (find_toggle (bench, "Before")));
  g_assert_true (gtk_toggle_button_get_active (find_toggle (bench, "Halfway")));

  press (bench, "Halfway");
  app_until (is_calm, bench);
  g_assert_false (gtk_toggle_button_get_active (find_toggle (bench, "Halfway")));
}

static gboolean
is_plugged_in (gpointer user_data)
{
  Bench *bench = user_data;

  return kw_practice_is_plugged_in (kw_desk_get_practice (bench->app.desk.desk));
}

static gboolean
is_unplugged (gpointer user_data)
{
  return !is_plugged_in (user_data);
}

static gboolean
is_switched_off (gpointer widget)
{
  return !gtk_switch_get_active (widget) && !gtk_switch_get_state (widget);
}

static void
test_the_plug_is_pulled_and_put_back (Bench *bench, gconstpointer unused)
{
  GtkSwitch *plug = GTK_SWITCH (app_find (GTK_WIDGET (bench->panel), GTK_TYPE_SWITCH, NULL));

  g_assert_true (gtk_switch_get_active (plug));
  gtk_switch_set_active (plug, FALSE);
  app_until (is_unplugged, bench);
  app_until (is_switched_off, plug);

  gtk_switch_set_active (plug, TRUE);
  app_until (is_plugged_in, bench);
}

static gboolean
has_panel_no_more (gpointer user_data)
{
  Bench *bench = user_data;

  return adw_bin_get_child (ADW_BIN (bench->dock)) == NULL;
}

static void
test_with_the_emulator_goes_the_panel (Bench *bench, gconstpointer unused)
{
  make_card (bench, KW_PRACTICE_MEDIUM_CLASSIC_1K, "Card 1");
  emulator_process_run (bench->emulator, "quit");

  app_until (has_panel_no_more, bench);

  g_assert_false (kw_practice_dock_is_available (bench->dock));
}

/* Doors */

static KwDeskPlace
get_room (Bench *bench, const char *room)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (bench->app.desk.desk), room,
                                              NULL);

  return (KwDeskPlace){ .kind = KW_DESK_PLACE_DOOR, .door = { door->building, door->number } };
}

static gboolean
has_encode_panel (gpointer user_data)
{
  Bench *bench = user_data;

  return KW_IS_ENCODE_PANEL (kw_window_get_panel (bench->app.window));
}

static KwFlow *
get_flow (Bench *bench)
{
  return kw_encode_panel_get_flow (KW_ENCODE_PANEL (kw_window_get_panel (bench->app.window)));
}

/* Orders a card for a room, as far as it waits for one. */
static void
order_card (Bench *bench, const char *room)
{
  const KwSubject subject = { .door = get_room (bench, room).door };

  kw_session_set_subject (bench->app.session, &subject);
  gtk_widget_activate_action (GTK_WIDGET (bench->app.window), "win.issue", NULL);
  app_until (has_encode_panel, bench);
  kw_flow_start (get_flow (bench));
}

static gboolean
is_over (gpointer flow)
{
  return kw_flow_is_over (flow);
}

static void
show_to_door (Bench *bench, const char *expected_word, const char *expected_reason)
{
  GtkWidget *door = GTK_WIDGET (kw_practice_panel_get_door (bench->panel));

  app_press (app_find (door, GTK_TYPE_BUTTON, "Show Card"));
  until_found (door, GTK_TYPE_LABEL, expected_word);
  g_assert_nonnull (app_find (door, GTK_TYPE_LABEL, expected_reason));
}

static void
choose (Bench *bench, KwDeskPlace place)
{
  kw_practice_door_choose (kw_practice_panel_get_door (bench->panel), &place);
}

static void
test_a_card_from_the_panel_is_written_and_opens_its_door (Bench *bench, gconstpointer unused)
{
  make_card (bench, KW_PRACTICE_MEDIUM_CLASSIC_1K, "Card 1");
  order_card (bench, "306");
  press_tile (bench, "Card 1", TRUE);
  app_until (is_over, get_flow (bench));

  show_to_door (bench, "Opens", "The card opens the door."); /* of the card, unasked */
  choose (bench, get_room (bench, "307"));
  until_found (GTK_WIDGET (bench->panel), GTK_TYPE_LABEL, "Shut");
  show_to_door (bench, "Stays shut", "The card is for another place.");
  choose (bench, (KwDeskPlace){ .kind = KW_DESK_PLACE_ELEVATOR, .number = 1 });
  show_to_door (bench, "Opens", "Landings UG and 3 can be chosen.");
}

static gboolean
is_not_done (gpointer flow)
{
  return kw_flow_get_state (flow) == KW_FLOW_STATE_NOT_DONE;
}

static void
test_a_card_torn_away_is_finished_when_it_is_laid_down_again (Bench *bench, gconstpointer unused)
{
  make_card (bench, KW_PRACTICE_MEDIUM_CLASSIC_1K, "Card 1");
  order_card (bench, "306");
  press (bench, "Halfway");
  app_until (is_armed, bench);

  app_press (GTK_WIDGET (find_tile (bench, "Card 1")));
  app_until (is_not_done, get_flow (bench));
  until_lies (bench, "Card 1", FALSE);
  app_until (is_calm, bench);
  g_assert_false (gtk_toggle_button_get_active (find_toggle (bench, "Halfway")));

  press_tile (bench, "Card 1", TRUE);
  app_until (is_over, get_flow (bench));
  show_to_door (bench, "Opens", "The card opens the door.");
}

static void
test_a_newer_card_stops_the_older_one_at_the_door (Bench *bench, gconstpointer unused)
{
  KwFlowOrder order = { .kind = KW_FLOW_KIND_ISSUE };

  make_card (bench, KW_PRACTICE_MEDIUM_CLASSIC_1K, "Card 1");
  make_card (bench, KW_PRACTICE_MEDIUM_CLASSIC_1K, "Card 2");
  order_card (bench, "306");
  press_tile (bench, "Card 1", TRUE);
  app_until (is_over, get_flow (bench));
  press_tile (bench, "Card 1", FALSE);
  order = *kw_flow_get_order (get_flow (bench));
  order.issue.mode = KW_DESK_ISSUE_MODE_NEW;
  order.issue.new_reason = KW_DESK_NEW_REASON_LOST;
  kw_window_show_panel (bench->app.window,
                        kw_encode_panel_new (bench->app.session, &order, /* n_cards= */ 1));
  kw_flow_start (get_flow (bench));
  press_tile (bench, "Card 2", TRUE);
  app_until (is_over, get_flow (bench));

  show_to_door (bench, "Opens", "The card opens the door.");
  press_tile (bench, "Card 1", TRUE);
  until_found (GTK_WIDGET (bench->panel), GTK_TYPE_LABEL, "Shut");
  show_to_door (bench, "Stays shut", "A newer card was shown here.");
}

static void
test_while_a_card_is_waited_for_the_door_says_so (Bench *bench, gconstpointer unused)
{
  make_card (bench, KW_PRACTICE_MEDIUM_CLASSIC_1K, "Card 1");
  order_card (bench, "306");

  show_to_door (bench, "Not shown",
                "The encoder waits for a card to write. Finish that or close it first.");

  g_assert_cmpint (kw_flow_get_state (get_flow (bench)), ==, KW_FLOW_STATE_LAY_DOWN);
}

static void
test_without_a_card_the_door_says_so (Bench *bench, gconstpointer unused)
{
  show_to_door (bench, "Not shown", "No card lies on the encoder.");
}

static void
test_a_door_locked_from_inside_says_so (Bench *bench, gconstpointer unused)
{
  make_card (bench, KW_PRACTICE_MEDIUM_CLASSIC_1K, "Card 1");
  order_card (bench, "306");
  press_tile (bench, "Card 1", TRUE);
  app_until (is_over, get_flow (bench));
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (app_find (GTK_WIDGET (kw_practice_panel_get_door (bench->panel)),
                                   GTK_TYPE_TOGGLE_BUTTON, "Bolted")),
      TRUE);

  show_to_door (bench, "Stays shut", "The door is locked from inside.");
}

static void
test_a_door_shuts_when_the_card_is_lifted (Bench *bench, gconstpointer unused)
{
  make_card (bench, KW_PRACTICE_MEDIUM_CLASSIC_1K, "Card 1");
  press_tile (bench, "Card 1", TRUE);
  show_to_door (bench, "Stays shut", "The card is blank.");

  press_tile (bench, "Card 1", FALSE);

  until_found (GTK_WIDGET (bench->panel), GTK_TYPE_LABEL, "Shut");
}

/* The place in the window */

static void
test_it_is_closed_until_asked_for_and_stays_as_it_was_left (Bench *bench, gconstpointer unused)
{
  g_assert_null (adw_bin_get_child (ADW_BIN (bench->dock)));
  toggle (bench);
  g_assert_true (KW_IS_PRACTICE_PANEL (adw_bin_get_child (ADW_BIN (bench->dock))));
  g_assert_true (g_settings_get_boolean (bench->app.settings, "is-practice-shown"));

  toggle (bench); /* has the focus: goes */
  g_assert_null (adw_bin_get_child (ADW_BIN (bench->dock)));
  g_assert_false (g_settings_get_boolean (bench->app.settings, "is-practice-shown"));
}

static void
test_escape_gives_the_focus_back_and_stops_nothing (Bench *bench, gconstpointer unused)
{
  GtkRoot *root = GTK_ROOT (bench->app.window);
  GtkWidget *before = NULL;

  order_card (bench, "306");
  gtk_widget_grab_focus (app_find (GTK_WIDGET (bench->app.window), KW_TYPE_SEARCH, NULL));
  before = gtk_root_get_focus (root);
  g_assert_nonnull (before);
  toggle (bench);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (root), GTK_WIDGET (bench->panel)));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (bench->dock), "practice.leave", NULL));

  g_assert_true (gtk_root_get_focus (root) == before);
  g_assert_nonnull (adw_bin_get_child (ADW_BIN (bench->dock)));
  g_assert_cmpint (kw_flow_get_state (get_flow (bench)), ==, KW_FLOW_STATE_LAY_DOWN);
}

/* No page that was shown before takes the room away. */
static void
test_a_small_screen_has_room_for_it (Bench *bench, gconstpointer unused)
{
  int height_px = 0;

  kw_window_show_page (bench->app.window, "batch");
  kw_window_show_page (bench->app.window, "rooms");
  app_settle ();
  gtk_widget_measure (GTK_WIDGET (bench->app.window), GTK_ORIENTATION_VERTICAL, -1, &height_px,
                      NULL, NULL, NULL);
  g_assert_cmpint (height_px, <=, 420);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
#define TEST(path, set_up, function)                                                               \
  g_test_add ("/app/practice-panel/" path, Bench, NULL, set_up, function, tear_down)
  TEST ("a-card-is-made-laid-down-and-lifted", set_up, test_a_card_is_made_laid_down_and_lifted);
  TEST ("a-second-card-takes-the-place-of-the-first", set_up,
        test_a_second_card_takes_the_place_of_the_first);
  TEST ("several-cards-lie-there-at-once", set_up, test_several_cards_lie_there_at_once);
  TEST ("cards-stand-in-the-order-of-their-numbers", set_up,
        test_cards_stand_in_the_order_of_their_numbers);
  TEST ("what-somebody-else-did-is-shown", set_up, test_what_somebody_else_did_is_shown);
  TEST ("one-moment-to-tear-is-chosen-at-a-time", set_up,
        test_one_moment_to_tear_is_chosen_at_a_time);
  TEST ("the-plug-is-pulled-and-put-back", set_up, test_the_plug_is_pulled_and_put_back);
  TEST ("with-the-emulator-goes-the-panel", set_up, test_with_the_emulator_goes_the_panel);
  TEST ("a-card-from-the-panel-is-written-and-opens-its-door", set_up,
        test_a_card_from_the_panel_is_written_and_opens_its_door);
  TEST ("a-card-torn-away-is-finished-when-it-is-laid-down-again", set_up,
        test_a_card_torn_away_is_finished_when_it_is_laid_down_again);
  TEST ("a-newer-card-stops-the-older-one-at-the-door", set_up,
        test_a_newer_card_stops_the_older_one_at_the_door);
  TEST ("while-a-card-is-waited-for-the-door-says-so", set_up,
        test_while_a_card_is_waited_for_the_door_says_so);
  TEST ("without-a-card-the-door-says-so", set_up, test_without_a_card_the_door_says_so);
  TEST ("a-door-locked-from-inside-says-so", set_up, test_a_door_locked_from_inside_says_so);
  TEST ("a-door-shuts-when-the-card-is-lifted", set_up, test_a_door_shuts_when_the_card_is_lifted);
  TEST ("it-is-closed-until-asked-for-and-stays-as-it-was-left", set_up_closed,
        test_it_is_closed_until_asked_for_and_stays_as_it_was_left);
  TEST ("escape-gives-the-focus-back-and-stops-nothing", set_up,
        test_escape_gives_the_focus_back_and_stops_nothing);
  TEST ("a-small-screen-has-room-for-it", set_up, test_a_small_screen_has_room_for_it);
#undef TEST
  return g_test_run ();
}
