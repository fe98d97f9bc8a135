/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-vault.h"

#include <glib/gstdio.h>
#include <string.h>

#define KEYRING_DEADLINE_MS 10000

/* Set for the process of the one test that wants a keyring nobody has unlocked. */
#define LOCKED_VARIABLE "KW_TEST_LOCKED_KEYRING"

/* A session bus and a real keyring daemon of our own; their files are in a folder that goes. */
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
start_keyring (void)
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
  session.keyring = g_subprocess_launcher_spawn (
      launcher, NULL, "gnome-keyring-daemon", "--foreground", "--components=secrets",
      g_getenv (LOCKED_VARIABLE) == NULL ? "--unlock" : NULL, NULL);
  if (session.keyring == NULL)
    return;

  input = g_subprocess_get_stdin_pipe (session.keyring);
  g_output_stream_write_all (input, "test", 4, NULL, NULL, NULL);
  g_output_stream_close (input, NULL, NULL);
  wait_for_keyring ();
}

static void
start_session (void)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");

  if (daemon == NULL)
    return;

  session.folder = g_dir_make_tmp ("kw-keyring-XXXXXX", NULL);
  session.bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (session.bus);
  start_keyring ();
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

static void
stop_session (void)
{
  if (session.keyring != NULL)
    {
      g_subprocess_force_exit (session.keyring);
      g_subprocess_wait (session.keyring, NULL, NULL);
      g_clear_object (&session.keyring);
    }
  /* Not unreferenced: it would wait for libsecret, which keeps its connection, to let go. */
  if (session.bus != NULL)
    g_test_dbus_stop (session.bus);
  if (session.folder != NULL)
    remove_folder (session.folder);
  g_clear_pointer (&session.folder, g_free);
}

static KwVault *
open_or_skip (const char *scope)
{
  g_autoptr (GError) error = NULL;
  KwVault *vault = NULL;

  if (!session.has_keyring)
    {
      g_test_skip ("gnome-keyring-daemon does not start here");
      return NULL;
    }
  vault = kw_vault_open_secret_service (scope, NULL, &error);
  g_assert_no_error (error);
  return vault;
}

static void
store_bytes (KwVault *vault, const char *name, const guint8 *bytes, gsize size_bytes)
{
  g_autofree guint8 *copy = g_memdup2 (bytes, size_bytes);
  g_autoptr (KwSecret) secret = kw_secret_new_take (copy, size_bytes);
  g_autoptr (GError) error = NULL;

  if (!kw_vault_store (vault, name, secret, NULL, &error))
    g_error ("%s", error->message);
}

static void
assert_stored (KwVault *vault, const char *name, const guint8 *bytes, gsize size_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwSecret) secret = kw_vault_load (vault, name, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (kw_secret_get_bytes (secret), kw_secret_get_size_bytes (secret), bytes,
                   size_bytes);
}

static void
test_what_was_stored_comes_back (void)
{
  static const guint8 first[] = { 0, 1, 2, 0xff, 0, 10, 13, 0 };
  static const guint8 second[200] = { 7 };
  g_autoptr (KwVault) vault = open_or_skip ("/house/a");

  if (vault == NULL)
    return;
  store_bytes (vault, "site-keys", first, sizeof first);
  assert_stored (vault, "site-keys", first, sizeof first);
  store_bytes (vault, "site-keys", second, sizeof second);

  g_clear_pointer (&vault, kw_vault_free);
  vault = open_or_skip ("/house/a");
  assert_stored (vault, "site-keys", second, sizeof second);
  g_assert_cmpint (kw_vault_get_kind (vault), ==, KW_VAULT_KIND_SECRET_SERVICE);
}

static void
test_two_houses_share_nothing (void)
{
  static const guint8 bytes[] = { 1, 2, 3 };
  g_autoptr (KwVault) one = open_or_skip ("/house/one");
  g_autoptr (KwVault) two = one == NULL ? NULL : open_or_skip ("/house/two");
  g_autoptr (GError) error = NULL;

  if (one == NULL)
    return;
  store_bytes (one, "site-keys", bytes, sizeof bytes);

  g_assert_null (kw_vault_load (two, "site-keys", NULL, &error));
  g_assert_error (error, KW_VAULT_ERROR, KW_VAULT_ERROR_NOT_FOUND);
}

