/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-nfc-classic.h"

#include <string.h>

#include "kw-error.h"
#include "kw-nfc-classic-session.h"
#include "kw-secret.h"

#define BLOCK_BYTES KW_CARD_CLASSIC_BLOCK_BYTES
#define N_SECTORS KW_CARD_CLASSIC_N_SECTORS
#define SECTORS_PER_SLOT KW_CARD_CLASSIC_SECTORS_PER_SLOT
#define BLOCKS_PER_SECTOR KW_CARD_CLASSIC_BLOCKS_PER_SECTOR

KW_DEFINE_THROW (KwEncoderError, KW_ENCODER_ERROR)

static const guint8 zeros[BLOCK_BYTES];

static gboolean
is_zero_block (const guint8 *bytes)
{
  return memcmp (bytes, zeros, BLOCK_BYTES) == 0;
}

/* --- reading ------------------------------------------------------------------------------- */

static guint8
get_key_version (const KwNfcClassic *self, KwEncoderLockState lock)
{
  return kw_nfc_classic_is_ours (lock) ? self->access->keys[lock].key_version : 0;
}

/* A slot whose first block is zero is empty: no more is read of it. */
static gboolean
read_slot (KwNfcClassic *self, guint slot, KwEncoderSlot *out_slot, GError **error)
{
  const guint first_sector = slot * SECTORS_PER_SLOT;

  memset (out_slot, 0, sizeof *out_slot);
  for (guint i = 0; i < SECTORS_PER_SLOT * BLOCKS_PER_SECTOR; i++)
    {
      const guint sector = first_sector + i / BLOCKS_PER_SECTOR;

      if (self->locks[sector] == KW_ENCODER_LOCK_STATE_UNTRIED &&
          !kw_nfc_classic_identify (self, sector, error))
        return FALSE;
      if (self->locks[sector] == KW_ENCODER_LOCK_STATE_CLOSED)
        {
          memset (out_slot, 0, sizeof *out_slot);
          return TRUE;
        }
      if (!kw_nfc_classic_read_block (self, sector, i % BLOCKS_PER_SECTOR,
                                      out_slot->sealed + i * BLOCK_BYTES, error))
        return FALSE;
      if (i == 0 && is_zero_block (out_slot->sealed))
        return TRUE;
    }
  out_slot->is_present = TRUE;
  out_slot->key_version = get_key_version (self, self->locks[first_sector]);
  return TRUE;
}

/* Slot A comes last: a first issue begins there, and finds a sector of it open. */
static gboolean
identify_all (KwNfcClassic *self, GError **error)
{
  for (guint i = 0; i < N_SECTORS; i++)
    {
      const guint sector = (SECTORS_PER_SLOT + i) % N_SECTORS;

      if (self->locks[sector] == KW_ENCODER_LOCK_STATE_UNTRIED &&
          !kw_nfc_classic_identify (self, sector, error))
        return FALSE;
    }
  return TRUE;
}

static guint
count_locks (const KwNfcClassic *self, KwEncoderLockState lock)
{
  guint n_locks = 0;

  for (guint sector = 0; sector < N_SECTORS; sector++)
    if (self->locks[sector] == lock)
      n_locks++;
  return n_locks;
}

static KwEncoderCondition
judge (const KwNfcClassic *self)
{
  const guint n_current = count_locks (self, KW_ENCODER_LOCK_STATE_CURRENT);
  const guint n_previous = count_locks (self, KW_ENCODER_LOCK_STATE_PREVIOUS);
  const guint n_closed = count_locks (self, KW_ENCODER_LOCK_STATE_CLOSED);
  const guint n_factory = count_locks (self, KW_ENCODER_LOCK_STATE_FACTORY);

  if (n_closed > 0)
    return n_current + n_previous > 0 ? KW_ENCODER_CONDITION_DAMAGED : KW_ENCODER_CONDITION_FOREIGN;
  if (n_factory == N_SECTORS)
    return KW_ENCODER_CONDITION_BLANK;
  if (n_factory > 0 || (n_current > 0 && n_previous > 0))
    return KW_ENCODER_CONDITION_UNFINISHED;
  return KW_ENCODER_CONDITION_OURS;
}

/* Trailers are written in ascending order, at first issue as at return, so that the first and the
 * last sector being alike proves all between them. Looks at both slots and at the last sector, last
 * of all: a write into slot B begins there. */
