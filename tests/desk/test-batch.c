/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* Many cards in a row, with the real worker at the emulated encoder; a program that is killed in
 * the middle is this one, run anew with the arguments of run_child(). Compiled a second time as a
 * station that marks a written card later than its intent (KW_TEST_TWIN): the kill must show it. */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kw-desk-batch.h"
#include "kw-desk-preview.h"
#include "kw-desk-stays.h"
#include "station.h"

#define DAY_S 86400

/* Helpers
 * */

static KwDoorRef
get_door (Station *station, const char *room)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (station->desk), room, NULL);

  return (KwDoorRef){ door->building, door->number };
}

static gint64
open_stay_from (Station *station, const char *room, const char *other_room, gint64 from_unix_s)
{
  KwDeskStayRequest request = {
    .n_doors = 1,
    .doors = { get_door (station, room) },
    .from_unix_s = from_unix_s,
    .until_unix_s = station->now_unix_s + 3 * DAY_S,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = NULL;

  if (other_room != NULL)
    request.doors[request.n_doors++] = get_door (station, other_room);
  kw_desk_put_stay_async (station->desk, &request, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  stay = kw_desk_put_stay_finish (station->desk, result, &error);
  g_assert_no_error (error);
  return stay->id;
}

static gint64
open_stay (Station *station, const char *room)
{
  return open_stay_from (station, room, NULL, 0);
}

static KwBatch *
finish (Station *station, GAsyncResult **result, GError **error)
{
  KwBatch *batch = NULL;

  station_until (*result != NULL);
  batch = kw_desk_batch_finish (station->desk, *result, error);
  g_clear_object (result);
  return batch;
}

static KwBatch *
create (Station *station, KwBatchKind kind, const KwDeskBatchWish *wishes, guint n_wishes,
        GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_create_batch_async (station->desk, kind, wishes, n_wishes, NULL, station_take_result_cb,
                              &result);
  return finish (station, &result, error);
}

static KwDeskBatchWish
wish_for (Station *station, const char *room, gint64 stay_id, guint n_cards)
{
  return (KwDeskBatchWish){
    .issue = { .stay_id = stay_id, .door = get_door (station, room) },
    .n_cards = n_cards,
  };
}

/* Two cards for 310, one for 311. */
static KwBatch *
create_rooms (Station *station)
{
  const KwDeskBatchWish wishes[] = {
    wish_for (station, "310", open_stay (station, "310"), 2),
    wish_for (station, "311", open_stay (station, "311"), 1),
  };
  g_autoptr (GError) error = NULL;
  KwBatch *batch = create (station, KW_BATCH_KIND_ROOMS, wishes, G_N_ELEMENTS (wishes), &error);

  g_assert_no_error (error);
  return batch;
}

/* Puts the batch as it is now in place of the old one. */
static void
reload (Station *station, KwBatch **batch)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwBatch *now = NULL;

  kw_desk_load_batch_async (station->desk, (*batch)->id, NULL, station_take_result_cb, &result);
  now = finish (station, &result, &error);
  g_assert_no_error (error);
  kw_batch_unref (*batch);
  *batch = now;
}

static KwDeskJob *
make_job (Station *station, const KwBatch *batch, const KwBatchCard *card, gboolean is_other)
{
  const KwDeskIssueRequest request = kw_desk_batch_card_get_request (card);
  KwDeskJob *job = batch->kind == KW_BATCH_KIND_BLANK
                       ? kw_desk_job_new_blank (station->desk)
                       : kw_desk_job_new_issue (station->desk, &request);

  kw_desk_job_set_batch_card (job, card->id, is_other);
  return job;
}

/* Lifts what lies there, and lays @name down when that was noticed. */
static KwDeskOutcome *
try_write (Station *station, const KwBatch *batch, guint position, const char *name,
           gboolean is_other, GError **error)
{
  g_autoptr (KwDeskJob) job = make_job (station, batch, &batch->cards[position], is_other);
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_job_set_fresh_card (job, TRUE);
  kw_desk_job_run_async (job, 5000, NULL, station_take_result_cb, &result);
  station_lift (station);
  station_until (result != NULL ||
                 (kw_desk_job_get_state (job) == KW_ISSUE_STATE_WAITING_FOR_CARD &&
                  !kw_desk_job_is_lift_needed (job)));
  station_lay (station, name);
  station_until (result != NULL);
  return kw_desk_job_run_finish (job, result, error);
}

static void
write_card (Station *station, KwBatch **batch, guint position, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) outcome = try_write (station, *batch, position, name, FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (outcome);
  reload (station, batch);
}

static const char *const names[] = { "a", "b", "c" };

static void
make_cards (Station *station)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    emulator_process_run (station->emulator, "new classic1k 04a1b2c%u %s", i, names[i]);
}

