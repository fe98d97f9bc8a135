/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/*
 * What a lock and a station make of the bytes on a card. The cipher hides nothing and the signature
 * is always right, so that the fuzzer gets past both; the lock's memory lives on from card to card.
 *
 * Input: how many slots and which are empty, UID length, medium, place kind, moment, then the
 * slots.
 */
#include <stdlib.h>
#include <string.h>

#include "kw-lock-decide.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static bool
encrypt_nothing (const uint8_t *key, const uint8_t *in, uint8_t *out)
{
  memmove (out, in, 16);
  return true;
}

static bool
open_as_it_is (const uint8_t *key, const uint8_t *ad, size_t ad_size, const uint8_t *sealed,
               uint8_t *out)
{
  memcpy (out, sealed + 16, KW_LOCK_PLAIN_BYTES);
  return true;
}

static bool
verify_anything (const uint8_t *public_key, const uint8_t *message, size_t message_size,
                 const uint8_t *signature)
{
  return true;
}

static void
wipe_all (void *bytes, size_t size)
{
  memset (bytes, 0, size);
}

static const KwLockCrypto open_crypto = { encrypt_nothing, open_as_it_is, verify_anything,
                                          wipe_all };

enum
{
  HEADER_BYTES = 10
};

/* What a lock answers must be what its rules allow of a decoded body, whatever the bytes are. */
static void
check_answer (KwLockAnswer answer, const KwLockBody *body, const KwLockMemory *before,
              const KwLockMemory *after)
{
  if (answer == KW_LOCK_ANSWER_OPEN && (!kw_lock_body_is_supported (body) || body->site != 7))
    abort ();
  if (answer != KW_LOCK_ANSWER_OPEN && answer != KW_LOCK_ANSWER_CANCEL_LEARNED &&
      memcmp (before, after, sizeof *before) != 0)
    abort ();
  if (after->min_generation < before->min_generation)
    abort ();
}

static void
check_round_trip (const uint8_t *bytes)
{
  uint8_t back[KW_LOCK_BODY_BYTES];
  KwLockBody body;

  kw_lock_body_decode (bytes, &body);
  kw_lock_body_encode (&body, back);
  if (memcmp (bytes, back, sizeof back) != 0)
    abort ();
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static KwLockMemory memory;
  static const uint8_t uid_sizes[4] = { 4, 7, 10, 5 };
  uint8_t uid[KW_LOCK_UID_MAX_BYTES] = { 4 };
  KwLock lock = { .bundle = { .site = 7, .n_keys = 1, .keys = { { .key_version = 1 } } } };
  KwLockMemory before = memory;
  KwLockBody body = { 0 };
  KwLockCard card = { .uid = uid };
  KwLockMoment moment = { 0 };
  uint64_t granted = 0;
  KwLockAnswer answer;

  if (size < HEADER_BYTES)
    return 0;
  card.n_slots = (uint8_t)(1 + (data[0] & 1));
  card.uid_size = uid_sizes[data[1] & 3];
  card.is_cloneable = data[2] & 1;
  lock.allow_cloneable = data[2] >> 1 & 1;
  lock.deny_capacity = data[2] >> 2;
  lock.place = (KwLockPlace){
    .kind = data[3] % 3, .building = 1, .floor = 3, .door = 305, .area = data[4], .bank = 1
  };
  lock.place.n_landings = data[4];
  moment.is_set = data[5] & 1;
  moment.is_locked_inside = data[5] >> 1 & 1;
  moment.utc_offset_s = ((int32_t)data[5] - 128) * 900;
  moment.now_unix_s = (uint32_t)data[6] << 24 | (uint32_t)data[7] << 16 | (uint32_t)data[8] << 8;

  if (size < HEADER_BYTES + (size_t)card.n_slots * KW_LOCK_SEALED_BYTES)
    return 0;
  for (uint8_t i = 0; i < card.n_slots; i++)
    {
      card.slots[i].is_empty = data[0] >> (1 + i) & 1;
      card.slots[i].sealed = data + HEADER_BYTES + i * KW_LOCK_SEALED_BYTES;
      check_round_trip (card.slots[i].sealed + 16);
    }

  answer = kw_lock_decide (&open_crypto, &lock, &memory, &card, &moment, &granted, &body);
  check_answer (answer, &body, &before, &memory);
  return 0;
}
