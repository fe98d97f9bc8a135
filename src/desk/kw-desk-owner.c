/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kw-blocking.h"
#include "kw-store-issue.h"

#define LOCK_SUFFIX ".lock"
#define N_TRIES_MAX 16

static char *
dup_lock_path (const char *owners_dir, const char *owner)
{
  g_autofree char *name = g_strconcat (owner, LOCK_SUFFIX, NULL);

  return g_build_filename (owners_dir, name, NULL);
}

char *
kw_desk_dup_owners_dir (const char *data_dir)
{
  return g_build_filename (data_dir, "owners", NULL);
}

/* -1 with errno. Between making a file and locking it another program may have swept it away. */
static int
make_lock_file (const char *owners_dir, const char *owner)
{
  g_autofree char *path = dup_lock_path (owners_dir, owner);
  const int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  struct stat info;

  if (fd < 0)
    return -1;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0 && fstat (fd, &info) == 0 && info.st_nlink > 0)
    return fd;
  close (fd);
  errno = EAGAIN;
  return -1;
}

gboolean
kw_desk_owner_take (const char *owners_dir, char **out_owner, int *out_fd, GError **error)
{
  g_autofree char *owner = NULL;
  int fd = -1;

  KW_BLOCKING ("a file");
  if (g_mkdir_with_parents (owners_dir, 0700) == 0)
    for (guint n_tries = 0; fd < 0 && n_tries < N_TRIES_MAX; n_tries++)
      {
        g_free (owner);
        owner = g_uuid_string_random ();
        fd = make_lock_file (owners_dir, owner);
        if (fd < 0 && errno != EAGAIN)
          break;
      }
  if (fd < 0)
    return kw_desk_throw_errno (KW_DESK_ERROR_STORE, owners_dir, errno, error);

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

/* The tests have a build that makes the mistake which they must find: it asks nobody. */
static gboolean
is_free (int fd)
{
#ifdef KW_DESK_IGNORE_OWNERS
  return TRUE;
#else
  return flock (fd, LOCK_EX | LOCK_NB) == 0;
#endif
}

gboolean
kw_desk_owner_is_gone (const char *owners_dir, const char *owner)
{
  g_autofree char *path = dup_lock_path (owners_dir, owner);
  const int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  gboolean is_gone = FALSE;

  if (fd < 0)
    return errno == ENOENT;

  is_gone = is_free (fd);
  if (is_gone)
    g_unlink (path);
  close (fd);
  return is_gone;
}

/* (element-type utf8): whose interrupted jobs are open. */
static gboolean
list_named (KwStore *store, gpointer out_owners, GError **error)
{
  g_autoptr (GPtrArray) issues = kw_store_issue_list_unresolved (store, error);

  for (guint i = 0; issues != NULL && i < issues->len; i++)
    g_hash_table_add (out_owners, g_strdup (((const KwIssue *)issues->pdata[i])->owner));
  return issues != NULL;
}

void
kw_desk_owner_sweep (KwStore *store, const char *owners_dir)
{
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) dir = g_dir_open (owners_dir, 0, NULL);
  g_autoptr (GError) error = NULL;
  const char *name = NULL;

  if (dir == NULL || !kw_store_read (store, list_named, named, &error))
    return;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, LOCK_SUFFIX))
      {
        g_autofree char *owner = g_strndup (name, strlen (name) - strlen (LOCK_SUFFIX));

        if (!g_hash_table_contains (named, owner))
          kw_desk_owner_is_gone (owners_dir, owner); /* then it has unlinked the file */
      }
}
