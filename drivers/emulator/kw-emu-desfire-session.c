/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-desfire-private.h"

#include <openssl/rand.h>
#include <string.h>

#define COMMAND_LEGACY 0x0a
#define COMMAND_ISO 0x1a
#define COMMAND_AES 0xaa
#define LEGACY_MAC_BYTES 4
#define CMAC_BYTES 8 /* of which the first eight travel */
#define CRC32_BYTES 4
#define CRC16_BYTES 2

static gboolean
fits_command (const KwEmuKey *key, guint8 command)
{
  switch (key->type)
    {
    case KW_EMU_KEY_TYPE_2K3DES:
      return command == COMMAND_LEGACY || command == COMMAND_ISO;
    case KW_EMU_KEY_TYPE_3K3DES:
      return command == COMMAND_ISO;
    case KW_EMU_KEY_TYPE_AES:
      return command == COMMAND_AES;
    }
  return FALSE;
}

/* Three-key DES and AES challenge each other with 16 bytes, the others with 8. */
static gsize
challenge_bytes (const KwEmuKey *key)
{
  return key->type == KW_EMU_KEY_TYPE_2K3DES ? 8 : 16;
}

static void
rotate (guint8 *bytes, gsize n_bytes)
{
  guint8 first = bytes[0];

  memmove (bytes, bytes + 1, n_bytes - 1);
  bytes[n_bytes - 1] = first;
}

static gboolean
is_single_des (const KwEmuKey *key)
{
  for (gsize i = 0; i < 8; i++)
    if (((key->bytes[i] ^ key->bytes[i + 8]) & 0xfe) != 0)
      return FALSE;
  return TRUE;
}

static void
derive_session_key (const KwEmuKey *key, const guint8 *rnd_a, const guint8 *rnd_b,
                    KwEmuKey *out_key)
{
  guint8 *bytes = out_key->bytes;

  memset (out_key, 0, sizeof *out_key);
  out_key->type = key->type;
  memcpy (bytes, rnd_a, 4);
  memcpy (bytes + 4, rnd_b, 4);
  switch (key->type)
    {
    case KW_EMU_KEY_TYPE_2K3DES:
      memcpy (bytes + 8, rnd_a + 4, 4);
      memcpy (bytes + 12, rnd_b + 4, 4);
      if (is_single_des (key))
        memcpy (bytes + 8, bytes, 8);
      break;
    case KW_EMU_KEY_TYPE_3K3DES:
      memcpy (bytes + 8, rnd_a + 6, 4);
      memcpy (bytes + 12, rnd_b + 6, 4);
      memcpy (bytes + 16, rnd_a + 12, 4);
      memcpy (bytes + 20, rnd_b + 12, 4);
      break;
    case KW_EMU_KEY_TYPE_AES:
      memcpy (bytes + 8, rnd_a + 12, 4);
      memcpy (bytes + 12, rnd_b + 12, 4);
      break;
    }
}

KwEmuDesfireStatus
kw_emu_desfire_begin_authentication (KwEmuDesfire *desfire, guint8 command, const guint8 *data,
                                     gsize n_bytes)
{
  const KwEmuKey *key;
  guint8 token[16];
  gsize n_token;

  kw_emu_desfire_end_session (desfire);
  if (n_bytes != 1)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (data[0] >= desfire->selected->n_keys)
    return KW_EMU_DESFIRE_NO_SUCH_KEY;
  key = &desfire->selected->keys[data[0]];
  if (!fits_command (key, command))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;

  n_token = challenge_bytes (key);
  if (RAND_bytes (desfire->rnd_b, (int)n_token) != 1)
    g_error ("libcrypto has no random bytes");
  memcpy (token, desfire->rnd_b, n_token);
  memset (desfire->iv, 0, sizeof desfire->iv);
  kw_emu_crypt_encrypt (key, desfire->iv, token, n_token);
  kw_emu_desfire_say (desfire, token, n_token);
  desfire->auth_command = command;
  desfire->auth_key_no = data[0];
  return KW_EMU_DESFIRE_ADDITIONAL_FRAME;
}

