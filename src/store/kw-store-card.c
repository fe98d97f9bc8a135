/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-card.h"

#include "kw-error.h"
#include "kw-store-card-private.h"
#include "kw-store-credential.h"
#include "kw-store-number.h"
#include "kw-store-query.h"

#include <string.h>

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

#define COLUMNS KW_STORE_CARD_COLUMNS

/* The credential last written on card k. What failed never got there. */
#define NEWEST                                                                                     \
  "(SELECT n.number FROM credential n WHERE n.card_id = k.id AND n.state <> 'failed'"              \
  " ORDER BY n.issued_at_unix_s DESC, n.number DESC LIMIT 1)"

enum
{
  SQL_INSERT,
  SQL_LOAD,
  SQL_LOAD_BY_UID,
  SQL_LOAD_BY_NUMBER,
  SQL_PUT_DISCARDED,
  SQL_LIST,
  SQL_LIST_BY_STATE,
  SQL_LIST_BY_DOOR,
  SQL_LIST_BY_DOOR_AND_STATE,
};

static const char *const sql[] = {
  [SQL_INSERT] = "INSERT INTO card (number_station, number_counter, uid, medium, is_discarded)"
                 " VALUES (:number_station, :number_counter, :uid, :medium, 0)",
  [SQL_LOAD] = "SELECT " COLUMNS " FROM card k WHERE k.id = :id",
  [SQL_LOAD_BY_UID] = "SELECT " COLUMNS " FROM card k WHERE k.uid = :uid",
  [SQL_LOAD_BY_NUMBER] = "SELECT " COLUMNS " FROM card k WHERE k.number_station = :number_station"
                         " AND k.number_counter = :number_counter",
  [SQL_PUT_DISCARDED] = "UPDATE card SET is_discarded = :is_discarded WHERE id = :id",
  [SQL_LIST] = "SELECT " COLUMNS ", " NEWEST " FROM card k"
               " WHERE k.id > :after_id ORDER BY k.id LIMIT :limit",
  [SQL_LIST_BY_STATE] = "SELECT " COLUMNS
                        ", c.number FROM credential c JOIN card k ON k.id = c.card_id"
                        " WHERE c.state = :state AND c.card_id > :after_id AND c.number = " NEWEST
                        " ORDER BY c.card_id LIMIT :limit",
  [SQL_LIST_BY_DOOR] =
      "SELECT " COLUMNS ", c.number FROM credential_door d JOIN credential c"
      " ON c.number = d.credential JOIN card k ON k.id = c.card_id WHERE d.building = :building"
      " AND d.door = :door AND k.id > :after_id AND c.number = " NEWEST
      " ORDER BY k.id LIMIT :limit",
  [SQL_LIST_BY_DOOR_AND_STATE] =
      "SELECT " COLUMNS ", c.number FROM credential_door d JOIN credential c"
      " ON c.number = d.credential JOIN card k ON k.id = c.card_id WHERE d.building = :building"
      " AND d.door = :door AND c.state = :state AND k.id > :after_id AND c.number = " NEWEST
      " ORDER BY k.id LIMIT :limit",
};

enum
{
  COLUMN_ID,
  COLUMN_NUMBER_STATION,
  COLUMN_NUMBER_COUNTER,
  COLUMN_UID,
  COLUMN_MEDIUM,
  COLUMN_IS_DISCARDED,
  COLUMN_NEWEST,
};

KwCard *
kw_store_card_read (KwStoreQuery *query, GError **error)
{
  KwCard fields = {
    .id = kw_store_query_get_int64 (query, COLUMN_ID),
    .number_station = (guint)kw_store_query_get_int64 (query, COLUMN_NUMBER_STATION),
    .number_counter = kw_store_query_get_u64 (query, COLUMN_NUMBER_COUNTER),
    .is_discarded = kw_store_query_get_int64 (query, COLUMN_IS_DISCARDED) != 0,
  };
  gsize uid_len = 0;
  const guint8 *uid = kw_store_query_get_bytes (query, COLUMN_UID, &uid_len);
  GError *cause = NULL;
  KwCard *card = NULL;

  fields.uid_len = (guint)uid_len;
  if (uid_len > 0 && uid_len <= sizeof fields.uid)
    memcpy (fields.uid, uid, uid_len);
  if (kw_medium_from_string (kw_store_query_get_text (query, COLUMN_MEDIUM), &fields.medium))
    card = kw_card_new (&fields, &cause);
  if (card == NULL)
    kw_store_throw_row ("card", cause, error);
  return card;
}

static KwCard *
load_one (KwStoreQuery *query, GError **error)
{
  if (kw_store_query_next (query))
    return kw_store_card_read (query, error);
  if (kw_store_query_finish (query, error))
    throw (error, KW_STORE_ERROR_NOT_FOUND, "register: this card is not in it");
  return NULL;
}

