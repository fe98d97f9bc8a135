/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-journal-entry.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KW_TYPE_DESK_JOURNAL_ITEM (kw_desk_journal_item_get_type ())
/**
 * KwDeskJournalItem:
 *
 * A row of the journal as a row of a #KwDeskJournalList. Immutable.
 *
 * Properties, read-only: `number` (uint64), `at-unix-s` (int64), `operator-name` (string),
 * `event` (#KwJournalEvent as int).
 */
G_DECLARE_FINAL_TYPE (KwDeskJournalItem, kw_desk_journal_item, KW, DESK_JOURNAL_ITEM, GObject)

/**
 * kw_desk_journal_item_get_entry:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the row; %NULL if it could not be read, or is no valid row
 */
const KwJournalEntry *kw_desk_journal_item_get_entry (KwDeskJournalItem *self);

/**
 * kw_desk_journal_item_get_card_label:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): number of the card that it is about, "7-42"
 */
const char *kw_desk_journal_item_get_card_label (KwDeskJournalItem *self);

/**
 * kw_desk_journal_item_get_n_personal:
 * @self: a row
 *
 * Returns: how many personal texts belong to it
 */
guint kw_desk_journal_item_get_n_personal (KwDeskJournalItem *self);

/**
 * kw_desk_journal_item_get_personal:
 * @self: a row
 * @index: which, from 0
 *
 * Returns: (transfer none) (nullable): the text; %NULL if it was erased
 */
const char *kw_desk_journal_item_get_personal (KwDeskJournalItem *self, guint index);

G_END_DECLS
