/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"
#include "kw-clock-panel.h"
#include "kw-problem-row.h"

#include <libintl.h>

#define PATIENCE_US (60 * G_USEC_PER_SEC)

/* gettext's own, see its manual: what it remembers is of no use after a change. */
extern int _nl_msg_cat_cntr;

void
app_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  adw_init ();
}

void
app_set_language (const char *language)
{
  g_autofree char *catalogues = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "po", NULL);

  g_setenv ("LANGUAGE", language, TRUE);
  bindtextdomain (GETTEXT_PACKAGE, catalogues);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  _nl_msg_cat_cntr++;
}

static GSettings *
open_settings (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "data", NULL);
  g_autoptr (GSettingsSchemaSource)
      source = g_settings_schema_source_new_from_directory (folder, NULL, FALSE, NULL);
  g_autoptr (GSettingsSchema)
      schema = g_settings_schema_source_lookup (source, KW_APPLICATION_ID, FALSE);

  return g_settings_new_full (schema, NULL, NULL);
}

void
app_fixture_set_up (AppFixture *fixture, gconstpointer unused)
{
  fixture_set_up (&fixture->desk, NULL);
  app_fixture_open_window (fixture);
}

void
app_fixture_make_window (AppFixture *fixture)
{
  fixture->settings = open_settings ();
  fixture->session = kw_session_new (fixture->desk.desk, fixture->settings);
  fixture->window = kw_window_new (/* application= */ NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

void
app_fixture_open_window (AppFixture *fixture)
{
  app_fixture_make_window (fixture);
  kw_window_set_session (fixture->window, fixture->session);
}

void
app_fixture_close_window (AppFixture *fixture)
{
  gpointer window = fixture->window;

  g_object_add_weak_pointer (window, &window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_settle ();
  g_assert_null (window); /* nobody keeps it */
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->settings);
}

void
app_fixture_tear_down (AppFixture *fixture, gconstpointer unused)
{
  app_fixture_close_window (fixture);
  fixture_tear_down (&fixture->desk, NULL);
}

void
app_until (gboolean (*is_true) (gpointer user_data), gpointer user_data)
{
  gint64 limit_mono_us = g_get_monotonic_time () + PATIENCE_US;

  while (!is_true (user_data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit_mono_us);
      if (!g_main_context_iteration (NULL, /* may_block= */ FALSE))
        g_usleep (1000);
    }
}

void
app_settle (void)
{
  while (g_main_context_iteration (NULL, /* may_block= */ FALSE))
    ;
}

/* The text people see on it, from whichever property it has. */
static char *
dup_label (GtkWidget *widget)
{
  static const char *const names[] = { "label", "title", "text" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (widget), names[i]);
      char *label = NULL;

      if (spec == NULL || spec->value_type != G_TYPE_STRING)
        continue;
      g_object_get (widget, names[i], &label, NULL);
      if (label != NULL)
        return label;
    }
  return NULL;
}

GtkWidget *
app_find (GtkWidget *root, GType type, const char *label)
{
  g_autofree char *own = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    {
      own = dup_label (root);
      if (label == NULL || g_strcmp0 (own, label) == 0)
        return root;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_find (child, type, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

void
app_press (GtkWidget *button)
{
  g_assert_true (GTK_IS_BUTTON (button));
  g_signal_emit_by_name (button, "clicked");
}

void
app_collect_text (GtkWidget *root, GString *text)
{
  if (!gtk_widget_get_child_visible (root) || !gtk_widget_get_visible (root))
    return;
  if (GTK_IS_LABEL (root))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    app_collect_text (child, text);
}

GtkWidget *
app_find_text (GtkWidget *root, const char *beginning)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_LABEL (root) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (root)), beginning))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_find_text (child, beginning);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
print_texts (GtkWidget *root)
{
  if (!gtk_widget_get_mapped (root))
    return;
  if (GTK_IS_LABEL (root))
    g_test_message ("on the screen: %s", gtk_label_get_text (GTK_LABEL (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    print_texts (child);
}

void
app_until_text (GtkWidget *root, const char *beginning)
{
  gint64 limit_mono_us = g_get_monotonic_time () + PATIENCE_US;

  while (app_find_text (root, beginning) == NULL)
    {
      if (g_get_monotonic_time () > limit_mono_us)
        {
          print_texts (root);
          g_error ("never seen: %s", beginning);
        }
      if (!g_main_context_iteration (NULL, /* may_block= */ FALSE))
        g_usleep (1000);
    }
}

void
app_press_text (GtkWidget *root, const char *label)
{
  GtkWidget *text = NULL;

  app_until_text (root, label);
  text = app_find_text (root, label);
  app_press (gtk_widget_get_ancestor (text, GTK_TYPE_BUTTON));
}

static gboolean
is_clock_asked (gpointer window)
{
  return KW_IS_CLOCK_PANEL (kw_window_get_panel (window));
}

static gboolean
is_clock_not_asked (gpointer window)
{
  return !is_clock_asked (window);
}

void
app_confirm_clock (AppFixture *fixture)
{
  app_until (is_clock_asked, fixture->window);
  app_press_text (kw_window_get_panel (fixture->window), "The Clock Is Right");
  app_until (is_clock_not_asked, fixture->window);
}

gboolean
app_drop (GtkWidget *widget, GFile *file)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_FILE);
  g_value_set_object (&value, file);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean is_taken = FALSE;

      if (!GTK_IS_DROP_TARGET (controller))
        continue;
      g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &is_taken);
      return is_taken;
    }
  g_error ("%s takes no files", G_OBJECT_TYPE_NAME (widget));
}

const char *
app_get_sentence_below (GtkWidget *field)
{
  GtkWidget *next = gtk_widget_get_next_sibling (field);

  return KW_IS_PROBLEM_ROW (next)
             ? gtk_label_get_label (GTK_LABEL (app_find (next, GTK_TYPE_LABEL, NULL)))
             : NULL;
}
