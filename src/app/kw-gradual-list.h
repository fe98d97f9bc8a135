/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KW_TYPE_GRADUAL_LIST (kw_gradual_list_get_type ())
/**
 * KwGradualList:
 *
 * A #GListModel over another one of the same rows, for a view: a view makes its widgets for some
 * hundred rows as soon as it is told of them, which takes longer than a frame. So a list that is
 * filled is told from its beginning, as many rows at a time as fit into a part of a frame, and the
 * next ones when nothing else is to be done. What changes among rows that are shown is told as it
 * happens. Rows keep the positions they have in the source.
 */
G_DECLARE_FINAL_TYPE (KwGradualList, kw_gradual_list, KW, GRADUAL_LIST, GObject)

/* A GtkListView or GtkColumnView makes widgets for so many rows; the others cost nothing. */
#define KW_GRADUAL_LIST_N_ROWS 256

/**
 * kw_gradual_list_new:
 * @source: the rows
 * @n_made: for how many rows the view makes widgets; what is behind them is told at once
 *
 * The first rows are there at once, the others come while the default main context runs.
 *
 * Returns: (transfer full): the list
 */
KwGradualList *kw_gradual_list_new (GListModel *source, guint n_made);

/**
 * kw_gradual_list_set_pause_ms:
 * @self: a list
 * @pause_ms: the rows behind the first ones wait until nothing has changed for so long; 0, as at
 *   first: they do not wait
 *
 * For a list that is another one at every letter.
 */
void kw_gradual_list_set_pause_ms (KwGradualList *self, guint pause_ms);

G_END_DECLS
