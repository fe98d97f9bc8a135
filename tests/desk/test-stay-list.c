/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-stay-list.h"

#include "list-probe.h"

#define N_SHOWN 100

static void
filled_set_up (Fixture *fixture, gconstpointer unused)
{
  fixture_set_up (fixture, unused);
  register_fill (fixture, 4000);
}

static void
assert_shows (ListProbe *probe, Fixture *fixture, const char *sql)
{
  g_autoptr (GArray) expected = register_list (fixture, sql);

  g_assert_cmpuint (expected->len, >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (probe->model), ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    {
      g_autoptr (KwDeskStayRow) row = g_list_model_get_item (probe->model, i);

      g_assert_cmpint (kw_desk_stay_row_get_stay (row)->id, ==,
                       g_array_index (expected, gint64, i));
    }
}

static void
test_each_filter_gives_what_plain_sql_gives (Fixture *fixture, gconstpointer unused)
{
  static const char *const sql[KW_DESK_STAY_FILTER_N] = {
    [KW_DESK_STAY_FILTER_ARRIVALS] = "SELECT id FROM stay WHERE state = 'expected'"
                                     " ORDER BY from_unix_s, id",
    [KW_DESK_STAY_FILTER_IN_HOUSE] = "SELECT id FROM stay WHERE state = 'open'"
                                     " ORDER BY until_unix_s, id",
    /* Sunday ends at 23:00 UTC in Berlin. */
    [KW_DESK_STAY_FILTER_DEPARTURES] = "SELECT id FROM stay WHERE state = 'open'"
                                       " AND until_unix_s < 1795348800 + 11 * 3600"
                                       " ORDER BY until_unix_s, id",
    [KW_DESK_STAY_FILTER_ALL] = "SELECT id FROM stay ORDER BY from_unix_s DESC, id DESC",
  };
  g_autoptr (ListProbe) probe = NULL;

  register_exec (fixture, "UPDATE stay SET until_unix_s = 1795348800 + id % 40 * 3600"
                          " WHERE state = 'open' AND from_unix_s < 1795348800");
  probe = list_probe_new (kw_desk_stay_list_new (fixture->desk, KW_DESK_STAY_FILTER_ALL), N_SHOWN);
  for (int filter = KW_DESK_STAY_FILTER_N; filter-- > 0;)
    {
      g_object_set (probe->model, "filter", filter, NULL);
      list_probe_wait_loaded (probe);

      list_probe_check (probe);
      assert_shows (probe, fixture, sql[filter]);
    }
}

static void
test_a_day_later_other_stays_are_due_out (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe) probe = list_probe_new (
      kw_desk_stay_list_new (fixture->desk, KW_DESK_STAY_FILTER_DEPARTURES), N_SHOWN);
  guint n_before = 0;

  list_probe_wait_loaded (probe);
  n_before = probe->items->len;
  fixture->now_unix_s += 3 * 86400;
  WAIT_UNTIL (probe->items->len > n_before);

  list_probe_check (probe);
}

static void
test_rows_count_cards_and_those_at_old_doors (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe) probe = NULL;
  g_autoptr (KwDeskStayRow) row = NULL;
  g_autofree char *sql = NULL;
  gint64 stay_id = 0;
  guint position = 0;

  register_fill (fixture, 1000);
  stay_id = register_query (fixture, "SELECT c.stay_id FROM credential c JOIN access_grant g"
                                     " ON g.id = c.grant_id JOIN stay s ON s.id = c.stay_id"
                                     " WHERE c.state = 'live' AND s.state = 'open'"
                                     " AND g.valid_until_unix_s > 1795348800"
                                     " ORDER BY c.number DESC LIMIT 1");
  probe = list_probe_new (kw_desk_stay_list_new (fixture->desk, KW_DESK_STAY_FILTER_IN_HOUSE),
                          9999);
  list_probe_wait_loaded (probe);
  g_assert_true (kw_desk_stay_list_find (KW_DESK_STAY_LIST (probe->model), stay_id, &position));
  row = g_object_ref (probe->items->pdata[position]);
  g_assert_cmpuint (kw_desk_stay_row_get_n_live_cards (row), ==, 2);
  g_assert_cmpuint (kw_desk_stay_row_get_n_cards_at_old_door (row), ==, 0);
  g_assert_cmpstr (kw_desk_stay_row_get_rooms (row), !=, "");
  g_assert_cmpstr (kw_desk_stay_row_get_tenants (row), !=, "");

  probe->n_changed = 0;
  sql = g_strdup_printf ("PRAGMA foreign_keys = OFF; UPDATE stay_door SET door = 999"
                         " WHERE stay_id = %" G_GINT64_FORMAT,
                         stay_id);
  register_exec (fixture, sql);
  WAIT_UNTIL (probe->n_changed > 0);

  g_assert_cmpuint (probe->n_changed, ==, 1);
  g_assert_cmpuint (kw_desk_stay_row_get_n_live_cards (probe->items->pdata[position]), ==, 2);
  g_assert_cmpuint (kw_desk_stay_row_get_n_cards_at_old_door (probe->items->pdata[position]), ==,
                    2);
}

