/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <signal.h>
#include <string.h>

#include "bench.h"

/* Every fault of an encoder must end, with the right code, and the next card must work as if
 * nothing had been. What is silent for ever ends at the deadline or never, which the bench does not
 * wait for. */

typedef struct
{
  const char *fault;
  KwEncoderError code; /* expected; or KW_ENCODER_ERROR_N if the job must succeed all the same */
} Case;

/* Struck while the card is read. */
static const Case read_cases[] = {
  { "silence command=40 count=all", KW_ENCODER_ERROR_NOT_RESPONDING },
  { "dribble command=40 chunk=1 ms=400 endless=yes count=all", KW_ENCODER_ERROR_NOT_RESPONDING },
  { "status command=40 value=80", KW_ENCODER_ERROR_NOT_RESPONDING },
  { "dead", KW_ENCODER_ERROR_NOT_RESPONDING },
  { "corrupt command=40 how=checksum count=all", KW_ENCODER_ERROR_NOT_RESPONDING },
  { "unplug command=40", KW_ENCODER_ERROR_ENCODER_GONE },
  { "silence command=40", KW_ENCODER_ERROR_N },
  { "dribble command=40 chunk=4 ms=50", KW_ENCODER_ERROR_N },
  { "corrupt command=40 how=checksum", KW_ENCODER_ERROR_N },
  { "corrupt command=40 how=length", KW_ENCODER_ERROR_N },
  { "corrupt command=40 how=truncate", KW_ENCODER_ERROR_N },
  { "corrupt command=40 how=garbage", KW_ENCODER_ERROR_N },
  { "error command=40", KW_ENCODER_ERROR_N },
  { "nack command=40", KW_ENCODER_ERROR_N },
  { "late command=40 ms=300", KW_ENCODER_ERROR_N },
  { "status command=40 value=01", KW_ENCODER_ERROR_N },
};

/* Struck in the middle of a first issue. */
static const Case write_cases[] = {
  { "silence write=3 count=all", KW_ENCODER_ERROR_UNCERTAIN },
  { "dribble write=3 chunk=1 ms=450 endless=yes count=all", KW_ENCODER_ERROR_UNCERTAIN },
  { "status write=3 value=80", KW_ENCODER_ERROR_UNCERTAIN },
  { "unplug write=3 when=after", KW_ENCODER_ERROR_UNCERTAIN },
  { "unplug write=3 when=answered", KW_ENCODER_ERROR_UNCERTAIN },
  { "nak write=3 count=all", KW_ENCODER_ERROR_CARD_FOREIGN },
  { "silence write=3", KW_ENCODER_ERROR_N },
  { "silence write=12", KW_ENCODER_ERROR_N },
  { "nak write=3", KW_ENCODER_ERROR_N },
  { "corrupt write=3", KW_ENCODER_ERROR_N },
  { "corrupt write=12", KW_ENCODER_ERROR_N },
  { "corrupt write=3 how=truncate", KW_ENCODER_ERROR_N },
  { "status write=12 value=01", KW_ENCODER_ERROR_N },
};

/* Makes the encoder whole again and issues another card on it. */
static void
assert_next_card_works (Bench *bench)
{
  const KwCardAccess access = bench_access (BENCH_UID_B, 1, 0);

  bench_order (bench, "fault clear");
  bench_order (bench, "take");
  bench_wait_state (bench, KW_ENCODER_STATE_READY);
  bench_wait_card (bench, NULL);
  bench_lay_new (bench, "classic1k", BENCH_UID_B, "next");
  bench_issue (bench, BENCH_UID_B, &access, 9);
  bench_assert_carries (bench, BENCH_UID_B, &access, 9);
}

static gboolean
is_unplugged (const Case *fault)
{
  return g_str_has_prefix (fault->fault, "unplug");
}

