/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-batch.h"

static KwBatch *
make (KwBatchKind kind, const KwBatchCard *cards, guint n_cards, GError **error)
{
  const KwBatch fields = {
    .kind = kind, .created_at_unix_s = 1000, .n_cards = n_cards, .cards = cards
  };

  return kw_batch_new (&fields, error);
}

static void
test_what_is_next_comes_in_order (void)
{
  const KwBatchCard cards[] = {
    { .id = 1, .stay_id = 7, .door = { 1, 305 }, .state = KW_BATCH_CARD_STATE_DONE },
    { .id = 2, .stay_id = 7, .door = { 1, 305 }, .state = KW_BATCH_CARD_STATE_SKIPPED },
    { .id = 3, .stay_id = 7, .door = { 1, 305 }, .state = KW_BATCH_CARD_STATE_UNCERTAIN },
    { .id = 4, .stay_id = 8, .door = { 1, 306 } },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBatch) batch = make (KW_BATCH_KIND_ROOMS, cards, 4, &error);

  g_assert_no_error (error);
  g_assert_cmpint (kw_batch_get_next (batch)->id, ==, 3);
  g_assert_cmpuint (batch->n_done, ==, 1);
  g_assert_cmpuint (batch->n_skipped, ==, 1);
  g_assert_cmpuint (batch->n_uncertain, ==, 1);
  g_assert_cmpuint (batch->cards[2].n, ==, 3);
  g_assert_cmpuint (batch->cards[0].n_alike, ==, 3);
  g_assert_cmpuint (batch->cards[3].n, ==, 1);
  g_assert_cmpuint (batch->cards[3].n_alike, ==, 1);
  g_assert_cmpint (kw_batch_find (batch, 4)->stay_id, ==, 8);
  g_assert_null (kw_batch_find (batch, 5));
}

static void
test_texts_are_its_own (void)
{
  char holder[] = "Maria";
  const KwBatchCard card = {
    .kind = KW_GRANT_KIND_FLOOR, .building = 1, .floor = 3, .until_unix_s = 2000, .holder = holder
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBatch) batch = make (KW_BATCH_KIND_STAFF, &card, 1, &error);
  g_autoptr (KwBatch) held = NULL;

  g_assert_no_error (error);
  holder[0] = 'X';
  held = kw_batch_ref (batch);
  g_assert_cmpstr (held->cards[0].holder, ==, "Maria");
}

static void
test_nonsense_is_refused (void)
{
  static const struct
  {
    KwBatchKind kind;
    KwBatchCard card;
    int code;
  } cases[] = {
    { KW_BATCH_KIND_ROOMS, { .door = { 1, 305 } }, KW_MODEL_ERROR_RANGE },
    { KW_BATCH_KIND_ROOMS, { .stay_id = 1 }, KW_MODEL_ERROR_RANGE },
    { KW_BATCH_KIND_ROOMS,
      { .kind = KW_GRANT_KIND_MASTER, .stay_id = 1, .door = { 1, 305 } },
      KW_MODEL_ERROR_RULE },
    { KW_BATCH_KIND_STAFF,
      { .kind = KW_GRANT_KIND_MASTER, .building = 1, .until_unix_s = 1, .holder = "M" },
      KW_MODEL_ERROR_RULE },
    { KW_BATCH_KIND_STAFF,
      { .kind = KW_GRANT_KIND_FLOOR, .building = 1, .floor = 1, .until_unix_s = 1 },
      KW_MODEL_ERROR_MISSING },
    { KW_BATCH_KIND_STAFF,
      { .kind = KW_GRANT_KIND_BUILDING,
        .building = 1,
        .floor = 1,
        .until_unix_s = 1,
        .holder = "M" },
      KW_MODEL_ERROR_RANGE },
    { KW_BATCH_KIND_BLANK, { .state = (KwBatchCardState)9 }, KW_MODEL_ERROR_RANGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      g_assert_null (make (cases[i].kind, &cases[i].card, 1, &error));
      g_assert_error (error, KW_MODEL_ERROR, cases[i].code);
    }
}

static void
test_a_batch_has_cards_but_not_too_many (void)
{
  g_autofree KwBatchCard *cards = g_new0 (KwBatchCard, KW_BATCH_N_CARDS_MAX + 1);
  g_autoptr (KwBatch) full = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (make (KW_BATCH_KIND_BLANK, cards, 0, &error));
  g_assert_error (error, KW_MODEL_ERROR, KW_MODEL_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (make (KW_BATCH_KIND_BLANK, cards, KW_BATCH_N_CARDS_MAX + 1, &error));
  g_assert_error (error, KW_MODEL_ERROR, KW_MODEL_ERROR_LIMIT);
  g_clear_error (&error);
  full = make (KW_BATCH_KIND_BLANK, cards, KW_BATCH_N_CARDS_MAX, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/batch/what-is-next-comes-in-order", test_what_is_next_comes_in_order);
  g_test_add_func ("/model/batch/texts-are-its-own", test_texts_are_its_own);
  g_test_add_func ("/model/batch/nonsense-is-refused", test_nonsense_is_refused);
  g_test_add_func ("/model/batch/a-batch-has-cards-but-not-too-many",
                   test_a_batch_has_cards_but_not_too_many);
  return g_test_run ();
}
