/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-db-txn.h"

#include "fixture.h"
#include "kw-stmt.h"

static gboolean
add_thing (KwDb *db, const char *name, GError **error)
{
  g_autoptr (KwStmt) insert = kw_db_prepare (db, "INSERT INTO thing (name) VALUES (:name)", error);

  return insert != NULL && kw_stmt_bind_text (insert, ":name", name, error) &&
         kw_stmt_run (insert, error);
}

static gint64
count_things (KwDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStmt) query = kw_db_prepare (db, "SELECT count(*) FROM thing", &error);
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  g_assert_true (kw_stmt_step (query, &has_row, &error));
  return kw_stmt_get_int64 (query, 0);
}

static void
test_a_committed_row_is_there (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDb) db = open_first_version (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDbTxn) txn = kw_db_begin_write (db, &error);

  g_assert_true (kw_db_is_in_txn (db));
  g_assert_true (add_thing (db, "one", &error));
  g_assert_true (kw_db_txn_commit (&txn, &error));

  g_assert_null (txn);
  g_assert_false (kw_db_is_in_txn (db));
  g_clear_pointer (&db, kw_db_close);
  db = open_first_version (fixture->path);
  g_assert_cmpint (count_things (db), ==, 1);
}

static void
test_leaving_the_scope_rolls_back (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDb) db = open_first_version (fixture->path);
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (KwDbTxn) txn = kw_db_begin_write (db, &error);

    g_assert_nonnull (txn);
    g_assert_true (add_thing (db, "one", &error));
  }

  g_assert_cmpint (count_things (db), ==, 0);
}

static void
test_a_write_inside_a_read_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDb) db = open_first_version (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDbTxn) txn = kw_db_begin_read (db, &error);

  g_assert_false (add_thing (db, "one", &error));
  g_assert_error (error, KW_DB_ERROR, KW_DB_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_clear_pointer (&txn, kw_db_txn_rollback);

  g_assert_true (add_thing (db, "one", &error));
}

static void
test_a_read_sees_one_state (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDb) reader = open_first_version (fixture->path);
  g_autoptr (KwDb) writer = open_first_version (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDbTxn) txn = kw_db_begin_read (reader, &error);

  g_assert_cmpint (count_things (reader), ==, 0);
  g_assert_true (add_thing (writer, "one", &error));
  g_assert_cmpint (count_things (reader), ==, 0);
  g_assert_true (kw_db_txn_commit (&txn, &error));

  g_assert_cmpint (count_things (reader), ==, 1);
}

static void
test_a_second_writer_waits_then_says_busy (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDb) one = open_first_version (fixture->path);
  g_autoptr (KwDb) two = open_first_version (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDbTxn) txn = kw_db_begin_write (one, &error);
  gint64 start_mono_us = g_get_monotonic_time ();

  g_assert_nonnull (txn);
  g_assert_null (kw_db_begin_write (two, &error));

  g_assert_error (error, KW_DB_ERROR, KW_DB_ERROR_BUSY);
  g_assert_cmpint (g_get_monotonic_time () - start_mono_us, >=, 4 * G_USEC_PER_SEC);
}

/* What a full disk does inside SQLite: the whole transaction is rolled back under our feet. */
static void
test_after_a_forced_rollback_nothing_more_is_written (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDb) db = open_first_version (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDbTxn) txn = kw_db_begin_write (db, &error);
  g_autoptr (KwStmt)
      force = kw_db_prepare (db, "INSERT OR ROLLBACK INTO thing (name) VALUES ('one')", &error);

  g_assert_true (kw_stmt_run (force, &error));
  g_assert_false (kw_stmt_run (force, &error));
  g_assert_error (error, KW_DB_ERROR, KW_DB_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_false (add_thing (db, "two", &error));
  g_assert_error (error, KW_DB_ERROR, KW_DB_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (kw_db_txn_commit (&txn, &error));
  g_assert_error (error, KW_DB_ERROR, KW_DB_ERROR_FAILED);

  g_assert_cmpint (count_things (db), ==, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/db/txn/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-committed-row-is-there", test_a_committed_row_is_there);
  ADD ("leaving-the-scope-rolls-back", test_leaving_the_scope_rolls_back);
  ADD ("a-write-inside-a-read-is-refused", test_a_write_inside_a_read_is_refused);
  ADD ("a-read-sees-one-state", test_a_read_sees_one_state);
  ADD ("a-second-writer-waits-then-says-busy", test_a_second_writer_waits_then_says_busy);
  ADD ("after-a-forced-rollback-nothing-more-is-written",
       test_after_a_forced_rollback_nothing_more_is_written);
  return g_test_run ();
}
