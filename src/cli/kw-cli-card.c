/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-command.h"
#include "kw-cli-json.h"
#include "kw-cli-limit.h"
#include "kw-cli-parse.h"
#include "kw-cli-table.h"
#include "kw-desk-cards.h"
#include "kw-error.h"

#include <string.h>

KW_DEFINE_THROW (KwCliError, KW_CLI_ERROR)

static void
print_outcome_json (KwCli *cli, const KwDeskOutcome *outcome)
{
  JsonBuilder *builder = kw_cli_begin_json ();

  kw_cli_json_add_outcome (builder, kw_desk_get_property (cli->desk), outcome);
  kw_cli_end_json (cli, builder);
}

/* Runs a job and prints how it ended with @print. */
static gboolean
run_and_print (KwCli *cli, KwDeskJob *job,
               void (*print) (const KwCliVoice *voice, const KwDeskOutcome *outcome),
               GError **error)
{
  g_autoptr (KwDeskOutcome) outcome = kw_cli_run_job (cli, job, error);
  const KwCliVoice voice = kw_cli_get_voice (cli);

  if (outcome == NULL)
    return FALSE;
  if (cli->options.json)
    print_outcome_json (cli, outcome);
  else
    print (&voice, outcome);
  return TRUE;
}

static gboolean
run_read (KwCli *cli, GError **error)
{
  return kw_desk_require_property (cli->desk, error) != NULL &&
         run_and_print (cli, kw_desk_job_new_identify (cli->desk), kw_cli_print_identified, error);
}

static gboolean
run_renew (KwCli *cli, GError **error)
{
  const KwProperty *property = kw_desk_require_property (cli->desk, error);
  gint64 until_unix_s = 0;

  if (property == NULL ||
      (cli->options.until != NULL &&
       !kw_cli_parse_until (property, cli->options.until, &until_unix_s, error)))
    return FALSE;
  return run_and_print (
      cli, kw_desk_job_new_renew (cli->desk, until_unix_s, cli->options.overlap_reason),
      kw_cli_print_issued, error);
}

static gboolean
run_move (KwCli *cli, GError **error)
{
  return kw_desk_require_property (cli->desk, error) != NULL &&
         run_and_print (cli, kw_desk_job_new_move (cli->desk), kw_cli_print_issued, error);
}

static gboolean
run_blank (KwCli *cli, GError **error)
{
  return kw_desk_require_property (cli->desk, error) != NULL &&
         run_and_print (cli, kw_desk_job_new_blank (cli->desk), kw_cli_print_blanked, error);
}

static void
print_returned (const KwCliVoice *voice, const KwDeskOutcome *outcome)
{
  kw_cli_print_returned (voice, outcome, /* is_absent= */ FALSE);
}

static gboolean
return_absent (KwCli *cli, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;
  const KwCliVoice voice = kw_cli_get_voice (cli);

  kw_desk_return_absent_async (cli->desk, cli->options.card, cli->cancellable, kw_cli_on_ready_cb,
                               cli);
  result = kw_cli_await (cli);
  outcome = kw_desk_return_absent_finish (cli->desk, result, error);
  if (outcome == NULL)
    return FALSE;
  if (cli->options.json)
    print_outcome_json (cli, outcome);
  else
    kw_cli_print_returned (&voice, outcome, /* is_absent= */ TRUE);
  return TRUE;
}

static gboolean
run_return (KwCli *cli, GError **error)
{
  if ((cli->options.card != NULL) != cli->options.absent)
    return throw (error, KW_CLI_ERROR_USAGE,
                  "--card CARD and --absent go together: a card that is here is laid down");
  if (kw_desk_require_property (cli->desk, error) == NULL)
    return FALSE;
  if (cli->options.absent)
    return kw_cli_parse_card_label (cli->options.card, error) && return_absent (cli, error);
  return run_and_print (cli, kw_desk_job_new_return (cli->desk), print_returned, error);
}

static KwDeskOutcome *
report_lost (KwCli *cli, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_report_lost_async (cli->desk, cli->options.card, /* reason= */ NULL, cli->cancellable,
                             kw_cli_on_ready_cb, cli);
  result = kw_cli_await (cli);
  return kw_desk_report_lost_finish (cli->desk, result, error);
}

static void
print_lost (KwCli *cli, const KwDeskOutcome *lost, const KwDeskOutcome *cancel_card)
{
  const KwCliVoice voice = kw_cli_get_voice (cli);
  JsonBuilder *builder;

  if (!cli->options.json)
    {
      kw_cli_print_lost (&voice, lost);
      if (cancel_card != NULL)
        kw_cli_print_cancel_card (&voice, cancel_card, lost->visits);
      return;
    }
  builder = kw_cli_begin_json ();
  kw_cli_json_add_outcome (builder, voice.property, lost);
  json_builder_set_member_name (builder, "cancel_card");
  if (cancel_card == NULL)
    json_builder_add_null_value (builder);
  else
    {
      json_builder_begin_object (builder);
      kw_cli_json_add_outcome (builder, voice.property, cancel_card);
      json_builder_end_object (builder);
    }
  kw_cli_end_json (cli, builder);
}

static gboolean
run_lost (KwCli *cli, GError **error)
{
  g_autoptr (KwDeskOutcome) lost = NULL;
  g_autoptr (KwDeskOutcome) cancel_card = NULL;

  if (!kw_cli_parse_card_label (cli->options.card, error) ||
      kw_desk_require_property (cli->desk, error) == NULL ||
      (cli->options.cancel_card && !kw_cli_unlock (cli, /* is_new= */ FALSE, error)))
    return FALSE;
  lost = report_lost (cli, error);
  if (lost == NULL)
    return FALSE;
  if (cli->options.cancel_card)
    {
      guint64 number = lost->credential == NULL ? 0 : lost->credential->number;

      cancel_card = kw_cli_run_job (cli, kw_desk_job_new_cancel_card (cli->desk, number), error);
      if (cancel_card == NULL)
        {
          /* The report itself stands; the same command again writes the card. */
          g_prefix_error (error, "The card is reported lost, but no cancel card was written: ");
          return FALSE;
        }
    }
  print_lost (cli, lost, cancel_card);
  return TRUE;
}

