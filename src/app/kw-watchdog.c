/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-watchdog.h"

#ifdef KW_BLOCKING_GUARD

#include <gtk/gtk.h>

#include <errno.h>
#include <execinfo.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define STACK_DEPTH 256       /* widgets stand in widgets: what called them is far out */
#define FRAMES_OF_HANDLER 2   /* itself, and the kernel's trampoline */
#define TIMER_LATE_NS 4000000 /* a timer of processor time is looked at once in a tick */

/* This program's code, without its libraries; the linker defines them. */
extern const char __executable_start[];
extern const char etext[];

static struct
{
  gboolean is_started;
  gint64 limit_ns;
  gint64 sample_ns; /* how often the stack is looked at: within each stretch of the limit */
  timer_t timer;
  gboolean has_painted;
  gint64 turn_began_ns; /* processor time of the thread */
  gint64 apart_began_ns;
  gint64 apart_ns;    /* what frames and dialogs of the toolkit's own took of this turn */
  const char *dialog; /* (nullable): the one that is being made */
  guint n_own_around; /* frames of ours that the main loop itself runs in */
  void *stack[STACK_DEPTH];
  void *own_stack[STACK_DEPTH]; /* the first one of this turn in which something of ours ran */
  volatile sig_atomic_t n_own_stack;
} watchdog;

static gint64
get_cpu_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

/* Fires after @ns of processor time and then again and again; 0 = never. */
static void
set_timer (gint64 ns)
{
  const struct itimerspec when = {
    .it_value = { .tv_sec = ns / 1000000000, .tv_nsec = ns % 1000000000 },
    .it_interval = { .tv_sec = watchdog.sample_ns / 1000000000,
                     .tv_nsec = watchdog.sample_ns % 1000000000 },
  };

  timer_settime (watchdog.timer, 0, &when, NULL);
}

static guint
count_own (void *const *stack, int n_stack)
{
  guint n_own = 0;

  for (int i = 0; i < n_stack; i++)
    n_own += (const char *)stack[i] >= __executable_start && (const char *)stack[i] < etext;
  return n_own;
}

static void
on_sample_due_cb (int signal_number)
{
  int saved_errno = errno;
  int n_stack;

  if (watchdog.n_own_stack == 0)
    {
      n_stack = backtrace (watchdog.stack, STACK_DEPTH);
      if (n_stack > FRAMES_OF_HANDLER &&
          count_own (watchdog.stack + FRAMES_OF_HANDLER, n_stack - FRAMES_OF_HANDLER) >
              watchdog.n_own_around)
        {
          memcpy (watchdog.own_stack, watchdog.stack, sizeof watchdog.stack);
          watchdog.n_own_stack = n_stack;
        }
    }
  errno = saved_errno;
}

static void
tell (gint64 took_ns)
{
  g_printerr ("keywright: watchdog: %.1f ms in one turn of the main loop\n", took_ns / 1e6);
  backtrace_symbols_fd (watchdog.own_stack + FRAMES_OF_HANDLER,
                        watchdog.n_own_stack - FRAMES_OF_HANDLER, STDERR_FILENO);
}

/* From the end of one wait for events to the beginning of the next one is one turn: the context
 * asks the most urgent source first, before and after it waits, and it does so too when it need not
 * wait because another source is due. Whatever of ours takes longer than the limit was seen by a
 * sample; a turn without such a one is the toolkit's own, its answers to a screen reader for
 * example. */
static gboolean
end_turn (GSource *source, int *out_timeout_ms)
{
  gint64 took_ns = get_cpu_ns () - watchdog.turn_began_ns - watchdog.apart_ns;

  set_timer (0);
  if (watchdog.has_painted && took_ns > watchdog.limit_ns && watchdog.n_own_stack > 0)
    tell (took_ns);
  if (watchdog.n_own_around == 0)
    watchdog.n_own_around = count_own (watchdog.stack, backtrace (watchdog.stack, STACK_DEPTH)) - 1;
  *out_timeout_ms = -1;
  return FALSE;
}

