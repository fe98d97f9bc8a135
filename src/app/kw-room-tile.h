/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-steady-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_ROOM_TILE (kw_room_tile_get_type ())
/**
 * KwRoomTile:
 *
 * A room at a glance: its name, its state by shape and word, its live cards.
 */
G_DECLARE_FINAL_TYPE (KwRoomTile, kw_room_tile, KW, ROOM_TILE, AdwBin)

/**
 * kw_room_tile_new:
 *
 * Returns: (transfer floating): an empty tile
 */
GtkWidget *kw_room_tile_new (void);

/**
 * kw_room_tile_set_slot:
 * @self: a tile
 * @slot: (nullable): a slot of #KwDeskRoom to show and to follow; %NULL = none
 */
void kw_room_tile_set_slot (KwRoomTile *self, KwSlot *slot);

G_END_DECLS
