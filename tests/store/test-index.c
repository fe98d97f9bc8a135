/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store.h"

#include "fixture.h"
#include "kw-store-batch.h"
#include "kw-store-cancel-visit.h"
#include "kw-store-card-page.h"
#include "kw-store-issue.h"
#include "kw-store-journal-page.h"
#include "kw-store-journal.h"
#include "kw-store-lock-memory.h"
#include "kw-store-room.h"
#include "kw-store-search.h"
#include "kw-store-setting.h"
#include "kw-store-stay-page.h"
#include "kw-store-stay.h"

/* Every statement that the store ran, by its text. */
static GHashTable *statements;
static GMutex statements_mutex;

static int
on_statement_cb (unsigned int kind, void *unused, void *stmt, void *text)
{
  g_mutex_lock (&statements_mutex);
  if (statements != NULL)
    g_hash_table_add (statements, g_strdup (sqlite3_sql (stmt)));
  g_mutex_unlock (&statements_mutex);
  return 0;
}

static int
trace_connection (sqlite3 *handle, char **message, const void *api)
{
  return sqlite3_trace_v2 (handle, SQLITE_TRACE_STMT, on_statement_cb, NULL);
}

/* Lists of the window and of every act at the desk: what they read must not grow with the house's
 * history. Walking everything is for the property itself, verification and the digest. */
static gboolean
read_all_lists (KwStore *store, gpointer unused, GError **error)
{
  const KwDoorRef door = { 1, 305 };
  const guint8 uid[] = { 4, 1, 2, 3 };
  const KwStoreStayFilter stays[] = {
    { .limit = 0 }, { .door = door }, { .has_state = TRUE }, { .door = door, .has_state = TRUE }
  };
  const KwStoreCardFilter cards[] = {
    { .limit = 0 }, { .door = door }, { .has_state = TRUE }, { .door = door, .has_state = TRUE }
  };
  const KwStoreCredentialFilter credentials[] = { { .stay_id = 1 },
                                                  { .card_id = 1 },
                                                  { .door = door },
                                                  { .door = door, .is_alive_at_door = TRUE },
                                                  { .states = 3 } };
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GArray) visits = kw_store_cancel_visit_list_open (store, TEST_NOW_UNIX_S, error);
  g_autoptr (GArray) visits_of_one = kw_store_cancel_visit_list (store, 1, error);
  g_autoptr (KwBatch) batch = kw_store_batch_load (store, 1, error);
  g_autoptr (KwBatch) batch_of_card = kw_store_batch_load_by_card (store, 1, error);
  g_autoptr (GArray) bookings = kw_store_stay_list_bookings (store, door, error);
  const char *const references[] = { "B-17" };
  gint64 batch_card = 0;
  gint64 at_unix_s = 0;
  guint32 generation = 0;

  for (guint i = 0; i < G_N_ELEMENTS (stays); i++)
    g_ptr_array_add (lists, kw_store_stay_list (store, &stays[i], error));
  g_ptr_array_add (lists, kw_store_stay_list_overlapping (store, door, 0, 1, 0, 0, error));
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    g_ptr_array_add (lists, kw_store_card_list (store, &cards[i], error));
  for (guint i = 0; i < G_N_ELEMENTS (credentials); i++)
    g_ptr_array_add (lists, kw_store_credential_list (store, &credentials[i], error));
  g_ptr_array_add (lists, kw_store_issue_list_unresolved (store, error));
  g_ptr_array_add (lists, kw_store_issue_list_by_owner (store, "desk", error));
  g_ptr_array_add (lists, kw_store_issue_list_by_card (store, 1, error));
  g_ptr_array_add (lists, kw_store_batch_list_open (store, error));
  g_assert_true (kw_store_batch_find_card_of_issue (store, 1, &batch_card, error));
  g_ptr_array_add (lists, kw_store_journal_list (store, 1, 10, error));
  g_ptr_array_add (lists, kw_store_journal_list_personal (store, 1, error));
  for (guint i = 0; i < lists->len; i++)
    g_assert_nonnull (lists->pdata[i]);
  g_assert_nonnull (visits);
  g_assert_nonnull (batch);
  g_assert_nonnull (batch_of_card);
  g_assert_nonnull (visits_of_one);
  g_assert_nonnull (bookings);
  g_assert_true (kw_store_stay_list_referenced (store, references, 1, lists->pdata[0], error));
  g_assert_true (kw_store_journal_load_last_time (store, &at_unix_s, error));
  g_assert_true (
      kw_store_credential_load_highest_generation (store, &door, 1, 0, 0, &generation, error));
  g_assert_null (kw_store_card_load_by_uid (store, uid, sizeof uid, NULL));
  g_assert_null (kw_store_issue_load_unresolved_by_uid (store, uid, sizeof uid, NULL));
  g_assert_null (kw_store_credential_load_newest (store, 99, NULL));
  return TRUE;
}

