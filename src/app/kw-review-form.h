/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-error-words.h"
#include "kw-flow.h"
#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_REVIEW_FORM (kw_review_form_get_type ())
/**
 * KwReviewForm:
 *
 * What a card will open, what happens to older cards, and the few things one may change. Asks the
 * register anew with every change.
 *
 * Signals: `confirmed`: the order may be carried out as kw_review_form_get_order() says;
 * `action-wanted` (int #KwErrorAction): it may not, and this would help.
 */
G_DECLARE_FINAL_TYPE (KwReviewForm, kw_review_form, KW, REVIEW_FORM, AdwBin)

/**
 * kw_review_form_set_order:
 * @self: a form
 * @session: the open station
 * @order: what is to be done; copied
 * @n_cards: with how many cards; 0 = with as many as come
 */
void kw_review_form_set_order (KwReviewForm *self, KwSession *session, const KwFlowOrder *order,
                               guint n_cards);

/**
 * kw_review_form_get_order:
 * @self: a form
 *
 * Returns: (transfer none): what is to be done now; until the next change
 */
const KwFlowOrder *kw_review_form_get_order (KwReviewForm *self);

/**
 * kw_review_form_get_preview:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): what it shows would come of the order; %NULL if that shows
 *   when a card is laid down
 */
const KwDeskPreview *kw_review_form_get_preview (KwReviewForm *self);

/**
 * kw_review_form_get_n_cards:
 * @self: a form
 *
 * Returns: with how many cards; 0 = with as many as come
 */
guint kw_review_form_get_n_cards (KwReviewForm *self);

/**
 * kw_review_form_refresh:
 * @self: a form with an order
 *
 * Asks the register anew.
 */
void kw_review_form_refresh (KwReviewForm *self);

/**
 * kw_review_form_get_button:
 * @self: a form
 *
 * Returns: (transfer none): the suggested button
 */
GtkWidget *kw_review_form_get_button (KwReviewForm *self);

G_END_DECLS
