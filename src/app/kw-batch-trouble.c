/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-batch-trouble.h"

#include "kw-encode-discard.h"
#include "kw-encode-reason.h"
#include "kw-encode-status.h"
#include "kw-error-act.h"
#include "kw-window.h"

#include <glib/gi18n.h>

#define ICON_PX 40

struct _KwBatchTrouble
{
  AdwBin parent_instance;

  KwSession *session;
  KwFlow *flow;             /* (nullable) weak: of the card at hand */
  KwErrorAction action;     /* of the suggested button */
  KwErrorAction other;      /* of the other button; NONE = there is none */
  gboolean is_reason_asked; /* why a card in use is written anyway */

  KwEncodeStatus *status;
};

enum
{
  SKIP_WANTED,
  PASSPHRASE_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwBatchTrouble, kw_batch_trouble, ADW_TYPE_BIN)

/* What can be done */

/* Where the trouble is not with the card that lies there, the batch goes on with the next one. */
static KwErrorAction
choose_action (const GError *error)
{
  const KwErrorAction action = kw_error_words_get_action (error);

  switch (action)
    {
    case KW_ERROR_ACTION_NONE:
    case KW_ERROR_ACTION_WRITE_ANYWAY:
    case KW_ERROR_ACTION_TRY_AGAIN:
      return KW_ERROR_ACTION_TRY_AGAIN;
    case KW_ERROR_ACTION_GIVE_REASON:
    case KW_ERROR_ACTION_ISSUE_NEW:
    case KW_ERROR_ACTION_RETURN_CARD:
    case KW_ERROR_ACTION_CHANGE:
    case KW_ERROR_ACTION_CLOSE:
    case KW_ERROR_ACTION_LOOK_AGAIN:
      return KW_ERROR_ACTION_CHANGE;
    case KW_ERROR_ACTION_LAY_DOWN_AGAIN:
    case KW_ERROR_ACTION_USE_ANOTHER_CARD:
    case KW_ERROR_ACTION_DISCARD_CARD:
    case KW_ERROR_ACTION_CHOOSE_ENCODER:
    case KW_ERROR_ACTION_SET_UP_ENCODER:
    case KW_ERROR_ACTION_FREE_ENCODER:
    case KW_ERROR_ACTION_ALLOW_ENCODER:
    case KW_ERROR_ACTION_CHECK_CLOCK:
    case KW_ERROR_ACTION_GIVE_PASSPHRASE:
    case KW_ERROR_ACTION_SET_UP_STATION:
    case KW_ERROR_ACTION_OPEN_FOLDER:
    case KW_ERROR_ACTION_QUIT:
      return action;
    }
  g_return_val_if_reached (KW_ERROR_ACTION_TRY_AGAIN);
}

/* What can be done besides the suggested thing. */
static KwErrorAction
choose_other (KwBatchTrouble *self)
{
  const GError *error = kw_flow_get_error (self->flow);

  if (self->action == KW_ERROR_ACTION_LAY_DOWN_AGAIN ||
      self->action == KW_ERROR_ACTION_DISCARD_CARD)
    return KW_ERROR_ACTION_USE_ANOTHER_CARD;
  return g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_CARD_IN_USE)
             ? KW_ERROR_ACTION_WRITE_ANYWAY
             : KW_ERROR_ACTION_NONE;
}

/* Doing it */

static void
act (KwBatchTrouble *self)
{
  switch (self->action)
    {
    case KW_ERROR_ACTION_NONE:
    case KW_ERROR_ACTION_TRY_AGAIN:
    case KW_ERROR_ACTION_LAY_DOWN_AGAIN:
    case KW_ERROR_ACTION_USE_ANOTHER_CARD:
    case KW_ERROR_ACTION_WRITE_ANYWAY:
      kw_flow_retry (self->flow, self->action == KW_ERROR_ACTION_USE_ANOTHER_CARD);
      return;
    case KW_ERROR_ACTION_DISCARD_CARD:
      kw_encode_discard (GTK_WIDGET (self), kw_session_get_desk (self->session), self->flow);
      return;
    case KW_ERROR_ACTION_GIVE_REASON:
    case KW_ERROR_ACTION_ISSUE_NEW:
    case KW_ERROR_ACTION_RETURN_CARD:
    case KW_ERROR_ACTION_CHANGE:
    case KW_ERROR_ACTION_CLOSE:
    case KW_ERROR_ACTION_LOOK_AGAIN:
      g_signal_emit (self, signals[SKIP_WANTED], 0);
      return;
    case KW_ERROR_ACTION_GIVE_PASSPHRASE:
      g_signal_emit (self, signals[PASSPHRASE_WANTED], 0);
      return;
    case KW_ERROR_ACTION_CHOOSE_ENCODER:
    case KW_ERROR_ACTION_SET_UP_ENCODER:
    case KW_ERROR_ACTION_FREE_ENCODER:
    case KW_ERROR_ACTION_ALLOW_ENCODER:
    case KW_ERROR_ACTION_CHECK_CLOCK:
    case KW_ERROR_ACTION_SET_UP_STATION:
    case KW_ERROR_ACTION_OPEN_FOLDER:
    case KW_ERROR_ACTION_QUIT:
      kw_error_act (GTK_WIDGET (self), self->action);
      return;
    }
}

