/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-search.h"

#include "kw-store-name.h"
#include "kw-store-query.h"

/* No text goes on behind it. */
#define LAST_CHARACTER "\xf4\x8f\xbf\xbf"

enum
{
  SQL_NAMES,
  SQL_REFERENCES,
};

static const char *const sql[] = {
  [SQL_NAMES] =
      "SELECT p.text, t.stay_id, c.number FROM name_word n"
      " CROSS JOIN personal p ON p.id = n.rowid LEFT JOIN tenant t ON t.personal_id = p.id"
      " LEFT JOIN credential c ON c.holder_personal_id = p.id"
      " WHERE n.name_word MATCH :match ORDER BY n.rowid DESC LIMIT :limit",
  [SQL_REFERENCES] = "SELECT id FROM stay WHERE reference >= :text COLLATE NOCASE"
                     " AND reference < :end COLLATE NOCASE"
                     " ORDER BY reference COLLATE NOCASE, id DESC LIMIT :limit",
};

static void
free_hit (gpointer data)
{
  KwStoreNameHit *hit = data;

  g_free (hit->text);
  g_free (hit);
}

GPtrArray *
kw_store_search_names (KwStore *store, const char *text, guint limit, GError **error)
{
  g_autofree char *match = kw_store_name_dup_match (text);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (free_hit);
  g_autoptr (KwStoreQuery) query = NULL;

  if (match == NULL)
    return g_steal_pointer (&hits);

  query = kw_store_query_new (store, sql[SQL_NAMES]);
  kw_store_query_bind_text (query, ":match", match);
  kw_store_query_bind_int64 (query, ":limit", limit);
  while (kw_store_query_next (query))
    {
      const gint64 stay_id = kw_store_query_get_int64 (query, 1);
      const guint64 credential = kw_store_query_get_u64 (query, 2);
      KwStoreNameHit *hit = NULL;

      if (stay_id == 0 && credential == 0)
        continue; /* was a tenant's once */
      hit = g_new0 (KwStoreNameHit, 1);
      hit->text = g_strdup (kw_store_query_get_text (query, 0));
      hit->stay_id = stay_id;
      hit->credential = credential;
      g_ptr_array_add (hits, hit);
    }
  return kw_store_query_finish (query, error) ? g_steal_pointer (&hits) : NULL;
}

gboolean
kw_store_search_references (KwStore *store, const char *text, guint limit, GArray *ids,
                            GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_REFERENCES]);
  g_autofree char *end = g_strconcat (text, LAST_CHARACTER, NULL);

  kw_store_query_bind_text (query, ":text", text);
  kw_store_query_bind_text (query, ":end", end);
  kw_store_query_bind_int64 (query, ":limit", limit);
  while (kw_store_query_next (query))
    {
      const gint64 id = kw_store_query_get_int64 (query, 0);

      g_array_append_val (ids, id);
    }
  return kw_store_query_finish (query, error);
}
