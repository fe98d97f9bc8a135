/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-emu-card.h"

G_BEGIN_DECLS

/**
 * kw_emu_classic_new_1k:
 * @uid: (array length=uid_len): serial number
 * @uid_len: 4 or 7
 * @name: how the card is called
 *
 * MIFARE Classic 1K (NXP MF1S50yyX/V1 rev. 3.0) at the level of the PN532's InDataExchange: the
 * chip does CRYPTO1, so keys come and go in clear. All keys FF, access bits FF 07 80 69.
 *
 * Returns: (transfer full): the card
 */
KwEmuCard *kw_emu_classic_new_1k (const guint8 *uid, gsize uid_len, const char *name);

/**
 * kw_emu_classic_new_4k:
 * @uid: (array length=uid_len): serial number
 * @uid_len: 4 or 7
 * @name: how the card is called
 *
 * Like kw_emu_classic_new_1k() for MIFARE Classic 4K: 32 sectors of 4 blocks, 8 of 16.
 *
 * Returns: (transfer full): the card
 */
KwEmuCard *kw_emu_classic_new_4k (const guint8 *uid, gsize uid_len, const char *name);

G_END_DECLS
