/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-job.h"

G_BEGIN_DECLS

/**
 * KwDeskPreviewCard:
 * @card: the plastic
 * @credential: what it carries now
 *
 * A card that would be made useless.
 */
typedef struct
{
  KwCard *card;
  KwCredential *credential;
} KwDeskPreviewCard;

/**
 * KwDeskPreview:
 * @operation: ISSUE, RENEW or MOVE
 * @grant: what the card would open, and when; `is_copy` says whether it would be a COPY
 * @mode: tenant cards: NEW or COPY; otherwise NEW
 * @stay_before: (nullable): the stay as it is now; %NULL with @stay: it would be opened
 * @stay: (nullable): the stay as it would be afterwards; %NULL for staff cards
 * @would_open_stay: a new stay would be opened: @stay says from when until when
 * @would_check_in: an expected stay would become open
 * @would_change_stay: the stay would get a later end or more doors
 * @overlap: (nullable): another stay that has a door of @stay in the same time, rather an open one;
 *   its end may have passed: somebody is still in
 * @overlap_error: (nullable): STAY_OVERLAP with its sentence: the job will ask for a reason that
 *   the request did not give. Everything else is as if it had been given.
 * @n_live_cards: live cards of the stay that open its main door: those that a COPY would join
 * @n_live_at_door: live cards of anybody that open the main door
 * @superseded: (element-type KwDeskPreviewCard): NEW: the cards that stop working at a door when
 *   the new one is first shown there
 * @n_superseded: how many
 * @has_area_access: some of @superseded also open areas or elevators until they expire
 * @may_live_until_unix_s: RENEW to an earlier end, MOVE: until when a clone of the card as it is
 *   now may open; 0 = not
 * @needs_uncloneable: the property's policy allows this kind of card on DESFire only
 *
 * What a job would do, found out by doing it in a transaction of the register that is taken back.
 * Immutable and reference counted.
 */
typedef struct
{
  KwIssueOperation operation;
  KwGrant *grant;
  KwDeskIssueMode mode;
  KwStay *stay_before;
  KwStay *stay;
  gboolean would_open_stay;
  gboolean would_check_in;
  gboolean would_change_stay;
  KwStay *overlap;
  GError *overlap_error;
  guint n_live_cards;
  guint n_live_at_door;
  GPtrArray *superseded;
  guint n_superseded;
  gboolean has_area_access;
  gint64 may_live_until_unix_s;
  gboolean needs_uncloneable;
} KwDeskPreview;

#define KW_TYPE_DESK_PREVIEW (kw_desk_preview_get_type ())
GType kw_desk_preview_get_type (void);

/**
 * kw_desk_preview_ref:
 * @preview: a preview
 *
 * Returns: (transfer full): @preview
 */
KwDeskPreview *kw_desk_preview_ref (const KwDeskPreview *preview);

/**
 * kw_desk_preview_unref:
 * @preview: (transfer full): a preview
 */
void kw_desk_preview_unref (KwDeskPreview *preview);

/**
 * kw_desk_preview_issue_async:
 * @self: a desk with property and keys
 * @request: what would be issued; copied
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * Finds out what kw_desk_job_new_issue() with a blank card would do now. Nothing stays of it.
 */
void kw_desk_preview_issue_async (KwDesk *self, const KwDeskIssueRequest *request,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * kw_desk_preview_renew_async:
 * @self: a desk with property and keys
 * @credential: number of the credential that the card carries
 * @until_unix_s: the new end; 0 = that of the stay; of a staff card: as
 *   kw_desk_staff_get_default_until_unix_s() proposes, which the job then has to be told
 * @overlap_reason: (nullable): why another stay may have the door in the same time
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * Finds out what kw_desk_job_new_renew() with that card would do now.
 */
void kw_desk_preview_renew_async (KwDesk *self, guint64 credential, gint64 until_unix_s,
                                  const char *overlap_reason, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_preview_move_async:
 * @self: a desk with property and keys
 * @credential: number of the credential that the card carries
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * Finds out what kw_desk_job_new_move() with that card would do now.
 */
void kw_desk_preview_move_async (KwDesk *self, guint64 credential, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_preview_finish:
 * @self: a desk
 * @result: the result of any of the three
 * @error: a `KW_DESK_ERROR`: what the job would fail with before it writes, but for STAY_OVERLAP,
 *   which is in the preview
 *
 * Returns: (transfer full) (nullable): the preview
 */
KwDeskPreview *kw_desk_preview_finish (KwDesk *self, GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_job_set_preview:
 * @self: a job that issues, renews or moves and has not run
 * @preview: (nullable): what somebody was shown, and agreed to
 *
 * Where the register has changed since, so that the card would be for another stay, open something
 * else, or lock somebody out who was not spoken of, the job ends with PREVIEW_OUTDATED, and neither
 * card nor register is changed.
 */
void kw_desk_job_set_preview (KwDeskJob *self, const KwDeskPreview *preview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDeskPreview, kw_desk_preview_unref)

G_END_DECLS
