/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-preview.h"
#include "kw-error-words.h"

G_BEGIN_DECLS

typedef enum
{
  KW_FLOW_KIND_ISSUE,
  KW_FLOW_KIND_RENEW,
  KW_FLOW_KIND_MOVE,
  KW_FLOW_KIND_RETURN,
  KW_FLOW_KIND_BLANK,
  KW_FLOW_KIND_CANCEL_CARD,
} KwFlowKind;
#define KW_FLOW_KIND_N (KW_FLOW_KIND_CANCEL_CARD + 1)

/**
 * KwFlowOrder:
 * @kind: what is done with each card
 * @issue: ISSUE: what to issue; RENEW, MOVE and RETURN: its `door` is the room of the stay, to name
 *   it; {0, 0} = nobody asked for a room
 * @until_unix_s: RENEW: the new end; 0 = that of the stay
 * @overlap_reason: (nullable): RENEW: why another stay may have the door in the same time
 * @credential: CANCEL_CARD: number of the lost credential; RENEW, MOVE and RETURN: of the one that
 *   the first card carries; to renew or return without @stay_id it has to be that one; 0 = nobody
 *   knows
 * @stay_id: RENEW, MOVE and RETURN: whose card it has to be; 0 = any of ours
 * @card_label: (nullable): RETURN: the number of the card that lies there, "7-42": it has to be the
 *   one with @credential
 * @card_purpose: (nullable): with @card_label: what that card is for, "Room 305, copy"
 * @batch_card: ISSUE and BLANK: the card of a batch that this is for; 0 = of none
 * @is_other_batch_card: another card may take the place of one that was begun for @batch_card
 *
 * What is to be done with one or more cards. A plain value; copied by the calls, texts included.
 */
typedef struct
{
  KwFlowKind kind;
  KwDeskIssueRequest issue;
  gint64 until_unix_s;
  const char *overlap_reason;
  guint64 credential;
  gint64 stay_id;
  const char *card_label;
  const char *card_purpose;
  gint64 batch_card;
  gboolean is_other_batch_card;
} KwFlowOrder;

/**
 * kw_flow_order_copy:
 * @order: an order
 *
 * Returns: (transfer full): a copy, texts included
 */
KwFlowOrder *kw_flow_order_copy (const KwFlowOrder *order);

/**
 * kw_flow_order_free:
 * @order: (nullable) (transfer full): made by kw_flow_order_copy()
 */
void kw_flow_order_free (KwFlowOrder *order);

/**
 * KwFlowState:
 * @KW_FLOW_STATE_REVIEW: nothing has begun; the order may be changed
 * @KW_FLOW_STATE_LAY_DOWN: waits for a card
 * @KW_FLOW_STATE_WRITING: a card is being read or written: kw_flow_get_step()
 * @KW_FLOW_STATE_DONE: a card is written, read back and in the register: kw_flow_get_outcome(). If
 *   more are to come, it goes on to LAY_DOWN by itself when that card is lifted.
 * @KW_FLOW_STATE_NOT_DONE: kw_flow_get_error(). After a card that was taken away too early, one
 *   that can't be used, or an encoder that went away, it goes on by itself when that is mended:
 *   laid down again, swapped for another one, or plugged in.
 */
typedef enum
{
  KW_FLOW_STATE_REVIEW,
  KW_FLOW_STATE_LAY_DOWN,
  KW_FLOW_STATE_WRITING,
  KW_FLOW_STATE_DONE,
  KW_FLOW_STATE_NOT_DONE,
} KwFlowState;
#define KW_FLOW_STATE_N (KW_FLOW_STATE_NOT_DONE + 1)

#define KW_TYPE_FLOW_STATE (kw_flow_state_get_type ())
GType kw_flow_state_get_type (void);

#define KW_TYPE_FLOW (kw_flow_get_type ())
/**
 * KwFlow:
 *
 * One order for one or more cards, card after card: review, lay down, write, done or not, and the
 * next one. The card that was just written is never taken for the next one before it was lifted.
 * Never lets go of a card that is being written. Lives on the desk's thread; knows no widgets.
 *
 * An order for a NEW card makes the first card NEW and the others COPY; what was said about one
 * card only (why a card in use is overwritten) is forgotten with the next card.
 *
 * Properties, read-only with notify: `state` (#KwFlowState); `step` (#KwDeskJobStep); `n-done`
 * (uint); `n-cards` (uint); `is-stopping` (boolean); `has-several-cards` (boolean): more than one
 * card lies there, it goes on when one is left; `is-lift-needed` (boolean): LAY_DOWN, and the card
 * that lies there has to be lifted first. `state` is notified last, when all the rest is in
 * place, and again for each card.
 */
G_DECLARE_FINAL_TYPE (KwFlow, kw_flow, KW, FLOW, GObject)

/**
 * kw_flow_new:
 * @desk: a desk with property and keys
 * @order: what to do; copied
 * @n_cards: with how many cards; 0 = with as many as come until kw_flow_stop()
 *
 * Returns: (transfer full): a flow in REVIEW
 */
