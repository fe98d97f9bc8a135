/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/*
 * What the station makes of a vault file that somebody changed, and of the content of one (which
 * only its owner can write, but an older or newer program may be that owner). The first byte says
 * which of both the rest is.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "kw-vault-content.h"
#include "kw-vault-private.h"

#define HEADER_BYTES 56
#define CHECKSUM_BYTES 32

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static KwSecret *
new_secret (const guint8 *bytes, gsize size_bytes)
{
  KwSecret *secret = kw_secret_new (size_bytes);

  memcpy (kw_secret_get_bytes (secret), bytes, size_bytes);
  return secret;
}

/* Whatever can be read is still there after another secret was put beside it. */
static void
try_content (const guint8 *data, gsize size)
{
  g_autoptr (KwSecret) content = new_secret (data, size);
  g_autoptr (KwSecret) other = new_secret ((const guint8 *)"x", 1);
  g_autoptr (KwSecret) found = kw_vault_content_get (content, "site-keys", NULL);
  g_autoptr (KwSecret) next = kw_vault_content_replace (content, "token", other, NULL);
  g_autoptr (KwSecret) found_next = NULL;

  if (next == NULL)
    return;
  found_next = kw_vault_content_get (next, "site-keys", NULL);
  if ((found == NULL) != (found_next == NULL) ||
      (found != NULL && !kw_secret_equal (found, found_next)))
    abort ();
}

/* Nobody can seal without the passphrase: a file of the fuzzer's never opens. Its checksum is made
 * right, and a cost that is allowed is made small, so that what lies behind is reached. */
static void
try_file (const guint8 *data, gsize size)
{
  g_autoptr (KwSecret) passphrase = new_secret ((const guint8 *)"open sesame", 11);
  g_autoptr (KwSecret) plain = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *bytes = g_memdup2 (data, size);
  KwVaultKey key = { { 0 } };

  if (size >= HEADER_BYTES && bytes[8] == 0 && bytes[9] == 0 && bytes[10] == 0 && bytes[11] != 0)
    memcpy (bytes + 8, "\0\0\0\1\0\0\0\10", 8);
  if (size >= CHECKSUM_BYTES)
    crypto_generichash (bytes + size - CHECKSUM_BYTES, CHECKSUM_BYTES, bytes, size - CHECKSUM_BYTES,
                        NULL, 0);
  plain = kw_vault_unseal (bytes, size, passphrase, &key, &error);
  kw_secret_free (key.key);
  if (plain != NULL || error == NULL)
    abort ();
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  if (size < 2 || sodium_init () < 0)
    return 0;
  if (data[0] % 2 == 0)
    try_content (data + 1, size - 1);
  else
    try_file (data + 1, size - 1);
  return 0;
}
