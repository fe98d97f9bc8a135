/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-batch-rows.h"
#include "kw-desk-credentials.h"
#include "kw-desk-grant.h"
#include "kw-desk-journal-rows.h"
#include "kw-desk-plan.h"
#include "kw-desk-stay-rules.h"
#include "kw-desk-visits.h"
#include "kw-store-card.h"
#include "kw-store-issue.h"
#include "kw-store-stay.h"

/*
 * The end of an act of writing, in one transaction: the issue, the credential written and the one
 * written over, the cards that are superseded by it, and the row of the journal. It is worked out
 * from the intent alone, so that it is the same whether the program that began it, or another one
 * after a crash, finds out how it ended.
 */
typedef struct
{
  KwStore *store;
  const KwDeskContext *context;
  const KwIssue *issue;
  KwJournalData *data;
  KwDeskOutcome *outcome; /* (nullable) */
} Settling;

static void
tell_credential (Settling *settling, const KwCredential *credential)
{
  if (settling->outcome == NULL)
    return;
  g_clear_pointer (&settling->outcome->credential, kw_credential_unref);
  settling->outcome->credential = kw_credential_ref (credential);
  settling->outcome->is_known = TRUE;
}

static void
tell_clone_end (Settling *settling, gint64 end_unix_s)
{
  if (end_unix_s != 0)
    kw_journal_data_put_int (settling->data, "may_live_until", end_unix_s);
  if (settling->outcome != NULL)
    settling->outcome->may_live_until_unix_s = MAX (settling->outcome->may_live_until_unix_s,
                                                    end_unix_s);
}

/* Puts @credential into @state, if its table allows that; a clone of the card may outlive it. */
static gboolean
put_state (Settling *settling, const KwCredential *credential, KwCredentialState state,
           gint64 may_live_until_unix_s, GError **error)
{
  KwCredential fields = *credential;
  g_autoptr (KwCredential) changed = NULL;

  if (!kw_credential_state_can_follow (credential->state, state))
    return TRUE;
  fields.state = state;
  fields.may_live_until_unix_s = MAX (fields.may_live_until_unix_s, may_live_until_unix_s);
  changed = kw_credential_new (&fields, error);
  if (changed == NULL || !kw_store_credential_update (settling->store, changed, error))
    return FALSE;
  if (state == KW_CREDENTIAL_STATE_RETURNED)
    tell_credential (settling, changed);
  tell_clone_end (settling, may_live_until_unix_s);
  return TRUE;
}

/* The credential that the plastic carried before is gone from it. */
static gboolean
end_credential_before (Settling *settling, KwCredentialState state, GError **error)
{
  const KwIssue *issue = settling->issue;
  g_autoptr (KwCredential) before = NULL;
  g_autoptr (KwCard) card = NULL;
  gint64 clone_end_unix_s = 0;

  if (issue->credential_before == 0)
    return TRUE;
  before = kw_store_credential_load (settling->store, issue->credential_before, error);
  card = before != NULL ? kw_store_card_load (settling->store, issue->card_id, error) : NULL;
  if (card == NULL)
    return FALSE;

  if (before->state == KW_CREDENTIAL_STATE_LIVE || before->state == KW_CREDENTIAL_STATE_LOST)
    clone_end_unix_s = kw_desk_credential_get_clone_end (before, card,
                                                         settling->context->now_unix_s);
  return put_state (settling, before, state, clone_end_unix_s, error);
}

/* Done
 * */

/* Whether the plastic carries nothing, or something else, by now. What was returned without the
 * card is still on it. */
static gboolean
find_whether_erased (Settling *settling, const KwCredential *old, gboolean *out_is_erased,
                     GError **error)
{
  g_autoptr (GPtrArray) issues = NULL;

  *out_is_erased = old->state == KW_CREDENTIAL_STATE_REWRITTEN;
  if (old->state != KW_CREDENTIAL_STATE_RETURNED)
    return TRUE;
  issues = kw_store_issue_list_by_card (settling->store, old->card_id, error);
  for (guint i = 0; issues != NULL && i < issues->len; i++)
    {
      const KwIssue *issue = g_ptr_array_index (issues, i);

      *out_is_erased |= issue->state == KW_ISSUE_STATE_DONE &&
                        issue->credential_before == old->number && issue->credential != old->number;
    }
  return issues != NULL;
}

/* Tells of a card that a NEW one stops, once, and not of those that open nothing any more, or never
 * did. */
