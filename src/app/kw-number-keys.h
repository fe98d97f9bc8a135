/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * kw_number_keys_install:
 * @window: a window
 *
 * Digits, "+" and "-" that are typed while a row of it has the focus which stands for a spin button
 * change that number, before anything else in the window takes them.
 */
void kw_number_keys_install (GtkWidget *window);

G_END_DECLS
