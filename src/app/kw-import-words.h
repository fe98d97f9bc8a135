/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-import.h"

G_BEGIN_DECLS

/* What a file would change and what is wrong in it, in the user's language. Main thread. */

/**
 * kw_import_words_get_group:
 * @part: of what
 * @change: what happens to it
 *
 * Returns: (transfer none): heading of all items of that sort, "Rooms that go away"
 */
const char *kw_import_words_get_group (KwDeskImportPart part, KwDeskImportChange change);

/**
 * kw_import_words_dup_detail:
 * @property: the hotel as it would be, for the times of stays
 * @now_unix_s: the present
 * @item: an item
 *
 * Returns: (transfer full) (nullable): what there is to say of it beside its name: where it is,
 * what of it changes, who would miss it
 */
char *kw_import_words_dup_detail (const KwProperty *property, gint64 now_unix_s,
                                  KwDeskImportItem *item);

/**
 * kw_import_words_dup_done:
 * @import: what was applied
 *
 * Returns: (transfer full): what was done, and how many stays were left; one or two sentences
 */
char *kw_import_words_dup_done (KwDeskImport *import);

/**
 * kw_import_words_dup_line:
 * @problem: a problem
 *
 * Returns: (transfer full): where it is, "Line 12"
 */
char *kw_import_words_dup_line (KwDeskImportProblem *problem);

/**
 * kw_import_words_get_problem:
 * @code: a sort of problem
 *
 * Returns: (transfer none): what is wrong, a sentence
 */
const char *kw_import_words_get_problem (KwDeskImportCode code);

/**
 * kw_import_words_get_remedy:
 * @code: a sort of problem
 *
 * Returns: (transfer none): what to do, a sentence
 */
const char *kw_import_words_get_remedy (KwDeskImportCode code);

G_END_DECLS
