/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_JOURNAL_PAGE (kw_journal_page_get_type ())
/**
 * KwJournalPage:
 *
 * Who did what, newest first; can be exported and verified.
 */
G_DECLARE_FINAL_TYPE (KwJournalPage, kw_journal_page, KW, JOURNAL_PAGE, AdwBin)

/**
 * kw_journal_page_new:
 * @session: the open station
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *kw_journal_page_new (KwSession *session);

/**
 * kw_journal_page_export:
 * @self: a page
 * @path: the file to make or to replace
 *
 * Writes the rows that are shown as CSV, with a bar that says how far it is. What came of it is
 * told by the window.
 */
void kw_journal_page_export (KwJournalPage *self, const char *path);

G_END_DECLS
