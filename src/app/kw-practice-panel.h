/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-practice-door.h"
#include "kw-practice.h"

G_BEGIN_DECLS

#define KW_TYPE_PRACTICE_PANEL (kw_practice_panel_get_type ())
/**
 * KwPracticePanel:
 *
 * The hand at the practice encoder, as a strip: virtual cards to lay down, lift, swap and tear
 * away, the encoder's plug, and a virtual door to show a card to. A click in it leaves the focus
 * where it is, and none of it takes part in the letters that Alt reaches: what stands above must
 * work as without it.
 */
G_DECLARE_FINAL_TYPE (KwPracticePanel, kw_practice_panel, KW, PRACTICE_PANEL, AdwBin)

/**
 * kw_practice_panel_new:
 * @session: the open station
 * @practice: its practice encoder
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *kw_practice_panel_new (KwSession *session, KwPractice *practice);

/**
 * kw_practice_panel_get_door:
 * @self: a panel
 *
 * Returns: (transfer none): the virtual door
 */
KwPracticeDoor *kw_practice_panel_get_door (KwPracticePanel *self);

G_END_DECLS
