/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-limit.h"

#include "kw-cli-parse.h"
#include "kw-error.h"

KW_DEFINE_THROW (KwCliError, KW_CLI_ERROR)

#define LIMIT_DEFAULT 200

gboolean
kw_cli_get_limit (KwCli *cli, guint *out_limit, GError **error)
{
  guint64 limit = LIMIT_DEFAULT;

  if (cli->options.limit != NULL &&
      !kw_cli_parse_number ("--limit", cli->options.limit, G_MAXINT, &limit, error))
    return FALSE;
  if (limit == 0)
    return throw (error, KW_CLI_ERROR_BAD_VALUE, "--limit is at least 1");
  *out_limit = (guint)limit;
  return TRUE;
}

void
kw_cli_print_more (KwCli *cli, guint n_more)
{
  if (n_more > 0)
    g_string_append_printf (cli->out, "... and %u more; --limit shows more of them.\n", n_more);
}

void
kw_cli_json_add_more (JsonBuilder *builder, guint n_more)
{
  json_builder_set_member_name (builder, "more");
  json_builder_add_int_value (builder, n_more);
}
