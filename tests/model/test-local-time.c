/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-local-time.h"

#include <string.h>

static KwProperty *
make_property (const char *zone)
{
  static const KwBuilding buildings[] = { { 1, "Haus" } };
  const KwProperty fields = { .site = 1,
                              .name = "Hotel",
                              .time_zone = zone,
                              .check_in_minute = 15 * 60,
                              .check_out_minute = 11 * 60,
                              .n_buildings = 1,
                              .buildings = buildings };
  g_autoptr (GError) error = NULL;
  KwProperty *property = kw_property_new (&fields, &error);

  g_assert_no_error (error);
  return property;
}

typedef struct
{
  const char *zone;
  const char *text;
  const char *expected; /* in UTC; NULL = refused */
  KwModelError code;
} Case;

/* Offsets and changes as zdump -v prints them. */
static const Case cases[] = {
  { "Europe/Berlin", "2026-11-22T15:00", "2026-11-22T14:00:00+00:00" },
  { "Europe/Berlin", "2026-07-22T15:00:30", "2026-07-22T13:00:30+00:00" },
  { "Europe/Berlin", "2026-11-22T15:00Z", "2026-11-22T15:00:00+00:00" },
  { "Europe/Berlin", "2026-11-22T15:00+05:30", "2026-11-22T09:30:00+00:00" },
  { "Europe/Berlin", "2026-11-22T15:00-0330", "2026-11-22T18:30:00+00:00" },
  { "Europe/Berlin", "2026-11-22T15:00:00+02", "2026-11-22T13:00:00+00:00" },
  { "Europe/Berlin", "2026-11-22", "2026-11-22T08:00:00+00:00" }, /* 09:00 as asked for below */
  { "Europe/Berlin", "2028-02-29", "2028-02-29T08:00:00+00:00" },
  /* forward 2026-03-29 02:00 → 03:00: minutes that do not exist lie behind the jump */
  { "Europe/Berlin", "2026-03-29T01:59", "2026-03-29T00:59:00+00:00" },
  { "Europe/Berlin", "2026-03-29T02:00", "2026-03-29T01:00:00+00:00" },
  { "Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30:00+00:00" },
  { "Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00+00:00" },
  /* back 2026-10-25 03:00 → 02:00: minutes that exist twice are the first of both */
  { "Europe/Berlin", "2026-10-25T01:59", "2026-10-24T23:59:00+00:00" },
  { "Europe/Berlin", "2026-10-25T02:00", "2026-10-25T00:00:00+00:00" },
  { "Europe/Berlin", "2026-10-25T02:59", "2026-10-25T00:59:00+00:00" },
  { "Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00+00:00" },
  { "Europe/Berlin", "2026-10-25T02:30+01:00", "2026-10-25T01:30:00+00:00" },
  { "America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00+00:00" },
  { "America/New_York", "2026-03-08T02:30", "2026-03-08T07:30:00+00:00" },
  { "Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00+00:00" }, /* half an hour */
  { "Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45:00+00:00" },
  { "Asia/Kathmandu", "2026-01-01T00:00", "2025-12-31T18:15:00+00:00" },
  { "Pacific/Kiritimati", "2026-01-01T00:00", "2025-12-31T10:00:00+00:00" },
  { "Pacific/Pago_Pago", "2026-01-01T00:00", "2026-01-01T11:00:00+00:00" },
  { "UTC", "1970-01-01T00:00", "1970-01-01T00:00:00+00:00" },
  { "UTC", "2105-12-31T23:59:59", "2105-12-31T23:59:59+00:00" },
  { "UTC", "", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-31", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-02-29", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-13-01", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-00-01", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-01-00", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "1969-12-31", NULL, KW_MODEL_ERROR_TIME_RANGE },
  { "UTC", "2106-02-07T06:28:15", "2106-02-07T06:28:15+00:00" },
  { "UTC", "2106-02-07T06:28:16", NULL, KW_MODEL_ERROR_TIME_RANGE },
  { "UTC", "0000-01-01", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "9999-12-31", NULL, KW_MODEL_ERROR_TIME_RANGE },
  { "UTC", "26-11-22", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-1-2", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", " 2026-11-22", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-22 ", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-22T", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-22 15:00", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-22T15", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-22T24:00", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-22T15:60", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-22T15:00:60", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-22T15:00:", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-22T15:00z", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-22T15:00+", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-22T15:00+1", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-22T15:00+15:00", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-22T15:00+01:60", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-22T15:00+01:00x", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "2026-11-22T15:00\xff", NULL, KW_MODEL_ERROR_TIME },
  { "UTC", "tomorrow", NULL, KW_MODEL_ERROR_TIME },
};

static void
test_times_are_read_as_the_house_means_them (void)
{
  g_autoptr (KwProperty) utc = make_property ("UTC");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwProperty) property = make_property (cases[i].zone);
      g_autoptr (GError) error = NULL;
      gint64 unix_s = 0;
      gboolean is_read = kw_local_time_parse (property, cases[i].text, 9 * 60, &unix_s, &error);

      if (cases[i].expected != NULL)
        {
          g_autofree char *text = NULL;

          g_assert_no_error (error);
          text = kw_local_time_dup_text (utc, unix_s);
          g_assert_cmpstr (text, ==, cases[i].expected);
        }
      else
        {
          g_assert_false (is_read);
          g_assert_error (error, KW_MODEL_ERROR, (int)cases[i].code);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
        }
    }
}

