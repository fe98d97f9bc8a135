/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"
#include "register.h"

static KwStay *
close_stay (Fixture *fixture, gint64 stay_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_close_stay_async (fixture->desk, stay_id, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  return kw_desk_close_stay_finish (fixture->desk, result, NULL, error);
}

static KwStay *
change_until (Fixture *fixture, gint64 stay_id, int until_h, GError **error)
{
  const KwDeskStayRequest request = { .stay_id = stay_id,
                                      .until_unix_s = fixture->now_unix_s + until_h * 3600 };
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_put_stay_async (fixture->desk, &request, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  return kw_desk_put_stay_finish (fixture->desk, result, error);
}

static void
test_overlapping_stays_need_a_reason (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) first = fixture_open_stay (fixture, "306", 0, 24, NULL, &error);
  g_autoptr (KwStay) second = NULL;

  g_assert_no_error (error);
  second = fixture_open_stay (fixture, "306", 23, 48, NULL, &error);
  g_assert_null (second);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_STAY_OVERLAP);
  g_clear_error (&error);

  second = fixture_open_stay (fixture, "306", 23, 48, "sisters share for a night", &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->id, !=, first->id);
}

static void
test_stays_that_only_touch_do_not_overlap (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) first = fixture_open_stay (fixture, "306", 0, 24, NULL, &error);
  g_autoptr (KwStay) second = fixture_open_stay (fixture, "306", 24, 48, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (second);
}

static void
test_somebody_who_is_late_overlaps (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) late = fixture_open_stay (fixture, "306", 0, 24, NULL, &error);
  g_autoptr (KwStay) next = NULL;
  g_autoptr (KwStay) closed = NULL;

  fixture->now_unix_s += 25 * 3600;
  next = fixture_open_stay (fixture, "306", 1, 48, NULL, &error);
  g_assert_no_error (error); /* in an hour they may be gone */
  g_clear_pointer (&next, kw_stay_unref);

  next = fixture_open_stay (fixture, "306", 0, 1, NULL, &error);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_STAY_OVERLAP);
  g_clear_error (&error);
  closed = close_stay (fixture, late->id, &error);
  g_assert_no_error (error);
  next = fixture_open_stay (fixture, "306", 0, 1, NULL, &error);
  g_assert_no_error (error);
}

static void
test_a_longer_stay_may_not_run_into_the_next (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) first = fixture_open_stay (fixture, "306", 0, 24, NULL, &error);
  g_autoptr (KwStay) second = fixture_open_stay (fixture, "306", 30, 48, NULL, &error);
  g_autoptr (KwStay) longer = change_until (fixture, first->id, 30, &error);

  g_assert_no_error (error);
  g_assert_cmpint (longer->until_unix_s, ==, fixture->now_unix_s + 30 * 3600);
  g_clear_pointer (&longer, kw_stay_unref);
  longer = change_until (fixture, first->id, 31, &error);
  g_assert_null (longer);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_STAY_OVERLAP);
}

static void
test_a_closed_stay_stays_closed (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = fixture_open_stay (fixture, "306", 0, 24, NULL, &error);
  g_autoptr (KwStay) closed = close_stay (fixture, stay->id, &error);
  g_autoptr (KwStay) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (closed->state, ==, KW_STAY_STATE_CLOSED);
  again = close_stay (fixture, stay->id, &error);
  g_assert_null (again);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_STAY_MISSING);
  g_clear_error (&error);
  again = change_until (fixture, stay->id, 30, &error);
  g_assert_null (again);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_STAY_MISSING);
}

static void
test_a_stay_in_the_past_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = fixture_open_stay (fixture, "306", -48, 0, NULL, &error);

  g_assert_null (stay);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_BAD_VALUE);
  g_clear_error (&error);
  stay = fixture_open_stay (fixture, "306", 24, 24, NULL, &error);
  g_assert_null (stay);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_BAD_VALUE);
}

