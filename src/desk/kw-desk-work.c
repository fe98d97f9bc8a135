/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-work.h"

static void
on_work_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *cause = NULL;
  GError *error = NULL;

  if (kw_store_run_finish (KW_STORE (source), result, &cause))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  kw_desk_throw_cause (cause, &error);
  g_task_return_error (task, error);
}

static GTask *
make_task (KwDesk *self, gpointer data, GDestroyNotify destroy, GCancellable *cancellable,
           GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  /* What was committed is told, also to somebody who stopped waiting for it. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, data, destroy);
  return task;
}

void
kw_desk_work_start (KwDesk *self, gboolean is_writing, KwStoreFunc func, gpointer data,
                    GDestroyNotify destroy, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = make_task (self, data, destroy, cancellable, callback, user_data);

  if (is_writing)
    kw_store_run_async (self->store, func, data, NULL, cancellable, on_work_done_cb, task);
  else
    kw_store_read_async (self->store, func, data, NULL, cancellable, on_work_done_cb, task);
}

void
kw_desk_work_start_with_property (KwDesk *self, KwStoreFunc func, gpointer data,
                                  GDestroyNotify destroy, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  GError *error = NULL;

  if (kw_desk_require_property (self, &error) == NULL)
    {
      g_autoptr (GTask) task = make_task (self, data, destroy, cancellable, callback, user_data);

      g_task_return_error (task, error);
      return;
    }
  kw_desk_work_start (self, /* is_writing= */ TRUE, func, data, destroy, cancellable, callback,
                      user_data);
}

gpointer
kw_desk_work_finish (GAsyncResult *result, GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_task_get_task_data (G_TASK (result));
}
