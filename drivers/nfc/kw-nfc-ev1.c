/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-nfc-ev1.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

#include "kw-secret.h"

#define BLOCK_BYTES KW_NFC_EV1_BLOCK_BYTES
#define PAD_FIRST 0x80
#define CMAC_POLYNOMIAL 0x87        /* NIST SP 800-38B, section 5.3 */
#define CRC32_POLYNOMIAL 0xedb88320 /* ISO/IEC 13239, bits reversed; not inverted at the end */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)

/* --- AES, CMAC, CRC ------------------------------------------------------------------------ */

/* Whole blocks in place; @iv is moved on to the last block of ciphertext. */
static gboolean
run_cbc (const guint8 *key, guint8 *iv, guint8 *bytes, gsize n_bytes, gboolean is_enciphering)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  guint8 next_iv[BLOCK_BYTES];
  int n_done = 0;

  memcpy (next_iv, bytes + n_bytes - BLOCK_BYTES, BLOCK_BYTES);
  if (context == NULL ||
      EVP_CipherInit_ex2 (context, EVP_aes_128_cbc (), key, iv, is_enciphering, NULL) != 1 ||
      EVP_CIPHER_CTX_set_padding (context, 0) != 1 ||
      EVP_CipherUpdate (context, bytes, &n_done, bytes, (int)n_bytes) != 1 ||
      (gsize)n_done != n_bytes)
    return FALSE;
  memcpy (iv, is_enciphering ? bytes + n_bytes - BLOCK_BYTES : next_iv, BLOCK_BYTES);
  return TRUE;
}

/* Times x in the field of 2^128 elements. */
static void
double_block (guint8 *block)
{
  const gboolean has_carry = (block[0] & 0x80) != 0;

  for (guint i = 0; i < BLOCK_BYTES - 1; i++)
    block[i] = (guint8)(block[i] << 1 | block[i + 1] >> 7);
  block[BLOCK_BYTES - 1] = (guint8)(block[BLOCK_BYTES - 1] << 1);
  if (has_carry)
    block[BLOCK_BYTES - 1] ^= CMAC_POLYNOMIAL;
}

/* The CMAC of OpenSSL always starts at zero, the card's with what the message before has left. */
static gboolean
run_cmac (KwNfcEv1 *self, const guint8 *bytes, gsize n_bytes)
{
  guint8 padded[KW_NFC_EV1_PLAIN_MAX_BYTES + BLOCK_BYTES] = { 0 };
  guint8 mask[BLOCK_BYTES] = { 0 };
  guint8 zero_iv[BLOCK_BYTES] = { 0 };
  const gsize n_padded = MAX ((n_bytes + BLOCK_BYTES - 1) / BLOCK_BYTES, 1) * BLOCK_BYTES;
  gboolean is_done;

  g_return_val_if_fail (n_bytes <= KW_NFC_EV1_PLAIN_MAX_BYTES, FALSE);

  if (!run_cbc (self->key, zero_iv, mask, BLOCK_BYTES, /* is_enciphering= */ TRUE))
    return FALSE;
  double_block (mask);
  memcpy (padded, bytes, n_bytes);
  if (n_bytes < n_padded)
    {
      padded[n_bytes] = PAD_FIRST;
      double_block (mask);
    }
  for (guint i = 0; i < BLOCK_BYTES; i++)
    padded[n_padded - BLOCK_BYTES + i] ^= mask[i];
  is_done = run_cbc (self->key, self->iv, padded, n_padded, /* is_enciphering= */ TRUE);
  kw_secret_wipe_bytes (mask, sizeof mask);
  return is_done;
}

static guint32
run_crc (guint32 crc, const guint8 *bytes, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    {
      crc ^= bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc & 1) != 0 ? crc >> 1 ^ CRC32_POLYNOMIAL : crc >> 1;
    }
  return crc;
}

static void
put_crc (guint32 crc, guint8 *out_bytes)
{
  for (guint i = 0; i < KW_NFC_EV1_CRC_BYTES; i++)
    out_bytes[i] = (guint8)(crc >> 8 * i);
}

/* --- opening ------------------------------------------------------------------------------- */

/* Byte 0 goes to the end. */
static void
turn (const guint8 *block, guint8 *out_block)
{
  memcpy (out_block, block + 1, BLOCK_BYTES - 1);
  out_block[BLOCK_BYTES - 1] = block[0];
}

