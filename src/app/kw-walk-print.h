/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-walk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * kw_walk_print_new:
 * @property: the hotel
 * @now_unix_s: the present
 * @visits: (element-type KwDeskVisit): what is to be printed, in this order; not empty
 *
 * A walk-list on paper: heading, a table with a box to tick for each place, as many pages as it
 * needs.
 *
 * Returns: (transfer full): a job that is still to be run
 */
GtkPrintOperation *kw_walk_print_new (const KwProperty *property, gint64 now_unix_s,
                                      const GPtrArray *visits);

G_END_DECLS
