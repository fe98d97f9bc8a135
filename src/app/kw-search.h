/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_SEARCH (kw_search_get_type ())
/**
 * KwSearch:
 *
 * The one place to search: an entry, and what the text finds in a list below it while the focus
 * stays in the entry. Up and Down choose, Enter goes there, Escape clears.
 */
G_DECLARE_FINAL_TYPE (KwSearch, kw_search, KW, SEARCH, AdwBin)

/**
 * kw_search_set_session:
 * @self: a fresh search
 * @session: the open station
 */
void kw_search_set_session (KwSearch *self, KwSession *session);

/**
 * kw_search_set_capture_widget:
 * @self: a search
 * @widget: (nullable): what is typed there and wanted by nobody is searched for; %NULL: nothing is
 */
void kw_search_set_capture_widget (KwSearch *self, GtkWidget *widget);

G_END_DECLS
