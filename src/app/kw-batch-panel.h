/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-batch.h"
#include "kw-flow.h"
#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_BATCH_PANEL (kw_batch_panel_get_type ())
/**
 * KwBatchPanel:
 *
 * Many cards in a row in the pane: which one is next in large type, lay down, beep, lift, the next
 * one; and at the end what became of each. Leaving it stops the batch; it stays in the register
 * until it is ended.
 */
G_DECLARE_FINAL_TYPE (KwBatchPanel, kw_batch_panel, KW, BATCH_PANEL, AdwBin)

/**
 * kw_batch_panel_new:
 * @session: the session; its desk has a property and keys
 * @batch: an open batch
 * @is_resumed: it was begun before: what lies on the encoder has to be lifted first, because it may
 *   be the card that was written last
 *
 * Returns: (transfer floating): a panel that waits for the next card
 */
GtkWidget *kw_batch_panel_new (KwSession *session, const KwBatch *batch, gboolean is_resumed);

/**
 * kw_batch_panel_get_batch:
 * @self: a panel
 *
 * Returns: (transfer none): the batch as it was read last
 */
const KwBatch *kw_batch_panel_get_batch (KwBatchPanel *self);

G_END_DECLS
