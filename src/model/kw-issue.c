/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-issue.h"

#include "kw-credential.h"
#include "kw-error.h"
#include "kw-model-check.h"

KW_DEFINE_THROW (KwModelError, KW_MODEL_ERROR)

static const char *const operation_names[KW_ISSUE_OPERATION_N] = {
  [KW_ISSUE_OPERATION_ISSUE] = "issue", [KW_ISSUE_OPERATION_RENEW] = "renew",
  [KW_ISSUE_OPERATION_MOVE] = "move",   [KW_ISSUE_OPERATION_RETURN] = "return",
  [KW_ISSUE_OPERATION_BLANK] = "blank", [KW_ISSUE_OPERATION_CANCEL_CARD] = "cancel-card",
};

static const char *const state_names[KW_ISSUE_STATE_N] = {
  [KW_ISSUE_STATE_QUEUED] = "queued",       [KW_ISSUE_STATE_WAITING_FOR_CARD] = "waiting-for-card",
  [KW_ISSUE_STATE_READING] = "reading",     [KW_ISSUE_STATE_INTENT_STORED] = "intent-stored",
  [KW_ISSUE_STATE_WRITING] = "writing",     [KW_ISSUE_STATE_VERIFYING] = "verifying",
  [KW_ISSUE_STATE_DONE] = "done",           [KW_ISSUE_STATE_FAILED] = "failed",
  [KW_ISSUE_STATE_UNCERTAIN] = "uncertain",
};

#define BIT(state) (1u << (state))
static const guint32 may_follow[KW_ISSUE_STATE_N] = {
  [KW_ISSUE_STATE_QUEUED] = BIT (KW_ISSUE_STATE_WAITING_FOR_CARD) | BIT (KW_ISSUE_STATE_FAILED),
  [KW_ISSUE_STATE_WAITING_FOR_CARD] = BIT (KW_ISSUE_STATE_READING) | BIT (KW_ISSUE_STATE_FAILED),
  /* Back to waiting: the card went away, or it was the wrong one. Done: nothing had to be written.
   */
  [KW_ISSUE_STATE_READING] = BIT (KW_ISSUE_STATE_INTENT_STORED) |
                             BIT (KW_ISSUE_STATE_WAITING_FOR_CARD) | BIT (KW_ISSUE_STATE_DONE) |
                             BIT (KW_ISSUE_STATE_FAILED),
  /* Uncertain: its program died, and nobody can say how far the card got. */
  [KW_ISSUE_STATE_INTENT_STORED] = BIT (KW_ISSUE_STATE_WRITING) | BIT (KW_ISSUE_STATE_FAILED) |
                                   BIT (KW_ISSUE_STATE_UNCERTAIN),
  [KW_ISSUE_STATE_WRITING] = BIT (KW_ISSUE_STATE_VERIFYING) | BIT (KW_ISSUE_STATE_FAILED) |
                             BIT (KW_ISSUE_STATE_UNCERTAIN),
  [KW_ISSUE_STATE_VERIFYING] = BIT (KW_ISSUE_STATE_DONE) | BIT (KW_ISSUE_STATE_FAILED) |
                               BIT (KW_ISSUE_STATE_UNCERTAIN),
  [KW_ISSUE_STATE_DONE] = 0,
  [KW_ISSUE_STATE_FAILED] = 0,
  [KW_ISSUE_STATE_UNCERTAIN] = BIT (KW_ISSUE_STATE_DONE) | BIT (KW_ISSUE_STATE_FAILED),
};

