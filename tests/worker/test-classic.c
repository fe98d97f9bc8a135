/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <string.h>

#include "bench.h"

#define BLOCK_BYTES KW_CARD_CLASSIC_BLOCK_BYTES

static const guint8 *
get_block (GBytes *image, guint block)
{
  const guint8 *bytes = g_bytes_get_data (image, NULL);

  return bytes + block * BLOCK_BYTES;
}

/* The whole card, byte for byte: slot @slot holds @seed, the other one is empty. */
static void
assert_image (Bench *bench, const KwCardAccess *access, guint slot, guint seed)
{
  const guint8 first = access->classic_first_sector;
  g_autoptr (GBytes) image = bench_save (bench, "card");
  const guint8 zeros[BLOCK_BYTES] = { 0 };
  guint8 sealed[KW_CARD_SEALED_BYTES];
  guint8 trailer[BLOCK_BYTES];

  bench_sealed (seed, sealed);
  for (guint i = 0; i < KW_CARD_SEALED_BYTES / BLOCK_BYTES; i++)
    g_assert_cmpmem (get_block (image, kw_card_classic_block (first, slot, i)), BLOCK_BYTES,
                     sealed + i * BLOCK_BYTES, BLOCK_BYTES);
  g_assert_cmpmem (get_block (image, kw_card_classic_block (first, 1 - slot, 0)), BLOCK_BYTES,
                   zeros, BLOCK_BYTES);
  for (guint sector = 0; sector < KW_CARD_CLASSIC_N_SECTORS; sector++)
    {
      kw_card_classic_trailer (access->keys[0].classic_a[sector], kw_card_classic_access_ours,
                               access->keys[0].classic_b[sector], trailer);
      g_assert_cmpmem (get_block (image, (first + sector) * 4 + 3), BLOCK_BYTES, trailer,
                       BLOCK_BYTES);
    }
}

static void
test_blank_issue_and_return (gconstpointer medium)
{
  g_autoptr (Bench) bench = bench_new ("none");
  KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  if (g_str_equal (medium, "classic4k"))
    access.classic_first_sector = KW_CARD_CLASSIC_FIRST_SECTOR_MAX;
  bench_lay_new (bench, medium, BENCH_UID_A, "card");
  before = bench_save (bench, "card");
  bench_issue (bench, BENCH_UID_A, &access, 1);
  assert_image (bench, &access, 0, 1);
  bench_assert_carries (bench, BENCH_UID_A, &access, 1);
  bench_issue (bench, BENCH_UID_A, &access, 2);
  assert_image (bench, &access, 1, 2);
  bench_issue (bench, BENCH_UID_A, &access, 3);
  assert_image (bench, &access, 0, 3);

  bench_return (bench, BENCH_UID_A, &access);

  after = bench_save (bench, "card");
  g_assert_true (g_bytes_equal (before, after));
}

/* What the driver counts is what the encoder was asked; polls in between come on top. */
static void
test_exchanges (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);

  bench_lay_new (bench, "classic1k", BENCH_UID_A, "card");
  for (guint i = 0; i < 3; i++)
    {
      const guint64 n_before = bench_get_stat (bench, "exchanges");
      g_autoptr (GError) error = NULL;
      g_autoptr (KwEncoderReading) reading = bench_read (bench, BENCH_UID_A, &access, &error);
      const KwEncoderWrite write = bench_make_write (i == 0 ? KW_ENCODER_OPERATION_PREPARE
                                                            : KW_ENCODER_OPERATION_REWRITE,
                                                     BENCH_UID_A, &access, i % 2, i);
      g_autoptr (KwEncoderWritten) written = bench_write (bench, &write, &error);
      guint n_exchanges;

      g_assert_no_error (error);
      n_exchanges = (guint)reading->n_exchanges + written->n_exchanges;
      g_test_message ("issue %u: %u exchanges", i, n_exchanges);
      g_assert_cmpuint (n_exchanges, <=, i == 0 ? 72 : 39);
      g_assert_cmpuint (bench_get_stat (bench, "exchanges") - n_before, >=, n_exchanges);
      g_assert_cmpuint (bench_get_stat (bench, "exchanges") - n_before, <, n_exchanges + 10);
    }
}

