/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/wire only: where in a property file its parts stand, so that each can be parsed alone:
 * the tree of a whole file would take fifty times its size. */

#include "kw-json-scan.h"
#include "kw-wire-problem.h"

G_BEGIN_DECLS

typedef enum
{
  KW_PROPERTY_LIST_BUILDINGS,
  KW_PROPERTY_LIST_FLOORS,
  KW_PROPERTY_LIST_ROOMS,
  KW_PROPERTY_LIST_AREAS,
  KW_PROPERTY_LIST_BANKS,
  KW_PROPERTY_LIST_STAYS,
} KwPropertyList;
#define KW_PROPERTY_LIST_N 6

/**
 * KwPropertyPiece:
 * @text: (array length=size_bytes) (nullable): an item of a list, borrowed from the file; %NULL if
 *   it is too large, which is one of the problems
 * @size_bytes: length of @text
 * @line: where it begins
 */
typedef struct
{
  const char *text;
  gsize size_bytes;
  guint line;
} KwPropertyPiece;

/**
 * KwPropertyIndex:
 * @head: the fields that are no lists, as an object of their own
 * @head_line: where the file's object begins
 * @lines: (element-type utf8 guint): lines of all fields
 * @items: (element-type KwPropertyPiece): the items of each list, as many as it may have
 * @n_items: how many it has
 * @has_list: it is there and not null
 * @is_list: and it is a list
 */
typedef struct
{
  GString *head;
  guint head_line;
  GHashTable *lines;
  GArray *items[KW_PROPERTY_LIST_N];
  guint n_items[KW_PROPERTY_LIST_N];
  gboolean has_list[KW_PROPERTY_LIST_N];
  gboolean is_list[KW_PROPERTY_LIST_N];
} KwPropertyIndex;

/**
 * kw_property_list_get_name:
 * @list: a list
 *
 * Returns: (transfer none): its field, "rooms"
 */
const char *kw_property_list_get_name (KwPropertyList list);

/**
 * kw_property_list_get_max:
 * @list: a list
 *
 * Returns: how many items it may have
 */
guint kw_property_list_get_max (KwPropertyList list);

/**
 * kw_property_index_build:
 * @index: (out caller-allocates): filled; kw_property_index_clear() it in either case
 * @text: (array length=size_bytes): any bytes, without a byte order mark
 * @size_bytes: length of @text
 * @on_progress: (nullable): as in #KwJsonWatcher
 * @user_data: for @on_progress
 * @problems: what is wrong is added here
 * @out_is_stopped: (out): whether @on_progress stopped it
 *
 * Takes memory for places only, and those are no more than the format allows.
 *
 * Returns: %TRUE if @text is strict JSON and an object
 */
gboolean kw_property_index_build (KwPropertyIndex *index, const char *text, gsize size_bytes,
                                  gboolean (*on_progress) (gsize done_bytes, gpointer user_data),
                                  gpointer user_data, KwWireProblems *problems,
                                  gboolean *out_is_stopped) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_piece_filter:
 * @item: an item of @list
 * @list: which list
 * @path: where it stands, "rooms[12]"
 * @object: becomes @item without the fields that are not read
 * @problems: what is wrong is added here
 *
 * Returns: %TRUE if @item is an object
 */
gboolean kw_property_piece_filter (const KwPropertyPiece *item, KwPropertyList list,
                                   const char *path, GString *object,
                                   KwWireProblems *problems) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_index_clear:
 * @index: built, or zeros
 */
void kw_property_index_clear (KwPropertyIndex *index);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KwPropertyIndex, kw_property_index_clear)

G_END_DECLS
