/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-db-migrations.h"

#include "fixture.h"
#include "kw-stmt.h"

#include <sys/wait.h>
#include <unistd.h>

#define ADD_KIND "ALTER TABLE thing ADD COLUMN kind TEXT NOT NULL DEFAULT 'plain';"

static gint64
query_int64 (KwDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStmt) query = kw_db_prepare (db, sql, &error);
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  g_assert_true (kw_stmt_step (query, &has_row, &error));
  g_assert_true (has_row);
  return kw_stmt_get_int64 (query, 0);
}

static void
make_first_version_with_a_row (const char *path)
{
  g_autoptr (KwDb) db = open_first_version (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStmt) insert = kw_db_prepare (db, "INSERT INTO thing (name) VALUES ('one')", &error);

  g_assert_no_error (error);
  g_assert_true (kw_stmt_run (insert, &error));
}

static void
test_an_old_file_is_carried_over_and_a_copy_kept (Fixture *fixture, gconstpointer unused)
{
  const char *const migrations[] = { first_version[0], ADD_KIND,
                                     "CREATE TABLE other (id INTEGER PRIMARY KEY) STRICT;", NULL };
  const KwDbSchema schema = { TEST_APPLICATION_ID, migrations };
  g_autofree char *copy_path = g_strconcat (fixture->path, ".before-v2", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDb) db = NULL;
  g_autoptr (KwDb) copy = NULL;

  make_first_version_with_a_row (fixture->path);
  db = kw_db_open (fixture->path, &schema, &error);
  g_assert_no_error (error);
  copy = open_first_version (copy_path);

  g_assert_cmpint (query_int64 (db, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (query_int64 (db, "SELECT count(*) FROM thing WHERE kind = 'plain'"), ==, 1);
  g_assert_cmpint (query_int64 (db, "SELECT count(*) FROM other"), ==, 0);
  g_assert_cmpint (query_int64 (db, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (query_int64 (copy, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (query_int64 (copy, "SELECT count(*) FROM thing"), ==, 1);
}

static void
test_a_new_file_leaves_no_copy (Fixture *fixture, gconstpointer unused)
{
  const char *const migrations[] = { first_version[0], ADD_KIND, NULL };
  const KwDbSchema schema = { TEST_APPLICATION_ID, migrations };
  g_autofree char *copy_path = g_strconcat (fixture->path, ".before-v2", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDb) db = kw_db_open (fixture->path, &schema, &error);

  g_assert_no_error (error);
  g_assert_cmpint (query_int64 (db, "PRAGMA user_version"), ==, 2);
  g_assert_false (g_file_test (copy_path, G_FILE_TEST_EXISTS));
}

static void
test_a_failing_migration_leaves_the_file_as_it_was (Fixture *fixture, gconstpointer unused)
{
  const char *const migrations[] = { first_version[0], ADD_KIND "DELETE FROM nowhere;", NULL };
  const KwDbSchema schema = { TEST_APPLICATION_ID, migrations };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDb) db = NULL;

  make_first_version_with_a_row (fixture->path);
  g_assert_null (kw_db_open (fixture->path, &schema, &error));
  g_assert_error (error, KW_DB_ERROR, KW_DB_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "version 2"));
  db = open_first_version (fixture->path);

  g_assert_cmpint (query_int64 (db, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (query_int64 (db, "SELECT count(*) FROM pragma_table_info ('thing')"), ==, 3);
}

static void
test_a_dangling_row_stops_a_migration (Fixture *fixture, gconstpointer unused)
{
  const char *const migrations[] = {
    first_version[0],
    "CREATE TABLE part (thing_id INTEGER NOT NULL REFERENCES thing (id)) STRICT;"
    "INSERT INTO part (thing_id) VALUES (99);",
    NULL
  };
  const KwDbSchema schema = { TEST_APPLICATION_ID, migrations };
  g_autoptr (GError) error = NULL;

  make_first_version_with_a_row (fixture->path);

  g_assert_null (kw_db_open (fixture->path, &schema, &error));
  g_assert_error (error, KW_DB_ERROR, KW_DB_ERROR_CONSTRAINT);
}

static void
test_eight_programs_make_one_new_file (Fixture *fixture, gconstpointer unused)
{
  const char *const migrations[] = { first_version[0], ADD_KIND, NULL };
  const KwDbSchema schema = { TEST_APPLICATION_ID, migrations };
  pid_t children[8];

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = fork ();
      g_assert_cmpint (children[i], >=, 0);
      if (children[i] == 0)
        {
          GError *error = NULL;
          KwDb *db = kw_db_open (fixture->path, &schema, &error);

          if (db == NULL)
            g_printerr ("%s\n", error->message);
          _exit (db != NULL && query_int64 (db, "PRAGMA user_version") == 2 ? 0 : 1);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int status = -1;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/db/migrations/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("an-old-file-is-carried-over-and-a-copy-kept",
       test_an_old_file_is_carried_over_and_a_copy_kept);
  ADD ("a-new-file-leaves-no-copy", test_a_new_file_leaves_no_copy);
  ADD ("a-failing-migration-leaves-the-file-as-it-was",
       test_a_failing_migration_leaves_the_file_as_it_was);
  ADD ("a-dangling-row-stops-a-migration", test_a_dangling_row_stops_a_migration);
  ADD ("eight-programs-make-one-new-file", test_eight_programs_make_one_new_file);
  return g_test_run ();
}
