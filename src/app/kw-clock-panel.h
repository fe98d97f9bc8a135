/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_CLOCK_PANEL (kw_clock_panel_get_type ())
/**
 * KwClockPanel:
 *
 * Shows what this computer's clock says, and asks whether that is right, when it has jumped since
 * the last entry of the journal.
 */
G_DECLARE_FINAL_TYPE (KwClockPanel, kw_clock_panel, KW, CLOCK_PANEL, AdwBin)

/**
 * kw_clock_panel_install:
 * @widget_class: the window's class
 *
 * Installs `win.check-clock`: puts a clock panel before the panel that is shown, which comes back
 * when the clock was confirmed or set.
 */
void kw_clock_panel_install (GtkWidgetClass *widget_class);

/**
 * kw_clock_panel_heed:
 * @widget: a widget in a panel that may be left now, or on a page
 * @error: what stands in the way of what somebody wanted there
 *
 * Returns: %TRUE if @error is about the clock: a clock panel asks about it now, and nothing is to
 *   be said any more
 */
gboolean kw_clock_panel_heed (GtkWidget *widget, const GError *error);

G_END_DECLS
