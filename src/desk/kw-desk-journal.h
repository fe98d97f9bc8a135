/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk.h"
#include "kw-journal-entry.h"

G_BEGIN_DECLS

/**
 * kw_desk_list_journal_async:
 * @self: a desk
 * @after: number of the entry to start behind; 0 = from the first
 * @n_max: how many at most
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 */
void kw_desk_list_journal_async (KwDesk *self, guint64 after, guint n_max,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * kw_desk_list_journal_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: STORE, JOURNAL_BROKEN
 *
 * Returns: (transfer full) (element-type KwJournalEntry) (nullable): in order
 */
GPtrArray *kw_desk_list_journal_finish (KwDesk *self, GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_verify_journal_async:
 * @self: a desk
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 */
void kw_desk_verify_journal_async (KwDesk *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_verify_journal_finish:
 * @self: a desk
 * @result: the result
 * @out_n_entries: (out) (optional): how many entries were verified
 * @error: a `KW_DESK_ERROR`: JOURNAL_BROKEN naming the first bad row; STORE
 *
 * Returns: %TRUE if every row is as it was written and none is missing in between
 */
gboolean kw_desk_verify_journal_finish (KwDesk *self, GAsyncResult *result, guint64 *out_n_entries,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_digest_async:
 * @self: a desk
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 */
void kw_desk_digest_async (KwDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);

/**
 * kw_desk_digest_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: STORE
 *
 * Returns: (transfer full) (nullable): one hash, in hex, over cards, stays and their states, not
 * the journal: equal on two stations that have seen the same
 */
char *kw_desk_digest_finish (KwDesk *self, GAsyncResult *result,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
