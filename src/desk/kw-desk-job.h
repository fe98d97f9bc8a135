/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-card.h"
#include "kw-credential.h"
#include "kw-desk.h"
#include "kw-issue.h"
#include "kw-stay.h"

G_BEGIN_DECLS

/**
 * KwDeskCondition:
 * @KW_DESK_CONDITION_BLANK: as from the factory, or erased by us
 * @KW_DESK_CONDITION_OURS: carries a credential of this property
 * @KW_DESK_CONDITION_EMPTY: has our keys but no credential that counts: it opens nothing
 * @KW_DESK_CONDITION_UNFINISHED: a first issue or a return was interrupted: it opens nothing
 * @KW_DESK_CONDITION_FOREIGN: belongs to another system
 * @KW_DESK_CONDITION_DAMAGED: a sector opens to no key any more
 * @KW_DESK_CONDITION_UNSUPPORTED: a chip we do not use
 *
 * What a card is to this property.
 */
typedef enum
{
  KW_DESK_CONDITION_BLANK,
  KW_DESK_CONDITION_OURS,
  KW_DESK_CONDITION_EMPTY,
  KW_DESK_CONDITION_UNFINISHED,
  KW_DESK_CONDITION_FOREIGN,
  KW_DESK_CONDITION_DAMAGED,
  KW_DESK_CONDITION_UNSUPPORTED,
} KwDeskCondition;
#define KW_DESK_CONDITION_N (KW_DESK_CONDITION_UNSUPPORTED + 1)

/**
 * kw_desk_condition_to_string:
 * @condition: a condition
 *
 * Returns: (transfer none): its form in documents, e.g. `blank`
 */
const char *kw_desk_condition_to_string (KwDeskCondition condition);

/**
 * KwDeskPlaceKind:
 * @KW_DESK_PLACE_DOOR: a guest door
 * @KW_DESK_PLACE_AREA: a common area
 * @KW_DESK_PLACE_ELEVATOR: an elevator bank
 */
typedef enum
{
  KW_DESK_PLACE_DOOR,
  KW_DESK_PLACE_AREA,
  KW_DESK_PLACE_ELEVATOR,
} KwDeskPlaceKind;

/**
 * KwDeskPlace:
 * @kind: which of the fields is meant
 * @door: a guest door
 * @number: number of the area or the bank
 *
 * A place with a lock.
 */
typedef struct
{
  KwDeskPlaceKind kind;
  KwDoorRef door;
  guint number;
} KwDeskPlace;

/**
 * kw_desk_place_equal:
 * @a: a place
 * @b: another
 *
 * Any thread.
 *
 * Returns: %TRUE if they are the same place
 */
static inline gboolean
kw_desk_place_equal (const KwDeskPlace *a, const KwDeskPlace *b)
{
  if (a->kind != b->kind)
    return FALSE;
  return a->kind == KW_DESK_PLACE_DOOR ? kw_door_ref_equal (a->door, b->door)
                                       : a->number == b->number;
}

/**
 * KwDeskOutcome:
 * @operation: what was done; meaningless for identify and door try
 * @condition: what the card is after the job
 * @medium_name: (nullable): the chip, "classic-1k", "desfire" …
 * @card: (nullable): the plastic, %NULL if the register does not know it
 * @credential: (nullable): what it carries now; after a return what it carried
 * @is_known: %TRUE if @credential is from the register; %FALSE if only the card says so
 * @stay: (nullable): the stay of the credential
 * @other_stay: (nullable): issue: a second open stay of the room; the card is not for that one
 * @n_superseded: NEW: how many older cards stop working at a door when this one is first shown
 * there
 * @superseded: (element-type KwCredential) (nullable): NEW: those cards' credentials
 * @has_area_access: the superseded or lost cards also open areas or elevators: those they open
 * until they expire, whatever is shown at the door
 * @may_live_until_unix_s: returned, shortened, lost, moved: until when a copy, or the card itself,
 *   may still open; 0 = not
 * @visits: (element-type KwDeskPlace) (nullable): places a cancel card must be shown at
 * @why_not: (nullable): identify and door try: why it would not open its own door now, the card
 * format's word
 *   ("EXPIRED"); %NULL if it would
 * @is_finished: this job brought an interrupted one to its end
 * @answer: (nullable): door try: "OPEN" or the reason's word
 * @granted: door try at an elevator: bit n = landing n
 * @n_exchanges: commands sent to the encoder
 *
 * How a job with a card ended. Owned by the receiver.
 */
