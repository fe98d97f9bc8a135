/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-loss.h"

#include "kw-desk-credentials.h"
#include "kw-desk-grant.h"
#include "kw-desk-visits.h"
#include "kw-desk-work.h"
#include "kw-store-stay.h"

G_DEFINE_BOXED_TYPE (KwDeskLoss, kw_desk_loss, kw_desk_loss_ref, kw_desk_loss_unref)

KwDeskLoss *
kw_desk_loss_ref (KwDeskLoss *loss)
{
  return g_atomic_rc_box_acquire (loss);
}

static void
clear_loss (gpointer data)
{
  KwDeskLoss *loss = data;

  g_clear_pointer (&loss->card, kw_card_unref);
  g_clear_pointer (&loss->credential, kw_credential_unref);
  g_clear_pointer (&loss->stay, kw_stay_unref);
  g_clear_pointer (&loss->places, g_array_unref);
}

void
kw_desk_loss_unref (KwDeskLoss *loss)
{
  if (loss != NULL)
    g_atomic_rc_box_release_full (loss, clear_loss);
}

typedef struct
{
  KwDeskContext context;
  char *label;
  KwDeskLoss *loss; /* out */
} LossWork;

static void
loss_work_free (LossWork *work)
{
  kw_desk_context_clear (&work->context);
  g_free (work->label);
  g_clear_pointer (&work->loss, kw_desk_loss_unref);
  g_free (work);
}

/* Place by place */

/* Somebody was there with a cancel card. */
static gboolean
is_cancelled_at (const GArray *visits, const KwDeskPlace *place)
{
  for (guint i = 0; i < visits->len; i++)
    {
      const KwStoreCancelVisit *visit = &g_array_index (visits, KwStoreCancelVisit, i);
      const KwDeskPlace visited = kw_desk_visits_get_place (&visit->place);

      if (kw_desk_place_equal (&visited, place))
        return visit->cancel_credential != 0 && visit->visited_at_unix_s != 0;
    }
  return FALSE;
}

static KwDeskLossState
get_door_state (const GArray *doors, KwDoorRef door)
{
  for (guint i = 0; i < doors->len; i++)
    {
      const KwStoreCredentialDoor *at = &g_array_index (doors, KwStoreCredentialDoor, i);

      if (!kw_door_ref_equal (at->door, door))
        continue;
      switch (at->state)
        {
        case KW_STORE_DOOR_STATE_ALIVE:
          return KW_DESK_LOSS_OPENS;
        case KW_STORE_DOOR_STATE_SUPERSEDED:
          return KW_DESK_LOSS_UNTIL_NEW;
        case KW_STORE_DOOR_STATE_CANCELLED:
          return KW_DESK_LOSS_STOPPED;
        }
    }
  return KW_DESK_LOSS_OPENS; /* a staff card: no door is named */
}

/* At the lock of a guest door, and as long as the stay has it. */
static gboolean
is_stopped_by_new (const KwDeskLoss *loss, const KwDeskLossPlace *at)
{
  return loss->can_replace && at->place.kind == KW_DESK_PLACE_DOOR &&
         at->state == KW_DESK_LOSS_OPENS && kw_stay_has_door (loss->stay, at->place.door);
}

static void
look_at_places (LossWork *work, const GArray *doors, const GArray *visits)
{
  KwDeskLoss *loss = work->loss;
  g_autoptr (GArray)
      places = kw_desk_visits_list_places (work->context.property, loss->credential->grant);
  const gboolean is_over = loss->until_unix_s <= work->context.now_unix_s;

  loss->places = g_array_sized_new (FALSE, TRUE, sizeof (KwDeskLossPlace), places->len);
  for (guint i = 0; i < places->len; i++)
    {
      KwDeskLossPlace at = { .place = g_array_index (places, KwDeskPlace, i) };

      if (is_over || is_cancelled_at (visits, &at.place))
        at.state = KW_DESK_LOSS_STOPPED;
      else if (at.place.kind == KW_DESK_PLACE_DOOR)
        at.state = get_door_state (doors, at.place.door);
      at.is_stopped_by_new = is_stopped_by_new (loss, &at);
      loss->n_open += at.state != KW_DESK_LOSS_STOPPED;
      loss->n_stopped_by_new += at.is_stopped_by_new;
      g_array_append_val (loss->places, at);
    }
  if (loss->n_open == 0)
    loss->until_unix_s = 0;
}

/* The whole */

