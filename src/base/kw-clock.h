/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwClock:
 * @get_now_unix_s: wall time in Unix seconds, UTC
 * @get_mono_us: monotonic time in microseconds since an unspecified start
 * @user_data: handed to both
 *
 * Where the time comes from. Everything that needs it is given a clock, so that a test can give it
 * another one. Borrowed by whoever gets it; must outlive them. Any thread.
 */
typedef struct
{
  gint64 (*get_now_unix_s) (gpointer user_data);
  gint64 (*get_mono_us) (gpointer user_data);
  gpointer user_data;
} KwClock;

/**
 * kw_clock_get_system:
 *
 * Returns: (transfer none): the computer's own clock; lives for ever
 */
const KwClock *kw_clock_get_system (void);

/**
 * kw_clock_get_now_unix_s:
 * @clock: a clock
 *
 * Returns: wall time, Unix seconds, UTC
 */
gint64 kw_clock_get_now_unix_s (const KwClock *clock);

/**
 * kw_clock_get_mono_us:
 * @clock: a clock
 *
 * Returns: monotonic time in microseconds, for durations and deadlines
 */
gint64 kw_clock_get_mono_us (const KwClock *clock);

G_END_DECLS
