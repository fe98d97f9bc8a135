/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encoder-private.h"

#include "kw-encoder-frame.h"

/* libnfc needs up to 1.4 s to give up opening a dead chip, and to close it again. */
#define START_LIMIT_MS 4000
#define SILENCE_LIMIT_MS 1500
/* A killed process is gone at once, unless it sleeps where no signal wakes it: nobody waits for
 * that. */
#define DEATH_LIMIT_MS 200
#define BACK_OFF_MIN_MS 200
#define BACK_OFF_MAX_MS 5000
#define HEALTHY_MS 2000

static gint64
get_watchdog_mono_us (KwEncoder *self)
{
  if (self->link == NULL)
    return -1;
  if (self->killed_at_mono_us != 0)
    return self->killed_at_mono_us + DEATH_LIMIT_MS * 1000;
  if (self->job != NULL)
    return self->job_deadline_mono_us;
  return self->last_frame_mono_us +
         (self->ready_since_mono_us != 0 ? SILENCE_LIMIT_MS : START_LIMIT_MS) * 1000;
}

void
kw_encoder_arm_watchdog (KwEncoder *self)
{
  g_source_set_ready_time (self->watchdog, get_watchdog_mono_us (self));
}

static void
note_loss (KwEncoder *self, KwEncoderError code, const char *message)
{
  if (self->loss == NULL)
    self->loss = g_error_new_literal (KW_ENCODER_ERROR, (int)code, message);
}

static void
kill_worker (KwEncoder *self)
{
  kw_encoder_link_kill (self->link);
  self->killed_at_mono_us = g_get_monotonic_time ();
  kw_encoder_arm_watchdog (self);
}

