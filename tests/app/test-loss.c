/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* Lost cards: what is said, the walk-list, and its way onto paper. */
#include "config.h"

#include "../desk/register.h"
#include "fixture.h"

#include "kw-desk-journal.h"
#include "kw-desk-walk.h"
#include "kw-loss-panel.h"
#include "kw-visit-row.h"
#include "kw-walk-panel.h"
#include "kw-walk-print.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  AppFixture *app;
  const char *words;
} Wanted;

static gboolean
is_shown (gpointer user_data)
{
  Wanted *wanted = user_data;
  GtkWidget *panel = kw_window_get_panel (wanted->app->window);
  g_autoptr (GString) text = g_string_new (NULL);

  if (panel != NULL)
    app_collect_text (panel, text);
  return strstr (text->str, wanted->words) != NULL;
}

static void
until_shown (AppFixture *app, const char *words)
{
  Wanted wanted = { app, words };

  app_until (is_shown, &wanted);
}

static gboolean
shows (AppFixture *app, const char *words)
{
  Wanted wanted = { app, words };

  return is_shown (&wanted);
}

static void
press_lost (AppFixture *app, const KwSubject *subject)
{
  kw_session_set_subject (app->session, subject);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (app->window), "win.lost", NULL));
}

static void
open_card (AppFixture *app, const char *label)
{
  const KwSubject subject = { .card_label = (char *)label };

  press_lost (app, &subject);
}

static GtkWidget *
find_button (AppFixture *app, const char *label)
{
  return app_find (kw_window_get_panel (app->window), GTK_TYPE_BUTTON, label);
}

static void
report (AppFixture *app, const char *label)
{
  open_card (app, label);
  until_shown (app, "Whoever finds it can get in until");
  app_press (find_button (app, "Report _Lost"));
  until_shown (app, "Reported lost.");
}

/* Rows about lost cards, with what was said about them. */
static guint
count_lost_rows (AppFixture *app)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  guint n_rows = 0;

  kw_desk_list_journal_async (app->desk.desk, 0, 1000, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  entries = kw_desk_list_journal_finish (app->desk.desk, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const KwJournalEntry *entry = entries->pdata[i];

      n_rows += entry->event == KW_JOURNAL_EVENT_CARD_LOST && entry->n_personal == 1;
    }
  return n_rows;
}

static void
test_a_card_says_what_it_opens_and_what_stops_it (AppFixture *app, gconstpointer unused)
{
  register_put_card (&app->desk, 1, "306", /* areas= */ 1);
  open_card (app, "1-1");

  until_shown (app, "Card 1-1 is for room 306, Pool and every elevator landing.");
  g_assert_true (shows (app, "Room 306\nUntil tomorrow"));
  g_assert_true (shows (app, "a new card stops it here"));
  g_assert_true (shows (app, "a new card does not stop it here"));
  g_assert_true (shows (app, "It stops the lost card at room 306 when it is first shown there."));
  g_assert_true (shows (app, "It does not stop it at Pool, elevator Seehaus and elevator "
                             "Gartenhaus."));
  g_assert_true (shows (app, "4 places to go to"));
  g_assert_false (shows (app, "Write a"));
}

static void
test_one_press_reports_it_with_what_was_said (AppFixture *app, gconstpointer unused)
{
  register_put_card (&app->desk, 1, "306", /* areas= */ 0);
  open_card (app, "1-1");
  until_shown (app, "Whoever finds it");
  gtk_editable_set_text (
      GTK_EDITABLE (app_find (kw_window_get_panel (app->window), ADW_TYPE_ENTRY_ROW, NULL)),
      "left in a taxi");
  app_press (find_button (app, "Report _Lost"));
  until_shown (app, "Reported lost. It may still open 3 places, until");

  g_assert_cmpuint (count_lost_rows (app), ==, 1);
  g_assert_true (shows (app, "Write a New Card"));
  g_assert_true (shows (app, "Write a Cancel Card"));
  g_assert_false (shows (app, "Report Lost"));
}

static void
test_a_place_is_ticked_and_unticked (AppFixture *app, gconstpointer unused)
{
  GtkWidget *row = NULL;
  GtkToggleButton *tick = NULL;

  register_put_card (&app->desk, 1, "306", /* areas= */ 0);
  report (app, "1-1");
  row = app_find (kw_window_get_panel (app->window), KW_TYPE_VISIT_ROW, NULL);
  tick = GTK_TOGGLE_BUTTON (app_find (row, GTK_TYPE_TOGGLE_BUTTON, NULL));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (tick)));
  g_assert_false (gtk_toggle_button_get_active (tick));
  gtk_toggle_button_set_active (tick, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (app->window), "win.show-walk-list", NULL);
  until_shown (app, "2 places are left.");
}

