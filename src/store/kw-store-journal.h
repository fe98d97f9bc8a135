/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-journal-data.h"
#include "kw-journal-entry.h"
#include "kw-store.h"

G_BEGIN_DECLS

/* The journal: append-only, each row holding the hash of the one before. All functions: inside a
 * KwStoreFunc only; other errors as kw_store_run_finish(). */

/**
 * KwStoreJournalDraft:
 * @at_unix_s: when
 * @operator_name: who
 * @event: what
 * @data: (nullable): details, nothing personal in them; %NULL = none
 * @personal: (array zero-terminated=1) (nullable): personal texts of this row; the row gets their
 *   salted hashes, the texts stand beside it and can be erased
 * @personal_stay_id: the stay they are about: kw_store_personal_erase_stay() takes them along;
 *   0 = none
 *
 * What a new row says. Borrowed.
 */
typedef struct
{
  gint64 at_unix_s;
  const char *operator_name;
  KwJournalEvent event;
  const KwJournalData *data;
  const char *const *personal;
  gint64 personal_stay_id;
} KwStoreJournalDraft;

/**
 * kw_store_journal_append:
 * @store: the store
 * @draft: what it says
 * @out_entry: (out) (transfer full) (nullable): the row as it stands
 * @error: a `KW_STORE_ERROR`: CONSTRAINT if @draft is no valid row, naming the field; CORRUPT
 *
 * Appends a row of this station (station 0 while it has no number).
 *
 * Returns: %TRUE if it was appended
 */
gboolean kw_store_journal_append (KwStore *store, const KwStoreJournalDraft *draft,
                                  KwJournalEntry **out_entry,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_journal_load_last:
 * @store: the store
 * @error: a `KW_STORE_ERROR`: NOT_FOUND while the journal is empty; CHAIN
 *
 * Returns: (transfer full): the last row, or %NULL
 */
KwJournalEntry *kw_store_journal_load_last (KwStore *store,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_journal_load_last_time:
 * @store: the store
 * @out_at_unix_s: (out): when the last row was written; 0 while there is none
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: %TRUE if it was looked up
 */
gboolean kw_store_journal_load_last_time (KwStore *store, gint64 *out_at_unix_s,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_journal_list:
 * @store: the store
 * @first_number: from this row on
 * @limit: at most so many; 0 = all
 * @error: a `KW_STORE_ERROR`: CHAIN if a row is not canonical
 *
 * Returns: (transfer full) (element-type KwJournalEntry): by number; or %NULL
 */
GPtrArray *kw_store_journal_list (KwStore *store, guint64 first_number, guint limit,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_journal_list_personal:
 * @store: the store
 * @number: which row
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: (transfer full) (element-type utf8): the row's personal texts in order, %NULL for one
 *   that was erased; or %NULL
 */
GPtrArray *kw_store_journal_list_personal (KwStore *store, guint64 number,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_journal_verify:
 * @store: the store
 * @out_n_rows: (out): how many rows hold together; also on failure: the good ones before the bad
 * @error: a `KW_STORE_ERROR`: CHAIN, naming the first bad row and what is wrong with it
 *
 * Walks the whole chain: numbers, hashes, the columns beside the text, and every personal text that
 * was not erased. In a reading transaction it hinders nobody. Memory does not grow with the
 * journal.
 *
 * Returns: %TRUE if nothing was changed, moved or removed
 */
gboolean kw_store_journal_verify (KwStore *store, guint64 *out_n_rows,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