static void
test_a_day_alone_means_the_hours_of_the_house (void)
{
  g_autoptr (KwProperty) property = make_property ("Europe/Berlin");
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  gint64 from_unix_s = 0;
  gint64 until_unix_s = 0;

  g_assert_true (kw_local_time_parse_from (property, "2026-11-22", &from_unix_s, NULL));
  g_assert_true (kw_local_time_parse_until (property, "2026-11-23", &until_unix_s, NULL));
  from = kw_local_time_dup_text (property, from_unix_s);
  until = kw_local_time_dup_text (property, until_unix_s);

  g_assert_cmpstr (from, ==, "2026-11-22T15:00:00+01:00");
  g_assert_cmpstr (until, ==, "2026-11-23T11:00:00+01:00");
}

static void
test_every_written_time_is_read_back (void)
{
  static const char *const zones[] = { "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe",
                                       "Africa/Casablanca" };

  for (gsize zone = 0; zone < G_N_ELEMENTS (zones); zone++)
    {
      g_autoptr (KwProperty) property = make_property (zones[zone]);

      for (gint64 unix_s = 0; unix_s < G_GINT64_CONSTANT (0xffffffff); unix_s += 1234567)
        {
          g_autofree char *text = kw_local_time_dup_text (property, unix_s);
          gint64 back_unix_s = 0;

          g_assert_true (kw_local_time_parse (property, text, 0, &back_unix_s, NULL));
          g_assert_cmpint (back_unix_s, ==, unix_s);
        }
    }
}

static void
test_the_clock_on_the_wall_is_the_houses (void)
{
  g_autoptr (KwProperty) berlin = make_property ("Europe/Berlin");
  g_autoptr (KwProperty) samoa = make_property ("Pacific/Pago_Pago");
  const gint64 unix_s = 1795388400; /* Monday 2026-11-23 00:00 in Berlin, Sunday noon in Samoa */
  const KwLocalTime here = kw_local_time_get (berlin, unix_s);
  const KwLocalTime there = kw_local_time_get (samoa, unix_s);
  const KwLocalTime before = kw_local_time_get (berlin, unix_s - 1);
  const KwLocalTime epoch = kw_local_time_get (samoa, 0);
  GDate day;

  g_assert_cmpuint (here.weekday, ==, 0);
  g_assert_cmpuint (here.minute, ==, 0);
  g_assert_cmpint (here.utc_offset_s, ==, 3600);
  g_assert_cmpuint (before.weekday, ==, 6);
  g_assert_cmpuint (before.minute, ==, 1439);
  g_assert_cmpuint (there.weekday, ==, 6);
  g_assert_cmpuint (there.minute, ==, 12 * 60);
  g_assert_cmpint (there.utc_offset_s, ==, -11 * 3600);
  g_assert_cmpuint (epoch.weekday, ==, 2); /* Wednesday before the epoch's Thursday */
  kw_local_time_get_day (samoa, unix_s, &day);
  g_assert_cmpuint (g_date_get_day (&day), ==, 22);
}

static void
test_check_out_is_on_the_houses_day_whatever_the_clock_does (void)
{
  g_autoptr (KwProperty) property = make_property ("Europe/Berlin");
  gint64 now_unix_s = 0;
  g_autofree char *today = NULL;
  g_autofree char *tomorrow = NULL;
  g_autofree char *yesterday = NULL;

  /* half an hour after midnight of the day that has 25 hours */
  g_assert_true (kw_local_time_parse (property, "2026-10-25T00:30", 0, &now_unix_s, NULL));
  today = kw_local_time_dup_text (property, kw_local_time_get_check_out (property, now_unix_s, 0));
  tomorrow = kw_local_time_dup_text (property,
                                     kw_local_time_get_check_out (property, now_unix_s, 1));
  yesterday = kw_local_time_dup_text (property,
                                      kw_local_time_get_check_in (property, now_unix_s, -1));

  g_assert_cmpstr (today, ==, "2026-10-25T11:00:00+01:00");
  g_assert_cmpstr (tomorrow, ==, "2026-10-26T11:00:00+01:00");
  g_assert_cmpstr (yesterday, ==, "2026-10-24T15:00:00+02:00");
}

static void
test_times_of_day_are_strict (void)
{
  static const char *const bad[] = { "",      "7:00",   "07:0",  "07:60", "24:01",
                                     "25:00", "07:00 ", "-1:00", "07.00", "0700" };
  guint minute = 0;

  g_assert_true (kw_local_time_parse_minute ("00:00", &minute, NULL));
  g_assert_cmpuint (minute, ==, 0);
  g_assert_true (kw_local_time_parse_minute ("24:00", &minute, NULL));
  g_assert_cmpuint (minute, ==, 1440);
  g_assert_true (kw_local_time_parse_minute ("07:05", &minute, NULL));
  g_assert_cmpuint (minute, ==, 425);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (kw_local_time_parse_minute (bad[i], &minute, &error));
      g_assert_error (error, KW_MODEL_ERROR, KW_MODEL_ERROR_TIME);
    }
  g_assert_cmpuint (minute, ==, 425);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Asia/Tokyo", TRUE); /* what this computer thinks must not matter */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/local-time/times-are-read-as-the-house-means-them",
                   test_times_are_read_as_the_house_means_them);
  g_test_add_func ("/model/local-time/a-day-alone-means-the-hours-of-the-house",
                   test_a_day_alone_means_the_hours_of_the_house);
  g_test_add_func ("/model/local-time/every-written-time-is-read-back",
                   test_every_written_time_is_read_back);
  g_test_add_func ("/model/local-time/the-clock-on-the-wall-is-the-houses",
                   test_the_clock_on_the_wall_is_the_houses);
  g_test_add_func ("/model/local-time/check-out-is-on-the-houses-day-whatever-the-clock-does",
                   test_check_out_is_on_the_houses_day_whatever_the_clock_does);
  g_test_add_func ("/model/local-time/times-of-day-are-strict", test_times_of_day_are_strict);
  return g_test_run ();
}