static void
test_a_stay_that_is_opened_comes_in_its_place (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe) probe = list_probe_new (
      kw_desk_stay_list_new (fixture->desk, KW_DESK_STAY_FILTER_IN_HOUSE), N_SHOWN);
  g_autoptr (KwStay) stay = NULL;
  guint n_before = 0;
  guint position = 0;

  list_probe_wait_loaded (probe);
  n_before = probe->items->len;
  probe->n_signals = 0;
  stay = fixture_open_stay (fixture, "310", 0, 24, "a test", NULL);
  g_assert_nonnull (stay);
  WAIT_UNTIL (probe->items->len == n_before + 1);

  g_assert_cmpuint (probe->n_signals, ==, 1);
  g_assert_true (kw_desk_stay_list_find (KW_DESK_STAY_LIST (probe->model), stay->id, &position));
  assert_shows (probe, fixture,
                "SELECT id FROM stay WHERE state = 'open' ORDER BY until_unix_s, id");
}

/* GtkListView asks for every row that is announced together with a removal: it would be asked for
 * 100000 here. */
static void
test_another_filter_asks_for_no_more_than_is_seen (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe) probe = NULL;

  register_exec (fixture, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                          " WHERE i < 100000) INSERT INTO stay (state, from_unix_s, until_unix_s,"
                          " opened_at_unix_s, closed_at_unix_s) SELECT iif (i % 2, 'open',"
                          " 'closed'), i, i + 100, 1, iif (i % 2, NULL, 2) FROM n");
  register_exec (fixture, "INSERT INTO stay_door SELECT id, 0, 1, 305 FROM stay"
                          " WHERE from_unix_s < 1000000");
  probe = list_probe_new (kw_desk_stay_list_new (fixture->desk, KW_DESK_STAY_FILTER_ALL), N_SHOWN);
  list_probe_wait_loaded (probe);
  g_assert_cmpuint (probe->items->len, >, 100000);
  g_assert_cmpuint (probe->n_asked, ==, N_SHOWN);
  kw_desk_stay_list_set_filter (KW_DESK_STAY_LIST (probe->model), KW_DESK_STAY_FILTER_IN_HOUSE);
  list_probe_wait_loaded (probe);

  g_assert_cmpuint (probe->items->len, >, 50000);
  g_assert_cmpuint (probe->n_asked, ==, 2 * N_SHOWN);
  g_assert_cmpuint (probe->n_signals, ==, 3);
  list_probe_check (probe);

  /* Many that come at once are a new list, not rows that came. */
  register_exec (fixture, "UPDATE stay SET state = 'open', closed_at_unix_s = NULL"
                          " WHERE state = 'closed'");
  WAIT_UNTIL (probe->items->len > 100000);
  g_assert_cmpuint (probe->n_asked, ==, 3 * N_SHOWN);
  list_probe_check (probe);
}

#define ADD(name, set_up, function)                                                                \
  g_test_add ("/desk/stay-list/" name, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("each-filter-gives-what-plain-sql-gives", filled_set_up,
       test_each_filter_gives_what_plain_sql_gives);
  ADD ("a-day-later-other-stays-are-due-out", fixture_set_up,
       test_a_day_later_other_stays_are_due_out);
  ADD ("rows-count-cards-and-those-at-old-doors", fixture_set_up,
       test_rows_count_cards_and_those_at_old_doors);
  ADD ("a-stay-that-is-opened-comes-in-its-place", fixture_set_up,
       test_a_stay_that_is_opened_comes_in_its_place);
  ADD ("another-filter-asks-for-no-more-than-is-seen", fixture_set_up,
       test_another_filter_asks_for_no_more_than_is_seen);
  return g_test_run ();
}
