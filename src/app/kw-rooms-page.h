/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_ROOMS_PAGE (kw_rooms_page_get_type ())
/**
 * KwRoomsPage:
 *
 * Every room of the hotel, by building and floor: free, in house, due out. A room that is selected
 * is the subject of the session, and its panel stands beside the page.
 */
G_DECLARE_FINAL_TYPE (KwRoomsPage, kw_rooms_page, KW, ROOMS_PAGE, AdwBin)

/**
 * kw_rooms_page_new:
 * @session: the open station
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *kw_rooms_page_new (KwSession *session);

/**
 * kw_rooms_page_show_room:
 * @self: a page in a window
 * @door: which room
 * @stay_id: the stay that was just opened or changed there; 0 = whichever stay the room has
 *
 * Selects a room, as soon as the rooms are known; filters that hide it are cleared.
 */
void kw_rooms_page_show_room (KwRoomsPage *self, KwDoorRef door, gint64 stay_id);

G_END_DECLS
