/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "keyring.h"

#include <glib/gstdio.h>

typedef struct
{
  GTestDBus *bus;
  GSubprocess *keyring;
  char *folder;
  gboolean has_keyring;
} Session;

static Session session;

static gboolean
on_deadline_cb (gpointer is_over)
{
  *(gboolean *)is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
on_name_appeared_cb (GDBusConnection *connection, const char *name, const char *owner,
                     gpointer unused)
{
  session.has_keyring = TRUE;
}

static void
wait_for_keyring (void)
{
  gboolean is_over = FALSE;
  guint deadline = g_timeout_add (KEYRING_DEADLINE_MS, on_deadline_cb, &is_over);
  guint watch = g_bus_watch_name (G_BUS_TYPE_SESSION, "org.freedesktop.secrets",
                                  G_BUS_NAME_WATCHER_FLAGS_NONE, on_name_appeared_cb, NULL, NULL,
                                  NULL);

  while (!session.has_keyring && !is_over)
    g_main_context_iteration (NULL, TRUE);
  g_bus_unwatch_name (watch);
  if (!is_over)
    g_source_remove (deadline);
}

static void
start_keyring (gboolean is_unlocked)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
      G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  GOutputStream *input = NULL;

  g_subprocess_launcher_setenv (launcher, "HOME", session.folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", session.folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", session.folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS",
                                g_test_dbus_get_bus_address (session.bus), TRUE);
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  session.keyring = g_subprocess_launcher_spawn (launcher, NULL, "gnome-keyring-daemon",
                                                 "--foreground", "--components=secrets",
                                                 is_unlocked ? "--unlock" : NULL, NULL);
  if (session.keyring == NULL)
    return;

  input = g_subprocess_get_stdin_pipe (session.keyring);
  g_output_stream_write_all (input, "test", 4, NULL, NULL, NULL);
  g_output_stream_close (input, NULL, NULL);
  wait_for_keyring ();
}

gboolean
keyring_start (gboolean is_unlocked)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));

  if (daemon == NULL)
    return FALSE;

  session.folder = g_dir_make_tmp ("kw-keyring-XXXXXX", NULL);
  session.bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (session.bus); /* which forgets the display */
  if (display != NULL)
    g_setenv ("DISPLAY", display, TRUE);
  start_keyring (is_unlocked);
  return session.has_keyring;
}

static void
remove_folder (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (path);
}

void
keyring_kill (void)
{
  g_subprocess_force_exit (session.keyring);
  g_subprocess_wait (session.keyring, NULL, NULL);
  g_clear_object (&session.keyring);
}

void
keyring_lock (void)
{
  static const char *const collections[] = { "/org/freedesktop/secrets/aliases/default",
                                             "/org/freedesktop/secrets/collection/login", NULL };
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      bus, "org.freedesktop.secrets", "/org/freedesktop/secrets", "org.freedesktop.Secret.Service",
      "Lock", g_variant_new ("(^ao)", collections), NULL, G_DBUS_CALL_FLAGS_NONE,
      KEYRING_DEADLINE_MS, NULL, &error);

  g_assert_no_error (error);
}

void
keyring_stop (void)
{
  if (session.keyring != NULL)
    keyring_kill ();
  /* Not unreferenced: it would wait for libsecret, which keeps its connection, to let go. */
  if (session.bus != NULL)
    g_test_dbus_stop (session.bus);
  if (session.folder != NULL)
    remove_folder (session.folder);
  g_clear_pointer (&session.folder, g_free);
}