static void
check_end (const Case *fault, gint64 began_us, const GError *error)
{
  const gint64 took_ms = (g_get_monotonic_time () - began_us) / 1000;

  g_test_message ("%s: %" G_GINT64_FORMAT " ms: %s", fault->fault, took_ms,
                  error != NULL ? error->message : "done");
  if (fault->code == KW_ENCODER_ERROR_N)
    g_assert_no_error (error);
  else
    g_assert_error (error, KW_ENCODER_ERROR, (int)fault->code);
}

static void
test_read_fault (gconstpointer user_data)
{
  const Case *fault = user_data;
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began_us;

  bench_lay_new (bench, "classic1k", BENCH_UID_A, "card");
  bench_issue (bench, BENCH_UID_A, &access, 1);
  bench_order (bench, "fault %s", fault->fault);
  began_us = g_get_monotonic_time ();

  reading = bench_read (bench, BENCH_UID_A, &access, &error);

  check_end (fault, began_us, error);
  if (is_unplugged (fault))
    {
      bench_wait_state (bench, KW_ENCODER_STATE_ABSENT);
      g_assert_error (kw_encoder_get_problem (bench->encoder), KW_ENCODER_ERROR,
                      KW_ENCODER_ERROR_ENCODER_GONE);
      bench_order (bench, "plug");
    }
  assert_next_card_works (bench);
}

static void
test_write_fault (gconstpointer user_data)
{
  const Case *fault = user_data;
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);
  const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_PREPARE, BENCH_UID_A, &access,
                                                 0, 1);
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (KwEncoderWritten) written = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began_us;

  bench_lay_new (bench, "classic1k", BENCH_UID_A, "card");
  reading = bench_read (bench, BENCH_UID_A, &access, &error);
  g_assert_no_error (error);
  bench_order (bench, "fault %s", fault->fault);
  began_us = g_get_monotonic_time ();

  written = bench_write (bench, &write, &error);

  check_end (fault, began_us, error);
  if (fault->code == KW_ENCODER_ERROR_UNCERTAIN)
    g_assert_cmpuint (kw_encoder_get_progress (bench->encoder)->n_writes_begun, >=, 3);
  if (is_unplugged (fault))
    {
      bench_wait_state (bench, KW_ENCODER_STATE_ABSENT);
      bench_order (bench, "plug");
    }
  assert_next_card_works (bench);
}

/* Faults between jobs: the worker notices by itself, or is killed, and comes back. */
static void
test_idle_fault (gconstpointer user_data)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const int pid = kw_encoder_get_worker_pid (bench->encoder);

  bench_order (bench, "fault %s", (const char *)user_data);
  for (guint i = 0; i < 600 && kw_encoder_get_worker_pid (bench->encoder) == pid; i++)
    bench_wait_ms (50);
  g_assert_cmpint (kw_encoder_get_worker_pid (bench->encoder), !=, pid);

  assert_next_card_works (bench);
}

static void
add_cases (const char *what, const Case *cases, guint n_cases, GTestDataFunc test)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/worker/faults/%s-survives/%s", what,
                                               cases[i].fault);

      g_test_add_data_func (g_strdelimit (path, " =", '-'), &cases[i], test);
    }
}

/* test-faults [reading|writing|idle]: most of the time they wait, so they can run side by side. */
int
main (int argc, char **argv)
{
  const char *wanted;

  g_test_init (&argc, &argv, NULL);
  wanted = argc > 1 ? argv[1] : NULL;
  if (wanted == NULL || g_str_equal (wanted, "reading"))
    add_cases ("reading", read_cases, G_N_ELEMENTS (read_cases), test_read_fault);
  if (wanted == NULL || g_str_equal (wanted, "writing"))
    add_cases ("writing", write_cases, G_N_ELEMENTS (write_cases), test_write_fault);
  if (wanted == NULL || g_str_equal (wanted, "idle"))
    {
      g_test_add_data_func ("/worker/faults/idle-worker-survives/a-dead-chip", "dead",
                            test_idle_fault);
      g_test_add_data_func ("/worker/faults/idle-worker-survives/an-endless-dribble",
                            "dribble chunk=1 ms=450 endless=yes count=all", test_idle_fault);
    }
  return g_test_run ();
}