typedef struct
{
  KwIssueOperation operation;
  KwDeskCondition condition;
  char *medium_name;
  KwCard *card;
  KwCredential *credential;
  gboolean is_known;
  KwStay *stay;
  KwStay *other_stay;
  guint n_superseded;
  GPtrArray *superseded;
  gboolean has_area_access;
  gint64 may_live_until_unix_s;
  GArray *visits;
  char *why_not;
  gboolean is_finished;
  char *answer;
  guint64 granted;
  guint n_exchanges;
} KwDeskOutcome;

#define KW_TYPE_DESK_OUTCOME (kw_desk_outcome_get_type ())
GType kw_desk_outcome_get_type (void);

/**
 * kw_desk_outcome_copy:
 * @outcome: an outcome
 *
 * Returns: (transfer full): a copy
 */
KwDeskOutcome *kw_desk_outcome_copy (const KwDeskOutcome *outcome);

/**
 * kw_desk_outcome_free:
 * @outcome: (nullable) (transfer full): freed
 */
void kw_desk_outcome_free (KwDeskOutcome *outcome);

typedef enum
{
  KW_DESK_ISSUE_MODE_AUTO, /* COPY if a live card exists for the stay, else NEW */
  KW_DESK_ISSUE_MODE_NEW,
  KW_DESK_ISSUE_MODE_COPY,
} KwDeskIssueMode;

/**
 * KwDeskNewReason:
 * @KW_DESK_NEW_REASON_NONE: not said
 * @KW_DESK_NEW_REASON_LOST: an older card was lost
 * @KW_DESK_NEW_REASON_DAMAGED: an older card does not work any more
 * @KW_DESK_NEW_REASON_NEW_TENANT: somebody else has the room now
 *
 * Why a card is NEW although older ones still open the room.
 */
typedef enum
{
  KW_DESK_NEW_REASON_NONE,
  KW_DESK_NEW_REASON_LOST,
  KW_DESK_NEW_REASON_DAMAGED,
  KW_DESK_NEW_REASON_NEW_TENANT,
} KwDeskNewReason;
#define KW_DESK_NEW_REASON_N (KW_DESK_NEW_REASON_NEW_TENANT + 1)

/**
 * kw_desk_new_reason_to_string:
 * @reason: a reason
 *
 * Returns: (transfer none): its form in the journal: "none", "lost", "damaged", "new-tenant"
 */
const char *kw_desk_new_reason_to_string (KwDeskNewReason reason);

/**
 * KwDeskIssueRequest:
 * @kind: TENANT, FLOOR, BUILDING, MASTER or EMERGENCY
 * @mode: TENANT: NEW voids, at each door, every older card that opens it
 * @new_reason: TENANT: why it is NEW; put into the journal if the card becomes a NEW one
 * @door: TENANT: the main door
 * @stay_id: TENANT: the stay it is for; 0 = the one that @door has now, or a new one
 * @n_extra_doors: TENANT: how many @extra_doors
 * @extra_doors: more doors of the same building
 * @from_unix_s: TENANT: check-in of a stay that is opened for this card; 0 = now
 * @until_unix_s: end; 0 = that of the stay
 * @has_areas: @areas is given; otherwise the property's default areas
 * @areas: bit n = area n
 * @has_landings: @bank, @floors, @has_every_landing are given; otherwise the landings that lead to
 *   the doors and areas
 * @bank: bank that @floors speaks of; 0 = every one
 * @floors: bit n = landing n
 * @has_every_landing: every landing
 * @overlap_reason: (nullable): why another stay may have the door in the same time
 * @overwrite_reason: (nullable): why a card that opens something for somebody else may be taken
 * @holder: staff cards: who carries it
 * @building: FLOOR, BUILDING
 * @floor: FLOOR
 * @weekdays: bit 0 Monday; 0 = every day
 * @day_start_minute: of the local day
 * @day_end_minute: of the local day; both 0 = all day
 * @can_override_deadbolt: opens a door locked from inside
 *
 * A card to issue. A plain value; copied by the call.
 */
typedef struct
{
  KwGrantKind kind;
  KwDeskIssueMode mode;
  KwDeskNewReason new_reason;
  KwDoorRef door;
  gint64 stay_id;
  guint n_extra_doors;
  KwDoorRef extra_doors[KW_GRANT_N_EXTRA_DOORS];
  gint64 from_unix_s;
  gint64 until_unix_s;
  gboolean has_areas;
  guint32 areas;
  gboolean has_landings;
  guint bank;
  guint64 floors;
  gboolean has_every_landing;
  const char *overlap_reason;
  const char *overwrite_reason;
  const char *holder;
  guint building;
  guint floor;
  guint weekdays;
  guint day_start_minute;
  guint day_end_minute;
  gboolean can_override_deadbolt;
} KwDeskIssueRequest;

