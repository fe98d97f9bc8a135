/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-watch.h"

#include "kw-desk-plan.h"
#include "kw-desk-register.h"
#include "kw-desk-watch-private.h"
#include "kw-store-credential.h"
#include "kw-store-stay.h"

/* A card that is being laid down slides: its first reading may fail although it stays. */
#define N_RETRIES 3
#define RETRY_PAUSE_MS 120

struct _KwDeskWatch
{
  GObject parent_instance;

  KwDesk *desk;
  gboolean is_active;
  KwDeskWatchPhase phase;
  KwDeskOutcome *outcome;
  GError *error;

  gboolean has_card;
  KwEncoderCard card; /* what lies there */
  gboolean is_look_needed;
  gboolean is_look_outdated; /* keys or a property came after it began */
  guint n_failures;
  guint retry;

  KwDeskJob *job; /* looks at the card */
  GCancellable *cancellable;
  gulong state_handler;
};

enum
{
  PROP_PHASE = 1,
  PROP_OUTCOME,
  PROP_IS_ACTIVE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (KwDeskWatchPhase, kw_desk_watch_phase,
                    G_DEFINE_ENUM_VALUE (KW_DESK_WATCH_PHASE_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_WATCH_PHASE_SEVERAL, "several"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_WATCH_PHASE_READING, "reading"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_WATCH_PHASE_FINISHING, "finishing"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_WATCH_PHASE_KNOWN, "known"),
                    G_DEFINE_ENUM_VALUE (KW_DESK_WATCH_PHASE_FAILED, "failed"))
G_DEFINE_FINAL_TYPE (KwDeskWatch, kw_desk_watch, G_TYPE_OBJECT)

/* Takes @outcome and @error. The last thing that a function does: whoever is told may do anything.
 */
static void
enter_phase (KwDeskWatch *self, KwDeskWatchPhase phase, KwDeskOutcome *outcome, GError *error)
{
  const gboolean is_news = phase != self->phase || outcome != NULL || error != NULL;
  const gboolean is_outcome_news = outcome != self->outcome;

  g_assert ((phase == KW_DESK_WATCH_PHASE_KNOWN) == (outcome != NULL));
  g_assert ((phase == KW_DESK_WATCH_PHASE_FAILED) == (error != NULL));

  g_clear_pointer (&self->outcome, kw_desk_outcome_free);
  g_clear_error (&self->error);
  self->outcome = outcome;
  self->error = error;
  self->phase = phase;
  if (!is_news)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
  if (is_outcome_news)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTCOME]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* Looking
 * */

static void look_if_free (KwDeskWatch *self);

static void
stop_looking (KwDeskWatch *self)
{
  g_clear_handle_id (&self->retry, g_source_remove);
  if (self->job == NULL)
    return;

  g_clear_signal_handler (&self->state_handler, self->job);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->job);
  g_clear_object (&self->cancellable);
}

static gboolean
on_retry_cb (gpointer user_data)
{
  g_autoptr (KwDeskWatch) self = g_object_ref (user_data);

  self->retry = 0;
  self->is_look_needed = TRUE;
  look_if_free (self);
  return G_SOURCE_REMOVE;
}

/* Takes @error. */
static void
take_failure (KwDeskWatch *self, GError *error)
{
  const gboolean is_worth_retry = kw_desk_error_get_kind ((KwDeskError)error->code) ==
                                  KW_DESK_ERROR_KIND_TRY_AGAIN;

  /* Somebody else wanted the encoder, and will give it back. */
  if (error->code == KW_DESK_ERROR_CANCELLED)
    {
      g_error_free (error);
      self->is_look_needed = TRUE;
      look_if_free (self);
    }
  else if (self->is_look_outdated)
    {
      g_error_free (error);
      self->is_look_needed = TRUE;
      look_if_free (self);
      enter_phase (self, KW_DESK_WATCH_PHASE_READING, NULL, NULL);
    }
  else if (is_worth_retry && self->n_failures < N_RETRIES)
    {
      g_error_free (error);
      self->n_failures++;
      self->retry = g_timeout_add (RETRY_PAUSE_MS, on_retry_cb, self);
      enter_phase (self, KW_DESK_WATCH_PHASE_READING, NULL, NULL);
    }
  else
    enter_phase (self, KW_DESK_WATCH_PHASE_FAILED, NULL, error);
}

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwDeskWatch) self = user_data;
  KwDeskJob *job = KW_DESK_JOB (source);
  GError *error = NULL;
  KwDeskOutcome *outcome = kw_desk_job_run_finish (job, result, &error);

  if (job != self->job) /* not wanted any more: the card was lifted, or another one came */
    {
      g_clear_error (&error);
      kw_desk_outcome_free (outcome);
      return;
    }

  g_clear_signal_handler (&self->state_handler, self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->cancellable);
  if (outcome != NULL)
    enter_phase (self, KW_DESK_WATCH_PHASE_KNOWN, outcome, NULL);
  else
    take_failure (self, error);
}

