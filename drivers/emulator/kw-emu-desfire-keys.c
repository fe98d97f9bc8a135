/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-desfire-private.h"

#include <string.h>

#define CHANGE_BY_SAME_KEY 0xe
#define CHANGE_NEVER 0xf
#define HEADER_BYTES 2 /* instruction and key number */

/* Bits 7-4 of an application's settings say which key may change keys. */
static gboolean
may_change_key (const KwEmuDesfire *desfire, guint8 key_no)
{
  guint8 changer = desfire->selected->settings >> 4;

  if (desfire->scheme == KW_EMU_DESFIRE_SCHEME_NONE)
    return FALSE;
  if (key_no == 0)
    return desfire->key_no == 0 &&
           (desfire->selected->settings & KW_EMU_DESFIRE_MAY_CHANGE_MASTER) != 0;
  if (changer == CHANGE_NEVER)
    return FALSE;
  if (changer == CHANGE_BY_SAME_KEY || changer == key_no)
    return desfire->key_no == key_no;
  return desfire->key_no == changer;
}

/* At the card's level the upper bits of the key number choose a new cipher. */
static gboolean
find_new_type (const KwEmuDesfire *desfire, guint8 number, KwEmuKeyType *out_type,
               guint8 *out_key_no)
{
  *out_type = desfire->selected->key_type;
  *out_key_no = number;
  if (!kw_emu_desfire_at_picc (desfire))
    return TRUE;
  if (number >> 6 > KW_EMU_KEY_TYPE_AES)
    return FALSE;
  *out_type = (KwEmuKeyType)(number >> 6);
  *out_key_no = number & 0x3f;
  return TRUE;
}

/* The checksums after the key; with another key than the one in use, the new key has its own. */
static gboolean
checksums_are_good (const KwEmuDesfire *desfire, const guint8 *command, gsize n_material,
                    const KwEmuKey *new_key, gboolean is_own)
{
  const guint8 *at = command + HEADER_BYTES + n_material;
  gsize n_key = kw_emu_key_get_size_bytes (new_key->type);

  if (desfire->scheme == KW_EMU_DESFIRE_SCHEME_LEGACY)
    return kw_emu_desfire_read_number (at, 2) ==
               kw_emu_crypt_crc16 (command + HEADER_BYTES, n_material) &&
           (is_own ||
            kw_emu_desfire_read_number (at + 2, 2) == kw_emu_crypt_crc16 (new_key->bytes, n_key));
  return kw_emu_desfire_read_number (at, 4) ==
             kw_emu_crypt_crc32 (G_MAXUINT32, command, HEADER_BYTES + n_material) &&
         (is_own || kw_emu_desfire_read_number (at + 4, 4) ==
                        kw_emu_crypt_crc32 (G_MAXUINT32, new_key->bytes, n_key));
}

KwEmuDesfireStatus
kw_emu_desfire_change_key (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  guint8 *command = desfire->input->data;
  guint8 *material = command + HEADER_BYTES;
  gsize n_crc = desfire->scheme == KW_EMU_DESFIRE_SCHEME_LEGACY ? 2 : 4;
  KwEmuKey new_key = { 0 };
  gsize n_key, n_material;
  gboolean is_own;
  guint8 key_no;

  if (n_bytes < 1 || !find_new_type (desfire, data[0], &new_key.type, &key_no))
    return KW_EMU_DESFIRE_PARAMETER_ERROR;
  if (key_no >= desfire->selected->n_keys)
    return KW_EMU_DESFIRE_NO_SUCH_KEY;
  if (!may_change_key (desfire, key_no))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  is_own = key_no == desfire->key_no;
  n_key = kw_emu_key_get_size_bytes (new_key.type);
  n_material = n_key + (new_key.type == KW_EMU_KEY_TYPE_AES ? 1 : 0);
  if (n_bytes - 1 < n_material + n_crc * (is_own ? 1 : 2) ||
      !kw_emu_desfire_decipher (desfire, material, n_bytes - 1))
    return KW_EMU_DESFIRE_LENGTH_ERROR;

  memcpy (new_key.bytes, material, n_key);
  if (!is_own)
    for (gsize i = 0; i < n_key; i++)
      new_key.bytes[i] ^= desfire->selected->keys[key_no].bytes[i];
  if (new_key.type == KW_EMU_KEY_TYPE_AES)
    new_key.version = material[n_key];
  if (!checksums_are_good (desfire, command, n_material, &new_key, is_own))
    return KW_EMU_DESFIRE_INTEGRITY_ERROR;

  if (kw_emu_desfire_is_done (kw_emu_desfire_ask_write (desfire, KW_EMU_DESFIRE_PAGE_BYTES)))
    {
      desfire->selected->keys[key_no] = new_key;
      desfire->selected->key_type = new_key.type;
      if (is_own)
        kw_emu_desfire_end_session (desfire);
    }
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_change_key_settings (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireStatus status;

  if (!kw_emu_desfire_is_master (desfire) ||
      (desfire->selected->settings & KW_EMU_DESFIRE_MAY_CONFIGURE) == 0)
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  status = kw_emu_desfire_open_payload (desfire, KW_EMU_DESFIRE_MODE_ENCIPHERED,
                                        desfire->input->data, 1, 1, n_bytes + 1);
  if (status != KW_EMU_DESFIRE_OK)
    return status;
  if (kw_emu_desfire_is_done (kw_emu_desfire_ask_write (desfire, KW_EMU_DESFIRE_PAGE_BYTES)))
    desfire->selected->settings = desfire->input->data[1];
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_get_key_settings (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  const KwEmuDesfireApp *app = desfire->selected;

  if (n_bytes != 0)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if ((app->settings & KW_EMU_DESFIRE_MAY_LIST) == 0 && !kw_emu_desfire_is_master (desfire))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  kw_emu_desfire_say_number (desfire, app->settings, 1);
  kw_emu_desfire_say_number (desfire, app->n_keys | (guint)app->key_type << 6, 1);
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_get_key_version (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  if (n_bytes != 1)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (data[0] >= desfire->selected->n_keys)
    return KW_EMU_DESFIRE_NO_SUCH_KEY;
  kw_emu_desfire_say_number (desfire, kw_emu_key_get_version (&desfire->selected->keys[data[0]]),
                             1);
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_get_card_uid (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  if (n_bytes != 0)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (desfire->scheme == KW_EMU_DESFIRE_SCHEME_NONE)
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  kw_emu_desfire_say (desfire, desfire->card.uid, desfire->card.uid_len);
  desfire->reply_mode = KW_EMU_DESFIRE_MODE_ENCIPHERED;
  return KW_EMU_DESFIRE_OK;
}
