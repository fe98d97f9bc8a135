/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-credentials.h"
#include "kw-desk-plan.h"
#include "kw-desk-preview.h"
#include "kw-error.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* Whether a plan is what its preview said. What only makes it more certain is let pass: that a card
 * has been returned meanwhile, or that somebody came whose stay was expected. */

static gboolean
is_same_stay (const KwStay *then, const KwStay *now)
{
  if (then == NULL || now == NULL)
    return then == now;
  if (then->id != now->id || then->until_unix_s != now->until_unix_s ||
      then->n_doors != now->n_doors)
    return FALSE;
  for (guint i = 0; i < then->n_doors; i++)
    if (!kw_door_ref_equal (then->doors[i], now->doors[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_same_grant (const KwGrant *then, const KwGrant *now)
{
  KwGrant moved = *now;

  moved.valid_from_unix_s = then->valid_from_unix_s; /* it begins now */
  return kw_grant_equal (then, &moved);
}

/* Whom the new card would lock out. */
static gboolean
is_nobody_new (KwStore *store, const KwDeskPlan *plan, gboolean *out_is_so, GError **error)
{
  g_autoptr (GPtrArray) live = NULL;

  *out_is_so = TRUE;
  if (plan->issue_request.kind != KW_GRANT_KIND_TENANT)
    return TRUE;
  live = kw_desk_list_live_at (store, plan->issue_request.door, plan->context.now_unix_s, error);
  *out_is_so = live != NULL && live->len <= plan->preview->n_live_at_door;
  return live != NULL;
}

/* Another card of the same stay may be laid down to be renewed or moved than the one that the
 * preview was about: only its end counts. */
static gboolean
is_as_previewed (KwStore *store, const KwDeskPlan *plan, gboolean *out_is_so, GError **error)
{
  const KwDeskPreview *preview = plan->preview;
  const gboolean is_issue = plan->kind == &kw_desk_plan_issue;
  const KwStay *stay = is_issue ? plan->stay_before : plan->outcome->stay;
  const KwGrant *grant = plan->issue->grant_after;

  *out_is_so = is_same_stay (preview->stay_before, stay) &&
               (is_issue ? is_same_grant (preview->grant, grant)
                         : preview->grant->valid_until_unix_s == grant->valid_until_unix_s);
  return !*out_is_so || !is_issue || is_nobody_new (store, plan, out_is_so, error);
}

gboolean
kw_desk_plan_check_preview (KwStore *store, const KwDeskPlan *plan, GError **error)
{
  gboolean is_so = TRUE;

  if (plan->preview == NULL || plan->issue == NULL)
    return TRUE;
  if (!is_as_previewed (store, plan, &is_so, error))
    return FALSE;
  if (is_so)
    return TRUE;
  return throw (error, KW_DESK_ERROR_PREVIEW_OUTDATED,
                "The register has changed since you looked. Nothing was written; look again at "
                "what the card will open.");
}
