/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-journal-entry.h"
#include "kw-store-page.h"
#include "kw-store.h"

G_BEGIN_DECLS

/* The journal for lists of any length, as kw-store-card-page.h. Inside a KwStoreFunc only; other
 * errors as kw_store_run_finish(). */

/**
 * KwStoreJournalQuery:
 * @events: bit 1 << KwJournalEvent for each wanted event; 0 = every
 * @operator_name: (nullable): only rows of this operator
 * @from_unix_s: only rows from then on
 * @until_unix_s: only rows before; 0 = no bound
 *
 * Which rows. All zeros: every one.
 */
typedef struct
{
  guint64 events;
  const char *operator_name;
  gint64 from_unix_s;
  gint64 until_unix_s;
} KwStoreJournalQuery;

/**
 * kw_store_journal_query_is_every:
 * @query: which rows
 *
 * Returns: %TRUE if it is every row
 */
gboolean kw_store_journal_query_is_every (const KwStoreJournalQuery *query);

/**
 * kw_store_journal_list_keys:
 * @store: the store
 * @query: which rows
 * @cursor: how far it was walked; moved on
 * @limit: how many at most; if only times are asked for, all come at once
 * @keys: (element-type guint64): their numbers are appended, the highest first; if every row is
 *   wanted only the highest, because there are no gaps
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: %TRUE if it was walked
 */
gboolean kw_store_journal_list_keys (KwStore *store, const KwStoreJournalQuery *query,
                                     KwStoreCursor *cursor, guint limit, GArray *keys,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KwStoreJournalPageRow:
 * @entry: the row
 * @personal: (element-type utf8): its personal texts, %NULL those that were erased
 * @card_label: (nullable): number of the card that it is about, "7-42"
 */
typedef struct
{
  KwJournalEntry *entry;
  GPtrArray *personal;
  char *card_label;
} KwStoreJournalPageRow;

/**
 * kw_store_journal_page_row_free:
 * @row: (nullable) (transfer full): freed
 */
void kw_store_journal_page_row_free (KwStoreJournalPageRow *row);

/**
 * kw_store_journal_load_page:
 * @store: the store
 * @keys: (array length=n_keys): numbers
 * @n_keys: how many
 * @rows: (element-type KwStoreJournalPageRow): one for each key is appended, %NULL for one that is
 *   not there, or is no valid row
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: %TRUE if they were loaded
 */
gboolean kw_store_journal_load_page (KwStore *store, const guint64 *keys, guint n_keys,
                                     GPtrArray *rows, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
