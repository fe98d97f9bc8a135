/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-command.h"
#include "kw-cli-json.h"
#include "kw-cli-parse.h"

#include <string.h>

/* --- encoder list --- */

typedef struct
{
  const char *state;
  const char *sentence;
} EncoderState;

/* What is wrong with the encoder, if the error is about that. */
static gboolean
get_encoder_state (const GError *error, EncoderState *out_state)
{
  if (error == NULL)
    *out_state = (EncoderState){ "ready", "is ready" };
  else if (g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_UNKNOWN))
    *out_state = (EncoderState){ "unknown", "can be no encoder" };
  else if (g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_MISSING) ||
           g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_UNPLUGGED))
    *out_state = (EncoderState){ "absent", "is not there" };
  else if (g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_BUSY))
    *out_state = (EncoderState){ "busy", "is used by another program" };
  else if (g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_PERMISSION))
    *out_state = (EncoderState){ "no-permission", "may not be opened by this user" };
  else if (g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_NOT_RESPONDING))
    *out_state = (EncoderState){ "not-responding", "does not answer" };
  else if (g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_PROGRAM))
    *out_state = (EncoderState){ "no-program", "cannot be asked: the program that speaks to "
                                               "encoders cannot be started" };
  else
    return FALSE;
  return TRUE;
}

static void
add_encoder (JsonBuilder *builder, const char *connection, const char *name, const char *state)
{
  json_builder_begin_object (builder);
  kw_cli_json_add_string (builder, "connection", connection);
  kw_cli_json_add_string (builder, "name", name);
  kw_cli_json_add_string (builder, "state", state);
  json_builder_end_object (builder);
}

static gboolean
run_encoder_list (KwCli *cli, GError **error)
{
  const char *connection = kw_cli_get_encoder (cli);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *name = NULL;
  GError *problem = NULL;
  EncoderState state = { NULL, NULL };

  if (connection != NULL)
    {
      kw_desk_probe_encoder_async (cli->desk, cli->cancellable, kw_cli_on_ready_cb, cli);
      result = kw_cli_await (cli);
      name = kw_desk_probe_encoder_finish (cli->desk, result, &problem);
      if (!get_encoder_state (problem, &state))
        {
          g_propagate_error (error, problem);
          return FALSE;
        }
      g_clear_error (&problem);
    }
  if (cli->options.json)
    {
      JsonBuilder *builder = kw_cli_begin_json ();

      json_builder_set_member_name (builder, "encoders");
      json_builder_begin_array (builder);
      if (connection != NULL)
        add_encoder (builder, connection, name, state.state);
      json_builder_end_array (builder);
      kw_cli_end_json (cli, builder);
    }
  else if (connection == NULL)
    g_string_append (cli->out, "No encoder is named: give one with --encoder, or in "
                               "KEYWRIGHT_ENCODER.\n");
  else
    g_string_append_printf (cli->out, "%s%s%s%s %s.\n", connection, name == NULL ? "" : " (",
                            name == NULL ? "" : name, name == NULL ? "" : ")", state.sentence);
  return TRUE;
}

/* --- door try --- */

static gboolean
parse_place (KwCli *cli, const KwProperty *property, KwDeskPlace *out_place, GError **error)
{
  if (cli->options.room != NULL)
    {
      out_place->kind = KW_DESK_PLACE_DOOR;
      return kw_cli_parse_room (property, cli->options.room, &out_place->door, error);
    }
  if (cli->options.area != NULL)
    {
      out_place->kind = KW_DESK_PLACE_AREA;
      return kw_cli_parse_area (property, cli->options.area, &out_place->number, error);
    }
  out_place->kind = KW_DESK_PLACE_ELEVATOR;
  return kw_cli_parse_bank (property, cli->options.elevator, &out_place->number, error);
}

static void
print_tried (KwCli *cli, const KwProperty *property, const KwDeskPlace *place,
             const KwDeskOutcome *outcome)
{
  const KwBank *bank = place->kind == KW_DESK_PLACE_ELEVATOR
                           ? kw_property_get_bank (property, place->number)
                           : NULL;
  const KwCliVoice voice = kw_cli_get_voice (cli);
  JsonBuilder *builder;

  if (!cli->options.json)
    {
      kw_cli_print_tried (&voice, place, outcome);
      return;
    }
  builder = kw_cli_begin_json ();
  kw_cli_json_add_string (builder, "answer", outcome->answer);
  kw_cli_json_add_place (builder, "place", property, place);
  kw_cli_json_add_landings (builder, "landings", bank, outcome->granted);
  kw_cli_json_add_int (builder, "exchanges", outcome->n_exchanges);
  kw_cli_end_json (cli, builder);
}

static gboolean
run_door_try (KwCli *cli, GError **error)
{
  const KwProperty *property = kw_desk_require_property (cli->desk, error);
  g_autoptr (KwDeskOutcome) outcome = NULL;
  KwDeskPlace place = { 0 };
  gint64 at_unix_s = 0;

  if (property == NULL || !parse_place (cli, property, &place, error))
    return FALSE;
  if (cli->options.at != NULL &&
      !kw_cli_parse_moment (property, cli->options.at, &at_unix_s, error))
    return FALSE;
  outcome = kw_cli_run_job (
      cli, kw_desk_job_new_try_door (cli->desk, &place, at_unix_s, cli->options.locked_inside),
      error);
  if (outcome == NULL)
    return FALSE;
  print_tried (cli, property, &place, outcome);
  if (g_strcmp0 (outcome->answer, "OPEN") != 0 &&
      g_strcmp0 (outcome->answer, "CANCEL_LEARNED") != 0)
    cli->exit_code = kw_cli_error_kind_to_exit_code (KW_DESK_ERROR_KIND_REFUSED);
  return TRUE;
}

const KwCliCommand kw_cli_door_commands[] = {
  { { "encoder list", NULL, "", "Show the encoder and whether it can be used" }, run_encoder_list },
  { { "door try", NULL, "!room !|area !|elevator at locked-inside",
      "Show the card to a lock and see what it says" },
    run_door_try },
  { { NULL, NULL, NULL, NULL }, NULL },
};
