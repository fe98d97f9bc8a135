/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: what the long lists have in common. */

#include "kw-desk-private.h"
#include "kw-store-page.h"

G_BEGIN_DECLS

/**
 * KwDeskPagerClass:
 * @list_keys: appends up to `limit` keys behind the cursor and moves it on; fewer at the end. On
 * the database thread
 * @load_rows: appends one row, or %NULL, for each key. On the database thread, and in a look
 * @row_equal: whether two rows show the same; neither is %NULL
 * @row_free: frees a row
 * @make_item: a new GObject that owns the row (nullable: it could not be read)
 * @item_get_row: the row of an item, borrowed, nullable
 * @is_dense: keys are the numbers from 1 without gaps, the list shows the highest first: the only
 *   key that @list_keys has to give is the highest. Called for each new query
 *
 * What one kind of list is made of. A query is what g_atomic_rc_box_alloc() gave; a row is a plain
 * structure.
 */
typedef struct
{
  gboolean (*list_keys) (KwStore *store, gconstpointer query, KwStoreCursor *cursor, guint limit,
                         GArray *keys, GError **error);
  gboolean (*load_rows) (KwStore *store, gconstpointer query, const guint64 *keys, guint n_keys,
                         GPtrArray *rows, GError **error);
  gboolean (*row_equal) (gconstpointer a, gconstpointer b);
  GDestroyNotify row_free;
  gpointer (*make_item) (KwDesk *desk, gpointer row);
  gconstpointer (*item_get_row) (gpointer item);
  GDestroyNotify query_clear;
  gboolean (*is_dense) (gconstpointer query);
} KwDeskPagerClass;

/**
 * KwDeskPager:
 *
 * The middle of a list model of any length: the keys of its rows in their order, and the rows that
 * were asked for last, as objects. Keys are walked on the database thread in short pieces, so that
 * nobody waits for a long walk; rows are read by their keys when they are asked for. On the desk's
 * thread.
 *
 * A new query empties the list, and fills it when the keys are there: in two steps, because a
 * GtkListView asks for every row that is announced together with a removal. When the register
 * changes, the rows held are read anew and the keys walked anew; what is different is announced
 * row by row.
 */
typedef struct _KwDeskPager KwDeskPager;

/* How many rows are read at once, and how many are kept. */
#define KW_DESK_PAGER_N_PAGE 128
#define KW_DESK_PAGER_N_KEPT (32 * KW_DESK_PAGER_N_PAGE)

/* @model: whose middle it is; it frees the pager before it goes. The class's property `n-items` and
 * `is-loading` are notified on it. */
KwDeskPager *kw_desk_pager_new (const KwDeskPagerClass *klass, KwDesk *desk, GListModel *model);
void kw_desk_pager_free (KwDeskPager *self);

/* Takes @query. */
void kw_desk_pager_set_query (KwDeskPager *self, gpointer query);
gconstpointer kw_desk_pager_get_query (KwDeskPager *self);

/* The same query, which now means something else (its days did). Takes @query; announced row by
 * row. */
void kw_desk_pager_update_query (KwDeskPager *self, gpointer query);

guint kw_desk_pager_get_n_items (KwDeskPager *self);
gpointer kw_desk_pager_get_item (KwDeskPager *self, guint position);
gboolean kw_desk_pager_is_loading (KwDeskPager *self);
gboolean kw_desk_pager_find (KwDeskPager *self, guint64 key, guint *out_position);

KwDesk *kw_desk_pager_get_desk (KwDeskPager *self);

G_END_DECLS
