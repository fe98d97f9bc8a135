/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-nfc-desfire-quick.h"

#include <openssl/rand.h>
#include <string.h>

#include "kw-secret.h"

#define COMMAND_IN_DATA_EXCHANGE 0x40
#define TARGET 1

#define INS_SELECT_APPLICATION 0x5a
#define INS_AUTHENTICATE_AES 0xaa
#define INS_GET_FREE_MEMORY 0x6e
#define INS_READ_DATA 0xbd
#define INS_WRITE_DATA KW_NFC_DESFIRE_INS_WRITE_DATA
#define INS_COMMIT KW_NFC_DESFIRE_INS_COMMIT

#define FRAME_BYTES 60 /* a command, or a status and its data; PCB and CRC make it 63 of FSC 64 */
#define FILE_HEADER_BYTES 8 /* code, file, offset and length of three bytes each */
#define ENCIPHERED_BYTES KW_NFC_EV1_ENCIPHERED_BYTES (KW_CARD_SEALED_BYTES)

/* --- one frame ----------------------------------------------------------------------------- */

static gboolean
fail (KwNfcDesfire *self, KwNfcStatus status)
{
  self->status = status;
  return FALSE;
}

/* TRUE only if the card answered with the status wanted and so and so many bytes; a refusal is in
 * @self->picc. */
static gboolean
exchange (KwNfcDesfire *self, const guint8 *frame, gsize n_frame_bytes, guint8 wanted_picc,
          guint8 *out_data, gsize n_data_bytes)
{
  guint8 command[2 + FRAME_BYTES] = { COMMAND_IN_DATA_EXCHANGE, TARGET };
  guint8 reply[KW_NFC_REPLY_BYTES];
  gsize n_reply_bytes = 0; /* with the statuses of chip and card */

  g_return_val_if_fail (n_frame_bytes <= FRAME_BYTES, FALSE);

  self->picc = KW_NFC_PICC_OK;
  memcpy (command + 2, frame, n_frame_bytes);
  self->status = kw_nfc_device_exchange (self->device, command, 2 + n_frame_bytes, reply,
                                         &n_reply_bytes);
  if (self->status != KW_NFC_STATUS_OK)
    return FALSE;
  if (n_reply_bytes == 2 && reply[1] != KW_NFC_PICC_OK && reply[1] != KW_NFC_PICC_MORE)
    {
      self->picc = reply[1];
      return fail (self, KW_NFC_STATUS_NAK);
    }
  if (n_reply_bytes != 2 + n_data_bytes || reply[1] != wanted_picc)
    return fail (self, KW_NFC_STATUS_GARBLED);
  memcpy (out_data, reply + 2, n_data_bytes);
  return TRUE;
}

/* --- commands ------------------------------------------------------------------------------ */

static gboolean
select_application (KwNfcDesfire *self)
{
  const guint32 aid = self->access->desfire_application;
  const guint8 frame[] = { INS_SELECT_APPLICATION, (guint8)aid, (guint8)(aid >> 8),
                           (guint8)(aid >> 16) };
  guint8 nothing;

  kw_nfc_ev1_end (&self->device->ev1);
  return exchange (self, frame, sizeof frame, KW_NFC_PICC_OK, &nothing, 0);
}

static gboolean
get_free_bytes (KwNfcDesfire *self, guint32 *out_free_bytes)
{
  static const guint8 frame[] = { INS_GET_FREE_MEMORY };
  guint8 bytes[3];

  if (!exchange (self, frame, sizeof frame, KW_NFC_PICC_OK, bytes, sizeof bytes))
    return FALSE;
  *out_free_bytes = bytes[0] | (guint32)bytes[1] << 8 | (guint32)bytes[2] << 16;
  return TRUE;
}

