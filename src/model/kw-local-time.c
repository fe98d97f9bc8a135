/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-local-time.h"

#include "kw-error.h"
#include "kw-model-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Before the colon stands a field of a file, which is the same in every language. */
KW_DEFINE_TRANSLATED_THROW (KwModelError, KW_MODEL_ERROR)

#define DAY_S 86400
#define EPOCH_JULIAN 719163 /* GDate's number of 1970-01-01 */

static int
get_offset_s (const KwProperty *property, gint64 unix_s)
{
  const int interval = g_time_zone_find_interval (property->zone, G_TIME_TYPE_UNIVERSAL, unix_s);

  return interval < 0 ? 0 : g_time_zone_get_offset (property->zone, interval);
}

/* Seconds that a clock at the property counts from its own 1970-01-01 00:00. */
static gint64
get_local_s (const KwProperty *property, gint64 unix_s)
{
  return unix_s + get_offset_s (property, unix_s);
}

static gint64
divide_down (gint64 value, gint64 by)
{
  return value / by - (value % by < 0 ? 1 : 0);
}

static gint64
from_local_s (const KwProperty *property, gint64 local_s)
{
  /* No zone is more than a day from UTC nor changes twice in two days, so that these are the
   * offsets before and after the change, if there is one near. */
  const int before_s = get_offset_s (property, local_s - DAY_S);
  const int after_s = get_offset_s (property, local_s + DAY_S);

  if (get_offset_s (property, local_s - before_s) == before_s)
    return local_s - before_s;
  if (get_offset_s (property, local_s - after_s) == after_s)
    return local_s - after_s;
  return local_s - before_s;
}

KwLocalTime
kw_local_time_get (const KwProperty *property, gint64 unix_s)
{
  const gint64 local_s = get_local_s (property, unix_s);
  const gint64 day = divide_down (local_s, DAY_S);
  const gint64 weekday = (day + 3) % 7; /* 1970-01-01 was a Thursday */

  return (KwLocalTime){
    .weekday = (guint)(weekday < 0 ? weekday + 7 : weekday),
    .minute = (guint)((local_s - day * DAY_S) / 60),
    .utc_offset_s = get_offset_s (property, unix_s),
  };
}

void
kw_local_time_get_day (const KwProperty *property, gint64 unix_s, GDate *out_day)
{
  const gint64 day = divide_down (get_local_s (property, unix_s), DAY_S);

  g_date_clear (out_day, 1);
  g_date_set_julian (out_day, (guint32)(day + EPOCH_JULIAN));
}

gint64
kw_local_time_to_unix_s (const KwProperty *property, const GDate *day, guint minute)
{
  const gint64 days = (gint64)g_date_get_julian (day) - EPOCH_JULIAN;

  return from_local_s (property, days * DAY_S + (gint64)minute * 60);
}

static gint64
get_at_day (const KwProperty *property, gint64 now_unix_s, int n_days, guint minute)
{
  const gint64 today = divide_down (get_local_s (property, now_unix_s), DAY_S);

  return from_local_s (property, (today + n_days) * DAY_S + (gint64)minute * 60);
}

gint64
kw_local_time_get_check_in (const KwProperty *property, gint64 now_unix_s, int n_days)
{
  return get_at_day (property, now_unix_s, n_days, property->check_in_minute);
}

gint64
kw_local_time_get_check_out (const KwProperty *property, gint64 now_unix_s, int n_days)
{
  return get_at_day (property, now_unix_s, n_days, property->check_out_minute);
}

/* Moves *@at behind exactly @n_digits digits, and behind @after if that is not 0. */
static gboolean
take_number (const char **at, guint n_digits, char after, guint *out_number)
{
  guint number = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit ((*at)[i]))
        return FALSE;
      number = number * 10 + (guint)((*at)[i] - '0');
    }
  if (after != '\0' && (*at)[n_digits] != after)
    return FALSE;

  *at += n_digits + (after != '\0' ? 1 : 0);
  *out_number = number;
  return TRUE;
}