static gboolean
check_ranges (const KwIssue *issue, GError **error)
{
  if ((guint)issue->operation >= KW_ISSUE_OPERATION_N)
    return throw (error, KW_MODEL_ERROR_RANGE, "operation: %u is no operation",
                  (guint)issue->operation);
  if ((guint)issue->state >= KW_ISSUE_STATE_N)
    return throw (error, KW_MODEL_ERROR_RANGE, "state: %u is no state of an issue",
                  (guint)issue->state);
  if (issue->credential != 0 && !kw_credential_number_is_valid (issue->credential))
    return throw (error, KW_MODEL_ERROR_RANGE, "credential: no station can have made this number");
  if (issue->credential_before != 0 && !kw_credential_number_is_valid (issue->credential_before))
    return throw (error, KW_MODEL_ERROR_RANGE,
                  "credential_before: no station can have made this number");
  return kw_model_check_range ("id", issue->id, 0, G_MAXINT64, error) &&
         kw_model_check_range ("card_id", issue->card_id, 0, G_MAXINT64, error) &&
         kw_model_check_range ("revision_before", issue->revision_before, 0,
                               KW_CREDENTIAL_REVISION_MAX, error) &&
         kw_model_check_range ("revision_after", issue->revision_after, 0,
                               KW_CREDENTIAL_REVISION_MAX, error) &&
         kw_model_check_range ("station", issue->station, 1, KW_STATION_MAX, error) &&
         kw_model_check_range ("started_at", issue->started_at_unix_s, 0, KW_MODEL_TIME_MAX_UNIX_S,
                               error) &&
         kw_model_check_range ("finished_at", issue->finished_at_unix_s, 0,
                               KW_MODEL_TIME_MAX_UNIX_S, error) &&
         kw_model_check_optional_text ("step", issue->step, KW_MODEL_TEXT_MAX, error) &&
         kw_model_check_text ("owner", issue->owner, KW_MODEL_TEXT_MAX, error);
}

static gboolean
has_stored_intent (KwIssueState state)
{
  switch (state)
    {
    case KW_ISSUE_STATE_QUEUED:
    case KW_ISSUE_STATE_WAITING_FOR_CARD:
    case KW_ISSUE_STATE_READING:
    case KW_ISSUE_STATE_FAILED:
      return FALSE;
    case KW_ISSUE_STATE_INTENT_STORED:
    case KW_ISSUE_STATE_WRITING:
    case KW_ISSUE_STATE_VERIFYING:
    case KW_ISSUE_STATE_DONE:
    case KW_ISSUE_STATE_UNCERTAIN:
      return TRUE;
    }
  return FALSE;
}

static gboolean
writes_credential (KwIssueOperation operation)
{
  switch (operation)
    {
    case KW_ISSUE_OPERATION_ISSUE:
    case KW_ISSUE_OPERATION_RENEW:
    case KW_ISSUE_OPERATION_MOVE:
    case KW_ISSUE_OPERATION_CANCEL_CARD:
      return TRUE;
    case KW_ISSUE_OPERATION_RETURN:
    case KW_ISSUE_OPERATION_BLANK:
      return FALSE;
    }
  return FALSE;
}

static gboolean
check_rules (const KwIssue *issue, GError **error)
{
  if (kw_issue_state_is_final (issue->state) != (issue->finished_at_unix_s != 0))
    return throw (error, KW_MODEL_ERROR_RULE,
                  "finished_at: belongs to a finished issue, and only there");
  if (!writes_credential (issue->operation) &&
      (issue->credential != 0 || issue->grant_after != NULL || issue->revision_after != 0))
    return throw (error, KW_MODEL_ERROR_RULE, "credential: a blank card carries none");
  if (has_stored_intent (issue->state))
    {
      if (issue->card_id == 0)
        return throw (error, KW_MODEL_ERROR_MISSING, "card_id: is missing in a stored intent");
      if (writes_credential (issue->operation) && issue->credential == 0)
        return throw (error, KW_MODEL_ERROR_MISSING, "credential: is missing in a stored intent");
      if (writes_credential (issue->operation) && issue->grant_after == NULL)
        return throw (error, KW_MODEL_ERROR_MISSING, "grant_after: is missing in a stored intent");
    }
  return TRUE;
}

