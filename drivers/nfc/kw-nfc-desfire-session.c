/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-nfc-desfire-session.h"

#include <freefare.h> /* 0.4.0: MifareTag; later versions say FreefareTag. Included here only. */
#include <stdlib.h>
#include <string.h>

#include "kw-error.h"
#include "kw-nfc-desfire.h"
#include "kw-secret.h"

#define COMMAND_IN_DATA_EXCHANGE 0x40
#define TARGET 1

/* Instructions of the chip, as places in the report. */
#define INS_CREATE_APPLICATION 0xca
#define INS_CREATE_BACKUP_FILE 0xcb
#define INS_CHANGE_KEY 0xc4
#define INS_WRITE_DATA KW_NFC_DESFIRE_INS_WRITE_DATA
#define INS_COMMIT KW_NFC_DESFIRE_INS_COMMIT
#define INS_FORMAT 0xfc
#define INS_GET_APPLICATIONS 0x6a
#define SW1_DESFIRE 0x91

/* Frames on the air: libfreefare sends at most 55 bytes of a command and gets 59 of a reply. */
#define FRAMES_TO_READ 3  /* 144 + CRC 4, padded to 160 */
#define FRAMES_TO_WRITE 4 /* 8 + 160, 54 after each AF */

#define AID_BYTES 3
#define AES_BLOCK_BYTES 16

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (MifareDESFireKey, mifare_desfire_key_free, NULL)

KW_DEFINE_THROW (KwEncoderError, KW_ENCODER_ERROR)

/* --- one call ------------------------------------------------------------------------------ */

static gboolean
begin_call (KwNfcDesfire *self, guint n_exchanges)
{
  self->picc = KW_NFC_PICC_OK;
  if (!kw_nfc_device_may_go_on (self->device))
    {
      self->status = KW_NFC_STATUS_LATE;
      return FALSE;
    }
  self->device->n_exchanges += n_exchanges;
  return TRUE;
}

static gboolean
begin_write (KwNfcDesfire *self, KwEncoderStep step, guint8 place, guint n_exchanges)
{
  if (!begin_call (self, n_exchanges))
    return FALSE;
  kw_nfc_device_report_write (self->device, step, place);
  return TRUE;
}

/* After an error the chip has dropped the session, and libfreefare does not know: select anew. */
static void
drop_session (KwNfcDesfire *self)
{
  self->open_key = KW_NFC_DESFIRE_NO_KEY;
  self->is_selected = FALSE;
}

static gboolean
end_call (KwNfcDesfire *self, int result)
{
  int nfc_error;

  if (result >= 0)
    {
      self->status = KW_NFC_STATUS_OK;
      return TRUE;
    }
  drop_session (self);
  self->picc = mifare_desfire_last_picc_error (self->device->tag);
  if (self->picc != KW_NFC_PICC_OK)
    {
      self->status = KW_NFC_STATUS_NAK;
      return FALSE;
    }
  nfc_error = nfc_device_get_last_error (self->device->nfc);
  if (nfc_error >= 0) /* a MAC or a CRC did not fit */
    self->status = KW_NFC_STATUS_GARBLED;
  else if (nfc_error == NFC_ERFTRANS) /* libnfc's wrapper has swallowed the chip's status */
    self->status = KW_NFC_STATUS_NO_ANSWER;
  else
    self->status = kw_nfc_device_classify_error (self->device, nfc_error, 0);
  self->device->is_active = FALSE;
  return FALSE;
}

gboolean
kw_nfc_desfire_throw (KwNfcDesfire *self, GError **error)
{
  switch (self->picc)
    {
    case KW_NFC_PICC_OK:
      return kw_nfc_device_throw_status (self->device, self->status, error);
    case KW_NFC_PICC_OUT_OF_MEMORY:
      return throw (error, KW_ENCODER_ERROR_CARD_FULL, "the card has no memory left");
    default:
      return throw (error, KW_ENCODER_ERROR_CARD_FOREIGN,
                    "the card belongs to somebody else: it refuses (DESFire status %02x)",
                    self->picc);
    }
}

