/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-time-text.h"

#include "kw-local-time.h"
#include "kw-time-lexicon.h"

#include <langinfo.h>

#define N_WEEKDAYS 7
#define N_MONTHS 12
#define N_HOURS_OF_HALF 12
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
  int half;   /* KwTimeHalf */
  int n_days; /* from the start */
  gboolean has_near_day;
  int near_day;         /* from today: -1, 0, 1 */
  int bare[N_BARE_MAX]; /* numbers whose meaning shows at the end */
  guint n_bare_digits[N_BARE_MAX];
  guint n_bare;
} Reading;

/* Scanning */

/* With the commas of Arabic and Chinese. */
static gboolean
is_between_words (gunichar c)
{
  return c == ' ' || c == ',' || c == 0x060C || c == 0x3001;
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

#define KIND(name) (1u << KW_TIME_WORD_##name)

/* A word of one of @kinds, behind blanks or not. */
static gboolean
take_word (Reading *reading, guint kinds, KwTimeWord *out_word)
{
  const char *before = reading->rest;

  skip_spaces (reading);
  if (!kw_time_lexicon_find (reading->rest, kinds, out_word))
    {
      reading->rest = before;
      return FALSE;
    }
  reading->rest += out_word->size_bytes;
  return TRUE;
}

/* Words */

static gboolean
set_half (Reading *reading, int half)
{
  if (reading->half != NOT_SET)
    return FALSE;
  reading->half = half;
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
  const guint kinds = KIND (NEAR_DAY) | KIND (HALF_DAY) | KIND (FILLER) |
                      (reading->weekday == NOT_SET ? KIND (WEEKDAY) : 0) |
                      (reading->month == NOT_SET ? KIND (MONTH) : 0);
  KwTimeWord word;

  if (!take_word (reading, kinds, &word))
    return FALSE;
  switch (word.kind)
    {
    case KW_TIME_WORD_WEEKDAY:
      reading->weekday = word.value;
      return TRUE;
    case KW_TIME_WORD_MONTH:
      reading->month = word.value;
      return TRUE;
    case KW_TIME_WORD_NEAR_DAY:
      return set_near_day (reading, word.value);
    case KW_TIME_WORD_HALF_DAY:
      return set_half (reading, word.value);
    case KW_TIME_WORD_FILLER:
      return TRUE;
    case KW_TIME_WORD_HOUR:
    case KW_TIME_WORD_MINUTE:
    case KW_TIME_WORD_HALF_PAST:
    case KW_TIME_WORD_DAYS:
      break;
    }
  g_return_val_if_reached (FALSE);
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

/* "11:30" */
static gboolean
read_minutes (Reading *reading, int hour)
{
  int minute;
  guint n_digits;

  return take_number (reading, &minute, &n_digits) && n_digits == 2 &&
         set_clock (reading, hour, minute);
}

/* "11h", "11h30", "11 Uhr 30", "11点半": minutes a blank away are some only if nothing else
 * follows, which they might belong to: "11 Uhr 24 November". */
static gboolean
read_after_hour (Reading *reading, int hour)
{
  const char *before = reading->rest;
  int minute = 0;
  guint n_digits;
  KwTimeWord word;

  if (take_word (reading, KIND (HALF_PAST), &word))
    return set_clock (reading, hour, 30);
  skip_spaces (reading);
  if (take_number (reading, &minute, &n_digits) && n_digits == 2 &&
      (take_word (reading, KIND (MINUTE), &word) || *reading->rest == '\0' ||
       g_unichar_isdigit (g_utf8_get_char (before))))
    return set_clock (reading, hour, minute);
  reading->rest = before;
  return set_clock (reading, hour, 0);
}

static gboolean
read_number (Reading *reading)
{
  int value;
  guint n_digits;
  KwTimeWord word;

  if (!take_number (reading, &value, &n_digits))
    return FALSE;
  if (take_sign (reading, ':'))
    return read_minutes (reading, value);
  if (read_marked_number (reading, value))
    return TRUE;
  if (take_word (reading, KIND (HOUR), &word))
    return read_after_hour (reading, value);
  if (value <= N_HOURS_OF_HALF && take_word (reading, KIND (HALF_DAY), &word))
    return set_half (reading, word.value) && set_clock (reading, value, 0);
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
  guint n_digits;
  KwTimeWord word;

  skip_spaces (reading);
  if (reading->n_days != NOT_SET || !take_number (reading, &reading->n_days, &n_digits))
    return FALSE;
  take_word (reading, KIND (DAYS), &word);
  return TRUE;
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

/* "3 pm" or "下午3点": the half of the day may stand before its hour. */
static gboolean
settle_half (Reading *reading)
{
  const int hour = reading->minute / 60;
  gboolean is_afternoon = FALSE;

  if (reading->half == NOT_SET)
    return TRUE;
  if (reading->minute == NOT_SET)
    return reading->half == KW_TIME_HALF_NOON && set_clock (reading, N_HOURS_OF_HALF, 0);
  if (hour < 1 || hour > N_HOURS_OF_HALF)
    return FALSE;
  switch ((KwTimeHalf)reading->half)
    {
    case KW_TIME_HALF_MORNING:
      break;
    case KW_TIME_HALF_AFTERNOON:
      is_afternoon = TRUE;
      break;
    case KW_TIME_HALF_EVENING:
      if (hour == N_HOURS_OF_HALF)
        return FALSE;
      is_afternoon = TRUE;
      break;
    case KW_TIME_HALF_NOON:
      is_afternoon = hour != N_HOURS_OF_HALF - 1;
      break;
    }
  reading->minute = (hour % N_HOURS_OF_HALF + (is_afternoon ? N_HOURS_OF_HALF : 0)) * 60 +
                    reading->minute % 60;
  return TRUE;
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
  return settle_bare_numbers (reading) && settle_half (reading);
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
    .half = NOT_SET,
    .n_days = NOT_SET,
  };
}

gboolean
kw_time_text_parse (const KwTimeTextContext *context, const char *text, gint64 *out_unix_s)
{
  g_autofree char *folded = g_utf8_validate (text, -1, NULL) ? kw_time_lexicon_fold (text) : NULL;
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
  g_autofree char *folded = g_utf8_validate (text, -1, NULL) ? kw_time_lexicon_fold (text) : NULL;
  Reading reading = start_reading (folded);

  if (folded == NULL || !read_text (&reading) || reading.minute == NOT_SET ||
      reading.weekday != NOT_SET || reading.day != NOT_SET || reading.year != NOT_SET ||
      reading.n_days != NOT_SET || reading.has_near_day)
    return FALSE;
  *out_minute = (guint)reading.minute;
  return TRUE;
}
