/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fill.h"

#include "kw-credential.h"
#include "kw-journal-data.h"
#include "kw-journal-entry.h"
#include "kw-stay.h"

#include <sqlite3.h>

#define DAY_S 86400
#define SEED 20261122
#define N_CARDS_OF_STAY 2
#define N_DAYS_OF_STAY 3
/* Of the cards, so many of a thousand are staff's, at most N_STAFF_MAX. */
#define STAFF_PER_MILLE 20
#define N_STAFF_MAX 2000

static const char *const given_names[] = {
  "Anna",   "Zoë",  "Jürgen", "María",   "Oyelaran", "Søren", "Łukasz", "Chloé", "Mehmet", "Yūki",
  "Björn",  "Inês", "Dmitri", "Fatima",  "Giulia",   "Hans",  "Aoife",  "José",  "Katya",  "Liam",
  "Noémie", "Ottó", "Petra",  "Quentin", "Rosa",     "Stijn", "Thị",    "Uwe",   "Vera",   "Wei"
};
static const char *const family_starts[] = { "Mül",  "Mey", "Ander",  "Ång",  "Öz",  "Bau",
                                             "Cohn", "Da",  "Eichen", "Fern", "Gar", "Hof",
                                             "Ivan", "Jo",  "Kra",    "Lind", "Mor", "Nak",
                                             "O'Br", "Pet", "Quin",   "Rod",  "Sta", "Tan",
                                             "Ul",   "Val", "Weis",   "Xi",   "Yıl", "Zim" };
static const char *const family_ends[] = { "ler",  "er",    "sen",  "ström", "türk", "mann",
                                           "ová",  "vic",   "berg", "ández", "cia",  "stad",
                                           "in",   "nes",   "mer",  "gren",  "ris",  "amura",
                                           "ien",  "rov",   "an",   "ez",    "hl",   "das",
                                           "rich", "entin", "s",    "ao",    "maz",  "ek" };

enum
{
  SQL_CARD,
  SQL_PERSONAL,
  SQL_NAME_WORD,
  SQL_STAY,
  SQL_STAY_DOOR,
  SQL_TENANT,
  SQL_GRANT,
  SQL_CREDENTIAL,
  SQL_CREDENTIAL_DOOR,
  SQL_JOURNAL,
  SQL_JOURNAL_PERSONAL,
  SQL_N,
};

static const char *const sql[SQL_N] = {
  [SQL_CARD] = "INSERT INTO card (number_station, number_counter, uid, medium, is_discarded)"
               " VALUES (?, ?, ?, ?, 0)",
  [SQL_PERSONAL] = "INSERT INTO personal (stay_id, is_name, salt, text)"
                   " VALUES (nullif (?, 0), ?, ?, ?)",
  [SQL_NAME_WORD] = "INSERT INTO name_word (rowid, text) VALUES (?, ?)",
  [SQL_STAY] = "INSERT INTO stay (state, from_unix_s, until_unix_s, opened_at_unix_s,"
               " closed_at_unix_s, reference) VALUES (?, ?, ?, nullif (?, 0), nullif (?, 0), ?)",
  [SQL_STAY_DOOR] = "INSERT INTO stay_door VALUES (?, 0, ?, ?)",
  [SQL_TENANT] = "INSERT INTO tenant VALUES (?, ?, ?)",
  [SQL_GRANT] =
      "INSERT INTO access_grant VALUES (NULL, ?, 0, 0, 0, 0, 0, ?, ?, ?, 0, 0, 0, 0, ?, 0,"
      " 0, 0, 0, 0, ?, ?, 0, 0, 0, 0)",
  [SQL_CREDENTIAL] = "INSERT INTO credential (number, card_id, grant_id, generation, revision,"
                     " key_version, stay_id, holder_personal_id, state, issued_at_unix_s,"
                     " may_live_until_unix_s, is_on_cancel_card)"
                     " VALUES (?, ?, ?, ?, 0, 1, nullif (?, 0), nullif (?, 0), ?, ?, ?, 0)",
  [SQL_CREDENTIAL_DOOR] = "INSERT INTO credential_door VALUES (?, ?, ?, ?)",
  [SQL_JOURNAL] = "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_JOURNAL_PERSONAL] = "INSERT INTO journal_personal VALUES (?, ?, ?)",
};

