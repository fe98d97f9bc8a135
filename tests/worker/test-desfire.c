/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <string.h>

#include "bench.h"

#define UID BENCH_UID_B

static const char *const moments[] = { "before", "middle", "after" };

static KwEncoderReading *
read_well (Bench *bench, const KwCardAccess *access)
{
  g_autoptr (GError) error = NULL;
  KwEncoderReading *reading = bench_read (bench, UID, access, &error);

  g_assert_no_error (error);
  return reading;
}

static void
test_issue_and_return (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (UID, 1, 0);
  g_autoptr (KwEncoderReading) blank = NULL;
  g_autoptr (KwEncoderReading) again = NULL;

  bench_lay_new (bench, "desfire", UID, "card");
  g_assert_cmpint (kw_encoder_get_card (bench->encoder)->medium, ==, KW_CARD_MEDIUM_DESFIRE);
  blank = read_well (bench, &access);
  g_assert_cmpint (blank->condition, ==, KW_ENCODER_CONDITION_BLANK);
  g_assert_cmpuint (blank->free_bytes, >=, KW_CARD_DESFIRE_FREE_BYTES_MIN);
  for (guint seed = 1; seed < 4; seed++)
    {
      const guint64 n_before = bench_get_stat (bench, "exchanges");

      bench_issue (bench, UID, &access, seed);
      g_test_message ("issue %u: %" G_GUINT64_FORMAT " exchanges", seed,
                      bench_get_stat (bench, "exchanges") - n_before);
      bench_assert_carries (bench, UID, &access, seed);
    }

  bench_return (bench, UID, &access);

  again = read_well (bench, &access);
  g_assert_cmpint (again->condition, ==, KW_ENCODER_CONDITION_BLANK);
  g_assert_cmpuint (again->free_bytes, ==, blank->free_bytes);
}

/* Laid down again, the card is found anew: then the short way is taken. */
static void
lay_again (Bench *bench)
{
  bench_lift (bench);
  bench_lay (bench, UID, "card");
}

/* Six exchanges to read and seven to write: one more would be the long way. */
static void
test_short_way (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (UID, 1, 0);

  bench_lay_new (bench, "desfire", UID, "card");
  bench_issue (bench, UID, &access, 1);
  for (guint seed = 2; seed < 5; seed++)
    {
      const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_REWRITE, UID, &access, 0,
                                                     seed);
      g_autoptr (KwEncoderReading) reading = NULL;
      g_autoptr (KwEncoderWritten) written = NULL;
      g_autoptr (GError) error = NULL;

      if (seed < 4) /* and once more in the session in which it was written */
        lay_again (bench);
      reading = read_well (bench, &access);
      written = bench_write (bench, &write, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (reading->n_exchanges, ==, 6);
      g_assert_cmpuint (written->n_exchanges, ==, 7);
      g_assert_cmpuint (written->n_writes, ==, 2);
      bench_assert_carries (bench, UID, &access, seed);
    }
}

static void
test_rounds (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (UID, 1, 0);
  const guint n_rounds = 100;

  bench_lay_new (bench, "desfire", UID, "card");
  for (guint i = 0; i < n_rounds; i++)
    {
      bench_issue (bench, UID, &access, i);
      bench_assert_carries (bench, UID, &access, i);
      bench_return (bench, UID, &access);
    }
}

static void
test_key_roll (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess old_access = bench_access (UID, 1, 0);
  const KwCardAccess both = bench_access (UID, 2, 1);
  const KwCardAccess new_access = bench_access (UID, 2, 0);

  bench_lay_new (bench, "desfire", UID, "card");
  bench_issue (bench, UID, &old_access, 1);
  bench_assert_carries (bench, UID, &both, 1);

  bench_issue (bench, UID, &both, 2);

  bench_assert_carries (bench, UID, &new_access, 2);
}

static void
test_foreign (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess ours = bench_access (UID, 1, 0);
  const KwCardAccess theirs = bench_access (UID, 77, 0);
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (KwEncoderWritten) written = NULL;
  g_autoptr (GError) error = NULL;
  const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_PREPARE, UID, &ours, 0, 5);

  bench_lay_new (bench, "desfire", UID, "card");
  bench_issue (bench, UID, &theirs, 1);

  reading = read_well (bench, &ours);
  written = bench_write (bench, &write, &error);

  g_assert_cmpint (reading->condition, ==, KW_ENCODER_CONDITION_FOREIGN);
  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_FOREIGN);
  g_assert_cmpuint (kw_encoder_get_progress (bench->encoder)->n_writes_begun, ==, 0);
  bench_assert_carries (bench, UID, &theirs, 1);
}

