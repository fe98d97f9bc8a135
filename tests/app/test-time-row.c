/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"
#include "kw-local-time.h"
#include "kw-time-row.h"
#include "kw-time-text.h"
#include "kw-time-words.h"

#include <locale.h>

/* The demo hotel's now is Sunday 22 November 2026, 13:00 in Berlin; check-out is at 11:00. */

static KwTimeTextContext
get_context (AppFixture *fixture)
{
  return (KwTimeTextContext){
    .property = kw_desk_get_property (fixture->desk.desk),
    .now_unix_s = fixture->desk.now_unix_s,
    .day_minute = 11 * 60,
  };
}

static void
test_a_time_is_typed_as_people_say_it (AppFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *text;
    const char *expected; /* local; NULL = not understood */
  } cases[] = {
    { "Tuesday 14:00", "2026-11-24T14:00" },
    { "tue", "2026-11-24T11:00" },
    { "sunday", "2026-11-29T11:00" }, /* this Sunday's 11:00 has passed */
    { "Sunday 18:00", "2026-11-22T18:00" },
    { "on Sunday at 6 pm", "2026-11-22T18:00" },
    { "Sunday 11", "2026-11-29T11:00" },
    { "today 17:30", "2026-11-22T17:30" },
    { "tomorrow", "2026-11-23T11:00" },
    { "yesterday 9:05", "2026-11-21T09:05" },
    { "18:00", "2026-11-22T18:00" },
    { "9:00", "2026-11-23T09:00" }, /* 9:00 of today has passed */
    { "+3", "2026-11-25T11:00" },
    { "+3 nights", "2026-11-25T11:00" },
    { "+1 12:00", "2026-11-23T12:00" },
    { "24 Nov", "2026-11-24T11:00" },
    { "Tue 24 Nov, 11:00", "2026-11-24T11:00" },
    { "24. November 2027, 8:00", "2027-11-24T08:00" },
    { "3 January", "2027-01-03T11:00" }, /* this year's is long past */
    { "Sunday 3 January", "2027-01-03T11:00" },
    { "Saturday 3 January", "2026-01-03T11:00" },
    { "Nov 24 12:15", "2026-11-24T12:15" },
    { "24.11.", "2026-11-24T11:00" },
    { "24.11. 12:15", "2026-11-24T12:15" },
    { "24.11.26", "2026-11-24T11:00" },
    { "12.30", "2026-11-23T12:30" },
    { "2026-11-24", "2026-11-24T11:00" },
    { "2026-11-24 16:45", "2026-11-24T16:45" },
    { "11月24日 16:45", "2026-11-24T16:45" },
    { "٢٤.١١. ١٦:٤٥", "2026-11-24T16:45" },
    { "24:00", "2026-11-23T00:00" },
    { "2６．１１．　１６：４５", "2026-11-26T16:45" }, /* fullwidth, as Chinese keyboards have it */
    { "١١:٣٠", "2026-11-23T11:30" },
    { "3 p.m.", "2026-11-22T15:00" },
    { "3 p. m.", "2026-11-22T15:00" },
    { "Tuesday 3 in the afternoon", "2026-11-24T15:00" },
    { "Tuesday pm 3", "2026-11-24T15:00" },
    { "day after tomorrow, noon", "2026-11-24T12:00" },
    { "Tuesday 11h30", "2026-11-24T11:30" },
    { "Tuesday 11 o’clock", "2026-11-24T11:00" },
    { "11 h 24 November", "2026-11-24T11:00" },
    { "\xe2\x80\x8fTuesday\xe2\x80\x8e 11:00", "2026-11-24T11:00" }, /* marks of direction */
    { "", NULL },
    { "   ", NULL },
    { "soon", NULL },
    { "Sonday 11:00", NULL },
    { "Wednesday 24 November", NULL }, /* it is a Tuesday */
    { "25:00", NULL },
    { "11:60", NULL },
    { "11:5", NULL },
    { "31 June", NULL },
    { "29.2.2027", NULL },
    { "tomorrow Sunday", NULL },
    { "+", NULL },
    { "+3 cards", NULL },
    { "11:00 12:00", NULL },
    { "13 pm", NULL },
    { "pm", NULL },
    { "3 pm am", NULL },
    { "12 in the evening", NULL },
    { "ju 24", NULL }, /* June or July */
    { "12345", NULL },
    { "24 Nov 2200", NULL }, /* a card has 32 bits for it */
    { "1 1 1 1 1 1", NULL },
    { "Tuesday\xff", NULL },
    { "\xf0\x9f\x94\x91", NULL },
  };
  const KwTimeTextContext context = get_context (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 unix_s = 4711;
      gint64 expected = 4711;
      const gboolean is_understood = kw_time_text_parse (&context, cases[i].text, &unix_s);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (is_understood, ==, cases[i].expected != NULL);
      if (cases[i].expected != NULL)
        g_assert_true (
            kw_local_time_parse (context.property, cases[i].expected, 0, &expected, NULL));
      g_assert_cmpint (unix_s, ==, expected);
    }
}