typedef struct
{
  guint building;
  guint number;
  guint floor;
  gboolean is_taken; /* the import gave it a stay that is not over: ours lie before */
} Door;

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *stmts[SQL_N];
  GRand *rand;
  gint64 now_unix_s;
  guint station;
  GArray *doors;
  guint64 n_cards;
  guint64 n_credentials;
  guint64 journal_number;
  KwJournalHash journal_hash;
} Fill;

static void
check (Fill *fill, int rc)
{
  if (rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW)
    g_error ("filling the register: %s", sqlite3_errmsg (fill->db));
}

static void
exec (Fill *fill, const char *text)
{
  check (fill, sqlite3_exec (fill->db, text, NULL, NULL, NULL));
}

static gint64
query (Fill *fill, const char *text)
{
  sqlite3_stmt *stmt = NULL;
  gint64 value = 0;

  check (fill, sqlite3_prepare_v2 (fill->db, text, -1, &stmt, NULL));
  check (fill, sqlite3_step (stmt));
  value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return value;
}

/* A format letter for each parameter: i gint64, t text, b bytes with their length. */
static gint64
insert (Fill *fill, int statement, const char *format, ...)
{
  sqlite3_stmt *stmt = fill->stmts[statement];
  va_list args;

  va_start (args, format);
  for (int i = 0; format[i] != '\0'; i++)
    if (format[i] == 'i')
      check (fill, sqlite3_bind_int64 (stmt, i + 1, va_arg (args, gint64)));
    else if (format[i] == 't')
      check (fill, sqlite3_bind_text (stmt, i + 1, va_arg (args, const char *), -1, NULL));
    else
      {
        const void *bytes = va_arg (args, const void *);

        check (fill, sqlite3_bind_blob (stmt, i + 1, bytes, va_arg (args, int), NULL));
      }
  va_end (args);
  check (fill, sqlite3_step (stmt));
  check (fill, sqlite3_reset (stmt));
  return sqlite3_last_insert_rowid (fill->db);
}

static char *
make_name (Fill *fill)
{
  return g_strdup_printf (
      "%s %s%s", given_names[g_rand_int_range (fill->rand, 0, G_N_ELEMENTS (given_names))],
      family_starts[g_rand_int_range (fill->rand, 0, G_N_ELEMENTS (family_starts))],
      family_ends[g_rand_int_range (fill->rand, 0, G_N_ELEMENTS (family_ends))]);
}

static gint64
put_personal (Fill *fill, gint64 stay_id, gboolean is_name, const char *text,
              guint8 salt[KW_JOURNAL_SALT_BYTES])
{
  gint64 id = 0;

  for (guint i = 0; i < KW_JOURNAL_SALT_BYTES; i++)
    salt[i] = (guint8)g_rand_int (fill->rand);
  id = insert (fill, SQL_PERSONAL, "iibt", stay_id, (gint64)is_name, salt, KW_JOURNAL_SALT_BYTES,
               text);
  if (is_name)
    insert (fill, SQL_NAME_WORD, "it", id, text);
  return id;
}

