/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_PROPERTY_PAGE (kw_property_page_get_type ())
/**
 * KwPropertyPage:
 *
 * The map of the hotel, and where it comes from.
 */
G_DECLARE_FINAL_TYPE (KwPropertyPage, kw_property_page, KW, PROPERTY_PAGE, AdwBin)

/**
 * kw_property_page_new:
 * @session: the open station
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *kw_property_page_new (KwSession *session);

/**
 * kw_property_page_import:
 * @self: a page
 * @path: a property file, or rooms as CSV
 *
 * Shows what @path would change. Does nothing while another file is being applied.
 */
void kw_property_page_import (KwPropertyPage *self, const char *path);

G_END_DECLS
