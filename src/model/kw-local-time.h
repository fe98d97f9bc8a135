/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-model-error.h"
#include "kw-property.h"

G_BEGIN_DECLS

/**
 * KwLocalTime:
 * @weekday: Monday 0 … Sunday 6
 * @minute: of the local day, 0..1439
 * @utc_offset_s: local = UTC + this
 *
 * What the clock on the property's wall shows. A plain value.
 */
typedef struct
{
  guint weekday;
  guint minute;
  int utc_offset_s;
} KwLocalTime;

/**
 * kw_local_time_get:
 * @property: made by kw_property_new()
 * @unix_s: a moment
 *
 * The computer's own time zone plays no part, here and in all of this file. Any thread.
 *
 * Returns: what the property's clock shows at @unix_s
 */
KwLocalTime kw_local_time_get (const KwProperty *property, gint64 unix_s);

/**
 * kw_local_time_get_day:
 * @property: made by kw_property_new()
 * @unix_s: a moment
 * @out_day: (out caller-allocates): the property's calendar day at @unix_s
 */
void kw_local_time_get_day (const KwProperty *property, gint64 unix_s, GDate *out_day);

/**
 * kw_local_time_to_unix_s:
 * @property: made by kw_property_new()
 * @day: a day of the property
 * @minute: of that day, 0..1440
 *
 * A minute that the clock shows twice (it is put back) is the first of both. One that it never
 * shows (it is put forward) is as far behind the jump as it would have been: 02:30 becomes 03:30.
 *
 * Returns: the moment, Unix seconds
 */
gint64 kw_local_time_to_unix_s (const KwProperty *property, const GDate *day, guint minute);

/**
 * kw_local_time_get_check_in:
 * @property: made by kw_property_new()
 * @now_unix_s: a moment
 * @n_days: 0 = the property's day at @now_unix_s, 1 = the day after, -1 = the day before
 *
 * Returns: check-in time of that day, Unix seconds
 */
gint64 kw_local_time_get_check_in (const KwProperty *property, gint64 now_unix_s, int n_days);

/**
 * kw_local_time_get_check_out:
 * @property: made by kw_property_new()
 * @now_unix_s: a moment
 * @n_days: 0 = the property's day at @now_unix_s, 1 = the day after, -1 = the day before
 *
 * Returns: check-out time of that day, Unix seconds
 */
gint64 kw_local_time_get_check_out (const KwProperty *property, gint64 now_unix_s, int n_days);

/**
 * kw_local_time_parse:
 * @property: made by kw_property_new()
 * @text: YYYY-MM-DD, or YYYY-MM-DDTHH:MM[:SS] with or without Z, +HH, +HHMM or +HH:MM
 * @day_minute: the minute of the day that a date alone means; see kw_local_time_parse_from() and
 *   kw_local_time_parse_until()
 * @out_unix_s: (out): untouched on failure
 * @error: a `KW_MODEL_ERROR`: TIME, or TIME_RANGE, the message naming @text
 *
 * Reads ISO 8601. Without an offset it is the property's local time. The moment
 * must be one that a card can hold: 1970 until 2106-02-07.
 *
 * Returns: %TRUE if @text is such a time
 */
gboolean kw_local_time_parse (const KwProperty *property, const char *text, guint day_minute,
                              gint64 *out_unix_s, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_local_time_parse_from:
 * @property: made by kw_property_new()
 * @text: as kw_local_time_parse(); a date alone means that day's check-in time
 * @out_unix_s: (out): untouched on failure
 * @error: a `KW_MODEL_ERROR`: TIME, or TIME_RANGE, the message naming @text
 *
 * Returns: %TRUE if @text is such a time
 */
gboolean kw_local_time_parse_from (const KwProperty *property, const char *text, gint64 *out_unix_s,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_local_time_parse_until:
 * @property: made by kw_property_new()
 * @text: as kw_local_time_parse(); a date alone means that day's check-out time
 * @out_unix_s: (out): untouched on failure
 * @error: a `KW_MODEL_ERROR`: TIME, or TIME_RANGE, the message naming @text
 *
 * Returns: %TRUE if @text is such a time
 */
gboolean kw_local_time_parse_until (const KwProperty *property, const char *text,
                                    gint64 *out_unix_s, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_local_time_parse_minute:
 * @text: HH:MM, 00:00 to 24:00
 * @out_minute: (out): minute of the day, 0..1440; untouched on failure
 * @error: a `KW_MODEL_ERROR`: TIME, the message naming @text
 *
 * Returns: %TRUE if @text is a time of day
 */
gboolean kw_local_time_parse_minute (const char *text, guint *out_minute,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_local_time_dup_text:
 * @property: made by kw_property_new()
 * @unix_s: a moment
 *
 * Returns: (transfer full): local time with its offset, "2026-11-22T15:00:00+01:00", which
 *   kw_local_time_parse() reads back
 */
char *kw_local_time_dup_text (const KwProperty *property, gint64 unix_s);

/**
 * kw_local_time_dup_words:
 * @property: made by kw_property_new()
 * @now_unix_s: a moment; the year is left out if it is that of this moment
 * @unix_s: a moment
 *
 * Returns: (transfer full): local time as people say it, in the program's language:
 *   "Sunday 24 November, 11:00"
 */
char *kw_local_time_dup_words (const KwProperty *property, gint64 now_unix_s, gint64 unix_s);

G_END_DECLS
