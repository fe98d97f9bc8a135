/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-property.h"
#include "kw-stay.h"
#include "kw-wire-problem.h"

G_BEGIN_DECLS

/* Larger files are refused unread: a property of 65535 rooms needs about 6 MB. */
#define KW_PROPERTY_FILE_MAX_BYTES (64 * 1024 * 1024)

/**
 * KwPropertyPlace:
 * @key: as kw_property_place_make_key() makes it
 * @line: where it stands
 * @item: its place in its list, from 0
 * @outer_item: of a landing, place of its bank
 *
 * Where in the file a number is given.
 */
typedef struct
{
  guint32 key;
  guint line;
  guint item;
  guint outer_item;
} KwPropertyPlace;

/**
 * KwPropertyFile:
 * @property: the map of the hotel
 * @stays: (element-type KwStay): the file's stays in its order, none stored yet
 * @places: (element-type KwPropertyPlace): where the numbers stand, by key
 * @site_line: where the site stands
 *
 * What a property file says; docs/property-file.md describes the format. Treat as const. One owner.
 */
typedef struct
{
  KwProperty *property;
  GPtrArray *stays;
  GArray *places;
  guint site_line;
} KwPropertyFile;

/**
 * kw_property_place_make_key:
 * @part: building, floor, door, area, bank or landing
 * @parent: number of the building of a floor or door, of the bank of a landing; else 0
 * @number: its number
 *
 * Returns: what it is found by
 */
guint32 kw_property_place_make_key (KwPropertyPart part, guint parent, guint number);

/**
 * kw_property_file_find_place:
 * @file: what was read
 * @part: what
 * @parent: as in kw_property_place_make_key()
 * @number: its number
 * @out_line: (out): the line it begins on
 *
 * Returns: (transfer full): where the number stands, "rooms[12].number"; empty, and line 0, if the
 *   file has it not
 */
char *kw_property_file_find_place (const KwPropertyFile *file, KwPropertyPart part, guint parent,
                                   guint number, guint *out_line);

/**
 * kw_property_file_decode_all:
 * @text: (array length=size_bytes): its bytes; anything at all is survived
 * @size_bytes: length of @text
 * @now_unix_s: the moment of import: days of stays count from the property's day at it
 * @watcher: (nullable): who waits
 * @problems: everything that is wrong is added here
 *
 * Reads no clock and no file. Any thread. Besides the result it takes the memory of one item's
 * tree.
 *
 * Returns: (transfer full): the content; %NULL with problems, or without if @watcher stopped it
 */
KwPropertyFile *kw_property_file_decode_all (const char *text, gsize size_bytes, gint64 now_unix_s,
                                             const KwWireWatcher *watcher,
                                             KwWireProblems *problems) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_file_load_all:
 * @path: (type filename): the file
 * @now_unix_s: the moment of import
 * @watcher: (nullable): who waits
 * @problems: everything that is wrong is added here, FILE too
 *
 * Blocks while it reads the file. Any thread.
 *
 * Returns: (transfer full): as kw_property_file_decode_all()
 */
KwPropertyFile *kw_property_file_load_all (const char *path, gint64 now_unix_s,
                                           const KwWireWatcher *watcher,
                                           KwWireProblems *problems) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_file_decode:
 * @name: the file's name, for messages
 * @text: (array length=size_bytes): its bytes; anything at all is survived
 * @size_bytes: length of @text
 * @now_unix_s: the moment of import
 * @error: a `KW_WIRE_ERROR`, the message starting with "FILE:LINE: FIELD: ": the first problem
 *
 * As kw_property_file_decode_all() for those who want one problem.
 *
 * Returns: (transfer full): the content, or %NULL
 */
KwPropertyFile *kw_property_file_decode (const char *name, const char *text, gsize size_bytes,
                                         gint64 now_unix_s,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_file_load:
 * @path: (type filename): the file
 * @now_unix_s: the moment of import
 * @error: a `KW_WIRE_ERROR`: FILE, or as kw_property_file_decode()
 *
 * Blocks while it reads the file. Any thread.
 *
 * Returns: (transfer full): the content, or %NULL
 */
KwPropertyFile *kw_property_file_load (const char *path, gint64 now_unix_s,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_file_encode:
 * @property: made by kw_property_new()
 *
 * Returns: (transfer full): the property as a file without stays, one room a line, that
 *   kw_property_file_decode() reads back
 */
char *kw_property_file_encode (const KwProperty *property);

/**
 * kw_property_file_free:
 * @file: (nullable) (transfer full): what was read
 */
void kw_property_file_free (KwPropertyFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwPropertyFile, kw_property_file_free)

G_END_DECLS
