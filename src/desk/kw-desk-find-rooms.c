/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-find-rooms.h"

typedef enum
{
  RANK_SAME,
  RANK_BEGIN,
  RANK_BEGIN_BEHIND_ZEROS,
  RANK_INSIDE,
  RANK_NONE,
} Rank;
#define RANK_N RANK_NONE

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

gboolean
kw_desk_find_rooms (const KwProperty *property, const char *text, guint limit, GPtrArray *found)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree guint8 *ranks = g_new (guint8, MAX (property->n_doors, 1));
  guint n_found = 0;

  for (guint i = 0; i < property->n_doors; i++)
    ranks[i] = (guint8)rank_name (property->doors[i].name, folded);
  for (guint rank = 0; rank < RANK_N; rank++)
    for (guint i = 0; i < property->n_doors; i++)
      if (ranks[i] == rank && n_found++ < limit)
        g_ptr_array_add (found, (gpointer)&property->doors[i]);
  return n_found > limit;
}
