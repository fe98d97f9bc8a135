/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"
#include "kw-check-out-form.h"
#include "kw-desk-stay-row.h"
#include "kw-stay-box.h"
#include "kw-stay-panel.h"
#include "kw-stays-page.h"
#include "kw-steady-list.h"

#include <locale.h>

/* The demo hotel's now is Sunday 22 November 2026, 13:00 in Berlin. */

static GtkWidget *
get_page (AppFixture *fixture)
{
  return kw_window_show_page (fixture->window, "stays");
}

static GtkWidget *
get_tab (AppFixture *fixture, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (get_page (fixture), KW_TYPE_STAYS_PAGE, name));
}

static GtkSingleSelection *
get_selection (AppFixture *fixture)
{
  GtkWidget *list = app_find (get_page (fixture), GTK_TYPE_LIST_VIEW, NULL);

  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

static guint
count_stays (AppFixture *fixture)
{
  app_settle (); /* lines come a few at a time */
  return g_list_model_get_n_items (G_LIST_MODEL (get_selection (fixture)));
}

static const KwStay *
get_stay (AppFixture *fixture, guint position)
{
  g_autoptr (KwSlot)
      slot = g_list_model_get_item (G_LIST_MODEL (get_selection (fixture)), position);

  return slot == NULL ? NULL : kw_desk_stay_row_get_stay (kw_slot_get_item (slot));
}

static gboolean
has_stays (gpointer user_data)
{
  return count_stays (user_data) > 0;
}

static gboolean
has_counts (gpointer user_data)
{
  AppFixture *fixture = user_data;
  GtkButton *tab = GTK_BUTTON (get_tab (fixture, "in_house"));

  return has_stays (fixture) && g_strcmp0 (gtk_button_get_label (tab), "In _House 0") != 0;
}

static gboolean
has_stay_panel (gpointer user_data)
{
  AppFixture *fixture = user_data;
  GtkWidget *panel = kw_window_get_panel (fixture->window);

  return KW_IS_STAY_PANEL (panel) &&
         gtk_widget_get_visible (app_find (panel, KW_TYPE_STAY_BOX, NULL));
}

static gboolean
has_check_out_form (gpointer user_data)
{
  return KW_IS_CHECK_OUT_FORM (kw_window_get_panel (((AppFixture *)user_data)->window));
}

static gboolean
has_nothing_selected (gpointer user_data)
{
  return gtk_single_selection_get_selected (get_selection (user_data)) == GTK_INVALID_LIST_POSITION;
}

static void
show_tab (AppFixture *fixture, const char *name)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_tab (fixture, name)), TRUE);
  app_until (has_stays, fixture);
}

static void
test_each_list_has_its_stays_and_their_number (AppFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *tab;
    KwStayState state;
  } cases[] = {
    { "arrivals", KW_STAY_STATE_EXPECTED },
    { "in_house", KW_STAY_STATE_OPEN },
    { "departures", KW_STAY_STATE_OPEN },
  };

  app_until (has_counts, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *number = NULL;
      const char *label;

      show_tab (fixture, cases[i].tab);
      g_assert_cmpint (get_stay (fixture, 0)->state, ==, cases[i].state);
      number = g_strdup_printf (" %u", count_stays (fixture));
      label = gtk_button_get_label (GTK_BUTTON (get_tab (fixture, cases[i].tab)));
      g_assert_true (g_str_has_suffix (label, number));
    }
  show_tab (fixture, "all");
  g_assert_cmpuint (count_stays (fixture), ==, 60);
}

static void
test_a_selected_stay_is_the_subject (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *panel;

  app_until (has_counts, fixture);
  show_tab (fixture, "in_house");
  gtk_single_selection_set_selected (get_selection (fixture), 1);
  app_until (has_stay_panel, fixture);

  panel = kw_window_get_panel (fixture->window);
  g_assert_cmpint (kw_session_get_subject (fixture->session)->stay_id, ==,
                   get_stay (fixture, 1)->id);
  g_assert_nonnull (app_find (panel, GTK_TYPE_LABEL, "No card was issued for this stay."));

  kw_session_set_subject (fixture->session, NULL);
  g_assert_true (has_nothing_selected (fixture));
}

static void
test_a_departure_suggests_to_check_out (AppFixture *fixture, gconstpointer unused)
{
  guint n_before;
  GtkWidget *submit;

  app_until (has_counts, fixture);
  show_tab (fixture, "departures");
  n_before = count_stays (fixture);
  gtk_single_selection_set_selected (get_selection (fixture), 0);
  app_until (has_stay_panel, fixture);
  kw_stay_panel_do_suggested (KW_STAY_PANEL (kw_window_get_panel (fixture->window)));
  app_until (has_check_out_form, fixture);

  submit = app_find (kw_window_get_panel (fixture->window), GTK_TYPE_BUTTON, "Check _Out");
  app_press (submit);
  app_until (has_nothing_selected, fixture);
  g_assert_cmpuint (count_stays (fixture), ==, n_before - 1);
  g_assert_true (KW_IS_STAY_PANEL (kw_window_get_panel (fixture->window)));
}

typedef struct
{
  AppFixture *fixture;
  gint64 stay_id;
} Wanted;

static gboolean
is_selected (gpointer user_data)
{
  const Wanted *wanted = user_data;
  const guint position = gtk_single_selection_get_selected (get_selection (wanted->fixture));

  return position != GTK_INVALID_LIST_POSITION &&
         get_stay (wanted->fixture, position)->id == wanted->stay_id;
}

static void
test_a_stay_is_shown_by_its_number (AppFixture *fixture, gconstpointer unused)
{
  g_autoptr (KwStay) stay = fixture_open_stay (&fixture->desk, "101", 0, 22, NULL, NULL);
  Wanted wanted = { fixture, stay->id };

  kw_window_show_page (fixture->window, "journal");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-stay", "x", (gint64)4711);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-stay", "x", stay->id);
  app_until (is_selected, &wanted);

  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_tab (fixture, "in_house"))));
  app_until (has_stay_panel, fixture);
  g_assert_nonnull (app_find (kw_window_get_panel (fixture->window), GTK_TYPE_LABEL, "101"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  app_test_init (&argc, &argv);
  APP_TEST ("/app/stays-page/each-list-has-its-stays-and-their-number",
            test_each_list_has_its_stays_and_their_number);
  APP_TEST ("/app/stays-page/a-selected-stay-is-the-subject", test_a_selected_stay_is_the_subject);
  APP_TEST ("/app/stays-page/a-departure-suggests-to-check-out",
            test_a_departure_suggests_to_check_out);
  APP_TEST ("/app/stays-page/a-stay-is-shown-by-its-number", test_a_stay_is_shown_by_its_number);
  return g_test_run ();
}
