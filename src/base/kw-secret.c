/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-secret.h"

#include <string.h>
#include <sys/mman.h>

struct _KwSecret
{
  guint8 *bytes;
  gsize size_bytes;
  gsize mapped_bytes;
};

KwSecret *
kw_secret_new (gsize size_bytes)
{
  KwSecret *secret = NULL;
  const gsize page_bytes = 4096;

  g_return_val_if_fail (size_bytes > 0, NULL);

  secret = g_new0 (KwSecret, 1);
  secret->size_bytes = size_bytes;
  secret->mapped_bytes = (size_bytes + page_bytes - 1) / page_bytes * page_bytes;
  secret->bytes = mmap (NULL, secret->mapped_bytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (secret->bytes == MAP_FAILED)
    g_error ("out of memory for a secret of %" G_GSIZE_FORMAT " bytes", size_bytes);

  /* Both are a bonus: RLIMIT_MEMLOCK may be small, and an old kernel may not know the advice. */
  (void)mlock (secret->bytes, secret->mapped_bytes);
  (void)madvise (secret->bytes, secret->mapped_bytes, MADV_DONTDUMP);
  return secret;
}

KwSecret *
kw_secret_new_take (guint8 *bytes, gsize size_bytes)
{
  KwSecret *secret = kw_secret_new (size_bytes);

  memcpy (secret->bytes, bytes, size_bytes);
  kw_secret_wipe_bytes (bytes, size_bytes);
  return secret;
}

void
kw_secret_free (KwSecret *secret)
{
  if (secret == NULL)
    return;

  kw_secret_wipe_bytes (secret->bytes, secret->size_bytes);
  munmap (secret->bytes, secret->mapped_bytes);
  g_free (secret);
}

guint8 *
kw_secret_get_bytes (KwSecret *secret)
{
  return secret->bytes;
}

gsize
kw_secret_get_size_bytes (const KwSecret *secret)
{
  return secret->size_bytes;
}

gboolean
kw_secret_equal (const KwSecret *a, const KwSecret *b)
{
  guint8 difference = 0;

  if (a->size_bytes != b->size_bytes)
    return FALSE;

  for (gsize i = 0; i < a->size_bytes; i++)
    difference |= a->bytes[i] ^ b->bytes[i];
  return difference == 0;
}

void
kw_secret_wipe_bytes (void *bytes, gsize size_bytes)
{
  explicit_bzero (bytes, size_bytes);
}
