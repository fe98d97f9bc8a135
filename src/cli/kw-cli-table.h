/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwCliTable:
 *
 * Rows of text with a heading. One owner.
 */
typedef struct _KwCliTable KwCliTable;

/**
 * kw_cli_table_new:
 * @heading: (array zero-terminated=1): names of the columns; borrowed for good
 *
 * Returns: (transfer full): an empty table
 */
KwCliTable *kw_cli_table_new (const char *const *heading);

/**
 * kw_cli_table_free:
 * @table: (nullable) (transfer full): freed
 */
void kw_cli_table_free (KwCliTable *table);

/**
 * kw_cli_table_take_cell:
 * @table: a table
 * @text: (nullable) (transfer full): the next cell, row by row; %NULL is shown as "-"
 */
void kw_cli_table_take_cell (KwCliTable *table, char *text);

/**
 * kw_cli_table_append:
 * @table: a table with complete rows
 * @is_aligned: columns one below the other, for people; otherwise a tab between cells, for programs
 * @out: where to append the heading and the rows
 */
void kw_cli_table_append (const KwCliTable *table, gboolean is_aligned, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwCliTable, kw_cli_table_free)

G_END_DECLS
