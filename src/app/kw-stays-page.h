/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"
#include "kw-stay.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_STAYS_PAGE (kw_stays_page_get_type ())
/**
 * KwStaysPage:
 *
 * Who arrives, who is in house, who leaves. A stay that is selected is the subject of the session,
 * and its panel stands beside the page.
 */
G_DECLARE_FINAL_TYPE (KwStaysPage, kw_stays_page, KW, STAYS_PAGE, AdwBin)

/**
 * kw_stays_page_new:
 * @session: the open station
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *kw_stays_page_new (KwSession *session);

/**
 * kw_stays_page_show_stay:
 * @self: a page in a window
 * @stay: which stay
 *
 * Goes to the list that @stay is in and selects it there.
 */
void kw_stays_page_show_stay (KwStaysPage *self, const KwStay *stay);

G_END_DECLS
