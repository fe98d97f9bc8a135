/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-property-file.h"

#include "kw-property-reader.h"
#include "kw-wire-file.h"

#include <stdlib.h>
#include <string.h>

/* Reading, scanning and understanding are a third of the work each. */
typedef struct
{
  const KwWireWatcher *watcher;
  gsize size_bytes;
  guint n_thirds;
} Progress;

static gboolean
on_progress (gsize done_bytes, gpointer user_data)
{
  const Progress *progress = user_data;

  return progress->watcher == NULL ||
         progress->watcher->on_progress ((progress->size_bytes * progress->n_thirds + done_bytes) /
                                             3,
                                         progress->size_bytes, progress->watcher->user_data);
}

void
kw_property_file_free (KwPropertyFile *file)
{
  if (file == NULL)
    return;

  g_clear_pointer (&file->property, kw_property_unref);
  g_clear_pointer (&file->stays, g_ptr_array_unref);
  g_clear_pointer (&file->places, g_array_unref);
  g_free (file);
}

guint32
kw_property_place_make_key (KwPropertyPart part, guint parent, guint number)
{
  return (guint32)part << 24 | (parent & 0xff) << 16 | (number & 0xffff);
}

static int
compare_places (const void *a, const void *b)
{
  const guint32 one = ((const KwPropertyPlace *)a)->key;
  const guint32 other = ((const KwPropertyPlace *)b)->key;

  return (one > other) - (one < other);
}

char *
kw_property_file_find_place (const KwPropertyFile *file, KwPropertyPart part, guint parent,
                             guint number, guint *out_line)
{
  static const char *const lists[KW_PROPERTY_PART_N] = {
    [KW_PROPERTY_PART_BUILDING] = "buildings", [KW_PROPERTY_PART_FLOOR] = "floors",
    [KW_PROPERTY_PART_DOOR] = "rooms",         [KW_PROPERTY_PART_AREA] = "areas",
    [KW_PROPERTY_PART_BANK] = "banks",
  };
  const KwPropertyPlace wanted = { .key = kw_property_place_make_key (part, parent, number) };
  const KwPropertyPlace *place = NULL;

  if (file->places->len > 0)
    place = bsearch (&wanted, file->places->data, file->places->len, sizeof *place, compare_places);
  *out_line = place != NULL ? place->line : 0;
  if (place == NULL)
    return g_strdup ("");
  if (part == KW_PROPERTY_PART_LANDING)
    return g_strdup_printf ("banks[%u].landings[%u].number", place->outer_item, place->item);
  return g_strdup_printf ("%s[%u].number", lists[part], place->item);
}

static gboolean
read_parts (KwPropertyReading *reading)
{
  KwPropertyFile *file = reading->file;
  g_autoptr (KwProperty) stand_in = NULL;

  file->site_line = GPOINTER_TO_UINT (g_hash_table_lookup (reading->index->lines, "site"));
  file->places = g_array_new (FALSE, FALSE, sizeof (KwPropertyPlace));
  file->property = kw_property_reader_read_map (reading, &stand_in);
  if (file->property != NULL)
    file->stays = kw_property_reader_read_stays (reading, file->property, /* is_stand_in= */ FALSE);
  else if (stand_in != NULL)
    file->stays = kw_property_reader_read_stays (reading, stand_in, /* is_stand_in= */ TRUE);
  if (file->places->len > 0)
    qsort (file->places->data, file->places->len, sizeof (KwPropertyPlace), compare_places);
  return !reading->is_stopped && reading->problems->n == 0;
}

KwPropertyFile *
kw_property_file_decode_all (const char *text, gsize size_bytes, gint64 now_unix_s,
                             const KwWireWatcher *watcher, KwWireProblems *problems)
{
  g_autoptr (KwPropertyFile) file = g_new0 (KwPropertyFile, 1);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GHashTable) room_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (KwPropertyIndex) index = { 0 };
  Progress progress = { watcher, size_bytes, 1 };
  KwPropertyReading reading = {
    .index = &index,
    .problems = problems,
    .parser = parser,
    .now_unix_s = now_unix_s,
    .file = file,
    .on_progress = on_progress,
    .user_data = &progress,
    .room_names = room_names,
  };

  if (size_bytes >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0) /* as some editors begin a file */
    {
      text += 3;
      size_bytes -= 3;
    }
  if (!kw_property_index_build (&index, text, size_bytes, on_progress, &progress, problems,
                                &reading.is_stopped))
    return NULL;
  progress.n_thirds = 2;
  return read_parts (&reading) ? g_steal_pointer (&file) : NULL;
}

KwPropertyFile *
kw_property_file_load_all (const char *path, gint64 now_unix_s, const KwWireWatcher *watcher,
                           KwWireProblems *problems)
{
  gsize size_bytes = 0;
  g_autofree char *text = kw_wire_file_load (path, KW_PROPERTY_FILE_MAX_BYTES, watcher, problems,
                                             &size_bytes);

  if (text == NULL)
    return NULL;
  return kw_property_file_decode_all (text, size_bytes, now_unix_s, watcher, problems);
}

KwPropertyFile *
kw_property_file_decode (const char *name, const char *text, gsize size_bytes, gint64 now_unix_s,
                         GError **error)
{
  g_autoptr (KwWireProblems) problems = kw_wire_problems_new ();
  KwPropertyFile *file = kw_property_file_decode_all (text, size_bytes, now_unix_s, NULL, problems);

  if (file == NULL)
    kw_wire_problems_raise (problems, name, error);
  return file;
}

KwPropertyFile *
kw_property_file_load (const char *path, gint64 now_unix_s, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (KwWireProblems) problems = kw_wire_problems_new ();
  KwPropertyFile *file = kw_property_file_load_all (path, now_unix_s, NULL, problems);

  if (file == NULL)
    kw_wire_problems_raise (problems, name, error);
  return file;
}
