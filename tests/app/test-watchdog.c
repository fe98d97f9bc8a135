/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"
#include "kw-watchdog.h"

#include <time.h>

#define LIMIT_MS 8
#define LONG_MS 30
#define SHORT_MS 1

static gboolean has_painted;

/* Processor time of this thread, as the watchdog counts it. */
static void
burn (guint ms)
{
  struct timespec now;
  gint64 end_ns = 0;
  gint64 now_ns;

  do
    {
      clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
      now_ns = now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
      if (end_ns == 0)
        end_ns = now_ns + ms * G_GINT64_CONSTANT (1000000);
    }
  while (now_ns < end_ns);
}

static gboolean
on_idle_cb (gpointer ms)
{
  burn (GPOINTER_TO_UINT (ms));
  return G_SOURCE_REMOVE;
}

static void
on_painted_cb (GdkFrameClock *clock, gpointer unused)
{
  has_painted = TRUE;
}

static gboolean
is_painted (gpointer unused)
{
  return has_painted;
}

/* A window that has painted once, and a turn of the main loop that takes @ms after that. */
static void
spend (guint before_ms, guint after_ms)
{
  GtkWidget *window;

  gtk_init ();
  kw_watchdog_start (LIMIT_MS);
  window = gtk_window_new ();
  gtk_widget_realize (window);
  g_signal_connect_after (gtk_widget_get_frame_clock (window), "after-paint",
                          G_CALLBACK (on_painted_cb), NULL);
  g_idle_add (on_idle_cb, GUINT_TO_POINTER (before_ms));
  while (g_main_context_iteration (NULL, /* may_block= */ FALSE))
    ;
  gtk_window_present (GTK_WINDOW (window));
  app_until (is_painted, NULL);
  app_settle ();
  g_idle_add (on_idle_cb, GUINT_TO_POINTER (after_ms));
  app_settle ();
  g_main_context_iteration (NULL, FALSE);
}

static void
test_a_long_turn_is_told (void)
{
  if (g_test_subprocess ())
    {
      spend (SHORT_MS, LONG_MS);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
#ifdef KW_BLOCKING_GUARD
  g_test_trap_assert_stderr ("*keywright: watchdog: 3?.? ms in one turn of the main loop\n*"
                             "test-app-watchdog*");
#else
  g_test_trap_assert_stderr_unmatched ("*watchdog*");
#endif
}

static void
test_a_short_turn_is_not_told (void)
{
  if (g_test_subprocess ())
    {
      spend (SHORT_MS, SHORT_MS);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr_unmatched ("*3?.? ms in one turn*");
}

static void
test_nothing_is_told_before_the_first_frame (void)
{
  if (g_test_subprocess ())
    {
      spend (LONG_MS, SHORT_MS);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr_unmatched ("*3?.? ms in one turn*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/watchdog/a-long-turn-is-told", test_a_long_turn_is_told);
  g_test_add_func ("/app/watchdog/a-short-turn-is-not-told", test_a_short_turn_is_not_told);
  g_test_add_func ("/app/watchdog/nothing-is-told-before-the-first-frame",
                   test_nothing_is_told_before_the_first_frame);
  return g_test_run ();
}
