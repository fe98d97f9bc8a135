/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-private.h"

#include "kw-desk-job.h"
#include "kw-desk-watch-private.h"

static GError *
make_cancelled_error (void)
{
  return g_error_new_literal (KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED,
                              "Stopped; the card was not changed.");
}

/* Who waits may stop waiting. */
static gboolean
on_turn_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  KwDesk *self = g_task_get_source_object (task);

  if (!g_queue_remove (&self->turns, task)) /* it had its turn already */
    return G_SOURCE_REMOVE;
  g_task_return_error (task, make_cancelled_error ());
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
destroy_source (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

/* Takes @task. */
static void
queue_turn (KwDesk *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  GSource *source = NULL;

  g_queue_push_tail (&self->turns, task);
  if (cancellable == NULL)
    return;
  source = g_cancellable_source_new (cancellable);
  g_source_set_callback (source, G_SOURCE_FUNC (on_turn_cancelled_cb), task, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  g_task_set_task_data (task, source, destroy_source);
}

void
kw_desk_take_turn_async (KwDesk *self, GCancellable *watch_turn, gboolean is_patient,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_assert (watch_turn == NULL || !self->is_turn_taken);
  if (self->is_turn_taken && !self->is_closing)
    {
      if (self->watch_turn != NULL && !is_patient)
        g_cancellable_cancel (self->watch_turn);
      queue_turn (self, task);
      return;
    }

  if (self->is_closing || g_cancellable_is_cancelled (cancellable))
    g_task_return_error (task, make_cancelled_error ());
  else
    {
      self->is_turn_taken = TRUE;
      g_set_object (&self->watch_turn, watch_turn);
      g_task_return_boolean (task, TRUE);
    }
  g_object_unref (task);
}

gboolean
kw_desk_take_turn_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
kw_desk_give_turn (KwDesk *self)
{
  g_autoptr (GTask) next = g_queue_pop_head (&self->turns);

  g_assert (self->is_turn_taken);
  g_clear_object (&self->watch_turn);
  self->turn_job = NULL;
  if (next != NULL)
    {
      g_task_set_task_data (next, NULL, NULL); /* too late to cancel here */
      g_task_return_boolean (next, TRUE);
      return;
    }
  self->is_turn_taken = FALSE;
  if (self->closing != NULL)
    kw_desk_end_closing (self);
  else if (self->watch != NULL)
    kw_desk_watch_on_turn_free (self->watch);
}

gboolean
kw_desk_has_job (KwDesk *self)
{
  return !g_queue_is_empty (&self->turns) || (self->is_turn_taken && self->watch_turn == NULL);
}

void
kw_desk_refuse_turns (KwDesk *self)
{
  GTask *task = NULL;

  if (self->watch_turn != NULL)
    g_cancellable_cancel (self->watch_turn);
  while ((task = g_queue_pop_head (&self->turns)) != NULL)
    {
      g_task_return_error (task, make_cancelled_error ());
      g_object_unref (task);
    }
}
