/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-store-card.h"
#include "kw-store-credential.h"
#include "kw-store-number.h"
#include "kw-store-property.h"
#include "kw-store-stay.h"
#include "kw-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* A register of one test's own, in a folder that goes. */
typedef struct
{
  char *folder;
  char *path;
  KwStore *store;
} Fixture;

#define TEST_STATION 7
#define TEST_NOW_UNIX_S 1800000000
#define DAY_S 86400

static inline void
remove_test_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Building 1 with floors 1 and 3 and doors 101, 305, 306, 307; one pool, one bank of two landings.
 */
static inline KwProperty *
new_test_property (void)
{
  const KwBuilding buildings[] = { { 1, "Main" } };
  const KwFloor floors[] = { { 1, 1, "EG" }, { 1, 3, "3" } };
  const KwDoor doors[] = {
    { 1, 1, 101, "0101" }, { 1, 3, 305, "0305A" }, { 1, 3, 306, "0306" }, { 1, 3, 307, "0307" }
  };
  const KwArea areas[] = { { 0, "pool", 1, 1, TRUE } };
  const KwLanding landings[] = { { 0, "EG", 1, 1 }, { 1, "3", 1, 3 } };
  const KwBank banks[] = { { 1, "front", 1, 2, landings } };
  const KwProperty fields = {
    .site = 42,
    .name = "Hotel zur Probe",
    .time_zone = "Europe/Berlin",
    .check_in_minute = 15 * 60,
    .check_out_minute = 11 * 60,
    .n_buildings = G_N_ELEMENTS (buildings),
    .buildings = buildings,
    .n_floors = G_N_ELEMENTS (floors),
    .floors = floors,
    .n_doors = G_N_ELEMENTS (doors),
    .doors = doors,
    .n_areas = G_N_ELEMENTS (areas),
    .areas = areas,
    .n_banks = G_N_ELEMENTS (banks),
    .banks = banks,
  };
  g_autoptr (GError) error = NULL;
  KwProperty *property = kw_property_new (&fields, &error);

  g_assert_no_error (error);
  return property;
}

static inline gboolean
set_up_house (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwProperty) property = new_test_property ();

  return kw_store_number_put_station (store, TEST_STATION, error) &&
         kw_store_property_put (store, property, error);
}

static inline void
run (KwStore *store, KwStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = kw_store_run (store, func, data, &error);

  g_assert_no_error (error);
  g_assert_true (is_done);
}

static inline void
fixture_set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("kw-store-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->store = kw_store_open (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->path = g_strdup (kw_store_get_path (fixture->store));
  run (fixture->store, set_up_house, NULL);
}

static inline void
close_store (Fixture *fixture)
{
  if (fixture->store != NULL)
    kw_store_close (fixture->store);
  g_clear_object (&fixture->store);
}

static inline void
fixture_tear_down (Fixture *fixture, gconstpointer unused)
{
  close_store (fixture);
  remove_test_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* Changes the file behind the program's back. */
static inline void
run_sql (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}

static inline gint64
query_int64 (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 value = 0;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
  return value;
}

/* A stay of @door from @from_day to @until_day, counted from TEST_NOW_UNIX_S. */
static inline gint64
put_stay (KwStore *store, guint door, int from_day, int until_day)
{
  const char *const tenants[] = { "Zoë Ångström", "Jürgen Öztürk", NULL };
  const KwStay fields = {
    .state = KW_STAY_STATE_OPEN,
    .n_doors = 1,
    .doors = { { 1, door } },
    .tenants = tenants,
    .from_unix_s = TEST_NOW_UNIX_S + from_day * DAY_S,
    .until_unix_s = TEST_NOW_UNIX_S + until_day * DAY_S,
    .opened_at_unix_s = TEST_NOW_UNIX_S,
    .reference = "B-1",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = kw_stay_new (&fields, &error);
  gint64 id = 0;

  g_assert_no_error (error);
  g_assert_true (kw_store_stay_put (store, stay, &id, &error));
  g_assert_no_error (error);
  return id;
}

/* A card whose UID ends with @last. */
static inline KwCard *
ensure_card (KwStore *store, guint8 last)
{
  const guint8 uid[] = { 4, 1, 2, 3, 4, 5, last };
  g_autoptr (GError) error = NULL;
  KwCard *card = kw_store_card_ensure (store, uid, sizeof uid, KW_MEDIUM_CLASSIC_1K, NULL, &error);

  g_assert_no_error (error);
  return card;
}

static inline KwGrant *
new_tenant_grant (guint door, guint extra_door)
{
  const KwGrant fields = {
    .kind = KW_GRANT_KIND_TENANT,
    .building = 1,
    .floor = 3,
    .door = door,
    .extra_doors = { extra_door },
    .areas = 1,
    .bank = 1,
    .floors = G_GUINT64_CONSTANT (0x8000000000000002),
    .valid_from_unix_s = TEST_NOW_UNIX_S - 900,
    .valid_until_unix_s = TEST_NOW_UNIX_S + 3 * DAY_S,
  };
  g_autoptr (GError) error = NULL;
  KwGrant *grant = kw_grant_new (&fields, &error);

  g_assert_no_error (error);
  return grant;
}

static inline KwCredential *
new_credential (const KwCredential *fields)
{
  g_autoptr (GError) error = NULL;
  KwCredential *credential = kw_credential_new (fields, &error);

  g_assert_no_error (error);
  return credential;
}

/* A live tenant credential of this station, stored. */
static inline KwCredential *
put_credential (KwStore *store, gint64 card_id, gint64 stay_id, guint door, guint extra_door,
                guint32 generation)
{
  g_autoptr (KwGrant) grant = new_tenant_grant (door, extra_door);
  g_autoptr (KwCredential) credential = NULL;
  g_autoptr (GError) error = NULL;
  KwCredential fields = {
    .card_id = card_id,
    .grant = grant,
    .generation = generation,
    .key_version = 1,
    .stay_id = stay_id,
    .state = KW_CREDENTIAL_STATE_LIVE,
    .issued_at_unix_s = TEST_NOW_UNIX_S,
  };

  g_assert_true (kw_store_number_take_credential (store, &fields.number, &error));
  credential = new_credential (&fields);
  g_assert_true (kw_store_credential_put (store, credential, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&credential);
}

#define ADD_TO(folder, name, function)                                                             \
  g_test_add ("/store/" folder "/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
