/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-nfc-classic-session.h"

#include <string.h>

#include "kw-error.h"
#include "kw-secret.h"

#define COMMAND_IN_DATA_EXCHANGE 0x40
#define TARGET 1

/* Card commands (NXP MF1S50yyX/V1, section 9). */
#define CARD_AUTH_A 0x60
#define CARD_AUTH_B 0x61
#define CARD_READ 0x30
#define CARD_WRITE 0xa0

#define TRAILER 3
#define ACCESS_AT 6
#define ACCESS_BYTES 4
#define BLOCK_BYTES KW_CARD_CLASSIC_BLOCK_BYTES
#define KEY_BYTES KW_CARD_CLASSIC_KEY_BYTES

KW_DEFINE_THROW (KwEncoderError, KW_ENCODER_ERROR)

static guint8
get_block (const KwNfcClassic *self, guint sector, guint index)
{
  return kw_card_classic_sector_block (self->access->classic_first_sector, sector, index);
}

/* --- single exchanges ---------------------------------------------------------------------- */

static KwNfcStatus
send_authenticate (KwNfcClassic *self, guint8 key_command, guint sector, const guint8 *key)
{
  const KwCardUid *uid = &self->device->target.card.uid;
  guint8 command[4 + KEY_BYTES + 4] = { COMMAND_IN_DATA_EXCHANGE, TARGET, key_command,
                                        get_block (self, sector, TRAILER) };
  guint8 reply[KW_NFC_REPLY_BYTES];
  KwNfcStatus status;

  memcpy (command + 4, key, KEY_BYTES);
  /* CRYPTO1 takes the last four bytes of the UID, whatever its length (NXP AN10927, 3.2.5). */
  memcpy (command + 4 + KEY_BYTES, uid->bytes + uid->size_bytes - 4, 4);
  status = kw_nfc_device_exchange (self->device, command, sizeof command, reply, NULL);
  kw_secret_wipe_bytes (command, sizeof command);
  self->open_sector = status == KW_NFC_STATUS_OK ? sector : KW_NFC_CLASSIC_NO_SECTOR;
  return status;
}

static KwNfcStatus
send_read (KwNfcClassic *self, guint8 block, guint8 *out_bytes)
{
  const guint8 command[] = { COMMAND_IN_DATA_EXCHANGE, TARGET, CARD_READ, block };
  guint8 reply[KW_NFC_REPLY_BYTES];
  gsize n_reply_bytes = 0;
  KwNfcStatus status = kw_nfc_device_exchange (self->device, command, sizeof command, reply,
                                               &n_reply_bytes);

  if (status == KW_NFC_STATUS_OK && n_reply_bytes != 1 + BLOCK_BYTES)
    status = KW_NFC_STATUS_GARBLED;
  if (status == KW_NFC_STATUS_OK)
    memcpy (out_bytes, reply + 1, BLOCK_BYTES);
  else
    self->open_sector = KW_NFC_CLASSIC_NO_SECTOR;
  return status;
}

static KwNfcStatus
send_write (KwNfcClassic *self, KwEncoderStep step, guint8 block, const guint8 *bytes)
{
  guint8 command[4 + BLOCK_BYTES] = { COMMAND_IN_DATA_EXCHANGE, TARGET, CARD_WRITE, block };
  guint8 reply[KW_NFC_REPLY_BYTES];
  KwNfcStatus status;

  if (!kw_nfc_device_may_go_on (self->device))
    return KW_NFC_STATUS_LATE;
  memcpy (command + 4, bytes, BLOCK_BYTES);
  kw_nfc_device_report_write (self->device, step, block);
  status = kw_nfc_device_exchange (self->device, command, sizeof command, reply, NULL);
  kw_secret_wipe_bytes (command, sizeof command);
  if (status != KW_NFC_STATUS_OK)
    self->open_sector = KW_NFC_CLASSIC_NO_SECTOR;
  return status;
}

