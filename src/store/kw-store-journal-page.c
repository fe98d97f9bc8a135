/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-journal-page.h"

#include "kw-store-query.h"

#define BOUNDS                                                                                     \
  " AND at_unix_s >= :from_unix_s AND at_unix_s < :until_unix_s AND number < :key"                 \
  " ORDER BY number DESC LIMIT :limit"

enum
{
  SQL_HIGHEST,
  SQL_BY_TIME,
  SQL_BY_EVENT,
  SQL_BY_OPERATOR,
  SQL_LOAD,
  SQL_LOAD_PERSONAL,
};

static const char *const sql[] = {
  [SQL_HIGHEST] = "SELECT max (number) FROM journal",
  [SQL_BY_TIME] = "SELECT number FROM journal WHERE at_unix_s >= :from_unix_s"
                  " AND at_unix_s < :until_unix_s",
  [SQL_BY_EVENT] = "SELECT number FROM journal WHERE event = :event" BOUNDS,
  [SQL_BY_OPERATOR] =
      "SELECT number FROM journal WHERE operator = :operator AND event = :event" BOUNDS,
  [SQL_LOAD] =
      "WITH entry AS (SELECT text, iif (json_valid (text), text, '{}') AS json FROM journal"
      "  WHERE number = :number)"
      " SELECT text, coalesce ("
      "  (SELECT number_station || '-' || number_counter FROM card"
      "    WHERE id = json_extract (json, '$.data.card')),"
      "  (SELECT number_station || '-' || number_counter FROM issue JOIN card ON card.id = card_id"
      "    WHERE issue.id = json_extract (json, '$.data.issue')),"
      "  json_extract (json, '$.data.card')) FROM entry",
  [SQL_LOAD_PERSONAL] =
      "SELECT p.text FROM journal_personal j JOIN personal p ON p.id = j.personal_id"
      " WHERE j.number = :number ORDER BY j.slot",
};

gboolean
kw_store_journal_query_is_every (const KwStoreJournalQuery *query)
{
  return query->events == 0 && query->operator_name == NULL && query->from_unix_s == 0 &&
         query->until_unix_s == 0;
}

static gboolean
list_highest (KwStore *store, GArray *keys, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_HIGHEST]);

  if (kw_store_query_next (query) && !kw_store_query_is_null (query, 0))
    {
      const guint64 number = kw_store_query_get_u64 (query, 0);

      g_array_append_val (keys, number);
    }
  return kw_store_query_finish (query, error);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const guint64 x = *(const guint64 *)a;
  const guint64 y = *(const guint64 *)b;

  return x < y ? 1 : x > y ? -1 : 0;
}

static void
bind_times (KwStoreQuery *stmt, const KwStoreJournalQuery *query)
{
  kw_store_query_bind_int64 (stmt, ":from_unix_s", query->from_unix_s);
  kw_store_query_bind_int64 (stmt, ":until_unix_s",
                             query->until_unix_s != 0 ? query->until_unix_s : G_MAXINT64);
}

/* A clock that was put back leaves times out of order: they cannot be walked by number. */
static gboolean
list_by_time (KwStore *store, const KwStoreJournalQuery *query, GArray *keys, GError **error)
{
  g_autoptr (KwStoreQuery) stmt = kw_store_query_new (store, sql[SQL_BY_TIME]);

  bind_times (stmt, query);
  while (kw_store_query_next (stmt))
    {
      const guint64 number = kw_store_query_get_u64 (stmt, 0);

      g_array_append_val (keys, number);
    }
  g_array_sort (keys, compare_keys);
  return kw_store_query_finish (stmt, error);
}

/* The rows of one event, by an index. */
typedef struct
{
  KwStoreQuery *stmt;
  guint64 head; /* 0: there is none left */
} Stream;

static void
clear_stream (gpointer data)
{
  kw_store_query_free (((Stream *)data)->stmt);
}

static void
step (Stream *stream)
{
  stream->head = kw_store_query_next (stream->stmt) ? kw_store_query_get_u64 (stream->stmt, 0) : 0;
}

