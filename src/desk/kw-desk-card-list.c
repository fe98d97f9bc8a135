/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-card-list.h"

#include "kw-desk-card-item-private.h"
#include "kw-desk-paged-list-private.h"
#include "kw-desk-register.h"

#define DAY_S 86400

struct _KwDeskCardList
{
  KwDeskPagedList parent_instance;

  KwDeskPager *pager;      /* the parent's */
  KwDeskCardFilter filter; /* its texts are owned */
  gint64 day_end_unix_s;   /* of the day that the query was made on */
};

G_DEFINE_FINAL_TYPE (KwDeskCardList, kw_desk_card_list, KW_TYPE_DESK_PAGED_LIST)

/* is_empty: the filter can find nothing, a card's number that is none say. */
typedef struct
{
  KwStoreCardQuery store;
  gboolean is_empty;
} Query;

static void
clear_query (gpointer data)
{
  g_free ((char *)((Query *)data)->store.holder);
}

static gboolean
list_keys (KwStore *store, gconstpointer query, KwStoreCursor *cursor, guint limit, GArray *keys,
           GError **error)
{
  const Query *wanted = query;

  cursor->is_end = wanted->is_empty;
  return wanted->is_empty ||
         kw_store_card_list_keys (store, &wanted->store, cursor, limit, keys, error);
}

static gboolean
load_rows (KwStore *store, gconstpointer query, const guint64 *keys, guint n_keys, GPtrArray *rows,
           GError **error)
{
  return kw_store_card_load_page (store, keys, n_keys, rows, error);
}

static gboolean
rows_equal (gconstpointer a, gconstpointer b)
{
  const KwStoreCardPageRow *x = a;
  const KwStoreCardPageRow *y = b;

  return kw_card_equal (x->card, y->card) && kw_credential_equal (x->credential, y->credential) &&
         g_strcmp0 (x->tenant, y->tenant) == 0 && x->is_newest == y->is_newest;
}

static gpointer
make_item (KwDesk *desk, gpointer row)
{
  return kw_desk_card_item_new (desk, row);
}

static gconstpointer
get_row (gpointer item)
{
  return kw_desk_card_item_get_row (item);
}

static const KwDeskPagerClass pager_class = {
  .list_keys = list_keys,
  .load_rows = load_rows,
  .row_equal = rows_equal,
  .row_free = (GDestroyNotify)kw_store_card_page_row_free,
  .make_item = make_item,
  .item_get_row = get_row,
  .query_clear = clear_query,
};

/* "Within N days" ends with a day of the property, so that the list does not move by the hour; nor
 * does what has ended go to the end of a sorted one before the day is over. */
static gint64
get_day_end_unix_s (KwDeskCardList *self)
{
  KwDesk *desk = kw_desk_pager_get_desk (self->pager);
  const KwProperty *property = kw_desk_get_property (desk);
  const gint64 now_unix_s = kw_desk_get_now_unix_s (desk);

  if (self->filter.expires_within_days == 0 && self->filter.order == KW_DESK_CARD_ORDER_NEWEST)
    return 0;
  return property != NULL ? kw_desk_register_get_day_end_unix_s (property, now_unix_s) : now_unix_s;
}

static KwStoreCardOrder
get_store_order (KwDeskCardOrder order)
{
  switch (order)
    {
    case KW_DESK_CARD_ORDER_NEWEST:
      return KW_STORE_CARD_ORDER_NEWEST;
    case KW_DESK_CARD_ORDER_ENDING:
      return KW_STORE_CARD_ORDER_ENDING;
    case KW_DESK_CARD_ORDER_HOLDER:
      return KW_STORE_CARD_ORDER_HOLDER;
    }
  g_return_val_if_reached (KW_STORE_CARD_ORDER_NEWEST);
}

