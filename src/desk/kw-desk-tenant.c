/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-tenant.h"

#include "kw-desk-credentials.h"
#include "kw-desk-grant.h"
#include "kw-error.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* Landings
 * */

static guint64
get_landing_bit (const KwBank *bank, guint building, guint floor)
{
  const KwLanding *landing = kw_bank_get_landing_of_floor (bank, building, floor);

  return landing != NULL ? (guint64)1 << landing->number : 0;
}

static guint64
get_mask (const KwProperty *property, const KwBank *bank, const KwGrant *grant)
{
  guint64 mask = get_landing_bit (bank, grant->building, grant->floor);
  KwDoorRef doors[KW_STAY_N_DOORS_MAX];
  const guint n_doors = kw_desk_grant_list_doors (grant, doors);

  for (guint i = 0; i < n_doors; i++)
    {
      const KwDoor *door = kw_property_get_door (property, doors[i]);

      if (door != NULL)
        mask |= get_landing_bit (bank, door->building, door->floor);
    }
  for (guint i = 0; i < property->n_areas; i++)
    if ((grant->areas >> property->areas[i].number & 1) != 0)
      mask |= get_landing_bit (bank, property->areas[i].building, property->areas[i].floor);
  return mask;
}

/* The landings that lead to the doors and areas. A card speaks of one bank, or of all banks alike.
 */
static void
set_default_landings (const KwProperty *property, KwGrant *fields)
{
  gboolean is_alike = TRUE;

  for (guint i = 0; i < property->n_banks; i++)
    {
      const KwBank *bank = &property->banks[i];
      guint64 mask = 0;

      if (get_landing_bit (bank, fields->building, fields->floor) == 0)
        continue;
      mask = get_mask (property, bank, fields);
      if (fields->floors == 0)
        {
          fields->bank = bank->number;
          fields->floors = mask;
        }
      else
        is_alike &= fields->floors == mask && property->n_banks == 2;
      if (fields->bank != bank->number && is_alike)
        fields->bank = 0;
    }
}

/* Grant
 * */

static KwGrant *
make_grant (const KwDeskPlan *plan, const KwDeskIssueRequest *request, const KwStay *stay,
            gboolean is_copy, GError **error)
{
  const KwProperty *property = plan->context.property;
  const KwDoor *door = kw_property_get_door (property, request->door);
  KwGrant fields = {
    .kind = KW_GRANT_KIND_TENANT,
    .can_override_deadbolt = request->can_override_deadbolt,
    .is_copy = is_copy,
    .building = request->door.building,
    .floor = door->floor,
    .door = door->number,
    .areas = request->has_areas ? request->areas : kw_property_get_default_areas (property),
    .weekdays = request->weekdays,
    .day_start_minute = request->day_start_minute,
    .day_end_minute = request->day_end_minute,
    .valid_from_unix_s = MAX (plan->context.now_unix_s, stay->from_unix_s) - KW_DESK_CLOCK_MARGIN_S,
    .valid_until_unix_s = request->until_unix_s != 0 ? request->until_unix_s : stay->until_unix_s,
  };

  for (guint i = 0; i < request->n_extra_doors; i++)
    fields.extra_doors[i] = request->extra_doors[i].door;
  if (request->has_landings)
    {
      fields.bank = request->bank;
      fields.floors = request->floors;
      fields.has_every_landing = request->has_every_landing;
    }
  else
    set_default_landings (property, &fields);
  return kw_grant_new (&fields, error);
}

static gboolean
check_doors (const KwDeskPlan *plan, const KwDeskIssueRequest *request, const KwStay *stay,
             GError **error)
{
  if (kw_property_get_door (plan->context.property, request->door) == NULL)
    return throw (error, KW_DESK_ERROR_NOT_FOUND, "The room is not in the property any more.");
  for (guint i = 0; i < request->n_extra_doors; i++)
    {
      if (request->extra_doors[i].building != request->door.building)
        return throw (error, KW_DESK_ERROR_NOT_ALLOWED,
                      "One card opens rooms of one building only; issue a card for each.");
      for (guint j = 0; j <= i; j++)
        if (kw_door_ref_equal (request->extra_doors[i],
                               j == 0 ? request->door : request->extra_doors[j - 1]))
          return throw (error, KW_DESK_ERROR_BAD_VALUE,
                        "The same room is named twice; name each once.");
    }
  if (stay->until_unix_s <= plan->context.now_unix_s)
    return throw (error, KW_DESK_ERROR_BAD_VALUE,
                  "The stay has passed its check-out; extend it or check it out first.");
  return TRUE;
}

