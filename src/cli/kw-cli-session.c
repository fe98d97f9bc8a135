/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-session.h"

#include "kw-cli-json.h"
#include "kw-cli-parse.h"
#include "kw-cli-passphrase.h"

/* A reader starts in well under this; only if no card lies there by then is one asked for. */
#define ASK_AFTER_MS 700
#define DEFAULT_WAIT_S 20
#define MAX_WAIT_S 86400

static const char *
get_environment (const char *name)
{
  const char *value = g_getenv (name);

  return value != NULL && *value != '\0' ? value : NULL;
}

static const char *
choose (const char *option, const char *variable)
{
  return option != NULL ? option : get_environment (variable);
}

const char *
kw_cli_get_encoder (const KwCli *cli)
{
  return choose (cli->options.encoder, "KEYWRIGHT_ENCODER");
}

gboolean
kw_cli_open_desk (KwCli *cli, GError **error)
{
  g_autofree char *own_dir = g_build_filename (g_get_user_data_dir (), "keywright", NULL);
  const char *data_dir = choose (cli->options.data, "KEYWRIGHT_DATA");
  const KwDeskConfig config = {
    .data_dir = data_dir != NULL ? data_dir : own_dir,
    .encoder = kw_cli_get_encoder (cli),
    .worker_path = cli->worker_path,
    .clock = cli->clock,
    .operator_name = g_get_user_name (),
    .is_clock_confirmed = cli->options.confirm_clock,
    .use_secret_service = !cli->options.no_secret_service &&
                          g_strcmp0 (g_getenv ("KEYWRIGHT_NO_SECRET_SERVICE"), "1") != 0,
  };

  cli->desk = kw_desk_open (&config, error);
  return cli->desk != NULL;
}

gboolean
kw_cli_unlock (KwCli *cli, gboolean is_new, GError **error)
{
  const char *path = choose (cli->options.passphrase_file, "KEYWRIGHT_PASSPHRASE_FILE");
  KwSecret *passphrase;

  if (!kw_desk_needs_passphrase (cli->desk))
    return TRUE;
  passphrase = path != NULL ? kw_cli_passphrase_load (path, error)
                            : kw_cli_passphrase_ask (is_new, cli->cancellable, error);
  if (passphrase == NULL)
    return FALSE;
  kw_desk_set_passphrase (cli->desk, passphrase);
  return TRUE;
}

void
kw_cli_on_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KwCli *cli = user_data;

  g_assert (cli->result == NULL);
  cli->result = g_object_ref (result);
}

GAsyncResult *
kw_cli_await (KwCli *cli)
{
  while (cli->result == NULL)
    g_main_context_iteration (NULL, /* may_block= */ TRUE);
  return g_steal_pointer (&cli->result);
}

static gboolean
on_ask_cb (gpointer user_data)
{
  KwDeskJob *job = user_data;

  if (kw_desk_job_get_state (job) == KW_ISSUE_STATE_WAITING_FOR_CARD)
    g_printerr ("Lay a card on the encoder.\n");
  return G_SOURCE_REMOVE;
}

KwDeskOutcome *
kw_cli_run_job (KwCli *cli, KwDeskJob *job, GError **error)
{
  g_autoptr (KwDeskJob) own = job;
  g_autoptr (GAsyncResult) result = NULL;
  guint64 wait_s = DEFAULT_WAIT_S;
  GSource *ask = NULL;

  if (cli->options.wait != NULL &&
      !kw_cli_parse_number ("--wait", cli->options.wait, MAX_WAIT_S, &wait_s, error))
    return NULL;
  if (!kw_cli_unlock (cli, /* is_new= */ FALSE, error))
    return NULL;
  if (wait_s > 0)
    {
      ask = g_timeout_source_new (ASK_AFTER_MS);
      g_source_set_callback (ask, on_ask_cb, job, NULL);
      g_source_attach (ask, NULL);
    }
  kw_desk_job_run_async (job, (guint)wait_s * 1000, cli->cancellable, kw_cli_on_ready_cb, cli);
  result = kw_cli_await (cli);
  if (ask != NULL)
    {
      g_source_destroy (ask);
      g_source_unref (ask);
    }
  return kw_desk_job_run_finish (job, result, error);
}

JsonBuilder *
kw_cli_begin_json (void)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  return builder;
}

void
kw_cli_end_json (KwCli *cli, JsonBuilder *builder)
{
  g_autoptr (JsonBuilder) own = builder;

  json_builder_end_object (builder);
  kw_cli_json_append (cli->out, builder);
  g_string_append_c (cli->out, '\n');
}
