/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-private.h"

#include "kw-error.h"

/* How long an encoder may take until it is ready, and until it has looked for a card once. */
#define START_LIMIT_MS 5000
#define FIRST_LOOK_MS 400

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

KwEncoder *
kw_desk_ensure_encoder (KwDesk *self, GError **error)
{
  if (self->is_closing)
    {
      throw (error, KW_DESK_ERROR_CANCELLED, "Stopped; the encoder was closed.");
      return NULL;
    }
  if (self->encoder == NULL && self->connstring == NULL)
    {
      kw_desk_throw_no_encoder (error);
      return NULL;
    }
  if (self->encoder == NULL)
    {
      self->encoder = kw_encoder_new (self->worker_path, self->connstring);
      kw_desk_follow_encoder (self);
    }
  return self->encoder;
}

/* Waiting */

typedef struct
{
  gboolean is_card_wanted;
  gboolean is_fresh;
  guint wait_limit_ms;
  gboolean was_ready;
  gulong state_handler;
  gulong card_handler;
  gulong cancel_handler;
  guint timeout;
  KwEncoderCard card;
} Waiting;

static void
stop_waiting (GTask *task)
{
  KwDesk *self = g_task_get_source_object (task);
  Waiting *waiting = g_task_get_task_data (task);

  g_clear_signal_handler (&waiting->state_handler, self->encoder);
  g_clear_signal_handler (&waiting->card_handler, self->encoder);
  g_clear_handle_id (&waiting->timeout, g_source_remove);
  if (waiting->cancel_handler != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), waiting->cancel_handler);
  waiting->cancel_handler = 0;
}

/* Ends the wait; the task's reference belongs to the handlers that are gone now. */
static void
end_waiting (GTask *task, GError *error)
{
  stop_waiting (task);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static GError *
make_cancelled_error (void)
{
  return g_error_new_literal (KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED,
                              "Stopped; the card was not changed.");
}

static GError *
make_absence_error (KwDesk *self)
{
  const GError *problem = kw_encoder_get_problem (self->encoder);
  GError *error = NULL;

  if (problem != NULL)
    {
      kw_desk_throw_absence (self, problem, &error);
      return error;
    }
  throw (&error, KW_DESK_ERROR_ENCODER_NOT_RESPONDING,
         "The encoder does not answer; unplug it and plug it in again.");
  return error;
}

static GError *
make_no_card_error (KwDesk *self)
{
  const KwEncoderCard *card = kw_encoder_get_card (self->encoder);
  GError *error = NULL;

  if (card != NULL && card->is_several)
    throw (&error, KW_DESK_ERROR_PRESENT_ONE_CARD,
           "Several cards are on the encoder; leave only one there.");
  else if (card != NULL)
    throw (&error, KW_DESK_ERROR_PRESENT_CARD,
           "The card that was written before still lies on the encoder; lift it and lay the next "
           "one down.");
  else
    throw (&error, KW_DESK_ERROR_PRESENT_CARD,
           "No card was laid on the encoder; lay one down and try again.");
  return error;
}

/* %NULL if @card can be worked with. */
static GError *
make_unusable_error (const KwEncoderCard *card)
{
  GError *error = NULL;

  if (card->is_random_uid)
    throw (&error, KW_DESK_ERROR_CARD_UNSUPPORTED,
           "This card shows a new number each time and cannot be used; take another card.");
  else if (card->medium == KW_CARD_MEDIUM_UNSUPPORTED ||
           card->medium == KW_CARD_MEDIUM_ULTRALIGHT_C)
    throw (&error, KW_DESK_ERROR_CARD_UNSUPPORTED,
           "This kind of card is not supported; take a MIFARE Classic or DESFire card.");
  return error;
}

static gboolean on_wait_timeout_cb (gpointer user_data);

static void
restart_timeout (GTask *task, guint limit_ms)
{
  Waiting *waiting = g_task_get_task_data (task);

  g_clear_handle_id (&waiting->timeout, g_source_remove);
  waiting->timeout = g_timeout_add (limit_ms, on_wait_timeout_cb, task);
}

static void
look (GTask *task)
{
  KwDesk *self = g_task_get_source_object (task);
  Waiting *waiting = g_task_get_task_data (task);
  const KwEncoderCard *card = kw_encoder_get_card (self->encoder);

  switch (kw_encoder_get_state (self->encoder))
    {
    case KW_ENCODER_STATE_STARTING:
      return;
    case KW_ENCODER_STATE_ABSENT:
    case KW_ENCODER_STATE_BUSY:
      end_waiting (task, make_absence_error (self));
      return;
    case KW_ENCODER_STATE_CLOSED:
      end_waiting (task, make_cancelled_error ());
      return;
    case KW_ENCODER_STATE_READY:
      break;
    }

  if (!waiting->is_card_wanted)
    {
      end_waiting (task, NULL);
      return;
    }
  if (!waiting->was_ready)
    {
      waiting->was_ready = TRUE;
      restart_timeout (task, MAX (waiting->wait_limit_ms, FIRST_LOOK_MS));
    }
  if (card == NULL || card->is_several || (waiting->is_fresh && self->presence.is_spent))
    return;
  waiting->card = *card;
  end_waiting (task, make_unusable_error (card));
}

static void
on_encoder_notify_cb (KwEncoder *encoder, GParamSpec *pspec, gpointer user_data)
{
  look (user_data);
}

static gboolean
on_wait_timeout_cb (gpointer user_data)
{
  GTask *task = user_data;
  KwDesk *self = g_task_get_source_object (task);
  Waiting *waiting = g_task_get_task_data (task);

  waiting->timeout = 0;
  end_waiting (task, waiting->was_ready ? make_no_card_error (self) : make_absence_error (self));
  return G_SOURCE_REMOVE;
}

static gboolean
end_cancelled_cb (gpointer user_data)
{
  GTask *task = user_data;
  Waiting *waiting = g_task_get_task_data (task);

  /* It may have ended between the cancelling and this idle call. */
  if (waiting->cancel_handler != 0)
    end_waiting (task, make_cancelled_error ());
  return G_SOURCE_REMOVE;
}

/* Disconnecting inside the handler would lock up, and it may be on another thread. */
static void
on_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, end_cancelled_cb, g_object_ref (user_data), g_object_unref);
}

