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

GArray *
kw_desk_visits_list_places (const KwProperty *property, const KwGrant *grant)
{
  GArray *places = g_array_new (FALSE, TRUE, sizeof (KwDeskPlace));
  KwDoorRef doors[KW_STAY_N_DOORS_MAX];
  const guint n_doors = kw_desk_grant_list_doors (grant, doors);

  for (guint i = 0; i < n_doors; i++)
    {
      const KwDeskPlace place = { .kind = KW_DESK_PLACE_DOOR, .door = doors[i] };

      g_array_append_val (places, place);
    }
  for (guint i = 0; i < property->n_areas; i++)
    {
      const KwDeskPlace place = { .kind = KW_DESK_PLACE_AREA, .number = property->areas[i].number };

      if ((grant->areas >> place.number & 1) != 0)
        g_array_append_val (places, place);
    }
  add_elevators (places, property, grant);
  return places;
}

gboolean
kw_desk_visits_add (KwStore *store, const KwDeskContext *context, const KwCredential *cancel_card,
                    KwDeskOutcome *outcome, GError **error)
{
  for (guint i = 0; i < KW_GRANT_N_CANCELLED && cancel_card->grant->cancelled[i] != 0; i++)
    {
      const guint64 number = cancel_card->grant->cancelled[i];
      g_autoptr (KwCredential) lost = kw_store_credential_load (store, number, error);
      KwDoorRef doors[KW_STAY_N_DOORS_MAX];
      guint n_doors = 0;

      if (lost == NULL)
        return FALSE;
      n_doors = kw_desk_grant_list_doors (lost->grant, doors);
      for (guint j = 0; j < n_doors; j++)
        if (!kw_store_cancel_visit_put (store, number, cancel_card->number, doors[j], error))
          return FALSE;
      if (outcome != NULL && i == 0)
        {
          g_clear_pointer (&outcome->visits, g_array_unref);
          outcome->visits = kw_desk_visits_list_places (context->property, lost->grant);
        }
    }
  return TRUE;
}