static void
test_what_is_shown_reads_back (AppFixture *fixture, gconstpointer unused)
{
  const KwTimeTextContext context = get_context (fixture);

  for (int n_hours = -24 * 20; n_hours < 24 * 500; n_hours += 7)
    {
      const gint64 moment = context.now_unix_s + n_hours * 3600;
      g_autofree char *full = kw_time_words_dup_full (context.property, context.now_unix_s, moment);
      g_autofree char *again = NULL;
      gint64 unix_s = 0;

      g_test_message ("%s", full);
      g_assert_true (kw_time_text_parse (&context, full, &unix_s));
      /* The hour that the clock shows twice has one name. */
      if (unix_s != moment - 3600)
        g_assert_cmpint (unix_s, ==, moment);
      again = kw_time_words_dup_full (context.property, context.now_unix_s, unix_s);
      g_assert_cmpstr (again, ==, full);
    }
}

/* Languages */

/* With the locale's names of days and months, if it is installed. */
static gboolean
set_language (const char *language, const char *locale)
{
  if (setlocale (LC_TIME, locale) == NULL)
    {
      g_test_message ("the locale %s is not installed", locale);
      return FALSE;
    }
  app_set_language (language);
  return TRUE;
}

static void
test_each_language_has_its_words (AppFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *language;
    const char *text;
    const char *expected;
  } cases[] = {
    { "de", "So 18", "2026-11-22T18:00" },
    { "de", "Di., 11 Uhr", "2026-11-24T11:00" },
    { "de", "am Dienstag um 14 Uhr 30", "2026-11-24T14:30" },
    { "de", "morgen 9", "2026-11-23T09:00" },
    { "de", "morgen früh um 8", "2026-11-23T08:00" },
    { "de", "übermorgen mittags", "2026-11-24T12:00" },
    { "de", "heute Abend 8 Uhr", "2026-11-22T20:00" },
    { "de", "24. Nov. 11:00", "2026-11-24T11:00" },
    { "de", "3. maerz", NULL },
    { "de", "3. März", "2027-03-03T11:00" },
    { "es", "domingo 18:00", "2026-11-22T18:00" },
    { "es", "mañana", "2026-11-23T11:00" },
    { "es", "manana a las 9 de la mañana", "2026-11-23T09:00" },
    { "es", "el martes a las 3 de la tarde", "2026-11-24T15:00" },
    { "es", "pasado mañana a mediodía", "2026-11-24T12:00" },
    { "es", "mie 3 p. m.", "2026-11-25T15:00" },
    { "es", "24 de noviembre de 2026, 11 h", "2026-11-24T11:00" },
    { "es", "hoy a las 12 de la noche", NULL },
    { "zh_CN", "周日 18点", "2026-11-22T18:00" },
    { "zh_CN", "下午3点", "2026-11-22T15:00" },
    { "zh_CN", "明天下午3点半", "2026-11-23T15:30" },
    { "zh_CN", "星期二上午11：30", "2026-11-24T11:30" },
    { "zh_CN", "后天中午12点", "2026-11-24T12:00" },
    { "zh_CN", "11月24日 16点45分", "2026-11-24T16:45" },
    { "zh_CN", "礼拜天１８点", "2026-11-22T18:00" },
    { "zh_CN", "今晚8点", "2026-11-22T20:00" },
    { "zh_CN", "晚上12点", NULL },
    { "ar", "الثلاثاء الساعة ١١:٠٠", "2026-11-24T11:00" },
    { "ar", "الاربعاء ٣ مساءً", "2026-11-25T15:00" },
    { "ar", "غدا 9 صباحا", "2026-11-23T09:00" },
    { "ar", "بعد غد الساعة 3 بعد الظهر", "2026-11-24T15:00" },
    { "ar", "٢٤ نوفمبر، ١١:٣٠", "2026-11-24T11:30" },
  };
  const KwTimeTextContext context = get_context (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 unix_s = 4711;
      gint64 expected = 4711;

      g_assert_true (set_language (cases[i].language, "C.UTF-8"));
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (kw_time_text_parse (&context, cases[i].text, &unix_s), ==,
                       cases[i].expected != NULL);
      if (cases[i].expected != NULL)
        g_assert_true (
            kw_local_time_parse (context.property, cases[i].expected, 0, &expected, NULL));
      g_assert_cmpint (unix_s, ==, expected);
    }
  set_language ("en", "C.UTF-8");
}