KwFlow *kw_flow_new (KwDesk *desk, const KwFlowOrder *order, guint n_cards);

/**
 * kw_flow_get_order:
 * @self: a flow
 *
 * Returns: (transfer none): what is done with the card at hand; until the next change
 */
const KwFlowOrder *kw_flow_get_order (KwFlow *self);

/**
 * kw_flow_set_order:
 * @self: a flow in REVIEW or NOT_DONE
 * @order: what to do instead, from the card at hand on; copied
 */
void kw_flow_set_order (KwFlow *self, const KwFlowOrder *order);

/**
 * kw_flow_set_n_cards:
 * @self: a flow in REVIEW or NOT_DONE
 * @n_cards: with how many cards, those that are done included; 0 = as many as come
 */
void kw_flow_set_n_cards (KwFlow *self, guint n_cards);

/**
 * kw_flow_set_preview:
 * @self: a flow in REVIEW
 * @preview: (nullable): what the user was shown of the first card
 *
 * Where the register has changed since, the first card ends NOT_DONE with PREVIEW_OUTDATED.
 */
void kw_flow_set_preview (KwFlow *self, const KwDeskPreview *preview);

/**
 * kw_flow_set_fresh_card:
 * @self: a flow in REVIEW
 * @is_fresh: %TRUE: the card that the job before this flow left on the encoder has to be lifted
 *   before the first card is taken
 */
void kw_flow_set_fresh_card (KwFlow *self, gboolean is_fresh);

/**
 * kw_flow_start:
 * @self: a flow in REVIEW
 *
 * Waits for the first card: LAY_DOWN.
 */
void kw_flow_start (KwFlow *self);

/**
 * kw_flow_retry:
 * @self: a flow in NOT_DONE
 * @is_other_card: %TRUE: the card that lies there has to be lifted first
 *
 * Tries the card at hand again: LAY_DOWN.
 */
void kw_flow_retry (KwFlow *self, gboolean is_other_card);

/**
 * kw_flow_stop:
 * @self: a flow
 *
 * Takes no more cards. Before a byte went to a card: goes back to REVIEW with nothing changed, or
 * to DONE with `n-cards` as many as are done. While a card is being written: `is-stopping` is %TRUE
 * until that card has come to its end. A flow that is over stays as it is.
 */
void kw_flow_stop (KwFlow *self);

/**
 * kw_flow_is_over:
 * @self: a flow
 *
 * Returns: %TRUE in DONE when no card is to come
 */
gboolean kw_flow_is_over (KwFlow *self);

/**
 * kw_flow_can_leave:
 * @self: a flow
 *
 * Returns: %FALSE while a card is being read or written: the flow must not be dropped then
 */
gboolean kw_flow_can_leave (KwFlow *self);

KwFlowState kw_flow_get_state (KwFlow *self);

/**
 * kw_flow_get_step:
 * @self: a flow
 *
 * Returns: WRITING: how far the card at hand is, READING to CHECKING; otherwise WAITING or ENDED
 */
KwDeskJobStep kw_flow_get_step (KwFlow *self);

guint kw_flow_get_n_done (KwFlow *self);
guint kw_flow_get_n_cards (KwFlow *self);
gboolean kw_flow_is_stopping (KwFlow *self);
gboolean kw_flow_has_several_cards (KwFlow *self);
gboolean kw_flow_is_lift_needed (KwFlow *self);

/**
 * kw_flow_get_outcome:
 * @self: a flow
 *
 * Returns: (transfer none) (nullable): how the last card that is done ended; until the next state
 */
const KwDeskOutcome *kw_flow_get_outcome (KwFlow *self);

/**
 * kw_flow_get_error:
 * @self: a flow
 *
 * Returns: (transfer none) (nullable): NOT_DONE: why; otherwise %NULL
 */
const GError *kw_flow_get_error (KwFlow *self);

/**
 * kw_flow_get_worn_card:
 * @self: a flow
 *
 * Returns: (transfer none) (nullable): NOT_DONE with CARD_DAMAGED: the card, if the register knows
 *   it; otherwise %NULL
 */
const KwCard *kw_flow_get_worn_card (KwFlow *self);

/**
 * kw_flow_get_action:
 * @self: a flow in NOT_DONE
 *
 * Returns: the one thing to do, as kw_error_words_get_action() says it, and what the card needs;
 *   never NONE
 */
KwErrorAction kw_flow_get_action (KwFlow *self);

/**
 * kw_flow_dup_sentence:
 * @self: a flow in NOT_DONE
 *
 * Returns: (transfer full): what happened, as kw_error_words_dup_sentence() says it, and what the
 *   card is now
 */
char *kw_flow_dup_sentence (KwFlow *self);

/**
 * kw_flow_is_card_uncertain:
 * @self: a flow
 *
 * Returns: %TRUE in NOT_DONE if what the card carries now is open
 */
gboolean kw_flow_is_card_uncertain (KwFlow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwFlowOrder, kw_flow_order_free)

G_END_DECLS