/* Generation
 * */

/* The generation of the stay's live cards at the main door; 0 if there are none. */
static gboolean
load_generation_to_join (KwStore *store, const KwDeskPlan *plan, const KwStay *stay, KwDoorRef door,
                         guint32 *out_generation, GError **error)
{
  g_autoptr (GPtrArray) live = kw_desk_list_live (store, stay->id, plan->context.now_unix_s, error);

  if (live == NULL)
    return FALSE;
  *out_generation = 0;
  for (guint i = 0; i < live->len; i++)
    {
      const KwCredential *credential = g_ptr_array_index (live, i);

      if (kw_desk_grant_has_door (credential->grant, door))
        *out_generation = MAX (*out_generation, credential->generation);
    }
  return TRUE;
}

/* A copy must be as new as anything known at each of its doors, and not too new for their clocks.
 */
static gboolean
check_copy (KwStore *store, const KwDeskPlan *plan, const KwStay *stay, const KwDoorRef *doors,
            guint n_doors, guint32 generation, GError **error)
{
  const gint64 meant_unix_s = MAX (plan->context.now_unix_s, stay->from_unix_s);
  guint32 highest = 0;

  if (generation == 0)
    return throw (error, KW_DESK_ERROR_CARD_NEEDS_NEW,
                  "There is no live card of this stay to copy; issue a NEW one.");
  if (!kw_store_credential_load_highest_generation (store, doors, n_doors, stay->from_unix_s,
                                                    meant_unix_s + KW_DESK_GENERATION_AHEAD_MAX_S,
                                                    &highest, error))
    return FALSE;
  if (highest > generation || generation > meant_unix_s + KW_DESK_GENERATION_AHEAD_MAX_S)
    return throw (error, KW_DESK_ERROR_CARD_NEEDS_NEW,
                  "A copy would not open every door asked for; issue a NEW card.");
  return TRUE;
}

static gboolean
choose_generation (KwStore *store, const KwDeskPlan *plan, const KwDeskIssueRequest *request,
                   const KwStay *stay, guint32 *out_generation, gboolean *out_is_copy,
                   GError **error)
{
  KwDoorRef doors[KW_STAY_N_DOORS_MAX] = { request->door };
  const guint n_doors = 1 + request->n_extra_doors;
  guint32 joined = 0;

  for (guint i = 0; i < request->n_extra_doors; i++)
    doors[1 + i] = request->extra_doors[i];
  if (!load_generation_to_join (store, plan, stay, request->door, &joined, error))
    return FALSE;

  *out_is_copy = request->mode == KW_DESK_ISSUE_MODE_COPY ||
                 (request->mode == KW_DESK_ISSUE_MODE_AUTO && joined != 0);
  if (!*out_is_copy)
    return kw_desk_choose_generation (store, doors, n_doors, stay, plan->context.now_unix_s,
                                      out_generation, error);
  *out_generation = joined;
  return check_copy (store, plan, stay, doors, n_doors, joined, error);
}

gboolean
kw_desk_tenant_store (KwStore *store, KwDeskPlan *plan, KwIssueOperation operation,
                      const KwDeskIssueRequest *request, const KwStay *stay, GError **error)
{
  KwCredential fields = { .stay_id = stay->id };
  gboolean is_copy = FALSE;
  KwGrant *grant = NULL;

  if (!check_doors (plan, request, stay, error) ||
      !choose_generation (store, plan, request, stay, &fields.generation, &is_copy, error))
    return FALSE;
  grant = make_grant (plan, request, stay, is_copy, error);
  if (grant == NULL || !kw_desk_plan_store_new (store, plan, operation, &fields, grant, error))
    return FALSE;
  g_clear_pointer (&plan->outcome->stay, kw_stay_unref);
  plan->outcome->stay = kw_stay_ref (stay);
  return TRUE;
}
