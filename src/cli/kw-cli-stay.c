/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-command.h"
#include "kw-cli-json.h"
#include "kw-cli-limit.h"
#include "kw-cli-parse.h"
#include "kw-cli-table.h"
#include "kw-desk-stays.h"
#include "kw-error.h"

KW_DEFINE_THROW (KwCliError, KW_CLI_ERROR)

static void
print_stay (KwCli *cli, const KwStay *stay)
{
  const KwCliVoice voice = kw_cli_get_voice (cli);
  JsonBuilder *builder;

  if (!cli->options.json)
    {
      kw_cli_print_stay (&voice, stay);
      return;
    }
  builder = kw_cli_begin_json ();
  kw_cli_json_add_stay (builder, "stay", voice.property, stay);
  kw_cli_end_json (cli, builder);
}

static gboolean
fill_doors (KwCli *cli, const KwProperty *property, KwDeskStayRequest *request, GError **error)
{
  guint n_more = 0;

  if (cli->options.room == NULL)
    return cli->options.doors == NULL ||
           throw (error, KW_CLI_ERROR_USAGE, "--doors needs the main room: --room ROOM");
  if (!kw_cli_parse_room (property, cli->options.room, &request->doors[0], error))
    return FALSE;
  if (cli->options.doors != NULL &&
      !kw_cli_parse_rooms (property, cli->options.doors, request->doors[0].building,
                           KW_STAY_N_DOORS_MAX - 1, &request->doors[1], &n_more, error))
    return FALSE;
  request->n_doors = 1 + n_more;
  return TRUE;
}

static gboolean
put_stay (KwCli *cli, gint64 stay_id, GError **error)
{
  const KwProperty *property = kw_desk_require_property (cli->desk, error);
  const KwCliOptions *options = &cli->options;
  KwDeskStayRequest request = {
    .stay_id = stay_id,
    .tenants = (const char *const *)options->tenants,
    .reference = options->reference,
    .overlap_reason = options->overlap_reason,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwStay) stay = NULL;

  if (property == NULL || !fill_doors (cli, property, &request, error) ||
      (options->from != NULL &&
       !kw_cli_parse_from (property, options->from, &request.from_unix_s, error)) ||
      (options->until != NULL &&
       !kw_cli_parse_until (property, options->until, &request.until_unix_s, error)))
    return FALSE;
  kw_desk_put_stay_async (cli->desk, &request, cli->cancellable, kw_cli_on_ready_cb, cli);
  result = kw_cli_await (cli);
  stay = kw_desk_put_stay_finish (cli->desk, result, error);
  if (stay == NULL)
    return FALSE;
  print_stay (cli, stay);
  return TRUE;
}

static gboolean
run_open (KwCli *cli, GError **error)
{
  return put_stay (cli, /* stay_id= */ 0, error);
}

static gboolean
run_change (KwCli *cli, GError **error)
{
  gint64 id = 0;

  return kw_cli_parse_stay_id (cli->argument, &id, error) && put_stay (cli, id, error);
}

static gboolean
run_close (KwCli *cli, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwStay) stay = NULL;
  guint n_live_cards = 0;
  gint64 id = 0;

  if (!kw_cli_parse_stay_id (cli->argument, &id, error) ||
      kw_desk_require_property (cli->desk, error) == NULL)
    return FALSE;
  kw_desk_close_stay_async (cli->desk, id, cli->cancellable, kw_cli_on_ready_cb, cli);
  result = kw_cli_await (cli);
  stay = kw_desk_close_stay_finish (cli->desk, result, &n_live_cards, error);
  if (stay == NULL)
    return FALSE;
  if (cli->options.json)
    {
      JsonBuilder *builder = kw_cli_begin_json ();

      kw_cli_json_add_stay (builder, "stay", kw_desk_get_property (cli->desk), stay);
      kw_cli_json_add_int (builder, "live_cards", n_live_cards);
      kw_cli_end_json (cli, builder);
      return TRUE;
    }
  print_stay (cli, stay);
  if (n_live_cards > 0)
    g_string_append_printf (
        cli->out, "%u %s not returned; 'card list' says until when %s can open.\n", n_live_cards,
        n_live_cards == 1 ? "card was" : "cards were", n_live_cards == 1 ? "it" : "they");
  return TRUE;
}

static void
add_row (KwCliTable *table, const KwCliVoice *voice, const KwStay *stay)
{
  g_autoptr (GPtrArray) rooms = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < stay->n_doors; i++)
    g_ptr_array_add (rooms, kw_property_dup_door_label (voice->property, stay->doors[i]));
  g_ptr_array_add (rooms, NULL);
  kw_cli_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, stay->id));
  kw_cli_table_take_cell (table, g_strdup (kw_stay_state_to_string (stay->state)));
  kw_cli_table_take_cell (table, g_strjoinv (",", (char **)rooms->pdata));
  kw_cli_table_take_cell (table, kw_cli_print_dup_short_time (voice, stay->from_unix_s));
  kw_cli_table_take_cell (table, kw_cli_print_dup_short_time (voice, stay->until_unix_s));
  kw_cli_table_take_cell (table, g_strdup (stay->reference));
  kw_cli_table_take_cell (table,
                          stay->tenants == NULL ? NULL : g_strjoinv (", ", (char **)stay->tenants));
}

static void
print_stays (KwCli *cli, const GPtrArray *stays, guint n_more)
{
  static const char *const heading[] = { "stay",  "state",     "room",    "from",
                                         "until", "reference", "tenants", NULL };
  const KwCliVoice voice = kw_cli_get_voice (cli);
  g_autoptr (KwCliTable) table = kw_cli_table_new (heading);
  JsonBuilder *builder;

  if (!cli->options.json)
    {
      for (guint i = 0; i < stays->len; i++)
        add_row (table, &voice, stays->pdata[i]);
      kw_cli_table_append (table, kw_cli_is_for_people (), cli->out);
      kw_cli_print_more (cli, n_more);
      return;
    }
  builder = kw_cli_begin_json ();
  json_builder_set_member_name (builder, "stays");
  json_builder_begin_array (builder);
  for (guint i = 0; i < stays->len; i++)
    kw_cli_json_add_stay (builder, NULL, voice.property, stays->pdata[i]);
  json_builder_end_array (builder);
  kw_cli_json_add_more (builder, n_more);
  kw_cli_end_json (cli, builder);
}

static gboolean
run_list (KwCli *cli, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) stays = NULL;
  guint limit = 0;
  guint n_more = 0;

  if (kw_desk_require_property (cli->desk, error) == NULL || !kw_cli_get_limit (cli, &limit, error))
    return FALSE;
  kw_desk_list_stays_async (cli->desk, limit, cli->cancellable, kw_cli_on_ready_cb, cli);
  result = kw_cli_await (cli);
  stays = kw_desk_list_stays_finish (cli->desk, result, &n_more, error);
  if (stays == NULL)
    return FALSE;
  print_stays (cli, stays, n_more);
  return TRUE;
}

const KwCliCommand kw_cli_stay_commands[] = {
  { { "stay open", NULL, "!room !until from doors tenant reference overlap-reason",
      "Check somebody in" },
    run_open },
  { { "stay change", "ID", "room until from doors tenant reference overlap-reason",
      "Give a stay another room or other times" },
    run_change },
  { { "stay close", "ID", "", "Check a stay out" }, run_close },
  { { "stay list", NULL, "limit", "List the stays" }, run_list },
  { { NULL, NULL, NULL, NULL }, NULL },
};
