/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * kw_tooltip_set:
 * @widget: a widget
 * @text: (nullable): what is said when somebody points at it
 *
 * As gtk_widget_set_tooltip_text(), which waits for the X server each time, to ask it where the
 * pointer is. What many rows have, or what changes often, is set by this one.
 */
void kw_tooltip_set (GtkWidget *widget, const char *text);

G_END_DECLS
