/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-credentials.h"
#include "kw-desk-plan.h"
#include "kw-desk-staff.h"
#include "kw-desk-stay-rules.h"
#include "kw-desk-tenant.h"
#include "kw-error.h"
#include "kw-local-time.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* Tenant */

static KwStay *
open_stay (KwStore *store, KwDeskPlan *plan, gint64 from_unix_s, GError **error)
{
  const KwDeskIssueRequest *request = &plan->issue_request;
  KwDeskStayRequest stay = {
    .n_doors = 1 + request->n_extra_doors,
    .doors = { request->door },
    .from_unix_s = from_unix_s,
    .until_unix_s = request->until_unix_s,
    .overlap_reason = request->overlap_reason,
  };

  for (guint i = 0; i < request->n_extra_doors; i++)
    stay.doors[1 + i] = request->extra_doors[i];
  if (stay.until_unix_s == 0)
    stay.until_unix_s = kw_local_time_get_check_out (plan->context.property, from_unix_s,
                                                     /* n_days= */ 1);
  return kw_desk_stay_open (store, &plan->context, &stay, error);
}

/* A card that lasts longer, or opens more rooms, than its stay makes the stay so. */
static KwStay *
fit_stay (KwStore *store, KwDeskPlan *plan, const KwStay *stay, GError **error)
{
  const KwDeskIssueRequest *request = &plan->issue_request;
  KwDeskStayRequest change = {
    .stay_id = stay->id,
    .n_doors = stay->n_doors,
    .overlap_reason = request->overlap_reason,
  };
  gboolean is_change_needed = request->until_unix_s > stay->until_unix_s;

  memcpy (change.doors, stay->doors, sizeof change.doors);
  if (is_change_needed)
    change.until_unix_s = request->until_unix_s;
  for (guint i = 0; i < request->n_extra_doors; i++)
    {
      if (kw_stay_has_door (stay, request->extra_doors[i]))
        continue;
      if (change.n_doors == KW_STAY_N_DOORS_MAX)
        {
          throw (error, KW_DESK_ERROR_NOT_ALLOWED, "A stay has at most %u rooms.",
                 KW_STAY_N_DOORS_MAX);
          return NULL;
        }
      change.doors[change.n_doors++] = request->extra_doors[i];
      is_change_needed = TRUE;
    }
  return is_change_needed ? kw_desk_stay_change (store, &plan->context, &change, error)
                          : kw_stay_ref (stay);
}

/* The stay that was asked for, or the room's own; out of two open ones the card is for the first,
 * and the outcome points the other out. */
static gboolean
find_stay (KwStore *store, KwDeskPlan *plan, gint64 at_unix_s, KwStay **out_stay, GError **error)
{
  const KwDeskIssueRequest *request = &plan->issue_request;
  g_autoptr (KwStay) other = NULL;

  if (request->stay_id != 0)
    {
      *out_stay = kw_desk_stay_load_for_door (store, request->stay_id, request->door, error);
      return *out_stay != NULL;
    }
  if (!kw_desk_stay_find_current (store, &plan->context, request->door, at_unix_s, out_stay, &other,
                                  error))
    return FALSE;
  g_clear_pointer (&plan->outcome->other_stay, kw_stay_unref);
  plan->outcome->other_stay = g_steal_pointer (&other);
  return TRUE;
}

static KwStay *
ensure_stay (KwStore *store, KwDeskPlan *plan, GError **error)
{
  const KwDeskIssueRequest *request = &plan->issue_request;
  const gint64 at_unix_s = MAX (request->from_unix_s, plan->context.now_unix_s);
  g_autoptr (KwStay) current = NULL;
  g_autoptr (KwStay) open = NULL;

  if (kw_property_get_door (plan->context.property, request->door) == NULL)
    {
      throw (error, KW_DESK_ERROR_NOT_FOUND, "There is no such room.");
      return NULL;
    }
  if (!find_stay (store, plan, at_unix_s, &current, error))
    return NULL;
  g_clear_pointer (&plan->stay_before, kw_stay_unref);
  if (current == NULL)
    return open_stay (store, plan, at_unix_s, error);
  plan->stay_before = kw_stay_ref (current);

  /* A card cut ahead for a later day does not check anybody in. */
  open = request->from_unix_s > plan->context.now_unix_s
             ? kw_stay_ref (current)
             : kw_desk_stay_check_in (store, &plan->context, current, request->overlap_reason,
                                      error);
  return open != NULL ? fit_stay (store, plan, open, error) : NULL;
}

static gboolean
plan_tenant (KwStore *store, KwDeskPlan *plan, GError **error)
{
  const KwDeskIssueRequest *request = &plan->issue_request;
  g_autoptr (KwStay) stay = ensure_stay (store, plan, error);

  if (stay == NULL)
    return FALSE;
  if (request->until_unix_s != 0 && request->until_unix_s <= plan->context.now_unix_s)
    return throw (error, KW_DESK_ERROR_BAD_VALUE, "The end is in the past; give a later one.");

  /* NEW may be written over a card of the same stay, which it voids anyway. */
  return kw_desk_plan_check_card (store, plan,
                                  request->mode == KW_DESK_ISSUE_MODE_NEW ? stay->id : 0,
                                  request->overwrite_reason, error) &&
         kw_desk_plan_describe (store, plan, error) &&
         kw_desk_tenant_store (store, plan, KW_ISSUE_OPERATION_ISSUE, request, stay, error);
}

