/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-preview.h"

#include "kw-desk-credentials.h"
#include "kw-desk-grant.h"
#include "kw-desk-plan.h"
#include "kw-desk-staff.h"
#include "kw-desk-stay-rules.h"
#include "kw-error.h"
#include "kw-store-issue.h"
#include "kw-store-stay.h"

/*
 * A job is planned and brought to its end exactly as one with a real card, up to the register's
 * commit, which does not come. In place of the reading stands what the register knows of the card.
 */

/* A chip's number that no chip has. */
#define NO_UID_BYTES 7

/* Stands for the reason that the clerk has not given yet. */
#define REASON_TO_COME "-"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* Value
 * */

static void
preview_card_free (gpointer data)
{
  KwDeskPreviewCard *item = data;

  kw_card_unref (item->card);
  kw_credential_unref (item->credential);
  g_free (item);
}

static KwDeskPreview *
preview_new (void)
{
  KwDeskPreview *preview = g_atomic_rc_box_new0 (KwDeskPreview);

  preview->superseded = g_ptr_array_new_with_free_func (preview_card_free);
  return preview;
}

static void
clear_preview (gpointer data)
{
  KwDeskPreview *preview = data;

  g_clear_pointer (&preview->grant, kw_grant_unref);
  g_clear_pointer (&preview->stay_before, kw_stay_unref);
  g_clear_pointer (&preview->stay, kw_stay_unref);
  g_clear_pointer (&preview->overlap, kw_stay_unref);
  g_clear_error (&preview->overlap_error);
  g_ptr_array_unref (preview->superseded);
}

KwDeskPreview *
kw_desk_preview_ref (const KwDeskPreview *preview)
{
  return g_atomic_rc_box_acquire ((KwDeskPreview *)preview);
}

void
kw_desk_preview_unref (KwDeskPreview *preview)
{
  g_atomic_rc_box_release_full (preview, clear_preview);
}

G_DEFINE_BOXED_TYPE (KwDeskPreview, kw_desk_preview, kw_desk_preview_ref, kw_desk_preview_unref)

/* The card that is not there
 * */

typedef struct
{
  KwDeskPlan *plan;
  guint64 credential; /* that the card carries; 0: it is blank */
  KwDeskPreview *preview;
} Rehearsal;

static void
rehearsal_free (Rehearsal *rehearsal)
{
  kw_desk_plan_free (rehearsal->plan);
  kw_desk_preview_unref (rehearsal->preview);
  g_free (rehearsal);
}

/* A blank one that everything may be written on. */
static void
sight_blank (KwDeskPlan *plan)
{
  plan->sighting = (KwDeskSighting){
    .medium = KW_CARD_MEDIUM_DESFIRE,
    .uid = { .size_bytes = NO_UID_BYTES },
    .condition = KW_DESK_CONDITION_BLANK,
  };
}

static gboolean
check_settled (KwStore *store, const KwCard *card, GError **error)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (KwIssue)
      issue = kw_store_issue_load_unresolved_by_uid (store, card->uid, card->uid_len, &missing);

  if (issue != NULL)
    return throw (error, KW_DESK_ERROR_CARD_UNCERTAIN,
                  "Whether this card was written the last time is open; lay it down to find out.");
  if (g_error_matches (missing, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&missing));
  return FALSE;
}

static KwCardMedium
get_card_medium (KwMedium medium)
{
  switch (medium)
    {
    case KW_MEDIUM_CLASSIC_1K:
      return KW_CARD_MEDIUM_CLASSIC_1K;
    case KW_MEDIUM_CLASSIC_4K:
      return KW_CARD_MEDIUM_CLASSIC_4K;
    case KW_MEDIUM_DESFIRE:
      return KW_CARD_MEDIUM_DESFIRE;
    case KW_MEDIUM_ULTRALIGHT_C:
      return KW_CARD_MEDIUM_ULTRALIGHT_C;
    }
  g_return_val_if_reached (KW_CARD_MEDIUM_UNSUPPORTED);
}

/* As the register left it. */
static gboolean
sight_carrier (KwStore *store, KwDeskPlan *plan, guint64 number, GError **error)
{
  g_autoptr (KwCredential) credential = kw_store_credential_load (store, number, error);
  g_autoptr (KwCard) card = NULL;

  if (credential == NULL)
    return FALSE;
  card = kw_store_card_load (store, credential->card_id, error);
  if (card == NULL || !check_settled (store, card, error))
    return FALSE;

  plan->sighting = (KwDeskSighting){
    .medium = get_card_medium (card->medium),
    .uid = { .size_bytes = (guint8)card->uid_len },
    .condition = KW_DESK_CONDITION_OURS,
    .has_credential = TRUE,
    .body = kw_desk_grant_to_body (credential->grant, plan->context.property->site,
                                   credential->number, credential->generation,
                                   credential->revision),
    .key_version = (guint8)credential->key_version,
    .are_keys_whole = TRUE,
  };
  memcpy (plan->sighting.uid.bytes, card->uid, card->uid_len);
  return TRUE;
}

