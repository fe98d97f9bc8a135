/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-list-details.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_CARD_PANEL (kw_card_panel_get_type ())
/**
 * KwCardPanel:
 *
 * One card, a #KwPanel: what it carries now, what can be done about it, and everything that was
 * ever written on it.
 */
G_DECLARE_FINAL_TYPE (KwCardPanel, kw_card_panel, KW, CARD_PANEL, AdwBin)

/**
 * kw_card_panel_new:
 * @session: the open station
 * @card_label: the card's number, "7-42"
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *kw_card_panel_new (KwSession *session, const char *card_label);

/* How a list of #KwDeskCardItem shows them in such panels. */
extern const KwListDetailsFuncs kw_card_panel_details;

G_END_DECLS
