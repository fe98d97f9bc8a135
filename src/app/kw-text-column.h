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
 * @width_px: fixed at the usual size of text, for short words in every language; 0 = shares what
 * room there is
 * @n_chars_min: of a column that shares the room: narrower it does not get, the list scrolls
 * sideways before; else 0
 *
 * A column of words.
 */
typedef struct
{
  const char *title;
  KwTextColumnDup dup_text;
  int width_px;
  guint n_chars_min;
} KwTextColumn;

/**
 * kw_text_column_append:
 * @view: a column view
 * @column: the column to add; copied
 * @user_data: for the column's function; must outlive the rows of @view
 */
void kw_text_column_append (GtkColumnView *view, const KwTextColumn *column, gpointer user_data);

G_END_DECLS
