/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_STAY_BOX (kw_stay_box_get_type ())
/**
 * KwStayBox:
 *
 * Everything about one stay, with what can be done: tenants, times, cards, one suggested action and
 * the others. It follows the register.
 *
 * Property `rooms` (string), read-only with notify: the names of its rooms, empty until the stay is
 * known.
 */
G_DECLARE_FINAL_TYPE (KwStayBox, kw_stay_box, KW, STAY_BOX, AdwBin)

/**
 * kw_stay_box_set_stay:
 * @self: a box
 * @session: the open station
 * @stay_id: which stay; 0 = none
 */
void kw_stay_box_set_stay (KwStayBox *self, KwSession *session, gint64 stay_id);

/**
 * kw_stay_box_hide_line:
 * @self: a box
 *
 * Leaves out until when the stay is: it stands above the box.
 */
void kw_stay_box_hide_line (KwStayBox *self);

/**
 * kw_stay_box_get_suggested:
 * @self: a box
 *
 * Returns: (transfer none): the button of the suggested action, hidden if there is none
 */
GtkWidget *kw_stay_box_get_suggested (KwStayBox *self);

/**
 * kw_stay_box_do_suggested:
 * @self: a box
 *
 * Does the suggested action at once, if there is one.
 */
void kw_stay_box_do_suggested (KwStayBox *self);

G_END_DECLS
