/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-vault.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Guessing costs nothing here; what is tested is not how slow Argon2 is. */
static const KwVaultCost low_cost = { .n_passes = 1, .memory_kib = 8 };

#define CHECKSUM_BYTES 32

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("kw-vault-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "vault", NULL);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer unused)
{
  GDir *dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static KwSecret *
new_secret (const char *text)
{
  g_autofree char *copy = g_strdup (text);

  return kw_secret_new_take ((guint8 *)copy, strlen (text));
}

static KwVault *
open_with (const char *path, const char *passphrase, GError **error)
{
  return kw_vault_open_file (path, new_secret (passphrase), &low_cost, error);
}

static void
store_text (KwVault *vault, const char *name, const char *text)
{
  g_autoptr (KwSecret) secret = new_secret (text);
  g_autoptr (GError) error = NULL;

  if (!kw_vault_store (vault, name, secret, NULL, &error))
    g_error ("%s", error->message);
}

static void
assert_stored (KwVault *vault, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwSecret) secret = kw_vault_load (vault, name, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (kw_secret_get_bytes (secret), kw_secret_get_size_bytes (secret), text,
                   strlen (text));
}

static void
make_vault (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwVault) vault = open_with (path, "open sesame", &error);

  g_assert_no_error (error);
  store_text (vault, "site-keys", "the keys of the house");
  store_text (vault, "token", "abc");
}

static void
test_what_was_stored_comes_back (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwVault) vault = NULL;

  make_vault (fixture->path);
  vault = open_with (fixture->path, "open sesame", &error);
  g_assert_no_error (error);

  g_assert_cmpint (kw_vault_get_kind (vault), ==, KW_VAULT_KIND_FILE);
  assert_stored (vault, "site-keys", "the keys of the house");
  assert_stored (vault, "token", "abc");
  store_text (vault, "site-keys", "new keys");
  assert_stored (vault, "site-keys", "new keys");
  assert_stored (vault, "token", "abc");
}

static void
test_what_was_removed_is_gone (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwVault) vault = NULL;

  make_vault (fixture->path);
  vault = open_with (fixture->path, "open sesame", &error);
  g_assert_true (kw_vault_remove (vault, "token", NULL, &error));

  g_assert_null (kw_vault_load (vault, "token", NULL, &error));
  g_assert_error (error, KW_VAULT_ERROR, KW_VAULT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (kw_vault_remove (vault, "token", NULL, &error));
  g_assert_error (error, KW_VAULT_ERROR, KW_VAULT_ERROR_NOT_FOUND);
  assert_stored (vault, "site-keys", "the keys of the house");
}

static void
test_a_vault_not_made_yet_has_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwVault) vault = open_with (fixture->path, "open sesame", &error);

  g_assert_no_error (error);
  g_assert_null (kw_vault_load (vault, "site-keys", NULL, &error));

  g_assert_error (error, KW_VAULT_ERROR, KW_VAULT_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_a_wrong_passphrase_is_told_apart (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  make_vault (fixture->path);

  g_assert_null (open_with (fixture->path, "open sesam", &error));
  g_assert_error (error, KW_VAULT_ERROR, KW_VAULT_ERROR_WRONG_PASSPHRASE);
}

static void
assert_refused (const char *path, const guint8 *bytes, gsize size_bytes, KwVaultError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, (const char *)bytes, (gssize)size_bytes, NULL));
  g_assert_null (open_with (path, "open sesame", &error));
  g_assert_error (error, KW_VAULT_ERROR, (int)code);
}

static void
test_every_changed_bit_is_damage (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *text = NULL;
  guint8 *bytes = NULL;
  gsize size_bytes = 0;

  make_vault (fixture->path);
  g_assert_true (g_file_get_contents (fixture->path, &text, &size_bytes, NULL));
  bytes = (guint8 *)text;

  for (gsize i = 0; i < size_bytes * 8; i++)
    {
      bytes[i / 8] ^= (guint8)(1 << i % 8);
      assert_refused (fixture->path, bytes, size_bytes, KW_VAULT_ERROR_DAMAGED);
      bytes[i / 8] ^= (guint8)(1 << i % 8);
    }
}

/* The checksum is no secret: somebody who changes the file can correct it. The cost in the header
 * is left alone here, or the test would work for minutes; a cost beyond measure is refused. */
