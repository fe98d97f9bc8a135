/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-walk.h"

#include "kw-desk-visits.h"
#include "kw-desk-work.h"
#include "kw-store-cancel-visit.h"

G_DEFINE_BOXED_TYPE (KwDeskVisit, kw_desk_visit, kw_desk_visit_ref, kw_desk_visit_unref)

KwDeskVisit *
kw_desk_visit_ref (KwDeskVisit *visit)
{
  return g_atomic_rc_box_acquire (visit);
}

static void
clear_visit (gpointer data)
{
  KwDeskVisit *visit = data;

  g_free (visit->card_label);
}

void
kw_desk_visit_unref (KwDeskVisit *visit)
{
  if (visit != NULL)
    g_atomic_rc_box_release_full (visit, clear_visit);
}

static KwDeskVisit *
new_visit (const KwStoreCancelVisit *from)
{
  KwDeskVisit *visit = g_atomic_rc_box_new0 (KwDeskVisit);

  visit->id = from->id;
  visit->card_label = g_strdup_printf ("%u-%" G_GUINT64_FORMAT, from->card_station,
                                       from->card_counter);
  visit->lost_credential = from->lost_credential;
  visit->cancel_credential = from->cancel_credential;
  visit->place = kw_desk_visits_get_place (&from->place);
  visit->visited_at_unix_s = from->visited_at_unix_s;
  visit->may_live_until_unix_s = from->may_live_until_unix_s;
  return visit;
}

typedef struct
{
  KwDeskContext context;
  guint64 credential;
  gint64 visit_id;
  gboolean is_visited;
  GPtrArray *visits;  /* out */
  KwDeskVisit *visit; /* out */
} Walk;

static void
walk_free (Walk *walk)
{
  kw_desk_context_clear (&walk->context);
  g_clear_pointer (&walk->visits, g_ptr_array_unref);
  g_clear_pointer (&walk->visit, kw_desk_visit_unref);
  g_free (walk);
}

static Walk *
walk_new (KwDesk *desk)
{
  Walk *walk = g_new0 (Walk, 1);

  kw_desk_context_init (&walk->context, desk);
  return walk;
}

/* List */

static gboolean
list_visits (KwStore *store, gpointer data, GError **error)
{
  Walk *walk = data;
  g_autoptr (GArray) stored = NULL;

  kw_desk_context_take_time (&walk->context);
  stored = walk->credential != 0
               ? kw_store_cancel_visit_list (store, walk->credential, error)
               : kw_store_cancel_visit_list_open (store, walk->context.now_unix_s, error);
  if (stored == NULL)
    return FALSE;
  walk->visits = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_desk_visit_unref);
  for (guint i = 0; i < stored->len; i++)
    g_ptr_array_add (walk->visits, new_visit (&g_array_index (stored, KwStoreCancelVisit, i)));
  return TRUE;
}

void
kw_desk_list_walk_async (KwDesk *self, guint64 credential, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  Walk *walk = walk_new (self);

  walk->credential = credential;
  kw_desk_work_start (self, /* is_writing= */ FALSE, list_visits, walk, (GDestroyNotify)walk_free,
                      cancellable, callback, user_data);
}

GPtrArray *
kw_desk_list_walk_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  Walk *walk = kw_desk_work_finish (result, error);

  return walk != NULL ? g_steal_pointer (&walk->visits) : NULL;
}

/* Tick */

static gboolean
tick_visit (KwStore *store, gpointer data, GError **error)
{
  Walk *walk = data;
  KwStoreCancelVisit stored;

  if (!kw_desk_check_clock (store, &walk->context, error) ||
      !kw_desk_visits_tick (store, &walk->context, walk->visit_id, walk->is_visited, error) ||
      !kw_store_cancel_visit_load (store, walk->visit_id, &stored, error))
    return FALSE;
  walk->visit = new_visit (&stored);
  return TRUE;
}

void
kw_desk_tick_visit_async (KwDesk *self, gint64 visit_id, gboolean is_visited,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Walk *walk = walk_new (self);

  walk->visit_id = visit_id;
  walk->is_visited = is_visited;
  kw_desk_work_start (self, /* is_writing= */ TRUE, tick_visit, walk, (GDestroyNotify)walk_free,
                      cancellable, callback, user_data);
}

KwDeskVisit *
kw_desk_tick_visit_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  Walk *walk = kw_desk_work_finish (result, error);

  return walk != NULL ? g_steal_pointer (&walk->visit) : NULL;
}
