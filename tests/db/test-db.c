/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-db.h"

#include "fixture.h"
#include "kw-db-txn.h"
#include "kw-stmt.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static void
assert_pragma (KwDb *db, const char *sql, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStmt) query = kw_db_prepare (db, sql, &error);
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  g_assert_true (kw_stmt_step (query, &has_row, &error));
  g_assert_true (has_row);
  g_assert_cmpstr (kw_stmt_get_text (query, 0), ==, value);
}

static void
test_connection_is_set_up_for_power_loss (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDb) db = open_first_version (fixture->path);

  assert_pragma (db, "PRAGMA journal_mode", "wal");
  assert_pragma (db, "PRAGMA synchronous", "2");
  assert_pragma (db, "PRAGMA foreign_keys", "1");
  assert_pragma (db, "PRAGMA secure_delete", "1");
  assert_pragma (db, "PRAGMA trusted_schema", "0");
  assert_pragma (db, "PRAGMA busy_timeout", "5000");
  assert_pragma (db, "PRAGMA application_id", "1264014437");
  assert_pragma (db, "PRAGMA user_version", "1");
}

static void
test_files_are_their_owners_alone (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDb) db = open_first_version (fixture->path);
  g_autofree char *log_path = g_strconcat (fixture->path, "-wal", NULL);
  struct stat status;

  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (stat (log_path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
assert_cannot_open (const char *path, KwDbError code)
{
  const KwDbSchema schema = { TEST_APPLICATION_ID, first_version };
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_db_open (path, &schema, &error));
  g_assert_error (error, KW_DB_ERROR, (int)code);
  g_test_message ("%s", error->message);
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
test_a_newer_file_is_refused (Fixture *fixture, gconstpointer unused)
{
  kw_db_close (open_first_version (fixture->path));
  run_sql (fixture->path, "PRAGMA user_version = 2");

  assert_cannot_open (fixture->path, KW_DB_ERROR_NEWER);
}

static void
test_another_programs_file_is_refused_and_untouched (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before = 0;
  gsize n_after = 0;

  run_sql (fixture->path, "CREATE TABLE bookmark (url TEXT); PRAGMA user_version = 1");
  g_assert_true (g_file_get_contents (fixture->path, &before, &n_before, NULL));
  assert_cannot_open (fixture->path, KW_DB_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (fixture->path, &after, &n_after, NULL));

  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
test_no_database_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *text = g_strnfill (5000, 'x');

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  assert_cannot_open (fixture->path, KW_DB_ERROR_CORRUPT);

  g_assert_true (g_file_set_contents (fixture->path, "short", -1, NULL));
  assert_cannot_open (fixture->path, KW_DB_ERROR_CORRUPT);
}

static void
test_damaged_pages_are_reported (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  gsize size_bytes = 0;

  kw_db_close (open_first_version (fixture->path));
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size_bytes, NULL));
  memset (bytes + 100, 0xa5, 1000);
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize)size_bytes, NULL));

  assert_cannot_open (fixture->path, KW_DB_ERROR_CORRUPT);
}

static void
test_a_missing_folder_is_an_error (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "no", "such", "test.db", NULL);

  assert_cannot_open (path, KW_DB_ERROR_FAILED);
}

/* As root, permissions do not bind; be nobody for a moment. */
static void
assert_cannot_open_as_nobody (const char *path)
{
  gboolean is_root = geteuid () == 0;

  if (is_root)
    g_assert_cmpint (seteuid (65534), ==, 0);
  assert_cannot_open (path, KW_DB_ERROR_READ_ONLY);
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);
}

static void
remove_log (const char *path)
{
  static const char *const endings[] = { "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *log = g_strconcat (path, endings[i], NULL);

      g_unlink (log);
    }
}

static void
test_a_read_only_folder_or_file_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  assert_cannot_open_as_nobody (fixture->path);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);

  kw_db_close (open_first_version (fixture->path));
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  assert_cannot_open_as_nobody (fixture->path);

  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  remove_log (fixture->path); /* made by SQLite, as unwritable as the file was */
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  assert_cannot_open_as_nobody (fixture->path);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
}

/* Adds things of 10 kB, each in its own transaction, until one fails. Returns how many went in. */
static gint64
fill_until_error (KwDb *db, GError **error)
{
  static const guint8 data[10000] = { 1 };
  gint64 n_added = 0;

  for (;;)
    {
      g_autoptr (KwDbTxn) txn = kw_db_begin_write (db, error);
      g_autoptr (KwStmt) insert = NULL;
      g_autoptr (GError) forgotten = NULL;
      g_autofree char *name = g_strdup_printf ("thing %" G_GINT64_FORMAT, n_added);

      if (txn == NULL)
        return n_added;
      insert = kw_db_prepare (db, "INSERT INTO thing (name, data) VALUES (:name, :data)",
                              &forgotten);
      g_assert_no_error (forgotten);
      if (!kw_stmt_bind_text (insert, ":name", name, error) ||
          !kw_stmt_bind_bytes (insert, ":data", data, sizeof data, error) ||
          !kw_stmt_run (insert, error))
        return n_added;
      g_clear_pointer (&insert, kw_stmt_free);
      if (!kw_db_txn_commit (&txn, error))
        return n_added;
      n_added++;
      g_assert_cmpint (n_added, <, 10000);
    }
}

