/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-stay-page.h"

#include "kw-store-query.h"
#include "kw-store-stay.h"

enum
{
  SQL_EXPECTED,
  SQL_OPEN,
  SQL_CLOSED,
  SQL_ALL,
  SQL_CARDS,
};

static const char *const sql[] = {
  [SQL_EXPECTED] = "SELECT id, from_unix_s FROM stay WHERE state = 'expected'"
                   " AND (from_unix_s, id) > (:at_unix_s, :key) ORDER BY from_unix_s, id"
                   " LIMIT :limit",
  [SQL_OPEN] = "SELECT id, until_unix_s FROM stay WHERE state = 'open'"
               " AND (until_unix_s, id) > (:at_unix_s, :key) AND until_unix_s < :before_unix_s"
               " ORDER BY until_unix_s, id LIMIT :limit",
  [SQL_CLOSED] = "SELECT id, from_unix_s FROM stay WHERE state = 'closed'"
                 " AND (from_unix_s, id) < (:at_unix_s, :key) ORDER BY from_unix_s DESC, id DESC"
                 " LIMIT :limit",
  [SQL_ALL] = "SELECT id, from_unix_s FROM stay WHERE (from_unix_s, id) < (:at_unix_s, :key)"
              " ORDER BY from_unix_s DESC, id DESC LIMIT :limit",
  /* A card that counts from its first use lives as long again as it says. */
  [SQL_CARDS] =
      "SELECT count (*), count (*) FILTER (WHERE EXISTS (SELECT 1 FROM credential_door d"
      " WHERE d.credential = c.number AND d.state = 'alive' AND NOT EXISTS (SELECT 1"
      " FROM stay_door o WHERE o.stay_id = c.stay_id AND o.building = d.building"
      " AND o.door = d.door)))"
      " FROM credential c JOIN access_grant g ON g.id = c.grant_id"
      " WHERE c.stay_id = :stay_id AND c.state = 'live' AND g.valid_until_unix_s"
      " + g.is_from_first_use * (g.valid_until_unix_s - g.valid_from_unix_s) > :now_unix_s",
};

static int
choose_statement (KwStoreStayOrder order)
{
  switch (order)
    {
    case KW_STORE_STAY_ORDER_EXPECTED:
      return SQL_EXPECTED;
    case KW_STORE_STAY_ORDER_OPEN:
      return SQL_OPEN;
    case KW_STORE_STAY_ORDER_CLOSED:
      return SQL_CLOSED;
    case KW_STORE_STAY_ORDER_ALL:
      return SQL_ALL;
    }
  g_return_val_if_reached (SQL_ALL);
}

gboolean
kw_store_stay_list_keys (KwStore *store, KwStoreStayOrder order, gint64 until_before_unix_s,
                         KwStoreCursor *cursor, guint limit, GArray *keys, GError **error)
{
  const int statement = choose_statement (order);
  const gboolean is_falling = statement == SQL_ALL || statement == SQL_CLOSED;
  const gint64 start = is_falling ? G_MAXINT64 : -1;
  const guint n_before = keys->len;
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[statement]);

  kw_store_query_bind_int64 (query, ":at_unix_s", cursor->is_set ? cursor->at_unix_s : start);
  kw_store_query_bind_int64 (query, ":key", cursor->is_set ? (gint64)cursor->key : start);
  kw_store_query_bind_int64 (query, ":limit", limit);
  if (statement == SQL_OPEN)
    kw_store_query_bind_int64 (query, ":before_unix_s", until_before_unix_s);
  while (kw_store_query_next (query))
    {
      cursor->is_set = TRUE;
      cursor->key = kw_store_query_get_u64 (query, 0);
      cursor->at_unix_s = kw_store_query_get_int64 (query, 1);
      g_array_append_val (keys, cursor->key);
    }
  cursor->is_end = keys->len - n_before < limit;
  return kw_store_query_finish (query, error);
}

void
kw_store_stay_page_row_free (KwStoreStayPageRow *row)
{
  if (row == NULL)
    return;

  g_clear_pointer (&row->stay, kw_stay_unref);
  g_free (row);
}

static gboolean
count_cards (KwStoreQuery *query, KwStoreStayPageRow *row, GError **error)
{
  kw_store_query_bind_int64 (query, ":stay_id", row->stay->id);
  if (kw_store_query_next (query))
    {
      row->n_live_cards = (guint)kw_store_query_get_int64 (query, 0);
      row->n_cards_at_old_door = (guint)kw_store_query_get_int64 (query, 1);
    }
  return kw_store_query_finish (query, error);
}

static void
unref_stay (gpointer stay)
{
  if (stay != NULL)
    kw_stay_unref (stay);
}

gboolean
kw_store_stay_load_page (KwStore *store, gint64 now_unix_s, const guint64 *keys, guint n_keys,
                         GPtrArray *rows, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_CARDS]);
  g_autoptr (GPtrArray) stays = g_ptr_array_new_with_free_func (unref_stay);

  kw_store_query_bind_int64 (query, ":now_unix_s", now_unix_s);
  /* Ids are positive: the same bits. */
  if (!kw_store_stay_load_many (store, (const gint64 *)keys, n_keys, stays, error))
    return FALSE;
  for (guint i = 0; i < n_keys; i++)
    {
      KwStoreStayPageRow *row = NULL;

      if (stays->pdata[i] != NULL)
        {
          row = g_new0 (KwStoreStayPageRow, 1);
          row->stay = g_steal_pointer (&stays->pdata[i]);
        }
      g_ptr_array_add (rows, row);
      if (row != NULL && !count_cards (query, row, error))
        return FALSE;
    }
  return TRUE;
}
