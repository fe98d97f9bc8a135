/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-time-words.h"

#include "kw-local-time.h"

#include <glib/gi18n.h>
#include <langinfo.h>

#define MINUTE_S 60
#define HOUR_S (60 * MINUTE_S)
#define DAY_S (24 * HOUR_S)
#define N_WEEKDAYS 7
#define MONDAY_ORIGIN 19971201 /* what the C library calls a week that is counted from Monday */

/* Which of the locale's two ways to write the time of day. */
static gboolean
has_twelve_hours (void)
{
  const char *format = nl_langinfo (T_FMT);

  return strstr (format, "%p") != NULL || strstr (format, "%P") != NULL ||
         strstr (format, "%r") != NULL;
}

static GDateTime *
get_local (const KwProperty *property, gint64 unix_s)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (unix_s);

  return utc == NULL ? NULL : g_date_time_to_timezone (utc, property->zone);
}

static char *
format_clock (GDateTime *moment)
{
  return g_date_time_format (moment, has_twelve_hours () ? "%-I:%M %p" : "%H:%M");
}

/* Calendar days from @now to @then on the property's clock. */
static int
count_days (const KwProperty *property, gint64 now_unix_s, gint64 then_unix_s)
{
  GDate now;
  GDate then;

  kw_local_time_get_day (property, now_unix_s, &now);
  kw_local_time_get_day (property, then_unix_s, &then);
  return g_date_days_between (&now, &then);
}

/* A day by @pattern, then the time of day: the order is the translator's. */
static char *
join_day (GDateTime *moment, const char *pattern)
{
  g_autofree char *day = g_date_time_format (moment, pattern);
  g_autofree char *clock = format_clock (moment);

  /* Translators: a day and a time of day: "Sun 24 Nov, 11:00" */
  return g_strdup_printf (C_ ("day and time", "%s, %s"), day, clock);
}

char *
kw_time_words_dup (const KwProperty *property, gint64 now_unix_s, gint64 unix_s)
{
  g_autoptr (GDateTime) moment = get_local (property, unix_s);
  g_autoptr (GDateTime) now = get_local (property, now_unix_s);
  g_autofree char *clock = NULL;
  int n_days;

  if (moment == NULL || now == NULL)
    return g_strdup (_ ("an unknown time"));
  n_days = count_days (property, now_unix_s, unix_s);
  clock = format_clock (moment);
  if (n_days == 0)
    return g_steal_pointer (&clock);
  if (n_days == 1)
    /* Translators: a time of day: "tomorrow 11:00", in the middle of a sentence */
    return g_strdup_printf (_ ("tomorrow %s"), clock);
  if (n_days == -1)
    /* Translators: a time of day: "yesterday 11:00", in the middle of a sentence */
    return g_strdup_printf (_ ("yesterday %s"), clock);
  if (n_days > 1 && n_days <= 6)
    /* Translators: the name of a weekday and a time of day: "Sunday 11:00" */
    return g_strdup_printf (C_ ("weekday and time", "%s %s"),
                            kw_time_words_get_weekday (g_date_time_get_day_of_week (moment) - 1),
                            clock);
  if (g_date_time_get_year (moment) == g_date_time_get_year (now))
    /* Translators: a short date in this year, see g_date_time_format(): "Sun 24 Nov" */
    return join_day (moment, C_ ("date", "%a %-d %b"));
  /* Translators: a short date with the year, see g_date_time_format(): "Sun 24 Nov 2026" */
  return join_day (moment, C_ ("date", "%a %-d %b %Y"));
}

char *
kw_time_words_dup_full (const KwProperty *property, gint64 now_unix_s, gint64 unix_s)
{
  g_autoptr (GDateTime) moment = get_local (property, unix_s);
  g_autoptr (GDateTime) now = get_local (property, now_unix_s);

  if (moment == NULL || now == NULL)
    return g_strdup (_ ("an unknown time"));
  if (g_date_time_get_year (moment) == g_date_time_get_year (now))
    /* Translators: a full date in this year, see g_date_time_format(): "Sunday 24 November" */
    return join_day (moment, C_ ("date", "%A %-d %B"));
  /* Translators: a full date with the year, see g_date_time_format(): "Sunday 24 November 2026" */
  return join_day (moment, C_ ("date", "%A %-d %B %Y"));
}

char *
kw_time_words_dup_exact (const KwProperty *property, gint64 unix_s)
{
  g_autoptr (GDateTime) moment = get_local (property, unix_s);

  return moment == NULL ? g_strdup (_ ("an unknown time"))
                        : g_date_time_format (moment, "%x %X %Z");
}

char *
kw_time_words_dup_span (gint64 now_unix_s, gint64 unix_s)
{
  gint64 span_s = unix_s - now_unix_s;
  gint64 size_s = ABS (span_s);
  gulong n;

  if (size_s < MINUTE_S)
    return g_strdup (_ ("now"));
  if (size_s < HOUR_S)
    {
      n = (gulong)(size_s / MINUTE_S);
      return span_s > 0 ? g_strdup_printf (ngettext ("in %lu minute", "in %lu minutes", n), n)
                        : g_strdup_printf (ngettext ("%lu minute ago", "%lu minutes ago", n), n);
    }
  if (size_s < DAY_S)
    {
      n = (gulong)(size_s / HOUR_S);
      return span_s > 0 ? g_strdup_printf (ngettext ("in %lu hour", "in %lu hours", n), n)
                        : g_strdup_printf (ngettext ("%lu hour ago", "%lu hours ago", n), n);
    }
  n = (gulong)(size_s / DAY_S);
  return span_s > 0 ? g_strdup_printf (ngettext ("in %lu day", "in %lu days", n), n)
                    : g_strdup_printf (ngettext ("%lu day ago", "%lu days ago", n), n);
}

char *
kw_time_words_dup_minute (guint minute)
{
  /* Midnight at the end of a day is written as such where hours count to 24. */
  if (minute == 1440 && !has_twelve_hours ())
    return g_strdup ("24:00");
  g_autoptr (GDateTime)
      moment = g_date_time_new_utc (2000, 1, 1, (int)(minute / 60 % 24), (int)(minute % 60), 0);
  return format_clock (moment);
}

const char *
kw_time_words_get_weekday (guint weekday)
{
  static const nl_item items[] = { DAY_2, DAY_3, DAY_4, DAY_5, DAY_6, DAY_7, DAY_1 };

  g_return_val_if_fail (weekday < G_N_ELEMENTS (items), "");
  return nl_langinfo (items[weekday]);
}

const char *
kw_time_words_get_short_weekday (guint weekday)
{
  static const nl_item items[] = { ABDAY_2, ABDAY_3, ABDAY_4, ABDAY_5, ABDAY_6, ABDAY_7, ABDAY_1 };

  g_return_val_if_fail (weekday < G_N_ELEMENTS (items), "");
  return nl_langinfo (items[weekday]);
}

/* nl_langinfo() has a number where others have a text: the day that the C library counts from, as a
 * date, and which one from there begins the week. */
guint
kw_time_words_get_first_weekday (void)
{
  const guint origin = GPOINTER_TO_UINT (nl_langinfo (_NL_TIME_WEEK_1STDAY));
  const guint from_sunday = (guint)(guchar)*nl_langinfo (_NL_TIME_FIRST_WEEKDAY) - 1;

  return (from_sunday + (origin == MONDAY_ORIGIN ? 0 : N_WEEKDAYS - 1)) % N_WEEKDAYS;
}
