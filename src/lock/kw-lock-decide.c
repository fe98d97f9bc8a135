/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "kw-lock-decide.h"

#include <string.h>

/* How far ahead of the clock a generation may be: a card may be cut a day before it is due. */
#define GENERATION_AHEAD_MAX_S 86400

#define MINUTES_PER_DAY 1440
#define SECONDS_PER_DAY 86400

const char *
kw_lock_answer_to_string (KwLockAnswer answer)
{
  static const char *const words[KW_LOCK_ANSWER_N] = {
    [KW_LOCK_ANSWER_OPEN] = "OPEN",
    [KW_LOCK_ANSWER_CANCEL_LEARNED] = "CANCEL_LEARNED",
    [KW_LOCK_ANSWER_BLANK] = "BLANK",
    [KW_LOCK_ANSWER_FOREIGN] = "FOREIGN",
    [KW_LOCK_ANSWER_FORGED] = "FORGED",
    [KW_LOCK_ANSWER_UNSUPPORTED] = "UNSUPPORTED",
    [KW_LOCK_ANSWER_WRONG_SITE] = "WRONG_SITE",
    [KW_LOCK_ANSWER_CANCELLED] = "CANCELLED",
    [KW_LOCK_ANSWER_NO_CLOCK] = "NO_CLOCK",
    [KW_LOCK_ANSWER_NOT_YET] = "NOT_YET",
    [KW_LOCK_ANSWER_EXPIRED] = "EXPIRED",
    [KW_LOCK_ANSWER_OUT_OF_HOURS] = "OUT_OF_HOURS",
    [KW_LOCK_ANSWER_DENY_FULL] = "DENY_FULL",
    [KW_LOCK_ANSWER_WRONG_PLACE] = "WRONG_PLACE",
    [KW_LOCK_ANSWER_SUPERSEDED] = "SUPERSEDED",
    [KW_LOCK_ANSWER_PRIVACY] = "PRIVACY",
    [KW_LOCK_ANSWER_USED] = "USED",
  };

  return (unsigned)answer < KW_LOCK_ANSWER_N ? words[answer] : "UNSUPPORTED";
}

static bool
is_denied (const KwLockMemory *memory, uint64_t credential)
{
  for (size_t i = 0; i < KW_LOCK_N_DENIED; i++)
    if (memory->denied[i].credential == credential)
      return true;
  return false;
}

/* Index of the entry, or -1. */
static int
find_use (const KwLockMemory *memory, uint64_t credential)
{
  for (size_t i = 0; i < KW_LOCK_N_USES; i++)
    if (memory->uses[i].credential == credential)
      return (int)i;
  return -1;
}

/* Index of the entry, or of one that may be taken for it, or -1 if all are needed. */
static int
find_use_or_room (const KwLockMemory *memory, uint64_t credential, uint32_t now_unix_s)
{
  int room = find_use (memory, credential);

  for (size_t i = 0; i < KW_LOCK_N_USES && room < 0; i++)
    if (memory->uses[i].credential == 0 || memory->uses[i].until_unix_s <= now_unix_s)
      room = (int)i;
  return room;
}

static KwLockAnswer
check_validity (const KwLockMemory *memory, const KwLockBody *body, uint32_t now_unix_s)
{
  const uint32_t length_s = body->valid_until_unix_s - body->valid_from_unix_s;
  int use = -1;

  if ((body->flags & KW_LOCK_FLAG_FROM_FIRST_USE) == 0)
    {
      if (now_unix_s < body->valid_from_unix_s)
        return KW_LOCK_ANSWER_NOT_YET;
      return now_unix_s >= body->valid_until_unix_s ? KW_LOCK_ANSWER_EXPIRED : KW_LOCK_ANSWER_OPEN;
    }

  use = find_use (memory, body->credential);
  if (use < 0)
    return now_unix_s >= body->valid_until_unix_s ? KW_LOCK_ANSWER_EXPIRED : KW_LOCK_ANSWER_OPEN;
  return now_unix_s >= (uint64_t)memory->uses[use].first_unix_s + length_s ? KW_LOCK_ANSWER_EXPIRED
                                                                           : KW_LOCK_ANSWER_OPEN;
}

