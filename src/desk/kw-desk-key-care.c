/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-keys.h"

#include "kw-blocking.h"
#include "kw-desk-journal-rows.h"
#include "kw-desk-private.h"
#include "kw-desk-work.h"
#include "kw-error.h"

#include <sys/stat.h>
#include <unistd.h>

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

static void
free_secret (gpointer data)
{
  g_clear_pointer ((KwSecret **)data, kw_secret_free);
}

/* Another passphrase */

/* Begins with the context. */
typedef struct
{
  KwDeskContext context;
  char *path;
  KwSecret *current;
  KwSecret *next;
  KwSecret *kept;            /* of @next, for the desk */
  GCancellable *cancellable; /* (nullable) */
  gboolean is_sealed;
  GError *refusal; /* (nullable): @current is wrong, which is being put into the journal */
} Change;

static void
change_free (Change *change)
{
  kw_desk_context_clear (&change->context);
  g_free (change->path);
  free_secret (&change->current);
  free_secret (&change->next);
  free_secret (&change->kept);
  g_clear_object (&change->cancellable);
  g_clear_error (&change->refusal);
  g_free (change);
}

static gboolean
seal_anew (Change *change, GError **error)
{
  g_autoptr (KwVault) vault = NULL;

  if (access (change->path, F_OK) != 0)
    return throw (error, KW_DESK_ERROR_NOT_SET_UP, "This station has no keys yet; create them.");
  vault = kw_vault_open_file (change->path, g_steal_pointer (&change->current), NULL, error);
  return vault != NULL &&
         kw_vault_change_passphrase (vault, g_steal_pointer (&change->next), error);
}

/* On the database thread. The row comes first: without it nothing is sealed, and what is not sealed
 * leaves no row. */
static gboolean
change_and_record (KwStore *store, gpointer user_data, GError **error)
{
  Change *change = user_data;
  g_autoptr (KwJournalData) data = kw_journal_data_new ();

  KW_BLOCKING ("the vault");
  if (g_cancellable_set_error_if_cancelled (change->cancellable, error) ||
      !kw_desk_check_clock (store, &change->context, error) ||
      !kw_desk_append_row (store, &change->context, KW_JOURNAL_EVENT_PASSPHRASE_CHANGED, data,
                           error))
    return FALSE;
  change->is_sealed = seal_anew (change, error);
  return change->is_sealed;
}

static void
on_refusal_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);

  kw_desk_note_passphrase_finish (result);
  kw_desk_return_done (task, FALSE, g_steal_pointer (&change->refusal));
}

static void
on_recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  KwDesk *self = g_task_get_source_object (task);
  GError *cause = NULL;
  const gboolean is_done = kw_store_run_finish (KW_STORE (source), result, &cause);

  if (g_error_matches (cause, KW_VAULT_ERROR, KW_VAULT_ERROR_WRONG_PASSPHRASE))
    {
      change->refusal = cause;
      kw_desk_note_passphrase_async (self, KW_JOURNAL_EVENT_PASSPHRASE_REFUSED,
                                     KW_DESK_PASSPHRASE_FROM_DESK, on_refusal_noted_cb,
                                     g_steal_pointer (&task));
      return;
    }
  if (!is_done && change->is_sealed)
    {
      g_clear_error (&cause);
      throw (&cause, KW_DESK_ERROR_STORE,
             "The passphrase is changed, but the journal could not take it down; check the disk.");
    }
  kw_desk_return_done (task, is_done, cause);
}

void
kw_desk_change_passphrase_async (KwDesk *self, KwSecret *current, KwSecret *next,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Change *change = g_new0 (Change, 1);

  kw_desk_context_init (&change->context, self);
  change->path = kw_desk_dup_vault_path (self->data_dir);
  change->current = current;
  change->next = next;
  change->kept = kw_desk_dup_passphrase (next);
  change->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  /* What was sealed is told, also to somebody who stopped waiting for it. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, change, (GDestroyNotify)change_free);
  kw_store_run_async (self->store, change_and_record, change, NULL, /* cancellable= */ NULL,
                      on_recorded_cb, task);
}

gboolean
kw_desk_change_passphrase_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  Change *change = g_task_get_task_data (G_TASK (result));
  const gboolean is_done = g_task_propagate_boolean (G_TASK (result), error);

  if (change->is_sealed && change->kept != NULL && self->passphrase != NULL)
    kw_desk_set_passphrase (self, g_steal_pointer (&change->kept));
  return is_done;
}

/* The lock bundle in a file */

typedef struct
{
  char *path;
  KwSecret *text;
} Saving;

static void
saving_free (Saving *saving)
{
  g_free (saving->path);
  free_secret (&saving->text);
  g_free (saving);
}

static void
save_on_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Saving *saving = task_data;
  g_autoptr (GError) cause = NULL;
  GError *error = NULL;

  KW_BLOCKING ("the lock bundle's file");
  if (g_file_set_contents_full (saving->path, (const char *)kw_secret_get_bytes (saving->text),
                                (gssize)kw_secret_get_size_bytes (saving->text),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &cause) &&
      chmod (saving->path, 0600) == 0) /* also one that was there before */
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (cause == NULL)
    kw_desk_throw_errno (KW_DESK_ERROR_FILE, saving->path, errno, &error);
  else
    throw (&error,
           g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? KW_DESK_ERROR_DISK_FULL
                                                                     : KW_DESK_ERROR_FILE,
           "%s cannot be written: %s.", saving->path, cause->message);
  g_task_return_error (task, error);
}

static void
on_exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Saving *saving = g_task_get_task_data (task);
  GError *error = NULL;

  saving->text = kw_desk_export_lock_bundle_finish (KW_DESK (source), result, &error);
  if (saving->text == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, save_on_thread);
}

void
kw_desk_save_lock_bundle_async (KwDesk *self, const char *path, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Saving *saving = g_new0 (Saving, 1);

  saving->path = g_strdup (path);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, saving, (GDestroyNotify)saving_free);
  kw_desk_export_lock_bundle_async (self, cancellable, on_exported_cb, task);
}

gboolean
kw_desk_save_lock_bundle_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
