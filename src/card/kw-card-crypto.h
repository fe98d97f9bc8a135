/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

#include "kw-lock-crypto.h"

G_BEGIN_DECLS

/**
 * kw_card_get_crypto:
 *
 * The cryptography that src/lock asks for, by OpenSSL. Any thread.
 *
 * Returns: (transfer none): the table; lives for ever
 */
const KwLockCrypto *kw_card_get_crypto (void);

/**
 * kw_card_crypto_seal_siv:
 * @key: 32 bytes: MAC half, CTR half
 * @ad: (array length=ad_bytes): the one string of associated data
 * @ad_bytes: its length
 * @plain: 128 bytes
 * @out_sealed: (out caller-allocates): 144 bytes: synthetic IV, ciphertext; undefined on failure
 *
 * RFC 5297 AEAD_AES_SIV_CMAC_256.
 *
 * Returns: %FALSE if the library failed
 */
gboolean kw_card_crypto_seal_siv (const guint8 *key, const guint8 *ad, gsize ad_bytes,
                                  const guint8 *plain,
                                  guint8 *out_sealed) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_card_crypto_sign:
 * @seed: 32 bytes, the private key of RFC 8032
 * @message: (array length=message_bytes): what to sign
 * @message_bytes: its length
 * @out_signature: (out caller-allocates): 64 bytes; undefined on failure
 *
 * Ed25519, pure, no context.
 *
 * Returns: %FALSE if the library failed
 */
gboolean kw_card_crypto_sign (const guint8 *seed, const guint8 *message, gsize message_bytes,
                              guint8 *out_signature) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_card_crypto_get_public_key:
 * @seed: 32 bytes
 * @out_public_key: (out caller-allocates): 32 bytes; undefined on failure
 *
 * Returns: %FALSE if the library failed
 */
gboolean kw_card_crypto_get_public_key (const guint8 *seed,
                                        guint8 *out_public_key) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_card_crypto_leave_thread:
 *
 * Frees what OpenSSL keeps for the calling thread. For the end of a task in a thread of a pool:
 * such a thread may end while the process does, when OpenSSL no longer hears of it.
 */
void kw_card_crypto_leave_thread (void);

G_END_DECLS