/* --- connection ---------------------------------------------------------------------------- */

void
kw_nfc_desfire_disconnect (KwEncoderDevice *device)
{
  g_clear_pointer (&device->tag, freefare_free_tag);
  device->desfire_is_selected = FALSE;
  device->desfire_has_session = FALSE;
  device->desfire_open_key = KW_NFC_DESFIRE_NO_KEY;
  kw_nfc_ev1_end (&device->ev1);
}

gboolean
kw_nfc_desfire_connect (KwNfcDesfire *self)
{
  KwEncoderDevice *device = self->device;

  if (device->tag != NULL)
    return TRUE;
  drop_session (self);
  kw_nfc_ev1_end (&device->ev1);
  if (!begin_call (self, /* n_exchanges= */ 2))
    return FALSE;
  device->tag = freefare_tag_new (device->nfc, device->target.info);
  if (device->tag == NULL)
    {
      self->status = KW_NFC_STATUS_GARBLED;
      return FALSE;
    }
  /* A card in the ISO 14443-4 protocol would not hear the select in connect. */
  if (!end_call (self, nfc_initiator_deselect_target (device->nfc)) ||
      !end_call (self, mifare_desfire_connect (device->tag)))
    {
      kw_nfc_desfire_disconnect (device);
      return FALSE;
    }
  return TRUE;
}

static gboolean
send_select (KwNfcDesfire *self, guint32 application)
{
  MifareDESFireAID aid;
  gboolean is_done;

  drop_session (self);
  if (!begin_call (self, /* n_exchanges= */ 1))
    return FALSE;
  aid = mifare_desfire_aid_new (application);
  is_done = end_call (self, mifare_desfire_select_application (self->device->tag, aid));
  free (aid);
  if (is_done)
    self->device->desfire_has_session = FALSE;
  self->is_selected = is_done && application != 0;
  return is_done;
}

gboolean
kw_nfc_desfire_select (KwNfcDesfire *self, guint32 application)
{
  guint8 picc;

  if (send_select (self, application))
    return TRUE;
  picc = self->picc;
  /* libfreefare forgets its session only when a select succeeds, and reads beyond short replies
   * that it thinks should carry a MAC. */
  if (picc != KW_NFC_PICC_OK && self->device->desfire_has_session && send_select (self, 0))
    self->picc = picc;
  return FALSE;
}

/* --- keys ---------------------------------------------------------------------------------- */

static MifareDESFireKey
make_key (const KwNfcDesfire *self, guint key, KwEncoderLockState lock)
{
  guint8 zeros[KW_CARD_DESFIRE_KEY_BYTES] = { 0 };
  guint8 bytes[KW_CARD_DESFIRE_KEY_BYTES];
  MifareDESFireKey made;

  if (lock == KW_ENCODER_LOCK_STATE_FACTORY)
    return mifare_desfire_aes_key_new (zeros);
  memcpy (bytes, self->access->keys[lock].desfire[key], sizeof bytes);
  made = mifare_desfire_aes_key_new_with_version (bytes, self->access->keys[lock].key_version);
  kw_secret_wipe_bytes (bytes, sizeof bytes);
  return made;
}

gboolean
kw_nfc_desfire_authenticate (KwNfcDesfire *self, guint key, KwEncoderLockState lock)
{
  g_auto (MifareDESFireKey) made = NULL;

  g_return_val_if_fail (lock <= KW_ENCODER_LOCK_STATE_FACTORY, FALSE);

  if (self->open_key == key && self->locks[key] == lock)
    return TRUE;
  self->open_key = KW_NFC_DESFIRE_NO_KEY;
  if (!begin_call (self, /* n_exchanges= */ 2))
    return FALSE;
  made = make_key (self, key, lock);
  if (end_call (self, mifare_desfire_authenticate_aes (self->device->tag, (guint8)key, made)))
    {
      self->device->desfire_has_session = TRUE;
      self->open_key = key;
      self->locks[key] = lock;
      return TRUE;
    }
  /* A wrong key leaves the application selected, and libfreefare without a session. */
  self->is_selected = self->picc == KW_NFC_PICC_AUTHENTICATION;
  return FALSE;
}

