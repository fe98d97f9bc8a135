/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* What one can do with the card that lies there, from the bar, with the real worker at the emulated
 * encoder. */
#include "config.h"

#include "window-station.h"

#include "kw-card-bar.h"
#include "kw-card-panel.h"
#include "kw-desk-stays.h"
#include "kw-encode-panel.h"
#include "kw-loss-panel.h"
#include "kw-stay-form.h"
#include "kw-stay-panel.h"
#include "kw-time-row.h"

typedef struct
{
  AppFixture app;
  EmulatorProcess *emulator;
  GtkWidget *bar;
} Bench;

static void
set_up (Bench *bench, gconstpointer unused)
{
  bench->emulator = window_station_open (&bench->app);
  bench->bar = app_find (GTK_WIDGET (bench->app.window), KW_TYPE_CARD_BAR, NULL);
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  window_station_close (&bench->app, &bench->emulator);
}

static KwDoorRef
get_door (Bench *bench, const char *room)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (bench->app.desk.desk), room,
                                              NULL);

  return (KwDoorRef){ door->building, door->number };
}

static gboolean
is_nothing_there (gpointer user_data)
{
  Bench *bench = user_data;

  return kw_desk_watch_get_phase (kw_session_get_watch (bench->app.session)) ==
         KW_DESK_WATCH_PHASE_EMPTY;
}

/* What lies there, and until the desk knows it: the bar shows two cards while it slides. */
static void
take (Bench *bench)
{
  emulator_process_run (bench->emulator, "take");
  app_until (is_nothing_there, bench);
}

static gboolean
has_result (gpointer user_data)
{
  return *(GAsyncResult **)user_data != NULL;
}

/* A card that slides is read again, as the window does it. */
static KwDeskOutcome *
run (Bench *bench, const KwDeskIssueRequest *request)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (KwDeskJob) job = kw_desk_job_new_issue (bench->app.desk.desk, request);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      KwDeskOutcome *outcome = NULL;

      kw_desk_job_run_async (job, 5000, NULL, fixture_take_result_cb, &result);
      app_until (has_result, &result);
      outcome = kw_desk_job_run_finish (job, result, &error);
      if (outcome != NULL)
        return outcome;
      g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_PRESENT_CARD_AGAIN);
    }
  g_assert_not_reached ();
}

/* Writes @card, which is new, for @room and leaves it there. Its stay. */
static gint64
issue (Bench *bench, const char *card, const char *room)
{
  const KwDeskIssueRequest request = { .kind = KW_GRANT_KIND_TENANT,
                                       .door = get_door (bench, room) };
  g_autoptr (KwDeskOutcome) outcome = NULL;

  emulator_process_run (bench->emulator, "new classic1k 04a1b2%s %s", card, card);
  emulator_process_run (bench->emulator, "put %s", card);
  outcome = run (bench, &request);
  app_until_text (bench->bar, "Room ");
  return outcome->stay->id;
}

static gboolean
act (Bench *bench, const char *action)
{
  return gtk_widget_activate_action (bench->bar, action, NULL);
}

typedef struct
{
  Bench *bench;
  GType type;
} WantedPanel;

static gboolean
has_panel (gpointer user_data)
{
  const WantedPanel *wanted = user_data;
  GtkWidget *panel = kw_window_get_panel (wanted->bench->app.window);

  return panel != NULL && g_type_is_a (G_OBJECT_TYPE (panel), wanted->type);
}

static GtkWidget *
until_panel (Bench *bench, GType type)
{
  WantedPanel wanted = { bench, type };

  app_until (has_panel, &wanted);
  return kw_window_get_panel (bench->app.window);
}

static void
move_stay (Bench *bench, gint64 stay_id, const char *room)
{
  const KwDeskStayRequest request = { .stay_id = stay_id,
                                      .n_doors = 1,
                                      .doors = { get_door (bench, room) } };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwStay) stay = NULL;
  g_autoptr (GError) error = NULL;

  kw_desk_put_stay_async (bench->app.desk.desk, &request, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  stay = kw_desk_put_stay_finish (bench->app.desk.desk, result, &error);
  g_assert_no_error (error);
}