/**
 * KwDeskJobStep:
 * @KW_DESK_JOB_STEP_WAITING: for the card, or for its turn
 * @KW_DESK_JOB_STEP_READING: finding out what the card is
 * @KW_DESK_JOB_STEP_PREPARING: the rules are looked at and the intent is stored
 * @KW_DESK_JOB_STEP_WRITING: the card is being changed
 * @KW_DESK_JOB_STEP_CHECKING: reading back, and putting the end into the register
 * @KW_DESK_JOB_STEP_ENDED: well or not
 *
 * How far a job is, for people. It only goes forward; but if an interrupted job of the same card
 * had to be finished first, it starts over with READING.
 */
typedef enum
{
  KW_DESK_JOB_STEP_WAITING,
  KW_DESK_JOB_STEP_READING,
  KW_DESK_JOB_STEP_PREPARING,
  KW_DESK_JOB_STEP_WRITING,
  KW_DESK_JOB_STEP_CHECKING,
  KW_DESK_JOB_STEP_ENDED,
} KwDeskJobStep;
#define KW_DESK_JOB_STEP_N (KW_DESK_JOB_STEP_ENDED + 1)

#define KW_TYPE_DESK_JOB_STEP (kw_desk_job_step_get_type ())
GType kw_desk_job_step_get_type (void);

#define KW_TYPE_DESK_JOB (kw_desk_job_get_type ())
/**
 * KwDeskJob:
 *
 * One job with one card: waits for the card, reads it, stores the intent, writes, reads back. Made
 * by one of the constructors below, run once. Only one job has the encoder at a time; others wait
 * for their turn, in the order in which they were started.
 *
 * Properties, read-only with notify: `state` (#KwIssueState as int): where it is; `step`
 * (#KwDeskJobStep): the same for people; `is-cancellable` (boolean): %FALSE from the first byte
 * that may go to the card until the end, when cancelling has no effect any more; `is-lift-needed`
 * (boolean): see kw_desk_job_set_fresh_card(); `has-several-cards` (boolean): it waits, and more
 * than one card lies there: it goes on when one is left.
 */
G_DECLARE_FINAL_TYPE (KwDeskJob, kw_desk_job, KW, DESK_JOB, GObject)

/**
 * kw_desk_job_new_issue:
 * @desk: a desk with property and keys
 * @request: what to issue
 *
 * Returns: (transfer full): a job that issues a card. Uses the door's current stay, or opens one.
 */
KwDeskJob *kw_desk_job_new_issue (KwDesk *desk, const KwDeskIssueRequest *request);

/**
 * kw_desk_job_new_renew:
 * @desk: a desk with property and keys
 * @until_unix_s: the new end; 0 = that of the stay
 * @overlap_reason: (nullable): why another stay may have the door in the same time
 *
 * Returns: (transfer full): a job that makes the card laid down live longer or shorter
 */
KwDeskJob *kw_desk_job_new_renew (KwDesk *desk, gint64 until_unix_s, const char *overlap_reason);

/**
 * kw_desk_job_new_move:
 * @desk: a desk with property and keys
 *
 * Returns: (transfer full): a job that rewrites the card laid down for the doors its stay has now
 */
KwDeskJob *kw_desk_job_new_move (KwDesk *desk);

/**
 * kw_desk_job_new_return:
 * @desk: a desk with property and keys
 *
 * Returns: (transfer full): a job that erases one of our cards and takes it back
 */
KwDeskJob *kw_desk_job_new_return (KwDesk *desk);

/**
 * kw_desk_job_new_blank:
 * @desk: a desk with property and keys
 *
 * Returns: (transfer full): a job that erases any card our keys open, also one the register does
 * not know; a blank one is left as it is
 */
KwDeskJob *kw_desk_job_new_blank (KwDesk *desk);

/**
 * kw_desk_job_new_cancel_card:
 * @desk: a desk with property and keys
 * @credential: number of a lost credential
 *
 * Returns: (transfer full): a job that writes a cancel card for it
 */
KwDeskJob *kw_desk_job_new_cancel_card (KwDesk *desk, guint64 credential);

