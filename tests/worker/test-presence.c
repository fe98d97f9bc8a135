/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "bench.h"

#include "kw-encoder-frame.h"

/* What lies on the encoder is told soon, once, and not while a job has the card. */

static void
on_card_notify_cb (KwEncoder *encoder, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *)user_data)++;
}

static void
test_steady (gconstpointer medium)
{
  g_autoptr (Bench) bench = bench_new ("model");
  guint n_changes = 0;

  g_signal_connect (bench->encoder, "notify::card", G_CALLBACK (on_card_notify_cb), &n_changes);
  bench_order (bench, "new %s %s card", (const char *)medium, BENCH_UID_B);
  bench_lay (bench, BENCH_UID_B, "card");
  bench_wait_ms (1200);
  g_assert_cmpuint (n_changes, ==, 1);

  bench_order (bench, "take");
  bench_wait_card (bench, NULL);

  g_assert_cmpuint (n_changes, ==, 2);
}

static void
test_swapped (void)
{
  g_autoptr (Bench) bench = bench_new ("none");

  bench_lay_new (bench, "classic1k", BENCH_UID_A, "one");
  bench_order (bench, "new desfire %s two", BENCH_UID_B);
  for (guint i = 0; i < 5; i++)
    {
      bench_order (bench, "take");
      bench_lay (bench, BENCH_UID_B, "two");
      bench_order (bench, "take");
      bench_lay (bench, BENCH_UID_A, "one");
    }
}

/* Reads the card, and sees for a while that nothing is exchanged with it. If this program itself
 * was held up for longer than a card is held, it is done again. Returns the number of exchanges. */
static guint64
read_and_rest (Bench *bench, const KwCardAccess *access)
{
  const gint64 held_us = KW_ENCODER_HOLD_MS * G_GINT64_CONSTANT (1000);
  guint64 n_before;
  guint64 n_after;
  gint64 began_us;

  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KwEncoderReading) reading = NULL;

      began_us = g_get_monotonic_time ();
      reading = bench_read (bench, BENCH_UID_B, access, &error);
      g_assert_no_error (error);
      n_before = bench_get_stat (bench, "exchanges");
      bench_wait_ms (800);
      n_after = bench_get_stat (bench, "exchanges");
    }
  while (g_get_monotonic_time () - began_us >= held_us);
  g_assert_cmpuint (n_after, ==, n_before);
  return n_before;
}

/* After a reading the card stays selected, so that the write that follows wastes no exchange; but
 * not for ever. */
static void
test_hold (gconstpointer medium)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (BENCH_UID_B, 1, 0);
  const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_REWRITE, BENCH_UID_B, &access,
                                                 1, 2);
  g_autoptr (KwEncoderWritten) written = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_exchanges;

  bench_lay_new (bench, medium, BENCH_UID_B, "card");
  bench_issue (bench, BENCH_UID_B, &access, 1);
  n_exchanges = read_and_rest (bench, &access);
  for (guint i = 0; i < 300 && bench_get_stat (bench, "exchanges") == n_exchanges; i++)
    bench_wait_ms (100);
  g_assert_cmpuint (bench_get_stat (bench, "exchanges"), >, n_exchanges);

  written = bench_write (bench, &write, &error);

  g_assert_no_error (error);
  bench_assert_carries (bench, BENCH_UID_B, &access, 2);
}

/* How long a card that was read and taken away is still thought to lie there. */
static gint64
time_absence (Bench *bench, gboolean is_released)
{
  const KwCardAccess access = bench_access (BENCH_UID_B, 1, 0);
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began_us;

  bench_lay (bench, BENCH_UID_B, "card");
  reading = bench_read (bench, BENCH_UID_B, &access, &error);
  g_assert_no_error (error);
  bench_order (bench, "take");
  began_us = g_get_monotonic_time ();
  if (is_released)
    kw_encoder_release (bench->encoder);
  bench_wait_card (bench, NULL);
  return g_get_monotonic_time () - began_us;
}

/* Not held any longer, a card's absence is seen at the next poll: the best of a few, as another
 * program may want the processors in any one of them. */
static void
test_released (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  gint64 held_us = G_MAXINT64;
  gint64 released_us = G_MAXINT64;

  bench_order (bench, "new classic1k %s card", BENCH_UID_B);
  for (guint i = 0; i < 3; i++)
    {
      held_us = MIN (held_us, time_absence (bench, FALSE));
      released_us = MIN (released_us, time_absence (bench, TRUE));
    }
  g_test_message ("%.0f ms held, %.0f ms released", held_us / 1e3, released_us / 1e3);
  g_assert_cmpint (released_us, <, held_us / 2);
}

/* Whoever goes on as soon as a job has failed must not meet the card that is gone. */
static void
test_lost_by_a_job (void)
{
  g_autoptr (Bench) bench = bench_new ("model");
  const KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);
  const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_PREPARE, BENCH_UID_A, &access,
                                                 0, 1);
  g_autoptr (KwEncoderWritten) written = NULL;
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (GError) error = NULL;

  bench_lay_new (bench, "classic1k", BENCH_UID_A, "card");
  bench_order (bench, "fault remove when=middle write=3");
  written = bench_write (bench, &write, &error);
  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_GONE);
  g_assert_null (kw_encoder_get_card (bench->encoder));
  g_clear_error (&error);

  bench_order (bench, "fault clear");
  bench_lay (bench, BENCH_UID_A, "card");
  bench_order (bench, "take");
  reading = bench_read (bench, BENCH_UID_A, &access, &error);
  g_assert_nonnull (error); /* NO_CARD or CARD_GONE: it may have been held since it was seen */
  g_assert_null (kw_encoder_get_card (bench->encoder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/worker/presence/a-classic-card-is-told-once", "classic1k", test_steady);
  g_test_add_data_func ("/worker/presence/a-desfire-card-is-told-once", "desfire", test_steady);
  g_test_add_data_func ("/worker/presence/a-tag-is-told-once", "ntag213", test_steady);
  g_test_add_func ("/worker/presence/swapped-cards-are-told-apart", test_swapped);
  g_test_add_data_func ("/worker/presence/a-classic-card-is-held-after-reading", "classic1k",
                        test_hold);
  g_test_add_data_func ("/worker/presence/a-desfire-card-is-held-after-reading", "desfire",
                        test_hold);
  g_test_add_func ("/worker/presence/a-released-card-is-looked-at-again", test_released);
  g_test_add_func ("/worker/presence/a-card-that-a-job-lost-is-not-there", test_lost_by_a_job);
  return g_test_run ();
}