static void
test_a_card_that_lies_there_is_called_by_its_name (Bench *bench, gconstpointer unused)
{
  GtkWidget *panel = NULL;

  issue (bench, "c1", "306");
  take (bench);
  issue (bench, "c2", "306");
  app_until_text (bench->bar, "Room 306, copy");

  g_assert_true (act (bench, "bar.return"));
  panel = until_panel (bench, KW_TYPE_ENCODE_PANEL);
  app_until_text (panel, "Card 1-2 (Room 306, copy) is erased and opens nothing afterwards.");
}

static void
test_the_card_that_was_named_is_the_one_that_is_erased (Bench *bench, gconstpointer unused)
{
  GtkWidget *panel = NULL;

  issue (bench, "c1", "306");
  take (bench);
  issue (bench, "c2", "306");
  app_until_text (bench->bar, "Room 306, copy");
  g_assert_true (act (bench, "bar.return"));
  panel = until_panel (bench, KW_TYPE_ENCODE_PANEL);
  app_until_text (panel, "Card 1-2");
  emulator_process_run (bench->emulator, "swap c1");
  app_until_text (bench->bar, "Room 306");
  app_press_text (panel, "Erase Card");
  app_until_text (panel, "Use Another Card");
  emulator_process_run (bench->emulator, "swap c2");
  app_until_text (panel, "The card is blank again");
}

static void
test_a_card_that_is_not_meant_is_not_named (Bench *bench, gconstpointer unused)
{
  const gint64 stay_id = issue (bench, "c1", "306");
  const KwSubject subject = { .door = get_door (bench, "306"), .stay_id = stay_id };
  GtkWidget *panel = NULL;

  take (bench);
  issue (bench, "c2", "307");
  app_until_text (bench->bar, "Room 307");
  kw_session_set_subject (bench->app.session, &subject);
  gtk_widget_activate_action (GTK_WIDGET (bench->app.window), "win.return", NULL);
  panel = until_panel (bench, KW_TYPE_ENCODE_PANEL);
  app_until_text (panel, "The card you lay down is erased and opens nothing afterwards.");
  app_until_text (panel, "It has to be a card of the stay in room 306.");
}

static void
test_a_stay_that_was_not_moved_gets_its_other_room_first (Bench *bench, gconstpointer unused)
{
  const gint64 stay_id = issue (bench, "c1", "306");
  GtkWidget *panel = NULL;

  g_assert_true (act (bench, "bar.move"));
  until_panel (bench, KW_TYPE_STAY_FORM);
  app_until_text (GTK_WIDGET (bench->app.window), "Move out of 306");

  gtk_widget_activate_action (GTK_WIDGET (bench->app.window), "win.back", NULL);
  move_stay (bench, stay_id, "307");
  g_assert_true (act (bench, "bar.move"));
  panel = until_panel (bench, KW_TYPE_ENCODE_PANEL);
  app_until_text (panel, "Opens room 307");
  app_press_text (panel, "Write Card");
  app_until_text (panel, "This is card 1-1.");
  app_until_text (bench->bar, "Room 307");
}

static void
test_a_moved_stay_is_moved_without_its_card_at_hand (Bench *bench, gconstpointer unused)
{
  const gint64 stay_id = issue (bench, "c1", "306");
  const KwSubject subject = { .door = get_door (bench, "307"), .stay_id = stay_id };
  GtkWidget *panel = NULL;
  GtkWidget *n_cards = NULL;

  take (bench);
  issue (bench, "c2", "306");
  take (bench);
  move_stay (bench, stay_id, "307");
  kw_session_set_subject (bench->app.session, &subject);
  gtk_widget_activate_action (GTK_WIDGET (bench->app.window), "win.move", NULL);
  panel = until_panel (bench, KW_TYPE_ENCODE_PANEL);
  app_until_text (panel, "The card you lay down opens the rooms that its stay has now.");
  app_until_text (panel, "It has to be a card of the stay in room 307.");
  n_cards = app_find (panel, GTK_TYPE_SPIN_BUTTON, NULL);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (n_cards)), ==, 2);
}

