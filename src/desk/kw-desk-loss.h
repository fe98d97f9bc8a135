/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-walk.h"

G_BEGIN_DECLS

/**
 * KwDeskLossState:
 * @KW_DESK_LOSS_OPENS: the card may open there
 * @KW_DESK_LOSS_UNTIL_NEW: a newer card was written for the door: the card may open there until
 *   that one is shown at it for the first time
 * @KW_DESK_LOSS_STOPPED: a cancel card was shown there, or it is over
 *
 * What a card out of our hands does at a place.
 */
typedef enum
{
  KW_DESK_LOSS_OPENS,
  KW_DESK_LOSS_UNTIL_NEW,
  KW_DESK_LOSS_STOPPED,
} KwDeskLossState;
#define KW_DESK_LOSS_STATE_N (KW_DESK_LOSS_STOPPED + 1)

/**
 * KwDeskLossPlace:
 * @place: where
 * @state: what the card does there
 * @is_stopped_by_new: a NEW card of its stay, written now, would stop it there when first shown
 *
 * A place that a card opens, or opened.
 */
typedef struct
{
  KwDeskPlace place;
  KwDeskLossState state;
  gboolean is_stopped_by_new;
} KwDeskLossPlace;

/**
 * KwDeskLoss:
 * @card: the plastic
 * @credential: what was written on it last
 * @stay: (nullable): its stay
 * @is_lost: it is reported lost
 * @can_report: it can be reported lost now
 * @can_replace: a NEW card of its stay can be written now, and stops it at @is_stopped_by_new
 * @can_cancel: a cancel card for it can be written now
 * @until_unix_s: until when it may open anything; 0 = it opens nothing any more
 * @n_open: at how many of @places it may open
 * @n_stopped_by_new: at how many of those a NEW card would stop it
 * @n_other_live: other cards of its stay that open something: a NEW card stops them at the doors
 * too
 * @places: (element-type KwDeskLossPlace): doors before areas before elevators; the scope of a
 * staff card is spelled out
 *
 * What somebody can do with a card that is not here, and what stops him. Immutable and reference
 * counted: treat every field as const. Any thread.
 */
typedef struct
{
  KwCard *card;
  KwCredential *credential;
  KwStay *stay;
  gboolean is_lost;
  gboolean can_report;
  gboolean can_replace;
  gboolean can_cancel;
  gint64 until_unix_s;
  guint n_open;
  guint n_stopped_by_new;
  guint n_other_live;
  GArray *places;
} KwDeskLoss;

#define KW_TYPE_DESK_LOSS (kw_desk_loss_get_type ())
GType kw_desk_loss_get_type (void);

/**
 * kw_desk_loss_ref:
 * @loss: a loss
 *
 * Returns: (transfer full): @loss
 */
KwDeskLoss *kw_desk_loss_ref (KwDeskLoss *loss);

/**
 * kw_desk_loss_unref:
 * @loss: (nullable) (transfer full): a loss
 */
void kw_desk_loss_unref (KwDeskLoss *loss);

/**
 * kw_desk_load_loss_async:
 * @self: a desk with a property
 * @card_label: the card's number, "7-42"
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * Finds out what a card opens, reported lost or not. Changes nothing.
 */
void kw_desk_load_loss_async (KwDesk *self, const char *card_label, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_load_loss_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: NOT_FOUND, NOT_ALLOWED (never issued), BAD_VALUE, NOT_SET_UP, STORE
 *
 * Returns: (transfer full) (nullable): what it opens
 */
KwDeskLoss *kw_desk_load_loss_finish (KwDesk *self, GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDeskLoss, kw_desk_loss_unref)

G_END_DECLS
