/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-journal.h"

#include "kw-error.h"
#include "kw-store-number.h"
#include "kw-store-personal-private.h"
#include "kw-store-query.h"

#include <string.h>

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

enum
{
  SQL_TAIL,
  SQL_INSERT,
  SQL_INSERT_PERSONAL,
  SQL_LAST,
  SQL_LAST_TIME,
  SQL_LIST,
  SQL_LIST_PERSONAL,
};

static const char *const sql[] = {
  [SQL_TAIL] = "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1",
  [SQL_INSERT] = "INSERT INTO journal (number, at_unix_s, station, operator, event, text,"
                 " previous_hash, hash) VALUES (:number, :at_unix_s, :station, :operator, :event,"
                 " :text, :previous_hash, :hash)",
  [SQL_INSERT_PERSONAL] = "INSERT INTO journal_personal (number, slot, personal_id)"
                          " VALUES (:number, :slot, :personal_id)",
  [SQL_LAST] = "SELECT text FROM journal ORDER BY number DESC LIMIT 1",
  [SQL_LAST_TIME] = "SELECT at_unix_s FROM journal ORDER BY number DESC LIMIT 1",
  [SQL_LIST] =
      "SELECT text FROM journal WHERE number >= :first_number ORDER BY number LIMIT :limit",
  [SQL_LIST_PERSONAL] =
      "SELECT p.text FROM journal_personal j JOIN personal p ON p.id = j.personal_id"
      " WHERE j.number = :number ORDER BY j.slot",
};

/* Personal texts on their way into a row. */
typedef struct
{
  guint n_texts;
  KwJournalHash hashes[KW_JOURNAL_N_PERSONAL_MAX];
  gint64 ids[KW_JOURNAL_N_PERSONAL_MAX];
} Personal;

static gboolean
store_personal (KwStore *store, const KwStoreJournalDraft *draft, Personal *personal,
                GError **error)
{
  guint n_texts = draft->personal != NULL ? g_strv_length ((char **)draft->personal) : 0;

  if (n_texts > KW_JOURNAL_N_PERSONAL_MAX)
    return throw (error, KW_STORE_ERROR_CONSTRAINT, "register: personal: more than %d texts",
                  KW_JOURNAL_N_PERSONAL_MAX);

  for (guint i = 0; i < n_texts; i++)
    {
      guint8 salt[KW_JOURNAL_SALT_BYTES];

      if (!kw_store_personal_put (store, draft->personal[i], draft->personal_stay_id,
                                  /* is_name= */ FALSE, &personal->ids[i], salt, error))
        return FALSE;
      personal->hashes[i] = kw_journal_hash_personal (salt, draft->personal[i]);
    }
  personal->n_texts = n_texts;
  return TRUE;
}

/* 0 while the station has no number. */
static gboolean
load_station (KwStore *store, guint *out_station, GError **error)
{
  g_autoptr (GError) cause = NULL;

  *out_station = 0;
  if (kw_store_number_load_station (store, out_station, &cause) ||
      g_error_matches (cause, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* Number and hash that the next row follows; zeros if it is the first. */
static gboolean
load_tail (KwStore *store, guint64 *out_number, KwJournalHash *out_hash, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_TAIL]);

  *out_number = 0;
  *out_hash = (KwJournalHash){ { 0 } };
  if (kw_store_query_next (query))
    {
      gsize size_bytes = 0;
      const guint8 *hash = kw_store_query_get_bytes (query, 1, &size_bytes);

      if (size_bytes != sizeof out_hash->bytes)
        return kw_store_throw_row ("journal", NULL, error);
      memcpy (out_hash->bytes, hash, sizeof out_hash->bytes);
      *out_number = kw_store_query_get_u64 (query, 0);
    }
  return kw_store_query_finish (query, error);
}

static KwJournalEntry *
make_entry (KwStore *store, const KwStoreJournalDraft *draft, const Personal *personal,
            GError **error)
{
  g_autofree char *data = draft->data != NULL ? kw_journal_data_dup_text (draft->data)
                                              : g_strdup ("{}");
  KwJournalEntry fields = {
    .at_unix_s = draft->at_unix_s,
    .operator_name = draft->operator_name,
    .event = draft->event,
    .data = data,
    .n_personal = personal->n_texts,
    .personal = personal->hashes,
  };
  g_autoptr (GError) cause = NULL;
  KwJournalEntry *entry = NULL;

  if (!load_station (store, &fields.station, error) ||
      !load_tail (store, &fields.number, &fields.previous, error))
    return NULL;

  fields.number++;
  entry = kw_journal_entry_new (&fields, &cause);
  if (entry == NULL)
    throw (error, KW_STORE_ERROR_CONSTRAINT, "register: no journal row: %s", cause->message);
  return entry;
}

static gboolean
insert_entry (KwStore *store, const KwJournalEntry *entry, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_INSERT]);
  g_autofree char *text = kw_journal_entry_dup_text (entry);

  kw_store_query_bind_u64 (query, ":number", entry->number);
  kw_store_query_bind_int64 (query, ":at_unix_s", entry->at_unix_s);
  kw_store_query_bind_int64 (query, ":station", entry->station);
  kw_store_query_bind_text (query, ":operator", entry->operator_name);
  kw_store_query_bind_text (query, ":event", kw_journal_event_to_string (entry->event));
  kw_store_query_bind_text (query, ":text", text);
  kw_store_query_bind_bytes (query, ":previous_hash", entry->previous.bytes,
                             sizeof entry->previous.bytes);
  kw_store_query_bind_bytes (query, ":hash", entry->hash.bytes, sizeof entry->hash.bytes);
  return kw_store_query_run (query, error);
}