static void
test_it_is_renewed_or_reported_lost (Bench *bench, gconstpointer unused)
{
  GtkWidget *panel = NULL;
  GtkWidget *until = NULL;

  issue (bench, "c1", "306");
  g_assert_true (act (bench, "bar.renew"));
  panel = until_panel (bench, KW_TYPE_ENCODE_PANEL);
  app_until_text (panel, "The card works until then already.");
  until = app_find (panel, KW_TYPE_TIME_ROW, NULL);
  g_assert_cmpint (kw_time_row_get_unix_s (KW_TIME_ROW (until)), >, 0);
  g_assert_true (act (bench, "bar.lost"));
  app_until_text (until_panel (bench, KW_TYPE_LOSS_PANEL), "Card 1-1 is for room 306");
}

static void
close_stay (Bench *bench, gint64 stay_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwStay) stay = NULL;
  g_autoptr (GError) error = NULL;

  kw_desk_close_stay_async (bench->app.desk.desk, stay_id, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  stay = kw_desk_close_stay_finish (bench->app.desk.desk, result, NULL, &error);
  g_assert_no_error (error);
}

static void
test_a_card_of_an_ended_stay_is_to_be_returned (Bench *bench, gconstpointer unused)
{
  const gint64 stay_id = issue (bench, "c1", "306");
  GtkWidget *renew = app_find (bench->bar, GTK_TYPE_BUTTON, "Re_new");
  GtkWidget *take_back = app_find (bench->bar, GTK_TYPE_BUTTON, "_Return");

  g_assert_true (gtk_widget_get_visible (renew));
  g_assert_false (gtk_widget_has_css_class (take_back, "suggested-action"));
  close_stay (bench, stay_id);
  app_until_text (bench->bar, "The stay of this card has ended; return the card.");
  g_assert_false (gtk_widget_get_visible (renew));
  g_assert_true (gtk_widget_has_css_class (take_back, "suggested-action"));

  kw_session_set_subject (bench->app.session, &(KwSubject){ 0 });
  gtk_widget_activate_action (GTK_WIDGET (bench->app.window), "win.renew", NULL);
  app_until_text (until_panel (bench, KW_TYPE_ENCODE_PANEL),
                  "Card 1-1 (Room 306) is erased and opens nothing afterwards.");
  app_press_text (kw_window_get_panel (bench->app.window), "Erase Card");
  app_until_text (bench->bar, "This card is blank.");
  g_assert_false (gtk_widget_has_css_class (take_back, "suggested-action"));
}

/* No lock has seen the newer card yet. */
static void
test_a_superseded_card_may_still_open (Bench *bench, gconstpointer unused)
{
  const gint64 stay_id = issue (bench, "01", "305");
  const KwDeskIssueRequest request = { .kind = KW_GRANT_KIND_TENANT,
                                       .door = get_door (bench, "305"),
                                       .stay_id = stay_id,
                                       .mode = KW_DESK_ISSUE_MODE_NEW,
                                       .new_reason = KW_DESK_NEW_REASON_DAMAGED };
  g_autoptr (KwDeskOutcome) newer = NULL;
  GtkWidget *panel = NULL;

  take (bench);
  emulator_process_run (bench->emulator, "new classic1k 04a1b202 02");
  emulator_process_run (bench->emulator, "put 02");
  newer = run (bench, &request);
  take (bench);
  emulator_process_run (bench->emulator, "put 01");
  app_until_text (bench->bar, "This card still opens its door until a newer one is used there");

  gtk_widget_activate_action (bench->bar, "win.show-stay", "x", stay_id);
  panel = until_panel (bench, KW_TYPE_STAY_PANEL);
  app_until_text (panel, "1 older card may still open its door");
  app_until_text (panel, "Superseded, may open until");
}

static void
test_its_stay_and_the_card_are_shown (Bench *bench, gconstpointer unused)
{
  issue (bench, "c1", "306");
  g_assert_true (act (bench, "bar.show-stay"));
  until_panel (bench, KW_TYPE_STAY_PANEL);
  app_until_text (GTK_WIDGET (bench->app.window), "Stays");
  g_assert_true (act (bench, "bar.show-card"));
  until_panel (bench, KW_TYPE_CARD_PANEL);
}

