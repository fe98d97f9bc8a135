/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-encoder-driver.h"

G_BEGIN_DECLS

/**
 * kw_nfc_driver:
 *
 * Encoders that libnfc 1.8 knows, by its connection strings. MIFARE Classic 1K and 4K through a
 * thin layer of our own, MIFARE DESFire through libfreefare 0.4, but for what happens all day. One
 * device per process and one thread: both libraries keep global state.
 */
extern const KwEncoderDriver kw_nfc_driver;

G_END_DECLS
