/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#ifndef KW_LOCK_KEYS_H
#define KW_LOCK_KEYS_H

#include "kw-lock-crypto.h"

/* What a derived key is for; the first byte of its derivation message. */
#define KW_LOCK_PURPOSE_SIV_MAC 0x01
#define KW_LOCK_PURPOSE_SIV_CTR 0x02
#define KW_LOCK_PURPOSE_CLASSIC 0x10
#define KW_LOCK_PURPOSE_DESFIRE_READ 0x20
#define KW_LOCK_PURPOSE_DESFIRE_WRITE 0x21
#define KW_LOCK_PURPOSE_DESFIRE_MASTER 0x22
#define KW_LOCK_PURPOSE_ULTRALIGHT_C 0x30

#define KW_LOCK_UID_MAX_BYTES 10

/*
 * kw_lock_an10922:
 * `root`: 16 bytes; `message`: 1 to 31 bytes; `out_key`: 16 bytes, untouched on failure.
 *
 * Key diversification of NXP AN10922, section 2.2 (AES-128): CMAC over 0x01 and the message, always
 * padded to two AES blocks, which for a short message is not what plain CMAC would do.
 *
 * Returns false if the message has a wrong length or the cipher fails.
 */
bool kw_lock_an10922 (const KwLockCrypto *crypto, const uint8_t *root, const uint8_t *message,
                      size_t message_size, uint8_t *out_key);

/* What one key is derived for. `application` is 0 but for DESFire keys, `sector` 0 but for Classic
 * sector keys. `uid_size` is 4, 7 or 10. */
typedef struct
{
  const uint8_t *uid;
  size_t uid_size;
  uint32_t site;
  uint32_t application;
  uint8_t purpose;
  uint8_t sector;
  uint8_t key_version;
} KwLockDerivation;

/*
 * kw_lock_derive_key:
 * `root`: 16 bytes, the read or write key of the site; `out_key`: 16 bytes, untouched on failure.
 *
 * div() of the card format: AN10922 over purpose, sector, UID, application, site, key version.
 *
 * Returns false if a length is wrong or the cipher fails.
 */
bool kw_lock_derive_key (const KwLockCrypto *crypto, const uint8_t *root,
                         const KwLockDerivation *derivation, uint8_t *out_key);

/*
 * kw_lock_derive_siv_key:
 * `read_key`: 16 bytes; `uid`: the card's; `out_key`: 32 bytes.
 *
 * The key that seals and opens this card's credential.
 */
bool kw_lock_derive_siv_key (const KwLockCrypto *crypto, const uint8_t *read_key, uint32_t site,
                             uint8_t key_version, const uint8_t *uid, size_t uid_size,
                             uint8_t *out_key);

#endif
