/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-flow.h"
#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_ENCODE_PANEL (kw_encode_panel_get_type ())
/**
 * KwEncodePanel:
 *
 * The pane while cards are written: review, lay down, writing, done or not done, all in the same
 * place. Escape goes back before a card is written, and waits for its end while it is.
 */
G_DECLARE_FINAL_TYPE (KwEncodePanel, kw_encode_panel, KW, ENCODE_PANEL, AdwBin)

/**
 * kw_encode_panel_new:
 * @session: the open station
 * @order: what is to be done; copied
 * @n_cards: with how many cards, to begin with; 0 = with as many as come
 *
 * Returns: (transfer floating): the panel, in review
 */
GtkWidget *kw_encode_panel_new (KwSession *session, const KwFlowOrder *order, guint n_cards);

/**
 * kw_encode_panel_set_before:
 * @self: a panel
 * @before: (transfer none): the panel that comes back when one goes back out of the review
 */
void kw_encode_panel_set_before (KwEncodePanel *self, GtkWidget *before);

/**
 * kw_encode_panel_get_flow:
 * @self: a panel
 *
 * Returns: (transfer none): how far it is
 */
KwFlow *kw_encode_panel_get_flow (KwEncodePanel *self);

G_END_DECLS
