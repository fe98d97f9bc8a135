/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"
#include "kw-encoder-lamp.h"
#include "kw-search.h"
#include "kw-window-stays.h"

#include <string.h>

static const char *const names[] = { "rooms",   "stays",    "cards",      "staff",
                                     "journal", "property", "preferences" };

static void
test_every_page_is_shown_by_name (AppFixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *page = kw_window_show_page (fixture->window, names[i]);
      g_autofree char *last = NULL;

      g_assert_nonnull (page);
      g_assert_true (gtk_widget_get_child_visible (page));
      g_assert_true (kw_window_show_page (fixture->window, names[i]) == page);
      last = g_settings_get_string (fixture->settings, "last-page");
      g_assert_cmpstr (last, ==, names[i]);
    }
  g_assert_null (kw_window_show_page (fixture->window, "no such page"));
}

/* Pages have lists too. */
static GtkWidget *
find_sidebar (GtkWidget *root)
{
  if (GTK_IS_LIST_BOX (root) && gtk_widget_has_css_class (root, "navigation-sidebar"))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_sidebar (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_the_sidebar_follows_the_page (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *sidebar = find_sidebar (GTK_WIDGET (fixture->window));

  kw_window_show_page (fixture->window, "journal");

  g_assert_cmpint (
      gtk_list_box_row_get_index (gtk_list_box_get_selected_row (GTK_LIST_BOX (sidebar))), ==, 4);
}

static gboolean
is_in_header (AppFixture *fixture, GType type)
{
  return gtk_widget_get_mapped (app_find (GTK_WIDGET (fixture->window), type, NULL));
}

static void
test_a_failure_to_open_is_told (void)
{
  AppFixture fixture = { { 0 } };
  GtkWidget *status;
  g_autoptr (GError) full = g_error_new_literal (KW_DESK_ERROR, KW_DESK_ERROR_DISK_FULL,
                                                 "The disk of /a&b is full.");
  g_autoptr (GError) missing = g_error_new_literal (KW_DESK_ERROR, KW_DESK_ERROR_REGISTER_MISSING,
                                                    "The register is gone.");

  fixture_set_up (&fixture.desk, NULL);
  app_fixture_make_window (&fixture);
  kw_window_show_failure (fixture.window, full);
  app_settle ();
  status = app_find (GTK_WIDGET (fixture.window), ADW_TYPE_STATUS_PAGE,
                     "The station cannot be opened");

  g_assert_nonnull (status);
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (status)), ==,
                   "The disk of /a&amp;b is full.");
  g_assert_true (gtk_widget_get_mapped (status));
  g_assert_nonnull (app_find (status, GTK_TYPE_BUTTON, "_Try Again"));
  g_assert_false (is_in_header (&fixture, KW_TYPE_SEARCH));
  g_assert_false (is_in_header (&fixture, KW_TYPE_ENCODER_LAMP));

  kw_window_show_failure (fixture.window, missing);
  g_assert_null (app_find (status, GTK_TYPE_BUTTON, "_Try Again"));
  app_press (app_find (status, GTK_TYPE_BUTTON, "_Open the Folder"));
  g_assert_nonnull (app_find (status, GTK_TYPE_BUTTON, "_Try Again"));
  app_fixture_tear_down (&fixture, NULL);
}

static void
test_a_folder_that_may_only_be_read_is_told_at_once (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *status = app_find (GTK_WIDGET (fixture->window), ADW_TYPE_STATUS_PAGE,
                                "Nothing can be changed here");
  GtkWidget *title = app_find (GTK_WIDGET (fixture->window), ADW_TYPE_WINDOW_TITLE, NULL);

  g_assert_false (gtk_widget_get_mapped (status));
  kw_window_show_page (fixture->window, "rooms");
  kw_window_show_read_only (fixture->window);
  app_settle ();
  g_assert_true (gtk_widget_get_mapped (status));
  g_assert_cmpstr (adw_window_title_get_title (ADW_WINDOW_TITLE (title)), ==, "Keywright");
  g_assert_false (is_in_header (fixture, KW_TYPE_SEARCH));
  g_assert_nonnull (
      strstr (adw_status_page_get_description (ADW_STATUS_PAGE (status)), fixture->desk.folder));

  app_press (app_find (status, GTK_TYPE_BUTTON, "_Look Only"));
  app_settle ();
  g_assert_false (gtk_widget_get_mapped (status));
  g_assert_cmpstr (adw_window_title_get_title (ADW_WINDOW_TITLE (title)), ==, "Rooms");
  g_assert_true (is_in_header (fixture, KW_TYPE_SEARCH));
  g_assert_true (is_in_header (fixture, KW_TYPE_ENCODER_LAMP));
  g_assert_cmpstr (adw_window_title_get_subtitle (ADW_WINDOW_TITLE (title)), ==, "Read-only");
}