static gboolean
authenticate (KwNfcDesfire *self, guint8 key)
{
  KwNfcEv1 *ev1 = &self->device->ev1;
  const guint8 begin[] = { INS_AUTHENTICATE_AES, key };
  guint8 challenge[KW_NFC_EV1_BLOCK_BYTES], token[KW_NFC_EV1_BLOCK_BYTES];
  guint8 answer[1 + 2 * KW_NFC_EV1_BLOCK_BYTES] = { KW_NFC_PICC_MORE };
  gboolean is_answered;

  if (!exchange (self, begin, sizeof begin, KW_NFC_PICC_MORE, token, sizeof token))
    return FALSE;
  is_answered = RAND_bytes (challenge, sizeof challenge) == 1 &&
                kw_nfc_ev1_challenge (ev1, self->access->keys[0].desfire[key], challenge, token,
                                      answer + 1);
  kw_secret_wipe_bytes (challenge, sizeof challenge);
  if (!is_answered)
    return fail (self, KW_NFC_STATUS_GARBLED);
  return exchange (self, answer, sizeof answer, KW_NFC_PICC_OK, token, sizeof token) &&
         (kw_nfc_ev1_open (ev1, token) || fail (self, KW_NFC_STATUS_GARBLED));
}

/* The whole file, from its beginning. */
static void
make_file_header (guint8 instruction, guint8 *out_header)
{
  memset (out_header, 0, FILE_HEADER_BYTES);
  out_header[0] = instruction;
  out_header[1] = KW_CARD_DESFIRE_FILE;
  out_header[5] = KW_CARD_SEALED_BYTES;
}

static gboolean
read_file (KwNfcDesfire *self, guint8 *out_sealed)
{
  static const guint8 more = KW_NFC_PICC_MORE;
  KwNfcEv1 *ev1 = &self->device->ev1;
  guint8 header[FILE_HEADER_BYTES];
  guint8 bytes[ENCIPHERED_BYTES];
  gsize n_bytes = 0;

  make_file_header (INS_READ_DATA, header);
  if (!kw_nfc_ev1_note_command (ev1, header, sizeof header))
    return fail (self, KW_NFC_STATUS_GARBLED);
  while (n_bytes < sizeof bytes)
    {
      const gsize n_left = sizeof bytes - n_bytes;
      const gsize n_now = MIN (n_left, FRAME_BYTES - 1);

      if (!exchange (self, n_bytes == 0 ? header : &more,
                     n_bytes == 0 ? sizeof header : sizeof more,
                     n_now < n_left ? KW_NFC_PICC_MORE : KW_NFC_PICC_OK, bytes + n_bytes, n_now))
        return FALSE;
      n_bytes += n_now;
    }
  if (!kw_nfc_ev1_decipher (ev1, KW_NFC_PICC_OK, bytes, KW_CARD_SEALED_BYTES))
    return fail (self, KW_NFC_STATUS_GARBLED);
  memcpy (out_sealed, bytes, KW_CARD_SEALED_BYTES);
  return TRUE;
}

static gboolean
check_done (KwNfcDesfire *self, const guint8 *frame, gsize n_frame_bytes)
{
  guint8 mac[KW_NFC_EV1_MAC_BYTES];

  return exchange (self, frame, n_frame_bytes, KW_NFC_PICC_OK, mac, sizeof mac) &&
         (kw_nfc_ev1_check_reply (&self->device->ev1, KW_NFC_PICC_OK, mac, sizeof mac) ||
          fail (self, KW_NFC_STATUS_GARBLED));
}

static gboolean
begin_write (KwNfcDesfire *self, guint8 place)
{
  if (!kw_nfc_device_may_go_on (self->device))
    {
      self->picc = KW_NFC_PICC_OK;
      return fail (self, KW_NFC_STATUS_LATE);
    }
  kw_nfc_device_report_write (self->device, KW_ENCODER_STEP_WRITING, place);
  return TRUE;
}

static gboolean
write_file (KwNfcDesfire *self, const guint8 *sealed)
{
  guint8 message[FILE_HEADER_BYTES + ENCIPHERED_BYTES];
  guint8 frame[FRAME_BYTES];
  gsize n_frame = FRAME_BYTES;
  gsize n_sent = FRAME_BYTES;
  guint8 nothing;

  if (!begin_write (self, INS_WRITE_DATA))
    return FALSE;
  make_file_header (INS_WRITE_DATA, message);
  if (!kw_nfc_ev1_encipher (&self->device->ev1, message, FILE_HEADER_BYTES, sealed,
                            KW_CARD_SEALED_BYTES, message + FILE_HEADER_BYTES))
    return fail (self, KW_NFC_STATUS_GARBLED);
  memcpy (frame, message, n_frame);
  while (n_sent < sizeof message)
    {
      if (!exchange (self, frame, n_frame, KW_NFC_PICC_MORE, &nothing, 0))
        return FALSE;
      n_frame = 1 + MIN (sizeof message - n_sent, FRAME_BYTES - 1);
      frame[0] = KW_NFC_PICC_MORE;
      memcpy (frame + 1, message + n_sent, n_frame - 1);
      n_sent += n_frame - 1;
    }
  return check_done (self, frame, n_frame);
}

