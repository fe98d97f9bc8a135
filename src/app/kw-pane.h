/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The place beside the page: panels that come, go, and are covered by another one. A panel has some
 * hundred widgets, and to take them out of a window is as much work as to make them: so the details
 * behind a panel stay in the pane, and what is done with goes when the next one was painted. */

/**
 * kw_pane_show:
 * @pane: the pane
 * @panel: (nullable): what is to be seen, in the pane already or not; %NULL: nothing
 * @covered: (nullable): what stays behind it
 *
 * Everything else that is in the pane leaves it in the turns that follow.
 */
void kw_pane_show (GtkStack *pane, GtkWidget *panel, GtkWidget *covered);

G_END_DECLS
