/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-flow.h"

#include "kw-desk-batch.h"
#include "kw-error-words.h"

#include <glib/gi18n.h>

/* A card is waited for until somebody stops that. */
#define WAIT_LIMIT_MS ((guint)G_MAXINT)

struct _KwFlow
{
  GObject parent_instance;

  KwDesk *desk;
  KwFlowOrder *order;
  KwDeskPreview *preview; /* (nullable): of the first card, until it was looked at */
  guint n_cards;
  guint n_done;
  gboolean is_fresh; /* of the first card */

  KwFlowState state;
  KwDeskJobStep step;
  gboolean is_stopping;
  gboolean has_several_cards;
  gboolean is_lift_needed;
  KwDeskJob *job; /* that of the card at hand, or of the next one */
  GCancellable *cancellable;
  guint look_source;

  KwDeskOutcome *outcome;
  GError *error;
  KwCard *worn_card; /* (nullable) */
  gboolean is_card_uncertain;
  guint n_early; /* how often the card at hand was taken away too early, one after the other */
};

enum
{
  PROP_STATE = 1,
  PROP_STEP,
  PROP_N_DONE,
  PROP_N_CARDS,
  PROP_IS_STOPPING,
  PROP_HAS_SEVERAL_CARDS,
  PROP_IS_LIFT_NEEDED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (KwFlowState, kw_flow_state,
                    G_DEFINE_ENUM_VALUE (KW_FLOW_STATE_REVIEW, "review"),
                    G_DEFINE_ENUM_VALUE (KW_FLOW_STATE_LAY_DOWN, "lay-down"),
                    G_DEFINE_ENUM_VALUE (KW_FLOW_STATE_WRITING, "writing"),
                    G_DEFINE_ENUM_VALUE (KW_FLOW_STATE_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (KW_FLOW_STATE_NOT_DONE, "not-done"))
G_DEFINE_FINAL_TYPE (KwFlow, kw_flow, G_TYPE_OBJECT)

/* The order */

KwFlowOrder *
kw_flow_order_copy (const KwFlowOrder *order)
{
  KwFlowOrder *copy = g_new (KwFlowOrder, 1);

  *copy = *order;
  copy->overlap_reason = g_strdup (order->overlap_reason);
  copy->card_label = g_strdup (order->card_label);
  copy->card_purpose = g_strdup (order->card_purpose);
  copy->issue.overlap_reason = g_strdup (order->issue.overlap_reason);
  copy->issue.overwrite_reason = g_strdup (order->issue.overwrite_reason);
  copy->issue.holder = g_strdup (order->issue.holder);
  return copy;
}

void
kw_flow_order_free (KwFlowOrder *order)
{
  if (order == NULL)
    return;

  g_free ((char *)order->overlap_reason);
  g_free ((char *)order->card_label);
  g_free ((char *)order->card_purpose);
  g_free ((char *)order->issue.overlap_reason);
  g_free ((char *)order->issue.overwrite_reason);
  g_free ((char *)order->issue.holder);
  g_free (order);
}

/* A second NEW card would stop the first one. The stay is the same one, whatever becomes of it. */
static void
turn_to_next_card (KwFlowOrder *order, const KwDeskOutcome *outcome)
{
  if (order->kind == KW_FLOW_KIND_ISSUE && outcome->stay != NULL)
    order->issue.stay_id = outcome->stay->id;
  g_clear_pointer ((char **)&order->issue.overwrite_reason, g_free);
  g_clear_pointer ((char **)&order->card_label, g_free);
  g_clear_pointer ((char **)&order->card_purpose, g_free);
  order->issue.new_reason = KW_DESK_NEW_REASON_NONE;
  if (order->issue.mode == KW_DESK_ISSUE_MODE_NEW)
    order->issue.mode = KW_DESK_ISSUE_MODE_COPY;
  if (order->kind != KW_FLOW_KIND_CANCEL_CARD)
    order->credential = 0;
}

/* The stay says whose card it is, if there is one, and nobody was told which card it is. A card
 * that is moved gets another number in the middle, so that one that was taken away too early would
 * not be the one any more. */
static guint64
get_expected_credential (const KwFlowOrder *order)
{
  const gboolean is_about_it = order->kind == KW_FLOW_KIND_RENEW ||
                               order->kind == KW_FLOW_KIND_RETURN;

  return is_about_it && (order->stay_id == 0 || order->card_label != NULL) ? order->credential : 0;
}

static KwDeskJob *
make_job (KwFlow *self)
{
  const KwFlowOrder *order = self->order;

  switch (order->kind)
    {
    case KW_FLOW_KIND_ISSUE:
      return kw_desk_job_new_issue (self->desk, &order->issue);
    case KW_FLOW_KIND_RENEW:
      return kw_desk_job_new_renew (self->desk, order->until_unix_s, order->overlap_reason);
    case KW_FLOW_KIND_MOVE:
      return kw_desk_job_new_move (self->desk);
    case KW_FLOW_KIND_RETURN:
      return kw_desk_job_new_return (self->desk);
    case KW_FLOW_KIND_BLANK:
      return kw_desk_job_new_blank (self->desk);
    case KW_FLOW_KIND_CANCEL_CARD:
      return kw_desk_job_new_cancel_card (self->desk, order->credential);
    }
  g_assert_not_reached ();
}

/* Where it is */

#define BIT(state) (1u << (state))
static const guint may_follow[KW_FLOW_STATE_N] = {
  [KW_FLOW_STATE_REVIEW] = BIT (KW_FLOW_STATE_LAY_DOWN),
  [KW_FLOW_STATE_LAY_DOWN] = BIT (KW_FLOW_STATE_REVIEW) | BIT (KW_FLOW_STATE_WRITING) |
                             BIT (KW_FLOW_STATE_DONE) | BIT (KW_FLOW_STATE_NOT_DONE),
  [KW_FLOW_STATE_WRITING] = BIT (KW_FLOW_STATE_REVIEW) | BIT (KW_FLOW_STATE_DONE) |
                            BIT (KW_FLOW_STATE_NOT_DONE),
  [KW_FLOW_STATE_DONE] = BIT (KW_FLOW_STATE_LAY_DOWN) | BIT (KW_FLOW_STATE_WRITING) |
                         BIT (KW_FLOW_STATE_DONE) | BIT (KW_FLOW_STATE_NOT_DONE),
  [KW_FLOW_STATE_NOT_DONE] = BIT (KW_FLOW_STATE_REVIEW) | BIT (KW_FLOW_STATE_LAY_DOWN) |
                             BIT (KW_FLOW_STATE_WRITING) | BIT (KW_FLOW_STATE_DONE) |
                             BIT (KW_FLOW_STATE_NOT_DONE),
};

static void
enter_state (KwFlow *self, KwFlowState state)
{
  g_assert ((may_follow[self->state] & BIT (state)) != 0);

  g_debug ("flow: %d, card %u of %u", state, self->n_done, self->n_cards);
  if (state != KW_FLOW_STATE_NOT_DONE)
    {
      g_clear_error (&self->error);
      g_clear_pointer (&self->worn_card, kw_card_unref);
    }
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_uint (KwFlow *self, guint *field, guint value, guint property)
{
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_flag (KwFlow *self, gboolean *field, gboolean value, guint property)
{
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_step (KwFlow *self, KwDeskJobStep step)
{
  if (self->step == step)
    return;
  self->step = step;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
}

/* The job */

static void start_job (KwFlow *self, gboolean is_fresh);

/* Forgets the job; if it still waits, it ends. */
static void
drop_job (KwFlow *self)
{
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->job);
  set_flag (self, &self->has_several_cards, FALSE, PROP_HAS_SEVERAL_CARDS);
  set_flag (self, &self->is_lift_needed, FALSE, PROP_IS_LIFT_NEEDED);
}

/* What the job shows, shown. */
static void
look (KwFlow *self)
{
  const KwDeskJobStep step = kw_desk_job_get_step (self->job);

  set_flag (self, &self->has_several_cards, kw_desk_job_has_several_cards (self->job),
            PROP_HAS_SEVERAL_CARDS);
  /* Before it waits nobody has looked. */
  if (step != KW_DESK_JOB_STEP_WAITING ||
      kw_desk_job_get_state (self->job) == KW_ISSUE_STATE_WAITING_FOR_CARD)
    set_flag (self, &self->is_lift_needed, kw_desk_job_is_lift_needed (self->job),
              PROP_IS_LIFT_NEEDED);
  switch (step)
    {
    case KW_DESK_JOB_STEP_WAITING:
      if (self->state == KW_FLOW_STATE_DONE &&
          kw_desk_job_get_state (self->job) == KW_ISSUE_STATE_WAITING_FOR_CARD &&
          !kw_desk_job_is_lift_needed (self->job))
        enter_state (self, KW_FLOW_STATE_LAY_DOWN);
      return;
    case KW_DESK_JOB_STEP_PREPARING:
      /* It was as shown. The same card, laid down again, finds it done in part. */
      g_clear_pointer (&self->preview, kw_desk_preview_unref);
      /* fall through */
    case KW_DESK_JOB_STEP_READING:
    case KW_DESK_JOB_STEP_WRITING:
    case KW_DESK_JOB_STEP_CHECKING:
      set_step (self, step);
      if (self->state != KW_FLOW_STATE_WRITING)
        enter_state (self, KW_FLOW_STATE_WRITING);
      return;
    case KW_DESK_JOB_STEP_ENDED:
      return;
    }
}

static gboolean
on_look_cb (gpointer user_data)
{
  KwFlow *self = user_data;

  self->look_source = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
on_job_step_cb (KwFlow *self)
{
  look (self);
}

/* Whether the card has to be lifted is known when the job has begun to wait, not before. */
static void
on_job_waits_cb (KwFlow *self)
{
  if (self->look_source == 0)
    self->look_source = g_idle_add (on_look_cb, self);
}

/* A card that goes away time after time is worn, or lies badly: somebody has to look at it. */
#define EARLY_MAX 3

/* Without an encoder a job would end as soon as it was started, again and again. */
static gboolean
is_encoder_away (KwFlow *self)
{
  const KwDeskEncoderState state = kw_desk_get_encoder_state (self->desk);

  return state != KW_DESK_ENCODER_STATE_READY && state != KW_DESK_ENCODER_STATE_STARTING;
}

/* It goes on without a hand on the keyboard, when the card is laid down again, or another one. */
static gboolean
goes_on_by_itself (KwFlow *self, const GError *error)
{
  const KwErrorAction action = kw_error_words_get_action (error);

  if (g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_NOT_RESPONDING) &&
      is_encoder_away (self))
    return FALSE; /* but when it is back */
  if (action == KW_ERROR_ACTION_USE_ANOTHER_CARD || action == KW_ERROR_ACTION_DISCARD_CARD ||
      action == KW_ERROR_ACTION_RETURN_CARD)
    return TRUE;
  return action == KW_ERROR_ACTION_LAY_DOWN_AGAIN && self->n_early < EARLY_MAX;
}

static void
end_stopped (KwFlow *self)
{
  set_flag (self, &self->is_stopping, FALSE, PROP_IS_STOPPING);
  self->is_card_uncertain = FALSE;
  if (self->n_done > 0)
    set_uint (self, &self->n_cards, self->n_done, PROP_N_CARDS);
  set_step (self, KW_DESK_JOB_STEP_WAITING);
  enter_state (self, self->n_done > 0 ? KW_FLOW_STATE_DONE : KW_FLOW_STATE_REVIEW);
}

/* Takes @error. */
static void
end_not_done (KwFlow *self, GError *error, gboolean is_card_uncertain)
{
  g_clear_error (&self->error);
  self->error = error;
  self->is_card_uncertain |= is_card_uncertain; /* until that card was seen again */
  set_flag (self, &self->is_stopping, FALSE, PROP_IS_STOPPING);
  set_step (self, KW_DESK_JOB_STEP_ENDED);
  if (g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_PRESENT_CARD_AGAIN))
    self->n_early++;
  /* A card that was taken away too early was lifted, even if it is back before the encoder has
   * looked. */
  if (goes_on_by_itself (self, error))
    start_job (self, !g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_PRESENT_CARD_AGAIN));
  enter_state (self, KW_FLOW_STATE_NOT_DONE);
}

/* Takes @outcome. */
static void
end_done (KwFlow *self, KwDeskOutcome *outcome)
{
  g_clear_pointer (&self->outcome, kw_desk_outcome_free);
  self->outcome = outcome;
  self->is_card_uncertain = FALSE;
  self->n_early = 0;
  set_uint (self, &self->n_done, self->n_done + 1, PROP_N_DONE);
  if (self->is_stopping)
    set_uint (self, &self->n_cards, self->n_done, PROP_N_CARDS);
  set_flag (self, &self->is_stopping, FALSE, PROP_IS_STOPPING);
  set_step (self, KW_DESK_JOB_STEP_ENDED);
  g_clear_pointer (&self->preview, kw_desk_preview_unref);
  if (self->n_done != self->n_cards)
    {
      turn_to_next_card (self->order, outcome);
      start_job (self, /* is_fresh= */ TRUE);
    }
  enter_state (self, KW_FLOW_STATE_DONE);
}

static void
take_worn_card (KwFlow *self, KwDeskJob *job, const GError *error)
{
  const KwCard *card = kw_desk_job_get_card (job);

  g_clear_pointer (&self->worn_card, kw_card_unref);
  if (card != NULL && g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_CARD_DAMAGED))
    self->worn_card = kw_card_ref (card);
}

typedef struct
{
  GWeakRef flow;
} Ending;

static void
on_job_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KwDeskJob *job = KW_DESK_JOB (source);
  Ending *ending = user_data;
  g_autoptr (KwFlow) self = g_weak_ref_get (&ending->flow);
  GError *error = NULL;
  KwDeskOutcome *outcome = kw_desk_job_run_finish (job, result, &error);
  const gboolean is_uncertain = kw_desk_job_get_state (job) == KW_ISSUE_STATE_UNCERTAIN;
  const gboolean is_cancelled = g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED);

  g_weak_ref_clear (&ending->flow);
  g_free (ending);
  if (self == NULL || self->job != job)
    {
      kw_desk_outcome_free (outcome);
      g_clear_error (&error);
      return;
    }

  drop_job (self);
  if (outcome != NULL)
    end_done (self, outcome);
  else if (is_cancelled && self->is_stopping)
    {
      g_clear_error (&error);
      end_stopped (self);
    }
  else
    {
      take_worn_card (self, job, error);
      end_not_done (self, error, is_uncertain);
    }
}

