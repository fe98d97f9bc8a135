/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-credentials.h"
#include "kw-desk-grant.h"
#include "kw-desk-plan.h"
#include "kw-desk-stay-rules.h"
#include "kw-desk-tenant.h"
#include "kw-error.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* Whether the card may be changed at all
 * */

static gboolean
check_state (const KwCredential *credential, GError **error)
{
  switch (credential->state)
    {
    case KW_CREDENTIAL_STATE_LIVE:
    case KW_CREDENTIAL_STATE_EXPIRED:
      return TRUE;
    case KW_CREDENTIAL_STATE_SUPERSEDED:
      return throw (error, KW_DESK_ERROR_CARD_NEEDS_NEW,
                    "A newer card stops this one at its door; issue a NEW card or a COPY instead.");
    case KW_CREDENTIAL_STATE_LOST:
      return throw (error, KW_DESK_ERROR_CARD_NEEDS_RETURN,
                    "This card was reported lost; return it and issue another one.");
    case KW_CREDENTIAL_STATE_RETURNED:
    case KW_CREDENTIAL_STATE_REWRITTEN:
    case KW_CREDENTIAL_STATE_FAILED:
    case KW_CREDENTIAL_STATE_DAMAGED:
    case KW_CREDENTIAL_STATE_PENDING:
    case KW_CREDENTIAL_STATE_UNCERTAIN:
      break;
    }
  return throw (error, KW_DESK_ERROR_CARD_WRONG_STAY,
                "The register has this card as one that opens nothing any more; issue it anew "
                "instead.");
}

static gboolean
check_change (const KwDeskPlan *plan, const KwCredential *credential, GError **error)
{
  if (credential->is_on_cancel_card)
    return throw (
        error, KW_DESK_ERROR_CARD_ON_CANCEL_CARD,
        "A cancel card names this card, so locks may refuse it for good; issue a NEW one.");
  if (!check_state (credential, error))
    return FALSE;
  if (credential->grant->kind == KW_GRANT_KIND_CANCEL)
    return throw (error, KW_DESK_ERROR_NOT_ALLOWED, "A cancel card is never renewed or moved.");
  if (plan->sighting.body.revision != credential->revision)
    return throw (error, KW_DESK_ERROR_CARD_NEEDS_NEW,
                  "This card is not as the register left it; issue a NEW one.");
  return TRUE;
}

/* %NULL with @error; a staff card has no stay: %TRUE and none. */
static gboolean
load_stay (KwStore *store, const KwCredential *credential, KwStay **out_stay, GError **error)
{
  g_autoptr (KwStay) stay = NULL;

  *out_stay = NULL;
  if (credential->stay_id == 0)
    return TRUE;
  stay = kw_desk_stay_load (store, credential->stay_id, error);
  if (stay == NULL)
    return FALSE;
  if (stay->state == KW_STAY_STATE_CLOSED)
    return throw (error, KW_DESK_ERROR_CARD_NEEDS_RETURN,
                  "The stay of this card has ended; return the card.");
  *out_stay = g_steal_pointer (&stay);
  return TRUE;
}

/* Renew
 * */

static gboolean
check_until (KwStore *store, KwDeskPlan *plan, const KwCredential *credential, const KwStay *stay,
             gint64 until_unix_s, GError **error)
{
  KwStay fields;

  if (until_unix_s == 0)
    return throw (error, KW_DESK_ERROR_BAD_VALUE, "Say until when the card shall work.");
  if (until_unix_s <= plan->context.now_unix_s)
    return throw (error, KW_DESK_ERROR_BAD_VALUE,
                  "The new end is in the past; to end a card, return it.");
  if (until_unix_s == credential->grant->valid_until_unix_s)
    return throw (error, KW_DESK_ERROR_NOT_ALLOWED, "The card works until then already.");
  if (credential->revision >= KW_CREDENTIAL_REVISION_MAX)
    return throw (error, KW_DESK_ERROR_CARD_NEEDS_NEW,
                  "This card was renewed too often; issue a NEW one.");
  if (stay == NULL || until_unix_s <= stay->until_unix_s)
    return TRUE;

  fields = *stay;
  fields.until_unix_s = until_unix_s;
  return kw_desk_stay_check_overlap (store, &plan->context, &fields, plan->overlap_reason, error);
}

/* The tenants of a stay that was moved have no right to the room before any more. */
static gboolean
check_room (const KwCredential *credential, const KwStay *stay, GError **error)
{
  const KwDoorRef door = { credential->grant->building, credential->grant->door };

  if (stay == NULL || kw_stay_has_door (stay, door))
    return TRUE;
  return throw (error, KW_DESK_ERROR_CARD_WRONG_STAY,
                "The stay of this card has another room now; move the card first.");
}

