/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-card-page.h"

#include "kw-store-card-private.h"
#include "kw-store-credential-private.h"
#include "kw-store-name.h"
#include "kw-store-query.h"

/* Only tenant credentials have a stay: of most rows the grant need not be looked at. */
#define KIND                                                                                       \
  "CASE WHEN c.stay_id IS NOT NULL THEN 'tenant'"                                                  \
  " ELSE (SELECT g.kind FROM access_grant g WHERE g.id = c.grant_id) END"

#define END "(SELECT g.valid_until_unix_s FROM access_grant g WHERE g.id = c.grant_id)"

/* :states and :kinds are ",word,word,"; empty = every one. */
#define MATCHING                                                                                   \
  " AND (:states = '' OR instr (:states, ',' || c.state || ',') > 0)"                              \
  " AND (:kinds = '' OR instr (:kinds, ',' || " KIND " || ',') > 0)"                               \
  " AND (:ends_before_unix_s = 0 OR (c.state = 'live' AND " END " >= :ends_after_unix_s"           \
  " AND " END " < :ends_before_unix_s))"                                                           \
  " AND (c.issued_at_unix_s, c.number) < (:at_unix_s, :key)"                                       \
  " ORDER BY c.issued_at_unix_s DESC, c.number DESC LIMIT :limit"

#define KEY "SELECT c.number, c.issued_at_unix_s "

enum
{
  SQL_KEYS,
  SQL_KEYS_BY_STATE,
  SQL_KEYS_OF_STAFF,
  SQL_STAFF_TO_SORT,
  SQL_KEYS_BY_DOOR,
  SQL_KEYS_BY_HOLDER,
  SQL_KEYS_BY_STAY,
  SQL_KEYS_BY_CARD,
  SQL_LOAD,
};

static const char *const sql[] = {
  [SQL_KEYS] = KEY "FROM credential c WHERE c.is_newest = 1" MATCHING,
  [SQL_KEYS_BY_STATE] = KEY "FROM json_each (:words) w CROSS JOIN credential c"
                            " WHERE c.state = w.value AND c.is_newest = 1" MATCHING,
  [SQL_KEYS_OF_STAFF] = KEY
  "FROM credential c WHERE c.is_newest = 1 AND c.stay_id IS NULL" MATCHING,
  [SQL_STAFF_TO_SORT] = "SELECT c.number, " END
                        ", (SELECT p.text FROM personal p WHERE p.id = c.holder_personal_id)"
                        " FROM credential c WHERE c.is_newest = 1 AND c.stay_id IS NULL" MATCHING,
  [SQL_KEYS_BY_DOOR] = KEY
  "FROM credential_door d CROSS JOIN credential c ON c.number = d.credential"
  " WHERE d.building = :building AND d.door = :door AND c.is_newest = 1" MATCHING,
  [SQL_KEYS_BY_HOLDER] = KEY
  "FROM name_word n CROSS JOIN credential c ON c.holder_personal_id = n.rowid"
  " WHERE n.name_word MATCH :match AND c.is_newest = 1" MATCHING,
  [SQL_KEYS_BY_STAY] = KEY "FROM credential c WHERE c.stay_id = :stay_id" MATCHING,
  [SQL_KEYS_BY_CARD] = KEY
  "FROM card k CROSS JOIN credential c ON c.card_id = k.id WHERE k.number_station = :card_station"
  " AND k.number_counter = :card_counter" MATCHING,
  [SQL_LOAD] = "SELECT " KW_STORE_CARD_COLUMNS ", c.is_newest, (SELECT t.text FROM tenant n"
               " JOIN personal t ON t.id = n.personal_id WHERE n.stay_id = c.stay_id"
               " AND t.text IS NOT NULL ORDER BY n.position LIMIT 1), " KW_STORE_CREDENTIAL_COLUMNS
               " FROM credential c JOIN card k ON k.id = c.card_id" KW_STORE_CREDENTIAL_JOINS
               " WHERE c.number = :number",
};

enum
{
  COLUMN_IS_NEWEST = KW_STORE_CARD_N_COLUMNS,
  COLUMN_TENANT,
  COLUMN_CREDENTIAL,
};

/* States that few cards are in at a time: an index leads to them. */
#define RARE_STATES                                                                                \
  (1u << KW_CREDENTIAL_STATE_PENDING | 1u << KW_CREDENTIAL_STATE_LOST |                            \
   1u << KW_CREDENTIAL_STATE_FAILED | 1u << KW_CREDENTIAL_STATE_DAMAGED |                          \
   1u << KW_CREDENTIAL_STATE_UNCERTAIN)

