/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encode-panel.h"
#include "kw-review-form.h"
#include "kw-time-row.h"
#include "window-station.h"

typedef struct
{
  AppFixture app;
  EmulatorProcess *emulator;
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

static GtkWidget *
get_window (Bench *bench)
{
  return GTK_WIDGET (bench->app.window);
}

static KwDoorRef
find_door (Bench *bench, const char *name)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (bench->app.desk.desk), name,
                                              NULL);

  return (KwDoorRef){ door->building, door->number };
}

static gint64
put_stay (Bench *bench, const char *room, const char *tenant, gint64 from_h, gint64 until_h)
{
  const char *const tenants[] = { tenant, NULL };
  const KwDeskStayRequest request = {
    .n_doors = 1,
    .doors = { find_door (bench, room) },
    .tenants = tenants,
    .from_unix_s = bench->app.desk.now_unix_s + from_h * 3600,
    .until_unix_s = bench->app.desk.now_unix_s + until_h * 3600,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = NULL;

  kw_desk_put_stay_async (bench->app.desk.desk, &request, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  stay = kw_desk_put_stay_finish (bench->app.desk.desk, result, &error);
  g_assert_no_error (error);
  return stay->id;
}

static gint64
open_stay (Bench *bench, const char *tenant, gint64 n_hours)
{
  return put_stay (bench, "306", tenant, 0, n_hours);
}

static void
close_stay (Bench *bench, gint64 stay_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = NULL;
  guint n_live = 0;

  kw_desk_close_stay_async (bench->app.desk.desk, stay_id, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  stay = kw_desk_close_stay_finish (bench->app.desk.desk, result, &n_live, &error);
  g_assert_no_error (error);
}

static gboolean
has_encode_panel (gpointer bench)
{
  return KW_IS_ENCODE_PANEL (kw_window_get_panel (((Bench *)bench)->app.window));
}

static GtkWidget *
get_button (Bench *bench)
{
  return kw_review_form_get_button (
      KW_REVIEW_FORM (app_find (get_window (bench), KW_TYPE_REVIEW_FORM, NULL)));
}

/* F2 with the room before one, and its stay if there is one. */
static void
open_review (Bench *bench, gint64 stay_id)
{
  const KwSubject subject = { .door = find_door (bench, "306"), .stay_id = stay_id };

  kw_session_set_subject (bench->app.session, &subject);
  g_assert_true (gtk_widget_activate_action (get_window (bench), "win.issue", NULL));
  app_until (has_encode_panel, bench);
}

static void
test_it_says_whose_card_it_is_and_follows (Bench *bench, gconstpointer unused)
{
  const gint64 stay_id = open_stay (bench, "Ada Lovelace", 48);

  open_review (bench, stay_id);
  app_until_text (get_window (bench), "For Ada Lovelace.");
  close_stay (bench, stay_id);
  app_until_text (get_window (bench), "The stay has ended");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get_button (bench))), ==, "_Close");
  g_assert_null (app_find_text (get_window (bench), "Opens"));
  g_assert_null (app_find_text (get_window (bench), "For Ada Lovelace."));
  app_press (get_button (bench));
  app_settle ();
  g_assert_false (has_encode_panel (bench));
}

static gboolean
can_write (gpointer bench)
{
  return gtk_widget_get_sensitive (get_button (bench));
}

static gboolean
is_said (Bench *bench, const char *words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  app_collect_text (get_window (bench), text);
  return strstr (text->str, words) != NULL;
}

static void
test_it_names_who_is_still_in (Bench *bench, gconstpointer unused)
{
  const gint64 late_id = open_stay (bench, "Noah Webster", 2);
  GtkWidget *reason = NULL;
  const gint64 stay_id = put_stay (bench, "306", "Ada Lovelace", 3, 48);

  bench->app.desk.now_unix_s += 4 * 3600;
  open_review (bench, stay_id);
  app_until_text (get_window (bench), "For Ada Lovelace.");
  g_assert_nonnull (app_find_text (get_window (bench), "Check them out first,"));
  reason = app_find (get_window (bench), ADW_TYPE_ENTRY_ROW, "Wh_y both stays have the room");
  g_assert_false (gtk_widget_get_sensitive (get_button (bench)));

  gtk_editable_set_text (GTK_EDITABLE (reason), "his bags are in there");
  app_until (can_write, bench);
  g_assert_true (is_said (bench, "Still in the room: Noah Webster (was due out"));
  g_assert_null (app_find_text (get_window (bench), "Check them out first,"));

  gtk_editable_set_text (GTK_EDITABLE (reason), "");
  app_until_text (get_window (bench), "Check them out first,");
  close_stay (bench, late_id);
  app_until (can_write, bench);
  g_assert_false (is_said (bench, "Still in the room:"));
  g_assert_false (gtk_widget_get_mapped (reason));
}

