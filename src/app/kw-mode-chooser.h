/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <adwaita.h>

#include "kw-desk-cards.h"

G_BEGIN_DECLS

#define KW_TYPE_MODE_CHOOSER (kw_mode_chooser_get_type ())
/**
 * KwModeChooser:
 *
 * Whether a card joins those that open the room or replaces them, and why. Nothing but a room that
 * has cards needs one.
 *
 * Signals `mode-changed`, `reason-changed`: the user chose.
 */
G_DECLARE_FINAL_TYPE (KwModeChooser, kw_mode_chooser, KW, MODE_CHOOSER, AdwBin)

/**
 * kw_mode_chooser_show:
 * @self: a chooser
 * @mode: %KW_DESK_ISSUE_MODE_NEW or another one card
 * @reason: why, if it is known
 *
 * Tells nobody. A reason is asked for with %KW_DESK_ISSUE_MODE_NEW alone.
 */
void kw_mode_chooser_show (KwModeChooser *self, KwDeskIssueMode mode, KwDeskNewReason reason);

/**
 * kw_mode_chooser_get_mode:
 * @self: a chooser
 *
 * Returns: %KW_DESK_ISSUE_MODE_NEW or %KW_DESK_ISSUE_MODE_COPY
 */
KwDeskIssueMode kw_mode_chooser_get_mode (KwModeChooser *self);

/**
 * kw_mode_chooser_get_reason:
 * @self: a chooser
 *
 * Returns: why older cards stop working
 */
KwDeskNewReason kw_mode_chooser_get_reason (KwModeChooser *self);

G_END_DECLS
