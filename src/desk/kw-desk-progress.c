/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-progress.h"

struct _KwDeskProgress
{
  GTask *task; /* borrowed */
  GFileProgressCallback func;
  gpointer user_data;
  GMainContext *main_context;
  gint is_due;   /* atomic: an idle source is under way */
  gsize n_done;  /* atomic */
  gsize n_total; /* atomic */
};

/* What an idle source holds: with the task lives the progress. */
typedef struct
{
  GTask *task;
  KwDeskProgress *progress;
} Word;

static void
word_free (gpointer data)
{
  Word *word = data;

  g_object_unref (word->task);
  g_free (word);
}

static gboolean
on_due_cb (gpointer user_data)
{
  const Word *word = user_data;
  KwDeskProgress *self = word->progress;

  g_atomic_int_set (&self->is_due, FALSE);
  if (!g_task_get_completed (self->task))
    self->func ((goffset)g_atomic_pointer_get (&self->n_done),
                (goffset)g_atomic_pointer_get (&self->n_total), self->user_data);
  return G_SOURCE_REMOVE;
}

KwDeskProgress *
kw_desk_progress_new (GTask *task, GFileProgressCallback func, gpointer user_data)
{
  KwDeskProgress *self = g_new0 (KwDeskProgress, 1);

  self->task = task;
  self->func = func;
  self->user_data = user_data;
  self->main_context = g_main_context_ref_thread_default ();
  return self;
}

void
kw_desk_progress_free (KwDeskProgress *self)
{
  g_main_context_unref (self->main_context);
  g_free (self);
}

void
kw_desk_progress_tell (KwDeskProgress *self, gsize n_done, gsize n_total)
{
  g_autoptr (GSource) source = NULL;
  Word *word = NULL;

  g_atomic_pointer_set (&self->n_done, n_done);
  g_atomic_pointer_set (&self->n_total, n_total);
  if (self->func == NULL || !g_atomic_int_compare_and_exchange (&self->is_due, FALSE, TRUE))
    return;
  word = g_new0 (Word, 1);
  word->task = g_object_ref (self->task);
  word->progress = self;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_due_cb, word, word_free);
  g_source_attach (source, self->main_context);
}
