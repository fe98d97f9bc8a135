/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-batch.h"

#include "kw-error.h"
#include "kw-issue.h"
#include "kw-store-personal-private.h"
#include "kw-store-query.h"

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

enum
{
  SQL_PUT,
  SQL_PUT_CARD,
  SQL_LOAD,
  SQL_LOAD_CARDS,
  SQL_FIND_BY_CARD,
  SQL_FIND_BY_ISSUE,
  SQL_FIND_FINISHED,
  SQL_LIST_OPEN,
  SQL_PUT_ISSUE,
  SQL_PUT_BLANK,
  SQL_PUT_SKIPPED,
  SQL_TAKE_UP_SKIPPED,
  SQL_FORGET_ISSUE,
  SQL_END,
  SQL_LIST_HOLDERS,
};

static const char *const sql[] = {
  [SQL_PUT] = "INSERT INTO batch (kind, created_at_unix_s) VALUES (:kind, :created_at_unix_s)",
  [SQL_PUT_CARD] = "INSERT INTO batch_card (batch_id, position, kind, stay_id, building, floor,"
                   " door, until_unix_s, holder_personal_id) VALUES (:batch_id, :position, :kind,"
                   " :stay_id, :building, :floor, :door, :until_unix_s, :holder_personal_id)",
  [SQL_LOAD] = "SELECT id, kind, created_at_unix_s, ended_at_unix_s FROM batch WHERE id = :id",
  [SQL_LOAD_CARDS] =
      "SELECT c.id, c.kind, c.stay_id, c.building, c.floor, c.door, c.until_unix_s, p.text,"
      " c.issue_id, c.mark, c.problem, i.state, k.number_station || '-' || k.number_counter"
      " FROM batch_card c LEFT JOIN personal p ON p.id = c.holder_personal_id"
      " LEFT JOIN issue i ON i.id = c.issue_id LEFT JOIN card k ON k.id = i.card_id"
      " WHERE c.batch_id = :id ORDER BY c.position",
  [SQL_FIND_BY_CARD] = "SELECT batch_id FROM batch_card WHERE id = :id",
  [SQL_FIND_BY_ISSUE] = "SELECT id FROM batch_card WHERE issue_id = :issue_id",
  [SQL_FIND_FINISHED] =
      "SELECT b.id FROM batch_card c JOIN batch b ON b.id = c.batch_id"
      " WHERE c.id = :id AND b.ended_at_unix_s IS NULL AND NOT EXISTS"
      "  (SELECT 1 FROM batch_card o LEFT JOIN issue i ON i.id = o.issue_id"
      "    WHERE o.batch_id = b.id AND o.mark IS NOT 'was-blank' AND i.state IS NOT 'done')",
  [SQL_LIST_OPEN] = "SELECT id FROM batch WHERE ended_at_unix_s IS NULL ORDER BY id",
  [SQL_PUT_ISSUE] = "UPDATE batch_card SET issue_id = :issue_id, mark = NULL, problem = NULL"
                    " WHERE id = :id",
  [SQL_PUT_BLANK] = "UPDATE batch_card SET mark = 'was-blank', problem = NULL WHERE id = :id",
  [SQL_PUT_SKIPPED] = "UPDATE batch_card SET mark = iif (:is_skipped, 'skipped', NULL),"
                      " problem = :problem WHERE id = :id",
  [SQL_TAKE_UP_SKIPPED] = "UPDATE batch_card SET mark = NULL, problem = NULL"
                          " WHERE batch_id = :id AND mark = 'skipped'",
  [SQL_FORGET_ISSUE] = "UPDATE batch_card SET issue_id = NULL, mark = NULL, problem = NULL"
                       " WHERE id = :id",
  [SQL_END] = "UPDATE batch SET ended_at_unix_s = :at_unix_s WHERE id = :id"
              " AND ended_at_unix_s IS NULL",
  [SQL_LIST_HOLDERS] = "SELECT holder_personal_id FROM batch_card WHERE batch_id = :id"
                       " AND holder_personal_id IS NOT NULL",
};

