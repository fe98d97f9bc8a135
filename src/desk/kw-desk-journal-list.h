/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-journal-item.h"
#include "kw-desk-paged-list.h"
#include "kw-desk.h"

G_BEGIN_DECLS

/**
 * KwDeskJournalFilter:
 * @events: bit 1 << KwJournalEvent for each wanted event; 0 = every
 * @operator_name: (nullable): only rows of this operator, the whole name
 * @from_unix_s: only rows from this moment on
 * @until_unix_s: only rows before this moment; 0 = no bound
 *
 * Which rows. All zeros: every row. A plain value, copied by the call.
 */
typedef struct
{
  guint64 events;
  const char *operator_name;
  gint64 from_unix_s;
  gint64 until_unix_s;
} KwDeskJournalFilter;

#define KW_TYPE_DESK_JOURNAL_LIST (kw_desk_journal_list_get_type ())
/**
 * KwDeskJournalList:
 *
 * The journal as a #GListModel of #KwDeskJournalItem, newest first, paged as #KwDeskCardList. On
 * the desk's thread.
 *
 * Properties, read-only: `n-items` (uint), `is-loading` (boolean: the filter was changed and what
 * it gives is not there yet).
 */
G_DECLARE_FINAL_TYPE (KwDeskJournalList, kw_desk_journal_list, KW, DESK_JOURNAL_LIST,
                      KwDeskPagedList)

/**
 * kw_desk_journal_list_new:
 * @desk: a desk
 * @filter: (nullable): which rows; %NULL = every
 *
 * Starts to load; the rows come with `items-changed`.
 *
 * Returns: (transfer full): the list, empty
 */
KwDeskJournalList *kw_desk_journal_list_new (KwDesk *desk, const KwDeskJournalFilter *filter);

/**
 * kw_desk_journal_list_set_filter:
 * @self: a list
 * @filter: (nullable): which rows; %NULL = every
 */
void kw_desk_journal_list_set_filter (KwDeskJournalList *self, const KwDeskJournalFilter *filter);

/**
 * kw_desk_journal_list_find:
 * @self: a list
 * @number: which row
 * @out_position: (out): where it is in the list now
 *
 * Returns: %TRUE if the list has it
 */
gboolean kw_desk_journal_list_find (KwDeskJournalList *self, guint64 number, guint *out_position);

/**
 * KwDeskExportProgress:
 * @n_done: rows written
 * @n_total: rows to write
 * @user_data: what was handed over
 *
 * How far an export is; on the desk's thread.
 */
typedef void (*KwDeskExportProgress) (guint64 n_done, guint64 n_total, gpointer user_data);

/**
 * kw_desk_export_journal_async:
 * @self: a desk
 * @path: the file to make or to replace
 * @filter: (nullable): which rows; %NULL = every
 * @progress: (nullable): called now and then
 * @progress_data: for @progress
 * @cancellable: (nullable): @path stays as it was
 * @callback: called when done
 * @user_data: for @callback
 *
 * Writes the journal, oldest row first, as CSV: UTF-8, a line of names, then number, time, station,
 * operator, event, personal texts and the row's data. The file is replaced at the end, in one step:
 * whatever happens it is the old one or whole.
 */
void kw_desk_export_journal_async (KwDesk *self, const char *path,
                                   const KwDeskJournalFilter *filter, KwDeskExportProgress progress,
                                   gpointer progress_data, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_export_journal_finish:
 * @self: a desk
 * @result: the result
 * @out_n_rows: (out) (optional): how many rows were written
 * @error: a `KW_DESK_ERROR`: FILE, DISK_FULL, STORE, CANCELLED, JOURNAL_BROKEN
 *
 * Returns: %TRUE if the file is there
 */
gboolean kw_desk_export_journal_finish (KwDesk *self, GAsyncResult *result, guint64 *out_n_rows,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
