/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-vault-content.h"
#include "kw-vault-private.h"

#include "kw-blocking.h"
#include "kw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

KW_DEFINE_THROW (KwVaultError, KW_VAULT_ERROR)

typedef struct
{
  KwVault parent;
  char *path;
  KwSecret *passphrase;
  KwVaultCost cost;
  KwVaultKey key;
} FileVault;

static gboolean
throw_errno (const char *what, int system_errno, GError **error)
{
  KwVaultError code = KW_VAULT_ERROR_FAILED;

  if (system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG)
    code = KW_VAULT_ERROR_FULL;
  else if (system_errno == EACCES || system_errno == EPERM || system_errno == EROFS)
    code = KW_VAULT_ERROR_READ_ONLY;
  return throw (error, code, "%s: %s", what, g_strerror (system_errno));
}

static gboolean
read_exactly (int fd, guint8 *bytes, gsize size_bytes)
{
  while (size_bytes > 0)
    {
      gssize n_read = read (fd, bytes, size_bytes);

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read <= 0)
        return FALSE;
      bytes += n_read;
      size_bytes -= (gsize)n_read;
    }
  return TRUE;
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize size_bytes)
{
  while (size_bytes > 0)
    {
      gssize n_written = write (fd, bytes, size_bytes);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written < 0)
        return FALSE;
      bytes += n_written;
      size_bytes -= (gsize)n_written;
    }
  return TRUE;
}

static GBytes *
read_open_file (int fd, GError **error)
{
  g_autofree guint8 *bytes = NULL;
  struct stat status;
  gsize size_bytes = 0;

  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode) ||
      status.st_size > KW_VAULT_MAX_FILE_BYTES)
    {
      throw (error, KW_VAULT_ERROR_DAMAGED, "this is no vault");
      return NULL;
    }

  size_bytes = (gsize)status.st_size;
  bytes = g_malloc (size_bytes + 1);
  if (!read_exactly (fd, bytes, size_bytes))
    {
      throw (error, KW_VAULT_ERROR_DAMAGED, "it cannot be read to its end");
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&bytes), size_bytes);
}

/* The file's bytes; *out_bytes is NULL if there is no file yet. */
static gboolean
read_file (const char *path, GBytes **out_bytes, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  GBytes *bytes = NULL;

  if (fd < 0 && (errno == EACCES || errno == EPERM))
    return throw (error, KW_VAULT_ERROR_NO_RIGHT, "cannot be read: %s", g_strerror (errno));
  if (fd < 0 && errno != ENOENT)
    return throw_errno ("cannot be read", errno, error);
  if (fd >= 0)
    {
      bytes = read_open_file (fd, error);
      close (fd);
      if (bytes == NULL)
        return FALSE;
    }
  *out_bytes = bytes;
  return TRUE;
}

/* *out_content is NULL if there is no file yet. */
static gboolean
load_content (FileVault *vault, KwSecret **out_content, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  KwSecret *content = NULL;

  if (!read_file (vault->path, &bytes, error))
    return FALSE;
  if (bytes != NULL)
    {
      gsize size_bytes = 0;
      const guint8 *data = g_bytes_get_data (bytes, &size_bytes);

      content = kw_vault_unseal (data, size_bytes, vault->passphrase, &vault->key, error);
      if (content == NULL)
        return FALSE;
    }
  *out_content = content;
  return TRUE;
}

static gboolean
sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean is_synced = fd >= 0 && fsync (fd) == 0;
  int sync_errno = errno;

  if (fd >= 0)
    close (fd);
  return is_synced || throw_errno ("its folder cannot be flushed", sync_errno, error);
}

static gboolean
write_new_file (const char *path, GBytes *bytes, GError **error)
{
  int fd = open (path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
  gsize size_bytes = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size_bytes);
  gboolean is_written = FALSE;
  int write_errno = 0;

  if (fd < 0)
    return throw_errno ("cannot be written", errno, error);

  is_written = fchmod (fd, 0600) == 0 && write_all (fd, data, size_bytes) && fsync (fd) == 0;
  write_errno = errno;
  if (close (fd) != 0 && is_written)
    {
      is_written = FALSE;
      write_errno = errno;
    }
  if (is_written)
    return TRUE;

  g_unlink (path);
  return throw_errno ("cannot be written", write_errno, error);
}

/* Whoever holds the vault's lock is the only writer, so the new file has a fixed name and a killed
 * program leaves at most one, which the next writing replaces. */
static gboolean
replace_file (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *new_path = g_strconcat (path, ".new", NULL);

  if (!write_new_file (new_path, bytes, error))
    return FALSE;
  if (g_rename (new_path, path) != 0)
    {
      int rename_errno = errno;

      g_unlink (new_path);
      return throw_errno ("cannot be replaced", rename_errno, error);
    }
  return sync_folder (path, error);
}

/* Held by a program while it reads, changes and replaces the file. Closing the descriptor frees it;
 * so does the end of the program. */
static int
take_lock (const char *path, GError **error)
{
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);
  int fd = open (lock_path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      throw_errno ("cannot be locked", errno, error);
      return -1;
    }
  while (flock (fd, LOCK_EX) != 0)
    if (errno != EINTR)
      {
        throw_errno ("cannot be locked", errno, error);
        close (fd);
        return -1;
      }
  return fd;
}