static void
assert_full_disk_keeps_what_was_there (const char *path)
{
  g_autoptr (KwDb) db = open_first_version (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL;
  gint64 n_added = fill_until_error (db, &error);

  g_assert_error (error, KW_DB_ERROR, KW_DB_ERROR_FULL);
  g_test_message ("%s (after %" G_GINT64_FORMAT " rows)", error->message, n_added);
  expected = g_strdup_printf ("%" G_GINT64_FORMAT, n_added);
  assert_pragma (db, "SELECT count(*) FROM thing", expected);
  assert_pragma (db, "PRAGMA integrity_check", "ok");
}

static void
test_a_size_limit_gives_full_and_the_old_state (Fixture *fixture, gconstpointer unused)
{
  struct rlimit old = { 0 };
  struct rlimit limit = { 0 };
  const struct sigaction ignore = { .sa_handler = SIG_IGN };

  g_assert_cmpint (sigaction (SIGXFSZ, &ignore, NULL), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  limit = (struct rlimit){ .rlim_cur = 1 << 20, .rlim_max = old.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  assert_full_disk_keeps_what_was_there (fixture->path);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
}

static void
test_a_full_disk_gives_full_and_the_old_state (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *disk = g_build_filename (fixture->folder, "disk", NULL);
  g_autofree char *path = g_build_filename (disk, "test.db", NULL);

  g_assert_cmpint (g_mkdir (disk, 0700), ==, 0);
  if (mount ("tmpfs", disk, "tmpfs", 0, "size=2m") != 0)
    {
      g_autofree char *reason = g_strdup_printf ("cannot mount a small disk: %s",
                                                 g_strerror (errno));

      g_rmdir (disk);
      g_test_skip (reason);
      return;
    }
  assert_full_disk_keeps_what_was_there (path);
  g_assert_cmpint (umount (disk), ==, 0);
  g_assert_cmpint (g_rmdir (disk), ==, 0);
}

static void
test_erased_text_is_gone_after_the_log_is_cut (Fixture *fixture, gconstpointer unused)
{
  static const char name[] = "a name that must not stay";
  g_autoptr (KwDb) db = open_first_version (fixture->path);
  g_autofree char *log_path = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStmt) insert = kw_db_prepare (
      db, "INSERT INTO thing (name) VALUES ('a name that must not stay')", NULL);
  g_autoptr (KwStmt) erase = kw_db_prepare (db, "DELETE FROM thing", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *log = NULL;
  gsize size_bytes = 0;
  gsize log_bytes = 0;

  g_assert_true (kw_stmt_run (insert, &error));
  g_assert_true (kw_stmt_run (erase, &error));
  g_assert_true (g_file_get_contents (log_path, &log, &log_bytes, NULL));
  g_assert_nonnull (memmem (log, log_bytes, name, strlen (name)));

  g_assert_true (kw_db_truncate_log (db, &error));
  g_clear_pointer (&log, g_free);
  g_assert_true (g_file_get_contents (log_path, &log, &log_bytes, NULL));
  g_assert_cmpuint (log_bytes, ==, 0);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size_bytes, NULL));
  g_assert_null (memmem (bytes, size_bytes, name, strlen (name)));
}

static gpointer
close_elsewhere (gpointer db)
{
  kw_db_close (db);
  return NULL;
}

static void
test_use_on_another_thread_aborts (Fixture *fixture, gconstpointer unused)
{
  if (g_test_subprocess ())
    {
      KwDb *db = open_first_version (fixture->path);

      fixture_tear_down (fixture, NULL); /* what follows ends before it could */
      g_thread_join (g_thread_new ("other", close_elsewhere, db));
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*thread*");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/db/db/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("connection-is-set-up-for-power-loss", test_connection_is_set_up_for_power_loss);
  ADD ("files-are-their-owners-alone", test_files_are_their_owners_alone);
  ADD ("a-newer-file-is-refused", test_a_newer_file_is_refused);
  ADD ("another-programs-file-is-refused-and-untouched",
       test_another_programs_file_is_refused_and_untouched);
  ADD ("no-database-is-refused", test_no_database_is_refused);
  ADD ("damaged-pages-are-reported", test_damaged_pages_are_reported);
  ADD ("a-missing-folder-is-an-error", test_a_missing_folder_is_an_error);
  ADD ("a-read-only-folder-or-file-is-refused", test_a_read_only_folder_or_file_is_refused);
  ADD ("a-size-limit-gives-full-and-the-old-state", test_a_size_limit_gives_full_and_the_old_state);
  ADD ("a-full-disk-gives-full-and-the-old-state", test_a_full_disk_gives_full_and_the_old_state);
  ADD ("erased-text-is-gone-after-the-log-is-cut", test_erased_text_is_gone_after_the_log_is_cut);
  ADD ("use-on-another-thread-aborts", test_use_on_another_thread_aborts);
  return g_test_run ();
}
