/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-cli-session.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * kw_cli_get_limit:
 * @cli: a run
 * @out_limit: (out): how many rows a list may have, at least 1; 200 without --limit
 * @error: a `KW_CLI_ERROR`: BAD_VALUE
 *
 * Returns: %TRUE if --limit makes sense
 */
gboolean kw_cli_get_limit (KwCli *cli, guint *out_limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_print_more:
 * @cli: a run
 * @n_more: how many rows the limit left out
 *
 * Says so in words, behind the table; nothing if it is 0.
 */
void kw_cli_print_more (KwCli *cli, guint n_more);

/**
 * kw_cli_json_add_more:
 * @builder: inside an object
 * @n_more: how many rows the limit left out
 *
 * Adds the member "more".
 */
void kw_cli_json_add_more (JsonBuilder *builder, guint n_more);

G_END_DECLS