enum
{
  COLUMN_ID,
  COLUMN_KIND,
  COLUMN_STAY_ID,
  COLUMN_BUILDING,
  COLUMN_FLOOR,
  COLUMN_DOOR,
  COLUMN_UNTIL_UNIX_S,
  COLUMN_HOLDER,
  COLUMN_ISSUE_ID,
  COLUMN_MARK,
  COLUMN_PROBLEM,
  COLUMN_ISSUE_STATE,
  COLUMN_CARD_LABEL,
};

/* Putting */

static gboolean
put_card (KwStore *store, KwStoreQuery *query, const KwBatch *batch, gint64 batch_id,
          guint position, GError **error)
{
  const KwBatchCard *card = &batch->cards[position];
  const gboolean is_blank = batch->kind == KW_BATCH_KIND_BLANK;
  const gboolean has_door = card->door.door != 0;
  gint64 holder_id = 0;

  if (card->holder != NULL &&
      !kw_store_personal_put (store, card->holder, /* stay_id= */ 0, /* is_name= */ FALSE,
                              &holder_id, /* out_salt= */ NULL, error))
    return FALSE;
  kw_store_query_bind_int64 (query, ":batch_id", batch_id);
  kw_store_query_bind_int64 (query, ":position", position);
  kw_store_query_bind_text (query, ":kind", is_blank ? NULL : kw_grant_kind_to_string (card->kind));
  kw_store_query_bind_id (query, ":stay_id", (guint64)card->stay_id);
  kw_store_query_bind_int64 (query, ":building", has_door ? card->door.building : card->building);
  kw_store_query_bind_int64 (query, ":floor", card->floor);
  kw_store_query_bind_int64 (query, ":door", card->door.door);
  kw_store_query_bind_id (query, ":until_unix_s", (guint64)card->until_unix_s);
  kw_store_query_bind_id (query, ":holder_personal_id", (guint64)holder_id);
  return kw_store_query_run (query, error);
}

gboolean
kw_store_batch_put (KwStore *store, const KwBatch *batch, gint64 *out_id, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_PUT]);
  g_autoptr (KwStoreQuery) card = kw_store_query_new (store, sql[SQL_PUT_CARD]);
  gint64 id = 0;

  g_return_val_if_fail (batch->id == 0, FALSE);

  kw_store_query_bind_text (query, ":kind", kw_batch_kind_to_string (batch->kind));
  kw_store_query_bind_int64 (query, ":created_at_unix_s", batch->created_at_unix_s);
  if (!kw_store_query_run (query, error))
    return FALSE;
  id = kw_db_get_last_row_id (kw_store_get_db (store));
  for (guint i = 0; i < batch->n_cards; i++)
    if (!put_card (store, card, batch, id, i, error))
      return FALSE;
  *out_id = id;
  return TRUE;
}

/* Loading */

/* What was written counts, whatever was said about the card meanwhile. */
static KwBatchCardState
get_state (KwStoreQuery *query)
{
  const char *mark = kw_store_query_get_text (query, COLUMN_MARK);
  KwIssueState state = KW_ISSUE_STATE_FAILED;

  if (!kw_store_query_is_null (query, COLUMN_ISSUE_STATE) &&
      !kw_issue_state_from_string (kw_store_query_get_text (query, COLUMN_ISSUE_STATE), &state))
    state = KW_ISSUE_STATE_UNCERTAIN;
  if (state == KW_ISSUE_STATE_DONE || g_strcmp0 (mark, "was-blank") == 0)
    return KW_BATCH_CARD_STATE_DONE;
  if (g_strcmp0 (mark, "skipped") == 0)
    return KW_BATCH_CARD_STATE_SKIPPED;
  return state == KW_ISSUE_STATE_FAILED ? KW_BATCH_CARD_STATE_OPEN : KW_BATCH_CARD_STATE_UNCERTAIN;
}

