/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-application.h"

#include "kw-desk.h"
#include "kw-watchdog.h"
#include "kw-window-set-up.h"
#include "kw-window.h"

#include <glib/gi18n.h>

struct _KwApplication
{
  AdwApplication parent_instance;

  const KwAppPaths *paths;
  const KwClock *clock;
  GSettings *settings;
  KwWindow *window;

  char *data_dir;
  char *encoder;
  gboolean is_opening;
  gboolean is_closing;
  KwDesk *desk;
  KwSession *session; /* (nullable): of the desk; the window has it once the register was read */
};

G_DEFINE_FINAL_TYPE (KwApplication, kw_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "data", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Folder of the register"), N_ ("DIR") },
  { "encoder", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("The encoder, as libnfc names it"),
    N_ ("CONNSTRING") },
  { NULL },
};

static const struct
{
  const char *action;
  const char *keys[3];
} accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "app.help", { "F1" } },
  { "win.show-shortcuts", { "<Control>question" } },
  { "win.show-page('rooms')", { "<Control>1" } },
  { "win.show-page('stays')", { "<Control>2" } },
  { "win.show-page('cards')", { "<Control>3" } },
  { "win.show-page('staff')", { "<Control>4" } },
  { "win.show-page('journal')", { "<Control>5" } },
  { "win.show-page('property')", { "<Control>6" } },
  { "win.show-page('preferences')", { "<Control>7", "<Control>comma" } },
  { "win.check-in('')", { "<Control>n" } },
  { "win.search", { "<Control>f" } },
  { "win.issue", { "F2" } },
  { "win.renew", { "F3" } },
  { "win.return", { "F4" } },
  { "win.identify", { "F5" } },
  { "win.lost", { "F6" } },
  { "win.show-walk-list", { "<Shift>F6" } },
  { "win.move", { "F7" } },
  { "win.batch", { "F8" } },
  { "win.practice", { "F9" } },
  { "win.card-menu", { "<Shift>F10", "Menu" } },
};

/* The option, else the environment, else NULL. */
static char *
dup_choice (GVariantDict *given, const char *option, const char *variable)
{
  const char *value = g_getenv (variable);
  char *chosen = NULL;

  if (g_variant_dict_lookup (given, option, strcmp (option, "data") == 0 ? "^ay" : "s", &chosen))
    return chosen;
  return value != NULL && *value != '\0' ? g_strdup (value) : NULL;
}

static void
on_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwApplication) self = user_data;

  kw_desk_close_finish (KW_DESK (source), result);
  self->is_closing = FALSE;
  g_application_release (G_APPLICATION (self));
}

/* The program lives until a card that is being written is finished. */
static void
close_station (KwApplication *self)
{
  g_autoptr (KwDesk) desk = g_steal_pointer (&self->desk);

  g_clear_object (&self->session);
  if (desk == NULL)
    return;
  self->is_closing = TRUE;
  g_application_hold (G_APPLICATION (self));
  kw_desk_close_async (desk, on_closed_cb, g_object_ref (self));
}

static GSettings *
open_settings (const KwAppPaths *paths)
{
  g_autoptr (GSettingsSchemaSource) source = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;

  if (paths->schemas == NULL)
    return g_settings_new (KW_APPLICATION_ID);
  source = g_settings_schema_source_new_from_directory (
      paths->schemas, g_settings_schema_source_get_default (), /* trusted= */ FALSE, NULL);
  g_assert (source != NULL); /* the build made it */
  schema = g_settings_schema_source_lookup (source, KW_APPLICATION_ID, FALSE);
  return g_settings_new_full (schema, /* backend= */ NULL, /* path= */ NULL);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  self->is_opening = FALSE;
  g_application_release (G_APPLICATION (self));
  self->desk = kw_desk_open_finish (result, &error);
  if (self->window == NULL) /* closed meanwhile */
    {
      close_station (self);
      return;
    }
  if (self->desk == NULL)
    {
      kw_window_show_failure (self->window, error);
      return;
    }
  self->session = kw_session_new (self->desk, self->settings);
  kw_session_set_demo_hotel (self->session, self->paths->demo_hotel);
  kw_window_set_up_start (self->window, self->session);
}

static void
open_station (KwApplication *self)
{
  g_autofree char *kept = g_settings_get_string (self->settings, "encoder");
  const KwDeskConfig config = {
    .data_dir = self->data_dir,
    .encoder = self->encoder != NULL ? self->encoder
               : *kept != '\0'       ? kept
                                     : NULL,
    .worker_path = self->paths->worker,
    .clock = self->clock,
    .operator_name = g_get_user_name (),
    .use_secret_service = g_strcmp0 (g_getenv ("KEYWRIGHT_NO_SECRET_SERVICE"), "1") != 0,
  };

  if (self->is_opening)
    return;
  if (self->desk != NULL)
    {
      if (kw_window_get_session (self->window) == NULL)
        kw_window_set_up_start (self->window, self->session); /* it could not be read */
      return;
    }
  self->is_opening = TRUE;
  g_application_hold (G_APPLICATION (self)); /* a window closed meanwhile does not end it */
  kw_desk_open_async (&config, /* cancellable= */ NULL, on_opened_cb, g_object_ref (self));
}

