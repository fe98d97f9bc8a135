/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-plan.h"

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

void
kw_desk_outcome_free (KwDeskOutcome *outcome)
{
  if (outcome == NULL)
    return;

  g_free (outcome->medium_name);
  g_clear_pointer (&outcome->card, kw_card_unref);
  g_clear_pointer (&outcome->credential, kw_credential_unref);
  g_clear_pointer (&outcome->stay, kw_stay_unref);
  g_clear_pointer (&outcome->visits, g_array_unref);
  g_free (outcome->why_not);
  g_free (outcome->answer);
  g_free (outcome);
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
  g_clear_pointer (&plan->try.bundle, kw_secret_free);
  g_clear_pointer (&plan->issue, kw_issue_unref);
  g_clear_pointer (&plan->ended, kw_issue_unref);
  g_clear_pointer (&plan->outcome, kw_desk_outcome_free);
  g_free (plan);
}
