/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-wire-problem.h"

G_BEGIN_DECLS

/* 65535 rooms with the longest names and a few columns that nobody reads. */
#define KW_ROOMS_FILE_MAX_BYTES (64 * 1024 * 1024)

/**
 * KwRoomsFileRow:
 * @line: where it begins
 * @building: name of the building
 * @floor: name of the floor
 * @room: name of the room
 *
 * A line of the file. Texts are valid names, borrowed from the file.
 */
typedef struct
{
  guint line;
  const char *building;
  const char *floor;
  const char *room;
} KwRoomsFileRow;

/**
 * KwRoomsFile:
 * @rows: (element-type KwRoomsFileRow): no room of a building twice
 * @strings: inner
 *
 * Rooms as CSV; docs/property-file.md describes the format. Treat as const. One owner.
 */
typedef struct
{
  GArray *rows;
  GStringChunk *strings;
} KwRoomsFile;

/**
 * kw_rooms_file_decode:
 * @text: (array length=size_bytes): its bytes; anything at all is survived
 * @size_bytes: length of @text
 * @watcher: (nullable): who waits
 * @problems: everything that is wrong is added here
 *
 * Any thread.
 *
 * Returns: (transfer full): the rows that are fine; %NULL if there are none because the file is not
 *   CSV of rooms, with problems, or if @watcher stopped it, without
 */
KwRoomsFile *kw_rooms_file_decode (const char *text, gsize size_bytes, const KwWireWatcher *watcher,
                                   KwWireProblems *problems) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_rooms_file_load:
 * @path: (type filename): the file
 * @watcher: (nullable): who waits
 * @problems: everything that is wrong is added here, FILE too
 *
 * Blocks while it reads the file. Any thread.
 *
 * Returns: (transfer full): as kw_rooms_file_decode()
 */
KwRoomsFile *kw_rooms_file_load (const char *path, const KwWireWatcher *watcher,
                                 KwWireProblems *problems) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_rooms_file_free:
 * @file: (nullable) (transfer full): what was read
 */
void kw_rooms_file_free (KwRoomsFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwRoomsFile, kw_rooms_file_free)

G_END_DECLS
