/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-job.h"

#include "kw-desk-batch-plan.h"
#include "kw-desk-batch.h"
#include "kw-desk-plan.h"
#include "kw-desk-watch-private.h"
#include "kw-desk-write-end.h"

/*
 * One job, one state table. The desk's thread waits, asks the encoder to read, hands the plan to
 * the database thread, asks the encoder to write, and hands the plan to the database thread again.
 * Every step ends in a callback that starts the next one.
 */
struct _KwDeskJob
{
  GObject parent_instance;

  KwDesk *desk;
  KwIssueState state;
  KwDeskJobStep step;
  gboolean is_cancellable;
  gboolean is_fresh;
  gboolean is_fresh_now; /* and this wait needs a fresh card */
  gboolean is_lift_needed;
  gboolean has_several_cards;
  gboolean is_for_watch;
  gboolean has_turn;
  gboolean has_met_card;
  gboolean is_touched; /* bytes may have gone to the card */
  gulong progress_handler;
  gulong card_handler;
  KwDeskPlan *plan; /* lent to the database thread while it works on it */
  guint wait_limit_ms;
  GTask *task;
  GError *write_error; /* why the write failed, while that is being stored */
  gboolean has_begun_writing;
};

G_DEFINE_ENUM_TYPE (KwDeskJobStep, kw_desk_job_step,
                    G_DEFINE_ENUM_VALUE (KW_DESK_JOB_STEP_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_JOB_STEP_READING, "reading"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_JOB_STEP_PREPARING, "preparing"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_JOB_STEP_WRITING, "writing"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_JOB_STEP_CHECKING, "checking"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_JOB_STEP_ENDED, "ended"))
G_DEFINE_TYPE (KwDeskJob, kw_desk_job, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_STEP,
  PROP_IS_CANCELLABLE,
  PROP_IS_LIFT_NEEDED,
  PROP_HAS_SEVERAL_CARDS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* After the end of an interrupted job comes the one that was asked for, from its beginning. */
static gboolean
may_enter (const KwDeskJob *self, KwIssueState state)
{
  if (self->state == KW_ISSUE_STATE_VERIFYING && state == KW_ISSUE_STATE_QUEUED)
    return self->plan->is_finishing;
  return kw_issue_state_can_follow (self->state, state);
}

static void
set_step (KwDeskJob *self, KwDeskJobStep step)
{
  if (self->step == step)
    return;
  self->step = step;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
}

static void
set_flag (KwDeskJob *self, gboolean *flag, gboolean value, guint property)
{
  if (*flag == value)
    return;
  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Nothing has been decided yet, so that stopping changes nothing. */
static gboolean
can_be_cancelled (KwIssueState state)
{
  return state == KW_ISSUE_STATE_QUEUED || state == KW_ISSUE_STATE_WAITING_FOR_CARD ||
         state == KW_ISSUE_STATE_READING;
}

static KwDeskJobStep
get_step_of_state (KwIssueState state)
{
  switch (state)
    {
    case KW_ISSUE_STATE_QUEUED:
    case KW_ISSUE_STATE_WAITING_FOR_CARD:
      return KW_DESK_JOB_STEP_WAITING;
    case KW_ISSUE_STATE_READING:
      return KW_DESK_JOB_STEP_READING;
    case KW_ISSUE_STATE_INTENT_STORED:
    case KW_ISSUE_STATE_WRITING: /* until the encoder says that it begins */
      return KW_DESK_JOB_STEP_PREPARING;
    case KW_ISSUE_STATE_VERIFYING:
      return KW_DESK_JOB_STEP_CHECKING;
    case KW_ISSUE_STATE_DONE:
    case KW_ISSUE_STATE_FAILED:
    case KW_ISSUE_STATE_UNCERTAIN:
      break;
    }
  return KW_DESK_JOB_STEP_ENDED;
}

static void
enter_state (KwDeskJob *self, KwIssueState state)
{
  g_assert (may_enter (self, state));

  g_debug ("%s: %s", self->plan->kind->name, kw_issue_state_to_string (state));
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  set_flag (self, &self->is_cancellable, can_be_cancelled (state), PROP_IS_CANCELLABLE);
  set_step (self, get_step_of_state (state));
}

/* The end */

/* Lets go of encoder and card, before anybody hears of the end. @outcome: (nullable): of a job that
 * succeeded. */
static void
end_job (KwDeskJob *self, const KwDeskOutcome *outcome)
{
  KwDesk *desk = self->desk;

  if (desk->encoder != NULL)
    {
      g_clear_signal_handler (&self->progress_handler, desk->encoder);
      g_clear_signal_handler (&self->card_handler, desk->encoder);
      if (self->has_turn)
        kw_encoder_release (desk->encoder);
    }
  if (self->is_for_watch || !self->has_met_card)
    return;
  kw_desk_spend_card (desk);
  if (desk->watch != NULL)
    kw_desk_watch_on_job_ended (desk->watch, &self->plan->sighting.uid, outcome, self->is_touched);
}

static void
give_turn (KwDeskJob *self)
{
  if (self->has_turn)
    kw_desk_give_turn (self->desk);
  self->has_turn = FALSE;
}

static void
fail (KwDeskJob *self, KwIssueState state, GError *cause)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  GError *error = NULL;

  /* It was there when the job took it. */
  if (self->has_met_card && g_error_matches (cause, KW_ENCODER_ERROR, KW_ENCODER_ERROR_NO_CARD))
    cause->code = KW_ENCODER_ERROR_CARD_GONE;
  end_job (self, NULL);
  if (self->state != state)
    enter_state (self, state);
  give_turn (self);
  kw_desk_throw_cause (kw_desk_get_data_dir (self->desk), cause, &error);
  if (self->plan->outcome->is_finished)
    error = kw_desk_write_end_tell_finished (error);
  g_task_return_error (task, error);
}

static void
succeed (KwDeskJob *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  KwDeskOutcome *outcome = g_steal_pointer (&self->plan->outcome);

  end_job (self, outcome);
  enter_state (self, KW_ISSUE_STATE_DONE);
  give_turn (self);
  g_task_return_pointer (task, outcome, (GDestroyNotify)kw_desk_outcome_free);
}

/* Writing */

static void wait_for_card (KwDeskJob *self, guint wait_limit_ms);

static void
on_settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwDeskJob) self = user_data;
  GError *error = NULL;

  if (!kw_store_run_finish (KW_STORE (source), result, &error))
    fail (self, KW_ISSUE_STATE_UNCERTAIN,
          self->write_error == NULL ? kw_desk_write_end_tell_unrecorded (error) : error);
  else if (self->write_error != NULL && self->has_begun_writing)
    fail (self, KW_ISSUE_STATE_UNCERTAIN,
          kw_desk_write_end_tell_open (self->plan, g_steal_pointer (&self->write_error)));
  else if (self->write_error != NULL)
    fail (self, KW_ISSUE_STATE_FAILED, g_steal_pointer (&self->write_error));
  else if (self->plan->is_finishing)
    {
      /* The interrupted job is over; now the one that was asked for, on what the card is now. */
      enter_state (self, KW_ISSUE_STATE_QUEUED);
      self->plan->outcome->is_finished = TRUE;
      g_clear_pointer (&self->plan->ended, kw_issue_unref);
      self->plan->ended = kw_issue_ref (self->plan->issue);
      wait_for_card (self, 0);
    }
  else
    succeed (self);
}

