/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-db-migrations.h"

#include "kw-db-private.h"
#include "kw-db-txn.h"
#include "kw-error.h"
#include "kw-stmt.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

KW_DEFINE_THROW (KwDbError, KW_DB_ERROR)

char **
kw_db_migrations_load (GResource *resource, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv)
      names = g_resource_enumerate_children (resource, folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  guint n_names = names != NULL ? g_strv_length (names) : 0;

  g_ptr_array_set_size (texts, (int)n_names);
  for (guint i = 0; i < n_names; i++)
    {
      g_autofree char *path = g_strconcat (folder, names[i], NULL);
      guint64 number = g_ascii_strtoull (names[i], NULL, 10);
      g_autoptr (GBytes)
          bytes = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (number < 1 || number > n_names || texts->pdata[number - 1] != NULL || bytes == NULL)
        {
          throw (error, KW_DB_ERROR_FAILED, "%s: its number is out of line", path);
          return NULL;
        }
      texts->pdata[number - 1] = g_strndup (g_bytes_get_data (bytes, NULL),
                                            g_bytes_get_size (bytes));
    }
  g_ptr_array_add (texts, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&texts), /* free_segment= */ FALSE);
}

/* Copies page by page through SQLite, so that the log's part comes along. */
static gboolean
copy_pages (KwDb *db, const char *copy_path, GError **error)
{
  sqlite3 *from = NULL;
  sqlite3 *to = NULL;
  sqlite3_backup *backup = NULL;
  int rc = sqlite3_open_v2 (db->path, &from, SQLITE_OPEN_READWRITE, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_open_v2 (copy_path, &to, SQLITE_OPEN_READWRITE, NULL);
  if (rc == SQLITE_OK)
    {
      backup = sqlite3_backup_init (to, "main", from, "main");
      rc = backup == NULL ? sqlite3_errcode (to) : sqlite3_backup_step (backup, -1);
      sqlite3_backup_finish (backup);
    }
  if (rc != SQLITE_DONE)
    {
      g_autofree char *name = g_path_get_basename (copy_path);

      kw_db_throw_code (name, to != NULL ? to : from, rc, error);
    }
  sqlite3_close (from);
  sqlite3_close (to);
  return rc == SQLITE_DONE;
}

/* Called with the write lock held: nobody changes the file between the copy and the migration. */
static gboolean
keep_copy (KwDb *db, gint64 next_version, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.before-v%" G_GINT64_FORMAT, db->path, next_version);
  g_autofree char *part_path = g_strconcat (path, ".part", NULL);
  int fd = -1;

  g_unlink (part_path);
  fd = open (part_path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return kw_db_throw_errno (db->name, "cannot keep a copy before the update", errno, error);
  close (fd);

  if (!copy_pages (db, part_path, error))
    {
      g_unlink (part_path);
      return FALSE;
    }
  if (g_rename (part_path, path) != 0)
    return kw_db_throw_errno (db->name, "cannot keep a copy before the update", errno, error);
  return kw_db_sync_folder_of (db, path, error);
}

static gboolean
check_foreign_keys (KwDb *db, gint64 version, GError **error)
{
  g_autoptr (KwStmt) check = kw_db_prepare (db, "PRAGMA foreign_key_check", error);
  gboolean has_row = FALSE;

  if (check == NULL || !kw_stmt_step (check, &has_row, error))
    return FALSE;
  if (has_row)
    return throw (error, KW_DB_ERROR_CONSTRAINT,
                  "%s: the update to version %" G_GINT64_FORMAT
                  " leaves a row of %s that points nowhere",
                  db->name, version, kw_stmt_get_text (check, 0));
  return TRUE;
}

/* One version further, unless another program was faster. */
static gboolean
apply_next (KwDb *db, const KwDbSchema *schema, gboolean *has_copy, GError **error)
{
  g_autoptr (KwDbTxn) txn = kw_db_begin_write (db, error);
  g_autofree char *bump = NULL;
  gint64 version = 0;

  if (txn == NULL || !kw_db_query_int64 (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version >= g_strv_length ((char **)schema->migrations))
    return TRUE;
  if (version > 0 && !*has_copy && !keep_copy (db, version + 1, error))
    return FALSE;

  *has_copy = TRUE;
  bump = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %" G_GINT64_FORMAT,
                          (gint32)schema->application_id, version + 1);
  if (!kw_db_exec (db, schema->migrations[version], error) ||
      !check_foreign_keys (db, version + 1, error) || !kw_db_exec (db, bump, error))
    {
      g_prefix_error (error, "cannot update to version %" G_GINT64_FORMAT ": ", version + 1);
      return FALSE;
    }
  return kw_db_txn_commit (&txn, error);
}

gboolean
kw_db_migrate (KwDb *db, const KwDbSchema *schema, GError **error)
{
  gint64 newest = g_strv_length ((char **)schema->migrations);
  gint64 version = 0;
  gboolean has_copy = FALSE;

  if (!kw_db_query_int64 (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version >= newest)
    return TRUE;

  /* A migration may rebuild tables; the switch has no effect inside a transaction, so it is here.
   * apply_next() checks the keys before it commits. */
  if (!kw_db_exec (db, "PRAGMA foreign_keys = OFF", error))
    return FALSE;
  while (version < newest)
    if (!apply_next (db, schema, &has_copy, error) ||
        !kw_db_query_int64 (db, "PRAGMA user_version", &version, error))
      return FALSE;
  return kw_db_exec (db, "PRAGMA foreign_keys = ON", error);
}
