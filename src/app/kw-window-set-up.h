/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-window.h"

G_BEGIN_DECLS

/* Setting the station up: `win.set-up` shows the assistant. */

/**
 * kw_window_set_up_install:
 * @widget_class: the window's class
 *
 * Installs the action.
 */
void kw_window_set_up_install (GtkWidgetClass *widget_class);

/**
 * kw_window_set_up_start:
 * @self: a window without a session
 * @session: the open station
 *
 * Looks what there is, then gives the window its session: with the assistant if something is
 * missing without which no card can be written, else with the pages.
 */
void kw_window_set_up_start (KwWindow *self, KwSession *session);

G_END_DECLS