/* @name: (nullable): the personal text of the row. */
static void
put_journal_row (Fill *fill, gint64 at_unix_s, KwJournalEvent event, gint64 card_id, gint64 stay_id,
                 const char *name)
{
  static const char *const operators[] = { "anna", "bernd", "chen", "night desk" };
  g_autoptr (KwJournalData) data = kw_journal_data_new ();
  g_autoptr (KwJournalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *data_text = NULL;
  g_autofree char *text = NULL;
  KwJournalHash hash = { { 0 } };
  gint64 personal_id = 0;
  KwJournalEntry fields;

  if (name != NULL)
    {
      guint8 salt[KW_JOURNAL_SALT_BYTES];

      personal_id = put_personal (fill, stay_id, /* is_name= */ FALSE, name, salt);
      hash = kw_journal_hash_personal (salt, name);
    }
  if (card_id != 0)
    kw_journal_data_put_int (data, "card", card_id);
  if (stay_id != 0)
    kw_journal_data_put_int (data, "stay", stay_id);
  data_text = kw_journal_data_dup_text (data);
  fields = (KwJournalEntry){
    .number = ++fill->journal_number,
    .at_unix_s = at_unix_s,
    .station = fill->station,
    .operator_name = operators[g_rand_int_range (fill->rand, 0, G_N_ELEMENTS (operators))],
    .event = event,
    .data = data_text,
    .n_personal = name != NULL,
    .personal = &hash,
    .previous = fill->journal_hash,
  };
  entry = kw_journal_entry_new (&fields, &error);
  g_assert_no_error (error);
  text = kw_journal_entry_dup_text (entry);
  insert (fill, SQL_JOURNAL, "iiitttbb", (gint64)entry->number, at_unix_s, (gint64)fill->station,
          entry->operator_name, kw_journal_event_to_string (event), text, entry->previous.bytes,
          KW_JOURNAL_HASH_BYTES, entry->hash.bytes, KW_JOURNAL_HASH_BYTES);
  if (personal_id != 0)
    insert (fill, SQL_JOURNAL_PERSONAL, "iii", (gint64)entry->number, (gint64)0, personal_id);
  fill->journal_hash = entry->hash;
}

static gint64
put_card (Fill *fill)
{
  const guint64 counter = ++fill->n_cards;
  guint8 uid[7] = { 0x04 };

  for (guint i = 0; i < 6; i++)
    uid[1 + i] = (guint8)(counter >> (8 * (5 - i)));
  return insert (fill, SQL_CARD, "iibt", (gint64)fill->station, (gint64)counter, uid, 7,
                 g_rand_int_range (fill->rand, 0, 4) == 0 ? "desfire" : "classic-1k");
}

typedef struct
{
  KwGrantKind kind;
  Door door;
  gint64 stay_id;
  gint64 holder_id;
  gint64 from_unix_s;
  gint64 until_unix_s;
  KwCredentialState state;
  gboolean is_alive;
} Credential;

static void
put_credential (Fill *fill, const Credential *what)
{
  const gint64 card_id = put_card (fill);
  const guint64 number = kw_credential_number_make (fill->station, ++fill->n_credentials);
  const gboolean is_tenant = what->kind == KW_GRANT_KIND_TENANT;
  const gboolean is_out = what->state == KW_CREDENTIAL_STATE_LOST;
  const gint64 grant_id = insert (fill, SQL_GRANT, "tiiiiii", kw_grant_kind_to_string (what->kind),
                                  (gint64)what->door.building, (gint64)what->door.floor,
                                  (gint64)what->door.number, (gint64)(is_tenant ? 1 : 0),
                                  what->from_unix_s - 900, what->until_unix_s);

  insert (fill, SQL_CREDENTIAL, "iiiiiitii", (gint64)number, card_id, grant_id,
          is_tenant ? what->from_unix_s : (gint64)0, what->stay_id, what->holder_id,
          kw_credential_state_to_string (what->state), what->from_unix_s,
          is_out ? what->until_unix_s : (gint64)0);
  if (is_tenant)
    insert (fill, SQL_CREDENTIAL_DOOR, "iiit", (gint64)number, (gint64)what->door.building,
            (gint64)what->door.number, what->is_alive ? "alive" : "superseded");
  put_journal_row (fill, what->from_unix_s, KW_JOURNAL_EVENT_CARD_ISSUED, card_id, what->stay_id,
                   NULL);
}

static KwCredentialState
choose_past_state (Fill *fill)
{
  const int dice = g_rand_int_range (fill->rand, 0, 100);

  return dice < 70   ? KW_CREDENTIAL_STATE_RETURNED
         : dice < 98 ? KW_CREDENTIAL_STATE_SUPERSEDED
                     : KW_CREDENTIAL_STATE_LOST;
}

static gint64
put_tenants (Fill *fill, gint64 stay_id, gint64 at_unix_s, KwJournalEvent event)
{
  const int n_tenants = g_rand_int_range (fill->rand, 1, 3);

  for (int i = 0; i < n_tenants; i++)
    {
      g_autofree char *name = make_name (fill);
      guint8 salt[KW_JOURNAL_SALT_BYTES];

      insert (fill, SQL_TENANT, "iii", stay_id, (gint64)i,
              put_personal (fill, stay_id, /* is_name= */ TRUE, name, salt));
      if (i == 0)
        put_journal_row (fill, at_unix_s, event, 0, stay_id, name);
    }
  return n_tenants;
}

/* @n_back: 0 = the room's last stay. */
static void
put_stay (Fill *fill, const Door *door, guint n_back, guint n_cards)
{
  const int kind = g_rand_int_range (fill->rand, 0, 10);
  const gboolean is_expected = n_back == 0 && kind == 0;
  const gboolean is_open = n_back == 0 && kind != 0;
  const gint64 until_unix_s = n_back > 0
                                  ? fill->now_unix_s - (gint64)n_back * N_DAYS_OF_STAY * DAY_S
                              : kind == 1 ? fill->now_unix_s - 3600
                              : kind < 4  ? fill->now_unix_s + 1800
                                          : fill->now_unix_s + (kind - 2) * DAY_S;
  const gint64 from_unix_s = is_expected ? fill->now_unix_s + 1200
                                         : until_unix_s - (N_DAYS_OF_STAY * DAY_S - 4 * 3600);
  const gint64 opened_unix_s = is_expected ? 0 : from_unix_s;
  const gint64 closed_unix_s = is_expected || is_open ? 0 : until_unix_s;
  g_autofree char *reference = g_strdup_printf ("B-%06u",
                                                g_rand_int_range (fill->rand, 0, 1000000));
  const KwStayState state = is_expected ? KW_STAY_STATE_EXPECTED
                            : is_open   ? KW_STAY_STATE_OPEN
                                        : KW_STAY_STATE_CLOSED;
  const gint64 stay_id = insert (fill, SQL_STAY, "tiiiit", kw_stay_state_to_string (state),
                                 from_unix_s, MAX (until_unix_s, from_unix_s + DAY_S),
                                 opened_unix_s, closed_unix_s, reference);
  Credential credential = { KW_GRANT_KIND_TENANT,
                            *door,
                            stay_id,
                            0,
                            from_unix_s,
                            MAX (until_unix_s, from_unix_s + DAY_S),
                            KW_CREDENTIAL_STATE_LIVE,
                            n_back == 0 };

  insert (fill, SQL_STAY_DOOR, "iii", stay_id, (gint64)door->building, (gint64)door->number);
  put_tenants (fill, stay_id, MIN (from_unix_s, fill->now_unix_s),
               is_expected ? KW_JOURNAL_EVENT_STAY_CREATED : KW_JOURNAL_EVENT_STAY_OPENED);
  if (is_expected)
    credential.from_unix_s = fill->now_unix_s;
  for (guint i = 0; i < n_cards; i++)
    {
      if (n_back > 0)
        credential.state = choose_past_state (fill);
      put_credential (fill, &credential);
    }
}

static void
put_staff (Fill *fill, guint n_staff)
{
  static const KwGrantKind kinds[] = { KW_GRANT_KIND_FLOOR, KW_GRANT_KIND_FLOOR,
                                       KW_GRANT_KIND_BUILDING, KW_GRANT_KIND_MASTER };

  for (guint i = 0; i < n_staff; i++)
    {
      const Door *door = &g_array_index (fill->doors, Door, i % fill->doors->len);
      g_autofree char *name = make_name (fill);
      guint8 salt[KW_JOURNAL_SALT_BYTES];
      Credential credential = { .kind = kinds[i % G_N_ELEMENTS (kinds)] };

      if (credential.kind != KW_GRANT_KIND_MASTER)
        credential.door.building = door->building;
      if (credential.kind == KW_GRANT_KIND_FLOOR)
        credential.door.floor = door->floor;
      credential.holder_id = put_personal (fill, 0, /* is_name= */ TRUE, name, salt);
      credential.from_unix_s = fill->now_unix_s - 30 * DAY_S;
      credential.until_unix_s = fill->now_unix_s + (gint64)(1 + i % 90) * DAY_S;
      credential.state = i % 10 == 9 ? KW_CREDENTIAL_STATE_RETURNED : KW_CREDENTIAL_STATE_LIVE;
      put_credential (fill, &credential);
    }
}

static void
load_doors (Fill *fill)
{
  sqlite3_stmt *stmt = NULL;

  fill->doors = g_array_new (FALSE, FALSE, sizeof (Door));
  check (fill, sqlite3_prepare_v2 (fill->db,
                                   "SELECT o.building, o.number, o.floor, EXISTS (SELECT 1"
                                   " FROM stay_door d JOIN stay s ON s.id = d.stay_id"
                                   " WHERE d.building = o.building AND d.door = o.number"
                                   " AND s.state <> 'closed') FROM door o"
                                   " WHERE o.is_retired = 0 ORDER BY o.building, o.number",
                                   -1, &stmt, NULL));
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      const Door door = { (guint)sqlite3_column_int (stmt, 0), (guint)sqlite3_column_int (stmt, 1),
                          (guint)sqlite3_column_int (stmt, 2), sqlite3_column_int (stmt, 3) != 0 };

      g_array_append_val (fill->doors, door);
    }
  sqlite3_finalize (stmt);
  g_assert_cmpuint (fill->doors->len, >, 0);
}

