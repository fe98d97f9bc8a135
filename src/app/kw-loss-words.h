/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-loss.h"

G_BEGIN_DECLS

/* What a card that is not here can do, and what stops it, in the user's language. Main thread. */

/**
 * kw_loss_words_dup_headline:
 * @property: the hotel
 * @now_unix_s: the present
 * @loss: a card
 *
 * Returns: (transfer full): the sentence in large type
 */
char *kw_loss_words_dup_headline (const KwProperty *property, gint64 now_unix_s,
                                  const KwDeskLoss *loss);

/**
 * kw_loss_words_dup_place_line:
 * @property: the hotel
 * @now_unix_s: the present
 * @loss: a card
 * @at: one of its places
 *
 * Returns: (transfer full): until when it opens there, and whether a new card stops it
 */
char *kw_loss_words_dup_place_line (const KwProperty *property, gint64 now_unix_s,
                                    const KwDeskLoss *loss, const KwDeskLossPlace *at);

/**
 * kw_loss_words_dup_visit_line:
 * @property: the hotel
 * @now_unix_s: the present
 * @visit: a line of the walk-list
 *
 * Returns: (transfer full): because of which card, until when, and what to show there; or when
 *   somebody was there
 */
char *kw_loss_words_dup_visit_line (const KwProperty *property, gint64 now_unix_s,
                                    const KwDeskVisit *visit);

/**
 * kw_loss_words_dup_new_way:
 * @property: the hotel
 * @loss: a card
 *
 * Returns: (transfer full): what a new card stops, and what not
 */
char *kw_loss_words_dup_new_way (const KwProperty *property, const KwDeskLoss *loss);

/**
 * kw_loss_words_dup_cancel_way:
 * @loss: a card
 *
 * Returns: (transfer full): what a cancel card stops
 */
char *kw_loss_words_dup_cancel_way (const KwDeskLoss *loss);

/**
 * kw_loss_words_dup_wait_way:
 * @property: the hotel
 * @now_unix_s: the present
 * @loss: a card that opens something
 *
 * Returns: (transfer full): when it ends by itself
 */
char *kw_loss_words_dup_wait_way (const KwProperty *property, gint64 now_unix_s,
                                  const KwDeskLoss *loss);

/**
 * kw_loss_words_dup_place:
 * @property: the hotel
 * @place: a place
 *
 * Returns: (transfer full): its name at the start of a line: "Room 305", "Pool", "Elevator Seehaus"
 */
char *kw_loss_words_dup_place (const KwProperty *property, const KwDeskPlace *place);

G_END_DECLS
