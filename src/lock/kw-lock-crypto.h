/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#ifndef KW_LOCK_CRYPTO_H
#define KW_LOCK_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KW_LOCK_KEY_BYTES 16
#define KW_LOCK_SIV_KEY_BYTES 32
#define KW_LOCK_PUBLIC_KEY_BYTES 32
#define KW_LOCK_SIGNATURE_BYTES 64
#define KW_LOCK_BODY_BYTES 64
#define KW_LOCK_PLAIN_BYTES (KW_LOCK_BODY_BYTES + KW_LOCK_SIGNATURE_BYTES)
#define KW_LOCK_SEALED_BYTES (16 + KW_LOCK_PLAIN_BYTES)

/*
 * The cryptography a lock brings along, from its chip or from a library. A function that cannot
 * work (no memory, no engine) returns false: the lock then stays shut. None may keep a pointer.
 * May be called from any thread that the functions themselves allow.
 */
typedef struct
{
  /* AES-128, one block of 16 bytes, encryption. `out` does not overlap `in`. */
  bool (*encrypt_block) (const uint8_t *key, const uint8_t *in, uint8_t *out);

  /* RFC 5297 AEAD_AES_SIV_CMAC_256 with exactly one string of associated data: `key` is 32 bytes
   * (MAC half, then CTR half), `sealed` 144 bytes (synthetic IV, then ciphertext), `out` 128 bytes.
   * Returns true only if the synthetic IV is right. */
  bool (*open_siv) (const uint8_t *key, const uint8_t *ad, size_t ad_size, const uint8_t *sealed,
                    uint8_t *out);

  /* RFC 8032 Ed25519, pure, no context. `public_key` is 32 bytes, `signature` 64. */
  bool (*verify_signature) (const uint8_t *public_key, const uint8_t *message, size_t message_size,
                            const uint8_t *signature);

  /* Overwrites what was a key, in a way that no compiler leaves out. */
  void (*wipe) (void *bytes, size_t size);
} KwLockCrypto;

#endif
