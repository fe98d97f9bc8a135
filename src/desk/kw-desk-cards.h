/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-job.h"

G_BEGIN_DECLS

/**
 * KwDeskCardRow:
 * @card: the plastic
 * @credential: (nullable): the newest credential that was written, or meant to be written, on it
 * @stay: (nullable): its stay
 *
 * One line of the register of cards.
 */
typedef struct
{
  KwCard *card;
  KwCredential *credential;
  KwStay *stay;
} KwDeskCardRow;

/**
 * kw_desk_card_row_free:
 * @row: (nullable) (transfer full): freed
 */
void kw_desk_card_row_free (KwDeskCardRow *row);

/**
 * kw_desk_list_cards_async:
 * @self: a desk
 * @door: (nullable): only cards that open this door
 * @state: (nullable): only cards whose credential is in this state
 * @limit: at most so many; 0 = all
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * Cards that something was ever meant to be written on. For a list of any length that is looked at
 * in a window, see #KwDeskCardList.
 */
void kw_desk_list_cards_async (KwDesk *self, const KwDoorRef *door, const KwCredentialState *state,
                               guint limit, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * kw_desk_list_cards_finish:
 * @self: a desk
 * @result: the result
 * @out_n_more: (out) (optional): how many there are that the limit left out
 * @error: a `KW_DESK_ERROR`: STORE
 *
 * Returns: (transfer full) (element-type KwDeskCardRow) (nullable): last issued first
 */
GPtrArray *kw_desk_list_cards_finish (KwDesk *self, GAsyncResult *result, guint *out_n_more,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_return_absent_async:
 * @self: a desk
 * @card_label: the card's number, "7-42"
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * Takes back a card that is not here: it goes on opening until its end, and is listed so.
 */
void kw_desk_return_absent_async (KwDesk *self, const char *card_label, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_return_absent_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: NOT_FOUND, NOT_ALLOWED, BAD_VALUE, CLOCK_SUSPECT, STORE
 *
 * Returns: (transfer full) (nullable): the card and until when it opens
 */
KwDeskOutcome *kw_desk_return_absent_finish (KwDesk *self, GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_report_lost_async:
 * @self: a desk
 * @card_label: the card's number, "7-42"
 * @reason: (nullable): what was said about it; personal data of the journal's row
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reports a card lost. The outcome says until when it opens and lists the places it opens, which is
 * the walk-list of a cancel card.
 */
void kw_desk_report_lost_async (KwDesk *self, const char *card_label, const char *reason,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * kw_desk_report_lost_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: NOT_FOUND, NOT_ALLOWED, BAD_VALUE, CLOCK_SUSPECT, STORE
 *
 * Returns: (transfer full) (nullable): the card, until when it opens, and where
 */
KwDeskOutcome *kw_desk_report_lost_finish (KwDesk *self, GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_discard_card_async:
 * @self: a desk
 * @card_label: the card's number, "7-42"
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * Takes a piece of plastic out of use: worn, bent, its chip dead. It is not written for anybody any
 * more; it can still be erased. What may still open something is taken back or reported lost first.
 */
void kw_desk_discard_card_async (KwDesk *self, const char *card_label, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_discard_card_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: NOT_FOUND, NOT_ALLOWED, BAD_VALUE, CLOCK_SUSPECT, STORE
 *
 * Returns: (transfer full) (nullable): the card
 */
KwCard *kw_desk_discard_card_finish (KwDesk *self, GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
