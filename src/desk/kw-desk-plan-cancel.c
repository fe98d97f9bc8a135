/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-credentials.h"
#include "kw-desk-grant.h"
#include "kw-desk-plan.h"
#include "kw-error.h"
#include "kw-store-credential.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* The smallest scope that reaches every place of the lost card; wildcards only from the right. */
static void
set_scope (const KwProperty *property, const KwGrant *lost, KwGrant *fields)
{
  gboolean is_one_floor = TRUE;
  gboolean is_one_building = TRUE;
  gboolean needs_wildcard = lost->floors != 0 || lost->has_every_landing || lost->areas != 0;
  KwDoorRef doors[KW_STAY_N_DOORS_MAX];
  const guint n_doors = kw_desk_grant_list_doors (lost, doors);

  fields->building = lost->building;
  fields->floor = lost->floor;
  fields->door = lost->door;
  if (lost->kind != KW_GRANT_KIND_TENANT)
    needs_wildcard |= lost->door == 0;

  for (guint i = 1; i < n_doors; i++)
    {
      const KwDoor *door = kw_property_get_door (property, doors[i]);

      needs_wildcard = TRUE;
      is_one_floor &= door != NULL && door->floor == lost->floor;
    }
  for (guint i = 0; i < property->n_areas; i++)
    {
      const KwArea *area = &property->areas[i];

      if ((lost->areas >> area->number & 1) == 0)
        continue;
      is_one_building &= area->building == lost->building;
      is_one_floor &= area->building == lost->building && area->floor == lost->floor;
    }

  if (needs_wildcard)
    fields->door = 0;
  if (!is_one_floor)
    fields->floor = 0;
  if (!is_one_building)
    fields->building = fields->floor = 0;
}

/* A clone made before the card was shortened lives on. */
static gint64
get_last_end_unix_s (const KwCredential *lost)
{
  return MAX (kw_desk_grant_get_end_unix_s (lost->grant), lost->may_live_until_unix_s);
}

static KwGrant *
make_grant (const KwDeskPlan *plan, const KwCredential *lost, GError **error)
{
  KwGrant fields = {
    .kind = KW_GRANT_KIND_CANCEL,
    .valid_from_unix_s = plan->context.now_unix_s - KW_DESK_CLOCK_MARGIN_S,
    .valid_until_unix_s = get_last_end_unix_s (lost),
    .cancelled = { lost->number },
  };

  set_scope (plan->context.property, lost->grant, &fields);
  return kw_grant_new (&fields, error);
}

static KwCredential *
load_lost (KwStore *store, KwDeskPlan *plan, GError **error)
{
  g_autoptr (KwCredential) lost = kw_store_credential_load (store, plan->lost_credential, error);

  if (lost == NULL)
    return NULL;
  if (lost->state != KW_CREDENTIAL_STATE_LOST)
    {
      throw (error, KW_DESK_ERROR_NOT_ALLOWED,
             "Only a card that was reported lost gets a cancel card.");
      return NULL;
    }
  if (get_last_end_unix_s (lost) <= plan->context.now_unix_s)
    {
      throw (error, KW_DESK_ERROR_NOT_ALLOWED,
             "The lost card has expired by itself; it needs no cancel card.");
      return NULL;
    }
  return g_steal_pointer (&lost);
}

/* From the intent on: a lock may have learned the number, whatever becomes of the cancel card. */
static gboolean
mark_lost (KwStore *store, const KwCredential *lost, GError **error)
{
  KwCredential fields = *lost;
  g_autoptr (KwCredential) marked = NULL;

  if (lost->is_on_cancel_card)
    return TRUE;
  fields.is_on_cancel_card = TRUE;
  marked = kw_credential_new (&fields, error);
  return marked != NULL && kw_store_credential_update (store, marked, error);
}

static gboolean
plan_cancel_card (KwStore *store, KwDeskPlan *plan, GError **error)
{
  const KwCredential fields = { .generation = (guint32)plan->context.now_unix_s };
  g_autoptr (KwCredential) lost = NULL;
  KwGrant *grant = NULL;

  if (!kw_desk_check_clock (store, &plan->context, error))
    return FALSE;
  lost = load_lost (store, plan, error);
  if (lost == NULL || !kw_desk_plan_check_card (store, plan, 0, NULL, error) ||
      !kw_desk_plan_describe (store, plan, error))
    return FALSE;
  if (plan->sighting.has_credential && plan->sighting.body.credential == lost->number)
    return throw (error, KW_DESK_ERROR_CARD_IN_USE,
                  "The card on the encoder is the lost card itself: return it instead.");

  grant = make_grant (plan, lost, error);
  return grant != NULL &&
         kw_desk_plan_store_new (store, plan, KW_ISSUE_OPERATION_CANCEL_CARD, &fields, grant,
                                 error) &&
         mark_lost (store, lost, error);
}

const KwDeskPlanKind kw_desk_plan_cancel_card = { "cancel card", plan_cancel_card };
