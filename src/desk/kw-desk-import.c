/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-import-private.h"

#include "kw-desk-work.h"
#include "kw-error.h"

struct _KwDeskImport
{
  GObject parent_instance;

  KwDeskImportData *data;
  GListModel *items;
  GListModel *problems;
};

G_DEFINE_TYPE (KwDeskImport, kw_desk_import, G_TYPE_OBJECT)
KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* Data */

KwDeskImportData *
kw_desk_import_data_new (const char *path, KwDeskImportFormat format)
{
  KwDeskImportData *data = g_atomic_rc_box_new0 (KwDeskImportData);
  g_autofree char *folded = g_utf8_strdown (path, -1);

  data->name = g_filename_display_name (path);
  data->format = format;
  if (format == KW_DESK_IMPORT_FORMAT_BY_NAME)
    data->format = g_str_has_suffix (folded, ".csv") ? KW_DESK_IMPORT_FORMAT_ROOMS
                                                     : KW_DESK_IMPORT_FORMAT_PROPERTY;
  data->stays = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_stay_unref);
  data->entries = g_array_new (FALSE, FALSE, sizeof (KwDeskImportEntry));
  data->problems = kw_wire_problems_new ();
  data->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return data;
}

KwDeskImportData *
kw_desk_import_data_ref (KwDeskImportData *data)
{
  return g_atomic_rc_box_acquire (data);
}

static void
clear_data (gpointer user_data)
{
  KwDeskImportData *data = user_data;

  g_free (data->name);
  g_clear_pointer (&data->base, kw_property_unref);
  g_clear_pointer (&data->property, kw_property_unref);
  g_ptr_array_unref (data->stays);
  kw_desk_import_judgement_clear (&data->judgement);
  g_array_unref (data->entries);
  kw_wire_problems_free (data->problems);
  g_hash_table_unref (data->taken);
}

void
kw_desk_import_data_unref (KwDeskImportData *data)
{
  g_atomic_rc_box_release_full (data, clear_data);
}

void
kw_desk_import_data_add_taken (KwDeskImportData *data, guint line, const char *field,
                               const char *text)
{
  g_hash_table_add (data->taken, g_strdup (field));
  kw_wire_problems_add (data->problems, line, field, KW_WIRE_ERROR_VALUE, "%s", text);
}

/* Object */

#define N_STAYS_SMALL 1000

static gpointer
drop_data (gpointer data)
{
  kw_desk_import_data_unref (data);
  return NULL;
}

/* To free a large file's stays takes longer than a frame: not on the desk's thread. */
static void
drop_elsewhere (KwDeskImportData *data)
{
  g_thread_unref (g_thread_new ("kw-drop", drop_data, data));
}

static void
kw_desk_import_finalize (GObject *object)
{
  KwDeskImport *self = KW_DESK_IMPORT (object);

  g_clear_object (&self->items);
  g_clear_object (&self->problems);
  if (self->data != NULL && self->data->stays->len > N_STAYS_SMALL)
    drop_elsewhere (g_steal_pointer (&self->data));
  g_clear_pointer (&self->data, kw_desk_import_data_unref);
  G_OBJECT_CLASS (kw_desk_import_parent_class)->finalize (object);
}

static void
kw_desk_import_class_init (KwDeskImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kw_desk_import_finalize;
}

static void
kw_desk_import_init (KwDeskImport *self)
{
}

static KwDeskImport *
import_new (KwDeskImportData *data)
{
  KwDeskImport *self = g_object_new (KW_TYPE_DESK_IMPORT, NULL);

  self->data = kw_desk_import_data_ref (data);
  self->items = kw_desk_import_item_list_new (data);
  self->problems = kw_desk_import_problem_list_new (data);
  return self;
}

KwDeskImportData *
kw_desk_import_get_data (KwDeskImport *self)
{
  return self->data;
}

const char *
kw_desk_import_get_name (KwDeskImport *self)
{
  return self->data->name;
}

KwDeskImportFormat
kw_desk_import_get_format (KwDeskImport *self)
{
  return self->data->format;
}

gboolean
kw_desk_import_is_first (KwDeskImport *self)
{
  return self->data->base == NULL;
}

const KwProperty *
kw_desk_import_get_property (KwDeskImport *self)
{
  return self->data->problems->n == 0 ? self->data->property : NULL;
}

guint
kw_desk_import_get_n (KwDeskImport *self, KwDeskImportPart part, KwDeskImportChange change)
{
  return self->data->n[part][change];
}

