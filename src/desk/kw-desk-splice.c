/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-splice.h"

/* How far ahead two lists are compared for where they meet again, and in how many rows they must
 * agree there. */
#define N_AHEAD 64
#define N_AGREE 4

/* More of them are not worth telling apart. */
#define N_SPLICES_MAX 64

typedef struct
{
  const KwDeskPackedKeys *keys;
  guint n_keys;
} Keys;

static guint64
get (Keys keys, guint i)
{
  return kw_desk_packed_keys_get (keys.keys, i);
}

static gboolean
agree (Keys old, guint i, Keys new, guint j)
{
  for (guint k = 0; k < N_AGREE; k++)
    {
      const gboolean is_old_over = i + k >= old.n_keys;
      const gboolean is_new_over = j + k >= new.n_keys;

      if (is_old_over || is_new_over)
        return is_old_over == is_new_over;
      if (get (old, i + k) != get (new, j + k))
        return FALSE;
    }
  return TRUE;
}

/* The nearest place behind @i and @j where both go on alike. */
static gboolean
find_meeting (Keys old, guint *i, Keys new, guint *j)
{
  for (guint sum = 1; sum <= N_AHEAD; sum++)
    for (guint removed = 0; removed <= sum; removed++)
      {
        const guint added = sum - removed;

        if (*i + removed <= old.n_keys && *j + added <= new.n_keys &&
            agree (old, *i + removed, new, *j + added))
          {
            *i += removed;
            *j += added;
            return TRUE;
          }
      }
  return FALSE;
}

static guint
count_common_end (Keys old, guint i, Keys new, guint j)
{
  guint n_common = 0;

  while (n_common < old.n_keys - i &&
         n_common < new.n_keys - j &&get (old, old.n_keys - 1 - n_common) ==
             get (new, new.n_keys - 1 - n_common))
    n_common++;
  return n_common;
}

void
kw_desk_splice_find (const KwDeskPackedKeys *old_keys, const KwDeskPackedKeys *new_keys,
                     GArray *splices)
{
  const Keys old = { old_keys, kw_desk_packed_keys_get_length (old_keys) };
  const Keys new = { new_keys, kw_desk_packed_keys_get_length (new_keys) };
  guint i = 0;
  guint j = 0;

  while (i < old.n_keys || j < new.n_keys)
    {
      const guint start_i = i;
      const guint start_j = j;
      KwDeskSplice splice;

      if (i < old.n_keys && j < new.n_keys &&get (old, i) == get (new, j))
        {
          i++;
          j++;
          continue;
        }
      if (splices->len + 1 >= N_SPLICES_MAX || !find_meeting (old, &i, new, &j))
        {
          const guint n_common = count_common_end (old, i, new, j);

          i = old.n_keys - n_common;
          j = new.n_keys - n_common;
        }
      splice = (KwDeskSplice){ start_i, i - start_i, start_j, j - start_j };
      g_array_append_val (splices, splice);
    }
}