KwCard *
kw_store_card_load (KwStore *store, gint64 id, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LOAD]);

  kw_store_query_bind_int64 (query, ":id", id);
  return load_one (query, error);
}

KwCard *
kw_store_card_load_by_uid (KwStore *store, const guint8 *uid, guint uid_len, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LOAD_BY_UID]);

  kw_store_query_bind_bytes (query, ":uid", uid, uid_len);
  return load_one (query, error);
}

KwCard *
kw_store_card_load_by_number (KwStore *store, guint station, guint64 counter, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LOAD_BY_NUMBER]);

  kw_store_query_bind_int64 (query, ":number_station", station);
  kw_store_query_bind_u64 (query, ":number_counter", counter);
  return load_one (query, error);
}

static KwCard *
insert (KwStore *store, const guint8 *uid, guint uid_len, KwMedium medium, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_INSERT]);
  guint64 counter = 0;
  guint station = 0;

  if (!kw_store_number_take_card (store, &station, &counter, error))
    return NULL;

  kw_store_query_bind_int64 (query, ":number_station", station);
  kw_store_query_bind_u64 (query, ":number_counter", counter);
  kw_store_query_bind_bytes (query, ":uid", uid, uid_len);
  kw_store_query_bind_text (query, ":medium", kw_medium_to_string (medium));
  if (!kw_store_query_run (query, error))
    return NULL;
  return kw_store_card_load (store, kw_db_get_last_row_id (kw_store_get_db (store)), error);
}

KwCard *
kw_store_card_ensure (KwStore *store, const guint8 *uid, guint uid_len, KwMedium medium,
                      gboolean *out_is_new, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (KwCard) card = kw_store_card_load_by_uid (store, uid, uid_len, &cause);
  gboolean is_new = card == NULL;

  if (is_new && !g_error_matches (cause, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (is_new)
    card = insert (store, uid, uid_len, medium, error);
  if (card != NULL && card->medium != medium)
    {
      throw (error, KW_STORE_ERROR_CONSTRAINT, "register: card %u-%" G_GUINT64_FORMAT " is a %s",
             card->number_station, card->number_counter, kw_medium_to_string (card->medium));
      return NULL;
    }
  if (card != NULL && out_is_new != NULL)
    *out_is_new = is_new;
  return g_steal_pointer (&card);
}

gboolean
kw_store_card_put_discarded (KwStore *store, gint64 id, gboolean is_discarded, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_PUT_DISCARDED]);

  kw_store_query_bind_int64 (query, ":id", id);
  kw_store_query_bind_int64 (query, ":is_discarded", is_discarded != 0);
  return kw_store_query_change (query, "card", error);
}

static void
free_row (gpointer data)
{
  KwStoreCardRow *row = data;

  g_clear_pointer (&row->card, kw_card_unref);
  g_clear_pointer (&row->newest, kw_credential_unref);
  g_free (row);
}

static gboolean
append_row (KwStore *store, KwStoreQuery *query, GPtrArray *rows, GError **error)
{
  KwStoreCardRow *row = g_new0 (KwStoreCardRow, 1);

  g_ptr_array_add (rows, row);
  row->card = kw_store_card_read (query, error);
  if (row->card == NULL)
    return FALSE;
  if (kw_store_query_is_null (query, COLUMN_NEWEST))
    return TRUE;
  row->newest = kw_store_credential_load (store, kw_store_query_get_u64 (query, COLUMN_NEWEST),
                                          error);
  return row->newest != NULL;
}

GPtrArray *
kw_store_card_list (KwStore *store, const KwStoreCardFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  g_autoptr (KwStoreQuery) query = NULL;
  gboolean has_door = filter->door.building != 0;
  int index = has_door ? SQL_LIST_BY_DOOR : SQL_LIST;

  if (filter->has_state)
    index = has_door ? SQL_LIST_BY_DOOR_AND_STATE : SQL_LIST_BY_STATE;
  query = kw_store_query_new (store, sql[index]);
  if (has_door)
    {
      kw_store_query_bind_int64 (query, ":building", filter->door.building);
      kw_store_query_bind_int64 (query, ":door", filter->door.door);
    }
  if (filter->has_state)
    kw_store_query_bind_text (query, ":state", kw_credential_state_to_string (filter->state));
  kw_store_query_bind_int64 (query, ":after_id", filter->after_id);
  kw_store_query_bind_int64 (query, ":limit", filter->limit != 0 ? (gint64)filter->limit : -1);
  while (kw_store_query_next (query))
    if (!append_row (store, query, rows, error))
      return NULL;
  return kw_store_query_finish (query, error) ? g_steal_pointer (&rows) : NULL;
}
