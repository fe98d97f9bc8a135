/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-plan.h"

#include "kw-desk-batch-plan.h"
#include "kw-desk-credentials.h"
#include "kw-desk-grant.h"
#include "kw-desk-journal-rows.h"
#include "kw-error.h"
#include "kw-local-time.h"
#include "kw-store-card.h"
#include "kw-store-issue.h"
#include "kw-store-number.h"
#include "kw-store-stay.h"

/* How much of a UID people may read. */
#define UID_END_BYTES 2

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

static gboolean
is_text (const char *text)
{
  return text != NULL && *text != '\0';
}

/* The two layers spell a medium alike; only the station's side knows an unsupported one. */
static gboolean
get_medium (const KwDeskPlan *plan, KwMedium *out_medium)
{
  return kw_medium_from_string (kw_card_medium_to_string (plan->sighting.medium), out_medium);
}

KwCard *
kw_desk_plan_ensure_card (KwStore *store, KwDeskPlan *plan, GError **error)
{
  const KwCardUid *uid = &plan->sighting.uid;
  gboolean is_new = FALSE;
  KwMedium medium;
  g_autoptr (KwCard) card = NULL;

  if (!get_medium (plan, &medium))
    {
      throw (error, KW_DESK_ERROR_CARD_UNSUPPORTED, "This kind of card is not supported.");
      return NULL;
    }
  card = kw_store_card_ensure (store, uid->bytes, uid->size_bytes, medium, &is_new, error);
  if (card == NULL)
    return NULL;
  if (is_new)
    {
      g_autoptr (KwJournalData) data = kw_journal_data_new ();
      g_autofree char *label = kw_card_dup_label (card);

      kw_journal_data_put_string (data, "card", label);
      kw_journal_data_put_string (data, "medium", kw_medium_to_string (medium));
      kw_journal_data_put_hex (data, "uid_end", uid->bytes + uid->size_bytes - UID_END_BYTES,
                               UID_END_BYTES);
      if (!kw_desk_append_row (store, &plan->context, KW_JOURNAL_EVENT_CARD_REGISTERED, data,
                               error))
        return NULL;
    }
  return g_steal_pointer (&card);
}

static gboolean
is_missing (GError *cause, GError **error)
{
  const gboolean is_not_found = g_error_matches (cause, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND);

  if (is_not_found)
    g_error_free (cause);
  else
    g_propagate_error (error, cause);
  return is_not_found;
}

gboolean
kw_desk_plan_find_credential (KwStore *store, const KwDeskPlan *plan, KwCredential **out_credential,
                              GError **error)
{
  const KwDeskSighting *sighting = &plan->sighting;
  g_autoptr (KwCredential) credential = NULL;
  g_autoptr (KwCard) card = NULL;
  GError *cause = NULL;

  *out_credential = NULL;
  if (!sighting->has_credential)
    return TRUE;
  credential = kw_store_credential_load (store, sighting->body.credential, &cause);
  if (credential == NULL)
    return is_missing (cause, error);
  card = kw_store_card_load (store, credential->card_id, error);
  if (card == NULL)
    return FALSE;

  /* A register that was set back gives its numbers again: the number alone proves nothing. */
  if (card->uid_len == sighting->uid.size_bytes &&
      memcmp (card->uid, sighting->uid.bytes, card->uid_len) == 0 &&
      credential->generation == sighting->body.generation)
    *out_credential = g_steal_pointer (&credential);
  return TRUE;
}

/* The card of somebody else is not taken for the one that was meant. */
static gboolean
check_stay (const KwDeskPlan *plan, const KwCredential *credential, GError **error)
{
  const KwDoorRef door = { credential->grant->building, credential->grant->door };
  g_autofree char *room = NULL;

  if (plan->expected_stay_id == 0 || credential->stay_id == plan->expected_stay_id)
    return TRUE;
  if (credential->grant->kind != KW_GRANT_KIND_TENANT)
    return throw (error, KW_DESK_ERROR_CARD_WRONG_STAY,
                  "This card belongs to the staff, not to the stay that was chosen.");
  room = kw_property_dup_door_label (plan->context.property, door);
  return throw (error, KW_DESK_ERROR_CARD_WRONG_STAY,
                "This card is for room %s, not one of the stay that was chosen.", room);
}

static gboolean
check_staff_card (KwStore *store, const KwDeskPlan *plan, const KwCredential *credential,
                  GError **error)
{
  g_autoptr (KwCredential) expected = NULL;
  g_autoptr (KwCard) card = NULL;
  g_autofree char *label = NULL;

  if (plan->expected_credential == 0 || credential->number == plan->expected_credential)
    return TRUE;
  expected = kw_store_credential_load (store, plan->expected_credential, error);
  card = expected != NULL ? kw_store_card_load (store, expected->card_id, error) : NULL;
  if (card == NULL)
    return FALSE;
  label = kw_card_dup_label (card);
  return throw (error, KW_DESK_ERROR_CARD_WRONG_STAY,
                "This is another card; lay down card %s, which was chosen.", label);
}