static void
test_rounds (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (BENCH_UID_B, 1, 0);
  const guint n_rounds = 200;

  bench_lay_new (bench, "classic1k", BENCH_UID_B, "card");
  for (guint i = 0; i < n_rounds; i++)
    {
      bench_issue (bench, BENCH_UID_B, &access, i);
      if (i % 5 == 4)
        bench_return (bench, BENCH_UID_B, &access);
      else
        bench_assert_carries (bench, BENCH_UID_B, &access, i);
    }
}

static void
test_key_roll (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess old_access = bench_access (BENCH_UID_A, 1, 0);
  const KwCardAccess both = bench_access (BENCH_UID_A, 2, 1);
  const KwCardAccess new_access = bench_access (BENCH_UID_A, 2, 0);

  bench_lay_new (bench, "classic1k", BENCH_UID_A, "card");
  bench_issue (bench, BENCH_UID_A, &old_access, 1);
  bench_assert_carries (bench, BENCH_UID_A, &both, 1);

  bench_issue (bench, BENCH_UID_A, &both, 2);

  assert_image (bench, &new_access, 1, 2);
  bench_assert_carries (bench, BENCH_UID_A, &new_access, 2);
}

static void
test_foreign (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess ours = bench_access (BENCH_UID_A, 1, 0);
  const KwCardAccess theirs = bench_access (BENCH_UID_A, 77, 0);
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwEncoderWritten) written = NULL;
  const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_PREPARE, BENCH_UID_A, &ours,
                                                 0, 5);

  bench_lay_new (bench, "classic1k", BENCH_UID_A, "card");
  bench_issue (bench, BENCH_UID_A, &theirs, 1);
  before = bench_save (bench, "card");

  reading = bench_read (bench, BENCH_UID_A, &ours, &error);
  g_assert_no_error (error);
  written = bench_write (bench, &write, &error);

  g_assert_cmpint (reading->condition, ==, KW_ENCODER_CONDITION_FOREIGN);
  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_FOREIGN);
  g_assert_null (written);
  g_assert_cmpuint (kw_encoder_get_progress (bench->encoder)->n_writes_begun, ==, 0);
  after = bench_save (bench, "card");
  g_assert_true (g_bytes_equal (before, after));
}

/* Reads what a torn job has left, does what a desk would to finish it, and looks that the card is
 * good again. Returns FALSE if the plastic is damaged. */
static gboolean
finish_issue (Bench *bench, const KwCardAccess *access, guint seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwEncoderReading) reading = bench_read (bench, BENCH_UID_A, access, &error);

  g_assert_no_error (error);
  if (reading->condition == KW_ENCODER_CONDITION_DAMAGED ||
      reading->condition == KW_ENCODER_CONDITION_FOREIGN)
    return FALSE;
  bench_issue (bench, BENCH_UID_A, access, seed);
  bench_assert_carries (bench, BENCH_UID_A, access, seed);
  return TRUE;
}

static const char *const moments[] = { "before", "middle", "after" };

