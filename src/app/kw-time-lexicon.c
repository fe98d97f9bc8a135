/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-time-lexicon.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <string.h>

#define N_WEEKDAYS 7
#define N_MONTHS 12
#define N_LETTERS_MIN 3 /* of a name that is not written out */

static const char *const weekday_names[N_WEEKDAYS] = {
  NC_ ("date", "Monday"),   NC_ ("date", "Tuesday"), NC_ ("date", "Wednesday"),
  NC_ ("date", "Thursday"), NC_ ("date", "Friday"),  NC_ ("date", "Saturday"),
  NC_ ("date", "Sunday"),
};
static const char *const month_names[N_MONTHS] = {
  NC_ ("date", "January"), NC_ ("date", "February"), NC_ ("date", "March"),
  NC_ ("date", "April"),   NC_ ("date", "May"),      NC_ ("date", "June"),
  NC_ ("date", "July"),    NC_ ("date", "August"),   NC_ ("date", "September"),
  NC_ ("date", "October"), NC_ ("date", "November"), NC_ ("date", "December"),
};
static const nl_item weekdays[] = { DAY_2, DAY_3, DAY_4, DAY_5, DAY_6, DAY_7, DAY_1 };
static const nl_item short_weekdays[] = { ABDAY_2, ABDAY_3, ABDAY_4, ABDAY_5,
                                          ABDAY_6, ABDAY_7, ABDAY_1 };
static const nl_item months[] = { MON_1, MON_2, MON_3, MON_4,  MON_5,  MON_6,
                                  MON_7, MON_8, MON_9, MON_10, MON_11, MON_12 };
static const nl_item short_months[] = { ABMON_1, ABMON_2, ABMON_3, ABMON_4,  ABMON_5,  ABMON_6,
                                        ABMON_7, ABMON_8, ABMON_9, ABMON_10, ABMON_11, ABMON_12 };

/* Words between "|", lower case. */
typedef struct
{
  KwTimeWordKind kind;
  int value;
  const char *words;
} Entry;

static const Entry entries[] = {
  /* Translators: words that people type for Monday and that are not its name alone, lower case,
     "|" between them; the same goes for the other days */
  { KW_TIME_WORD_WEEKDAY, 0, NC_ ("typed time", "monday|mon") },
  { KW_TIME_WORD_WEEKDAY, 1, NC_ ("typed time", "tuesday|tue") },
  { KW_TIME_WORD_WEEKDAY, 2, NC_ ("typed time", "wednesday|wed") },
  { KW_TIME_WORD_WEEKDAY, 3, NC_ ("typed time", "thursday|thu") },
  { KW_TIME_WORD_WEEKDAY, 4, NC_ ("typed time", "friday|fri") },
  { KW_TIME_WORD_WEEKDAY, 5, NC_ ("typed time", "saturday|sat") },
  { KW_TIME_WORD_WEEKDAY, 6, NC_ ("typed time", "sunday|sun") },
  /* Translators: words that people type for yesterday, lower case, "|" between them */
  { KW_TIME_WORD_NEAR_DAY, -1, NC_ ("typed time", "yesterday") },
  /* Translators: words that people type for today, lower case, "|" between them */
  { KW_TIME_WORD_NEAR_DAY, 0, NC_ ("typed time", "today") },
  /* Translators: words that people type for tomorrow, lower case, "|" between them */
  { KW_TIME_WORD_NEAR_DAY, 1, NC_ ("typed time", "tomorrow") },
  /* Translators: words that people type for the day after tomorrow, lower case, "|" between them */
  { KW_TIME_WORD_NEAR_DAY, 2, NC_ ("typed time", "day after tomorrow") },
  /* Translators: words beside an hour before noon, where twelve is midnight, lower case, "|"
     between them */
  { KW_TIME_WORD_HALF_DAY, KW_TIME_HALF_MORNING,
    NC_ ("typed time", "am|a.m.|a. m.|in the morning") },
  /* Translators: words beside an hour after noon, where twelve is noon, lower case, "|" between
     them */
  { KW_TIME_WORD_HALF_DAY, KW_TIME_HALF_AFTERNOON,
    NC_ ("typed time", "pm|p.m.|p. m.|in the afternoon") },
  /* Translators: words beside an hour of the evening or the night, lower case, "|" between them */
  { KW_TIME_WORD_HALF_DAY, KW_TIME_HALF_EVENING, NC_ ("typed time", "in the evening") },
  /* Translators: words for noon, lower case, "|" between them */
  { KW_TIME_WORD_HALF_DAY, KW_TIME_HALF_NOON, NC_ ("typed time", "noon|at noon") },
  /* Translators: words that people type behind an hour, as in 11h30, lower case, "|" between them
   */
  { KW_TIME_WORD_HOUR, 0, NC_ ("typed time", "h|hours|o'clock") },
  /* Translators: words that people type behind minutes, lower case, "|" between them */
  { KW_TIME_WORD_MINUTE, 0, NC_ ("typed time", "min|minutes") },
  /* Translators: words behind an hour that mean half an hour more, lower case, "|" between them */
  { KW_TIME_WORD_HALF_PAST, 0, NC_ ("typed time", "and a half") },
  /* Translators: words that people type behind a number of nights or days, lower case, "|" between
     them */
  { KW_TIME_WORD_DAYS, 0, NC_ ("typed time", "night|nights|day|days") },
  /* Translators: words that may stand in a typed time and mean nothing by themselves ("on Sunday
     at 11 o'clock"), lower case, "|" between them */
  { KW_TIME_WORD_FILLER, 0, NC_ ("typed time", "at|on|the|of|until|o'clock|h") },
};

