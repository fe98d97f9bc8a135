/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-card-list.h"
#include "kw-desk-staff.h"

#include "list-probe.h"

#define N_CARDS 20000
#define N_SHOWN 200

/* What was written last on each card, and its kind, the plain way. */
#define NEWEST                                                                                     \
  "SELECT c.number FROM credential c JOIN access_grant g ON g.id = c.grant_id"                     \
  " WHERE c.number = (SELECT n.number FROM credential n WHERE n.card_id = c.card_id"               \
  " AND n.state <> 'failed' ORDER BY n.issued_at_unix_s DESC, n.number DESC LIMIT 1)"
#define ORDER " ORDER BY c.issued_at_unix_s DESC, c.number DESC"

static void
filled_set_up (Fixture *fixture, gconstpointer unused)
{
  fixture_set_up (fixture, unused);
  register_fill (fixture, N_CARDS);
}

static void
few_set_up (Fixture *fixture, gconstpointer unused)
{
  fixture_set_up (fixture, unused);
  register_fill (fixture, 1000);
}

static guint64
get_number (ListProbe *probe, guint position)
{
  g_autoptr (KwDeskCardItem) item = g_list_model_get_item (probe->model, position);

  g_assert_nonnull (kw_desk_card_item_get_credential (item));
  return kw_desk_card_item_get_credential (item)->number;
}

static void
assert_shows (ListProbe *probe, Fixture *fixture, const char *sql)
{
  g_autoptr (GArray) expected = register_list (fixture, sql);

  g_assert_cmpuint (g_list_model_get_n_items (probe->model), ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    g_assert_cmpuint (get_number (probe, i), ==, (guint64)g_array_index (expected, gint64, i));
}

static void
test_every_card_is_shown_last_issued_first (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe)
      probe = list_probe_new (kw_desk_card_list_new (fixture->desk, NULL), N_SHOWN);

  g_assert_cmpuint (g_list_model_get_n_items (probe->model), ==, 0);
  list_probe_wait_loaded (probe);

  g_assert_cmpuint (g_list_model_get_n_items (probe->model), ==, N_CARDS);
  g_assert_cmpuint (probe->n_asked, <=, N_SHOWN);
  list_probe_check (probe);
  assert_shows (probe, fixture, NEWEST ORDER);
}

typedef struct
{
  KwDeskCardFilter filter;
  const char *sql;
} FilterCase;

#define LIVE (1u << KW_CREDENTIAL_STATE_LIVE)
#define LOST (1u << KW_CREDENTIAL_STATE_LOST)
#define KIND(kind) (1u << KW_GRANT_KIND_##kind)

static const FilterCase filter_cases[] = {
  { { .door = { 1, 305 } },
    NEWEST " AND EXISTS (SELECT 1 FROM credential_door d WHERE d.credential = c.number"
           " AND d.building = 1 AND d.door = 305)" ORDER },
  { { .states = LIVE }, NEWEST " AND c.state = 'live'" ORDER },
  { { .states = LOST }, NEWEST " AND c.state = 'lost'" ORDER },
  { { .states = LIVE | LOST }, NEWEST " AND c.state IN ('live', 'lost')" ORDER },
  { { .door = { 1, 305 }, .states = LIVE },
    NEWEST " AND c.state = 'live' AND EXISTS (SELECT 1 FROM credential_door d"
           " WHERE d.credential = c.number AND d.building = 1 AND d.door = 305)" ORDER },
  { { .kinds = KW_DESK_CARD_KINDS_TENANT }, NEWEST " AND g.kind = 'tenant'" ORDER },
  { { .kinds = KW_DESK_CARD_KINDS_STAFF },
    NEWEST " AND g.kind IN ('floor', 'building', 'master', 'emergency')" ORDER },
  { { .kinds = KIND (MASTER), .states = LIVE },
    NEWEST " AND g.kind = 'master' AND c.state = 'live'" ORDER },
  { { .kinds = KIND (TENANT) | KIND (MASTER) },
    NEWEST " AND g.kind IN ('tenant', 'master')" ORDER },
  { { .stay_id = 77 }, "SELECT number FROM credential c WHERE stay_id = 77" ORDER },
  { { .card_label = "1-42" },
    "SELECT c.number FROM credential c JOIN card k ON k.id = c.card_id"
    " WHERE k.number_station = 1 AND k.number_counter = 42" ORDER },
  { { .card_label = "no number" }, "SELECT 1 WHERE 0" },
  { { .card_label = "1-99999999" }, "SELECT 1 WHERE 0" },
  { { .holder = "JOSE" },
    NEWEST " AND c.holder_personal_id IN (SELECT id FROM personal WHERE text LIKE 'José %' OR text "
           "LIKE '% Jose%')" ORDER },
  { { .holder = "jos" },
    NEWEST " AND c.holder_personal_id IN (SELECT id FROM personal WHERE text LIKE 'José %' OR text "
           "LIKE '% Jos%')" ORDER },
  { { .holder = "mul an" },
    NEWEST
    " AND c.holder_personal_id IN (SELECT id FROM personal WHERE text LIKE 'An% Mül%')" ORDER },
  { { .holder = "-'*\"" }, "SELECT 1 WHERE 0" },
  { { .expires_within_days = 7 },
    NEWEST " AND c.state = 'live' AND g.kind <> 'tenant'"
           /* Sunday ends at 23:00 UTC in Berlin. */
           " AND g.valid_until_unix_s BETWEEN 1795348800 AND 1795348800 + 11 * 3600 + 7 * 86400 - "
           "1" ORDER },
};

