/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* The Staff page and its form, with the real worker at the emulated encoder. */
#include "config.h"

#include "kw-card-panel.h"
#include "kw-desk-card-item.h"
#include "kw-encode-panel.h"
#include "kw-local-time.h"
#include "kw-panel.h"
#include "kw-review-form.h"
#include "kw-staff-form.h"
#include "kw-staff-line.h"
#include "kw-staff-page.h"
#include "kw-steady-list.h"
#include "kw-time-row.h"
#include "kw-weekday-row.h"
#include "window-station.h"

#include <locale.h>
#include <string.h>

/* The demo hotel's now is Sunday 22 November 2026, 13:00 in Berlin. */

#define DAY_S 86400

#define TEN_LETTERS "Adalovelac"
#define FIFTY_LETTERS TEN_LETTERS TEN_LETTERS TEN_LETTERS TEN_LETTERS TEN_LETTERS
#define LONG_NAME FIFTY_LETTERS FIFTY_LETTERS FIFTY_LETTERS FIFTY_LETTERS "e"

enum /* in the order of the form's row */
{
  FLOOR,
  BUILDING,
  MASTER,
  EMERGENCY,
};

typedef struct
{
  AppFixture app;
  EmulatorProcess *emulator;
  guint n_cards;
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
lay_new (Bench *bench, const char *medium)
{
  const char *more = g_str_equal (medium, "desfire") ? "5a6b7c" : "";

  bench->n_cards++;
  emulator_process_run (bench->emulator, "new %s 04c0ff%02x%s card%u", medium, bench->n_cards, more,
                        bench->n_cards);
  emulator_process_run (bench->emulator, "put card%u", bench->n_cards);
}

static void
lift (Bench *bench)
{
  emulator_process_run (bench->emulator, "take");
}

/* Widgets */

static GtkWidget *
get_page (Bench *bench)
{
  return kw_window_show_page (bench->app.window, "staff");
}

static GtkWidget *
get_panel (Bench *bench)
{
  return kw_window_get_panel (bench->app.window);
}

static GtkWidget *
get_form_child (Bench *bench, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (get_panel (bench), KW_TYPE_STAFF_FORM, name));
}

static const char *
get_form_text (Bench *bench, const char *name)
{
  return gtk_label_get_label (GTK_LABEL (get_form_child (bench, name)));
}

static void
type (Bench *bench, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_form_child (bench, name)), text);
}

static void
choose (Bench *bench, const char *name, guint position)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_form_child (bench, name)), position);
}

static void
open_form (Bench *bench)
{
  get_page (bench);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (bench->app.window), "win.issue", NULL));
  app_settle ();
  g_assert_true (KW_IS_STAFF_FORM (get_panel (bench)));
}

static void
go_on (Bench *bench)
{
  app_press (get_form_child (bench, "submit"));
}