/* The lists that page: keys and rows. */
static gboolean
read_all_pages (KwStore *store, gpointer unused, GError **error)
{
  static const KwStoreCardQuery cards[] = { { .states = 0 },
                                            { .states = 1u << KW_CREDENTIAL_STATE_LIVE },
                                            { .states = 1u << KW_CREDENTIAL_STATE_LOST },
                                            { .kinds = 1u << KW_GRANT_KIND_MASTER },
                                            { .kinds = 1u << KW_GRANT_KIND_MASTER,
                                              .order = KW_STORE_CARD_ORDER_HOLDER },
                                            { .door = { 1, 305 } },
                                            { .holder = "zoe" },
                                            { .stay_id = 1 },
                                            { .card_station = 7, .card_counter = 1 } };
  static const KwStoreJournalQuery journal[] = {
    { .events = 0 }, { .events = 3 }, { .operator_name = "anna" }, { .from_unix_s = 1 }
  };
  const guint64 key = 1;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  KwStoreRoomUse use = { .door = { 1, 305 } };
  g_autoptr (GPtrArray) rooms = kw_store_room_list (store, 1, 2, error);
  g_autoptr (GPtrArray) names = kw_store_search_names (store, "zoe", 10, error);

  g_assert_true (kw_store_room_count_use (store, 1, &use, 1, error));
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    g_assert_true (
        kw_store_card_list_keys (store, &cards[i], &(KwStoreCursor){ FALSE }, 9, keys, error));
  for (guint i = 0; i < G_N_ELEMENTS (journal); i++)
    g_assert_true (
        kw_store_journal_list_keys (store, &journal[i], &(KwStoreCursor){ FALSE }, 9, keys, error));
  for (int order = KW_STORE_STAY_ORDER_EXPECTED; order <= KW_STORE_STAY_ORDER_ALL; order++)
    g_assert_true (kw_store_stay_list_keys (store, (KwStoreStayOrder)order, G_MAXINT64,
                                            &(KwStoreCursor){ FALSE }, 9, keys, error));
  g_assert_cmpuint (keys->len, >=, 6);
  g_assert_true (kw_store_card_load_page (store, &key, 1, rows, error));
  g_assert_true (kw_store_journal_load_page (store, &key, 1, rows, error));
  kw_store_journal_page_row_free (rows->pdata[1]);
  g_assert_true (kw_store_stay_load_page (store, 1, &key, 1, rows, error));
  kw_store_stay_page_row_free (rows->pdata[2]);
  g_assert_true (kw_store_search_references (store, "B", 10, ids, error));
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpuint (rooms->len, ==, 4);
  g_assert_cmpuint (names->len, ==, 1);
  return TRUE;
}

static gboolean
write_one_of_each (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCard) card = ensure_card (store, 1);
  g_autoptr (KwCredential)
      credential = put_credential (store, card->id, put_stay (store, 305, 0, 2), 305, 306, 1);
  g_autoptr (GPtrArray) superseded = NULL;
  g_autoptr (KwStay) stay = kw_store_stay_load (store, 1, error);
  const KwStoreJournalDraft draft = { .at_unix_s = TEST_NOW_UNIX_S, .operator_name = "anna" };
  const KwStorePlace place = { KW_STORE_PLACE_DOOR, 1, 305 };
  KwStoreCancelVisit visit;

  return kw_store_credential_update (store, credential, error) &&
         kw_store_stay_update (store, stay, error) &&
         kw_store_credential_supersede (store, (KwDoorRef){ 1, 305 }, 2, &superseded, error) &&
         kw_store_cancel_visit_put (store, credential->number, 0, &place, error) &&
         kw_store_cancel_visit_find (store, credential->number, &place, &visit.id, error) &&
         kw_store_cancel_visit_load (store, visit.id, &visit, error) &&
         kw_store_cancel_visit_tick (store, visit.id, TEST_NOW_UNIX_S, error) &&
         kw_store_journal_append (store, &draft, NULL, error);
}

static gboolean
write_batches (KwStore *store, gpointer unused, GError **error)
{
  const KwBatchCard card = {
    .kind = KW_GRANT_KIND_FLOOR, .building = 1, .floor = 3, .until_unix_s = 9, .holder = "Maria"
  };
  const KwBatch fields = { .kind = KW_BATCH_KIND_STAFF, .n_cards = 1, .cards = &card };
  g_autoptr (KwBatch) batch = kw_batch_new (&fields, error);
  gint64 open = 0;
  gint64 ended = 0;

  return kw_store_batch_put (store, batch, &open, error) &&
         kw_store_batch_put (store, batch, &ended, error) &&
         kw_store_batch_put_blank (store, 1, error) &&
         kw_store_batch_put_skipped (store, 1, TRUE, NULL, error) &&
         kw_store_batch_forget_issue (store, 1, error) &&
         kw_store_batch_end (store, ended, TEST_NOW_UNIX_S, error);
}

static void
assert_indexed (sqlite3 *handle, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, explain, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      const char *step = (const char *)sqlite3_column_text (stmt, 3);

      /* An index of its own that holds only the rows wanted is walked, not searched. The list of
       * rooms shows every door of the house. */
      if (g_str_has_prefix (step, "SCAN ") && strstr (step, " INDEX ") == NULL &&
          strstr (step, "CONSTANT ROW") == NULL && !g_str_has_suffix (step, " journal") &&
          strcmp (step, "SCAN door") != 0)
        g_error ("%s: %s", step, sql);
    }
  sqlite3_finalize (stmt);
}

static void
test_lists_never_walk_a_table (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GHashTable) seen = NULL;
  sqlite3 *handle = NULL;
  GHashTableIter iter;
  gpointer sql = NULL;
  guint n_checked = 0;

  statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run (fixture->store, write_one_of_each, NULL);
  run (fixture->store, write_batches, NULL);
  run (fixture->store, read_all_lists, NULL);
  run (fixture->store, read_all_pages, NULL);
  close_store (fixture);

  seen = g_steal_pointer (&statements); /* what is run from here on is the test's own */
  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &sql, NULL))
    if (g_str_has_prefix (sql, "SELECT") || g_str_has_prefix (sql, "UPDATE"))
      {
        assert_indexed (handle, sql);
        n_checked++;
      }
  sqlite3_close (handle);
  g_test_message ("%u statements", n_checked);
  g_assert_cmpuint (n_checked, >, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sqlite3_auto_extension ((void (*) (void))trace_connection);
  ADD_TO ("index", "lists-never-walk-a-table", test_lists_never_walk_a_table);
  return g_test_run ();
}
