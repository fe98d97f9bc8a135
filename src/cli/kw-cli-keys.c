/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-command.h"
#include "kw-cli-json.h"
#include "kw-cli-save.h"
#include "kw-error.h"

KW_DEFINE_THROW (KwCliError, KW_CLI_ERROR)

static gboolean
run_create (KwCli *cli, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint key_version = 0;

  if (kw_desk_require_property (cli->desk, error) == NULL ||
      !kw_cli_unlock (cli, /* is_new= */ TRUE, error))
    return FALSE;
  kw_desk_create_keys_async (cli->desk, cli->cancellable, kw_cli_on_ready_cb, cli);
  result = kw_cli_await (cli);
  if (!kw_desk_create_keys_finish (cli->desk, result, &key_version, error))
    return FALSE;
  if (cli->options.json)
    {
      JsonBuilder *builder = kw_cli_begin_json ();

      kw_cli_json_add_int (builder, "key_version", key_version);
      kw_cli_end_json (cli, builder);
    }
  else
    g_string_append_printf (cli->out, "The hotel's keys, version %u, are made and kept safe.\n",
                            key_version);
  return TRUE;
}

static void
print_exported (KwCli *cli, const char *path)
{
  if (cli->options.json)
    {
      JsonBuilder *builder = kw_cli_begin_json ();
      g_autofree char *name = g_filename_display_name (path);

      kw_cli_json_add_string (builder, "file", name);
      kw_cli_end_json (cli, builder);
    }
  else
    g_string_append_printf (cli->out,
                            "What a lock is given is in %s. Whoever has the file can read the "
                            "hotel's cards: delete it when the locks have it.\n",
                            path);
}

static gboolean
run_export (KwCli *cli, GError **error)
{
  const char *path = cli->options.lock;
  const gboolean is_standard_output = kw_cli_save_is_standard_output (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwSecret) bundle = NULL;

  if (is_standard_output && cli->options.json)
    return throw (error, KW_CLI_ERROR_USAGE,
                  "--lock - and --json do not go together: each needs standard output");
  if (!kw_cli_save_check (path, cli->options.force, error) ||
      kw_desk_require_property (cli->desk, error) == NULL ||
      !kw_cli_unlock (cli, /* is_new= */ FALSE, error))
    return FALSE;
  kw_desk_export_lock_bundle_async (cli->desk, cli->cancellable, kw_cli_on_ready_cb, cli);
  result = kw_cli_await (cli);
  bundle = kw_desk_export_lock_bundle_finish (cli->desk, result, error);
  if (bundle == NULL || !kw_cli_save_secret (path, bundle, cli->options.force, error))
    return FALSE;
  if (!is_standard_output) /* that has the lock's document, and nothing else */
    print_exported (cli, path);
  return TRUE;
}

const KwCliCommand kw_cli_keys_commands[] = {
  { { "keys create", NULL, "", "Make the hotel's keys" }, run_create },
  { { "keys export", NULL, "!lock force", "Write what a lock is given into a file" }, run_export },
  { { NULL, NULL, NULL, NULL }, NULL },
};
