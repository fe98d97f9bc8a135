/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "keyring.h"
#include "kw-vault.h"

#include <string.h>

/* Set for the process of the one test that wants a keyring nobody has unlocked. */
#define LOCKED_VARIABLE "KW_TEST_LOCKED_KEYRING"

static gboolean has_keyring;

static KwVault *
open_or_skip (const char *scope)
{
  g_autoptr (GError) error = NULL;
  KwVault *vault = NULL;

  if (!has_keyring)
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

/* Nobody unlocks it, or whoever is asked declines: the secret is there all the same. */
static void
test_a_locked_secret_is_not_taken_for_gone (void)
{
  static const guint8 bytes[] = { 1, 2, 3 };
  g_autoptr (KwVault) vault = open_or_skip ("/house/eight");
  g_autoptr (GError) error = NULL;

  if (vault == NULL)
    return;
  store_bytes (vault, "token", bytes, sizeof bytes);
  keyring_lock ();

  g_assert_null (kw_vault_load (vault, "token", NULL, &error));
  g_assert_error (error, KW_VAULT_ERROR, KW_VAULT_ERROR_LOCKED);
}

/* The last test: nobody answers after it. */
static void
test_a_keyring_that_went_away_is_unavailable (void)
{
  g_autoptr (KwVault) vault = open_or_skip ("/house/six");
  g_autoptr (GError) error = NULL;

  if (vault == NULL)
    return;
  keyring_kill ();

  g_assert_null (kw_vault_load (vault, "token", NULL, &error));
  g_assert_error (error, KW_VAULT_ERROR, KW_VAULT_ERROR_UNAVAILABLE);
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("XDG_DATA_DIRS", "/nonexistent", TRUE); /* no service files: only the one we start */
  has_keyring = keyring_start (g_getenv (LOCKED_VARIABLE) == NULL);
  g_test_add_func ("/vault/service/what-was-stored-comes-back", test_what_was_stored_comes_back);
  g_test_add_func ("/vault/service/two-houses-share-nothing", test_two_houses_share_nothing);
  g_test_add_func ("/vault/service/what-was-removed-is-gone", test_what_was_removed_is_gone);
  g_test_add_func ("/vault/service/the-biggest-secret-fits", test_the_biggest_secret_fits);
  g_test_add_func ("/vault/service/a-cancelled-question-says-so",
                   test_a_cancelled_question_says_so);
  g_test_add_func ("/vault/service/a-locked-keyring-is-unavailable",
                   test_a_locked_keyring_is_unavailable);
  g_test_add_func ("/vault/service/a-locked-secret-is-not-taken-for-gone",
                   test_a_locked_secret_is_not_taken_for_gone);
  g_test_add_func ("/vault/service/a-keyring-that-went-away-is-unavailable",
                   test_a_keyring_that_went_away_is_unavailable);
  status = g_test_run ();
  keyring_stop ();
  return status;
}