static void
test_the_walk_list_keeps_what_was_ticked_in_its_place (AppFixture *app, gconstpointer unused)
{
  GtkWidget *row = NULL;
  GtkToggleButton *tick = NULL;

  register_put_card (&app->desk, 1, "306", /* areas= */ 0);
  register_put_card (&app->desk, 2, "307", /* areas= */ 0);
  report (app, "1-1");
  report (app, "1-2");
  gtk_widget_activate_action (GTK_WIDGET (app->window), "win.show-walk-list", NULL);
  until_shown (app, "6 places are left.");
  row = app_find (kw_window_get_panel (app->window), KW_TYPE_VISIT_ROW, NULL);
  tick = GTK_TOGGLE_BUTTON (app_find (row, GTK_TYPE_TOGGLE_BUTTON, NULL));
  gtk_toggle_button_set_active (tick, TRUE);
  until_shown (app, "5 places are left.");
  g_assert_true (shows (app, "Room 306\nCard 1-1, visited"));
  g_assert_true (shows (app, "Room 307\nCard 1-2, until tomorrow"));

  row = app_find (kw_window_get_panel (app->window), KW_TYPE_VISIT_ROW, NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (app_find (row, GTK_TYPE_TOGGLE_BUTTON, NULL)),
                                FALSE);
  until_shown (app, "6 places are left.");
}

static void
test_without_a_lost_card_there_is_nowhere_to_go (AppFixture *app, gconstpointer unused)
{
  gtk_widget_activate_action (GTK_WIDGET (app->window), "win.show-walk-list", NULL);
  until_shown (app, "Nowhere to go");
}

static void
test_of_several_cards_of_a_stay_one_is_chosen (AppFixture *app, gconstpointer unused)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (app->desk.desk), "306", NULL);
  const KwSubject subject = { .door = { door->building, door->number } };
  GtkWidget *row = NULL;

  register_put_card (&app->desk, 1, "306", /* areas= */ 0);
  register_put_card (&app->desk, 2, "306", /* areas= */ 0);
  press_lost (app, &subject);
  until_shown (app, "Which card is lost?");
  row = app_find (kw_window_get_panel (app->window), ADW_TYPE_ACTION_ROW, "Card 1-1");
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  until_shown (app, "Card 1-1 is for room 306");

  gtk_widget_activate_action (GTK_WIDGET (app->window), "win.back", NULL);
  until_shown (app, "Which card is lost?");
  gtk_widget_activate_action (GTK_WIDGET (app->window), "win.back", NULL);
  g_assert_null (kw_window_get_panel (app->window));
}

static void
test_one_card_more_leaves_the_focus_where_it_is (AppFixture *app, gconstpointer unused)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (app->desk.desk), "306", NULL);
  const KwSubject subject = { .door = { door->building, door->number } };
  GtkWidget *row = NULL;

  for (guint i = 1; i <= 3; i++)
    register_put_card (&app->desk, i, "306", /* areas= */ 0);
  press_lost (app, &subject);
  until_shown (app, "Card 1-1");
  row = app_find (kw_window_get_panel (app->window), ADW_TYPE_ACTION_ROW, "Card 1-3");
  g_assert_true (gtk_widget_grab_focus (row));
  register_put_card (&app->desk, 4, "306", /* areas= */ 0);
  until_shown (app, "Card 1-4");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (app->window)) == row);
}

static void
test_a_copy_is_told_from_the_first_card (AppFixture *app, gconstpointer unused)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (app->desk.desk), "306", NULL);
  const KwSubject subject = { .door = { door->building, door->number } };

  register_put_card (&app->desk, 1, "306", /* areas= */ 0);
  register_put_copy (&app->desk, 2, "306");
  press_lost (app, &subject);
  until_shown (app, "Card 1-1\nRoom 306; written");
  until_shown (app, "Card 1-2\nRoom 306, copy; written");
}

static void
test_a_card_that_has_ended_is_not_asked_for (AppFixture *app, gconstpointer unused)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (app->desk.desk), "306", NULL);
  const KwSubject subject = { .door = { door->building, door->number } };

  register_put_card (&app->desk, 1, "306", /* areas= */ 0);
  app->desk.now_unix_s += 2 * 86400;
  press_lost (app, &subject);
  until_shown (app, "No card is out");
  register_put_card (&app->desk, 2, "306", /* areas= */ 0);
  press_lost (app, &subject);
  until_shown (app, "Card 1-2 is for room 306");
}

