/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-stmt.h"

#include "fixture.h"

static void
test_values_come_back_as_they_were_bound (Fixture *fixture, gconstpointer unused)
{
  static const guint8 data[] = { 0, 1, 0xff };
  g_autoptr (KwDb) db = open_first_version (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStmt)
      query = kw_db_prepare (db, "SELECT :number, :big, :text, :bytes, :nothing, :no_text", &error);
  gboolean has_row = FALSE;
  gsize size_bytes = 99;
  const guint8 *bytes = NULL;

  g_assert_no_error (error);
  g_assert_true (kw_stmt_bind_int64 (query, ":number", G_MININT64, &error));
  g_assert_true (kw_stmt_bind_u64 (query, ":big", G_MAXUINT64, &error));
  g_assert_true (kw_stmt_bind_text (query, ":text", "Zimmer 12Ä", &error));
  g_assert_true (kw_stmt_bind_bytes (query, ":bytes", data, sizeof data, &error));
  g_assert_true (kw_stmt_bind_null (query, ":nothing", &error));
  g_assert_true (kw_stmt_bind_text (query, ":no_text", NULL, &error));
  g_assert_true (kw_stmt_step (query, &has_row, &error));

  g_assert_true (has_row);
  g_assert_cmpint (kw_stmt_get_int64 (query, 0), ==, G_MININT64);
  g_assert_cmpuint (kw_stmt_get_u64 (query, 1), ==, G_MAXUINT64);
  g_assert_cmpstr (kw_stmt_get_text (query, 2), ==, "Zimmer 12Ä");
  bytes = kw_stmt_get_bytes (query, 3, &size_bytes);
  g_assert_cmpmem (bytes, size_bytes, data, sizeof data);
  g_assert_true (kw_stmt_is_null (query, 4));
  g_assert_null (kw_stmt_get_text (query, 5));
  g_assert_true (kw_stmt_step (query, &has_row, &error));
  g_assert_false (has_row);
}

static void
test_a_forgotten_parameter_is_an_error (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDb) db = open_first_version (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStmt)
      insert = kw_db_prepare (db, "INSERT INTO thing (id, name) VALUES (:id, :name)", &error);

  g_assert_true (kw_stmt_bind_int64 (insert, ":id", 1, &error));
  g_assert_false (kw_stmt_run (insert, &error));

  g_assert_error (error, KW_DB_ERROR, KW_DB_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, ":name"));
}

static void
test_an_unknown_parameter_is_an_error (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDb) db = open_first_version (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStmt) query = kw_db_prepare (db, "SELECT :a", &error);

  g_assert_false (kw_stmt_bind_int64 (query, ":b", 1, &error));

  g_assert_error (error, KW_DB_ERROR, KW_DB_ERROR_FAILED);
}

static void
test_wrong_sql_is_an_error (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDb) db = open_first_version (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_db_prepare (db, "SELECT * FROM nowhere", &error));

  g_assert_error (error, KW_DB_ERROR, KW_DB_ERROR_FAILED);
}

static void
test_a_statement_runs_again_after_a_refusal (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDb) db = open_first_version (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStmt) insert = kw_db_prepare (db, "INSERT INTO thing (name) VALUES (:name)", &error);

  g_assert_true (kw_stmt_bind_text (insert, ":name", "one", &error));
  g_assert_true (kw_stmt_run (insert, &error));
  g_assert_false (kw_stmt_run (insert, &error));
  g_assert_error (error, KW_DB_ERROR, KW_DB_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_true (kw_stmt_bind_text (insert, ":name", "two", &error));
  g_assert_true (kw_stmt_run (insert, &error));

  g_assert_cmpint (kw_db_get_n_changed (db), ==, 1);
  g_assert_cmpint (kw_db_get_last_row_id (db), ==, 2);
}

