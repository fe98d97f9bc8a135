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
  char **labels; /* what people say before the name of a room */
} Query;

static char **
split_words (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_strsplit_set (folded, BETWEEN, -1);
}

static void
query_init (Query *query, const char *text)
{
  query->text = g_utf8_casefold (text, -1);
  query->words = split_words (text);
  /* Translators: the name of a room */
  query->labels = split_words (_ ("Room %s"));
}

static void
query_clear (Query *query)
{
  g_free (query->text);
  g_strfreev (query->words);
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

/* One of the words names the room, and the others say that it is one, and where. */
static Rank
rank_words (const Query *query, const KwDoor *door, char *const *building)
{
  Rank rank = RANK_NONE;

  for (guint i = 0; query->words[i] != NULL; i++)
    {
      Rank of_name = RANK_NONE;

      if (*query->words[i] == '\0')
        continue;
      of_name = rank == RANK_NONE ? rank_name (door->name, query->words[i]) : RANK_NONE;
      if (of_name != RANK_NONE)
        rank = of_name;
      else if (!is_beside (query, building, query->words[i]))
        return RANK_NONE;
    }
  return rank;
}

static Rank
rank_door (const Query *query, const KwProperty *property, const KwDoor *door)
{
  const char *building = kw_property_get_building (property, door->building)->name;
  Rank rank = rank_name (door->name, query->text);

  if (rank == RANK_NONE && strpbrk (query->text, BETWEEN) != NULL)
    {
      g_auto (GStrv) words = split_words (building);

      rank = rank_words (query, door, words);
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
