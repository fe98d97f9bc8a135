/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-journal.h"

#include "kw-desk-private.h"
#include "kw-store-digest.h"
#include "kw-store-journal.h"

typedef struct
{
  guint64 after;
  guint n_max;
  GPtrArray *entries; /* out */
  guint64 n_rows;     /* out */
  char *digest;       /* out */
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_pointer (&reading->entries, g_ptr_array_unref);
  g_free (reading->digest);
  g_free (reading);
}

static void
on_read_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
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

static void
start_reading (KwDesk *self, Reading *reading, KwStoreFunc func, GCancellable *cancellable,
               GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, reading, (GDestroyNotify)reading_free);
  kw_store_read_async (self->store, func, reading, NULL, cancellable, on_read_done_cb, task);
}

static gboolean
list_entries (KwStore *store, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->entries = kw_store_journal_list (store, reading->after + 1, reading->n_max, error);
  return reading->entries != NULL;
}

void
kw_desk_list_journal_async (KwDesk *self, guint64 after, guint n_max, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->after = after;
  reading->n_max = n_max;
  start_reading (self, reading, list_entries, cancellable, callback, user_data);
}

GPtrArray *
kw_desk_list_journal_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_steal_pointer (&reading->entries);
}

static gboolean
verify (KwStore *store, gpointer data, GError **error)
{
  Reading *reading = data;

  return kw_store_journal_verify (store, &reading->n_rows, error);
}

void
kw_desk_verify_journal_async (KwDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  start_reading (self, g_new0 (Reading, 1), verify, cancellable, callback, user_data);
}

gboolean
kw_desk_verify_journal_finish (KwDesk *self, GAsyncResult *result, guint64 *out_n_entries,
                               GError **error)
{
  const Reading *reading = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (out_n_entries != NULL)
    *out_n_entries = reading->n_rows;
  return TRUE;
}

static gboolean
load_digest (KwStore *store, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->digest = kw_store_digest_load (store, error);
  return reading->digest != NULL;
}

void
kw_desk_digest_async (KwDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  start_reading (self, g_new0 (Reading, 1), load_digest, cancellable, callback, user_data);
}

char *
kw_desk_digest_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_steal_pointer (&reading->digest);
}
