/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/wire only. json-glib is lenient, recurses without bound and forgets lines. */

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwJsonFault:
 * @line: where, from 1
 * @path: (owned): in which value, "rooms[12].name", "" for the document itself
 * @problem: (owned): what is wrong
 * @is_stopped: the watcher stopped the work; the rest means nothing then
 */
typedef struct
{
  guint line;
  char *path;
  char *problem;
  gboolean is_stopped;
} KwJsonFault;

/**
 * KwJsonPiece:
 * @member: name of a member of the outermost object
 * @is_item: it is an item of the list that the member is; else the member's value as a whole
 * @index: place of the item
 * @text: (array length=size_bytes): the value, borrowed from the document
 * @size_bytes: length of @text
 * @line: where it starts, from 1
 *
 * A value near the surface of a document, told when it was scanned.
 */
typedef struct
{
  const char *member;
  gboolean is_item;
  guint index;
  const char *text;
  gsize size_bytes;
  guint line;
} KwJsonPiece;

/**
 * KwJsonWatcher:
 * @is_object_wanted: a document that is no object is refused at its first character
 * @wants_member: (nullable): asked at each member of the outermost object; %FALSE: nothing is told
 *   of it
 * @on_piece: told of every member that is wanted, and before that of its items if it is a list;
 *   %FALSE with a problem refuses the document
 * @on_progress: (nullable): told now and then how many bytes were scanned; %FALSE stops
 * @user_data: for both
 */
typedef struct
{
  gboolean is_object_wanted;
  gboolean (*wants_member) (const char *member, gpointer user_data);
  gboolean (*on_piece) (const KwJsonPiece *piece, gpointer user_data, char **out_problem);
  gboolean (*on_progress) (gsize done_bytes, gpointer user_data);
  gpointer user_data;
} KwJsonWatcher;

/**
 * kw_json_fault_clear:
 * @fault: its texts are freed
 */
void kw_json_fault_clear (KwJsonFault *fault);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KwJsonFault, kw_json_fault_clear)

/**
 * kw_json_scan_check:
 * @text: (array length=size_bytes): any bytes
 * @size_bytes: length of @text
 * @watcher: (nullable): who wants to know what is found
 * @out_fault: (out caller-allocates): written only on failure
 *
 * Checks that @text is exactly one JSON value as RFC 8259 has it: valid UTF-8, no key twice in one
 * object and at most 1000 of them, no zero character, no whole number of more than 18 digits, at
 * most 32 levels deep. Takes memory for keys only.
 *
 * Returns: %TRUE if it is
 */
gboolean kw_json_scan_check (const char *text, gsize size_bytes, const KwJsonWatcher *watcher,
                             KwJsonFault *out_fault) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_json_scan_find_line:
 * @text: (array length=size_bytes): a text that kw_json_scan_check() accepts
 * @size_bytes: length of @text
 * @path: a path, "rooms[12].name"
 *
 * Returns: the line where the value at @path starts, or the nearest value around it that exists
 */
guint kw_json_scan_find_line (const char *text, gsize size_bytes, const char *path);

G_END_DECLS
