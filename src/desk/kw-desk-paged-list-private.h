/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only. */

#include "kw-desk-paged-list.h"
#include "kw-desk-pager.h"

G_BEGIN_DECLS

/* Gives a fresh list its middle; once, before it is handed out. The pager belongs to the list and
 * goes with it, as does every handler on @desk whose data is the list. */
KwDeskPager *kw_desk_paged_list_start (KwDeskPagedList *self, const KwDeskPagerClass *klass,
                                       KwDesk *desk);

G_END_DECLS