/**
 * kw_desk_job_new_identify:
 * @desk: a desk with property and keys
 *
 * Returns: (transfer full): a job that says what the card laid down is. If an interrupted job of
 *   this card is open, it is resolved, and finished if it stopped half-way.
 */
KwDeskJob *kw_desk_job_new_identify (KwDesk *desk);

/**
 * kw_desk_job_new_try_door:
 * @desk: a desk with property and keys
 * @place: which lock
 * @at_unix_s: the lock's clock; 0 = now
 * @is_locked_inside: whether the door is locked from inside
 *
 * Returns: (transfer full): a job that shows the card to a reference lock, whose memory is kept in
 *   the register
 */
KwDeskJob *kw_desk_job_new_try_door (KwDesk *desk, const KwDeskPlace *place, gint64 at_unix_s,
                                     gboolean is_locked_inside);

/**
 * kw_desk_has_job:
 * @self: a desk
 *
 * Returns: %TRUE if a job has the encoder, also while it waits for its card; another one would have
 *   to wait until it ends. That the watch looks at a card is none.
 */
gboolean kw_desk_has_job (KwDesk *self);

/**
 * kw_desk_job_set_fresh_card:
 * @self: a job that has not run
 * @is_fresh: %TRUE: the card that lay on the encoder when the job before this one ended is not
 *   taken; it has to be lifted first
 *
 * For one card after the other. What counts is that the card was lifted: the same plastic is taken
 * when it is laid down again. While that card still lies there, `is-lift-needed` is %TRUE.
 */
void kw_desk_job_set_fresh_card (KwDeskJob *self, gboolean is_fresh);

/**
 * kw_desk_job_set_expected_stay:
 * @self: a job that renews, moves or returns and has not run
 * @stay_id: whose card it has to be; 0 = any card of ours
 *
 * With another card the job ends with CARD_WRONG_STAY, and that card is as it was.
 */
void kw_desk_job_set_expected_stay (KwDeskJob *self, gint64 stay_id);

/**
 * kw_desk_job_set_expected_credential:
 * @self: a job that renews, moves or returns and has not run
 * @credential: number of the credential that the card has to carry; 0 = any of ours
 *
 * For a staff card, which has no stay. With another card the job ends with CARD_WRONG_STAY, and
 * that card is as it was.
 */
void kw_desk_job_set_expected_credential (KwDeskJob *self, guint64 credential);

/**
 * kw_desk_job_run_async:
 * @self: a job that has not run
 * @wait_limit_ms: how long to wait for a card; 0 = it must lie there
 * @cancellable: (nullable): heeded until the first byte goes to the card
 * @callback: called when the job has ended
 * @user_data: for @callback
 */
void kw_desk_job_run_async (KwDeskJob *self, guint wait_limit_ms, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_job_run_finish:
 * @self: a job
 * @result: the result
 * @error: a `KW_DESK_ERROR`, any
 *
 * Returns: (transfer full) (nullable): how it ended; only if everything was read back and is in the
 *   register
 */
KwDeskOutcome *kw_desk_job_run_finish (KwDeskJob *self, GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_job_get_state:
 * @self: a job
 *
 * Returns: where it is
 */
KwIssueState kw_desk_job_get_state (KwDeskJob *self);

/**
 * kw_desk_job_get_step:
 * @self: a job
 *
 * Returns: how far it is, for people
 */
KwDeskJobStep kw_desk_job_get_step (KwDeskJob *self);

/**
 * kw_desk_job_is_cancellable:
 * @self: a job
 *
 * Returns: %TRUE if cancelling it would end it with nothing changed
 */
gboolean kw_desk_job_is_cancellable (KwDeskJob *self);

/**
 * kw_desk_job_is_lift_needed:
 * @self: a job
 *
 * Returns: %TRUE while it waits for the card of the job before to be lifted
 */
gboolean kw_desk_job_is_lift_needed (KwDeskJob *self);

/**
 * kw_desk_job_has_several_cards:
 * @self: a job
 *
 * Returns: %TRUE while it waits because more than one card lies there
 */
gboolean kw_desk_job_has_several_cards (KwDeskJob *self);

/**
 * kw_desk_job_get_card:
 * @self: a job that has failed
 *
 * Returns: (transfer none) (nullable): with CARD_DAMAGED the card, if the register knows it
 */
const KwCard *kw_desk_job_get_card (KwDeskJob *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDeskOutcome, kw_desk_outcome_free)

G_END_DECLS
