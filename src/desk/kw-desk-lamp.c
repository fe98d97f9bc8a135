/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-private.h"

#include "kw-desk-watch-private.h"
#include "kw-error.h"
#include "kw-practice-private.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* State
 * */

G_DEFINE_ENUM_TYPE (KwDeskEncoderState, kw_desk_encoder_state,
                    G_DEFINE_ENUM_VALUE (KW_DESK_ENCODER_STATE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_ENCODER_STATE_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_ENCODER_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_ENCODER_STATE_MISSING, "missing"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_ENCODER_STATE_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_ENCODER_STATE_NO_PERMISSION, "no-permission"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_ENCODER_STATE_NOT_RESPONDING, "not-responding"))

const char *
kw_desk_encoder_state_to_string (KwDeskEncoderState state)
{
  switch (state)
    {
    case KW_DESK_ENCODER_STATE_NONE:
      return "none";
    case KW_DESK_ENCODER_STATE_STARTING:
      return "starting";
    case KW_DESK_ENCODER_STATE_READY:
      return "ready";
    case KW_DESK_ENCODER_STATE_MISSING:
      return "missing";
    case KW_DESK_ENCODER_STATE_BUSY:
      return "busy";
    case KW_DESK_ENCODER_STATE_NO_PERMISSION:
      return "no-permission";
    case KW_DESK_ENCODER_STATE_NOT_RESPONDING:
      return "not-responding";
    }
  g_return_val_if_reached ("none");
}

static KwDeskEncoderState
get_state_of_problem (const GError *problem)
{
  if (g_error_matches (problem, KW_ENCODER_ERROR, KW_ENCODER_ERROR_ENCODER_GONE) ||
      g_error_matches (problem, KW_ENCODER_ERROR, KW_ENCODER_ERROR_UNKNOWN_NAME))
    return KW_DESK_ENCODER_STATE_MISSING;
  if (g_error_matches (problem, KW_ENCODER_ERROR, KW_ENCODER_ERROR_ENCODER_BUSY))
    return KW_DESK_ENCODER_STATE_BUSY;
  if (g_error_matches (problem, KW_ENCODER_ERROR, KW_ENCODER_ERROR_NO_PERMISSION))
    return KW_DESK_ENCODER_STATE_NO_PERMISSION;
  return KW_DESK_ENCODER_STATE_NOT_RESPONDING;
}

static KwDeskEncoderState
find_state (KwDesk *self)
{
  switch (kw_encoder_get_state (self->encoder))
    {
    case KW_ENCODER_STATE_STARTING:
    case KW_ENCODER_STATE_CLOSED:
      return KW_DESK_ENCODER_STATE_STARTING;
    case KW_ENCODER_STATE_READY:
      return KW_DESK_ENCODER_STATE_READY;
    case KW_ENCODER_STATE_ABSENT:
    case KW_ENCODER_STATE_BUSY:
      break;
    }
  return get_state_of_problem (kw_encoder_get_problem (self->encoder));
}

/* Each try to open it again tells the same anew: that is no news. */
static gboolean
is_same_problem (const GError *a, const GError *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->code == b->code && g_str_equal (a->message, b->message);
}

static void
on_encoder_state_cb (KwEncoder *encoder, GParamSpec *pspec, gpointer user_data)
{
  KwDesk *self = user_data;
  const GError *cause = kw_encoder_get_problem (encoder);
  const KwDeskEncoderState state = find_state (self);
  g_autoptr (GError) problem = NULL;

  if (cause != NULL)
    kw_desk_throw_absence (self, cause, &problem);
  if (state == self->encoder_state && is_same_problem (problem, self->encoder_problem))
    return;
  g_clear_error (&self->encoder_problem);
  self->encoder_problem = g_steal_pointer (&problem);
  self->encoder_state = state;
  g_object_notify (G_OBJECT (self), "encoder-state");
}

static void
on_encoder_name_cb (KwEncoder *encoder, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify (user_data, "encoder-name");
}

KwDeskEncoderState
kw_desk_get_encoder_state (KwDesk *self)
{
  return self->encoder_state;
}

const char *
kw_desk_get_encoder_name (KwDesk *self)
{
  return self->encoder != NULL ? kw_encoder_get_name (self->encoder) : NULL;
}

const GError *
kw_desk_get_encoder_problem (KwDesk *self)
{
  if (self->encoder_state == KW_DESK_ENCODER_STATE_NONE && self->encoder_problem == NULL)
    kw_desk_throw_no_encoder (&self->encoder_problem);
  return self->encoder_problem;
}

/* Only what was there once can have been unplugged. */
gboolean
kw_desk_throw_absence (KwDesk *self, const GError *cause, GError **error)
{
  if (g_error_matches (cause, KW_ENCODER_ERROR, KW_ENCODER_ERROR_ENCODER_GONE) &&
      kw_encoder_get_name (self->encoder) == NULL)
    return throw (error, KW_DESK_ERROR_ENCODER_MISSING,
                  "The encoder is not there; plug it in and try again.");
  return kw_desk_throw_cause (self->data_dir, g_error_copy (cause), error);
}

