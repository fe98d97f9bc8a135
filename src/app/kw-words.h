/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-cards.h"

G_BEGIN_DECLS

/* What the register knows, in the user's language: whole phrases and sentences, never codes. Main
 * thread. */

/**
 * kw_words_dup_list:
 * @items: (element-type utf8): phrases
 *
 * Returns: (transfer full): "A", "A and B", "A, B and C"; "nothing" for none
 */
char *kw_words_dup_list (const GPtrArray *items);

/**
 * kw_words_add_line:
 * @lines: sentences, a line each
 * @sentence: (transfer full): one more
 */
void kw_words_add_line (GString *lines, char *sentence);

/**
 * kw_words_dup_room:
 * @property: the hotel
 * @door: a guest door
 *
 * Returns: (transfer full): "room 305", for the middle of a sentence
 */
char *kw_words_dup_room (const KwProperty *property, KwDoorRef door);

/**
 * kw_words_dup_place:
 * @property: the hotel
 * @place: a place with a lock
 *
 * Returns: (transfer full): "room 305", "Pool", "elevator Seehaus"
 */
char *kw_words_dup_place (const KwProperty *property, const KwDeskPlace *place);

/**
 * kw_words_dup_scope:
 * @property: the hotel
 * @grant: what a card opens
 *
 * Returns: (transfer full): everything @grant opens, without the times: "room 305, Pool and
 * landings 1 and 3", "EVERY room of the hotel"
 */
char *kw_words_dup_scope (const KwProperty *property, const KwGrant *grant);

/**
 * kw_words_dup_landings:
 * @property: the hotel
 * @grant: what a card opens
 *
 * Returns: (transfer full) (nullable): "every elevator landing", "landings 1 and 3", for the middle
 *   of a sentence; %NULL if it opens none
 */
char *kw_words_dup_landings (const KwProperty *property, const KwGrant *grant);

/**
 * kw_words_dup_hours:
 * @grant: what a card opens
 *
 * Returns: (transfer full) (nullable): "Monday to Friday, 07:00 to 19:00"; %NULL if it opens at all
 *   times
 */
char *kw_words_dup_hours (const KwGrant *grant);

/**
 * kw_words_dup_opens:
 * @property: the hotel
 * @now_unix_s: the present
 * @grant: what a card opens
 *
 * Returns: (transfer full): the sentence in large type: "Opens room 305, Pool and landings 1 and 3,
 *   until Sunday 24 November, 11:00."
 */
char *kw_words_dup_opens (const KwProperty *property, gint64 now_unix_s, const KwGrant *grant);

/**
 * kw_words_dup_purpose:
 * @property: the hotel
 * @grant: what a card opens
 * @holder: (nullable): who carries it
 *
 * Returns: (transfer full): what the card is for, at the start of a line: "Room 305", "Room 305,
 *   copy", "Master card, Maria Weiß"
 */
char *kw_words_dup_purpose (const KwProperty *property, const KwGrant *grant, const char *holder);

/**
 * kw_words_get_kind:
 * @kind: a kind of card
 *
 * Returns: (transfer none): "Tenant card", "Master card" …
 */
const char *kw_words_get_kind (KwGrantKind kind);

/**
 * kw_words_get_medium:
 * @medium_name: (nullable): the chip as the register names it, "classic-1k"
 *
 * Returns: (transfer none): "MIFARE Classic 1K" …
 */
const char *kw_words_get_medium (const char *medium_name);

/**
 * kw_words_get_credential_state:
 * @state: a state
 *
 * Returns: (transfer none): one word for a list: "live", "lost" …
 */
const char *kw_words_get_credential_state (KwCredentialState state);

/**
 * kw_words_get_stay_state:
 * @state: a state
 *
 * Returns: (transfer none): one word or two for a list: "expected", "in house", "left"
 */
const char *kw_words_get_stay_state (KwStayState state);

/**
 * kw_words_get_why_not:
 * @answer: a lock's word, as in docs/card-format.md: "EXPIRED"
 *
 * Returns: (transfer none): the sentence for it
 */
const char *kw_words_get_why_not (const char *answer);

/**
 * kw_words_get_condition:
 * @condition: what a card is
 *
 * Returns: (transfer none): the sentence for it, "This card is blank."
 */
const char *kw_words_get_condition (KwDeskCondition condition);

G_END_DECLS
