/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-window.h"

G_BEGIN_DECLS

/* The window's actions about lost cards: `win.lost`: the subject's card, one of its stay's or its
 * room's, else the card on the encoder; `win.show-walk-list`: of all lost cards. */

/**
 * kw_window_loss_install:
 * @klass: the window's class
 *
 * Adds the actions to every window.
 */
void kw_window_loss_install (GtkWidgetClass *klass);

G_END_DECLS
