/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "kw-lock-keys.h"

#include <string.h>

#define BLOCK_BYTES 16

/* Doubling in GF(2^128), NIST SP 800-38B, section 6.1. */
static void
double_block (uint8_t *block)
{
  const uint8_t carry = block[0] >> 7;

  for (size_t i = 0; i + 1 < BLOCK_BYTES; i++)
    block[i] = (uint8_t)(block[i] << 1 | block[i + 1] >> 7);
  block[BLOCK_BYTES - 1] = (uint8_t)(block[BLOCK_BYTES - 1] << 1 ^ (carry ? 0x87 : 0));
}

static void
xor_block (uint8_t *block, const uint8_t *other)
{
  for (size_t i = 0; i < BLOCK_BYTES; i++)
    block[i] ^= other[i];
}

bool
kw_lock_an10922 (const KwLockCrypto *crypto, const uint8_t *root, const uint8_t *message,
                 size_t message_size, uint8_t *out_key)
{
  const uint8_t zeros[BLOCK_BYTES] = { 0 };
  uint8_t input[2 * BLOCK_BYTES] = { 0x01 };
  uint8_t subkey[BLOCK_BYTES];
  uint8_t chained[BLOCK_BYTES];
  bool is_done = false;

  if (message_size < 1 || message_size > sizeof input - 1)
    return false;

  if (!crypto->encrypt_block (root, zeros, subkey))
    return false;
  double_block (subkey);

  memcpy (input + 1, message, message_size);
  if (message_size < sizeof input - 1)
    {
      input[1 + message_size] = 0x80;
      double_block (subkey);
    }

  if (crypto->encrypt_block (root, input, chained))
    {
      xor_block (chained, input + BLOCK_BYTES);
      xor_block (chained, subkey);
      is_done = crypto->encrypt_block (root, chained, out_key);
    }
  crypto->wipe (subkey, sizeof subkey);
  crypto->wipe (chained, sizeof chained);
  return is_done;
}

bool
kw_lock_derive_key (const KwLockCrypto *crypto, const uint8_t *root,
                    const KwLockDerivation *derivation, uint8_t *out_key)
{
  uint8_t message[2 + KW_LOCK_UID_MAX_BYTES + 3 + 4 + 1];
  size_t size = 0;

  if (derivation->uid_size != 4 && derivation->uid_size != 7 && derivation->uid_size != 10)
    return false;

  message[size++] = derivation->purpose;
  message[size++] = derivation->sector;
  memcpy (message + size, derivation->uid, derivation->uid_size);
  size += derivation->uid_size;
  for (int shift = 16; shift >= 0; shift -= 8)
    message[size++] = (uint8_t)(derivation->application >> shift);
  for (int shift = 24; shift >= 0; shift -= 8)
    message[size++] = (uint8_t)(derivation->site >> shift);
  message[size++] = derivation->key_version;

  return kw_lock_an10922 (crypto, root, message, size, out_key);
}

bool
kw_lock_derive_siv_key (const KwLockCrypto *crypto, const uint8_t *read_key, uint32_t site,
                        uint8_t key_version, const uint8_t *uid, size_t uid_size, uint8_t *out_key)
{
  KwLockDerivation derivation = {
    .uid = uid,
    .uid_size = uid_size,
    .site = site,
    .purpose = KW_LOCK_PURPOSE_SIV_MAC,
    .key_version = key_version,
  };

  if (!kw_lock_derive_key (crypto, read_key, &derivation, out_key))
    return false;
  derivation.purpose = KW_LOCK_PURPOSE_SIV_CTR;
  return kw_lock_derive_key (crypto, read_key, &derivation, out_key + KW_LOCK_KEY_BYTES);
}
