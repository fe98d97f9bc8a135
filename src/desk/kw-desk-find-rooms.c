/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-find-rooms.h"

#include <glib/gi18n-lib.h>

/* Between words; a slash as in "Seehaus/305". */
#define BETWEEN " \t/,"

typedef enum
{
  RANK_SAME,
  RANK_BEGIN,
  RANK_BEGIN_BEHIND_ZEROS,
  RANK_INSIDE,
  RANK_BUILDING,
  RANK_NONE,
} Rank;
#define RANK_N RANK_NONE

/* What is looked for; all casefolded. */
typedef struct
{
  char *text;
  char **words;
  char **parts;  /* the words as they are where what stands beside a number is glued to it */
  char **labels; /* what people say beside the name of a room */
} Query;

static char **
split_words (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_strsplit_set (folded, BETWEEN, -1);
}

/* A number ends with its last letter of a keyboard's: "0305A". */
static const char *
find_number_end (const char *number)
{
  const char *end = number;

  for (const char *rest = number; *rest != '\0'; rest++)
    if (g_ascii_isalnum (*rest))
      end = rest + 1;
  return end;
}

/* "Room305" and, where people write no spaces, "305" with the word for a room behind it. */
static void
append_parts (GPtrArray *parts, const char *word)
{
  const char *number = strpbrk (word, "0123456789");
  const char *end = number == NULL ? NULL : find_number_end (number);

  if (number == NULL)
    {
      g_ptr_array_add (parts, g_strdup (word));
      return;
    }
  g_ptr_array_add (parts, g_strndup (word, (gsize)(number - word)));
  g_ptr_array_add (parts, g_strndup (number, (gsize)(end - number)));
  g_ptr_array_add (parts, g_strdup (end));
}

static char **
split_parts (char *const *words)
{
  GPtrArray *parts = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    append_parts (parts, words[i]);
  g_ptr_array_add (parts, NULL);
  return (char **)g_ptr_array_free (parts, FALSE);
}

static void
query_init (Query *query, const char *text)
{
  query->text = g_utf8_casefold (text, -1);
  query->words = split_words (text);
  query->parts = split_parts (query->words);
  /* Translators: what people may write beside the name of a room when they look for one, with
   * spaces between: "room 305", "#305". As many words as there are in your language. */
  query->labels = split_words (C_ ("search", "room rm rm. number no. #"));
}

static void
query_clear (Query *query)
{
  g_free (query->text);
  g_strfreev (query->words);
  g_strfreev (query->parts);
  g_strfreev (query->labels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

static Rank
rank_name (const char *name, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  if (strcmp (folded, text) == 0)
    return RANK_SAME;
  if (g_str_has_prefix (folded, text))
    return RANK_BEGIN;
  if (g_str_has_prefix (folded + strspn (folded, "0"), text))
    return RANK_BEGIN_BEHIND_ZEROS;
  return strstr (folded, text) != NULL ? RANK_INSIDE : RANK_NONE;
}

/* Whether @word, which does not name the room, may stand beside its name: the word for a room, or
 * the beginning of a word of its building. */
static gboolean
is_beside (const Query *query, char *const *building, const char *word)
{
  if (g_strv_contains ((const char *const *)query->labels, word))
    return TRUE;
  for (guint i = 0; building[i] != NULL; i++)
    if (g_str_has_prefix (building[i], word))
      return TRUE;
  return FALSE;
}

/* One of @words names the room, and the others say that it is one, and where. */
static Rank
rank_words (const Query *query, char *const *words, const KwDoor *door, char *const *building)
{
  Rank rank = RANK_NONE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      Rank of_name = RANK_NONE;

      if (*words[i] == '\0')
        continue;
      of_name = rank == RANK_NONE ? rank_name (door->name, words[i]) : RANK_NONE;
      if (of_name != RANK_NONE)
        rank = of_name;
      else if (!is_beside (query, building, words[i]))
        return RANK_NONE;
    }
  return rank;
}

static Rank
rank_door (const Query *query, const KwProperty *property, const KwDoor *door)
{
  const char *building = kw_property_get_building (property, door->building)->name;
  Rank rank = rank_name (door->name, query->text);

  if (rank == RANK_NONE && query->parts[0] != NULL && query->parts[1] != NULL)
    {
      g_auto (GStrv) words = split_words (building);

      rank = rank_words (query, query->words, door, words);
      if (rank == RANK_NONE)
        rank = rank_words (query, query->parts, door, words);
    }
  if (rank == RANK_NONE && rank_name (building, query->text) == RANK_SAME)
    return RANK_BUILDING;
  return rank;
}

gboolean
kw_desk_find_rooms (const KwProperty *property, const char *text, guint limit, GPtrArray *found)
{
  g_auto (Query) query = { NULL };
  g_autofree guint8 *ranks = g_new (guint8, MAX (property->n_doors, 1));
  guint n_found = 0;

  query_init (&query, text);
  for (guint i = 0; i < property->n_doors; i++)
    ranks[i] = (guint8)rank_door (&query, property, &property->doors[i]);
  for (guint rank = 0; rank < RANK_N; rank++)
    for (guint i = 0; i < property->n_doors; i++)
      if (ranks[i] == rank && n_found++ < limit)
        g_ptr_array_add (found, (gpointer)&property->doors[i]);
  return n_found > limit;
}