static void
test_a_room_without_cards_says_so (AppFixture *app, gconstpointer unused)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (app->desk.desk), "306", NULL);
  const KwSubject subject = { .door = { door->building, door->number } };

  press_lost (app, &subject);
  until_shown (app, "No card is out");
  open_card (app, "1-77");
  until_shown (app, "No such card");
}

static void
test_an_expired_card_is_not_red (AppFixture *app, gconstpointer unused)
{
  GtkWidget *headline = NULL;

  register_put_card (&app->desk, 1, "306", /* areas= */ 0);
  report (app, "1-1");
  headline = app_find (kw_window_get_panel (app->window), GTK_TYPE_LABEL, NULL);
  app->desk.now_unix_s += 2 * 86400;
  open_card (app, "1-1");
  until_shown (app, "It opens nothing any more.");
  headline = app_find (kw_window_get_panel (app->window), GTK_TYPE_LABEL,
                       "It opens nothing any more.");
  g_assert_false (gtk_widget_has_css_class (headline, "error"));
  g_assert_false (shows (app, "Write a"));
}

/* Paper */

static char *
run (const char *command)
{
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_assert_true (g_spawn_command_line_sync (command, &output, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return g_steal_pointer (&output);
}

/* Prints into a file and gives its words; the pages are divided by form feeds. */
static char *
print (AppFixture *app, GtkPrintOperation *operation)
{
  g_autofree char *path = g_build_filename (app->desk.folder, "walk.pdf", NULL);
  g_autofree char *command = g_strdup_printf ("pdftotext -layout %s -", path);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (
      gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
      GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  text = run (command);
  g_remove (path);
  return text;
}

static guint
count (const char *text, const char *words)
{
  guint n = 0;

  for (const char *found = strstr (text, words); found != NULL; found = strstr (found + 1, words))
    n++;
  return n;
}

static gboolean
lacks_pdftotext (void)
{
  g_autofree char *path = g_find_program_in_path ("pdftotext");

  if (path == NULL)
    g_test_skip ("pdftotext is not installed");
  return path == NULL;
}

static void
test_a_short_list_is_one_page (AppFixture *app, gconstpointer unused)
{
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *text = NULL;

  if (lacks_pdftotext ())
    return;
  register_put_card (&app->desk, 1, "306", /* areas= */ 1);
  report (app, "1-1");
  app_press (find_button (app, "_Walk-List"));
  until_shown (app, "4 places are left.");
  operation = kw_walk_panel_print (KW_WALK_PANEL (kw_window_get_panel (app->window)));
  text = print (app, operation);

  g_assert_cmpuint (count (text, "\f"), ==, 1);
  g_assert_nonnull (strstr (text, "Walk-list of lost card 1-1"));
  g_assert_nonnull (strstr (text, kw_desk_get_property (app->desk.desk)->name));
  g_assert_cmpuint (count (text, "Room 306"), ==, 1);
  g_assert_cmpuint (count (text, "Pool"), ==, 1);
  g_assert_cmpuint (count (text, "Elevator Seehaus"), ==, 1);
  g_assert_cmpuint (count (text, "Page 1 of 1"), ==, 1);
}

static KwDeskVisit *
make_visit (const KwProperty *property, gint64 now_unix_s, guint i)
{
  const KwDoor *door = &property->doors[i % property->n_doors];
  KwDeskVisit *visit = g_atomic_rc_box_new0 (KwDeskVisit);

  visit->id = i + 1;
  visit->card_label = g_strdup_printf ("7-%u", 100 + i % 2);
  visit->place.door = (KwDoorRef){ door->building, door->number };
  visit->visited_at_unix_s = i == 0 ? now_unix_s : 0;
  visit->may_live_until_unix_s = now_unix_s + 3600;
  return visit;
}

static void
test_a_long_list_breaks_over_pages_and_loses_no_place (AppFixture *app, gconstpointer unused)
{
  const KwProperty *property = kw_desk_get_property (app->desk.desk);
  g_autoptr (GPtrArray)
      visits = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_desk_visit_unref);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *text = NULL;
  g_autofree char *last = NULL;
  guint n_pages = 0;

  if (lacks_pdftotext ())
    return;
  for (guint i = 0; i < 150; i++)
    g_ptr_array_add (visits, make_visit (property, app->desk.now_unix_s, i));
  operation = kw_walk_print_new (property, app->desk.now_unix_s, visits);
  text = print (app, operation);

  n_pages = count (text, "\f");
  g_assert_cmpuint (n_pages, >, 3);
  g_assert_cmpuint (n_pages, <, 8);
  g_assert_cmpuint (count (text, "Walk-list of lost cards"), ==, 1);
  g_assert_cmpuint (count (text, "Opens until"), ==, n_pages); /* on every page */
  g_assert_cmpuint (count (text, "Room "), ==, 150);
  g_assert_cmpuint (count (text, "7-100"), ==, 75);
  last = g_strdup_printf ("Page %u of %u", n_pages, n_pages);
  g_assert_cmpuint (count (text, last), ==, 1);
}

/* A source that nobody waits for: it only counts the turns of the main loop, whoever runs that. */
typedef struct
{
  GSource source;
  GtkPrintOperation *operation; /* borrowed */
  guint n_preparing;            /* before its first page was drawn */
} Turns;

static gboolean
prepare_turns (GSource *source, int *timeout_ms)
{
  Turns *turns = (Turns *)(gpointer)source;

  turns->n_preparing += gtk_print_operation_get_status (turns->operation) ==
                        GTK_PRINT_STATUS_PREPARING;
  *timeout_ms = -1;
  return FALSE;
}

/* Of a master card: the window must be alive meanwhile. */
static void
test_two_thousand_places_are_laid_out_in_many_turns (AppFixture *app, gconstpointer unused)
{
  const KwProperty *property = kw_desk_get_property (app->desk.desk);
  g_autoptr (GPtrArray)
      visits = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_desk_visit_unref);
  GSourceFuncs functions = { .prepare = prepare_turns };
  g_autoptr (GSource) source = g_source_new (&functions, sizeof (Turns));
  Turns *turns = (Turns *)(gpointer)source;
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *text = NULL;
  g_autofree char *last = NULL;
  guint n_pages = 0;

  if (lacks_pdftotext ())
    return;
  gtk_test_widget_wait_for_draw (GTK_WIDGET (app->window)); /* its own first turns are long */
  app_settle ();
  for (guint i = 0; i < 2000; i++)
    g_ptr_array_add (visits, make_visit (property, app->desk.now_unix_s, i));
  operation = kw_walk_print_new (property, app->desk.now_unix_s, visits);
  turns->operation = operation;
  g_source_attach (source, NULL);
  text = print (app, operation);
  g_source_destroy (source);

  n_pages = count (text, "\f");
  g_test_message ("%u pages laid out in %u turns", n_pages, turns->n_preparing);
  g_assert_cmpuint (count (text, "Room "), ==, 2000);
  last = g_strdup_printf ("Page %u of %u", n_pages, n_pages);
  g_assert_cmpuint (count (text, last), ==, 1);
  g_assert_cmpuint (turns->n_preparing, >=, 20);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  APP_TEST ("/app/loss/a-card-says-what-it-opens-and-what-stops-it",
            test_a_card_says_what_it_opens_and_what_stops_it);
  APP_TEST ("/app/loss/one-press-reports-it-with-what-was-said",
            test_one_press_reports_it_with_what_was_said);
  APP_TEST ("/app/loss/a-place-is-ticked-and-unticked", test_a_place_is_ticked_and_unticked);
  APP_TEST ("/app/loss/the-walk-list-keeps-what-was-ticked-in-its-place",
            test_the_walk_list_keeps_what_was_ticked_in_its_place);
  APP_TEST ("/app/loss/without-a-lost-card-there-is-nowhere-to-go",
            test_without_a_lost_card_there_is_nowhere_to_go);
  APP_TEST ("/app/loss/of-several-cards-of-a-stay-one-is-chosen",
            test_of_several_cards_of_a_stay_one_is_chosen);
  APP_TEST ("/app/loss/one-card-more-leaves-the-focus-where-it-is",
            test_one_card_more_leaves_the_focus_where_it_is);
  APP_TEST ("/app/loss/a-copy-is-told-from-the-first-card",
            test_a_copy_is_told_from_the_first_card);
  APP_TEST ("/app/loss/a-card-that-has-ended-is-not-asked-for",
            test_a_card_that_has_ended_is_not_asked_for);
  APP_TEST ("/app/loss/a-room-without-cards-says-so", test_a_room_without_cards_says_so);
  APP_TEST ("/app/loss/an-expired-card-is-not-red", test_an_expired_card_is_not_red);
  APP_TEST ("/app/loss/a-short-list-is-one-page", test_a_short_list_is_one_page);
  APP_TEST ("/app/loss/a-long-list-breaks-over-pages-and-loses-no-place",
            test_a_long_list_breaks_over_pages_and_loses_no_place);
  APP_TEST ("/app/loss/two-thousand-places-are-laid-out-in-many-turns",
            test_two_thousand_places_are_laid_out_in_many_turns);
  return g_test_run ();
}