static KwNfcStatus
ensure_selected (KwNfcClassic *self)
{
  KwNfcStatus status;

  if (self->device->is_active)
    return KW_NFC_STATUS_OK;
  self->open_sector = KW_NFC_CLASSIC_NO_SECTOR;
  status = kw_nfc_device_select (self->device, &self->device->target.card.uid);
  if (status == KW_NFC_STATUS_GARBLED)
    status = kw_nfc_device_select (self->device, &self->device->target.card.uid);
  return status;
}

/* After anything but a clear answer the card is selected anew and asked once more: a flicker of the
 * field looks like a card taken away until it does not come back. */
static gboolean
is_worth_another_try (KwNfcStatus status)
{
  return status == KW_NFC_STATUS_GARBLED || status == KW_NFC_STATUS_SILENT ||
         status == KW_NFC_STATUS_NO_ANSWER;
}

/* --- keys ---------------------------------------------------------------------------------- */

gboolean
kw_nfc_classic_is_ours (KwEncoderLockState lock)
{
  return lock == KW_ENCODER_LOCK_STATE_CURRENT || lock == KW_ENCODER_LOCK_STATE_PREVIOUS;
}

static KwNfcStatus
authenticate_as (KwNfcClassic *self, guint sector, KwEncoderLockState lock)
{
  KwNfcStatus status = ensure_selected (self);

  if (status != KW_NFC_STATUS_OK)
    return status;
  if (kw_nfc_classic_is_ours (lock))
    return send_authenticate (self, CARD_AUTH_B, sector,
                              self->access->keys[lock].classic_b[sector]);
  return send_authenticate (self, CARD_AUTH_A, sector, kw_card_classic_key_factory);
}

/* As authenticate_as(), once more if need be. */
static KwNfcStatus
try_lock (KwNfcClassic *self, guint sector, KwEncoderLockState lock)
{
  KwNfcStatus status = authenticate_as (self, sector, lock);

  if (is_worth_another_try (status))
    status = authenticate_as (self, sector, lock);
  return status;
}

/* What opened the sector before comes first: cards mostly have one kind of keys. */
static guint
list_candidates (const KwNfcClassic *self, KwEncoderLockState *out_candidates)
{
  static const KwEncoderLockState all[] = { KW_ENCODER_LOCK_STATE_CURRENT,
                                            KW_ENCODER_LOCK_STATE_PREVIOUS,
                                            KW_ENCODER_LOCK_STATE_FACTORY };
  guint n_candidates = 0;

  if (self->last_lock <= KW_ENCODER_LOCK_STATE_FACTORY)
    out_candidates[n_candidates++] = self->last_lock;
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != self->last_lock &&
        (all[i] != KW_ENCODER_LOCK_STATE_PREVIOUS || self->access->n_keys > 1))
      out_candidates[n_candidates++] = all[i];
  return n_candidates;
}

gboolean
kw_nfc_classic_identify (KwNfcClassic *self, guint sector, GError **error)
{
  KwEncoderLockState candidates[KW_ENCODER_LOCK_STATE_N];
  const guint n_candidates = list_candidates (self, candidates);

  for (guint i = 0; i < n_candidates; i++)
    {
      const KwNfcStatus status = try_lock (self, sector, candidates[i]);

      if (status == KW_NFC_STATUS_OK)
        {
          self->locks[sector] = self->last_lock = candidates[i];
          return TRUE;
        }
      if (status != KW_NFC_STATUS_WRONG_KEY && status != KW_NFC_STATUS_NAK)
        return kw_nfc_device_throw_status (self->device, status, error);
    }
  self->locks[sector] = KW_ENCODER_LOCK_STATE_CLOSED;
  return TRUE;
}

static gboolean
has_lock_of_ours (const KwNfcClassic *self)
{
  for (guint sector = 0; sector < KW_CARD_CLASSIC_N_SECTORS; sector++)
    if (kw_nfc_classic_is_ours (self->locks[sector]))
      return TRUE;
  return FALSE;
}

static gboolean
throw_closed (const KwNfcClassic *self, GError **error)
{
  if (has_lock_of_ours (self) || self->device->progress.n_writes_begun > 0)
    return throw (error, KW_ENCODER_ERROR_CARD_DAMAGED,
                  "the card is damaged: a sector opens to no key any more");
  return throw (error, KW_ENCODER_ERROR_CARD_FOREIGN,
                "the card belongs to somebody else: a sector opens to no key of ours");
}

