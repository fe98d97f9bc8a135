/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-personal.h"

#include "fixture.h"
#include "kw-store-journal.h"

#define NAME "Zoë Ångström"

static gboolean
put_stay_with_a_journal_row (KwStore *store, gpointer out_stay_id, GError **error)
{
  const char *const personal[] = { NAME, NULL };
  gint64 *stay_id = out_stay_id;
  const KwStoreJournalDraft draft = {
    .at_unix_s = TEST_NOW_UNIX_S,
    .operator_name = "anna",
    .event = KW_JOURNAL_EVENT_STAY_OPENED,
    .personal = personal,
    .personal_stay_id = *stay_id = put_stay (store, 305, 0, 2),
  };

  return kw_store_journal_append (store, &draft, NULL, error);
}

static gboolean
erase_stay (KwStore *store, gpointer stay_id, GError **error)
{
  guint n_erased = 0;

  g_assert_true (kw_store_personal_erase_stay (store, *(gint64 *)stay_id, &n_erased, error));
  g_assert_cmpuint (n_erased, ==, 3);
  return TRUE;
}

static gboolean
check_after_erasure (KwStore *store, gpointer stay_id, GError **error)
{
  g_autoptr (KwStay) stay = kw_store_stay_load (store, *(gint64 *)stay_id, error);
  g_autoptr (GPtrArray) texts = kw_store_journal_list_personal (store, 1, error);
  guint64 n_rows = 0;

  g_assert_nonnull (stay);
  g_assert_null (stay->tenants[0]);
  g_assert_cmpuint (texts->len, ==, 1);
  g_assert_null (texts->pdata[0]);
  return kw_store_journal_verify (store, &n_rows, error);
}

static gboolean
has_name (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size_bytes = 0;

  if (!g_file_get_contents (path, &bytes, &size_bytes, NULL))
    return FALSE;
  return memmem (bytes, size_bytes, NAME, strlen (NAME)) != NULL;
}

static void
test_erased_names_are_in_no_file_and_the_chain_holds (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *log_path = g_strconcat (fixture->path, "-wal", NULL);
  gint64 stay_id = 0;

  run (fixture->store, put_stay_with_a_journal_row, &stay_id);
  g_assert_true (has_name (fixture->path) || has_name (log_path));
  run (fixture->store, erase_stay, &stay_id);

  g_assert_false (has_name (fixture->path));
  g_assert_false (has_name (log_path));
  run (fixture->store, check_after_erasure, &stay_id);
}

static gboolean
erase_one (KwStore *store, gpointer personal_id, GError **error)
{
  return kw_store_personal_erase (store, *(gint64 *)personal_id, error);
}

static void
test_one_text_can_be_erased (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 stay_id = 0;
  gint64 personal_id = 1;

  run (fixture->store, put_stay_with_a_journal_row, &stay_id);
  run (fixture->store, erase_one, &personal_id);
  g_assert_cmpint (
      query_int64 (fixture->path, "SELECT count(*) FROM personal WHERE text IS NOT NULL"), ==, 2);
  personal_id = 99;
  g_assert_false (kw_store_run (fixture->store, erase_one, &personal_id, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND);
}

static gboolean
has_word (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size_bytes = 0;

  return g_file_get_contents (path, &bytes, &size_bytes, NULL) &&
         memmem (bytes, size_bytes, "ngstrom", strlen ("ngstrom")) != NULL;
}

static void
test_erased_names_are_not_in_the_index_of_names (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *log_path = g_strconcat (fixture->path, "-wal", NULL);
  gint64 stay_id = 0;
  gint64 other_id = 0;

  /* Two, so that the index goes on having something in it: the words that were common too. */
  run (fixture->store, put_stay_with_a_journal_row, &other_id);
  run (fixture->store, put_stay_with_a_journal_row, &stay_id);
  g_assert_true (has_word (fixture->path) || has_word (log_path));
  g_assert_cmpint (query_int64 (fixture->path, "SELECT count(*) FROM name_word"
                                               " WHERE name_word MATCH '\"zoe\" \"ang\"*'"),
                   ==, 2);
  run (fixture->store, erase_stay, &stay_id);
  g_assert_cmpint (
      query_int64 (fixture->path, "SELECT sum (rowid) FROM name_word WHERE name_word MATCH 'zoe'"),
      ==, 1);
  run (fixture->store, erase_stay, &other_id);

  g_assert_cmpint (
      query_int64 (fixture->path, "SELECT count(*) FROM name_word WHERE name_word MATCH 'zoe'"), ==,
      0);
  g_assert_false (has_word (fixture->path));
  g_assert_false (has_word (log_path));
}

static void
test_every_text_has_a_salt_of_its_own (Fixture *fixture, gconstpointer unused)
{
  gint64 stay_id = 0;

  run (fixture->store, put_stay_with_a_journal_row, &stay_id);

  g_assert_cmpint (query_int64 (fixture->path, "SELECT count(DISTINCT salt) FROM personal"), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TO ("personal", "erased-names-are-in-no-file-and-the-chain-holds",
          test_erased_names_are_in_no_file_and_the_chain_holds);
  ADD_TO ("personal", "erased-names-are-not-in-the-index-of-names",
          test_erased_names_are_not_in_the_index_of_names);
  ADD_TO ("personal", "one-text-can-be-erased", test_one_text_can_be_erased);
  ADD_TO ("personal", "every-text-has-a-salt-of-its-own", test_every_text_has_a_salt_of_its_own);
  return g_test_run ();
}