KwCredential *
kw_desk_plan_load_credential (KwStore *store, KwDeskPlan *plan, GError **error)
{
  KwCredential *credential = NULL;

  switch (plan->sighting.condition)
    {
    case KW_DESK_CONDITION_OURS:
      break;
    case KW_DESK_CONDITION_BLANK:
      throw (error, KW_DESK_ERROR_CARD_NOT_OURS,
             "This card is blank; lay down the card it is for.");
      return NULL;
    case KW_DESK_CONDITION_EMPTY:
    case KW_DESK_CONDITION_UNFINISHED:
      throw (error, KW_DESK_ERROR_CARD_NOT_OURS,
             "This card opens nothing; issue it anew, or blank it.");
      return NULL;
    case KW_DESK_CONDITION_FOREIGN:
    case KW_DESK_CONDITION_DAMAGED:
    case KW_DESK_CONDITION_UNSUPPORTED:
      kw_desk_plan_check_card (store, plan, 0, NULL, error);
      return NULL;
    }

  if (!kw_desk_plan_find_credential (store, plan, &credential, error))
    return NULL;
  if (credential == NULL)
    throw (error, KW_DESK_ERROR_CARD_NOT_OURS,
           "This card is of this hotel, but the register here does not know it; blank it, or take "
           "it to the desk that issued it.");
  else if (!check_stay (plan, credential, error) ||
           !check_staff_card (store, plan, credential, error))
    g_clear_pointer (&credential, kw_credential_unref);
  return credential;
}

/* What the clerk would take away from somebody by writing this card. */
static gboolean
check_in_use (KwStore *store, KwDeskPlan *plan, gint64 stay_id, GError **error)
{
  g_autoptr (KwCredential) credential = NULL;
  g_autofree char *until = NULL;
  g_autofree char *what = NULL;

  if (!kw_desk_plan_find_credential (store, plan, &credential, error))
    return FALSE;
  if (credential == NULL)
    {
      if (plan->sighting.body.valid_until_unix_s <= plan->context.now_unix_s)
        return TRUE;
      return throw (error, KW_DESK_ERROR_CARD_IN_USE,
                    "This card still opens something and was issued at another desk; use another "
                    "card, or write it anyway with a reason.");
    }
  if (!kw_desk_credential_is_live (credential, plan->context.now_unix_s) ||
      (stay_id != 0 && credential->stay_id == stay_id))
    return TRUE;

  until = kw_local_time_dup_words (plan->context.property, plan->context.now_unix_s,
                                   credential->grant->valid_until_unix_s);
  if (credential->grant->kind != KW_GRANT_KIND_TENANT)
    return throw (error, KW_DESK_ERROR_CARD_IN_USE,
                  credential->grant->kind == KW_GRANT_KIND_CANCEL
                      ? "This is a cancel card that works until %s, and writing it would take that "
                        "away; use another card, or write it anyway with a reason."
                      : "This is a staff card that works until %s, and writing it would take that "
                        "away; use another card, or write it anyway with a reason.",
                  until);
  what = kw_property_dup_door_label (
      plan->context.property, (KwDoorRef){ credential->grant->building, credential->grant->door });
  return throw (error, KW_DESK_ERROR_CARD_IN_USE,
                "This card opens %s until %s, and writing it would take that away; use another "
                "card, or write it anyway with a reason.",
                what, until);
}

/* What the register knows of the plastic. */
static gboolean
find_card (KwStore *store, KwDeskPlan *plan, GError **error)
{
  const KwCardUid *uid = &plan->sighting.uid;
  GError *cause = NULL;

  g_clear_pointer (&plan->outcome->card, kw_card_unref);
  plan->outcome->card = kw_store_card_load_by_uid (store, uid->bytes, uid->size_bytes, &cause);
  return plan->outcome->card != NULL || is_missing (cause, error);
}

gboolean
kw_desk_plan_check_card (KwStore *store, KwDeskPlan *plan, gint64 stay_id, const char *reason,
                         GError **error)
{
  switch (plan->sighting.condition)
    {
    case KW_DESK_CONDITION_BLANK:
    case KW_DESK_CONDITION_EMPTY:
    case KW_DESK_CONDITION_UNFINISHED:
      return TRUE;
    case KW_DESK_CONDITION_OURS:
      return is_text (reason) || check_in_use (store, plan, stay_id, error);
    case KW_DESK_CONDITION_FOREIGN:
      return throw (error, KW_DESK_ERROR_CARD_FOREIGN,
                    "This card belongs to another system; nothing was changed; use another card.");
    case KW_DESK_CONDITION_DAMAGED:
      return find_card (store, plan, error) &&
             throw (error, KW_DESK_ERROR_CARD_DAMAGED,
                    "This card is worn or damaged and can't be used any more; take another card.");
    case KW_DESK_CONDITION_UNSUPPORTED:
      break;
    }
  return throw (error, KW_DESK_ERROR_CARD_UNSUPPORTED,
                "This kind of card is not supported; take a MIFARE Classic or DESFire card.");
}

