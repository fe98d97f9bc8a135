/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: what the desk tells its active watch. */

#include "kw-desk-watch.h"
#include "kw-encoder-card.h"

G_BEGIN_DECLS

/* Something else lies on the encoder now, or nothing. */
void kw_desk_watch_on_card (KwDeskWatch *self);

/* Nobody has the encoder. */
void kw_desk_watch_on_turn_free (KwDeskWatch *self);

/* A job with the card @uid has ended. @outcome: (nullable): what the card is now; NULL: the job
 * failed. @is_touched: bytes may have gone to the card. */
void kw_desk_watch_on_job_ended (KwDeskWatch *self, const KwCardUid *uid,
                                 const KwDeskOutcome *outcome, gboolean is_touched);

/* What stood in the way of reading cards may be gone. */
void kw_desk_watch_on_keys_changed (KwDeskWatch *self);

/* The job is the watch's own: it gives way to every other one. */
void kw_desk_job_set_for_watch (KwDeskJob *job);

G_END_DECLS
