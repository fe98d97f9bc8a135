/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_LOSS_PANEL (kw_loss_panel_get_type ())
/**
 * KwLossPanel:
 *
 * A card that is not here: what it still opens and until when, place by place, the press that
 * reports it lost, and the ways to stop it. Afterwards its walk-list.
 */
G_DECLARE_FINAL_TYPE (KwLossPanel, kw_loss_panel, KW, LOSS_PANEL, AdwBin)

/**
 * kw_loss_panel_new:
 * @session: the open station
 * @subject: a card by its number; or a stay or a room, which of its cards is asked for if there is
 *   more than one
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *kw_loss_panel_new (KwSession *session, const KwSubject *subject);

G_END_DECLS
