/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: how the writing of a card ended, for the register and for the clerk. */

#include "kw-desk-plan.h"

G_BEGIN_DECLS

/**
 * kw_desk_write_end_settle_async:
 * @store: the register
 * @plan: what was written; lent to the database thread until it has settled it
 * @end: how that ended
 * @progress: (nullable): how far the encoder came
 * @callback: called when the register has it; kw_store_run_finish() tells
 * @user_data: for @callback
 */
void kw_desk_write_end_settle_async (KwStore *store, KwDeskPlan *plan, KwDeskEnd end,
                                     const KwEncoderProgress *progress,
                                     GAsyncReadyCallback callback, gpointer user_data);

/* Each takes an error and gives the one that says what the card is now; (transfer full). */

/* The write stopped half-way. */
GError *kw_desk_write_end_tell_open (const KwDeskPlan *plan, GError *cause);

/* The card has what was asked for; only the register does not know it yet. */
GError *kw_desk_write_end_tell_unrecorded (GError *cause);

/* An interrupted job was brought to its end before: the card is not as it was laid down. */
GError *kw_desk_write_end_tell_finished (GError *cause);

G_END_DECLS