static gboolean
tell_superseded (Settling *settling, const KwCredential *old, GPtrArray *told, GError **error)
{
  gboolean is_erased = FALSE;

  if (kw_desk_grant_get_end_unix_s (old->grant) <= settling->context->now_unix_s ||
      old->state == KW_CREDENTIAL_STATE_FAILED || old->card_id == settling->issue->card_id)
    return TRUE;
  for (guint i = 0; i < told->len; i++)
    if (((const KwCredential *)g_ptr_array_index (told, i))->number == old->number)
      return TRUE;
  if (!find_whether_erased (settling, old, &is_erased, error))
    return FALSE;
  if (!is_erased)
    g_ptr_array_add (told, kw_credential_ref (old));
  return TRUE;
}

/* Every older card at the doors of a NEW one. */
static gboolean
supersede (Settling *settling, const KwCredential *credential, GError **error)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_credential_unref);
  KwDoorRef doors[KW_STAY_N_DOORS_MAX];
  const guint n_doors = kw_desk_grant_list_doors (credential->grant, doors);
  KwDeskOutcome *outcome = settling->outcome;

  for (guint i = 0; i < n_doors; i++)
    {
      g_autoptr (GPtrArray) superseded = NULL;

      if (!kw_store_credential_supersede (settling->store, doors[i], credential->generation,
                                          &superseded, error))
        return FALSE;
      for (guint j = 0; j < superseded->len; j++)
        if (!tell_superseded (settling, g_ptr_array_index (superseded, j), told, error))
          return FALSE;
    }

  kw_journal_data_put_int (settling->data, "n_superseded", told->len);
  if (outcome == NULL)
    return TRUE;
  outcome->n_superseded = told->len;
  outcome->has_area_access = FALSE;
  for (guint i = 0; i < told->len; i++)
    outcome->has_area_access |= kw_desk_grant_has_area_access (
        ((const KwCredential *)g_ptr_array_index (told, i))->grant);
  g_clear_pointer (&outcome->superseded, g_ptr_array_unref);
  outcome->superseded = g_steal_pointer (&told);
  return TRUE;
}

/* Live, unless it was reported lost or returned without the card while nobody knew how the write
 * had ended. */
static KwCredentialState
get_state_when_written (const KwCredential *credential)
{
  return kw_credential_state_can_follow (credential->state, KW_CREDENTIAL_STATE_LIVE)
             ? KW_CREDENTIAL_STATE_LIVE
             : credential->state;
}

/* While nobody knew how the write had ended, newer cards may have come to all of its doors. */
static gboolean
put_superseded_if_late (Settling *settling, const KwCredential *credential, GError **error)
{
  g_autoptr (GArray)
      doors = kw_store_credential_list_doors (settling->store, credential->number, error);

  if (doors == NULL)
    return FALSE;
  for (guint i = 0; i < doors->len; i++)
    if (g_array_index (doors, KwStoreCredentialDoor, i).state == KW_STORE_DOOR_STATE_ALIVE)
      return TRUE;
  return doors->len == 0 || put_state (settling, credential, KW_CREDENTIAL_STATE_SUPERSEDED,
                                       /* may_live_until_unix_s= */ 0, error);
}

static gboolean
finish_issue (Settling *settling, GError **error)
{
  g_autoptr (KwCredential)
      pending = kw_store_credential_load (settling->store, settling->issue->credential, error);
  g_autoptr (KwCredential) live = NULL;

  if (pending == NULL)
    return FALSE;
  live = kw_desk_credential_with_state (pending, get_state_when_written (pending), error);
  if (live == NULL || !kw_store_credential_update (settling->store, live, error) ||
      !put_superseded_if_late (settling, live, error))
    return FALSE;
  tell_credential (settling, live);

  if (!end_credential_before (settling, KW_CREDENTIAL_STATE_REWRITTEN, error))
    return FALSE;
  if (live->grant->kind == KW_GRANT_KIND_CANCEL)
    return kw_desk_visits_add (settling->store, settling->context, live, settling->outcome, error);
  if (live->grant->kind != KW_GRANT_KIND_TENANT || live->grant->is_copy)
    return TRUE;
  /* A card cut ahead stops nobody yet: its stay does, when it begins. */
  return live->grant->valid_from_unix_s > settling->context->now_unix_s ||
         supersede (settling, live, error);
}

