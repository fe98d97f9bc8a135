/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-journal.h"

#include "kw-error.h"
#include "kw-store-query.h"

#include <string.h>

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

enum
{
  SQL_WALK,
  SQL_PERSONAL,
};

static const char *const sql[] = {
  [SQL_WALK] = "SELECT number, at_unix_s, station, operator, event, text, previous_hash, hash"
               " FROM journal ORDER BY number",
  [SQL_PERSONAL] = "SELECT j.slot, p.salt, p.text FROM journal_personal j"
                   " JOIN personal p ON p.id = j.personal_id WHERE j.number = :number"
                   " ORDER BY j.slot",
};

enum
{
  COLUMN_NUMBER,
  COLUMN_AT_UNIX_S,
  COLUMN_STATION,
  COLUMN_OPERATOR,
  COLUMN_EVENT,
  COLUMN_TEXT,
  COLUMN_PREVIOUS_HASH,
  COLUMN_HASH,
};

static gboolean
read_hash (KwStoreQuery *query, int column, KwJournalHash *out_hash)
{
  gsize size_bytes = 0;
  const guint8 *bytes = kw_store_query_get_bytes (query, column, &size_bytes);

  if (size_bytes != sizeof out_hash->bytes)
    return FALSE;
  memcpy (out_hash->bytes, bytes, size_bytes);
  return TRUE;
}

static gboolean
throw_row (guint64 number, const char *what, GError **error)
{
  return throw (error, KW_STORE_ERROR_CHAIN, "register: journal row %" G_GUINT64_FORMAT ": %s",
                number, what);
}

/* Lists read the columns beside the text: they must say the same. */
static gboolean
check_columns (KwStoreQuery *query, const KwJournalEntry *entry, GError **error)
{
  KwJournalHash previous = { { 0 } };

  if (kw_store_query_get_int64 (query, COLUMN_AT_UNIX_S) != entry->at_unix_s ||
      kw_store_query_get_int64 (query, COLUMN_STATION) != (gint64)entry->station ||
      g_strcmp0 (kw_store_query_get_text (query, COLUMN_OPERATOR), entry->operator_name) != 0 ||
      g_strcmp0 (kw_store_query_get_text (query, COLUMN_EVENT),
                 kw_journal_event_to_string (entry->event)) != 0 ||
      !read_hash (query, COLUMN_PREVIOUS_HASH, &previous) ||
      !kw_journal_hash_equal (&previous, &entry->previous))
    return throw_row (entry->number, "a column does not say what its text says", error);
  return TRUE;
}

static gboolean
check_personal_text (KwStoreQuery *query, const KwJournalEntry *entry, guint index, GError **error)
{
  gsize salt_bytes = 0;
  const guint8 *salt = kw_store_query_get_bytes (query, 1, &salt_bytes);
  const char *text = kw_store_query_get_text (query, 2);
  KwJournalHash hash = { { 0 } };

  if (index >= entry->n_personal || kw_store_query_get_int64 (query, 0) != (gint64)index)
    return throw_row (entry->number, "its personal texts are not the ones it had", error);
  if (text == NULL && salt == NULL) /* erased */
    return TRUE;
  if (text == NULL || salt_bytes != KW_JOURNAL_SALT_BYTES)
    return throw_row (entry->number, "a personal text is half erased", error);

  hash = kw_journal_hash_personal (salt, text);
  return kw_journal_hash_equal (&hash, &entry->personal[index]) ||
         throw_row (entry->number, "a personal text was changed", error);
}

static gboolean
check_personal (KwStoreQuery *query, const KwJournalEntry *entry, GError **error)
{
  guint n_texts = 0;

  kw_store_query_bind_u64 (query, ":number", entry->number);
  while (kw_store_query_next (query))
    if (!check_personal_text (query, entry, n_texts++, error))
      return FALSE;
  if (!kw_store_query_finish (query, error))
    return FALSE;
  return n_texts == entry->n_personal ||
         throw_row (entry->number, "a personal text was removed instead of erased", error);
}

static gboolean
check_row (KwStoreQuery *walk, KwStoreQuery *personal, guint64 number, KwJournalHash *previous,
           GError **error)
{
  g_autoptr (KwJournalEntry) entry = NULL;
  g_autoptr (GError) cause = NULL;
  KwJournalHash hash = { { 0 } };

  if (kw_store_query_get_u64 (walk, COLUMN_NUMBER) != number)
    return throw_row (number, "it is missing", error);
  if (!read_hash (walk, COLUMN_HASH, &hash))
    return throw_row (number, "its hash is no hash", error);

  entry = kw_journal_verify_row (number, number > 1 ? previous : NULL,
                                 kw_store_query_get_text (walk, COLUMN_TEXT), &hash, &cause);
  if (entry == NULL) /* it names the row */
    return throw (error, KW_STORE_ERROR_CHAIN, "register: %s", cause->message);
  *previous = hash;
  return check_columns (walk, entry, error) && check_personal (personal, entry, error);
}

gboolean
kw_store_journal_verify (KwStore *store, guint64 *out_n_rows, GError **error)
{
  g_autoptr (KwStoreQuery) walk = kw_store_query_new (store, sql[SQL_WALK]);
  g_autoptr (KwStoreQuery) personal = kw_store_query_new (store, sql[SQL_PERSONAL]);
  KwJournalHash previous = { { 0 } };

  *out_n_rows = 0;
  while (kw_store_query_next (walk))
    {
      if (!check_row (walk, personal, *out_n_rows + 1, &previous, error))
        return FALSE;
      (*out_n_rows)++;
    }
  return kw_store_query_finish (walk, error);
}
