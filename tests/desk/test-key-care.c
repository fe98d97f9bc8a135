/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* What there is of the keys, another passphrase for them, and their bundle for locks in a file. */
#include "config.h"

#include "fixture.h"

#include "kw-desk-journal.h"
#include "kw-desk-keys.h"
#include "kw-desk-unlock.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static KwDeskKeyState
load_state (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwDeskKeyState state = { .key_version = 99 };

  kw_desk_load_key_state_async (fixture->desk, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  g_assert_true (kw_desk_load_key_state_finish (fixture->desk, result, &state, &error));
  g_assert_no_error (error);
  return state;
}

static gboolean
change (Fixture *fixture, const char *current, const char *next, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_change_passphrase_async (fixture->desk, fixture_make_secret (current),
                                   fixture_make_secret (next), NULL, fixture_take_result_cb,
                                   &result);
  fixture_wait (&result);
  return kw_desk_change_passphrase_finish (fixture->desk, result, error);
}

static gboolean
unlock (Fixture *fixture, const char *text, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_unlock_async (fixture->desk, fixture_make_secret (text), NULL, fixture_take_result_cb,
                        &result);
  fixture_wait (&result);
  return kw_desk_unlock_finish (fixture->desk, result, error);
}

static gboolean
save (Fixture *fixture, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_save_lock_bundle_async (fixture->desk, path, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  return kw_desk_save_lock_bundle_finish (fixture->desk, result, error);
}

static void
test_the_register_tells_what_there_is_of_keys (Fixture *fixture, gconstpointer unused)
{
  KwDeskKeyState state = load_state (fixture);

  g_assert_cmpuint (state.key_version, ==, 0);
  g_assert_true (state.is_in_file);
  g_assert_false (state.is_open);

  fixture_create_keys (fixture);
  state = load_state (fixture);
  g_assert_cmpuint (state.key_version, ==, 1);
  g_assert_true (state.is_open);

  fixture_reopen (fixture);
  state = load_state (fixture);
  g_assert_cmpuint (state.key_version, ==, 1);
  g_assert_false (state.is_open);
}

static guint
count_rows (Fixture *fixture, KwJournalEvent event)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint n = 0;

  kw_desk_list_journal_async (fixture->desk, 0, 1000, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  rows = kw_desk_list_journal_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    n += ((const KwJournalEntry *)rows->pdata[i])->event == event;
  return n;
}

static void
test_a_change_is_in_the_journal (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture_create_keys (fixture);
  g_assert_false (change (fixture, "wrong", "battery staple", &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_PASSPHRASE_WRONG);
  g_clear_error (&error);
  g_assert_cmpuint (count_rows (fixture, KW_JOURNAL_EVENT_PASSPHRASE_CHANGED), ==, 0);
  g_assert_cmpuint (count_rows (fixture, KW_JOURNAL_EVENT_PASSPHRASE_REFUSED), ==, 1);
  g_assert_true (change (fixture, "correct horse", "battery staple", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_rows (fixture, KW_JOURNAL_EVENT_PASSPHRASE_CHANGED), ==, 1);
  g_assert_cmpuint (count_rows (fixture, KW_JOURNAL_EVENT_PASSPHRASE_REFUSED), ==, 1);
}

/* The change and its row stand or fall together. */
static void
test_without_its_row_nothing_is_sealed (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture_create_keys (fixture);
  fixture->now_unix_s -= 2 * 86400;
  g_assert_false (change (fixture, "correct horse", "battery staple", &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CLOCK_SUSPECT);
  g_clear_error (&error);
  fixture_reopen (fixture);
  g_assert_true (unlock (fixture, "correct horse", &error));
  g_assert_no_error (error);
}

static void
test_only_the_next_passphrase_opens_them_then (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture_create_keys (fixture);
  g_assert_true (change (fixture, "correct horse", "battery staple", &error));
  g_assert_no_error (error);
  g_assert_true (change (fixture, "battery staple", "battery staples", &error)); /* again */
  g_assert_no_error (error);

  fixture_reopen (fixture);
  g_assert_false (unlock (fixture, "correct horse", &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_PASSPHRASE_WRONG);
  g_clear_error (&error);
  g_assert_true (unlock (fixture, "battery staples", &error));
  g_assert_no_error (error);
}

static void
test_a_wrong_passphrase_changes_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "vault", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before = 0;
  gsize size_after = 0;
  g_autoptr (GError) error = NULL;

  fixture_create_keys (fixture);
  g_assert_true (g_file_get_contents (path, &before, &size_before, NULL));
  g_assert_false (change (fixture, "wrong horse", "battery staple", &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_PASSPHRASE_WRONG);
  g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
}

/* The register was lost, and the vault was kept. */
static void
test_a_wrong_passphrase_for_a_vault_that_is_there_is_asked_for_again (Fixture *fixture,
                                                                      gconstpointer unused)
{
  Fixture before = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *vault = g_build_filename (fixture->folder, "vault", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *content = NULL;
  gsize size_bytes = 0;

  fixture_set_up (&before, NULL);
  fixture_create_keys (&before);
  kept = g_build_filename (before.folder, "vault", NULL);
  g_assert_true (g_file_get_contents (kept, &content, &size_bytes, NULL));
  g_assert_true (g_file_set_contents (vault, content, (gssize)size_bytes, NULL));
  fixture_tear_down (&before, NULL);

  kw_desk_set_passphrase (fixture->desk, fixture_make_secret ("wrong horse"));
  kw_desk_create_keys_async (fixture->desk, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  g_assert_false (kw_desk_create_keys_finish (fixture->desk, result, NULL, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_PASSPHRASE_WRONG);
  g_assert_true (kw_desk_needs_passphrase (fixture->desk));
}

static void
test_without_keys_there_is_no_passphrase_to_change (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (change (fixture, "a", "b", &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_SET_UP);
}

static void
test_the_lock_bundle_is_for_ones_own_eyes (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "lock.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  fixture_create_keys (fixture);
  g_assert_true (g_file_set_contents (path, "an old one that everybody may read", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_true (save (fixture, path, &error));
  g_assert_no_error (error);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"site\""));
  g_assert_null (strstr (text, "everybody"));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_a_lock_bundle_that_cannot_be_written_is_told (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nowhere", "lock.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (save (fixture, path, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_PASSPHRASE_NEEDED);
  g_clear_error (&error);
  fixture_create_keys (fixture);
  g_assert_false (save (fixture, path, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_FILE);
}

#define TEST(path, function)                                                                       \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/desk/key-care/the-register-tells-what-there-is-of-keys",
        test_the_register_tells_what_there_is_of_keys);
  TEST ("/desk/key-care/only-the-next-passphrase-opens-them-then",
        test_only_the_next_passphrase_opens_them_then);
  TEST ("/desk/key-care/a-change-is-in-the-journal", test_a_change_is_in_the_journal);
  TEST ("/desk/key-care/without-its-row-nothing-is-sealed", test_without_its_row_nothing_is_sealed);
  TEST ("/desk/key-care/a-wrong-passphrase-changes-nothing",
        test_a_wrong_passphrase_changes_nothing);
  TEST ("/desk/key-care/a-wrong-passphrase-for-a-vault-that-is-there-is-asked-for-again",
        test_a_wrong_passphrase_for_a_vault_that_is_there_is_asked_for_again);
  TEST ("/desk/key-care/without-keys-there-is-no-passphrase-to-change",
        test_without_keys_there_is_no_passphrase_to_change);
  TEST ("/desk/key-care/the-lock-bundle-is-for-ones-own-eyes",
        test_the_lock_bundle_is_for_ones_own_eyes);
  TEST ("/desk/key-care/a-lock-bundle-that-cannot-be-written-is-told",
        test_a_lock_bundle_that_cannot_be_written_is_told);
  return g_test_run ();
}
