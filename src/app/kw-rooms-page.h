/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_ROOMS_PAGE (kw_rooms_page_get_type ())
/**
 * KwRoomsPage:
 *
 * Every room of the hotel, by building and floor: free, in house, due out.
 */
G_DECLARE_FINAL_TYPE (KwRoomsPage, kw_rooms_page, KW, ROOMS_PAGE, AdwBin)

/**
 * kw_rooms_page_new:
 * @session: the open station
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *kw_rooms_page_new (KwSession *session);

G_END_DECLS
