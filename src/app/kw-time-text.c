/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-time-text.h"

#include "kw-local-time.h"

#include <glib/gi18n.h>
#include <langinfo.h>

#define N_WEEKDAYS 7
#define N_MONTHS 12
#define N_BARE_MAX 3
#define NOT_SET (-1)
#define FAR_PAST_DAYS 31 /* a date without a year that is longer ago means next year's */

/* What was read so far. */
typedef struct
{
  const char *rest;
  int weekday; /* Monday 0 */
  int day;
  int month;
  int year;
  int minute; /* of the day */
  int n_days; /* from the start */
  gboolean has_near_day;
  int near_day;         /* from today: -1, 0, 1 */
  int bare[N_BARE_MAX]; /* numbers whose meaning shows at the end */
  guint n_bare_digits[N_BARE_MAX];
  guint n_bare;
} Reading;

static const char *const english_weekdays[] = { "monday", "tuesday",  "wednesday", "thursday",
                                                "friday", "saturday", "sunday" };
static const char *const english_months[] = { "january",   "february", "march",    "april",
                                              "may",       "june",     "july",     "august",
                                              "september", "october",  "november", "december" };
static const nl_item weekdays[] = { DAY_2, DAY_3, DAY_4, DAY_5, DAY_6, DAY_7, DAY_1 };
static const nl_item short_weekdays[] = { ABDAY_2, ABDAY_3, ABDAY_4, ABDAY_5,
                                          ABDAY_6, ABDAY_7, ABDAY_1 };
static const nl_item months[] = { MON_1, MON_2, MON_3, MON_4,  MON_5,  MON_6,
                                  MON_7, MON_8, MON_9, MON_10, MON_11, MON_12 };
static const nl_item short_months[] = { ABMON_1, ABMON_2, ABMON_3, ABMON_4,  ABMON_5,  ABMON_6,
                                        ABMON_7, ABMON_8, ABMON_9, ABMON_10, ABMON_11, ABMON_12 };

/* Scanning */

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  return normal == NULL ? NULL : g_utf8_casefold (normal, -1);
}

/* With the commas of Arabic and Chinese. */
static gboolean
is_between_words (gunichar c)
{
  return g_unichar_isspace (c) || c == ',' || c == 0x060C || c == 0xFF0C;
}

static void
skip_spaces (Reading *reading)
{
  while (is_between_words (g_utf8_get_char (reading->rest)))
    reading->rest = g_utf8_next_char (reading->rest);
}

static gboolean
take_sign (Reading *reading, gunichar sign)
{
  if (g_utf8_get_char (reading->rest) != sign)
    return FALSE;
  reading->rest = g_utf8_next_char (reading->rest);
  return TRUE;
}

/* Digits of any script. */
static gboolean
take_number (Reading *reading, int *out_value, guint *out_n_digits)
{
  int value = 0;
  guint n_digits = 0;

  while (g_unichar_isdigit (g_utf8_get_char (reading->rest)))
    {
      if (n_digits == 4)
        return FALSE;
      value = value * 10 + g_unichar_digit_value (g_utf8_get_char (reading->rest));
      reading->rest = g_utf8_next_char (reading->rest);
      n_digits++;
    }
  *out_value = value;
  *out_n_digits = n_digits;
  return n_digits > 0;
}

/* Letters; a dot behind an abbreviation is taken along and left out. */
static char *
take_word (Reading *reading)
{
  const char *start = reading->rest;
  char *word;

  while (g_unichar_isalpha (g_utf8_get_char (reading->rest)) ||
         g_unichar_ismark (g_utf8_get_char (reading->rest)) || *reading->rest == '\'')
    reading->rest = g_utf8_next_char (reading->rest);
  word = g_strndup (start, (gsize)(reading->rest - start));
  take_sign (reading, '.');
  return word;
}

/* Words */

static gboolean
is_name (const char *word, const char *name, gboolean is_short)
{
  g_autofree char *folded = fold (name);
  gsize len;

  if (folded == NULL || *folded == '\0')
    return FALSE;
  len = strlen (folded);
  if (is_short && folded[len - 1] == '.')
    folded[len - 1] = '\0';
  return strcmp (word, folded) == 0;
}

