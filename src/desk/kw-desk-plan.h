/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: what is decided about a card on the database thread, between reading it and
 * writing it. */

#include "kw-desk-job.h"
#include "kw-desk-preview.h"
#include "kw-desk-private.h"
#include "kw-desk-sighting.h"

G_BEGIN_DECLS

typedef struct _KwDeskPlan KwDeskPlan;

/**
 * KwDeskPlanKind:
 * @name: for logs
 * @make: on the database thread, in one transaction: checks the rules, stores the intent, and fills
 *   the plan; or, where nothing is to be written, only its outcome
 *
 * One of the jobs of the desk.
 */
typedef struct
{
  const char *name;
  gboolean (*make) (KwStore *store, KwDeskPlan *plan, GError **error);
} KwDeskPlanKind;

/**
 * KwDeskTry:
 * @place: which lock
 * @at_unix_s: the lock's clock; 0 = now
 * @is_locked_inside: whether the door is locked from inside
 * @bundle: a KwLockBundle
 */
typedef struct
{
  KwDeskPlace place;
  gint64 at_unix_s;
  gboolean is_locked_inside;
  KwSecret *bundle;
} KwDeskTry;

/**
 * KwDeskPlan:
 * @kind: which job
 * @context: what the database thread may know of the desk
 * @key_version: of the keys that seal
 * @reading: the card as it was read
 * @sighting: what that means
 * @issue_request: ISSUE: what to issue; its texts are owned
 * @until_unix_s: RENEW: the new end, 0 = that of the stay
 * @overlap_reason: (nullable): RENEW
 * @lost_credential: CANCEL_CARD: which
 * @expected_stay_id: RENEW, MOVE, RETURN: whose card it has to be; 0 = any of ours
 * @batch_card: ISSUE, BLANK: the card of a batch that this is for; 0 = of none
 * @is_other_batch_card: the batch's card may get another plastic than the one begun for it
 * @expected_credential: RENEW, MOVE, RETURN: the one it has to carry; 0 = any of ours
 * @preview: (nullable): what was said that it does
 * @try: door try
 * @stay_before: (out) (nullable): ISSUE of a tenant's card: the stay that the door had
 * @is_write_needed: (out): the card is to be written
 * @operation: (out): how
 * @slot: (out): where
 * @body: (out): the credential to seal; not for ERASE
 * @issue: (out) (nullable): the intent as stored
 * @is_finishing: (out): the plan brings an interrupted job to its end; the job itself comes after
 * it
 * @ended: (out) (nullable): the interrupted job that this one has brought to the end it was meant
 * to have
 * @outcome: (out): what to tell
 *
 * Belongs to one thread at a time: it is moved to the database thread and back.
 */
struct _KwDeskPlan
{
  const KwDeskPlanKind *kind;
  KwDeskContext context;
  guint8 key_version;
  KwEncoderReading reading;
  KwDeskSighting sighting;

  KwDeskIssueRequest issue_request;
  gint64 until_unix_s;
  char *overlap_reason;
  guint64 lost_credential;
  gint64 expected_stay_id;
  gint64 batch_card;
  gboolean is_other_batch_card;
  guint64 expected_credential;
  KwDeskPreview *preview;
  KwDeskTry try;

  KwStay *stay_before;
  gboolean is_write_needed;
  KwEncoderOperation operation;
  guint8 slot;
  KwLockBody body;
  KwIssue *issue;
  gboolean is_finishing;
  KwIssue *ended;
  KwDeskOutcome *outcome;
};

KwDeskPlan *kw_desk_plan_new (const KwDeskPlanKind *kind);
void kw_desk_plan_free (KwDeskPlan *plan);

/* Copies @request into a plan that has none yet. */
void kw_desk_plan_set_request (KwDeskPlan *plan, const KwDeskIssueRequest *request);

extern const KwDeskPlanKind kw_desk_plan_issue;
extern const KwDeskPlanKind kw_desk_plan_renew;
extern const KwDeskPlanKind kw_desk_plan_move;
extern const KwDeskPlanKind kw_desk_plan_return;
extern const KwDeskPlanKind kw_desk_plan_blank;
extern const KwDeskPlanKind kw_desk_plan_cancel_card;
extern const KwDeskPlanKind kw_desk_plan_identify;
extern const KwDeskPlanKind kw_desk_plan_try_door;

/* Of a plan that was made, in the same transaction: whether it does what its preview said;
 * PREVIEW_OUTDATED. */