gboolean
kw_nfc_desfire_authenticate_card (KwNfcDesfire *self)
{
  guint8 zeros[8] = { 0 };
  g_auto (MifareDESFireKey) made = NULL;

  if (!begin_call (self, /* n_exchanges= */ 2))
    return FALSE;
  made = mifare_desfire_des_key_new_with_version (zeros);
  if (!end_call (self, mifare_desfire_authenticate (self->device->tag, 0, made)))
    return FALSE;
  self->device->desfire_has_session = TRUE;
  return TRUE;
}

gboolean
kw_nfc_desfire_get_key_version (KwNfcDesfire *self, guint key, guint8 *out_version)
{
  return begin_call (self, /* n_exchanges= */ 1) &&
         end_call (self,
                   mifare_desfire_get_key_version (self->device->tag, (guint8)key, out_version));
}

gboolean
kw_nfc_desfire_change_key (KwNfcDesfire *self, guint key)
{
  g_auto (MifareDESFireKey) old_key = make_key (self, key, self->locks[key]);
  g_auto (MifareDESFireKey) new_key = make_key (self, key, KW_ENCODER_LOCK_STATE_CURRENT);

  if (!begin_write (self, KW_ENCODER_STEP_PREPARING, INS_CHANGE_KEY, /* n_exchanges= */ 1) ||
      !end_call (self,
                 mifare_desfire_change_key (self->device->tag, (guint8)key, new_key, old_key)))
    return FALSE;
  self->locks[key] = KW_ENCODER_LOCK_STATE_CURRENT;
  if (self->open_key == key)
    self->open_key = KW_NFC_DESFIRE_NO_KEY;
  return TRUE;
}

/* --- card ---------------------------------------------------------------------------------- */

gboolean
kw_nfc_desfire_get_free_bytes (KwNfcDesfire *self, guint32 *out_free_bytes)
{
  return begin_call (self, /* n_exchanges= */ 1) &&
         end_call (self, mifare_desfire_free_mem (self->device->tag, out_free_bytes));
}

/* libfreefare's own mifare_desfire_get_application_ids () leaks. Without a session the command is
 * one plain frame. */
gboolean
kw_nfc_desfire_list_applications (KwNfcDesfire *self, guint *out_n_applications,
                                  gboolean *out_is_ours_there)
{
  static const guint8 command[] = {
    COMMAND_IN_DATA_EXCHANGE, TARGET, 0x90, INS_GET_APPLICATIONS, 0x00, 0x00, 0x00
  };
  guint8 reply[KW_NFC_REPLY_BYTES];
  gsize n_reply_bytes = 0;
  const guint32 ours = self->access->desfire_application;

  self->picc = KW_NFC_PICC_OK;
  self->status = kw_nfc_device_exchange (self->device, command, sizeof command, reply,
                                         &n_reply_bytes);
  if (self->status != KW_NFC_STATUS_OK)
    return FALSE;
  if (n_reply_bytes < 3 || reply[n_reply_bytes - 2] != SW1_DESFIRE)
    {
      self->status = KW_NFC_STATUS_GARBLED;
      return FALSE;
    }
  if (reply[n_reply_bytes - 1] != KW_NFC_PICC_OK && reply[n_reply_bytes - 1] != KW_NFC_PICC_MORE)
    {
      self->picc = reply[n_reply_bytes - 1];
      self->status = KW_NFC_STATUS_NAK;
      return FALSE;
    }
  *out_n_applications = (guint)(n_reply_bytes - 3) / AID_BYTES;
  *out_is_ours_there = FALSE;
  for (guint i = 0; i < *out_n_applications; i++)
    {
      const guint8 *aid = reply + 1 + i * AID_BYTES;

      if ((aid[0] | (guint32)aid[1] << 8 | (guint32)aid[2] << 16) == ours)
        *out_is_ours_there = TRUE;
    }
  return TRUE;
}