/* The stay lasts as long as its longest card. */
static gboolean
extend_stay (Settling *settling, const KwCredential *credential, GError **error)
{
  g_autoptr (KwStay) stay = NULL;
  g_autoptr (KwStay) changed = NULL;
  KwDeskStayRequest request = {
    .stay_id = credential->stay_id,
    .until_unix_s = credential->grant->valid_until_unix_s,
    .overlap_reason = "renewal", /* the overlap was asked about before the card was written */
  };

  if (credential->stay_id == 0)
    return TRUE;
  stay = kw_store_stay_load (settling->store, credential->stay_id, error);
  if (stay == NULL)
    return FALSE;
  if (stay->until_unix_s >= request.until_unix_s || stay->state == KW_STAY_STATE_CLOSED)
    return TRUE;
  changed = kw_desk_stay_change (settling->store, settling->context, &request, error);
  if (changed == NULL)
    return FALSE;
  if (settling->outcome != NULL)
    {
      g_clear_pointer (&settling->outcome->stay, kw_stay_unref);
      settling->outcome->stay = g_steal_pointer (&changed);
    }
  return TRUE;
}

static gboolean
finish_renew (Settling *settling, GError **error)
{
  const KwIssue *issue = settling->issue;
  g_autoptr (KwCredential)
      old = kw_store_credential_load (settling->store, issue->credential, error);
  g_autoptr (KwCard)
      card = old != NULL ? kw_store_card_load (settling->store, issue->card_id, error) : NULL;
  g_autoptr (KwCredential) renewed = NULL;
  KwCredential fields;

  if (card == NULL)
    return FALSE;
  /* Renewed before a cancel card named it; from then on its row stands still. */
  if (old->is_on_cancel_card)
    return TRUE;
  fields = *old;
  fields.grant = issue->grant_after;
  fields.revision = issue->revision_after;
  fields.state = get_state_when_written (old);
  /* A shortened card: its longer image may have been copied. */
  if (kw_desk_grant_get_end_unix_s (old->grant) > kw_desk_grant_get_end_unix_s (fields.grant))
    fields.may_live_until_unix_s = MAX (
        fields.may_live_until_unix_s,
        kw_desk_credential_get_clone_end (old, card, settling->context->now_unix_s));
  renewed = kw_credential_new (&fields, error);
  if (renewed == NULL || !kw_store_credential_update (settling->store, renewed, error))
    return FALSE;
  tell_credential (settling, renewed);
  tell_clone_end (settling, renewed->may_live_until_unix_s);
  return extend_stay (settling, renewed, error);
}

static gboolean
finish (Settling *settling, GError **error)
{
  switch (settling->issue->operation)
    {
    case KW_ISSUE_OPERATION_ISSUE:
    case KW_ISSUE_OPERATION_MOVE:
    case KW_ISSUE_OPERATION_CANCEL_CARD:
      return finish_issue (settling, error);
    case KW_ISSUE_OPERATION_RENEW:
      return finish_renew (settling, error);
    case KW_ISSUE_OPERATION_RETURN:
    case KW_ISSUE_OPERATION_BLANK:
      return end_credential_before (settling, KW_CREDENTIAL_STATE_RETURNED, error);
    }
  g_return_val_if_reached (FALSE);
}

/* Not done
 * */

/* The credential that was made for this act; a renewal makes none. On damaged plastic it may be
 * whole all the same: slot A can be read where only a trailer of slot B is torn. */
static gboolean
put_new_credential_state (Settling *settling, KwCredentialState state, GError **error)
{
  const KwIssue *issue = settling->issue;
  g_autoptr (KwCredential) credential = NULL;
  gint64 may_live_until_unix_s = 0;

  if (issue->credential == 0 || issue->operation == KW_ISSUE_OPERATION_RENEW)
    return TRUE;
  credential = kw_store_credential_load (settling->store, issue->credential, error);
  if (credential == NULL)
    return FALSE;
  if (state == KW_CREDENTIAL_STATE_DAMAGED)
    may_live_until_unix_s = kw_desk_grant_get_end_unix_s (credential->grant);
  return put_state (settling, credential, state, may_live_until_unix_s, error);
}

static gboolean
put_damaged (Settling *settling, GError **error)
{
  return put_new_credential_state (settling, KW_CREDENTIAL_STATE_DAMAGED, error) &&
         end_credential_before (settling, KW_CREDENTIAL_STATE_DAMAGED, error) &&
         kw_store_card_put_discarded (settling->store, settling->issue->card_id, TRUE, error);
}