gboolean kw_desk_plan_check_preview (KwStore *store, const KwDeskPlan *plan, GError **error);

/* The job that makes and carries out @plan (taken), which has been told what is asked for. */
KwDeskJob *kw_desk_job_new_with_plan (KwDesk *desk, KwDeskPlan *plan);

/* What plans share; on the database thread */

/* Whether the card may be written at all: not foreign, not damaged; and, unless @reason is given,
 * that it does not open something for somebody else. @stay_id may be written over. */
gboolean kw_desk_plan_check_card (KwStore *store, KwDeskPlan *plan, gint64 stay_id,
                                  const char *reason, GError **error);

/* The credential that the card carries, if the register knows it on this very card; NULL if not. */
gboolean kw_desk_plan_find_credential (KwStore *store, const KwDeskPlan *plan,
                                       KwCredential **out_credential, GError **error);

/* The credential that the card carries, from the register. CARD_NOT_OURS if it carries none, or one
 * that the register does not know. */
KwCredential *kw_desk_plan_load_credential (KwStore *store, KwDeskPlan *plan, GError **error);

/* Finds the plastic in the register, or gives it a number. */
KwCard *kw_desk_plan_ensure_card (KwStore *store, KwDeskPlan *plan, GError **error);

/* Sets the plan up to write a credential, whichever, on the card as it was seen: never over the one
 * that counts on it. */
void kw_desk_plan_choose_write (KwDeskPlan *plan);

/* Stores the intent and sets the plan up to write @after; @fields names operation,
 * credential_before, revision_before and grant_before. CARD_DISCARDED. */
gboolean kw_desk_plan_store_write (KwStore *store, KwDeskPlan *plan, const KwIssue *fields,
                                   const KwCredential *after, GError **error);

/* Registers the plastic, makes a new credential of @fields (card, number, grant and key version are
 * filled in) for what @grant (taken) opens, and stores it with the intent to write it over whatever
 * the described card carries. */
gboolean kw_desk_plan_store_new (KwStore *store, KwDeskPlan *plan, KwIssueOperation operation,
                                 const KwCredential *fields, KwGrant *grant, GError **error);

/* Stores the intent and sets the plan up to erase. */
gboolean kw_desk_plan_store_erase (KwStore *store, KwDeskPlan *plan, KwIssueOperation operation,
                                   const KwCredential *before, GError **error);

/* Why a card that carries @credential in @revision would not open the doors it names now, as far as
 * the card and the register (@is_known) tell; NULL: it would. Any thread. */
const char *kw_desk_get_why_not (const KwCredential *credential, guint revision, gboolean is_known,
                                 gint64 now_unix_s);

/* The end of an intent; on the database thread
 * */

typedef enum
{
  KW_DESK_END_DONE,      /* written and read back */
  KW_DESK_END_UNCHANGED, /* the card provably still has what it had */
  KW_DESK_END_OPEN,      /* nobody knows until the card is laid down again */
  KW_DESK_END_DAMAGED,   /* the plastic is lost */
} KwDeskEnd;

/* Brings an intent to its end: issue, credentials, doors and journal in one transaction. @step says
 * where it stopped. @outcome may be NULL; its credential, n_superseded, has_area_access and
 * may_live_until_unix_s are filled. @is_resolved: found out when the card was laid down again. */
gboolean kw_desk_settle (KwStore *store, const KwDeskContext *context, const KwIssue *issue,
                         KwDeskEnd end, const char *step, gboolean is_resolved,
                         KwDeskOutcome *outcome, GError **error);

/* Looks whether an interrupted job of this card is open, and ends it if the card tells how. If the
 * card stopped half-way, the plan is set up to finish the job. */
gboolean kw_desk_plan_resolve (KwStore *store, KwDeskPlan *plan, GError **error);

/* Whether the job of @plan is what @issue was about: the same thing asked for again. */
gboolean kw_desk_plan_asks_for (KwStore *store, const KwDeskPlan *plan, const KwIssue *issue);

/* Fills the outcome with that of the ended job, which the plan asks for. */
gboolean kw_desk_plan_tell_ended (KwStore *store, KwDeskPlan *plan, GError **error);

/* Fills condition, card, credential, stay of the plan's outcome from the register. */
gboolean kw_desk_plan_describe (KwStore *store, KwDeskPlan *plan, GError **error);

G_END_DECLS
