/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"
#include "kw-error-words.h"

#include <string.h>

static void
test_every_code_has_a_sentence_of_its_own (void)
{
  g_autoptr (GHashTable) sentences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint code = 0; code < KW_DESK_ERROR_N; code++)
    {
      g_autofree char *own = g_strdup_printf ("The desk's words for %u.", code);
      const GError error = { KW_DESK_ERROR, (int)code, own };
      char *sentence = kw_error_words_dup_sentence (&error);

      g_assert_true (g_unichar_isupper (g_utf8_get_char (sentence)));
      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_null (strchr (sentence, '!'));
      g_assert_true (g_hash_table_add (sentences, sentence));
    }
}

static void
test_names_and_dates_are_kept (void)
{
  const GError in_use = { KW_DESK_ERROR, KW_DESK_ERROR_CARD_IN_USE, "This card opens 412." };
  const GError foreign = { KW_DESK_ERROR, KW_DESK_ERROR_CARD_FOREIGN, "other words" };
  const GError file = { G_FILE_ERROR, G_FILE_ERROR_NOENT, "no such file" };
  g_autofree char *in_use_words = kw_error_words_dup_sentence (&in_use);
  g_autofree char *foreign_words = kw_error_words_dup_sentence (&foreign);
  g_autofree char *file_words = kw_error_words_dup_sentence (&file);

  g_assert_cmpstr (in_use_words, ==, "This card opens 412.");
  g_assert_cmpstr (foreign_words, ==, "This card belongs to another system. Nothing was changed.");
  g_assert_cmpstr (file_words, ==, "no such file");
}

static void
test_what_stops_the_clerk_has_a_button (void)
{
  static const struct
  {
    KwDeskError code;
    KwErrorAction action;
  } table[] = {
    { KW_DESK_ERROR_PRESENT_CARD_AGAIN, KW_ERROR_ACTION_LAY_DOWN_AGAIN },
    { KW_DESK_ERROR_PRESENT_ONE_CARD, KW_ERROR_ACTION_NONE },
    { KW_DESK_ERROR_CARD_FOREIGN, KW_ERROR_ACTION_USE_ANOTHER_CARD },
    { KW_DESK_ERROR_CARD_IN_USE, KW_ERROR_ACTION_USE_ANOTHER_CARD },
    { KW_DESK_ERROR_CARD_NEEDS_RETURN, KW_ERROR_ACTION_RETURN_CARD },
    { KW_DESK_ERROR_CARD_DAMAGED, KW_ERROR_ACTION_DISCARD_CARD },
    { KW_DESK_ERROR_MEDIUM_COPYABLE, KW_ERROR_ACTION_USE_ANOTHER_CARD },
    { KW_DESK_ERROR_CARD_UNCERTAIN, KW_ERROR_ACTION_LAY_DOWN_AGAIN },
    { KW_DESK_ERROR_ENCODER_MISSING, KW_ERROR_ACTION_SET_UP_ENCODER },
    { KW_DESK_ERROR_ENCODER_UNKNOWN, KW_ERROR_ACTION_CHOOSE_ENCODER },
    { KW_DESK_ERROR_ENCODER_BUSY, KW_ERROR_ACTION_FREE_ENCODER },
    { KW_DESK_ERROR_CLOCK_SUSPECT, KW_ERROR_ACTION_CHECK_CLOCK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const GError error = { KW_DESK_ERROR, (int)table[i].code, "Words." };

      g_assert_cmpint (kw_error_words_get_action (&error), ==, table[i].action);
    }
  for (guint code = 0; code < KW_DESK_ERROR_N; code++)
    {
      const GError error = { KW_DESK_ERROR, (int)code, "Words." };
      const KwErrorAction action = kw_error_words_get_action (&error);
      const gboolean goes_on = code == KW_DESK_ERROR_PRESENT_ONE_CARD ||
                               code == KW_DESK_ERROR_CANCELLED;

      g_assert_cmpint (action == KW_ERROR_ACTION_NONE, ==, goes_on);
    }
}

static void
test_every_button_has_a_mnemonic (void)
{
  for (guint action = KW_ERROR_ACTION_NONE + 1; action < KW_ERROR_ACTION_N; action++)
    g_assert_nonnull (strchr (kw_error_words_get_button (action), '_'));
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/error-words/every-code-has-a-sentence-of-its-own",
                   test_every_code_has_a_sentence_of_its_own);
  g_test_add_func ("/app/error-words/names-and-dates-are-kept", test_names_and_dates_are_kept);
  g_test_add_func ("/app/error-words/what-stops-the-clerk-has-a-button",
                   test_what_stops_the_clerk_has_a_button);
  g_test_add_func ("/app/error-words/every-button-has-a-mnemonic",
                   test_every_button_has_a_mnemonic);
  return g_test_run ();
}
