/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-card.h"

#define CARD .number_station = 7, .number_counter = 42, .uid = { 4, 1, 2, 3, 9 }, .uid_len = 4

static void
test_a_card_shows_its_number (void)
{
  const KwCard fields = { CARD, .medium = KW_MEDIUM_DESFIRE };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwCard) card = kw_card_new (&fields, &error);
  g_autofree char *label = NULL;
  guint station = 0;
  guint64 counter = 0;

  g_assert_no_error (error);
  label = kw_card_dup_label (card);
  g_assert_cmpstr (label, ==, "7-42");
  g_assert_cmpuint (card->uid[4], ==, 0);
  g_assert_true (kw_card_parse_label (label, &station, &counter, &error));
  g_assert_cmpuint (station, ==, 7);
  g_assert_cmpuint (counter, ==, 42);
}

static void
test_what_is_not_a_number_of_a_card_is_refused (void)
{
  static const char *const bad[] = { "",      "7",         "-",
                                     "7-",    "-42",       "0-1",
                                     "7-0",   "8388608-1", "7-1099511627776",
                                     "7-42x", " 7-42",     "7--1" };
  guint station = 0;
  guint64 counter = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (kw_card_parse_label (bad[i], &station, &counter, &error));
      g_assert_cmpint (error->domain, ==, KW_MODEL_ERROR);
    }
  g_assert_true (kw_card_parse_label ("8388607-1099511627775", &station, &counter, NULL));
}

static void
test_impossible_cards_are_refused (void)
{
  static const struct
  {
    KwCard fields;
    const char *field;
  } bad[] = {
    { { CARD, .id = -1 }, "id: " },
    { { CARD, .number_station = 0 }, "number: " },
    { { CARD, .number_station = 8388608 }, "number: " },
    { { CARD, .number_counter = 0 }, "number: " },
    { { CARD, .number_counter = G_MAXUINT64 }, "number: " },
    { { CARD, .uid_len = 0 }, "uid: " },
    { { CARD, .uid_len = 5 }, "uid: " },
    { { CARD, .uid_len = 11 }, "uid: " },
    { { CARD, .medium = (KwMedium)4 }, "medium: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kw_card_new (&bad[i].fields, &error));
      g_assert_error (error, KW_MODEL_ERROR, KW_MODEL_ERROR_RANGE);
      g_assert_true (g_str_has_prefix (error->message, bad[i].field));
    }
}

static void
test_every_field_counts_in_a_comparison (void)
{
  static const KwCard base = { CARD };
  static const KwCard others[] = {
    { CARD, .id = 1 },
    { CARD, .number_station = 8 },
    { CARD, .number_counter = 43 },
    { CARD, .uid = { 4, 1, 2, 4 } },
    { CARD, .uid_len = 7 },
    { CARD, .medium = KW_MEDIUM_DESFIRE },
    { CARD, .is_discarded = TRUE },
  };

  g_assert_true (kw_card_equal (&base, &base));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (kw_card_equal (&base, &others[i]));
}

static void
test_media_have_names_that_lead_back (void)
{
  KwMedium medium = KW_MEDIUM_CLASSIC_1K;

  for (guint i = 0; i < KW_MEDIUM_N; i++)
    {
      g_assert_true (kw_medium_from_string (kw_medium_to_string ((KwMedium)i), &medium));
      g_assert_cmpint (medium, ==, (KwMedium)i);
    }
  g_assert_false (kw_medium_from_string ("classic", &medium));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/card/a-card-shows-its-number", test_a_card_shows_its_number);
  g_test_add_func ("/model/card/what-is-not-a-number-of-a-card-is-refused",
                   test_what_is_not_a_number_of_a_card_is_refused);
  g_test_add_func ("/model/card/impossible-cards-are-refused", test_impossible_cards_are_refused);
  g_test_add_func ("/model/card/every-field-counts-in-a-comparison",
                   test_every_field_counts_in_a_comparison);
  g_test_add_func ("/model/card/media-have-names-that-lead-back",
                   test_media_have_names_that_lead_back);
  return g_test_run ();
}
