/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-cli-options.h"
#include "kw-cli-print.h"
#include "kw-cli-session.h"

G_BEGIN_DECLS

/**
 * KwCliCommand:
 * @syntax: how it is written
 * @run: does it; %FALSE with an error if it did not work
 *
 * A command. The lists below end with one whose words are %NULL.
 */
typedef struct
{
  KwCliSyntax syntax;
  gboolean (*run) (KwCli *cli, GError **error);
} KwCliCommand;

extern const KwCliCommand kw_cli_property_commands[];
extern const KwCliCommand kw_cli_keys_commands[];
extern const KwCliCommand kw_cli_door_commands[];
extern const KwCliCommand kw_cli_stay_commands[];
extern const KwCliCommand kw_cli_card_commands[];
extern const KwCliCommand kw_cli_issue_commands[];
extern const KwCliCommand kw_cli_journal_commands[];

/**
 * kw_cli_run_import:
 * @cli: a run with a desk, the argument a file
 * @error: a `KW_DESK_ERROR`
 *
 * Runs `property import`.
 *
 * Returns: %TRUE if it worked
 */
gboolean kw_cli_run_import (KwCli *cli, GError **error);

/**
 * kw_cli_get_voice:
 * @cli: a run with a desk
 *
 * Returns: the voice that speaks into the run's output, valid until the property is imported anew
 */
KwCliVoice kw_cli_get_voice (KwCli *cli);

/**
 * kw_cli_is_for_people:
 *
 * Returns: %TRUE if standard output is a terminal
 */
gboolean kw_cli_is_for_people (void);

G_END_DECLS
