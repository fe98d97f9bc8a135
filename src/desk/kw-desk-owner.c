/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "kw-error.h"

KW_DEFINE_THROW (KwDeskError, KW_DESK_ERROR)

static char *
dup_lock_path (const char *owners_dir, const char *owner)
{
  g_autofree char *name = g_strconcat (owner, ".lock", NULL);

  return g_build_filename (owners_dir, name, NULL);
}

char *
kw_desk_dup_owners_dir (const char *data_dir)
{
  return g_build_filename (data_dir, "owners", NULL);
}

gboolean
kw_desk_owner_take (const char *owners_dir, char **out_owner, int *out_fd, GError **error)
{
  g_autofree char *owner = g_uuid_string_random ();
  g_autofree char *path = dup_lock_path (owners_dir, owner);
  int fd = -1;

  if (g_mkdir_with_parents (owners_dir, 0700) == 0)
    fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return throw (error, errno == ENOSPC ? KW_DESK_ERROR_DISK_FULL : KW_DESK_ERROR_STORE,
                  "%s cannot be written: %s.", owners_dir, g_strerror (errno));

  /* Nobody else knows the name yet. */
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      close (fd);
      return throw (error, KW_DESK_ERROR_STORE, "%s cannot be locked: %s.", path,
                    g_strerror (errno));
    }
  *out_owner = g_steal_pointer (&owner);
  *out_fd = fd;
  return TRUE;
}

void
kw_desk_owner_drop (const char *owners_dir, const char *owner, int fd)
{
  g_autofree char *path = dup_lock_path (owners_dir, owner);

  g_unlink (path);
  close (fd);
}

gboolean
kw_desk_owner_is_gone (const char *owners_dir, const char *owner)
{
  g_autofree char *path = dup_lock_path (owners_dir, owner);
  const int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  gboolean is_gone = FALSE;

  if (fd < 0)
    return errno == ENOENT;

  is_gone = flock (fd, LOCK_EX | LOCK_NB) == 0;
  if (is_gone)
    g_unlink (path);
  close (fd);
  return is_gone;
}
