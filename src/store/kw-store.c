/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store.h"

#include "kw-blocking.h"
#include "kw-db-migrations.h"
#include "kw-db-txn.h"
#include "kw-error.h"
#include "kw-store-query.h"
#include "kw-store-resources.h"

#define APPLICATION_ID 0x4b575247 /* "KWRG" */

struct _KwStore
{
  GObject parent_instance;

  char *path;
  GThread *thread;
  GAsyncQueue *jobs; /* of Job, owned by the queue while in it */
  GMutex mutex;
  gboolean is_read_only;
  gboolean is_closed; /* under the mutex: nothing is pushed behind the STOP job */

  /* The database thread's alone. */
  KwDb *db;
  gboolean is_inside;
  gboolean wants_log_cut;

  /* Of the thread that looks. */
  KwDb *reader; /* (nullable) */
  GThread *reader_thread;
  gboolean is_looking;
  gint64 data_version;
};

G_DEFINE_FINAL_TYPE (KwStore, kw_store, G_TYPE_OBJECT)
G_DEFINE_QUARK (KwStoreError, kw_store_error)

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

enum
{
  SIGNAL_COMMITTED,
  SIGNAL_N,
};

static guint signals[SIGNAL_N];

typedef enum
{
  JOB_KIND_OPEN,
  JOB_KIND_WRITE,
  JOB_KIND_READ,
  JOB_KIND_REHEARSE,
  JOB_KIND_STOP,
} JobKind;

/* Travels to the database thread and back. What belongs to the asker (the task, the context, the
 * data's destruction) is touched by the asker's context only. */
typedef struct
{
  JobKind kind;
  KwStoreFunc func;
  gpointer data;
  GCancellable *cancellable;
  gboolean is_done; /* the outcome */
  GError *error;

  /* Asynchronous: */
  GTask *task;
  GMainContext *context;

  /* Blocking: the asker waits for has_ended. */
  GMutex mutex;
  GCond cond;
  gboolean has_ended;
} Job;

static Job *
new_job (JobKind kind, KwStoreFunc func, gpointer data)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->func = func;
  job->data = data;
  g_mutex_init (&job->mutex);
  g_cond_init (&job->cond);
  return job;
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->task);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_clear_error (&job->error);
  g_mutex_clear (&job->mutex);
  g_cond_clear (&job->cond);
  g_free (job);
}

/* On the database thread from here ... */

static KwDb *
open_database (KwStore *self, GError **error)
{
  g_auto (GStrv) migrations = NULL;
  KwDbSchema schema = { APPLICATION_ID, NULL };
  GError *cause = NULL;
  KwDb *db = NULL;

  migrations = kw_db_migrations_load (kw_store_get_resource (), "/keywright/store/migrations/",
                                      &cause);
  if (migrations != NULL)
    {
      schema.migrations = (const char *const *)migrations;
      db = self->is_read_only ? kw_db_open_to_read (self->path, &schema, &cause)
                              : kw_db_open (self->path, &schema, &cause);
    }
  if (db == NULL)
    kw_store_throw_db (cause, error);
  return db;
}

static gboolean
end_transaction (KwDbTxn **txn, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return kw_db_txn_commit (txn, &cause) || kw_store_throw_db (cause, error);
}

static gboolean
run_in_transaction (KwStore *self, Job *job, GError **error)
{
  g_autoptr (KwDbTxn) txn = NULL;
  GError *cause = NULL;
  gboolean is_done = FALSE;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return FALSE;

  if (self->is_read_only && job->kind != JOB_KIND_READ)
    return throw (error, KW_STORE_ERROR_READ_ONLY, "register: it may only be read");
  txn = job->kind == JOB_KIND_READ ? kw_db_begin_read (self->db, &cause)
                                   : kw_db_begin_write (self->db, &cause);
  if (txn == NULL)
    return kw_store_throw_db (cause, error);

  self->is_inside = TRUE;
  is_done = job->func (self, job->data, error);
  self->is_inside = FALSE;
  g_assert (is_done || error == NULL || *error != NULL); /* a failure says why */
  if (job->kind == JOB_KIND_REHEARSE)
    return is_done; /* and all is rolled back */
  return is_done && end_transaction (&txn, job->cancellable, error);
}

/* Best effort: if another program reads an older state, the next commit tries again. */
static void
cut_log (KwStore *self)
{
  g_autoptr (GError) error = NULL;

  if (kw_db_truncate_log (self->db, &error))
    self->wants_log_cut = FALSE;
  else
    g_debug ("the log is cut later: %s", error->message);
}

static void
work (KwStore *self, Job *job)
{
  switch (job->kind)
    {
    case JOB_KIND_OPEN:
      if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
        self->db = open_database (self, &job->error);
      job->is_done = self->db != NULL;
      break;
    case JOB_KIND_WRITE:
    case JOB_KIND_READ:
    case JOB_KIND_REHEARSE:
      job->is_done = run_in_transaction (self, job, &job->error);
      if (self->wants_log_cut && job->is_done && job->kind == JOB_KIND_WRITE)
        cut_log (self);
      break;
    case JOB_KIND_STOP:
      g_clear_pointer (&self->db, kw_db_close);
      job->is_done = TRUE;
      break;
    }
}