guint
kw_desk_import_get_n_known_stays (KwDeskImport *self)
{
  return self->data->n_known_stays;
}

guint
kw_desk_import_get_n_left_stays (KwDeskImport *self)
{
  const guint *n = self->data->n[KW_DESK_IMPORT_PART_STAY];

  return n[KW_DESK_IMPORT_CHANGE_KEPT] + n[KW_DESK_IMPORT_CHANGE_OVERLAPPING] +
         n[KW_DESK_IMPORT_CHANGE_OVER];
}

guint
kw_desk_import_get_n_problems (KwDeskImport *self)
{
  return self->data->problems->n;
}

gboolean
kw_desk_import_changes_anything (KwDeskImport *self)
{
  return self->data->entries->len > kw_desk_import_get_n_left_stays (self);
}

GListModel *
kw_desk_import_get_items (KwDeskImport *self)
{
  return self->items;
}

GListModel *
kw_desk_import_get_problems (KwDeskImport *self)
{
  return self->problems;
}

/* Preview */

typedef struct
{
  KwDeskContext context;
  char *path;
  gboolean retires_rooms;
  KwDeskImportData *data;
  KwPropertyFile *file;
  KwRoomsFile *rooms;
  KwDeskProgress *progress;
  GCancellable *cancellable; /* (nullable) */
} Preview;

static void
preview_free (Preview *preview)
{
  kw_desk_context_clear (&preview->context);
  g_free (preview->path);
  g_clear_pointer (&preview->data, kw_desk_import_data_unref);
  g_clear_pointer (&preview->file, kw_property_file_free);
  g_clear_pointer (&preview->rooms, kw_rooms_file_free);
  kw_desk_progress_free (preview->progress);
  g_clear_object (&preview->cancellable);
  g_free (preview);
}

/* On the reading thread. */
static gboolean
on_progress (gsize done_bytes, gsize total_bytes, gpointer user_data)
{
  Preview *preview = user_data;

  kw_desk_progress_tell (preview->progress, done_bytes, total_bytes);
  return !g_cancellable_is_cancelled (preview->cancellable);
}

/* Reading and checking a large file takes a while: not on the desk's thread. */
static void
load_file (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Preview *preview = task_data;
  const KwWireWatcher watcher = { on_progress, preview };
  KwDeskImportData *data = preview->data;

  if (data->format == KW_DESK_IMPORT_FORMAT_ROOMS)
    preview->rooms = kw_rooms_file_load (preview->path, &watcher, data->problems);
  else
    preview->file = kw_property_file_load_all (preview->path, preview->context.now_unix_s, &watcher,
                                               data->problems);
  if (preview->file != NULL)
    {
      data->property = kw_property_ref (preview->file->property);
      g_clear_pointer (&data->stays, g_ptr_array_unref);
      data->stays = g_steal_pointer (&preview->file->stays);
    }
  g_task_return_boolean (task, TRUE);
}

/* Cards and locks of another site know nothing of this register's numbers. */
static gboolean
check_site (const Preview *preview)
{
  KwDeskImportData *data = preview->data;

  if (data->base == NULL || data->property == NULL || data->base->site == data->property->site)
    return TRUE;
  data->is_other_site = TRUE;
  return kw_wire_problems_add (
      data->problems, preview->file->site_line, "site", KW_WIRE_ERROR_VALUE,
      "is %u, and this station belongs to site %u; use another data folder "
      "for another hotel",
      data->property->site, data->base->site);
}

/* On the database thread: what the file means to the register. */
static gboolean
compare_with_register (KwStore *store, gpointer user_data, GError **error)
{
  Preview *preview = user_data;
  KwDeskImportData *data = preview->data;
  g_auto (KwDeskGiven) given = { 0 };

  if (!kw_desk_context_refresh (store, &preview->context, error))
    return FALSE;
  if (preview->context.property != NULL)
    data->base = kw_property_ref (preview->context.property);
  if (data->format == KW_DESK_IMPORT_FORMAT_ROOMS &&
      !kw_desk_context_require_property (&preview->context, error))
    return FALSE;
  if (!check_site (preview) || !kw_desk_given_load (&given, store, error))
    return data->is_other_site;

  if (preview->rooms != NULL)
    kw_desk_import_merge_rooms (data, preview->rooms, preview->retires_rooms, &given);
  if (data->problems->n == 0)
    {
      if (!kw_desk_import_judge_stays (store, data->property, data->stays,
                                       preview->context.now_unix_s, &data->judgement,
                                       preview->cancellable, error))
        return FALSE;
      kw_desk_import_compare (data, preview->file, &given);
      if (!kw_desk_import_count_use (data, store, preview->context.now_unix_s, error))
        return FALSE;
    }
  kw_wire_problems_sort (data->problems);
  return TRUE;
}