gboolean
kw_nfc_ev1_challenge (KwNfcEv1 *self, const guint8 *key, const guint8 *challenge,
                      const guint8 *token, guint8 *out_answer)
{
  guint8 *theirs = self->challenges + BLOCK_BYTES;

  kw_nfc_ev1_end (self);
  memcpy (self->key, key, sizeof self->key);
  memcpy (self->challenges, challenge, BLOCK_BYTES);
  memcpy (theirs, token, BLOCK_BYTES);
  if (!run_cbc (self->key, self->iv, theirs, BLOCK_BYTES, /* is_enciphering= */ FALSE))
    return FALSE;
  memcpy (out_answer, challenge, BLOCK_BYTES);
  turn (theirs, out_answer + BLOCK_BYTES);
  return run_cbc (self->key, self->iv, out_answer, (gsize)2 * BLOCK_BYTES,
                  /* is_enciphering= */ TRUE);
}

gboolean
kw_nfc_ev1_open (KwNfcEv1 *self, const guint8 *proof)
{
  const guint8 *ours = self->challenges;
  const guint8 *theirs = self->challenges + BLOCK_BYTES;
  guint8 expected[BLOCK_BYTES];
  guint8 found[BLOCK_BYTES];

  memcpy (found, proof, sizeof found);
  turn (ours, expected);
  if (!run_cbc (self->key, self->iv, found, sizeof found, /* is_enciphering= */ FALSE) ||
      CRYPTO_memcmp (found, expected, sizeof expected) != 0)
    {
      kw_nfc_ev1_end (self);
      return FALSE;
    }
  memcpy (self->key, ours, 4);
  memcpy (self->key + 4, theirs, 4);
  memcpy (self->key + 8, ours + 12, 4);
  memcpy (self->key + 12, theirs + 12, 4);
  memset (self->iv, 0, sizeof self->iv);
  kw_secret_wipe_bytes (self->challenges, sizeof self->challenges);
  self->is_open = TRUE;
  return TRUE;
}

void
kw_nfc_ev1_end (KwNfcEv1 *self)
{
  kw_secret_wipe_bytes (self, sizeof *self);
}

/* --- messages ------------------------------------------------------------------------------ */

gboolean
kw_nfc_ev1_note_command (KwNfcEv1 *self, const guint8 *command, gsize n_bytes)
{
  g_return_val_if_fail (self->is_open, FALSE);

  return run_cmac (self, command, n_bytes);
}

gboolean
kw_nfc_ev1_check_reply (KwNfcEv1 *self, guint8 status, const guint8 *reply, gsize n_bytes)
{
  guint8 message[KW_NFC_EV1_PLAIN_MAX_BYTES];
  gsize n_data;

  g_return_val_if_fail (self->is_open, FALSE);

  if (n_bytes < KW_NFC_EV1_MAC_BYTES || n_bytes > sizeof message)
    return FALSE;
  n_data = n_bytes - KW_NFC_EV1_MAC_BYTES;
  memcpy (message, reply, n_data);
  message[n_data] = status;
  return run_cmac (self, message, n_data + 1) &&
         CRYPTO_memcmp (self->iv, reply + n_data, KW_NFC_EV1_MAC_BYTES) == 0;
}

gboolean
kw_nfc_ev1_encipher (KwNfcEv1 *self, const guint8 *header, gsize n_header_bytes, const guint8 *data,
                     gsize n_bytes, guint8 *out_bytes)
{
  const gsize n_enciphered = KW_NFC_EV1_ENCIPHERED_BYTES (n_bytes);

  g_return_val_if_fail (self->is_open, FALSE);

  memset (out_bytes, 0, n_enciphered);
  memcpy (out_bytes, data, n_bytes);
  put_crc (run_crc (run_crc (G_MAXUINT32, header, n_header_bytes), data, n_bytes),
           out_bytes + n_bytes);
  return run_cbc (self->key, self->iv, out_bytes, n_enciphered, /* is_enciphering= */ TRUE);
}

gboolean
kw_nfc_ev1_decipher (KwNfcEv1 *self, guint8 status, guint8 *bytes, gsize n_bytes)
{
  const gsize n_enciphered = KW_NFC_EV1_ENCIPHERED_BYTES (n_bytes);
  guint8 crc[KW_NFC_EV1_CRC_BYTES];
  guint8 padding = 0;

  g_return_val_if_fail (self->is_open, FALSE);

  if (!run_cbc (self->key, self->iv, bytes, n_enciphered, /* is_enciphering= */ FALSE))
    return FALSE;
  put_crc (run_crc (run_crc (G_MAXUINT32, bytes, n_bytes), &status, 1), crc);
  for (gsize i = n_bytes + sizeof crc; i < n_enciphered; i++)
    padding |= bytes[i];
  return padding == 0 && memcmp (bytes + n_bytes, crc, sizeof crc) == 0;
}
