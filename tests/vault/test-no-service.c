/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-vault.h"

/* libsecret keeps the first session bus it meets, so each answer has a process of its own. */
static void
assert_unavailable (const char *bus_address)
{
  g_autoptr (GError) error = NULL;

  g_unsetenv ("DISPLAY");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", bus_address, TRUE);
  g_assert_null (kw_vault_open_secret_service ("/nowhere", NULL, &error));
  g_assert_error (error, KW_VAULT_ERROR, KW_VAULT_ERROR_UNAVAILABLE);
}

static void
test_no_session_bus_is_unavailable (void)
{
  if (g_test_subprocess ())
    {
      assert_unavailable ("unix:path=/nonexistent/bus");
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

static void
test_a_bus_without_a_keyring_is_unavailable (void)
{
  g_autoptr (GTestDBus) bus = NULL;
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");

  if (daemon == NULL)
    {
      g_test_skip ("dbus-daemon is not installed");
      return;
    }
  if (g_test_subprocess ())
    {
      assert_unavailable (g_getenv ("KW_TEST_BUS"));
      return;
    }

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_setenv ("XDG_DATA_DIRS", "/nonexistent", TRUE); /* no service files: nobody to start */
  g_test_dbus_up (bus);
  g_setenv ("KW_TEST_BUS", g_test_dbus_get_bus_address (bus), TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_dbus_down (bus);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault/no-service/no-session-bus-is-unavailable",
                   test_no_session_bus_is_unavailable);
  g_test_add_func ("/vault/no-service/a-bus-without-a-keyring-is-unavailable",
                   test_a_bus_without_a_keyring_is_unavailable);
  return g_test_run ();
}
