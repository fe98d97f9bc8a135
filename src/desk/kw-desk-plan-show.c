/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-card-crypto.h"
#include "kw-desk-grant.h"
#include "kw-desk-plan.h"
#include "kw-desk-visits.h"
#include "kw-error.h"
#include "kw-local-time.h"
#include "kw-lock-decide.h"
#include "kw-store-lock-memory.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* Identify
 * */

/* It would at a lock that was shown no newer card and no cancel card. What only a lock knows (that,
 * its hours, locked from inside) is asked with a door try. */
const char *
kw_desk_get_why_not (const KwCredential *credential, guint revision, gboolean is_known,
                     gint64 now_unix_s)
{
  const KwGrant *grant = credential->grant;

  if (!grant->is_from_first_use && now_unix_s < grant->valid_from_unix_s)
    return "NOT_YET";
  if (now_unix_s >= kw_desk_grant_get_end_unix_s (grant))
    return "EXPIRED";
  if (is_known && revision < credential->revision)
    return "SUPERSEDED";
  return NULL;
}

/* What the card is; also for the watch, whatever a door makes of it. */
static gboolean
plan_identify (KwStore *store, KwDeskPlan *plan, GError **error)
{
  const KwDeskOutcome *outcome = plan->outcome;

  if (!kw_desk_plan_describe (store, plan, error))
    return FALSE;
  if (outcome->credential != NULL)
    plan->outcome->why_not = g_strdup (
        kw_desk_get_why_not (outcome->credential, plan->sighting.body.revision, outcome->is_known,
                             plan->context.now_unix_s));
  return TRUE;
}

const KwDeskPlanKind kw_desk_plan_identify = { "identify", plan_identify };

/* Door try
 * */

static gboolean
set_place (const KwProperty *property, const KwDeskPlace *place, KwLockPlace *out_place,
           GError **error)
{
  const KwDoor *door = NULL;
  const KwArea *area = NULL;
  const KwBank *bank = NULL;

  switch (place->kind)
    {
    case KW_DESK_PLACE_DOOR:
      door = kw_property_get_door (property, place->door);
      if (door != NULL)
        *out_place = (KwLockPlace){ .kind = KW_LOCK_PLACE_GUEST,
                                    .building = (guint8)door->building,
                                    .floor = (guint8)door->floor,
                                    .door = (guint16)door->number };
      break;
    case KW_DESK_PLACE_AREA:
      area = kw_property_get_area (property, place->number);
      if (area != NULL)
        *out_place = (KwLockPlace){ .kind = KW_LOCK_PLACE_AREA,
                                    .building = (guint8)area->building,
                                    .floor = (guint8)area->floor,
                                    .area = (guint8)area->number };
      break;
    case KW_DESK_PLACE_ELEVATOR:
      bank = kw_property_get_bank (property, place->number);
      if (bank != NULL)
        *out_place = (KwLockPlace){ .kind = KW_LOCK_PLACE_ELEVATOR,
                                    .bank = (guint8)bank->number,
                                    .n_landings = (guint8)kw_bank_get_lock_landings (bank) };
      break;
    }
  if (door == NULL && area == NULL && bank == NULL)
    return throw (error, KW_DESK_ERROR_NOT_FOUND, "There is no such door.");
  return TRUE;
}

static char *
dup_place_name (const KwDeskPlace *place)
{
  switch (place->kind)
    {
    case KW_DESK_PLACE_DOOR:
      return g_strdup_printf ("door %u/%u", place->door.building, place->door.door);
    case KW_DESK_PLACE_AREA:
      return g_strdup_printf ("area %u", place->number);
    case KW_DESK_PLACE_ELEVATOR:
      break;
    }
  return g_strdup_printf ("elevator %u", place->number);
}

static gboolean
load_memory (KwStore *store, const char *name, KwLockMemory *out_memory, GError **error)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GBytes) bytes = kw_store_lock_memory_load (store, name, &missing);

  memset (out_memory, 0, sizeof *out_memory);
  if (bytes == NULL)
    {
      if (g_error_matches (missing, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&missing));
      return FALSE;
    }
  if (!kw_lock_memory_decode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), out_memory))
    return throw (error, KW_DESK_ERROR_STORE,
                  "What the register kept of this lock makes no sense; try another door, or "
                  "restore the last copy of the data folder.");
  return TRUE;
}

