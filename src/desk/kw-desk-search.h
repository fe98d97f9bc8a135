/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-hit.h"
#include "kw-desk.h"

G_BEGIN_DECLS

#define KW_DESK_SEARCH_N_HITS_MAX 100

#define KW_TYPE_DESK_SEARCH (kw_desk_search_get_type ())
/**
 * KwDeskSearch:
 *
 * What a text finds, as a #GListModel of #KwDeskHit: rooms whose name begins with or contains it,
 * also as "room 305", "Seehaus 305" or "Seehaus/305", those of the building of that name, the card
 * with that number, stays with that reference, then tenants and staff with a word of their name
 * that begins like each word of the text, the latest first. Case, accents and the script of digits
 * make no difference. At most #KW_DESK_SEARCH_N_HITS_MAX. Setting the text answers at once, on the
 * desk's thread, from indexes, in about a millisecond however large the register is.
 *
 * Properties: `text` (string), `n-items` (uint, read-only), `has-more` (boolean, read-only: there
 * is more than the list holds).
 */
G_DECLARE_FINAL_TYPE (KwDeskSearch, kw_desk_search, KW, DESK_SEARCH, GObject)

/**
 * kw_desk_search_new:
 * @desk: a desk
 *
 * Returns: (transfer full): a search without a text, empty
 */
KwDeskSearch *kw_desk_search_new (KwDesk *desk);

/**
 * kw_desk_search_set_text:
 * @self: a search
 * @text: (nullable): what to look for; empty and %NULL find nothing
 */
void kw_desk_search_set_text (KwDeskSearch *self, const char *text);

/**
 * kw_desk_search_get_text:
 * @self: a search
 *
 * Returns: (transfer none): what is looked for, as it was set; never %NULL
 */
const char *kw_desk_search_get_text (KwDeskSearch *self);

/**
 * kw_desk_search_get_has_more:
 * @self: a search
 *
 * Returns: %TRUE if there is more than the list holds
 */
gboolean kw_desk_search_get_has_more (KwDeskSearch *self);

G_END_DECLS