gboolean
kw_nfc_desfire_create_application (KwNfcDesfire *self)
{
  MifareDESFireAID aid;
  gboolean is_done;

  if (!begin_write (self, KW_ENCODER_STEP_PREPARING, INS_CREATE_APPLICATION,
                    /* n_exchanges= */ 1))
    return FALSE;
  aid = mifare_desfire_aid_new (self->access->desfire_application);
  is_done = end_call (self, mifare_desfire_create_application (self->device->tag, aid,
                                                               KW_CARD_DESFIRE_APPLICATION_SETTINGS,
                                                               KW_CARD_DESFIRE_APPLICATION_KEYS));
  free (aid);
  return is_done;
}

gboolean
kw_nfc_desfire_format (KwNfcDesfire *self)
{
  const gboolean is_done = begin_write (self, KW_ENCODER_STEP_RESTORING, INS_FORMAT,
                                        /* n_exchanges= */ 1) &&
                           end_call (self, mifare_desfire_format_picc (self->device->tag));

  drop_session (self);
  return is_done;
}

/* --- file ---------------------------------------------------------------------------------- */

gboolean
kw_nfc_desfire_has_file (KwNfcDesfire *self, gboolean *out_has_file)
{
  uint8_t *files = NULL;
  size_t n_files = 0;

  if (!begin_call (self, /* n_exchanges= */ 1) ||
      !end_call (self, mifare_desfire_get_file_ids (self->device->tag, &files, &n_files)))
    return FALSE;
  *out_has_file = n_files > 0 && memchr (files, KW_CARD_DESFIRE_FILE, n_files) != NULL;
  free (files);
  return TRUE;
}

gboolean
kw_nfc_desfire_create_file (KwNfcDesfire *self)
{
  return begin_write (self, KW_ENCODER_STEP_PREPARING, INS_CREATE_BACKUP_FILE,
                      /* n_exchanges= */ 1) &&
         end_call (self, mifare_desfire_create_backup_data_file (
                             self->device->tag, KW_CARD_DESFIRE_FILE, MDCM_ENCIPHERED,
                             KW_CARD_DESFIRE_FILE_ACCESS, KW_CARD_SEALED_BYTES));
}

gboolean
kw_nfc_desfire_read_file (KwNfcDesfire *self, guint8 *out_bytes)
{
  /* libfreefare wants room for CRC, padding and its own status byte. */
  guint8 buffer[KW_CARD_SEALED_BYTES + 4 * AES_BLOCK_BYTES];
  ssize_t n_bytes;

  if (!begin_call (self, FRAMES_TO_READ))
    return FALSE;
  n_bytes = mifare_desfire_read_data_ex (self->device->tag, KW_CARD_DESFIRE_FILE, /* offset= */ 0,
                                         KW_CARD_SEALED_BYTES, buffer, MDCM_ENCIPHERED);
  if (!end_call (self, n_bytes == KW_CARD_SEALED_BYTES ? 0 : -1))
    return FALSE;
  memcpy (out_bytes, buffer, KW_CARD_SEALED_BYTES);
  return TRUE;
}

gboolean
kw_nfc_desfire_write_file (KwNfcDesfire *self, KwEncoderStep step, const guint8 *bytes)
{
  ssize_t n_bytes;

  if (!begin_write (self, step, INS_WRITE_DATA, FRAMES_TO_WRITE))
    return FALSE;
  n_bytes = mifare_desfire_write_data_ex (self->device->tag, KW_CARD_DESFIRE_FILE,
                                          /* offset= */ 0, KW_CARD_SEALED_BYTES, bytes,
                                          MDCM_ENCIPHERED);
  return end_call (self, n_bytes == KW_CARD_SEALED_BYTES ? 0 : -1);
}

gboolean
kw_nfc_desfire_commit (KwNfcDesfire *self, KwEncoderStep step)
{
  return begin_write (self, step, INS_COMMIT, /* n_exchanges= */ 1) &&
         end_call (self, mifare_desfire_commit_transaction (self->device->tag));
}
