/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* Many cards in a row: making a batch, and writing it. */
#include "config.h"

#include "batch.h"

#define DAY_S 86400

static void
assert_refused (Station *station, KwBatchKind kind, const KwDeskBatchWish *wish, guint n_wishes,
                KwDeskError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = NULL;

  g_assert_null (batch_create (station, kind, wish, n_wishes, &error));
  g_assert_error (error, KW_DESK_ERROR, (int)code);
  open = batch_list_open (station);
  g_assert_cmpuint (open->len, ==, 0);
}

static void
test_a_batch_has_its_cards_in_order (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = batch_create_rooms (station);
  g_autoptr (GPtrArray) open = batch_list_open (station);

  g_assert_cmpint (batch->kind, ==, KW_BATCH_KIND_ROOMS);
  g_assert_cmpuint (batch->n_cards, ==, 3);
  g_assert_cmpuint (batch->cards[0].n, ==, 1);
  g_assert_cmpuint (batch->cards[0].n_alike, ==, 2);
  g_assert_cmpuint (batch->cards[1].n, ==, 2);
  g_assert_cmpuint (batch->cards[2].n_alike, ==, 1);
  g_assert_true (kw_door_ref_equal (batch->cards[2].door, batch_get_door (station, "311")));
  g_assert_true (kw_batch_get_next (batch) == &batch->cards[0]);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpint (((KwBatch *)g_ptr_array_index (open, 0))->id, ==, batch->id);
}

static void
test_what_cannot_be_written_is_refused_at_once (Station *station, gconstpointer unused)
{
  KwDeskBatchWish room = batch_wish_for (station, "310", batch_open_stay (station, "310"), 1);
  KwDeskBatchWish staff = { .issue = { .kind = KW_GRANT_KIND_FLOOR,
                                       .building = 1,
                                       .floor = 3,
                                       .holder = "Maria",
                                       .until_unix_s = station->now_unix_s + DAY_S },
                            .n_cards = 1 };

  assert_refused (station, KW_BATCH_KIND_ROOMS, NULL, 0, KW_DESK_ERROR_BAD_VALUE);
  room.n_cards = G_MAXUINT;
  assert_refused (station, KW_BATCH_KIND_ROOMS, &room, 1, KW_DESK_ERROR_BAD_VALUE);
  room.n_cards = 1;
  room.issue.door = batch_get_door (station, "311"); /* not of that stay */
  assert_refused (station, KW_BATCH_KIND_ROOMS, &room, 1, KW_DESK_ERROR_STAY_MISSING);
  room.issue.stay_id = 4711;
  assert_refused (station, KW_BATCH_KIND_ROOMS, &room, 1, KW_DESK_ERROR_STAY_MISSING);

  staff.issue.holder = "";
  assert_refused (station, KW_BATCH_KIND_STAFF, &staff, 1, KW_DESK_ERROR_BAD_VALUE);
  staff.issue.holder = "Maria";
  staff.issue.until_unix_s = station->now_unix_s;
  assert_refused (station, KW_BATCH_KIND_STAFF, &staff, 1, KW_DESK_ERROR_BAD_VALUE);
  staff.issue.until_unix_s = station->now_unix_s + DAY_S;
  staff.issue.floor = 200;
  assert_refused (station, KW_BATCH_KIND_STAFF, &staff, 1, KW_DESK_ERROR_NOT_FOUND);
  staff.issue.kind = KW_GRANT_KIND_MASTER; /* needs more than a list */
  assert_refused (station, KW_BATCH_KIND_STAFF, &staff, 1, KW_DESK_ERROR_BAD_VALUE);
}

static void
test_the_first_card_of_a_room_is_new_and_the_others_copies (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = batch_create_rooms (station);

  for (guint i = 0; i < batch->n_cards; i++)
    {
      g_assert_true (kw_batch_get_next (batch) == &batch->cards[i]);
      batch_write_card (station, &batch, i, batch_names[i]);
      batch_assert_state (batch, i, KW_BATCH_CARD_STATE_DONE);
      batch_assert_lying_there (station, i < 2 ? "310" : "311", i == 1);
      g_assert_nonnull (batch->cards[i].card_label);
    }
  g_assert_cmpuint (batch->n_done, ==, 3);
  g_assert_null (kw_batch_get_next (batch));

  batch_reopen_station (station);
  batch_reload (station, &batch);
  g_assert_cmpuint (batch->n_done, ==, 3);
}

static void
test_what_is_done_is_not_written_again (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = batch_create_rooms (station);
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (KwDeskOutcome) seen = NULL;
  g_autoptr (GError) error = NULL;

  batch_write_card (station, &batch, 0, "a");
  outcome = batch_try_write (station, batch, 0, "b", FALSE, &error);
  g_assert_null (outcome);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_ALLOWED);
  seen = batch_identify (station);
  g_assert_cmpint (seen->condition, ==, KW_DESK_CONDITION_BLANK);
}

