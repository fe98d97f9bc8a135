/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"
#include "kw-cards-page.h"
#include "kw-search.h"

static GtkEditable *
get_entry (AppFixture *fixture)
{
  GtkWidget *search = app_find (GTK_WIDGET (fixture->window), KW_TYPE_SEARCH, NULL);

  return GTK_EDITABLE (app_find (search, GTK_TYPE_SEARCH_ENTRY, NULL));
}

static GtkWidget *
get_results (AppFixture *fixture)
{
  GtkWidget *search = app_find (GTK_WIDGET (fixture->window), KW_TYPE_SEARCH, NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (search); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      return child;
  return NULL;
}

static gboolean
is_titled_305 (gpointer user_data)
{
  return app_find (user_data, GTK_TYPE_LABEL, "305") != NULL;
}

static void
test_a_room_is_found_while_its_name_is_typed (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *results = get_results (fixture);

  gtk_editable_set_text (get_entry (fixture), "305");

  g_assert_true (gtk_widget_get_visible (results));
  app_until (is_titled_305, results);
}

static void
test_nothing_found_is_said (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *results = get_results (fixture);
  GtkWidget *stack = app_find (results, GTK_TYPE_STACK, NULL);

  gtk_editable_set_text (get_entry (fixture), "nobody of that name");

  g_assert_true (gtk_widget_get_visible (results));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "none");
}

static void
test_an_empty_entry_shows_no_list (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *results = get_results (fixture);

  gtk_editable_set_text (get_entry (fixture), "305");
  gtk_editable_set_text (get_entry (fixture), "");
  app_settle ();

  g_assert_false (gtk_widget_get_visible (results));
}

static void
test_escape_clears_the_entry (AppFixture *fixture, gconstpointer unused)
{
  gtk_editable_set_text (get_entry (fixture), "305");
  g_signal_emit_by_name (get_entry (fixture), "stop-search");

  g_assert_cmpstr (gtk_editable_get_text (get_entry (fixture)), ==, "");
}

static gboolean
is_empty_shown (gpointer user_data)
{
  GtkWidget *page = user_data;
  GtkWidget *empty = app_find (page, ADW_TYPE_STATUS_PAGE, "No cards yet");

  return empty != NULL && gtk_widget_get_mapped (empty);
}

static gboolean
is_none_shown (gpointer user_data)
{
  GtkWidget *page = user_data;
  GtkWidget *none = app_find (page, ADW_TYPE_STATUS_PAGE, "No such card");

  return none != NULL && gtk_widget_get_mapped (none);
}

static void
test_no_cards_and_no_match_are_told_apart (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *page = kw_window_show_page (fixture->window, "cards");

  app_until (is_empty_shown, page);
  kw_cards_page_show_door (KW_CARDS_PAGE (page), (KwDoorRef){ 1, 1 });
  app_until (is_none_shown, page);
}

static gboolean
is_missing_shown (gpointer user_data)
{
  return is_none_shown (kw_window_get_panel (user_data));
}

static void
test_a_number_nobody_has_is_said_to_be_missing (AppFixture *fixture, gconstpointer unused)
{
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-card", "s", "9-999"));

  app_until (is_missing_shown, fixture->window);
  g_assert_cmpstr (kw_session_get_subject (fixture->session)->card_label, ==, "9-999");
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  APP_TEST ("/app/search/a-room-is-found-while-its-name-is-typed",
            test_a_room_is_found_while_its_name_is_typed);
  APP_TEST ("/app/search/nothing-found-is-said", test_nothing_found_is_said);
  APP_TEST ("/app/search/an-empty-entry-shows-no-list", test_an_empty_entry_shows_no_list);
  APP_TEST ("/app/search/escape-clears-the-entry", test_escape_clears_the_entry);
  APP_TEST ("/app/cards-page/no-cards-and-no-match-are-told-apart",
            test_no_cards_and_no_match_are_told_apart);
  APP_TEST ("/app/cards-page/a-number-nobody-has-is-said-to-be-missing",
            test_a_number_nobody_has_is_said_to_be_missing);
  return g_test_run ();
}
