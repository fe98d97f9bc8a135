/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "kw-lock-memory.h"

#include <string.h>

#define MEMORY_VERSION 1

static uint8_t *
put_number (uint8_t *at, size_t n_bytes, uint64_t value)
{
  for (size_t i = 0; i < n_bytes; i++)
    at[i] = (uint8_t)(value >> (8 * (n_bytes - 1 - i)));
  return at + n_bytes;
}

static uint64_t
take_number (const uint8_t **at, size_t n_bytes)
{
  uint64_t value = 0;

  for (size_t i = 0; i < n_bytes; i++)
    value = value << 8 | (*at)[i];
  *at += n_bytes;
  return value;
}

void
kw_lock_memory_encode (const KwLockMemory *memory, uint8_t *out_bytes)
{
  uint8_t *at = put_number (out_bytes, 1, MEMORY_VERSION);

  at = put_number (at, 4, memory->min_generation);
  for (size_t i = 0; i < KW_LOCK_N_DENIED; i++)
    {
      at = put_number (at, 8, memory->denied[i].credential);
      at = put_number (at, 4, memory->denied[i].until_unix_s);
    }
  for (size_t i = 0; i < KW_LOCK_N_REVISIONS; i++)
    {
      at = put_number (at, 8, memory->revisions[i].credential);
      at = put_number (at, 2, memory->revisions[i].revision);
    }
  for (size_t i = 0; i < KW_LOCK_N_USES; i++)
    {
      at = put_number (at, 8, memory->uses[i].credential);
      at = put_number (at, 4, memory->uses[i].first_unix_s);
      at = put_number (at, 4, memory->uses[i].until_unix_s);
      at = put_number (at, 1, memory->uses[i].is_used_up);
    }
}

bool
kw_lock_memory_decode (const uint8_t *bytes, size_t n_bytes, KwLockMemory *out_memory)
{
  const uint8_t *at = bytes;

  if (n_bytes != KW_LOCK_MEMORY_BYTES || take_number (&at, 1) != MEMORY_VERSION)
    return false;

  memset (out_memory, 0, sizeof *out_memory);
  out_memory->min_generation = (uint32_t)take_number (&at, 4);
  for (size_t i = 0; i < KW_LOCK_N_DENIED; i++)
    {
      out_memory->denied[i].credential = take_number (&at, 8);
      out_memory->denied[i].until_unix_s = (uint32_t)take_number (&at, 4);
    }
  for (size_t i = 0; i < KW_LOCK_N_REVISIONS; i++)
    {
      out_memory->revisions[i].credential = take_number (&at, 8);
      out_memory->revisions[i].revision = (uint16_t)take_number (&at, 2);
    }
  for (size_t i = 0; i < KW_LOCK_N_USES; i++)
    {
      out_memory->uses[i].credential = take_number (&at, 8);
      out_memory->uses[i].first_unix_s = (uint32_t)take_number (&at, 4);
      out_memory->uses[i].until_unix_s = (uint32_t)take_number (&at, 4);
      out_memory->uses[i].is_used_up = take_number (&at, 1) != 0;
    }
  return true;
}