static gboolean
take_day (const char **at, gint64 *out_day)
{
  guint year = 0;
  guint month = 0;
  guint day = 0;
  GDate date;

  if (!take_number (at, 4, '-', &year) || !take_number (at, 2, '-', &month) ||
      !take_number (at, 2, '\0', &day) || year == 0 ||
      !g_date_valid_dmy ((GDateDay)MIN (day, 255), (GDateMonth)month, (GDateYear)year))
    return FALSE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  *out_day = (gint64)g_date_get_julian (&date) - EPOCH_JULIAN;
  return TRUE;
}

static gboolean
take_clock (const char **at, gint64 *out_second)
{
  guint hour = 0;
  guint minute = 0;
  guint second = 0;

  if (!take_number (at, 2, ':', &hour) || !take_number (at, 2, '\0', &minute))
    return FALSE;
  if (**at == ':')
    {
      ++*at;
      if (!take_number (at, 2, '\0', &second))
        return FALSE;
    }
  if (hour > 23 || minute > 59 || second > 59)
    return FALSE;

  *out_second = (gint64)hour * 3600 + (gint64)minute * 60 + second;
  return TRUE;
}

/* Takes Z, +HH, +HHMM or +HH:MM; needs the text to end behind it. */
static gboolean
take_offset (const char **at, int *out_offset_s)
{
  const int sign = **at == '-' ? -1 : 1;
  guint hour = 0;
  guint minute = 0;

  if (strcmp (*at, "Z") == 0)
    {
      *out_offset_s = 0;
      return TRUE;
    }
  if (**at != '+' && **at != '-')
    return FALSE;
  ++*at;
  if (!take_number (at, 2, '\0', &hour))
    return FALSE;
  if (**at == ':')
    {
      ++*at;
      if (!take_number (at, 2, '\0', &minute))
        return FALSE;
    }
  else if (**at != '\0' && !take_number (at, 2, '\0', &minute))
    return FALSE;
  if (**at != '\0' || hour > 14 || minute > 59)
    return FALSE;

  *out_offset_s = sign * (int)(hour * 3600 + minute * 60);
  return TRUE;
}

static gboolean
throw_not_a_time (const char *text, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    return throw (error, KW_MODEL_ERROR_TIME, "time: is not valid UTF-8");
  return throw (error, KW_MODEL_ERROR_TIME,
                "time: \"%s\" is not a date like 2026-11-22 or a time like 2026-11-22T15:00", text);
}

/* Seconds of a text without an offset, or with one. */
static gboolean
take_moment (const KwProperty *property, const char *text, guint day_minute, gint64 *out_unix_s)
{
  const char *at = text;
  gint64 day = 0;
  gint64 second = (gint64)day_minute * 60;
  int offset_s = 0;

  if (!take_day (&at, &day))
    return FALSE;
  if (*at == 'T')
    {
      at++;
      if (!take_clock (&at, &second))
        return FALSE;
      if (*at != '\0')
        {
          if (!take_offset (&at, &offset_s))
            return FALSE;
          *out_unix_s = day * DAY_S + second - offset_s;
          return TRUE;
        }
    }
  if (*at != '\0')
    return FALSE;
  *out_unix_s = from_local_s (property, day * DAY_S + second);
  return TRUE;
}

gboolean
kw_local_time_parse (const KwProperty *property, const char *text, guint day_minute,
                     gint64 *out_unix_s, GError **error)
{
  gint64 unix_s = 0;

  if (!take_moment (property, text, day_minute, &unix_s))
    return throw_not_a_time (text, error);
  if (unix_s < 0 || unix_s > KW_MODEL_TIME_MAX_UNIX_S)
    return throw (error, KW_MODEL_ERROR_TIME_RANGE,
                  "time: \"%s\" is outside the years 1970 to 2106 that a card can hold", text);
  *out_unix_s = unix_s;
  return TRUE;
}

