/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"
#include "kw-stay.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_ROOM_ROW (kw_room_row_get_type ())
/**
 * KwRoomRow:
 *
 * Rooms to type by name, commas between them, or to pick from those that are free (Alt+Down). A
 * picked room takes the place of the last name.
 */
G_DECLARE_FINAL_TYPE (KwRoomRow, kw_room_row, KW, ROOM_ROW, AdwEntryRow)

/**
 * kw_room_row_set_desk:
 * @self: a row
 * @desk: a desk with a property
 */
void kw_room_row_set_desk (KwRoomRow *self, KwDesk *desk);

/**
 * kw_room_row_set_doors:
 * @self: a row with a desk
 * @doors: (array length=n_doors): which rooms to show
 * @n_doors: how many, 0..5
 */
void kw_room_row_set_doors (KwRoomRow *self, const KwDoorRef *doors, guint n_doors);

/**
 * kw_room_row_get_doors:
 * @self: a row
 * @out_doors: (out caller-allocates): the rooms in the order of the text
 *
 * Returns: how many; 0 if the text is empty or not understood
 */
guint kw_room_row_get_doors (KwRoomRow *self, KwDoorRef out_doors[KW_STAY_N_DOORS_MAX]);

/**
 * kw_room_row_dup_problem:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): a sentence about what is wrong with the text; %NULL if
 *   nothing is
 */
char *kw_room_row_dup_problem (KwRoomRow *self);

G_END_DECLS
