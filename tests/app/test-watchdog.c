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

/* Half of @ms now, and half in a source that is more urgent than any event: for that one the main
 * loop does not wait, as when GTK measures a window that has changed. */
static gboolean
on_halves_cb (gpointer ms)
{
  const guint half_ms = GPOINTER_TO_UINT (ms) / 2;

  g_idle_add_full (G_PRIORITY_HIGH, on_idle_cb, GUINT_TO_POINTER (half_ms), NULL);
  burn (half_ms);
  return G_SOURCE_REMOVE;
}

static gboolean
on_dialog_cb (gpointer ms)
{
  kw_watchdog_enter_dialog ("print");
  burn (GPOINTER_TO_UINT (ms));
  kw_watchdog_leave_dialog ();
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

/* A window that has painted once; idle for @before_ms before that, and @after_cb for @after_ms
 * then. */
static void
spend (guint before_ms, GSourceFunc after_cb, guint after_ms)
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
  g_idle_add (after_cb, GUINT_TO_POINTER (after_ms));
  app_settle ();
  g_main_context_iteration (NULL, FALSE);
}

static void
test_a_long_turn_is_told (void)
{
  if (g_test_subprocess ())
    {
      spend (SHORT_MS, on_idle_cb, LONG_MS);
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
      spend (SHORT_MS, on_idle_cb, SHORT_MS);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr_unmatched ("*3?.? ms in one turn*");
}

static void
test_what_is_more_urgent_is_a_turn_of_its_own (void)
{
  if (g_test_subprocess ())
    {
      spend (SHORT_MS, on_halves_cb, LONG_MS);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr_unmatched ("*3?.? ms in one turn*");
#ifdef KW_BLOCKING_GUARD
  g_test_trap_assert_stderr ("*1?.? ms in one turn*1?.? ms in one turn*");
#endif
}

static void
test_a_dialog_of_the_toolkit_is_told_as_such (void)
{
  if (g_test_subprocess ())
    {
      spend (SHORT_MS, on_dialog_cb, LONG_MS);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr_unmatched ("*3?.? ms in one turn*");
#ifdef KW_BLOCKING_GUARD
  g_test_trap_assert_stderr ("*keywright: watchdog: 3?.? ms of the toolkit's own: print\n*");
#endif
}

static void
test_nothing_is_told_before_the_first_frame (void)
{
  if (g_test_subprocess ())
    {
      spend (LONG_MS, on_idle_cb, SHORT_MS);
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
  g_test_add_func ("/app/watchdog/what-is-more-urgent-is-a-turn-of-its-own",
                   test_what_is_more_urgent_is_a_turn_of_its_own);
  g_test_add_func ("/app/watchdog/a-dialog-of-the-toolkit-is-told-as-such",
                   test_a_dialog_of_the_toolkit_is_told_as_such);
  g_test_add_func ("/app/watchdog/nothing-is-told-before-the-first-frame",
                   test_nothing_is_told_before_the_first_frame);
  return g_test_run ();
}
