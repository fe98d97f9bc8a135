/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: how far a long work on another thread is. */

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KwDeskProgress KwDeskProgress;

/* @task: whose work it is; borrowed: it has to live as long as the work, and owns @self in its
 * data.
 * @func: (nullable): called on this thread's main context, with @user_data, until @task has ended
 */
KwDeskProgress *kw_desk_progress_new (GTask *task, GFileProgressCallback func, gpointer user_data);
void kw_desk_progress_free (KwDeskProgress *self);

/* Any thread. At most one word is under way; it tells the newest state. */
void kw_desk_progress_tell (KwDeskProgress *self, gsize n_done, gsize n_total);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDeskProgress, kw_desk_progress_free)

G_END_DECLS
