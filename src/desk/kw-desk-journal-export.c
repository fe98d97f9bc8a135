/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-journal-list.h"

#include "kw-desk-private.h"
#include "kw-error.h"
#include "kw-local-time.h"
#include "kw-store-journal-page.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* Rows of one turn on the database thread: some milliseconds. */
#define N_PIECE 512
#define N_KEYS 8192
#define BYTE_ORDER_MARK "\xef\xbb\xbf" /* without it Excel reads UTF-8 as an older encoding */

/* Belongs to the database thread while it works on a piece, to the desk's in between. */
typedef struct
{
  char *path;
  char *temporary_path;
  int fd;
  KwStoreJournalQuery query;
  KwProperty *property; /* (nullable) */
  KwDeskExportProgress progress;
  gpointer progress_data;

  GArray *keys; /* the highest first; of every row: empty */
  KwStoreCursor cursor;
  gboolean has_keys;
  guint64 n_total;
  guint64 n_done;
  gboolean is_done;
} Export;

static void
export_free (Export *work)
{
  if (work->fd >= 0)
    close (work->fd);
  if (work->temporary_path != NULL)
    g_unlink (work->temporary_path);
  g_free (work->temporary_path);
  g_free (work->path);
  g_free ((char *)work->query.operator_name);
  g_clear_pointer (&work->property, kw_property_unref);
  g_array_unref (work->keys);
  g_free (work);
}

/* On the database thread from here ... */

static gboolean
throw_file (const Export *work, int file_errno, GError **error)
{
  return throw (error, file_errno == ENOSPC ? KW_DESK_ERROR_DISK_FULL : KW_DESK_ERROR_FILE,
                "%s cannot be written: %s.", work->path, g_strerror (file_errno));
}

static gboolean
write_all (const Export *work, const GString *text, GError **error)
{
  gsize n_written = 0;

  while (n_written < text->len)
    {
      const gssize n = write (work->fd, text->str + n_written, text->len - n_written);

      if (n < 0 && errno != EINTR)
        return throw_file (work, errno, error);
      n_written += (gsize)MAX (n, 0);
    }
  return TRUE;
}

/* RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front. */
static void
append_field (GString *line, const char *text, const char *end)
{
  g_string_append_c (line, '"');
  if (*text != '\0' && strchr ("=+-@\t\r", *text) != NULL)
    g_string_append_c (line, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  g_string_append (line, "\"");
  g_string_append (line, end);
}

static char *
dup_time (const Export *work, gint64 at_unix_s)
{
  g_autoptr (GDateTime) time = NULL;

  if (work->property != NULL)
    return kw_local_time_dup_text (work->property, at_unix_s);
  time = g_date_time_new_from_unix_utc (at_unix_s);
  return time != NULL ? g_date_time_format_iso8601 (time) : g_strdup ("");
}

static void
append_line (const Export *work, GString *lines, const KwStoreJournalPageRow *row)
{
  const KwJournalEntry *entry = row->entry;
  g_autofree char *at = dup_time (work, entry->at_unix_s);
  g_autoptr (GString) personal = g_string_new (NULL);

  for (guint i = 0; i < row->personal->len; i++)
    if (row->personal->pdata[i] != NULL)
      g_string_append_printf (personal, "%s%s", personal->len > 0 ? "; " : "",
                              (const char *)row->personal->pdata[i]);
  g_string_append_printf (lines, "%" G_GUINT64_FORMAT ",", entry->number);
  append_field (lines, at, ",");
  g_string_append_printf (lines, "%u,", entry->station);
  append_field (lines, entry->operator_name, ",");
  append_field (lines, kw_journal_event_to_string (entry->event), ",");
  append_field (lines, personal->str, ",");
  append_field (lines, entry->data, "\r\n");
}

static gboolean
open_file (Export *work, GError **error)
{
  g_autoptr (GString) header = g_string_new (
      BYTE_ORDER_MARK "number,time,station,operator,event,personal,data\r\n");
  g_autofree char *name = g_strconcat (work->path, ".XXXXXX", NULL);

  work->fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
  if (work->fd < 0)
    return throw_file (work, errno, error);
  work->temporary_path = g_steal_pointer (&name);
  return write_all (work, header, error);
}

static gboolean
sync_folder (const Export *work, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (work->path);
  const int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const gboolean is_synced = fd >= 0 && fsync (fd) == 0;
  const int sync_errno = errno;

  if (fd >= 0)
    close (fd);
  return is_synced || throw_file (work, sync_errno, error);
}

static gboolean
replace_file (Export *work, GError **error)
{
  if (fsync (work->fd) != 0 || g_rename (work->temporary_path, work->path) != 0)
    return throw_file (work, errno, error);
  g_clear_pointer (&work->temporary_path, g_free);
  work->is_done = sync_folder (work, error);
  return work->is_done;
}

static gboolean
list_keys (KwStore *store, Export *work, GError **error)
{
  if (!kw_store_journal_list_keys (store, &work->query, &work->cursor, N_KEYS, work->keys, error))
    return FALSE;
  work->has_keys = work->cursor.is_end;
  work->n_total = work->keys->len;
  if (kw_store_journal_query_is_every (&work->query))
    {
      work->n_total = work->keys->len > 0 ? g_array_index (work->keys, guint64, 0) : 0;
      g_array_set_size (work->keys, 0);
    }
  return TRUE;
}

static gboolean
write_rows (KwStore *store, Export *work, GError **error)
{
  const guint n_keys = (guint)MIN (N_PIECE, work->n_total - work->n_done);
  g_autoptr (GPtrArray)
      rows = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_store_journal_page_row_free);
  g_autoptr (GString) lines = g_string_new (NULL);
  guint64 keys[N_PIECE];

  for (guint i = 0; i < n_keys; i++)
    keys[i] = work->keys->len == 0
                  ? work->n_done + i + 1
                  : g_array_index (work->keys, guint64, work->n_total - 1 - work->n_done - i);
  if (!kw_store_journal_load_page (store, keys, n_keys, rows, error))
    return FALSE;
  for (guint i = 0; i < n_keys; i++)
    {
      if (rows->pdata[i] == NULL)
        return throw (error, KW_DESK_ERROR_JOURNAL_BROKEN,
                      "Row %lu of the journal is missing or was changed.", (gulong)keys[i]);
      append_line (work, lines, rows->pdata[i]);
    }
  work->n_done += n_keys;
  return write_all (work, lines, error);
}