static void
test_what_was_removed_is_gone (void)
{
  static const guint8 bytes[] = { 1, 2, 3 };
  g_autoptr (KwVault) vault = open_or_skip ("/house/three");
  g_autoptr (GError) error = NULL;

  if (vault == NULL)
    return;
  store_bytes (vault, "token", bytes, sizeof bytes);
  g_assert_true (kw_vault_remove (vault, "token", NULL, &error));
  g_assert_null (kw_vault_load (vault, "token", NULL, &error));
  g_assert_error (error, KW_VAULT_ERROR, KW_VAULT_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_false (kw_vault_remove (vault, "token", NULL, &error));
  g_assert_error (error, KW_VAULT_ERROR, KW_VAULT_ERROR_NOT_FOUND);
}

static void
test_the_biggest_secret_fits (void)
{
  g_autofree guint8 *bytes = g_malloc (KW_VAULT_MAX_SECRET_BYTES);
  g_autoptr (KwVault) vault = open_or_skip ("/house/four");

  if (vault == NULL)
    return;
  memset (bytes, 0xa5, KW_VAULT_MAX_SECRET_BYTES);
  store_bytes (vault, "token", bytes, KW_VAULT_MAX_SECRET_BYTES);

  assert_stored (vault, "token", bytes, KW_VAULT_MAX_SECRET_BYTES);
}

static void
test_a_cancelled_question_says_so (void)
{
  g_autoptr (KwVault) vault = open_or_skip ("/house/five");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  if (vault == NULL)
    return;
  g_cancellable_cancel (cancellable);

  g_assert_null (kw_vault_load (vault, "token", cancellable, &error));
  g_assert_error (error, KW_VAULT_ERROR, KW_VAULT_ERROR_CANCELLED);
}

/* And nobody is there to be asked for its password: it must say so, not wait. */
static void
test_a_locked_keyring_is_unavailable (void)
{
  const guint8 bytes[] = { 1, 2, 3 };
  g_autofree guint8 *copy = g_memdup2 (bytes, sizeof bytes);
  g_autoptr (KwVault) vault = open_or_skip ("/house/seven");
  g_autoptr (KwSecret) secret = NULL;
  g_autoptr (GError) error = NULL;

  if (vault == NULL)
    return;
  if (!g_test_subprocess ())
    {
      g_setenv (LOCKED_VARIABLE, "1", TRUE);
      g_test_trap_subprocess (NULL, (guint64)KEYRING_DEADLINE_MS * 1000, G_TEST_SUBPROCESS_DEFAULT);
      g_unsetenv (LOCKED_VARIABLE);
      g_test_trap_assert_passed ();
      return;
    }

  secret = kw_secret_new_take (copy, sizeof bytes);
  g_assert_false (kw_vault_store (vault, "token", secret, NULL, &error));
  g_assert_error (error, KW_VAULT_ERROR, KW_VAULT_ERROR_UNAVAILABLE);
}

/* The last test: nobody answers after it. */
static void
test_a_keyring_that_went_away_is_unavailable (void)
{
  g_autoptr (KwVault) vault = open_or_skip ("/house/six");
  g_autoptr (GError) error = NULL;

  if (vault == NULL)
    return;
  g_subprocess_force_exit (session.keyring);
  g_subprocess_wait (session.keyring, NULL, NULL);

  g_assert_null (kw_vault_load (vault, "token", NULL, &error));
  g_assert_error (error, KW_VAULT_ERROR, KW_VAULT_ERROR_UNAVAILABLE);
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("XDG_DATA_DIRS", "/nonexistent", TRUE); /* no service files: only the one we start */
  start_session ();
  g_test_add_func ("/vault/service/what-was-stored-comes-back", test_what_was_stored_comes_back);
  g_test_add_func ("/vault/service/two-houses-share-nothing", test_two_houses_share_nothing);
  g_test_add_func ("/vault/service/what-was-removed-is-gone", test_what_was_removed_is_gone);
  g_test_add_func ("/vault/service/the-biggest-secret-fits", test_the_biggest_secret_fits);
  g_test_add_func ("/vault/service/a-cancelled-question-says-so",
                   test_a_cancelled_question_says_so);
  g_test_add_func ("/vault/service/a-locked-keyring-is-unavailable",
                   test_a_locked_keyring_is_unavailable);
  g_test_add_func ("/vault/service/a-keyring-that-went-away-is-unavailable",
                   test_a_keyring_that_went_away_is_unavailable);
  status = g_test_run ();
  stop_session ();
  return status;
}
