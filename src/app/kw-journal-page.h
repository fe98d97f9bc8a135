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
 * Who did what, newest first.
 */
G_DECLARE_FINAL_TYPE (KwJournalPage, kw_journal_page, KW, JOURNAL_PAGE, AdwBin)

/**
 * kw_journal_page_new:
 * @session: the open station
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *kw_journal_page_new (KwSession *session);

G_END_DECLS