static void
test_a_changed_bit_under_a_corrected_checksum_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *text = NULL;
  guint8 *bytes = NULL;
  gsize size_bytes = 0;

  make_vault (fixture->path);
  g_assert_true (g_file_get_contents (fixture->path, &text, &size_bytes, NULL));
  bytes = (guint8 *)text;

  for (gsize i = 8; i < size_bytes - CHECKSUM_BYTES; i++)
    {
      gboolean is_cost = i < 16;
      guint8 kept = bytes[i];

      bytes[i] ^= is_cost ? 0x80 : 0x04;
      crypto_generichash (bytes + size_bytes - CHECKSUM_BYTES, CHECKSUM_BYTES, bytes,
                          size_bytes - CHECKSUM_BYTES, NULL, 0);
      if (i != 15 && i != 14)
        assert_refused (fixture->path, bytes, size_bytes,
                        is_cost ? KW_VAULT_ERROR_DAMAGED : KW_VAULT_ERROR_WRONG_PASSPHRASE);
      else /* 136 KiB, 32 MiB: possible costs, but not this file's */
        assert_refused (fixture->path, bytes, size_bytes, KW_VAULT_ERROR_WRONG_PASSPHRASE);
      bytes[i] = kept;
    }
}

static void
test_every_cut_file_is_damage (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  gsize size_bytes = 0;

  make_vault (fixture->path);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size_bytes, NULL));

  for (gsize i = 0; i < size_bytes; i++)
    assert_refused (fixture->path, (const guint8 *)bytes, i, KW_VAULT_ERROR_DAMAGED);
}

static void
test_each_writing_has_a_new_salt_and_nonce (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwVault) vault = open_with (fixture->path, "open sesame", &error);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  store_text (vault, "site-keys", "the keys of the house");
  g_assert_true (g_file_get_contents (fixture->path, &first, NULL, NULL));
  store_text (vault, "site-keys", "the keys of the house");
  g_assert_true (g_file_get_contents (fixture->path, &second, NULL, NULL));

  g_assert_cmpint (memcmp (first, second, 16), ==, 0);
  g_assert_cmpint (memcmp (first + 16, second + 16, 16), !=, 0);
  g_assert_cmpint (memcmp (first + 32, second + 32, 24), !=, 0);
}

static void
test_the_file_is_private_and_unreadable (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  gsize size_bytes = 0;
  struct stat status;

  make_vault (fixture->path);
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size_bytes, NULL));

  g_assert_cmpint (status.st_mode & 07777, ==, 0600);
  g_assert_null (memmem (bytes, size_bytes, "house", 5));
  g_assert_null (memmem (bytes, size_bytes, "site-keys", 9));
}

static void
test_the_cost_of_a_file_is_its_own (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwVault) vault = NULL;

  make_vault (fixture->path);
  vault = kw_vault_open_file (fixture->path, new_secret ("open sesame"), NULL, &error);

  g_assert_no_error (error);
  assert_stored (vault, "token", "abc");
  store_text (vault, "token", "def");
  g_clear_pointer (&vault, kw_vault_free);
  vault = open_with (fixture->path, "open sesame", &error);
  g_assert_no_error (error);
  assert_stored (vault, "token", "def");
}

static void
test_half_a_new_file_is_ignored (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *new_path = g_strconcat (fixture->path, ".new", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwVault) vault = NULL;

  make_vault (fixture->path);
  g_assert_true (g_file_set_contents (new_path, "KWVAULT1 and then power was lost", -1, NULL));
  vault = open_with (fixture->path, "open sesame", &error);

  g_assert_no_error (error);
  assert_stored (vault, "site-keys", "the keys of the house");
  store_text (vault, "token", "def");
  g_assert_false (g_file_test (new_path, G_FILE_TEST_EXISTS));
}

/* Stores pairs that belong together, until it is killed. */
static void
store_for_ever (const char *path)
{
  g_autoptr (KwVault) vault = open_with (path, "open sesame", NULL);

  for (guint i = 0;; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u %u", i, i * 7919);

      store_text (vault, "site-keys", text);
    }
}

