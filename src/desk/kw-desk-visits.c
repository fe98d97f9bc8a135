/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-visits.h"

#include "kw-desk-grant.h"
#include "kw-store-cancel-visit.h"
#include "kw-store-credential.h"

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

/* Only guest doors are ticked off in the register. */
static gboolean
put_doors (KwStore *store, guint64 lost, guint64 cancel_card, const GArray *places, GError **error)
{
  for (guint i = 0; i < places->len; i++)
    {
      const KwDeskPlace *place = &g_array_index (places, KwDeskPlace, i);

      if (place->kind == KW_DESK_PLACE_DOOR &&
          !kw_store_cancel_visit_put (store, lost, cancel_card, place->door, error))
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
      if (!put_doors (store, number, cancel_card->number, places, error))
        return FALSE;
      if (outcome != NULL && i == 0)
        {
          g_clear_pointer (&outcome->visits, g_array_unref);
          outcome->visits = g_steal_pointer (&places);
        }
    }
  return TRUE;
}
