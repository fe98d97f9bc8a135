/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#ifndef KW_LOCK_MEMORY_H
#define KW_LOCK_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How much a lock remembers. The format asks for at least 64 denied credentials and 16 revisions; a
 * lock with more memory may define more. */
#ifndef KW_LOCK_N_DENIED
#define KW_LOCK_N_DENIED 64
#endif
#ifndef KW_LOCK_N_REVISIONS
#define KW_LOCK_N_REVISIONS 16
#endif
#ifndef KW_LOCK_N_USES
#define KW_LOCK_N_USES 32
#endif

/*
 * What a lock remembers between two cards. All zeros is a lock fresh from its box. An entry with
 * credential 0 is free.
 */
typedef struct
{
  uint32_t min_generation; /* guest doors only */
  struct
  {
    uint64_t credential;
    uint32_t until_unix_s; /* may be forgotten from then on */
  } denied[KW_LOCK_N_DENIED];
  struct
  {
    uint64_t credential;
    uint16_t revision; /* the highest that opened, of min_generation */
  } revisions[KW_LOCK_N_REVISIONS];
  struct
  {
    uint64_t credential;
    uint32_t first_unix_s;
    uint32_t until_unix_s; /* the card is expired from then on whatever is remembered */
    bool is_used_up;       /* a one-opening card that has opened */
  } uses[KW_LOCK_N_USES];  /* only credentials that count from first use or open once */
} KwLockMemory;

/* Version byte, generation, then every entry in full. */
#define KW_LOCK_MEMORY_BYTES                                                                       \
  (1 + 4 + KW_LOCK_N_DENIED * 12 + KW_LOCK_N_REVISIONS * 10 + KW_LOCK_N_USES * 17)

/*
 * kw_lock_memory_encode:
 * `out_bytes`: KW_LOCK_MEMORY_BYTES bytes.
 *
 * For a lock or a simulator that keeps its memory in a file or a flash page.
 */
void kw_lock_memory_encode (const KwLockMemory *memory, uint8_t *out_bytes);

/*
 * kw_lock_memory_decode:
 * `bytes`: `n_bytes` bytes of kw_lock_memory_encode(); `out_memory`: untouched on failure.
 *
 * Returns false if the length or the version byte is wrong.
 */
bool kw_lock_memory_decode (const uint8_t *bytes, size_t n_bytes, KwLockMemory *out_memory);

#endif