static int
choose_statement (const KwStoreCardQuery *query)
{
  if (query->card_station != 0)
    return SQL_KEYS_BY_CARD;
  if (query->stay_id != 0)
    return SQL_KEYS_BY_STAY;
  if (query->door.building != 0)
    return SQL_KEYS_BY_DOOR;
  if (query->holder != NULL)
    return SQL_KEYS_BY_HOLDER;
  if (query->states != 0 && (query->states & ~RARE_STATES) == 0)
    return SQL_KEYS_BY_STATE;
  if (query->kinds != 0 && (query->kinds & 1u << KW_GRANT_KIND_TENANT) == 0)
    return SQL_KEYS_OF_STAFF;
  return SQL_KEYS;
}

/* The words of @mask; nothing at all if there are none. */
static char *
join_words (guint32 mask, guint n_words, const char *(*get_word) (guint), const char *before,
            const char *between, const char *after)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    if ((mask & 1u << i) != 0)
      g_string_append_printf (words, "%s%s", words->len > 0 ? between : before, get_word (i));
  if (words->len > 0)
    g_string_append (words, after);
  return g_string_free (words, /* free_segment= */ FALSE);
}

static const char *
get_state_word (guint state)
{
  return kw_credential_state_to_string ((KwCredentialState)state);
}

static const char *
get_kind_word (guint kind)
{
  return kw_grant_kind_to_string ((KwGrantKind)kind);
}

static void
bind_query (KwStoreQuery *stmt, int statement, const KwStoreCardQuery *query)
{
  g_autofree char *states = join_words (query->states, KW_CREDENTIAL_STATE_N, get_state_word, ",",
                                        ",", ",");
  g_autofree char *kinds = join_words (query->kinds, KW_GRANT_KIND_N, get_kind_word, ",", ",", ",");

  kw_store_query_bind_text (stmt, ":states", states);
  kw_store_query_bind_text (stmt, ":kinds", kinds);
  kw_store_query_bind_int64 (stmt, ":ends_after_unix_s", query->ends_after_unix_s);
  kw_store_query_bind_int64 (stmt, ":ends_before_unix_s", query->ends_before_unix_s);
  if (statement == SQL_KEYS_BY_CARD)
    {
      kw_store_query_bind_int64 (stmt, ":card_station", query->card_station);
      kw_store_query_bind_u64 (stmt, ":card_counter", query->card_counter);
    }
  else if (statement == SQL_KEYS_BY_STAY)
    kw_store_query_bind_int64 (stmt, ":stay_id", query->stay_id);
  else if (statement == SQL_KEYS_BY_DOOR)
    {
      kw_store_query_bind_int64 (stmt, ":building", query->door.building);
      kw_store_query_bind_int64 (stmt, ":door", query->door.door);
    }
  else if (statement == SQL_KEYS_BY_HOLDER)
    {
      g_autofree char *match = kw_store_name_dup_match (query->holder);

      kw_store_query_bind_text (stmt, ":match", match);
    }
  else if (statement == SQL_KEYS_BY_STATE)
    {
      g_autofree char *words = join_words (query->states, KW_CREDENTIAL_STATE_N, get_state_word,
                                           "[\"", "\",\"", "\"]");

      kw_store_query_bind_text (stmt, ":words", words);
    }
}

static gboolean
has_nothing (const KwStoreCardQuery *query)
{
  g_autofree char *match = NULL;

  if (query->holder == NULL)
    return FALSE;
  match = kw_store_name_dup_match (query->holder);
  return match == NULL;
}

/* Sorted lists
 * */

typedef struct
{
  guint64 number;
  gint64 until_unix_s;
  char *holder; /* (nullable) in the form that strcmp() sorts as the user's language does */
} StaffKey;

static void
clear_staff_key (gpointer data)
{
  g_free (((StaffKey *)data)->holder);
}

static int
compare_ends (const StaffKey *a, const StaffKey *b, gint64 now_unix_s)
{
  const gboolean is_over = a->until_unix_s <= now_unix_s;

  if (is_over != (b->until_unix_s <= now_unix_s))
    return is_over ? 1 : -1;
  if (a->until_unix_s != b->until_unix_s)
    return (a->until_unix_s < b->until_unix_s) != is_over ? -1 : 1;
  return a->number < b->number ? -1 : a->number > b->number;
}

static int
compare_staff (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const KwStoreCardQuery *query = user_data;
  const StaffKey *x = a;
  const StaffKey *y = b;
  int order = 0;

  if (query->order == KW_STORE_CARD_ORDER_HOLDER && (x->holder == NULL) != (y->holder == NULL))
    return x->holder == NULL ? 1 : -1;
  if (query->order == KW_STORE_CARD_ORDER_HOLDER)
    order = g_strcmp0 (x->holder, y->holder);
  return order != 0 ? order : compare_ends (x, y, query->now_unix_s);
}