/* What the register says before
 * */

/* The door that live cards are counted at; FALSE: none. */
static gboolean
get_door (const Rehearsal *rehearsal, KwDoorRef *out_door)
{
  const KwStay *stay = rehearsal->preview->stay_before;

  if (rehearsal->plan->kind == &kw_desk_plan_issue)
    {
      *out_door = rehearsal->plan->issue_request.door;
      return rehearsal->plan->issue_request.kind == KW_GRANT_KIND_TENANT;
    }
  if (stay != NULL)
    *out_door = stay->doors[0];
  return stay != NULL;
}

static gboolean
load_stay_before (KwStore *store, Rehearsal *rehearsal, GError **error)
{
  g_autoptr (KwCredential)
      credential = kw_store_credential_load (store, rehearsal->credential, error);

  if (credential == NULL)
    return FALSE;
  if (credential->stay_id == 0)
    {
      if (rehearsal->plan->kind == &kw_desk_plan_renew && rehearsal->plan->until_unix_s == 0)
        rehearsal->plan->until_unix_s = kw_desk_staff_get_default_until_unix_s (
            rehearsal->plan->context.property, rehearsal->plan->context.now_unix_s,
            credential->grant);
      return TRUE;
    }
  rehearsal->preview->stay_before = kw_desk_stay_load (store, credential->stay_id, error);
  return rehearsal->preview->stay_before != NULL;
}

/* What the job would make of it
 * */

static void
count_live (KwDeskPreview *preview, const GPtrArray *live)
{
  preview->n_live_at_door = live->len;
  for (guint i = 0; preview->stay_before != NULL && i < live->len; i++)
    {
      const KwCredential *credential = g_ptr_array_index (live, i);

      preview->n_live_cards += credential->stay_id == preview->stay_before->id;
    }
}

static void
tell_stay (KwDeskPreview *preview)
{
  const KwStay *before = preview->stay_before;
  const KwStay *after = preview->stay;

  if (after == NULL)
    return;
  preview->would_open_stay = before == NULL;
  if (before == NULL)
    return;
  preview->would_check_in = before->state == KW_STAY_STATE_EXPECTED &&
                            after->state == KW_STAY_STATE_OPEN;
  preview->would_change_stay = after->until_unix_s != before->until_unix_s ||
                               after->n_doors != before->n_doors;
}

static gboolean
tell_superseded (KwStore *store, KwDeskPreview *preview, const GPtrArray *superseded,
                 GError **error)
{
  for (guint i = 0; superseded != NULL && i < superseded->len; i++)
    {
      const KwCredential *credential = g_ptr_array_index (superseded, i);
      KwCard *card = kw_store_card_load (store, credential->card_id, error);
      KwDeskPreviewCard *item = NULL;

      if (card == NULL)
        return FALSE;
      item = g_new0 (KwDeskPreviewCard, 1);
      item->card = card;
      item->credential = kw_credential_ref (credential);
      g_ptr_array_add (preview->superseded, item);
    }
  preview->n_superseded = preview->superseded->len;
  return TRUE;
}

static gboolean
fill_preview (KwStore *store, Rehearsal *rehearsal, const GPtrArray *live, GError **error)
{
  const KwDeskPlan *plan = rehearsal->plan;
  const KwDeskOutcome *outcome = plan->outcome;
  KwDeskPreview *preview = rehearsal->preview;
  KwDoorRef door;

  preview->operation = plan->issue->operation;
  preview->grant = kw_grant_ref (plan->issue->grant_after);
  preview->mode = preview->grant->is_copy ? KW_DESK_ISSUE_MODE_COPY : KW_DESK_ISSUE_MODE_NEW;
  if (preview->stay_before == NULL && plan->stay_before != NULL)
    preview->stay_before = kw_stay_ref (plan->stay_before);
  preview->stay = outcome->stay != NULL ? kw_stay_ref (outcome->stay) : NULL;
  preview->has_area_access = outcome->has_area_access;
  preview->may_live_until_unix_s = outcome->may_live_until_unix_s;
  preview->needs_uncloneable = kw_desk_staff_needs_uncloneable (plan->context.property,
                                                                preview->grant->kind);
  tell_stay (preview);
  if (live != NULL)
    count_live (preview, live);
  return tell_superseded (store, preview, outcome->superseded, error) &&
         (preview->stay == NULL || kw_desk_stay_find_overlap (store, &plan->context, preview->stay,
                                                              &preview->overlap, &door, error));
}