static gboolean
on_watchdog_cb (gpointer user_data)
{
  g_autoptr (KwEncoder) self = g_object_ref (user_data);

  /* What waits in the socket counts: it may be this process that was slow. */
  if (self->link != NULL)
    kw_encoder_link_receive (self->link);
  if (self->link == NULL || g_get_monotonic_time () < get_watchdog_mono_us (self))
    kw_encoder_arm_watchdog (self);
  else if (self->killed_at_mono_us != 0)
    kw_encoder_link_end (self->link);
  else
    {
      note_loss (self, KW_ENCODER_ERROR_NOT_RESPONDING,
                 "it did not answer in time; its program was restarted");
      kill_worker (self);
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_watchdog (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs watchdog_funcs = { .dispatch = dispatch_watchdog };

void
kw_encoder_make_watchdog (KwEncoder *self)
{
  self->watchdog = g_source_new (&watchdog_funcs, sizeof (GSource));
  g_source_set_callback (self->watchdog, on_watchdog_cb, self, NULL);
  g_source_set_ready_time (self->watchdog, -1);
  g_source_attach (self->watchdog, g_main_context_get_thread_default ());
}

/* --- the worker's frames ------------------------------------------------------------------- */

static void
on_opened (KwEncoder *self, const char *name)
{
  self->ready_since_mono_us = g_get_monotonic_time ();
  kw_encoder_set_name (self, name);
  if (self->state != KW_ENCODER_STATE_READY)
    kw_encoder_enter_state (self, KW_ENCODER_STATE_READY, NULL);
}

static void
on_job_frame (KwEncoder *self, const KwEncoderFrame *frame)
{
  if (self->job == NULL || frame->job != self->job->number)
    return;
  switch (frame->type)
    {
    case KW_ENCODER_FRAME_PROGRESS:
      self->progress = frame->progress;
      if (self->job->task != NULL)
        kw_encoder_tell_progress (self);
      return;
    case KW_ENCODER_FRAME_READ_DONE:
      if (!self->job->is_write)
        {
          kw_encoder_finish_job (self, g_memdup2 (&frame->reading, sizeof frame->reading),
                                 (GDestroyNotify)kw_encoder_reading_free, NULL);
          return;
        }
      break;
    case KW_ENCODER_FRAME_WRITE_DONE:
      if (self->job->is_write)
        {
          kw_encoder_finish_job (self, g_memdup2 (&frame->written, sizeof frame->written),
                                 (GDestroyNotify)kw_encoder_written_free, NULL);
          return;
        }
      break;
    case KW_ENCODER_FRAME_JOB_FAILED:
      kw_encoder_finish_job (
          self, NULL, NULL,
          kw_encoder_make_job_error (self, self->job, frame->failure.code, frame->failure.message));
      return;
    case KW_ENCODER_FRAME_READ:
    case KW_ENCODER_FRAME_WRITE:
    case KW_ENCODER_FRAME_RELEASE:
    case KW_ENCODER_FRAME_CANCEL:
    case KW_ENCODER_FRAME_OPENED:
    case KW_ENCODER_FRAME_LOST:
    case KW_ENCODER_FRAME_CARD:
    case KW_ENCODER_FRAME_HEARTBEAT:
      break;
    }
  note_loss (self, KW_ENCODER_ERROR_PROTOCOL, "its program answered what was not asked");
  kill_worker (self);
}

static void
on_link_frame_cb (const KwEncoderFrame *frame, gpointer user_data)
{
  g_autoptr (KwEncoder) self = g_object_ref (user_data);

  self->last_frame_mono_us = g_get_monotonic_time ();
  switch (frame->type)
    {
    case KW_ENCODER_FRAME_OPENED:
      on_opened (self, frame->text);
      break;
    case KW_ENCODER_FRAME_LOST:
      note_loss (self, frame->failure.code, frame->failure.message);
      break;
    case KW_ENCODER_FRAME_CARD:
      kw_encoder_set_card (self, frame->card.is_present ? &frame->card.card : NULL);
      break;
    case KW_ENCODER_FRAME_HEARTBEAT:
      if (self->ready_since_mono_us != 0 &&
          self->last_frame_mono_us - self->ready_since_mono_us > HEALTHY_MS * 1000)
        self->back_off_ms = 0;
      break;
    case KW_ENCODER_FRAME_PROGRESS:
    case KW_ENCODER_FRAME_READ_DONE:
    case KW_ENCODER_FRAME_WRITE_DONE:
    case KW_ENCODER_FRAME_JOB_FAILED:
      on_job_frame (self, frame);
      break;
    case KW_ENCODER_FRAME_READ:
    case KW_ENCODER_FRAME_WRITE:
    case KW_ENCODER_FRAME_RELEASE:
    case KW_ENCODER_FRAME_CANCEL:
      g_assert_not_reached (); /* the decoder refuses what goes the other way */
    }
  if (self->link != NULL)
    kw_encoder_arm_watchdog (self);
}

/* --- starting, ending, starting again ------------------------------------------------------- */

static gboolean
on_respawn_cb (gpointer user_data)
{
  KwEncoder *self = user_data;

  g_clear_pointer (&self->respawn, g_source_unref);
  kw_encoder_start_worker (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_respawn (KwEncoder *self)
{
  g_assert (self->respawn == NULL && self->link == NULL);

  self->respawn = g_timeout_source_new (self->back_off_ms);
  g_source_set_callback (self->respawn, on_respawn_cb, self, NULL);
  g_source_attach (self->respawn, g_main_context_get_thread_default ());
  self->back_off_ms = CLAMP (self->back_off_ms * 2, BACK_OFF_MIN_MS, BACK_OFF_MAX_MS);
}

/* There is no worker any more; takes @reason. */
static void
on_worker_gone (KwEncoder *self, GError *reason)
{
  const gboolean was_first_failure = self->back_off_ms == 0;

  self->ready_since_mono_us = 0;
  g_source_set_ready_time (self->watchdog, -1);
  kw_encoder_set_card (self, NULL);
  kw_encoder_fail_jobs (self, reason);
  if (self->state == KW_ENCODER_STATE_CLOSED) /* a callback or a notify closed it */
    {
      g_error_free (reason);
      return;
    }
  kw_encoder_add_prefix (self, reason);
  if (reason->code == KW_ENCODER_ERROR_ENCODER_BUSY)
    kw_encoder_enter_state (self, KW_ENCODER_STATE_BUSY, reason);
  else if (self->state == KW_ENCODER_STATE_READY && was_first_failure &&
           reason->code != KW_ENCODER_ERROR_ENCODER_GONE)
    {
      kw_encoder_enter_state (self, KW_ENCODER_STATE_STARTING, NULL);
      g_error_free (reason);
    }
  else
    kw_encoder_enter_state (self, KW_ENCODER_STATE_ABSENT, reason);
  if (self->state != KW_ENCODER_STATE_CLOSED)
    schedule_respawn (self);
}

static void
on_link_ended_cb (const GError *error, gpointer user_data)
{
  g_autoptr (KwEncoder) self = g_object_ref (user_data);

  g_clear_pointer (&self->link, kw_encoder_link_free);
  if (error != NULL)
    note_loss (self, (KwEncoderError)error->code, error->message);
  note_loss (self, KW_ENCODER_ERROR_NOT_RESPONDING,
             "it gave an answer its program could not take; the program was restarted");
  on_worker_gone (self, g_steal_pointer (&self->loss));
}

static const KwEncoderLinkFuncs link_funcs = { on_link_frame_cb, on_link_ended_cb };

void
kw_encoder_start_worker (KwEncoder *self)
{
  g_autoptr (GError) error = NULL;

  g_assert (self->link == NULL);

  self->last_frame_mono_us = g_get_monotonic_time ();
  self->killed_at_mono_us = 0;
  self->link = kw_encoder_link_start (self->worker_path, self->connstring, &link_funcs, self,
                                      &error);
  if (self->link == NULL)
    on_worker_gone (self, g_steal_pointer (&error));
  else
    kw_encoder_arm_watchdog (self);
}