static GListModel *
get_lines (Bench *bench)
{
  GtkWidget *list = GTK_WIDGET (
      gtk_widget_get_template_child (get_page (bench), KW_TYPE_STAFF_PAGE, "list"));

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

static const char *
get_holder (Bench *bench, guint position)
{
  g_autoptr (KwSlot) slot = g_list_model_get_item (get_lines (bench), position);

  return kw_desk_card_item_get_holder (kw_slot_get_item (slot));
}

static const char *
get_shown_page (Bench *bench)
{
  GtkWidget *stack = GTK_WIDGET (
      gtk_widget_get_template_child (get_page (bench), KW_TYPE_STAFF_PAGE, "stack"));

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static gboolean
is_empty_shown (gpointer bench)
{
  return g_strcmp0 (get_shown_page (bench), "empty") == 0;
}

static gboolean
is_none_shown (gpointer bench)
{
  return g_strcmp0 (get_shown_page (bench), "none") == 0;
}

typedef struct
{
  Bench *bench;
  const char *words;
} Wanted;

static gboolean
is_shown (gpointer user_data)
{
  Wanted *wanted = user_data;
  g_autoptr (GString) text = g_string_new (NULL);

  if (get_panel (wanted->bench) != NULL)
    app_collect_text (get_panel (wanted->bench), text);
  return strstr (text->str, wanted->words) != NULL;
}

static void
until_shown (Bench *bench, const char *words)
{
  Wanted wanted = { bench, words };

  app_until (is_shown, &wanted);
}

static gboolean
can_write (gpointer user_data)
{
  Bench *bench = user_data;
  GtkWidget *form = KW_IS_ENCODE_PANEL (get_panel (bench))
                        ? app_find (get_panel (bench), KW_TYPE_REVIEW_FORM, NULL)
                        : NULL;

  return form != NULL &&
         gtk_widget_get_sensitive (kw_review_form_get_button (KW_REVIEW_FORM (form)));
}

static void
confirm (Bench *bench)
{
  app_until (can_write, bench);
  app_press (kw_review_form_get_button (
      KW_REVIEW_FORM (app_find (get_panel (bench), KW_TYPE_REVIEW_FORM, NULL))));
}

/* The register */

static gboolean
has_result (gpointer user_data)
{
  return *(GAsyncResult **)user_data != NULL;
}

static KwDeskOutcome *
issue (Bench *bench, const KwDeskIssueRequest *request)
{
  g_autoptr (KwDeskJob) job = kw_desk_job_new_issue (bench->app.desk.desk, request);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwDeskOutcome *outcome = NULL;

  lay_new (bench, "desfire");
  kw_desk_job_set_fresh_card (job, TRUE);
  kw_desk_job_run_async (job, 5000, NULL, fixture_take_result_cb, &result);
  app_until (has_result, &result);
  outcome = kw_desk_job_run_finish (job, result, &error);
  g_assert_no_error (error);
  lift (bench);
  return outcome;
}

static KwDeskOutcome *
issue_for (Bench *bench, const char *holder, gint64 days)
{
  const KwDeskIssueRequest request = {
    .kind = KW_GRANT_KIND_MASTER,
    .holder = holder,
    .until_unix_s = bench->app.desk.now_unix_s + days * DAY_S,
  };

  return issue (bench, &request);
}

static gboolean
has_three_lines (gpointer bench)
{
  return g_list_model_get_n_items (get_lines (bench)) == 3;
}

/* What the only card of the page carries. */
static const KwCredential *
get_only_credential (Bench *bench)
{
  g_autoptr (KwSlot) slot = g_list_model_get_item (get_lines (bench), 0);

  g_assert_cmpuint (g_list_model_get_n_items (get_lines (bench)), ==, 1);
  return kw_desk_card_item_get_credential (kw_slot_get_item (slot));
}

static gboolean
has_live_card (gpointer bench)
{
  return g_list_model_get_n_items (get_lines (bench)) == 1 &&
         get_only_credential (bench)->state == KW_CREDENTIAL_STATE_LIVE;
}

/* Tests */

static void
test_an_empty_page_leads_to_the_first_card (Bench *bench, gconstpointer unused)
{
  GtkWidget *button = app_find (get_page (bench), GTK_TYPE_BUTTON, "Issue a S_taff Card");

  app_until (is_empty_shown, bench);
  g_assert_true (gtk_widget_is_visible (button));
  app_press (button);
  app_settle ();
  g_assert_true (KW_IS_STAFF_FORM (get_panel (bench)));

  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (gtk_widget_get_template_child (get_page (bench), KW_TYPE_STAFF_PAGE, "kind")),
      2);
  app_until (is_none_shown, bench);
}

static void
test_each_kind_says_what_it_opens (Bench *bench, gconstpointer unused)
{
  static const struct
  {
    guint kind;
    const char *scope;
    gboolean has_building;
    gboolean has_floor;
    const char *medium;
  } cases[] = {
    { FLOOR, "Opens every room on floor UG of Seehaus.", TRUE, TRUE, "" },
    { BUILDING, "Opens every room of Seehaus.", TRUE, FALSE, "" },
    { MASTER, "Opens EVERY room of the hotel.", FALSE, FALSE,
      "It needs a DESFire card, which can't be copied." },
    { EMERGENCY, "Opens EVERY room of the hotel.", TRUE, FALSE,
      "It needs a DESFire card, which can't be copied." },
  };

  open_form (bench);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      choose (bench, "kind", cases[i].kind);
      g_assert_cmpstr (get_form_text (bench, "scope"), ==, cases[i].scope);
      g_assert_cmpint (gtk_widget_get_visible (get_form_child (bench, "building")), ==,
                       cases[i].has_building);
      g_assert_cmpint (gtk_widget_get_visible (get_form_child (bench, "floor")), ==,
                       cases[i].has_floor);
      g_assert_cmpstr (get_form_text (bench, "medium"), ==, cases[i].medium);
      g_assert_cmpint (gtk_widget_get_visible (get_form_child (bench, "deadbolt_group")), ==,
                       cases[i].kind >= MASTER);
    }
  choose (bench, "building", 1);
  g_assert_cmpstr (get_form_text (bench, "scope"), ==, "Opens every room of Seehaus.");
  choose (bench, "floor", 2);
  g_assert_true (g_str_has_prefix (get_form_text (bench, "scope"), "Opens every room on floor "));
}

