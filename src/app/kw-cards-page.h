/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_CARDS_PAGE (kw_cards_page_get_type ())
/**
 * KwCardsPage:
 *
 * The register of cards, newest first, narrowed by state, kind and room. What is selected is shown
 * in the pane beside it.
 */
G_DECLARE_FINAL_TYPE (KwCardsPage, kw_cards_page, KW, CARDS_PAGE, AdwBin)

/**
 * kw_cards_page_new:
 * @session: the open station
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *kw_cards_page_new (KwSession *session);

/**
 * kw_cards_page_show_door:
 * @self: a page
 * @door: only cards that name this door; {0, 0} = every card
 */
void kw_cards_page_show_door (KwCardsPage *self, KwDoorRef door);

G_END_DECLS
