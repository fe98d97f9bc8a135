/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-work.h"

/* Lives as long as the result. */
typedef struct
{
  KwStoreFunc func;
  gpointer data;
  GDestroyNotify destroy;
  KwDeskContext *context; /* (nullable): the beginning of the data: with the property */
} Work;

static void
work_free (Work *work)
{
  if (work->destroy != NULL)
    work->destroy (work->data);
  g_free (work);
}

static gboolean
run_work (KwStore *store, gpointer user_data, GError **error)
{
  Work *work = user_data;

  return (work->context == NULL || (kw_desk_context_refresh (store, work->context, error) &&
                                    kw_desk_context_require_property (work->context, error))) &&
         work->func (store, work->data, error);
}

static void
on_work_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Work *work = g_task_get_task_data (task);
  GError *cause = NULL;
  const gboolean is_done = kw_store_run_finish (KW_STORE (source), result, &cause);

  if (is_done && work->context != NULL)
    kw_desk_take_property (g_task_get_source_object (task), work->context);
  kw_desk_return_done (task, is_done, cause);
}

static void
start_work (KwDesk *self, gboolean is_writing, Work *work, GCancellable *cancellable,
            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  /* What was committed is told, also to somebody who stopped waiting for it. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, (GDestroyNotify)work_free);
  if (is_writing)
    kw_store_run_async (self->store, run_work, work, NULL, cancellable, on_work_done_cb, task);
  else
    kw_store_read_async (self->store, run_work, work, NULL, cancellable, on_work_done_cb, task);
}

static Work *
make_work (KwStoreFunc func, gpointer data, GDestroyNotify destroy, KwDeskContext *context)
{
  Work *work = g_new0 (Work, 1);

  work->func = func;
  work->data = data;
  work->destroy = destroy;
  work->context = context;
  return work;
}

void
kw_desk_work_start (KwDesk *self, gboolean is_writing, KwStoreFunc func, gpointer data,
                    GDestroyNotify destroy, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer user_data)
{
  start_work (self, is_writing, make_work (func, data, destroy, NULL), cancellable, callback,
              user_data);
}

void
kw_desk_work_start_with_property (KwDesk *self, gboolean is_writing, KwStoreFunc func,
                                  gpointer data, GDestroyNotify destroy, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  start_work (self, is_writing, make_work (func, data, destroy, data), cancellable, callback,
              user_data);
}

gpointer
kw_desk_work_finish (GAsyncResult *result, GError **error)
{
  const Work *work = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? work->data : NULL;
}

void
kw_desk_return_done (GTask *task, gboolean is_done, GError *cause)
{
  GError *error = NULL;

  if (is_done)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  kw_desk_throw_cause (kw_desk_get_data_dir (g_task_get_source_object (task)), cause, &error);
  g_task_return_error (task, error);
}
