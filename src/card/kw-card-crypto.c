/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-card-crypto.h"

#include "kw-secret.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#define SIV_BYTES 16

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER, EVP_CIPHER_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)

static bool
encrypt_block (const uint8_t *key, const uint8_t *in, uint8_t *out)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  int n_written = 0;

  return context != NULL &&
         EVP_EncryptInit_ex (context, EVP_aes_128_ecb (), NULL, key, NULL) == 1 &&
         EVP_CIPHER_CTX_set_padding (context, 0) == 1 &&
         EVP_EncryptUpdate (context, out, &n_written, in, 16) == 1 && n_written == 16;
}

static bool
open_siv (const uint8_t *key, const uint8_t *ad, size_t ad_size, const uint8_t *sealed,
          uint8_t *out)
{
  g_autoptr (EVP_CIPHER) cipher = EVP_CIPHER_fetch (NULL, "AES-128-SIV", NULL);
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  uint8_t iv[SIV_BYTES];
  int n_written = 0;

  memcpy (iv, sealed, sizeof iv);
  return cipher != NULL && context != NULL &&
         EVP_DecryptInit_ex2 (context, cipher, key, NULL, NULL) == 1 &&
         EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_SET_TAG, sizeof iv, iv) == 1 &&
         EVP_DecryptUpdate (context, NULL, &n_written, ad, (int)ad_size) == 1 &&
         EVP_DecryptUpdate (context, out, &n_written, sealed + SIV_BYTES, KW_LOCK_PLAIN_BYTES) ==
             1 &&
         n_written == KW_LOCK_PLAIN_BYTES;
}

static bool
verify_signature (const uint8_t *public_key, const uint8_t *message, size_t message_size,
                  const uint8_t *signature)
{
  g_autoptr (EVP_PKEY) key = EVP_PKEY_new_raw_public_key (EVP_PKEY_ED25519, NULL, public_key,
                                                          KW_LOCK_PUBLIC_KEY_BYTES);
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();

  return key != NULL && context != NULL &&
         EVP_DigestVerifyInit (context, NULL, NULL, NULL, key) == 1 &&
         EVP_DigestVerify (context, signature, KW_LOCK_SIGNATURE_BYTES, message, message_size) == 1;
}

static void
wipe (void *bytes, size_t size)
{
  kw_secret_wipe_bytes (bytes, size);
}

const KwLockCrypto *
kw_card_get_crypto (void)
{
  static const KwLockCrypto crypto = { encrypt_block, open_siv, verify_signature, wipe };

  return &crypto;
}

gboolean
kw_card_crypto_seal_siv (const guint8 *key, const guint8 *ad, gsize ad_bytes, const guint8 *plain,
                         guint8 *out_sealed)
{
  g_autoptr (EVP_CIPHER) cipher = EVP_CIPHER_fetch (NULL, "AES-128-SIV", NULL);
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  int n_written = 0;

  return cipher != NULL && context != NULL &&
         EVP_EncryptInit_ex2 (context, cipher, key, NULL, NULL) == 1 &&
         EVP_EncryptUpdate (context, NULL, &n_written, ad, (int)ad_bytes) == 1 &&
         EVP_EncryptUpdate (context, out_sealed + SIV_BYTES, &n_written, plain,
                            KW_LOCK_PLAIN_BYTES) == 1 &&
         n_written == KW_LOCK_PLAIN_BYTES &&
         EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_GET_TAG, SIV_BYTES, out_sealed) == 1;
}

gboolean
kw_card_crypto_sign (const guint8 *seed, const guint8 *message, gsize message_bytes,
                     guint8 *out_signature)
{
  g_autoptr (EVP_PKEY) key = EVP_PKEY_new_raw_private_key (EVP_PKEY_ED25519, NULL, seed, 32);
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  size_t signature_bytes = KW_LOCK_SIGNATURE_BYTES;

  return key != NULL && context != NULL &&
         EVP_DigestSignInit (context, NULL, NULL, NULL, key) == 1 &&
         EVP_DigestSign (context, out_signature, &signature_bytes, message, message_bytes) == 1 &&
         signature_bytes == KW_LOCK_SIGNATURE_BYTES;
}

gboolean
kw_card_crypto_get_public_key (const guint8 *seed, guint8 *out_public_key)
{
  g_autoptr (EVP_PKEY) key = EVP_PKEY_new_raw_private_key (EVP_PKEY_ED25519, NULL, seed, 32);
  size_t key_bytes = KW_LOCK_PUBLIC_KEY_BYTES;

  return key != NULL && EVP_PKEY_get_raw_public_key (key, out_public_key, &key_bytes) == 1 &&
         key_bytes == KW_LOCK_PUBLIC_KEY_BYTES;
}

void
kw_card_crypto_leave_thread (void)
{
  OPENSSL_thread_stop ();
}
