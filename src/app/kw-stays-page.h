/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_STAYS_PAGE (kw_stays_page_get_type ())
/**
 * KwStaysPage:
 *
 * Who is expected, in the house and leaving.
 */
G_DECLARE_FINAL_TYPE (KwStaysPage, kw_stays_page, KW, STAYS_PAGE, AdwBin)

/**
 * kw_stays_page_new:
 * @session: the open station
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *kw_stays_page_new (KwSession *session);

G_END_DECLS