static void
on_compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Preview *preview = g_task_get_task_data (task);
  GError *cause = NULL;
  GError *error = NULL;

  if (!kw_store_run_finish (KW_STORE (source), result, &cause))
    {
      kw_desk_throw_cause (kw_desk_get_data_dir (g_task_get_source_object (task)), cause, &error);
      g_task_return_error (task, error);
      return;
    }
  kw_desk_take_property (g_task_get_source_object (task), &preview->context);
  g_task_return_pointer (task, import_new (preview->data), g_object_unref);
}

static void
on_file_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KwDesk *self = KW_DESK (source);
  g_autoptr (GTask) task = user_data;
  Preview *preview = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), NULL) ||
      g_cancellable_is_cancelled (preview->cancellable))
    {
      throw (&error, KW_DESK_ERROR_CANCELLED, "Stopped; nothing was changed.");
      g_task_return_error (task, error);
      return;
    }
  kw_store_read_async (self->store, compare_with_register, preview, NULL, preview->cancellable,
                       on_compared_cb, g_steal_pointer (&task));
}

void
kw_desk_preview_import_async (KwDesk *self, const KwDeskImportRequest *request,
                              GFileProgressCallback progress, gpointer progress_data,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) load_task = g_task_new (self, NULL, on_file_loaded_cb, task);
  Preview *preview = g_new0 (Preview, 1);

  kw_desk_context_init (&preview->context, self);
  preview->path = g_strdup (request->path);
  preview->retires_rooms = request->retires_rooms;
  preview->data = kw_desk_import_data_new (request->path, request->format);
  preview->progress = kw_desk_progress_new (task, progress, progress_data);
  preview->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  /* A desk error is told as it is. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, preview, (GDestroyNotify)preview_free);
  g_task_set_task_data (load_task, preview, NULL);
  g_task_run_in_thread (load_task, load_file);
}

KwDeskImport *
kw_desk_preview_import_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Applying */

typedef struct
{
  KwDeskContext context;
  KwDeskImportData *data;
  KwDeskProgress *progress;
  GCancellable *cancellable; /* (nullable) */
} Apply;

static void
apply_free (Apply *apply)
{
  kw_desk_context_clear (&apply->context);
  kw_desk_import_data_unref (apply->data);
  kw_desk_progress_free (apply->progress);
  g_clear_object (&apply->cancellable);
  g_free (apply);
}

static gboolean
store_import (KwStore *store, gpointer user_data, GError **error)
{
  Apply *apply = user_data;

  return kw_desk_import_store (store, &apply->context, apply->data, apply->progress,
                               apply->cancellable, error);
}

static void
on_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Apply *apply = g_task_get_task_data (task);
  GError *cause = NULL;
  const gboolean is_done = kw_store_run_finish (KW_STORE (source), result, &cause);

  if (is_done)
    kw_desk_take_property (g_task_get_source_object (task), &apply->context);
  kw_desk_return_done (task, is_done, cause);
}

void
kw_desk_apply_import_async (KwDesk *self, KwDeskImport *import, GFileProgressCallback progress,
                            gpointer progress_data, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  KwDeskImportData *data = import->data;
  Apply *apply = NULL;
  GError *error = NULL;

  /* What was committed is told, also to somebody who stopped waiting for it. */
  g_task_set_check_cancellable (task, FALSE);
  if (data->problems->n > 0)
    {
      kw_desk_import_throw_problems (data, &error);
      g_task_return_error (task, error);
      return;
    }
  apply = g_new0 (Apply, 1);
  kw_desk_context_init (&apply->context, self);
  apply->data = kw_desk_import_data_ref (data);
  apply->progress = kw_desk_progress_new (task, progress, progress_data);
  apply->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  g_task_set_task_data (task, apply, (GDestroyNotify)apply_free);
  kw_store_run_async (self->store, store_import, apply, NULL, cancellable, on_stored_cb,
                      g_steal_pointer (&task));
}

gboolean
kw_desk_apply_import_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
