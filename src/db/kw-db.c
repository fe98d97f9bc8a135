/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-db-private.h"

#include "kw-db-txn.h"
#include "kw-error.h"
#include "kw-stmt.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

KW_DEFINE_THROW (KwDbError, KW_DB_ERROR)

/* Between two tries to switch to the write-ahead log, the one lock SQLite does not wait for. */
#define SWITCH_PAUSE_US 10000

gboolean
kw_db_exec (KwDb *db, const char *sql, GError **error)
{
  int rc = 0;

  KW_DB_BLOCKING (db);
  rc = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);
  return rc == SQLITE_OK || kw_db_throw (db, rc, error);
}

gboolean
kw_db_query_int64 (KwDb *db, const char *sql, gint64 *out_value, GError **error)
{
  g_autoptr (KwStmt) query = kw_db_prepare (db, sql, error);
  gboolean has_row = FALSE;

  if (query == NULL || !kw_stmt_step (query, &has_row, error))
    return FALSE;
  if (!has_row)
    return throw (error, KW_DB_ERROR_FAILED, "%s: no answer to \"%s\"", db->name, sql);

  *out_value = kw_stmt_get_int64 (query, 0);
  return TRUE;
}

gboolean
kw_db_sync_folder_of (KwDb *db, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean is_synced = fd >= 0 && fsync (fd) == 0;
  int sync_errno = errno;

  if (fd >= 0)
    close (fd);
  return is_synced || kw_db_throw_errno (db->name, "cannot flush its folder", sync_errno, error);
}

/* The register names people: its file, and with it the log beside it, is its owner's alone. Only a
 * file that is not there yet is opened here: closing a second descriptor of an open database would
 * drop this process's locks on it. */