static gboolean
list_sorted (KwStore *store, const KwStoreCardQuery *query, GArray *keys, GError **error)
{
  g_autoptr (KwStoreQuery) stmt = kw_store_query_new (store, sql[SQL_STAFF_TO_SORT]);
  g_autoptr (GArray) staff = g_array_new (FALSE, FALSE, sizeof (StaffKey));

  g_array_set_clear_func (staff, clear_staff_key);
  bind_query (stmt, SQL_STAFF_TO_SORT, query);
  kw_store_query_bind_int64 (stmt, ":at_unix_s", G_MAXINT64);
  kw_store_query_bind_int64 (stmt, ":key", G_MAXINT64);
  kw_store_query_bind_int64 (stmt, ":limit", /* every one= */ -1);
  while (kw_store_query_next (stmt))
    {
      const char *holder = kw_store_query_get_text (stmt, 2);
      const StaffKey key = {
        .number = kw_store_query_get_u64 (stmt, 0),
        .until_unix_s = kw_store_query_get_int64 (stmt, 1),
        .holder = holder != NULL ? g_utf8_collate_key (holder, -1) : NULL,
      };

      g_array_append_val (staff, key);
    }
  if (!kw_store_query_finish (stmt, error))
    return FALSE;
  g_array_sort_with_data (staff, compare_staff, (gpointer)query);
  for (guint i = 0; i < staff->len; i++)
    g_array_append_val (keys, g_array_index (staff, StaffKey, i).number);
  return TRUE;
}

gboolean
kw_store_card_list_keys (KwStore *store, const KwStoreCardQuery *query, KwStoreCursor *cursor,
                         guint limit, GArray *keys, GError **error)
{
  const int statement = choose_statement (query);
  const guint n_before = keys->len;
  g_autoptr (KwStoreQuery) stmt = NULL;

  g_return_val_if_fail ((query->door.building != 0) + (query->holder != NULL) +
                                (query->stay_id != 0) + (query->card_station != 0) <=
                            1,
                        FALSE);

  g_return_val_if_fail (query->order == KW_STORE_CARD_ORDER_NEWEST || query->kinds != 0, FALSE);

  cursor->is_end = has_nothing (query);
  if (cursor->is_end)
    return TRUE;
  if (query->order != KW_STORE_CARD_ORDER_NEWEST)
    {
      cursor->is_end = TRUE;
      return list_sorted (store, query, keys, error);
    }

  stmt = kw_store_query_new (store, sql[statement]);
  bind_query (stmt, statement, query);
  kw_store_query_bind_int64 (stmt, ":at_unix_s", cursor->is_set ? cursor->at_unix_s : G_MAXINT64);
  kw_store_query_bind_int64 (stmt, ":key", cursor->is_set ? (gint64)cursor->key : G_MAXINT64);
  kw_store_query_bind_int64 (stmt, ":limit", limit);
  while (kw_store_query_next (stmt))
    {
      cursor->is_set = TRUE;
      cursor->key = kw_store_query_get_u64 (stmt, 0);
      cursor->at_unix_s = kw_store_query_get_int64 (stmt, 1);
      g_array_append_val (keys, cursor->key);
    }
  cursor->is_end = keys->len - n_before < limit;
  return kw_store_query_finish (stmt, error);
}

void
kw_store_card_page_row_free (KwStoreCardPageRow *row)
{
  if (row == NULL)
    return;

  g_clear_pointer (&row->card, kw_card_unref);
  g_clear_pointer (&row->credential, kw_credential_unref);
  g_free (row->tenant);
  g_free (row);
}

static KwStoreCardPageRow *
read_row (KwStoreQuery *stmt, GError **error)
{
  g_autoptr (KwCard) card = kw_store_card_read (stmt, error);
  g_autoptr (KwCredential) credential = NULL;
  KwStoreCardPageRow *row = NULL;

  if (card != NULL)
    credential = kw_store_credential_read (stmt, COLUMN_CREDENTIAL, error);
  if (credential == NULL)
    return NULL;

  row = g_new0 (KwStoreCardPageRow, 1);
  row->card = g_steal_pointer (&card);
  row->credential = g_steal_pointer (&credential);
  row->tenant = g_strdup (kw_store_query_get_text (stmt, COLUMN_TENANT));
  row->is_newest = kw_store_query_get_int64 (stmt, COLUMN_IS_NEWEST) != 0;
  return row;
}

gboolean
kw_store_card_load_page (KwStore *store, const guint64 *keys, guint n_keys, GPtrArray *rows,
                         GError **error)
{
  g_autoptr (KwStoreQuery) stmt = kw_store_query_new (store, sql[SQL_LOAD]);

  for (guint i = 0; i < n_keys; i++)
    {
      KwStoreCardPageRow *row = NULL;

      kw_store_query_bind_u64 (stmt, ":number", keys[i]);
      if (kw_store_query_next (stmt))
        {
          row = read_row (stmt, error);
          if (row == NULL)
            return FALSE;
        }
      if (!kw_store_query_finish (stmt, error))
        {
          kw_store_card_page_row_free (row);
          return FALSE;
        }
      g_ptr_array_add (rows, row);
    }
  return TRUE;
}