/* Another card, also in place of one of which it is open whether it was written. */
static void
use_another (KwBatchTrouble *self)
{
  g_autoptr (KwFlowOrder) order = kw_flow_order_copy (kw_flow_get_order (self->flow));
  const gboolean is_open = self->action == KW_ERROR_ACTION_LAY_DOWN_AGAIN;

  if (is_open)
    {
      order->is_other_batch_card = TRUE;
      kw_flow_set_order (self->flow, order);
    }
  kw_flow_retry (self->flow, /* is_other_card= */ !is_open);
}

static void
ask_reason (KwBatchTrouble *self)
{
  self->is_reason_asked = TRUE;
  self->action = KW_ERROR_ACTION_WRITE_ANYWAY;
  self->other = KW_ERROR_ACTION_USE_ANOTHER_CARD;
  kw_encode_reason_ask (self->status);
}

static void
on_pressed_cb (KwBatchTrouble *self)
{
  if (self->flow == NULL)
    return;
  if (self->is_reason_asked)
    kw_encode_reason_write (self->status, self->flow);
  else
    act (self);
}

static void
on_other_pressed_cb (KwBatchTrouble *self)
{
  if (self->flow == NULL)
    return;
  if (self->other == KW_ERROR_ACTION_WRITE_ANYWAY)
    ask_reason (self);
  else
    use_another (self);
}

/* Object */

static void
kw_batch_trouble_dispose (GObject *object)
{
  KwBatchTrouble *self = KW_BATCH_TROUBLE (object);

  g_clear_weak_pointer (&self->flow);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_batch_trouble_parent_class)->dispose (object);
}

static void
kw_batch_trouble_class_init (KwBatchTroubleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kw_batch_trouble_dispose;
  signals[SKIP_WANTED] = g_signal_new ("skip-wanted", KW_TYPE_BATCH_TROUBLE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PASSPHRASE_WANTED] = g_signal_new ("passphrase-wanted", KW_TYPE_BATCH_TROUBLE,
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                             0);
}

static void
kw_batch_trouble_init (KwBatchTrouble *self)
{
  self->status = g_object_new (KW_TYPE_ENCODE_STATUS, "icon-name", "dialog-warning-symbolic",
                               "icon-class", "error", "icon-px", ICON_PX, NULL);
  g_signal_connect_object (self->status, "pressed", G_CALLBACK (on_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->status, "other-pressed", G_CALLBACK (on_other_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->status));
}

void
kw_batch_trouble_show (KwBatchTrouble *self, KwSession *session, KwFlow *flow, const char *card)
{
  g_autofree char *sentence = kw_flow_dup_sentence (flow);

  g_set_object (&self->session, session);
  g_set_weak_pointer (&self->flow, flow);
  self->action = choose_action (kw_flow_get_error (flow));
  self->other = choose_other (self);
  self->is_reason_asked = FALSE;
  kw_encode_status_ask_reason (self->status, FALSE);
  kw_encode_status_show (self->status, sentence, card);
  kw_encode_status_offer (self->status,
                          self->action == KW_ERROR_ACTION_CHANGE
                              ? _ ("S_kip This Card")
                              : kw_error_words_get_button (self->action),
                          kw_error_words_get_button (self->other));
}

GtkWidget *
kw_batch_trouble_get_button (KwBatchTrouble *self)
{
  return kw_encode_status_get_button (self->status);
}
