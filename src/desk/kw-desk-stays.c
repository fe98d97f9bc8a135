/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-stays.h"

#include "kw-desk-credentials.h"
#include "kw-desk-grant.h"
#include "kw-desk-journal-rows.h"
#include "kw-desk-stay-rules.h"
#include "kw-desk-work.h"
#include "kw-error.h"
#include "kw-store-stay-page.h"
#include "kw-store-stay.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

#define N_COUNTED_AT_ONCE 8192

typedef struct
{
  KwDeskContext context;
  KwDeskStayRequest request;
  char **tenants;
  char *reference;
  char *overlap_reason;
  KwStay *stay; /* out */
  guint n_live; /* out */
  guint limit;
  GPtrArray *stays; /* out */
  guint n_more;     /* out */
} StayWork;

static void
stay_work_free (StayWork *work)
{
  kw_desk_context_clear (&work->context);
  g_strfreev (work->tenants);
  g_free (work->reference);
  g_free (work->overlap_reason);
  g_clear_pointer (&work->stay, kw_stay_unref);
  g_clear_pointer (&work->stays, g_ptr_array_unref);
  g_free (work);
}

static StayWork *
stay_work_new (KwDesk *desk)
{
  StayWork *work = g_new0 (StayWork, 1);

  kw_desk_context_init (&work->context, desk);
  return work;
}

/* Open and change */

static gboolean
put_stay (KwStore *store, gpointer data, GError **error)
{
  StayWork *work = data;

  if (!kw_desk_check_clock (store, &work->context, error))
    return FALSE;
  work->stay = work->request.stay_id == 0
                   ? kw_desk_stay_open (store, &work->context, &work->request, error)
                   : kw_desk_stay_change (store, &work->context, &work->request, error);
  return work->stay != NULL;
}

void
kw_desk_put_stay_async (KwDesk *self, const KwDeskStayRequest *request, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  StayWork *work = stay_work_new (self);

  work->request = *request;
  work->tenants = g_strdupv ((char **)request->tenants);
  work->reference = g_strdup (request->reference);
  work->overlap_reason = g_strdup (request->overlap_reason);
  work->request.tenants = (const char *const *)work->tenants;
  work->request.reference = work->reference;
  work->request.overlap_reason = work->overlap_reason;
  kw_desk_work_start_with_property (self, /* is_writing= */ TRUE, put_stay, work,
                                    (GDestroyNotify)stay_work_free, cancellable, callback,
                                    user_data);
}

KwStay *
kw_desk_put_stay_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  StayWork *work = kw_desk_work_finish (result, error);

  if (work == NULL)
    return NULL;
  return g_steal_pointer (&work->stay);
}

/* Close */

static gboolean
count_live_cards (KwStore *store, StayWork *work, GError **error)
{
  g_autoptr (GPtrArray)
      live = kw_desk_list_live (store, work->stay->id, work->context.now_unix_s, error);

  if (live == NULL)
    return FALSE;
  work->n_live = live->len;
  return TRUE;
}

static gboolean
close_stay (KwStore *store, gpointer data, GError **error)
{
  StayWork *work = data;
  g_autoptr (KwStay) old = NULL;
  g_autoptr (KwJournalData) facts = NULL;
  KwStay fields;

  if (!kw_desk_check_clock (store, &work->context, error))
    return FALSE;
  old = kw_desk_stay_load (store, work->request.stay_id, error);
  if (old == NULL)
    return FALSE;
  if (old->state == KW_STAY_STATE_CLOSED)
    return throw (error, KW_DESK_ERROR_STAY_MISSING, "Stay %ld has ended already.", (glong)old->id);

  fields = *old;
  fields.state = KW_STAY_STATE_CLOSED;
  fields.closed_at_unix_s = work->context.now_unix_s;
  work->stay = kw_stay_new (&fields, error);
  if (work->stay == NULL)
    return FALSE;
  facts = kw_desk_make_stay_data (work->stay);
  return kw_store_stay_update (store, work->stay, error) &&
         kw_desk_append_row (store, &work->context, KW_JOURNAL_EVENT_STAY_CLOSED, facts, error) &&
         count_live_cards (store, work, error);
}

void
kw_desk_close_stay_async (KwDesk *self, gint64 stay_id, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  StayWork *work = stay_work_new (self);

  work->request.stay_id = stay_id;
  kw_desk_work_start_with_property (self, /* is_writing= */ TRUE, close_stay, work,
                                    (GDestroyNotify)stay_work_free, cancellable, callback,
                                    user_data);
}

KwStay *
kw_desk_close_stay_finish (KwDesk *self, GAsyncResult *result, guint *out_n_live_cards,
                           GError **error)
{
  StayWork *work = kw_desk_work_finish (result, error);

  if (work == NULL)
    return NULL;
  if (out_n_live_cards != NULL)
    *out_n_live_cards = work->n_live;
  return g_steal_pointer (&work->stay);
}

/* Load */

static gboolean
load_stay (KwStore *store, gpointer data, GError **error)
{
  StayWork *work = data;

  work->stay = kw_desk_stay_load (store, work->request.stay_id, error);
  return work->stay != NULL;
}