/* What becomes of a card that was erased or rewritten by us is not what was on it. */
static gboolean
is_out (const KwCredential *credential)
{
  switch (credential->state)
    {
    case KW_CREDENTIAL_STATE_PENDING:
    case KW_CREDENTIAL_STATE_LIVE:
    case KW_CREDENTIAL_STATE_LOST:
    case KW_CREDENTIAL_STATE_SUPERSEDED:
    case KW_CREDENTIAL_STATE_UNCERTAIN:
      return TRUE;
    case KW_CREDENTIAL_STATE_RETURNED: /* without the card, or a clone of it */
    case KW_CREDENTIAL_STATE_REWRITTEN:
    case KW_CREDENTIAL_STATE_EXPIRED:
    case KW_CREDENTIAL_STATE_FAILED:
    case KW_CREDENTIAL_STATE_DAMAGED:
      break;
    }
  return FALSE;
}

static gboolean
can_replace (const KwDeskLoss *loss, gint64 now_unix_s)
{
  const KwGrant *grant = loss->credential->grant;
  const KwDoorRef door = { grant->building, grant->door };

  return grant->kind == KW_GRANT_KIND_TENANT && loss->stay != NULL &&
         loss->stay->state != KW_STAY_STATE_CLOSED && loss->stay->until_unix_s > now_unix_s &&
         kw_stay_has_door (loss->stay, door);
}

static gboolean
look_at_stay (KwStore *store, KwDeskLoss *loss, gint64 now_unix_s, GError **error)
{
  const KwCredential *credential = loss->credential;
  g_autoptr (GPtrArray) live = NULL;

  if (credential->stay_id == 0)
    return TRUE;
  loss->stay = kw_store_stay_load (store, credential->stay_id, error);
  if (loss->stay == NULL)
    return FALSE;
  live = kw_desk_list_live (store, credential->stay_id, now_unix_s, error);
  for (guint i = 0; live != NULL && i < live->len; i++)
    loss->n_other_live += ((const KwCredential *)live->pdata[i])->number != credential->number;
  return live != NULL;
}

static gboolean
load_loss (KwStore *store, gpointer data, GError **error)
{
  LossWork *work = data;
  const gint64 now_unix_s = work->context.now_unix_s;
  KwDeskLoss *loss = g_atomic_rc_box_new0 (KwDeskLoss);
  g_autoptr (GArray) doors = NULL;
  g_autoptr (GArray) visits = NULL;

  g_clear_pointer (&work->loss, kw_desk_loss_unref);
  work->loss = loss;
  loss->card = kw_desk_load_card (store, work->label, error);
  if (loss->card == NULL)
    return FALSE;
  loss->credential = kw_desk_load_newest (store, loss->card, work->label, error);
  if (loss->credential == NULL || !look_at_stay (store, loss, now_unix_s, error))
    return FALSE;
  doors = kw_store_credential_list_doors (store, loss->credential->number, error);
  visits = doors != NULL ? kw_store_cancel_visit_list (store, loss->credential->number, error)
                         : NULL;
  if (visits == NULL)
    return FALSE;

  loss->is_lost = loss->credential->state == KW_CREDENTIAL_STATE_LOST;
  loss->can_report = kw_desk_credential_can_be_absent (loss->credential, KW_CREDENTIAL_STATE_LOST,
                                                       now_unix_s);
  loss->until_unix_s = loss->credential->may_live_until_unix_s;
  if (is_out (loss->credential))
    loss->until_unix_s = MAX (loss->until_unix_s,
                              kw_desk_grant_get_end_unix_s (loss->credential->grant));
  loss->can_replace = can_replace (loss, now_unix_s);
  look_at_places (work, doors, visits);
  loss->can_cancel = loss->is_lost && loss->until_unix_s > now_unix_s;
  return TRUE;
}

void
kw_desk_load_loss_async (KwDesk *self, const char *card_label, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  LossWork *work = g_new0 (LossWork, 1);

  kw_desk_context_init (&work->context, self);
  work->label = g_strdup (card_label);
  kw_desk_work_start_with_property (self, /* is_writing= */ FALSE, load_loss, work,
                                    (GDestroyNotify)loss_work_free, cancellable, callback,
                                    user_data);
}

KwDeskLoss *
kw_desk_load_loss_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  LossWork *work = kw_desk_work_finish (result, error);

  return work != NULL ? g_steal_pointer (&work->loss) : NULL;
}
