/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-window.h"

G_BEGIN_DECLS

/* The verbs that act on a card: `win.issue`, `win.renew`, `win.return`, `win.identify`, `win.move`
 * (F2 to F5 and F7), on the subject of the session, else on the card on the encoder. */

/**
 * kw_window_actions_install:
 * @widget_class: the window's class
 *
 * Installs the actions; they do nothing before kw_window_actions_start().
 */
void kw_window_actions_install (GtkWidgetClass *widget_class);

/**
 * kw_window_actions_start:
 * @self: a window with a session
 *
 * Opens the keys: with the file that KEYWRIGHT_PASSPHRASE_FILE names, or by asking in the pane.
 */
void kw_window_actions_start (KwWindow *self);

/**
 * kw_window_ensure_hotel:
 * @self: a window
 *
 * For whatever needs rooms: without a hotel the window says so, and leads to its set-up.
 *
 * Returns: %TRUE if the station has a hotel
 */
gboolean kw_window_ensure_hotel (KwWindow *self);

G_END_DECLS
