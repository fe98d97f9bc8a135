/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-room.h"
#include "kw-property.h"
#include "kw-stay.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Rooms and stays in the user's language. Main thread. */

/**
 * kw_stay_words_get_room_state:
 * @state: a state
 *
 * Returns: (transfer none): a word for a tile: "free", "expected", "in house", "due out", "late"
 */
const char *kw_stay_words_get_room_state (KwDeskRoomState state);

/**
 * kw_stay_words_get_room_mark:
 * @state: a state
 *
 * Returns: (transfer none): its shape, one character, beside the word
 */
const char *kw_stay_words_get_room_mark (KwDeskRoomState state);

/**
 * kw_stay_words_get_room_style:
 * @state: a state
 *
 * Returns: (transfer none) (nullable): the style class whose colour goes with it, if one does
 */
const char *kw_stay_words_get_room_style (KwDeskRoomState state);

/**
 * kw_stay_words_dup_room_line:
 * @property: the hotel
 * @now_unix_s: the present
 * @room: a room
 *
 * Returns: (transfer full): "In house until Sunday 11:00"
 */
char *kw_stay_words_dup_room_line (const KwProperty *property, gint64 now_unix_s, KwDeskRoom *room);

/**
 * kw_stay_words_dup_stay_line:
 * @property: the hotel
 * @now_unix_s: the present
 * @stay: a stay
 *
 * Returns: (transfer full): "In house until Sunday 11:00"
 */
char *kw_stay_words_dup_stay_line (const KwProperty *property, gint64 now_unix_s,
                                   const KwStay *stay);

/**
 * kw_stay_words_dup_rooms:
 * @property: the hotel
 * @doors: (array length=n_doors): rooms
 * @n_doors: how many, not 0
 *
 * Returns: (transfer full): their names: "305", "305 and 306"
 */
char *kw_stay_words_dup_rooms (const KwProperty *property, const KwDoorRef *doors, guint n_doors);

/**
 * kw_stay_words_dup_tenants:
 * @stay: a stay
 *
 * Returns: (transfer full) (nullable): "Anna Meyer and Ben Meyer"; of many the first, and how many
 *   more; %NULL if nobody is named
 */
char *kw_stay_words_dup_tenants (const KwStay *stay);

/**
 * kw_stay_words_show_tenants:
 * @label: where they are shown
 * @stay: a stay
 *
 * "Anna Meyer and Ben Meyer", or that nobody is named. Of many the first, and how many more; then
 * all of them are in the tooltip.
 */
void kw_stay_words_show_tenants (GtkLabel *label, const KwStay *stay);

/**
 * kw_stay_words_dup_cards:
 * @n: a number of live cards
 *
 * Returns: (transfer full): "No live card", "2 live cards"
 */
char *kw_stay_words_dup_cards (guint n);

/**
 * kw_stay_words_dup_lost:
 * @n: a number of cards that were reported lost, not 0
 *
 * Returns: (transfer full): "1 lost card still opens this room."
 */
char *kw_stay_words_dup_lost (guint n);

/**
 * kw_stay_words_dup_nights:
 * @property: the hotel
 * @now_unix_s: the present
 * @from_unix_s: check-in
 * @until_unix_s: check-out
 *
 * Returns: (transfer full): "3 nights, until Sunday 24 November, 11:00"
 */
char *kw_stay_words_dup_nights (const KwProperty *property, gint64 now_unix_s, gint64 from_unix_s,
                                gint64 until_unix_s);

/**
 * kw_stay_words_is_due_out:
 * @property: the hotel
 * @now_unix_s: the present
 * @stay: a stay
 *
 * Returns: %TRUE if @stay is open and ends today or should have ended, as
 *   #KW_DESK_STAY_FILTER_DEPARTURES
 */
gboolean kw_stay_words_is_due_out (const KwProperty *property, gint64 now_unix_s,
                                   const KwStay *stay);

G_END_DECLS