/* Folding */

char *
kw_time_lexicon_fold (const char *text)
{
  g_autofree char *lower = g_utf8_casefold (text, -1);
  g_autofree char *parts = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL);
  GString *folded = g_string_new (NULL);

  for (const char *at = parts != NULL ? parts : ""; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar character = g_utf8_get_char (at);

      if (g_unichar_ismark (character) || g_unichar_type (character) == G_UNICODE_FORMAT)
        continue;
      if (character == 0x2019) /* an apostrophe as typesetters have it */
        g_string_append_c (folded, '\'');
      else if (character == 0x2236) /* ratio, for a colon */
        g_string_append_c (folded, ':');
      else if (!g_unichar_isspace (character))
        g_string_append_unichar (folded, character);
      else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  return g_string_free (folded, FALSE);
}

/* Finding */

typedef struct
{
  const char *rest;
  KwTimeWord *word; /* the best so far */
} Search;

static gboolean
is_letter (gunichar character)
{
  return g_unichar_isalpha (character) || character == '\'';
}

/* Of scripts that put no blanks between words. */
static gboolean
needs_no_blank (gunichar character)
{
  return g_unichar_get_script (character) == G_UNICODE_SCRIPT_HAN;
}

static void
try (Search *search, const char *name, KwTimeWordKind kind, int value)
{
  g_autofree char *folded = kw_time_lexicon_fold (name);
  gsize size_bytes;
  const char *behind;

  g_strstrip (folded);
  size_bytes = strlen (folded);
  if (size_bytes > 0 && folded[size_bytes - 1] == '.')
    folded[--size_bytes] = '\0';
  if (size_bytes <= search->word->size_bytes || !g_str_has_prefix (search->rest, folded))
    return;
  behind = search->rest + size_bytes;
  if (is_letter (g_utf8_get_char (behind)) &&
      !needs_no_blank (g_utf8_get_char (g_utf8_prev_char (behind))))
    return;
  *search->word = (KwTimeWord){ kind, value, size_bytes };
}

static void
try_each (Search *search, const char *words, KwTimeWordKind kind, int value)
{
  g_auto (GStrv) names = g_strsplit (words, "|", -1);

  for (guint i = 0; names[i] != NULL; i++)
    try (search, names[i], kind, value);
}