static void
test_what_cannot_be_is_said_below_its_field (Bench *bench, gconstpointer unused)
{
  static const struct
  {
    const char *holder;
    const char *until;
    const char *start;
    const char *end;
    gboolean has_no_day;
    const char *row;
    const char *sentence;
  } cases[] = {
    { " ", "+3", "", "", FALSE, "holder", "Say who carries the card." },
    { LONG_NAME, "+3", "", "", FALSE, "holder",
      "Holder: 201 characters; at most 200 are possible." },
    { "Ada", "", "", "", FALSE, "until", "Say until when the card shall work." },
    { "Ada", "yesterday", "", "", FALSE, "until", "The end is in the past; give a later one." },
    { "Ada", "whenever", "", "", FALSE, "until", NULL },
    { "Ada", "+3", "", "", TRUE, "weekdays", "Choose the days on which the card opens." },
    { "Ada", "+3", "25:00", "", FALSE, "start",
      "“25:00” is not a time of day. Write it like “07:00”." },
    { "Ada", "+3", "7", "tomorrow", FALSE, "end",
      "“tomorrow” is not a time of day. Write it like “07:00”." },
    { "Ada", "+3", "7", "07:00", FALSE, "end",
      "The hours end when they begin. Leave both empty for the whole day." },
  };

  open_form (bench);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *days = get_form_child (bench, "weekdays");
      GtkWidget *row;

      type (bench, "holder", cases[i].holder);
      type (bench, "until", cases[i].until);
      type (bench, "start", cases[i].start);
      type (bench, "end", cases[i].end);
      kw_weekday_row_set_weekdays (KW_WEEKDAY_ROW (days), 1);
      gtk_toggle_button_set_active (
          GTK_TOGGLE_BUTTON (app_find (days, GTK_TYPE_TOGGLE_BUTTON, "Mon")), !cases[i].has_no_day);
      go_on (bench);
      g_assert_true (KW_IS_STAFF_FORM (get_panel (bench)));
      row = get_form_child (bench, cases[i].row);
      if (cases[i].sentence != NULL)
        g_assert_cmpstr (app_get_sentence_below (row), ==, cases[i].sentence);
      g_assert_true (gtk_widget_has_css_class (row, "error"));
      g_assert_true (
          gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (bench->app.window)), row));
    }
  type (bench, "end", "");
  g_assert_null (app_get_sentence_below (get_form_child (bench, "end")));
  g_assert_false (gtk_widget_has_css_class (get_form_child (bench, "end"), "error"));
}

static void
test_a_card_opens_as_it_was_asked_for (Bench *bench, gconstpointer unused)
{
  const KwCredential *credential;
  g_autofree char *until = NULL;

  open_form (bench);
  type (bench, "holder", "  Maria Weiß ");
  choose (bench, "floor", 3);
  type (bench, "until", "2026-12-24");
  kw_weekday_row_set_weekdays (KW_WEEKDAY_ROW (get_form_child (bench, "weekdays")), 0x1f);
  type (bench, "start", "7");
  type (bench, "end", "18:30");
  go_on (bench);

  until_shown (bench, "Floor card for Maria Weiß");
  until_shown (bench, "It opens only Monday to Friday, 07:00 to 18:30.");
  g_assert_cmpuint (g_list_model_get_n_items (get_lines (bench)), ==, 0); /* nothing is written */
  confirm (bench);
  lay_new (bench, "classic1k");
  until_shown (bench, "Floor card, Maria Weiß");

  app_until (has_live_card, bench);
  credential = get_only_credential (bench);
  until = kw_local_time_dup_text (kw_desk_get_property (bench->app.desk.desk),
                                  credential->grant->valid_until_unix_s);
  g_assert_cmpstr (credential->holder, ==, "Maria Weiß");
  g_assert_cmpint (credential->grant->kind, ==, KW_GRANT_KIND_FLOOR);
  g_assert_cmpuint (credential->grant->weekdays, ==, 0x1f);
  g_assert_cmpuint (credential->grant->day_start_minute, ==, 7 * 60);
  g_assert_cmpuint (credential->grant->day_end_minute, ==, 18 * 60 + 30);
  g_assert_cmpstr (until, ==, "2026-12-24T23:59:00+01:00");
  g_assert_false (credential->grant->can_override_deadbolt);
}

