/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-emu-card.h"

G_BEGIN_DECLS

/**
 * kw_emu_ntag_new_213:
 * @uid: (array length=uid_len): serial number
 * @uid_len: 7
 * @name: how the card is called
 *
 * NTAG213 (NXP NTAG213/215/216 rev. 3.2): 45 pages, lock bytes, password, counter off. Its image
 * is the 180 bytes of all pages, password and PACK included.
 *
 * Returns: (transfer full): the card
 */
KwEmuCard *kw_emu_ntag_new_213 (const guint8 *uid, gsize uid_len, const char *name);

G_END_DECLS
