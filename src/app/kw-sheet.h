/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_SHEET (kw_sheet_get_type ())
/**
 * KwSheet:
 *
 * What a panel consists of: something that may be longer than the window and is scrolled, and below
 * it, always in sight, what may be done. Says which field is wrong, below that field; what is wrong
 * with none of them alone stands above the button.
 *
 * Properties `content` and `footer` (#GtkWidget), read-write: the two parts.
 */
G_DECLARE_FINAL_TYPE (KwSheet, kw_sheet, KW, SHEET, AdwBin)

/**
 * kw_sheet_refuse:
 * @self: a sheet
 * @field: (nullable): the row of the content that is wrong; %NULL: no field alone
 * @sentence: what is wrong
 *
 * Says it in place of what was said before. @field gets the focus.
 */
void kw_sheet_refuse (KwSheet *self, GtkWidget *field, const char *sentence);

/**
 * kw_sheet_clear:
 * @self: a sheet
 *
 * Nothing is wrong any more.
 */
void kw_sheet_clear (KwSheet *self);

G_END_DECLS
