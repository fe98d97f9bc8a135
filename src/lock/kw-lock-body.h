/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#ifndef KW_LOCK_BODY_H
#define KW_LOCK_BODY_H

#include "kw-lock-crypto.h"

#define KW_LOCK_FORMAT 1

typedef enum
{
  KW_LOCK_KIND_TENANT = 1,
  KW_LOCK_KIND_FLOOR = 2,
  KW_LOCK_KIND_BUILDING = 3,
  KW_LOCK_KIND_MASTER = 4,
  KW_LOCK_KIND_EMERGENCY = 5,
  KW_LOCK_KIND_CANCEL = 6,
} KwLockKind;

#define KW_LOCK_FLAG_DEADBOLT 0x0001u       /* may open a door locked from inside */
#define KW_LOCK_FLAG_COPY 0x0002u           /* a card beside others of the same generation */
#define KW_LOCK_FLAG_FROM_FIRST_USE 0x0004u /* validity counts from the first use */
#define KW_LOCK_FLAG_ONE_OPENING 0x0008u    /* opens each lock once */
#define KW_LOCK_FLAG_EVERY_LANDING 0x0010u  /* every landing of the bank */
#define KW_LOCK_FLAGS_ALL 0x001fu
#define KW_LOCK_FLAGS_TENANT_ONLY                                                                  \
  (KW_LOCK_FLAG_COPY | KW_LOCK_FLAG_FROM_FIRST_USE | KW_LOCK_FLAG_ONE_OPENING)

#define KW_LOCK_N_EXTRA_DOORS 4
#define KW_LOCK_N_CANCELLED 4
#define KW_LOCK_STATION_MAX 8388607u

/*
 * One credential as its 64 bytes say it; docs/card-format.md tells what each field means. Times are
 * Unix seconds, UTC. `cancelled` has a meaning only in kind 6, which in turn has none of the fields
 * from `weekdays` to `extra_doors`; a decoder leaves zeros there.
 */
typedef struct
{
  uint8_t format;
  uint8_t kind;
  uint16_t flags;
  uint32_t site;
  uint64_t credential;
  uint32_t generation;
  uint32_t valid_from_unix_s;
  uint32_t valid_until_unix_s;
  uint8_t building;
  uint8_t floor;
  uint16_t door;
  uint8_t weekdays;
  uint8_t bank;
  uint16_t day_start_minute;
  uint16_t day_end_minute;
  uint16_t revision;
  uint64_t floors;
  uint32_t areas;
  uint16_t extra_doors[KW_LOCK_N_EXTRA_DOORS];
  uint32_t reserved;
  uint64_t cancelled[KW_LOCK_N_CANCELLED];
} KwLockBody;

/*
 * kw_lock_body_decode:
 * `bytes`: 64 bytes; `out_body`: filled whatever the bytes are.
 *
 * Takes the fields apart and judges nothing.
 */
void kw_lock_body_decode (const uint8_t *bytes, KwLockBody *out_body);

/*
 * kw_lock_body_encode:
 * `body`: fields, judged by nobody; `out_bytes`: 64 bytes.
 *
 * The inverse of kw_lock_body_decode().
 */
void kw_lock_body_encode (const KwLockBody *body, uint8_t *out_bytes);

/*
 * kw_lock_body_is_supported:
 *
 * Returns true if the format, the kind, the flags, the kind-and-place table, the ranges of all
 * fields and the reserved bytes are as card format 1 wants them.
 */
bool kw_lock_body_is_supported (const KwLockBody *body);

/*
 * kw_lock_body_is_newer:
 *
 * Returns true if of two credentials that count on one card `a` is the one to obey: the higher of
 * (generation, revision, credential).
 */
bool kw_lock_body_is_newer (const KwLockBody *a, const KwLockBody *b);

#endif