static void
clear_issue (gpointer data)
{
  KwIssue *issue = data;

  g_clear_pointer ((KwGrant **)&issue->grant_before, kw_grant_unref);
  g_clear_pointer ((KwGrant **)&issue->grant_after, kw_grant_unref);
  g_free ((char *)issue->step);
  g_free ((char *)issue->owner);
}

KwIssue *
kw_issue_new (const KwIssue *fields, GError **error)
{
  KwIssue *issue = NULL;

  g_return_val_if_fail (fields != NULL, NULL);

  if (!check_ranges (fields, error) || !check_rules (fields, error))
    return NULL;

  issue = g_atomic_rc_box_new (KwIssue);
  *issue = *fields;
  issue->grant_before = fields->grant_before != NULL ? kw_grant_ref (fields->grant_before) : NULL;
  issue->grant_after = fields->grant_after != NULL ? kw_grant_ref (fields->grant_after) : NULL;
  issue->step = g_strdup (fields->step);
  issue->owner = g_strdup (fields->owner);
  return issue;
}

KwIssue *
kw_issue_ref (const KwIssue *issue)
{
  return g_atomic_rc_box_acquire ((KwIssue *)issue);
}

void
kw_issue_unref (KwIssue *issue)
{
  g_atomic_rc_box_release_full (issue, clear_issue);
}

static gboolean
are_grants_equal (const KwGrant *a, const KwGrant *b)
{
  return a == b || (a != NULL && b != NULL && kw_grant_equal (a, b));
}

gboolean
kw_issue_equal (const KwIssue *a, const KwIssue *b)
{
  return a->id == b->id && a->operation == b->operation && a->card_id == b->card_id &&
         a->credential == b->credential && a->credential_before == b->credential_before &&
         a->revision_before == b->revision_before && a->revision_after == b->revision_after &&
         are_grants_equal (a->grant_before, b->grant_before) &&
         are_grants_equal (a->grant_after, b->grant_after) && a->state == b->state &&
         g_strcmp0 (a->step, b->step) == 0 && g_strcmp0 (a->owner, b->owner) == 0 &&
         a->station == b->station && a->started_at_unix_s == b->started_at_unix_s &&
         a->finished_at_unix_s == b->finished_at_unix_s;
}

gboolean
kw_issue_state_can_follow (KwIssueState from, KwIssueState to)
{
  g_return_val_if_fail ((guint)from < KW_ISSUE_STATE_N && (guint)to < KW_ISSUE_STATE_N, FALSE);
  return (may_follow[from] & BIT (to)) != 0;
}

gboolean
kw_issue_state_is_final (KwIssueState state)
{
  return state == KW_ISSUE_STATE_DONE || state == KW_ISSUE_STATE_FAILED ||
         state == KW_ISSUE_STATE_UNCERTAIN;
}

const char *
kw_issue_state_to_string (KwIssueState state)
{
  g_return_val_if_fail ((guint)state < KW_ISSUE_STATE_N, NULL);
  return state_names[state];
}

gboolean
kw_issue_state_from_string (const char *string, KwIssueState *out_state)
{
  guint index = 0;

  if (!kw_model_find_name (state_names, KW_ISSUE_STATE_N, string, &index))
    return FALSE;
  *out_state = (KwIssueState)index;
  return TRUE;
}

const char *
kw_issue_operation_to_string (KwIssueOperation operation)
{
  g_return_val_if_fail ((guint)operation < KW_ISSUE_OPERATION_N, NULL);
  return operation_names[operation];
}

gboolean
kw_issue_operation_from_string (const char *string, KwIssueOperation *out_operation)
{
  guint index = 0;

  if (!kw_model_find_name (operation_names, KW_ISSUE_OPERATION_N, string, &index))
    return FALSE;
  *out_operation = (KwIssueOperation)index;
  return TRUE;
}

G_DEFINE_BOXED_TYPE (KwIssue, kw_issue, kw_issue_ref, kw_issue_unref)
