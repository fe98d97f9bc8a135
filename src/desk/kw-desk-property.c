/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-import-private.h"

/* An import that nobody looks at first. */

static void
on_applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (kw_desk_apply_import_finish (KW_DESK (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KwDesk *self = KW_DESK (source);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  KwDeskImport *import = kw_desk_preview_import_finish (self, result, &error);

  if (import == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, import, g_object_unref);
  kw_desk_apply_import_async (self, import, NULL, NULL, cancellable, on_applied_cb,
                              g_steal_pointer (&task));
}

void
kw_desk_import_property_async (KwDesk *self, const char *path, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  const KwDeskImportRequest request = { .path = path };
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  kw_desk_preview_import_async (self, &request, NULL, NULL, cancellable, on_previewed_cb, task);
}

gboolean
kw_desk_import_property_finish (KwDesk *self, GAsyncResult *result, guint *out_n_stays,
                                GError **error)
{
  KwDeskImport *import = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (out_n_stays != NULL)
    *out_n_stays = kw_desk_import_get_n (import, KW_DESK_IMPORT_PART_STAY,
                                         KW_DESK_IMPORT_CHANGE_ADDED);
  return TRUE;
}
