/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-unlock.h"

#include "kw-blocking.h"
#include "kw-desk-journal-rows.h"
#include "kw-desk-private.h"
#include "kw-desk-work.h"
#include "kw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define MAX_PASSPHRASE_BYTES 1024

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* The file */

typedef struct
{
  guint8 bytes[MAX_PASSPHRASE_BYTES];
  gsize size_bytes;
  gboolean is_too_long;
} Line;

/* 0 or an errno. */
static int
read_line (int fd, Line *line)
{
  for (;;)
    {
      guint8 byte;
      gssize n_read = read (fd, &byte, 1); /* no buffer of anybody's keeps the rest */

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read < 0)
        return errno;
      if (n_read == 0 || byte == '\n')
        return 0;
      line->is_too_long = line->size_bytes == sizeof line->bytes;
      if (line->is_too_long)
        return 0;
      line->bytes[line->size_bytes++] = byte;
    }
}

KwSecret *
kw_desk_passphrase_load (const char *path, GError **error)
{
  Line line = { .size_bytes = 0 };
  KwSecret *secret = NULL;
  int fd;
  int problem;

  KW_BLOCKING ("the passphrase file");
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  problem = fd < 0 ? errno : read_line (fd, &line);
  if (fd >= 0)
    close (fd);
  if (line.size_bytes > 0 && line.bytes[line.size_bytes - 1] == '\r')
    line.size_bytes--;

  if (problem != 0)
    throw (error, KW_DESK_ERROR_FILE, "The passphrase file '%s' cannot be read: %s.", path,
           g_strerror (problem));
  else if (line.is_too_long)
    throw (error, KW_DESK_ERROR_FILE, "The passphrase in '%s' is longer than %d bytes.", path,
           MAX_PASSPHRASE_BYTES);
  else if (line.size_bytes == 0)
    throw (error, KW_DESK_ERROR_FILE, "The passphrase in '%s' is empty.", path);
  else
    secret = kw_secret_new_take (line.bytes, line.size_bytes);
  kw_secret_wipe_bytes (&line, sizeof line);
  return secret;
}

/* Whether there is something to open */

static void
find_on_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  KW_BLOCKING ("a look at the vault");
  g_task_return_boolean (task, access (task_data, F_OK) == 0);
}

void
kw_desk_find_sealed_keys_async (KwDesk *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, kw_desk_dup_vault_path (self->data_dir), g_free);
  g_task_run_in_thread (task, find_on_thread);
}

gboolean
kw_desk_find_sealed_keys_finish (KwDesk *self, GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL) && kw_desk_needs_passphrase (self);
}

/* In the journal */

/* Begins with the context. */
typedef struct
{
  KwDeskContext context;
  KwJournalEvent event;
  const char *source;
} Note;

static void
note_free (Note *note)
{
  kw_desk_context_clear (&note->context);
  g_free (note);
}

static gboolean
append_note (KwStore *store, gpointer data, GError **error)
{
  Note *note = data;
  g_autoptr (KwJournalData) facts = kw_journal_data_new ();

  kw_journal_data_put_string (facts, "from", note->source);
  return kw_desk_check_clock (store, &note->context, error) &&
         kw_desk_append_row (store, &note->context, note->event, facts, error);
}

void
kw_desk_note_passphrase_async (KwDesk *self, KwJournalEvent event, const char *source,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  Note *note = g_new0 (Note, 1);

  kw_desk_context_init (&note->context, self);
  note->event = event;
  note->source = source;
  kw_desk_work_start (self, /* is_writing= */ TRUE, append_note, note, (GDestroyNotify)note_free,
                      /* cancellable= */ NULL, callback, user_data);
}

void
kw_desk_note_passphrase_finish (GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;

  if (kw_desk_work_finish (result, &error) == NULL)
    g_debug ("not in the journal: %s", error->message);
}

/* The desk */

typedef struct
{
  gboolean is_from_file;
  gboolean was_open;
  GError *error; /* (nullable): why the keys are not open */
} Unlock;

static void
unlock_free (Unlock *work)
{
  g_clear_error (&work->error);
  g_free (work);
}

static GTask *
make_task (KwDesk *self, gboolean is_from_file, GCancellable *cancellable,
           GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Unlock *work = g_new0 (Unlock, 1);

  work->is_from_file = is_from_file;
  g_task_set_task_data (task, work, (GDestroyNotify)unlock_free);
  return task;
}

static void
return_unlock (GTask *task)
{
  Unlock *work = g_task_get_task_data (task);

  if (work->error != NULL)
    g_task_return_error (task, g_steal_pointer (&work->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  kw_desk_note_passphrase_finish (result);
  return_unlock (task);
}

/* What a passphrase file opens at each start is no news; somebody who typed it is, and so is
 * whatever was refused. */
static gboolean
is_noteworthy (const Unlock *work)
{
  if (work->error == NULL)
    return !work->is_from_file && !work->was_open;
  return g_error_matches (work->error, KW_DESK_ERROR, KW_DESK_ERROR_PASSPHRASE_WRONG);
}

static void
on_keys_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KwDesk *self = KW_DESK (source);
  g_autoptr (GTask) task = user_data;
  Unlock *work = g_task_get_task_data (task);
  const gboolean is_open = kw_desk_ensure_keys_finish (self, result, &work->error);

  if (is_noteworthy (work))
    kw_desk_note_passphrase_async (
        self, is_open ? KW_JOURNAL_EVENT_KEYS_OPENED : KW_JOURNAL_EVENT_PASSPHRASE_REFUSED,
        work->is_from_file ? KW_DESK_PASSPHRASE_FROM_FILE : KW_DESK_PASSPHRASE_FROM_DESK,
        on_noted_cb, g_steal_pointer (&task));
  else
    return_unlock (task);
}

/* Takes @task and @passphrase. */
static void
unlock (GTask *task, KwSecret *passphrase)
{
  KwDesk *self = g_task_get_source_object (task);
  Unlock *work = g_task_get_task_data (task);

  work->was_open = self->keys != NULL;
  kw_desk_set_passphrase (self, passphrase);
  /* What was given is tried, also for somebody who does not wait for the answer. */
  kw_desk_ensure_keys_async (self, /* cancellable= */ NULL, on_keys_ready_cb, task);
}

void
kw_desk_unlock_async (KwDesk *self, KwSecret *passphrase, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  unlock (make_task (self, /* is_from_file= */ FALSE, cancellable, callback, user_data),
          passphrase);
}

static void
load_on_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  KwSecret *passphrase = kw_desk_passphrase_load (task_data, &error);

  if (passphrase != NULL)
    g_task_return_pointer (task, passphrase, (GDestroyNotify)kw_secret_free);
  else
    g_task_return_error (task, error);
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  KwSecret *passphrase = g_task_propagate_pointer (G_TASK (result), &error);

  if (passphrase != NULL)
    unlock (g_steal_pointer (&task), passphrase);
  else
    g_task_return_error (task, error);
}

void
kw_desk_unlock_file_async (KwDesk *self, const char *path, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = make_task (self, /* is_from_file= */ TRUE, cancellable, callback, user_data);
  g_autoptr (GTask) loading = g_task_new (self, NULL, on_loaded_cb, task);

  g_task_set_task_data (loading, g_strdup (path), g_free);
  g_task_run_in_thread (loading, load_on_thread);
}

gboolean
kw_desk_unlock_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
