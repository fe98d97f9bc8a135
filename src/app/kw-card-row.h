/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-card-item.h"
#include "kw-property.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * kw_card_row_new:
 * @property: the hotel
 * @now_unix_s: the present
 * @item: (nullable): a card of the register
 *
 * Returns: (transfer floating): a row for a #GtkListBox: its number, and whether it still opens
 */
GtkWidget *kw_card_row_new (const KwProperty *property, gint64 now_unix_s, KwDeskCardItem *item);

/**
 * kw_card_row_set_line:
 * @row: made by kw_card_row_new()
 * @line: what to say of the card below its number instead
 */
void kw_card_row_set_line (GtkWidget *row, const char *line);

G_END_DECLS