static gboolean
is_laying_down (gpointer bench)
{
  KwEncodePanel *panel = KW_ENCODE_PANEL (kw_window_get_panel (((Bench *)bench)->app.window));

  return kw_flow_get_state (kw_encode_panel_get_flow (panel)) == KW_FLOW_STATE_LAY_DOWN;
}

/* The room was free, and has a tenant by the time the card is there. */
static void
test_what_changed_before_the_card_came_is_looked_at_again (Bench *bench, gconstpointer unused)
{
  open_review (bench, 0);
  app_until_text (get_window (bench), "A new stay is opened for the room");
  app_press (get_button (bench));
  app_until (is_laying_down, bench);
  open_stay (bench, "Ada Lovelace", 48);

  emulator_process_run (bench->emulator, "new classic1k 04a1b2c3 a");
  emulator_process_run (bench->emulator, "put a");
  app_until_text (get_window (bench), "The register has changed since you looked.");
  app_press_text (get_window (bench), "Look Again");
  app_until_text (get_window (bench), "For Ada Lovelace.");
}

static gboolean
has_focus (gpointer row)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (row));

  return focus != NULL && gtk_widget_is_ancestor (focus, row);
}

/* A press is heeded when the answer is there. */
static void
test_a_late_stay_gets_a_later_end_first (Bench *bench, gconstpointer unused)
{
  const gint64 stay_id = open_stay (bench, "Ada Lovelace", 4);
  GtkWidget *until = NULL;

  bench->app.desk.now_unix_s += 5 * 3600;
  open_review (bench, stay_id);
  app_until_text (get_window (bench), "The stay has passed its check-out; extend it");
  app_press (get_button (bench));
  until = app_find (get_window (bench), KW_TYPE_TIME_ROW, NULL);
  app_until (has_focus, until);

  kw_time_row_set_unix_s (KW_TIME_ROW (until), bench->app.desk.now_unix_s + 86400);
  app_until_text (get_window (bench), "For Ada Lovelace.\nThe stay is changed and lasts until");
}

/* Typing a time */

static GtkWidget *
get_until (Bench *bench)
{
  return app_find (get_window (bench), KW_TYPE_TIME_ROW, NULL);
}

/* As the keys come: what is selected goes with the first. */
static void
type_keys (GtkWidget *row, const char *text)
{
  GtkEditable *editable = GTK_EDITABLE (row);

  gtk_editable_delete_selection (editable);
  for (const char *key = text; *key != '\0'; key++)
    {
      int position = gtk_editable_get_position (editable);

      gtk_editable_insert_text (editable, key, 1, &position);
      gtk_editable_set_position (editable, position);
    }
}

static void
open_review_of_ada (Bench *bench)
{
  open_review (bench, open_stay (bench, "Ada Lovelace", 46)); /* Tuesday 24 November, 11:00 */
  gtk_widget_grab_focus (get_until (bench));                  /* before anything stands there */
  app_until_text (get_window (bench), "For Ada Lovelace.");
  g_assert_true (has_focus (get_until (bench)));
}

static const char *
get_headline (Bench *bench)
{
  GtkWidget *form = app_find (get_window (bench), KW_TYPE_REVIEW_FORM, NULL);

  return gtk_label_get_label (GTK_LABEL (app_find (form, GTK_TYPE_LABEL, NULL)));
}

static gboolean
is_until_two (gpointer bench)
{
  return g_str_has_suffix (get_headline (bench), "until Tuesday 24 November, 02:00.");
}

static gboolean
is_until_eleven (gpointer bench)
{
  return g_str_has_suffix (get_headline (bench), "until Tuesday 24 November, 11:00.");
}

