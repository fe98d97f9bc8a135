/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only. */

#include "kw-desk-journal-item.h"
#include "kw-store-journal-page.h"

/* Takes @row (nullable: it could not be read). */
KwDeskJournalItem *kw_desk_journal_item_new (KwStoreJournalPageRow *row);
const KwStoreJournalPageRow *kw_desk_journal_item_get_row (KwDeskJournalItem *self);
