/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_IMPORT_ROW (kw_import_row_get_type ())
/**
 * KwImportRow:
 *
 * One thing that a file would change, or that is wrong in it, in a list. The first of its sort
 * carries the heading of all.
 */
G_DECLARE_FINAL_TYPE (KwImportRow, kw_import_row, KW, IMPORT_ROW, AdwBin)

/**
 * kw_import_row_new:
 *
 * Returns: (transfer floating): a row that says nothing
 */
GtkWidget *kw_import_row_new (void);

/**
 * kw_import_row_set_heading:
 * @self: a row
 * @heading: (nullable): of this and the rows below; %NULL = none
 * @n: how many they are
 */
void kw_import_row_set_heading (KwImportRow *self, const char *heading, guint n);

/**
 * kw_import_row_set_text:
 * @self: a row in a list
 * @title: what it is about
 * @detail: (nullable): what there is to say of it
 * @source: (nullable): what the program says that read the file
 */
void kw_import_row_set_text (KwImportRow *self, const char *title, const char *detail,
                             const char *source);

/**
 * kw_import_row_set_is_warning:
 * @self: a row
 * @is_warning: somebody has to know
 */
void kw_import_row_set_is_warning (KwImportRow *self, gboolean is_warning);

G_END_DECLS