/* What any of the two forms of a time shows. */
static void
assert_reads_back (const KwTimeTextContext *context, gint64 moment)
{
  g_autofree char *full = kw_time_words_dup_full (context->property, context->now_unix_s, moment);
  g_autofree char *brief = kw_time_words_dup (context->property, context->now_unix_s, moment);
  const KwLocalTime local = kw_local_time_get (context->property, moment);
  g_autofree char *clock = kw_time_words_dup_minute (local.minute);
  gint64 unix_s = 0;
  guint minute = 0;

  g_test_message ("%s | %s | %s", full, brief, clock);
  g_assert_true (kw_time_text_parse (context, full, &unix_s));
  g_assert_cmpint (unix_s, ==, moment);
  if (moment > context->now_unix_s) /* a time alone is the next such time */
    {
      g_assert_true (kw_time_text_parse (context, brief, &unix_s));
      g_assert_cmpint (unix_s, ==, moment);
    }
  g_assert_true (kw_time_text_parse_minute (clock, &minute));
  g_assert_cmpuint (minute, ==, local.minute);
}

static void
test_what_is_shown_reads_back_in_each_language (AppFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *language;
    const char *locale;
  } cases[] = {
    { "en", "en_US.UTF-8" },    { "de", "C.UTF-8" },     { "de", "de_DE.UTF-8" },
    { "es", "C.UTF-8" },        { "es", "es_US.UTF-8" }, { "zh_CN", "C.UTF-8" },
    { "zh_CN", "zh_CN.UTF-8" }, { "ar", "C.UTF-8" },     { "ar", "ar_EG.UTF-8" },
  };
  const KwTimeTextContext context = get_context (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int n_hours = -24 * 20; n_hours < 24 * 300; n_hours += 29)
      if (set_language (cases[i].language, cases[i].locale))
        assert_reads_back (&context, context.now_unix_s + n_hours * 3600);
      else
        break;
  set_language ("en", "C.UTF-8");
}

static KwTimeRow *
make_row (AppFixture *fixture)
{
  KwTimeRow *row = KW_TIME_ROW (g_object_ref_sink (kw_time_row_new ()));

  kw_time_row_set_desk (row, fixture->desk.desk);
  kw_time_row_set_day_minute (row, 11 * 60);
  return row;
}

static void
test_what_is_typed_is_taken_at_once (AppFixture *fixture, gconstpointer unused)
{
  g_autoptr (KwTimeRow) row = make_row (fixture);
  g_autofree char *problem = NULL;
  g_autofree char *none = NULL;
  gint64 unix_s;

  kw_time_row_set_unix_s (row, fixture->desk.now_unix_s + 46 * 3600);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Tuesday 24 November, 11:00");

  gtk_editable_set_text (GTK_EDITABLE (row), "14:00"); /* of the day it shows */
  g_object_get (row, "unix-s", &unix_s, NULL);
  g_assert_cmpint (unix_s, ==, fixture->desk.now_unix_s + 49 * 3600);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));

  gtk_editable_set_text (GTK_EDITABLE (row), "someday");
  g_assert_cmpint (kw_time_row_get_unix_s (row), ==, 0);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  problem = kw_time_row_dup_problem (row);
  g_assert_cmpstr (problem, ==,
                   "“someday” is not a day and time. Write it like “Monday 23 November, 11:00”.");

  gtk_editable_set_text (GTK_EDITABLE (row), "+3");
  g_assert_cmpint (kw_time_row_get_unix_s (row), ==, fixture->desk.now_unix_s + 70 * 3600);
  none = kw_time_row_dup_problem (row);
  g_assert_null (none);
}

/* As the keys come. */
static void
type_keys (KwTimeRow *row, const char *text)
{
  GtkEditable *editable = GTK_EDITABLE (row);
  int position = 0;

  gtk_editable_delete_text (editable, 0, -1);
  for (const char *key = text; *key != '\0'; key = g_utf8_next_char (key))
    gtk_editable_insert_text (editable, key, (int)(g_utf8_next_char (key) - key), &position);
  g_assert_cmpstr (gtk_editable_get_text (editable), ==, text);
}

