/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-batch.h"
#include "kw-property.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_BATCH_SUMMARY (kw_batch_summary_get_type ())
/**
 * KwBatchSummary:
 *
 * What became of the cards of a batch: how many are written, which were skipped or are open, and
 * why; and what can be done with the rest.
 *
 * Signals: `pressed`: the suggested button, which resumes a batch that has cards left, and closes
 * one that has none; `other-pressed`: the other one, which ends a batch that has cards left, and
 * takes up the skipped ones of another.
 */
G_DECLARE_FINAL_TYPE (KwBatchSummary, kw_batch_summary, KW, BATCH_SUMMARY, AdwBin)

/**
 * kw_batch_summary_show:
 * @self: a summary
 * @property: the hotel
 * @batch: what is summed up
 */
void kw_batch_summary_show (KwBatchSummary *self, const KwProperty *property, const KwBatch *batch);

/**
 * kw_batch_summary_get_button:
 * @self: a summary
 *
 * Returns: (transfer none): the suggested button
 */
GtkWidget *kw_batch_summary_get_button (KwBatchSummary *self);

G_END_DECLS
