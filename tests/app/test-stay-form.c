/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"
#include "kw-check-out-form.h"
#include "kw-local-time.h"
#include "kw-room-row.h"
#include "kw-stay-form.h"
#include "kw-time-row.h"

#include <locale.h>

/* The demo hotel's now is Sunday 22 November 2026, 13:00 in Berlin. */

static KwDoorRef
find_door (AppFixture *fixture, const char *name)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (fixture->desk.desk), name,
                                              NULL);

  return (KwDoorRef){ door->building, door->number };
}

static void
type (GtkWidget *form, const char *title, const char *text)
{
  GtkWidget *row = app_find (form, ADW_TYPE_ENTRY_ROW, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
press (GtkWidget *form, const char *label)
{
  GtkWidget *button = app_find (form, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  app_press (button);
}

/* Every stay of the register, as it is now. */
static GPtrArray *
list_stays (AppFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *stays;

  kw_desk_list_stays_async (fixture->desk.desk, /* limit= */ 0, NULL, fixture_take_result_cb,
                            &result);
  fixture_wait (&result);
  stays = kw_desk_list_stays_finish (fixture->desk.desk, result, NULL, &error);
  g_assert_no_error (error);
  return stays;
}

/* The only stay in the register with that tenant, or NULL. */
static KwStay *
find_stay (AppFixture *fixture, const char *tenant)
{
  g_autoptr (GPtrArray) stays = list_stays (fixture);
  KwStay *found = NULL;

  for (guint i = 0; i < stays->len; i++)
    {
      const KwStay *stay = stays->pdata[i];

      if (g_strv_contains (stay->tenants, tenant))
        {
          g_assert_null (found);
          found = kw_stay_ref (stay);
        }
    }
  return found;
}

static void
assert_time (AppFixture *fixture, gint64 unix_s, const char *expected)
{
  g_autofree char *text = kw_local_time_dup_text (kw_desk_get_property (fixture->desk.desk),
                                                  unix_s);

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
is_form_gone (gpointer user_data)
{
  AppFixture *fixture = user_data;
  GtkWidget *panel = kw_window_get_panel (fixture->window);

  return !KW_IS_STAY_FORM (panel) && !KW_IS_CHECK_OUT_FORM (panel);
}

static gboolean
is_form_free (gpointer user_data)
{
  return gtk_widget_get_sensitive (app_find (user_data, GTK_TYPE_BUTTON, "_Check In"));
}

static GtkWidget *
show_check_in (AppFixture *fixture, const char *room)
{
  const KwDoorRef none = { 0, 0 };
  GtkWidget *form = kw_stay_form_new_check_in (fixture->session,
                                               room != NULL ? find_door (fixture, room) : none);

  g_assert_true (kw_window_show_panel (fixture->window, form));
  return form;
}

static void
test_checking_in_writes_the_register (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *form = show_check_in (fixture, "101");
  g_autoptr (KwStay) stay = NULL;

  type (form, "_Tenants", "Ada Lovelace, , Mary Somerville ");
  type (form, "_Until", "+3");
  type (form, "Ref_erence", "B-17");
  press (form, "_Check In");
  app_until (is_form_gone, fixture);

  stay = find_stay (fixture, "Ada Lovelace");
  g_assert_nonnull (stay);
  g_assert_cmpint (stay->state, ==, KW_STAY_STATE_OPEN);
  g_assert_cmpuint (stay->n_doors, ==, 1);
  g_assert_true (kw_door_ref_equal (stay->doors[0], find_door (fixture, "101")));
  g_assert_cmpstr (stay->tenants[1], ==, "Mary Somerville");
  g_assert_null (stay->tenants[2]);
  g_assert_cmpstr (stay->reference, ==, "B-17");
  g_assert_cmpint (stay->from_unix_s, ==, fixture->desk.now_unix_s);
  assert_time (fixture, stay->until_unix_s, "2026-11-25T11:00:00+01:00");
  g_assert_cmpint (kw_session_get_subject (fixture->session)->stay_id, ==, stay->id);
}

static void
test_what_was_typed_is_there_when_the_clock_is_checked (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *form = show_check_in (fixture, "101");
  g_autoptr (KwStay) stay = NULL;

  type (form, "_Tenants", "Ada Lovelace");
  type (form, "_Until", "31.12.2027");
  fixture->desk.now_unix_s += 60 * 86400;
  press (form, "_Check In");
  app_confirm_clock (fixture);
  g_assert_null (find_stay (fixture, "Ada Lovelace"));
  g_assert_true (kw_window_get_panel (fixture->window) == form);
  press (form, "_Check In");
  app_until (is_form_gone, fixture);
  stay = find_stay (fixture, "Ada Lovelace");
  g_assert_nonnull (stay);
}

static void
test_a_later_check_in_is_an_arrival (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *form = show_check_in (fixture, NULL);
  g_autoptr (KwStay) stay = NULL;

  type (form, "_Rooms", "101, 103");
  type (form, "_Tenants", "Ada Lovelace");
  type (form, "_From", "Friday");
  type (form, "_Until", "+2");
  press (form, "_Save Arrival");
  app_until (is_form_gone, fixture);

  stay = find_stay (fixture, "Ada Lovelace");
  g_assert_nonnull (stay);
  g_assert_cmpint (stay->state, ==, KW_STAY_STATE_EXPECTED);
  g_assert_cmpuint (stay->n_doors, ==, 2);
  g_assert_true (kw_door_ref_equal (stay->doors[1], find_door (fixture, "103")));
  assert_time (fixture, stay->from_unix_s, "2026-11-27T15:00:00+01:00");
  assert_time (fixture, stay->until_unix_s, "2026-11-29T11:00:00+01:00");
}

static void
test_what_is_not_understood_is_not_saved (AppFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *rooms;
    const char *until;
    const char *sentence;
  } cases[] = {
    { "", "+1", "Say which room the stay is in." },
    { "999", "+1", "There is no room “999”." },
    { "101, 102, 103, 104, 105, 106", "+1", "A stay has at most five rooms." },
    { "101", "", "Say until when the stay is." },
    { "101", "whenever", NULL },
    { "101", "yesterday", "The stay would have ended already; give a later end." },
  };
  GtkWidget *form = show_check_in (fixture, NULL);
  g_autoptr (GPtrArray) before = list_stays (fixture);
  g_autoptr (GPtrArray) after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      type (form, "_Rooms", cases[i].rooms);
      type (form, "_Until", cases[i].until);
      press (form, "_Check In");
      g_assert_true (is_form_free (form)); /* nothing is under way */
      if (cases[i].sentence != NULL)
        g_assert_nonnull (app_find (form, GTK_TYPE_LABEL, cases[i].sentence));
    }
  type (form, "_From", "1.11. 15:00");
  type (form, "_Until", "5.11. 11:00");
  press (form, "_Check In");
  g_assert_nonnull (
      app_find (form, GTK_TYPE_LABEL, "The stay would have ended already; give a later end."));
  type (form, "_From", "27.11. 15:00");
  type (form, "_Until", "26.11. 11:00");
  press (form, "_Save Arrival");
  g_assert_nonnull (app_find (form, GTK_TYPE_LABEL, "The stay would end before it begins."));
  after = list_stays (fixture);
  g_assert_cmpuint (after->len, ==, before->len);
}

static void
test_what_is_wrong_is_said_below_its_field (AppFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *rooms;
    int n_letters; /* of a tenant's name */
    const char *until;
    int n_digits; /* of the reference */
    const char *field;
    const char *sentence;
  } cases[] = {
    { "", 3, "+1", 3, "_Rooms", "Say which room the stay is in." },
    { "101, 101", 3, "+1", 3, "_Rooms", "Room 101 is named twice." },
    { "101", 211, "+1", 3, "_Tenants", "Tenants: 211 characters; at most 200 are possible." },
    { "101", 3, "yesterday", 3, "_Until", "The stay would have ended already; give a later end." },
    { "101", 3, "", 3, "_Until", "Say until when the stay is." },
    { "101", 3, "+1", 201, "Ref_erence", "Reference: 201 characters; at most 200 are possible." },
  };
  GtkWidget *form = show_check_in (fixture, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *field = app_find (form, ADW_TYPE_ENTRY_ROW, cases[i].field);
      g_autofree char *tenants = g_strnfill ((gsize)cases[i].n_letters, 'x');
      g_autofree char *reference = g_strnfill ((gsize)cases[i].n_digits, '7');
      GtkWidget *focus;

      type (form, "_Rooms", cases[i].rooms);
      type (form, "_Tenants", tenants);
      type (form, "_Until", cases[i].until);
      type (form, "Ref_erence", reference);
      g_assert_null (app_get_sentence_below (field)); /* typing has taken the last one away */
      press (form, "_Check In");
      g_assert_true (is_form_free (form));

      g_assert_cmpstr (app_get_sentence_below (field), ==, cases[i].sentence);
      g_assert_true (gtk_widget_has_css_class (field, "error"));
      focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
      g_assert_true (gtk_widget_is_ancestor (focus, field));
    }
}

static void
test_tenants_are_split_in_every_script (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *form = show_check_in (fixture, "101");
  g_autoptr (KwStay) stay = NULL;

  type (form, "_Tenants", "王伟、李娜; Ada Lovelace، ليلى");
  press (form, "_Check In");
  app_until (is_form_gone, fixture);

  stay = find_stay (fixture, "李娜");
  g_assert_nonnull (stay);
  g_assert_cmpuint (g_strv_length ((char **)stay->tenants), ==, 4);
}

static void
test_an_overlap_asks_for_a_reason (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *form = show_check_in (fixture, "305"); /* somebody is in until Wednesday */
  GtkWidget *reason = app_find (form, ADW_TYPE_ENTRY_ROW, "_Why Both Stays May Have the Room");
  g_autoptr (KwStay) stay = NULL;

  type (form, "_Tenants", "Ada Lovelace");
  g_assert_false (gtk_widget_is_visible (reason));
  press (form, "_Check In");
  g_assert_false (is_form_free (form));
  app_until (is_form_free, form);

  g_assert_true (gtk_widget_is_visible (reason));
  stay = find_stay (fixture, "Ada Lovelace");
  g_assert_null (stay);

  gtk_editable_set_text (GTK_EDITABLE (reason), "the sister joins");
  press (form, "_Check In");
  app_until (is_form_gone, fixture);
  stay = find_stay (fixture, "Ada Lovelace");
  g_assert_nonnull (stay);
}

static void
test_a_change_keeps_what_was_not_touched (AppFixture *fixture, gconstpointer unused)
{
  g_autoptr (KwStay) before = find_stay (fixture, "Zoë Ångström");
  g_autoptr (KwStay) after = NULL;
  GtkWidget *form = kw_stay_form_new (fixture->session, KW_STAY_FORM_KIND_CHANGE, before);

  kw_window_show_panel (fixture->window, form);
  g_assert_false (gtk_widget_get_visible (app_find (form, KW_TYPE_TIME_ROW, "_From")));
  type (form, "_Until", "Friday 27 November, 12:30");
  press (form, "_Save");
  app_until (is_form_gone, fixture);

  after = find_stay (fixture, "Zoë Ångström");
  assert_time (fixture, after->until_unix_s, "2026-11-27T12:30:00+01:00");
  g_assert_cmpint (after->id, ==, before->id);
  g_assert_cmpint (after->from_unix_s, ==, before->from_unix_s);
  g_assert_cmpstr (after->reference, ==, before->reference);
  g_assert_cmpstr (after->tenants[1], ==, before->tenants[1]);
}

static void
test_a_move_changes_the_room_only (AppFixture *fixture, gconstpointer unused)
{
  g_autoptr (KwStay) before = find_stay (fixture, "Zoë Ångström");
  g_autoptr (KwStay) after = NULL;
  GtkWidget *form = kw_stay_form_new (fixture->session, KW_STAY_FORM_KIND_MOVE, before);

  kw_window_show_panel (fixture->window, form);
  type (form, "New _Room", "101");
  press (form, "_Move");
  app_until (is_form_gone, fixture);

  after = find_stay (fixture, "Zoë Ångström");
  g_assert_cmpint (after->id, ==, before->id);
  g_assert_true (kw_door_ref_equal (after->doors[0], find_door (fixture, "101")));
  g_assert_cmpint (after->until_unix_s, ==, before->until_unix_s);
}

static void
test_checking_out_ends_the_stay (AppFixture *fixture, gconstpointer unused)
{
  g_autoptr (KwStay) before = find_stay (fixture, "Zoë Ångström");
  g_autoptr (KwStay) after = NULL;
  GtkWidget *form = kw_check_out_form_new (fixture->session, before);

  kw_window_show_panel (fixture->window, form);
  g_assert_nonnull (app_find (form, GTK_TYPE_LABEL, "No card of this stay is out."));
  press (form, "Check _Out");
  app_until (is_form_gone, fixture);

  after = find_stay (fixture, "Zoë Ångström");
  g_assert_cmpint (after->state, ==, KW_STAY_STATE_CLOSED);
  g_assert_cmpint (after->closed_at_unix_s, ==, fixture->desk.now_unix_s);
}

static void
test_an_arrival_that_is_cancelled_ends (AppFixture *fixture, gconstpointer unused)
{
  g_autoptr (KwStay) before = find_stay (fixture, "Søren Kjærgaard");
  g_autoptr (KwStay) after = NULL;
  GtkWidget *form = kw_check_out_form_new (fixture->session, before);

  g_assert_cmpint (before->state, ==, KW_STAY_STATE_EXPECTED);
  kw_window_show_panel (fixture->window, form);
  press (form, "_Cancel the Arrival");
  app_until (is_form_gone, fixture);

  after = find_stay (fixture, "Søren Kjærgaard");
  g_assert_cmpint (after->state, ==, KW_STAY_STATE_CLOSED);
}

static void
test_escape_asks_once_before_it_drops_what_was_typed (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *form = show_check_in (fixture, "101");

  type (form, "_Tenants", "Ada");
  g_assert_false (kw_window_show_panel (fixture->window, NULL));
  g_assert_true (kw_window_get_panel (fixture->window) == form);
  g_assert_true (kw_window_show_panel (fixture->window, NULL));
  g_assert_null (kw_window_get_panel (fixture->window));

  form = show_check_in (fixture, "101"); /* nothing typed: nothing to ask */
  g_assert_true (kw_window_show_panel (fixture->window, NULL));
}

static void
test_a_form_may_be_left_while_it_saves (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *form = show_check_in (fixture, "101");
  g_autoptr (KwStay) stay = NULL;

  type (form, "_Tenants", "Ada Lovelace");
  press (form, "_Check In");
  kw_window_show_panel (fixture->window, NULL);
  kw_window_show_panel (fixture->window, NULL);
  g_assert_null (kw_window_get_panel (fixture->window));

  stay = find_stay (fixture, "Ada Lovelace"); /* answers come in order */
  g_assert_nonnull (stay);
}

static void
test_rooms_are_read_by_name (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *form = show_check_in (fixture, NULL);
  GtkWidget *row = app_find (form, KW_TYPE_ROOM_ROW, NULL);
  KwDoorRef doors[KW_STAY_N_DOORS_MAX];
  g_autofree char *problem = NULL;

  gtk_editable_set_text (GTK_EDITABLE (row), " 101 ,seehaus/102,");
  g_assert_cmpuint (kw_room_row_get_doors (KW_ROOM_ROW (row), doors), ==, 2);
  g_assert_true (kw_door_ref_equal (doors[1], find_door (fixture, "102")));
  gtk_editable_set_text (GTK_EDITABLE (row), "101, 99");
  g_assert_cmpuint (kw_room_row_get_doors (KW_ROOM_ROW (row), doors), ==, 0);
  problem = kw_room_row_dup_problem (KW_ROOM_ROW (row));
  g_assert_cmpstr (problem, ==, "There is no room “99”.");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  app_test_init (&argc, &argv);
  APP_TEST ("/app/stay-form/checking-in-writes-the-register", test_checking_in_writes_the_register);
  APP_TEST ("/app/stay-form/what-was-typed-is-there-when-the-clock-is-checked",
            test_what_was_typed_is_there_when_the_clock_is_checked);
  APP_TEST ("/app/stay-form/a-later-check-in-is-an-arrival", test_a_later_check_in_is_an_arrival);
  APP_TEST ("/app/stay-form/what-is-not-understood-is-not-saved",
            test_what_is_not_understood_is_not_saved);
  APP_TEST ("/app/stay-form/what-is-wrong-is-said-below-its-field",
            test_what_is_wrong_is_said_below_its_field);
  APP_TEST ("/app/stay-form/tenants-are-split-in-every-script",
            test_tenants_are_split_in_every_script);
  APP_TEST ("/app/stay-form/an-overlap-asks-for-a-reason", test_an_overlap_asks_for_a_reason);
  APP_TEST ("/app/stay-form/a-change-keeps-what-was-not-touched",
            test_a_change_keeps_what_was_not_touched);
  APP_TEST ("/app/stay-form/a-move-changes-the-room-only", test_a_move_changes_the_room_only);
  APP_TEST ("/app/stay-form/checking-out-ends-the-stay", test_checking_out_ends_the_stay);
  APP_TEST ("/app/stay-form/an-arrival-that-is-cancelled-ends",
            test_an_arrival_that_is_cancelled_ends);
  APP_TEST ("/app/stay-form/escape-asks-once-before-it-drops-what-was-typed",
            test_escape_asks_once_before_it_drops_what_was_typed);
  APP_TEST ("/app/stay-form/a-form-may-be-left-while-it-saves",
            test_a_form_may_be_left_while_it_saves);
  APP_TEST ("/app/stay-form/rooms-are-read-by-name", test_rooms_are_read_by_name);
  return g_test_run ();
}
