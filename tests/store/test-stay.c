/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-stay.h"

#include "fixture.h"

static gboolean
check_a_stay_comes_back (KwStore *store, gpointer unused, GError **error)
{
  const char *const tenants[] = { "Nguyễn Thị Hoa", NULL };
  const KwStay fields = {
    .state = KW_STAY_STATE_EXPECTED,
    .n_doors = 3,
    .doors = { { 1, 306 }, { 1, 305 }, { 1, 101 } },
    .tenants = tenants,
    .from_unix_s = TEST_NOW_UNIX_S,
    .until_unix_s = TEST_NOW_UNIX_S + DAY_S,
  };
  g_autoptr (KwStay) stay = kw_stay_new (&fields, error);
  g_autoptr (KwStay) loaded = NULL;
  g_autoptr (KwStay) expected = NULL;
  KwStay with_id = *stay;

  g_assert_true (kw_store_stay_put (store, stay, &with_id.id, error));
  loaded = kw_store_stay_load (store, with_id.id, error);
  expected = kw_stay_new (&with_id, error);
  g_assert_true (kw_stay_equal (loaded, expected));
  return TRUE;
}

static void
test_a_stay_comes_back (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_a_stay_comes_back, NULL);
}

static gboolean
change_a_stay (KwStore *store, gpointer unused, GError **error)
{
  const char *const tenants[] = { "Jürgen Öztürk", NULL };
  g_autoptr (KwStay) stay = kw_store_stay_load (store, put_stay (store, 305, 0, 2), error);
  g_autoptr (KwStay) changed = NULL;
  g_autoptr (KwStay) loaded = NULL;
  KwStay fields = *stay;

  fields.state = KW_STAY_STATE_CLOSED;
  fields.closed_at_unix_s = TEST_NOW_UNIX_S + DAY_S;
  fields.n_doors = 2;
  fields.doors[0] = (KwDoorRef){ 1, 307 };
  fields.doors[1] = (KwDoorRef){ 1, 305 };
  fields.tenants = tenants;
  fields.reference = NULL;
  changed = kw_stay_new (&fields, error);
  g_assert_true (kw_store_stay_update (store, changed, error));
  loaded = kw_store_stay_load (store, stay->id, error);
  g_assert_true (kw_stay_equal (loaded, changed));
  return TRUE;
}

static void
test_a_changed_stay_comes_back_changed (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, change_a_stay, NULL);

  g_assert_cmpint (
      query_int64 (fixture->path, "SELECT count(*) FROM personal WHERE text LIKE 'Zo%'"), ==, 0);
}

static gboolean
reopen_a_stay (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwStay) stay = kw_store_stay_load (store, put_stay (store, 305, 0, 2), error);
  g_autoptr (KwStay) closed = NULL;
  KwStay fields = *stay;

  fields.state = KW_STAY_STATE_CLOSED;
  fields.closed_at_unix_s = TEST_NOW_UNIX_S;
  closed = kw_stay_new (&fields, error);
  g_assert_true (kw_store_stay_update (store, closed, error));
  return kw_store_stay_update (store, stay, error);
}

static void
test_a_closed_stay_stays_closed (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_store_run (fixture->store, reopen_a_stay, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_STATE);
}

static gboolean
put_an_unknown_door (KwStore *store, gpointer unused, GError **error)
{
  const KwStay fields = {
    .n_doors = 1,
    .doors = { { 1, 9999 } },
    .from_unix_s = TEST_NOW_UNIX_S,
    .until_unix_s = TEST_NOW_UNIX_S + DAY_S,
  };
  g_autoptr (KwStay) stay = kw_stay_new (&fields, error);
  gint64 id = 0;

  return kw_store_stay_put (store, stay, &id, error);
}

static void
test_a_door_nobody_has_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_store_run (fixture->store, put_an_unknown_door, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_CONSTRAINT);
}

static guint
count (KwStore *store, const KwStoreStayFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stays = kw_store_stay_list (store, filter, &error);

  g_assert_no_error (error);
  return stays->len;
}

