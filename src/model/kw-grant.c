/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-grant.h"

#include "kw-error.h"
#include "kw-model-check.h"

#include <string.h>

KW_DEFINE_THROW (KwModelError, KW_MODEL_ERROR)

static const char *const kind_names[KW_GRANT_KIND_N] = {
  [KW_GRANT_KIND_TENANT] = "tenant",       [KW_GRANT_KIND_FLOOR] = "floor",
  [KW_GRANT_KIND_BUILDING] = "building",   [KW_GRANT_KIND_MASTER] = "master",
  [KW_GRANT_KIND_EMERGENCY] = "emergency", [KW_GRANT_KIND_CANCEL] = "cancel",
};

static gboolean
has_extra_doors (const KwGrant *grant)
{
  for (guint i = 0; i < KW_GRANT_N_EXTRA_DOORS; i++)
    if (grant->extra_doors[i] != 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_ranges (const KwGrant *grant, GError **error)
{
  if ((guint)grant->kind >= KW_GRANT_KIND_N)
    return throw (error, KW_MODEL_ERROR_RANGE, "kind: %u is no kind of card", (guint)grant->kind);
  if (!kw_model_check_range ("building", grant->building, 0, 255, error) ||
      !kw_model_check_range ("floor", grant->floor, 0, 255, error) ||
      !kw_model_check_range ("door", grant->door, 0, 65535, error) ||
      !kw_model_check_range ("bank", grant->bank, 0, 255, error) ||
      !kw_model_check_range ("weekdays", grant->weekdays, 0, 0x7f, error) ||
      !kw_model_check_range ("day_start", grant->day_start_minute, 0, 1439, error) ||
      !kw_model_check_range ("day_end", grant->day_end_minute, 0, 1440, error) ||
      !kw_model_check_range ("valid_from", grant->valid_from_unix_s, 0, KW_MODEL_TIME_MAX_UNIX_S,
                             error) ||
      !kw_model_check_range ("valid_until", grant->valid_until_unix_s, 0, KW_MODEL_TIME_MAX_UNIX_S,
                             error))
    return FALSE;

  for (guint i = 0; i < KW_GRANT_N_EXTRA_DOORS; i++)
    if (!kw_model_check_range ("extra_doors", grant->extra_doors[i], 0, 65535, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_times (const KwGrant *grant, GError **error)
{
  if (grant->valid_until_unix_s <= grant->valid_from_unix_s)
    return throw (error, KW_MODEL_ERROR_TIME, "valid_until: must be after valid_from");
  if (grant->day_start_minute == grant->day_end_minute && grant->day_end_minute != 0)
    return throw (error, KW_MODEL_ERROR_TIME,
                  "day_end: hours that start and end in the same minute open never");
  return TRUE;
}

static gboolean
check_place (const KwGrant *grant, GError **error)
{
  const gboolean has_building = grant->building != 0;
  const gboolean has_floor = grant->floor != 0;
  const gboolean has_door = grant->door != 0;

  switch (grant->kind)
    {
    case KW_GRANT_KIND_TENANT:
      if (!has_building || !has_floor || !has_door)
        return throw (error, KW_MODEL_ERROR_RULE,
                      "door: a tenant card needs building, floor and door");
      return TRUE;
    case KW_GRANT_KIND_FLOOR:
      if (!has_building || !has_floor || has_door)
        return throw (error, KW_MODEL_ERROR_RULE,
                      "floor: a floor card needs building and floor, and no door");
      return TRUE;
    case KW_GRANT_KIND_BUILDING:
      if (!has_building || has_floor || has_door)
        return throw (error, KW_MODEL_ERROR_RULE,
                      "building: a building card needs a building, and no floor or door");
      return TRUE;
    case KW_GRANT_KIND_MASTER:
      if (has_building || has_floor || has_door)
        return throw (error, KW_MODEL_ERROR_RULE, "building: a master card opens every building");
      return TRUE;
    case KW_GRANT_KIND_EMERGENCY:
    case KW_GRANT_KIND_CANCEL:
      if ((has_floor && !has_building) || (has_door && !has_floor))
        return throw (error, KW_MODEL_ERROR_RULE,
                      "building: a door needs its floor, and a floor its building");
      return TRUE;
    }
  return FALSE;
}

static gboolean
check_tenant_only (const KwGrant *grant, GError **error)
{
  if (grant->kind != KW_GRANT_KIND_TENANT)
    {
      if (grant->is_copy || grant->is_from_first_use || grant->is_one_opening)
        return throw (error, KW_MODEL_ERROR_RULE,
                      "flags: copy, first use and one opening exist only on tenant cards");
      if (has_extra_doors (grant))
        return throw (error, KW_MODEL_ERROR_RULE, "extra_doors: exist only on tenant cards");
    }
  /* Each lock counts for itself: with a second place to use it, the card would begin anew there. */
  if ((grant->is_from_first_use || grant->is_one_opening) &&
      (has_extra_doors (grant) || grant->areas != 0 || grant->floors != 0 ||
       grant->has_every_landing))
    return throw (error, KW_MODEL_ERROR_RULE,
                  "flags: first use and one opening need exactly one door, no area and no landing");
  return TRUE;
}

static gboolean
check_cancel (const KwGrant *grant, GError **error)
{
  gboolean has_ended = FALSE;

  if (grant->kind != KW_GRANT_KIND_CANCEL)
    {
      for (guint i = 0; i < KW_GRANT_N_CANCELLED; i++)
        if (grant->cancelled[i] != 0)
          return throw (error, KW_MODEL_ERROR_RULE, "cancelled: exist only on cancel cards");
      return TRUE;
    }

  if (grant->can_override_deadbolt || grant->has_every_landing || grant->areas != 0 ||
      grant->bank != 0 || grant->floors != 0 || grant->weekdays != 0 ||
      grant->day_start_minute != 0 || grant->day_end_minute != 0)
    return throw (error, KW_MODEL_ERROR_RULE,
                  "flags: a cancel card has no flags, areas, landings, weekdays or hours");
  if (grant->cancelled[0] == 0)
    return throw (error, KW_MODEL_ERROR_MISSING,
                  "cancelled: a cancel card names at least one card");
  for (guint i = 0; i < KW_GRANT_N_CANCELLED; i++)
    {
      if (has_ended && grant->cancelled[i] != 0)
        return throw (error, KW_MODEL_ERROR_RULE, "cancelled: there is a gap in the list");
      has_ended = grant->cancelled[i] == 0;
    }
  return TRUE;
}

KwGrant *
kw_grant_new (const KwGrant *fields, GError **error)
{
  KwGrant *grant = NULL;

  g_return_val_if_fail (fields != NULL, NULL);

  if (!check_ranges (fields, error) || !check_times (fields, error) ||
      !check_place (fields, error) || !check_tenant_only (fields, error) ||
      !check_cancel (fields, error))
    return NULL;

  grant = g_atomic_rc_box_new (KwGrant);
  *grant = *fields;
  return grant;
}

KwGrant *
kw_grant_ref (const KwGrant *grant)
{
  return g_atomic_rc_box_acquire ((KwGrant *)grant);
}

void
kw_grant_unref (KwGrant *grant)
{
  g_atomic_rc_box_release (grant);
}

gboolean
kw_grant_equal (const KwGrant *a, const KwGrant *b)
{
  return a->kind == b->kind && !a->can_override_deadbolt == !b->can_override_deadbolt &&
         !a->is_copy == !b->is_copy && !a->is_from_first_use == !b->is_from_first_use &&
         !a->is_one_opening == !b->is_one_opening &&
         !a->has_every_landing == !b->has_every_landing && a->building == b->building &&
         a->floor == b->floor && a->door == b->door &&
         memcmp (a->extra_doors, b->extra_doors, sizeof a->extra_doors) == 0 &&
         a->areas == b->areas && a->bank == b->bank && a->floors == b->floors &&
         a->weekdays == b->weekdays && a->day_start_minute == b->day_start_minute &&
         a->day_end_minute == b->day_end_minute && a->valid_from_unix_s == b->valid_from_unix_s &&
         a->valid_until_unix_s == b->valid_until_unix_s &&
         memcmp (a->cancelled, b->cancelled, sizeof a->cancelled) == 0;
}

const char *
kw_grant_kind_to_string (KwGrantKind kind)
{
  g_return_val_if_fail ((guint)kind < KW_GRANT_KIND_N, NULL);
  return kind_names[kind];
}

gboolean
kw_grant_kind_from_string (const char *string, KwGrantKind *out_kind)
{
  guint index = 0;

  if (!kw_model_find_name (kind_names, KW_GRANT_KIND_N, string, &index))
    return FALSE;
  *out_kind = (KwGrantKind)index;
  return TRUE;
}

G_DEFINE_BOXED_TYPE (KwGrant, kw_grant, kw_grant_ref, kw_grant_unref)
