/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kw-blocking.h"
#include "kw-error.h"

/*
 * The data folder before the register in it is opened: what stands there, and what this user may
 * do. Nothing is made here but the folder itself.
 */

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

static gboolean
may_write (const char *path)
{
  return faccessat (AT_FDCWD, path, W_OK, AT_EACCESS) == 0 || (errno != EACCES && errno != EROFS);
}

/* A copy of the folder on a read-only disk, or the folder seen by an auditor. */
static gboolean
is_for_reading (const char *data_dir)
{
  g_autofree char *path = g_build_filename (data_dir, KW_STORE_FILE_NAME, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) && (!may_write (data_dir) || !may_write (path));
}

static gboolean
throw_no_folder (const char *data_dir, int reason, GError **error)
{
  if (reason == EACCES || reason == EPERM || reason == EROFS)
    return throw (error, KW_DESK_ERROR_DATA_FOLDER,
                  "This user may not make or enter the data folder %s; give this user the right "
                  "to, or name another folder with --data.",
                  data_dir);
  if (reason == ENOTDIR || reason == EEXIST)
    return throw (error, KW_DESK_ERROR_DATA_FOLDER,
                  "The data folder %s is a file, or lies in one; name a folder with --data.",
                  data_dir);
  return kw_desk_throw_errno (KW_DESK_ERROR_DATA_FOLDER, data_dir, reason, error);
}

static gboolean
ensure_folder (const char *data_dir, GError **error)
{
  struct stat info;

  if (g_mkdir_with_parents (data_dir, 0700) != 0 || stat (data_dir, &info) != 0)
    return throw_no_folder (data_dir, errno, error);
  if (!S_ISDIR (info.st_mode))
    return throw_no_folder (data_dir, ENOTDIR, error);
  return faccessat (AT_FDCWD, data_dir, X_OK, AT_EACCESS) == 0 ||
         throw_no_folder (data_dir, errno, error);
}

static gboolean
is_there (const char *data_dir, const char *name)
{
  g_autofree char *path = g_build_filename (data_dir, name, NULL);
  struct stat info;

  return lstat (path, &info) == 0;
}

/* A file of no length is what a full disk or a broken copy leaves of one. */
static gboolean
has_register (const char *data_dir)
{
  g_autofree char *path = g_build_filename (data_dir, KW_STORE_FILE_NAME, NULL);
  struct stat info;

  return stat (path, &info) == 0 ? info.st_size > 0 : errno != ENOENT;
}

/* A register made anew beside old keys would give numbers of cards twice, and a lock takes the
 * second card with a number for the first. The keys may be in a keyring; then the lock under which
 * they were made still stands here. The tests have a build that makes the mistake. */
static gboolean
check_register_is_there (const char *data_dir, GError **error)
{
#ifdef KW_DESK_BEGIN_ANEW
  const gboolean may_begin_anew = TRUE;
#else
  const gboolean may_begin_anew = FALSE;
#endif

  if (may_begin_anew || has_register (data_dir) ||
      (!is_there (data_dir, KW_DESK_VAULT_NAME) &&
       !is_there (data_dir, KW_DESK_CREATION_LOCK_NAME)))
    return TRUE;
  return throw (error, KW_DESK_ERROR_REGISTER_MISSING,
                "There are keys in %1$s but the register %2$s is gone; put its last copy back. A "
                "new register would give numbers of cards twice; for a new station with new keys "
                "name an empty folder with --data.",
                data_dir, KW_STORE_FILE_NAME);
}

/* Told before the first card is asked for. */
static gboolean
check_vault_is_readable (const char *data_dir, GError **error)
{
  g_autofree char *path = kw_desk_dup_vault_path (data_dir);
  struct stat info;

  if (lstat (path, &info) != 0 || faccessat (AT_FDCWD, path, R_OK, AT_EACCESS) == 0)
    return TRUE;
  return throw (error, KW_DESK_ERROR_VAULT,
                "The sealed keys %s cannot be read: %s; let this user read that file.", path,
                g_strerror (errno));
}

gboolean
kw_desk_folder_prepare (const char *data_dir, gboolean *out_is_read_only, GError **error)
{
  KW_BLOCKING ("the data folder");
  if (is_for_reading (data_dir))
    {
      *out_is_read_only = TRUE;
      return TRUE;
    }
  *out_is_read_only = FALSE;
  return ensure_folder (data_dir, error) && check_register_is_there (data_dir, error) &&
         check_vault_is_readable (data_dir, error);
}
