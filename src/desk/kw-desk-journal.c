/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-journal.h"

#include "kw-desk-work.h"
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
  kw_desk_work_start (self, /* is_writing= */ FALSE, list_entries, reading,
                      (GDestroyNotify)reading_free, cancellable, callback, user_data);
}

GPtrArray *
kw_desk_list_journal_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  Reading *reading = kw_desk_work_finish (result, error);

  if (reading == NULL)
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
  kw_desk_work_start (self, /* is_writing= */ FALSE, verify, g_new0 (Reading, 1),
                      (GDestroyNotify)reading_free, cancellable, callback, user_data);
}

gboolean
kw_desk_verify_journal_finish (KwDesk *self, GAsyncResult *result, guint64 *out_n_entries,
                               GError **error)
{
  const Reading *reading = kw_desk_work_finish (result, error);

  if (reading == NULL)
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
  kw_desk_work_start (self, /* is_writing= */ FALSE, load_digest, g_new0 (Reading, 1),
                      (GDestroyNotify)reading_free, cancellable, callback, user_data);
}

char *
kw_desk_digest_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  Reading *reading = kw_desk_work_finish (result, error);

  if (reading == NULL)
    return NULL;
  return g_steal_pointer (&reading->digest);
}