static GArray *
open_streams (KwStore *store, const KwStoreJournalQuery *query, const KwStoreCursor *cursor,
              guint limit)
{
  const int statement = query->operator_name != NULL ? SQL_BY_OPERATOR : SQL_BY_EVENT;
  GArray *streams = g_array_new (FALSE, FALSE, sizeof (Stream));

  g_array_set_clear_func (streams, clear_stream);
  for (guint i = 0; i < KW_JOURNAL_EVENT_N; i++)
    if (query->events == 0 || (query->events & G_GUINT64_CONSTANT (1) << i) != 0)
      {
        Stream stream = { kw_store_query_new (store, sql[statement]), 0 };

        bind_times (stream.stmt, query);
        kw_store_query_bind_text (stream.stmt, ":event",
                                  kw_journal_event_to_string ((KwJournalEvent)i));
        if (query->operator_name != NULL)
          kw_store_query_bind_text (stream.stmt, ":operator", query->operator_name);
        kw_store_query_bind_int64 (stream.stmt, ":key",
                                   cursor->is_set ? (gint64)cursor->key : G_MAXINT64);
        kw_store_query_bind_int64 (stream.stmt, ":limit", limit);
        step (&stream);
        g_array_append_val (streams, stream);
      }
  return streams;
}

static Stream *
find_highest (GArray *streams)
{
  Stream *highest = NULL;

  for (guint i = 0; i < streams->len; i++)
    {
      Stream *stream = &g_array_index (streams, Stream, i);

      if (stream->head != 0 && (highest == NULL || stream->head > highest->head))
        highest = stream;
    }
  return highest;
}

static gboolean
list_by_event (KwStore *store, const KwStoreJournalQuery *query, KwStoreCursor *cursor, guint limit,
               GArray *keys, GError **error)
{
  g_autoptr (GArray) streams = open_streams (store, query, cursor, limit);
  guint n_listed = 0;

  for (; n_listed < limit; n_listed++)
    {
      Stream *highest = find_highest (streams);

      if (highest == NULL)
        break;
      cursor->is_set = TRUE;
      cursor->key = highest->head;
      g_array_append_val (keys, cursor->key);
      step (highest);
    }
  cursor->is_end = n_listed < limit;
  for (guint i = 0; i < streams->len; i++)
    if (!kw_store_query_finish (g_array_index (streams, Stream, i).stmt, error))
      return FALSE;
  return TRUE;
}

gboolean
kw_store_journal_list_keys (KwStore *store, const KwStoreJournalQuery *query, KwStoreCursor *cursor,
                            guint limit, GArray *keys, GError **error)
{
  cursor->is_end = TRUE;
  if (kw_store_journal_query_is_every (query))
    return list_highest (store, keys, error);
  if (query->events == 0 && query->operator_name == NULL)
    return list_by_time (store, query, keys, error);
  return list_by_event (store, query, cursor, limit, keys, error);
}

void
kw_store_journal_page_row_free (KwStoreJournalPageRow *row)
{
  if (row == NULL)
    return;

  g_clear_pointer (&row->entry, kw_journal_entry_unref);
  g_clear_pointer (&row->personal, g_ptr_array_unref);
  g_free (row->card_label);
  g_free (row);
}

static gboolean
load_personal (KwStoreQuery *query, KwStoreJournalPageRow *row, GError **error)
{
  kw_store_query_bind_u64 (query, ":number", row->entry->number);
  while (kw_store_query_next (query))
    g_ptr_array_add (row->personal, g_strdup (kw_store_query_get_text (query, 0)));
  return kw_store_query_finish (query, error);
}

gboolean
kw_store_journal_load_page (KwStore *store, const guint64 *keys, guint n_keys, GPtrArray *rows,
                            GError **error)
{
  g_autoptr (KwStoreQuery) load = kw_store_query_new (store, sql[SQL_LOAD]);
  g_autoptr (KwStoreQuery) personal = kw_store_query_new (store, sql[SQL_LOAD_PERSONAL]);

  for (guint i = 0; i < n_keys; i++)
    {
      KwStoreJournalPageRow *row = NULL;
      KwJournalEntry *entry = NULL;

      kw_store_query_bind_u64 (load, ":number", keys[i]);
      if (kw_store_query_next (load))
        entry = kw_journal_entry_new_from_text (kw_store_query_get_text (load, 0), NULL);
      if (entry != NULL)
        {
          row = g_new0 (KwStoreJournalPageRow, 1);
          row->entry = entry;
          row->card_label = g_strdup (kw_store_query_get_text (load, 1));
          row->personal = g_ptr_array_new_with_free_func (g_free);
        }
      g_ptr_array_add (rows, row);
      if (!kw_store_query_finish (load, error) ||
          (row != NULL && !load_personal (personal, row, error)))
        return FALSE;
    }
  return TRUE;
}