static gboolean
begin_turn (GSource *source)
{
  watchdog.n_own_stack = 0;
  watchdog.apart_ns = 0;
  watchdog.turn_began_ns = get_cpu_ns ();
  if (watchdog.has_painted)
    set_timer (watchdog.sample_ns);
  return FALSE;
}

static void
watch_turns (void)
{
  static GSourceFuncs funcs = { .prepare = end_turn, .check = begin_turn };
  g_autoptr (GSource) source = g_source_new (&funcs, sizeof (GSource));

  g_source_set_priority (source, G_MININT);
  g_source_set_static_name (source, "watchdog");
  g_source_attach (source, NULL);
}

static void
begin_apart (void)
{
  set_timer (0);
  watchdog.apart_began_ns = get_cpu_ns ();
}

static gint64
end_apart (void)
{
  const gint64 took_ns = get_cpu_ns () - watchdog.apart_began_ns;

  watchdog.apart_ns += took_ns;
  if (watchdog.has_painted)
    set_timer (watchdog.sample_ns);
  return took_ns;
}

/* Hooks of the signal itself come before every handler, the toolkit's own too. */
static gboolean
on_frame_begins_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values,
                    gpointer unused)
{
  begin_apart ();
  return G_SOURCE_CONTINUE;
}

static gboolean
on_frame_ended_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values,
                   gpointer unused)
{
  watchdog.has_painted = TRUE;
  end_apart ();
  return G_SOURCE_CONTINUE;
}

static void
hook_frames (void)
{
  gpointer klass = g_type_class_ref (GDK_TYPE_FRAME_CLOCK);

  g_signal_add_emission_hook (g_signal_lookup ("before-paint", GDK_TYPE_FRAME_CLOCK), 0,
                              on_frame_begins_cb, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK), 0,
                              on_frame_ended_cb, NULL, NULL);
  g_type_class_unref (klass);
}

static gboolean
make_timer (void)
{
  const struct sigaction action = { .sa_handler = on_sample_due_cb, .sa_flags = SA_RESTART };
  struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGPROF };

  event._sigev_un._tid = gettid ();
  return sigaction (SIGPROF, &action, NULL) == 0 &&
         timer_create (CLOCK_THREAD_CPUTIME_ID, &event, &watchdog.timer) == 0;
}

void
kw_watchdog_start (guint limit_ms)
{
  void *one;

  g_return_if_fail (!watchdog.is_started && limit_ms > 0);

  backtrace (&one, 1); /* it loads a library the first time, which a signal handler must not */
  if (!make_timer ())
    {
      g_warning ("the watchdog has no timer: %s", g_strerror (errno));
      return;
    }
  watchdog.limit_ns = limit_ms * G_GINT64_CONSTANT (1000000);
  watchdog.sample_ns = MAX (watchdog.limit_ns - TIMER_LATE_NS, watchdog.limit_ns / 2);
  watchdog.is_started = TRUE;
  watch_turns ();
  hook_frames ();
}

void
kw_watchdog_enter_dialog (const char *dialog)
{
  if (!watchdog.is_started)
    return;
  watchdog.dialog = dialog;
  begin_apart ();
}

void
kw_watchdog_leave_dialog (void)
{
  gint64 took_ns;

  if (watchdog.dialog == NULL)
    return;
  took_ns = end_apart ();
  if (took_ns > watchdog.limit_ns)
    g_printerr ("keywright: watchdog: %.1f ms of the toolkit's own: %s\n", took_ns / 1e6,
                watchdog.dialog);
  watchdog.dialog = NULL;
}

#else

void
kw_watchdog_start (guint limit_ms)
{
}

void
kw_watchdog_enter_dialog (const char *dialog)
{
}

void
kw_watchdog_leave_dialog (void)
{
}

#endif
