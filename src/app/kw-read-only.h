/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-window.h"

G_BEGIN_DECLS

/* At a station whose data folder may only be read, whatever would write is grey and says why. */

/**
 * kw_read_only_install:
 * @widget_class: the window's class
 *
 * Has the keys of what is grey say why.
 */
void kw_read_only_install (GtkWidgetClass *widget_class);

/**
 * kw_read_only_start:
 * @self: a window with a session
 *
 * If its station may only be read, disables those of the window's actions that write. Who points at
 * a button of such an action is told why it is grey.
 */
void kw_read_only_start (KwWindow *self);

/**
 * kw_read_only_disable:
 * @widget: a widget that has installed actions
 * @desk: the station
 * @prefix: how they begin: `bar.`
 *
 * If it may only be read, disables those of them that write.
 */
void kw_read_only_disable (GtkWidget *widget, KwDesk *desk, const char *prefix);

/**
 * kw_read_only_grey:
 * @widget: a control that writes without an action
 * @desk: the station
 *
 * If it may only be read, makes @widget insensitive and says why.
 */
void kw_read_only_grey (GtkWidget *widget, KwDesk *desk);

/**
 * kw_read_only_tell:
 * @widget: a widget in a window
 *
 * Says why nothing happened, if that is because the station may only be read.
 *
 * Returns: %TRUE if so
 */
gboolean kw_read_only_tell (GtkWidget *widget);

G_END_DECLS