static gboolean
commit (KwNfcDesfire *self)
{
  static const guint8 frame[] = { INS_COMMIT };

  if (!begin_write (self, INS_COMMIT))
    return FALSE;
  if (!kw_nfc_ev1_note_command (&self->device->ev1, frame, sizeof frame))
    return fail (self, KW_NFC_STATUS_GARBLED);
  return check_done (self, frame, sizeof frame);
}

/* --- jobs ---------------------------------------------------------------------------------- */

/* After a refusal the card has dropped the session; after anything else the two may not agree. */
static KwNfcQuick
give_up (KwNfcDesfire *self)
{
  kw_nfc_ev1_end (&self->device->ev1);
  return self->picc != KW_NFC_PICC_OK ? KW_NFC_QUICK_NOT_SO : KW_NFC_QUICK_FAILED;
}

static KwNfcQuick
read_blank (KwNfcDesfire *self, KwEncoderReading *reading)
{
  guint32 free_bytes = 0;

  if (!get_free_bytes (self, &free_bytes))
    return give_up (self);
  for (guint key = 0; key < KW_CARD_DESFIRE_N_KEYS; key++)
    self->locks[key] = KW_ENCODER_LOCK_STATE_FACTORY;
  reading->condition = KW_ENCODER_CONDITION_BLANK;
  reading->free_bytes = free_bytes;
  return KW_NFC_QUICK_DONE;
}

static gboolean
is_zero (const guint8 *bytes, gsize n_bytes)
{
  guint8 any = 0;

  for (gsize i = 0; i < n_bytes; i++)
    any |= bytes[i];
  return any == 0;
}

KwNfcQuick
kw_nfc_desfire_quick_read (KwNfcDesfire *self, KwEncoderReading *reading)
{
  KwEncoderSlot slot = { .is_present = TRUE };

  /* While keys are rolled, one of them proves nothing about the others. */
  if (self->access->n_keys != 1 || self->device->tag != NULL)
    return KW_NFC_QUICK_NOT_SO;
  if (!select_application (self))
    return self->picc == KW_NFC_PICC_NO_APPLICATION ? read_blank (self, reading) : give_up (self);
  if (!authenticate (self, KW_CARD_DESFIRE_KEY_WRITE) || !read_file (self, slot.sealed))
    return give_up (self);
  if (is_zero (slot.sealed, sizeof slot.sealed))
    {
      kw_nfc_ev1_end (&self->device->ev1);
      return KW_NFC_QUICK_NOT_SO;
    }

  /* A credential is only written after all keys are ours. */
  for (guint key = 0; key < KW_CARD_DESFIRE_N_KEYS; key++)
    self->locks[key] = KW_ENCODER_LOCK_STATE_CURRENT;
  slot.key_version = self->access->keys[0].key_version;
  reading->slots[0] = slot;
  reading->has_application = TRUE;
  reading->has_file = TRUE;
  reading->condition = KW_ENCODER_CONDITION_OURS;
  return KW_NFC_QUICK_DONE;
}

KwNfcQuick
kw_nfc_desfire_quick_rewrite (KwNfcDesfire *self, const guint8 *sealed, guint8 *out_sealed)
{
  const KwEncoderDevice *device = self->device;

  if (!device->has_reading || !device->ev1.is_open)
    return KW_NFC_QUICK_NOT_SO;
  /* Until Commit the chip keeps, and reads, the old bytes. */
  if (!write_file (self, sealed) || !commit (self) || !read_file (self, out_sealed))
    return give_up (self);
  return KW_NFC_QUICK_DONE;
}
