/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encoder-private.h"

#include <string.h>

#include "kw-encoder-frame.h"
#include "kw-secret.h"

enum
{
  PROP_0,
  PROP_STATE,
  PROP_NAME,
  PROP_CARD,
  N_PROPS
};

enum
{
  SIGNAL_PROGRESS,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (KwEncoderState, kw_encoder_state,
                    G_DEFINE_ENUM_VALUE (KW_ENCODER_STATE_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (KW_ENCODER_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (KW_ENCODER_STATE_ABSENT, "absent"),
                    G_DEFINE_ENUM_VALUE (KW_ENCODER_STATE_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (KW_ENCODER_STATE_CLOSED, "closed"))
G_DEFINE_FINAL_TYPE (KwEncoder, kw_encoder, G_TYPE_OBJECT)

#define BIT(state) (1u << (state))
static const guint32 may_follow[KW_ENCODER_STATE_N] = {
  [KW_ENCODER_STATE_STARTING] = BIT (KW_ENCODER_STATE_READY) | BIT (KW_ENCODER_STATE_ABSENT) |
                                BIT (KW_ENCODER_STATE_BUSY) | BIT (KW_ENCODER_STATE_CLOSED),
  [KW_ENCODER_STATE_READY] = BIT (KW_ENCODER_STATE_STARTING) | BIT (KW_ENCODER_STATE_ABSENT) |
                             BIT (KW_ENCODER_STATE_BUSY) | BIT (KW_ENCODER_STATE_CLOSED),
  [KW_ENCODER_STATE_ABSENT] = BIT (KW_ENCODER_STATE_READY) | BIT (KW_ENCODER_STATE_ABSENT) |
                              BIT (KW_ENCODER_STATE_BUSY) | BIT (KW_ENCODER_STATE_CLOSED),
  [KW_ENCODER_STATE_BUSY] = BIT (KW_ENCODER_STATE_READY) | BIT (KW_ENCODER_STATE_ABSENT) |
                            BIT (KW_ENCODER_STATE_BUSY) | BIT (KW_ENCODER_STATE_CLOSED),
};

void
kw_encoder_enter_state (KwEncoder *self, KwEncoderState state, GError *problem)
{
  g_assert ((may_follow[self->state] & BIT (state)) != 0);

  g_debug ("%s: %s -> %s%s%s", self->connstring, kw_encoder_state_to_string (self->state),
           kw_encoder_state_to_string (state), problem != NULL ? ": " : "",
           problem != NULL ? problem->message : "");
  g_clear_error (&self->problem);
  self->problem = problem;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
kw_encoder_set_card (KwEncoder *self, const KwEncoderCard *card)
{
  if (kw_encoder_card_equal (self->card, card))
    return;
  g_clear_pointer (&self->card, kw_encoder_card_free);
  self->card = card != NULL ? kw_encoder_card_copy (card) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CARD]);
}

void
kw_encoder_set_name (KwEncoder *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

void
kw_encoder_tell_progress (KwEncoder *self)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, &self->progress);
}

void
kw_encoder_add_prefix (KwEncoder *self, GError *error)
{
  g_prefix_error (&error, "encoder %s: ", self->name != NULL ? self->name : self->connstring);
}

static void
kw_encoder_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KwEncoder *self = KW_ENCODER (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int)self->state);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_CARD:
      g_value_set_boxed (value, self->card);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kw_encoder_dispose (GObject *object)
{
  KwEncoder *self = KW_ENCODER (object);

  kw_encoder_close (self);
  if (self->watchdog != NULL)
    g_source_destroy (self->watchdog);
  g_clear_pointer (&self->watchdog, g_source_unref);
  G_OBJECT_CLASS (kw_encoder_parent_class)->dispose (object);
}

static void
kw_encoder_finalize (GObject *object)
{
  KwEncoder *self = KW_ENCODER (object);

  g_free (self->worker_path);
  g_free (self->connstring);
  g_free (self->name);
  g_clear_error (&self->problem);
  g_clear_error (&self->loss);
  g_clear_pointer (&self->card, kw_encoder_card_free);
  G_OBJECT_CLASS (kw_encoder_parent_class)->finalize (object);
}

static void
kw_encoder_class_init (KwEncoderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kw_encoder_get_property;
  object_class->dispose = kw_encoder_dispose;
  object_class->finalize = kw_encoder_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, KW_TYPE_ENCODER_STATE,
                                              KW_ENCODER_STATE_STARTING, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_CARD] = g_param_spec_boxed ("card", NULL, NULL, KW_TYPE_ENCODER_CARD, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", KW_TYPE_ENCODER, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
kw_encoder_init (KwEncoder *self)
{
  kw_encoder_make_watchdog (self);
}

const char *
kw_encoder_state_to_string (KwEncoderState state)
{
  switch (state)
    {
    case KW_ENCODER_STATE_STARTING:
      return "starting";
    case KW_ENCODER_STATE_READY:
      return "ready";
    case KW_ENCODER_STATE_ABSENT:
      return "absent";
    case KW_ENCODER_STATE_BUSY:
      return "busy";
    case KW_ENCODER_STATE_CLOSED:
      return "closed";
    }
  g_return_val_if_reached ("closed");
}

KwEncoder *
kw_encoder_new (const char *worker_path, const char *connstring)
{
  KwEncoder *self = g_object_new (KW_TYPE_ENCODER, NULL);

  self->worker_path = g_strdup (worker_path);
  self->connstring = g_strdup (connstring);
  kw_encoder_start_worker (self);
  return self;
}

void
kw_encoder_close (KwEncoder *self)
{
  g_autoptr (GError) reason = NULL;

  if (self->state == KW_ENCODER_STATE_CLOSED)
    return;
  if (self->respawn != NULL)
    g_source_destroy (self->respawn);
  g_clear_pointer (&self->respawn, g_source_unref);
  g_source_set_ready_time (self->watchdog, -1);
  if (self->link != NULL && self->job != NULL && self->job->is_write)
    kw_encoder_link_set_farewell (self->link, self->job->limit_ms);
  g_clear_pointer (&self->link, kw_encoder_link_free);
  kw_encoder_enter_state (self, KW_ENCODER_STATE_CLOSED, NULL);
  kw_encoder_set_card (self, NULL);
  reason = g_error_new_literal (KW_ENCODER_ERROR, KW_ENCODER_ERROR_CLOSED, "it was closed");
  kw_encoder_fail_jobs (self, reason);
}

KwEncoderState
kw_encoder_get_state (KwEncoder *self)
{
  return self->state;
}

const GError *
kw_encoder_get_problem (KwEncoder *self)
{
  return self->problem;
}

const char *
kw_encoder_get_name (KwEncoder *self)
{
  return self->name;
}

const KwEncoderCard *
kw_encoder_get_card (KwEncoder *self)
{
  return self->card;
}

const KwEncoderProgress *
kw_encoder_get_progress (KwEncoder *self)
{
  return &self->progress;
}

int
kw_encoder_get_worker_pid (KwEncoder *self)
{
  return self->link != NULL ? kw_encoder_link_get_pid (self->link) : 0;
}

void
kw_encoder_read_async (KwEncoder *self, const KwCardUid *uid, const KwCardAccess *access,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  KwEncoderFrame *frame;

  g_return_if_fail (self->next == NULL && (self->job == NULL || self->job->task == NULL));

  frame = g_new0 (KwEncoderFrame, 1);
  frame->type = KW_ENCODER_FRAME_READ;
  frame->read.uid = *uid;
  frame->read.access = *access;
  kw_encoder_start_job (self, g_task_new (self, cancellable, callback, user_data), frame,
                        /* is_write= */ FALSE, KW_ENCODER_READ_LIMIT_MS);
}

KwEncoderReading *
kw_encoder_read_finish (KwEncoder *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kw_encoder_write_async (KwEncoder *self, const KwEncoderWrite *write, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  KwEncoderFrame *frame;

  g_return_if_fail (self->next == NULL && (self->job == NULL || self->job->task == NULL));

  frame = g_new0 (KwEncoderFrame, 1);
  frame->type = KW_ENCODER_FRAME_WRITE;
  frame->write = *write;
  kw_encoder_start_job (self, g_task_new (self, cancellable, callback, user_data), frame,
                        /* is_write= */ TRUE, kw_encoder_operation_get_limit_ms (write->operation));
}

KwEncoderWritten *
kw_encoder_write_finish (KwEncoder *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kw_encoder_release (KwEncoder *self)
{
  const KwEncoderFrame frame = { .type = KW_ENCODER_FRAME_RELEASE };

  if (self->link != NULL && !kw_encoder_link_send (self->link, &frame))
    g_debug ("%s: no worker to release the card", self->connstring);
}