/* What lies there, as a fresh look at it says. */
static KwDeskOutcome *
identify (Station *station)
{
  g_autoptr (GError) error = NULL;
  KwDeskOutcome *outcome = station_run (station, kw_desk_job_new_identify (station->desk), &error);

  g_assert_no_error (error);
  return outcome;
}

static void
assert_lying_there (Station *station, const char *room, gboolean is_copy)
{
  g_autoptr (KwDeskOutcome) outcome = identify (station);

  g_assert_cmpint (outcome->condition, ==, KW_DESK_CONDITION_OURS);
  g_assert_cmpint (outcome->credential->state, ==, KW_CREDENTIAL_STATE_LIVE);
  g_assert_cmpuint (outcome->credential->grant->door, ==, get_door (station, room).door);
  g_assert_cmpint (outcome->credential->grant->is_copy, ==, is_copy);
}

/* How many cards live for the first stay of the batch. */
static guint
count_live (Station *station, const KwBatch *batch)
{
  g_autoptr (KwDeskPreview) preview = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const KwDeskIssueRequest request = kw_desk_batch_card_get_request (&batch->cards[0]);

  kw_desk_preview_issue_async (station->desk, &request, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  preview = kw_desk_preview_finish (station->desk, result, &error);
  g_assert_no_error (error);
  return preview->n_live_cards;
}

#ifndef KW_TEST_TWIN

static KwBatch *
create_blank (Station *station, guint n_cards)
{
  const KwDeskBatchWish wish = { .n_cards = n_cards };
  g_autoptr (GError) error = NULL;
  KwBatch *batch = create (station, KW_BATCH_KIND_BLANK, &wish, 1, &error);

  g_assert_no_error (error);
  return batch;
}

static void
mark (Station *station, KwBatch **batch, guint position, KwDeskBatchMark mark, const GError *reason)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwBatch *now = NULL;

  kw_desk_mark_batch_card_async (station->desk, (*batch)->cards[position].id, mark, reason, NULL,
                                 station_take_result_cb, &result);
  now = finish (station, &result, &error);
  g_assert_no_error (error);
  kw_batch_unref (*batch);
  *batch = now;
}

static void
assert_state (const KwBatch *batch, guint position, KwBatchCardState state)
{
  g_assert_cmpint (batch->cards[position].state, ==, state);
}

static void
reopen (Station *station)
{
  g_autofree char *encoder = g_strdup (station->emulator->connstring);

  station_close (station);
  station_open (station, encoder);
  station_give_passphrase (station);
}

static GPtrArray *
list_open (Station *station)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *batches = NULL;

  kw_desk_list_batches_async (station->desk, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  batches = kw_desk_list_batches_finish (station->desk, result, &error);
  g_assert_no_error (error);
  return batches;
}

/* Making one
 * */

