/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-row-cache.h"

typedef struct
{
  GObject *item;
  guint64 used;
  guint position;
} Entry;

struct _KwDeskRowCache
{
  GHashTable *entries; /* key → Entry */
  guint64 clock;
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->item);
  g_free (entry);
}

static int
compare_stamps (gconstpointer a, gconstpointer b)
{
  const guint64 x = *(const guint64 *)a;
  const guint64 y = *(const guint64 *)b;

  return x < y ? 1 : x > y ? -1 : 0;
}

static gboolean
is_used_before (gpointer key, gpointer value, gpointer limit)
{
  return ((const Entry *)value)->used < *(const guint64 *)limit;
}

KwDeskRowCache *
kw_desk_row_cache_new (void)
{
  KwDeskRowCache *self = g_new0 (KwDeskRowCache, 1);

  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_entry);
  return self;
}

void
kw_desk_row_cache_free (KwDeskRowCache *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->entries);
  g_free (self);
}

guint
kw_desk_row_cache_get_length (const KwDeskRowCache *self)
{
  return g_hash_table_size (self->entries);
}

void
kw_desk_row_cache_put (KwDeskRowCache *self, guint64 key, guint position, GObject *item)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->item = item;
  entry->position = position;
  entry->used = ++self->clock;
  g_hash_table_replace (self->entries, g_memdup2 (&key, sizeof key), entry);
}

void
kw_desk_row_cache_replace (KwDeskRowCache *self, guint64 key, GObject *item)
{
  Entry *entry = g_hash_table_lookup (self->entries, &key);
  g_autoptr (GObject) own = item;

  g_return_if_fail (entry != NULL);

  g_set_object (&entry->item, own);
}

gpointer
kw_desk_row_cache_look (const KwDeskRowCache *self, guint64 key, guint *out_position)
{
  const Entry *entry = g_hash_table_lookup (self->entries, &key);

  if (entry == NULL)
    return NULL;
  if (out_position != NULL)
    *out_position = entry->position;
  return entry->item;
}

gpointer
kw_desk_row_cache_use (KwDeskRowCache *self, guint64 key, guint position)
{
  Entry *entry = g_hash_table_lookup (self->entries, &key);

  if (entry == NULL)
    return NULL;
  entry->used = ++self->clock;
  entry->position = position;
  return entry->item;
}

GArray *
kw_desk_row_cache_list_keys (const KwDeskRowCache *self)
{
  GArray *keys = g_array_sized_new (FALSE, FALSE, sizeof (guint64),
                                    g_hash_table_size (self->entries));
  GHashTableIter iter;
  gpointer key = NULL;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_val (keys, *(const guint64 *)key);
  return keys;
}

void
kw_desk_row_cache_shift (KwDeskRowCache *self, guint first, guint n_removed, guint n_added)
{
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      if (entry->position >= first)
        entry->position = entry->position - n_removed + n_added;
    }
}

void
kw_desk_row_cache_trim (KwDeskRowCache *self, guint n_kept)
{
  g_autoptr (GArray) stamps = NULL;
  GHashTableIter iter;
  gpointer value = NULL;
  guint64 limit = 0;

  if (g_hash_table_size (self->entries) <= n_kept)
    return;

  stamps = g_array_sized_new (FALSE, FALSE, sizeof (guint64), g_hash_table_size (self->entries));
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_array_append_val (stamps, ((const Entry *)value)->used);
  g_array_sort (stamps, compare_stamps);
  limit = g_array_index (stamps, guint64, n_kept - 1);
  g_hash_table_foreach_remove (self->entries, is_used_before, &limit);
}

void
kw_desk_row_cache_clear (KwDeskRowCache *self)
{
  g_hash_table_remove_all (self->entries);
}
