/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only. */

#include "kw-desk-stay-row.h"
#include "kw-desk.h"
#include "kw-store-stay-page.h"

/* Takes @row (nullable: it could not be read). */
KwDeskStayRow *kw_desk_stay_row_new (KwDesk *desk, KwStoreStayPageRow *row);
const KwStoreStayPageRow *kw_desk_stay_row_get_row (KwDeskStayRow *self);