static void
test_a_batch_has_its_cards_in_order (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = create_rooms (station);
  g_autoptr (GPtrArray) open = list_open (station);

  g_assert_cmpint (batch->kind, ==, KW_BATCH_KIND_ROOMS);
  g_assert_cmpuint (batch->n_cards, ==, 3);
  g_assert_cmpuint (batch->cards[0].n, ==, 1);
  g_assert_cmpuint (batch->cards[0].n_alike, ==, 2);
  g_assert_cmpuint (batch->cards[1].n, ==, 2);
  g_assert_cmpuint (batch->cards[2].n_alike, ==, 1);
  g_assert_true (kw_door_ref_equal (batch->cards[2].door, get_door (station, "311")));
  g_assert_true (kw_batch_get_next (batch) == &batch->cards[0]);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpint (((KwBatch *)g_ptr_array_index (open, 0))->id, ==, batch->id);
}

static void
assert_refused (Station *station, KwBatchKind kind, const KwDeskBatchWish *wish, guint n_wishes,
                KwDeskError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = NULL;

  g_assert_null (create (station, kind, wish, n_wishes, &error));
  g_assert_error (error, KW_DESK_ERROR, (int)code);
  open = list_open (station);
  g_assert_cmpuint (open->len, ==, 0);
}

static void
test_what_cannot_be_written_is_refused_at_once (Station *station, gconstpointer unused)
{
  KwDeskBatchWish room = wish_for (station, "310", open_stay (station, "310"), 1);
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
  room.issue.door = get_door (station, "311"); /* not of that stay */
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

/* Writing
 * */

static void
test_the_first_card_of_a_room_is_new_and_the_others_copies (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = create_rooms (station);

  for (guint i = 0; i < batch->n_cards; i++)
    {
      g_assert_true (kw_batch_get_next (batch) == &batch->cards[i]);
      write_card (station, &batch, i, names[i]);
      assert_state (batch, i, KW_BATCH_CARD_STATE_DONE);
      assert_lying_there (station, i < 2 ? "310" : "311", i == 1);
      g_assert_nonnull (batch->cards[i].card_label);
    }
  g_assert_cmpuint (batch->n_done, ==, 3);
  g_assert_null (kw_batch_get_next (batch));

  reopen (station);
  reload (station, &batch);
  g_assert_cmpuint (batch->n_done, ==, 3);
}

static void
test_what_is_done_is_not_written_again (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = create_rooms (station);
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (KwDeskOutcome) seen = NULL;
  g_autoptr (GError) error = NULL;

  write_card (station, &batch, 0, "a");
  outcome = try_write (station, batch, 0, "b", FALSE, &error);
  g_assert_null (outcome);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_ALLOWED);
  seen = identify (station);
  g_assert_cmpint (seen->condition, ==, KW_DESK_CONDITION_BLANK);
}

static void
test_a_card_with_every_room_of_its_stay (Station *station, gconstpointer unused)
{
  const KwDeskBatchWish wish = wish_for (station, "314", open_stay_from (station, "314", "315", 0),
                                         1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBatch) batch = create (station, KW_BATCH_KIND_ROOMS, &wish, 1, &error);
  g_autoptr (KwDeskOutcome) seen = NULL;

  g_assert_no_error (error);
  write_card (station, &batch, 0, "a");
  seen = identify (station);
  g_assert_cmpuint (seen->credential->grant->extra_doors[0], ==, get_door (station, "315").door);
}

