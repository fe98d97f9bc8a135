/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-wire-error.h"

G_BEGIN_DECLS

/* So many problems are kept of a document; the rest is counted. */
#define KW_WIRE_N_PROBLEMS_MAX 1000

/**
 * KwWireProblem:
 * @line: where, from 1; 0 for none in particular
 * @field: (owned): in which field, "rooms[12].name"; empty for none in particular
 * @code: what sort of fault
 * @text: (owned): what is wrong, behind line and field
 *
 * One fault of a document. Whatever came from the file is made harmless for a terminal.
 */
typedef struct
{
  guint line;
  char *field;
  KwWireError code;
  char *text;
} KwWireProblem;

/**
 * KwWireProblems:
 * @list: (element-type KwWireProblem): at most %KW_WIRE_N_PROBLEMS_MAX of them
 * @n: how many there are in all
 * @seen: inner: lines and fields that have one, of which a second is not told
 *
 * What is wrong with a document. One owner.
 */
typedef struct
{
  GPtrArray *list;
  guint n;
  GHashTable *seen;
} KwWireProblems;

/**
 * KwWireWatcher:
 * @on_progress: told now and then how far the work is, in bytes of how many; %FALSE stops it
 * @user_data: for @on_progress
 *
 * Somebody who waits for a large file.
 */
typedef struct
{
  gboolean (*on_progress) (gsize done_bytes, gsize total_bytes, gpointer user_data);
  gpointer user_data;
} KwWireWatcher;

/**
 * kw_wire_problems_new:
 *
 * Returns: (transfer full): none yet
 */
KwWireProblems *kw_wire_problems_new (void);

/**
 * kw_wire_problems_free:
 * @problems: (nullable) (transfer full): freed
 */
void kw_wire_problems_free (KwWireProblems *problems);

/**
 * kw_wire_problems_add:
 * @problems: where to add it
 * @line: where, from 1
 * @field: in which field; of two problems of one field in one line the first is kept
 * @code: what sort of fault
 * @format: what is wrong, a printf format; looked up in the program's language
 *
 * Returns: %FALSE, always
 */
gboolean kw_wire_problems_add (KwWireProblems *problems, guint line, const char *field,
                               KwWireError code, const char *format, ...) G_GNUC_PRINTF (5, 6);

/**
 * kw_wire_problems_sort:
 * @problems: brought into the order of their lines
 */
void kw_wire_problems_sort (KwWireProblems *problems);

/**
 * kw_wire_problems_raise:
 * @problems: at least one
 * @name: the file's name
 * @error: a `KW_WIRE_ERROR`
 *
 * Raises the first in the list as "FILE:LINE: FIELD: what is wrong".
 *
 * Returns: %FALSE
 */
gboolean kw_wire_problems_raise (const KwWireProblems *problems, const char *name, GError **error);

/**
 * kw_wire_dup_harmless:
 * @text: any bytes that end with a 0
 *
 * Returns: (transfer full): @text as valid, printable and not too long UTF-8
 */
char *kw_wire_dup_harmless (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwWireProblems, kw_wire_problems_free)

G_END_DECLS
