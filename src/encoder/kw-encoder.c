/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encoder.h"

#include <string.h>

#include "kw-encoder-frame.h"
#include "kw-encoder-link.h"
#include "kw-error.h"
#include "kw-secret.h"

/* libnfc needs up to 1.4 s to give up opening a dead chip, and to close it again. */
#define START_LIMIT_MS 4000
#define SILENCE_LIMIT_MS 1500
/* A killed process is gone at once, unless it sleeps where no signal wakes it: nobody waits for
 * that. */
#define DEATH_LIMIT_MS 200
#define BACK_OFF_MIN_MS 200
#define BACK_OFF_MAX_MS 5000
#define HEALTHY_MS 2000

typedef struct
{
  guint32 number;
  KwEncoderFrame *frame; /* owned; NULL once sent */
  GTask *task;           /* owned; NULL once answered: a cancelled read the worker still does */
  GSource *cancel_source;
  gboolean is_write;
  guint limit_ms;
} Job;

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

  Job *job;  /* what the worker does */
  Job *next; /* waits for a cancelled read to end */
  guint32 last_job_number;
  gint64 job_deadline_mono_us;
};

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

static void start_worker (KwEncoder *self);
static void finish_job (KwEncoder *self, gpointer result, GDestroyNotify free_result,
                        GError *error);

/* --- state --------------------------------------------------------------------------------- */

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

/* Takes @problem: why, in ABSENT and BUSY; NULL otherwise. */
static void
enter_state (KwEncoder *self, KwEncoderState state, GError *problem)
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

static void
set_card (KwEncoder *self, const KwEncoderCard *card)
{
  if (kw_encoder_card_equal (self->card, card))
    return;
  g_clear_pointer (&self->card, kw_encoder_card_free);
  self->card = card != NULL ? kw_encoder_card_copy (card) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CARD]);
}

/* --- watchdog ------------------------------------------------------------------------------ */

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

static void
arm_watchdog (KwEncoder *self)
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
  arm_watchdog (self);
}