/* A second application stands for somebody else's: ours is emptied, the card is not formatted. */
static void
test_return_beside_others (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess ours = bench_access (UID, 1, 0);
  KwCardAccess theirs = bench_access (UID, 2, 0);
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (KwEncoderWritten) written = NULL;
  g_autoptr (GError) error = NULL;
  const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_ERASE, UID, &ours, 0, 0);

  theirs.desfire_application = 0xf5a702;
  bench_lay_new (bench, "desfire", UID, "card");
  bench_issue (bench, UID, &theirs, 7);
  bench_issue (bench, UID, &ours, 1);

  written = bench_write (bench, &write, &error);

  g_assert_no_error (error);
  g_assert_false (written->is_factory_blank);
  reading = read_well (bench, &ours);
  g_assert_cmpint (reading->condition, ==, KW_ENCODER_CONDITION_OURS);
  g_assert_false (reading->slots[0].is_present);
  bench_assert_carries (bench, UID, &theirs, 7);
  bench_issue (bench, UID, &ours, 2);
  bench_assert_carries (bench, UID, &ours, 2);
}

static void
test_full (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  KwCardAccess access = bench_access (UID, 1, 0);
  g_autoptr (GError) error = NULL;

  bench_lay_new (bench, "desfire", UID, "card");
  for (guint i = 0; i < 20 && error == NULL; i++)
    {
      const guint32 application = 0xf50000 + i;
      g_autoptr (KwEncoderReading) reading = NULL;
      g_autoptr (KwEncoderWritten) written = NULL;
      KwEncoderWrite write;

      access.desfire_application = application;
      reading = read_well (bench, &access);
      write = bench_make_write (KW_ENCODER_OPERATION_PREPARE, UID, &access, 0, i);
      written = bench_write (bench, &write, &error);
      g_assert_true ((written == NULL) == (reading->free_bytes < KW_CARD_DESFIRE_FREE_BYTES_MIN));
    }

  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_FULL);
  g_assert_nonnull (strstr (error->message, "bytes of memory left"));
}

/* Pulls the card at every write of a first issue; whatever is left can be finished. */
static void
test_torn_first_issue (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (UID, 1, 0);
  gboolean is_whole = FALSE;

  for (guint nth = 1; nth < 40 && !is_whole; nth++)
    for (guint i = 0; i < G_N_ELEMENTS (moments) && !is_whole; i++)
      {
        g_autofree char *name = g_strdup_printf ("t%u%s", nth, moments[i]);
        const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_PREPARE, UID, &access,
                                                       0, 1);
        g_autoptr (KwEncoderReading) reading = NULL;
        g_autoptr (KwEncoderWritten) written = NULL;
        g_autoptr (GError) error = NULL;

        bench_order (bench, "new desfire %s %s", UID, name);
        bench_order (bench, "put %s", name);
        bench_order (bench, "fault remove when=%s write=%u", moments[i], nth);
        written = bench_write (bench, &write, &error);
        is_whole = written != NULL;
        if (!is_whole)
          {
            g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_GONE);
            bench_order (bench, "put %s", name);
            reading = read_well (bench, &access);
            g_assert_cmpint (reading->condition, !=, KW_ENCODER_CONDITION_FOREIGN);
            g_assert_cmpint (reading->condition, !=, KW_ENCODER_CONDITION_DAMAGED);
            bench_issue (bench, UID, &access, 2);
            bench_assert_carries (bench, UID, &access, 2);
          }
        bench_order (bench, "fault clear");
        bench_order (bench, "take");
      }
  g_assert_true (is_whole);
}

static gboolean
is_sealed (const KwEncoderReading *reading, guint seed)
{
  guint8 sealed[KW_CARD_SEALED_BYTES];

  bench_sealed (seed, sealed);
  return reading->slots[0].is_present &&
         memcmp (reading->slots[0].sealed, sealed, sizeof sealed) == 0;
}

