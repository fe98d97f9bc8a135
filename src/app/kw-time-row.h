/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_TIME_ROW (kw_time_row_get_type ())
/**
 * KwTimeRow:
 *
 * A day and a time of day to type ("Sunday 11:00", "+3", see kw_time_text_parse()) or to pick from
 * a calendar (Alt+Down; Page Up and Page Down go by a day). When the focus leaves, the text becomes
 * the whole moment in words. What is typed is read against the moment that stood there in words
 * before, however much of it was a moment on the way: "24:00" is the same as if it were pasted.
 *
 * Property `unix-s` (int64), read-write with notify: the moment; 0 = the text is empty or not
 * understood.
 */
G_DECLARE_FINAL_TYPE (KwTimeRow, kw_time_row, KW, TIME_ROW, AdwEntryRow)

/**
 * kw_time_row_new:
 *
 * Returns: (transfer floating): a row that needs kw_time_row_set_desk()
 */
GtkWidget *kw_time_row_new (void);

/**
 * kw_time_row_set_desk:
 * @self: a row
 * @desk: a desk with a property; its clock and time zone count
 */
void kw_time_row_set_desk (KwTimeRow *self, KwDesk *desk);

/**
 * kw_time_row_set_day_minute:
 * @self: a row
 * @minute: what a day alone means, 0..1439, as the property's check-out time
 */
void kw_time_row_set_day_minute (KwTimeRow *self, guint minute);

/**
 * kw_time_row_set_start_unix_s:
 * @self: a row
 * @unix_s: the moment that "+2" counts from; 0 = the present
 */
void kw_time_row_set_start_unix_s (KwTimeRow *self, gint64 unix_s);

/**
 * kw_time_row_set_unix_s:
 * @self: a row with a desk
 * @unix_s: the moment to show; 0 = none
 *
 * If the row has the focus, its text is selected: what is typed next replaces it.
 */
void kw_time_row_set_unix_s (KwTimeRow *self, gint64 unix_s);

/**
 * kw_time_row_get_unix_s:
 * @self: a row
 *
 * Returns: the moment; 0 = the text is empty or not understood
 */
gint64 kw_time_row_get_unix_s (KwTimeRow *self);

/**
 * kw_time_row_dup_problem:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): a sentence about a text that is not understood; %NULL if
 *   there is nothing to say
 */
char *kw_time_row_dup_problem (KwTimeRow *self);

G_END_DECLS
