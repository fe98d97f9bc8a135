/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-nfc-device.h"

G_BEGIN_DECLS

#define KW_NFC_CLASSIC_NO_SECTOR 255

/**
 * KwNfcClassic:
 * @device: the device
 * @access: the card's keys
 * @locks: what is known of the six sectors
 * @open_sector: 0..5: authenticated now, so that it can be read and written;
 *   %KW_NFC_CLASSIC_NO_SECTOR for none
 * @last_lock: what opened the sector before: tried first on the next one
 * @read_back: what the card holds of the slot written: filled as it is read back
 *
 * One job with one Classic card. Sectors are counted from 0 within our six, blocks absolutely.
 */
typedef struct
{
  KwEncoderDevice *device;
  const KwCardAccess *access;
  KwEncoderLockState locks[KW_CARD_CLASSIC_N_SECTORS];
  guint open_sector;
  KwEncoderLockState last_lock;
  guint8 read_back[KW_CARD_SEALED_BYTES];
} KwNfcClassic;

/**
 * kw_nfc_classic_identify:
 * @self: the job
 * @sector: 0..5
 * @error: a `KW_ENCODER_ERROR`: CARD_GONE and all that concern the encoder
 *
 * Finds out which key opens @sector, ours (as key B) or the factory's (as key A), and leaves it
 * authenticated if one does. @self->locks tells.
 *
 * Returns: %FALSE if that could not be found out
 */
gboolean kw_nfc_classic_identify (KwNfcClassic *self, guint sector,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_classic_open:
 * @self: the job
 * @sector: 0..5
 * @error: CARD_DAMAGED or CARD_FOREIGN if no key opens it; as kw_nfc_classic_identify()
 *
 * Makes @sector readable and writable; no exchange if it already is.
 *
 * Returns: %TRUE if it is
 */
gboolean kw_nfc_classic_open (KwNfcClassic *self, guint sector,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_classic_read_block:
 * @self: the job
 * @sector: 0..5
 * @index: 0..3
 * @out_bytes: (out caller-allocates): 16 bytes
 * @error: as kw_nfc_classic_open()
 *
 * Opens @sector if need be and reads; a damaged frame is tried once more.
 *
 * Returns: %TRUE if @out_bytes was filled
 */
gboolean kw_nfc_classic_read_block (KwNfcClassic *self, guint sector, guint index,
                                    guint8 *out_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_classic_write_block:
 * @self: the job
 * @step: for the report
 * @sector: 0..5
 * @index: 0..2
 * @bytes: 16 bytes
 * @error: as kw_nfc_classic_open()
 *
 * Opens @sector if need be and writes; if the answer was damaged, the block is read and, if it is
 * not as it should be, written once more. The caller reads it back.
 *
 * Returns: %TRUE if the card says that it was written
 */
gboolean kw_nfc_classic_write_block (KwNfcClassic *self, KwEncoderStep step, guint sector,
                                     guint index, const guint8 *bytes,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_classic_write_our_trailer:
 * @self: the job
 * @sector: 0..5
 * @error: as kw_nfc_classic_open(), VERIFY_MISMATCH, CARD_DAMAGED
 *
 * Gives @sector our keys and access bits, and checks them: bytes 6 to 9, new key A, new key B.
 *
 * Returns: %TRUE if all are as they should be
 */
gboolean kw_nfc_classic_write_our_trailer (KwNfcClassic *self, guint sector,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_classic_write_factory_trailer:
 * @self: the job
 * @sector: 0..5
 * @error: as kw_nfc_classic_write_our_trailer()
 *
 * Gives @sector the factory's keys and access bits, and checks them: new key A by authenticating,
 * bytes 6 to 15 by reading (as delivered, key B can be read, and may then not be used as a key:
 * NXP MF1S50yyX/V1, section 8.7.2).
 *
 * Returns: %TRUE if all are as they should be
 */
gboolean kw_nfc_classic_write_factory_trailer (KwNfcClassic *self, guint sector,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_classic_is_ours:
 * @lock: a lock
 *
 * Returns: %TRUE if a key of ours opens it
 */
gboolean kw_nfc_classic_is_ours (KwEncoderLockState lock);

G_END_DECLS