static void
test_torn_rewrite (gconstpointer user_data)
{
  const gboolean is_short = GPOINTER_TO_INT (user_data);
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (UID, 1, 0);
  gboolean is_whole = FALSE;

  bench_lay_new (bench, "desfire", UID, "card");
  bench_issue (bench, UID, &access, 100);
  for (guint nth = 1; nth < 40 && !is_whole; nth++)
    for (guint i = 0; i < G_N_ELEMENTS (moments) && !is_whole; i++)
      {
        const guint seed = 101 + nth * 3 + i;
        const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_REWRITE, UID, &access,
                                                       0, seed);
        g_autoptr (KwEncoderReading) before = NULL;
        g_autoptr (KwEncoderReading) after = NULL;
        g_autoptr (KwEncoderWritten) written = NULL;
        g_autoptr (GError) error = NULL;

        bench_issue (bench, UID, &access, 100);
        if (is_short)
          {
            lay_again (bench);
            before = read_well (bench, &access);
          }
        bench_order (bench, "fault remove when=%s write=%u", moments[i], nth);
        written = bench_write (bench, &write, &error);
        is_whole = written != NULL;
        if (is_whole)
          break;
        g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_GONE);
        bench_order (bench, "put card");

        after = read_well (bench, &access);

        g_assert_cmpint (after->condition, ==, KW_ENCODER_CONDITION_OURS);
        g_assert_true (is_sealed (after, 100) || is_sealed (after, seed));
      }
  g_assert_true (is_whole);
}

static void
test_torn_return (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (UID, 1, 0);

  bench_lay_new (bench, "desfire", UID, "card");
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_ERASE, UID, &access, 0,
                                                     0);
      g_autoptr (KwEncoderReading) reading = NULL;
      g_autoptr (KwEncoderWritten) written = NULL;
      g_autoptr (GError) error = NULL;

      bench_issue (bench, UID, &access, 1);
      bench_order (bench, "fault remove when=%s write=1", moments[i]);
      written = bench_write (bench, &write, &error);
      g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_GONE);
      bench_order (bench, "put card");
      bench_return (bench, UID, &access);
      reading = read_well (bench, &access);
      g_assert_cmpint (reading->condition, ==, KW_ENCODER_CONDITION_BLANK);
    }
}

/* libfreefare waits for ever: the worker is killed at the deadline. */
static void
test_silence (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (UID, 1, 0);
  const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_REWRITE, UID, &access, 0, 2);
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (KwEncoderWritten) written = NULL;
  g_autoptr (GError) error = NULL;
  int pid;

  bench_lay_new (bench, "desfire", UID, "card");
  bench_issue (bench, UID, &access, 1);
  bench_order (bench, "fault silence op=c7");
  pid = kw_encoder_get_worker_pid (bench->encoder);

  written = bench_write (bench, &write, &error);

  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_UNCERTAIN);
  bench_wait_state (bench, KW_ENCODER_STATE_READY);
  g_assert_cmpint (kw_encoder_get_worker_pid (bench->encoder), !=, pid);
  reading = read_well (bench, &access);
  g_assert_true (is_sealed (reading, 1) || is_sealed (reading, 2));
}

/* Each fault strikes one exchange of an issue. */
static void
issue_under (Bench *bench, const char *const *faults, gboolean is_short)
{
  const KwCardAccess access = bench_access (UID, 1, 0);

  for (guint i = 0; faults[i] != NULL; i++)
    {
      const guint64 n_before = bench_get_stat (bench, "faults");

      if (is_short)
        lay_again (bench);
      bench_order (bench, "fault %s", faults[i]);
      bench_issue (bench, UID, &access, i);
      bench_assert_carries (bench, UID, &access, i);
      bench_order (bench, "fault clear");
      g_test_message ("%s", faults[i]);
      g_assert_cmpuint (bench_get_stat (bench, "faults"), ==, n_before + 1);
    }
}

static const char *const flickers[] = {
  "corrupt command=40", "error command=40", "status command=40 value=01", "corrupt op=c7",
  "corrupt op=3d",      "nack op=bd",       "status op=3d value=01",      NULL
};

static void
test_flicker (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (UID, 1, 0);

  bench_lay_new (bench, "desfire", UID, "card");
  bench_issue (bench, UID, &access, 100);
  issue_under (bench, flickers, /* is_short= */ FALSE);
}

