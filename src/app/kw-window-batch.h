/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-window.h"

G_BEGIN_DECLS

/**
 * kw_window_batch_install:
 * @widget_class: the window's class
 *
 * Installs `win.batch` (F8): the page for many cards in a row.
 */
void kw_window_batch_install (GtkWidgetClass *widget_class);

/**
 * kw_window_batch_start:
 * @self: a window with a session
 *
 * Offers to go on with a batch that was stopped.
 */
void kw_window_batch_start (KwWindow *self);

G_END_DECLS
