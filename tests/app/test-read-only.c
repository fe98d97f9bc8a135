/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* A station whose data folder this user may only read. */
#include "config.h"

#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define NOBODY 65534

/* Also for root, who could write it anyway. */
static void
allow_reading_only (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      allow_reading_only (child);
    }
  g_assert_cmpint (g_chmod (path, dir != NULL ? 0555 : 0444), ==, 0);
}

static void
set_up (AppFixture *fixture, gconstpointer unused)
{
  fixture_set_up (&fixture->desk, NULL);
  fixture_close (g_steal_pointer (&fixture->desk.desk));
  allow_reading_only (fixture->desk.folder);
  if (geteuid () == 0)
    g_assert_cmpint (seteuid (NOBODY), ==, 0);
  fixture->desk.desk = fixture_open_another (&fixture->desk, fixture->desk.folder);
  g_assert_true (kw_desk_is_read_only (fixture->desk.desk));
  app_fixture_open_window (fixture);
}

static void
tear_down (AppFixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (seteuid (getuid ()), ==, 0);
  g_assert_cmpint (g_chmod (fixture->desk.folder, 0755), ==, 0);
  app_fixture_tear_down (fixture, NULL);
}

/* How many buttons of @root, on the screen, do @action; all of them must be grey. */
static guint
count_grey (GtkWidget *root, const char *action)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (root))
    return 0;
  if (GTK_IS_BUTTON (root) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action) == 0)
    {
      g_assert_false (gtk_widget_is_sensitive (root));
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_grey (child, action);
  return n;
}

static void
show_room (AppFixture *fixture, const char *room)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (fixture->desk.desk), room,
                                              NULL);
  g_autofree char *name = g_strdup_printf ("%u:%u", door->building, door->number);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-room", "s", name);
}

static void
test_what_would_write_is_grey (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *page = NULL;

  show_room (fixture, "305");
  app_until_text (window, "Extend or Change");
  g_assert_cmpuint (count_grey (window, "win.issue"), ==, 1);
  g_assert_cmpuint (count_grey (window, "win.change-stay"), ==, 1);
  g_assert_cmpuint (count_grey (window, "win.move-stay"), ==, 1);
  g_assert_cmpuint (count_grey (window, "win.check-out"), ==, 1);

  kw_window_show_page (fixture->window, "stays");
  app_until_text (window, "Check In");
  g_assert_cmpuint (count_grey (window, "win.check-in"), >=, 1);
  kw_window_show_page (fixture->window, "staff");
  app_until_text (window, "Issue");
  g_assert_cmpuint (count_grey (window, "win.issue"), >=, 1);
  page = kw_window_show_page (fixture->window, "property");
  g_assert_false (gtk_widget_get_sensitive (app_find (page, GTK_TYPE_BUTTON, "_Import a File…")));
}

static void
test_what_only_shows_is_not_grey (AppFixture *fixture, gconstpointer unused)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-walk-list", NULL);
  g_assert_nonnull (kw_window_get_panel (fixture->window));
}

/* What the window does about a key that nothing else has taken. */
static gboolean
press (GtkWidget *window, const char *key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);
  g_autoptr (GtkShortcutTrigger) wanted = gtk_shortcut_trigger_parse_string (key);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers, i);

      for (guint k = 0;
           GTK_IS_SHORTCUT_CONTROLLER (shortcuts) && k < g_list_model_get_n_items (shortcuts); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, k);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), wanted))
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, window,
                                                 NULL);
        }
    }
  return FALSE;
}

static void
test_a_key_says_why (AppFixture *fixture, gconstpointer unused)
{
  static const char *const keys[] = { "F2", "F3", "F4", "F6", "F7", "F8", "<Control>n" };
  GtkWidget *window = GTK_WIDGET (fixture->window);

  show_room (fixture, "305");
  app_until_text (window, "Extend or Change");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkWidget *before = kw_window_get_panel (fixture->window);

      kw_window_tell (fixture->window, "Something else.");
      g_assert_true (press (window, keys[i]));
      app_until_text (window, "Nothing can be changed here: ");
      g_assert_true (kw_window_get_panel (fixture->window) == before);
    }
}

static void
test_a_key_is_left_alone_where_one_may_write (AppFixture *fixture, gconstpointer unused)
{
  g_assert_false (press (GTK_WIDGET (fixture->window), "F2"));
}

#define TEST(path, function) g_test_add (path, AppFixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  TEST ("/app/read-only/what-would-write-is-grey", test_what_would_write_is_grey);
  TEST ("/app/read-only/what-only-shows-is-not-grey", test_what_only_shows_is_not_grey);
  TEST ("/app/read-only/a-key-says-why", test_a_key_says_why);
  APP_TEST ("/app/read-only/a-key-is-left-alone-where-one-may-write",
            test_a_key_is_left_alone_where_one_may_write);
  return g_test_run ();
}
