/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <sqlite3.h>

#include "kw-blocking.h"
#include "kw-db.h"

struct _KwDb
{
  sqlite3 *handle;
  char *path;
  char *name; /* the file's name without its folder: the prefix of every message */
  GThread *thread;
  gboolean has_txn;
  gboolean is_reader; /* for short reads on a thread that may not wait */

  /* A reader's: statements that nobody uses at the moment, by their text. It asks the same few
   * questions again and again, and to prepare one takes longer than the answer. */
  GHashTable *idle_stmts; /* (nullable): char * → sqlite3_stmt * */
};

/* First in every function that has SQLite work. */
#define KW_DB_BLOCKING(db)                                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (!(db)->is_reader)                                                                          \
      KW_BLOCKING ("sqlite");                                                                      \
  }                                                                                                \
  G_STMT_END

/* Raises what @rc (an extended SQLite result code of @handle, which may be NULL) means, under the
 * file's name @name. Always FALSE. */
gboolean kw_db_throw_code (const char *name, sqlite3 *handle, int rc, GError **error);

/* The same for an open database, after a call on it failed. */
gboolean kw_db_throw (KwDb *db, int rc, GError **error);

/* Raises what a failed system call means: "@name: @what: …". Always FALSE. */
gboolean kw_db_throw_errno (const char *name, const char *what, int system_errno, GError **error);

/* Runs SQL text without parameters. */
gboolean kw_db_exec (KwDb *db, const char *sql, GError **error);

/* Reads the one number that @sql gives. */
gboolean kw_db_query_int64 (KwDb *db, const char *sql, gint64 *out_value, GError **error);

/* Brings an opened file, known to be ours or empty, to the newest version. */
gboolean kw_db_migrate (KwDb *db, const KwDbSchema *schema, GError **error);

/* Flushes the folder that @path is in, so that a rename inside it is durable. */
gboolean kw_db_sync_folder_of (KwDb *db, const char *path, GError **error);
