/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-flow.h"
#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_BATCH_TROUBLE (kw_batch_trouble_get_type ())
/**
 * KwBatchTrouble:
 *
 * Why the card at hand of a batch was not written, and what can be done about it. Trying again,
 * other cards and reasons it sees to itself.
 *
 * Signals: `skip-wanted`: nothing can be done with this card; `passphrase-wanted`: the keys have to
 * be opened first.
 */
G_DECLARE_FINAL_TYPE (KwBatchTrouble, kw_batch_trouble, KW, BATCH_TROUBLE, AdwBin)

/**
 * kw_batch_trouble_show:
 * @self: a trouble
 * @session: the session
 * @flow: a flow in NOT_DONE
 * @card: which card of the batch it is, in words
 */
void kw_batch_trouble_show (KwBatchTrouble *self, KwSession *session, KwFlow *flow,
                            const char *card);

/**
 * kw_batch_trouble_get_button:
 * @self: a trouble
 *
 * Returns: (transfer none): the suggested button
 */
GtkWidget *kw_batch_trouble_get_button (KwBatchTrouble *self);

G_END_DECLS
