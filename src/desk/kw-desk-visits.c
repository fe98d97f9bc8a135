/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-visits.h"

#include "kw-desk-grant.h"
#include "kw-desk-journal-rows.h"
#include "kw-error.h"
#include "kw-store-credential.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

static void
add_elevators (GArray *places, const KwProperty *property, const KwGrant *grant)
{
  for (guint i = 0; i < property->n_banks; i++)
    {
      const KwBank *bank = &property->banks[i];
      const KwDeskPlace place = { .kind = KW_DESK_PLACE_ELEVATOR, .number = bank->number };

      if ((grant->bank == 0 || grant->bank == bank->number) &&
          (grant->has_every_landing || (grant->floors & kw_bank_get_mask (bank)) != 0))
        g_array_append_val (places, place);
    }
}

static gboolean
reaches (const KwGrant *grant, guint building, guint floor)
{
  return grant->kind != KW_GRANT_KIND_TENANT && grant->door == 0 &&
         (grant->building == 0 || grant->building == building) &&
         (grant->floor == 0 || grant->floor == floor);
}

static void
add_doors (GArray *places, const KwProperty *property, const KwGrant *grant)
{
  KwDoorRef doors[KW_STAY_N_DOORS_MAX];
  const guint n_doors = kw_desk_grant_list_doors (grant, doors);

  for (guint i = 0; i < n_doors; i++)
    {
      const KwDeskPlace place = { .kind = KW_DESK_PLACE_DOOR, .door = doors[i] };

      g_array_append_val (places, place);
    }
  for (guint i = 0; i < property->n_doors; i++)
    {
      const KwDoor *door = &property->doors[i];
      const KwDeskPlace place = { .kind = KW_DESK_PLACE_DOOR,
                                  .door = { door->building, door->number } };

      if (reaches (grant, door->building, door->floor))
        g_array_append_val (places, place);
    }
}

GArray *
kw_desk_visits_list_places (const KwProperty *property, const KwGrant *grant)
{
  GArray *places = g_array_new (FALSE, TRUE, sizeof (KwDeskPlace));

  add_doors (places, property, grant);
  for (guint i = 0; i < property->n_areas; i++)
    {
      const KwArea *area = &property->areas[i];
      const KwDeskPlace place = { .kind = KW_DESK_PLACE_AREA, .number = area->number };

      if ((grant->areas >> area->number & 1) != 0 || reaches (grant, area->building, area->floor))
        g_array_append_val (places, place);
    }
  add_elevators (places, property, grant);
  return places;
}

KwDeskPlace
kw_desk_visits_get_place (const KwStorePlace *stored)
{
  switch (stored->kind)
    {
    case KW_STORE_PLACE_DOOR:
      return (KwDeskPlace){ .kind = KW_DESK_PLACE_DOOR,
                            .door = { stored->building, stored->number } };
    case KW_STORE_PLACE_AREA:
      return (KwDeskPlace){ .kind = KW_DESK_PLACE_AREA, .number = stored->number };
    case KW_STORE_PLACE_ELEVATOR:
      break;
    }
  return (KwDeskPlace){ .kind = KW_DESK_PLACE_ELEVATOR, .number = stored->number };
}

static KwStorePlace
get_stored_place (const KwDeskPlace *place)
{
  switch (place->kind)
    {
    case KW_DESK_PLACE_DOOR:
      return (KwStorePlace){ KW_STORE_PLACE_DOOR, place->door.building, place->door.door };
    case KW_DESK_PLACE_AREA:
      return (KwStorePlace){ KW_STORE_PLACE_AREA, 0, place->number };
    case KW_DESK_PLACE_ELEVATOR:
      break;
    }
  return (KwStorePlace){ KW_STORE_PLACE_ELEVATOR, 0, place->number };
}

gboolean
kw_desk_visits_put (KwStore *store, guint64 lost, guint64 cancel_card, const GArray *places,
                    GError **error)
{
  for (guint i = 0; i < places->len; i++)
    {
      const KwStorePlace place = get_stored_place (&g_array_index (places, KwDeskPlace, i));

      if (!kw_store_cancel_visit_put (store, lost, cancel_card, &place, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kw_desk_visits_add (KwStore *store, const KwDeskContext *context, const KwCredential *cancel_card,
                    KwDeskOutcome *outcome, GError **error)
{
  for (guint i = 0; i < KW_GRANT_N_CANCELLED && cancel_card->grant->cancelled[i] != 0; i++)
    {
      const guint64 number = cancel_card->grant->cancelled[i];
      g_autoptr (KwCredential) lost = kw_store_credential_load (store, number, error);
      g_autoptr (GArray) places = NULL;

      if (lost == NULL)
        return FALSE;
      places = kw_desk_visits_list_places (context->property, lost->grant);
      if (!kw_desk_visits_put (store, number, cancel_card->number, places, error))
        return FALSE;
      if (outcome != NULL && i == 0)
        {
          g_clear_pointer (&outcome->visits, g_array_unref);
          outcome->visits = g_steal_pointer (&places);
        }
    }
  return TRUE;
}

gboolean
kw_desk_visits_tick (KwStore *store, const KwDeskContext *context, gint64 id, gboolean is_visited,
                     GError **error)
{
  g_autoptr (KwJournalData) data = kw_journal_data_new ();
  g_autoptr (GError) cause = NULL;
  KwStoreCancelVisit visit;

  if (!kw_store_cancel_visit_load (store, id, &visit, &cause))
    {
      if (g_error_matches (cause, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
        return throw (error, KW_DESK_ERROR_NOT_FOUND,
                      "This place is not on the walk-list; list it again.");
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if ((visit.visited_at_unix_s != 0) == is_visited)
    return TRUE;

  kw_journal_data_put_int (data, "visit", id);
  kw_journal_data_put_u64 (data, "credential", visit.lost_credential);
  if (visit.cancel_credential != 0)
    kw_journal_data_put_u64 (data, "cancel_credential", visit.cancel_credential);
  kw_journal_data_put_string (data, "place", kw_store_place_kind_to_string (visit.place.kind));
  kw_journal_data_put_int (data, "building", visit.place.building);
  kw_journal_data_put_int (data, "number", visit.place.number);
  kw_journal_data_put_boolean (data, "visited", is_visited);
  return kw_store_cancel_visit_tick (store, id, is_visited ? context->now_unix_s : 0, error) &&
         kw_desk_append_row (store, context, KW_JOURNAL_EVENT_WALK_LIST_TICKED, data, error);
}

gboolean
kw_desk_visits_learn (KwStore *store, KwDeskContext *context, const KwLockBody *cancel_card,
                      const KwDeskPlace *place, GError **error)
{
  const KwStorePlace stored = get_stored_place (place);

  for (guint i = 0; i < KW_LOCK_N_CANCELLED && cancel_card->cancelled[i] != 0; i++)
    {
      KwStoreCancelVisit visit = { 0 };

      if (!kw_store_cancel_visit_find (store, cancel_card->cancelled[i], &stored, &visit.id, error))
        return FALSE;
      if (visit.id == 0)
        continue;
      if (!kw_store_cancel_visit_load (store, visit.id, &visit, error))
        return FALSE;
      if (visit.visited_at_unix_s == 0 &&
          (!kw_desk_check_clock (store, context, error) ||
           !kw_desk_visits_tick (store, context, visit.id, /* is_visited= */ TRUE, error)))
        return FALSE;
    }
  return TRUE;
}
