/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words that people type in a time: those of the locale, of the program's language and of
 * English. Main thread. */

/**
 * KwTimeWordKind:
 * @KW_TIME_WORD_WEEKDAY: `value` 0 = Monday
 * @KW_TIME_WORD_MONTH: `value` 1..12
 * @KW_TIME_WORD_NEAR_DAY: `value` days from today, -1..2
 * @KW_TIME_WORD_HALF_DAY: `value` is a #KwTimeHalf
 * @KW_TIME_WORD_HOUR: stands behind an hour
 * @KW_TIME_WORD_MINUTE: stands behind a minute
 * @KW_TIME_WORD_HALF_PAST: half an hour more than the hour before it
 * @KW_TIME_WORD_DAYS: stands behind a number of days
 * @KW_TIME_WORD_FILLER: means nothing by itself
 */
typedef enum
{
  KW_TIME_WORD_WEEKDAY,
  KW_TIME_WORD_MONTH,
  KW_TIME_WORD_NEAR_DAY,
  KW_TIME_WORD_HALF_DAY,
  KW_TIME_WORD_HOUR,
  KW_TIME_WORD_MINUTE,
  KW_TIME_WORD_HALF_PAST,
  KW_TIME_WORD_DAYS,
  KW_TIME_WORD_FILLER,
} KwTimeWordKind;

/**
 * KwTimeHalf:
 * @KW_TIME_HALF_MORNING: twelve is midnight
 * @KW_TIME_HALF_AFTERNOON: twelve is noon
 * @KW_TIME_HALF_EVENING: twelve may be either end of the day
 * @KW_TIME_HALF_NOON: about noon; alone it is twelve
 */
typedef enum
{
  KW_TIME_HALF_MORNING,
  KW_TIME_HALF_AFTERNOON,
  KW_TIME_HALF_EVENING,
  KW_TIME_HALF_NOON,
} KwTimeHalf;

/**
 * KwTimeWord:
 * @kind: what it is
 * @value: which; 0 where the kind says it all
 * @size_bytes: how much of the text it takes
 *
 * A word of a folded text.
 */
typedef struct
{
  KwTimeWordKind kind;
  int value;
  gsize size_bytes;
} KwTimeWord;

/**
 * kw_time_lexicon_fold:
 * @text: what was typed, valid UTF-8
 *
 * Returns: (transfer full): @text without differences that do not count: case, accents and vowel
 *   signs, the width of letters, digits and signs, marks of direction, how many blanks
 */
char *kw_time_lexicon_fold (const char *text);

/**
 * kw_time_lexicon_find:
 * @rest: a folded text from where a word begins
 * @kinds: (bitmask): the kinds that may stand there, `1u << kind` each
 * @out_word: (out): the longest word of those kinds; untouched if there is none
 *
 * A word of letters is taken whole, or by three letters or more that it begins with if only one
 * weekday or month begins so; one of Chinese is taken without a blank behind it.
 *
 * Returns: %TRUE if there is one
 */
gboolean kw_time_lexicon_find (const char *rest, guint kinds, KwTimeWord *out_word);

G_END_DECLS
