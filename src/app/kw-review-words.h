/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-preview.h"
#include "kw-flow.h"

G_BEGIN_DECLS

/* What will happen to a card, and what has happened, in whole sentences. Main thread. */

/**
 * kw_review_words_get_title:
 * @kind: what is done with a card
 *
 * Returns: (transfer none): the heading, "Issue Card"
 */
const char *kw_review_words_get_title (KwFlowKind kind);

/**
 * kw_review_words_is_staff:
 * @grant: what a card opens
 *
 * Returns: %TRUE if it is a card of the staff
 */
gboolean kw_review_words_is_staff (const KwGrant *grant);

/**
 * kw_review_words_dup_scope:
 * @property: the hotel
 * @grant: what a staff card opens
 *
 * Returns: (transfer full): the rooms, for the largest type: "Opens EVERY room of the hotel."
 */
char *kw_review_words_dup_scope (const KwProperty *property, const KwGrant *grant);

/**
 * kw_review_words_dup_headline:
 * @desk: a desk with a property
 * @order: what is to be done
 * @preview: (nullable): what would come of it, for ISSUE, RENEW and MOVE
 *
 * Returns: (transfer full): the sentence in large type: what the card will open
 */
char *kw_review_words_dup_headline (KwDesk *desk, const KwFlowOrder *order,
                                    const KwDeskPreview *preview);

/**
 * kw_review_words_is_somebody_in:
 * @preview: what would be done
 *
 * Returns: %TRUE if somebody of another stay is in the room; kw_review_words_dup_notes() names them
 */
gboolean kw_review_words_is_somebody_in (const KwDeskPreview *preview);

/**
 * kw_review_words_dup_notes:
 * @desk: a desk with a property
 * @order: what is to be done
 * @preview: what would come of it
 *
 * Returns: (transfer full) (nullable): the rest about a staff card, and what happens to the stay
 * and to older cards, a sentence a line; %NULL if there is nothing to say
 */
char *kw_review_words_dup_notes (KwDesk *desk, const KwFlowOrder *order,
                                 const KwDeskPreview *preview);

/**
 * kw_review_words_dup_which:
 * @desk: a desk with a property
 * @order: what is to be done
 *
 * Returns: (transfer full) (nullable): which card has to be laid down; %NULL if any will do
 */
char *kw_review_words_dup_which (KwDesk *desk, const KwFlowOrder *order);

/**
 * kw_review_words_dup_done:
 * @desk: a desk with a property
 * @outcome: what came of it
 * @n_done: cards done, this one included
 * @n_cards: cards in all; 0 = nobody knows
 *
 * Returns: (transfer full): the words beside the large check: "Room 305, card 1 of 2"
 */
char *kw_review_words_dup_done (KwDesk *desk, const KwDeskOutcome *outcome, guint n_done,
                                guint n_cards);

/**
 * kw_review_words_dup_after:
 * @desk: a desk with a property
 * @outcome: what came of it
 *
 * Returns: (transfer full): the card's number, what it opens now, and what older cards do, a
 *   sentence a line
 */
char *kw_review_words_dup_after (KwDesk *desk, const KwDeskOutcome *outcome);

G_END_DECLS
