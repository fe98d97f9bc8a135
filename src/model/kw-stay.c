/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-stay.h"

#include "kw-error.h"
#include "kw-model-check.h"

KW_DEFINE_THROW (KwModelError, KW_MODEL_ERROR)

#define BIT(state) (1u << (state))
static const guint32 may_follow[KW_STAY_STATE_N] = {
  [KW_STAY_STATE_EXPECTED] = BIT (KW_STAY_STATE_OPEN) | BIT (KW_STAY_STATE_CLOSED),
  [KW_STAY_STATE_OPEN] = BIT (KW_STAY_STATE_CLOSED),
  [KW_STAY_STATE_CLOSED] = 0,
};

static const char *const state_names[KW_STAY_STATE_N] = {
  [KW_STAY_STATE_EXPECTED] = "expected",
  [KW_STAY_STATE_OPEN] = "open",
  [KW_STAY_STATE_CLOSED] = "closed",
};

static const char *const no_tenants[] = { NULL };

static gboolean
check_doors (const KwStay *stay, GError **error)
{
  if (stay->n_doors == 0)
    return throw (error, KW_MODEL_ERROR_MISSING, "doors: a stay needs at least one door");
  if (stay->n_doors > KW_STAY_N_DOORS_MAX)
    return throw (error, KW_MODEL_ERROR_LIMIT, "doors: a stay has at most %d doors",
                  KW_STAY_N_DOORS_MAX);

  for (guint i = 0; i < stay->n_doors; i++)
    {
      if (!kw_model_check_range ("building", stay->doors[i].building, 1, 255, error) ||
          !kw_model_check_range ("door", stay->doors[i].door, 1, 65535, error))
        return FALSE;
      for (guint j = 0; j < i; j++)
        if (kw_door_ref_equal (stay->doors[i], stay->doors[j]))
          return throw (error, KW_MODEL_ERROR_DUPLICATE, "doors: door %u is named twice",
                        stay->doors[i].door);
    }
  return TRUE;
}

static gboolean
check_tenants (const KwStay *stay, GError **error)
{
  if (stay->tenants == NULL)
    return TRUE;
  for (guint i = 0; stay->tenants[i] != NULL; i++)
    {
      if (i == KW_STAY_N_TENANTS_MAX)
        return throw (error, KW_MODEL_ERROR_LIMIT, "tenants: are more than %d",
                      KW_STAY_N_TENANTS_MAX);
      if (!kw_model_check_text ("tenants", stay->tenants[i], KW_MODEL_TEXT_MAX, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_times (const KwStay *stay, GError **error)
{
  if (!kw_model_check_range ("from", stay->from_unix_s, 0, KW_MODEL_TIME_MAX_UNIX_S, error) ||
      !kw_model_check_range ("until", stay->until_unix_s, 0, KW_MODEL_TIME_MAX_UNIX_S, error) ||
      !kw_model_check_range ("opened_at", stay->opened_at_unix_s, 0, KW_MODEL_TIME_MAX_UNIX_S,
                             error) ||
      !kw_model_check_range ("closed_at", stay->closed_at_unix_s, 0, KW_MODEL_TIME_MAX_UNIX_S,
                             error))
    return FALSE;
  if (stay->until_unix_s <= stay->from_unix_s)
    return throw (error, KW_MODEL_ERROR_TIME, "until: must be after from");
  return TRUE;
}

static gboolean
check_state (const KwStay *stay, GError **error)
{
  if ((guint)stay->state >= KW_STAY_STATE_N)
    return throw (error, KW_MODEL_ERROR_RANGE, "state: %u is no state of a stay",
                  (guint)stay->state);
  if (stay->state == KW_STAY_STATE_EXPECTED && stay->opened_at_unix_s != 0)
    return throw (error, KW_MODEL_ERROR_RULE, "opened_at: an expected stay was not opened yet");
  if (stay->state == KW_STAY_STATE_OPEN && stay->opened_at_unix_s == 0)
    return throw (error, KW_MODEL_ERROR_MISSING, "opened_at: is missing in an open stay");
  if ((stay->state == KW_STAY_STATE_CLOSED) != (stay->closed_at_unix_s != 0))
    return throw (error, KW_MODEL_ERROR_RULE,
                  "closed_at: belongs to a closed stay, and only there");
  return TRUE;
}

static void
clear_stay (gpointer data)
{
  KwStay *stay = data;

  g_strfreev ((char **)stay->tenants);
  g_free ((char *)stay->reference);
}

KwStay *
kw_stay_new (const KwStay *fields, GError **error)
{
  KwStay *stay = NULL;

  g_return_val_if_fail (fields != NULL, NULL);

  if (!kw_model_check_range ("id", fields->id, 0, G_MAXINT64, error) ||
      !check_doors (fields, error) || !check_tenants (fields, error) ||
      !check_times (fields, error) || !check_state (fields, error) ||
      !kw_model_check_optional_text ("reference", fields->reference, KW_MODEL_TEXT_MAX, error))
    return NULL;

  stay = g_atomic_rc_box_new (KwStay);
  *stay = *fields;
  for (guint i = stay->n_doors; i < KW_STAY_N_DOORS_MAX; i++)
    stay->doors[i] = (KwDoorRef){ 0, 0 };
  stay->tenants = (const char *const *)g_strdupv (
      (char **)(fields->tenants != NULL ? fields->tenants : no_tenants));
  stay->reference = g_strdup (fields->reference);
  return stay;
}

KwStay *
kw_stay_ref (const KwStay *stay)
{
  return g_atomic_rc_box_acquire ((KwStay *)stay);
}

void
kw_stay_unref (KwStay *stay)
{
  g_atomic_rc_box_release_full (stay, clear_stay);
}

gboolean
kw_stay_equal (const KwStay *a, const KwStay *b)
{
  if (a->id != b->id || a->state != b->state || a->n_doors != b->n_doors ||
      a->from_unix_s != b->from_unix_s || a->until_unix_s != b->until_unix_s ||
      a->opened_at_unix_s != b->opened_at_unix_s || a->closed_at_unix_s != b->closed_at_unix_s ||
      g_strcmp0 (a->reference, b->reference) != 0 || !g_strv_equal (a->tenants, b->tenants))
    return FALSE;

  for (guint i = 0; i < a->n_doors; i++)
    if (!kw_door_ref_equal (a->doors[i], b->doors[i]))
      return FALSE;
  return TRUE;
}

gboolean
kw_stay_has_door (const KwStay *stay, KwDoorRef door)
{
  for (guint i = 0; i < stay->n_doors; i++)
    if (kw_door_ref_equal (stay->doors[i], door))
      return TRUE;
  return FALSE;
}

gboolean
kw_stay_state_can_follow (KwStayState from, KwStayState to)
{
  g_return_val_if_fail ((guint)from < KW_STAY_STATE_N && (guint)to < KW_STAY_STATE_N, FALSE);
  return (may_follow[from] & BIT (to)) != 0;
}

const char *
kw_stay_state_to_string (KwStayState state)
{
  g_return_val_if_fail ((guint)state < KW_STAY_STATE_N, NULL);
  return state_names[state];
}

gboolean
kw_stay_state_from_string (const char *string, KwStayState *out_state)
{
  guint index = 0;

  if (!kw_model_find_name (state_names, KW_STAY_STATE_N, string, &index))
    return FALSE;
  *out_state = (KwStayState)index;
  return TRUE;
}

G_DEFINE_BOXED_TYPE (KwStay, kw_stay, kw_stay_ref, kw_stay_unref)