gboolean
kw_desk_throw_no_encoder (GError **error)
{
  return throw (error, KW_DESK_ERROR_ENCODER_MISSING,
                "No encoder is set up: name one, for example pn532_uart:/dev/ttyUSB0.");
}

/* What lies on it
 * */

/* The encoder says so itself, not the loss of it. */
static gboolean
is_nothing_there (KwEncoder *encoder)
{
  return kw_encoder_get_state (encoder) == KW_ENCODER_STATE_READY &&
         kw_encoder_get_worker_pid (encoder) != 0;
}

static void
update_presence (KwDesk *self)
{
  const KwEncoderCard *card = kw_encoder_get_card (self->encoder);
  KwDeskPresence *presence = &self->presence;

  if (card == NULL && is_nothing_there (self->encoder))
    *presence = (KwDeskPresence){ 0 };
  if (card == NULL || card->is_several)
    return;
  if (presence->is_on && ((presence->is_random_uid && card->is_random_uid) ||
                          kw_card_uid_equal (&presence->uid, &card->uid)))
    return;
  *presence = (KwDeskPresence){
    .is_on = TRUE,
    .uid = card->uid,
    .is_random_uid = card->is_random_uid,
  };
}

static void
on_encoder_card_cb (KwEncoder *encoder, GParamSpec *pspec, gpointer user_data)
{
  KwDesk *self = user_data;

  update_presence (self);
  if (self->watch != NULL)
    kw_desk_watch_on_card (self->watch);
}

void
kw_desk_spend_card (KwDesk *self)
{
  self->presence.is_spent = self->presence.is_on;
}

void
kw_desk_tell_keys_changed (KwDesk *self)
{
  g_autoptr (KwDesk) own = g_object_ref (self);

  if (self->watch != NULL)
    kw_desk_watch_on_keys_changed (self->watch);
  g_signal_emit_by_name (self, "keys-changed");
}

/* Following
 * */

void
kw_desk_follow_encoder (KwDesk *self)
{
  g_signal_connect (self->encoder, "notify::state", G_CALLBACK (on_encoder_state_cb), self);
  g_signal_connect (self->encoder, "notify::name", G_CALLBACK (on_encoder_name_cb), self);
  g_signal_connect (self->encoder, "notify::card", G_CALLBACK (on_encoder_card_cb), self);
  on_encoder_state_cb (self->encoder, NULL, self);
}

void
kw_desk_unfollow_encoder (KwDesk *self)
{
  g_signal_handlers_disconnect_by_data (self->encoder, self);
}

void
kw_desk_watch_encoder (KwDesk *self)
{
  g_autoptr (GError) error = NULL;

  if (kw_desk_ensure_encoder (self, &error) == NULL)
    g_debug ("%s", error->message);
}

/* Another one
 * */

const char *
kw_desk_get_encoder (KwDesk *self)
{
  return self->connstring;
}

/* Nobody else has the encoder now. */
static void
replace_encoder (KwDesk *self, const char *encoder)
{
  const gboolean was_started = self->encoder != NULL || self->watch != NULL;

  if (self->encoder != NULL)
    {
      kw_desk_unfollow_encoder (self);
      kw_encoder_close (self->encoder); /* who waits for it is told, and looks at it */
    }
  g_clear_object (&self->encoder);
  if (self->practice != NULL)
    kw_practice_close (self->practice);
  g_clear_object (&self->practice);
  g_free (self->connstring);
  self->connstring = g_strdup (encoder);
  self->presence = (KwDeskPresence){ 0 };
  g_clear_error (&self->encoder_problem);
  self->encoder_state = encoder != NULL ? KW_DESK_ENCODER_STATE_STARTING
                                        : KW_DESK_ENCODER_STATE_NONE;
  if (self->watch != NULL)
    kw_desk_watch_on_card (self->watch); /* what lay on the old one is not there any more */
  if (was_started)
    kw_desk_watch_encoder (self);
  g_object_notify (G_OBJECT (self), "encoder-name");
  g_object_notify (G_OBJECT (self), "encoder-state");
}

static void
on_turn_taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KwDesk *self = KW_DESK (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!kw_desk_take_turn_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  replace_encoder (self, g_task_get_task_data (task));
  kw_desk_give_turn (self);
  g_task_return_boolean (task, TRUE);
}

void
kw_desk_change_encoder_async (KwDesk *self, const char *encoder, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE); /* it has taken its place, or the turn tells */
  g_task_set_task_data (task, g_strdup (encoder), g_free);
  kw_desk_take_turn_async (self, /* watch_turn= */ NULL, /* is_patient= */ FALSE, cancellable,
                           on_turn_taken_cb, task);
}

gboolean
kw_desk_change_encoder_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