/* Pulls the card at every write of a first issue; only the middle of a trailer may damage it. */
static void
test_torn_first_issue (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);
  const guint n_writes = 9 + 6;
  guint n_damaged = 0;

  for (guint nth = 1; nth <= n_writes; nth++)
    for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
      {
        g_autofree char *name = g_strdup_printf ("t%u%s", nth, moments[i]);
        const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_PREPARE, BENCH_UID_A,
                                                       &access, 0, 1);
        g_autoptr (KwEncoderWritten) written = NULL;
        g_autoptr (GError) error = NULL;
        gboolean is_damaged;

        bench_order (bench, "new classic1k %s %s", BENCH_UID_A, name);
        bench_order (bench, "put %s", name);
        bench_order (bench, "fault remove when=%s write=%u", moments[i], nth);
        written = bench_write (bench, &write, &error);
        if (error == NULL || error->code != KW_ENCODER_ERROR_CARD_GONE)
          g_error ("%s: %s, command %u", name, error != NULL ? error->message : "done",
                   kw_encoder_get_progress (bench->encoder)->n_writes_begun);
        g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_GONE);
        g_assert_cmpuint (kw_encoder_get_progress (bench->encoder)->n_writes_begun, ==, nth);
        bench_order (bench, "put %s", name);
        is_damaged = !finish_issue (bench, &access, 2);
        g_assert_true (!is_damaged || (i == 1 && nth > 9));
        n_damaged += is_damaged;
        bench_order (bench, "take");
      }
  g_assert_cmpuint (n_damaged, ==, 6);
}

static gboolean
is_sealed (const KwEncoderReading *reading, guint seed)
{
  guint8 sealed[KW_CARD_SEALED_BYTES];

  bench_sealed (seed, sealed);
  for (guint i = 0; i < reading->n_slots; i++)
    if (reading->slots[i].is_present &&
        memcmp (reading->slots[i].sealed, sealed, sizeof sealed) == 0)
      return TRUE;
  return FALSE;
}

/* Pulls the card at every write of a re-issue and counts what carries neither credential. */
static guint
count_lost_credentials (Bench *bench, guint n_writes)
{
  const KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);
  guint n_lost = 0;

  bench_lay_new (bench, "classic1k", BENCH_UID_A, "card");
  for (guint nth = 1; nth <= n_writes; nth++)
    for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
      {
        const guint seed = 101 + nth * 3 + i;
        g_autoptr (GError) error = NULL;
        g_autoptr (KwEncoderReading) before = NULL;
        g_autoptr (KwEncoderReading) after = NULL;
        g_autoptr (KwEncoderWritten) written = NULL;
        KwEncoderWrite write;

        bench_issue (bench, BENCH_UID_A, &access, 100);
        before = bench_read (bench, BENCH_UID_A, &access, &error);
        g_assert_no_error (error);
        write = bench_make_write (KW_ENCODER_OPERATION_REWRITE, BENCH_UID_A, &access,
                                  before->slots[0].is_present ? 1 : 0, seed);
        bench_order (bench, "fault remove when=%s write=%u", moments[i], nth);
        written = bench_write (bench, &write, &error);
        g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_GONE);
        g_assert_cmpuint (kw_encoder_get_progress (bench->encoder)->n_writes_begun, ==, nth);
        g_clear_error (&error);
        bench_order (bench, "put card");

        after = bench_read (bench, BENCH_UID_A, &access, &error);

        g_assert_no_error (error);
        g_assert_cmpint (after->condition, ==, KW_ENCODER_CONDITION_OURS);
        if (!is_sealed (after, 100) && !is_sealed (after, seed))
          n_lost++;
      }
  return n_lost;
}

static void
test_torn_rewrite (void)
{
  g_autoptr (Bench) bench = bench_new ("none");

  g_assert_cmpuint (count_lost_credentials (bench, 9 + 1), ==, 0);
}

static void
test_overwriting_in_place (void)
{
  g_autoptr (Bench) bench = bench_new_without_encoder ("none");

  bench->encoder = kw_encoder_new (g_getenv ("KW_TEST_WORKER_OVERWRITING"), bench->connstring);
  bench_wait_state (bench, KW_ENCODER_STATE_READY);

  g_assert_cmpuint (count_lost_credentials (bench, 9), >, 0);
}