gboolean
kw_nfc_classic_open (KwNfcClassic *self, guint sector, GError **error)
{
  KwNfcStatus status;

  if (self->open_sector == sector && self->device->is_active)
    return TRUE;
  if (self->locks[sector] <= KW_ENCODER_LOCK_STATE_FACTORY)
    {
      status = try_lock (self, sector, self->locks[sector]);
      if (status == KW_NFC_STATUS_OK)
        return TRUE;
      if (status != KW_NFC_STATUS_WRONG_KEY)
        return kw_nfc_device_throw_status (self->device, status, error);
      self->locks[sector] = KW_ENCODER_LOCK_STATE_UNTRIED;
    }
  if (self->locks[sector] == KW_ENCODER_LOCK_STATE_UNTRIED &&
      !kw_nfc_classic_identify (self, sector, error))
    return FALSE;
  if (self->locks[sector] == KW_ENCODER_LOCK_STATE_CLOSED)
    return throw_closed (self, error);
  return TRUE;
}

/* --- blocks -------------------------------------------------------------------------------- */

gboolean
kw_nfc_classic_read_block (KwNfcClassic *self, guint sector, guint index, guint8 *out_bytes,
                           GError **error)
{
  const guint8 block = get_block (self, sector, index);
  KwNfcStatus status;

  if (!kw_nfc_classic_open (self, sector, error))
    return FALSE;
  status = send_read (self, block, out_bytes);
  if (is_worth_another_try (status))
    {
      if (!kw_nfc_classic_open (self, sector, error))
        return FALSE;
      status = send_read (self, block, out_bytes);
    }
  return status == KW_NFC_STATUS_OK || kw_nfc_device_throw_status (self->device, status, error);
}

gboolean
kw_nfc_classic_write_block (KwNfcClassic *self, KwEncoderStep step, guint sector, guint index,
                            const guint8 *bytes, GError **error)
{
  const guint8 block = get_block (self, sector, index);
  guint8 there[BLOCK_BYTES];
  KwNfcStatus status;

  if (!kw_nfc_classic_open (self, sector, error))
    return FALSE;
  status = send_write (self, step, block, bytes);
  if (status == KW_NFC_STATUS_NAK || is_worth_another_try (status))
    {
      /* Nobody knows whether it was done. */
      if (!kw_nfc_classic_read_block (self, sector, index, there, error))
        return FALSE;
      if (memcmp (there, bytes, BLOCK_BYTES) == 0)
        return TRUE;
      status = send_write (self, step, block, bytes);
    }
  return status == KW_NFC_STATUS_OK || kw_nfc_device_throw_status (self->device, status, error);
}

/* --- trailers ------------------------------------------------------------------------------ */

/* A trailer write whose answer was damaged: whichever key opens the sector tells whether it was
 * done. */
static gboolean
resolve_trailer (KwNfcClassic *self, guint sector, KwEncoderLockState new_lock,
                 gboolean *out_is_done, GError **error)
{
  const KwEncoderLockState old_lock = self->locks[sector];
  KwNfcStatus status = try_lock (self, sector, new_lock);

  if (status == KW_NFC_STATUS_WRONG_KEY)
    {
      status = try_lock (self, sector, old_lock);
      if (status == KW_NFC_STATUS_WRONG_KEY)
        {
          self->locks[sector] = KW_ENCODER_LOCK_STATE_CLOSED;
          return throw_closed (self, error);
        }
      *out_is_done = FALSE;
    }
  else
    *out_is_done = TRUE;
  return status == KW_NFC_STATUS_OK || kw_nfc_device_throw_status (self->device, status, error);
}