KwEmuDesfireStatus
kw_emu_desfire_finish_authentication (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  const KwEmuKey *key = &desfire->selected->keys[desfire->auth_key_no];
  gboolean is_legacy = desfire->auth_command == COMMAND_LEGACY;
  gsize n_challenge = challenge_bytes (key);
  guint8 token[32], rnd_a[16];

  desfire->auth_command = 0;
  if (n_bytes != 2 * n_challenge)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  memcpy (token, data, n_bytes);
  if (is_legacy)
    kw_emu_crypt_receive_legacy (key, token, n_bytes);
  else
    kw_emu_crypt_decrypt (key, desfire->iv, token, n_bytes);
  memcpy (rnd_a, token, n_challenge);
  /* Undo the rotation by rotating our own challenge the same way. */
  rotate (desfire->rnd_b, n_challenge);
  if (memcmp (token + n_challenge, desfire->rnd_b, n_challenge) != 0)
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  memmove (desfire->rnd_b + 1, desfire->rnd_b, n_challenge - 1);
  desfire->rnd_b[0] = token[2 * n_challenge - 1];

  derive_session_key (key, rnd_a, desfire->rnd_b, &desfire->session_key);
  if (is_legacy)
    memset (desfire->iv, 0, sizeof desfire->iv);
  memcpy (token, rnd_a, n_challenge);
  rotate (token, n_challenge);
  kw_emu_crypt_encrypt (key, desfire->iv, token, n_challenge);
  kw_emu_desfire_say (desfire, token, n_challenge);
  memset (desfire->iv, 0, sizeof desfire->iv);
  desfire->key_no = desfire->auth_key_no;
  desfire->scheme = is_legacy ? KW_EMU_DESFIRE_SCHEME_LEGACY : KW_EMU_DESFIRE_SCHEME_NEW;
  return KW_EMU_DESFIRE_OK;
}

void
kw_emu_desfire_note_command (KwEmuDesfire *desfire, const guint8 *command, gsize n_bytes)
{
  if (desfire->scheme == KW_EMU_DESFIRE_SCHEME_NEW)
    kw_emu_crypt_cmac (&desfire->session_key, desfire->iv, command, n_bytes);
}

static gsize
round_up (gsize n_bytes, gsize unit)
{
  return (n_bytes + unit - 1) / unit * unit;
}

gsize
kw_emu_desfire_get_payload_bytes (const KwEmuDesfire *desfire, KwEmuDesfireMode mode, gsize n_bytes)
{
  gboolean is_legacy = desfire->scheme == KW_EMU_DESFIRE_SCHEME_LEGACY;

  if (desfire->scheme == KW_EMU_DESFIRE_SCHEME_NONE)
    return n_bytes;
  switch (mode)
    {
    case KW_EMU_DESFIRE_MODE_PLAIN:
      return n_bytes;
    case KW_EMU_DESFIRE_MODE_MACED:
      return n_bytes + (is_legacy ? LEGACY_MAC_BYTES : CMAC_BYTES);
    case KW_EMU_DESFIRE_MODE_ENCIPHERED:
      return round_up (n_bytes + (is_legacy ? CRC16_BYTES : CRC32_BYTES),
                       kw_emu_key_get_block_bytes (desfire->session_key.type));
    }
  return n_bytes;
}

gboolean
kw_emu_desfire_decipher (KwEmuDesfire *desfire, guint8 *data, gsize n_bytes)
{
  if (n_bytes == 0 || n_bytes % kw_emu_key_get_block_bytes (desfire->session_key.type) != 0)
    return FALSE;
  if (desfire->scheme == KW_EMU_DESFIRE_SCHEME_LEGACY)
    kw_emu_crypt_receive_legacy (&desfire->session_key, data, n_bytes);
  else
    kw_emu_crypt_decrypt (&desfire->session_key, desfire->iv, data, n_bytes);
  return TRUE;
}

static gboolean
mac_is_good (KwEmuDesfire *desfire, const guint8 *command, gsize header_bytes, gsize n_data)
{
  const guint8 *mac = command + header_bytes + n_data;
  guint8 expected[LEGACY_MAC_BYTES];

  if (desfire->scheme == KW_EMU_DESFIRE_SCHEME_LEGACY)
    {
      kw_emu_crypt_mac_legacy (&desfire->session_key, command + header_bytes, n_data, expected);
      return memcmp (mac, expected, sizeof expected) == 0;
    }
  kw_emu_crypt_cmac (&desfire->session_key, desfire->iv, command, header_bytes + n_data);
  return memcmp (mac, desfire->iv, CMAC_BYTES) == 0;
}