static void
test_a_card_with_every_room_of_its_stay (Station *station, gconstpointer unused)
{
  const KwDeskBatchWish wish = batch_wish_for (station, "314",
                                               batch_open_stay_from (station, "314", "315", 0), 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBatch) batch = batch_create (station, KW_BATCH_KIND_ROOMS, &wish, 1, &error);
  g_autoptr (KwDeskOutcome) seen = NULL;

  g_assert_no_error (error);
  batch_write_card (station, &batch, 0, "a");
  seen = batch_identify (station);
  g_assert_cmpuint (seen->credential->grant->extra_doors[0], ==,
                    batch_get_door (station, "315").door);
}

static void
test_cards_for_a_later_arrival_check_nobody_in (Station *station, gconstpointer unused)
{
  const gint64 from_unix_s = station->now_unix_s + 3 * 3600;
  const gint64 stay_id = batch_open_stay_from (station, "314", NULL, from_unix_s);
  const KwDeskBatchWish wish = batch_wish_for (station, "314", stay_id, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBatch) batch = batch_create (station, KW_BATCH_KIND_ROOMS, &wish, 1, &error);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (KwDeskOutcome) seen = NULL;

      batch_write_card (station, &batch, i, batch_names[i]);
      seen = batch_identify (station);
      g_assert_cmpint (seen->credential->stay_id, ==, stay_id);
      g_assert_cmpint (seen->stay->state, ==, KW_STAY_STATE_EXPECTED);
      g_assert_cmpint (seen->credential->grant->is_copy, ==, i == 1);
      g_assert_cmpint (seen->credential->grant->valid_from_unix_s, >, station->now_unix_s);
    }
}

static void
test_staff_cards_name_their_holders (Station *station, gconstpointer unused)
{
  const KwDeskBatchWish wishes[] = {
    { .issue = { .kind = KW_GRANT_KIND_FLOOR,
                 .building = 1,
                 .floor = 3,
                 .holder = "Maria",
                 .until_unix_s = station->now_unix_s + DAY_S },
      .n_cards = 1 },
    { .issue = { .kind = KW_GRANT_KIND_BUILDING,
                 .building = 1,
                 .holder = "Jonas",
                 .until_unix_s = station->now_unix_s + DAY_S },
      .n_cards = 1 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBatch) batch = batch_create (station, KW_BATCH_KIND_STAFF, wishes, 2, &error);
  g_autoptr (KwDeskOutcome) first = NULL;
  g_autoptr (KwDeskOutcome) second = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (batch->cards[0].holder, ==, "Maria");
  batch_write_card (station, &batch, 0, "a");
  first = batch_identify (station);
  g_assert_cmpint (first->credential->grant->kind, ==, KW_GRANT_KIND_FLOOR);
  g_assert_cmpuint (first->credential->grant->floor, ==, 3);
  g_assert_cmpstr (first->credential->holder, ==, "Maria");
  batch_write_card (station, &batch, 1, "b");
  second = batch_identify (station);
  g_assert_cmpint (second->credential->grant->kind, ==, KW_GRANT_KIND_BUILDING);
  g_assert_cmpstr (second->credential->holder, ==, "Jonas");
}

static void
test_cards_are_erased_and_blank_ones_count (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = batch_create_blank (station, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) issued = NULL;
  g_autoptr (KwDeskOutcome) seen = NULL;

  station_lay (station, "a");
  issued = station_issue (station, "310", &error);
  g_assert_no_error (error);
  batch_write_card (station, &batch, 0, "a");
  seen = batch_identify (station);
  g_assert_cmpint (seen->condition, ==, KW_DESK_CONDITION_BLANK);
  batch_write_card (station, &batch, 1, "b");
  g_assert_cmpuint (batch->n_done, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  BATCH_TEST ("a-batch-has-its-cards-in-order", test_a_batch_has_its_cards_in_order);
  BATCH_TEST ("what-cannot-be-written-is-refused-at-once",
              test_what_cannot_be_written_is_refused_at_once);
  BATCH_TEST ("the-first-card-of-a-room-is-new-and-the-others-copies",
              test_the_first_card_of_a_room_is_new_and_the_others_copies);
  BATCH_TEST ("what-is-done-is-not-written-again", test_what_is_done_is_not_written_again);
  BATCH_TEST ("a-card-with-every-room-of-its-stay", test_a_card_with_every_room_of_its_stay);
  BATCH_TEST ("cards-for-a-later-arrival-check-nobody-in",
              test_cards_for_a_later_arrival_check_nobody_in);
  BATCH_TEST ("staff-cards-name-their-holders", test_staff_cards_name_their_holders);
  BATCH_TEST ("cards-are-erased-and-blank-ones-count", test_cards_are_erased_and_blank_ones_count);
  return g_test_run ();
}
