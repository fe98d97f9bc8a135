/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_PROBLEM_ROW (kw_problem_row_get_type ())
/**
 * KwProblemRow:
 *
 * A sentence about a field of a form, in the list below that field. A form has one, and moves it to
 * the field that is wrong.
 */
G_DECLARE_FINAL_TYPE (KwProblemRow, kw_problem_row, KW, PROBLEM_ROW, AdwPreferencesRow)

/**
 * kw_problem_row_new:
 *
 * Returns: (transfer floating): a row that stands nowhere yet; keep a reference to it
 */
GtkWidget *kw_problem_row_new (void);

/**
 * kw_problem_row_put:
 * @self: a row
 * @field: a row of a #GtkListBox
 * @sentence: what is wrong with it
 *
 * Stands below @field from now on, and marks it as wrong.
 */
void kw_problem_row_put (KwProblemRow *self, GtkWidget *field, const char *sentence);

/**
 * kw_problem_row_show:
 * @self: a row
 * @field: a row of a #GtkListBox
 * @sentence: what is wrong with it
 *
 * As kw_problem_row_put(), and gives @field the focus and scrolls to both: for an answer to what
 * the user has just asked for.
 */
void kw_problem_row_show (KwProblemRow *self, GtkWidget *field, const char *sentence);

/**
 * kw_problem_row_clear:
 * @self: a row
 *
 * Nothing is wrong any more. Does nothing if it stands nowhere.
 */
void kw_problem_row_clear (KwProblemRow *self);

G_END_DECLS
