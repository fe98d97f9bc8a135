/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* Keys in a real keyring, made and used by the window. */
#include "config.h"

#include "fixture.h"

#include "../vault/keyring.h"
#include "kw-keys-form.h"

static void
set_up (AppFixture *fixture, gconstpointer unused)
{
  fixture->desk.use_secret_service = TRUE;
  app_fixture_set_up (fixture, NULL);
}

static GtkWidget *
show_keys (AppFixture *fixture)
{
  GtkWidget *page = kw_window_show_page (fixture->window, "preferences");

  app_settle ();
  return app_find (page, KW_TYPE_KEYS_FORM, NULL);
}

static gboolean
has_vault_file (AppFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->desk.folder, "vault", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
export_bundle (AppFixture *fixture, GtkWidget *keys)
{
  g_autofree char *path = g_build_filename (fixture->desk.folder, "locks.json", NULL);

  kw_keys_form_export (KW_KEYS_FORM (keys), path);
}

static void
test_keys_are_made_in_the_keyring_without_a_passphrase (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *keys = show_keys (fixture);

  app_until_text (keys, "No keys yet");
  g_assert_null (app_find_text (keys, "New passphrase"));
  app_press_text (keys, "Create Keys");
  app_until_text (keys, "Keys, version 1");
  app_until_text (keys, "They are in this computer's keyring.");
  g_assert_false (has_vault_file (fixture));

  export_bundle (fixture, keys);
  app_until_text (GTK_WIDGET (fixture->window), "The key bundle is written.");
}

/* Another window, while the screen was locked. */
static void
test_a_locked_keyring_is_told_as_such (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *keys = show_keys (fixture);

  app_until_text (keys, "No keys yet");
  app_press_text (keys, "Create Keys");
  app_until_text (keys, "Keys, version 1");
  app_fixture_close_window (fixture);
  fixture_reopen (&fixture->desk);
  app_fixture_open_window (fixture);
  keys = show_keys (fixture);

  keyring_lock ();
  export_bundle (fixture, keys);
  app_until_text (keys, "The keyring is locked; unlock it and try again.");
}

/* The last test: nobody answers after it. */
static void
test_a_keyring_that_went_away_is_told (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *keys = show_keys (fixture);

  app_until_text (keys, "No keys yet");
  keyring_kill ();
  app_press_text (keys, "Create Keys");
  app_until_text (keys, "The keys are in no sealed file here, and the keyring does not answer");
  app_until_text (keys, "No keys yet");
}

#define TEST(path, function)                                                                       \
  g_test_add ("/app/keyring/" path, AppFixture, NULL, set_up, function, app_fixture_tear_down)

int
main (int argc, char **argv)
{
  int status = 0;

  if (!keyring_start (/* is_unlocked= */ TRUE))
    {
      g_print ("1..0 # SKIP dbus-daemon or gnome-keyring-daemon does not start here\n");
      return 0;
    }
  app_test_init (&argc, &argv);
  TEST ("keys-are-made-in-the-keyring-without-a-passphrase",
        test_keys_are_made_in_the_keyring_without_a_passphrase);
  TEST ("a-locked-keyring-is-told-as-such", test_a_locked_keyring_is_told_as_such);
  TEST ("a-keyring-that-went-away-is-told", test_a_keyring_that_went_away_is_told);
  status = g_test_run ();
  keyring_stop ();
  return status;
}