/* @progress: (nullable): how far the encoder came */
static void
settle (KwDeskJob *self, const KwEncoderProgress *progress)
{
  const KwDeskEnd end = self->write_error == NULL ? KW_DESK_END_DONE
                        : self->has_begun_writing ? KW_DESK_END_OPEN
                                                  : KW_DESK_END_UNCHANGED;

  kw_desk_write_end_settle_async (self->desk->store, self->plan, end, progress, on_settled_cb,
                                  g_object_ref (self));
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwDeskJob) self = user_data;
  KwEncoder *encoder = KW_ENCODER (source);
  g_autoptr (KwEncoderWritten)
      written = kw_encoder_write_finish (encoder, result, &self->write_error);
  const KwEncoderProgress *progress = kw_encoder_get_progress (encoder);

  g_clear_signal_handler (&self->progress_handler, encoder);
  enter_state (self, KW_ISSUE_STATE_VERIFYING);
  self->has_begun_writing = progress->n_writes_begun > 0;
  self->is_touched |= self->has_begun_writing;
  if (written != NULL)
    self->plan->outcome->n_exchanges += written->n_exchanges;
  settle (self, progress);
}

/* FALSE before a byte went anywhere. */
static gboolean
prepare_write (KwDeskJob *self, KwEncoderWrite *write, GError **error)
{
  const KwDeskPlan *plan = self->plan;
  const KwProperty *property = plan->context.property;

  write->operation = plan->operation;
  write->uid = plan->sighting.uid;
  write->slot = plan->slot;
  if (plan->operation != KW_ENCODER_OPERATION_ERASE &&
      !kw_card_site_keys_seal (self->desk->keys, &plan->sighting.uid, &plan->body, write->sealed,
                               error))
    return FALSE;
  return kw_card_site_keys_derive_access (self->desk->keys, &plan->sighting.uid,
                                          (guint8)property->classic_first_sector,
                                          property->desfire_application, &write->access, error);
}