static void
test_a_toast_has_one_line (AppFixture *fixture, gconstpointer unused)
{
  kw_window_tell (fixture->window, "A & B cannot be used.\nTechnical detail: disk I/O error");
  app_until_text (GTK_WIDGET (fixture->window), "A & B");

  g_assert_cmpstr (
      gtk_label_get_text (GTK_LABEL (app_find_text (GTK_WIDGET (fixture->window), "A & B"))), ==,
      "A & B cannot be used.");
}

/* Not what is on its way out. */
static gboolean
is_told (AppFixture *fixture, const char *sentence)
{
  GtkWidget *label = app_find (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, sentence);

  return label != NULL && gtk_widget_get_mapped (label);
}

static gboolean
is_second_told (gpointer fixture)
{
  return is_told (fixture, "The second.") && !is_told (fixture, "The first.");
}

static gboolean
is_offered (gpointer fixture)
{
  return is_told (fixture, "Go on?");
}

/* An offer stands until it is heeded. */
static void
test_what_is_told_last_does_not_wait (AppFixture *fixture, gconstpointer unused)
{
  kw_window_offer (fixture->window, "Go on?", "_Yes", "win.look");
  app_until (is_offered, fixture);
  kw_window_tell (fixture->window, "The first.");
  kw_window_tell (fixture->window, "The second.");
  app_until (is_second_told, fixture);
}

#define LONG_SENTENCE                                                                              \
  "Another program has imported the hotel anew. It is shown as it is now, and what was open is "   \
  "closed."

static gboolean
is_clear_of_the_pane (gpointer user_data)
{
  AppFixture *fixture = user_data;
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *flap = app_find (window, ADW_TYPE_FLAP, NULL);
  GtkWidget *label = app_find (window, GTK_TYPE_LABEL, LONG_SENTENCE);
  graphene_rect_t pane, sentence;
  int height_px = 0;

  if (label == NULL || !adw_flap_get_reveal_flap (ADW_FLAP (flap)) ||
      adw_flap_get_reveal_progress (ADW_FLAP (flap)) < 1 ||
      !gtk_widget_compute_bounds (adw_flap_get_flap (ADW_FLAP (flap)), window, &pane) ||
      !gtk_widget_compute_bounds (gtk_widget_get_parent (label), window, &sentence))
    return FALSE;
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (label), &height_px,
                      NULL, NULL, NULL);
  return sentence.size.width > 0 && height_px <= gtk_widget_get_height (label) &&
         !graphene_rect_intersection (&pane, &sentence, NULL);
}

/* Said before the pane opens, and after; an offer does not go by itself on a slow machine. */
static void
test_the_pane_is_never_covered (AppFixture *fixture, gconstpointer unused)
{
  const KwProperty *property = kw_desk_get_property (fixture->desk.desk);
  const KwDoor *door = kw_property_find_door (property, "305", NULL);
  const KwDoorRef ref = { door->building, door->number };
  g_autofree char *target = kw_window_stays_dup_door (ref);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 480);
  gtk_window_present (GTK_WINDOW (fixture->window));
  app_settle ();

  kw_window_offer (fixture->window, LONG_SENTENCE, "_Yes", "win.look");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-room", "s", target);
  app_until (is_clear_of_the_pane, fixture);
  kw_window_tell (fixture->window, "Something else.");
  kw_window_offer (fixture->window, LONG_SENTENCE, "_Yes", "win.look");
  app_until (is_clear_of_the_pane, fixture);
}

static gboolean
is_address_offered (gpointer fixture)
{
  return is_told (fixture, "No program on this computer shows web pages.");
}

static void
test_an_address_that_nothing_shows_can_be_copied (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_auto (GValue) copied = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  gtk_widget_activate_action (window, "win.open-uri", "s", "x-nobody-shows:encoders#set-up");
  app_until (is_address_offered, fixture);
  app_press (app_find (window, GTK_TYPE_BUTTON, "_Copy Address"));

  g_value_init (&copied, G_TYPE_STRING);
  gdk_content_provider_get_value (gdk_clipboard_get_content (gtk_widget_get_clipboard (window)),
                                  &copied, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (&copied), ==, "x-nobody-shows:encoders#set-up");
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  APP_TEST ("/app/window/every-page-is-shown-by-name", test_every_page_is_shown_by_name);
  APP_TEST ("/app/window/the-sidebar-follows-the-page", test_the_sidebar_follows_the_page);
  APP_TEST ("/app/window/a-folder-that-may-only-be-read-is-told-at-once",
            test_a_folder_that_may_only_be_read_is_told_at_once);
  APP_TEST ("/app/window/a-toast-has-one-line", test_a_toast_has_one_line);
  APP_TEST ("/app/window/what-is-told-last-does-not-wait", test_what_is_told_last_does_not_wait);
  APP_TEST ("/app/window/the-pane-is-never-covered", test_the_pane_is_never_covered);
  APP_TEST ("/app/window/an-address-that-nothing-shows-can-be-copied",
            test_an_address_that_nothing_shows_can_be_copied);
  g_test_add_func ("/app/window/a-failure-to-open-is-told", test_a_failure_to_open_is_told);
  return g_test_run ();
}
