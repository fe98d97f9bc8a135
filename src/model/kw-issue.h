/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-grant.h"
#include "kw-model-error.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  KW_ISSUE_OPERATION_ISSUE,
  KW_ISSUE_OPERATION_RENEW,
  KW_ISSUE_OPERATION_MOVE,
  KW_ISSUE_OPERATION_RETURN,
  KW_ISSUE_OPERATION_BLANK,
  KW_ISSUE_OPERATION_CANCEL_CARD,
} KwIssueOperation;

#define KW_ISSUE_OPERATION_N 6

typedef enum
{
  KW_ISSUE_STATE_QUEUED,
  KW_ISSUE_STATE_WAITING_FOR_CARD,
  KW_ISSUE_STATE_READING,
  KW_ISSUE_STATE_INTENT_STORED,
  KW_ISSUE_STATE_WRITING,
  KW_ISSUE_STATE_VERIFYING,
  KW_ISSUE_STATE_DONE,
  KW_ISSUE_STATE_FAILED,
  KW_ISSUE_STATE_UNCERTAIN,
} KwIssueState;

#define KW_ISSUE_STATE_N 9

/**
 * KwIssue:
 * @id: the register's number, 0 = not stored yet
 * @operation: what is done to the card
 * @card_id: the plastic, KwCard's id, 0 = not known yet
 * @credential: number of the credential that the card shall carry afterwards, 0 = none (RETURN,
 *   BLANK)
 * @credential_before: number of the one it carried before, 0 = none
 * @revision_before: of @credential_before
 * @revision_after: of @credential
 * @grant_before: (nullable): what it opened before
 * @grant_after: (nullable): what it shall open afterwards
 * @state: how far it got; FAILED = the card provably still has what it had
 * @step: (nullable): the step of writing it is at or stopped at, in words
 * @owner: which running program does it: whose lock tells if it still lives
 * @station: 1..8388607
 * @started_at_unix_s: when it was asked for
 * @finished_at_unix_s: when it became DONE, FAILED or UNCERTAIN; 0 before
 *
 * One act of writing a card: stored before the first byte goes to the card, and enough to tell
 * later which of both sides the card ended on. Immutable and reference counted: treat every field
 * as const. On the stack it is only the argument of kw_issue_new(): never ref such a one. To change
 * one, copy the structure, change fields, and make a new one of it. Any thread.
 */
typedef struct
{
  gint64 id;
  KwIssueOperation operation;
  gint64 card_id;
  guint64 credential;
  guint64 credential_before;
  guint revision_before;
  guint revision_after;
  const KwGrant *grant_before;
  const KwGrant *grant_after;
  KwIssueState state;
  const char *step;
  const char *owner;
  guint station;
  gint64 started_at_unix_s;
  gint64 finished_at_unix_s;
} KwIssue;

#define KW_TYPE_ISSUE (kw_issue_get_type ())
GType kw_issue_get_type (void);

/**
 * kw_issue_new:
 * @fields: what is to be done; borrowed: grants are referenced, texts are copied. Its grants were
 *   made by kw_grant_new()
 * @error: a `KW_MODEL_ERROR`, the message starting with the field
 *
 * ISSUE, RENEW, MOVE and CANCEL_CARD name the credential and the grant afterwards, from
 * INTENT_STORED on and in DONE and UNCERTAIN; RETURN and BLANK name neither.
 *
 * Returns: (transfer full): an immutable copy of @fields, or %NULL if it would not be valid
 */
KwIssue *kw_issue_new (const KwIssue *fields, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_issue_ref:
 * @issue: made by kw_issue_new()
 *
 * Returns: (transfer full): @issue
 */
KwIssue *kw_issue_ref (const KwIssue *issue);

/**
 * kw_issue_unref:
 * @issue: (transfer full): made by kw_issue_new()
 */
void kw_issue_unref (KwIssue *issue);

/**
 * kw_issue_equal:
 * @a: an issue
 * @b: another
 *
 * Returns: %TRUE if every field is the same, grants compared by value
 */
gboolean kw_issue_equal (const KwIssue *a, const KwIssue *b);

/**
 * kw_issue_state_can_follow:
 * @from: the state before
 * @to: the state after
 *
 * Returns: %TRUE if an issue may go from @from to @to
 */
gboolean kw_issue_state_can_follow (KwIssueState from, KwIssueState to);

/**
 * kw_issue_state_is_final:
 * @state: a state
 *
 * Returns: %TRUE for DONE, FAILED and UNCERTAIN: nobody is working on it any more. UNCERTAIN is
 *   resolved to DONE or FAILED when the card is next laid down
 */
gboolean kw_issue_state_is_final (KwIssueState state);

/**
 * kw_issue_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): the stored form: "queued", "waiting-for-card", "reading",
 *   "intent-stored", "writing", "verifying", "done", "failed", "uncertain"
 */
const char *kw_issue_state_to_string (KwIssueState state);

/**
 * kw_issue_state_from_string:
 * @string: (nullable): a stored form
 * @out_state: (out): untouched on failure
 *
 * Returns: %TRUE if @string is one
 */
gboolean kw_issue_state_from_string (const char *string,
                                     KwIssueState *out_state) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_issue_operation_to_string:
 * @operation: an operation
 *
 * Returns: (transfer none): the stored form: "issue", "renew", "move", "return", "blank",
 *   "cancel-card"
 */
const char *kw_issue_operation_to_string (KwIssueOperation operation);

/**
 * kw_issue_operation_from_string:
 * @string: (nullable): a stored form
 * @out_operation: (out): untouched on failure
 *
 * Returns: %TRUE if @string is one
 */
gboolean kw_issue_operation_from_string (const char *string,
                                         KwIssueOperation *out_operation) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwIssue, kw_issue_unref)

G_END_DECLS
