/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-grant.h"
#include "kw-desk-plan.h"
#include "kw-store-credential.h"
#include "kw-store-stay.h"

/*
 * The clerk is told to lay the card down again, and says the same command again. If that was
 * enough to bring the interrupted job to its end, the command is done: nothing is written twice.
 */

static gboolean
is_same_schedule (const KwDeskIssueRequest *request, const KwGrant *grant)
{
  return request->weekdays == grant->weekdays &&
         request->day_start_minute == grant->day_start_minute &&
         request->day_end_minute == grant->day_end_minute;
}

static gboolean
is_same_place (const KwDeskIssueRequest *request, const KwGrant *grant)
{
  if (request->door.building != grant->building || request->door.door != grant->door)
    return FALSE;
  for (guint i = 0; i < KW_GRANT_N_EXTRA_DOORS; i++)
    if (grant->extra_doors[i] != (i < request->n_extra_doors ? request->extra_doors[i].door : 0))
      return FALSE;
  if (request->has_areas && request->areas != grant->areas)
    return FALSE;
  return !request->has_landings ||
         (request->bank == grant->bank && request->floors == grant->floors &&
          request->has_every_landing == grant->has_every_landing);
}

static gboolean
is_same_mode (KwDeskIssueMode mode, const KwGrant *grant)
{
  switch (mode)
    {
    case KW_DESK_ISSUE_MODE_AUTO:
      return TRUE;
    case KW_DESK_ISSUE_MODE_NEW:
      return !grant->is_copy;
    case KW_DESK_ISSUE_MODE_COPY:
      return grant->is_copy;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
asks_for_tenant (const KwDeskIssueRequest *request, const KwGrant *grant)
{
  return is_same_mode (request->mode, grant) && is_same_place (request, grant) &&
         is_same_schedule (request, grant) &&
         (request->from_unix_s == 0 || grant->valid_from_unix_s <= request->from_unix_s) &&
         (request->until_unix_s == 0 || grant->valid_until_unix_s == request->until_unix_s);
}

static gboolean
is_for_stay (KwStore *store, gint64 stay_id, const KwIssue *issue)
{
  g_autoptr (KwCredential) credential = kw_store_credential_load (store, issue->credential, NULL);

  return stay_id == 0 || (credential != NULL && credential->stay_id == stay_id);
}

static gboolean
asks_for_staff (KwStore *store, const KwDeskIssueRequest *request, const KwIssue *issue)
{
  const KwGrant *grant = issue->grant_after;
  g_autoptr (KwCredential) credential = kw_store_credential_load (store, issue->credential, NULL);

  return credential != NULL && g_strcmp0 (request->holder, credential->holder) == 0 &&
         request->building == grant->building && request->floor == grant->floor &&
         is_same_schedule (request, grant) &&
         (!request->can_override_deadbolt || grant->can_override_deadbolt) &&
         grant->valid_until_unix_s == request->until_unix_s;
}

static gboolean
is_alive_at (KwStore *store, guint64 credential, KwDoorRef door)
{
  g_autoptr (GArray) doors = kw_store_credential_list_doors (store, credential, NULL);

  for (guint i = 0; doors != NULL && i < doors->len; i++)
    {
      const KwStoreCredentialDoor *at = &g_array_index (doors, KwStoreCredentialDoor, i);

      if (kw_door_ref_equal (at->door, door))
        return at->state == KW_STORE_DOOR_STATE_ALIVE;
    }
  return FALSE;
}

/* What was asked for then may be of no use now: the card has expired, its stay has ended or moved,
 * or a newer card has come to the door. */
static gboolean
is_still_of_use (KwStore *store, const KwDeskPlan *plan, const KwIssue *issue)
{
  const KwGrant *grant = issue->grant_after;
  const KwDoorRef door = { grant->building, grant->door };
  g_autoptr (KwCredential) credential = kw_store_credential_load (store, issue->credential, NULL);
  g_autoptr (KwStay) stay = NULL;

  if (credential == NULL || kw_desk_grant_get_end_unix_s (grant) <= plan->context.now_unix_s)
    return FALSE;
  if (credential->stay_id == 0)
    return TRUE;
  stay = kw_store_stay_load (store, credential->stay_id, NULL);
  return stay != NULL && stay->state != KW_STAY_STATE_CLOSED && kw_stay_has_door (stay, door) &&
         is_alive_at (store, credential->number, door);
}

gboolean
kw_desk_plan_asks_for (KwStore *store, const KwDeskPlan *plan, const KwIssue *issue)
{
  const KwGrant *grant = issue->grant_after;

  if (plan->kind == &kw_desk_plan_return)
    return issue->operation == KW_ISSUE_OPERATION_RETURN;
  if (grant == NULL || !is_still_of_use (store, plan, issue))
    return FALSE;
  if (plan->kind == &kw_desk_plan_renew)
    return issue->operation == KW_ISSUE_OPERATION_RENEW &&
           (plan->until_unix_s == 0 || plan->until_unix_s == grant->valid_until_unix_s);
  if (plan->kind == &kw_desk_plan_move)
    return issue->operation == KW_ISSUE_OPERATION_MOVE;
  if (plan->kind == &kw_desk_plan_cancel_card)
    return issue->operation == KW_ISSUE_OPERATION_CANCEL_CARD &&
           grant->cancelled[0] == plan->lost_credential;
  if (plan->kind != &kw_desk_plan_issue || issue->operation != KW_ISSUE_OPERATION_ISSUE ||
      grant->kind != plan->issue_request.kind)
    return FALSE;
  return grant->kind == KW_GRANT_KIND_TENANT
             ? asks_for_tenant (&plan->issue_request, grant) &&
                   is_for_stay (store, plan->issue_request.stay_id, issue)
             : asks_for_staff (store, &plan->issue_request, issue);
}

gboolean
kw_desk_plan_tell_ended (KwStore *store, KwDeskPlan *plan, GError **error)
{
  KwDeskOutcome *outcome = plan->outcome;
  const KwIssue *issue = plan->ended;

  if (!kw_desk_plan_describe (store, plan, error))
    return FALSE;
  outcome->operation = issue->operation;
  if (issue->operation != KW_ISSUE_OPERATION_RETURN || issue->credential_before == 0)
    return TRUE;

  g_clear_pointer (&outcome->credential, kw_credential_unref);
  outcome->credential = kw_store_credential_load (store, issue->credential_before, error);
  outcome->is_known = outcome->credential != NULL;
  return outcome->is_known;
}