/* The short way gives up on a silent encoder by itself, libfreefare does not. */
static void
test_short_flicker (void)
{
  static const char *const more[] = { "silence op=5a",
                                      "silence op=c7",
                                      "silence op=3d",
                                      "corrupt op=af after=4",
                                      "nack op=aa",
                                      "status op=bd value=01",
                                      NULL };
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (UID, 1, 0);

  bench_lay_new (bench, "desfire", UID, "card");
  bench_issue (bench, UID, &access, 100);
  issue_under (bench, flickers, /* is_short= */ TRUE);
  issue_under (bench, more, /* is_short= */ TRUE);
}

/* A bit that the card stored wrong must not pass, whichever way it was written. */
static void
test_verify (gconstpointer user_data)
{
  const gboolean is_short = GPOINTER_TO_INT (user_data);
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (UID, 1, 0);
  const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_REWRITE, UID, &access, 0, 2);
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (KwEncoderWritten) written = NULL;
  g_autoptr (GError) error = NULL;

  bench_lay_new (bench, "desfire", UID, "card");
  bench_issue (bench, UID, &access, 1);
  if (is_short)
    {
      lay_again (bench);
      reading = read_well (bench, &access);
    }
  bench_order (bench, "fault flip write=1");

  written = bench_write (bench, &write, &error);

  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_VERIFY_MISMATCH);
  g_assert_null (written);
  bench_issue (bench, UID, &access, 3);
  bench_assert_carries (bench, UID, &access, 3);
}

/* libnfc itself would crash on this. */
static void
test_ats_of_no_length (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const int pid = kw_encoder_get_worker_pid (bench->encoder);
  const KwCardAccess access = bench_access (UID, 1, 0);
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (GError) error = NULL;

  bench_order (bench, "fault ats value=00 count=all command=4a");
  bench_lay_new (bench, "desfire", UID, "odd");

  reading = bench_read (bench, UID, &access, &error);

  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_UNSUPPORTED);
  g_assert_cmpint (kw_encoder_get_worker_pid (bench->encoder), ==, pid);
  bench_order (bench, "fault clear");
  bench_order (bench, "take");
  bench_wait_card (bench, NULL);
  bench_lay (bench, UID, "odd");
  bench_issue (bench, UID, &access, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/desfire/is-issued-rewritten-and-returned", test_issue_and_return);
  g_test_add_func ("/worker/desfire/one-card-lasts-many-rounds", test_rounds);
  g_test_add_func ("/worker/desfire/keys-are-rolled-with-the-credential", test_key_roll);
  g_test_add_func ("/worker/desfire/foreign-application-is-not-touched", test_foreign);
  g_test_add_func ("/worker/desfire/return-leaves-other-applications", test_return_beside_others);
  g_test_add_func ("/worker/desfire/full-card-is-said", test_full);
  g_test_add_func ("/worker/desfire/torn-first-issue-can-be-finished", test_torn_first_issue);
  g_test_add_func ("/worker/desfire/card-of-ours-takes-the-short-way", test_short_way);
  g_test_add_data_func ("/worker/desfire/torn-rewrite-leaves-the-old-or-the-new",
                        GINT_TO_POINTER (FALSE), test_torn_rewrite);
  g_test_add_data_func ("/worker/desfire/torn-short-rewrite-leaves-the-old-or-the-new",
                        GINT_TO_POINTER (TRUE), test_torn_rewrite);
  g_test_add_func ("/worker/desfire/torn-return-can-be-finished", test_torn_return);
  g_test_add_func ("/worker/desfire/silence-is-ended-by-the-deadline", test_silence);
  g_test_add_func ("/worker/desfire/one-damaged-frame-does-no-harm", test_flicker);
  g_test_add_func ("/worker/desfire/one-lost-frame-of-the-short-way-does-no-harm",
                   test_short_flicker);
  g_test_add_data_func ("/worker/desfire/a-wrongly-stored-bit-is-found", GINT_TO_POINTER (FALSE),
                        test_verify);
  g_test_add_data_func ("/worker/desfire/a-bit-wrongly-stored-the-short-way-is-found",
                        GINT_TO_POINTER (TRUE), test_verify);
  g_test_add_func ("/worker/desfire/ats-of-no-length-is-an-unsupported-card",
                   test_ats_of_no_length);
  return g_test_run ();
}