static gboolean
export_piece (KwStore *store, gpointer data, GError **error)
{
  Export *work = data;

  if (work->fd < 0 && !open_file (work, error))
    return FALSE;
  if (!work->has_keys)
    return list_keys (store, work, error);
  if (work->n_done < work->n_total)
    return write_rows (store, work, error);
  return replace_file (work, error);
}

/* ... to here. */

static void export_on (GTask *task);

static void
on_piece_exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *work = g_task_get_task_data (task);
  GError *cause = NULL;
  GError *error = NULL;
  const gboolean is_piece_done = kw_store_run_finish (KW_STORE (source), result, &cause);

  /* Who cancels when the new file stands already is too late. */
  if (work->is_done)
    g_clear_error (&cause);
  else if (!is_piece_done)
    {
      kw_desk_throw_cause (kw_desk_get_data_dir (g_task_get_source_object (task)), cause, &error);
      g_task_return_error (task, error);
      return;
    }
  if (work->progress != NULL && work->has_keys)
    work->progress (work->n_done, work->n_total, work->progress_data);
  if (work->is_done)
    g_task_return_boolean (task, TRUE);
  else
    export_on (g_steal_pointer (&task));
}

/* Takes @task. */
static void
export_on (GTask *task)
{
  KwDesk *self = g_task_get_source_object (task);

  kw_store_read_async (self->store, export_piece, g_task_get_task_data (task), NULL,
                       g_task_get_cancellable (task), on_piece_exported_cb, task);
}

void
kw_desk_export_journal_async (KwDesk *self, const char *path, const KwDeskJournalFilter *filter,
                              KwDeskExportProgress progress, gpointer progress_data,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = NULL;
  Export *work = NULL;

  g_return_if_fail (KW_IS_DESK (self) && path != NULL);

  work = g_new0 (Export, 1);
  work->fd = -1;
  work->path = g_strdup (path);
  work->keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  work->progress = progress;
  work->progress_data = progress_data;
  work->property = self->property != NULL ? kw_property_ref (self->property) : NULL;
  if (filter != NULL)
    work->query = (KwStoreJournalQuery){ filter->events, g_strdup (filter->operator_name),
                                         filter->from_unix_s, filter->until_unix_s };

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, (GDestroyNotify)export_free);
  export_on (task);
}

gboolean
kw_desk_export_journal_finish (KwDesk *self, GAsyncResult *result, guint64 *out_n_rows,
                               GError **error)
{
  const Export *work = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (out_n_rows != NULL)
    *out_n_rows = work->n_done;
  return TRUE;
}