static void
on_job_state_cb (KwDeskJob *job, GParamSpec *pspec, gpointer user_data)
{
  if (!kw_desk_job_is_cancellable (job) && kw_desk_job_get_state (job) == KW_ISSUE_STATE_WRITING)
    enter_phase (user_data, KW_DESK_WATCH_PHASE_FINISHING, NULL, NULL);
}

static void
look_if_free (KwDeskWatch *self)
{
  if (!self->is_look_needed || self->job != NULL || self->retry != 0 || self->desk->is_turn_taken)
    return;

  self->is_look_needed = FALSE;
  self->is_look_outdated = FALSE;
  self->cancellable = g_cancellable_new ();
  self->job = kw_desk_job_new_identify (self->desk);
  kw_desk_job_set_for_watch (self->job);
  self->state_handler = g_signal_connect (self->job, "notify::state", G_CALLBACK (on_job_state_cb),
                                          self);
  kw_desk_job_run_async (self->job, 0, self->cancellable, on_looked_cb, g_object_ref (self));
}

/* What the desk tells
 * */

static gboolean
is_same_card (const KwDeskWatch *self, const KwEncoderCard *card)
{
  return self->has_card && ((self->card.is_random_uid && card->is_random_uid) ||
                            kw_encoder_card_equal (&self->card, card));
}

static void
look_at (KwDeskWatch *self, const KwEncoderCard *card)
{
  if (is_same_card (self, card))
    return;

  stop_looking (self);
  self->has_card = TRUE;
  self->card = *card;
  self->n_failures = 0;
  self->is_look_needed = TRUE;
  look_if_free (self);
  enter_phase (self, KW_DESK_WATCH_PHASE_READING, NULL, NULL);
}

static void
forget_card (KwDeskWatch *self, KwDeskWatchPhase phase)
{
  stop_looking (self);
  self->has_card = FALSE;
  self->is_look_needed = FALSE;
  enter_phase (self, phase, NULL, NULL);
}

void
kw_desk_watch_on_card (KwDeskWatch *self)
{
  g_autoptr (KwDeskWatch) own = g_object_ref (self);
  const KwEncoderCard *card = self->desk->encoder != NULL
                                  ? kw_encoder_get_card (self->desk->encoder)
                                  : NULL;

  if (card == NULL)
    forget_card (self, KW_DESK_WATCH_PHASE_EMPTY);
  else if (card->is_several)
    forget_card (self, KW_DESK_WATCH_PHASE_SEVERAL);
  else
    look_at (self, card);
}

void
kw_desk_watch_on_turn_free (KwDeskWatch *self)
{
  look_if_free (self);
}

/* What the card is after the job, as identifying it would tell. */
static KwDeskOutcome *
make_state_after (KwDeskWatch *self, const KwDeskOutcome *outcome)
{
  KwDeskOutcome *state = kw_desk_outcome_copy (outcome);
  const KwCredential *credential = state->credential;

  g_clear_pointer (&state->visits, g_array_unref);
  g_clear_pointer (&state->answer, g_free);
  if (state->condition != KW_DESK_CONDITION_OURS)
    {
      g_clear_pointer (&state->credential, kw_credential_unref);
      g_clear_pointer (&state->stay, kw_stay_unref);
      g_clear_pointer (&state->why_not, g_free);
    }
  else if (credential != NULL && state->why_not == NULL)
    state->why_not = g_strdup (kw_desk_get_why_not (
        credential, credential->revision, state->is_known, kw_desk_get_now_unix_s (self->desk)));
  return state;
}

static void
look_again (KwDeskWatch *self)
{
  if (!self->has_card)
    return;
  stop_looking (self);
  self->n_failures = 0;
  self->is_look_needed = TRUE;
  look_if_free (self);
  enter_phase (self, KW_DESK_WATCH_PHASE_READING, NULL, NULL);
}

void
kw_desk_watch_on_job_ended (KwDeskWatch *self, const KwCardUid *uid, const KwDeskOutcome *outcome,
                            gboolean is_touched)
{
  g_autoptr (KwDeskWatch) own = g_object_ref (self);

  if (!self->has_card || !kw_card_uid_equal (&self->card.uid, uid))
    return;
  if (outcome != NULL)
    {
      self->is_look_needed = FALSE;
      enter_phase (self, KW_DESK_WATCH_PHASE_KNOWN, make_state_after (self, outcome), NULL);
    }
  else if (is_touched || self->phase != KW_DESK_WATCH_PHASE_KNOWN)
    look_again (self);
}

void
kw_desk_watch_on_keys_changed (KwDeskWatch *self)
{
  g_autoptr (KwDeskWatch) own = g_object_ref (self);

  self->is_look_outdated = TRUE;
  if (self->phase == KW_DESK_WATCH_PHASE_FAILED)
    look_again (self);
}

/* What the register says of the card */

typedef struct
{
  const KwDeskOutcome *outcome;
  gint64 now_unix_s;
  gboolean is_other;
} Comparison;