static gboolean
run_discard (KwCli *cli, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwCard) card = NULL;
  JsonBuilder *builder;

  if (!kw_cli_parse_card_label (cli->options.card, error))
    return FALSE;
  kw_desk_discard_card_async (cli->desk, cli->options.card, cli->cancellable, kw_cli_on_ready_cb,
                              cli);
  result = kw_cli_await (cli);
  card = kw_desk_discard_card_finish (cli->desk, result, error);
  if (card == NULL)
    return FALSE;
  if (!cli->options.json)
    {
      g_string_append_printf (cli->out, "Card %s is taken out of use; throw it away.\n",
                              cli->options.card);
      return TRUE;
    }
  builder = kw_cli_begin_json ();
  kw_cli_json_add_card (builder, "card", card);
  kw_cli_end_json (cli, builder);
  return TRUE;
}

static void
add_row (KwCliTable *table, const KwCliVoice *voice, const KwDeskCardRow *row)
{
  const KwCredential *credential = row->credential;
  const KwGrant *grant = credential == NULL ? NULL : credential->grant;

  kw_cli_table_take_cell (table, kw_card_dup_label (row->card));
  kw_cli_table_take_cell (
      table,
      credential == NULL ? NULL : g_strdup (kw_credential_state_to_string (credential->state)));
  kw_cli_table_take_cell (table,
                          grant == NULL ? NULL : g_strdup (kw_grant_kind_to_string (grant->kind)));
  kw_cli_table_take_cell (table, grant == NULL ? NULL : kw_cli_print_dup_opens (voice, grant));
  kw_cli_table_take_cell (
      table, grant == NULL ? NULL : kw_cli_print_dup_short_time (voice, grant->valid_until_unix_s));
  kw_cli_table_take_cell (table, credential == NULL ? NULL : g_strdup (credential->holder));
  kw_cli_table_take_cell (table, g_strdup (kw_medium_to_string (row->card->medium)));
}

static void
print_cards (KwCli *cli, const GPtrArray *rows, guint n_more)
{
  static const char *const heading[] = { "card",  "state",  "kind",   "opens",
                                         "until", "holder", "medium", NULL };
  const KwCliVoice voice = kw_cli_get_voice (cli);
  g_autoptr (KwCliTable) table = kw_cli_table_new (heading);
  JsonBuilder *builder;

  if (!cli->options.json)
    {
      for (guint i = 0; i < rows->len; i++)
        add_row (table, &voice, rows->pdata[i]);
      kw_cli_table_append (table, kw_cli_is_for_people (), cli->out);
      kw_cli_print_more (cli, n_more);
      return;
    }
  builder = kw_cli_begin_json ();
  json_builder_set_member_name (builder, "cards");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const KwDeskCardRow *row = rows->pdata[i];

      json_builder_begin_object (builder);
      kw_cli_json_add_card (builder, "card", row->card);
      kw_cli_json_add_credential (builder, "credential", voice.property, row->credential,
                                  /* is_known= */ TRUE);
      kw_cli_json_add_stay (builder, "stay", voice.property, row->stay);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  kw_cli_json_add_more (builder, n_more);
  kw_cli_end_json (cli, builder);
}

static gboolean
run_list (KwCli *cli, GError **error)
{
  const KwProperty *property = kw_desk_require_property (cli->desk, error);
  const KwCliOptions *options = &cli->options;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  KwCredentialState state = KW_CREDENTIAL_STATE_LIVE;
  KwDoorRef door = { 0 };
  guint limit = 0;
  guint n_more = 0;

  if (property == NULL || !kw_cli_get_limit (cli, &limit, error) ||
      (options->room != NULL && !kw_cli_parse_room (property, options->room, &door, error)))
    return FALSE;
  if (options->state != NULL && !kw_credential_state_from_string (options->state, &state))
    return throw (error, KW_CLI_ERROR_BAD_VALUE, "there is no state '%s' of a card",
                  options->state);
  kw_desk_list_cards_async (cli->desk, options->room == NULL ? NULL : &door,
                            options->state == NULL ? NULL : &state, limit, cli->cancellable,
                            kw_cli_on_ready_cb, cli);
  result = kw_cli_await (cli);
  rows = kw_desk_list_cards_finish (cli->desk, result, &n_more, error);
  if (rows == NULL)
    return FALSE;
  print_cards (cli, rows, n_more);
  return TRUE;
}

const KwCliCommand kw_cli_card_commands[] = {
  { { "card read", NULL, "", "Say what the card on the encoder is" }, run_read },
  { { "card renew", NULL, "until overlap-reason", "Let the card live longer, or shorter" },
    run_renew },
  { { "card move", NULL, "", "Rewrite the card for the rooms its stay has now" }, run_move },
  { { "card return", NULL, "card absent", "Erase the card and take it back" }, run_return },
  { { "card lost", NULL, "!card cancel-card", "Report a card lost" }, run_lost },
  { { "card blank", NULL, "", "Erase the card" }, run_blank },
  { { "card discard", NULL, "!card", "Take a worn or broken card out of use" }, run_discard },
  { { "card list", NULL, "room state limit", "List the cards" }, run_list },
  { { NULL, NULL, NULL, NULL }, NULL },
};
