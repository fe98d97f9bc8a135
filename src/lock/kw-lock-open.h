/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#ifndef KW_LOCK_OPEN_H
#define KW_LOCK_OPEN_H

#include "kw-lock-body.h"
#include "kw-lock-keys.h"

/* One version of the keys a lock holds: enough to read and check, not enough to make. */
typedef struct
{
  uint8_t key_version; /* 1..255 */
  uint8_t read_key[KW_LOCK_KEY_BYTES];
  uint8_t public_key[KW_LOCK_PUBLIC_KEY_BYTES];
} KwLockKeys;

/* What a lock is given once: its site and the current keys, then the previous ones while a key roll
 * lasts (`n_keys` 2). */
typedef struct
{
  uint32_t site;
  uint8_t n_keys;
  KwLockKeys keys[2];
} KwLockBundle;

/* What a reader found on a card. A Classic card has two slots, every other medium one. */
typedef struct
{
  const uint8_t *uid;
  size_t uid_size;
  bool is_cloneable; /* any medium but DESFire */
  uint8_t n_slots;   /* 1 or 2 */
  struct
  {
    bool is_empty;         /* Classic: the first block is zero */
    const uint8_t *sealed; /* 144 bytes; not looked at when empty */
  } slots[2];
} KwLockCard;

/* How far a sealed credential gets. The order is that of "furthest". */
typedef enum
{
  KW_LOCK_OPENED_EMPTY,
  KW_LOCK_OPENED_FOREIGN,     /* no SIV key opens it */
  KW_LOCK_OPENED_FORGED,      /* sealed with our read key, not signed by our station */
  KW_LOCK_OPENED_UNSUPPORTED, /* genuine, but not of card format 1 or not allowed on this medium */
  KW_LOCK_OPENED_COUNTS,
} KwLockOpened;

/*
 * kw_lock_open_sealed:
 * `sealed`: 144 bytes; `out_body`, `out_key_version`: written if the result is COUNTS or
 *   UNSUPPORTED; either may be NULL.
 *
 * Opens one sealed credential for a card's UID with the current keys, then the previous ones.
 */
KwLockOpened kw_lock_open_sealed (const KwLockCrypto *crypto, const KwLockBundle *bundle,
                                  const uint8_t *uid, size_t uid_size, const uint8_t *sealed,
                                  KwLockBody *out_body, uint8_t *out_key_version);

/*
 * kw_lock_open_card:
 * `allow_cloneable`: the site's policy: kinds 4 and 5 count on media that can be copied
 * `out_slot`: the slot that is obeyed, or NULL; `out_body`: its credential, written if the result
 * is COUNTS.
 *
 * Opens every slot of a card and picks the one to obey. Empty only if all slots are empty.
 */
KwLockOpened kw_lock_open_card (const KwLockCrypto *crypto, const KwLockBundle *bundle,
                                const KwLockCard *card, bool allow_cloneable, KwLockBody *out_body,
                                unsigned *out_slot);

#endif
