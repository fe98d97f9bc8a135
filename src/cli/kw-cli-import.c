/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* property import: a file is looked at, shown, and applied. */
#include "config.h"

#include "kw-cli-command.h"
#include "kw-cli-json.h"
#include "kw-desk-import.h"

/* Nobody reads more of them on a terminal; a program gets more. */
#define N_LINES_MAX 200
#define N_MEMBERS_MAX 10000

static KwDeskImport *
load_preview (KwCli *cli, GError **error)
{
  const KwDeskImportRequest request = {
    .path = cli->argument,
    .retires_rooms = cli->options.retire_rooms,
  };
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_preview_import_async (cli->desk, &request, NULL, NULL, cli->cancellable,
                                kw_cli_on_ready_cb, cli);
  result = kw_cli_await (cli);
  return kw_desk_preview_import_finish (cli->desk, result, error);
}

static gboolean
apply (KwCli *cli, KwDeskImport *import, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_apply_import_async (cli->desk, import, NULL, NULL, cli->cancellable, kw_cli_on_ready_cb,
                              cli);
  result = kw_cli_await (cli);
  return kw_desk_apply_import_finish (cli->desk, result, error);
}

/* As a document */

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text != NULL)
    kw_cli_json_add_string (builder, name, text);
}

static void
add_item (JsonBuilder *builder, const KwProperty *property, KwDeskImportItem *item)
{
  const KwStay *other = kw_desk_import_item_get_other (item);
  const KwDeskImportPart part = kw_desk_import_item_get_part (item);
  const KwDeskImportField field = kw_desk_import_item_get_field (item);

  json_builder_begin_object (builder);
  kw_cli_json_add_string (builder, "change",
                          kw_desk_import_change_to_string (kw_desk_import_item_get_change (item)));
  kw_cli_json_add_string (builder, "part", kw_desk_import_part_to_string (part));
  if (part != KW_DESK_IMPORT_PART_PROPERTY && part != KW_DESK_IMPORT_PART_STAY)
    kw_cli_json_add_int (builder, "number", kw_desk_import_item_get_number (item));
  kw_cli_json_add_string (builder, "name", kw_desk_import_item_get_name (item));
  add_text (builder, "building", kw_desk_import_item_get_building (item));
  add_text (builder, "floor", kw_desk_import_item_get_floor (item));
  add_text (builder, "elevator", kw_desk_import_item_get_bank (item));
  if (field != KW_DESK_IMPORT_FIELD_NONE)
    {
      kw_cli_json_add_string (builder, "field", kw_desk_import_field_to_string (field));
      kw_cli_json_add_string (builder, "old", kw_desk_import_item_get_old_text (item));
      kw_cli_json_add_string (builder, "new", kw_desk_import_item_get_new_text (item));
    }
  if (other != NULL)
    {
      kw_cli_json_add_stay (builder, "stay", property, kw_desk_import_item_get_stay (item));
      kw_cli_json_add_stay (builder, "other", property, other);
    }
  json_builder_end_object (builder);
}

static void
add_problem (JsonBuilder *builder, KwDeskImportProblem *problem)
{
  json_builder_begin_object (builder);
  kw_cli_json_add_int (builder, "line", kw_desk_import_problem_get_line (problem));
  kw_cli_json_add_string (builder, "field", kw_desk_import_problem_get_field (problem));
  kw_cli_json_add_string (
      builder, "code", kw_desk_import_code_to_string (kw_desk_import_problem_get_code (problem)));
  kw_cli_json_add_string (builder, "text", kw_desk_import_problem_get_text (problem));
  json_builder_end_object (builder);
}

static void
add_counts (JsonBuilder *builder, KwDeskImport *import)
{
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_array (builder);
  for (guint part = 0; part < KW_DESK_IMPORT_PART_N; part++)
    for (guint change = 0; change < KW_DESK_IMPORT_CHANGE_N; change++)
      {
        const guint n = kw_desk_import_get_n (import, (KwDeskImportPart)part,
                                              (KwDeskImportChange)change);

        if (n == 0)
          continue;
        json_builder_begin_object (builder);
        kw_cli_json_add_string (builder, "part",
                                kw_desk_import_part_to_string ((KwDeskImportPart)part));
        kw_cli_json_add_string (builder, "change",
                                kw_desk_import_change_to_string ((KwDeskImportChange)change));
        kw_cli_json_add_int (builder, "number", n);
        json_builder_end_object (builder);
      }
  json_builder_end_array (builder);
}

