/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/encoder only: the encoder's object, its jobs and its supervision. */

#include "kw-encoder-link.h"
#include "kw-encoder.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 number;
  KwEncoderFrame *frame; /* owned; NULL once sent */
  GTask *task;           /* owned; NULL once answered: a cancelled read the worker still does */
  GSource *cancel_source;
  gboolean is_write;
  guint limit_ms;
} KwEncoderJob;

struct _KwEncoder
{
  GObject parent_instance;

  char *worker_path;
  char *connstring;
  char *name;
  KwEncoderState state;
  GError *problem;
  KwEncoderCard *card;
  KwEncoderProgress progress;

  KwEncoderLink *link;
  GError *loss; /* what the worker, or the watchdog, says of the end that is coming */
  GSource *watchdog;
  GSource *respawn;
  guint back_off_ms;
  gint64 ready_since_mono_us;
  gint64 last_frame_mono_us;
  gint64 killed_at_mono_us; /* 0 = not */

  KwEncoderJob *job;  /* what the worker does */
  KwEncoderJob *next; /* waits for a cancelled read to end */
  guint32 last_job_number;
  gint64 job_deadline_mono_us;
};

/* kw-encoder.c: what the others see */

/* Takes @problem: why, in ABSENT and BUSY; NULL otherwise. */
void kw_encoder_enter_state (KwEncoder *self, KwEncoderState state, GError *problem);
void kw_encoder_set_card (KwEncoder *self, const KwEncoderCard *card);
void kw_encoder_set_name (KwEncoder *self, const char *name);
void kw_encoder_tell_progress (KwEncoder *self);

/* Puts the encoder's name before what is wrong. */
void kw_encoder_add_prefix (KwEncoder *self, GError *error);

/* kw-encoder-jobs.c: what is asked of the worker */

/* Takes @task and @frame. */
void kw_encoder_start_job (KwEncoder *self, GTask *task, KwEncoderFrame *frame, gboolean is_write,
                           guint limit_ms);

/* The worker is done with the job; takes @result or @error. */
void kw_encoder_finish_job (KwEncoder *self, gpointer result, GDestroyNotify free_result,
                            GError *error);

/* Where the encoder failed in the middle of a write, nobody knows what the card carries. */
GError *kw_encoder_make_job_error (KwEncoder *self, const KwEncoderJob *job, KwEncoderError code,
                                   const char *message);

/* The worker will never answer: fails every job. Borrows @reason. */
void kw_encoder_fail_jobs (KwEncoder *self, const GError *reason);

/* kw-encoder-supervision.c: the worker is started, watched, killed and started again */

/* Makes the watchdog, which sleeps until there is a worker. */
void kw_encoder_make_watchdog (KwEncoder *self);

/* After whatever moved a deadline. */
void kw_encoder_arm_watchdog (KwEncoder *self);

void kw_encoder_start_worker (KwEncoder *self);

G_END_DECLS