static void
load_journal_tail (Fill *fill)
{
  sqlite3_stmt *stmt = NULL;

  check (fill, sqlite3_prepare_v2 (fill->db,
                                   "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1",
                                   -1, &stmt, NULL));
  if (sqlite3_step (stmt) == SQLITE_ROW)
    {
      fill->journal_number = (guint64)sqlite3_column_int64 (stmt, 0);
      memcpy (fill->journal_hash.bytes, sqlite3_column_blob (stmt, 1), KW_JOURNAL_HASH_BYTES);
    }
  sqlite3_finalize (stmt);
}

static void
put_stays (Fill *fill, guint n_cards)
{
  const guint n_stays = (n_cards + N_CARDS_OF_STAY - 1) / N_CARDS_OF_STAY;

  for (guint i = n_stays; i-- > 0;)
    {
      const Door *door = &g_array_index (fill->doors, Door, i % fill->doors->len);
      const guint n_back = i / fill->doors->len + (door->is_taken ? 1 : 0);
      const guint n_left = n_cards - (n_stays - 1 - i) * N_CARDS_OF_STAY;

      put_stay (fill, door, n_back, MIN (n_left, N_CARDS_OF_STAY));
    }
}

static void
begin (Fill *fill, const char *path)
{
  check (fill, sqlite3_open (path, &fill->db));
  exec (fill, "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA foreign_keys = OFF;"
              "PRAGMA secure_delete = ON; BEGIN IMMEDIATE");
  for (int i = 0; i < SQL_N; i++)
    check (fill, sqlite3_prepare_v2 (fill->db, sql[i], -1, &fill->stmts[i], NULL));
  fill->station = (guint)query (fill, "SELECT value FROM setting WHERE key = 'station'");
  g_assert_cmpint (query (fill, "SELECT count(*) FROM card"), ==, 0);
}