static void
add_preview (JsonBuilder *builder, KwDeskImport *import)
{
  GListModel *items = kw_desk_import_get_items (import);
  GListModel *problems = kw_desk_import_get_problems (import);

  json_builder_set_member_name (builder, "preview");
  json_builder_begin_object (builder);
  kw_cli_json_add_boolean (builder, "first", kw_desk_import_is_first (import));
  add_counts (builder, import);
  kw_cli_json_add_int (builder, "known_stays", kw_desk_import_get_n_known_stays (import));
  kw_cli_json_add_int (builder, "left_stays", kw_desk_import_get_n_left_stays (import));
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < MIN (g_list_model_get_n_items (items), N_MEMBERS_MAX); i++)
    {
      g_autoptr (KwDeskImportItem) item = g_list_model_get_item (items, i);

      add_item (builder, kw_desk_import_get_property (import), item);
    }
  json_builder_end_array (builder);
  kw_cli_json_add_int (builder, "all_problems", kw_desk_import_get_n_problems (import));
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (problems); i++)
    {
      g_autoptr (KwDeskImportProblem) problem = g_list_model_get_item (problems, i);

      add_problem (builder, problem);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* For people */

static void
print_more (KwCli *cli, guint n_all, guint n_told)
{
  if (n_all > n_told)
    g_string_append_printf (cli->out, "and %u more\n", n_all - n_told);
}

static char *
dup_stay (const KwCliVoice *voice, const KwStay *stay)
{
  g_autofree char *from = kw_cli_print_dup_short_time (voice, stay->from_unix_s);
  g_autofree char *until = kw_cli_print_dup_short_time (voice, stay->until_unix_s);
  g_autofree char *tenants = g_strjoinv (", ", (char **)stay->tenants);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < stay->n_doors; i++)
    {
      g_autofree char *room = kw_property_dup_door_label (voice->property, stay->doors[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", room);
    }
  g_string_append_printf (text, " from %s until %s%s%s", from, until, *tenants != '\0' ? ", " : "",
                          tenants);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A stay that is not entered because of another one. */
static void
print_left_stay (KwCli *cli, const KwProperty *property, KwDeskImportItem *item)
{
  KwCliVoice voice = kw_cli_get_voice (cli);
  const KwDeskImportChange change = kw_desk_import_item_get_change (item);
  const KwStay *other = kw_desk_import_item_get_other (item);
  g_autofree char *text = NULL;
  g_autofree char *other_text = NULL;

  voice.property = property;
  text = dup_stay (&voice, kw_desk_import_item_get_stay (item));
  other_text = dup_stay (&voice, other);
  g_string_append_printf (cli->out, "%s: stay %s; %s", kw_desk_import_change_to_string (change),
                          text,
                          change == KW_DESK_IMPORT_CHANGE_KEPT ? "here it is" : "it overlaps");
  if (other->id != 0)
    g_string_append_printf (cli->out, " stay %" G_GINT64_FORMAT ",", other->id);
  g_string_append_printf (cli->out, " %s\n", other_text);
}

static void
print_item (KwCli *cli, KwDeskImportItem *item)
{
  const char *bank = kw_desk_import_item_get_bank (item);
  const char *building = kw_desk_import_item_get_building (item);
  const char *floor_ = kw_desk_import_item_get_floor (item);
  const KwDeskImportField field = kw_desk_import_item_get_field (item);

  g_string_append_printf (cli->out, "%s: %s %s",
                          kw_desk_import_change_to_string (kw_desk_import_item_get_change (item)),
                          kw_desk_import_part_to_string (kw_desk_import_item_get_part (item)),
                          kw_desk_import_item_get_name (item));
  if (bank != NULL)
    g_string_append_printf (cli->out, " of %s", bank);
  if (field != KW_DESK_IMPORT_FIELD_NONE)
    g_string_append_printf (
        cli->out, ", %s: %s instead of %s", kw_desk_import_field_to_string (field),
        kw_desk_import_item_get_new_text (item), kw_desk_import_item_get_old_text (item));
  else if (building != NULL)
    g_string_append_printf (cli->out, " (%s%s%s)", building, floor_ != NULL ? ", " : "",
                            floor_ != NULL ? floor_ : "");
  g_string_append_c (cli->out, '\n');
}

static void
print_problems (KwCli *cli, KwDeskImport *import)
{
  GListModel *problems = kw_desk_import_get_problems (import);
  const guint n_told = MIN (g_list_model_get_n_items (problems), N_LINES_MAX);
  g_autofree char *count = kw_cli_print_dup_count (kw_desk_import_get_n_problems (import),
                                                   "problem", "problems");

  g_string_append_printf (cli->out, "%s has %s and would not be imported:\n",
                          kw_desk_import_get_name (import), count);
  for (guint i = 0; i < n_told; i++)
    {
      g_autoptr (KwDeskImportProblem) problem = g_list_model_get_item (problems, i);
      const char *field = kw_desk_import_problem_get_field (problem);

      if (kw_desk_import_problem_get_line (problem) > 0)
        g_string_append_printf (cli->out, "line %u: ", kw_desk_import_problem_get_line (problem));
      g_string_append_printf (cli->out, "%s%s%s\n", field, *field != '\0' ? ": " : "",
                              kw_desk_import_problem_get_text (problem));
    }
  print_more (cli, kw_desk_import_get_n_problems (import), n_told);
}

static void
print_changes (KwCli *cli, KwDeskImport *import)
{
  GListModel *items = kw_desk_import_get_items (import);
  const guint n_items = g_list_model_get_n_items (items);
  const guint n_told = MIN (n_items, N_LINES_MAX);
  const guint n_left = kw_desk_import_get_n_left_stays (import);
  g_autofree char *changes = kw_cli_print_dup_count (n_items - n_left, "change", "changes");
  g_autofree char *left = kw_cli_print_dup_count (n_left, "stay", "stays");

  if (!kw_desk_import_changes_anything (import))
    g_string_append_printf (cli->out, "%s would change nothing", kw_desk_import_get_name (import));
  else
    g_string_append_printf (cli->out, "%s would make %s", kw_desk_import_get_name (import),
                            changes);
  if (n_left > 0)
    g_string_append_printf (cli->out, " and not enter %s", left);
  g_string_append (cli->out, n_items > 0 ? ":\n" : ".\n");
  for (guint i = 0; i < n_told; i++)
    {
      g_autoptr (KwDeskImportItem) item = g_list_model_get_item (items, i);

      if (kw_desk_import_item_get_other (item) != NULL)
        print_left_stay (cli, kw_desk_import_get_property (import), item);
      else
        print_item (cli, item);
    }
  print_more (cli, n_items, n_told);
}

static void
show_preview (KwCli *cli, KwDeskImport *import)
{
  JsonBuilder *builder;

  if (cli->options.json)
    {
      builder = kw_cli_begin_json ();
      add_preview (builder, import);
      kw_cli_end_json (cli, builder);
    }
  else if (kw_desk_import_get_n_problems (import) > 0)
    print_problems (cli, import);
  else
    print_changes (cli, import);
}

static void
show_imported (KwCli *cli, KwDeskImport *import)
{
  const KwProperty *property = kw_desk_get_property (cli->desk);
  const guint n_stays = kw_desk_import_get_n (import, KW_DESK_IMPORT_PART_STAY,
                                              KW_DESK_IMPORT_CHANGE_ADDED);
  g_autofree char *rooms = kw_cli_print_dup_count (property->n_doors, "room", "rooms");
  g_autofree char *stays = kw_cli_print_dup_count (n_stays, "new stay", "new stays");
  const guint n_left = kw_desk_import_get_n_left_stays (import);
  g_autofree char *left = kw_cli_print_dup_count (n_left, "stay of the file was",
                                                  "stays of the file were");
  JsonBuilder *builder;

  if (!cli->options.json)
    {
      g_string_append_printf (cli->out, "%s is imported: %s, %s.\n", property->name, rooms, stays);
      if (n_left > 0)
        g_string_append_printf (cli->out, "%s not entered; --preview says why.\n", left);
      return;
    }
  builder = kw_cli_begin_json ();
  kw_cli_json_add_string (builder, "name", property->name);
  kw_cli_json_add_int (builder, "site", property->site);
  kw_cli_json_add_int (builder, "buildings", property->n_buildings);
  kw_cli_json_add_int (builder, "floors", property->n_floors);
  kw_cli_json_add_int (builder, "rooms", property->n_doors);
  kw_cli_json_add_int (builder, "areas", property->n_areas);
  kw_cli_json_add_int (builder, "elevators", property->n_banks);
  kw_cli_json_add_int (builder, "stays", n_stays);
  kw_cli_json_add_int (builder, "left_stays", n_left);
  kw_cli_end_json (cli, builder);
}

gboolean
kw_cli_run_import (KwCli *cli, GError **error)
{
  g_autoptr (KwDeskImport) import = load_preview (cli, error);

  if (import == NULL)
    return FALSE;
  if (cli->options.preview)
    {
      show_preview (cli, import);
      return TRUE;
    }
  if (!apply (cli, import, error))
    return FALSE;
  show_imported (cli, import);
  return TRUE;
}