static void
start_job (KwFlow *self, gboolean is_fresh)
{
  Ending *ending = g_new0 (Ending, 1);

  drop_job (self);
  g_weak_ref_init (&ending->flow, self);
  self->cancellable = g_cancellable_new ();
  self->job = make_job (self);
  kw_desk_job_set_fresh_card (self->job, is_fresh);
  kw_desk_job_set_preview (self->job, self->preview);
  kw_desk_job_set_expected_stay (self->job, self->order->stay_id);
  kw_desk_job_set_expected_credential (self->job, get_expected_credential (self->order));
  if (self->order->batch_card != 0)
    kw_desk_job_set_batch_card (self->job, self->order->batch_card,
                                self->order->is_other_batch_card);
  set_flag (self, &self->is_lift_needed, is_fresh, PROP_IS_LIFT_NEEDED);
  g_signal_connect_object (self->job, "notify::step", G_CALLBACK (on_job_step_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "notify::state", G_CALLBACK (on_job_waits_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "notify::is-lift-needed", G_CALLBACK (on_job_waits_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "notify::has-several-cards", G_CALLBACK (on_job_waits_cb),
                           self, G_CONNECT_SWAPPED);
  kw_desk_job_run_async (self->job, WAIT_LIMIT_MS, self->cancellable, on_job_ended_cb, ending);
}

/* What an encoder that is not at work stopped. */
static gboolean
is_stopped_by_encoder (KwFlow *self)
{
  return g_error_matches (self->error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_UNPLUGGED) ||
         g_error_matches (self->error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_MISSING) ||
         g_error_matches (self->error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_UNKNOWN) ||
         g_error_matches (self->error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_NOT_RESPONDING) ||
         g_error_matches (self->error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_BUSY);
}

/* The encoder is back: what it stopped goes on. The card that lies there now may be taken, because
 * nobody can say whether it was lifted meanwhile; the desk knows an interrupted one. One that did
 * not answer may be known to be gone by now: a job says that. */
static void
on_encoder_state_cb (KwFlow *self)
{
  const KwDeskEncoderState state = kw_desk_get_encoder_state (self->desk);

  if (self->state != KW_FLOW_STATE_NOT_DONE || self->job != NULL || !is_stopped_by_encoder (self))
    return;
  if (state == KW_DESK_ENCODER_STATE_READY)
    kw_flow_retry (self, /* is_other_card= */ FALSE);
  else if (state != KW_DESK_ENCODER_STATE_NOT_RESPONDING &&
           g_error_matches (self->error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_NOT_RESPONDING))
    start_job (self, /* is_fresh= */ FALSE);
}

/* The object */

static void
kw_flow_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  KwFlow *self = KW_FLOW (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int)self->state);
      break;
    case PROP_STEP:
      g_value_set_enum (value, (int)self->step);
      break;
    case PROP_N_DONE:
      g_value_set_uint (value, self->n_done);
      break;
    case PROP_N_CARDS:
      g_value_set_uint (value, self->n_cards);
      break;
    case PROP_IS_STOPPING:
      g_value_set_boolean (value, self->is_stopping);
      break;
    case PROP_HAS_SEVERAL_CARDS:
      g_value_set_boolean (value, self->has_several_cards);
      break;
    case PROP_IS_LIFT_NEEDED:
      g_value_set_boolean (value, self->is_lift_needed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
kw_flow_dispose (GObject *object)
{
  KwFlow *self = KW_FLOW (object);

  drop_job (self);
  G_OBJECT_CLASS (kw_flow_parent_class)->dispose (object);
}

static void
kw_flow_finalize (GObject *object)
{
  KwFlow *self = KW_FLOW (object);

  g_clear_pointer (&self->order, kw_flow_order_free);
  g_clear_pointer (&self->outcome, kw_desk_outcome_free);
  g_clear_pointer (&self->preview, kw_desk_preview_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->worn_card, kw_card_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (kw_flow_parent_class)->finalize (object);
}

static void
kw_flow_class_init (KwFlowClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kw_flow_get_property;
  object_class->dispose = kw_flow_dispose;
  object_class->finalize = kw_flow_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, KW_TYPE_FLOW_STATE,
                                              KW_FLOW_STATE_REVIEW, flags);
  properties[PROP_STEP] = g_param_spec_enum ("step", NULL, NULL, KW_TYPE_DESK_JOB_STEP,
                                             KW_DESK_JOB_STEP_WAITING, flags);
  properties[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_CARDS] = g_param_spec_uint ("n-cards", NULL, NULL, 0, G_MAXUINT, 1, flags);
  properties[PROP_IS_STOPPING] = g_param_spec_boolean ("is-stopping", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_SEVERAL_CARDS] = g_param_spec_boolean ("has-several-cards", NULL, NULL, FALSE,
                                                             flags);
  properties[PROP_IS_LIFT_NEEDED] = g_param_spec_boolean ("is-lift-needed", NULL, NULL, FALSE,
                                                          flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kw_flow_init (KwFlow *self)
{
}

KwFlow *
kw_flow_new (KwDesk *desk, const KwFlowOrder *order, guint n_cards)
{
  KwFlow *self = g_object_new (KW_TYPE_FLOW, NULL);

  self->desk = g_object_ref (desk);
  self->n_cards = n_cards;
  self->order = kw_flow_order_copy (order);
  g_signal_connect_object (desk, "notify::encoder-state", G_CALLBACK (on_encoder_state_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

const KwFlowOrder *
kw_flow_get_order (KwFlow *self)
{
  return self->order;
}

void
kw_flow_set_order (KwFlow *self, const KwFlowOrder *order)
{
  KwFlowOrder *old = self->order; /* @order may be made of it */

  g_return_if_fail (self->state == KW_FLOW_STATE_REVIEW || self->state == KW_FLOW_STATE_NOT_DONE);

  self->order = kw_flow_order_copy (order);
  kw_flow_order_free (old);
}

void
kw_flow_set_n_cards (KwFlow *self, guint n_cards)
{
  g_return_if_fail (self->state == KW_FLOW_STATE_REVIEW || self->state == KW_FLOW_STATE_NOT_DONE);
  g_return_if_fail (n_cards == 0 || n_cards > self->n_done);

  set_uint (self, &self->n_cards, n_cards, PROP_N_CARDS);
}

void
kw_flow_set_preview (KwFlow *self, const KwDeskPreview *preview)
{
  g_return_if_fail (self->state == KW_FLOW_STATE_REVIEW);

  g_clear_pointer (&self->preview, kw_desk_preview_unref);
  self->preview = preview != NULL ? kw_desk_preview_ref (preview) : NULL;
}

void
kw_flow_set_fresh_card (KwFlow *self, gboolean is_fresh)
{
  g_return_if_fail (self->state == KW_FLOW_STATE_REVIEW);

  self->is_fresh = is_fresh;
}

void
kw_flow_start (KwFlow *self)
{
  g_return_if_fail (self->state == KW_FLOW_STATE_REVIEW);

  start_job (self, self->is_fresh);
  enter_state (self, KW_FLOW_STATE_LAY_DOWN);
}

void
kw_flow_retry (KwFlow *self, gboolean is_other_card)
{
  g_return_if_fail (self->state == KW_FLOW_STATE_NOT_DONE);

  self->is_card_uncertain &= !is_other_card;
  self->n_early = 0;
  start_job (self, is_other_card);
  set_step (self, KW_DESK_JOB_STEP_WAITING);
  enter_state (self, KW_FLOW_STATE_LAY_DOWN);
}

void
kw_flow_stop (KwFlow *self)
{
  if (self->state == KW_FLOW_STATE_REVIEW || kw_flow_is_over (self) || self->is_stopping)
    return;
  if (self->state == KW_FLOW_STATE_NOT_DONE || self->state == KW_FLOW_STATE_DONE)
    {
      drop_job (self);
      end_stopped (self);
      return;
    }
  set_flag (self, &self->is_stopping, TRUE, PROP_IS_STOPPING);
  g_cancellable_cancel (self->cancellable);
}

gboolean
kw_flow_is_over (KwFlow *self)
{
  return self->state == KW_FLOW_STATE_DONE && self->n_done == self->n_cards;
}

gboolean
kw_flow_can_leave (KwFlow *self)
{
  return self->state != KW_FLOW_STATE_WRITING;
}

KwFlowState
kw_flow_get_state (KwFlow *self)
{
  return self->state;
}

KwDeskJobStep
kw_flow_get_step (KwFlow *self)
{
  return self->step;
}

guint
kw_flow_get_n_done (KwFlow *self)
{
  return self->n_done;
}

guint
kw_flow_get_n_cards (KwFlow *self)
{
  return self->n_cards;
}

gboolean
kw_flow_is_stopping (KwFlow *self)
{
  return self->is_stopping;
}

gboolean
kw_flow_has_several_cards (KwFlow *self)
{
  return self->has_several_cards;
}

gboolean
kw_flow_is_lift_needed (KwFlow *self)
{
  return self->is_lift_needed;
}

const KwDeskOutcome *
kw_flow_get_outcome (KwFlow *self)
{
  return self->outcome;
}

const GError *
kw_flow_get_error (KwFlow *self)
{
  return self->error;
}

const KwCard *
kw_flow_get_worn_card (KwFlow *self)
{
  return self->worn_card;
}

/* Nobody knows what the card carries: it has to come back, whatever was asked for. */
static gboolean
is_unplugged_in_the_middle (KwFlow *self)
{
  return self->is_card_uncertain &&
         g_error_matches (self->error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_UNPLUGGED);
}

KwErrorAction
kw_flow_get_action (KwFlow *self)
{
  KwErrorAction action = KW_ERROR_ACTION_NONE;

  g_return_val_if_fail (self->error != NULL, KW_ERROR_ACTION_NONE);

  if (is_unplugged_in_the_middle (self))
    return KW_ERROR_ACTION_LAY_DOWN_AGAIN;
  action = kw_error_words_get_action (self->error);
  return action == KW_ERROR_ACTION_NONE ? KW_ERROR_ACTION_TRY_AGAIN : action;
}

char *
kw_flow_dup_sentence (KwFlow *self)
{
  g_return_val_if_fail (self->error != NULL, g_strdup (""));

  if (is_unplugged_in_the_middle (self))
    return g_strdup (_ ("The encoder was unplugged. Whether the card was written is open. Plug it "
                        "in and lay the same card down."));
  return kw_error_words_dup_sentence (self->error);
}

gboolean
kw_flow_is_card_uncertain (KwFlow *self)
{
  return self->is_card_uncertain;
}
