/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-window.h"

G_BEGIN_DECLS

/* The window's actions for what other programs show: `win.open-uri`: a web page or a folder; where
 * nothing shows it, the window says so and offers `win.copy`, its address to the clipboard. */

/**
 * kw_window_open_install:
 * @klass: the window's class
 *
 * Adds the actions to every window.
 */
void kw_window_open_install (GtkWidgetClass *klass);

G_END_DECLS