static gboolean
store_intent (KwStore *store, KwDeskPlan *plan, const KwIssue *fields, GError **error)
{
  const char *texts[3] = { NULL };
  guint n_texts = 0;
  KwIssue intent = *fields;
  g_autoptr (KwIssue) issue = NULL;
  g_autoptr (KwJournalData) data = kw_journal_data_new ();
  gint64 id = 0;

  intent.state = KW_ISSUE_STATE_INTENT_STORED;
  intent.owner = plan->context.owner;
  intent.station = plan->context.station;
  intent.started_at_unix_s = plan->context.now_unix_s;
  issue = kw_issue_new (&intent, error);
  if (issue == NULL || !kw_store_issue_put (store, issue, &id, error))
    return FALSE;
  g_clear_pointer (&plan->issue, kw_issue_unref); /* of an interrupted job that came before */
  plan->issue = kw_store_issue_load (store, id, error);
  if (plan->issue == NULL || !kw_desk_batch_take_intent (store, plan, error))
    return FALSE;

  kw_journal_data_put_int (data, "issue", id);
  kw_journal_data_put_string (data, "operation", kw_issue_operation_to_string (intent.operation));
  kw_journal_data_put_int (data, "card", intent.card_id);
  if (intent.credential != 0)
    kw_journal_data_put_u64 (data, "credential", intent.credential);
  if (intent.credential_before != 0)
    kw_journal_data_put_u64 (data, "credential_before", intent.credential_before);
  kw_journal_data_put_int (data, "revision", intent.revision_after);
  if (intent.grant_after != NULL)
    kw_desk_put_grant (data, "grant", intent.grant_after);
  if (intent.operation == KW_ISSUE_OPERATION_ISSUE && !intent.grant_after->is_copy &&
      plan->issue_request.new_reason != KW_DESK_NEW_REASON_NONE)
    kw_journal_data_put_string (data, "new_reason",
                                kw_desk_new_reason_to_string (plan->issue_request.new_reason));
  /* Who carries a staff card, and why a card was taken that opened something for somebody else. */
  if (is_text (plan->issue_request.holder))
    texts[n_texts++] = plan->issue_request.holder;
  if (is_text (plan->issue_request.overwrite_reason))
    texts[n_texts++] = plan->issue_request.overwrite_reason;
  return kw_desk_append_personal_row (store, &plan->context, KW_JOURNAL_EVENT_CARD_ISSUE_INTENDED,
                                      data, /* stay_id= */ 0, texts, error);
}

void
kw_desk_plan_choose_write (KwDeskPlan *plan)
{
  const KwDeskSighting *sighting = &plan->sighting;
  const gboolean has_whole_keys = sighting->condition == KW_DESK_CONDITION_OURS ||
                                  sighting->condition == KW_DESK_CONDITION_EMPTY;

  plan->is_write_needed = TRUE;
  plan->operation = has_whole_keys ? KW_ENCODER_OPERATION_REWRITE : KW_ENCODER_OPERATION_PREPARE;
  plan->slot = sighting->has_credential ? (guint8)(1 - sighting->slot) : 0;
}

/* Plastic that was taken out of use is not given to anybody again. */
static gboolean
check_not_discarded (KwStore *store, gint64 card_id, GError **error)
{
  g_autoptr (KwCard) card = kw_store_card_load (store, card_id, error);
  g_autofree char *label = NULL;

  if (card == NULL)
    return FALSE;
  if (!card->is_discarded)
    return TRUE;
  label = kw_card_dup_label (card);
  return throw (error, KW_DESK_ERROR_CARD_DISCARDED,
                "Card %s was taken out of use, damaged or discarded; take another card.", label);
}

gboolean
kw_desk_plan_store_write (KwStore *store, KwDeskPlan *plan, const KwIssue *fields,
                          const KwCredential *after, GError **error)
{
  KwIssue intent = *fields;

  if (!check_not_discarded (store, after->card_id, error))
    return FALSE;
  intent.card_id = after->card_id;
  intent.credential = after->number;
  intent.revision_after = after->revision;
  intent.grant_after = after->grant;
  plan->body = kw_desk_grant_to_body (after->grant, plan->context.property->site, after->number,
                                      after->generation, after->revision);
  kw_desk_plan_choose_write (plan);
  if (!store_intent (store, plan, &intent, error))
    return FALSE;

  /* Only now: @fields may borrow from the credential that was told before. */
  g_clear_pointer (&plan->outcome->credential, kw_credential_unref);
  plan->outcome->credential = kw_credential_ref (after);
  plan->outcome->operation = intent.operation;
  plan->outcome->condition = KW_DESK_CONDITION_OURS;
  return TRUE;
}