static void
wait_async (KwDesk *self, const Waiting *what, GCancellable *cancellable,
            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Waiting *waiting = g_memdup2 (what, sizeof *what);
  GError *error = NULL;
  KwEncoder *encoder = kw_desk_ensure_encoder (self, &error);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, waiting, g_free);
  if (encoder != NULL && g_cancellable_is_cancelled (cancellable))
    error = make_cancelled_error (); /* cancelled while the keys were opened: no signal comes */
  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  waiting->state_handler = g_signal_connect (encoder, "notify::state",
                                             G_CALLBACK (on_encoder_notify_cb), task);
  waiting->card_handler = g_signal_connect (encoder, "notify::card",
                                            G_CALLBACK (on_encoder_notify_cb), task);
  if (cancellable != NULL)
    waiting->cancel_handler = g_signal_connect (cancellable, "cancelled",
                                                G_CALLBACK (on_cancelled_cb), task);
  restart_timeout (task, START_LIMIT_MS);
  look (task);
}

void
kw_desk_wait_card_async (KwDesk *self, guint wait_limit_ms, gboolean is_fresh,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  const Waiting what = {
    .is_card_wanted = TRUE,
    .is_fresh = is_fresh,
    .wait_limit_ms = wait_limit_ms,
  };

  wait_async (self, &what, cancellable, callback, user_data);
}

gboolean
kw_desk_wait_card_finish (KwDesk *self, GAsyncResult *result, KwEncoderCard *out_card,
                          GError **error)
{
  const Waiting *waiting = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *out_card = waiting->card;
  return TRUE;
}

void
kw_desk_probe_encoder_async (KwDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  const Waiting what = { 0 };

  wait_async (self, &what, cancellable, callback, user_data);
}

char *
kw_desk_probe_encoder_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_strdup (kw_encoder_get_name (self->encoder));
}