static void
test_cards_for_a_later_arrival_check_nobody_in (Station *station, gconstpointer unused)
{
  const gint64 from_unix_s = station->now_unix_s + 3 * 3600;
  const gint64 stay_id = open_stay_from (station, "314", NULL, from_unix_s);
  const KwDeskBatchWish wish = wish_for (station, "314", stay_id, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBatch) batch = create (station, KW_BATCH_KIND_ROOMS, &wish, 1, &error);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (KwDeskOutcome) seen = NULL;

      write_card (station, &batch, i, names[i]);
      seen = identify (station);
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
  g_autoptr (KwBatch) batch = create (station, KW_BATCH_KIND_STAFF, wishes, 2, &error);
  g_autoptr (KwDeskOutcome) first = NULL;
  g_autoptr (KwDeskOutcome) second = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (batch->cards[0].holder, ==, "Maria");
  write_card (station, &batch, 0, "a");
  first = identify (station);
  g_assert_cmpint (first->credential->grant->kind, ==, KW_GRANT_KIND_FLOOR);
  g_assert_cmpuint (first->credential->grant->floor, ==, 3);
  g_assert_cmpstr (first->credential->holder, ==, "Maria");
  write_card (station, &batch, 1, "b");
  second = identify (station);
  g_assert_cmpint (second->credential->grant->kind, ==, KW_GRANT_KIND_BUILDING);
  g_assert_cmpstr (second->credential->holder, ==, "Jonas");
}

static void
test_cards_are_erased_and_blank_ones_count (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = create_blank (station, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) issued = NULL;
  g_autoptr (KwDeskOutcome) seen = NULL;

  station_lay (station, "a");
  issued = station_issue (station, "310", &error);
  g_assert_no_error (error);
  write_card (station, &batch, 0, "a");
  seen = identify (station);
  g_assert_cmpint (seen->condition, ==, KW_DESK_CONDITION_BLANK);
  write_card (station, &batch, 1, "b");
  g_assert_cmpuint (batch->n_done, ==, 2);
}

/* What can happen
 * */

static void
test_a_card_that_was_refused_leaves_its_turn (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = create_rooms (station);
  g_autoptr (KwDeskOutcome) issued = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  station_lay (station, "a");
  issued = station_issue (station, "316", &error); /* opens something for somebody */
  g_assert_no_error (error);
  outcome = try_write (station, batch, 0, "a", FALSE, &error);
  g_assert_null (outcome);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CARD_IN_USE);
  reload (station, &batch);
  assert_state (batch, 0, KW_BATCH_CARD_STATE_OPEN);

  mark (station, &batch, 0, KW_DESK_BATCH_MARK_PROBLEM, error);
  g_assert_cmpstr (batch->cards[0].problem, ==, "card-in-use");
  assert_state (batch, 0, KW_BATCH_CARD_STATE_OPEN);
  write_card (station, &batch, 0, "b");
  assert_state (batch, 0, KW_BATCH_CARD_STATE_DONE);
  g_assert_null (batch->cards[0].problem);
}

static void
test_a_card_passed_over_can_be_taken_up_again (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = create_rooms (station);
  g_autoptr (GError) reason = g_error_new_literal (KW_DESK_ERROR, KW_DESK_ERROR_CARD_FOREIGN, "");

  mark (station, &batch, 0, KW_DESK_BATCH_MARK_SKIPPED, reason);
  assert_state (batch, 0, KW_BATCH_CARD_STATE_SKIPPED);
  g_assert_cmpstr (batch->cards[0].problem, ==, "card-foreign");
  g_assert_cmpuint (batch->n_skipped, ==, 1);
  write_card (station, &batch, 1, "a");
  assert_lying_there (station, "310", /* is_copy= */ FALSE); /* now it is the first one */

  mark (station, &batch, 0, KW_DESK_BATCH_MARK_AGAIN, NULL);
  g_assert_true (kw_batch_get_next (batch) == &batch->cards[0]);
  write_card (station, &batch, 0, "b");
  assert_lying_there (station, "310", /* is_copy= */ TRUE);

  mark (station, &batch, 0, KW_DESK_BATCH_MARK_SKIPPED, NULL); /* too late: it is done */
  assert_state (batch, 0, KW_BATCH_CARD_STATE_DONE);
  mark (station, &batch, 0, KW_DESK_BATCH_MARK_AGAIN, NULL);
  assert_state (batch, 0, KW_BATCH_CARD_STATE_OPEN);
}