/* Staff */

static gboolean
throw_copyable (KwGrantKind kind, GError **error)
{
  if (kind == KW_GRANT_KIND_MASTER)
    return throw (error, KW_DESK_ERROR_MEDIUM_COPYABLE,
                  "Master cards need a DESFire card; this one can be copied.");
  return throw (error, KW_DESK_ERROR_MEDIUM_COPYABLE,
                "Emergency cards need a DESFire card; this one can be copied.");
}

static gboolean
check_staff (const KwDeskPlan *plan, GError **error)
{
  const KwDeskIssueRequest *request = &plan->issue_request;
  const KwProperty *property = plan->context.property;

  if (request->holder == NULL || *request->holder == '\0')
    return throw (error, KW_DESK_ERROR_BAD_VALUE, "Say who carries the card.");
  if (request->until_unix_s <= plan->context.now_unix_s)
    return throw (error, KW_DESK_ERROR_BAD_VALUE, "A staff card needs an end in the future.");
  if (request->building != 0 && kw_property_get_building (property, request->building) == NULL)
    return throw (error, KW_DESK_ERROR_NOT_FOUND, "There is no such building.");
  if (request->floor != 0 &&
      kw_property_get_floor (property, request->building, request->floor) == NULL)
    return throw (error, KW_DESK_ERROR_NOT_FOUND, "There is no such floor.");
  if (kw_card_medium_is_cloneable (plan->sighting.medium) &&
      kw_desk_staff_needs_uncloneable (property, request->kind))
    return throw_copyable (request->kind, error);
  return TRUE;
}

/* A member of staff rides to every floor that the card is for. */
static void
set_staff_landings (const KwProperty *property, KwGrant *fields)
{
  if (fields->floor == 0)
    {
      fields->has_every_landing = TRUE;
      return;
    }
  for (guint i = 0; i < property->n_banks && fields->floors == 0; i++)
    {
      const KwBank *bank = &property->banks[i];
      const KwLanding *landing = kw_bank_get_landing_of_floor (bank, fields->building,
                                                               fields->floor);

      if (landing != NULL)
        {
          fields->bank = bank->number;
          fields->floors = (guint64)1 << landing->number;
        }
    }
}

static KwGrant *
make_staff_grant (const KwDeskPlan *plan, GError **error)
{
  const KwDeskIssueRequest *request = &plan->issue_request;
  KwGrant fields = {
    .kind = request->kind,
    .can_override_deadbolt = request->can_override_deadbolt,
    .building = request->building,
    .floor = request->floor,
    .areas = request->has_areas ? request->areas : 0,
    .weekdays = request->weekdays,
    .day_start_minute = request->day_start_minute,
    .day_end_minute = request->day_end_minute,
    .valid_from_unix_s = MAX (plan->context.now_unix_s, request->from_unix_s) -
                         KW_DESK_CLOCK_MARGIN_S,
    .valid_until_unix_s = request->until_unix_s,
  };

  if (request->has_landings)
    {
      fields.bank = request->bank;
      fields.floors = request->floors;
      fields.has_every_landing = request->has_every_landing;
    }
  else
    set_staff_landings (plan->context.property, &fields);
  return kw_grant_new (&fields, error);
}

static gboolean
plan_staff (KwStore *store, KwDeskPlan *plan, GError **error)
{
  const KwDeskIssueRequest *request = &plan->issue_request;
  const KwCredential fields = {
    .generation = (guint32)plan->context.now_unix_s,
    .holder = request->holder,
  };
  KwGrant *grant = NULL;

  if (!kw_desk_plan_check_card (store, plan, 0, request->overwrite_reason, error) ||
      !check_staff (plan, error) || !kw_desk_plan_describe (store, plan, error))
    return FALSE;
  grant = make_staff_grant (plan, error);
  return grant != NULL &&
         kw_desk_plan_store_new (store, plan, KW_ISSUE_OPERATION_ISSUE, &fields, grant, error);
}

static gboolean
plan_issue (KwStore *store, KwDeskPlan *plan, GError **error)
{
  if (!kw_desk_check_clock (store, &plan->context, error))
    return FALSE;

  switch (plan->issue_request.kind)
    {
    case KW_GRANT_KIND_TENANT:
      return plan_tenant (store, plan, error);
    case KW_GRANT_KIND_FLOOR:
    case KW_GRANT_KIND_BUILDING:
    case KW_GRANT_KIND_MASTER:
    case KW_GRANT_KIND_EMERGENCY:
      return plan_staff (store, plan, error);
    case KW_GRANT_KIND_CANCEL:
      break;
    }
  return throw (error, KW_DESK_ERROR_BAD_VALUE, "A cancel card is made by reporting a card lost.");
}

const KwDeskPlanKind kw_desk_plan_issue = { "issue", plan_issue };
