/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-cli-error.h"
#include "kw-secret.h"

G_BEGIN_DECLS

/**
 * kw_cli_save_is_standard_output:
 * @path: where a secret is to be written
 *
 * Returns: %TRUE for "-"; a file of that name is "./-"
 */
gboolean kw_cli_save_is_standard_output (const char *path);

/**
 * kw_cli_save_check:
 * @path: where a secret is to be written; "-": standard output, if that is no terminal
 * @is_forced: an ordinary file may be replaced
 * @error: a `KW_CLI_ERROR`: FILE_EXISTS, FILE for anything that is not an ordinary file
 *
 * Looks before anything is done whether kw_cli_save_secret() would refuse.
 *
 * Returns: %TRUE if @path is free, or standard output, or is an ordinary file that may be replaced
 */
gboolean kw_cli_save_check (const char *path, gboolean is_forced,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_save_secret:
 * @path: a file, or "-" for standard output
 * @secret: what to write
 * @is_forced: an ordinary file may be replaced
 * @error: a `KW_CLI_ERROR`: FILE_EXISTS, FILE
 *
 * Writes @secret for the user's own eyes only (0600), all or nothing, and through to the disk; to
 * standard output it is only written. Blocks.
 *
 * Returns: %TRUE if @path is that file now, or standard output took it all
 */
gboolean kw_cli_save_secret (const char *path, KwSecret *secret, gboolean is_forced,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
