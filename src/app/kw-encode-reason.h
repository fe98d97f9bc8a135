/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-encode-status.h"
#include "kw-flow.h"

G_BEGIN_DECLS

/* Writing on a card that opens something for somebody else: only with a reason. */

/**
 * kw_encode_reason_ask:
 * @status: what says why the card was not written
 *
 * Asks why it is to be written all the same. The suggested button writes it then, the other one
 * uses another card.
 */
void kw_encode_reason_ask (KwEncodeStatus *status);

/**
 * kw_encode_reason_write:
 * @status: that was asked
 * @flow: a flow in NOT_DONE that issues
 *
 * Goes on with what was typed as the reason; without one it asks again.
 */
void kw_encode_reason_write (KwEncodeStatus *status, KwFlow *flow);

G_END_DECLS