static gboolean on_job_ended_cb (gpointer data);

static void
hand_back (Job *job)
{
  g_autoptr (GSource) source = NULL;

  if (job->task == NULL)
    {
      g_mutex_lock (&job->mutex);
      job->has_ended = TRUE;
      g_cond_signal (&job->cond);
      g_mutex_unlock (&job->mutex);
      return;
    }

  /* Not g_main_context_invoke(): it would run here if nobody iterates the context. */
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_job_ended_cb, job, free_job);
  g_source_attach (source, job->context);
}

static gpointer
run_thread (gpointer data)
{
  KwStore *self = data; /* borrowed: kw_store_close() joins before the store goes */
  JobKind kind = JOB_KIND_OPEN;

  do
    {
      Job *job = g_async_queue_pop (self->jobs);

      kind = job->kind;
      work (self, job);
      hand_back (job);
    }
  while (kind != JOB_KIND_STOP);
  return NULL;
}

KwDb *
kw_store_get_db (KwStore *self)
{
  if (self->reader_thread == g_thread_self () && self->is_looking)
    return self->reader;
  g_assert (self->thread == g_thread_self () && self->is_inside);
  return self->db;
}

void
kw_store_want_log_cut (KwStore *self)
{
  g_assert (self->thread == g_thread_self () && self->is_inside);
  self->wants_log_cut = TRUE;
}

/* ... to here. */

static gboolean
push_job (KwStore *self, Job *job)
{
  gboolean is_open = FALSE;

  g_mutex_lock (&self->mutex);
  is_open = !self->is_closed;
  if (is_open)
    {
      self->is_closed = job->kind == JOB_KIND_STOP;
      g_async_queue_push (self->jobs, job);
    }
  g_mutex_unlock (&self->mutex);
  return is_open || throw (&job->error, KW_STORE_ERROR_CLOSED, "register: it is closed");
}

/* Takes @job. */
static gboolean
push_and_wait (KwStore *self, Job *job, GError **error)
{
  gboolean is_done = FALSE;

  g_assert (self->thread != g_thread_self ());
  if (push_job (self, job))
    {
      g_mutex_lock (&job->mutex);
      while (!job->has_ended)
        g_cond_wait (&job->cond, &job->mutex);
      g_mutex_unlock (&job->mutex);
    }
  is_done = job->is_done;
  if (!is_done)
    g_propagate_error (error, g_steal_pointer (&job->error));
  free_job (job);
  return is_done;
}

static void
stop_thread (KwStore *self)
{
  if (push_and_wait (self, new_job (JOB_KIND_STOP, NULL, NULL), NULL))
    g_clear_pointer (&self->thread, g_thread_join);
}

static gboolean
on_job_ended_cb (gpointer data)
{
  Job *job = data;

  if (!job->is_done && job->kind == JOB_KIND_OPEN)
    stop_thread (g_task_get_task_data (job->task)); /* which has nothing left to do */
  if (!job->is_done)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->kind == JOB_KIND_OPEN)
    g_task_return_pointer (job->task, g_object_ref (g_task_get_task_data (job->task)),
                           g_object_unref);
  else
    {
      if (job->kind == JOB_KIND_WRITE)
        g_signal_emit (g_task_get_source_object (job->task), signals[SIGNAL_COMMITTED], 0);
      g_task_return_boolean (job->task, TRUE);
    }
  return G_SOURCE_REMOVE;
}

/* A commit that came through is reported as done, whatever the cancellable says by then. */
static void
set_up_task (Job *job, GTask *task, GCancellable *cancellable)
{
  g_task_set_check_cancellable (task, FALSE);
  job->task = task;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->context = g_main_context_ref_thread_default ();
}

/* Takes @task. */
static void
push_async (KwStore *self, JobKind kind, KwStoreFunc func, GTask *task)
{
  Job *job = new_job (kind, func, g_task_get_task_data (task));

  set_up_task (job, task, g_task_get_cancellable (task));
  if (!push_job (self, job))
    hand_back (job);
}

static KwStore *
new_store (const char *folder, gboolean is_read_only)
{
  KwStore *self = g_object_new (KW_TYPE_STORE, NULL);

  self->is_read_only = is_read_only;
  self->path = g_build_filename (folder, KW_STORE_FILE_NAME, NULL);
  self->thread = g_thread_new ("kw-store", run_thread, self);
  return self;
}

/* A store that did not open has nothing to lose but its thread. */
static void
discard (KwStore *self)
{
  kw_store_close (self);
  g_object_unref (self);
}

static void
kw_store_finalize (GObject *object)
{
  KwStore *self = KW_STORE (object);

  g_assert (self->thread == NULL); /* kw_store_close() was called */
  g_assert (self->reader == NULL); /* kw_store_close_reader() was called */
  g_async_queue_unref (self->jobs);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  G_OBJECT_CLASS (kw_store_parent_class)->finalize (object);
}

