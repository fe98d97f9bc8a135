/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"
#include "kw-steady-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_STAY_LINE (kw_stay_line_get_type ())
/**
 * KwStayLine:
 *
 * A stay in a list: its rooms, its tenants, when, its live cards.
 */
G_DECLARE_FINAL_TYPE (KwStayLine, kw_stay_line, KW, STAY_LINE, AdwBin)

/**
 * kw_stay_line_new:
 * @session: the open station
 *
 * Returns: (transfer floating): an empty line
 */
GtkWidget *kw_stay_line_new (KwSession *session);

/**
 * kw_stay_line_set_slot:
 * @self: a line
 * @slot: (nullable): a slot of #KwDeskStayRow to show and to follow; %NULL = none
 */
void kw_stay_line_set_slot (KwStayLine *self, KwSlot *slot);

G_END_DECLS