static KwCredential *
make_renewed (const KwDeskPlan *plan, const KwCredential *old, gint64 until_unix_s, GError **error)
{
  KwGrant grant_fields = *old->grant;
  KwCredential fields = *old;
  g_autoptr (KwGrant) grant = NULL;

  grant_fields.valid_until_unix_s = until_unix_s;
  grant = kw_grant_new (&grant_fields, error);
  if (grant == NULL)
    return NULL;
  fields.grant = grant;
  fields.revision = old->revision + 1;
  fields.key_version = plan->key_version;
  return kw_credential_new (&fields, error);
}

static gboolean
plan_renew (KwStore *store, KwDeskPlan *plan, GError **error)
{
  g_autoptr (KwCredential) old = NULL;
  g_autoptr (KwStay) stay = NULL;
  g_autoptr (KwCredential) renewed = NULL;
  KwIssue intent = { .operation = KW_ISSUE_OPERATION_RENEW };
  gint64 until_unix_s = plan->until_unix_s;

  if (!kw_desk_check_clock (store, &plan->context, error))
    return FALSE;
  old = kw_desk_plan_load_credential (store, plan, error);
  if (old == NULL || !check_change (plan, old, error) || !load_stay (store, old, &stay, error))
    return FALSE;
  if (until_unix_s == 0 && stay != NULL)
    until_unix_s = stay->until_unix_s;
  if (!check_room (old, stay, error) ||
      !check_until (store, plan, old, stay, until_unix_s, error) ||
      !kw_desk_plan_describe (store, plan, error))
    return FALSE;

  renewed = make_renewed (plan, old, until_unix_s, error);
  if (renewed == NULL)
    return FALSE;
  intent.credential_before = old->number;
  intent.revision_before = old->revision;
  intent.grant_before = old->grant;
  return kw_desk_plan_store_write (store, plan, &intent, renewed, error);
}

const KwDeskPlanKind kw_desk_plan_renew = { "renew", plan_renew };

/* Move
 * */

static gboolean
has_doors_of (const KwGrant *grant, const KwStay *stay)
{
  KwDoorRef doors[KW_STAY_N_DOORS_MAX];
  const guint n_doors = kw_desk_grant_list_doors (grant, doors);

  if (n_doors != stay->n_doors || !kw_door_ref_equal (doors[0], stay->doors[0]))
    return FALSE;
  for (guint i = 1; i < n_doors; i++)
    if (!kw_desk_grant_has_door (grant, stay->doors[i]))
      return FALSE;
  return TRUE;
}

/* The moved card is a new credential: at the new door it has to be newer than every card of the
 * tenants before. The second card that is moved joins the first. */
static gboolean
plan_move (KwStore *store, KwDeskPlan *plan, GError **error)
{
  g_autoptr (KwCredential) old = NULL;
  g_autoptr (KwStay) stay = NULL;
  KwDeskIssueRequest request = { .kind = KW_GRANT_KIND_TENANT, .mode = KW_DESK_ISSUE_MODE_AUTO };

  if (!kw_desk_check_clock (store, &plan->context, error))
    return FALSE;
  old = kw_desk_plan_load_credential (store, plan, error);
  if (old == NULL || !check_change (plan, old, error) || !load_stay (store, old, &stay, error))
    return FALSE;
  if (stay == NULL)
    return throw (error, KW_DESK_ERROR_NOT_ALLOWED,
                  "Only the cards of a stay are moved; issue a new staff card instead.");
  if (has_doors_of (old->grant, stay))
    return throw (
        error, KW_DESK_ERROR_NOT_ALLOWED,
        "This card is for the room of its stay already; give the stay its new room first.");
  if (!kw_desk_plan_describe (store, plan, error))
    return FALSE;

  request.door = stay->doors[0];
  request.n_extra_doors = stay->n_doors - 1;
  for (guint i = 1; i < stay->n_doors; i++)
    request.extra_doors[i - 1] = stay->doors[i];
  request.has_areas = TRUE;
  request.areas = old->grant->areas;
  request.can_override_deadbolt = old->grant->can_override_deadbolt;
  return kw_desk_tenant_store (store, plan, KW_ISSUE_OPERATION_MOVE, &request, stay, error);
}

const KwDeskPlanKind kw_desk_plan_move = { "move", plan_move };