static void
end (Fill *fill)
{
  g_autofree char *counters = g_strdup_printf (
      "INSERT OR REPLACE INTO setting VALUES ('card_counter', '%" G_GUINT64_FORMAT "'),"
      " ('credential_counter', '%" G_GUINT64_FORMAT "')",
      fill->n_cards, fill->n_credentials);

  for (int i = 0; i < SQL_N; i++)
    sqlite3_finalize (fill->stmts[i]);
  exec (fill, counters);
  exec (fill, "COMMIT; PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_cmpint (sqlite3_close (fill->db), ==, SQLITE_OK);
}

void
bench_fill (const char *register_path, guint n_cards, gint64 now_unix_s)
{
  const guint n_staff = MIN ((guint)((guint64)n_cards * STAFF_PER_MILLE / 1000), N_STAFF_MAX);
  Fill fill = { .now_unix_s = now_unix_s, .rand = g_rand_new_with_seed (SEED) };

  begin (&fill, register_path);
  load_doors (&fill);
  load_journal_tail (&fill);
  put_staff (&fill, n_staff);
  put_stays (&fill, n_cards - n_staff);
  put_journal_row (&fill, now_unix_s, KW_JOURNAL_EVENT_CLOCK_CONFIRMED, 0, 0, NULL);
  end (&fill);
  g_array_unref (fill.doors);
  g_rand_free (fill.rand);
}
