/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store.h"

#include "fixture.h"
#include "kw-store-digest.h"
#include "kw-store-issue.h"
#include "kw-store-journal.h"
#include "kw-store-lock-memory.h"

#define V1_DIGEST "6126363fefe5afd0fdd44e182ab9c2c2939ccf189c6b6bf5580ef0b0a8c918c5"

/* A folder with the register that an older version left. */
static void
old_set_up (Fixture *fixture, gconstpointer file_name)
{
  g_autofree char *sql_path = g_test_build_filename (G_TEST_DIST, "store", "fixtures", file_name,
                                                     NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("kw-store-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "register.db", NULL);
  g_assert_true (g_file_get_contents (sql_path, &sql, NULL, &error));
  run_sql (fixture->path, sql);
  fixture->store = kw_store_open (fixture->folder, &error);
  g_assert_no_error (error);
}

static char *
load_schema (const char *path)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *stmt = NULL;
  GString *schema = g_string_new (NULL);

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
                                       " ORDER BY type, name",
                                       -1, &stmt, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_string_append_printf (schema, "%s;\n", sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
  return g_string_free (schema, /* free_segment= */ FALSE);
}

/* Also holds the numbered files to their word that they never change. */
static void
test_an_old_register_becomes_like_a_new_one (Fixture *fixture, gconstpointer unused)
{
  Fixture fresh = { NULL };
  g_autofree char *expected = NULL;
  g_autofree char *schema = NULL;

  fixture_set_up (&fresh, NULL);
  expected = load_schema (fresh.path);
  schema = load_schema (fixture->path);
  fixture_tear_down (&fresh, NULL);

  g_assert_cmpstr (schema, ==, expected);
}

static gboolean
check_content (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwProperty) property = kw_store_property_load (store, error);
  g_autoptr (KwProperty) expected = new_test_property ();
  g_autoptr (KwStay) stay = kw_store_stay_load (store, 1, error);
  g_autoptr (KwStay) erased = kw_store_stay_load (store, 2, error);
  g_autoptr (GPtrArray) cards = kw_store_card_list (store, &(KwStoreCardFilter){ 0 }, error);
  g_autoptr (GPtrArray) issues = kw_store_issue_list_unresolved (store, error);
  g_autoptr (GBytes) memory = kw_store_lock_memory_load (store, "door 1/305", error);
  g_autofree char *digest = kw_store_digest_load (store, error);
  const KwStoreCardRow *staff = NULL;
  guint64 n_rows = 0;

  g_assert_true (kw_property_equal (property, expected));
  g_assert_cmpstr (stay->tenants[0], ==, "Zoë Ångström");
  g_assert_null (erased->tenants[0]);
  g_assert_cmpuint (cards->len, ==, 2);
  staff = cards->pdata[1];
  g_assert_cmpstr (staff->newest->holder, ==, "Oyelaran Adébáyọ̀");
  g_assert_cmpuint (issues->len, ==, 1);
  g_assert_cmpuint (g_bytes_get_size (memory), ==, 4);
  g_assert_cmpstr (digest, ==, V1_DIGEST);
  g_assert_true (kw_store_journal_verify (store, &n_rows, error));
  g_assert_cmpuint (n_rows, ==, 3);
  return TRUE;
}

static void
test_everything_in_it_is_still_there (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_content, NULL);
}

static gboolean
take_number (KwStore *store, gpointer out_number, GError **error)
{
  return kw_store_number_take_credential (store, out_number, error);
}

static void
test_numbers_go_on_where_it_stopped (Fixture *fixture, gconstpointer unused)
{
  guint64 number = 0;

  run (fixture->store, take_number, &number);

  g_assert_cmpuint (number, ==, kw_credential_number_make (TEST_STATION, 3));
}

#define ADD_OLD(version, name, function)                                                           \
  g_test_add ("/store/released/" version "/" name, Fixture, version ".sql", old_set_up, function,  \
              fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_OLD ("v1", "an-old-register-becomes-like-a-new-one",
           test_an_old_register_becomes_like_a_new_one);
  ADD_OLD ("v1", "everything-in-it-is-still-there", test_everything_in_it_is_still_there);
  ADD_OLD ("v1", "numbers-go-on-where-it-stopped", test_numbers_go_on_where_it_stopped);
  return g_test_run ();
}
