/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "turns.h"

#include <time.h>

#define MIN_TURNS 100
#define LONGEST_PART 20 /* of the whole: a twentieth */

static gint64
get_ns (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

/* Nobody waits for this source: it is only asked, once in every turn. */
static gboolean
prepare (GSource *source, int *timeout_ms)
{
  Turns *turns = (Turns *)(gpointer)source;
  const gint64 now_ns = get_ns (CLOCK_THREAD_CPUTIME_ID);

  if (turns->n_turns++ > 0)
    turns->longest_ns = MAX (turns->longest_ns, now_ns - turns->turn_began_ns);
  turns->turn_began_ns = now_ns;
  *timeout_ms = -1;
  return FALSE;
}

Turns *
turns_start (void)
{
  static GSourceFuncs functions = { .prepare = prepare };
  GSource *source = g_source_new (&functions, sizeof (Turns));
  Turns *turns = (Turns *)(gpointer)source;

  turns->began_ns = get_ns (CLOCK_PROCESS_CPUTIME_ID);
  g_source_attach (source, NULL);
  return turns;
}

void
turns_stop (Turns *turns)
{
  g_source_destroy (&turns->source);
  turns->whole_ns = get_ns (CLOCK_PROCESS_CPUTIME_ID) - turns->began_ns;
}

void
turns_free (Turns *turns)
{
  g_source_destroy (&turns->source);
  g_source_unref (&turns->source);
}

void
turns_assert_short (const Turns *turns)
{
  g_test_message ("%u turns, the longest took %.1f ms of %.1f", turns->n_turns,
                  turns->longest_ns / 1e6, turns->whole_ns / 1e6);
  g_assert_cmpuint (turns->n_turns, >, MIN_TURNS);
  g_assert_cmpint (turns->longest_ns, <, turns->whole_ns / LONGEST_PART);
}