static void
test_each_filter_gives_what_plain_sql_gives (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe)
      probe = list_probe_new (kw_desk_card_list_new (fixture->desk, NULL), N_SHOWN);
  guint n_rows = 0;

  for (guint i = 0; i < G_N_ELEMENTS (filter_cases); i++)
    {
      kw_desk_card_list_set_filter (KW_DESK_CARD_LIST (probe->model), &filter_cases[i].filter);
      g_assert_cmpuint (g_list_model_get_n_items (probe->model), ==, 0);
      list_probe_wait_loaded (probe);

      list_probe_check (probe);
      assert_shows (probe, fixture, filter_cases[i].sql);
      n_rows += g_list_model_get_n_items (probe->model);
    }
  g_assert_cmpuint (n_rows, >, 1000); /* they did not all find nothing */
}

#define STAFF NEWEST " AND g.kind IN ('floor', 'building', 'master', 'emergency')"
/* Those that ended before now come last, the last ended first. */
#define BY_END                                                                                     \
  " ORDER BY g.valid_until_unix_s <= 1795348800,"                                                  \
  " CASE WHEN g.valid_until_unix_s <= 1795348800 THEN -g.valid_until_unix_s"                       \
  " ELSE g.valid_until_unix_s END, c.number"

static void
test_staff_cards_are_sorted_by_their_end (Fixture *fixture, gconstpointer unused)
{
  const FilterCase cases[] = {
    { { .order = KW_DESK_CARD_ORDER_ENDING }, STAFF BY_END },
    { { .order = KW_DESK_CARD_ORDER_ENDING, .states = LIVE, .kinds = KIND (FLOOR) | KIND (MASTER) },
      NEWEST " AND c.state = 'live' AND g.kind IN ('floor', 'master')" BY_END },
    { { .order = KW_DESK_CARD_ORDER_ENDING, .expires_within_days = 7 },
      STAFF " AND c.state = 'live'"
            " AND g.valid_until_unix_s BETWEEN 1795348800 AND 1795348800 + 11 * 3600 + 7 * 86400"
            " - 1" BY_END },
  };
  g_autoptr (ListProbe)
      probe = list_probe_new (kw_desk_card_list_new (fixture->desk, NULL), N_SHOWN);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      kw_desk_card_list_set_filter (KW_DESK_CARD_LIST (probe->model), &cases[i].filter);
      list_probe_wait_loaded (probe);
      list_probe_check (probe);
      assert_shows (probe, fixture, cases[i].sql);
      g_assert_cmpuint (g_list_model_get_n_items (probe->model), >, 1);
    }
}

static void
assert_in_order (Fixture *fixture, KwDeskCardItem *before, KwDeskCardItem *after)
{
  const char *holder = kw_desk_card_item_get_holder (before);
  const char *next = kw_desk_card_item_get_holder (after);
  const gint64 until_unix_s = kw_desk_card_item_get_credential (before)->grant->valid_until_unix_s;
  const gint64 next_unix_s = kw_desk_card_item_get_credential (after)->grant->valid_until_unix_s;

  if (next == NULL)
    return;
  g_assert_nonnull (holder);
  g_assert_cmpint (g_utf8_collate (holder, next), <=, 0);
  if (g_str_equal (holder, next) && next_unix_s > fixture->now_unix_s)
    g_assert_cmpint (until_unix_s, <=, next_unix_s);
}

