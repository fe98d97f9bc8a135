/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-journal-list.h"

#include "kw-desk-journal-item-private.h"
#include "kw-desk-paged-list-private.h"

struct _KwDeskJournalList
{
  KwDeskPagedList parent_instance;

  KwDeskPager *pager; /* the parent's */
};

G_DEFINE_FINAL_TYPE (KwDeskJournalList, kw_desk_journal_list, KW_TYPE_DESK_PAGED_LIST)

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

static void
kw_desk_journal_list_class_init (KwDeskJournalListClass *klass)
{
  KW_DESK_PAGED_LIST_CLASS (klass)->item_type = KW_TYPE_DESK_JOURNAL_ITEM;
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
  self->pager = kw_desk_paged_list_start (KW_DESK_PAGED_LIST (self), &pager_class, desk);
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
