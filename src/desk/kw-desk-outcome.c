/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-plan.h"

G_DEFINE_BOXED_TYPE (KwDeskOutcome, kw_desk_outcome, kw_desk_outcome_copy, kw_desk_outcome_free)

const char *
kw_desk_condition_to_string (KwDeskCondition condition)
{
  switch (condition)
    {
    case KW_DESK_CONDITION_BLANK:
      return "blank";
    case KW_DESK_CONDITION_OURS:
      return "ours";
    case KW_DESK_CONDITION_EMPTY:
      return "empty";
    case KW_DESK_CONDITION_UNFINISHED:
      return "unfinished";
    case KW_DESK_CONDITION_FOREIGN:
      return "foreign";
    case KW_DESK_CONDITION_DAMAGED:
      return "damaged";
    case KW_DESK_CONDITION_UNSUPPORTED:
      return "unsupported";
    }
  g_return_val_if_reached ("unsupported");
}

KwDeskOutcome *
kw_desk_outcome_copy (const KwDeskOutcome *outcome)
{
  KwDeskOutcome *copy = g_memdup2 (outcome, sizeof *outcome);

  copy->medium_name = g_strdup (outcome->medium_name);
  copy->card = outcome->card != NULL ? kw_card_ref (outcome->card) : NULL;
  copy->credential = outcome->credential != NULL ? kw_credential_ref (outcome->credential) : NULL;
  copy->stay = outcome->stay != NULL ? kw_stay_ref (outcome->stay) : NULL;
  copy->other_stay = outcome->other_stay != NULL ? kw_stay_ref (outcome->other_stay) : NULL;
  copy->superseded = outcome->superseded != NULL ? g_ptr_array_ref (outcome->superseded) : NULL;
  copy->visits = outcome->visits != NULL ? g_array_ref (outcome->visits) : NULL;
  copy->why_not = g_strdup (outcome->why_not);
  copy->answer = g_strdup (outcome->answer);
  return copy;
}

void
kw_desk_outcome_free (KwDeskOutcome *outcome)
{
  if (outcome == NULL)
    return;

  g_free (outcome->medium_name);
  g_clear_pointer (&outcome->card, kw_card_unref);
  g_clear_pointer (&outcome->credential, kw_credential_unref);
  g_clear_pointer (&outcome->stay, kw_stay_unref);
  g_clear_pointer (&outcome->other_stay, kw_stay_unref);
  g_clear_pointer (&outcome->superseded, g_ptr_array_unref);
  g_clear_pointer (&outcome->visits, g_array_unref);
  g_free (outcome->why_not);
  g_free (outcome->answer);
  g_free (outcome);
}

const char *
kw_desk_new_reason_to_string (KwDeskNewReason reason)
{
  switch (reason)
    {
    case KW_DESK_NEW_REASON_NONE:
      return "none";
    case KW_DESK_NEW_REASON_LOST:
      return "lost";
    case KW_DESK_NEW_REASON_DAMAGED:
      return "damaged";
    case KW_DESK_NEW_REASON_NEW_TENANT:
      return "new-tenant";
    }
  g_return_val_if_reached ("none");
}

KwDeskPlan *
kw_desk_plan_new (const KwDeskPlanKind *kind)
{
  KwDeskPlan *plan = g_new0 (KwDeskPlan, 1);

  plan->kind = kind;
  plan->outcome = g_new0 (KwDeskOutcome, 1);
  return plan;
}

void
kw_desk_plan_set_request (KwDeskPlan *plan, const KwDeskIssueRequest *request)
{
  plan->issue_request = *request;
  plan->issue_request.overlap_reason = g_strdup (request->overlap_reason);
  plan->issue_request.overwrite_reason = g_strdup (request->overwrite_reason);
  plan->issue_request.holder = g_strdup (request->holder);
}

void
kw_desk_plan_free (KwDeskPlan *plan)
{
  if (plan == NULL)
    return;

  kw_desk_context_clear (&plan->context);
  g_free ((char *)plan->issue_request.overlap_reason);
  g_free ((char *)plan->issue_request.overwrite_reason);
  g_free ((char *)plan->issue_request.holder);
  g_free (plan->overlap_reason);
  g_clear_pointer (&plan->stay_before, kw_stay_unref);
  g_clear_pointer (&plan->preview, kw_desk_preview_unref);
  g_clear_pointer (&plan->try.bundle, kw_secret_free);
  g_clear_pointer (&plan->issue, kw_issue_unref);
  g_clear_pointer (&plan->ended, kw_issue_unref);
  g_clear_pointer (&plan->outcome, kw_desk_outcome_free);
  g_free (plan);
}
