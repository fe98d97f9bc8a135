/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-vault-private.h"

#include "kw-blocking.h"
#include "kw-bytes.h"
#include "kw-error.h"

#include <sodium.h>
#include <string.h>

/*
 * The sealed file, numbers big-endian:
 *
 *   off  len
 *     0    8  "KWVAULT1"
 *     8    4  Argon2id passes
 *    12    4  Argon2id memory, KiB
 *    16   16  Argon2id salt
 *    32   24  nonce
 *    56  n+16 XChaCha20-Poly1305 of the content; its associated data is bytes 0..55
 *     .   32  BLAKE2b-256 of everything before: tells damage from a wrong passphrase. It keeps
 *             nobody out; the AEAD does.
 */
#define HEADER_BYTES 56
#define CHECKSUM_BYTES 32
#define OVERHEAD_BYTES (HEADER_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES + CHECKSUM_BYTES)

/* A changed header must not make us allocate the machine's memory, or work for hours. */
#define MAX_PASSES 16
#define MIN_MEMORY_KIB 8
#define MAX_MEMORY_KIB (1024 * 1024)

KW_DEFINE_THROW (KwVaultError, KW_VAULT_ERROR)

static const guint8 magic[8] = "KWVAULT1";

const KwVaultCost kw_vault_cost_interactive = {
  crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE, crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE / 1024
};
const KwVaultCost kw_vault_cost_moderate = { crypto_pwhash_argon2id_OPSLIMIT_MODERATE,
                                             crypto_pwhash_argon2id_MEMLIMIT_MODERATE / 1024 };

G_STATIC_ASSERT (crypto_pwhash_argon2id_SALTBYTES == 16);
G_STATIC_ASSERT (crypto_aead_xchacha20poly1305_ietf_NPUBBYTES == 24);

static gboolean
is_cost_sane (const KwVaultCost *cost)
{
  return cost->n_passes >= 1 && cost->n_passes <= MAX_PASSES &&
         cost->memory_kib >= MIN_MEMORY_KIB && cost->memory_kib <= MAX_MEMORY_KIB;
}

static gboolean
derive_key (KwSecret *passphrase, const KwVaultCost *cost, const guint8 salt[16], KwVaultKey *key,
            GError **error)
{
  g_autoptr (KwSecret) derived = NULL;

  if (key->key != NULL && memcmp (key->salt, salt, sizeof key->salt) == 0 &&
      key->cost.n_passes == cost->n_passes && key->cost.memory_kib == cost->memory_kib)
    return TRUE;

  KW_BLOCKING ("Argon2id");
  derived = kw_secret_new (crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  if (crypto_pwhash (kw_secret_get_bytes (derived), kw_secret_get_size_bytes (derived),
                     (const char *)kw_secret_get_bytes (passphrase),
                     kw_secret_get_size_bytes (passphrase), salt, cost->n_passes,
                     (gsize)cost->memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return throw (error, KW_VAULT_ERROR_FAILED,
                  "not enough memory to check the passphrase (%u KiB are needed)",
                  cost->memory_kib);

  g_clear_pointer (&key->key, kw_secret_free);
  memcpy (key->salt, salt, sizeof key->salt);
  key->cost = *cost;
  key->key = g_steal_pointer (&derived);
  return TRUE;
}

GBytes *
kw_vault_seal (KwSecret *plain, KwSecret *passphrase, const KwVaultCost *cost, KwVaultKey *key,
               GError **error)
{
  gsize size_bytes = kw_secret_get_size_bytes (plain) + OVERHEAD_BYTES;
  g_autofree guint8 *bytes = g_malloc (size_bytes);
  KwByteWriter writer = KW_BYTE_WRITER_INIT (bytes, HEADER_BYTES);
  guint8 salt_and_nonce[40];

  g_return_val_if_fail (is_cost_sane (cost), NULL);

  randombytes_buf (salt_and_nonce, sizeof salt_and_nonce);
  kw_byte_writer_put_bytes (&writer, magic, sizeof magic);
  kw_byte_writer_put_u32 (&writer, cost->n_passes);
  kw_byte_writer_put_u32 (&writer, cost->memory_kib);
  kw_byte_writer_put_bytes (&writer, salt_and_nonce, sizeof salt_and_nonce);
  g_assert (!writer.failed && writer.offset_bytes == HEADER_BYTES);

  if (!derive_key (passphrase, cost, bytes + 16, key, error))
    return NULL;
  crypto_aead_xchacha20poly1305_ietf_encrypt (
      bytes + HEADER_BYTES, NULL, kw_secret_get_bytes (plain), kw_secret_get_size_bytes (plain),
      bytes, HEADER_BYTES, NULL, bytes + 32, kw_secret_get_bytes (key->key));
  crypto_generichash (bytes + size_bytes - CHECKSUM_BYTES, CHECKSUM_BYTES, bytes,
                      size_bytes - CHECKSUM_BYTES, NULL, 0);
  return g_bytes_new_take (g_steal_pointer (&bytes), size_bytes);
}

static gboolean
read_header (const guint8 *bytes, gsize size_bytes, KwVaultCost *out_cost, GError **error)
{
  KwByteReader reader = KW_BYTE_READER_INIT (bytes, size_bytes);
  guint8 found_magic[sizeof magic];
  guint8 checksum[CHECKSUM_BYTES];

  kw_byte_reader_get_bytes (&reader, found_magic, sizeof found_magic);
  out_cost->n_passes = kw_byte_reader_get_u32 (&reader);
  out_cost->memory_kib = kw_byte_reader_get_u32 (&reader);
  if (memcmp (found_magic, magic, sizeof magic) != 0)
    return throw (error, KW_VAULT_ERROR_DAMAGED, "this is no vault, or its beginning is lost");
  if (size_bytes <= OVERHEAD_BYTES)
    return throw (error, KW_VAULT_ERROR_DAMAGED, "it was cut off");

  crypto_generichash (checksum, sizeof checksum, bytes, size_bytes - CHECKSUM_BYTES, NULL, 0);
  if (memcmp (checksum, bytes + size_bytes - CHECKSUM_BYTES, CHECKSUM_BYTES) != 0 ||
      !is_cost_sane (out_cost))
    return throw (error, KW_VAULT_ERROR_DAMAGED, "it was cut off or changed");
  return TRUE;
}

KwSecret *
kw_vault_unseal (const guint8 *bytes, gsize size_bytes, KwSecret *passphrase, KwVaultKey *key,
                 GError **error)
{
  g_autoptr (KwSecret) plain = NULL;
  KwVaultCost cost = { 0 };
  gsize sealed_bytes = 0;

  if (!read_header (bytes, size_bytes, &cost, error) ||
      !derive_key (passphrase, &cost, bytes + 16, key, error))
    return NULL;

  plain = kw_secret_new (size_bytes - OVERHEAD_BYTES);
  sealed_bytes = size_bytes - HEADER_BYTES - CHECKSUM_BYTES;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (
          kw_secret_get_bytes (plain), NULL, NULL, bytes + HEADER_BYTES, sealed_bytes, bytes,
          HEADER_BYTES, bytes + 32, kw_secret_get_bytes (key->key)) != 0)
    {
      throw (error, KW_VAULT_ERROR_WRONG_PASSPHRASE, "this is not its passphrase");
      return NULL;
    }
  return g_steal_pointer (&plain);
}
