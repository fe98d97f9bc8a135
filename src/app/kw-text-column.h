/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KwTextColumnDup:
 * @item: a row of the list
 * @user_data: what was handed over with the columns
 *
 * Returns: (transfer full) (nullable): what the cell of @item says
 */
typedef char *(*KwTextColumnDup) (gpointer item, gpointer user_data);

/**
 * KwTextColumn:
 * @title: untranslated, marked with N_()
 * @dup_text: what its cells say
 * @width_px: fixed at the usual size of text, for short words in every language; -1 = shares what
 * room there is
 *
 * A column of words.
 */
typedef struct
{
  const char *title;
  KwTextColumnDup dup_text;
  int width_px;
} KwTextColumn;

/**
 * kw_text_column_append:
 * @view: a column view
 * @column: the column to add; copied
 * @has_tooltip: its cells say the whole text when pointed at
 * @user_data: for the column's function; must outlive the rows of @view
 */
void kw_text_column_append (GtkColumnView *view, const KwTextColumn *column, gboolean has_tooltip,
                            gpointer user_data);

G_END_DECLS
