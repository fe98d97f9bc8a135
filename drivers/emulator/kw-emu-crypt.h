/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KW_EMU_CRYPT_MAX_KEY_BYTES 24
#define KW_EMU_CRYPT_MAX_BLOCK_BYTES 16

/**
 * KwEmuKeyType:
 * @KW_EMU_KEY_TYPE_2K3DES: DES and two-key triple DES: 16 bytes; two equal halves are plain DES
 * @KW_EMU_KEY_TYPE_3K3DES: three-key triple DES: 24 bytes
 * @KW_EMU_KEY_TYPE_AES: AES-128: 16 bytes and a version
 *
 * The numbers are those of CreateApplication's key settings, bits 7 and 6.
 */
typedef enum
{
  KW_EMU_KEY_TYPE_2K3DES = 0,
  KW_EMU_KEY_TYPE_3K3DES = 1,
  KW_EMU_KEY_TYPE_AES = 2,
} KwEmuKeyType;

/**
 * KwEmuKey:
 * @type: which cipher
 * @bytes: the key
 * @version: of an AES key; DES keys carry theirs in the parity bits
 */
typedef struct
{
  KwEmuKeyType type;
  guint8 bytes[KW_EMU_CRYPT_MAX_KEY_BYTES];
  guint8 version;
} KwEmuKey;

/**
 * kw_emu_key_get_size_bytes:
 * @type: a type
 *
 * Returns: 16 or 24
 */
gsize kw_emu_key_get_size_bytes (KwEmuKeyType type);

/**
 * kw_emu_key_get_block_bytes:
 * @type: a type
 *
 * Returns: 8 or 16
 */
gsize kw_emu_key_get_block_bytes (KwEmuKeyType type);

/**
 * kw_emu_key_get_version:
 * @key: a key
 *
 * Returns: what GetKeyVersion says of it
 */
guint8 kw_emu_key_get_version (const KwEmuKey *key);

/**
 * kw_emu_crypt_encrypt:
 * @key: a key
 * @iv: (array): one block; afterwards the last block of ciphertext
 * @data: (array length=n_bytes): whole blocks
 * @n_bytes: a multiple of the block size
 *
 * CBC.
 */
void kw_emu_crypt_encrypt (const KwEmuKey *key, guint8 *iv, guint8 *data, gsize n_bytes);

/**
 * kw_emu_crypt_decrypt:
 * @key: a key
 * @iv: (array): one block; afterwards the last block of ciphertext
 * @data: (array length=n_bytes): whole blocks
 * @n_bytes: a multiple of the block size
 *
 * CBC.
 */
void kw_emu_crypt_decrypt (const KwEmuKey *key, guint8 *iv, guint8 *data, gsize n_bytes);

/**
 * kw_emu_crypt_receive_legacy:
 * @key: a DES key
 * @data: (array length=n_bytes): whole blocks, as the reader of a D40 session made them
 * @n_bytes: a multiple of 8
 *
 * In the old protocol the card only ever enciphers: the reader deciphers what it sends, chained.
 */
void kw_emu_crypt_receive_legacy (const KwEmuKey *key, guint8 *data, gsize n_bytes);

/**
 * kw_emu_crypt_cmac:
 * @key: a key
 * @iv: (array): one block; the chain before, and the CMAC afterwards
 * @data: (array length=n_bytes): the message
 * @n_bytes: its length, 0 is good
 *
 * NIST SP 800-38B, but with a chain value instead of zeros, as DESFire EV1 has it.
 */
void kw_emu_crypt_cmac (const KwEmuKey *key, guint8 *iv, const guint8 *data, gsize n_bytes);

/**
 * kw_emu_crypt_mac_legacy:
 * @key: a DES key
 * @data: (array length=n_bytes): the message
 * @n_bytes: its length
 * @out_mac: (out caller-allocates) (array fixed-size=4): the MAC
 *
 * CBC-MAC over the message padded with zeros, first half of the last block.
 */
void kw_emu_crypt_mac_legacy (const KwEmuKey *key, const guint8 *data, gsize n_bytes,
                              guint8 out_mac[4]);

/**
 * kw_emu_crypt_crc32:
 * @crc: what came out so far; %G_MAXUINT32 to begin
 * @data: (array length=n_bytes): the message
 * @n_bytes: its length
 *
 * Returns: the CRC of DESFire EV1, which is sent least byte first and not inverted
 */
guint32 kw_emu_crypt_crc32 (guint32 crc, const guint8 *data, gsize n_bytes);

/**
 * kw_emu_crypt_crc16:
 * @data: (array length=n_bytes): the message
 * @n_bytes: its length
 *
 * Returns: CRC_A of ISO 14443-3, sent least byte first
 */
guint16 kw_emu_crypt_crc16 (const guint8 *data, gsize n_bytes);

G_END_DECLS