static void
test_torn_return (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);
  guint n_damaged = 0;

  for (guint nth = 1; nth <= 9 + 6; nth++)
    for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
      {
        g_autofree char *name = g_strdup_printf ("r%u%s", nth, moments[i]);
        const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_ERASE, BENCH_UID_A,
                                                       &access, 0, 0);
        g_autoptr (KwEncoderReading) reading = NULL;
        g_autoptr (KwEncoderWritten) written = NULL;
        g_autoptr (GError) error = NULL;
        gboolean is_damaged;

        bench_order (bench, "new classic1k %s %s", BENCH_UID_A, name);
        bench_order (bench, "put %s", name);
        bench_issue (bench, BENCH_UID_A, &access, 1);
        bench_order (bench, "fault remove when=%s write=%u", moments[i], nth);
        written = bench_write (bench, &write, &error);
        g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_GONE);
        g_clear_error (&error);
        bench_order (bench, "put %s", name);

        reading = bench_read (bench, BENCH_UID_A, &access, &error);
        g_assert_no_error (error);
        is_damaged = reading->condition == KW_ENCODER_CONDITION_DAMAGED ||
                     reading->condition == KW_ENCODER_CONDITION_FOREIGN;
        g_assert_true (!is_damaged || (i == 1 && nth > 9));
        n_damaged += is_damaged;
        if (!is_damaged)
          bench_return (bench, BENCH_UID_A, &access);
        bench_order (bench, "take");
      }
  g_assert_cmpuint (n_damaged, ==, 6);
}

/* Pulls the card at every write of a key roll: the credential of before or the new one is there at
 * any time, also while the torn roll is finished. */
static void
test_torn_key_roll (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess old_access = bench_access (BENCH_UID_A, 1, 0);
  const KwCardAccess both = bench_access (BENCH_UID_A, 2, 1);
  const KwCardAccess new_access = bench_access (BENCH_UID_A, 2, 0);

  for (guint nth = 1; nth <= 9 + 1 + 6; nth++)
    for (guint i = 0; i < 2; i++)
      {
        g_autofree char *name = g_strdup_printf ("k%u%u", nth, i);
        const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_REWRITE, BENCH_UID_A,
                                                       &both, 1, 2);
        const KwEncoderWrite finish = bench_make_write (KW_ENCODER_OPERATION_PREPARE, BENCH_UID_A,
                                                        &both, 0, 3);
        g_autoptr (KwEncoderReading) reading = NULL;
        g_autoptr (KwEncoderReading) later = NULL;
        g_autoptr (KwEncoderWritten) written = NULL;
        g_autoptr (GError) error = NULL;

        bench_order (bench, "new classic1k %s %s", BENCH_UID_A, name);
        bench_order (bench, "put %s", name);
        bench_issue (bench, BENCH_UID_A, &old_access, 1);
        bench_order (bench, "fault remove when=%s write=%u", i == 0 ? "before" : "after", nth);
        written = bench_write (bench, &write, &error);
        g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_GONE);
        g_clear_error (&error);
        bench_order (bench, "put %s", name);
        reading = bench_read (bench, BENCH_UID_A, &both, &error);
        g_assert_no_error (error);
        g_assert_true (is_sealed (reading, 1) || is_sealed (reading, 2));
        /* Torn again, twice, while it is finished; slot 1 is the one that counts. */
        for (guint j = 0; j < 2 && reading->condition == KW_ENCODER_CONDITION_UNFINISHED; j++)
          {
            bench_order (bench, "fault remove when=after write=%u", nth % 8 + 1);
            written = bench_write (bench, &finish, &error);
            g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_GONE);
            g_clear_error (&error);
            bench_order (bench, "put %s", name);
            g_clear_pointer (&later, kw_encoder_reading_free);
            later = bench_read (bench, BENCH_UID_A, &both, &error);
            g_assert_no_error (error);
            g_assert_true (is_sealed (later, 2));
          }

        bench_issue (bench, BENCH_UID_A, &both, 4);

        bench_assert_carries (bench, BENCH_UID_A, &new_access, 4);
        bench_order (bench, "take");
      }
}