void
kw_desk_load_stay_async (KwDesk *self, gint64 stay_id, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  StayWork *work = stay_work_new (self);

  work->request.stay_id = stay_id;
  kw_desk_work_start (self, /* is_writing= */ FALSE, load_stay, work,
                      (GDestroyNotify)stay_work_free, cancellable, callback, user_data);
}

KwStay *
kw_desk_load_stay_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  StayWork *work = kw_desk_work_finish (result, error);

  if (work == NULL)
    return NULL;
  return g_steal_pointer (&work->stay);
}

/* Cards of the room before */

static gboolean
opens_only (const KwStay *stay, const KwGrant *grant)
{
  KwDoorRef doors[KW_STAY_N_DOORS_MAX];
  const guint n_doors = kw_desk_grant_list_doors (grant, doors);

  for (guint i = 0; i < n_doors; i++)
    if (!kw_stay_has_door (stay, doors[i]))
      return FALSE;
  return TRUE;
}

static gboolean
count_old_cards (KwStore *store, gpointer data, GError **error)
{
  StayWork *work = data;
  g_autoptr (GPtrArray) live = NULL;

  if (!load_stay (store, work, error))
    return FALSE;
  live = kw_desk_list_live (store, work->stay->id, work->context.now_unix_s, error);
  for (guint i = 0; live != NULL && i < live->len; i++)
    {
      const KwCredential *credential = live->pdata[i];

      work->n_live += !opens_only (work->stay, credential->grant);
    }
  return live != NULL;
}

void
kw_desk_count_old_cards_async (KwDesk *self, gint64 stay_id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  StayWork *work = stay_work_new (self);

  work->request.stay_id = stay_id;
  kw_desk_work_start (self, /* is_writing= */ FALSE, count_old_cards, work,
                      (GDestroyNotify)stay_work_free, cancellable, callback, user_data);
}

KwStay *
kw_desk_count_old_cards_finish (KwDesk *self, GAsyncResult *result, guint *out_n_cards,
                                GError **error)
{
  StayWork *work = kw_desk_work_finish (result, error);

  if (work == NULL)
    return NULL;
  *out_n_cards = work->n_live;
  return g_steal_pointer (&work->stay);
}

/* List */

static int
compare_stays (gconstpointer a, gconstpointer b)
{
  const KwStay *x = *(const KwStay *const *)a;
  const KwStay *y = *(const KwStay *const *)b;

  if (x->from_unix_s != y->from_unix_s)
    return x->from_unix_s < y->from_unix_s ? -1 : 1;
  return x->id < y->id ? -1 : x->id > y->id;
}

static gboolean
add_state (KwStore *store, KwStayState state, GPtrArray *stays, GError **error)
{
  const KwStoreStayFilter filter = { .has_state = TRUE, .state = state };
  g_autoptr (GPtrArray) found = kw_store_stay_list (store, &filter, error);

  if (found == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (stays, g_steal_pointer (&found));
  return TRUE;
}

static void
cut (StayWork *work)
{
  if (work->limit == 0 || work->stays->len <= work->limit)
    return;
  work->n_more += work->stays->len - work->limit;
  g_ptr_array_set_size (work->stays, (int)work->limit);
}

/* Those that are over fill what is left; the others are only counted. */
static gboolean
add_closed (KwStore *store, StayWork *work, GError **error)
{
  const guint n_left = work->limit != 0 ? work->limit - work->stays->len : G_MAXINT;
  KwStoreCursor cursor = { FALSE };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint64));

  if (n_left > 0 && (!kw_store_stay_list_keys (store, KW_STORE_STAY_ORDER_CLOSED, 0, &cursor,
                                               n_left, ids, error) ||
                     !kw_store_stay_load_many (store, (const gint64 *)(gpointer)ids->data, ids->len,
                                               work->stays, error)))
    return FALSE;
  while (!cursor.is_end)
    {
      g_array_set_size (ids, 0);
      if (!kw_store_stay_list_keys (store, KW_STORE_STAY_ORDER_CLOSED, 0, &cursor,
                                    N_COUNTED_AT_ONCE, ids, error))
        return FALSE;
      work->n_more += ids->len;
    }
  return TRUE;
}

static gboolean
list_stays (KwStore *store, gpointer data, GError **error)
{
  StayWork *work = data;

  work->stays = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_stay_unref);
  if (!add_state (store, KW_STAY_STATE_EXPECTED, work->stays, error) ||
      !add_state (store, KW_STAY_STATE_OPEN, work->stays, error))
    return FALSE;
  g_ptr_array_sort (work->stays, compare_stays);
  cut (work);
  return add_closed (store, work, error);
}

void
kw_desk_list_stays_async (KwDesk *self, guint limit, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  StayWork *work = stay_work_new (self);

  work->limit = limit;
  kw_desk_work_start_with_property (self, /* is_writing= */ FALSE, list_stays, work,
                                    (GDestroyNotify)stay_work_free, cancellable, callback,
                                    user_data);
}

GPtrArray *
kw_desk_list_stays_finish (KwDesk *self, GAsyncResult *result, guint *out_n_more, GError **error)
{
  StayWork *work = kw_desk_work_finish (result, error);

  if (work == NULL)
    return NULL;
  if (out_n_more != NULL)
    *out_n_more = work->n_more;
  return g_steal_pointer (&work->stays);
}
