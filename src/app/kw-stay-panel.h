/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_STAY_PANEL (kw_stay_panel_get_type ())
/**
 * KwStayPanel:
 *
 * A #KwPanel about one stay: its rooms, its tenants, its cards, and one suggested action. It
 * follows the register.
 */
G_DECLARE_FINAL_TYPE (KwStayPanel, kw_stay_panel, KW, STAY_PANEL, AdwBin)

/**
 * kw_stay_panel_new:
 * @session: the open station
 * @stay_id: which stay
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *kw_stay_panel_new (KwSession *session, gint64 stay_id);

/**
 * kw_stay_panel_set_stay:
 * @self: a panel
 * @stay_id: which stay to show from now on
 */
void kw_stay_panel_set_stay (KwStayPanel *self, gint64 stay_id);

/**
 * kw_stay_panel_do_suggested:
 * @self: a panel
 *
 * Does the suggested action at once, if there is one.
 */
void kw_stay_panel_do_suggested (KwStayPanel *self);

G_END_DECLS
