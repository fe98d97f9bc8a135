/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-clock.h"

static gint64
get_system_now_unix_s (gpointer user_data)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gint64
get_system_mono_us (gpointer user_data)
{
  return g_get_monotonic_time ();
}

const KwClock *
kw_clock_get_system (void)
{
  static const KwClock system_clock = { get_system_now_unix_s, get_system_mono_us, NULL };

  return &system_clock;
}

gint64
kw_clock_get_now_unix_s (const KwClock *clock)
{
  return clock->get_now_unix_s (clock->user_data);
}

gint64
kw_clock_get_mono_us (const KwClock *clock)
{
  return clock->get_mono_us (clock->user_data);
}