/* What can be pressed in the menu now. */
static char *
dup_items (Bench *bench)
{
  static const char *const labels[] = { "Move to Another Room", "Report Lost", "Show Its Stay",
                                        "Show the Card" };
  GtkWidget *more = app_find (bench->bar, GTK_TYPE_MENU_BUTTON, NULL);
  GString *letters = g_string_new (NULL);

  gtk_menu_button_popup (GTK_MENU_BUTTON (more));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      GtkWidget *label = NULL;

      app_until_text (more, labels[i]);
      label = app_find_text (more, labels[i]);
      if (gtk_widget_is_sensitive (label))
        g_string_append_printf (letters, "%s\n", labels[i]);
    }
  gtk_menu_button_popdown (GTK_MENU_BUTTON (more));
  return g_string_free (letters, FALSE);
}

static void
test_what_does_not_fit_the_card_cannot_be_pressed (Bench *bench, gconstpointer unused)
{
  const KwDeskIssueRequest request = { .kind = KW_GRANT_KIND_BUILDING,
                                       .building = 1,
                                       .holder = "Maria",
                                       .until_unix_s = bench->app.desk.now_unix_s + 86400 };
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autofree char *tenant = NULL;
  g_autofree char *staff = NULL;

  issue (bench, "c1", "306");
  tenant = dup_items (bench);
  g_assert_cmpstr (tenant, ==, "Move to Another Room\nReport Lost\nShow Its Stay\nShow the Card\n");

  take (bench);
  emulator_process_run (bench->emulator, "new classic1k 04a1b2c2 c2");
  emulator_process_run (bench->emulator, "put c2");
  outcome = run (bench, &request);
  app_until_text (bench->bar, "Building card, Maria");
  staff = dup_items (bench);
  g_assert_cmpstr (staff, ==, "Report Lost\nShow the Card\n");
}

static void
test_without_a_card_it_says_what_to_do (Bench *bench, gconstpointer unused)
{
  GtkWidget *window = GTK_WIDGET (bench->app.window);

  app_until_text (bench->bar, "Lay a card on the encoder to see what it is");
  gtk_widget_activate_action (window, "win.identify", NULL);
  app_until_text (app_find (window, ADW_TYPE_TOAST_OVERLAY, NULL), "Lay a card on the encoder");
  emulator_process_run (bench->emulator, "unplug");
  app_until_text (bench->bar, "The encoder was unplugged. Plug it in to go on.");
  emulator_process_run (bench->emulator, "plug");
  app_until_text (bench->bar, "Lay a card on the encoder to see what it is");
}

#define TEST(path, function)                                                                       \
  g_test_add ("/app/card-bar/" path, Bench, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  TEST ("a-card-that-lies-there-is-called-by-its-name",
        test_a_card_that_lies_there_is_called_by_its_name);
  TEST ("the-card-that-was-named-is-the-one-that-is-erased",
        test_the_card_that_was_named_is_the_one_that_is_erased);
  TEST ("a-card-that-is-not-meant-is-not-named", test_a_card_that_is_not_meant_is_not_named);
  TEST ("a-stay-that-was-not-moved-gets-its-other-room-first",
        test_a_stay_that_was_not_moved_gets_its_other_room_first);
  TEST ("a-moved-stay-is-moved-without-its-card-at-hand",
        test_a_moved_stay_is_moved_without_its_card_at_hand);
  TEST ("it-is-renewed-or-reported-lost", test_it_is_renewed_or_reported_lost);
  TEST ("a-card-of-an-ended-stay-is-to-be-returned",
        test_a_card_of_an_ended_stay_is_to_be_returned);
  TEST ("a-superseded-card-may-still-open", test_a_superseded_card_may_still_open);
  TEST ("its-stay-and-the-card-are-shown", test_its_stay_and_the_card_are_shown);
  TEST ("what-does-not-fit-the-card-cannot-be-pressed",
        test_what_does_not_fit_the_card_cannot_be_pressed);
  TEST ("without-a-card-it-says-what-to-do", test_without_a_card_it_says_what_to_do);
  return g_test_run ();
}
