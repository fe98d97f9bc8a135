/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-command.h"
#include "kw-cli-json.h"

static void
print_property (KwCli *cli, const KwProperty *property)
{
  g_autofree char *buildings = kw_cli_print_dup_count (property->n_buildings, "building",
                                                       "buildings");
  g_autofree char *floors = kw_cli_print_dup_count (property->n_floors, "floor", "floors");
  g_autofree char *rooms = kw_cli_print_dup_count (property->n_doors, "room", "rooms");
  g_autofree char *banks = kw_cli_print_dup_count (property->n_banks, "elevator", "elevators");
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < property->n_areas; i++)
    g_ptr_array_add (areas, (gpointer)property->areas[i].name);
  list = kw_cli_print_dup_list (areas);
  g_string_append_printf (cli->out, "%s: %s, %s, %s, %s.\n", property->name, buildings, floors,
                          rooms, banks);
  if (areas->len > 0)
    g_string_append_printf (cli->out, "Common areas: %s.\n", list);
  g_string_append_printf (cli->out,
                          "Check-in %02u:%02u, check-out %02u:%02u, time zone %s.\n"
                          "This is station %u.\n",
                          property->check_in_minute / 60, property->check_in_minute % 60,
                          property->check_out_minute / 60, property->check_out_minute % 60,
                          property->time_zone, kw_desk_get_station (cli->desk));
}

static gboolean
run_show (KwCli *cli, GError **error)
{
  const KwProperty *property = kw_desk_require_property (cli->desk, error);
  JsonBuilder *builder;

  if (property == NULL)
    return FALSE;
  if (!cli->options.json)
    {
      print_property (cli, property);
      return TRUE;
    }
  builder = kw_cli_begin_json ();
  kw_cli_json_add_property (builder, property);
  kw_cli_json_add_int (builder, "station", kw_desk_get_station (cli->desk));
  kw_cli_end_json (cli, builder);
  return TRUE;
}

const KwCliCommand kw_cli_property_commands[] = {
  { { "property import", "FILE", "preview retire-rooms",
      "Take over the map of the hotel and its stays, or rooms from a .csv file" },
    kw_cli_run_import },
  { { "property show", NULL, "", "Show the map of the hotel" }, run_show },
  { { NULL, NULL, NULL, NULL }, NULL },
};