gboolean
kw_local_time_parse_from (const KwProperty *property, const char *text, gint64 *out_unix_s,
                          GError **error)
{
  return kw_local_time_parse (property, text, property->check_in_minute, out_unix_s, error);
}

gboolean
kw_local_time_parse_until (const KwProperty *property, const char *text, gint64 *out_unix_s,
                           GError **error)
{
  return kw_local_time_parse (property, text, property->check_out_minute, out_unix_s, error);
}

gboolean
kw_local_time_parse_minute (const char *text, guint *out_minute, GError **error)
{
  const char *at = text;
  guint hour = 0;
  guint minute = 0;

  if (!take_number (&at, 2, ':', &hour) || !take_number (&at, 2, '\0', &minute) || *at != '\0' ||
      minute > 59 || hour * 60 + minute > 1440)
    return throw (error, KW_MODEL_ERROR_TIME, "time: \"%s\" is not a time of day like 07:00",
                  g_utf8_validate (text, -1, NULL) ? text : "(not valid UTF-8)");

  *out_minute = hour * 60 + minute;
  return TRUE;
}

char *
kw_local_time_dup_text (const KwProperty *property, gint64 unix_s)
{
  const int offset_s = get_offset_s (property, unix_s);
  const gint64 second = unix_s + offset_s - divide_down (unix_s + offset_s, DAY_S) * DAY_S;
  const int minutes = ABS (offset_s) / 60;
  GDate day;

  kw_local_time_get_day (property, unix_s, &day);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", g_date_get_year (&day),
                          (int)g_date_get_month (&day), g_date_get_day (&day), (int)(second / 3600),
                          (int)(second / 60 % 60), (int)(second % 60), offset_s < 0 ? '-' : '+',
                          minutes / 60, minutes % 60);
}

char *
kw_local_time_dup_words (const KwProperty *property, gint64 now_unix_s, gint64 unix_s)
{
  static const char *const weekdays[] = {
    NC_ ("date", "Monday"),   NC_ ("date", "Tuesday"), NC_ ("date", "Wednesday"),
    NC_ ("date", "Thursday"), NC_ ("date", "Friday"),  NC_ ("date", "Saturday"),
    NC_ ("date", "Sunday"),
  };
  static const char *const months[] = {
    NC_ ("date", "January"), NC_ ("date", "February"), NC_ ("date", "March"),
    NC_ ("date", "April"),   NC_ ("date", "May"),      NC_ ("date", "June"),
    NC_ ("date", "July"),    NC_ ("date", "August"),   NC_ ("date", "September"),
    NC_ ("date", "October"), NC_ ("date", "November"), NC_ ("date", "December"),
  };
  const KwLocalTime local = kw_local_time_get (property, unix_s);
  const char *weekday = g_dpgettext2 (GETTEXT_PACKAGE, "date", weekdays[local.weekday]);
  const char *month;
  GDate today;
  GDate day;

  kw_local_time_get_day (property, now_unix_s, &today);
  kw_local_time_get_day (property, unix_s, &day);
  month = g_dpgettext2 (GETTEXT_PACKAGE, "date", months[g_date_get_month (&day) - 1]);
  if (g_date_get_year (&today) != g_date_get_year (&day))
    /* Translators: weekday, day, month, year, hour, minute: "Sunday 24 November 2026, 11:00" */
    return g_strdup_printf (_ ("%s %d %s %d, %02u:%02u"), weekday, g_date_get_day (&day), month,
                            g_date_get_year (&day), local.minute / 60, local.minute % 60);
  /* Translators: weekday, day, month, hour, minute: "Sunday 24 November, 11:00" */
  return g_strdup_printf (_ ("%s %d %s, %02u:%02u"), weekday, g_date_get_day (&day), month,
                          local.minute / 60, local.minute % 60);
}
