/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KwTextCell:
 *
 * A cell of a list: as wide as it is told to be, whatever it says, and two lines high where that
 * is too much for one. What is more than two lines is cut, and told by the tooltip.
 */
#define KW_TYPE_TEXT_CELL (kw_text_cell_get_type ())
G_DECLARE_FINAL_TYPE (KwTextCell, kw_text_cell, KW, TEXT_CELL, GtkWidget)

/**
 * kw_text_cell_new:
 * @n_chars_min: narrower it does not get
 * @n_chars_nat: so wide it is where there is room
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *kw_text_cell_new (guint n_chars_min, guint n_chars_nat);

/* @text: (nullable): what it says. */
void kw_text_cell_set_text (KwTextCell *self, const char *text);

G_END_DECLS