static gboolean
write_trailer (KwNfcClassic *self, KwEncoderStep step, guint sector, KwEncoderLockState new_lock,
               const guint8 *trailer, GError **error)
{
  const guint8 block = get_block (self, sector, TRAILER);
  KwNfcStatus last_status = KW_NFC_STATUS_OK;
  gboolean is_done = FALSE;

  if (!kw_nfc_classic_open (self, sector, error))
    return FALSE;
  for (guint i = 0; i < 2 && !is_done; i++)
    {
      last_status = send_write (self, step, block, trailer);
      if (last_status == KW_NFC_STATUS_OK)
        is_done = TRUE;
      else if (last_status != KW_NFC_STATUS_NAK && !is_worth_another_try (last_status))
        return kw_nfc_device_throw_status (self->device, last_status, error);
      else if (!resolve_trailer (self, sector, new_lock, &is_done, error))
        return FALSE;
    }
  if (!is_done)
    return kw_nfc_device_throw_status (self->device, last_status, error);
  /* What the chip holds open is the session with the old key. */
  self->locks[sector] = self->last_lock = new_lock;
  self->open_sector = KW_NFC_CLASSIC_NO_SECTOR;
  return TRUE;
}

static gboolean
check_key (KwNfcClassic *self, guint8 key_command, guint sector, const guint8 *key, GError **error)
{
  KwNfcStatus status = ensure_selected (self);

  if (status == KW_NFC_STATUS_OK)
    status = send_authenticate (self, key_command, sector, key);
  if (is_worth_another_try (status))
    {
      status = ensure_selected (self);
      if (status == KW_NFC_STATUS_OK)
        status = send_authenticate (self, key_command, sector, key);
    }
  if (status == KW_NFC_STATUS_WRONG_KEY)
    {
      self->locks[sector] = KW_ENCODER_LOCK_STATE_UNTRIED;
      return throw (error, KW_ENCODER_ERROR_VERIFY_MISMATCH,
                    "a key read back from the card is not the one written");
    }
  return status == KW_NFC_STATUS_OK || kw_nfc_device_throw_status (self->device, status, error);
}

static gboolean
check_trailer_bytes (KwNfcClassic *self, guint sector, const guint8 *trailer, guint from, guint to,
                     GError **error)
{
  guint8 there[BLOCK_BYTES];

  if (!kw_nfc_classic_read_block (self, sector, TRAILER, there, error))
    return FALSE;
  if (memcmp (there + from, trailer + from, to - from) == 0)
    return TRUE;
  return throw (error, KW_ENCODER_ERROR_VERIFY_MISMATCH,
                "the access bits read back from the card are not those written");
}

gboolean
kw_nfc_classic_write_our_trailer (KwNfcClassic *self, guint sector, GError **error)
{
  const KwCardMediaKeys *keys = &self->access->keys[0];
  guint8 trailer[BLOCK_BYTES];
  gboolean is_good;

  kw_card_classic_trailer (keys->classic_a[sector], kw_card_classic_access_ours,
                           keys->classic_b[sector], trailer);
  is_good = write_trailer (self, KW_ENCODER_STEP_PREPARING, sector, KW_ENCODER_LOCK_STATE_CURRENT,
                           trailer, error) &&
            check_key (self, CARD_AUTH_A, sector, keys->classic_a[sector], error) &&
            check_trailer_bytes (self, sector, trailer, ACCESS_AT, ACCESS_AT + ACCESS_BYTES,
                                 error) &&
            check_key (self, CARD_AUTH_B, sector, keys->classic_b[sector], error);
  kw_secret_wipe_bytes (trailer, sizeof trailer);
  return is_good;
}

gboolean
kw_nfc_classic_write_factory_trailer (KwNfcClassic *self, guint sector, GError **error)
{
  guint8 trailer[BLOCK_BYTES];

  kw_card_classic_trailer (kw_card_classic_key_factory, kw_card_classic_access_factory,
                           kw_card_classic_key_factory, trailer);
  return write_trailer (self, KW_ENCODER_STEP_RESTORING, sector, KW_ENCODER_LOCK_STATE_FACTORY,
                        trailer, error) &&
         check_key (self, CARD_AUTH_A, sector, kw_card_classic_key_factory, error) &&
         check_trailer_bytes (self, sector, trailer, ACCESS_AT, BLOCK_BYTES, error);
}
