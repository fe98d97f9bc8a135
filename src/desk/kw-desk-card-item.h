/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-card.h"
#include "kw-credential.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KW_TYPE_DESK_CARD_ITEM (kw_desk_card_item_get_type ())
/**
 * KwDeskCardItem:
 *
 * A credential and the plastic it was written on, as a row of a #KwDeskCardList. Immutable: a row
 * that changed is another object at the same place.
 *
 * Properties, read-only: `label` ("7-42"), `medium` (#KwMedium as int), `kind` (#KwGrantKind as
 * int), `state` (#KwCredentialState as int), `place`, `holder`, `tenant` (strings),
 * `credential-number` (uint64), `stay-id`, `issued-at-unix-s`, `until-unix-s`,
 * `may-live-until-unix-s` (int64), `is-newest`, `is-discarded` (boolean).
 */
G_DECLARE_FINAL_TYPE (KwDeskCardItem, kw_desk_card_item, KW, DESK_CARD_ITEM, GObject)

/**
 * kw_desk_card_item_get_card:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the plastic; %NULL if the row could not be read
 */
const KwCard *kw_desk_card_item_get_card (KwDeskCardItem *self);

/**
 * kw_desk_card_item_get_credential:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): all about it, its grant included; %NULL if the row could not
 *   be read
 */
const KwCredential *kw_desk_card_item_get_credential (KwDeskCardItem *self);

/**
 * kw_desk_card_item_get_label:
 * @self: a row
 *
 * Returns: (transfer none): the card's number as people read it, "7-42"; empty if the row could not
 *   be read
 */
const char *kw_desk_card_item_get_label (KwDeskCardItem *self);

/**
 * kw_desk_card_item_get_place:
 * @self: a row
 *
 * Returns: (transfer none): the name of what it opens, without its kind: the main room ("0305A"),
 *   the floor, the building; empty for a card of the whole hotel
 */
const char *kw_desk_card_item_get_place (KwDeskCardItem *self);

/**
 * kw_desk_card_item_get_holder:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): who carries a staff card; %NULL: none, or erased
 */
const char *kw_desk_card_item_get_holder (KwDeskCardItem *self);

/**
 * kw_desk_card_item_get_tenant:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the first tenant of its stay; %NULL: none, or erased
 */
const char *kw_desk_card_item_get_tenant (KwDeskCardItem *self);

/**
 * kw_desk_card_item_get_is_newest:
 * @self: a row
 *
 * Returns: %TRUE if it is what was written on this plastic last
 */
gboolean kw_desk_card_item_get_is_newest (KwDeskCardItem *self);

G_END_DECLS
