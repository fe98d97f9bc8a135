/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-batch.h"
#include "kw-property.h"

G_BEGIN_DECLS

/* Many cards in a row, in the user's language. Main thread. */

/**
 * kw_batch_words_dup_card:
 * @property: the hotel
 * @batch: a batch
 * @card: one of its cards
 *
 * Returns: (transfer full): whose card it is: "Room 305, card 1 of 2", "Maria Weiß, floor 3,
 *   Seehaus", "Card 3 of 10"
 */
char *kw_batch_words_dup_card (const KwProperty *property, const KwBatch *batch,
                               const KwBatchCard *card);

/**
 * kw_batch_words_dup_progress:
 * @batch: a batch
 *
 * Returns: (transfer full): "12 of 80"
 */
char *kw_batch_words_dup_progress (const KwBatch *batch);

/**
 * kw_batch_words_dup_stopped:
 * @batch: an open batch
 *
 * Returns: (transfer full): "A batch of 80 cards stopped at 12."
 */
char *kw_batch_words_dup_stopped (const KwBatch *batch);

/**
 * kw_batch_words_dup_result:
 * @batch: a batch
 *
 * Returns: (transfer full): "78 of 80 cards are written."
 */
char *kw_batch_words_dup_result (const KwBatch *batch);

/**
 * kw_batch_words_dup_rest:
 * @batch: a batch
 *
 * Returns: (transfer full) (nullable): how many were skipped and how many are still to be made, a
 *   sentence a line; %NULL if there are none
 */
char *kw_batch_words_dup_rest (const KwBatch *batch);

/**
 * kw_batch_words_dup_reason:
 * @card: a card that is not done
 *
 * Returns: (transfer full): why not, a sentence
 */
char *kw_batch_words_dup_reason (const KwBatchCard *card);

G_END_DECLS