static gboolean
read_finished_card (KwNfcClassic *self, KwEncoderReading *reading, GError **error)
{
  for (guint slot = 0; slot < KW_CARD_CLASSIC_N_SLOTS; slot++)
    if (!read_slot (self, slot, &reading->slots[slot], error))
      return FALSE;
  return self->locks[N_SECTORS - 1] != KW_ENCODER_LOCK_STATE_UNTRIED ||
         kw_nfc_classic_identify (self, N_SECTORS - 1, error);
}

static gboolean
is_proven_ours (const KwNfcClassic *self)
{
  const KwEncoderLockState lock = self->locks[0];

  if (!kw_nfc_classic_is_ours (lock) || self->locks[N_SECTORS - 1] != lock)
    return FALSE;
  return count_locks (self, lock) + count_locks (self, KW_ENCODER_LOCK_STATE_UNTRIED) == N_SECTORS;
}

gboolean
kw_nfc_classic_read (KwEncoderDevice *device, const KwCardAccess *access,
                     KwEncoderReading *out_reading, GError **error)
{
  KwNfcClassic self = { .device = device,
                        .access = access,
                        .open_sector = KW_NFC_CLASSIC_NO_SECTOR,
                        .last_lock = KW_ENCODER_LOCK_STATE_CURRENT };

  for (guint sector = 0; sector < N_SECTORS; sector++)
    self.locks[sector] = KW_ENCODER_LOCK_STATE_UNTRIED;
  out_reading->n_slots = KW_CARD_CLASSIC_N_SLOTS;
  out_reading->n_locks = N_SECTORS;
  if (!kw_nfc_classic_identify (&self, 0, error))
    return FALSE;
  if (kw_nfc_classic_is_ours (self.locks[0]) && !read_finished_card (&self, out_reading, error))
    return FALSE;
  if (is_proven_ours (&self))
    out_reading->condition = KW_ENCODER_CONDITION_OURS;
  else if (identify_all (&self, error))
    out_reading->condition = judge (&self);
  else
    return FALSE;

  if (out_reading->condition == KW_ENCODER_CONDITION_UNFINISHED ||
      out_reading->condition == KW_ENCODER_CONDITION_DAMAGED)
    for (guint slot = 0; slot < KW_CARD_CLASSIC_N_SLOTS; slot++)
      if (!out_reading->slots[slot].is_present &&
          !read_slot (&self, slot, &out_reading->slots[slot], error))
        return FALSE;
  for (guint sector = 0; sector < N_SECTORS; sector++)
    {
      out_reading->locks[sector] = self.locks[sector];
      out_reading->key_version = MAX (out_reading->key_version,
                                      get_key_version (&self, self.locks[sector]));
    }
  device->classic_open_sector = self.open_sector;
  return TRUE;
}

/* --- writing ------------------------------------------------------------------------------- */

/* @out_there (nullable): the 16 bytes read back. */
static gboolean
compare_block (KwNfcClassic *self, guint sector, guint index, const guint8 *bytes,
               guint8 *out_there, GError **error)
{
  guint8 there[BLOCK_BYTES];

  if (!kw_nfc_classic_read_block (self, sector, index, there, error))
    return FALSE;
  if (out_there != NULL)
    memcpy (out_there, there, BLOCK_BYTES);
  if (memcmp (there, bytes, BLOCK_BYTES) == 0)
    return TRUE;
  return throw (error, KW_ENCODER_ERROR_VERIFY_MISMATCH,
                "what was read back from the card is not what was written");
}

/* Three blocks of a sector of one slot, then the three are read back. */
static gboolean
write_sector (KwNfcClassic *self, guint slot, guint nth, const guint8 *sealed, GError **error)
{
  const guint sector = slot * SECTORS_PER_SLOT + nth;
  const gsize offset_bytes = nth * BLOCKS_PER_SECTOR * BLOCK_BYTES;

  for (guint i = 0; i < BLOCKS_PER_SECTOR; i++)
    if (!kw_nfc_classic_write_block (self, KW_ENCODER_STEP_WRITING, sector, i,
                                     sealed + offset_bytes + i * BLOCK_BYTES, error))
      return FALSE;
  for (guint i = 0; i < BLOCKS_PER_SECTOR; i++)
    if (!compare_block (self, sector, i, sealed + offset_bytes + i * BLOCK_BYTES,
                        self->read_back + offset_bytes + i * BLOCK_BYTES, error))
      return FALSE;
  return TRUE;
}