static gboolean
has_sentence (gpointer row)
{
  return app_get_sentence_below (row) != NULL;
}

static void
test_what_is_typed_replaces_what_was_proposed (Bench *bench, gconstpointer unused)
{
  GtkWidget *until = NULL;

  open_review_of_ada (bench);
  until = get_until (bench);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (until)), ==, "Tuesday 24 November, 11:00");
  type_keys (until, "24:00");

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (until)), ==, "24:00");
  app_until_text (get_window (bench),
                  "For Ada Lovelace.\nThe stay is changed and lasts until Wednesday 25 November, "
                  "00:00.");
}

static void
test_of_what_is_no_time_nothing_is_said (Bench *bench, gconstpointer unused)
{
  GtkWidget *until = NULL;

  open_review_of_ada (bench);
  until = get_until (bench);
  type_keys (until, "2");
  app_until (is_until_two, bench);
  g_assert_null (app_get_sentence_below (until));
  type_keys (until, "7");
  g_assert_null (app_get_sentence_below (until)); /* whoever types on is not interrupted */

  app_until (is_until_eleven, bench);
  app_until (has_sentence, until);
  g_assert_cmpstr (app_get_sentence_below (until), ==,
                   "“27” is not a day and time. Write it like “Monday 23 November, 11:00”.");
  type_keys (until, ".11.");
  g_assert_null (app_get_sentence_below (until));
  app_until_text (get_window (bench),
                  "For Ada Lovelace.\nThe stay is changed and lasts until Friday 27 November, "
                  "11:00.");
}

static void
test_what_was_refused_is_said_until_it_is_changed (Bench *bench, gconstpointer unused)
{
  GtkWidget *until = NULL;

  open_review_of_ada (bench);
  until = get_until (bench);
  type_keys (until, "whenever");
  app_press (get_button (bench));
  g_assert_true (has_sentence (until));
  g_assert_true (has_focus (until));

  put_stay (bench, "307", "Mary Somerville", 0, 48);
  app_settle ();
  g_assert_true (has_sentence (until));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (until)), ==, "whenever");
  gtk_editable_select_region (GTK_EDITABLE (until), 0, -1);
  gtk_editable_delete_selection (GTK_EDITABLE (until));
  g_assert_false (has_sentence (until));
  app_press (get_button (bench));
  g_assert_cmpstr (app_get_sentence_below (until), ==, "Say until when the card shall work.");
}

/* A press is for the text that stood there. */
static void
test_a_press_is_not_for_what_is_typed_later (Bench *bench, gconstpointer unused)
{
  GtkWidget *until = NULL;

  open_review_of_ada (bench);
  until = get_until (bench);
  type_keys (until, "2");
  app_press (get_button (bench)); /* while the register is being asked */
  type_keys (until, "7");
  type_keys (until, ".11.");

  app_until_text (get_window (bench),
                  "For Ada Lovelace.\nThe stay is changed and lasts until Friday 27 November");
  g_assert_false (is_laying_down (bench));
  app_press (get_button (bench));
  app_until (is_laying_down, bench);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
#define ADD(path, func) g_test_add ("/app/review/" path, Bench, NULL, set_up, func, tear_down)
  ADD ("it-says-whose-card-it-is-and-follows", test_it_says_whose_card_it_is_and_follows);
  ADD ("it-names-who-is-still-in", test_it_names_who_is_still_in);
  ADD ("what-changed-before-the-card-came-is-looked-at-again",
       test_what_changed_before_the_card_came_is_looked_at_again);
  ADD ("a-late-stay-gets-a-later-end-first", test_a_late_stay_gets_a_later_end_first);
  ADD ("what-is-typed-replaces-what-was-proposed", test_what_is_typed_replaces_what_was_proposed);
  ADD ("of-what-is-no-time-nothing-is-said", test_of_what_is_no_time_nothing_is_said);
  ADD ("what-was-refused-is-said-until-it-is-changed",
       test_what_was_refused_is_said_until_it_is_changed);
  ADD ("a-press-is-not-for-what-is-typed-later", test_a_press_is_not_for_what_is_typed_later);
#undef ADD
  return g_test_run ();
}