/* The names of the weekdays or of the months. */
typedef struct
{
  KwTimeWordKind kind;
  int first_value;
  int n;
  const char *const *english;
  const nl_item *full;
  const nl_item *abbreviated;
} Names;

static const Names names_of_weekdays = { KW_TIME_WORD_WEEKDAY, 0,        N_WEEKDAYS,
                                         weekday_names,        weekdays, short_weekdays };
static const Names names_of_months = { KW_TIME_WORD_MONTH, 1,      N_MONTHS,
                                       month_names,        months, short_months };

static void
try_names (Search *search, const Names *names)
{
  for (int i = 0; i < names->n; i++)
    {
      const int value = names->first_value + i;

      try (search, names->english[i], names->kind, value);
      try (search, g_dpgettext2 (GETTEXT_PACKAGE, "date", names->english[i]), names->kind, value);
      try (search, nl_langinfo (names->full[i]), names->kind, value);
      try (search, nl_langinfo (names->abbreviated[i]), names->kind, value);
    }
}

static gboolean
begins (const char *name, const char *letters)
{
  g_autofree char *folded = kw_time_lexicon_fold (name);

  return g_str_has_prefix (folded, letters);
}

/* "Tues", "Novem": the letters that a name begins with, if no other name does. */
static void
try_beginning (Search *search, const Names *names)
{
  const char *end = search->rest;
  g_autofree char *letters = NULL;
  int found = -1;

  while (g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  letters = g_strndup (search->rest, (gsize)(end - search->rest));
  if (g_utf8_strlen (letters, -1) < N_LETTERS_MIN || strlen (letters) <= search->word->size_bytes)
    return;
  for (int i = 0; i < names->n; i++)
    if (begins (names->english[i], letters) ||
        begins (g_dpgettext2 (GETTEXT_PACKAGE, "date", names->english[i]), letters) ||
        begins (nl_langinfo (names->full[i]), letters))
      {
        if (found >= 0)
          return;
        found = i;
      }
  if (found >= 0)
    *search->word = (KwTimeWord){ names->kind, names->first_value + found, strlen (letters) };
}

/* What the translators know of comes before what is English. */
static void
try_entries (Search *search, guint kinds, gboolean is_english)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if ((kinds & 1u << entries[i].kind) != 0)
      try_each (search,
                is_english ? entries[i].words
                           : g_dpgettext2 (GETTEXT_PACKAGE, "typed time", entries[i].words),
                entries[i].kind, entries[i].value);
}

gboolean
kw_time_lexicon_find (const char *rest, guint kinds, KwTimeWord *out_word)
{
  const gboolean has_weekdays = (kinds & 1u << KW_TIME_WORD_WEEKDAY) != 0;
  const gboolean has_months = (kinds & 1u << KW_TIME_WORD_MONTH) != 0;
  KwTimeWord word = { 0 };
  Search search = { rest, &word };

  if (has_weekdays)
    try_names (&search, &names_of_weekdays);
  if (has_months)
    try_names (&search, &names_of_months);
  try_entries (&search, kinds, /* is_english= */ FALSE);
  if ((kinds & 1u << KW_TIME_WORD_HALF_DAY) != 0)
    {
      try (&search, nl_langinfo (AM_STR), KW_TIME_WORD_HALF_DAY, KW_TIME_HALF_MORNING);
      try (&search, nl_langinfo (PM_STR), KW_TIME_WORD_HALF_DAY, KW_TIME_HALF_AFTERNOON);
    }
  try_entries (&search, kinds, /* is_english= */ TRUE);
  if (has_weekdays)
    try_beginning (&search, &names_of_weekdays);
  if (has_months)
    try_beginning (&search, &names_of_months);
  if (word.size_bytes == 0)
    return FALSE;
  if (rest[word.size_bytes] == '.') /* of an abbreviation */
    word.size_bytes++;
  *out_word = word;
  return TRUE;
}