/* Tears the first card of the batch in the middle of the write. */
static void
tear (Station *station, KwBatch **batch)
{
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  emulator_process_run (station->emulator, "fault remove when=middle write=3");
  outcome = try_write (station, *batch, 0, "a", FALSE, &error);
  g_assert_null (outcome);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_PRESENT_CARD_AGAIN);
  emulator_process_run (station->emulator, "fault clear");
  reload (station, batch);
  assert_state (*batch, 0, KW_BATCH_CARD_STATE_UNCERTAIN);
  g_assert_true (kw_batch_get_next (*batch) == &(*batch)->cards[0]);
}

static void
test_a_torn_card_is_finished_and_counts_once (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = create_rooms (station);
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (KwDeskOutcome) seen = NULL;
  g_autoptr (GError) error = NULL;

  tear (station, &batch);
  outcome = try_write (station, batch, 0, "b", /* is_other= */ FALSE, &error);
  g_assert_null (outcome);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CARD_UNCERTAIN);
  seen = identify (station);
  g_assert_cmpint (seen->condition, ==, KW_DESK_CONDITION_BLANK);

  write_card (station, &batch, 0, "a");
  assert_state (batch, 0, KW_BATCH_CARD_STATE_DONE);
  assert_lying_there (station, "310", FALSE);
  g_assert_cmpuint (count_live (station, batch), ==, 1);
}

static void
test_another_card_can_take_a_torn_ones_place (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = create_rooms (station);
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  tear (station, &batch);
  outcome = try_write (station, batch, 0, "b", /* is_other= */ TRUE, &error);
  g_assert_no_error (error);
  reload (station, &batch);
  assert_state (batch, 0, KW_BATCH_CARD_STATE_DONE);
  assert_lying_there (station, "310", FALSE);
}

static void
test_a_stay_that_has_ended_is_told (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = create_rooms (station);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwStay) closed = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  kw_desk_close_stay_async (station->desk, batch->cards[0].stay_id, NULL, station_take_result_cb,
                            &result);
  station_until (result != NULL);
  closed = kw_desk_close_stay_finish (station->desk, result, NULL, &error);
  g_assert_no_error (error);
  outcome = try_write (station, batch, 0, "a", FALSE, &error);
  g_assert_null (outcome);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_STAY_MISSING);
}

static void
test_what_lies_there_is_not_the_next_card_after_a_start (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = create_blank (station, 1);
  g_autoptr (KwDeskJob) job = NULL;
  g_autoptr (KwDeskOutcome) seen = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  station_lay (station, "a");
  reopen (station);
  seen = identify (station); /* the encoder has looked */
  kw_desk_require_lift (station->desk);
  job = make_job (station, batch, &batch->cards[0], FALSE);
  kw_desk_job_set_fresh_card (job, TRUE);
  kw_desk_job_run_async (job, 60000, NULL, station_take_result_cb, &result);
  station_until (kw_desk_job_is_lift_needed (job));
  station_run_ms (300);
  g_assert_null (result);
  station_lift (station);
  station_until (!kw_desk_job_is_lift_needed (job));
  station_lay (station, "a");
  station_until (result != NULL);
  outcome = kw_desk_job_run_finish (job, result, &error);
  g_assert_no_error (error);
}

/* The end
 * */

static void
test_an_ended_batch_is_over_and_forgets_the_names (Station *station, gconstpointer unused)
{
  const KwDeskBatchWish wish = { .issue = { .kind = KW_GRANT_KIND_FLOOR,
                                            .building = 1,
                                            .floor = 3,
                                            .holder = "Maria",
                                            .until_unix_s = station->now_unix_s + DAY_S },
                                 .n_cards = 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBatch) batch = create (station, KW_BATCH_KIND_STAFF, &wish, 1, &error);
  g_autoptr (KwBatch) ended = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;

  kw_desk_end_batch_async (station->desk, batch->id, NULL, station_take_result_cb, &result);
  ended = finish (station, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ended->ended_at_unix_s, ==, station->now_unix_s);
  g_assert_cmpstr (ended->cards[0].holder, ==, "Maria");
  open = list_open (station);
  g_assert_cmpuint (open->len, ==, 0);
  reload (station, &batch);
  g_assert_cmpint (batch->ended_at_unix_s, ==, station->now_unix_s);
  g_assert_null (batch->cards[0].holder);

  outcome = try_write (station, ended, 0, "a", FALSE, &error);
  g_assert_null (outcome);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_ALLOWED);
}

