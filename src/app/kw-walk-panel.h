/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_WALK_PANEL (kw_walk_panel_get_type ())
/**
 * KwWalkPanel:
 *
 * The walk-list: where somebody has to go because of lost cards, to be ticked off and printed. What
 * is ticked stays in its place.
 */
G_DECLARE_FINAL_TYPE (KwWalkPanel, kw_walk_panel, KW, WALK_PANEL, AdwBin)

/**
 * kw_walk_panel_new:
 * @session: the open station
 * @credential: number of a lost credential; 0 = of all that are lost
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *kw_walk_panel_new (KwSession *session, guint64 credential);

/**
 * kw_walk_panel_print:
 * @self: a panel
 *
 * Returns: (transfer full) (nullable): a job that prints the list as it stands; %NULL if it is
 * empty
 */
GtkPrintOperation *kw_walk_panel_print (KwWalkPanel *self);

G_END_DECLS