static void
on_progress_cb (KwEncoder *encoder, const KwEncoderProgress *progress, gpointer user_data)
{
  KwDeskJob *self = user_data;

  switch (progress->step)
    {
    case KW_ENCODER_STEP_NONE:
    case KW_ENCODER_STEP_READING:
      break;
    case KW_ENCODER_STEP_WRITING:
    case KW_ENCODER_STEP_CLEARING:
    case KW_ENCODER_STEP_PREPARING:
    case KW_ENCODER_STEP_RESTORING:
      set_step (self, MAX (self->step, KW_DESK_JOB_STEP_WRITING));
      break;
    case KW_ENCODER_STEP_CHECKING:
    case KW_ENCODER_STEP_FINISHED:
      set_step (self, KW_DESK_JOB_STEP_CHECKING);
      break;
    }
}

static void
start_writing (KwDeskJob *self)
{
  KwEncoderWrite write = { 0 };

  enter_state (self, KW_ISSUE_STATE_INTENT_STORED);
  self->has_begun_writing = FALSE;
  if (!prepare_write (self, &write, &self->write_error))
    settle (self, NULL);
  else
    {
      enter_state (self, KW_ISSUE_STATE_WRITING);
      self->progress_handler = g_signal_connect (self->desk->encoder, "progress",
                                                 G_CALLBACK (on_progress_cb), self);
      kw_encoder_write_async (self->desk->encoder, &write, NULL, on_written_cb,
                              g_object_ref (self));
    }
  kw_secret_wipe_bytes (&write, sizeof write);
}

/* Planning */

static gboolean
plan_on_database_thread (KwStore *store, gpointer data, GError **error)
{
  KwDeskPlan *plan = data;

  if (plan->ended != NULL && kw_desk_plan_asks_for (store, plan, plan->ended))
    return kw_desk_batch_take_ended (store, plan, error) &&
           kw_desk_plan_tell_ended (store, plan, error);
  return plan->kind->make (store, plan, error) && kw_desk_plan_check_preview (store, plan, error);
}

static void
on_planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwDeskJob) self = user_data;
  GError *error = NULL;

  kw_desk_take_property (self->desk, &self->plan->context);
  if (!kw_store_run_finish (KW_STORE (source), result, &error))
    fail (self, KW_ISSUE_STATE_FAILED, error);
  else if (self->plan->is_write_needed)
    start_writing (self);
  else
    succeed (self);
}

static gboolean
resolve_on_database_thread (KwStore *store, gpointer data, GError **error)
{
  KwDeskPlan *plan = data;

  /* The card may have been waited for. */
  return kw_desk_context_refresh (store, &plan->context, error) &&
         kw_desk_batch_prepare (store, plan, error) && kw_desk_plan_resolve (store, plan, error);
}

static void
on_resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwDeskJob) self = user_data;
  GError *error = NULL;

  kw_desk_take_property (self->desk, &self->plan->context);
  if (!kw_store_run_finish (KW_STORE (source), result, &error))
    fail (self, KW_ISSUE_STATE_FAILED, error);
  else if (self->desk->is_closing ||
           g_cancellable_is_cancelled (g_task_get_cancellable (self->task)))
    fail (self, KW_ISSUE_STATE_FAILED,
          g_error_new_literal (KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED,
                               "Stopped; the card was not changed."));
  else if (self->plan->is_finishing)
    start_writing (self);
  else
    kw_store_run_async (self->desk->store, plan_on_database_thread, self->plan, NULL, NULL,
                        on_planned_cb, g_object_ref (self));
}

/* Reading */

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwDeskJob) self = user_data;
  KwDeskPlan *plan = self->plan;
  GError *error = NULL;
  g_autoptr (KwEncoderReading)
      reading = kw_encoder_read_finish (KW_ENCODER (source), result, &error);

  if (reading == NULL)
    {
      fail (self, KW_ISSUE_STATE_FAILED, error);
      return;
    }

  set_step (self, KW_DESK_JOB_STEP_PREPARING);
  plan->reading = *reading;
  kw_desk_sighting_init (&plan->sighting, self->desk->keys, reading);
  plan->is_finishing = FALSE;
  plan->is_write_needed = FALSE;
  plan->outcome->n_exchanges += reading->n_exchanges;
  kw_store_run_async (self->desk->store, resolve_on_database_thread, plan, NULL, NULL,
                      on_resolved_cb, g_object_ref (self));
}

