/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-room-list.h"
#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_ROOM_PANEL (kw_room_panel_get_type ())
/**
 * KwRoomPanel:
 *
 * A #KwPanel about one room: what it is, who is in, its cards, and one suggested action. It follows
 * the register.
 */
G_DECLARE_FINAL_TYPE (KwRoomPanel, kw_room_panel, KW, ROOM_PANEL, AdwBin)

/**
 * kw_room_panel_new:
 * @session: the open station
 * @rooms: the rooms of the hotel, under whatever filter
 *
 * Returns: (transfer floating): the panel, without a room
 */
GtkWidget *kw_room_panel_new (KwSession *session, KwDeskRoomList *rooms);

/**
 * kw_room_panel_set_room:
 * @self: a panel
 * @door: which room to show from now on
 * @stay_id: the stay that was just opened or changed there, which @rooms may not have yet: what is
 *   suggested for a room that is still free would be wrong for it; 0 = whichever stay @rooms say
 */
void kw_room_panel_set_room (KwRoomPanel *self, KwDoorRef door, gint64 stay_id);

/**
 * kw_room_panel_do_suggested:
 * @self: a panel
 *
 * Does the suggested action at once, if there is one.
 */
void kw_room_panel_do_suggested (KwRoomPanel *self);

G_END_DECLS
