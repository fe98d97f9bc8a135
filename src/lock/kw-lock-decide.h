/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#ifndef KW_LOCK_DECIDE_H
#define KW_LOCK_DECIDE_H

#include "kw-lock-memory.h"
#include "kw-lock-open.h"

/* What a lock says of a card; the first that applies, in the order of docs/card-format.md. */
typedef enum
{
  KW_LOCK_ANSWER_OPEN,
  KW_LOCK_ANSWER_CANCEL_LEARNED,
  KW_LOCK_ANSWER_BLANK,
  KW_LOCK_ANSWER_FOREIGN,
  KW_LOCK_ANSWER_FORGED,
  KW_LOCK_ANSWER_UNSUPPORTED,
  KW_LOCK_ANSWER_WRONG_SITE,
  KW_LOCK_ANSWER_CANCELLED,
  KW_LOCK_ANSWER_NO_CLOCK,
  KW_LOCK_ANSWER_NOT_YET,
  KW_LOCK_ANSWER_EXPIRED,
  KW_LOCK_ANSWER_OUT_OF_HOURS,
  KW_LOCK_ANSWER_DENY_FULL,
  KW_LOCK_ANSWER_WRONG_PLACE,
  KW_LOCK_ANSWER_SUPERSEDED,
  KW_LOCK_ANSWER_PRIVACY,
  KW_LOCK_ANSWER_USED,
} KwLockAnswer;
#define KW_LOCK_ANSWER_N (KW_LOCK_ANSWER_USED + 1)

/* The answer as the word of the card format, e.g. "WRONG_PLACE". Static text. */
const char *kw_lock_answer_to_string (KwLockAnswer answer);

typedef enum
{
  KW_LOCK_PLACE_GUEST,    /* a guest room's door: building, floor, door */
  KW_LOCK_PLACE_AREA,     /* a common area: its bit, building, floor */
  KW_LOCK_PLACE_ELEVATOR, /* a bank and its landings */
} KwLockPlaceKind;

typedef struct
{
  KwLockPlaceKind kind;
  uint8_t building;
  uint8_t floor;
  uint16_t door;
  uint8_t area; /* 0..31 */
  uint8_t bank;
  uint8_t n_landings; /* 1..64 */
} KwLockPlace;

/* A lock as it was set up. */
typedef struct
{
  KwLockBundle bundle;
  KwLockPlace place;
  bool allow_cloneable;  /* the site's policy for kinds 4 and 5 */
  uint8_t deny_capacity; /* up to KW_LOCK_N_DENIED; 0 means that */
} KwLock;

/* The lock's clock when the card is shown. */
typedef struct
{
  bool is_set;
  uint32_t now_unix_s;
  int32_t utc_offset_s; /* of the property's time zone at that time, east positive */
  bool is_locked_inside;
} KwLockMoment;

/*
 * kw_lock_decide:
 * `memory`: changed only if the answer is OPEN or CANCEL_LEARNED; store it before the bolt moves
 * `out_granted`: the landings granted, written if an elevator answers OPEN; may be NULL otherwise
 * `out_body`: what the card says, written from WRONG_SITE on; may be NULL
 *
 * Shows a card to a lock. No allocation, no I/O; as reentrant as the crypto table.
 */
KwLockAnswer kw_lock_decide (const KwLockCrypto *crypto, const KwLock *lock, KwLockMemory *memory,
                             const KwLockCard *card, const KwLockMoment *moment,
                             uint64_t *out_granted, KwLockBody *out_body);

#endif
