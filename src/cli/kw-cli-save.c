/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-save.h"

#include "kw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

KW_DEFINE_THROW (KwCliError, KW_CLI_ERROR)

static gboolean
throw_errno (GError **error, const char *path)
{
  return throw (error, KW_CLI_ERROR_FILE, "the file '%s' cannot be written: %s", path,
                g_strerror (errno));
}

static gboolean
throw_exists (GError **error, const char *path)
{
  return throw (error, KW_CLI_ERROR_FILE_EXISTS,
                "the file '%s' exists already; --force replaces it", path);
}

gboolean
kw_cli_save_is_standard_output (const char *path)
{
  return strcmp (path, "-") == 0;
}

gboolean
kw_cli_save_check (const char *path, gboolean is_forced, GError **error)
{
  struct stat info;

  if (kw_cli_save_is_standard_output (path))
    return !isatty (STDOUT_FILENO) ||
           throw (error, KW_CLI_ERROR_FILE,
                  "a secret is not shown on a terminal; name a file, or send standard output on");
  if (stat (path, &info) != 0)
    return errno == ENOENT || throw_errno (error, path);
  if (!S_ISREG (info.st_mode))
    return throw (error, KW_CLI_ERROR_FILE,
                  "'%s' is not an ordinary file; a secret is written to nothing else", path);
  return is_forced || throw_exists (error, path);
}

static gboolean
write_all (int fd, KwSecret *secret)
{
  const guint8 *bytes = kw_secret_get_bytes (secret);
  gsize n_left = kw_secret_get_size_bytes (secret);

  while (n_left > 0)
    {
      gssize n_written = write (fd, bytes, n_left);

      if (n_written < 0 && errno != EINTR)
        return FALSE;
      if (n_written > 0)
        {
          bytes += n_written;
          n_left -= (gsize)n_written;
        }
    }
  return TRUE;
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

gboolean
kw_cli_save_secret (const char *path, KwSecret *secret, gboolean is_forced, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.XXXXXX", path);
  gboolean is_written;
  int fd;

  if (kw_cli_save_is_standard_output (path))
    return write_all (STDOUT_FILENO, secret) ||
           throw (error, KW_CLI_ERROR_FILE, "standard output cannot be written: %s",
                  g_strerror (errno));
  fd = mkostemp (temporary, O_CLOEXEC); /* 0600 */
  if (fd < 0)
    return throw_errno (error, path);
  is_written = write_all (fd, secret) && fsync (fd) == 0;
  if (close (fd) != 0)
    is_written = FALSE;
  if (is_written)
    is_written = renameat2 (AT_FDCWD, temporary, AT_FDCWD, path,
                            is_forced ? 0 : RENAME_NOREPLACE) == 0;
  if (!is_written)
    {
      if (errno == EEXIST)
        throw_exists (error, path);
      else
        throw_errno (error, path);
      unlink (temporary);
      return FALSE;
    }
  sync_folder (path);
  return TRUE;
}