static gboolean
store_memory (KwStore *store, const char *name, const KwLockMemory *memory, GError **error)
{
  guint8 encoded[KW_LOCK_MEMORY_BYTES];
  g_autoptr (GBytes) bytes = NULL;

  kw_lock_memory_encode (memory, encoded);
  bytes = g_bytes_new (encoded, sizeof encoded);
  return kw_store_lock_memory_put (store, name, bytes, error);
}

/* A lock reads what its own keys open: a card that is not whole is as much as it can read of it. */
static void
fill_lock_card (const KwDeskPlan *plan, KwLockCard *out_card)
{
  *out_card = (KwLockCard){
    .uid = plan->reading.uid.bytes,
    .uid_size = plan->reading.uid.size_bytes,
    .is_cloneable = kw_card_medium_is_cloneable (plan->reading.medium),
    .n_slots = plan->reading.n_slots,
  };
  for (guint i = 0; i < plan->reading.n_slots; i++)
    {
      out_card->slots[i].is_empty = !plan->reading.slots[i].is_present;
      out_card->slots[i].sealed = plan->reading.slots[i].sealed;
    }
}

static const char *
get_answer_without_reading (const KwDeskPlan *plan)
{
  switch (plan->sighting.condition)
    {
    case KW_DESK_CONDITION_BLANK:
      return kw_lock_answer_to_string (KW_LOCK_ANSWER_BLANK);
    case KW_DESK_CONDITION_FOREIGN:
    case KW_DESK_CONDITION_DAMAGED:
    case KW_DESK_CONDITION_UNSUPPORTED:
      return kw_lock_answer_to_string (KW_LOCK_ANSWER_FOREIGN);
    case KW_DESK_CONDITION_OURS:
    case KW_DESK_CONDITION_EMPTY:
    case KW_DESK_CONDITION_UNFINISHED:
      break;
    }
  return NULL;
}

static gboolean
plan_try_door (KwStore *store, KwDeskPlan *plan, GError **error)
{
  const KwDeskTry *try = &plan->try;
  const KwProperty *property = plan->context.property;
  const char *without_reading = get_answer_without_reading (plan);
  const gint64 at_unix_s = try->at_unix_s != 0 ? try->at_unix_s : plan->context.now_unix_s;
  g_autofree char *name = dup_place_name (&try->place);
  const KwLockMoment moment = {
    .is_set = true,
    .now_unix_s = (guint32)CLAMP (at_unix_s, 0, G_MAXUINT32),
    .utc_offset_s = kw_local_time_get (property, at_unix_s).utc_offset_s,
    .is_locked_inside = try->is_locked_inside,
  };
  KwLock lock = { .allow_cloneable = property->allow_cloneable_master };
  KwLockMemory memory;
  KwLockAnswer answer;
  KwLockCard card;
  KwLockBody body;

  if (!set_place (property, &try->place, &lock.place, error) ||
      !load_memory (store, name, &memory, error) || !plan_identify (store, plan, error))
    return FALSE;
  if (without_reading != NULL)
    {
      plan->outcome->answer = g_strdup (without_reading);
      return TRUE;
    }

  lock.bundle = *(const KwLockBundle *)kw_secret_get_bytes (try->bundle);
  fill_lock_card (plan, &card);
  answer = kw_lock_decide (kw_card_get_crypto (), &lock, &memory, &card, &moment,
                           &plan->outcome->granted, &body);
  kw_secret_wipe_bytes (&lock, sizeof lock);
  plan->outcome->answer = g_strdup (kw_lock_answer_to_string (answer));
  if (answer == KW_LOCK_ANSWER_CANCEL_LEARNED &&
      !kw_desk_visits_learn (store, &plan->context, &body, &try->place, error))
    return FALSE;
  return store_memory (store, name, &memory, error);
}

const KwDeskPlanKind kw_desk_plan_try_door = { "door try", plan_try_door };
