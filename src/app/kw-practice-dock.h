/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_PRACTICE_DOCK (kw_practice_dock_get_type ())
/**
 * KwPracticeDock:
 *
 * The place of the #KwPracticePanel at the foot of the window: empty unless the encoder is the
 * emulated one. Whether the panel is shown stands in the settings as `is-practice-shown`.
 *
 * Property `is-available` (boolean, read-only with notify): there is a practice encoder.
 */
G_DECLARE_FINAL_TYPE (KwPracticeDock, kw_practice_dock, KW, PRACTICE_DOCK, AdwBin)

/**
 * kw_practice_dock_set_session:
 * @self: a fresh dock
 * @session: the open station, whose practice encoder is looked for whenever the encoder gets ready
 */
void kw_practice_dock_set_session (KwPracticeDock *self, KwSession *session);

/**
 * kw_practice_dock_is_available:
 * @self: a dock
 *
 * Returns: %TRUE if there is a practice encoder
 */
gboolean kw_practice_dock_is_available (KwPracticeDock *self);

/**
 * kw_practice_dock_toggle:
 * @self: a dock
 *
 * Shows the panel and takes the focus to it; if it has the focus already, closes it and gives the
 * focus back.
 */
void kw_practice_dock_toggle (KwPracticeDock *self);

G_END_DECLS