/* `weekday` counts from Monday and may be -1 for the day before Monday. */
static bool
weekday_is_allowed (const KwLockBody *body, int weekday)
{
  return body->weekdays == 0 || (body->weekdays >> ((weekday + 7) % 7) & 1) != 0;
}

static bool
is_within_hours (const KwLockBody *body, const KwLockMoment *moment)
{
  const int64_t local_s = (int64_t)moment->now_unix_s + moment->utc_offset_s;
  /* Floor division: shortly after 1970 a western zone is still in 1969. */
  const int64_t day = local_s >= 0 ? local_s / SECONDS_PER_DAY
                                   : -((SECONDS_PER_DAY - 1 - local_s) / SECONDS_PER_DAY);
  const int minute = (int)((local_s - day * SECONDS_PER_DAY) / 60);
  const int weekday = (int)(((day + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
  const int start = body->day_start_minute;
  const int end = body->day_end_minute;

  if (start == 0 && end == 0)
    return weekday_is_allowed (body, weekday);
  if (start < end)
    return weekday_is_allowed (body, weekday) && minute >= start && minute < end;
  return (weekday_is_allowed (body, weekday) && minute >= start) ||
         (weekday_is_allowed (body, weekday - 1) && minute < end);
}

/* Wildcards stand only at the right; the body was checked for that. */
static bool
scope_reaches (const KwLockBody *body, const KwLockPlace *place)
{
  const bool floor_fits = (body->building == 0 || body->building == place->building) &&
                          (body->floor == 0 || body->floor == place->floor);

  switch (place->kind)
    {
    case KW_LOCK_PLACE_GUEST:
      return floor_fits && (body->door == 0 || body->door == place->door);
    case KW_LOCK_PLACE_AREA:
      return floor_fits && body->door == 0;
    case KW_LOCK_PLACE_ELEVATOR: /* a bank knows no building */
      return body->door == 0;
    }
  return false;
}

static size_t
count_missing (const KwLockMemory *memory, const KwLockBody *body)
{
  size_t n_missing = 0;

  for (size_t i = 0; i < KW_LOCK_N_CANCELLED; i++)
    if (body->cancelled[i] != 0 && !is_denied (memory, body->cancelled[i]))
      n_missing++;
  return n_missing;
}

static void
deny (KwLockMemory *memory, uint64_t credential, uint32_t until_unix_s)
{
  size_t room = 0;

  for (size_t i = KW_LOCK_N_DENIED; i-- > 0;)
    {
      if (memory->denied[i].credential == credential)
        {
          if (memory->denied[i].until_unix_s < until_unix_s)
            memory->denied[i].until_unix_s = until_unix_s;
          return;
        }
      if (memory->denied[i].credential == 0)
        room = i;
    }
  memory->denied[room].credential = credential;
  memory->denied[room].until_unix_s = until_unix_s;
}

static KwLockAnswer
learn_cancelled (const KwLock *lock, KwLockMemory *memory, const KwLockBody *body,
                 uint32_t now_unix_s)
{
  const size_t capacity = lock->deny_capacity > 0 && lock->deny_capacity < KW_LOCK_N_DENIED
                              ? lock->deny_capacity
                              : KW_LOCK_N_DENIED;
  KwLockMemory changed = *memory;
  size_t n_denied = 0;

  for (size_t i = 0; i < KW_LOCK_N_DENIED; i++)
    {
      if (changed.denied[i].until_unix_s <= now_unix_s)
        changed.denied[i].credential = 0;
      if (changed.denied[i].credential == 0)
        changed.denied[i].until_unix_s = 0;
      else
        n_denied++;
    }
  if (n_denied + count_missing (&changed, body) > capacity)
    return KW_LOCK_ANSWER_DENY_FULL;

  for (size_t i = 0; i < KW_LOCK_N_CANCELLED; i++)
    if (body->cancelled[i] != 0)
      deny (&changed, body->cancelled[i], body->valid_until_unix_s);
  *memory = changed;
  return KW_LOCK_ANSWER_CANCEL_LEARNED;
}

static bool
tenant_has_door (const KwLockBody *body, const KwLockPlace *place)
{
  if (body->building != place->building)
    return false;
  if (body->floor == place->floor && body->door == place->door)
    return true;
  for (size_t i = 0; i < KW_LOCK_N_EXTRA_DOORS; i++)
    if (body->extra_doors[i] != 0 && body->extra_doors[i] == place->door)
      return true;
  return false;
}

static uint64_t
get_granted_landings (const KwLockBody *body, const KwLockPlace *place)
{
  const uint64_t there_are = place->n_landings >= 64 ? UINT64_MAX
                                                     : ((uint64_t)1 << place->n_landings) - 1;

  if (body->bank != 0 && body->bank != place->bank)
    return 0;
  return ((body->flags & KW_LOCK_FLAG_EVERY_LANDING) != 0 ? UINT64_MAX : body->floors) & there_are;
}

static bool
has_right_to_place (const KwLockBody *body, const KwLockPlace *place)
{
  switch (place->kind)
    {
    case KW_LOCK_PLACE_GUEST:
      return body->kind == KW_LOCK_KIND_TENANT ? tenant_has_door (body, place)
                                               : scope_reaches (body, place);
    case KW_LOCK_PLACE_AREA:
      return (place->area < 32 && (body->areas >> place->area & 1) != 0) ||
             (body->kind != KW_LOCK_KIND_TENANT && scope_reaches (body, place));
    case KW_LOCK_PLACE_ELEVATOR:
      return get_granted_landings (body, place) != 0;
    }
  return false;
}

static KwLockAnswer
check_generation (const KwLockMemory *memory, const KwLockBody *body, uint32_t now_unix_s)
{
  if (body->generation > (uint64_t)now_unix_s + GENERATION_AHEAD_MAX_S)
    return KW_LOCK_ANSWER_NOT_YET;
  if (body->generation < memory->min_generation)
    return KW_LOCK_ANSWER_SUPERSEDED;
  if (body->generation == memory->min_generation)
    for (size_t i = 0; i < KW_LOCK_N_REVISIONS; i++)
      if (memory->revisions[i].credential == body->credential &&
          body->revision < memory->revisions[i].revision)
        return KW_LOCK_ANSWER_SUPERSEDED;
  return KW_LOCK_ANSWER_OPEN;
}

/* A full table gives up the lowest revision: that one stops the fewest old images. */
static void
remember_revision (KwLockMemory *memory, const KwLockBody *body)
{
  size_t room = 0;

  if (body->generation > memory->min_generation)
    {
      memory->min_generation = body->generation;
      memset (memory->revisions, 0, sizeof memory->revisions);
    }

  for (size_t i = KW_LOCK_N_REVISIONS; i-- > 0;)
    {
      if (memory->revisions[i].credential == body->credential)
        {
          room = i;
          break;
        }
      if (memory->revisions[i].credential == 0 ||
          (memory->revisions[room].credential != 0 &&
           memory->revisions[i].revision < memory->revisions[room].revision))
        room = i;
    }
  memory->revisions[room].credential = body->credential;
  memory->revisions[room].revision = body->revision;
}

/* False if the lock has no room to hold the card to its one use or its hours: it stays shut. */
static bool
remember_use (KwLockMemory *memory, const KwLockBody *body, uint32_t now_unix_s)
{
  const int use = find_use_or_room (memory, body->credential, now_unix_s);
  const uint64_t length_s = body->valid_until_unix_s - body->valid_from_unix_s;
  uint64_t until_unix_s = body->valid_until_unix_s;

  if ((body->flags & (KW_LOCK_FLAG_FROM_FIRST_USE | KW_LOCK_FLAG_ONE_OPENING)) == 0)
    return true;
  if (use < 0)
    return false;

  if (memory->uses[use].credential != body->credential)
    {
      if ((body->flags & KW_LOCK_FLAG_FROM_FIRST_USE) != 0 && now_unix_s + length_s > until_unix_s)
        until_unix_s = now_unix_s + length_s;
      memory->uses[use].credential = body->credential;
      memory->uses[use].first_unix_s = now_unix_s;
      memory->uses[use].until_unix_s = until_unix_s > UINT32_MAX ? UINT32_MAX
                                                                 : (uint32_t)until_unix_s;
    }
  memory->uses[use].is_used_up = (body->flags & KW_LOCK_FLAG_ONE_OPENING) != 0;
  return true;
}

/* Steps 1 to 7. OPEN means: go on with the place. */
static KwLockAnswer
check_credential (const KwLockMemory *memory, const KwLock *lock, const KwLockBody *body,
                  const KwLockMoment *moment)
{
  KwLockAnswer validity;

  if (body->site != lock->bundle.site)
    return KW_LOCK_ANSWER_WRONG_SITE;
  if (is_denied (memory, body->credential))
    return KW_LOCK_ANSWER_CANCELLED;

  if (!moment->is_set)
    return body->kind == KW_LOCK_KIND_EMERGENCY ? KW_LOCK_ANSWER_OPEN : KW_LOCK_ANSWER_NO_CLOCK;

  validity = check_validity (memory, body, moment->now_unix_s);
  if (validity != KW_LOCK_ANSWER_OPEN)
    return validity;
  if (body->kind != KW_LOCK_KIND_CANCEL && !is_within_hours (body, moment))
    return KW_LOCK_ANSWER_OUT_OF_HOURS;
  return KW_LOCK_ANSWER_OPEN;
}

/* Steps 8 to 12 for a card that opens things. */
static KwLockAnswer
check_place (const KwLock *lock, KwLockMemory *memory, const KwLockBody *body,
             const KwLockMoment *moment)
{
  const bool is_tenant_at_door = body->kind == KW_LOCK_KIND_TENANT &&
                                 lock->place.kind == KW_LOCK_PLACE_GUEST;
  const int use = find_use (memory, body->credential);
  KwLockMemory changed = *memory;

  if (!has_right_to_place (body, &lock->place))
    return KW_LOCK_ANSWER_WRONG_PLACE;
  if (is_tenant_at_door)
    {
      const KwLockAnswer generation = check_generation (memory, body, moment->now_unix_s);

      if (generation != KW_LOCK_ANSWER_OPEN)
        return generation;
    }
  if (moment->is_locked_inside && (body->flags & KW_LOCK_FLAG_DEADBOLT) == 0 &&
      body->kind != KW_LOCK_KIND_EMERGENCY)
    return KW_LOCK_ANSWER_PRIVACY;
  if ((body->flags & KW_LOCK_FLAG_ONE_OPENING) != 0 && use >= 0 && memory->uses[use].is_used_up)
    return KW_LOCK_ANSWER_USED;

  if (is_tenant_at_door)
    remember_revision (&changed, body);
  if (!remember_use (&changed, body, moment->now_unix_s))
    return KW_LOCK_ANSWER_USED;
  *memory = changed;
  return KW_LOCK_ANSWER_OPEN;
}

static KwLockAnswer
answer_for_unopened (KwLockOpened opened)
{
  switch (opened)
    {
    case KW_LOCK_OPENED_EMPTY:
      return KW_LOCK_ANSWER_BLANK;
    case KW_LOCK_OPENED_FOREIGN:
      return KW_LOCK_ANSWER_FOREIGN;
    case KW_LOCK_OPENED_FORGED:
      return KW_LOCK_ANSWER_FORGED;
    case KW_LOCK_OPENED_UNSUPPORTED:
    case KW_LOCK_OPENED_COUNTS:
      break;
    }
  return KW_LOCK_ANSWER_UNSUPPORTED;
}

KwLockAnswer
kw_lock_decide (const KwLockCrypto *crypto, const KwLock *lock, KwLockMemory *memory,
                const KwLockCard *card, const KwLockMoment *moment, uint64_t *out_granted,
                KwLockBody *out_body)
{
  KwLockBody body;
  KwLockAnswer answer;
  const KwLockOpened opened = kw_lock_open_card (crypto, &lock->bundle, card, lock->allow_cloneable,
                                                 &body, NULL);

  if (opened != KW_LOCK_OPENED_COUNTS)
    return answer_for_unopened (opened);
  if (out_body != NULL)
    *out_body = body;

  answer = check_credential (memory, lock, &body, moment);
  if (answer != KW_LOCK_ANSWER_OPEN)
    return answer;
  if (body.kind == KW_LOCK_KIND_CANCEL)
    return scope_reaches (&body, &lock->place)
               ? learn_cancelled (lock, memory, &body, moment->now_unix_s)
               : KW_LOCK_ANSWER_WRONG_PLACE;

  answer = check_place (lock, memory, &body, moment);
  if (answer == KW_LOCK_ANSWER_OPEN && out_granted != NULL)
    *out_granted = lock->place.kind == KW_LOCK_PLACE_ELEVATOR
                       ? get_granted_landings (&body, &lock->place)
                       : 0;
  return answer;
}
