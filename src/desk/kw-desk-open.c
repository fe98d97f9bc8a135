/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-job.h"
#include "kw-desk-private.h"
#include "kw-desk-watch.h"
#include "kw-error.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/*
 * Opening and closing for a thread that must not wait. A desk that is being opened belongs to a
 * thread of its own until it is handed over; it has no encoder by then, which would be bound to the
 * main context that it was made on.
 */

static KwDeskConfig *
config_copy (const KwDeskConfig *config)
{
  KwDeskConfig *copy = g_memdup2 (config, sizeof *config);

  copy->data_dir = g_strdup (config->data_dir);
  copy->encoder = g_strdup (config->encoder);
  copy->worker_path = g_strdup (config->worker_path);
  copy->operator_name = g_strdup (config->operator_name);
  return copy;
}

static void
config_free (KwDeskConfig *config)
{
  g_free ((char *)config->data_dir);
  g_free ((char *)config->encoder);
  g_free ((char *)config->worker_path);
  g_free ((char *)config->operator_name);
  g_free (config);
}

static void
open_on_own_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  KwDesk *desk = NULL;

  if (g_cancellable_is_cancelled (cancellable))
    throw (&error, KW_DESK_ERROR_CANCELLED, "Stopped; nothing was opened.");
  else
    desk = kw_desk_open (task_data, &error);

  if (desk != NULL)
    g_task_return_pointer (task, desk, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
kw_desk_open_async (const KwDeskConfig *config, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  /* A desk that is open is handed over, or nobody could close it. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, config_copy (config), (GDestroyNotify)config_free);
  g_task_run_in_thread (task, open_on_own_thread);
}

KwDesk *
kw_desk_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Closing
 * */

static void
close_on_own_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  kw_desk_close_register (KW_DESK (source));
  g_task_return_boolean (task, TRUE);
}

static void
on_register_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  kw_desk_forget (KW_DESK (source));
  g_task_return_boolean (task, TRUE);
}

void
kw_desk_end_closing (KwDesk *self)
{
  GTask *closing = g_steal_pointer (&self->closing);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_register_closed_cb, closing);

  kw_desk_close_encoder (self);
  g_task_run_in_thread (task, close_on_own_thread);
}

void
kw_desk_close_async (KwDesk *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (self->closing == NULL && !self->is_closed);

  self->closing = g_task_new (self, NULL, callback, user_data);
  self->is_closing = TRUE;
  if (self->watch != NULL)
    kw_desk_watch_set_active (self->watch, FALSE);
  kw_desk_refuse_turns (self);
  if (!self->is_turn_taken)
    kw_desk_end_closing (self);
  else if (self->turn_job == NULL || kw_desk_job_is_cancellable (self->turn_job))
    kw_desk_close_encoder (self); /* which ends the job */
}

void
kw_desk_close_finish (KwDesk *self, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}