#endif

/* A program that is killed
 * */

typedef struct
{
  KwIssueState killed_in;
} Killer;

static void
kill_in_state_cb (KwDeskJob *job, GParamSpec *pspec, gpointer user_data)
{
  const Killer *killer = user_data;

  if (kw_desk_job_get_state (job) == killer->killed_in)
    kill (getpid (), SIGKILL);
}

/* The program that gets killed: writes the first card of the open batch. */
static int
run_child (const char *folder, const char *connstring, const char *now, const char *state)
{
  Station station = { .folder = (char *)folder };
  Killer killer = { (KwIssueState)atoi (state) };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) batches = NULL;
  const KwBatch *batch = NULL;
  KwDeskJob *job = NULL;

  station.now_unix_s = g_ascii_strtoll (now, NULL, 10);
  station_init_clock (&station);
  station_open (&station, connstring);
  station_give_passphrase (&station);
  kw_desk_list_batches_async (station.desk, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  batches = kw_desk_list_batches_finish (station.desk, result, NULL);
  batch = g_ptr_array_index (batches, 0);
  job = make_job (&station, batch, kw_batch_get_next (batch), FALSE);
  g_signal_connect (job, "notify::state", G_CALLBACK (kill_in_state_cb), &killer);
  g_clear_object (&result);
  kw_desk_job_run_async (job, 5000, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  return 1; /* it should not live */
}

static char *program;

/* Closes the desk, lets another program write the first card and be killed in @state, and opens the
 * desk again. */
static void
write_and_be_killed (Station *station, KwIssueState state)
{
  g_autofree char *encoder = g_strdup (station->emulator->connstring);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, station->now_unix_s);
  g_autofree char *in_state = g_strdup_printf ("%d", (int)state);
  const char *const words[] = { program, "--child", station->folder, encoder, now, in_state, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  station_close (station);
  g_spawn_sync (NULL, (char **)words, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  station_open (station, encoder);
  station_give_passphrase (station);
}

#ifndef KW_TEST_TWIN

static void
test_a_mark_cannot_be_lost (Station *station, gconstpointer state)
{
  g_autoptr (KwBatch) batch = create_rooms (station);
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  gint64 issue = 0;

  station_lay (station, "a");
  write_and_be_killed (station, (KwIssueState)GPOINTER_TO_INT (state));
  reload (station, &batch);
  assert_state (batch, 0, KW_BATCH_CARD_STATE_UNCERTAIN);
  g_assert_true (kw_batch_get_next (batch) == &batch->cards[0]);
  issue = batch->cards[0].issue;

  outcome = try_write (station, batch, 0, "b", FALSE, &error);
  g_assert_null (outcome);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CARD_UNCERTAIN);
  g_assert_cmpuint (count_live (station, batch), ==, 0);

  write_card (station, &batch, 0, "a");
  assert_state (batch, 0, KW_BATCH_CARD_STATE_DONE);
  if (GPOINTER_TO_INT (state) == KW_ISSUE_STATE_VERIFYING)
    g_assert_cmpint (batch->cards[0].issue, ==, issue); /* nothing was written again */
  assert_lying_there (station, "310", FALSE);
  g_assert_cmpuint (count_live (station, batch), ==, 1);
}

/* The program died before the first byte, the card is still blank, and another one is taken. */
static void
test_what_was_never_written_stops_nowhere (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = create_rooms (station);
  g_autoptr (KwDeskOutcome) seen = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  station_lay (station, "a");
  write_and_be_killed (station, KW_ISSUE_STATE_INTENT_STORED);
  seen = identify (station);
  g_assert_cmpint (seen->condition, ==, KW_DESK_CONDITION_BLANK);
  reload (station, &batch);
  assert_state (batch, 0, KW_BATCH_CARD_STATE_OPEN);
  outcome = try_write (station, batch, 0, "b", FALSE, &error);
  g_assert_no_error (error);
  g_assert_false (outcome->credential->grant->is_copy);
  g_assert_cmpuint (outcome->n_superseded, ==, 0);
}

static void
test_killed_when_all_was_stored_it_is_done (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = create_rooms (station);

  station_lay (station, "a");
  write_and_be_killed (station, KW_ISSUE_STATE_DONE);
  reload (station, &batch);
  assert_state (batch, 0, KW_BATCH_CARD_STATE_DONE);
  g_assert_true (kw_batch_get_next (batch) == &batch->cards[1]);
  assert_lying_there (station, "310", FALSE);
}

#else

static void
test_a_later_mark_is_found (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = create_rooms (station);

  station_lay (station, "a");
  write_and_be_killed (station, KW_ISSUE_STATE_DONE);
  reload (station, &batch);
  g_assert_true (kw_batch_get_next (batch) == &batch->cards[0]); /* though it is written */
  write_card (station, &batch, 0, "b");
  g_assert_cmpuint (count_live (station, batch), ==, 2); /* a card too many */
  assert_lying_there (station, "310", TRUE);
}

#endif

static void
set_up (Station *station, gconstpointer unused)
{
  station_set_up (station, unused);
  make_cards (station);
}

#define BATCH_TEST(name, function)                                                                 \
  g_test_add ("/desk/batch/" name, Station, NULL, set_up, function, station_tear_down)
#define KILL_TEST(name, state)                                                                     \
  g_test_add ("/desk/batch/" name, Station, GINT_TO_POINTER (state), set_up,                       \
              test_a_mark_cannot_be_lost, station_tear_down)

int
main (int argc, char **argv)
{
  if (argc == 6 && strcmp (argv[1], "--child") == 0)
    return run_child (argv[2], argv[3], argv[4], argv[5]);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
#ifdef KW_TEST_TWIN
  BATCH_TEST ("a-later-mark-is-found", test_a_later_mark_is_found);
#else
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
  BATCH_TEST ("a-card-that-was-refused-leaves-its-turn",
              test_a_card_that_was_refused_leaves_its_turn);
  BATCH_TEST ("a-card-passed-over-can-be-taken-up-again",
              test_a_card_passed_over_can_be_taken_up_again);
  BATCH_TEST ("a-torn-card-is-finished-and-counts-once",
              test_a_torn_card_is_finished_and_counts_once);
  BATCH_TEST ("another-card-can-take-a-torn-ones-place",
              test_another_card_can_take_a_torn_ones_place);
  BATCH_TEST ("a-stay-that-has-ended-is-told", test_a_stay_that_has_ended_is_told);
  BATCH_TEST ("what-lies-there-is-not-the-next-card-after-a-start",
              test_what_lies_there_is_not_the_next_card_after_a_start);
  BATCH_TEST ("an-ended-batch-is-over-and-forgets-the-names",
              test_an_ended_batch_is_over_and_forgets_the_names);
  KILL_TEST ("killed-before-the-first-byte-no-card-is-written-twice", KW_ISSUE_STATE_INTENT_STORED);
  KILL_TEST ("killed-when-the-card-was-written-it-is-not-written-twice", KW_ISSUE_STATE_VERIFYING);
  BATCH_TEST ("what-was-never-written-stops-nowhere", test_what_was_never_written_stops_nowhere);
  BATCH_TEST ("killed-when-all-was-stored-it-is-done", test_killed_when_all_was_stored_it_is_done);
#endif
  return g_test_run ();
}