static void
on_card_present_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KwDesk *desk = KW_DESK (source);
  g_autoptr (KwDeskJob) self = user_data;
  const KwProperty *property = self->plan->context.property;
  GError *error = NULL;
  KwEncoderCard card;
  KwCardAccess access;

  if (desk->encoder != NULL)
    g_clear_signal_handler (&self->card_handler, desk->encoder);
  set_flag (self, &self->is_lift_needed, FALSE, PROP_IS_LIFT_NEEDED);
  set_flag (self, &self->has_several_cards, FALSE, PROP_HAS_SEVERAL_CARDS);
  if (!kw_desk_wait_card_finish (desk, result, &card, &error))
    {
      if (error->code == KW_DESK_ERROR_CARD_UNSUPPORTED)
        {
          self->has_met_card = TRUE;
          self->plan->sighting.uid = desk->presence.uid;
        }
      fail (self, KW_ISSUE_STATE_FAILED, error);
      return;
    }

  self->has_met_card = TRUE;
  self->plan->sighting.uid = card.uid;
  enter_state (self, KW_ISSUE_STATE_READING);
  if (!kw_card_site_keys_derive_access (desk->keys, &card.uid,
                                        (guint8)property->classic_first_sector,
                                        property->desfire_application, &access, &error))
    {
      fail (self, KW_ISSUE_STATE_FAILED, error);
      return;
    }
  kw_encoder_read_async (desk->encoder, &card.uid, &access, g_task_get_cancellable (self->task),
                         on_read_cb, g_object_ref (self));
  kw_secret_wipe_bytes (&access, sizeof access);
}

static void
look_at_card (KwDeskJob *self)
{
  const KwEncoderCard *card = kw_encoder_get_card (self->desk->encoder);

  set_flag (self, &self->is_lift_needed, self->is_fresh_now && self->desk->presence.is_spent,
            PROP_IS_LIFT_NEEDED);
  set_flag (self, &self->has_several_cards, card != NULL && card->is_several,
            PROP_HAS_SEVERAL_CARDS);
}

static void
wait_for_card (KwDeskJob *self, guint wait_limit_ms)
{
  /* What this very job has finished is the card it goes on with. */
  const gboolean is_fresh = self->is_fresh && !self->has_met_card;

  enter_state (self, KW_ISSUE_STATE_WAITING_FOR_CARD);
  self->is_fresh_now = is_fresh;
  if (kw_desk_ensure_encoder (self->desk, NULL) != NULL)
    {
      self->card_handler = g_signal_connect_swapped (self->desk->encoder, "notify::card",
                                                     G_CALLBACK (look_at_card), self);
      look_at_card (self);
    }
  kw_desk_wait_card_async (self->desk, wait_limit_ms, is_fresh, g_task_get_cancellable (self->task),
                           on_card_present_cb, g_object_ref (self));
}

static void
on_keys_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KwDesk *desk = KW_DESK (source);
  g_autoptr (KwDeskJob) self = user_data;
  KwDeskPlan *plan = self->plan;
  GError *error = NULL;

  if (!kw_desk_ensure_keys_finish (desk, result, &error))
    {
      fail (self, KW_ISSUE_STATE_FAILED, error);
      return;
    }

  kw_desk_context_init (&plan->context, desk);
  plan->key_version = kw_card_site_keys_get_lock_bundle (desk->keys)->keys[0].key_version;
  if (plan->kind == &kw_desk_plan_try_door)
    {
      plan->try.bundle = kw_secret_new (sizeof (KwLockBundle));
      *(KwLockBundle *)kw_secret_get_bytes (plan->try.bundle) = *kw_card_site_keys_get_lock_bundle (
          desk->keys);
    }
  wait_for_card (self, self->wait_limit_ms);
}

static void
on_turn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KwDesk *desk = KW_DESK (source);
  g_autoptr (KwDeskJob) self = user_data;
  GError *error = NULL;

  if (!kw_desk_take_turn_finish (desk, result, &error))
    {
      fail (self, KW_ISSUE_STATE_FAILED, error);
      return;
    }
  self->has_turn = TRUE;
  desk->turn_job = self;
  kw_desk_ensure_keys_async (desk, g_task_get_cancellable (self->task), on_keys_ready_cb,
                             g_object_ref (self));
}

void
kw_desk_job_set_fresh_card (KwDeskJob *self, gboolean is_fresh)
{
  g_return_if_fail (self->task == NULL);

  self->is_fresh = is_fresh;
}

void
kw_desk_job_set_expected_stay (KwDeskJob *self, gint64 stay_id)
{
  g_return_if_fail (self->task == NULL);

  self->plan->expected_stay_id = stay_id;
}

