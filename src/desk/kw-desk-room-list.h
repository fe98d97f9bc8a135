/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-room.h"
#include "kw-desk.h"

G_BEGIN_DECLS

#define KW_TYPE_DESK_ROOM_LIST (kw_desk_room_list_get_type ())
/**
 * KwDeskRoomList:
 *
 * Every guest door of the property as a #GListModel of #KwDeskRoom, by building, floor and name
 * (numbers in names count as numbers). It follows the register: `items-changed` comes only for
 * rooms that changed, each in its place, so that nothing moves under the hand. On the desk's
 * thread; the register is read on the database thread.
 *
 * Properties: `building`, `floor` (uint, 0 = every), `state` (int, #KwDeskRoomState, -1 = every),
 * `n-items` (uint, read-only), `is-loading` (boolean, read-only: nothing was read yet).
 */
G_DECLARE_FINAL_TYPE (KwDeskRoomList, kw_desk_room_list, KW, DESK_ROOM_LIST, GObject)

/**
 * kw_desk_room_list_new:
 * @desk: a desk, with or without a property
 *
 * Starts to load; the rooms come with `items-changed`.
 *
 * Returns: (transfer full): the list, empty
 */
KwDeskRoomList *kw_desk_room_list_new (KwDesk *desk);

/**
 * kw_desk_room_list_set_building:
 * @self: a list
 * @building: number of the building to show; 0 = every
 */
void kw_desk_room_list_set_building (KwDeskRoomList *self, guint building);

/**
 * kw_desk_room_list_set_floor:
 * @self: a list
 * @floor: number of the floor to show; 0 = every
 */
void kw_desk_room_list_set_floor (KwDeskRoomList *self, guint floor);

/**
 * kw_desk_room_list_set_state:
 * @self: a list
 * @state: a #KwDeskRoomState to show; -1 = every
 */
void kw_desk_room_list_set_state (KwDeskRoomList *self, int state);

/**
 * kw_desk_room_list_find:
 * @self: a list
 * @door: which door
 * @out_position: (out): where it is in the list now
 *
 * Returns: %TRUE if the list shows it
 */
gboolean kw_desk_room_list_find (KwDeskRoomList *self, KwDoorRef door, guint *out_position);

/**
 * kw_desk_room_list_get_room:
 * @self: a list
 * @door: which door
 *
 * Returns: (transfer none) (nullable): the room, also if the filter hides it; %NULL if there is no
 *   such door, or it was not loaded yet
 */
KwDeskRoom *kw_desk_room_list_get_room (KwDeskRoomList *self, KwDoorRef door);

G_END_DECLS