static void
test_a_wrong_type_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDb) db = open_first_version (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStmt) insert = kw_db_prepare (db, "INSERT INTO thing (name) VALUES (:name)", &error);

  g_assert_true (kw_stmt_bind_bytes (insert, ":name", (const guint8 *)"x", 1, &error));
  g_assert_false (kw_stmt_run (insert, &error));

  g_assert_error (error, KW_DB_ERROR, KW_DB_ERROR_CONSTRAINT);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/db/stmt/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

/* The number of the thing named @name; 0 = there is none. */
static gint64
find_thing (KwDb *db, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStmt) query = kw_db_prepare (db, "SELECT id FROM thing WHERE name = :name", &error);
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  if (name == NULL) /* forgotten */
    {
      g_assert_false (kw_stmt_step (query, &has_row, &error));
      g_assert_error (error, KW_DB_ERROR, KW_DB_ERROR_FAILED);
      return 0;
    }
  g_assert_true (kw_stmt_bind_text (query, ":name", name, &error));
  g_assert_true (kw_stmt_step (query, &has_row, &error));
  return has_row ? kw_stmt_get_int64 (query, 0) : 0;
}

static void
run (KwDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStmt) stmt = kw_db_prepare (db, sql, &error);

  g_assert_no_error (error);
  g_assert_true (kw_stmt_run (stmt, &error));
}

static void
test_a_reader_asks_again_as_if_for_the_first_time (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDb) db = open_first_version (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDb) reader = NULL;

  run (db, "INSERT INTO thing (id, name) VALUES (1, 'key'), (2, 'card')");
  reader = kw_db_open_reader (fixture->path, &error);
  g_assert_no_error (error);

  g_assert_cmpint (find_thing (reader, "key"), ==, 1);
  g_assert_cmpint (find_thing (reader, "card"), ==, 2);
  g_assert_cmpint (find_thing (reader, NULL), ==, 0);
  run (db, "ALTER TABLE thing ADD COLUMN colour TEXT");
  run (db, "UPDATE thing SET id = 3 WHERE name = 'key'");
  g_assert_cmpint (find_thing (reader, "key"), ==, 3);
}

static void
test_a_reader_may_ask_the_same_twice_at_once (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDb) db = open_first_version (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDb) reader = NULL;

  run (db, "INSERT INTO thing (id, name) VALUES (1, 'key'), (2, 'card')");
  reader = kw_db_open_reader (fixture->path, &error);
  g_assert_no_error (error);

  for (guint round = 0; round < 2; round++)
    {
      const char *sql = "SELECT id FROM thing ORDER BY id";
      g_autoptr (KwStmt) one = kw_db_prepare (reader, sql, &error);
      g_autoptr (KwStmt) other = kw_db_prepare (reader, sql, &error);
      gboolean has_row = FALSE;

      g_assert_true (kw_stmt_step (one, &has_row, &error));
      g_assert_true (kw_stmt_step (one, &has_row, &error));
      g_assert_true (kw_stmt_step (other, &has_row, &error));
      g_assert_cmpint (kw_stmt_get_int64 (one, 0), ==, 2);
      g_assert_cmpint (kw_stmt_get_int64 (other, 0), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("values-come-back-as-they-were-bound", test_values_come_back_as_they_were_bound);
  ADD ("a-forgotten-parameter-is-an-error", test_a_forgotten_parameter_is_an_error);
  ADD ("an-unknown-parameter-is-an-error", test_an_unknown_parameter_is_an_error);
  ADD ("wrong-sql-is-an-error", test_wrong_sql_is_an_error);
  ADD ("a-statement-runs-again-after-a-refusal", test_a_statement_runs_again_after_a_refusal);
  ADD ("a-wrong-type-is-refused", test_a_wrong_type_is_refused);
  ADD ("a-reader-asks-again-as-if-for-the-first-time",
       test_a_reader_asks_again_as_if_for_the_first_time);
  ADD ("a-reader-may-ask-the-same-twice-at-once", test_a_reader_may_ask_the_same_twice_at_once);
  return g_test_run ();
}
