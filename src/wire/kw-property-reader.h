/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/wire only: the halves of reading a property file. */

#include "kw-document.h"
#include "kw-property-file.h"
#include "kw-property-index.h"

G_BEGIN_DECLS

/**
 * KwPropertyReading:
 * @index: where the parts stand; borrowed
 * @problems: what is wrong is added here; borrowed
 * @parser: parses one part after the other; borrowed
 * @now_unix_s: the moment of import
 * @file: what is read; borrowed
 * @on_progress: (nullable): told how many bytes of items were read; %FALSE stops
 * @user_data: for @on_progress
 * @done_bytes: how many
 * @told_bytes: how many were told
 * @is_stopped: @on_progress stopped it
 * @room_names: (element-type utf8): case-folded names that stand in the list of rooms
 *
 * A file being read.
 */
typedef struct
{
  const KwPropertyIndex *index;
  KwWireProblems *problems;
  JsonParser *parser;
  gint64 now_unix_s;
  KwPropertyFile *file;
  gboolean (*on_progress) (gsize done_bytes, gpointer user_data);
  gpointer user_data;
  gsize done_bytes;
  gsize told_bytes;
  gboolean is_stopped;
  GHashTable *room_names;
} KwPropertyReading;

/**
 * kw_property_reader_read_map:
 * @reading: a file being read
 * @out_stand_in: (out) (transfer full) (nullable): if the map has problems, a property with the
 * same clock and one room, for looking at the stays
 *
 * Reads everything but the stays.
 *
 * Returns: (transfer full): the map, or %NULL with problems
 */
KwProperty *kw_property_reader_read_map (KwPropertyReading *reading,
                                         KwProperty **out_stand_in) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_reader_read_stays:
 * @reading: a file being read, its map was
 * @property: what the stays' rooms belong to, or the stand-in
 * @is_stand_in: then rooms are only looked for by name
 *
 * Returns: (transfer full) (element-type KwStay): the stays that are fine
 */
GPtrArray *kw_property_reader_read_stays (KwPropertyReading *reading, const KwProperty *property,
                                          gboolean is_stand_in) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_reader_read_list:
 * @reading: a file being read
 * @list: which list
 * @is_required: it is a problem if the list is missing
 * @reader: called for each item in order
 * @user_data: for @reader
 *
 * Returns: %TRUE if there was no problem with it
 */
gboolean kw_property_reader_read_list (KwPropertyReading *reading, KwPropertyList list,
                                       gboolean is_required, KwRecordReader reader,
                                       gpointer user_data);

/**
 * kw_property_reader_throw:
 * @record: where the fault is
 * @field: (nullable): in which field
 * @problem: (transfer full): a `KW_MODEL_ERROR`; its message may begin with a field's name
 * @model_field: (nullable): that field's name, which is left out
 * @error: raised as a `KW_WIRE_ERROR` with the fitting code
 *
 * Returns: %FALSE
 */
gboolean kw_property_reader_throw (const KwRecord *record, const char *field, GError *problem,
                                   const char *model_field, GError **error);

/**
 * kw_property_reader_get_code:
 * @problem: a `KW_MODEL_ERROR`
 *
 * Returns: the fitting code
 */
KwWireError kw_property_reader_get_code (const GError *problem);

G_END_DECLS