/* The sector still authenticated comes first; the order within a slot means nothing, because a slot
 * counts only when all of it is there. */
static gboolean
write_slot (KwNfcClassic *self, guint slot, const guint8 *sealed, GError **error)
{
  const guint first_sector = slot * SECTORS_PER_SLOT;
  const gboolean is_open = self->open_sector >= first_sector &&
                           self->open_sector < first_sector + SECTORS_PER_SLOT;
  const guint start = is_open ? self->open_sector - first_sector : 0;

  for (guint i = 0; i < SECTORS_PER_SLOT; i++)
    if (!write_sector (self, slot, (start + i) % SECTORS_PER_SLOT, sealed, error))
      return FALSE;
  return TRUE;
}

static gboolean
zero_block (KwNfcClassic *self, guint sector, guint index, GError **error)
{
  return kw_nfc_classic_write_block (self, KW_ENCODER_STEP_CLEARING, sector, index, zeros, error) &&
         compare_block (self, sector, index, zeros, /* out_there= */ NULL, error);
}

static gboolean
zero_first_block (KwNfcClassic *self, guint slot, GError **error)
{
  return zero_block (self, slot * SECTORS_PER_SLOT, 0, error);
}

/* Writes only what is not zero already: being read as zero is the proof asked for.
 * @inout_is_full: a block of this slot was not zero, so that the others will hardly be either and a
 * look first would be wasted. */
static gboolean
clear_block (KwNfcClassic *self, guint sector, guint index, gboolean *inout_is_full, GError **error)
{
  guint8 there[BLOCK_BYTES];

  if (!*inout_is_full)
    {
      if (!kw_nfc_classic_read_block (self, sector, index, there, error))
        return FALSE;
      if (is_zero_block (there))
        return TRUE;
      *inout_is_full = TRUE;
    }
  return zero_block (self, sector, index, error);
}

/* @is_emptied: the first block has just been zeroed, and the slot is known to hold the rest of a
 * credential. Sectors that open to no key are left out. */
