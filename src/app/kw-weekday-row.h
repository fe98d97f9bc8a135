/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_WEEKDAY_ROW (kw_weekday_row_get_type ())
/**
 * KwWeekdayRow:
 *
 * The days of the week to press, in the order of the user's week. At first all of them are pressed.
 *
 * Signal `changed`: somebody pressed one.
 */
G_DECLARE_FINAL_TYPE (KwWeekdayRow, kw_weekday_row, KW, WEEKDAY_ROW, AdwPreferencesRow)

/**
 * kw_weekday_row_set_weekdays:
 * @self: a row
 * @weekdays: bit 0 Monday … bit 6 Sunday; 0 = every day
 */
void kw_weekday_row_set_weekdays (KwWeekdayRow *self, guint weekdays);

/**
 * kw_weekday_row_get_weekdays:
 * @self: a row
 * @out_weekdays: (out): as a card has them: bit 0 Monday; 0 = every day; untouched if none is
 *   pressed
 *
 * Returns: %FALSE if none is pressed
 */
gboolean kw_weekday_row_get_weekdays (KwWeekdayRow *self, guint *out_weekdays);

G_END_DECLS
