/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"
#include "kw-journal-page.h"
#include "kw-journal-words.h"

#include <glib/gstdio.h>

static gboolean
has_import_row (gpointer user_data)
{
  return app_find (user_data, GTK_TYPE_INSCRIPTION, "The hotel's map was imported") != NULL;
}

static void
test_what_happened_is_told_in_words (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *page = kw_window_show_page (fixture->window, "journal");

  app_until (has_import_row, page);
}

/* With a panel beside it the page is 700 px wide in a window of 1280. */
static void
test_all_columns_fit_beside_a_panel (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *page = kw_window_show_page (fixture->window, "journal");
  GtkWidget *view = app_find (page, GTK_TYPE_COLUMN_VIEW, NULL);
  int min_px = 0;

  app_until (has_import_row, page);
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &min_px, NULL, NULL, NULL);
  g_assert_cmpint (min_px, <=, 700);
}

/* How high the cell of the import is where it is @width_px wide. */
static int
measure_cell (GtkWidget *view, int width_px)
{
  GtkWidget *text = app_find (view, GTK_TYPE_INSCRIPTION, "The hotel's map was imported");
  GtkWidget *cell = gtk_widget_get_parent (text);
  int height_px = 0;

  gtk_widget_measure (cell, GTK_ORIENTATION_VERTICAL, width_px, NULL, &height_px, NULL, NULL);
  return height_px;
}

static void
test_a_long_sentence_takes_a_second_line (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *page = kw_window_show_page (fixture->window, "journal");
  GtkWidget *view = app_find (page, GTK_TYPE_COLUMN_VIEW, NULL);

  app_until (has_import_row, page);
  g_assert_cmpint (measure_cell (view, 120), ==, 2 * measure_cell (view, 600));
}

static gboolean
has_turned_operator (gpointer user_data)
{
  return app_find (user_data, GTK_TYPE_INSCRIPTION, "\xe2\x80\x8f\xe2\x81\xa8tester\xe2\x81\xa9") !=
         NULL;
}

/* In a right-to-left window it begins at the right, as the title of its column. */
static void
test_a_name_stands_below_its_title (AppFixture *fixture, gconstpointer unused)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  app_until (has_turned_operator, kw_window_show_page (fixture->window, "journal"));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static gboolean
is_none_shown (gpointer user_data)
{
  GtkWidget *none = app_find (user_data, ADW_TYPE_STATUS_PAGE, "Nothing of that kind happened");

  return none != NULL && gtk_widget_get_mapped (none);
}

static void
test_a_filter_that_leaves_nothing_says_so (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *page = kw_window_show_page (fixture->window, "journal");
  GtkWidget *events = app_find (page, GTK_TYPE_DROP_DOWN, NULL);

  app_until (has_import_row, page);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (events), 3); /* lost cards */
  app_until (is_none_shown, page);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (events), 0);
  app_until (has_import_row, page);
}

static gboolean
is_there (gpointer user_data)
{
  return g_file_test (user_data, G_FILE_TEST_EXISTS);
}

static void
test_the_journal_is_exported_with_a_line_for_each_row (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *page = kw_window_show_page (fixture->window, "journal");
  g_autofree char *path = g_build_filename (fixture->desk.folder, "journal.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  kw_journal_page_export (KW_JOURNAL_PAGE (page), path);
  app_until (is_there, path);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "property-imported"));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_every_event_has_a_sentence (void)
{
  for (guint i = 0; i < KW_JOURNAL_EVENT_N; i++)
    g_assert_cmpstr (kw_journal_words_get_event ((KwJournalEvent)i), !=, "");
}

/* What the row of @event with @data says it is about. */
static char *
dup_about (KwJournalEvent event, const char *data)
{
  const KwJournalEntry fields = {
    .number = 1, .operator_name = "anna", .event = event, .data = data
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwJournalEntry) entry = kw_journal_entry_new (&fields, &error);

  g_assert_no_error (error);
  return kw_journal_words_dup_about (NULL, entry, NULL);
}

static void
test_a_row_of_a_batch_says_how_far_it_was (void)
{
  g_autofree char *ended = dup_about (KW_JOURNAL_EVENT_BATCH_ENDED,
                                      "{\"batch\":4,\"cards\":80,\"done\":12}");
  g_autofree char *skipped = dup_about (KW_JOURNAL_EVENT_BATCH_CARD_SKIPPED,
                                        "{\"batch\":4,\"cards\":10,\"done\":0,\"position\":3}");

  g_assert_cmpstr (ended, ==, "12 of 80 cards done");
  g_assert_cmpstr (skipped, ==, "card 3 of 10");
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  APP_TEST ("/app/journal-page/what-happened-is-told-in-words",
            test_what_happened_is_told_in_words);
  APP_TEST ("/app/journal-page/all-columns-fit-beside-a-panel",
            test_all_columns_fit_beside_a_panel);
  APP_TEST ("/app/journal-page/a-long-sentence-takes-a-second-line",
            test_a_long_sentence_takes_a_second_line);
  APP_TEST ("/app/journal-page/a-name-stands-below-its-title", test_a_name_stands_below_its_title);
  APP_TEST ("/app/journal-page/a-filter-that-leaves-nothing-says-so",
            test_a_filter_that_leaves_nothing_says_so);
  APP_TEST ("/app/journal-page/the-journal-is-exported-with-a-line-for-each-row",
            test_the_journal_is_exported_with_a_line_for_each_row);
  g_test_add_func ("/app/journal-page/every-event-has-a-sentence", test_every_event_has_a_sentence);
  g_test_add_func ("/app/journal-page/a-row-of-a-batch-says-how-far-it-was",
                   test_a_row_of_a_batch_says_how_far_it_was);
  return g_test_run ();
}
