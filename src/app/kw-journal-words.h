/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-journal-entry.h"
#include "kw-property.h"

G_BEGIN_DECLS

/* The journal in the user's language. Main thread. */

/**
 * kw_journal_words_get_event:
 * @event: what happened
 *
 * Returns: (transfer none): the sentence for it
 */
const char *kw_journal_words_get_event (KwJournalEvent event);

/**
 * kw_journal_words_dup_about:
 * @property: (nullable): the hotel, for the names of rooms
 * @entry: a row
 * @card: (nullable): number of the card that it is about
 *
 * Returns: (transfer full): what the row is about: "card 7-42", "room 305, card 7-42", "card 3 of
 *   10" or "12 of 80 cards done" of a batch; empty if it is about none of these
 */
char *kw_journal_words_dup_about (const KwProperty *property, const KwJournalEntry *entry,
                                  const char *card);

G_END_DECLS
