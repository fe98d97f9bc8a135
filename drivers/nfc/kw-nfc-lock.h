/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kw_nfc_lock_take:
 * @connstring: libnfc's name of the encoder
 * @error: a `KW_ENCODER_ERROR`: UNKNOWN_NAME, ENCODER_GONE, ENCODER_BUSY,
 *   NO_PERMISSION
 *
 * Opens the device node behind @connstring and locks it with flock(), because libnfc's own claim
 * does not keep a second program from the same tty. The lock lasts until the descriptor is closed.
 *
 * Returns: a descriptor to close, -1 on failure
 */
int kw_nfc_lock_take (const char *connstring, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_lock_get_path:
 * @connstring: libnfc's name of the encoder
 *
 * Returns: (transfer full) (nullable): the device node: PATH of `pn532_uart:PATH[:SPEED]` and the
 *   other serial drivers, the bus node of `DRIVER:BUS:DEVICE` on USB; %NULL if the connection
 *   string does not name a driver of libnfc and one device
 */
char *kw_nfc_lock_get_path (const char *connstring);

G_END_DECLS
