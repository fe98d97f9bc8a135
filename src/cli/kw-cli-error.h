/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-error.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwCliError:
 * @KW_CLI_ERROR_USAGE: the command line itself is wrong
 * @KW_CLI_ERROR_BAD_VALUE: an option's value makes no sense
 * @KW_CLI_ERROR_NOT_FOUND: the property has nothing of that name
 * @KW_CLI_ERROR_PASSPHRASE_NEEDED: none was given and there is no terminal to ask at
 * @KW_CLI_ERROR_PASSPHRASE: it could not be read
 * @KW_CLI_ERROR_FILE: a file cannot be read or written
 * @KW_CLI_ERROR_FILE_EXISTS: a file stands in the way
 * @KW_CLI_ERROR_CANCELLED: the caller interrupted it
 *
 * What goes wrong on the command line itself, before or beside the desk.
 */
typedef enum
{
  KW_CLI_ERROR_USAGE,
  KW_CLI_ERROR_BAD_VALUE,
  KW_CLI_ERROR_NOT_FOUND,
  KW_CLI_ERROR_PASSPHRASE_NEEDED,
  KW_CLI_ERROR_PASSPHRASE,
  KW_CLI_ERROR_FILE,
  KW_CLI_ERROR_FILE_EXISTS,
  KW_CLI_ERROR_CANCELLED,
} KwCliError;
#define KW_CLI_ERROR_N (KW_CLI_ERROR_CANCELLED + 1)

#define KW_CLI_ERROR (kw_cli_error_quark ())
GQuark kw_cli_error_quark (void);

/**
 * kw_cli_error_get_kind:
 * @error: a `KW_CLI_ERROR`, or a `KW_DESK_ERROR`; anything else counts as failed
 *
 * Returns: what sort of failure it is
 */
KwDeskErrorKind kw_cli_error_get_kind (const GError *error);

/**
 * kw_cli_error_get_name:
 * @error: as kw_cli_error_get_kind()
 *
 * Returns: (transfer none): its form in documents, e.g. `card-foreign`
 */
const char *kw_cli_error_get_name (const GError *error);

/**
 * kw_cli_error_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): its form in documents, e.g. `try-again`
 */
const char *kw_cli_error_kind_to_string (KwDeskErrorKind kind);

/**
 * kw_cli_error_kind_to_exit_code:
 * @kind: a kind
 *
 * Returns: what the program ends with: 1 failed, 2 usage, 3 try again with the card, 4 refused
 */
int kw_cli_error_kind_to_exit_code (KwDeskErrorKind kind);

/**
 * kw_cli_error_dup_sentence:
 * @error: any error
 *
 * Returns: (transfer full): its message as one line that starts with a capital and ends with a full
 *   stop
 */
char *kw_cli_error_dup_sentence (const GError *error);

G_END_DECLS