static gboolean
link_personal (KwStore *store, guint64 number, const Personal *personal, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_INSERT_PERSONAL]);

  for (guint i = 0; i < personal->n_texts; i++)
    {
      kw_store_query_bind_u64 (query, ":number", number);
      kw_store_query_bind_int64 (query, ":slot", i);
      kw_store_query_bind_int64 (query, ":personal_id", personal->ids[i]);
      if (!kw_store_query_run (query, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kw_store_journal_append (KwStore *store, const KwStoreJournalDraft *draft,
                         KwJournalEntry **out_entry, GError **error)
{
  g_autoptr (KwJournalEntry) entry = NULL;
  Personal personal = { 0 };

  if (!store_personal (store, draft, &personal, error))
    return FALSE;

  entry = make_entry (store, draft, &personal, error);
  if (entry == NULL || !insert_entry (store, entry, error) ||
      !link_personal (store, entry->number, &personal, error))
    return FALSE;
  if (out_entry != NULL)
    *out_entry = g_steal_pointer (&entry);
  return TRUE;
}

static KwJournalEntry *
read_entry (KwStoreQuery *query, GError **error)
{
  g_autoptr (GError) cause = NULL;
  KwJournalEntry *entry = kw_journal_entry_new_from_text (kw_store_query_get_text (query, 0),
                                                          &cause);

  if (entry == NULL)
    throw (error, KW_STORE_ERROR_CHAIN, "register: journal: %s", cause->message);
  return entry;
}

KwJournalEntry *
kw_store_journal_load_last (KwStore *store, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LAST]);

  if (kw_store_query_next (query))
    return read_entry (query, error);
  if (kw_store_query_finish (query, error))
    throw (error, KW_STORE_ERROR_NOT_FOUND, "register: the journal is empty");
  return NULL;
}

gboolean
kw_store_journal_load_last_time (KwStore *store, gint64 *out_at_unix_s, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LAST_TIME]);
  gint64 at_unix_s = 0;

  if (kw_store_query_next (query))
    at_unix_s = kw_store_query_get_int64 (query, 0);
  if (!kw_store_query_finish (query, error))
    return FALSE;
  *out_at_unix_s = at_unix_s;
  return TRUE;
}

GPtrArray *
kw_store_journal_list (KwStore *store, guint64 first_number, guint limit, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LIST]);
  g_autoptr (GPtrArray)
      entries = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_journal_entry_unref);

  kw_store_query_bind_u64 (query, ":first_number", first_number);
  kw_store_query_bind_int64 (query, ":limit", limit != 0 ? (gint64)limit : -1);
  while (kw_store_query_next (query))
    {
      KwJournalEntry *entry = read_entry (query, error);

      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }
  return kw_store_query_finish (query, error) ? g_steal_pointer (&entries) : NULL;
}

GPtrArray *
kw_store_journal_list_personal (KwStore *store, guint64 number, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LIST_PERSONAL]);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  kw_store_query_bind_u64 (query, ":number", number);
  while (kw_store_query_next (query))
    g_ptr_array_add (texts, g_strdup (kw_store_query_get_text (query, 0)));
  return kw_store_query_finish (query, error) ? g_steal_pointer (&texts) : NULL;
}
