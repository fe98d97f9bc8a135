/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-command.h"
#include "kw-cli-json.h"
#include "kw-cli-parse.h"
#include "kw-cli-table.h"
#include "kw-desk-journal.h"
#include "kw-hex.h"

#include <string.h>

#define N_AT_ONCE 500
#define UID_SHOWN_DIGITS 4

/* The facts of a row, with only the end of a card's UID. */
static JsonNode *
dup_data (const KwJournalEntry *entry)
{
  g_autoptr (JsonNode) data = json_from_string (entry->data, NULL);
  JsonObject *object;
  const char *uid;

  if (data == NULL || !JSON_NODE_HOLDS_OBJECT (data))
    return g_steal_pointer (&data);
  object = json_node_get_object (data);
  uid = json_object_get_string_member_with_default (object, "uid", NULL);
  if (uid != NULL)
    {
      json_object_set_string_member (
          object, "uid_end",
          strlen (uid) > UID_SHOWN_DIGITS ? uid + strlen (uid) - UID_SHOWN_DIGITS : uid);
      json_object_remove_member (object, "uid");
    }
  return g_steal_pointer (&data);
}

static void
append_entry_json (GString *out, const KwProperty *property, const KwJournalEntry *entry)
{
  g_autoptr (JsonBuilder) builder = kw_cli_begin_json ();
  g_autoptr (JsonNode) data = dup_data (entry);
  g_autofree char *text = kw_journal_entry_dup_text (entry);
  g_autofree char *hash = kw_hex_encode (entry->hash.bytes, sizeof entry->hash.bytes);

  kw_cli_json_add_int (builder, "number", (gint64)entry->number);
  kw_cli_json_add_time (builder, "at", property, entry->at_unix_s);
  kw_cli_json_add_int (builder, "station", entry->station);
  kw_cli_json_add_string (builder, "operator", entry->operator_name);
  kw_cli_json_add_string (builder, "event", kw_journal_event_to_string (entry->event));
  json_builder_set_member_name (builder, "data");
  if (data == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_value (builder, g_steal_pointer (&data));
  kw_cli_json_add_string (builder, "text", text);
  kw_cli_json_add_string (builder, "hash", hash);
  json_builder_end_object (builder);
  kw_cli_json_append (out, builder);
}

static void
add_row (KwCliTable *table, const KwCliVoice *voice, const KwJournalEntry *entry)
{
  g_autoptr (JsonNode) data = dup_data (entry);

  kw_cli_table_take_cell (table, g_strdup_printf ("%" G_GUINT64_FORMAT, entry->number));
  kw_cli_table_take_cell (table, kw_cli_print_dup_short_time (voice, entry->at_unix_s));
  kw_cli_table_take_cell (table, g_strdup_printf ("%u", entry->station));
  kw_cli_table_take_cell (table, g_strdup (entry->operator_name));
  kw_cli_table_take_cell (table, g_strdup (kw_journal_event_to_string (entry->event)));
  kw_cli_table_take_cell (table, data == NULL ? NULL : json_to_string (data, FALSE));
}

/* A page at a time, so that a long journal is never held as a whole but for its text. */
static gboolean
list_pages (KwCli *cli, guint64 after, guint64 limit, KwCliTable *table, GError **error)
{
  const KwCliVoice voice = kw_cli_get_voice (cli);

  while (limit > 0)
    {
      guint n_max = (guint)MIN (limit, N_AT_ONCE);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GPtrArray) entries = NULL;

      kw_desk_list_journal_async (cli->desk, after, n_max, cli->cancellable, kw_cli_on_ready_cb,
                                  cli);
      result = kw_cli_await (cli);
      entries = kw_desk_list_journal_finish (cli->desk, result, error);
      if (entries == NULL)
        return FALSE;
      for (guint i = 0; i < entries->len; i++)
        {
          const KwJournalEntry *entry = entries->pdata[i];

          if (cli->options.json && cli->out->str[cli->out->len - 1] == '}')
            g_string_append_c (cli->out, ',');
          if (cli->options.json)
            append_entry_json (cli->out, voice.property, entry);
          else
            add_row (table, &voice, entry);
          after = entry->number;
        }
      limit = entries->len < n_max ? 0 : limit - entries->len;
    }
  return TRUE;
}

static gboolean
run_list (KwCli *cli, GError **error)
{
  static const char *const heading[] = { "number", "at",   "station", "operator",
                                         "event",  "data", NULL };
  g_autoptr (KwCliTable) table = kw_cli_table_new (heading);
  guint64 after = 0;
  guint64 limit = G_MAXINT64;

  if ((cli->options.after != NULL &&
       !kw_cli_parse_number ("--after", cli->options.after, G_MAXINT64, &after, error)) ||
      (cli->options.limit != NULL &&
       !kw_cli_parse_number ("--limit", cli->options.limit, G_MAXINT64, &limit, error)))
    return FALSE;
  if (cli->options.json)
    g_string_append (cli->out, "{\"entries\":[");
  if (!list_pages (cli, after, limit, table, error))
    return FALSE;
  if (cli->options.json)
    g_string_append (cli->out, "]}\n");
  else
    kw_cli_table_append (table, kw_cli_is_for_people (), cli->out);
  return TRUE;
}

static gboolean
run_verify (KwCli *cli, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint64 n_entries = 0;

  kw_desk_verify_journal_async (cli->desk, cli->cancellable, kw_cli_on_ready_cb, cli);
  result = kw_cli_await (cli);
  if (!kw_desk_verify_journal_finish (cli->desk, result, &n_entries, error))
    return FALSE;
  if (cli->options.json)
    {
      JsonBuilder *builder = kw_cli_begin_json ();

      kw_cli_json_add_int (builder, "entries", (gint64)n_entries);
      kw_cli_end_json (cli, builder);
    }
  else
    g_string_append_printf (
        cli->out, "The journal is whole: %" G_GUINT64_FORMAT " %s, each as it was written.\n",
        n_entries, n_entries == 1 ? "entry" : "entries");
  return TRUE;
}

static gboolean
run_digest (KwCli *cli, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *digest = NULL;

  kw_desk_digest_async (cli->desk, cli->cancellable, kw_cli_on_ready_cb, cli);
  result = kw_cli_await (cli);
  digest = kw_desk_digest_finish (cli->desk, result, error);
  if (digest == NULL)
    return FALSE;
  if (cli->options.json)
    {
      JsonBuilder *builder = kw_cli_begin_json ();

      kw_cli_json_add_string (builder, "digest", digest);
      kw_cli_end_json (cli, builder);
    }
  else
    g_string_append_printf (cli->out, "%s\n", digest);
  return TRUE;
}

const KwCliCommand kw_cli_journal_commands[] = {
  { { "journal list", NULL, "after limit", "List what was done" }, run_list },
  { { "journal verify", NULL, "", "Check that nothing in the journal was changed" }, run_verify },
  { { "register digest", NULL, "", "One hash over all cards and stays" }, run_digest },
  { { NULL, NULL, NULL, NULL }, NULL },
};
