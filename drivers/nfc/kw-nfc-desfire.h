/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-nfc-device.h"

G_BEGIN_DECLS

/**
 * kw_nfc_desfire_disconnect:
 * @device: the device
 *
 * Forgets the connected DESFire card, if there is one. No exchange.
 */
void kw_nfc_desfire_disconnect (KwEncoderDevice *device);

/**
 * kw_nfc_desfire_read:
 * @device: the device, @access's card selected
 * @access: the card's keys
 * @out_reading: (out caller-allocates): what was found
 * @error: a `KW_ENCODER_ERROR` as KwEncoderDriver.read
 *
 * Reads a MIFARE DESFire card. The session stays authenticated with the key that may write, so that
 * a following write needs no new one.
 *
 * Returns: %TRUE if @out_reading was filled
 */
gboolean kw_nfc_desfire_read (KwEncoderDevice *device, const KwCardAccess *access,
                              KwEncoderReading *out_reading,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_desfire_write:
 * @device: the device, the card selected; its last reading is used if there is one
 * @write: what to do
 * @out_written: (out caller-allocates): what was done
 * @error: a `KW_ENCODER_ERROR` as KwEncoderDriver.write
 *
 * Writes a MIFARE DESFire card in the order of card-format.md and reads every byte back.
 *
 * Returns: %TRUE if the card is now as asked for
 */
gboolean kw_nfc_desfire_write (KwEncoderDevice *device, const KwEncoderWrite *write,
                               KwEncoderWritten *out_written,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
