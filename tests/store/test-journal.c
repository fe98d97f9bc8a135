/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-journal.h"

#include "fixture.h"
#include "kw-store-personal.h"

static gboolean
append (KwStore *store, const char *const *personal, gint64 stay_id, GError **error)
{
  g_autoptr (KwJournalData) data = kw_journal_data_new ();
  const KwStoreJournalDraft draft = {
    .at_unix_s = TEST_NOW_UNIX_S,
    .operator_name = "anna",
    .event = KW_JOURNAL_EVENT_STAY_OPENED,
    .data = data,
    .personal = personal,
    .personal_stay_id = stay_id,
  };

  kw_journal_data_put_string (data, "door", "0305A");
  return kw_store_journal_append (store, &draft, NULL, error);
}

static gboolean
append_five (KwStore *store, gpointer unused, GError **error)
{
  const char *const personal[] = { "Zoë Ångström", "Jürgen Öztürk", NULL };
  gint64 stay_id = put_stay (store, 305, 0, 2);

  for (guint i = 0; i < 5; i++)
    if (!append (store, i == 2 ? personal : NULL, stay_id, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_rows (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (GPtrArray) entries = kw_store_journal_list (store, 2, 2, error);
  g_autoptr (KwJournalEntry) last = kw_store_journal_load_last (store, error);
  g_autoptr (GPtrArray) texts = kw_store_journal_list_personal (store, 3, error);
  const KwJournalEntry *second = NULL;
  const KwJournalEntry *third = NULL;
  gint64 at_unix_s = 0;

  g_assert_cmpuint (entries->len, ==, 2);
  second = entries->pdata[0];
  third = entries->pdata[1];
  g_assert_cmpuint (second->number, ==, 2);
  g_assert_cmpuint (second->station, ==, TEST_STATION);
  g_assert_cmpstr (second->operator_name, ==, "anna");
  g_assert_cmpstr (second->data, ==, "{\"door\":\"0305A\"}");
  g_assert_true (kw_journal_hash_equal (&third->previous, &second->hash));
  g_assert_cmpuint (third->n_personal, ==, 2);
  g_assert_cmpuint (last->number, ==, 5);
  g_assert_cmpuint (texts->len, ==, 2);
  g_assert_cmpstr (texts->pdata[1], ==, "Jürgen Öztürk");
  g_assert_true (kw_store_journal_load_last_time (store, &at_unix_s, error));
  g_assert_cmpint (at_unix_s, ==, TEST_NOW_UNIX_S);
  return TRUE;
}

static void
test_rows_follow_each_other (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, append_five, NULL);
  run (fixture->store, check_rows, NULL);
}

static gboolean
check_empty (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwJournalEntry) last = NULL;
  gint64 at_unix_s = 99;

  g_assert_true (kw_store_journal_load_last_time (store, &at_unix_s, error));
  g_assert_cmpint (at_unix_s, ==, 0);
  last = kw_store_journal_load_last (store, error);
  return last != NULL;
}

static void
test_an_empty_journal_has_no_last_row (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_store_read (fixture->store, check_empty, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND);
}

static gboolean
verify (KwStore *store, gpointer out_n_rows, GError **error)
{
  return kw_store_journal_verify (store, out_n_rows, error);
}

/* Texts are not in a row, and no personal text is in its text or beside it. */
static void
test_personal_text_is_in_no_row (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, append_five, NULL);

  g_assert_cmpint (
      query_int64 (fixture->path, "SELECT count(*) FROM journal WHERE text LIKE '%ngstr%'"), ==, 0);
}