void
kw_desk_job_set_batch_card (KwDeskJob *self, gint64 card_id, gboolean is_other_card)
{
  g_return_if_fail (self->task == NULL);

  self->plan->batch_card = card_id;
  self->plan->is_other_batch_card = is_other_card;
}

void
kw_desk_job_set_expected_credential (KwDeskJob *self, guint64 credential)
{
  g_return_if_fail (self->task == NULL);

  self->plan->expected_credential = credential;
}

void
kw_desk_job_set_preview (KwDeskJob *self, const KwDeskPreview *preview)
{
  g_return_if_fail (self->task == NULL);

  g_clear_pointer (&self->plan->preview, kw_desk_preview_unref);
  self->plan->preview = preview != NULL ? kw_desk_preview_ref (preview) : NULL;
}

void
kw_desk_job_set_for_watch (KwDeskJob *self)
{
  self->is_for_watch = TRUE;
}

void
kw_desk_job_run_async (KwDeskJob *self, guint wait_limit_ms, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (self->task == NULL && self->state == KW_ISSUE_STATE_QUEUED);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (self->task, FALSE);
  self->wait_limit_ms = wait_limit_ms;
  /* A card that has to be lifted first may be looked at meanwhile. */
  kw_desk_take_turn_async (self->desk, self->is_for_watch ? cancellable : NULL,
                           self->is_fresh && self->desk->presence.is_spent, cancellable, on_turn_cb,
                           g_object_ref (self));
}

KwDeskOutcome *
kw_desk_job_run_finish (KwDeskJob *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

KwIssueState
kw_desk_job_get_state (KwDeskJob *self)
{
  return self->state;
}

KwDeskJobStep
kw_desk_job_get_step (KwDeskJob *self)
{
  return self->step;
}

gboolean
kw_desk_job_is_cancellable (KwDeskJob *self)
{
  return self->is_cancellable;
}

gboolean
kw_desk_job_is_lift_needed (KwDeskJob *self)
{
  return self->is_lift_needed;
}

gboolean
kw_desk_job_has_several_cards (KwDeskJob *self)
{
  return self->has_several_cards;
}

const KwCard *
kw_desk_job_get_card (KwDeskJob *self)
{
  g_return_val_if_fail (self->step == KW_DESK_JOB_STEP_ENDED, NULL);

  return self->plan->outcome != NULL ? self->plan->outcome->card : NULL;
}

/* Making one */

static void
kw_desk_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KwDeskJob *self = KW_DESK_JOB (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int)self->state);
      break;
    case PROP_STEP:
      g_value_set_enum (value, (int)self->step);
      break;
    case PROP_IS_CANCELLABLE:
      g_value_set_boolean (value, self->is_cancellable);
      break;
    case PROP_IS_LIFT_NEEDED:
      g_value_set_boolean (value, self->is_lift_needed);
      break;
    case PROP_HAS_SEVERAL_CARDS:
      g_value_set_boolean (value, self->has_several_cards);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kw_desk_job_finalize (GObject *object)
{
  KwDeskJob *self = KW_DESK_JOB (object);

  g_clear_pointer (&self->plan, kw_desk_plan_free);
  g_clear_error (&self->write_error);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (kw_desk_job_parent_class)->finalize (object);
}

static void
kw_desk_job_class_init (KwDeskJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kw_desk_job_get_property;
  object_class->finalize = kw_desk_job_finalize;
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, KW_ISSUE_STATE_N - 1,
                                             KW_ISSUE_STATE_QUEUED, flags);
  properties[PROP_STEP] = g_param_spec_enum ("step", NULL, NULL, KW_TYPE_DESK_JOB_STEP,
                                             KW_DESK_JOB_STEP_WAITING, flags);
  properties[PROP_IS_CANCELLABLE] = g_param_spec_boolean ("is-cancellable", NULL, NULL, TRUE,
                                                          flags);
  properties[PROP_IS_LIFT_NEEDED] = g_param_spec_boolean ("is-lift-needed", NULL, NULL, FALSE,
                                                          flags);
  properties[PROP_HAS_SEVERAL_CARDS] = g_param_spec_boolean ("has-several-cards", NULL, NULL, FALSE,
                                                             flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kw_desk_job_init (KwDeskJob *self)
{
  self->is_cancellable = TRUE;
}

KwDeskJob *
kw_desk_job_new_with_plan (KwDesk *desk, KwDeskPlan *plan)
{
  KwDeskJob *self = g_object_new (KW_TYPE_DESK_JOB, NULL);

  self->desk = g_object_ref (desk);
  self->plan = plan;
  return self;
}
