/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_STAFF_PAGE (kw_staff_page_get_type ())
/**
 * KwStaffPage:
 *
 * Who carries staff cards, next to end first or by holder, narrowed by kind and state. What is
 * selected is shown in the pane beside it. `win.issue` asks for a staff card here.
 */
G_DECLARE_FINAL_TYPE (KwStaffPage, kw_staff_page, KW, STAFF_PAGE, AdwBin)

/**
 * kw_staff_page_new:
 * @session: the open station
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *kw_staff_page_new (KwSession *session);

G_END_DECLS