static void
test_a_key_at_a_time_means_what_is_pasted (AppFixture *fixture, gconstpointer unused)
{
  static const char *const texts[] = {
    "24:00",
    "24.00",
    "0:00",
    "00:00",
    "00.00",
    "2400",
    "0",
    "24",
    "9",
    "9:30",
    "18:00",
    "1830",
    "11.30",
    "6 pm",
    "12 am",
    "noon",
    "3 in the afternoon",
    "11 h",
    "11h30",
    "27",
    "25/11",
    "25/11/2026",
    "25.11.",
    "25.11. 24:00",
    "25.11. 9",
    "25.11.26",
    "31.11.",
    "31.12. 24:00",
    "29.2.",
    "2026-11-25",
    "2026-11-25 24:00",
    "25 Nov",
    "25 Nov 24:00",
    "Nov 25 0:00",
    "3 January",
    "3 January 2028, 9:00",
    "tomorrow",
    "tomorrow 9",
    "tomorrow 24:00",
    "24:00 tomorrow",
    "today 24",
    "day after tomorrow, noon",
    "yesterday",
    "Monday",
    "tue 24:00",
    "Wednesday 0:00",
    "thu 9",
    "Friday 27 November, 11:00",
    "sat noon",
    "Sunday 11:00",
    "sunday 18",
    "+1",
    "+12",
    "+2 24:00",
    "24:00 +1",
    "+3 nights",
    "24:00 24:00",
    "25:00",
    "soon",
    "2",
    "24:0",
    "11月25日 24:00",
    "٢٤:٠٠",
    " 24:00 ",
    "",
  };
  const gint64 bases[] = { 0, fixture->desk.now_unix_s + 46 * 3600 };
  const gint64 starts[] = { 0, fixture->desk.now_unix_s - 72 * 3600 };

  for (guint i = 0; i < G_N_ELEMENTS (texts) * 4; i++)
    {
      g_autoptr (KwTimeRow) typed = make_row (fixture);
      g_autoptr (KwTimeRow) pasted = make_row (fixture);

      kw_time_row_set_start_unix_s (typed, starts[i % 2]);
      kw_time_row_set_start_unix_s (pasted, starts[i % 2]);
      kw_time_row_set_unix_s (typed, bases[i / 2 % 2]);
      kw_time_row_set_unix_s (pasted, bases[i / 2 % 2]);

      type_keys (typed, texts[i / 4]);
      gtk_editable_set_text (GTK_EDITABLE (pasted), texts[i / 4]);

      g_test_message ("%s, of %d", texts[i / 4], (int)(i % 4));
      g_assert_cmpint (kw_time_row_get_unix_s (typed), ==, kw_time_row_get_unix_s (pasted));
    }
}

static void
test_the_end_of_the_day_it_shows_may_be_typed (AppFixture *fixture, gconstpointer unused)
{
  static const char *const texts[] = { "24:00", "24.00", "2400" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KwTimeRow) row = make_row (fixture);

      kw_time_row_set_unix_s (row, fixture->desk.now_unix_s + 46 * 3600); /* Tuesday 11:00 */
      type_keys (row, texts[i]);
      g_assert_cmpint (kw_time_row_get_unix_s (row), ==, fixture->desk.now_unix_s + 59 * 3600);
    }
}

static GtkWidget *
show_row (KwTimeRow *row)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (row));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static gboolean
is_selected (KwTimeRow *row)
{
  const glong n_letters = g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (row)), -1);
  int start;
  int end;

  return gtk_editable_get_selection_bounds (GTK_EDITABLE (row), &start, &end) && start == 0 &&
         end == n_letters;
}

