/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-digest.h"

#include "kw-store-query.h"

/* A stay in words that are the same on every station: no row id in them. */
#define STAY_WORDS                                                                                 \
  "printf ('%d %d %s %s %s', s.from_unix_s, s.until_unix_s, s.state,"                              \
  " (SELECT group_concat (o.words, '+') FROM (SELECT d.building || '/' || d.door AS words"         \
  " FROM stay_door d WHERE d.stay_id = s.id ORDER BY d.position) o),"                              \
  " hex (coalesce (s.reference, '')))"

#define GRANT_WORDS                                                                                \
  "printf ('%s %d%d%d%d%d %d/%d/%d %d+%d+%d+%d %d %d %016x %d %d-%d %d-%d %016x %016x %016x"       \
  " %016x', g.kind, g.can_override_deadbolt, g.is_copy, g.is_from_first_use, g.is_one_opening,"    \
  " g.has_every_landing, g.building, g.floor, g.door, g.extra_door_1, g.extra_door_2,"             \
  " g.extra_door_3, g.extra_door_4, g.areas, g.bank, g.floors, g.weekdays, g.day_start_minute,"    \
  " g.day_end_minute, g.valid_from_unix_s, g.valid_until_unix_s, g.cancelled_1, g.cancelled_2,"    \
  " g.cancelled_3, g.cancelled_4)"

enum
{
  SQL_CARDS,
  SQL_STAYS,
  SQL_CREDENTIALS,
  SQL_N,
};

/* Each gives one line of text a row, in an order that the lines themselves decide. */
static const char *const sql[SQL_N] = {
  [SQL_CARDS] = "SELECT printf ('card %s %d-%d %s %d', hex (k.uid), k.number_station,"
                " k.number_counter, k.medium, k.is_discarded) FROM card k ORDER BY 1",
  [SQL_STAYS] = "SELECT 'stay ' || " STAY_WORDS " FROM stay s ORDER BY 1",
  [SQL_CREDENTIALS] =
      "SELECT printf ('credential %016x %s %s %d %d %d %d %d %d [%s] [%s] [%s]', c.number,"
      " hex (k.uid), c.state, c.generation, c.revision, c.key_version, c.issued_at_unix_s,"
      " c.may_live_until_unix_s, c.is_on_cancel_card, " GRANT_WORDS ","
      " (SELECT group_concat (o.words, '+') FROM (SELECT printf ('%d/%d %s', d.building, d.door,"
      " d.state) AS words FROM credential_door d WHERE d.credential = c.number"
      " ORDER BY d.building, d.door) o),"
      " (SELECT " STAY_WORDS " FROM stay s WHERE s.id = c.stay_id))"
      " FROM credential c JOIN card k ON k.id = c.card_id JOIN access_grant g ON g.id = c.grant_id"
      " ORDER BY c.number",
};

static gboolean
add_lines (KwStore *store, const char *text, GChecksum *checksum, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, text);

  while (kw_store_query_next (query))
    {
      g_checksum_update (checksum, (const guchar *)kw_store_query_get_text (query, 0), -1);
      g_checksum_update (checksum, (const guchar *)"\n", 1);
    }
  return kw_store_query_finish (query, error);
}

char *
kw_store_digest_load (KwStore *store, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < SQL_N; i++)
    if (!add_lines (store, sql[i], checksum, error))
      return NULL;
  return g_strdup (g_checksum_get_string (checksum));
}