static void
test_a_master_card_takes_no_chip_that_can_be_copied (Bench *bench, gconstpointer unused)
{
  open_form (bench);
  type (bench, "holder", "Jonas Brandt");
  choose (bench, "kind", MASTER);
  gtk_switch_set_active (GTK_SWITCH (get_form_child (bench, "deadbolt")), TRUE);
  lay_new (bench, "classic1k");
  until_shown (bench, "The card on the encoder can be copied. Use a DESFire card.");

  go_on (bench);
  until_shown (bench, "It also opens doors that are locked from inside.");
  confirm (bench);
  until_shown (bench, "Master cards need a DESFire card; this one can be copied.");
  g_assert_cmpuint (g_list_model_get_n_items (get_lines (bench)), ==, 0);

  app_press (app_find (get_panel (bench), GTK_TYPE_BUTTON, "_Use Another Card"));
  lift (bench);
  lay_new (bench, "desfire");
  app_until (has_live_card, bench);
  g_assert_true (get_only_credential (bench)->grant->can_override_deadbolt);
}

static void
test_back_out_of_the_review_is_the_form (Bench *bench, gconstpointer unused)
{
  GtkWidget *form = NULL;

  open_form (bench);
  form = get_panel (bench);
  type (bench, "holder", "Ada");
  go_on (bench);
  g_assert_true (KW_IS_ENCODE_PANEL (get_panel (bench)));

  g_assert_false (kw_window_show_panel (bench->app.window, NULL)); /* as Escape does */
  g_assert_true (get_panel (bench) == form);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_form_child (bench, "holder"))), ==,
                   "Ada");
  g_assert_false (kw_window_show_panel (bench->app.window, NULL)); /* says what would be lost */
  g_assert_true (kw_window_show_panel (bench->app.window, NULL));
  g_assert_null (get_panel (bench));
}

static gboolean
is_marked (gpointer bench)
{
  return app_find (get_page (bench), GTK_TYPE_LABEL, "ends in 3 days") != NULL;
}

static void
test_what_ends_next_is_first_and_marked (Bench *bench, gconstpointer unused)
{
  g_autoptr (KwDeskOutcome) first = issue_for (bench, "Bruno", 40);
  g_autoptr (KwDeskOutcome) second = issue_for (bench, "Ada", 20);
  g_autoptr (KwDeskOutcome) third = issue_for (bench, "Clara", 3);
  GtkWidget *order = GTK_WIDGET (
      gtk_widget_get_template_child (get_page (bench), KW_TYPE_STAFF_PAGE, "order"));
  GtkWidget *line;

  app_until (has_three_lines, bench);
  g_assert_cmpstr (get_holder (bench, 0), ==, "Clara");
  g_assert_cmpstr (get_holder (bench, 1), ==, "Ada");
  g_assert_cmpstr (get_holder (bench, 2), ==, "Bruno");
  app_until (is_marked, bench);
  line = gtk_widget_get_ancestor (app_find (get_page (bench), GTK_TYPE_LABEL, "ends in 3 days"),
                                  KW_TYPE_STAFF_LINE);
  g_assert_nonnull (app_find (line, GTK_TYPE_LABEL, "Clara"));
  g_assert_nonnull (app_find (line, GTK_TYPE_LABEL, "◐"));

  bench->app.desk.now_unix_s += DAY_S;
  g_signal_emit_by_name (bench->app.desk.desk, "register-changed"); /* as every minute */
  app_settle ();
  g_assert_nonnull (app_find (line, GTK_TYPE_LABEL, "ends in 2 days"));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (order), 1);
  app_until (has_three_lines, bench);
  g_assert_cmpstr (get_holder (bench, 0), ==, "Ada");
  g_assert_cmpstr (get_holder (bench, 2), ==, "Clara");
}

