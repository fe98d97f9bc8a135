/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-secret.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_NEW_PASSPHRASE (kw_new_passphrase_get_type ())
/**
 * KwNewPassphrase:
 *
 * Asks for a passphrase that does not exist yet, twice, and says below the one that is wrong why it
 * cannot be taken.
 */
G_DECLARE_FINAL_TYPE (KwNewPassphrase, kw_new_passphrase, KW, NEW_PASSPHRASE, AdwBin)

/**
 * kw_new_passphrase_take:
 * @self: the entries
 *
 * Takes what was entered, and empties the entries. If both are not the same, or too short, says so.
 *
 * Returns: (transfer full) (nullable): the passphrase
 */
KwSecret *kw_new_passphrase_take (KwNewPassphrase *self);

G_END_DECLS