static void
on_open_station_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_station (user_data);
}

static void
on_open_folder_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KwApplication *self = user_data;
  g_autofree char *uri = g_filename_to_uri (self->data_dir, NULL, NULL);

  if (uri != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-uri", "s", uri);
}

static void
on_quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KwApplication *self = user_data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
}

static void
on_help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KwApplication *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-uri", "s", KW_HELP_URI);
}

static void
on_about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KwApplication *self = user_data;

  /* Translators: one name a line: those who translated into this language. */
  adw_show_about_window (GTK_WINDOW (self->window), "application-name", "Keywright",
                         "application-icon", KW_APPLICATION_ID, "version", KW_VERSION,
                         "developer-name", _ ("The Keywright authors"), "license-type",
                         GTK_LICENSE_GPL_3_0, "translator-credits", _ ("translator-credits"),
                         "website", KW_HELP_URI, NULL);
}

static const GActionEntry actions[] = {
  { "open-station", on_open_station_cb },
  { "open-folder", on_open_folder_cb },
  { "quit", on_quit_cb },
  { "help", on_help_cb },
  { "about", on_about_cb },
};

static void
start_watchdog (void)
{
  const char *limit_ms = g_getenv ("KEYWRIGHT_WATCHDOG");
  guint64 number;

  if (limit_ms != NULL &&
      g_ascii_string_to_unsigned (limit_ms, 10, /* min= */ 1, /* max= */ 10000, &number, NULL))
    kw_watchdog_start ((guint)number);
}

static void
kw_application_startup (GApplication *application)
{
  KwApplication *self = KW_APPLICATION (application);

  G_APPLICATION_CLASS (kw_application_parent_class)->startup (application);
  start_watchdog ();
  gtk_window_set_default_icon_name (KW_APPLICATION_ID);
  self->settings = open_settings (self->paths);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action,
                                           accelerators[i].keys);
}

static void
kw_application_activate (GApplication *application)
{
  KwApplication *self = KW_APPLICATION (application);

  if (self->window == NULL)
    {
      self->window = kw_window_new (GTK_APPLICATION (self), self->settings);
      g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *)&self->window);
      gtk_window_present (GTK_WINDOW (self->window));
      open_station (self);
      return;
    }
  gtk_window_present (GTK_WINDOW (self->window));
}

/* Runs in the first instance, also for the second one's command line. */
static int
kw_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  KwApplication *self = KW_APPLICATION (application);
  GVariantDict *given = g_application_command_line_get_options_dict (command_line);
  g_autofree char *named = dup_choice (given, "data", "KEYWRIGHT_DATA");
  g_autofree char *data_dir = named != NULL
                                  ? g_canonicalize_filename (
                                        named, g_application_command_line_get_cwd (command_line))
                                  : g_build_filename (g_get_user_data_dir (), "keywright", NULL);

  if (self->data_dir != NULL && strcmp (self->data_dir, data_dir) != 0)
    {
      g_application_command_line_printerr (
          command_line,
          _ ("Keywright is already open with the data folder '%s'. Close that window first.\n"),
          self->data_dir);
      return 1;
    }
  if (self->data_dir == NULL)
    {
      self->data_dir = g_steal_pointer (&data_dir);
      self->encoder = dup_choice (given, "encoder", "KEYWRIGHT_ENCODER");
    }
  g_application_activate (application);
  return 0;
}

static void
kw_application_shutdown (GApplication *application)
{
  KwApplication *self = KW_APPLICATION (application);

  /* Told to end from outside, without the window's leave: the station still ends in order. */
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  close_station (self);
  while (self->is_closing)
    g_main_context_iteration (NULL, /* may_block= */ TRUE);
  G_APPLICATION_CLASS (kw_application_parent_class)->shutdown (application);
}

static void
kw_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  if (KW_IS_WINDOW (window)) /* not the one with the shortcuts */
    close_station (KW_APPLICATION (application));
  GTK_APPLICATION_CLASS (kw_application_parent_class)->window_removed (application, window);
}

static void
kw_application_finalize (GObject *object)
{
  KwApplication *self = KW_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->data_dir, g_free);
  g_clear_pointer (&self->encoder, g_free);
  G_OBJECT_CLASS (kw_application_parent_class)->finalize (object);
}

static void
kw_application_class_init (KwApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kw_application_finalize;
  application_class->startup = kw_application_startup;
  application_class->activate = kw_application_activate;
  application_class->command_line = kw_application_command_line;
  application_class->shutdown = kw_application_shutdown;
  GTK_APPLICATION_CLASS (klass)->window_removed = kw_application_window_removed;
}

static void
kw_application_init (KwApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

KwApplication *
kw_application_new (const KwAppPaths *paths, const KwClock *clock)
{
  KwApplication *self = g_object_new (KW_TYPE_APPLICATION, "application-id", KW_APPLICATION_ID,
                                      "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                                      "resource-base-path", KW_APP_RESOURCES, NULL);

  self->paths = paths;
  self->clock = clock;
  return self;
}
