/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-door-ref.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KwDeskRoomState:
 * @KW_DESK_ROOM_STATE_FREE: nobody is in, and nobody is expected today
 * @KW_DESK_ROOM_STATE_EXPECTED: nobody is in; somebody is expected today, or was before
 * @KW_DESK_ROOM_STATE_IN_HOUSE: somebody is in, until a later day
 * @KW_DESK_ROOM_STATE_DUE_OUT: somebody is in, until today
 * @KW_DESK_ROOM_STATE_OVERDUE: somebody is in whose check-out has passed
 *
 * What a room is at this moment. "Today" is the property's day.
 */
typedef enum
{
  KW_DESK_ROOM_STATE_FREE,
  KW_DESK_ROOM_STATE_EXPECTED,
  KW_DESK_ROOM_STATE_IN_HOUSE,
  KW_DESK_ROOM_STATE_DUE_OUT,
  KW_DESK_ROOM_STATE_OVERDUE,
} KwDeskRoomState;
#define KW_DESK_ROOM_STATE_N (KW_DESK_ROOM_STATE_OVERDUE + 1)

#define KW_TYPE_DESK_ROOM (kw_desk_room_get_type ())
/**
 * KwDeskRoom:
 *
 * A guest door as a row of a #KwDeskRoomList. Immutable: a room that changed is another object at
 * the same place.
 *
 * Properties, read-only: `building` and `door` (uint, the #KwDoorRef), `name`, `building-name`,
 * `floor` (uint), `floor-name`, `state` (#KwDeskRoomState as int), `n-live-cards`,
 * `n-lost-cards` (uint), `stay-id`, `expected-stay-id`, `until-unix-s` (int64), `tenant`.
 */
G_DECLARE_FINAL_TYPE (KwDeskRoom, kw_desk_room, KW, DESK_ROOM, GObject)

/**
 * kw_desk_room_get_door:
 * @self: a room
 *
 * Returns: which door
 */
KwDoorRef kw_desk_room_get_door (KwDeskRoom *self);

/**
 * kw_desk_room_get_name:
 * @self: a room
 *
 * Returns: (transfer none): the door's name, "0305A"
 */
const char *kw_desk_room_get_name (KwDeskRoom *self);

/**
 * kw_desk_room_get_building_name:
 * @self: a room
 *
 * Returns: (transfer none): the name of its building
 */
const char *kw_desk_room_get_building_name (KwDeskRoom *self);

/**
 * kw_desk_room_get_floor:
 * @self: a room
 *
 * Returns: the number of its floor in that building
 */
guint kw_desk_room_get_floor (KwDeskRoom *self);

/**
 * kw_desk_room_get_floor_name:
 * @self: a room
 *
 * Returns: (transfer none): the name of its floor
 */
const char *kw_desk_room_get_floor_name (KwDeskRoom *self);

/**
 * kw_desk_room_get_state:
 * @self: a room
 *
 * Returns: what it is at this moment
 */
KwDeskRoomState kw_desk_room_get_state (KwDeskRoom *self);

/**
 * kw_desk_room_get_n_live_cards:
 * @self: a room
 *
 * Returns: how many tenant cards open it now as far as the register knows, of whatever stay; lost
 *   ones are not among them
 */
guint kw_desk_room_get_n_live_cards (KwDeskRoom *self);

/**
 * kw_desk_room_get_n_lost_cards:
 * @self: a room
 *
 * Returns: how many tenant cards that were reported lost may still open it
 */
guint kw_desk_room_get_n_lost_cards (KwDeskRoom *self);

/**
 * kw_desk_room_get_stay_id:
 * @self: a room
 *
 * Returns: the open stay; if there is none, the stay expected today; 0 = neither
 */
gint64 kw_desk_room_get_stay_id (KwDeskRoom *self);

/**
 * kw_desk_room_get_expected_stay_id:
 * @self: a room
 *
 * Returns: the stay expected today, also while another is still in; 0 = none
 */
gint64 kw_desk_room_get_expected_stay_id (KwDeskRoom *self);

/**
 * kw_desk_room_get_expected_tenant:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): the first tenant of kw_desk_room_get_expected_stay_id(), as
 *   kw_desk_room_get_tenant()
 */
const char *kw_desk_room_get_expected_tenant (KwDeskRoom *self);

/**
 * kw_desk_room_get_other_stay_id:
 * @self: a room
 *
 * Returns: a second stay that is open in the room, beside kw_desk_room_get_stay_id(); 0 = none
 */
gint64 kw_desk_room_get_other_stay_id (KwDeskRoom *self);

/**
 * kw_desk_room_get_other_tenant:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): the first tenant of kw_desk_room_get_other_stay_id(), as
 *   kw_desk_room_get_tenant()
 */
const char *kw_desk_room_get_other_tenant (KwDeskRoom *self);

/**
 * kw_desk_room_get_until_unix_s:
 * @self: a room
 *
 * Returns: the end of kw_desk_room_get_stay_id(); 0 = no stay
 */
gint64 kw_desk_room_get_until_unix_s (KwDeskRoom *self);

/**
 * kw_desk_room_get_tenant:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): the first tenant of kw_desk_room_get_stay_id(); %NULL: no
 *   stay, no name, or the name was erased
 */
const char *kw_desk_room_get_tenant (KwDeskRoom *self);

G_END_DECLS
