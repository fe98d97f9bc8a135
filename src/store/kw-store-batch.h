/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-batch.h"
#include "kw-store.h"

G_BEGIN_DECLS

/* Many cards in a row. Whether a card is done is read off the act of writing that it names. All
 * functions: inside a KwStoreFunc only; other errors as kw_store_run_finish(). */

/**
 * kw_store_batch_put:
 * @store: the store
 * @batch: a new one, its id 0 and its cards OPEN
 * @out_id: (out): the id it got
 * @error: a `KW_STORE_ERROR`: CONSTRAINT if a stay is not stored
 *
 * Returns: %TRUE if it was put
 */
gboolean kw_store_batch_put (KwStore *store, const KwBatch *batch, gint64 *out_id,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_batch_load:
 * @store: the store
 * @id: which
 * @error: a `KW_STORE_ERROR`: NOT_FOUND, CORRUPT
 *
 * Returns: (transfer full) (nullable): the batch as it is now
 */
KwBatch *kw_store_batch_load (KwStore *store, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_batch_load_by_card:
 * @store: the store
 * @card_id: number of one of its cards
 * @error: a `KW_STORE_ERROR`: NOT_FOUND, CORRUPT
 *
 * Returns: (transfer full) (nullable): the batch as it is now
 */
KwBatch *kw_store_batch_load_by_card (KwStore *store, gint64 card_id,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_batch_list_open:
 * @store: the store
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: (transfer full) (element-type KwBatch) (nullable): those that were not ended, by id
 */
GPtrArray *kw_store_batch_list_open (KwStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_batch_find_card_of_issue:
 * @store: the store
 * @issue: number of an act of writing
 * @out_card_id: (out): the card that names it; 0 = none does
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: %TRUE if it was looked up
 */
gboolean kw_store_batch_find_card_of_issue (KwStore *store, gint64 issue, gint64 *out_card_id,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_batch_find_finished:
 * @store: the store
 * @card_id: number of a card
 * @out_id: (out): the batch it is one of, if that was not ended and each of its cards is done; 0 =
 *   it is not so
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: %TRUE if it was looked up
 */
gboolean kw_store_batch_find_finished (KwStore *store, gint64 card_id, gint64 *out_id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_batch_put_issue:
 * @store: the store
 * @card_id: number of a card
 * @issue: the act of writing that was begun for it
 * @error: a `KW_STORE_ERROR`: NOT_FOUND; CONSTRAINT if another card names it
 *
 * In the transaction that stores the intent. What stood in the card's way before is forgotten.
 *
 * Returns: %TRUE if it was put
 */
gboolean kw_store_batch_put_issue (KwStore *store, gint64 card_id, gint64 issue,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_batch_put_blank:
 * @store: the store
 * @card_id: number of a card
 * @error: a `KW_STORE_ERROR`: NOT_FOUND
 *
 * A card that was blank already counts for it.
 *
 * Returns: %TRUE if it was put
 */
gboolean kw_store_batch_put_blank (KwStore *store, gint64 card_id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_batch_put_skipped:
 * @store: the store
 * @card_id: number of a card
 * @is_skipped: %FALSE: it is not passed over (any more)
 * @problem: (nullable): what stood in its way
 * @error: a `KW_STORE_ERROR`: NOT_FOUND
 *
 * Returns: %TRUE if it was put
 */
gboolean kw_store_batch_put_skipped (KwStore *store, gint64 card_id, gboolean is_skipped,
                                     const char *problem, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_batch_take_up_skipped:
 * @store: the store
 * @id: which
 * @error: a `KW_STORE_ERROR`
 *
 * No card of it is passed over any more. One that was begun keeps the act of writing that it names.
 *
 * Returns: %TRUE if it is so
 */
gboolean kw_store_batch_take_up_skipped (KwStore *store, gint64 id,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_batch_forget_issue:
 * @store: the store
 * @card_id: number of a card
 * @error: a `KW_STORE_ERROR`: NOT_FOUND
 *
 * The card is OPEN again, whatever was written for it.
 *
 * Returns: %TRUE if it is
 */
gboolean kw_store_batch_forget_issue (KwStore *store, gint64 card_id,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_batch_end:
 * @store: the store
 * @id: which
 * @at_unix_s: now
 * @error: a `KW_STORE_ERROR`: NOT_FOUND
 *
 * Ends it and erases the holders' names from it; they stand with the cards that were written.
 *
 * Returns: %TRUE if it was ended
 */
gboolean kw_store_batch_end (KwStore *store, gint64 id, gint64 at_unix_s,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
