/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/wire only: reading a JSON document so that every fault names its line and field. */

#include "kw-wire-problem.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * KwDocument:
 * @name: the file's name, for messages; borrowed
 * @text: its bytes; borrowed
 * @size_bytes: length of @text
 * @root: (owned): the parsed value, an object
 * @first_line: line of the file on which @text begins
 * @prefix: (nullable): where in the file @text stands, "rooms[12]"; borrowed
 * @lines: (nullable) (element-type utf8 guint): of members of the object that do not stand in @text
 *   as they do in the file; borrowed
 * @problems: (nullable): collects every fault; borrowed
 *
 * A JSON document, or a piece of one that is parsed alone.
 */
typedef struct
{
  const char *name;
  const char *text;
  gsize size_bytes;
  JsonNode *root;
  guint first_line;
  const char *prefix;
  GHashTable *lines;
  KwWireProblems *problems;
} KwDocument;

#define KW_RECORD_PATH_BYTES 64

/**
 * KwRecord:
 * @document: where it stands
 * @object: its members; borrowed
 * @path: "rooms[12]", "" for the document's own object
 *
 * An object in a document. A plain value, valid as long as its document.
 */
typedef struct
{
  const KwDocument *document;
  JsonObject *object;
  char path[KW_RECORD_PATH_BYTES];
} KwRecord;

/**
 * KwRecordReader:
 * @record: one object of a list
 * @index: its place in the list, from 0
 * @user_data: what kw_record_read_list() was given
 * @error: a `KW_WIRE_ERROR`
 *
 * Returns: %TRUE if @record was fine
 */
typedef gboolean (*KwRecordReader) (const KwRecord *record, guint index, gpointer user_data,
                                    GError **error);

/**
 * kw_document_open:
 * @document: (out caller-allocates): filled; kw_document_clear() it in either case
 * @name: the file's name; borrowed until then
 * @text: (array length=size_bytes): its bytes; borrowed until then
 * @size_bytes: length of @text
 * @error: a `KW_WIRE_ERROR`: SYNTAX
 *
 * Returns: %TRUE if @text is strict JSON and an object
 */
gboolean kw_document_open (KwDocument *document, const char *name, const char *text,
                           gsize size_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_document_parse_piece:
 * @piece: all fields but @root are set; kw_document_clear() it in either case
 * @parser: a parser, which may have parsed others
 * @text: (array length=size_bytes): what to parse: @piece's text, or as much of it as is wanted
 * @size_bytes: length of @text
 *
 * Parses a value that kw_json_scan_check() accepted. If it is no object, that is one of the
 * document's problems.
 *
 * Returns: %TRUE if it is an object
 */
gboolean kw_document_parse_piece (KwDocument *piece, JsonParser *parser, const char *text,
                                  gsize size_bytes) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_document_clear:
 * @document: filled by kw_document_open(), or zeros
 */
void kw_document_clear (KwDocument *document);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KwDocument, kw_document_clear)

/**
 * kw_document_get_root:
 * @document: an open document
 *
 * Returns: its outermost object
 */
KwRecord kw_document_get_root (const KwDocument *document);

/**
 * kw_record_find_line:
 * @record: an object
 * @field: (nullable): one of its fields
 *
 * Returns: the line of the file on which the field's value begins, or what is nearest around it
 */
guint kw_record_find_line (const KwRecord *record, const char *field);

/**
 * kw_record_throw:
 * @record: where the fault is
 * @field: (nullable): in which field, %NULL for @record as a whole
 * @error: where to raise
 * @code: what sort of fault
 * @format: the problem, a printf format
 *
 * Raises "FILE:LINE: PATH.FIELD: problem", in which whatever came from the file is made harmless
 * for a terminal. If the document collects problems, it is one of them too.
 *
 * Returns: %FALSE
 */
gboolean kw_record_throw (const KwRecord *record, const char *field, GError **error,
                          KwWireError code, const char *format, ...) G_GNUC_PRINTF (5, 6);

/**
 * kw_record_has:
 * @record: an object
 * @field: a field
 *
 * Returns: %TRUE if @record has @field and it is not null
 */
gboolean kw_record_has (const KwRecord *record, const char *field);

/**
 * kw_record_read_int:
 * @record: an object
 * @field: a required field
 * @min: smallest allowed value
 * @max: largest allowed value
 * @out_value: (out): untouched on failure
 * @error: a `KW_WIRE_ERROR`: MISSING or VALUE
 *
 * Returns: %TRUE if it is a whole number in that range
 */
gboolean kw_record_read_int (const KwRecord *record, const char *field, gint64 min, gint64 max,
                             gint64 *out_value, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_record_read_uint:
 * @record: an object
 * @field: a required field
 * @out_value: (out): untouched on failure
 * @error: a `KW_WIRE_ERROR`: MISSING or VALUE
 *
 * For numbers whose own range the model checks.
 *
 * Returns: %TRUE if it is a whole number from 0 to 4294967295
 */
gboolean kw_record_read_uint (const KwRecord *record, const char *field, guint *out_value,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_record_read_text:
 * @record: an object
 * @field: a required field
 * @out_text: (out) (transfer none): not empty; untouched on failure
 * @error: a `KW_WIRE_ERROR`: MISSING or VALUE
 *
 * Returns: %TRUE if it is a text with something in it
 */
gboolean kw_record_read_text (const KwRecord *record, const char *field, const char **out_text,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_record_read_boolean:
 * @record: an object
 * @field: an optional field
 * @out_value: in and out: left alone if @record does not have it
 * @error: a `KW_WIRE_ERROR`: VALUE
 *
 * Returns: %TRUE if it is absent, true or false
 */
gboolean kw_record_read_boolean (const KwRecord *record, const char *field, gboolean *out_value,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_record_read_array:
 * @record: an object
 * @field: a required field
 * @out_array: (out) (transfer none): untouched on failure
 * @error: a `KW_WIRE_ERROR`: MISSING or VALUE
 *
 * Returns: %TRUE if it is an array
 */
gboolean kw_record_read_array (const KwRecord *record, const char *field, JsonArray **out_array,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_record_read_texts:
 * @record: an object
 * @field: an optional field
 * @out_texts: (element-type utf8): in and out: texts are added, borrowed from the document
 * @error: a `KW_WIRE_ERROR`: VALUE
 *
 * Returns: %TRUE if it is absent, or an array of texts
 */
gboolean kw_record_read_texts (const KwRecord *record, const char *field, GPtrArray *out_texts,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_record_read_object:
 * @record: an object
 * @field: a required field
 * @out_record: (out): untouched on failure
 * @error: a `KW_WIRE_ERROR`: MISSING or VALUE
 *
 * Returns: %TRUE if it is an object
 */
gboolean kw_record_read_object (const KwRecord *record, const char *field, KwRecord *out_record,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_record_read_list:
 * @record: an object
 * @field: a required field
 * @max_items: LIMIT if there are more
 * @reader: called for each of them in order; until one fails, unless the document collects problems
 * @user_data: handed to @reader
 * @error: a `KW_WIRE_ERROR`: MISSING, VALUE or LIMIT, or what @reader raised
 *
 * Returns: %TRUE if it is an array of objects and all were fine
 */
gboolean kw_record_read_list (const KwRecord *record, const char *field, guint max_items,
                              KwRecordReader reader, gpointer user_data,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
