/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-cli-error.h"
#include "kw-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * kw_cli_passphrase_load:
 * @path: a file; its first line without the line end is the passphrase
 * @error: a `KW_CLI_ERROR`: PASSPHRASE
 *
 * Blocks. What was read is wiped.
 *
 * Returns: (transfer full) (nullable): the passphrase
 */
KwSecret *kw_cli_passphrase_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_passphrase_ask:
 * @is_new: ask twice, both must be the same
 * @cancellable: ends the asking
 * @error: a `KW_CLI_ERROR`: PASSPHRASE_NEEDED if there is no terminal, PASSPHRASE, CANCELLED
 *
 * Asks on the program's terminal without showing what is typed. Runs the main context meanwhile.
 *
 * Returns: (transfer full) (nullable): the passphrase
 */
KwSecret *kw_cli_passphrase_ask (gboolean is_new, GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
