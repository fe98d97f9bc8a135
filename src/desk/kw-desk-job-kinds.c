/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-plan.h"

KwDeskJob *
kw_desk_job_new_issue (KwDesk *desk, const KwDeskIssueRequest *request)
{
  KwDeskPlan *plan = kw_desk_plan_new (&kw_desk_plan_issue);

  kw_desk_plan_set_request (plan, request);
  return kw_desk_job_new_with_plan (desk, plan);
}

KwDeskJob *
kw_desk_job_new_renew (KwDesk *desk, gint64 until_unix_s, const char *overlap_reason)
{
  KwDeskPlan *plan = kw_desk_plan_new (&kw_desk_plan_renew);

  plan->until_unix_s = until_unix_s;
  plan->overlap_reason = g_strdup (overlap_reason);
  return kw_desk_job_new_with_plan (desk, plan);
}

KwDeskJob *
kw_desk_job_new_move (KwDesk *desk)
{
  return kw_desk_job_new_with_plan (desk, kw_desk_plan_new (&kw_desk_plan_move));
}

KwDeskJob *
kw_desk_job_new_return (KwDesk *desk)
{
  return kw_desk_job_new_with_plan (desk, kw_desk_plan_new (&kw_desk_plan_return));
}

KwDeskJob *
kw_desk_job_new_blank (KwDesk *desk)
{
  return kw_desk_job_new_with_plan (desk, kw_desk_plan_new (&kw_desk_plan_blank));
}

KwDeskJob *
kw_desk_job_new_cancel_card (KwDesk *desk, guint64 credential)
{
  KwDeskPlan *plan = kw_desk_plan_new (&kw_desk_plan_cancel_card);

  plan->lost_credential = credential;
  return kw_desk_job_new_with_plan (desk, plan);
}

KwDeskJob *
kw_desk_job_new_identify (KwDesk *desk)
{
  return kw_desk_job_new_with_plan (desk, kw_desk_plan_new (&kw_desk_plan_identify));
}

KwDeskJob *
kw_desk_job_new_try_door (KwDesk *desk, const KwDeskPlace *place, gint64 at_unix_s,
                          gboolean is_locked_inside)
{
  KwDeskPlan *plan = kw_desk_plan_new (&kw_desk_plan_try_door);

  plan->try.place = *place;
  plan->try.at_unix_s = at_unix_s;
  plan->try.is_locked_inside = is_locked_inside;
  return kw_desk_job_new_with_plan (desk, plan);
}
