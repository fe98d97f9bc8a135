/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-stay-list.h"

#include "kw-desk-paged-list-private.h"
#include "kw-desk-register.h"
#include "kw-desk-stay-row-private.h"

struct _KwDeskStayList
{
  KwDeskPagedList parent_instance;

  KwDeskPager *pager; /* the parent's */
  KwDeskStayFilter filter;
  gint64 before_unix_s;
};

G_DEFINE_FINAL_TYPE (KwDeskStayList, kw_desk_stay_list, KW_TYPE_DESK_PAGED_LIST)

enum
{
  PROP_FILTER = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

typedef struct
{
  KwStoreStayOrder order;
  gint64 before_unix_s;
  const KwClock *clock;
} Query;

static void
clear_query (gpointer unused)
{
}

static gboolean
list_keys (KwStore *store, gconstpointer data, KwStoreCursor *cursor, guint limit, GArray *keys,
           GError **error)
{
  const Query *query = data;

  return kw_store_stay_list_keys (store, query->order, query->before_unix_s, cursor, limit, keys,
                                  error);
}

static gboolean
load_rows (KwStore *store, gconstpointer data, const guint64 *keys, guint n_keys, GPtrArray *rows,
           GError **error)
{
  const Query *query = data;

  return kw_store_stay_load_page (store, kw_clock_get_now_unix_s (query->clock), keys, n_keys, rows,
                                  error);
}

static gboolean
rows_equal (gconstpointer a, gconstpointer b)
{
  const KwStoreStayPageRow *x = a;
  const KwStoreStayPageRow *y = b;

  return kw_stay_equal (x->stay, y->stay) && x->n_live_cards == y->n_live_cards &&
         x->n_cards_at_old_door == y->n_cards_at_old_door;
}

static gpointer
make_item (KwDesk *desk, gpointer row)
{
  return kw_desk_stay_row_new (desk, row);
}

static gconstpointer
get_row (gpointer item)
{
  return kw_desk_stay_row_get_row (item);
}

static const KwDeskPagerClass pager_class = {
  .list_keys = list_keys,
  .load_rows = load_rows,
  .row_equal = rows_equal,
  .row_free = (GDestroyNotify)kw_store_stay_page_row_free,
  .make_item = make_item,
  .item_get_row = get_row,
  .query_clear = clear_query,
};

static KwStoreStayOrder
get_order (KwDeskStayFilter filter)
{
  switch (filter)
    {
    case KW_DESK_STAY_FILTER_ARRIVALS:
      return KW_STORE_STAY_ORDER_EXPECTED;
    case KW_DESK_STAY_FILTER_IN_HOUSE:
    case KW_DESK_STAY_FILTER_DEPARTURES:
      return KW_STORE_STAY_ORDER_OPEN;
    case KW_DESK_STAY_FILTER_ALL:
      return KW_STORE_STAY_ORDER_ALL;
    }
  g_return_val_if_reached (KW_STORE_STAY_ORDER_ALL);
}

static gint64
get_before_unix_s (KwDeskStayList *self)
{
  KwDesk *desk = kw_desk_pager_get_desk (self->pager);
  const KwProperty *property = kw_desk_get_property (desk);

  if (self->filter != KW_DESK_STAY_FILTER_DEPARTURES || property == NULL)
    return G_MAXINT64;
  return kw_desk_register_get_day_end_unix_s (property, kw_desk_get_now_unix_s (desk));
}

static Query *
make_query (KwDeskStayList *self)
{
  Query *query = g_atomic_rc_box_new0 (Query);

  self->before_unix_s = get_before_unix_s (self);
  query->order = get_order (self->filter);
  query->before_unix_s = self->before_unix_s;
  query->clock = kw_desk_pager_get_desk (self->pager)->clock;
  return query;
}

static void
on_register_changed_cb (KwDesk *desk, KwDeskStayList *self)
{
  if (self->before_unix_s != get_before_unix_s (self))
    kw_desk_pager_update_query (self->pager, make_query (self));
}

static void
kw_desk_stay_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FILTER)
    g_value_set_int (value, (int)KW_DESK_STAY_LIST (object)->filter);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kw_desk_stay_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FILTER)
    kw_desk_stay_list_set_filter (KW_DESK_STAY_LIST (object),
                                  (KwDeskStayFilter)g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kw_desk_stay_list_class_init (KwDeskStayListClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  KW_DESK_PAGED_LIST_CLASS (klass)->item_type = KW_TYPE_DESK_STAY_ROW;
  G_OBJECT_CLASS (klass)->get_property = kw_desk_stay_list_get_property;
  G_OBJECT_CLASS (klass)->set_property = kw_desk_stay_list_set_property;

  props[PROP_FILTER] = g_param_spec_int ("filter", NULL, NULL, 0, KW_DESK_STAY_FILTER_N - 1, 0,
                                         flags | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
kw_desk_stay_list_init (KwDeskStayList *self)
{
}

KwDeskStayList *
kw_desk_stay_list_new (KwDesk *desk, KwDeskStayFilter filter)
{
  KwDeskStayList *self = NULL;

  g_return_val_if_fail (KW_IS_DESK (desk) && (guint)filter < KW_DESK_STAY_FILTER_N, NULL);

  self = g_object_new (KW_TYPE_DESK_STAY_LIST, NULL);
  self->filter = filter;
  self->pager = kw_desk_paged_list_start (KW_DESK_PAGED_LIST (self), &pager_class, desk);
  g_signal_connect (desk, "register-changed", G_CALLBACK (on_register_changed_cb), self);
  kw_desk_pager_set_query (self->pager, make_query (self));
  return self;
}

void
kw_desk_stay_list_set_filter (KwDeskStayList *self, KwDeskStayFilter filter)
{
  g_return_if_fail (KW_IS_DESK_STAY_LIST (self) && (guint)filter < KW_DESK_STAY_FILTER_N);

  if (self->filter == filter)
    return;
  self->filter = filter;
  kw_desk_pager_set_query (self->pager, make_query (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FILTER]);
}

gboolean
kw_desk_stay_list_find (KwDeskStayList *self, gint64 stay_id, guint *out_position)
{
  g_return_val_if_fail (KW_IS_DESK_STAY_LIST (self), FALSE);
  return kw_desk_pager_find (self->pager, (guint64)stay_id, out_position);
}
