/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only. */

#include "kw-desk-card-item.h"
#include "kw-desk.h"
#include "kw-store-card-page.h"

/* Takes @row (nullable: it could not be read). */
KwDeskCardItem *kw_desk_card_item_new (KwDesk *desk, KwStoreCardPageRow *row);
const KwStoreCardPageRow *kw_desk_card_item_get_row (KwDeskCardItem *self);

/* What a grant opens, as kw_desk_card_item_get_place(). */
char *kw_desk_dup_grant_place (KwDesk *desk, const KwGrant *grant);
