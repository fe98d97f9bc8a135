/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-property.h"

G_BEGIN_DECLS

/* Moments as people say them, on the property's clock and in the user's language. Main thread. */

/**
 * kw_time_words_dup:
 * @property: the hotel, for its time zone
 * @now_unix_s: the present
 * @unix_s: a moment
 *
 * Returns: (transfer full): "11:00" for today, "tomorrow 11:00", "Sunday 11:00" within six days,
 *   "Sun 24 Nov, 11:00", with the year if it is another one. Fits into the middle of a sentence.
 */
char *kw_time_words_dup (const KwProperty *property, gint64 now_unix_s, gint64 unix_s);

/**
 * kw_time_words_dup_full:
 * @property: the hotel, for its time zone
 * @now_unix_s: the present
 * @unix_s: a moment
 *
 * Returns: (transfer full): "Sunday 24 November, 11:00", with the year if it is another one; for
 *   the sentences in large type
 */
char *kw_time_words_dup_full (const KwProperty *property, gint64 now_unix_s, gint64 unix_s);

/**
 * kw_time_words_dup_exact:
 * @property: the hotel, for its time zone
 * @unix_s: a moment
 *
 * Returns: (transfer full): the moment in the locale's form with zone, for a tooltip
 */
char *kw_time_words_dup_exact (const KwProperty *property, gint64 unix_s);

/**
 * kw_time_words_dup_span:
 * @now_unix_s: the present
 * @unix_s: a moment
 *
 * Returns: (transfer full): "in 2 hours", "3 days ago", "now"
 */
char *kw_time_words_dup_span (gint64 now_unix_s, gint64 unix_s);

/**
 * kw_time_words_dup_minute:
 * @minute: of the day, 0..1440
 *
 * Returns: (transfer full): "07:00", or as the locale writes it
 */
char *kw_time_words_dup_minute (guint minute);

/**
 * kw_time_words_get_weekday:
 * @weekday: 0 = Monday, 6 = Sunday
 *
 * Returns: (transfer none): its full name in the user's language
 */
const char *kw_time_words_get_weekday (guint weekday);

/**
 * kw_time_words_get_short_weekday:
 * @weekday: 0 = Monday, 6 = Sunday
 *
 * Returns: (transfer none): its short name in the user's language
 */
const char *kw_time_words_get_short_weekday (guint weekday);

/**
 * kw_time_words_get_first_weekday:
 *
 * Returns: the day that the user's week begins with; 0 = Monday, 6 = Sunday
 */
guint kw_time_words_get_first_weekday (void);

G_END_DECLS
