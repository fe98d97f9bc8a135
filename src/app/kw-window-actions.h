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

/**
 * kw_window_show_form:
 * @self: a window with a session
 * @form: (transfer floating): a #KwPanel of many widgets
 *
 * As kw_window_show_panel(), in the next turn of the main loop: to make a form and to show it would
 * be one long turn. No event comes in between: what is typed behind the key that opens a form is
 * typed into it. It gets the focus.
 */
void kw_window_show_form (KwWindow *self, GtkWidget *form);

G_END_DECLS