static void
clear_card (gpointer data)
{
  KwBatchCard *card = data;

  g_free ((char *)card->holder);
  g_free ((char *)card->card_label);
  g_free ((char *)card->problem);
}

static gboolean
read_card (KwStoreQuery *query, KwBatchCard *out_card, GError **error)
{
  const guint building = (guint)kw_store_query_get_int64 (query, COLUMN_BUILDING);
  const guint door = (guint)kw_store_query_get_int64 (query, COLUMN_DOOR);
  KwGrantKind kind = KW_GRANT_KIND_TENANT;

  if (!kw_store_query_is_null (query, COLUMN_KIND) &&
      !kw_grant_kind_from_string (kw_store_query_get_text (query, COLUMN_KIND), &kind))
    return kw_store_throw_row ("batch_card", NULL, error);
  *out_card = (KwBatchCard){
    .id = kw_store_query_get_int64 (query, COLUMN_ID),
    .state = get_state (query),
    .kind = kind,
    .stay_id = kw_store_query_get_int64 (query, COLUMN_STAY_ID),
    .door = { door != 0 ? building : 0, door },
    .building = door != 0 ? 0 : building,
    .floor = (guint)kw_store_query_get_int64 (query, COLUMN_FLOOR),
    .until_unix_s = kw_store_query_get_int64 (query, COLUMN_UNTIL_UNIX_S),
    .holder = g_strdup (kw_store_query_get_text (query, COLUMN_HOLDER)),
    .issue = kw_store_query_get_int64 (query, COLUMN_ISSUE_ID),
    .card_label = g_strdup (kw_store_query_get_text (query, COLUMN_CARD_LABEL)),
    .problem = g_strdup (kw_store_query_get_text (query, COLUMN_PROBLEM)),
  };
  return TRUE;
}

static GArray *
read_cards (KwStore *store, gint64 id, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LOAD_CARDS]);
  g_autoptr (GArray) cards = g_array_new (FALSE, FALSE, sizeof (KwBatchCard));

  g_array_set_clear_func (cards, clear_card);
  kw_store_query_bind_int64 (query, ":id", id);
  while (kw_store_query_next (query))
    {
      KwBatchCard card;

      if (!read_card (query, &card, error))
        return NULL;
      g_array_append_val (cards, card);
    }
  return kw_store_query_finish (query, error) ? g_steal_pointer (&cards) : NULL;
}

KwBatch *
kw_store_batch_load (KwStore *store, gint64 id, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LOAD]);
  g_autoptr (GArray) cards = NULL;
  GError *cause = NULL;
  KwBatch fields = { 0 };
  KwBatch *batch = NULL;

  kw_store_query_bind_int64 (query, ":id", id);
  if (!kw_store_query_next (query))
    {
      if (kw_store_query_finish (query, error))
        throw (error, KW_STORE_ERROR_NOT_FOUND, "register: there is no batch %" G_GINT64_FORMAT,
               id);
      return NULL;
    }
  fields.id = kw_store_query_get_int64 (query, 0);
  fields.created_at_unix_s = kw_store_query_get_int64 (query, 2);
  fields.ended_at_unix_s = kw_store_query_get_int64 (query, 3);
  if (!kw_batch_kind_from_string (kw_store_query_get_text (query, 1), &fields.kind))
    {
      kw_store_throw_row ("batch", NULL, error);
      return NULL;
    }

  cards = read_cards (store, id, error);
  if (cards == NULL)
    return NULL;
  fields.n_cards = cards->len;
  fields.cards = (const KwBatchCard *)(gpointer)cards->data;
  batch = kw_batch_new (&fields, &cause);
  if (batch == NULL)
    kw_store_throw_row ("batch_card", cause, error);
  return batch;
}

