/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_CARD_BAR (kw_card_bar_get_type ())
/**
 * KwCardBar:
 *
 * The bar at the bottom: what the card on the encoder is, and the fitting actions. It never asks.
 */
G_DECLARE_FINAL_TYPE (KwCardBar, kw_card_bar, KW, CARD_BAR, AdwBin)

/**
 * kw_card_bar_set_session:
 * @self: a fresh card bar
 * @session: the open station
 */
void kw_card_bar_set_session (KwCardBar *self, KwSession *session);

/**
 * kw_card_bar_show_menu:
 * @self: a card bar
 *
 * Opens the menu of the card that lies there, if it has one.
 */
void kw_card_bar_show_menu (KwCardBar *self);

G_END_DECLS
