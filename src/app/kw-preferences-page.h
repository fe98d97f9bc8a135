/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_PREFERENCES_PAGE (kw_preferences_page_get_type ())
/**
 * KwPreferencesPage:
 *
 * How this station behaves.
 */
G_DECLARE_FINAL_TYPE (KwPreferencesPage, kw_preferences_page, KW, PREFERENCES_PAGE, AdwBin)

/**
 * kw_preferences_page_new:
 * @session: the open station
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *kw_preferences_page_new (KwSession *session);

G_END_DECLS
