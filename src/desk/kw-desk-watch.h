/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-job.h"

G_BEGIN_DECLS

/**
 * KwDeskWatchPhase:
 * @KW_DESK_WATCH_PHASE_EMPTY: nothing lies on the encoder, or it is not ready
 * @KW_DESK_WATCH_PHASE_SEVERAL: several cards; it goes on by itself when one is left
 * @KW_DESK_WATCH_PHASE_READING: a card lies there and is being looked at, or a job has it
 * @KW_DESK_WATCH_PHASE_FINISHING: an interrupted job of that card is being brought to its end: it
 *   has to be kept still
 * @KW_DESK_WATCH_PHASE_KNOWN: kw_desk_watch_get_outcome() says what it is
 * @KW_DESK_WATCH_PHASE_FAILED: kw_desk_watch_get_error() says why that is not known
 */
typedef enum
{
  KW_DESK_WATCH_PHASE_EMPTY,
  KW_DESK_WATCH_PHASE_SEVERAL,
  KW_DESK_WATCH_PHASE_READING,
  KW_DESK_WATCH_PHASE_FINISHING,
  KW_DESK_WATCH_PHASE_KNOWN,
  KW_DESK_WATCH_PHASE_FAILED,
} KwDeskWatchPhase;
#define KW_DESK_WATCH_PHASE_N (KW_DESK_WATCH_PHASE_FAILED + 1)

#define KW_TYPE_DESK_WATCH_PHASE (kw_desk_watch_phase_get_type ())
GType kw_desk_watch_phase_get_type (void);

#define KW_TYPE_DESK_WATCH (kw_desk_watch_get_type ())
/**
 * KwDeskWatch:
 *
 * Says at any time what lies on the encoder. A card laid down is identified at once, as
 * kw_desk_job_new_identify() does it: that writes to a card only to finish an interrupted job, and
 * then the outcome says `is_finished`. While another job runs the watch steps aside, and takes what
 * that job made of the card as its new state. A card that is lifted makes it EMPTY at once.
 *
 * Lives on the desk's thread. Properties, read-only with notify: `phase` (#KwDeskWatchPhase),
 * `outcome` (#KwDeskOutcome or %NULL). Outcome and error are in place when `phase` is notified;
 * `phase` is notified again when KNOWN or FAILED come anew with another outcome or error. A handler
 * may do anything, also stop the watch or start a job. `is-active` (boolean, read-write): see
 * kw_desk_watch_set_active().
 */
G_DECLARE_FINAL_TYPE (KwDeskWatch, kw_desk_watch, KW, DESK_WATCH, GObject)

/**
 * kw_desk_watch_new:
 * @desk: a desk
 *
 * Returns: (transfer full): a watch that is not active yet
 */
KwDeskWatch *kw_desk_watch_new (KwDesk *desk);

/**
 * kw_desk_watch_set_active:
 * @self: a watch
 * @is_active: %TRUE: starts the encoder if need be, and watches; %FALSE: is EMPTY, and lets jobs
 *   have the encoder for themselves
 *
 * At most one watch of a desk is active at a time.
 */
void kw_desk_watch_set_active (KwDeskWatch *self, gboolean is_active);

/**
 * kw_desk_watch_is_active:
 * @self: a watch
 *
 * Returns: %TRUE if it watches
 */
gboolean kw_desk_watch_is_active (KwDeskWatch *self);

/**
 * kw_desk_watch_refresh:
 * @self: a watch
 *
 * Reads the card that lies there again. Not needed after a passphrase was given, or keys or a
 * property came: then the watch does so by itself.
 */
void kw_desk_watch_refresh (KwDeskWatch *self);

/**
 * kw_desk_watch_get_phase:
 * @self: a watch
 *
 * Returns: what is known
 */
KwDeskWatchPhase kw_desk_watch_get_phase (KwDeskWatch *self);

/**
 * kw_desk_watch_get_outcome:
 * @self: a watch
 *
 * Returns: (transfer none) (nullable): KNOWN: what the card is; %NULL in other phases. Until the
 *   next notify of `phase`. `condition`, `medium_name`, `card`, `credential`, `is_known`, `stay`,
 *   `why_not` and `is_finished` are filled: a card that was returned is BLANK and carries nothing.
 */
const KwDeskOutcome *kw_desk_watch_get_outcome (KwDeskWatch *self);

/**
 * kw_desk_watch_get_error:
 * @self: a watch
 *
 * Returns: (transfer none) (nullable): FAILED: a `KW_DESK_ERROR` with a sentence, e.g.
 *   CARD_UNSUPPORTED, NOT_SET_UP, PASSPHRASE_NEEDED; %NULL in other phases. Until the next notify
 *   of `phase`.
 */
const GError *kw_desk_watch_get_error (KwDeskWatch *self);

G_END_DECLS
