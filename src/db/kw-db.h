/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

#include "kw-db-error.h"

G_BEGIN_DECLS

/**
 * KwDb:
 *
 * An open SQLite database. It belongs to the thread that opened it: every function here, and those
 * of its statements and transactions, assert that thread. All of them block on the disk, for at
 * most #KW_DB_BUSY_TIMEOUT_MS on another program's lock.
 */
typedef struct _KwDb KwDb;

#define KW_DB_BUSY_TIMEOUT_MS 5000
#define KW_DB_READER_TIMEOUT_MS 10

/**
 * KwDbSchema:
 * @application_id: what `PRAGMA application_id` of our file is; never 0
 * @migrations: (array zero-terminated=1): SQL texts; the n-th (from 1) turns version n - 1 into n.
 *   They contain no BEGIN or COMMIT. Released ones never change.
 *
 * Whose file it is and how it comes to be. Borrowed during kw_db_open() only.
 */
typedef struct
{
  guint32 application_id;
  const char *const *migrations;
} KwDbSchema;

/**
 * kw_db_open:
 * @path: the file; made, readable by its owner only, if it is not there; its folder must exist
 * @schema: what the file must be or become
 * @error: a `KW_DB_ERROR`: CORRUPT if it is damaged or not ours, NEWER, READ_ONLY, FULL, BUSY,
 *   CONSTRAINT (a migration met rows it cannot carry over), FAILED
 *
 * Opens the file and brings it to the newest version: each migration in one transaction together
 * with its version number. Before the first migration of a file that is not new, a copy of it is
 * kept beside it as `PATH.before-vN` (N: the version it is migrated to first); whoever erases
 * something for good removes such copies too. A migration that fails leaves the file as the one
 * before it left it. Nothing is written into a file that is not ours. Two programs may open, make
 * and migrate the same file at once. Blocks.
 *
 * Returns: (transfer full) (nullable): the database, owned by the calling thread
 */
KwDb *kw_db_open (const char *path, const KwDbSchema *schema,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_db_open_to_read:
 * @path: a file that this program may not write, or in a folder where it may not
 * @schema: what must be in it, to the version
 * @error: a `KW_DB_ERROR`: READ_ONLY if only somebody who may write can make it readable: it is of
 *   an older version, or its log was left behind; NEWER, CORRUPT, BUSY, FAILED
 *
 * Opens the file for reading, and writes nothing anywhere. If nobody has it open, it is taken for
 * one that does not change. Blocks.
 *
 * Returns: (transfer full) (nullable): the database, owned by the calling thread
 */
KwDb *kw_db_open_to_read (const char *path, const KwDbSchema *schema,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_db_open_reader:
 * @path: a file that is open in this process already, by kw_db_open() or kw_db_open_to_read()
 * @error: a `KW_DB_ERROR`: FAILED, BUSY, CORRUPT
 *
 * Opens a second connection to the file, for short reads on a thread that may not wait: it writes
 * nothing, and waits at most #KW_DB_READER_TIMEOUT_MS on another program's lock. Close it before
 * the first one.
 *
 * Returns: (transfer full) (nullable): the database, owned by the calling thread
 */
KwDb *kw_db_open_reader (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_db_load_data_version:
 * @db: a database
 * @out_version: (out): another number after every commit of another connection, of this program or
 *   not
 * @error: a `KW_DB_ERROR`
 *
 * Some microseconds.
 *
 * Returns: %TRUE if it was read
 */
gboolean kw_db_load_data_version (KwDb *db, gint64 *out_version,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_db_close:
 * @db: (nullable) (transfer full): a database whose statements and transactions are all freed
 *
 * Closes it. Blocks; the last program to close the file folds the write-ahead log into it.
 */
void kw_db_close (KwDb *db);

/**
 * kw_db_get_n_changed:
 * @db: a database
 *
 * Returns: how many rows the last INSERT, UPDATE or DELETE touched
 */
gint64 kw_db_get_n_changed (KwDb *db);

/**
 * kw_db_get_last_row_id:
 * @db: a database
 *
 * Returns: the row id of the last INSERT on this connection
 */
gint64 kw_db_get_last_row_id (KwDb *db);

/**
 * kw_db_is_in_txn:
 * @db: a database
 *
 * Returns: %TRUE between the begin of a transaction and its end
 */
gboolean kw_db_is_in_txn (KwDb *db);

/**
 * kw_db_truncate_log:
 * @db: a database outside a transaction
 * @error: a `KW_DB_ERROR`: BUSY if another program still reads an older state
 *
 * Folds the write-ahead log into the file and cuts it to nothing, so that what was erased is not
 * left in it. Blocks.
 *
 * Returns: %TRUE if the log is empty now
 */
gboolean kw_db_truncate_log (KwDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDb, kw_db_close)

G_END_DECLS