static gboolean
check_filters (KwStore *store, gpointer unused, GError **error)
{
  const KwDoorRef door = { 1, 305 };

  put_stay (store, 305, 0, 2);
  put_stay (store, 305, 2, 4);
  put_stay (store, 306, -10, -8);
  g_assert_cmpuint (count (store, &(KwStoreStayFilter){ 0 }), ==, 3);
  g_assert_cmpuint (count (store, &(KwStoreStayFilter){ .limit = 2 }), ==, 2);
  g_assert_cmpuint (count (store, &(KwStoreStayFilter){ .door = door }), ==, 2);
  g_assert_cmpuint (count (store, &(KwStoreStayFilter){ .has_state = TRUE }), ==, 0);
  g_assert_cmpuint (
      count (store, &(KwStoreStayFilter){ .has_state = TRUE, .state = KW_STAY_STATE_OPEN }), ==, 3);
  g_assert_cmpuint (count (store, &(KwStoreStayFilter){ .from_unix_s = TEST_NOW_UNIX_S }), ==, 2);
  g_assert_cmpuint (count (store, &(KwStoreStayFilter){ .until_unix_s = TEST_NOW_UNIX_S }), ==, 1);
  g_assert_cmpuint (
      count (store, &(KwStoreStayFilter){ .door = door,
                                          .has_state = TRUE,
                                          .state = KW_STAY_STATE_OPEN,
                                          .from_unix_s = TEST_NOW_UNIX_S + 2 * DAY_S }),
      ==, 1);
  return TRUE;
}

static void
test_each_filter_narrows_the_list (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_filters, NULL);
}

static guint
count_overlapping (KwStore *store, int from_day, int until_day, gint64 except_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stays = kw_store_stay_list_overlapping (
      store, (KwDoorRef){ 1, 305 }, TEST_NOW_UNIX_S + from_day * DAY_S,
      TEST_NOW_UNIX_S + until_day * DAY_S, TEST_NOW_UNIX_S, except_id, &error);

  g_assert_no_error (error);
  return stays->len;
}

static gboolean
check_overlaps (KwStore *store, gpointer unused, GError **error)
{
  gint64 id = put_stay (store, 305, 2, 4);

  put_stay (store, 306, 2, 4);
  g_assert_cmpuint (count_overlapping (store, 0, 2, 0), ==, 0);
  g_assert_cmpuint (count_overlapping (store, 4, 6, 0), ==, 0);
  g_assert_cmpuint (count_overlapping (store, 0, 3, 0), ==, 1);
  g_assert_cmpuint (count_overlapping (store, 3, 9, 0), ==, 1);
  g_assert_cmpuint (count_overlapping (store, 0, 9, id), ==, 0);
  return TRUE;
}

static gboolean
check_late_one (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwStay) late = kw_store_stay_load (store, put_stay (store, 305, -2, -1), error);
  g_autoptr (KwStay) closed = NULL;
  KwStay fields = *late;

  g_assert_cmpuint (count_overlapping (store, -1, 2, 0), ==, 1);
  g_assert_cmpuint (count_overlapping (store, 1, 2, 0), ==, 0);
  fields.state = KW_STAY_STATE_CLOSED;
  fields.closed_at_unix_s = TEST_NOW_UNIX_S;
  closed = kw_stay_new (&fields, error);
  g_assert_true (kw_store_stay_update (store, closed, error));
  g_assert_cmpuint (count_overlapping (store, -1, 2, 0), ==, 0);
  return TRUE;
}

static void
test_a_late_stay_lasts_until_it_is_closed (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_late_one, NULL);
}

static void
test_stays_that_touch_do_not_overlap (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_overlaps, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TO ("stay", "a-stay-comes-back-as-it-was-put", test_a_stay_comes_back);
  ADD_TO ("stay", "a-changed-stay-comes-back-changed", test_a_changed_stay_comes_back_changed);
  ADD_TO ("stay", "a-closed-stay-stays-closed", test_a_closed_stay_stays_closed);
  ADD_TO ("stay", "a-door-nobody-has-is-refused", test_a_door_nobody_has_is_refused);
  ADD_TO ("stay", "each-filter-narrows-the-list", test_each_filter_narrows_the_list);
  ADD_TO ("stay", "stays-that-touch-do-not-overlap", test_stays_that_touch_do_not_overlap);
  ADD_TO ("stay", "a-late-stay-lasts-until-it-is-closed",
          test_a_late_stay_lasts_until_it_is_closed);
  return g_test_run ();
}
