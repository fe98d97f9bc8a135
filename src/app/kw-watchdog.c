/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-watchdog.h"

#ifdef KW_BLOCKING_GUARD

#include <gtk/gtk.h>

#include <errno.h>
#include <execinfo.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#define STACK_DEPTH 48
#define FRAMES_OF_HANDLER 2 /* itself, and the kernel's trampoline */

static struct
{
  GPollFunc poll;
  gint64 limit_ns;
  timer_t timer;
  gboolean has_painted;
  gint64 turn_began_ns; /* processor time of the thread */
  gint64 frame_began_ns;
  gint64 frames_ns; /* what frames took of this turn */
  void *stack[STACK_DEPTH];
  volatile sig_atomic_t n_stack;
} watchdog;

static gint64
get_cpu_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

/* Fires once @ns of processor time from now; 0 = never. */
static void
set_timer (gint64 ns)
{
  const struct itimerspec when = {
    .it_value = { .tv_sec = ns / 1000000000, .tv_nsec = ns % 1000000000 },
  };

  timer_settime (watchdog.timer, 0, &when, NULL);
}

static void
on_limit_passed_cb (int signal_number)
{
  int saved_errno = errno;

  watchdog.n_stack = backtrace (watchdog.stack, STACK_DEPTH);
  errno = saved_errno;
}

static void
tell (gint64 took_ns)
{
  g_printerr ("keywright: watchdog: %.1f ms in one turn of the main loop\n", took_ns / 1e6);
  if (watchdog.n_stack > FRAMES_OF_HANDLER)
    backtrace_symbols_fd (watchdog.stack + FRAMES_OF_HANDLER, watchdog.n_stack - FRAMES_OF_HANDLER,
                          STDERR_FILENO);
}

/* Everything between two polls is one turn. */
static int
poll_between_turns (GPollFD *fds, guint n_fds, int timeout_ms)
{
  gint64 took_ns = get_cpu_ns () - watchdog.turn_began_ns - watchdog.frames_ns;
  int n_ready;

  set_timer (0);
  if (watchdog.has_painted && took_ns > watchdog.limit_ns)
    tell (took_ns);

  n_ready = watchdog.poll (fds, n_fds, timeout_ms);

  watchdog.n_stack = 0;
  watchdog.frames_ns = 0;
  watchdog.turn_began_ns = get_cpu_ns ();
  if (watchdog.has_painted)
    set_timer (watchdog.limit_ns);
  return n_ready;
}

static void
on_frame_begins_cb (GdkFrameClock *clock, gpointer unused)
{
  set_timer (0);
  watchdog.frame_began_ns = get_cpu_ns ();
}

static void
on_frame_ended_cb (GdkFrameClock *clock, gpointer unused)
{
  gint64 now_ns = get_cpu_ns ();
  gint64 left_ns;

  watchdog.frames_ns += now_ns - watchdog.frame_began_ns;
  left_ns = watchdog.limit_ns - (now_ns - watchdog.turn_began_ns - watchdog.frames_ns);
  watchdog.has_painted = TRUE;
  set_timer (MAX (left_ns, 1));
}

static void
on_window_realized_cb (GtkWidget *window, gpointer unused)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (on_frame_begins_cb), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_frame_ended_cb), NULL);
}

static void
on_windows_changed_cb (GListModel *windows, guint position, guint n_removed, guint n_added,
                       gpointer unused)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, position + i);

      g_signal_connect (window, "realize", G_CALLBACK (on_window_realized_cb), NULL);
    }
}

static gboolean
make_timer (void)
{
  const struct sigaction action = { .sa_handler = on_limit_passed_cb, .sa_flags = SA_RESTART };
  struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGPROF };

  event._sigev_un._tid = gettid ();
  return sigaction (SIGPROF, &action, NULL) == 0 &&
         timer_create (CLOCK_THREAD_CPUTIME_ID, &event, &watchdog.timer) == 0;
}

void
kw_watchdog_start (guint limit_ms)
{
  GListModel *windows = gtk_window_get_toplevels ();
  void *one;

  g_return_if_fail (watchdog.poll == NULL && limit_ms > 0);

  backtrace (&one, 1); /* it loads a library the first time, which a signal handler must not */
  if (!make_timer ())
    {
      g_warning ("the watchdog has no timer: %s", g_strerror (errno));
      return;
    }
  watchdog.limit_ns = limit_ms * G_GINT64_CONSTANT (1000000);
  watchdog.poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_between_turns);
  g_signal_connect (windows, "items-changed", G_CALLBACK (on_windows_changed_cb), NULL);
}

#else

void
kw_watchdog_start (guint limit_ms)
{
}

#endif
