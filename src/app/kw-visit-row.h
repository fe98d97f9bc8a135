/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-walk.h"
#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_VISIT_ROW (kw_visit_row_get_type ())
/**
 * KwVisitRow:
 *
 * A place that a lost card opens, and a button that says that somebody was there. Pressing it puts
 * that into the register at once; pressing it again takes it back.
 *
 * Signal `ticked` (#KwDeskVisit): the register has it so now.
 */
G_DECLARE_FINAL_TYPE (KwVisitRow, kw_visit_row, KW, VISIT_ROW, AdwBin)

/**
 * kw_visit_row_new:
 * @session: the open station
 *
 * Returns: (transfer floating): an empty row, for a list of any kind
 */
GtkWidget *kw_visit_row_new (KwSession *session);

/**
 * kw_visit_row_show:
 * @self: a row
 * @place: name of the place
 * @line: what there is to say about it
 * @visit: (nullable): its line of the walk-list; %NULL: there is none to be ticked
 */
void kw_visit_row_show (KwVisitRow *self, const char *place, const char *line, KwDeskVisit *visit);

G_END_DECLS
