/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-nfc-device.h"

G_BEGIN_DECLS

/**
 * kw_nfc_target_parse:
 * @bytes: (array length=n_bytes): one target as InListPassiveTarget lists it: number, ATQA, SAK,
 *   UID length, UID and, for ISO 14443-4 cards, the ATS (NXP UM0701-02, section 7.3.5)
 * @n_bytes: its length
 * @out_target: (out caller-allocates): untouched on failure
 *
 * Whatever the bytes, only a plausible target is accepted; an impossible ATS makes the card
 * UNSUPPORTED (libnfc itself would crash on one of length 0).
 *
 * Returns: %TRUE if @bytes are a target
 */
gboolean kw_nfc_target_parse (const guint8 *bytes, gsize n_bytes,
                              KwNfcTarget *out_target) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_target_cascade_uid:
 * @uid: a UID
 * @out_bytes: (out caller-allocates): 12 bytes
 *
 * Puts the cascade tags in, as a select by UID wants them.
 *
 * Returns: how many bytes: 4, 8 or 12
 */
gsize kw_nfc_target_cascade_uid (const KwCardUid *uid, guint8 *out_bytes);

G_END_DECLS