static void
test_a_stay_survives_a_restart (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = fixture_open_stay (fixture, "306", 0, 24, NULL, &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) stays = NULL;
  gboolean is_there = FALSE;

  fixture_reopen (fixture);
  kw_desk_list_stays_async (fixture->desk, /* limit= */ 0, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  stays = kw_desk_list_stays_finish (fixture->desk, result, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < stays->len; i++)
    is_there |= kw_stay_equal (g_ptr_array_index (stays, i), stay);
  g_assert_true (is_there);
}

static void
test_one_stay_is_loaded_as_it_is_now (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) opened = fixture_open_stay (fixture, "306", 0, 24, NULL, &error);
  g_autoptr (KwStay) changed = change_until (fixture, opened->id, 48, &error);
  g_autoptr (KwStay) loaded = NULL;
  g_autoptr (KwStay) missing = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) no_result = NULL;

  kw_desk_load_stay_async (fixture->desk, opened->id, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  loaded = kw_desk_load_stay_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
  g_assert_true (kw_stay_equal (loaded, changed));

  kw_desk_load_stay_async (fixture->desk, 4711, NULL, fixture_take_result_cb, &no_result);
  fixture_wait (&no_result);
  missing = kw_desk_load_stay_finish (fixture->desk, no_result, &error);
  g_assert_null (missing);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_STAY_MISSING);
}

static guint
count_old_cards (Fixture *fixture, gint64 stay_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwStay) stay = NULL;
  g_autoptr (GError) error = NULL;
  guint n_cards = G_MAXUINT;

  kw_desk_count_old_cards_async (fixture->desk, stay_id, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  stay = kw_desk_count_old_cards_finish (fixture->desk, result, &n_cards, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stay->id, ==, stay_id);
  return n_cards;
}

static KwDoorRef
get_door (Fixture *fixture, const char *room)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (fixture->desk), room, NULL);

  return (KwDoorRef){ door->building, door->number };
}

static gint64
find_stay (Fixture *fixture, const char *room)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) stays = NULL;
  g_autoptr (GError) error = NULL;

  kw_desk_list_stays_async (fixture->desk, /* limit= */ 0, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  stays = kw_desk_list_stays_finish (fixture->desk, result, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < stays->len; i++)
    if (kw_stay_has_door (stays->pdata[i], get_door (fixture, room)))
      return ((const KwStay *)stays->pdata[i])->id;
  g_assert_not_reached ();
}

static void
test_cards_of_the_room_before_are_counted (Fixture *fixture, gconstpointer unused)
{
  KwDeskStayRequest request = { .n_doors = 1, .doors = { get_door (fixture, "307") } };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwStay) moved = NULL;
  g_autoptr (GError) error = NULL;

  register_put_card (fixture, 1, "306", /* areas= */ 0);
  request.stay_id = find_stay (fixture, "306");
  g_assert_cmpuint (count_old_cards (fixture, request.stay_id), ==, 0);

  kw_desk_put_stay_async (fixture->desk, &request, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  moved = kw_desk_put_stay_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_old_cards (fixture, request.stay_id), ==, 1);

  fixture->now_unix_s += 2 * 86400; /* it has ended by then */
  g_assert_cmpuint (count_old_cards (fixture, request.stay_id), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/desk/stays/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("overlapping-stays-need-a-reason", test_overlapping_stays_need_a_reason);
  ADD ("stays-that-only-touch-do-not-overlap", test_stays_that_only_touch_do_not_overlap);
  ADD ("somebody-who-is-late-overlaps", test_somebody_who_is_late_overlaps);
  ADD ("a-longer-stay-may-not-run-into-the-next", test_a_longer_stay_may_not_run_into_the_next);
  ADD ("a-closed-stay-stays-closed", test_a_closed_stay_stays_closed);
  ADD ("a-stay-in-the-past-is-refused", test_a_stay_in_the_past_is_refused);
  ADD ("a-stay-survives-a-restart", test_a_stay_survives_a_restart);
  ADD ("one-stay-is-loaded-as-it-is-now", test_one_stay_is_loaded_as_it_is_now);
  ADD ("cards-of-the-room-before-are-counted", test_cards_of_the_room_before_are_counted);
#undef ADD
  return g_test_run ();
}
