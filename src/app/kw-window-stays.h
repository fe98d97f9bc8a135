/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-window.h"

G_BEGIN_DECLS

/* The window's actions of rooms and stays: `win.show-room` (s "B:D"), `win.show-stay` (x),
 * `win.check-in` (s "B:D", empty = the subject's room if it has no stay), `win.change-stay` (x),
 * `win.move-stay` (x), `win.check-out` (x). */

/**
 * kw_window_stays_install:
 * @klass: the window's class
 *
 * Adds the actions to every window.
 */
void kw_window_stays_install (GtkWidgetClass *klass);

/**
 * kw_window_stays_dup_door:
 * @door: which door
 *
 * Returns: (transfer full): "B:D", as `win.show-room` takes it
 */
char *kw_window_stays_dup_door (KwDoorRef door);

/* What is to be done with a stay once it is loaded. */
typedef void (*KwWindowStayFunc) (KwWindow *self, const KwStay *stay);

/**
 * kw_window_with_stay:
 * @self: a window
 * @stay_id: which stay
 * @func: called with it as it is now, unless it can't be read, which is told, or the window is
 *   closed
 *
 * The keys that are typed until then wait for what @func shows.
 */
void kw_window_with_stay (KwWindow *self, gint64 stay_id, KwWindowStayFunc func);

/**
 * kw_window_show_stay_details:
 * @self: a window with a session
 * @stay: a stay as it is now
 *
 * Makes the stay the subject and shows it beside the page: on the Rooms page as its room, on others
 * as a stay.
 */
void kw_window_show_stay_details (KwWindow *self, const KwStay *stay);

G_END_DECLS
