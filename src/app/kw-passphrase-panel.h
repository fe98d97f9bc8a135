/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_PASSPHRASE_PANEL (kw_passphrase_panel_get_type ())
/**
 * KwPassphrasePanel:
 *
 * Asks once for the passphrase of the keys.
 */
G_DECLARE_FINAL_TYPE (KwPassphrasePanel, kw_passphrase_panel, KW, PASSPHRASE_PANEL, AdwBin)

/**
 * kw_passphrase_panel_new:
 * @session: the open station
 * @next: (nullable): the panel that is shown when the keys are open; a reference is taken
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *kw_passphrase_panel_new (KwSession *session, GtkWidget *next);

/**
 * kw_passphrase_panel_show_problem:
 * @self: a panel
 * @error: why the keys are not open
 */
void kw_passphrase_panel_show_problem (KwPassphrasePanel *self, const GError *error);

G_END_DECLS
