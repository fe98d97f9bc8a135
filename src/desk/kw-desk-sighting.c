/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-sighting.h"

#include "kw-card-crypto.h"

static gboolean
has_factory_lock (const KwEncoderReading *reading)
{
  for (guint i = 0; i < reading->n_locks; i++)
    if (reading->locks[i] == KW_ENCODER_LOCK_STATE_FACTORY)
      return TRUE;
  return FALSE;
}

static KwDeskCondition
get_condition (const KwEncoderReading *reading, KwLockOpened opened)
{
  switch (reading->condition)
    {
    case KW_ENCODER_CONDITION_BLANK:
      return KW_DESK_CONDITION_BLANK;
    case KW_ENCODER_CONDITION_OURS:
      return opened == KW_LOCK_OPENED_COUNTS ? KW_DESK_CONDITION_OURS : KW_DESK_CONDITION_EMPTY;
    case KW_ENCODER_CONDITION_UNFINISHED:
      return KW_DESK_CONDITION_UNFINISHED;
    case KW_ENCODER_CONDITION_FOREIGN:
      return KW_DESK_CONDITION_FOREIGN;
    case KW_ENCODER_CONDITION_DAMAGED:
      break;
    }
  return KW_DESK_CONDITION_DAMAGED;
}

void
kw_desk_sighting_init (KwDeskSighting *sighting, const KwCardSiteKeys *keys,
                       const KwEncoderReading *reading)
{
  KwLockCard card = {
    .uid = reading->uid.bytes,
    .uid_size = reading->uid.size_bytes,
    .is_cloneable = kw_card_medium_is_cloneable (reading->medium),
    .n_slots = reading->n_slots,
  };
  KwLockOpened opened;

  *sighting = (KwDeskSighting){
    .medium = reading->medium,
    .uid = reading->uid,
    .key_version = reading->key_version,
    .n_exchanges = reading->n_exchanges,
  };
  for (guint i = 0; i < reading->n_slots; i++)
    {
      card.slots[i].is_empty = !reading->slots[i].is_present;
      card.slots[i].sealed = reading->slots[i].sealed;
    }

  opened = kw_lock_open_card (kw_card_get_crypto (), kw_card_site_keys_get_lock_bundle (keys),
                              &card, /* allow_cloneable= */ true, &sighting->body, &sighting->slot);
  sighting->condition = get_condition (reading, opened);
  sighting->has_credential = opened == KW_LOCK_OPENED_COUNTS;
  if (sighting->has_credential && reading->n_slots > 1)
    sighting->is_other_slot_used = reading->slots[1 - sighting->slot].is_present;
  sighting->are_keys_whole = reading->condition == KW_ENCODER_CONDITION_OURS &&
                             !has_factory_lock (reading);
}