/* What the described card carries; borrowed until the intent is stored. */
static void
put_before (const KwDeskPlan *plan, KwIssue *fields)
{
  const KwCredential *before = plan->outcome->credential;

  if (before == NULL || !plan->outcome->is_known)
    return;
  fields->credential_before = before->number;
  fields->revision_before = plan->sighting.body.revision;
  fields->grant_before = before->grant;
}

gboolean
kw_desk_plan_store_new (KwStore *store, KwDeskPlan *plan, KwIssueOperation operation,
                        const KwCredential *fields, KwGrant *grant, GError **error)
{
  g_autoptr (KwGrant) owned = grant;
  g_autoptr (KwCard) card = kw_desk_plan_ensure_card (store, plan, error);
  g_autoptr (KwCredential) credential = NULL;
  KwIssue intent = { .operation = operation };
  KwCredential filled = *fields;

  if (card == NULL || !kw_store_number_take_credential (store, &filled.number, error))
    return FALSE;
  filled.card_id = card->id;
  filled.grant = owned;
  filled.key_version = plan->key_version;
  filled.state = KW_CREDENTIAL_STATE_PENDING;
  filled.issued_at_unix_s = plan->context.now_unix_s;
  credential = kw_credential_new (&filled, error);
  if (credential == NULL || !kw_store_credential_put (store, credential, error))
    return FALSE;

  put_before (plan, &intent);
  if (!kw_desk_plan_store_write (store, plan, &intent, credential, error))
    return FALSE;
  g_clear_pointer (&plan->outcome->card, kw_card_unref);
  plan->outcome->card = g_steal_pointer (&card);
  return TRUE;
}

gboolean
kw_desk_plan_store_erase (KwStore *store, KwDeskPlan *plan, KwIssueOperation operation,
                          const KwCredential *before, GError **error)
{
  g_autoptr (KwCard) card = kw_desk_plan_ensure_card (store, plan, error);
  KwIssue intent = { .operation = operation };

  if (card == NULL)
    return FALSE;
  intent.card_id = card->id;
  if (before != NULL)
    {
      intent.credential_before = before->number;
      intent.revision_before = before->revision;
      intent.grant_before = before->grant;
    }

  plan->is_write_needed = TRUE;
  plan->operation = KW_ENCODER_OPERATION_ERASE;
  plan->slot = plan->sighting.has_credential ? (guint8)plan->sighting.slot : KW_ENCODER_SLOT_NONE;
  plan->outcome->operation = operation;
  plan->outcome->condition = KW_DESK_CONDITION_BLANK;
  return store_intent (store, plan, &intent, error);
}

/* Telling
 * */

static gboolean
describe_credential (KwStore *store, KwDeskPlan *plan, GError **error)
{
  KwDeskOutcome *outcome = plan->outcome;
  const KwLockBody *body = &plan->sighting.body;

  if (!kw_desk_plan_find_credential (store, plan, &outcome->credential, error))
    return FALSE;
  outcome->is_known = outcome->credential != NULL;
  if (outcome->credential != NULL)
    return TRUE;

  /* Issued elsewhere: what the card itself says, which its signature vouches for. */
  {
    g_autoptr (KwGrant) grant = kw_desk_grant_new_from_body (body);
    const KwCredential fields = {
      .number = body->credential,
      .grant = grant,
      .generation = body->generation,
      .revision = body->revision,
      .key_version = plan->sighting.key_version,
      .state = KW_CREDENTIAL_STATE_LIVE,
    };

    if (grant != NULL)
      outcome->credential = kw_credential_new (&fields, NULL);
  }
  return TRUE;
}

gboolean
kw_desk_plan_describe (KwStore *store, KwDeskPlan *plan, GError **error)
{
  const KwDeskSighting *sighting = &plan->sighting;
  KwDeskOutcome *outcome = plan->outcome;

  outcome->condition = sighting->condition;
  g_free (outcome->medium_name);
  outcome->medium_name = g_strdup (kw_card_medium_to_string (sighting->medium));
  g_clear_pointer (&outcome->credential, kw_credential_unref);
  g_clear_pointer (&outcome->stay, kw_stay_unref);

  if (!find_card (store, plan, error))
    return FALSE;
  if (sighting->has_credential && !describe_credential (store, plan, error))
    return FALSE;

  if (outcome->credential == NULL || outcome->credential->stay_id == 0)
    return TRUE;
  outcome->stay = kw_store_stay_load (store, outcome->credential->stay_id, error);
  return outcome->stay != NULL;
}
