/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encoder-private.h"

#include "kw-encoder-frame.h"
#include "kw-secret.h"

static void
free_job (KwEncoderJob *job)
{
  if (job == NULL)
    return;
  if (job->frame != NULL)
    {
      kw_secret_wipe_bytes (job->frame, sizeof *job->frame);
      g_free (job->frame);
    }
  if (job->cancel_source != NULL)
    g_source_destroy (job->cancel_source);
  g_clear_pointer (&job->cancel_source, g_source_unref);
  g_clear_object (&job->task);
  g_free (job);
}

/* Answers the caller; takes @error or @result. */
static void
answer_job (KwEncoder *self, KwEncoderJob *job, gpointer result, GDestroyNotify free_result,
            GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&job->task);

  if (job->cancel_source != NULL)
    g_source_destroy (job->cancel_source);
  g_clear_pointer (&job->cancel_source, g_source_unref);
  if (error != NULL)
    kw_encoder_add_prefix (self, error);
  if (task == NULL)
    {
      g_clear_error (&error);
      if (result != NULL)
        free_result (result);
    }
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, free_result);
}

static void
send_job (KwEncoder *self, KwEncoderJob *job)
{
  gboolean is_sent;

  self->job = job;
  self->progress = (KwEncoderProgress){ 0 };
  self->job_deadline_mono_us = g_get_monotonic_time () + job->limit_ms * 1000;
  is_sent = kw_encoder_link_send (self->link, job->frame);
  kw_secret_wipe_bytes (job->frame, sizeof *job->frame);
  g_clear_pointer (&job->frame, g_free);
  kw_encoder_arm_watchdog (self);
  if (!is_sent)
    kw_encoder_finish_job (self, NULL, NULL,
                           g_error_new_literal (KW_ENCODER_ERROR, KW_ENCODER_ERROR_NOT_RESPONDING,
                                                "its program does not listen"));
}

void
kw_encoder_finish_job (KwEncoder *self, gpointer result, GDestroyNotify free_result, GError *error)
{
  KwEncoderJob *job = g_steal_pointer (&self->job);
  KwEncoderJob *next = NULL;

  answer_job (self, job, result, free_result, error);
  free_job (job);
  if (self->link != NULL)
    next = g_steal_pointer (&self->next);
  kw_encoder_arm_watchdog (self);
  if (next != NULL)
    send_job (self, next);
}

static GError *
make_unready_error (KwEncoder *self)
{
  if (self->state == KW_ENCODER_STATE_CLOSED)
    return g_error_new_literal (KW_ENCODER_ERROR, KW_ENCODER_ERROR_CLOSED, "it was closed");
  if (self->problem != NULL)
    return g_error_copy (self->problem);
  return g_error_new_literal (KW_ENCODER_ERROR, KW_ENCODER_ERROR_ENCODER_GONE,
                              "it is not ready yet");
}

static gboolean
on_job_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  KwEncoder *self = user_data;
  KwEncoderJob *job = self->next != NULL ? self->next : self->job;
  const KwEncoderFrame frame = { .type = KW_ENCODER_FRAME_CANCEL, .job = job->number };
  GError *error = g_error_new_literal (KW_ENCODER_ERROR, KW_ENCODER_ERROR_CANCELLED, "cancelled");

  if (job == self->next)
    {
      self->next = NULL;
      answer_job (self, job, NULL, NULL, error);
      free_job (job);
      return G_SOURCE_REMOVE;
    }
  /* The job stays until the worker says that it has stopped. */
  if (self->link == NULL || !kw_encoder_link_send (self->link, &frame))
    g_debug ("%s: no worker to tell of the cancel", self->connstring);
  answer_job (self, job, NULL, NULL, error);
  return G_SOURCE_REMOVE;
}

void
kw_encoder_start_job (KwEncoder *self, GTask *task, KwEncoderFrame *frame, gboolean is_write,
                      guint limit_ms)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  KwEncoderJob *job = g_new0 (KwEncoderJob, 1);

  g_task_set_check_cancellable (task, FALSE);
  job->number = frame->job = ++self->last_job_number;
  job->task = task;
  job->frame = frame;
  job->is_write = is_write;
  job->limit_ms = limit_ms;
  if (g_cancellable_is_cancelled (cancellable))
    answer_job (self, job, NULL, NULL,
                g_error_new_literal (KW_ENCODER_ERROR, KW_ENCODER_ERROR_CANCELLED, "cancelled"));
  else if (self->state != KW_ENCODER_STATE_READY || self->link == NULL)
    answer_job (self, job, NULL, NULL, make_unready_error (self));
  if (job->task == NULL)
    {
      free_job (job);
      return;
    }

  if (cancellable != NULL && !is_write)
    {
      job->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (job->cancel_source, G_SOURCE_FUNC (on_job_cancelled_cb), self, NULL);
      g_source_attach (job->cancel_source, g_main_context_get_thread_default ());
    }
  if (self->job != NULL)
    self->next = job;
  else
    send_job (self, job);
}

GError *
kw_encoder_make_job_error (KwEncoder *self, const KwEncoderJob *job, KwEncoderError code,
                           const char *message)
{
  if (!job->is_write || self->progress.n_writes_begun == 0 ||
      (code != KW_ENCODER_ERROR_NOT_RESPONDING && code != KW_ENCODER_ERROR_ENCODER_GONE &&
       code != KW_ENCODER_ERROR_PROTOCOL && code != KW_ENCODER_ERROR_CLOSED))
    return g_error_new_literal (KW_ENCODER_ERROR, (int)code, message);
  return g_error_new (
      KW_ENCODER_ERROR, KW_ENCODER_ERROR_UNCERTAIN, "lost while %s the card (command %u): %s",
      kw_encoder_step_to_string (self->progress.step), self->progress.n_writes_begun, message);
}

void
kw_encoder_fail_jobs (KwEncoder *self, const GError *reason)
{
  KwEncoderJob *job = g_steal_pointer (&self->job);
  KwEncoderJob *next = g_steal_pointer (&self->next);

  if (next != NULL)
    answer_job (self, next, NULL, NULL, g_error_copy (reason));
  free_job (next);
  if (job == NULL)
    return;
  answer_job (self, job, NULL, NULL,
              kw_encoder_make_job_error (self, job, (KwEncoderError)reason->code, reason->message));
  free_job (job);
}