static void
test_what_comes_under_the_hand_is_replaced_by_typing (AppFixture *fixture, gconstpointer unused)
{
  g_autoptr (KwTimeRow) row = make_row (fixture);
  GtkWidget *window = show_row (row);

  gtk_root_set_focus (GTK_ROOT (window), NULL);
  kw_time_row_set_unix_s (row, fixture->desk.now_unix_s + 22 * 3600);
  g_assert_false (is_selected (row)); /* the hand is elsewhere */

  kw_time_row_set_unix_s (row, 0);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  kw_time_row_set_unix_s (row, fixture->desk.now_unix_s + 46 * 3600);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Tuesday 24 November, 11:00");
  g_assert_true (is_selected (row));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What has become a whole moment in words is the one that a time alone is on. */
static void
test_a_time_alone_is_on_the_day_that_stands_there (AppFixture *fixture, gconstpointer unused)
{
  g_autoptr (KwTimeRow) row = make_row (fixture);
  GtkWidget *window = show_row (row);

  kw_time_row_set_unix_s (row, fixture->desk.now_unix_s + 46 * 3600);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  type_keys (row, "Thursday");
  gtk_root_set_focus (GTK_ROOT (window), NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Thursday 26 November, 11:00");
  gtk_widget_grab_focus (GTK_WIDGET (row));
  type_keys (row, "14:00");
  gtk_root_set_focus (GTK_ROOT (window), NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Thursday 26 November, 14:00");

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_day_of_the_calendar_keeps_the_time (AppFixture *fixture, gconstpointer unused)
{
  g_autoptr (KwTimeRow) row = make_row (fixture);
  GtkWidget *button = app_find (GTK_WIDGET (row), GTK_TYPE_MENU_BUTTON, NULL);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  GtkWidget *window = gtk_window_new ();
  GtkWidget *calendar = NULL;
  g_autoptr (GDateTime) day = g_date_time_new_local (2026, 12, 1, 0, 0, 0);
  g_autoptr (GDateTime) shown = NULL;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (row));
  gtk_window_present (GTK_WINDOW (window));
  kw_time_row_set_unix_s (row, fixture->desk.now_unix_s + 49 * 3600);
  g_assert_null (app_find (popover, GTK_TYPE_CALENDAR, NULL)); /* a hundred widgets few look at */
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  calendar = app_find (popover, GTK_TYPE_CALENDAR, NULL);
  g_assert_nonnull (calendar);
  shown = gtk_calendar_get_date (GTK_CALENDAR (calendar));
  g_assert_cmpint (g_date_time_get_month (shown), ==, 11); /* the row's day */
  gtk_calendar_select_day (GTK_CALENDAR (calendar), day);

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Tuesday 1 December, 14:00");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_time_of_day_is_typed_alone (AppFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *text;
    int minute; /* -1 = not understood */
  } cases[] = {
    { "7", 420 },
    { "07:00", 420 },
    { " 7.30 ", 450 },
    { "6 pm", 18 * 60 },
    { "12 am", 0 },
    { "24:00", 1440 },
    { "1830", 1110 },
    { "at 9", 540 },
    { "25:00", -1 },
    { "7:61", -1 },
    { "", -1 },
    { "noon?", -1 },
    { "tomorrow 7:00", -1 },
    { "+3", -1 },
    { "Sun 7", -1 },
    { "24.11. 7:00", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint minute = 9999;
      const gboolean is_understood = kw_time_text_parse_minute (cases[i].text, &minute);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (is_understood, ==, cases[i].minute >= 0);
      g_assert_cmpuint (minute, ==, cases[i].minute >= 0 ? (guint)cases[i].minute : 9999);
    }
}

/* Of locales that are not installed nothing is asked. */
static void
test_the_week_begins_as_the_locale_says (AppFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *locale;
    guint first;
  } cases[] = {
    { "C.UTF-8", 6 }, { "en_US.UTF-8", 6 }, { "de_DE.UTF-8", 0 }, { "ar_EG.UTF-8", 5 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (setlocale (LC_TIME, cases[i].locale) != NULL)
      g_assert_cmpuint (kw_time_words_get_first_weekday (), ==, cases[i].first);
  setlocale (LC_TIME, "C.UTF-8");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  app_test_init (&argc, &argv);
  APP_TEST ("/app/time-row/a-time-is-typed-as-people-say-it",
            test_a_time_is_typed_as_people_say_it);
  APP_TEST ("/app/time-row/what-is-shown-reads-back", test_what_is_shown_reads_back);
  APP_TEST ("/app/time-row/each-language-has-its-words", test_each_language_has_its_words);
  APP_TEST ("/app/time-row/what-is-shown-reads-back-in-each-language",
            test_what_is_shown_reads_back_in_each_language);
  APP_TEST ("/app/time-row/what-is-typed-is-taken-at-once", test_what_is_typed_is_taken_at_once);
  APP_TEST ("/app/time-row/a-key-at-a-time-means-what-is-pasted",
            test_a_key_at_a_time_means_what_is_pasted);
  APP_TEST ("/app/time-row/the-end-of-the-day-it-shows-may-be-typed",
            test_the_end_of_the_day_it_shows_may_be_typed);
  APP_TEST ("/app/time-row/what-comes-under-the-hand-is-replaced-by-typing",
            test_what_comes_under_the_hand_is_replaced_by_typing);
  APP_TEST ("/app/time-row/a-time-alone-is-on-the-day-that-stands-there",
            test_a_time_alone_is_on_the_day_that_stands_there);
  APP_TEST ("/app/time-row/a-day-of-the-calendar-keeps-the-time",
            test_a_day_of_the_calendar_keeps_the_time);
  APP_TEST ("/app/time-row/a-time-of-day-is-typed-alone", test_a_time_of_day_is_typed_alone);
  APP_TEST ("/app/time-row/the-week-begins-as-the-locale-says",
            test_the_week_begins_as_the_locale_says);
  return g_test_run ();
}
