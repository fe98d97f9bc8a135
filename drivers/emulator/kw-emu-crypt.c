/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-crypt.h"

#include <openssl/evp.h>
#include <string.h>

#define DES_BLOCK_BYTES 8

/* NIST SP 800-38B, 5.3: the constant of the sub-keys. */
#define CMAC_CONSTANT_64 0x1b
#define CMAC_CONSTANT_128 0x87

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)

gsize
kw_emu_key_get_size_bytes (KwEmuKeyType type)
{
  return type == KW_EMU_KEY_TYPE_3K3DES ? 24 : 16;
}

gsize
kw_emu_key_get_block_bytes (KwEmuKeyType type)
{
  return type == KW_EMU_KEY_TYPE_AES ? 16 : DES_BLOCK_BYTES;
}

guint8
kw_emu_key_get_version (const KwEmuKey *key)
{
  guint version = 0;

  if (key->type == KW_EMU_KEY_TYPE_AES)
    return key->version;
  for (gsize i = 0; i < 8; i++)
    version = version << 1 | (key->bytes[i] & 1);
  return (guint8)version;
}

/* Block by block without padding. OpenSSL's three-key DES does the others too: K1 K2 K1. */
static EVP_CIPHER_CTX *
new_cipher (const KwEmuKey *key, gboolean encrypts)
{
  EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new ();
  guint8 bytes[24];

  memcpy (bytes, key->bytes, sizeof bytes);
  if (key->type == KW_EMU_KEY_TYPE_2K3DES)
    memcpy (bytes + 16, bytes, 8);
  g_assert (cipher != NULL);
  if (EVP_CipherInit_ex (
          cipher, key->type == KW_EMU_KEY_TYPE_AES ? EVP_aes_128_ecb () : EVP_des_ede3_ecb (), NULL,
          bytes, NULL, encrypts) != 1)
    g_error ("libcrypto has no cipher for a key of type %d", (int)key->type);
  EVP_CIPHER_CTX_set_padding (cipher, 0);
  return cipher;
}

static void
run_block (EVP_CIPHER_CTX *cipher, guint8 *block, gsize n_bytes)
{
  guint8 out[KW_EMU_CRYPT_MAX_BLOCK_BYTES];
  int n_out = 0;

  if (EVP_CipherUpdate (cipher, out, &n_out, block, (int)n_bytes) != 1 || n_out != (int)n_bytes)
    g_error ("libcrypto failed on a block");
  memcpy (block, out, n_bytes);
}

static void
add_block (guint8 *block, const guint8 *other, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    block[i] ^= other[i];
}

void
kw_emu_crypt_encrypt (const KwEmuKey *key, guint8 *iv, guint8 *data, gsize n_bytes)
{
  g_autoptr (EVP_CIPHER_CTX) cipher = new_cipher (key, /* encrypts= */ TRUE);
  gsize block_bytes = kw_emu_key_get_block_bytes (key->type);

  for (gsize at = 0; at + block_bytes <= n_bytes; at += block_bytes)
    {
      add_block (data + at, iv, block_bytes);
      run_block (cipher, data + at, block_bytes);
      memcpy (iv, data + at, block_bytes);
    }
}

/* Chained, with @cipher in either direction. */
static void
unchain (EVP_CIPHER_CTX *cipher, gsize block_bytes, guint8 *iv, guint8 *data, gsize n_bytes)
{
  for (gsize at = 0; at + block_bytes <= n_bytes; at += block_bytes)
    {
      guint8 next_iv[KW_EMU_CRYPT_MAX_BLOCK_BYTES];

      memcpy (next_iv, data + at, block_bytes);
      run_block (cipher, data + at, block_bytes);
      add_block (data + at, iv, block_bytes);
      memcpy (iv, next_iv, block_bytes);
    }
}

