/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-clock.h"

static gint64
get_fake (gpointer user_data)
{
  return *(gint64 *)user_data;
}

static void
test_a_given_clock_is_the_one_asked (void)
{
  gint64 now = 1795000000;
  const KwClock clock = { get_fake, get_fake, &now };

  g_assert_cmpint (kw_clock_get_now_unix_s (&clock), ==, 1795000000);
  now += 5;
  g_assert_cmpint (kw_clock_get_now_unix_s (&clock), ==, 1795000005);
  g_assert_cmpint (kw_clock_get_mono_us (&clock), ==, 1795000005);
}

static void
test_the_system_clock_counts_seconds_since_1970 (void)
{
  const gint64 before_us = g_get_real_time ();
  const gint64 now_unix_s = kw_clock_get_now_unix_s (kw_clock_get_system ());

  g_assert_cmpint (now_unix_s, >=, before_us / G_USEC_PER_SEC);
  g_assert_cmpint (now_unix_s, <=, g_get_real_time () / G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/clock/a-given-clock-is-the-one-asked",
                   test_a_given_clock_is_the_one_asked);
  g_test_add_func ("/base/clock/the-system-clock-counts-seconds-since-1970",
                   test_the_system_clock_counts_seconds_since_1970);
  return g_test_run ();
}
