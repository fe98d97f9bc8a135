/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-journal-list.h"

#include "kw-desk-journal-item-private.h"
#include "kw-desk-pager.h"

struct _KwDeskJournalList
{
  GObject parent_instance;

  KwDeskPager *pager;
};

static void kw_desk_journal_list_init_model (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwDeskJournalList, kw_desk_journal_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      kw_desk_journal_list_init_model))

enum
{
  PROP_N_ITEMS = 1,
  PROP_IS_LOADING,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* The query is a KwStoreJournalQuery. */

static void
clear_query (gpointer query)
{
  g_free ((char *)((KwStoreJournalQuery *)query)->operator_name);
}

static gboolean
list_keys (KwStore *store, gconstpointer query, KwStoreCursor *cursor, guint limit, GArray *keys,
           GError **error)
{
  return kw_store_journal_list_keys (store, query, cursor, limit, keys, error);
}

static gboolean
load_rows (KwStore *store, gconstpointer query, const guint64 *keys, guint n_keys, GPtrArray *rows,
           GError **error)
{
  return kw_store_journal_load_page (store, keys, n_keys, rows, error);
}

/* A row never changes; texts beside it may be erased. */
static gboolean
rows_equal (gconstpointer a, gconstpointer b)
{
  const KwStoreJournalPageRow *x = a;
  const KwStoreJournalPageRow *y = b;

  if (!kw_journal_hash_equal (&x->entry->hash, &y->entry->hash) ||
      x->personal->len != y->personal->len)
    return FALSE;
  for (guint i = 0; i < x->personal->len; i++)
    if (g_strcmp0 (x->personal->pdata[i], y->personal->pdata[i]) != 0)
      return FALSE;
  return TRUE;
}

static gpointer
make_item (KwDesk *desk, gpointer row)
{
  return kw_desk_journal_item_new (row);
}

static gconstpointer
get_row (gpointer item)
{
  return kw_desk_journal_item_get_row (item);
}

static gboolean
is_dense (gconstpointer query)
{
  return kw_store_journal_query_is_every (query);
}

static const KwDeskPagerClass pager_class = {
  .list_keys = list_keys,
  .load_rows = load_rows,
  .row_equal = rows_equal,
  .row_free = (GDestroyNotify)kw_store_journal_page_row_free,
  .make_item = make_item,
  .item_get_row = get_row,
  .query_clear = clear_query,
  .is_dense = is_dense,
};

static KwStoreJournalQuery *
make_query (const KwDeskJournalFilter *filter)
{
  KwStoreJournalQuery *query = g_atomic_rc_box_new0 (KwStoreJournalQuery);

  if (filter == NULL)
    return query;
  query->events = filter->events;
  query->operator_name = g_strdup (filter->operator_name);
  query->from_unix_s = filter->from_unix_s;
  query->until_unix_s = filter->until_unix_s;
  return query;
}

static GType
kw_desk_journal_list_get_item_type (GListModel *model)
{
  return KW_TYPE_DESK_JOURNAL_ITEM;
}

static guint
kw_desk_journal_list_get_n_items (GListModel *model)
{
  return kw_desk_pager_get_n_items (KW_DESK_JOURNAL_LIST (model)->pager);
}

static gpointer
kw_desk_journal_list_get_item (GListModel *model, guint position)
{
  return kw_desk_pager_get_item (KW_DESK_JOURNAL_LIST (model)->pager, position);
}

static void
kw_desk_journal_list_init_model (GListModelInterface *iface)
{
  iface->get_item_type = kw_desk_journal_list_get_item_type;
  iface->get_n_items = kw_desk_journal_list_get_n_items;
  iface->get_item = kw_desk_journal_list_get_item;
}

static void
kw_desk_journal_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KwDeskJournalList *self = KW_DESK_JOURNAL_LIST (object);

  switch (id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, kw_desk_pager_get_n_items (self->pager));
      break;
    case PROP_IS_LOADING:
      g_value_set_boolean (value, kw_desk_pager_is_loading (self->pager));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kw_desk_journal_list_dispose (GObject *object)
{
  g_clear_pointer (&KW_DESK_JOURNAL_LIST (object)->pager, kw_desk_pager_free);
  G_OBJECT_CLASS (kw_desk_journal_list_parent_class)->dispose (object);
}

static void
kw_desk_journal_list_class_init (KwDeskJournalListClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = kw_desk_journal_list_get_property;
  G_OBJECT_CLASS (klass)->dispose = kw_desk_journal_list_dispose;

  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
kw_desk_journal_list_init (KwDeskJournalList *self)
{
}

KwDeskJournalList *
kw_desk_journal_list_new (KwDesk *desk, const KwDeskJournalFilter *filter)
{
  KwDeskJournalList *self = NULL;

  g_return_val_if_fail (KW_IS_DESK (desk), NULL);

  self = g_object_new (KW_TYPE_DESK_JOURNAL_LIST, NULL);
  self->pager = kw_desk_pager_new (&pager_class, desk, G_LIST_MODEL (self));
  kw_desk_pager_set_query (self->pager, make_query (filter));
  return self;
}

void
kw_desk_journal_list_set_filter (KwDeskJournalList *self, const KwDeskJournalFilter *filter)
{
  g_return_if_fail (KW_IS_DESK_JOURNAL_LIST (self));
  kw_desk_pager_set_query (self->pager, make_query (filter));
}

gboolean
kw_desk_journal_list_find (KwDeskJournalList *self, guint64 number, guint *out_position)
{
  g_return_val_if_fail (KW_IS_DESK_JOURNAL_LIST (self), FALSE);
  return kw_desk_pager_find (self->pager, number, out_position);
}
