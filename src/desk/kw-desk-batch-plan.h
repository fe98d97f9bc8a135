/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: a card of a batch in the plan of its job; on the database thread. All but
 * the first do nothing for a job that belongs to no batch. */

#include "kw-batch.h"
#include "kw-desk-plan.h"

G_BEGIN_DECLS

/* NOT_ALLOWED if @batch has ended. */
gboolean kw_desk_batch_check_open (const KwBatch *batch, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Before anything is decided about the card that was read: whether it may be written for the
 * batch's card, and what is asked for, as the register has it now. */
gboolean kw_desk_batch_prepare (KwStore *store, KwDeskPlan *plan, GError **error);

/* In the transaction of the intent, which is stored: the batch's card names it. */
gboolean kw_desk_batch_take_intent (KwStore *store, const KwDeskPlan *plan, GError **error);

/* Nothing had to be written: the card was blank. */
gboolean kw_desk_batch_take_blank (KwStore *store, const KwDeskPlan *plan, GError **error);

/* An interrupted act of writing was what was asked for, and is brought to its end: unless it was
 * another batch card's, it is this one's. */
gboolean kw_desk_batch_take_ended (KwStore *store, const KwDeskPlan *plan, GError **error);

G_END_DECLS
