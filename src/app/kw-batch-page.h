/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_BATCH_PAGE (kw_batch_page_get_type ())
/**
 * KwBatchPage:
 *
 * Many cards in a row: which ones are chosen here and written in the pane. Batches that were
 * stopped are offered on top.
 */
G_DECLARE_FINAL_TYPE (KwBatchPage, kw_batch_page, KW, BATCH_PAGE, AdwBin)

/**
 * kw_batch_page_new:
 * @session: the session
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *kw_batch_page_new (KwSession *session);

G_END_DECLS
