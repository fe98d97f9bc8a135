/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-property.h"
#include "kw-stay.h"
#include "kw-wire-error.h"

G_BEGIN_DECLS

/* Larger files are refused unread: a property of 65535 rooms needs about 6 MB. */
#define KW_PROPERTY_FILE_MAX_BYTES (64 * 1024 * 1024)

/**
 * KwPropertyFile:
 * @property: the map of the hotel
 * @stays: (element-type KwStay): the file's stays in its order, none stored yet
 *
 * What a property file says; docs/property-file.md describes the format. Treat as const. One owner.
 */
typedef struct
{
  KwProperty *property;
  GPtrArray *stays;
} KwPropertyFile;

/**
 * kw_property_file_decode:
 * @name: the file's name, for messages
 * @text: (array length=size_bytes): its bytes; anything at all is survived
 * @size_bytes: length of @text
 * @now_unix_s: the moment of import: days of stays count from the property's day at it
 * @error: a `KW_WIRE_ERROR`, the message starting with "FILE:LINE: FIELD: "
 *
 * Reads no clock and no file. Any thread.
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