static gboolean
rehearse (KwStore *store, gpointer data, GError **error)
{
  Rehearsal *rehearsal = data;
  KwDeskPlan *plan = rehearsal->plan;
  g_autoptr (GPtrArray) live = NULL;
  KwDoorRef door;

  if (!kw_desk_context_refresh (store, &plan->context, error) ||
      !kw_desk_context_require_property (&plan->context, error))
    return FALSE;
  kw_desk_context_take_time (&plan->context);
  if (rehearsal->credential == 0)
    sight_blank (plan);
  else if (!sight_carrier (store, plan, rehearsal->credential, error) ||
           !load_stay_before (store, rehearsal, error))
    return FALSE;
  if (get_door (rehearsal, &door))
    {
      live = kw_desk_list_live_at (store, door, plan->context.now_unix_s, error);
      if (live == NULL)
        return FALSE;
    }

  return plan->kind->make (store, plan, error) &&
         kw_desk_settle (store, &plan->context, plan->issue, KW_DESK_END_DONE, /* step= */ NULL,
                         /* is_resolved= */ FALSE, plan->outcome, error) &&
         fill_preview (store, rehearsal, live, error);
}

/* The desk's side
 * */

/* A plan is used once; what was asked for goes over to the next one. */
static void
start_anew_with_reason (Rehearsal *rehearsal)
{
  KwDeskPlan *old = rehearsal->plan;
  KwDeskPlan *plan = kw_desk_plan_new (old->kind);

  plan->issue_request = old->issue_request;
  old->issue_request = (KwDeskIssueRequest){ 0 };
  g_free ((char *)plan->issue_request.overlap_reason);
  plan->issue_request.overlap_reason = g_strdup (REASON_TO_COME);
  plan->until_unix_s = old->until_unix_s;
  plan->overlap_reason = g_strdup (REASON_TO_COME);
  kw_desk_plan_free (old);
  rehearsal->plan = plan;
  g_clear_pointer (&rehearsal->preview->stay_before, kw_stay_unref);
}

static void start_rehearsal (GTask *task);

static gboolean
is_reason_missing (const Rehearsal *rehearsal, const GError *error)
{
  return g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_STAY_OVERLAP) &&
         rehearsal->preview->overlap_error == NULL;
}

static void
on_rehearsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Rehearsal *rehearsal = g_task_get_task_data (task);
  GError *cause = NULL;
  GError *error = NULL;

  if (kw_store_run_finish (KW_STORE (source), result, &cause))
    {
      kw_desk_take_property (g_task_get_source_object (task), &rehearsal->plan->context);
      g_task_return_pointer (task, kw_desk_preview_ref (rehearsal->preview),
                             (GDestroyNotify)kw_desk_preview_unref);
    }
  else if (is_reason_missing (rehearsal, cause))
    {
      rehearsal->preview->overlap_error = cause;
      start_anew_with_reason (rehearsal);
      start_rehearsal (g_steal_pointer (&task));
    }
  else
    {
      kw_desk_throw_cause (kw_desk_get_data_dir (g_task_get_source_object (task)), cause, &error);
      g_task_return_error (task, error);
    }
}

/* Takes @task. */
static void
start_rehearsal (GTask *task)
{
  KwDesk *self = g_task_get_source_object (task);
  Rehearsal *rehearsal = g_task_get_task_data (task);

  kw_desk_context_init (&rehearsal->plan->context, self);
  rehearsal->plan
      ->key_version = kw_card_site_keys_get_lock_bundle (self->keys)->keys[0].key_version;
  kw_store_rehearse_async (self->store, rehearse, rehearsal, NULL, g_task_get_cancellable (task),
                           on_rehearsed_cb, task);
}

static void
on_keys_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (kw_desk_ensure_keys_finish (KW_DESK (source), result, &error))
    start_rehearsal (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* Takes @plan. */
static void
preview_async (KwDesk *self, KwDeskPlan *plan, guint64 credential, GCancellable *cancellable,
               GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Rehearsal *rehearsal = g_new0 (Rehearsal, 1);

  rehearsal->plan = plan;
  rehearsal->credential = credential;
  rehearsal->preview = preview_new ();
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, rehearsal, (GDestroyNotify)rehearsal_free);
  kw_desk_ensure_keys_async (self, cancellable, on_keys_ready_cb, task);
}

void
kw_desk_preview_issue_async (KwDesk *self, const KwDeskIssueRequest *request,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  KwDeskPlan *plan = kw_desk_plan_new (&kw_desk_plan_issue);

  kw_desk_plan_set_request (plan, request);
  preview_async (self, plan, /* credential= */ 0, cancellable, callback, user_data);
}

void
kw_desk_preview_renew_async (KwDesk *self, guint64 credential, gint64 until_unix_s,
                             const char *overlap_reason, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  KwDeskPlan *plan = kw_desk_plan_new (&kw_desk_plan_renew);

  plan->until_unix_s = until_unix_s;
  plan->overlap_reason = g_strdup (overlap_reason);
  preview_async (self, plan, credential, cancellable, callback, user_data);
}

void
kw_desk_preview_move_async (KwDesk *self, guint64 credential, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  preview_async (self, kw_desk_plan_new (&kw_desk_plan_move), credential, cancellable, callback,
                 user_data);
}

KwDeskPreview *
kw_desk_preview_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