static gboolean
on_watchdog_cb (gpointer user_data)
{
  g_autoptr (KwEncoder) self = g_object_ref (user_data);

  /* What waits in the socket counts: it may be this process that was slow. */
  if (self->link != NULL)
    kw_encoder_link_receive (self->link);
  if (self->link == NULL || g_get_monotonic_time () < get_watchdog_mono_us (self))
    arm_watchdog (self);
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

/* --- jobs ---------------------------------------------------------------------------------- */

static void
free_job (Job *job)
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

static void
add_prefix (KwEncoder *self, GError *error)
{
  g_prefix_error (&error, "encoder %s: ", self->name != NULL ? self->name : self->connstring);
}

/* Answers the caller; takes @error or @result. */
static void
answer_job (KwEncoder *self, Job *job, gpointer result, GDestroyNotify free_result, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&job->task);

  if (job->cancel_source != NULL)
    g_source_destroy (job->cancel_source);
  g_clear_pointer (&job->cancel_source, g_source_unref);
  if (error != NULL)
    add_prefix (self, error);
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
send_job (KwEncoder *self, Job *job)
{
  gboolean is_sent;

  self->job = job;
  self->progress = (KwEncoderProgress){ 0 };
  self->job_deadline_mono_us = g_get_monotonic_time () + job->limit_ms * 1000;
  is_sent = kw_encoder_link_send (self->link, job->frame);
  kw_secret_wipe_bytes (job->frame, sizeof *job->frame);
  g_clear_pointer (&job->frame, g_free);
  arm_watchdog (self);
  if (!is_sent)
    finish_job (self, NULL, NULL,
                g_error_new_literal (KW_ENCODER_ERROR, KW_ENCODER_ERROR_NOT_RESPONDING,
                                     "its program does not listen"));
}

/* The worker is done with self->job; takes @result or @error. */
static void
finish_job (KwEncoder *self, gpointer result, GDestroyNotify free_result, GError *error)
{
  Job *job = g_steal_pointer (&self->job);
  Job *next = NULL;

  answer_job (self, job, result, free_result, error);
  free_job (job);
  if (self->link != NULL)
    next = g_steal_pointer (&self->next);
  arm_watchdog (self);
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
  Job *job = self->next != NULL ? self->next : self->job;
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

/* Takes @task and @frame. */
static void
start_job (KwEncoder *self, GTask *task, KwEncoderFrame *frame, gboolean is_write, guint limit_ms)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Job *job = g_new0 (Job, 1);

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

/* Where the encoder failed in the middle of a write, nobody knows what the card carries. */
static GError *
make_job_error (KwEncoder *self, const Job *job, KwEncoderError code, const char *message)
{
  if (!job->is_write || self->progress.n_writes_begun == 0 ||
      (code != KW_ENCODER_ERROR_NOT_RESPONDING && code != KW_ENCODER_ERROR_ENCODER_GONE &&
       code != KW_ENCODER_ERROR_PROTOCOL && code != KW_ENCODER_ERROR_CLOSED))
    return g_error_new_literal (KW_ENCODER_ERROR, (int)code, message);
  return g_error_new (
      KW_ENCODER_ERROR, KW_ENCODER_ERROR_UNCERTAIN, "lost while %s the card (command %u): %s",
      kw_encoder_step_to_string (self->progress.step), self->progress.n_writes_begun, message);
}

/* The worker will never answer: fails every job. Borrows @reason. */
static void
fail_jobs (KwEncoder *self, const GError *reason)
{
  Job *job = g_steal_pointer (&self->job);
  Job *next = g_steal_pointer (&self->next);

  if (next != NULL)
    answer_job (self, next, NULL, NULL, g_error_copy (reason));
  free_job (next);
  if (job == NULL)
    return;
  answer_job (self, job, NULL, NULL,
              make_job_error (self, job, (KwEncoderError)reason->code, reason->message));
  free_job (job);
}

/* --- the worker's frames ------------------------------------------------------------------- */

static void
on_opened (KwEncoder *self, const char *name)
{
  self->ready_since_mono_us = g_get_monotonic_time ();
  if (g_strcmp0 (self->name, name) != 0)
    {
      g_free (self->name);
      self->name = g_strdup (name);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
    }
  if (self->state != KW_ENCODER_STATE_READY)
    enter_state (self, KW_ENCODER_STATE_READY, NULL);
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
        g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, &self->progress);
      return;
    case KW_ENCODER_FRAME_READ_DONE:
      if (!self->job->is_write)
        {
          finish_job (self, g_memdup2 (&frame->reading, sizeof frame->reading),
                      (GDestroyNotify)kw_encoder_reading_free, NULL);
          return;
        }
      break;
    case KW_ENCODER_FRAME_WRITE_DONE:
      if (self->job->is_write)
        {
          finish_job (self, g_memdup2 (&frame->written, sizeof frame->written),
                      (GDestroyNotify)kw_encoder_written_free, NULL);
          return;
        }
      break;
    case KW_ENCODER_FRAME_JOB_FAILED:
      finish_job (self, NULL, NULL,
                  make_job_error (self, self->job, frame->failure.code, frame->failure.message));
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
      set_card (self, frame->card.is_present ? &frame->card.card : NULL);
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
    arm_watchdog (self);
}

/* --- starting, ending, starting again ------------------------------------------------------- */

static gboolean
on_respawn_cb (gpointer user_data)
{
  KwEncoder *self = user_data;

  g_clear_pointer (&self->respawn, g_source_unref);
  start_worker (self);
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
  set_card (self, NULL);
  fail_jobs (self, reason);
  if (self->state == KW_ENCODER_STATE_CLOSED) /* a callback or a notify closed it */
    {
      g_error_free (reason);
      return;
    }
  add_prefix (self, reason);
  if (reason->code == KW_ENCODER_ERROR_ENCODER_BUSY)
    enter_state (self, KW_ENCODER_STATE_BUSY, reason);
  else if (self->state == KW_ENCODER_STATE_READY && was_first_failure &&
           reason->code != KW_ENCODER_ERROR_ENCODER_GONE)
    {
      enter_state (self, KW_ENCODER_STATE_STARTING, NULL);
      g_error_free (reason);
    }
  else
    enter_state (self, KW_ENCODER_STATE_ABSENT, reason);
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

static void
start_worker (KwEncoder *self)
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
    arm_watchdog (self);
}

/* --- object -------------------------------------------------------------------------------- */

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
  self->watchdog = g_source_new (&watchdog_funcs, sizeof (GSource));
  g_source_set_callback (self->watchdog, on_watchdog_cb, self, NULL);
  g_source_set_ready_time (self->watchdog, -1);
  g_source_attach (self->watchdog, g_main_context_get_thread_default ());
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
  start_worker (self);
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
  enter_state (self, KW_ENCODER_STATE_CLOSED, NULL);
  set_card (self, NULL);
  reason = g_error_new_literal (KW_ENCODER_ERROR, KW_ENCODER_ERROR_CLOSED, "it was closed");
  fail_jobs (self, reason);
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
  start_job (self, g_task_new (self, cancellable, callback, user_data), frame,
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
  start_job (self, g_task_new (self, cancellable, callback, user_data), frame,
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