static KwSecret *
load_from_file (KwVault *vault, const char *name, GCancellable *cancellable, GError **error)
{
  FileVault *self = (FileVault *)vault;
  g_autoptr (KwSecret) content = NULL;
  KwSecret *secret = NULL;

  if (load_content (self, &content, error))
    {
      if (content != NULL)
        secret = kw_vault_content_get (content, name, error);
      else
        throw (error, KW_VAULT_ERROR_NOT_FOUND, "it was not made yet");
    }
  if (secret == NULL)
    g_prefix_error (error, "vault %s: ", self->path);
  return secret;
}

static gboolean
rewrite_locked (FileVault *self, const char *name, KwSecret *secret, GError **error)
{
  g_autoptr (KwSecret) content = NULL;
  g_autoptr (KwSecret) next = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!load_content (self, &content, error))
    return FALSE;

  next = kw_vault_content_replace (content, name, secret, error);
  if (next == NULL)
    return FALSE;
  if (secret == NULL &&
      (content == NULL || kw_secret_get_size_bytes (next) == kw_secret_get_size_bytes (content)))
    return throw (error, KW_VAULT_ERROR_NOT_FOUND, "there is no \"%s\" in it", name);
  if (kw_secret_get_size_bytes (next) > KW_VAULT_MAX_FILE_BYTES / 2)
    return throw (error, KW_VAULT_ERROR_FULL, "it holds too much");

  bytes = kw_vault_seal (next, self->passphrase, &self->cost, &self->key, error);
  return bytes != NULL && replace_file (self->path, bytes, error);
}

static gboolean
store_in_file (KwVault *vault, const char *name, KwSecret *secret, GCancellable *cancellable,
               GError **error)
{
  FileVault *self = (FileVault *)vault;
  int lock_fd = take_lock (self->path, error);
  gboolean is_stored = lock_fd >= 0 && rewrite_locked (self, name, secret, error);

  if (lock_fd >= 0)
    close (lock_fd);
  if (!is_stored)
    g_prefix_error (error, "vault %s: ", self->path);
  return is_stored;
}

static gboolean
remove_from_file (KwVault *vault, const char *name, GCancellable *cancellable, GError **error)
{
  return store_in_file (vault, name, NULL, cancellable, error);
}

static gboolean
seal_anew_locked (FileVault *self, KwSecret *passphrase, KwVaultKey *new_key, GError **error)
{
  g_autoptr (KwSecret) content = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!load_content (self, &content, error))
    return FALSE;
  if (content == NULL)
    return throw (error, KW_VAULT_ERROR_NOT_FOUND, "it was not made yet");
  bytes = kw_vault_seal (content, passphrase, &self->cost, new_key, error);
  return bytes != NULL && replace_file (self->path, bytes, error);
}

gboolean
kw_vault_change_passphrase (KwVault *vault, KwSecret *passphrase, GError **error)
{
  FileVault *self = (FileVault *)vault;
  g_autoptr (KwSecret) next = passphrase;
  KwVaultKey new_key = { .key = NULL };
  gboolean is_done = FALSE;
  int lock_fd = -1;

  g_return_val_if_fail (kw_vault_get_kind (vault) == KW_VAULT_KIND_FILE, FALSE);
  KW_BLOCKING ("the vault");

  lock_fd = take_lock (self->path, error);
  is_done = lock_fd >= 0 && seal_anew_locked (self, next, &new_key, error);
  if (lock_fd >= 0)
    close (lock_fd);
  if (!is_done)
    {
      g_clear_pointer (&new_key.key, kw_secret_free);
      g_prefix_error (error, "vault %s: ", self->path);
      return FALSE;
    }
  kw_secret_free (self->key.key);
  self->key = new_key;
  kw_secret_free (self->passphrase);
  self->passphrase = g_steal_pointer (&next);
  return TRUE;
}

static void
free_file (KwVault *vault)
{
  FileVault *self = (FileVault *)vault;

  kw_secret_free (self->passphrase);
  kw_secret_free (self->key.key);
  g_free (self->path);
  g_free (self);
}

KwVault *
kw_vault_open_file (const char *path, KwSecret *passphrase, const KwVaultCost *cost, GError **error)
{
  static const KwVaultBackend backend = { KW_VAULT_KIND_FILE, load_from_file, store_in_file,
                                          remove_from_file, free_file };
  g_autoptr (KwVault) vault = NULL;
  g_autoptr (KwSecret) content = NULL;
  FileVault *self = NULL;

  g_return_val_if_fail (path != NULL && passphrase != NULL, NULL);
  KW_BLOCKING ("the vault");

  self = g_new0 (FileVault, 1);
  self->parent.backend = &backend;
  self->path = g_strdup (path);
  self->passphrase = passphrase;
  self->cost = cost != NULL ? *cost : kw_vault_cost_interactive;
  vault = &self->parent;
  if (sodium_init () < 0)
    {
      throw (error, KW_VAULT_ERROR_FAILED, "libsodium does not start on this computer");
      return NULL;
    }
  if (!load_content (self, &content, error))
    {
      g_prefix_error (error, "vault %s: ", path);
      return NULL;
    }
  return g_steal_pointer (&vault);
}
