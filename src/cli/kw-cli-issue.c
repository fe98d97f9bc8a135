/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-command.h"
#include "kw-cli-json.h"
#include "kw-cli-parse.h"

static gboolean
print_issued (KwCli *cli, KwDeskOutcome *outcome)
{
  const KwCliVoice voice = kw_cli_get_voice (cli);
  JsonBuilder *builder;

  if (!cli->options.json)
    {
      kw_cli_print_issued (&voice, outcome);
      return TRUE;
    }
  builder = kw_cli_begin_json ();
  kw_cli_json_add_outcome (builder, voice.property, outcome);
  kw_cli_end_json (cli, builder);
  return TRUE;
}

static gboolean
issue (KwCli *cli, const KwDeskIssueRequest *request, GError **error)
{
  g_autoptr (KwDeskOutcome)
      outcome = kw_cli_run_job (cli, kw_desk_job_new_issue (cli->desk, request), error);

  return outcome != NULL && print_issued (cli, outcome);
}

static gboolean
fill_landings (const KwProperty *property, const KwCliOptions *options, KwDeskIssueRequest *request,
               GError **error)
{
  KwCliLandings landings = { 0 };

  if (options->floors == NULL)
    return TRUE;
  if (!kw_cli_parse_landings (property, request->door.building, options->floors, &landings, error))
    return FALSE;
  request->has_landings = TRUE;
  request->bank = landings.bank;
  request->floors = landings.floors;
  request->has_every_landing = landings.has_every_landing;
  return TRUE;
}

static gboolean
run_issue_tenant (KwCli *cli, GError **error)
{
  const KwProperty *property = kw_desk_require_property (cli->desk, error);
  const KwCliOptions *options = &cli->options;
  KwDeskIssueRequest request = {
    .kind = KW_GRANT_KIND_TENANT,
    .mode = options->make_new ? KW_DESK_ISSUE_MODE_NEW
            : options->copy   ? KW_DESK_ISSUE_MODE_COPY
                              : KW_DESK_ISSUE_MODE_AUTO,
    .has_areas = options->areas != NULL,
    .overlap_reason = options->overlap_reason,
    .overwrite_reason = options->overwrite_reason,
  };

  if (property == NULL || !kw_cli_parse_room (property, options->room, &request.door, error) ||
      (options->stay != NULL && !kw_cli_parse_stay_id (options->stay, &request.stay_id, error)) ||
      (options->doors != NULL &&
       !kw_cli_parse_rooms (property, options->doors, request.door.building, KW_GRANT_N_EXTRA_DOORS,
                            request.extra_doors, &request.n_extra_doors, error)) ||
      (options->from != NULL &&
       !kw_cli_parse_from (property, options->from, &request.from_unix_s, error)) ||
      (options->until != NULL &&
       !kw_cli_parse_until (property, options->until, &request.until_unix_s, error)) ||
      (options->areas != NULL &&
       !kw_cli_parse_areas (property, options->areas, &request.areas, error)) ||
      !fill_landings (property, options, &request, error))
    return FALSE;
  return issue (cli, &request, error);
}

static gboolean
issue_staff (KwCli *cli, KwDeskIssueRequest *request, GError **error)
{
  const KwProperty *property = kw_desk_get_property (cli->desk);
  const KwCliOptions *options = &cli->options;

  request->holder = options->holder;
  request->overwrite_reason = options->overwrite_reason;
  request->can_override_deadbolt = options->deadbolt;
  if (!kw_cli_parse_until (property, options->until, &request->until_unix_s, error) ||
      (options->weekdays != NULL &&
       !kw_cli_parse_weekdays (options->weekdays, &request->weekdays, error)) ||
      (options->hours != NULL && !kw_cli_parse_hours (options->hours, &request->day_start_minute,
                                                      &request->day_end_minute, error)))
    return FALSE;
  return issue (cli, request, error);
}

static gboolean
run_issue_floor (KwCli *cli, GError **error)
{
  const KwProperty *property = kw_desk_require_property (cli->desk, error);
  KwDeskIssueRequest request = { .kind = KW_GRANT_KIND_FLOOR };
  guint building = 0;

  if (property == NULL ||
      (cli->options.building != NULL &&
       !kw_cli_parse_building (property, cli->options.building, &building, error)) ||
      !kw_cli_parse_floor (property, building, cli->options.floor, &request.building,
                           &request.floor, error))
    return FALSE;
  return issue_staff (cli, &request, error);
}

static gboolean
run_issue_building (KwCli *cli, GError **error)
{
  const KwProperty *property = kw_desk_require_property (cli->desk, error);
  KwDeskIssueRequest request = { .kind = KW_GRANT_KIND_BUILDING };

  if (property == NULL ||
      !kw_cli_parse_building (property, cli->options.building, &request.building, error))
    return FALSE;
  return issue_staff (cli, &request, error);
}

static gboolean
run_issue_master (KwCli *cli, GError **error)
{
  KwDeskIssueRequest request = { .kind = KW_GRANT_KIND_MASTER };

  return kw_desk_require_property (cli->desk, error) != NULL && issue_staff (cli, &request, error);
}

static gboolean
run_issue_emergency (KwCli *cli, GError **error)
{
  KwDeskIssueRequest request = { .kind = KW_GRANT_KIND_EMERGENCY };

  return kw_desk_require_property (cli->desk, error) != NULL && issue_staff (cli, &request, error);
}

const KwCliCommand kw_cli_issue_commands[] = {
  { { "card issue tenant", NULL,
      "!room stay until from new |copy floors areas doors overlap-reason overwrite-reason",
      "Write a tenant's card" },
    run_issue_tenant },
  { { "card issue floor", NULL,
      "!holder !until !floor building weekdays hours deadbolt overwrite-reason",
      "Write a card for every room on a floor" },
    run_issue_floor },
  { { "card issue building", NULL,
      "!holder !until !building weekdays hours deadbolt overwrite-reason",
      "Write a card for every room of a building" },
    run_issue_building },
  { { "card issue master", NULL, "!holder !until weekdays hours deadbolt overwrite-reason",
      "Write a card for EVERY room of the hotel" },
    run_issue_master },
  { { "card issue emergency", NULL, "!holder !until deadbolt overwrite-reason",
      "Write a card for every room at any time, also when locked from inside" },
    run_issue_emergency },
  { { NULL, NULL, NULL, NULL }, NULL },
};