static int
find_name (const char *word, const nl_item *full, const nl_item *abbreviated,
           const char *const *english, int n_names)
{
  const glong n_chars = g_utf8_strlen (word, -1);

  for (int i = 0; i < n_names; i++)
    if (is_name (word, nl_langinfo (full[i]), FALSE) ||
        is_name (word, nl_langinfo (abbreviated[i]), TRUE) || strcmp (word, english[i]) == 0 ||
        (n_chars >= 3 && g_str_has_prefix (english[i], word)))
      return i;
  return NOT_SET;
}

/* One of the words of a translated list, "A|B". */
static gboolean
is_one_of (const char *word, const char *list)
{
  g_auto (GStrv) names = g_strsplit (list, "|", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (is_name (word, names[i], FALSE))
      return TRUE;
  return FALSE;
}

static gboolean
is_afternoon (const char *word, gboolean *out_is_afternoon)
{
  const gboolean is_pm = strcmp (word, "pm") == 0 || is_name (word, nl_langinfo (PM_STR), FALSE);

  if (!is_pm && strcmp (word, "am") != 0 && !is_name (word, nl_langinfo (AM_STR), FALSE))
    return FALSE;
  *out_is_afternoon = is_pm;
  return TRUE;
}

/* The half of the day behind a time, if there is one. */
static gboolean
take_half (Reading *reading, int *hour)
{
  const char *before = reading->rest;
  g_autofree char *word = NULL;
  gboolean is_pm;

  skip_spaces (reading);
  word = take_word (reading);
  if (!is_afternoon (word, &is_pm))
    {
      reading->rest = before;
      return FALSE;
    }
  if (*hour < 1 || *hour > 12)
    *hour = NOT_SET;
  else
    *hour = *hour % 12 + (is_pm ? 12 : 0);
  return TRUE;
}

static gboolean
set_near_day (Reading *reading, int near_day)
{
  if (reading->has_near_day)
    return FALSE;
  reading->has_near_day = TRUE;
  reading->near_day = near_day;
  return TRUE;
}

static gboolean
read_word (Reading *reading)
{
  g_autofree char *word = take_word (reading);
  int found;

  /* Translators: words that people type for today, lower case, "|" between them */
  if (is_one_of (word, C_ ("typed time", "today")) || strcmp (word, "today") == 0)
    return set_near_day (reading, 0);
  /* Translators: words that people type for tomorrow, lower case, "|" between them */
  if (is_one_of (word, C_ ("typed time", "tomorrow")) || strcmp (word, "tomorrow") == 0)
    return set_near_day (reading, 1);
  /* Translators: words that people type for yesterday, lower case, "|" between them */
  if (is_one_of (word, C_ ("typed time", "yesterday")) || strcmp (word, "yesterday") == 0)
    return set_near_day (reading, -1);
  found = find_name (word, weekdays, short_weekdays, english_weekdays, N_WEEKDAYS);
  if (found != NOT_SET && reading->weekday == NOT_SET)
    {
      reading->weekday = found;
      return TRUE;
    }
  found = find_name (word, months, short_months, english_months, N_MONTHS);
  if (found != NOT_SET && reading->month == NOT_SET)
    {
      reading->month = found + 1;
      return TRUE;
    }
  /* Translators: words that may stand in a typed time and mean nothing by themselves ("on Sunday
     at 11 o'clock"), lower case, "|" between them */
  return is_one_of (word, C_ ("typed time", "at|on|the|of|until|o'clock|h"));
}

/* Numbers */

static gboolean
set_clock (Reading *reading, int hour, int minute)
{
  if (reading->minute != NOT_SET || hour < 0 || minute < 0 || minute > 59 ||
      hour * 60 + minute > 1440)
    return FALSE;
  reading->minute = hour * 60 + minute;
  return TRUE;
}

static gboolean
set_date (Reading *reading, int day, int month, int year)
{
  if (reading->day != NOT_SET || reading->month != NOT_SET)
    return FALSE;
  reading->day = day;
  reading->month = month;
  if (year != NOT_SET)
    reading->year = year < 100 ? 2000 + year : year;
  return TRUE;
}

static gboolean
has_month_first (void)
{
  const char *format = nl_langinfo (D_FMT);
  const char *month = strstr (format, "%m");
  const char *day = strstr (format, "%d");

  return month != NULL && day != NULL && month < day && strstr (format, "%Y") != format;
}

/* The numbers behind "24." or "24/": "24.11.", "24/11/2026", "2026-11-24"; "11.30" is a time. */
static gboolean
read_numeric_date (Reading *reading, int first, guint n_first_digits, gunichar sign)
{
  int second;
  int third = NOT_SET;
  guint n_digits;

  if (!take_number (reading, &second, &n_digits))
    return FALSE;
  if (take_sign (reading, sign) && g_unichar_isdigit (g_utf8_get_char (reading->rest)) &&
      !take_number (reading, &third, &n_digits))
    return FALSE;
  if (n_first_digits == 4)
    return third != NOT_SET && set_date (reading, third, second, first);
  if (sign == '.' && third == NOT_SET && (second == 0 || second > 12))
    return set_clock (reading, first, second);
  if (sign == '/' && has_month_first ())
    return set_date (reading, second, first, third);
  return set_date (reading, first, second, third);
}

/* 11月24日, as it is written with or without spaces. */
static gboolean
read_marked_number (Reading *reading, int value)
{
  if (take_sign (reading, 0x5e74)) /* year */
    reading->year = value;
  else if (take_sign (reading, 0x6708)) /* month */
    reading->month = value;
  else if (take_sign (reading, 0x65e5) || take_sign (reading, 0x53f7)) /* day */
    reading->day = value;
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_number (Reading *reading)
{
  int value;
  int minute = 0;
  guint n_digits;
  guint n_minute_digits = 0;

  if (!take_number (reading, &value, &n_digits))
    return FALSE;
  if (take_sign (reading, ':'))
    {
      if (!take_number (reading, &minute, &n_minute_digits) || n_minute_digits != 2)
        return FALSE;
      take_half (reading, &value);
      return set_clock (reading, value, minute);
    }
  if (read_marked_number (reading, value))
    return TRUE;
  if (take_half (reading, &value))
    return set_clock (reading, value, 0);
  for (const char *sign = "./-"; *sign != '\0'; sign++)
    if (*reading->rest == *sign && g_unichar_isdigit (g_utf8_get_char (reading->rest + 1)))
      {
        reading->rest++;
        return read_numeric_date (reading, value, n_digits, (gunichar)*sign);
      }
  take_sign (reading, '.'); /* "24. November" */
  if (reading->n_bare == N_BARE_MAX)
    return FALSE;
  reading->n_bare_digits[reading->n_bare] = n_digits;
  reading->bare[reading->n_bare++] = value;
  return TRUE;
}

/* "+3", "+3 nights" */
static gboolean
read_days (Reading *reading)
{
  g_autofree char *unit = NULL;
  guint n_digits;

  skip_spaces (reading);
  if (reading->n_days != NOT_SET || !take_number (reading, &reading->n_days, &n_digits))
    return FALSE;
  skip_spaces (reading);
  if (!g_unichar_isalpha (g_utf8_get_char (reading->rest)))
    return TRUE;
  unit = take_word (reading);
  /* Translators: words that people type behind a number of nights or days, lower case, "|" between
     them */
  return is_one_of (unit, C_ ("typed time", "night|nights|day|days"));
}

/* A number beside the name of a month is the day, then the year; alone it is an hour. */
static gboolean
settle_bare_numbers (Reading *reading)
{
  for (guint i = 0; i < reading->n_bare; i++)
    {
      const int value = reading->bare[i];
      const gboolean is_long = reading->n_bare_digits[i] > 2;

      if (reading->month != NOT_SET && reading->day == NOT_SET && !is_long)
        reading->day = value;
      else if (reading->month != NOT_SET && reading->year == NOT_SET && is_long)
        reading->year = value;
      else if (!set_clock (reading, is_long ? value / 100 : value, is_long ? value % 100 : 0))
        return FALSE;
    }
  return (reading->month == NOT_SET) == (reading->day == NOT_SET);
}

static gboolean
read_text (Reading *reading)
{
  skip_spaces (reading);
  if (*reading->rest == '\0')
    return FALSE;
  while (*reading->rest != '\0')
    {
      const gunichar next = g_utf8_get_char (reading->rest);
      gboolean is_read;

      if (take_sign (reading, '+'))
        is_read = read_days (reading);
      else if (g_unichar_isdigit (next))
        is_read = read_number (reading);
      else
        is_read = g_unichar_isalpha (next) && read_word (reading);
      if (!is_read)
        return FALSE;
      skip_spaces (reading);
    }
  return settle_bare_numbers (reading);
}

/* Meaning */

static gboolean
set_day (GDate *date, int year, int month, int day)
{
  if (year < 1 || month < 1 || month > N_MONTHS || day < 1 || day > 31 ||
      !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return TRUE;
}

static gboolean
is_on_weekday (const Reading *reading, const GDate *date)
{
  return reading->weekday == NOT_SET || (int)g_date_get_weekday (date) - 1 == reading->weekday;
}

/* Without a year it is this one's, or the next if it is long past: "3 January" in November. */
static gboolean
find_date (const Reading *reading, const GDate *today, GDate *date)
{
  const int this_year = g_date_get_year (today);
  const int year = reading->year != NOT_SET ? reading->year : this_year;
  gboolean is_long_past;

  if (!set_day (date, year, reading->month, reading->day))
    return FALSE;
  is_long_past = reading->year == NOT_SET && g_date_days_between (date, today) > FAR_PAST_DAYS;
  if (is_on_weekday (reading, date) && (!is_long_past || reading->weekday != NOT_SET))
    return TRUE;
  return is_long_past && set_day (date, this_year + 1, reading->month, reading->day) &&
         is_on_weekday (reading, date);
}

static gint64
get_moment (const KwTimeTextContext *context, const GDate *date, int minute)
{
  return kw_local_time_to_unix_s (context->property, date,
                                  minute != NOT_SET ? (guint)minute : context->day_minute);
}

static gint64
find_next (const KwTimeTextContext *context, const Reading *reading, GDate *date)
{
  for (int i = 0; i <= N_WEEKDAYS; i++, g_date_add_days (date, 1))
    if (is_on_weekday (reading, date) &&
        get_moment (context, date, reading->minute) > context->now_unix_s)
      break;
  return get_moment (context, date, reading->minute);
}

static gboolean
find_moment (const KwTimeTextContext *context, const Reading *reading, gint64 *out_unix_s)
{
  const gboolean has_date = reading->day != NOT_SET;
  const gboolean has_days = reading->n_days != NOT_SET;
  GDate today;
  GDate date;

  kw_local_time_get_day (context->property, context->now_unix_s, &today);
  date = today;
  if (has_date + has_days + reading->has_near_day > 1 ||
      (reading->weekday != NOT_SET && (has_days || reading->has_near_day)))
    return FALSE;
  if (has_date && !find_date (reading, &today, &date))
    return FALSE;
  if (has_days)
    {
      if (context->start_unix_s != 0)
        kw_local_time_get_day (context->property, context->start_unix_s, &date);
      g_date_add_days (&date, (guint)reading->n_days);
    }
  if (reading->near_day < 0)
    g_date_subtract_days (&date, 1);
  else
    g_date_add_days (&date, (guint)reading->near_day);

  if (has_date || has_days || reading->has_near_day)
    *out_unix_s = get_moment (context, &date, reading->minute);
  else if (reading->weekday != NOT_SET || context->shown_unix_s == 0)
    *out_unix_s = find_next (context, reading, &date);
  else
    {
      kw_local_time_get_day (context->property, context->shown_unix_s, &date);
      *out_unix_s = get_moment (context, &date, reading->minute);
    }
  return TRUE;
}

static Reading
start_reading (const char *folded)
{
  return (Reading){
    .rest = folded,
    .weekday = NOT_SET,
    .day = NOT_SET,
    .month = NOT_SET,
    .year = NOT_SET,
    .minute = NOT_SET,
    .n_days = NOT_SET,
  };
}

gboolean
kw_time_text_parse (const KwTimeTextContext *context, const char *text, gint64 *out_unix_s)
{
  g_autofree char *folded = g_utf8_validate (text, -1, NULL) ? fold (text) : NULL;
  Reading reading = start_reading (folded);
  gint64 unix_s;

  if (folded == NULL || !read_text (&reading) || !find_moment (context, &reading, &unix_s) ||
      unix_s <= 0 || unix_s > G_MAXUINT32)
    return FALSE;
  *out_unix_s = unix_s;
  return TRUE;
}

gboolean
kw_time_text_parse_minute (const char *text, guint *out_minute)
{
  g_autofree char *folded = g_utf8_validate (text, -1, NULL) ? fold (text) : NULL;
  Reading reading = start_reading (folded);

  if (folded == NULL || !read_text (&reading) || reading.minute == NOT_SET ||
      reading.weekday != NOT_SET || reading.day != NOT_SET || reading.year != NOT_SET ||
      reading.n_days != NOT_SET || reading.has_near_day)
    return FALSE;
  *out_minute = (guint)reading.minute;
  return TRUE;
}
