/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-issue.h"
#include "kw-store.h"

G_BEGIN_DECLS

/* Acts of writing. Unresolved are all that are neither DONE nor FAILED. All functions: inside a
 * KwStoreFunc only; other errors as kw_store_run_finish(). */

/**
 * kw_store_issue_put:
 * @store: the store
 * @issue: a new one, its id 0
 * @out_id: (out): the id it got
 * @error: a `KW_STORE_ERROR`: CONSTRAINT if its card or credential is not stored, or if another
 *   stored intent (INTENT_STORED, WRITING, VERIFYING, UNCERTAIN) on the same card is unresolved
 *
 * Returns: %TRUE if it was put
 */
gboolean kw_store_issue_put (KwStore *store, const KwIssue *issue, gint64 *out_id,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_issue_update:
 * @store: the store
 * @issue: a stored one as it is to be
 * @error: a `KW_STORE_ERROR`: NOT_FOUND; STATE if kw_issue_state_can_follow() forbids it (staying
 * in the same state is allowed); CONSTRAINT as kw_store_issue_put()
 *
 * Changes state, step, finish, card and what is meant to be on it afterwards. Operation, owner,
 * station, start and what was on the card before stay once they are known.
 *
 * Returns: %TRUE if it was changed
 */
gboolean kw_store_issue_update (KwStore *store, const KwIssue *issue,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_issue_advance:
 * @store: the store
 * @id: which
 * @state: its state from now on
 * @step: (nullable): where it is, in words; %NULL keeps the old one
 * @at_unix_s: now; becomes the finish if @state is final
 * @error: a `KW_STORE_ERROR`: NOT_FOUND, STATE
 *
 * Returns: (transfer full): the issue as it is now, or %NULL
 */
KwIssue *kw_store_issue_advance (KwStore *store, gint64 id, KwIssueState state, const char *step,
                                 gint64 at_unix_s, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_issue_take_over:
 * @store: the store
 * @id: which; unresolved
 * @owner: the program that resolves it
 * @error: a `KW_STORE_ERROR`: NOT_FOUND if there is none that is unresolved
 *
 * Returns: %TRUE if @owner owns it now
 */
gboolean kw_store_issue_take_over (KwStore *store, gint64 id, const char *owner,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_issue_load:
 * @store: the store
 * @id: which
 * @error: a `KW_STORE_ERROR`: NOT_FOUND, CORRUPT
 *
 * Returns: (transfer full): the issue, or %NULL
 */
KwIssue *kw_store_issue_load (KwStore *store, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_issue_load_unresolved_by_uid:
 * @store: the store
 * @uid: (array length=uid_len): the chip's number
 * @uid_len: 4, 7 or 10
 * @error: a `KW_STORE_ERROR`: NOT_FOUND if the card has no unresolved stored intent
 *
 * Returns: (transfer full): the intent (INTENT_STORED, WRITING, VERIFYING or UNCERTAIN), or %NULL
 */
KwIssue *kw_store_issue_load_unresolved_by_uid (KwStore *store, const guint8 *uid, guint uid_len,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_issue_list_unresolved:
 * @store: the store
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: (transfer full) (element-type KwIssue): all, by id; or %NULL
 */
GPtrArray *kw_store_issue_list_unresolved (KwStore *store,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_issue_list_by_owner:
 * @store: the store
 * @owner: a program
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: (transfer full) (element-type KwIssue): its unresolved ones, by id; or %NULL
 */
GPtrArray *kw_store_issue_list_by_owner (KwStore *store, const char *owner,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_issue_list_by_card:
 * @store: the store
 * @card_id: a card
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: (transfer full) (element-type KwIssue): everything ever done to it, by id; or %NULL
 */
GPtrArray *kw_store_issue_list_by_card (KwStore *store, gint64 card_id,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