static KwJournalEvent
get_done_event (KwIssueOperation operation)
{
  switch (operation)
    {
    case KW_ISSUE_OPERATION_ISSUE:
      return KW_JOURNAL_EVENT_CARD_ISSUED;
    case KW_ISSUE_OPERATION_RENEW:
      return KW_JOURNAL_EVENT_CARD_RENEWED;
    case KW_ISSUE_OPERATION_MOVE:
      return KW_JOURNAL_EVENT_CARD_MOVED;
    case KW_ISSUE_OPERATION_RETURN:
      return KW_JOURNAL_EVENT_CARD_RETURNED;
    case KW_ISSUE_OPERATION_BLANK:
      return KW_JOURNAL_EVENT_CARD_BLANKED;
    case KW_ISSUE_OPERATION_CANCEL_CARD:
      return KW_JOURNAL_EVENT_CANCEL_CARD_ISSUED;
    }
  g_return_val_if_reached (KW_JOURNAL_EVENT_CARD_ISSUED);
}

/* Changes the credentials and says which row the journal gets and what the issue becomes. */
static gboolean
apply_end (Settling *settling, KwDeskEnd end, KwIssueState *out_state, KwJournalEvent *out_event,
           GError **error)
{
  switch (end)
    {
    case KW_DESK_END_DONE:
      *out_state = KW_ISSUE_STATE_DONE;
      *out_event = get_done_event (settling->issue->operation);
      return finish (settling, error);
    case KW_DESK_END_UNCHANGED:
      *out_state = KW_ISSUE_STATE_FAILED;
      *out_event = KW_JOURNAL_EVENT_CARD_ISSUE_FAILED;
      return put_new_credential_state (settling, KW_CREDENTIAL_STATE_FAILED, error);
    case KW_DESK_END_OPEN:
      *out_state = KW_ISSUE_STATE_UNCERTAIN;
      *out_event = KW_JOURNAL_EVENT_CARD_ISSUE_UNCERTAIN;
      return put_new_credential_state (settling, KW_CREDENTIAL_STATE_UNCERTAIN, error);
    case KW_DESK_END_DAMAGED:
      *out_state = KW_ISSUE_STATE_FAILED;
      *out_event = KW_JOURNAL_EVENT_CARD_DAMAGED;
      return put_damaged (settling, error);
    }
  g_return_val_if_reached (FALSE);
}

/* From INTENT_STORED, which is all that a crash leaves, the states in between are gone through. */
static gboolean
advance_issue (Settling *settling, KwIssueState state, const char *step, GError **error)
{
  static const KwIssueState on_the_way[] = { KW_ISSUE_STATE_WRITING, KW_ISSUE_STATE_VERIFYING };
  KwIssueState at = settling->issue->state;
  g_autoptr (KwIssue) issue = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (on_the_way) && !kw_issue_state_can_follow (at, state); i++)
    if (kw_issue_state_can_follow (at, on_the_way[i]))
      {
        at = on_the_way[i];
        issue = kw_store_issue_advance (settling->store, settling->issue->id, at, NULL,
                                        settling->context->now_unix_s, error);
        if (issue == NULL)
          return FALSE;
        g_clear_pointer (&issue, kw_issue_unref);
      }
  issue = kw_store_issue_advance (settling->store, settling->issue->id, state, step,
                                  settling->context->now_unix_s, error);
  return issue != NULL;
}

gboolean
kw_desk_settle (KwStore *store, const KwDeskContext *context, const KwIssue *issue, KwDeskEnd end,
                const char *step, gboolean is_resolved, KwDeskOutcome *outcome, GError **error)
{
  g_autoptr (KwJournalData) data = kw_journal_data_new ();
  Settling settling = { store, context, issue, data, outcome };
  KwJournalEvent event;
  KwIssueState state;

  kw_journal_data_put_int (data, "issue", issue->id);
  kw_journal_data_put_string (data, "operation", kw_issue_operation_to_string (issue->operation));
  kw_journal_data_put_int (data, "card", issue->card_id);
  if (issue->credential != 0)
    kw_journal_data_put_u64 (data, "credential", issue->credential);
  if (issue->credential_before != 0)
    kw_journal_data_put_u64 (data, "credential_before", issue->credential_before);
  if (end == KW_DESK_END_OPEN)
    kw_journal_data_put_string (data, "step", step);
  kw_journal_data_put_boolean (data, "resolved", is_resolved);

  return apply_end (&settling, end, &state, &event, error) &&
         advance_issue (&settling, state, step, error) &&
         kw_desk_append_row (store, context, event, data, error) &&
         (state != KW_ISSUE_STATE_DONE ||
          kw_desk_batch_take_settled (store, context, issue->id, error));
}
