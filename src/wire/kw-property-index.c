/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-property-index.h"

#include "kw-property.h"

/* Far more than a house of 65535 rooms books ahead; bounds the work on a broken file. */
#define N_STAYS_MAX 200000

/* Trees of JSON are large and slow to make: no field gets one that is larger than it can need to
 * be, every character written as \uXXXX. */
#define ITEM_MAX_BYTES (1024 * 1024)
#define FIELD_MAX_BYTES (4 * 1024)
#define LIST_MAX_BYTES (16 * 1024)
#define LANDINGS_MAX_BYTES (128 * 1024)

#define N_FIELDS_MAX 11

static const struct
{
  const char *name;
  guint max;
  const char *fields[N_FIELDS_MAX + 1]; /* of an item, those that are read */
} lists[KW_PROPERTY_LIST_N] = {
  [KW_PROPERTY_LIST_BUILDINGS] = { "buildings", KW_PROPERTY_N_BUILDINGS_MAX, { "number", "name" } },
  [KW_PROPERTY_LIST_FLOORS] = { "floors",
                                KW_PROPERTY_N_BUILDINGS_MAX *KW_PROPERTY_N_FLOORS_MAX,
                                { "building", "number", "name" } },
  [KW_PROPERTY_LIST_ROOMS] = { "rooms",
                               KW_PROPERTY_N_DOORS_MAX,
                               { "building", "floor", "number", "name" } },
  [KW_PROPERTY_LIST_AREAS] = { "areas",
                               KW_PROPERTY_N_AREAS_MAX,
                               { "number", "name", "building", "floor", "default" } },
  [KW_PROPERTY_LIST_BANKS] = { "banks",
                               KW_PROPERTY_N_BANKS_MAX,
                               { "number", "name", "building", "landings" } },
  [KW_PROPERTY_LIST_STAYS] = { "stays",
                               N_STAYS_MAX,
                               { "room", "rooms", "from", "until", "from_day", "until_day",
                                 "from_time", "until_time", "tenants", "reference", "state" } },
};

static const char *const head_fields[] = {
  "format",
  "site",
  "name",
  "time_zone",
  "check_in",
  "check_out",
  "allow_cloneable_master",
  "desfire_application",
  "classic_first_sector",
};

typedef struct
{
  KwPropertyIndex *index;
  KwWireProblems *problems;
  gboolean (*on_progress) (gsize done_bytes, gpointer user_data);
  gpointer user_data;
} Building;

const char *
kw_property_list_get_name (KwPropertyList list)
{
  return lists[list].name;
}

guint
kw_property_list_get_max (KwPropertyList list)
{
  return lists[list].max;
}