static void
kw_store_class_init (KwStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kw_store_finalize;
  signals[SIGNAL_COMMITTED] = g_signal_new ("committed", KW_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 0);
}

static void
kw_store_init (KwStore *self)
{
  self->jobs = g_async_queue_new ();
  g_mutex_init (&self->mutex);
}

static KwStore *
open_store (const char *folder, gboolean is_read_only, GError **error)
{
  KwStore *self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);
  KW_BLOCKING ("the register");

  self = new_store (folder, is_read_only);
  if (!push_and_wait (self, new_job (JOB_KIND_OPEN, NULL, NULL), error))
    g_clear_pointer (&self, discard);
  return self;
}

KwStore *
kw_store_open (const char *folder, GError **error)
{
  return open_store (folder, /* is_read_only= */ FALSE, error);
}

KwStore *
kw_store_open_to_read (const char *folder, GError **error)
{
  return open_store (folder, /* is_read_only= */ TRUE, error);
}

void
kw_store_open_async (const char *folder, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  KwStore *self = NULL;
  GTask *task = NULL;

  g_return_if_fail (folder != NULL);

  self = new_store (folder, /* is_read_only= */ FALSE);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, kw_store_open_async);
  g_task_set_task_data (task, self, g_object_unref);
  push_async (self, JOB_KIND_OPEN, NULL, task);
}

KwStore *
kw_store_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kw_store_close (KwStore *self)
{
  g_return_if_fail (KW_IS_STORE (self));
  KW_BLOCKING ("the register");

  stop_thread (self);
}

const char *
kw_store_get_path (KwStore *self)
{
  g_return_val_if_fail (KW_IS_STORE (self), NULL);
  return self->path;
}

void
kw_store_run_async (KwStore *self, KwStoreFunc func, gpointer data, GDestroyNotify destroy,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (KW_IS_STORE (self) && func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kw_store_run_async);
  g_task_set_task_data (task, data, destroy);
  push_async (self, JOB_KIND_WRITE, func, task);
}

void
kw_store_read_async (KwStore *self, KwStoreFunc func, gpointer data, GDestroyNotify destroy,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (KW_IS_STORE (self) && func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kw_store_read_async);
  g_task_set_task_data (task, data, destroy);
  push_async (self, JOB_KIND_READ, func, task);
}

void
kw_store_rehearse_async (KwStore *self, KwStoreFunc func, gpointer data, GDestroyNotify destroy,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (KW_IS_STORE (self) && func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kw_store_rehearse_async);
  g_task_set_task_data (task, data, destroy);
  push_async (self, JOB_KIND_REHEARSE, func, task);
}

gboolean
kw_store_run_finish (KwStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
kw_store_run (KwStore *self, KwStoreFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (KW_IS_STORE (self) && func != NULL, FALSE);
  KW_BLOCKING ("the register");
  return push_and_wait (self, new_job (JOB_KIND_WRITE, func, data), error);
}

gboolean
kw_store_read (KwStore *self, KwStoreFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (KW_IS_STORE (self) && func != NULL, FALSE);
  KW_BLOCKING ("the register");
  return push_and_wait (self, new_job (JOB_KIND_READ, func, data), error);
}

static gboolean
ensure_reader (KwStore *self, GError **error)
{
  GError *cause = NULL;

  if (self->reader != NULL)
    {
      g_assert (self->reader_thread == g_thread_self ());
      return TRUE;
    }
  self->reader = kw_db_open_reader (self->path, &cause);
  if (self->reader == NULL)
    return kw_store_throw_db (cause, error);
  self->reader_thread = g_thread_self ();
  return TRUE;
}

gboolean
kw_store_look (KwStore *self, KwStoreFunc func, gpointer data, GError **error)
{
  g_autoptr (KwDbTxn) txn = NULL;
  GError *cause = NULL;
  gboolean is_done = FALSE;

  g_return_val_if_fail (KW_IS_STORE (self) && func != NULL, FALSE);

  if (!ensure_reader (self, error))
    return FALSE;
  txn = kw_db_begin_read (self->reader, &cause);
  if (txn == NULL)
    return kw_store_throw_db (cause, error);

  self->is_looking = TRUE;
  is_done = func (self, data, error);
  self->is_looking = FALSE;
  return is_done && end_transaction (&txn, NULL, error);
}

gboolean
kw_store_look_for_changes (KwStore *self, gboolean *out_has_changed, GError **error)
{
  GError *cause = NULL;
  gint64 version = 0;

  g_return_val_if_fail (KW_IS_STORE (self), FALSE);

  if (!ensure_reader (self, error))
    return FALSE;
  if (!kw_db_load_data_version (self->reader, &version, &cause))
    return kw_store_throw_db (cause, error);
  *out_has_changed = version != self->data_version;
  self->data_version = version;
  return TRUE;
}

void
kw_store_close_reader (KwStore *self)
{
  g_return_if_fail (KW_IS_STORE (self));

  g_clear_pointer (&self->reader, kw_db_close);
}
