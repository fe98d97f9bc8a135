/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-emu-card.h"

G_BEGIN_DECLS

/**
 * kw_emu_desfire_new_ev1_4k:
 * @uid: (array length=uid_len): serial number
 * @uid_len: 7
 * @name: how the card is called
 *
 * MIFARE DESFire EV1 4K: applications with DES, 3DES, 3K3DES or AES keys, standard, backup,
 * value and record files; bare or wrapped native commands. PICC master key: DES of zeros. Its image
 * is a text, see docs/emulator.md.
 *
 * Returns: (transfer full): the card
 */
KwEmuCard *kw_emu_desfire_new_ev1_4k (const guint8 *uid, gsize uid_len, const char *name);

G_END_DECLS
