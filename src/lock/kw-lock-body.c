/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "kw-lock-body.h"

#include <string.h>

/* Offsets in the body; docs/card-format.md, "Body". */
enum
{
  AT_FORMAT = 0,
  AT_KIND = 1,
  AT_FLAGS = 2,
  AT_SITE = 4,
  AT_CREDENTIAL = 8,
  AT_GENERATION = 16,
  AT_VALID_FROM = 20,
  AT_VALID_UNTIL = 24,
  AT_BUILDING = 28,
  AT_FLOOR = 29,
  AT_DOOR = 30,
  AT_WEEKDAYS = 32,
  AT_CANCELLED = 32,
  AT_BANK = 33,
  AT_DAY_START = 34,
  AT_DAY_END = 36,
  AT_REVISION = 38,
  AT_FLOORS = 40,
  AT_AREAS = 48,
  AT_EXTRA_DOORS = 52,
  AT_RESERVED = 60,
};

static uint64_t
get_number (const uint8_t *bytes, size_t n_bytes)
{
  uint64_t value = 0;

  for (size_t i = 0; i < n_bytes; i++)
    value = value << 8 | bytes[i];
  return value;
}

static void
put_number (uint8_t *bytes, size_t n_bytes, uint64_t value)
{
  for (size_t i = 0; i < n_bytes; i++)
    bytes[i] = (uint8_t)(value >> (8 * (n_bytes - 1 - i)));
}

void
kw_lock_body_decode (const uint8_t *bytes, KwLockBody *out_body)
{
  memset (out_body, 0, sizeof *out_body);
  out_body->format = bytes[AT_FORMAT];
  out_body->kind = bytes[AT_KIND];
  out_body->flags = (uint16_t)get_number (bytes + AT_FLAGS, 2);
  out_body->site = (uint32_t)get_number (bytes + AT_SITE, 4);
  out_body->credential = get_number (bytes + AT_CREDENTIAL, 8);
  out_body->generation = (uint32_t)get_number (bytes + AT_GENERATION, 4);
  out_body->valid_from_unix_s = (uint32_t)get_number (bytes + AT_VALID_FROM, 4);
  out_body->valid_until_unix_s = (uint32_t)get_number (bytes + AT_VALID_UNTIL, 4);
  out_body->building = bytes[AT_BUILDING];
  out_body->floor = bytes[AT_FLOOR];
  out_body->door = (uint16_t)get_number (bytes + AT_DOOR, 2);

  if (out_body->kind == KW_LOCK_KIND_CANCEL)
    {
      for (size_t i = 0; i < KW_LOCK_N_CANCELLED; i++)
        out_body->cancelled[i] = get_number (bytes + AT_CANCELLED + 8 * i, 8);
      return;
    }

  out_body->weekdays = bytes[AT_WEEKDAYS];
  out_body->bank = bytes[AT_BANK];
  out_body->day_start_minute = (uint16_t)get_number (bytes + AT_DAY_START, 2);
  out_body->day_end_minute = (uint16_t)get_number (bytes + AT_DAY_END, 2);
  out_body->revision = (uint16_t)get_number (bytes + AT_REVISION, 2);
  out_body->floors = get_number (bytes + AT_FLOORS, 8);
  out_body->areas = (uint32_t)get_number (bytes + AT_AREAS, 4);
  for (size_t i = 0; i < KW_LOCK_N_EXTRA_DOORS; i++)
    out_body->extra_doors[i] = (uint16_t)get_number (bytes + AT_EXTRA_DOORS + 2 * i, 2);
  out_body->reserved = (uint32_t)get_number (bytes + AT_RESERVED, 4);
}