static void
test_a_card_is_replaced_by_one_that_opens_the_same (Bench *bench, gconstpointer unused)
{
  const KwDeskIssueRequest request = {
    .kind = KW_GRANT_KIND_FLOOR,
    .holder = "Ada",
    .building = 1,
    .floor = 4,
    .weekdays = 0x60,
    .day_start_minute = 22 * 60,
    .day_end_minute = 6 * 60,
    .until_unix_s = bench->app.desk.now_unix_s + 5 * DAY_S,
  };
  g_autoptr (KwDeskOutcome) old = issue (bench, &request);
  guint weekdays = 0;

  get_page (bench);
  app_until (has_live_card, bench);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (get_lines (bench)), 0);
  until_shown (bench, "Replace"); /* the panel has read what it is about */
  gtk_widget_activate_action (get_panel (bench), "card.replace", NULL);
  app_settle ();

  g_assert_true (KW_IS_STAFF_FORM (get_panel (bench)));
  g_assert_true (g_str_has_prefix (get_form_text (bench, "replaced"), "In place of card "));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_form_child (bench, "start"))), ==,
                   "22:00");
  g_assert_true (
      kw_weekday_row_get_weekdays (KW_WEEKDAY_ROW (get_form_child (bench, "weekdays")), &weekdays));
  g_assert_cmpuint (weekdays, ==, 0x60);
  g_assert_cmpint (kw_time_row_get_unix_s (KW_TIME_ROW (get_form_child (bench, "until"))), ==,
                   request.until_unix_s);
  g_assert_cmpstr (get_form_text (bench, "scope"), ==, "Opens every room on floor 2 of Seehaus.");
}

static gboolean
is_renewed (gpointer bench)
{
  return get_only_credential (bench)->revision == 1;
}

static void
test_a_renewal_is_proposed_an_end (Bench *bench, gconstpointer unused)
{
  g_autoptr (KwDeskOutcome) first = issue_for (bench, "Ada", 5);

  get_page (bench);
  app_until (has_live_card, bench);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (get_lines (bench)), 0);
  until_shown (bench, "Replace"); /* the panel has read what it is about */
  gtk_widget_activate_action (get_panel (bench), "win.renew", NULL);
  until_shown (bench, "It opens until Sunday 27 December, 23:59.");
  confirm (bench);
  lay_new (bench, "desfire");
  until_shown (bench, "This card is blank");

  lift (bench);
  app_press (app_find (get_panel (bench), GTK_TYPE_BUTTON, "_Use Another Card"));
  emulator_process_run (bench->emulator, "put card1");
  until_shown (bench, "Master card, Ada");
  app_until (is_renewed, bench);
}

#define BENCH_TEST(path, function)                                                                 \
  g_test_add ("/app/staff/" path, Bench, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  app_test_init (&argc, &argv);
  BENCH_TEST ("an-empty-page-leads-to-the-first-card", test_an_empty_page_leads_to_the_first_card);
  BENCH_TEST ("each-kind-says-what-it-opens", test_each_kind_says_what_it_opens);
  BENCH_TEST ("what-cannot-be-is-said-below-its-field",
              test_what_cannot_be_is_said_below_its_field);
  BENCH_TEST ("a-card-opens-as-it-was-asked-for", test_a_card_opens_as_it_was_asked_for);
  BENCH_TEST ("a-master-card-takes-no-chip-that-can-be-copied",
              test_a_master_card_takes_no_chip_that_can_be_copied);
  BENCH_TEST ("back-out-of-the-review-is-the-form", test_back_out_of_the_review_is_the_form);
  BENCH_TEST ("what-ends-next-is-first-and-marked", test_what_ends_next_is_first_and_marked);
  BENCH_TEST ("a-card-is-replaced-by-one-that-opens-the-same",
              test_a_card_is_replaced_by_one_that_opens_the_same);
  BENCH_TEST ("a-renewal-is-proposed-an-end", test_a_renewal_is_proposed_an_end);
  return g_test_run ();
}