/* 0 if there is none. */
static gboolean
find_id (KwStore *store, int statement, const char *name, gint64 value, gint64 *out_id,
         GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[statement]);
  gint64 id = 0;

  kw_store_query_bind_int64 (query, name, value);
  if (kw_store_query_next (query))
    id = kw_store_query_get_int64 (query, 0);
  if (!kw_store_query_finish (query, error))
    return FALSE;
  *out_id = id;
  return TRUE;
}

KwBatch *
kw_store_batch_load_by_card (KwStore *store, gint64 card_id, GError **error)
{
  gint64 id = 0;

  return find_id (store, SQL_FIND_BY_CARD, ":id", card_id, &id, error)
             ? kw_store_batch_load (store, id, error)
             : NULL;
}

gboolean
kw_store_batch_find_card_of_issue (KwStore *store, gint64 issue, gint64 *out_card_id,
                                   GError **error)
{
  return find_id (store, SQL_FIND_BY_ISSUE, ":issue_id", issue, out_card_id, error);
}

gboolean
kw_store_batch_find_finished (KwStore *store, gint64 card_id, gint64 *out_id, GError **error)
{
  return find_id (store, SQL_FIND_FINISHED, ":id", card_id, out_id, error);
}

GPtrArray *
kw_store_batch_list_open (KwStore *store, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LIST_OPEN]);
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_batch_unref);

  while (kw_store_query_next (query))
    {
      KwBatch *batch = kw_store_batch_load (store, kw_store_query_get_int64 (query, 0), error);

      if (batch == NULL)
        return NULL;
      g_ptr_array_add (batches, batch);
    }
  return kw_store_query_finish (query, error) ? g_steal_pointer (&batches) : NULL;
}

/* Changing */

gboolean
kw_store_batch_put_issue (KwStore *store, gint64 card_id, gint64 issue, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_PUT_ISSUE]);

  kw_store_query_bind_int64 (query, ":id", card_id);
  kw_store_query_bind_int64 (query, ":issue_id", issue);
  return kw_store_query_change (query, "card of a batch", error);
}

gboolean
kw_store_batch_put_blank (KwStore *store, gint64 card_id, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_PUT_BLANK]);

  kw_store_query_bind_int64 (query, ":id", card_id);
  return kw_store_query_change (query, "card of a batch", error);
}

gboolean
kw_store_batch_put_skipped (KwStore *store, gint64 card_id, gboolean is_skipped,
                            const char *problem, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_PUT_SKIPPED]);

  kw_store_query_bind_int64 (query, ":id", card_id);
  kw_store_query_bind_int64 (query, ":is_skipped", is_skipped != 0);
  kw_store_query_bind_text (query, ":problem", problem);
  return kw_store_query_change (query, "card of a batch", error);
}

gboolean
kw_store_batch_take_up_skipped (KwStore *store, gint64 id, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_TAKE_UP_SKIPPED]);

  kw_store_query_bind_int64 (query, ":id", id);
  return kw_store_query_run (query, error);
}

gboolean
kw_store_batch_forget_issue (KwStore *store, gint64 card_id, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_FORGET_ISSUE]);

  kw_store_query_bind_int64 (query, ":id", card_id);
  return kw_store_query_change (query, "card of a batch", error);
}

gboolean
kw_store_batch_end (KwStore *store, gint64 id, gint64 at_unix_s, GError **error)
{
  g_autoptr (KwStoreQuery) end = kw_store_query_new (store, sql[SQL_END]);
  g_autoptr (KwStoreQuery) holders = kw_store_query_new (store, sql[SQL_LIST_HOLDERS]);

  kw_store_query_bind_int64 (end, ":id", id);
  kw_store_query_bind_int64 (end, ":at_unix_s", at_unix_s);
  if (!kw_store_query_change (end, "open batch", error))
    return FALSE;
  kw_store_query_bind_int64 (holders, ":id", id);
  while (kw_store_query_next (holders))
    if (!kw_store_personal_erase (store, kw_store_query_get_int64 (holders, 0), error))
      return FALSE;
  return kw_store_query_finish (holders, error);
}
