/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-name.h"

/* Longer names were never stored. */
#define N_WORDS_MAX 16

/* As SQLite's tokenizer unicode61 tells words from what stands between them: the index holds no
 * phrases, so that a part that it would take for two words must not reach it as one. */
#define BIT(type) (1u << (type))
static const guint32 word_types = BIT (G_UNICODE_UPPERCASE_LETTER) |
                                  BIT (G_UNICODE_LOWERCASE_LETTER) |
                                  BIT (G_UNICODE_TITLECASE_LETTER) |
                                  BIT (G_UNICODE_MODIFIER_LETTER) | BIT (G_UNICODE_OTHER_LETTER) |
                                  BIT (G_UNICODE_DECIMAL_NUMBER) | BIT (G_UNICODE_LETTER_NUMBER) |
                                  BIT (G_UNICODE_OTHER_NUMBER) | BIT (G_UNICODE_PRIVATE_USE);

/* Accents that stand on their own belong to the word before them. */
static gboolean
is_word_char (gunichar c)
{
  return (word_types & BIT (g_unichar_type (c))) != 0 || (c >= 0x300 && c <= 0x331);
}

char *
kw_store_name_dup_match (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) match = g_string_new (NULL);
  const char *p = composed;
  guint n_words = 0;

  while (p != NULL && *p != '\0' && n_words < N_WORDS_MAX)
    {
      const char *start = p;

      while (is_word_char (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p > start)
        {
          g_string_append_printf (match, "%s\"%.*s\"*", n_words > 0 ? " " : "", (int)(p - start),
                                  start);
          n_words++;
        }
      else
        p = g_utf8_next_char (p);
    }
  return n_words > 0 ? g_string_free (g_steal_pointer (&match), /* free_segment= */ FALSE) : NULL;
}