static Query *
make_query (KwDeskCardList *self)
{
  const KwDeskCardFilter *filter = &self->filter;
  Query *query = g_atomic_rc_box_new0 (Query);

  query->store = (KwStoreCardQuery){
    .door = filter->door,
    .holder = g_strdup (filter->holder),
    .stay_id = filter->stay_id,
    .states = filter->states,
    .kinds = filter->kinds,
    .order = get_store_order (filter->order),
    .now_unix_s = kw_desk_get_now_unix_s (kw_desk_pager_get_desk (self->pager)),
  };
  if (filter->card_label != NULL)
    query->is_empty = !kw_card_parse_label (filter->card_label, &query->store.card_station,
                                            &query->store.card_counter, NULL);
  self->day_end_unix_s = get_day_end_unix_s (self);
  if (self->day_end_unix_s != 0 && query->store.kinds == 0)
    query->store.kinds = KW_DESK_CARD_KINDS_STAFF;
  if (filter->expires_within_days != 0)
    {
      query->store.ends_before_unix_s = self->day_end_unix_s +
                                        (gint64)filter->expires_within_days * DAY_S;
      query->store.ends_after_unix_s = query->store.now_unix_s;
    }
  return query;
}

static void
on_register_changed_cb (KwDesk *desk, KwDeskCardList *self)
{
  if (self->day_end_unix_s != get_day_end_unix_s (self))
    kw_desk_pager_update_query (self->pager, make_query (self));
}

static void
clear_filter (KwDeskCardList *self)
{
  g_free ((char *)self->filter.holder);
  g_free ((char *)self->filter.card_label);
  self->filter = (KwDeskCardFilter){ 0 };
}

static void
kw_desk_card_list_finalize (GObject *object)
{
  clear_filter (KW_DESK_CARD_LIST (object));
  G_OBJECT_CLASS (kw_desk_card_list_parent_class)->finalize (object);
}

static void
kw_desk_card_list_class_init (KwDeskCardListClass *klass)
{
  KW_DESK_PAGED_LIST_CLASS (klass)->item_type = KW_TYPE_DESK_CARD_ITEM;
  G_OBJECT_CLASS (klass)->finalize = kw_desk_card_list_finalize;
}

static void
kw_desk_card_list_init (KwDeskCardList *self)
{
}

static void
load (KwDeskCardList *self, const KwDeskCardFilter *filter)
{
  const KwDeskCardFilter wanted = filter != NULL ? *filter : (KwDeskCardFilter){ 0 };

  clear_filter (self);
  self->filter = wanted;
  self->filter.holder = g_strdup (wanted.holder);
  self->filter.card_label = g_strdup (wanted.card_label);
  kw_desk_pager_set_query (self->pager, make_query (self));
}

KwDeskCardList *
kw_desk_card_list_new (KwDesk *desk, const KwDeskCardFilter *filter)
{
  KwDeskCardList *self = NULL;

  g_return_val_if_fail (KW_IS_DESK (desk), NULL);

  self = g_object_new (KW_TYPE_DESK_CARD_LIST, NULL);
  self->pager = kw_desk_paged_list_start (KW_DESK_PAGED_LIST (self), &pager_class, desk);
  /* Behind the pager's own handler: it is asked anew only if the days moved. */
  g_signal_connect (desk, "register-changed", G_CALLBACK (on_register_changed_cb), self);
  load (self, filter);
  return self;
}

static gboolean
filters_equal (const KwDeskCardFilter *a, const KwDeskCardFilter *b)
{
  return kw_door_ref_equal (a->door, b->door) && a->states == b->states && a->kinds == b->kinds &&
         g_strcmp0 (a->holder, b->holder) == 0 && a->stay_id == b->stay_id &&
         g_strcmp0 (a->card_label, b->card_label) == 0 &&
         a->expires_within_days == b->expires_within_days && a->order == b->order;
}

void
kw_desk_card_list_set_filter (KwDeskCardList *self, const KwDeskCardFilter *filter)
{
  const KwDeskCardFilter every = { 0 };

  g_return_if_fail (KW_IS_DESK_CARD_LIST (self));

  if (!filters_equal (&self->filter, filter != NULL ? filter : &every))
    load (self, filter);
}

gboolean
kw_desk_card_list_find (KwDeskCardList *self, guint64 credential_number, guint *out_position)
{
  g_return_val_if_fail (KW_IS_DESK_CARD_LIST (self), FALSE);
  return kw_desk_pager_find (self->pager, credential_number, out_position);
}
