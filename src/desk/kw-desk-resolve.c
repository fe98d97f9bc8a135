/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-grant.h"
#include "kw-desk-plan.h"
#include "kw-error.h"
#include "kw-store-card.h"
#include "kw-store-credential.h"
#include "kw-store-issue.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/*
 * A card whose last act of writing was interrupted is laid down again: the card itself tells on
 * which side it ended, and if it stopped in between, what is left to do.
 */
typedef enum
{
  FINDING_DONE,      /* it carries what was meant, whole */
  FINDING_UNCHANGED, /* it carries what it had */
  FINDING_HALF_WAY,  /* neither, or not all of it: the job has to be finished */
  FINDING_DAMAGED,
} Finding;

static gboolean
carries (const KwDeskSighting *sighting, guint64 credential, guint revision)
{
  return sighting->has_credential && credential != 0 && sighting->body.credential == credential &&
         sighting->body.revision == revision;
}

static Finding
look_after_erase (const KwDeskSighting *sighting, const KwIssue *issue)
{
  if (sighting->condition == KW_DESK_CONDITION_BLANK)
    return FINDING_DONE;
  if (sighting->condition == KW_DESK_CONDITION_OURS && sighting->are_keys_whole &&
      (issue->credential_before == 0 ||
       carries (sighting, issue->credential_before, issue->revision_before)))
    return FINDING_UNCHANGED;
  return FINDING_HALF_WAY;
}

static Finding
look_after_write (const KwDeskSighting *sighting, const KwIssue *issue)
{
  const gboolean has_new = carries (sighting, issue->credential, issue->revision_after);

  if (has_new && sighting->condition == KW_DESK_CONDITION_OURS && sighting->are_keys_whole &&
      !sighting->is_other_slot_used)
    return FINDING_DONE;
  if (has_new)
    return FINDING_HALF_WAY;
  if (sighting->condition == KW_DESK_CONDITION_BLANK ||
      sighting->condition == KW_DESK_CONDITION_OURS)
    return FINDING_UNCHANGED;
  return FINDING_HALF_WAY;
}

static Finding
look (const KwDeskSighting *sighting, const KwIssue *issue)
{
  /* Our own keys were on their way into this card: no other system took it in between. */
  if (sighting->condition == KW_DESK_CONDITION_DAMAGED ||
      sighting->condition == KW_DESK_CONDITION_FOREIGN)
    return FINDING_DAMAGED;
  if (issue->operation == KW_ISSUE_OPERATION_RETURN || issue->operation == KW_ISSUE_OPERATION_BLANK)
    return look_after_erase (sighting, issue);
  return look_after_write (sighting, issue);
}

/* Sets the plan up to do what is left of @issue. */
static gboolean
plan_rest (KwStore *store, KwDeskPlan *plan, const KwIssue *issue, GError **error)
{
  const KwDeskSighting *sighting = &plan->sighting;
  g_autoptr (KwCredential) credential = NULL;

  /* From now on it is ours: another program leaves it alone while we live. */
  if (!kw_store_issue_take_over (store, issue->id, plan->context.owner, error))
    return FALSE;
  plan->is_finishing = TRUE;
  g_clear_pointer (&plan->issue, kw_issue_unref);
  plan->issue = kw_issue_ref (issue);

  if (issue->operation == KW_ISSUE_OPERATION_RETURN || issue->operation == KW_ISSUE_OPERATION_BLANK)
    {
      plan->is_write_needed = TRUE;
      plan->operation = KW_ENCODER_OPERATION_ERASE;
      plan->slot = sighting->has_credential ? (guint8)sighting->slot : KW_ENCODER_SLOT_NONE;
      return TRUE;
    }

  credential = kw_store_credential_load (store, issue->credential, error);
  if (credential == NULL)
    return FALSE;
  plan->body = kw_desk_grant_to_body (issue->grant_after, plan->context.property->site,
                                      issue->credential, credential->generation,
                                      issue->revision_after);
  kw_desk_plan_choose_write (plan);
  return TRUE;
}

static gboolean
act_on (KwStore *store, KwDeskPlan *plan, const KwIssue *issue, Finding finding, GError **error)
{
  switch (finding)
    {
    case FINDING_DONE:
      g_clear_pointer (&plan->ended, kw_issue_unref);
      plan->ended = kw_issue_ref (issue);
      plan->outcome->is_finished = TRUE;
      return kw_desk_settle (store, &plan->context, issue, KW_DESK_END_DONE, issue->step,
                             /* is_resolved= */ TRUE,
                             kw_desk_plan_asks_for (store, plan, issue) ? plan->outcome : NULL,
                             error);
    case FINDING_UNCHANGED:
      return kw_desk_settle (store, &plan->context, issue, KW_DESK_END_UNCHANGED, issue->step,
                             /* is_resolved= */ TRUE, NULL, error);
    case FINDING_DAMAGED:
      plan->sighting.condition = KW_DESK_CONDITION_DAMAGED;
      return kw_desk_settle (store, &plan->context, issue, KW_DESK_END_DAMAGED, issue->step,
                             /* is_resolved= */ TRUE, NULL, error);
    case FINDING_HALF_WAY:
      return plan_rest (store, plan, issue, error);
    }
  g_return_val_if_reached (FALSE);
}

/* A card whose only trailer of ours was torn looks like somebody else's: no key of ours opens any
 * of it. The register knows better, because it took that card out of use. */
static gboolean
recognise_damaged (KwStore *store, KwDeskPlan *plan, GError **error)
{
  KwDeskSighting *sighting = &plan->sighting;
  GError *cause = NULL;
  g_autoptr (KwCard) card = NULL;

  if (sighting->condition != KW_DESK_CONDITION_FOREIGN)
    return TRUE;
  card = kw_store_card_load_by_uid (store, sighting->uid.bytes, sighting->uid.size_bytes, &cause);
  if (card != NULL && card->is_discarded)
    sighting->condition = KW_DESK_CONDITION_DAMAGED;
  if (card != NULL || g_error_matches (cause, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
    {
      g_clear_error (&cause);
      return TRUE;
    }
  g_propagate_error (error, cause);
  return FALSE;
}

gboolean
kw_desk_plan_resolve (KwStore *store, KwDeskPlan *plan, GError **error)
{
  const KwCardUid *uid = &plan->sighting.uid;
  g_autoptr (GError) missing = NULL;
  g_autoptr (KwIssue)
      issue = kw_store_issue_load_unresolved_by_uid (store, uid->bytes, uid->size_bytes, &missing);

  if (issue == NULL)
    {
      if (g_error_matches (missing, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
        return recognise_damaged (store, plan, error);
      g_propagate_error (error, g_steal_pointer (&missing));
      return FALSE;
    }

  if (issue->state != KW_ISSUE_STATE_UNCERTAIN &&
      g_strcmp0 (issue->owner, plan->context.owner) != 0 &&
      !kw_desk_owner_is_gone (plan->context.owners_dir, issue->owner))
    return throw (error, KW_DESK_ERROR_ENCODER_BUSY,
                  "Another program of this station is writing this card; wait until it is done.");
  return kw_desk_check_clock (store, &plan->context, error) &&
         act_on (store, plan, issue, look (&plan->sighting, issue), error);
}