static void
assert_bad_row (Fixture *fixture, const char *sql, guint64 expected_row)
{
  g_autofree char *needle = g_strdup_printf ("row %" G_GUINT64_FORMAT, expected_row);
  g_autoptr (GError) error = NULL;
  guint64 n_rows = 0;

  run (fixture->store, append_five, NULL);
  run (fixture->store, verify, &n_rows);
  g_assert_cmpuint (n_rows, ==, 5);
  /* Whoever has the file can drop a trigger; the chain is what tells. */
  run_sql (fixture->path, "DROP TRIGGER journal_is_append_only_update;"
                          "DROP TRIGGER journal_is_append_only_delete;"
                          "DROP TRIGGER journal_has_no_gaps;");
  run_sql (fixture->path, sql);
  g_assert_false (kw_store_read (fixture->store, verify, &n_rows, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_CHAIN);
  g_assert_nonnull (strstr (error->message, needle));
  g_assert_null (strstr (strstr (error->message, needle) + 1, "row ")); /* said once */
  g_assert_cmpuint (n_rows, ==, expected_row - 1);
  g_test_message ("%s", error->message);
}

typedef struct
{
  const char *name;
  const char *sql;
  guint64 row;
} Tampering;

static const Tampering tamperings[] = {
  { "a-changed-text", "UPDATE journal SET text = replace (text, '0305A', '0306A') WHERE number = 2",
    2 },
  { "a-changed-column", "UPDATE journal SET operator = 'bert' WHERE number = 3", 3 },
  { "a-changed-time", "UPDATE journal SET at_unix_s = at_unix_s + 1 WHERE number = 1", 1 },
  { "a-changed-hash", "UPDATE journal SET hash = zeroblob (32) WHERE number = 4", 4 },
  { "a-removed-row", "DELETE FROM journal WHERE number = 2", 2 },
  { "a-removed-first-row", "DELETE FROM journal WHERE number = 1", 1 },
  { "a-changed-name", "UPDATE personal SET text = 'Mallory' WHERE text LIKE 'Zo%'", 3 },
  { "a-changed-salt", "UPDATE personal SET salt = zeroblob (16) WHERE text LIKE 'Zo%'", 3 },
  { "a-removed-name", "DELETE FROM journal_personal WHERE number = 3 AND slot = 1", 3 },
  { "a-swapped-name",
    "UPDATE journal_personal SET slot = 2 WHERE number = 3 AND slot = 0;"
    "UPDATE journal_personal SET slot = 0 WHERE number = 3 AND slot = 1;"
    "UPDATE journal_personal SET slot = 1 WHERE number = 3 AND slot = 2",
    3 },
};

static void
test_tampering_is_found (Fixture *fixture, gconstpointer data)
{
  const Tampering *tampering = data;

  assert_bad_row (fixture, tampering->sql, tampering->row);
}

static void
test_rows_are_never_changed_or_deleted (Fixture *fixture, gconstpointer unused)
{
  static const char *const attempts[] = {
    "UPDATE journal SET operator = 'bert' WHERE number = 2",
    "DELETE FROM journal WHERE number = 5",
    "INSERT OR REPLACE INTO journal SELECT 2, 1, 1, 'bert', 'x', 'x', hash, zeroblob (32)"
    " FROM journal WHERE number = 1",
    "INSERT INTO journal SELECT 9, 1, 1, 'bert', 'x', 'x', hash, zeroblob (32)"
    " FROM journal WHERE number = 5",
  };
  sqlite3 *handle = NULL;
  guint64 n_rows = 0;

  run (fixture->store, append_five, NULL);
  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    g_assert_cmpint (sqlite3_exec (handle, attempts[i], NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
  sqlite3_close (handle);

  run (fixture->store, verify, &n_rows);
  g_assert_cmpuint (n_rows, ==, 5);
}

static gboolean
append_nonsense (KwStore *store, gpointer unused, GError **error)
{
  const KwStoreJournalDraft draft = { .at_unix_s = TEST_NOW_UNIX_S, .operator_name = "" };

  return kw_store_journal_append (store, &draft, NULL, error);
}

static void
test_a_row_without_an_operator_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_store_run (fixture->store, append_nonsense, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_CONSTRAINT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TO ("journal", "rows-follow-each-other", test_rows_follow_each_other);
  ADD_TO ("journal", "an-empty-journal-has-no-last-row", test_an_empty_journal_has_no_last_row);
  ADD_TO ("journal", "personal-text-is-in-no-row", test_personal_text_is_in_no_row);
  ADD_TO ("journal", "rows-are-never-changed-or-deleted", test_rows_are_never_changed_or_deleted);
  ADD_TO ("journal", "a-row-without-an-operator-is-refused",
          test_a_row_without_an_operator_is_refused);
  for (guint i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/journal/%s-is-found", tamperings[i].name);

      g_test_add (path, Fixture, &tamperings[i], fixture_set_up, test_tampering_is_found,
                  fixture_tear_down);
    }
  return g_test_run ();
}
