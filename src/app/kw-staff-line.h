/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"
#include "kw-steady-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_STAFF_LINE (kw_staff_line_get_type ())
/**
 * KwStaffLine:
 *
 * A staff card as a line of a list: who carries it, what it opens, and how much longer; one that
 * ends soon is marked.
 */
G_DECLARE_FINAL_TYPE (KwStaffLine, kw_staff_line, KW, STAFF_LINE, AdwBin)

/**
 * kw_staff_line_new:
 * @session: the open station
 *
 * Returns: (transfer floating): an empty line
 */
GtkWidget *kw_staff_line_new (KwSession *session);

/**
 * kw_staff_line_set_slot:
 * @self: a line
 * @slot: (nullable): a slot of #KwDeskCardItem, which is followed
 */
void kw_staff_line_set_slot (KwStaffLine *self, KwSlot *slot);

G_END_DECLS
