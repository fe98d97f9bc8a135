/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: what a reading means. */

#include "kw-card-site-keys.h"
#include "kw-desk-job.h"
#include "kw-encoder-reading.h"

G_BEGIN_DECLS

/**
 * KwDeskSighting:
 * @medium: the chip
 * @uid: its number
 * @condition: what the card is to this property
 * @has_credential: a credential counts; only on a card with whole keys do all locks obey it
 * @body: the credential that counts
 * @slot: where it stands
 * @key_version: of the keys that opened the card, 0 = none did
 * @is_other_slot_used: the other slot is not empty: a rewrite was torn before its end
 * @are_keys_whole: every sector or key is ours, none is the factory's any more
 * @n_exchanges: commands that the reading took
 *
 * One look at one card, with the property's keys applied. A plain value.
 */
typedef struct
{
  KwCardMedium medium;
  KwCardUid uid;
  KwDeskCondition condition;
  gboolean has_credential;
  KwLockBody body;
  guint slot;
  guint8 key_version;
  gboolean is_other_slot_used;
  gboolean are_keys_whole;
  guint n_exchanges;
} KwDeskSighting;

/**
 * kw_desk_sighting_init:
 * @sighting: (out caller-allocates): filled
 * @keys: the property's keys
 * @reading: what was read
 *
 * Opens what was read as a lock would, with the lock's own code; but a master card that the policy
 * forbids on this medium is still told as what it is: a lock that does not know the policy obeys
 * it.
 */
void kw_desk_sighting_init (KwDeskSighting *sighting, const KwCardSiteKeys *keys,
                            const KwEncoderReading *reading);

G_END_DECLS
