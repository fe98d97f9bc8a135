/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-journal-rows.h"
#include "kw-desk-private.h"
#include "kw-desk-work.h"
#include "kw-error.h"
#include "kw-property-file.h"
#include "kw-store-property.h"
#include "kw-store-stay.h"

KW_DEFINE_THROW (KwDeskError, KW_DESK_ERROR)

typedef struct
{
  KwDeskContext context;
  char *path;
  KwPropertyFile *file;
} Import;

static void
import_free (Import *import)
{
  kw_desk_context_clear (&import->context);
  g_free (import->path);
  g_clear_pointer (&import->file, kw_property_file_free);
  g_free (import);
}

/* Cards and locks of another site know nothing of this register's numbers. */
static gboolean
check_site (const Import *import, GError **error)
{
  const KwProperty *old = import->context.property;

  if (old != NULL && old->site != import->file->property->site)
    return throw (error, KW_DESK_ERROR_NOT_ALLOWED,
                  "This station belongs to site %u and the file is for site %u; use another data "
                  "folder for another hotel.",
                  old->site, import->file->property->site);
  return TRUE;
}

/* The same booking: by the hotel's own number, or by its time. */
static gboolean
is_same_stay (const KwStay *a, const KwStay *b)
{
  if (a->reference != NULL && b->reference != NULL)
    return g_str_equal (a->reference, b->reference);
  return a->from_unix_s == b->from_unix_s && a->until_unix_s == b->until_unix_s;
}

static gboolean
has_stay (KwStore *store, const KwStay *stay, gboolean *out_has, GError **error)
{
  const KwStoreStayFilter filter = { .door = stay->doors[0] };
  g_autoptr (GPtrArray) stays = kw_store_stay_list (store, &filter, error);

  if (stays == NULL)
    return FALSE;
  *out_has = FALSE;
  for (guint i = 0; i < stays->len; i++)
    *out_has |= is_same_stay (g_ptr_array_index (stays, i), stay);
  return TRUE;
}

/* A file imported twice brings its stays once. */
static gboolean
put_stays (KwStore *store, const Import *import, GError **error)
{
  for (guint i = 0; i < import->file->stays->len; i++)
    {
      const KwStay *stay = g_ptr_array_index (import->file->stays, i);
      g_autoptr (KwJournalData) data = NULL;
      g_autoptr (KwStay) stored = NULL;
      gboolean is_old = FALSE;
      gint64 id = 0;

      if (!has_stay (store, stay, &is_old, error))
        return FALSE;
      if (is_old)
        continue;
      if (!kw_store_stay_put (store, stay, &id, error))
        return FALSE;
      stored = kw_store_stay_load (store, id, error);
      if (stored == NULL)
        return FALSE;
      data = kw_desk_make_stay_data (stored);
      if (!kw_desk_append_personal_row (store, &import->context, KW_JOURNAL_EVENT_STAY_CREATED,
                                        data, id, stored->tenants, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
store_import (KwStore *store, gpointer user_data, GError **error)
{
  Import *import = user_data;
  const KwProperty *property = import->file->property;
  g_autoptr (KwJournalData) data = kw_journal_data_new ();

  kw_journal_data_put_int (data, "site", property->site);
  kw_journal_data_put_string (data, "name", property->name);
  kw_journal_data_put_int (data, "n_doors", property->n_doors);
  return kw_desk_check_clock (store, &import->context, error) && check_site (import, error) &&
         kw_store_property_put (store, property, error) &&
         kw_desk_context_refresh (store, &import->context, error) &&
         kw_desk_append_row (store, &import->context, KW_JOURNAL_EVENT_PROPERTY_IMPORTED, data,
                             error) &&
         put_stays (store, import, error);
}

static void
on_import_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KwDesk *self = g_task_get_source_object (task);
  Import *import = g_task_get_task_data (task);
  GError *cause = NULL;
  const gboolean is_done = kw_store_run_finish (KW_STORE (source), result, &cause);

  if (is_done)
    kw_desk_take_property (self, &import->context);
  kw_desk_return_done (task, is_done, cause);
}

/* Reading and checking a large file takes a while: not on the desk's thread. */
static void
load_file (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Import *import = task_data;
  GError *error = NULL;

  import->file = kw_property_file_load (import->path, import->context.now_unix_s, &error);
  if (import->file == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_file_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KwDesk *self = KW_DESK (source);
  GTask *task = user_data;
  GError *cause = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &cause))
    {
      kw_desk_throw_cause (cause, &error);
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  kw_store_run_async (self->store, store_import, g_task_get_task_data (task), NULL, NULL,
                      on_import_stored_cb, task);
}

void
kw_desk_import_property_async (KwDesk *self, const char *path, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) load_task = g_task_new (self, cancellable, on_file_loaded_cb, task);
  Import *import = g_new0 (Import, 1);

  kw_desk_context_init (&import->context, self);
  import->path = g_strdup (path);
  g_task_set_task_data (task, import, (GDestroyNotify)import_free);
  g_task_set_task_data (load_task, import, NULL);
  g_task_run_in_thread (load_task, load_file);
}

gboolean
kw_desk_import_property_finish (KwDesk *self, GAsyncResult *result, guint *out_n_stays,
                                GError **error)
{
  const Import *import = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (out_n_stays != NULL)
    *out_n_stays = import->file->stays->len;
  return TRUE;
}