void
kw_lock_body_encode (const KwLockBody *body, uint8_t *out_bytes)
{
  out_bytes[AT_FORMAT] = body->format;
  out_bytes[AT_KIND] = body->kind;
  put_number (out_bytes + AT_FLAGS, 2, body->flags);
  put_number (out_bytes + AT_SITE, 4, body->site);
  put_number (out_bytes + AT_CREDENTIAL, 8, body->credential);
  put_number (out_bytes + AT_GENERATION, 4, body->generation);
  put_number (out_bytes + AT_VALID_FROM, 4, body->valid_from_unix_s);
  put_number (out_bytes + AT_VALID_UNTIL, 4, body->valid_until_unix_s);
  out_bytes[AT_BUILDING] = body->building;
  out_bytes[AT_FLOOR] = body->floor;
  put_number (out_bytes + AT_DOOR, 2, body->door);

  if (body->kind == KW_LOCK_KIND_CANCEL)
    {
      for (size_t i = 0; i < KW_LOCK_N_CANCELLED; i++)
        put_number (out_bytes + AT_CANCELLED + 8 * i, 8, body->cancelled[i]);
      return;
    }

  out_bytes[AT_WEEKDAYS] = body->weekdays;
  out_bytes[AT_BANK] = body->bank;
  put_number (out_bytes + AT_DAY_START, 2, body->day_start_minute);
  put_number (out_bytes + AT_DAY_END, 2, body->day_end_minute);
  put_number (out_bytes + AT_REVISION, 2, body->revision);
  put_number (out_bytes + AT_FLOORS, 8, body->floors);
  put_number (out_bytes + AT_AREAS, 4, body->areas);
  for (size_t i = 0; i < KW_LOCK_N_EXTRA_DOORS; i++)
    put_number (out_bytes + AT_EXTRA_DOORS + 2 * i, 2, body->extra_doors[i]);
  put_number (out_bytes + AT_RESERVED, 4, body->reserved);
}

static bool
place_fits_kind (const KwLockBody *body)
{
  const bool has_building = body->building != 0;
  const bool has_floor = body->floor != 0;
  const bool has_door = body->door != 0;

  switch (body->kind)
    {
    case KW_LOCK_KIND_TENANT:
      return has_building && has_floor && has_door;
    case KW_LOCK_KIND_FLOOR:
      return has_building && has_floor && !has_door;
    case KW_LOCK_KIND_BUILDING:
      return has_building && !has_floor && !has_door;
    case KW_LOCK_KIND_MASTER:
      return !has_building && !has_floor && !has_door;
    case KW_LOCK_KIND_EMERGENCY:
    case KW_LOCK_KIND_CANCEL: /* wildcards only from the right */
      return (has_building || !has_floor) && (has_floor || !has_door);
    default:
      return false;
    }
}

static bool
flags_fit_kind (const KwLockBody *body)
{
  if ((body->flags & ~KW_LOCK_FLAGS_ALL) != 0)
    return false;
  if (body->kind == KW_LOCK_KIND_CANCEL)
    return body->flags == 0;
  return body->kind == KW_LOCK_KIND_TENANT || (body->flags & KW_LOCK_FLAGS_TENANT_ONLY) == 0;
}

/* Left-packed and not empty. */
static bool
cancelled_are_in_order (const KwLockBody *body)
{
  for (size_t i = 1; i < KW_LOCK_N_CANCELLED; i++)
    if (body->cancelled[i] != 0 && body->cancelled[i - 1] == 0)
      return false;
  return body->cancelled[0] != 0;
}

static bool
hours_are_in_range (const KwLockBody *body)
{
  return body->day_start_minute <= 1439 && body->day_end_minute <= 1440 &&
         (body->day_start_minute != body->day_end_minute || body->day_start_minute == 0);
}

static bool
has_extra_doors (const KwLockBody *body)
{
  for (size_t i = 0; i < KW_LOCK_N_EXTRA_DOORS; i++)
    if (body->extra_doors[i] != 0)
      return true;
  return false;
}

bool
kw_lock_body_is_supported (const KwLockBody *body)
{
  const uint64_t station = body->credential >> 40;

  if (body->format != KW_LOCK_FORMAT || !place_fits_kind (body) || !flags_fit_kind (body))
    return false;
  if (station < 1 || station > KW_LOCK_STATION_MAX)
    return false;
  if (body->valid_from_unix_s >= body->valid_until_unix_s)
    return false;
  if (body->kind == KW_LOCK_KIND_CANCEL)
    return cancelled_are_in_order (body);

  return body->weekdays <= 0x7f && hours_are_in_range (body) && body->reserved == 0 &&
         (body->kind == KW_LOCK_KIND_TENANT || !has_extra_doors (body));
}

bool
kw_lock_body_is_newer (const KwLockBody *a, const KwLockBody *b)
{
  if (a->generation != b->generation)
    return a->generation > b->generation;
  if (a->revision != b->revision)
    return a->revision > b->revision;
  return a->credential > b->credential;
}
