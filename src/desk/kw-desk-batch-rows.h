/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: what a batch leaves in the journal; on the database thread, in the
 * transaction of the act itself. */

#include "kw-batch.h"
#include "kw-desk-private.h"
#include "kw-journal-entry.h"

G_BEGIN_DECLS

/* Appends a row about @batch as it was before the act, and about its card @card (nullable) in
 * particular. Who carries a staff card is not in it: it stands with the cards that were written.
 * @problem: (nullable): what stood in the card's way */
gboolean kw_desk_batch_append_row (KwStore *store, const KwDeskContext *context,
                                   KwJournalEvent event, const KwBatch *batch,
                                   const KwBatchCard *card, const char *problem,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ends @batch, which is open. */
gboolean kw_desk_batch_end (KwStore *store, const KwDeskContext *context, const KwBatch *batch,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A batch ends with the last of its cards: nobody has to be there to see it.
 * @card_id: a card of it that has just been done */
gboolean kw_desk_batch_end_if_finished (KwStore *store, const KwDeskContext *context,
                                        gint64 card_id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for the batch, if there is one, whose card names the act of writing @issue. */
gboolean kw_desk_batch_take_settled (KwStore *store, const KwDeskContext *context, gint64 issue,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