static gboolean
find_list (const char *member, KwPropertyList *out_list)
{
  for (guint i = 0; i < KW_PROPERTY_LIST_N; i++)
    if (g_str_equal (lists[i].name, member))
      {
        *out_list = (KwPropertyList)i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_head_field (const char *member)
{
  for (gsize i = 0; i < G_N_ELEMENTS (head_fields); i++)
    if (g_str_equal (head_fields[i], member))
      return TRUE;
  return FALSE;
}

static gboolean
wants_member (const char *member, gpointer user_data)
{
  KwPropertyList list = KW_PROPERTY_LIST_BUILDINGS;

  return is_head_field (member) || find_list (member, &list);
}

static void
add_item (Building *building, KwPropertyList list, const KwJsonPiece *piece)
{
  KwPropertyIndex *index = building->index;
  KwPropertyPiece item = { piece->text, piece->size_bytes, piece->line };

  if (++index->n_items[list] > lists[list].max)
    return;
  if (piece->size_bytes > ITEM_MAX_BYTES)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", lists[list].name, piece->index);

      kw_wire_problems_add (building->problems, piece->line, path, KW_WIRE_ERROR_LIMIT,
                            "is larger than %d kB", ITEM_MAX_BYTES / 1024);
      item.text = NULL;
    }
  g_array_append_val (index->items[list], item);
}

static void
add_list (Building *building, KwPropertyList list, const KwJsonPiece *piece)
{
  KwPropertyIndex *index = building->index;

  index->has_list[list] = *piece->text != 'n'; /* null */
  index->is_list[list] = *piece->text == '[';
  if (index->has_list[list] && !index->is_list[list])
    kw_wire_problems_add (building->problems, piece->line, lists[list].name, KW_WIRE_ERROR_VALUE,
                          "must be a list in [ ]");
  else if (index->n_items[list] > lists[list].max)
    kw_wire_problems_add (building->problems, piece->line, lists[list].name, KW_WIRE_ERROR_LIMIT,
                          "are %u, at most %u are possible", index->n_items[list], lists[list].max);
}

static gsize
get_max_bytes (const char *field)
{
  if (g_str_equal (field, "landings"))
    return LANDINGS_MAX_BYTES;
  return g_str_equal (field, "rooms") || g_str_equal (field, "tenants") ? LIST_MAX_BYTES
                                                                        : FIELD_MAX_BYTES;
}

/* Adds a member to an object that is being written. */
static void
add_field (GString *object, const KwJsonPiece *piece, guint first_line, const char *path,
           KwWireProblems *problems)
{
  const gsize max_bytes = get_max_bytes (piece->member);

  if (piece->size_bytes > max_bytes)
    {
      kw_wire_problems_add (problems, first_line - 1 + piece->line, path, KW_WIRE_ERROR_LIMIT,
                            "is larger than %u kB", (guint)(max_bytes / 1024));
      return;
    }
  g_string_append_printf (object, "%s\"%s\":", object->len > 1 ? "," : "", piece->member);
  g_string_append_len (object, piece->text, (gssize)piece->size_bytes);
}

static gboolean
on_piece (const KwJsonPiece *piece, gpointer user_data, char **out_problem)
{
  Building *building = user_data;
  KwPropertyList list = KW_PROPERTY_LIST_BUILDINGS;
  const gboolean is_list = find_list (piece->member, &list);

  if (piece->is_item)
    {
      if (is_list)
        add_item (building, list, piece);
      return TRUE;
    }
  g_hash_table_insert (building->index->lines, g_strdup (piece->member),
                       GUINT_TO_POINTER (piece->line));
  if (is_list)
    add_list (building, list, piece);
  else
    add_field (building->index->head, piece, 1, piece->member, building->problems);
  return TRUE;
}

static gboolean
on_scanned (gsize done_bytes, gpointer user_data)
{
  const Building *building = user_data;

  return building->on_progress == NULL || building->on_progress (done_bytes, building->user_data);
}

gboolean
kw_property_index_build (KwPropertyIndex *index, const char *text, gsize size_bytes,
                         gboolean (*on_progress) (gsize done_bytes, gpointer user_data),
                         gpointer user_data, KwWireProblems *problems, gboolean *out_is_stopped)
{
  g_auto (KwJsonFault) fault = { 0 };
  Building building = { index, problems, on_progress, user_data };
  const KwJsonWatcher watcher = { TRUE, wants_member, on_piece, on_scanned, &building };

  *index = (KwPropertyIndex){ .head = g_string_new ("{"), .head_line = 1 };
  index->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < KW_PROPERTY_LIST_N; i++)
    index->items[i] = g_array_new (FALSE, FALSE, sizeof (KwPropertyPiece));
  for (gsize i = 0; i < size_bytes && g_ascii_isspace (text[i]); i++)
    index->head_line += text[i] == '\n';

  *out_is_stopped = FALSE;
  if (!kw_json_scan_check (text, size_bytes, &watcher, &fault))
    {
      *out_is_stopped = fault.is_stopped;
      return !fault.is_stopped && kw_wire_problems_add (problems, fault.line, fault.path,
                                                        KW_WIRE_ERROR_SYNTAX, "%s", fault.problem);
    }
  g_string_append_c (index->head, '}');
  return TRUE;
}

typedef struct
{
  const KwPropertyPiece *item;
  KwPropertyList list;
  const char *path;
  GString *object;
  KwWireProblems *problems;
} Filter;

static gboolean
wants_field (const char *member, gpointer user_data)
{
  const Filter *filter = user_data;

  return g_strv_contains (lists[filter->list].fields, member);
}

static gboolean
on_field (const KwJsonPiece *piece, gpointer user_data, char **out_problem)
{
  const Filter *filter = user_data;
  g_autofree char *path = NULL;

  if (piece->is_item)
    return TRUE;
  path = g_strconcat (filter->path, ".", piece->member, NULL);
  add_field (filter->object, piece, filter->item->line, path, filter->problems);
  return TRUE;
}

gboolean
kw_property_piece_filter (const KwPropertyPiece *item, KwPropertyList list, const char *path,
                          GString *object, KwWireProblems *problems)
{
  g_auto (KwJsonFault) fault = { 0 };
  Filter filter = { item, list, path, object, problems };
  const KwJsonWatcher watcher = { TRUE, wants_field, on_field, NULL, &filter };

  g_string_assign (object, "{");
  if (!kw_json_scan_check (item->text, item->size_bytes, &watcher, &fault))
    return kw_wire_problems_add (problems, item->line, path, KW_WIRE_ERROR_VALUE,
                                 "must be an object in { }");
  g_string_append_c (object, '}');
  return TRUE;
}

void
kw_property_index_clear (KwPropertyIndex *index)
{
  if (index->head != NULL)
    g_string_free (index->head, TRUE);
  g_clear_pointer (&index->lines, g_hash_table_unref);
  for (guint i = 0; i < KW_PROPERTY_LIST_N; i++)
    g_clear_pointer (&index->items[i], g_array_unref);
  index->head = NULL;
}