static gboolean
compare (KwStore *store, gpointer data, GError **error)
{
  Comparison *comparison = data;
  const KwDeskOutcome *outcome = comparison->outcome;
  g_autoptr (KwCredential)
      now = kw_store_credential_load (store, outcome->credential->number, error);
  g_autoptr (KwStay) stay = NULL;

  if (now == NULL)
    return FALSE;
  if (outcome->stay != NULL)
    {
      stay = kw_store_stay_load (store, outcome->stay->id, error);
      if (stay == NULL)
        return FALSE;
    }
  comparison->is_other = now->state != outcome->credential->state ||
                         now->revision != outcome->credential->revision ||
                         (stay != NULL && stay->state != outcome->stay->state) ||
                         (outcome->why_not == NULL &&
                          kw_desk_get_why_not (now, now->revision, TRUE, comparison->now_unix_s) !=
                              NULL);
  return TRUE;
}

static gboolean
is_out_of_date (KwDeskWatch *self)
{
  Comparison comparison = { self->outcome, kw_desk_get_now_unix_s (self->desk), FALSE };
  g_autoptr (GError) error = NULL;

  if (!kw_desk_register_look (self->desk, compare, &comparison, &error))
    g_debug ("looking at the card's entry: %s", error->message);
  return comparison.is_other;
}

/* The card lies there while it is reported lost, replaced by another one, its stay is checked out,
 * or its time runs out. */
static void
on_register_changed_cb (KwDeskWatch *self)
{
  if (self->phase == KW_DESK_WATCH_PHASE_KNOWN && self->outcome->credential != NULL &&
      self->outcome->is_known && !self->desk->is_turn_taken && is_out_of_date (self))
    look_again (self);
}

/* Object
 * */

static void
kw_desk_watch_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KwDeskWatch *self = KW_DESK_WATCH (object);

  switch (id)
    {
    case PROP_PHASE:
      g_value_set_enum (value, (int)self->phase);
      break;
    case PROP_OUTCOME:
      g_value_set_boxed (value, self->outcome);
      break;
    case PROP_IS_ACTIVE:
      g_value_set_boolean (value, self->is_active);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kw_desk_watch_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_ACTIVE)
    kw_desk_watch_set_active (KW_DESK_WATCH (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kw_desk_watch_dispose (GObject *object)
{
  KwDeskWatch *self = KW_DESK_WATCH (object);

  if (self->is_active)
    kw_desk_watch_set_active (self, FALSE);
  G_OBJECT_CLASS (kw_desk_watch_parent_class)->dispose (object);
}

static void
kw_desk_watch_finalize (GObject *object)
{
  KwDeskWatch *self = KW_DESK_WATCH (object);

  g_clear_pointer (&self->outcome, kw_desk_outcome_free);
  g_clear_error (&self->error);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (kw_desk_watch_parent_class)->finalize (object);
}

static void
kw_desk_watch_class_init (KwDeskWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags read_write = read_only | G_PARAM_WRITABLE;

  object_class->get_property = kw_desk_watch_get_property;
  object_class->set_property = kw_desk_watch_set_property;
  object_class->dispose = kw_desk_watch_dispose;
  object_class->finalize = kw_desk_watch_finalize;

  properties[PROP_PHASE] = g_param_spec_enum ("phase", NULL, NULL, KW_TYPE_DESK_WATCH_PHASE,
                                              KW_DESK_WATCH_PHASE_EMPTY, read_only);
  properties[PROP_OUTCOME] = g_param_spec_boxed ("outcome", NULL, NULL, KW_TYPE_DESK_OUTCOME,
                                                 read_only);
  properties[PROP_IS_ACTIVE] = g_param_spec_boolean ("is-active", NULL, NULL, FALSE, read_write);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kw_desk_watch_init (KwDeskWatch *self)
{
}

KwDeskWatch *
kw_desk_watch_new (KwDesk *desk)
{
  KwDeskWatch *self = g_object_new (KW_TYPE_DESK_WATCH, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "register-changed", G_CALLBACK (on_register_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
kw_desk_watch_set_active (KwDeskWatch *self, gboolean is_active)
{
  g_autoptr (KwDeskWatch) own = NULL;

  if (self->is_active == is_active || (is_active && self->desk->is_closing))
    return;
  g_return_if_fail (!is_active || self->desk->watch == NULL);

  own = g_object_ref (self);
  self->is_active = is_active;
  self->desk->watch = is_active ? self : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_ACTIVE]);
  if (self->is_active != is_active)
    return; /* whoever was told changed it back */
  if (!is_active)
    {
      forget_card (self, KW_DESK_WATCH_PHASE_EMPTY);
      return;
    }
  kw_desk_watch_encoder (self->desk);
  kw_desk_watch_on_card (self);
}

gboolean
kw_desk_watch_is_active (KwDeskWatch *self)
{
  return self->is_active;
}

void
kw_desk_watch_refresh (KwDeskWatch *self)
{
  g_autoptr (KwDeskWatch) own = g_object_ref (self);

  if (self->is_active)
    look_again (self);
}

KwDeskWatchPhase
kw_desk_watch_get_phase (KwDeskWatch *self)
{
  return self->phase;
}

const KwDeskOutcome *
kw_desk_watch_get_outcome (KwDeskWatch *self)
{
  return self->outcome;
}

const GError *
kw_desk_watch_get_error (KwDeskWatch *self)
{
  return self->error;
}