static void
test_the_cards_of_one_holder_stand_together (Fixture *fixture, gconstpointer unused)
{
  const KwDeskCardFilter filter = { .order = KW_DESK_CARD_ORDER_HOLDER };
  g_autoptr (GArray) staff = register_list (fixture, STAFF);
  g_autoptr (ListProbe)
      probe = list_probe_new (kw_desk_card_list_new (fixture->desk, &filter), N_SHOWN);

  list_probe_wait_loaded (probe);
  g_assert_cmpuint (g_list_model_get_n_items (probe->model), ==, staff->len);
  for (guint i = 1; i < staff->len; i++)
    {
      g_autoptr (KwDeskCardItem) before = g_list_model_get_item (probe->model, i - 1);
      g_autoptr (KwDeskCardItem) after = g_list_model_get_item (probe->model, i);

      assert_in_order (fixture, before, after);
    }
}

/* The mark in a list and the list of those that are marked are one rule. */
static void
test_what_ends_soon_is_what_is_listed_so (Fixture *fixture, gconstpointer unused)
{
  const KwDeskCardFilter every = { .states = LIVE, .order = KW_DESK_CARD_ORDER_ENDING };
  const KwDeskCardFilter soon = { .expires_within_days = KW_DESK_STAFF_SOON_DAYS };
  g_autoptr (ListProbe)
      probe = list_probe_new (kw_desk_card_list_new (fixture->desk, &every), N_SHOWN);
  guint n_soon = 0;

  list_probe_wait_loaded (probe);
  for (guint i = 0; i < g_list_model_get_n_items (probe->model); i++)
    {
      g_autoptr (KwDeskCardItem) item = g_list_model_get_item (probe->model, i);

      n_soon += kw_desk_staff_ends_soon (fixture->desk, kw_desk_card_item_get_credential (item));
    }
  kw_desk_card_list_set_filter (KW_DESK_CARD_LIST (probe->model), &soon);
  list_probe_wait_loaded (probe);

  g_assert_cmpuint (n_soon, >, 0);
  g_assert_cmpuint (n_soon, ==, g_list_model_get_n_items (probe->model));
}

static void
test_a_row_says_what_the_register_says (Fixture *fixture, gconstpointer unused)
{
  const KwDeskCardFilter filter = { .card_label = "1-42" };
  g_autoptr (ListProbe)
      probe = list_probe_new (kw_desk_card_list_new (fixture->desk, &filter), N_SHOWN);
  g_autoptr (KwDeskCardItem) item = NULL;
  g_autofree char *label = NULL;
  g_autofree char *place = NULL;
  guint64 number = 0;
  guint position = 99;
  int kind = -1;

  list_probe_wait_loaded (probe);
  item = g_list_model_get_item (probe->model, 0);
  g_object_get (item, "label", &label, "place", &place, "kind", &kind, "credential-number", &number,
                NULL);

  g_assert_cmpstr (label, ==, "1-42");
  g_assert_cmpint (kind, ==, KW_GRANT_KIND_TENANT);
  g_assert_nonnull (kw_desk_card_item_get_tenant (item));
  g_assert_cmpstr (place, !=, "");
  g_assert_true (kw_desk_card_list_find (KW_DESK_CARD_LIST (probe->model), number, &position));
  g_assert_cmpuint (position, ==, 0);
  g_assert_false (kw_desk_card_list_find (KW_DESK_CARD_LIST (probe->model), 1, &position));
}

/* Another program reports a card lost: its row alone is another one, in the same place. */
static void
test_a_change_by_another_program_replaces_one_row (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe)
      probe = list_probe_new (kw_desk_card_list_new (fixture->desk, NULL), N_SHOWN);
  g_autofree char *sql = NULL;
  guint64 number = 0;

  list_probe_wait_loaded (probe);
  number = get_number (probe, 10);
  sql = g_strdup_printf ("UPDATE credential SET state = 'lost' WHERE number = %" G_GUINT64_FORMAT,
                         number);
  probe->n_signals = 0;
  register_exec (fixture, sql);
  WAIT_UNTIL (probe->n_signals > 0);

  g_assert_cmpuint (probe->n_signals, ==, 1);
  g_assert_cmpuint (probe->n_changed, ==, 1);
  g_assert_cmpuint (get_number (probe, 10), ==, number);
  list_probe_check (probe);
  {
    g_autoptr (KwDeskCardItem) item = g_list_model_get_item (probe->model, 10);

    g_assert_cmpint (kw_desk_card_item_get_credential (item)->state, ==, KW_CREDENTIAL_STATE_LOST);
  }
}

