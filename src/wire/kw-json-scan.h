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
 */
typedef struct
{
  guint line;
  char *path;
  char *problem;
} KwJsonFault;

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
 * @out_fault: (out caller-allocates): written only on failure
 *
 * Checks that @text is exactly one JSON value as RFC 8259 has it: valid UTF-8, no key twice in one
 * object, no zero character, no whole number of more than 18 digits, at most 32 levels deep.
 *
 * Returns: %TRUE if it is
 */
gboolean kw_json_scan_check (const char *text, gsize size_bytes,
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
