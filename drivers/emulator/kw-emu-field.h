/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-emu-card.h"

G_BEGIN_DECLS

/**
 * KwEmuField:
 *
 * What the antenna reaches: the cards that lie there, and whether the field is on. Cards are
 * borrowed; take them out before freeing them.
 *
 * Selection, as deduced from traces of real readers: a card in ACTIVE drops to IDLE at a request
 * and answers the next one; a card in the ISO 14443-4 protocol ignores requests until it is
 * deselected, which halts it; a halted card answers WUPA only.
 */
typedef struct _KwEmuField KwEmuField;

/**
 * kw_emu_field_new:
 *
 * Returns: (transfer full): an empty field, off
 */
KwEmuField *kw_emu_field_new (void);

/**
 * kw_emu_field_free:
 * @field: (nullable) (transfer full): its cards are left alone
 */
void kw_emu_field_free (KwEmuField *field);

/**
 * kw_emu_field_put:
 * @field: the field
 * @card: (transfer none): a card that is not in it
 *
 * Lays @card down, with no memory of earlier sessions.
 */
void kw_emu_field_put (KwEmuField *field, KwEmuCard *card);

/**
 * kw_emu_field_take:
 * @field: the field
 * @card: a card
 *
 * Lifts @card away, if it is there.
 *
 * Returns: %TRUE if it was there
 */
gboolean kw_emu_field_take (KwEmuField *field, KwEmuCard *card);

/**
 * kw_emu_field_has:
 * @field: the field
 * @card: (nullable): a card
 *
 * Returns: %TRUE if @card lies there
 */
gboolean kw_emu_field_has (const KwEmuField *field, const KwEmuCard *card);

/**
 * kw_emu_field_get_n_cards:
 * @field: the field
 *
 * Returns: how many cards lie there
 */
guint kw_emu_field_get_n_cards (const KwEmuField *field);

/**
 * kw_emu_field_get_card:
 * @field: the field
 * @index: 0.. in the order of UIDs
 *
 * Returns: (transfer none): that card
 */
KwEmuCard *kw_emu_field_get_card (const KwEmuField *field, guint index);

/**
 * kw_emu_field_set_power:
 * @field: the field
 * @is_on: the carrier
 *
 * Without the carrier every card forgets its session.
 */
void kw_emu_field_set_power (KwEmuField *field, gboolean is_on);

/**
 * kw_emu_field_is_on:
 * @field: the field
 *
 * Returns: %TRUE if the carrier is on
 */
gboolean kw_emu_field_is_on (const KwEmuField *field);

/**
 * kw_emu_field_request:
 * @field: the field
 * @wake: %TRUE for WUPA, %FALSE for REQA
 * @uid: (nullable) (array length=uid_len): select this card only; %NULL: the lowest that answers
 * @uid_len: length of @uid
 * @out_n_ready: (out) (nullable): how many cards answered the request
 *
 * One request, and if anything answers, anticollision and selection. Cards that answered and were
 * not selected go back to where they were.
 *
 * Returns: (transfer none) (nullable): the card that is now ACTIVE
 */
KwEmuCard *kw_emu_field_request (KwEmuField *field, gboolean wake, const guint8 *uid, gsize uid_len,
                                 guint *out_n_ready);

G_END_DECLS