static void
test_rows_come_and_go_in_their_places (Fixture *fixture, gconstpointer unused)
{
  const KwDeskCardFilter filter = { .states = LIVE };
  g_autoptr (ListProbe)
      probe = list_probe_new (kw_desk_card_list_new (fixture->desk, &filter), N_SHOWN);
  guint n_before = 0;

  list_probe_wait_loaded (probe);
  n_before = g_list_model_get_n_items (probe->model);
  probe->n_signals = 0;
  /* Three go, at the start, in the middle and at the end; two come back from elsewhere. */
  register_exec (fixture, "UPDATE credential SET state = 'returned' WHERE number IN"
                          " (SELECT number FROM credential WHERE state = 'live'"
                          "  ORDER BY issued_at_unix_s DESC, number DESC LIMIT 1);"
                          "UPDATE credential SET state = 'returned' WHERE number IN"
                          " (SELECT number FROM credential WHERE state = 'live'"
                          "  ORDER BY issued_at_unix_s, number LIMIT 1);"
                          "UPDATE credential SET state = 'live' WHERE number IN"
                          " (SELECT number FROM credential WHERE state = 'superseded'"
                          "  ORDER BY issued_at_unix_s DESC, number DESC LIMIT 2)");
  WAIT_UNTIL (probe->n_signals > 0 && g_list_model_get_n_items (probe->model) == n_before);

  list_probe_check (probe);
  assert_shows (probe, fixture, NEWEST " AND c.state = 'live'" ORDER);
  g_assert_cmpuint (probe->n_signals, <=, 8);
}

/* What a view holds stays the object it is unless it changed. */
static void
test_a_commit_elsewhere_leaves_the_rows_alone (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe)
      probe = list_probe_new (kw_desk_card_list_new (fixture->desk, NULL), N_SHOWN);
  g_autoptr (KwStay) stay = NULL;
  g_autoptr (GError) error = NULL;

  list_probe_wait_loaded (probe);
  probe->n_signals = 0;
  stay = fixture_open_stay (fixture, "310", 0, 24, "a test", &error);
  g_assert_no_error (error);
  for (gint64 end_us = g_get_monotonic_time () + 1500000; g_get_monotonic_time () < end_us;)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);

  g_assert_cmpuint (probe->n_signals, ==, 0);
  list_probe_check (probe);
}

static void
test_a_list_outlives_its_desk (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe)
      probe = list_probe_new (kw_desk_card_list_new (fixture->desk, NULL), N_SHOWN);
  g_autoptr (KwDeskCardItem) item = NULL;

  list_probe_wait_loaded (probe);
  fixture_reopen (fixture);
  item = g_list_model_get_item (probe->model, 900);

  g_assert_nonnull (item);
  g_assert_null (kw_desk_card_item_get_credential (item));
  g_assert_cmpstr (kw_desk_card_item_get_label (item), ==, "");
}

#define ADD(name, set_up, function)                                                                \
  g_test_add ("/desk/card-list/" name, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("every-card-is-shown-last-issued-first", filled_set_up,
       test_every_card_is_shown_last_issued_first);
  ADD ("each-filter-gives-what-plain-sql-gives", filled_set_up,
       test_each_filter_gives_what_plain_sql_gives);
  ADD ("staff-cards-are-sorted-by-their-end", few_set_up, test_staff_cards_are_sorted_by_their_end);
  ADD ("the-cards-of-one-holder-stand-together", few_set_up,
       test_the_cards_of_one_holder_stand_together);
  ADD ("what-ends-soon-is-what-is-listed-so", few_set_up, test_what_ends_soon_is_what_is_listed_so);
  ADD ("a-row-says-what-the-register-says", few_set_up, test_a_row_says_what_the_register_says);
  ADD ("a-change-by-another-program-replaces-one-row", few_set_up,
       test_a_change_by_another_program_replaces_one_row);
  ADD ("rows-come-and-go-in-their-places", few_set_up, test_rows_come_and_go_in_their_places);
  ADD ("a-commit-elsewhere-leaves-the-rows-alone", few_set_up,
       test_a_commit_elsewhere_leaves_the_rows_alone);
  ADD ("a-list-outlives-its-desk", few_set_up, test_a_list_outlives_its_desk);
  return g_test_run ();
}