static void
test_a_kill_at_any_moment_leaves_old_or_new (Fixture *fixture, gconstpointer unused)
{
  guint n_changed = 0;

  make_vault (fixture->path);
  for (guint i = 0; i < 60 || (n_changed == 0 && i < 600); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KwVault) vault = NULL;
      g_autoptr (KwSecret) secret = NULL;
      g_autofree char *text = NULL;
      pid_t child = fork ();
      guint first = 0;
      guint second = 0;

      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        store_for_ever (fixture->path);
      /* On a busy computer it takes longer until there is anything to interrupt. */
      g_usleep ((gulong)g_test_rand_int_range (500, 15000) * (i / 60 + 1));
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, NULL, 0), ==, child);

      vault = open_with (fixture->path, "open sesame", &error);
      g_assert_no_error (error);
      assert_stored (vault, "token", "abc");
      secret = kw_vault_load (vault, "site-keys", NULL, &error);
      g_assert_no_error (error);
      text = g_strndup ((char *)kw_secret_get_bytes (secret), kw_secret_get_size_bytes (secret));
      if (g_str_equal (text, "the keys of the house"))
        continue;
      g_assert_cmpint (sscanf (text, "%u %u", &first, &second), ==, 2);
      g_assert_cmpuint (second, ==, first * 7919);
      n_changed++;
    }
  g_assert_cmpuint (n_changed, >, 0);
}

static void
test_two_programs_lose_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwVault) vault = NULL;
  pid_t children[3];

  make_vault (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = fork ();
      g_assert_cmpint (children[i], >=, 0);
      if (children[i] == 0)
        {
          vault = open_with (fixture->path, "open sesame", NULL);
          for (guint j = 0; j < 20; j++)
            {
              g_autofree char *name = g_strdup_printf ("token-%u-%u", i, j);

              store_text (vault, name, name);
            }
          _exit (0);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int status = -1;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }

  vault = open_with (fixture->path, "open sesame", &error);
  for (guint i = 0; i < G_N_ELEMENTS (children) * 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("token-%u-%u", i / 20, i % 20);

      assert_stored (vault, name, name);
    }
}

static void
test_a_full_disk_leaves_the_old_one (Fixture *fixture, gconstpointer unused)
{
  const struct sigaction ignore = { .sa_handler = SIG_IGN };
  g_autofree char *new_path = g_strconcat (fixture->path, ".new", NULL);
  g_autoptr (KwSecret) big = kw_secret_new (KW_VAULT_MAX_SECRET_BYTES);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwVault) vault = NULL;
  struct rlimit old = { 0 };
  struct rlimit limit = { 0 };

  make_vault (fixture->path);
  vault = open_with (fixture->path, "open sesame", &error);
  g_assert_cmpint (sigaction (SIGXFSZ, &ignore, NULL), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  limit = (struct rlimit){ .rlim_cur = 20000, .rlim_max = old.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (kw_vault_store (vault, "token", big, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);

  g_assert_error (error, KW_VAULT_ERROR, KW_VAULT_ERROR_FULL);
  g_assert_false (g_file_test (new_path, G_FILE_TEST_EXISTS));
  assert_stored (vault, "token", "abc");
}

static void
test_a_folder_in_its_place_is_no_vault (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_with (fixture->folder, "open sesame", &error));

  g_assert_error (error, KW_VAULT_ERROR, KW_VAULT_ERROR_DAMAGED);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/vault/file/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-was-stored-comes-back", test_what_was_stored_comes_back);
  ADD ("what-was-removed-is-gone", test_what_was_removed_is_gone);
  ADD ("a-vault-not-made-yet-has-nothing", test_a_vault_not_made_yet_has_nothing);
  ADD ("a-wrong-passphrase-is-told-apart", test_a_wrong_passphrase_is_told_apart);
  ADD ("every-changed-bit-is-damage", test_every_changed_bit_is_damage);
  ADD ("a-changed-bit-under-a-corrected-checksum-is-refused",
       test_a_changed_bit_under_a_corrected_checksum_is_refused);
  ADD ("every-cut-file-is-damage", test_every_cut_file_is_damage);
  ADD ("each-writing-has-a-new-salt-and-nonce", test_each_writing_has_a_new_salt_and_nonce);
  ADD ("the-file-is-private-and-unreadable", test_the_file_is_private_and_unreadable);
  ADD ("the-cost-of-a-file-is-its-own", test_the_cost_of_a_file_is_its_own);
  ADD ("half-a-new-file-is-ignored", test_half_a_new_file_is_ignored);
  ADD ("a-kill-at-any-moment-leaves-old-or-new", test_a_kill_at_any_moment_leaves_old_or_new);
  ADD ("two-programs-lose-nothing", test_two_programs_lose_nothing);
  ADD ("a-full-disk-leaves-the-old-one", test_a_full_disk_leaves_the_old_one);
  ADD ("a-folder-in-its-place-is-no-vault", test_a_folder_in_its_place_is_no_vault);
  return g_test_run ();
}