/* The clear payload: data, CRC, zeros. */
static gboolean
crc_is_good (const KwEmuDesfire *desfire, const guint8 *command, gsize header_bytes, gsize n_data,
             gsize n_bytes)
{
  const guint8 *at = command + header_bytes + n_data;
  gsize n_crc = desfire->scheme == KW_EMU_DESFIRE_SCHEME_LEGACY ? CRC16_BYTES : CRC32_BYTES;
  guint32 crc;

  if (n_crc == CRC16_BYTES)
    crc = kw_emu_crypt_crc16 (command + header_bytes, n_data);
  else
    crc = kw_emu_crypt_crc32 (G_MAXUINT32, command, header_bytes + n_data);
  if (kw_emu_desfire_read_number (at, n_crc) != crc)
    return FALSE;
  for (at += n_crc; at < command + n_bytes; at++)
    if (*at != 0 && !(*at == 0x80 && at == command + header_bytes + n_data + n_crc))
      return FALSE;
  return TRUE;
}

KwEmuDesfireStatus
kw_emu_desfire_open_payload (KwEmuDesfire *desfire, KwEmuDesfireMode mode, guint8 *command,
                             gsize header_bytes, gsize n_data, gsize n_bytes)
{
  gsize n_payload = kw_emu_desfire_get_payload_bytes (desfire, mode, n_data);

  if (n_bytes != header_bytes + n_payload)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (desfire->scheme == KW_EMU_DESFIRE_SCHEME_NONE || mode == KW_EMU_DESFIRE_MODE_PLAIN)
    {
      kw_emu_desfire_note_command (desfire, command, n_bytes);
      return KW_EMU_DESFIRE_OK;
    }
  if (mode == KW_EMU_DESFIRE_MODE_MACED)
    return mac_is_good (desfire, command, header_bytes, n_data) ? KW_EMU_DESFIRE_OK
                                                                : KW_EMU_DESFIRE_INTEGRITY_ERROR;
  if (!kw_emu_desfire_decipher (desfire, command + header_bytes, n_payload))
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  return crc_is_good (desfire, command, header_bytes, n_data, n_bytes)
             ? KW_EMU_DESFIRE_OK
             : KW_EMU_DESFIRE_INTEGRITY_ERROR;
}

static void
append_number (GByteArray *bytes, guint32 number, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8)(number >> 8 * i);

      g_byte_array_append (bytes, &byte, 1);
    }
}

static void
encipher_reply (KwEmuDesfire *desfire, guint8 status)
{
  GByteArray *reply = desfire->reply;
  gsize block_bytes = kw_emu_key_get_block_bytes (desfire->session_key.type);
  gsize n_clear;

  if (desfire->scheme == KW_EMU_DESFIRE_SCHEME_LEGACY)
    {
      append_number (reply, kw_emu_crypt_crc16 (reply->data, reply->len), CRC16_BYTES);
      memset (desfire->iv, 0, sizeof desfire->iv);
    }
  else
    append_number (
        reply,
        kw_emu_crypt_crc32 (kw_emu_crypt_crc32 (G_MAXUINT32, reply->data, reply->len), &status, 1),
        CRC32_BYTES);
  if (desfire->reply_pad)
    append_number (reply, 0x80, 1);
  n_clear = reply->len;
  g_byte_array_set_size (reply, (guint)round_up (n_clear, block_bytes));
  memset (reply->data + n_clear, 0, reply->len - n_clear);
  kw_emu_crypt_encrypt (&desfire->session_key, desfire->iv, reply->data, reply->len);
}

void
kw_emu_desfire_seal_reply (KwEmuDesfire *desfire, KwEmuDesfireStatus status)
{
  GByteArray *reply = desfire->reply;
  guint8 status_byte = (guint8)status;

  switch (desfire->scheme)
    {
    case KW_EMU_DESFIRE_SCHEME_NONE:
      return;
    case KW_EMU_DESFIRE_SCHEME_LEGACY:
      if (desfire->reply_mode == KW_EMU_DESFIRE_MODE_MACED)
        {
          guint8 mac[LEGACY_MAC_BYTES];

          kw_emu_crypt_mac_legacy (&desfire->session_key, reply->data, reply->len, mac);
          g_byte_array_append (reply, mac, sizeof mac);
        }
      break;
    case KW_EMU_DESFIRE_SCHEME_NEW:
      if (desfire->reply_mode == KW_EMU_DESFIRE_MODE_ENCIPHERED)
        break;
      /* The CMAC goes over data and status, though it is sent between them. */
      g_byte_array_append (reply, &status_byte, 1);
      kw_emu_crypt_cmac (&desfire->session_key, desfire->iv, reply->data, reply->len);
      g_byte_array_set_size (reply, reply->len - 1);
      g_byte_array_append (reply, desfire->iv, CMAC_BYTES);
      break;
    }
  if (desfire->reply_mode == KW_EMU_DESFIRE_MODE_ENCIPHERED)
    encipher_reply (desfire, status_byte);
}
