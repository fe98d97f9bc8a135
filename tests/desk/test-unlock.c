/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"

#include "kw-desk-journal.h"
#include "kw-desk-unlock.h"

#include <string.h>

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
unlock_file (Fixture *fixture, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  if (text != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  kw_desk_unlock_file_async (fixture->desk, path, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  return kw_desk_unlock_finish (fixture->desk, result, error);
}

static gboolean
find_sealed_keys (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_find_sealed_keys_async (fixture->desk, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  return kw_desk_find_sealed_keys_finish (fixture->desk, result);
}

static void
test_only_keys_that_are_there_want_a_passphrase (Fixture *fixture, gconstpointer unused)
{
  g_assert_false (find_sealed_keys (fixture));
  fixture_create_keys (fixture);
  g_assert_false (find_sealed_keys (fixture));
  fixture_reopen (fixture);
  g_assert_true (find_sealed_keys (fixture));
}

static void
test_a_wrong_passphrase_is_asked_for_again (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture_create_keys (fixture);
  fixture_reopen (fixture);
  g_assert_true (kw_desk_needs_passphrase (fixture->desk));

  g_assert_false (unlock (fixture, "wrong horse", &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_PASSPHRASE_WRONG);
  g_assert_true (kw_desk_needs_passphrase (fixture->desk));
  g_clear_error (&error);
  g_assert_true (unlock (fixture, "correct horse", &error));
  g_assert_no_error (error);
  g_assert_false (kw_desk_needs_passphrase (fixture->desk));
}

static void
test_a_wrong_passphrase_takes_no_other_with_it (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture_create_keys (fixture);
  fixture_reopen (fixture);
  kw_desk_unlock_async (fixture->desk, fixture_make_secret ("wrong horse"), NULL,
                        fixture_take_result_cb, &result);
  kw_desk_set_passphrase (fixture->desk, fixture_make_secret ("correct horse"));

  fixture_wait (&result);
  g_assert_false (kw_desk_unlock_finish (fixture->desk, result, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_PASSPHRASE_WRONG);
  g_assert_false (kw_desk_needs_passphrase (fixture->desk));
}

static void
on_keys_changed_cb (KwDesk *desk, gpointer user_data)
{
  *(gboolean *)user_data = kw_desk_has_open_keys (desk);
}

static void
test_whoever_opens_the_keys_everybody_is_told (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwSecret) bundle = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_told_open = FALSE;

  fixture_create_keys (fixture);
  fixture_reopen (fixture);
  g_signal_connect (fixture->desk, "keys-changed", G_CALLBACK (on_keys_changed_cb), &is_told_open);
  kw_desk_set_passphrase (fixture->desk, fixture_make_secret ("correct horse"));
  g_assert_false (is_told_open);

  kw_desk_export_lock_bundle_async (fixture->desk, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  bundle = kw_desk_export_lock_bundle_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
  g_assert_true (is_told_open);
}

/* The rows of the journal that tell of the passphrase, a word each. */
static char *
dup_noted (Fixture *fixture)
{
  g_autoptr (GString) noted = g_string_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  kw_desk_list_journal_async (fixture->desk, 0, 1000, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  rows = kw_desk_list_journal_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const KwJournalEntry *row = rows->pdata[i];

      if (row->event == KW_JOURNAL_EVENT_KEYS_OPENED ||
          row->event == KW_JOURNAL_EVENT_PASSPHRASE_REFUSED)
        g_string_append_printf (noted, "%s%s ", kw_journal_event_to_string (row->event), row->data);
    }
  return g_string_free (g_steal_pointer (&noted), FALSE);
}

static void
test_who_types_it_is_in_the_journal (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *noted = NULL;

  fixture_create_keys (fixture);
  fixture_reopen (fixture);
  g_assert_false (unlock (fixture, "wrong horse", NULL));
  g_assert_true (unlock (fixture, "correct horse", NULL));
  g_assert_true (unlock (fixture, "correct horse", NULL)); /* open already */

  noted = dup_noted (fixture);
  g_assert_cmpstr (noted, ==,
                   "passphrase-refused{\"from\":\"desk\"} keys-opened{\"from\":\"desk\"} ");
}

static void
test_of_a_file_only_a_wrong_one_is_in_the_journal (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *noted = NULL;

  fixture_create_keys (fixture);
  fixture_reopen (fixture);
  g_assert_false (unlock_file (fixture, "passphrase", "wrong horse\n", NULL));
  g_assert_true (unlock_file (fixture, "passphrase", "correct horse\n", NULL));

  noted = dup_noted (fixture);
  g_assert_cmpstr (noted, ==, "passphrase-refused{\"from\":\"file\"} ");
}

/* Nothing can be issued then either; a card can be looked at. */
static void
test_a_journal_that_takes_no_row_keeps_nobody_out (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *noted = NULL;
  g_autoptr (GError) error = NULL;

  fixture_create_keys (fixture);
  fixture->now_unix_s -= 2 * 86400;
  fixture_reopen (fixture);
  g_assert_true (unlock (fixture, "correct horse", &error));
  g_assert_no_error (error);
  noted = dup_noted (fixture);
  g_assert_cmpstr (noted, ==, "");
}

static void
test_before_there_are_keys_the_passphrase_is_kept (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (unlock (fixture, "correct horse", &error));

  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_SET_UP);
  g_assert_false (kw_desk_needs_passphrase (fixture->desk));
}

static void
test_a_file_opens_the_keys_by_its_first_line (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture_create_keys (fixture);
  fixture_reopen (fixture);

  g_assert_true (unlock_file (fixture, "passphrase", "correct horse\r\nmore\n", &error));
  g_assert_no_error (error);
}

static void
test_a_bad_file_is_named (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *long_line = g_strnfill (1025, 'x');
  const char *const texts[] = { NULL, "", "\n", "\r\n", long_line };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (unlock_file (fixture, "bad-passphrase", texts[i], &error));
      g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_FILE);
      g_assert_nonnull (strstr (error->message, "bad-passphrase"));
      g_assert_true (kw_desk_needs_passphrase (fixture->desk));
    }
}

#define TEST(path, function)                                                                       \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/desk/unlock/only-keys-that-are-there-want-a-passphrase",
        test_only_keys_that_are_there_want_a_passphrase);
  TEST ("/desk/unlock/a-wrong-passphrase-is-asked-for-again",
        test_a_wrong_passphrase_is_asked_for_again);
  TEST ("/desk/unlock/a-wrong-passphrase-takes-no-other-with-it",
        test_a_wrong_passphrase_takes_no_other_with_it);
  TEST ("/desk/unlock/whoever-opens-the-keys-everybody-is-told",
        test_whoever_opens_the_keys_everybody_is_told);
  TEST ("/desk/unlock/who-types-it-is-in-the-journal", test_who_types_it_is_in_the_journal);
  TEST ("/desk/unlock/of-a-file-only-a-wrong-one-is-in-the-journal",
        test_of_a_file_only_a_wrong_one_is_in_the_journal);
  TEST ("/desk/unlock/a-journal-that-takes-no-row-keeps-nobody-out",
        test_a_journal_that_takes_no_row_keeps_nobody_out);
  TEST ("/desk/unlock/before-there-are-keys-the-passphrase-is-kept",
        test_before_there_are_keys_the_passphrase_is_kept);
  TEST ("/desk/unlock/a-file-opens-the-keys-by-its-first-line",
        test_a_file_opens_the_keys_by_its_first_line);
  TEST ("/desk/unlock/a-bad-file-is-named", test_a_bad_file_is_named);
  return g_test_run ();
}