void
kw_emu_crypt_decrypt (const KwEmuKey *key, guint8 *iv, guint8 *data, gsize n_bytes)
{
  g_autoptr (EVP_CIPHER_CTX) cipher = new_cipher (key, /* encrypts= */ FALSE);

  unchain (cipher, kw_emu_key_get_block_bytes (key->type), iv, data, n_bytes);
}

void
kw_emu_crypt_receive_legacy (const KwEmuKey *key, guint8 *data, gsize n_bytes)
{
  g_autoptr (EVP_CIPHER_CTX) cipher = new_cipher (key, /* encrypts= */ TRUE);
  guint8 iv[DES_BLOCK_BYTES] = { 0 };

  unchain (cipher, DES_BLOCK_BYTES, iv, data, n_bytes);
}

/* Doubles a block in the field of NIST SP 800-38B. */
static void
double_block (guint8 *block, gsize n_bytes)
{
  guint8 carry = block[0] >> 7;

  for (gsize i = 0; i + 1 < n_bytes; i++)
    block[i] = (guint8)(block[i] << 1 | block[i + 1] >> 7);
  block[n_bytes - 1] = (guint8)(block[n_bytes - 1] << 1);
  if (carry)
    block[n_bytes - 1] ^= n_bytes == DES_BLOCK_BYTES ? CMAC_CONSTANT_64 : CMAC_CONSTANT_128;
}

void
kw_emu_crypt_cmac (const KwEmuKey *key, guint8 *iv, const guint8 *data, gsize n_bytes)
{
  gsize block_bytes = kw_emu_key_get_block_bytes (key->type);
  gsize n_last = n_bytes > 0 && n_bytes % block_bytes == 0 ? block_bytes : n_bytes % block_bytes;
  guint8 subkey[KW_EMU_CRYPT_MAX_BLOCK_BYTES] = { 0 };
  guint8 zero[KW_EMU_CRYPT_MAX_BLOCK_BYTES] = { 0 };
  guint8 last[KW_EMU_CRYPT_MAX_BLOCK_BYTES] = { 0 };

  kw_emu_crypt_encrypt (key, zero, subkey, block_bytes);
  double_block (subkey, block_bytes);
  if (n_last > 0)
    memcpy (last, data + n_bytes - n_last, n_last);
  if (n_last < block_bytes)
    {
      double_block (subkey, block_bytes);
      last[n_last] = 0x80;
    }
  add_block (last, subkey, block_bytes);
  for (gsize at = 0; at < n_bytes - n_last; at += block_bytes)
    {
      guint8 block[KW_EMU_CRYPT_MAX_BLOCK_BYTES];

      memcpy (block, data + at, block_bytes);
      kw_emu_crypt_encrypt (key, iv, block, block_bytes);
    }
  kw_emu_crypt_encrypt (key, iv, last, block_bytes);
}

void
kw_emu_crypt_mac_legacy (const KwEmuKey *key, const guint8 *data, gsize n_bytes, guint8 out_mac[4])
{
  guint8 iv[DES_BLOCK_BYTES] = { 0 };

  for (gsize at = 0; at < n_bytes; at += DES_BLOCK_BYTES)
    {
      guint8 block[DES_BLOCK_BYTES] = { 0 };

      memcpy (block, data + at, MIN (DES_BLOCK_BYTES, n_bytes - at));
      kw_emu_crypt_encrypt (key, iv, block, DES_BLOCK_BYTES);
    }
  memcpy (out_mac, iv, 4);
}

guint32
kw_emu_crypt_crc32 (guint32 crc, const guint8 *data, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xedb88320u : 0);
    }
  return crc;
}

guint16
kw_emu_crypt_crc16 (const guint8 *data, gsize n_bytes)
{
  guint16 crc = 0x6363;

  for (gsize i = 0; i < n_bytes; i++)
    {
      guint8 b = (guint8)(data[i] ^ (crc & 0xff));

      b = (guint8)(b ^ b << 4);
      crc = (guint16)(crc >> 8 ^ b << 8 ^ b << 3 ^ b >> 4);
    }
  return crc;
}
