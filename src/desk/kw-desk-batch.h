/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-batch.h"
#include "kw-desk-job.h"

G_BEGIN_DECLS

/*
 * Many cards in a row, as the register keeps them: a batch outlives the program that made it. The
 * intent to write a card names the batch's card in one transaction, and whether a card is done is
 * read off that act of writing alone: nothing has to be marked afterwards, and nothing is written
 * a second time because a mark was lost. With its last card done a batch has ended. What people do
 * with one is in the journal with the change itself.
 */

/**
 * KwDeskBatchWish:
 * @issue: ROOMS: `stay_id` and `door`; STAFF: `kind` (FLOOR or BUILDING), `building`, `floor`,
 *   `holder` and `until_unix_s`; BLANK: nothing. The rest is left at 0.
 * @n_cards: how many cards of it, at least 1
 *
 * What a batch is to hold. A plain value; copied by the call.
 */
typedef struct
{
  KwDeskIssueRequest issue;
  guint n_cards;
} KwDeskBatchWish;

/**
 * KwDeskBatchMark:
 * @KW_DESK_BATCH_MARK_SKIPPED: the card is passed over
 * @KW_DESK_BATCH_MARK_AGAIN: it is to be written, though it was passed over or is done
 */
typedef enum
{
  KW_DESK_BATCH_MARK_SKIPPED,
  KW_DESK_BATCH_MARK_AGAIN,
} KwDeskBatchMark;

/**
 * kw_desk_create_batch_async:
 * @self: a desk with a property
 * @kind: what the cards are for
 * @wishes: (array length=n_wishes): the cards, in their order
 * @n_wishes: how many
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 */
void kw_desk_create_batch_async (KwDesk *self, KwBatchKind kind, const KwDeskBatchWish *wishes,
                                 guint n_wishes, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_list_batches_async:
 * @self: a desk
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * The batches that were not ended.
 */
void kw_desk_list_batches_async (KwDesk *self, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_list_batches_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: STORE
 *
 * Returns: (transfer full) (element-type KwBatch) (nullable): the oldest first
 */
GPtrArray *kw_desk_list_batches_finish (KwDesk *self, GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_load_batch_async:
 * @self: a desk
 * @batch_id: which
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 */
void kw_desk_load_batch_async (KwDesk *self, gint64 batch_id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_mark_batch_card_async:
 * @self: a desk
 * @card_id: number of a card of an open batch
 * @mark: what is said about it
 * @reason: (nullable): what stood in its way, a `KW_DESK_ERROR`
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 */
void kw_desk_mark_batch_card_async (KwDesk *self, gint64 card_id, KwDeskBatchMark mark,
                                    const GError *reason, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_take_up_skipped_async:
 * @self: a desk
 * @batch_id: an open batch
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * All cards that were passed over are to be written after all.
 */
void kw_desk_take_up_skipped_async (KwDesk *self, gint64 batch_id, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_stop_batch_async:
 * @self: a desk
 * @batch_id: which
 * @card_id: number of the card at hand
 * @reason: (nullable): what stood in its way, a `KW_DESK_ERROR`
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * Somebody stopped writing; the batch stays open. The turn of the card at hand comes again, and
 * what stood in its way is kept with it. One that has ended is left as it is.
 */
void kw_desk_stop_batch_async (KwDesk *self, gint64 batch_id, gint64 card_id, const GError *reason,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * kw_desk_end_batch_async:
 * @self: a desk
 * @batch_id: which
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * What was not written stays so. One that has ended already is left as it is.
 */
void kw_desk_end_batch_async (KwDesk *self, gint64 batch_id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_batch_finish:
 * @self: a desk
 * @result: the result of creating, loading, marking, taking up, stopping or ending
 * @error: a `KW_DESK_ERROR`: NOT_SET_UP, BAD_VALUE, STAY_MISSING, NOT_FOUND, NOT_ALLOWED (the batch
 *   has ended), CLOCK_SUSPECT, STORE, DISK_FULL
 *
 * Returns: (transfer full) (nullable): the batch as it is now; one that was just ended still names
 *   the holders
 */
KwBatch *kw_desk_batch_finish (KwDesk *self, GAsyncResult *result,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_batch_card_get_request:
 * @card: a card of a batch of rooms or staff
 *
 * Returns: what is to be issued for it; its texts are borrowed. The first card of a stay without a
 *   live one is NEW, the others COPY. When it comes to writing, the stay's other rooms are added,
 *   and its beginning if that is still to come.
 */
KwDeskIssueRequest kw_desk_batch_card_get_request (const KwBatchCard *card);

/**
 * kw_desk_job_set_batch_card:
 * @self: a job that issues or blanks, made for a card of a batch, that has not run
 * @card_id: number of that card
 * @is_other_card: %TRUE: if it is open whether a card was written for it already, another one may
 *   be written all the same
 *
 * The intent names the batch's card. The job ends with NOT_ALLOWED if that is done or its batch has
 * ended, and, unless @is_other_card, with CARD_UNCERTAIN if it is open whether it is done and the
 * card laid down is not the one that tells.
 */
void kw_desk_job_set_batch_card (KwDeskJob *self, gint64 card_id, gboolean is_other_card);

/**
 * kw_desk_require_lift:
 * @self: a desk
 *
 * The card that lies on the encoder now, if one does, counts as used: jobs that want a fresh card
 * (kw_desk_job_set_fresh_card()) wait until it was lifted. For a batch that goes on after the
 * program was started anew: what lies there may be the card that was written last.
 */
void kw_desk_require_lift (KwDesk *self);

G_END_DECLS
