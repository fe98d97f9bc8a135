/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: a use case that needs nothing but the register. */

#include "kw-desk-private.h"

G_BEGIN_DECLS

/**
 * kw_desk_work_start:
 * @self: a desk
 * @is_writing: the register is changed; %FALSE: only read, which hinders nobody
 * @func: what to do on the database thread, in one transaction
 * @data: (transfer full): handed to @func; lives as long as the result
 * @destroy: frees @data
 * @cancellable: (nullable): heeded until the commit
 * @callback: called when done
 * @user_data: for @callback
 */
void kw_desk_work_start (KwDesk *self, gboolean is_writing, KwStoreFunc func, gpointer data,
                         GDestroyNotify destroy, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_work_start_with_property:
 *
 * As kw_desk_work_start(). @data begins with a KwDeskContext, which is refreshed
 * before @func runs. NOT_SET_UP while there is no property.
 */
void kw_desk_work_start_with_property (KwDesk *self, gboolean is_writing, KwStoreFunc func,
                                       gpointer data, GDestroyNotify destroy,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * kw_desk_work_finish:
 * @result: the result
 * @error: a `KW_DESK_ERROR`
 *
 * Returns: (transfer none) (nullable): the data that was handed over, as the function left it; take
 *   out of it what is to be kept
 */
gpointer kw_desk_work_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ends @task with TRUE, or with the KW_DESK_ERROR for @cause, which it takes. */
void kw_desk_return_done (GTask *task, gboolean is_done, GError *cause);

G_END_DECLS