static void
test_several (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (GError) error = NULL;

  bench_lay_new (bench, "classic1k", BENCH_UID_A, "one");
  bench_order (bench, "new classic1k %s two", BENCH_UID_B);
  bench_lay (bench, "several", "two");

  reading = bench_read (bench, BENCH_UID_A, &access, &error);

  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_SEVERAL_CARDS);
  g_assert_true (kw_encoder_error_is_retry ((KwEncoderError)error->code));
  bench_order (bench, "take one");
  bench_wait_card (bench, BENCH_UID_B);
}

static void
test_changed (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);
  const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_PREPARE, BENCH_UID_A, &access,
                                                 0, 1);
  g_autoptr (KwEncoderWritten) written = NULL;
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (GError) error = NULL;

  reading = bench_read (bench, BENCH_UID_A, &access, &error);
  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_NO_CARD);
  g_clear_error (&error);
  bench_lay_new (bench, "classic1k", BENCH_UID_B, "other");

  written = bench_write (bench, &write, &error);

  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_CHANGED);
  g_assert_cmpuint (bench_get_stat (bench, "writes"), ==, 0);
}

static void
test_unsupported (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (BENCH_UID_B, 1, 0);
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (GError) error = NULL;

  bench_lay_new (bench, "ntag213", BENCH_UID_B, "tag");
  g_assert_cmpint (kw_encoder_get_card (bench->encoder)->medium, ==, KW_CARD_MEDIUM_UNSUPPORTED);

  reading = bench_read (bench, BENCH_UID_B, &access, &error);

  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_UNSUPPORTED);
}

/* A bit that the card stored wrong must not pass. */
static void
test_verify (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  const KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);
  const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_PREPARE, BENCH_UID_A, &access,
                                                 0, 1);

  bench_lay_new (bench, "classic1k", BENCH_UID_A, "card");
  for (guint nth = 1; nth <= 9; nth++)
    {
      g_autoptr (KwEncoderWritten) written = NULL;
      g_autoptr (GError) error = NULL;

      bench_order (bench, "fault flip write=%u", nth);
      written = bench_write (bench, &write, &error);
      g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_VERIFY_MISMATCH);
      g_assert_null (written);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/worker/classic/1k-is-issued-rewritten-and-returned-byte-for-byte",
                        "classic1k", test_blank_issue_and_return);
  g_test_add_data_func ("/worker/classic/4k-is-issued-rewritten-and-returned-byte-for-byte",
                        "classic4k", test_blank_issue_and_return);
  g_test_add_func ("/worker/classic/re-issue-needs-few-exchanges", test_exchanges);
  g_test_add_func ("/worker/classic/one-card-lasts-many-rounds", test_rounds);
  g_test_add_func ("/worker/classic/keys-are-rolled-with-the-credential", test_key_roll);
  g_test_add_func ("/worker/classic/foreign-card-is-not-touched", test_foreign);
  g_test_add_func ("/worker/classic/torn-first-issue-can-be-finished", test_torn_first_issue);
  g_test_add_func ("/worker/classic/torn-rewrite-leaves-the-old-or-the-new", test_torn_rewrite);
  g_test_add_func ("/worker/classic/overwriting-in-place-would-be-found",
                   test_overwriting_in_place);
  g_test_add_func ("/worker/classic/torn-return-can-be-finished", test_torn_return);
  g_test_add_func ("/worker/classic/torn-key-roll-leaves-the-old-or-the-new", test_torn_key_roll);
  g_test_add_func ("/worker/classic/two-cards-are-told-and-refused", test_several);
  g_test_add_func ("/worker/classic/another-card-is-not-written", test_changed);
  g_test_add_func ("/worker/classic/other-chips-are-unsupported", test_unsupported);
  g_test_add_func ("/worker/classic/a-wrongly-stored-bit-is-found", test_verify);
  return g_test_run ();
}
