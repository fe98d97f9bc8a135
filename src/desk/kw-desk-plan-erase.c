/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-batch-plan.h"

static gboolean
plan_return (KwStore *store, KwDeskPlan *plan, GError **error)
{
  g_autoptr (KwCredential) credential = NULL;

  if (!kw_desk_check_clock (store, &plan->context, error))
    return FALSE;
  credential = kw_desk_plan_load_credential (store, plan, error);
  if (credential == NULL || !kw_desk_plan_describe (store, plan, error))
    return FALSE;
  return kw_desk_plan_store_erase (store, plan, KW_ISSUE_OPERATION_RETURN, credential, error);
}

const KwDeskPlanKind kw_desk_plan_return = { "return", plan_return };

static gboolean
plan_blank (KwStore *store, KwDeskPlan *plan, GError **error)
{
  g_autoptr (KwCredential) credential = NULL;

  /* Whatever it opens, the clerk wants it gone: only what is not ours is left alone. */
  if (!kw_desk_check_clock (store, &plan->context, error) ||
      !kw_desk_plan_check_card (store, plan, 0, "blanked", error) ||
      !kw_desk_plan_describe (store, plan, error))
    return FALSE;
  plan->outcome->operation = KW_ISSUE_OPERATION_BLANK;
  if (plan->sighting.condition == KW_DESK_CONDITION_BLANK)
    return kw_desk_batch_take_blank (store, plan, error);
  return kw_desk_plan_find_credential (store, plan, &credential, error) &&
         kw_desk_plan_store_erase (store, plan, KW_ISSUE_OPERATION_BLANK, credential, error);
}

const KwDeskPlanKind kw_desk_plan_blank = { "blank", plan_blank };
