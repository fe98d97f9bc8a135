/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-room.h"

#include "kw-store-query.h"

#define STAY                                                                                       \
  "SELECT d.building, d.door, s.id, s.until_unix_s,"                                               \
  " (SELECT p.text FROM tenant t JOIN personal p ON p.id = t.personal_id WHERE t.stay_id = s.id"   \
  " AND p.text IS NOT NULL ORDER BY t.position LIMIT 1)"                                           \
  " FROM stay s CROSS JOIN stay_door d ON d.stay_id = s.id"

enum
{
  SQL_DOORS,
  SQL_OPEN,
  SQL_EXPECTED,
  SQL_CARDS,
  SQL_COMING,
};

static const char *const sql[] = {
  [SQL_DOORS] = "SELECT building, number FROM door WHERE is_retired = 0 ORDER BY building, number",
  /* The one wanted comes last. */
  [SQL_OPEN] = STAY " WHERE s.state = 'open' ORDER BY s.until_unix_s DESC, s.id DESC",
  [SQL_EXPECTED] = STAY " WHERE s.state = 'expected' AND s.from_unix_s < :before_unix_s"
                        " ORDER BY s.from_unix_s DESC, s.id DESC",
  /* A card that counts from its first use lives as long again as it says. */
  [SQL_CARDS] =
      "SELECT count (*) FILTER (WHERE c.state = 'live' AND g.valid_until_unix_s"
      " + g.is_from_first_use * (g.valid_until_unix_s - g.valid_from_unix_s) > :now_unix_s),"
      " count (*) FILTER (WHERE c.state = 'lost' AND c.may_live_until_unix_s > :now_unix_s)"
      " FROM credential_door d CROSS JOIN credential c ON c.number = d.credential"
      " JOIN access_grant g ON g.id = c.grant_id"
      " WHERE d.building = :building AND d.door = :door AND d.state = 'alive'"
      " AND c.state IN ('live', 'lost')",
  [SQL_COMING] = "SELECT d.building, d.door FROM stay s CROSS JOIN stay_door d ON d.stay_id = s.id"
                 " WHERE s.state IN ('expected', 'open')",
};

static void
free_room (gpointer data)
{
  KwStoreRoom *room = data;

  g_free (room->open.tenant);
  g_free (room->other.tenant);
  g_free (room->expected.tenant);
  g_free (room);
}

static GPtrArray *
list_doors (KwStore *store, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_DOORS]);
  g_autoptr (GPtrArray) rooms = g_ptr_array_new_with_free_func (free_room);

  while (kw_store_query_next (query))
    {
      KwStoreRoom *room = g_new0 (KwStoreRoom, 1);

      room->door = (KwDoorRef){ (guint)kw_store_query_get_int64 (query, 0),
                                (guint)kw_store_query_get_int64 (query, 1) };
      g_ptr_array_add (rooms, room);
    }
  return kw_store_query_finish (query, error) ? g_steal_pointer (&rooms) : NULL;
}

static int
compare_room (gconstpointer wanted, gconstpointer element)
{
  const KwDoorRef *a = wanted;
  const KwDoorRef *b = &(*(const KwStoreRoom *const *)element)->door;

  return a->building != b->building ? (int)a->building - (int)b->building
                                    : (int)a->door - (int)b->door;
}

static KwStoreRoom *
find_room (GPtrArray *rooms, KwDoorRef door)
{
  KwStoreRoom **found = rooms->len > 0 ? bsearch (&door, rooms->pdata, rooms->len,
                                                  sizeof (gpointer), compare_room)
                                       : NULL;

  return found != NULL ? *found : NULL;
}

static void
swap_stays (KwStoreRoomStay *a, KwStoreRoomStay *b)
{
  const KwStoreRoomStay copy = *a;

  *a = *b;
  *b = copy;
}

/* Takes a query that has everything bound. @before_offset_bytes: where the one that comes before
 * the last goes; 0 = nowhere. */