static gboolean
ensure_private_file (KwDb *db, GError **error)
{
  int fd = open (db->path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    return errno == EEXIST || kw_db_throw_errno (db->name, "cannot be made", errno, error);

  close (fd);
  return TRUE;
}

static guint
count_migrations (const KwDbSchema *schema)
{
  return g_strv_length ((char **)schema->migrations);
}

/* Looks, and writes nothing: the file may be somebody else's. One state is read: another program
 * may be making the file at this moment. */
static gboolean
check_identity (KwDb *db, const KwDbSchema *schema, GError **error)
{
  g_autoptr (KwDbTxn) txn = kw_db_begin_read (db, error);
  gint64 application_id = 0;
  gint64 version = 0;
  gint64 n_tables = 0;

  if (txn == NULL || !kw_db_query_int64 (db, "PRAGMA application_id", &application_id, error) ||
      !kw_db_query_int64 (db, "PRAGMA user_version", &version, error) ||
      !kw_db_query_int64 (db, "SELECT count(*) FROM sqlite_schema", &n_tables, error))
    return FALSE;

  if (application_id == 0 && version == 0 && n_tables == 0)
    return TRUE;
  if ((guint32)application_id != schema->application_id)
    return throw (error, KW_DB_ERROR_CORRUPT, "%s: this is another program's database", db->name);
  if (version > count_migrations (schema))
    return throw (error, KW_DB_ERROR_NEWER,
                  "%s: a newer Keywright wrote it (version %" G_GINT64_FORMAT
                  ", this one knows %u); update this computer",
                  db->name, version, count_migrations (schema));
  if (version < 1)
    return throw (error, KW_DB_ERROR_CORRUPT, "%s: it has no version number", db->name);
  return TRUE;
}

/* SQLite quietly opens a file that may only be read as read-only. */
static gboolean
check_writable (KwDb *db, GError **error)
{
  return sqlite3_db_readonly (db->handle, "main") == 0 ||
         kw_db_throw_code (db->name, NULL, SQLITE_READONLY, error);
}

/* SQLite answers BUSY at once, without asking the busy handler, when two programs switch the same
 * new file at the same moment. */
static gboolean
switch_to_log (KwDb *db, GError **error)
{
  gint64 deadline_mono_us = g_get_monotonic_time () + KW_DB_BUSY_TIMEOUT_MS * 1000;
  int rc = SQLITE_OK;

  for (;;)
    {
      rc = sqlite3_exec (db->handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
      if ((rc & 0xff) != SQLITE_BUSY || g_get_monotonic_time () >= deadline_mono_us)
        break;
      g_usleep (SWITCH_PAUSE_US);
    }
  return rc == SQLITE_OK || kw_db_throw (db, rc, error);
}

static gboolean
check_log_mode (KwDb *db, GError **error)
{
  g_autoptr (KwStmt) query = kw_db_prepare (db, "PRAGMA journal_mode", error);
  gboolean has_row = FALSE;

  if (query == NULL || !kw_stmt_step (query, &has_row, error))
    return FALSE;
  if (!has_row || g_strcmp0 (kw_stmt_get_text (query, 0), "wal") != 0)
    return throw (error, KW_DB_ERROR_FAILED,
                  "%s: this folder cannot hold a write-ahead log (a network drive?)", db->name);
  return TRUE;
}

static gboolean
set_up_connection (KwDb *db, GError **error)
{
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);

  return kw_db_exec (db, "PRAGMA trusted_schema = OFF", error) && switch_to_log (db, error) &&
         check_log_mode (db, error) &&
         kw_db_exec (db,
                     "PRAGMA synchronous = FULL;"
                     "PRAGMA foreign_keys = ON;"
                     "PRAGMA secure_delete = ON;"
                     "PRAGMA cell_size_check = ON;",
                     error);
}

/* SQLite gives each small table of its own making (an IN list of a CHECK is one) a cache of 20
 * pages at once, and the heap hands that memory back to the kernel after each: half of the time of
 * a write. So it takes pages one by one. Without effect, and harmless, if somebody else in this
 * process used SQLite before. */
static gpointer
configure_library (gpointer unused)
{
  sqlite3_config (SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
  return NULL;
}

static KwDb *
new_db (const char *path)
{
  static GOnce configured = G_ONCE_INIT;
  KwDb *db = g_new0 (KwDb, 1);

  g_once (&configured, configure_library, NULL);
  db->path = g_strdup (path);
  db->name = g_path_get_basename (path);
  db->thread = g_thread_self ();
  return db;
}

static gboolean
open_file (KwDb *db, const char *name, int flags, int timeout_ms, GError **error)
{
  int rc = sqlite3_open_v2 (name, &db->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);

  if (db->handle != NULL)
    sqlite3_extended_result_codes (db->handle, 1);
  if (rc != SQLITE_OK)
    return kw_db_throw (db, rc, error);

  sqlite3_busy_timeout (db->handle, timeout_ms);
  return TRUE;
}

static gboolean
open_handle (KwDb *db, int flags, int timeout_ms, GError **error)
{
  return open_file (db, db->path, flags, timeout_ms, error);
}

static gboolean
is_log_empty (KwDb *db)
{
  g_autofree char *path = g_strconcat (db->path, "-wal", NULL);
  struct stat info;

  return stat (path, &info) != 0 || info.st_size == 0;
}

/* Where SQLite may not make its index of the log, it reads nothing, though there be no log. Then
 * nobody writes either: the file is what it is. */
static gboolean
open_unchanging (KwDb *db, GError **error)
{
  g_autofree char *uri = g_filename_to_uri (db->path, NULL, NULL);
  g_autofree char *name = g_strconcat (uri != NULL ? uri : "", "?immutable=1", NULL);

  if (uri == NULL || !is_log_empty (db))
    return throw (error, KW_DB_ERROR_READ_ONLY,
                  "%s: it was not closed; open it once where it may be written", db->name);
  sqlite3_close (db->handle);
  db->handle = NULL;
  return open_file (db, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, KW_DB_READER_TIMEOUT_MS,
                    error);
}

static gboolean
open_reading (KwDb *db, int timeout_ms, GError **error)
{
  int rc = SQLITE_OK;

  if (!open_handle (db, SQLITE_OPEN_READONLY, timeout_ms, error))
    return FALSE;
  rc = sqlite3_exec (db->handle, "SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL);
  if ((rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_READONLY)
    return open_unchanging (db, error);
  return rc == SQLITE_OK || kw_db_throw (db, rc, error);
}

KwDb *
kw_db_open (const char *path, const KwDbSchema *schema, GError **error)
{
  g_autoptr (KwDb) db = NULL;

  g_return_val_if_fail (path != NULL && schema != NULL, NULL);
  g_return_val_if_fail (schema->application_id != 0 && schema->migrations != NULL, NULL);
  KW_BLOCKING ("sqlite");

  db = new_db (path);
  /* The identity again at the end: another program may have been faster, and newer. */
  if (!ensure_private_file (db, error) ||
      !open_handle (db, SQLITE_OPEN_READWRITE, KW_DB_BUSY_TIMEOUT_MS, error) ||
      !check_identity (db, schema, error) || !check_writable (db, error) ||
      !set_up_connection (db, error) || !kw_db_migrate (db, schema, error) ||
      !check_identity (db, schema, error))
    return NULL;
  return g_steal_pointer (&db);
}

static gboolean
check_newest (KwDb *db, const KwDbSchema *schema, GError **error)
{
  gint64 version = 0;

  if (!kw_db_query_int64 (db, "PRAGMA user_version", &version, error))
    return FALSE;
  return version == count_migrations (schema) ||
         throw (error, KW_DB_ERROR_READ_ONLY,
                "%s: an older Keywright wrote it; open it once where it may be written", db->name);
}

KwDb *
kw_db_open_to_read (const char *path, const KwDbSchema *schema, GError **error)
{
  g_autoptr (KwDb) db = NULL;

  g_return_val_if_fail (path != NULL && schema != NULL, NULL);
  KW_BLOCKING ("sqlite");

  db = new_db (path);
  if (!open_reading (db, KW_DB_BUSY_TIMEOUT_MS, error) ||
      !kw_db_exec (db, "PRAGMA trusted_schema = OFF", error) ||
      !check_identity (db, schema, error) || !check_newest (db, schema, error))
    return NULL;
  return g_steal_pointer (&db);
}

static void
finalize_stmt (gpointer handle)
{
  sqlite3_finalize (handle);
}

KwDb *
kw_db_open_reader (const char *path, GError **error)
{
  g_autoptr (KwDb) db = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  db = new_db (path);
  db->is_reader = TRUE;
  if (!open_reading (db, KW_DB_READER_TIMEOUT_MS, error) ||
      !kw_db_exec (db, "PRAGMA trusted_schema = OFF", error))
    return NULL;
  db->idle_stmts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_stmt);
  return g_steal_pointer (&db);
}

gboolean
kw_db_load_data_version (KwDb *db, gint64 *out_version, GError **error)
{
  return kw_db_query_int64 (db, "PRAGMA data_version", out_version, error);
}

void
kw_db_close (KwDb *db)
{
  if (db == NULL)
    return;

  g_assert (db->thread == g_thread_self ());
  g_assert (!db->has_txn);
  g_clear_pointer (&db->idle_stmts, g_hash_table_unref);
  if (db->handle != NULL)
    {
      int rc = sqlite3_close (db->handle);

      g_assert (rc == SQLITE_OK); /* a statement outlived its database */
    }
  g_free (db->path);
  g_free (db->name);
  g_free (db);
}

gint64
kw_db_get_n_changed (KwDb *db)
{
  g_assert (db->thread == g_thread_self ());
  return sqlite3_changes64 (db->handle);
}

gint64
kw_db_get_last_row_id (KwDb *db)
{
  g_assert (db->thread == g_thread_self ());
  return sqlite3_last_insert_rowid (db->handle);
}

gboolean
kw_db_is_in_txn (KwDb *db)
{
  g_assert (db->thread == g_thread_self ());
  return db->has_txn;
}

gboolean
kw_db_truncate_log (KwDb *db, GError **error)
{
  int rc = 0;

  g_assert (db->thread == g_thread_self ());
  g_return_val_if_fail (!db->has_txn, FALSE);
  KW_DB_BLOCKING (db);

  rc = sqlite3_wal_checkpoint_v2 (db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  return rc == SQLITE_OK || kw_db_throw (db, rc, error);
}
