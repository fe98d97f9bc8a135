/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-db-private.h"

#include "kw-error.h"

#include <errno.h>

KW_DEFINE_THROW (KwDbError, KW_DB_ERROR)

/* Which errno of a failed system call means that there is no room, or no right to write. SQLite
 * reports most of them as a plain I/O error. */
static gboolean
is_no_room (int system_errno)
{
  return system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG;
}

static gboolean
is_no_right (int system_errno)
{
  return system_errno == EACCES || system_errno == EPERM || system_errno == EROFS;
}

static KwDbError
classify (int rc, int system_errno)
{
  switch (rc & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return KW_DB_ERROR_BUSY;
    case SQLITE_FULL:
      return KW_DB_ERROR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return KW_DB_ERROR_CORRUPT;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return KW_DB_ERROR_READ_ONLY;
    case SQLITE_CONSTRAINT:
      return KW_DB_ERROR_CONSTRAINT;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      if (is_no_room (system_errno))
        return KW_DB_ERROR_FULL;
      return is_no_right (system_errno) ? KW_DB_ERROR_READ_ONLY : KW_DB_ERROR_FAILED;
    default: /* SQLite's numbers, not an enum of ours */
      return KW_DB_ERROR_FAILED;
    }
}

/* A COMMIT that fails leaves sqlite3_system_errno() unset; the log's own file still knows. */
static int
ask_log_errno (sqlite3 *handle)
{
  sqlite3_file *log = NULL;
  int log_errno = 0;

  if (sqlite3_file_control (handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK &&
      log != NULL && log->pMethods != NULL)
    log->pMethods->xFileControl (log, SQLITE_FCNTL_LAST_ERRNO, &log_errno);
  return log_errno;
}

static int
find_errno (sqlite3 *handle, int rc)
{
  int system_errno = 0;

  if (handle == NULL || ((rc & 0xff) != SQLITE_IOERR && (rc & 0xff) != SQLITE_CANTOPEN))
    return 0;

  system_errno = sqlite3_system_errno (handle);
  return system_errno != 0 ? system_errno : ask_log_errno (handle);
}

gboolean
kw_db_throw_code (const char *name, sqlite3 *handle, int rc, GError **error)
{
  int system_errno = find_errno (handle, rc);
  KwDbError code = classify (rc, system_errno);

  switch (code)
    {
    case KW_DB_ERROR_BUSY:
      return throw (error, code, "%s: another program has kept it locked for more than %d s", name,
                    KW_DB_BUSY_TIMEOUT_MS / 1000);
    case KW_DB_ERROR_FULL:
      return throw (error, code, "%s: the disk is full; nothing was changed", name);
    case KW_DB_ERROR_CORRUPT:
      return throw (error, code, "%s: it is not a whole database", name);
    case KW_DB_ERROR_READ_ONLY:
      return throw (error, code, "%s: the file or its folder may not be written", name);
    case KW_DB_ERROR_CONSTRAINT:
      return throw (error, code, "%s: refused by a rule of the register: %s", name,
                    handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (rc));
    case KW_DB_ERROR_NEWER: /* never comes from SQLite */
    case KW_DB_ERROR_FAILED:
      break;
    }
  if (system_errno != 0)
    return throw (error, KW_DB_ERROR_FAILED, "%s: %s (%s)", name, sqlite3_errstr (rc),
                  g_strerror (system_errno));
  return throw (error, KW_DB_ERROR_FAILED, "%s: %s", name,
                handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (rc));
}

gboolean
kw_db_throw (KwDb *db, int rc, GError **error)
{
  return kw_db_throw_code (db->name, db->handle, rc, error);
}

gboolean
kw_db_throw_errno (const char *name, const char *what, int system_errno, GError **error)
{
  KwDbError code = KW_DB_ERROR_FAILED;

  if (is_no_room (system_errno))
    code = KW_DB_ERROR_FULL;
  else if (is_no_right (system_errno))
    code = KW_DB_ERROR_READ_ONLY;
  return throw (error, code, "%s: %s: %s", name, what, g_strerror (system_errno));
}