static gboolean
read_stays (KwStoreQuery *query, GPtrArray *rooms, gsize offset_bytes, gsize before_offset_bytes,
            GError **error)
{
  while (kw_store_query_next (query))
    {
      const KwDoorRef door = { (guint)kw_store_query_get_int64 (query, 0),
                               (guint)kw_store_query_get_int64 (query, 1) };
      KwStoreRoom *room = find_room (rooms, door);
      KwStoreRoomStay *stay = NULL;

      if (room == NULL)
        continue; /* retired */
      stay = G_STRUCT_MEMBER_P (room, offset_bytes);
      if (before_offset_bytes != 0)
        swap_stays (stay, G_STRUCT_MEMBER_P (room, before_offset_bytes));
      g_free (stay->tenant);
      *stay = (KwStoreRoomStay){ kw_store_query_get_int64 (query, 2),
                                 kw_store_query_get_int64 (query, 3),
                                 g_strdup (kw_store_query_get_text (query, 4)) };
    }
  return kw_store_query_finish (query, error);
}

static gboolean
load_stays (KwStore *store, gint64 expected_before_unix_s, GPtrArray *rooms, GError **error)
{
  g_autoptr (KwStoreQuery) open = kw_store_query_new (store, sql[SQL_OPEN]);
  g_autoptr (KwStoreQuery) expected = kw_store_query_new (store, sql[SQL_EXPECTED]);

  kw_store_query_bind_int64 (expected, ":before_unix_s", expected_before_unix_s);
  return read_stays (open, rooms, G_STRUCT_OFFSET (KwStoreRoom, open),
                     G_STRUCT_OFFSET (KwStoreRoom, other), error) &&
         read_stays (expected, rooms, G_STRUCT_OFFSET (KwStoreRoom, expected), 0, error);
}

/* Takes a query that has the time bound; leaves it ready for the next door. */
static gboolean
count_cards (KwStoreQuery *query, KwDoorRef door, guint *out_n_live, guint *out_n_lost,
             GError **error)
{
  kw_store_query_bind_int64 (query, ":building", door.building);
  kw_store_query_bind_int64 (query, ":door", door.door);
  if (kw_store_query_next (query))
    {
      *out_n_live = (guint)kw_store_query_get_int64 (query, 0);
      *out_n_lost = (guint)kw_store_query_get_int64 (query, 1);
    }
  return kw_store_query_finish (query, error);
}

static gboolean
load_cards (KwStore *store, gint64 now_unix_s, GPtrArray *rooms, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_CARDS]);

  kw_store_query_bind_int64 (query, ":now_unix_s", now_unix_s);
  for (guint i = 0; i < rooms->len; i++)
    {
      KwStoreRoom *room = rooms->pdata[i];

      if (!count_cards (query, room->door, &room->n_live_cards, &room->n_lost_cards, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_use (gconstpointer wanted, gconstpointer element)
{
  const KwDoorRef *a = wanted;
  const KwDoorRef *b = &((const KwStoreRoomUse *)element)->door;

  return a->building != b->building ? (int)a->building - (int)b->building
                                    : (int)a->door - (int)b->door;
}

static gboolean
count_stays (KwStore *store, KwStoreRoomUse *uses, guint n_uses, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_COMING]);

  while (kw_store_query_next (query))
    {
      const KwDoorRef door = { (guint)kw_store_query_get_int64 (query, 0),
                               (guint)kw_store_query_get_int64 (query, 1) };
      KwStoreRoomUse *use = bsearch (&door, uses, n_uses, sizeof *uses, compare_use);

      if (use != NULL)
        use->n_stays++;
    }
  return kw_store_query_finish (query, error);
}

gboolean
kw_store_room_count_use (KwStore *store, gint64 now_unix_s, KwStoreRoomUse *uses, guint n_uses,
                         GError **error)
{
  g_autoptr (KwStoreQuery) cards = NULL;

  if (n_uses == 0)
    return TRUE;
  cards = kw_store_query_new (store, sql[SQL_CARDS]);
  kw_store_query_bind_int64 (cards, ":now_unix_s", now_unix_s);
  for (guint i = 0; i < n_uses; i++)
    {
      guint n_live = 0;
      guint n_lost = 0;

      uses[i].n_stays = 0;
      if (!count_cards (cards, uses[i].door, &n_live, &n_lost, error))
        return FALSE;
      uses[i].n_cards = n_live + n_lost;
    }
  return count_stays (store, uses, n_uses, error);
}

GPtrArray *
kw_store_room_list (KwStore *store, gint64 now_unix_s, gint64 expected_before_unix_s,
                    GError **error)
{
  g_autoptr (GPtrArray) rooms = list_doors (store, error);

  if (rooms == NULL || !load_stays (store, expected_before_unix_s, rooms, error) ||
      !load_cards (store, now_unix_s, rooms, error))
    return NULL;
  return g_steal_pointer (&rooms);
}