static gboolean
clear_slot (KwNfcClassic *self, guint slot, gboolean is_emptied, GError **error)
{
  gboolean is_full = is_emptied;

  for (guint i = is_emptied ? 1 : 0; i < SECTORS_PER_SLOT * BLOCKS_PER_SECTOR; i++)
    {
      const guint sector = slot * SECTORS_PER_SLOT + i / BLOCKS_PER_SECTOR;

      if (self->locks[sector] != KW_ENCODER_LOCK_STATE_CLOSED &&
          !clear_block (self, sector, i % BLOCKS_PER_SECTOR, &is_full, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_missing_trailers (KwNfcClassic *self, GError **error)
{
  if (!identify_all (self, error))
    return FALSE;
  for (guint sector = 0; sector < N_SECTORS; sector++)
    if (self->locks[sector] != KW_ENCODER_LOCK_STATE_CURRENT &&
        !kw_nfc_classic_write_our_trailer (self, sector, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_slot_empty (KwNfcClassic *self, guint slot, gboolean *out_is_empty, GError **error)
{
  guint8 first_block[BLOCK_BYTES];

  if (!kw_nfc_classic_read_block (self, slot * SECTORS_PER_SLOT, 0, first_block, error))
    return FALSE;
  *out_is_empty = is_zero_block (first_block);
  return TRUE;
}

/* A card without a factory lock is not being issued for the first time: a key roll was torn, and it
 * carries a credential, which must live until the other slot is written. Where both slots hold
 * something, only the desk knows which one counts. */
static gboolean
finish_key_roll (KwNfcClassic *self, const KwEncoderWrite *write, GError **error)
{
  gboolean is_empty[KW_CARD_CLASSIC_N_SLOTS] = { FALSE, FALSE };
  guint slot = write->slot < KW_CARD_CLASSIC_N_SLOTS ? write->slot : 0;

  for (guint i = 0; i < KW_CARD_CLASSIC_N_SLOTS; i++)
    if (!is_slot_empty (self, i, &is_empty[i], error))
      return FALSE;
  if (is_empty[0] != is_empty[1])
    slot = is_empty[0] ? 0 : 1;
  return write_slot (self, slot, write->sealed, error) &&
         zero_first_block (self, 1 - slot, error) && write_missing_trailers (self, error);
}

static gboolean
prepare (KwNfcClassic *self, const KwEncoderWrite *write, GError **error)
{
  if (!identify_all (self, error))
    return FALSE;
  if (count_locks (self, KW_ENCODER_LOCK_STATE_FACTORY) == 0)
    return finish_key_roll (self, write, error);
  if (!write_slot (self, /* slot= */ 0, write->sealed, error))
    return FALSE;
  return clear_slot (self, /* slot= */ 1, /* is_emptied= */ FALSE, error) &&
         write_missing_trailers (self, error);
}

static gboolean
is_known_empty (const KwEncoderDevice *device, guint slot)
{
  return device->has_reading && device->reading.condition == KW_ENCODER_CONDITION_OURS &&
         !device->reading.slots[slot].is_present;
}

static gboolean
rewrite (KwNfcClassic *self, const KwEncoderWrite *write, GError **error)
{
  const guint other = 1u - write->slot;
  guint n_current;

#ifdef KW_NFC_OVERWRITE_IN_PLACE
  /* The mistake a tear test must find: the only credential is overwritten. */
  if (!is_known_empty (self->device, other))
    return write_slot (self, other, write->sealed, error);
#endif

  if (!write_slot (self, write->slot, write->sealed, error))
    return FALSE;
  if (!is_known_empty (self->device, other) && !zero_first_block (self, other, error))
    return FALSE;
  n_current = count_locks (self, KW_ENCODER_LOCK_STATE_CURRENT);
  if (n_current + count_locks (self, KW_ENCODER_LOCK_STATE_UNTRIED) == N_SECTORS)
    return TRUE;
  return write_missing_trailers (self, error); /* the keys are being rolled */
}

/* A sector that opens to nothing is left out: the rest is erased all the same, then the card is
 * called damaged. */
static gboolean
erase (KwNfcClassic *self, const KwEncoderWrite *write, GError **error)
{
  if (write->slot != KW_ENCODER_SLOT_NONE && !zero_first_block (self, write->slot, error))
    return FALSE;
  if (!identify_all (self, error))
    return FALSE;
  for (guint slot = 0; slot < KW_CARD_CLASSIC_N_SLOTS; slot++)
    if (!clear_slot (self, slot, write->slot == slot, error))
      return FALSE;
  for (guint sector = 0; sector < N_SECTORS; sector++)
    if (kw_nfc_classic_is_ours (self->locks[sector]) &&
        !kw_nfc_classic_write_factory_trailer (self, sector, error))
      return FALSE;
  if (count_locks (self, KW_ENCODER_LOCK_STATE_CLOSED) > 0)
    return throw (error, KW_ENCODER_ERROR_CARD_DAMAGED,
                  "the card is damaged: a sector opens to no key any more");
  return TRUE;
}

static gboolean
run_operation (KwNfcClassic *self, const KwEncoderWrite *write, GError **error)
{
  switch (write->operation)
    {
    case KW_ENCODER_OPERATION_PREPARE:
      return prepare (self, write, error);
    case KW_ENCODER_OPERATION_REWRITE:
      return rewrite (self, write, error);
    case KW_ENCODER_OPERATION_ERASE:
      return erase (self, write, error);
    }
  g_return_val_if_reached (FALSE);
}

gboolean
kw_nfc_classic_write (KwEncoderDevice *device, const KwEncoderWrite *write,
                      KwEncoderWritten *out_written, GError **error)
{
  KwNfcClassic self = { .device = device,
                        .access = &write->access,
                        .open_sector = KW_NFC_CLASSIC_NO_SECTOR,
                        .last_lock = KW_ENCODER_LOCK_STATE_CURRENT };

  if (write->operation == KW_ENCODER_OPERATION_REWRITE && write->slot >= KW_CARD_CLASSIC_N_SLOTS)
    return throw (error, KW_ENCODER_ERROR_PROTOCOL, "no slot was named to write");
  for (guint sector = 0; sector < N_SECTORS; sector++)
    self.locks[sector] = device->has_reading ? device->reading.locks[sector]
                                             : KW_ENCODER_LOCK_STATE_UNTRIED;
  if (device->has_reading)
    {
      self.last_lock = self.locks[N_SECTORS - 1];
      self.open_sector = device->classic_open_sector;
    }
  if (!run_operation (&self, write, error))
    return FALSE;
  if (write->operation == KW_ENCODER_OPERATION_ERASE)
    out_written->is_factory_blank = TRUE;
  else
    memcpy (out_written->sealed, self.read_back, sizeof self.read_back);
  return TRUE;
}
