/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* Many cards in a row: what can happen on the way. */
#include "config.h"

#include "batch.h"
#include "kw-desk-stays.h"

/* Tears the first card of the batch in the middle of the write. */
static void
tear (Station *station, KwBatch **batch)
{
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  emulator_process_run (station->emulator, "fault remove when=middle write=3");
  outcome = batch_try_write (station, *batch, 0, "a", FALSE, &error);
  g_assert_null (outcome);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_PRESENT_CARD_AGAIN);
  emulator_process_run (station->emulator, "fault clear");
  batch_reload (station, batch);
  batch_assert_state (*batch, 0, KW_BATCH_CARD_STATE_UNCERTAIN);
  g_assert_true (kw_batch_get_next (*batch) == &(*batch)->cards[0]);
}

static void
test_a_card_that_was_refused_leaves_its_turn (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = batch_create_rooms (station);
  g_autoptr (KwDeskOutcome) issued = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  station_lay (station, "a");
  issued = station_issue (station, "316", &error); /* opens something for somebody */
  g_assert_no_error (error);
  outcome = batch_try_write (station, batch, 0, "a", FALSE, &error);
  g_assert_null (outcome);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CARD_IN_USE);
  batch_reload (station, &batch);
  batch_assert_state (batch, 0, KW_BATCH_CARD_STATE_OPEN);

  batch_stop (station, &batch, 0, error);
  g_assert_cmpstr (batch->cards[0].problem, ==, "card-in-use");
  batch_assert_state (batch, 0, KW_BATCH_CARD_STATE_OPEN);
  batch_write_card (station, &batch, 0, "b");
  batch_assert_state (batch, 0, KW_BATCH_CARD_STATE_DONE);
  g_assert_null (batch->cards[0].problem);
}

static void
test_a_card_passed_over_can_be_taken_up_again (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = batch_create_rooms (station);
  g_autoptr (GError) reason = g_error_new_literal (KW_DESK_ERROR, KW_DESK_ERROR_CARD_FOREIGN, "");

  batch_mark (station, &batch, 0, KW_DESK_BATCH_MARK_SKIPPED, reason);
  batch_assert_state (batch, 0, KW_BATCH_CARD_STATE_SKIPPED);
  g_assert_cmpstr (batch->cards[0].problem, ==, "card-foreign");
  g_assert_cmpuint (batch->n_skipped, ==, 1);
  batch_write_card (station, &batch, 1, "a");
  batch_assert_lying_there (station, "310", /* is_copy= */ FALSE); /* now it is the first one */

  batch_mark (station, &batch, 0, KW_DESK_BATCH_MARK_AGAIN, NULL);
  g_assert_true (kw_batch_get_next (batch) == &batch->cards[0]);
  batch_write_card (station, &batch, 0, "b");
  batch_assert_lying_there (station, "310", /* is_copy= */ TRUE);

  batch_mark (station, &batch, 0, KW_DESK_BATCH_MARK_SKIPPED, NULL); /* too late: it is done */
  batch_assert_state (batch, 0, KW_BATCH_CARD_STATE_DONE);
  batch_mark (station, &batch, 0, KW_DESK_BATCH_MARK_AGAIN, NULL);
  batch_assert_state (batch, 0, KW_BATCH_CARD_STATE_OPEN);
}

static void
test_a_torn_card_is_finished_and_counts_once (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = batch_create_rooms (station);
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (KwDeskOutcome) seen = NULL;
  g_autoptr (GError) error = NULL;

  tear (station, &batch);
  outcome = batch_try_write (station, batch, 0, "b", /* is_other= */ FALSE, &error);
  g_assert_null (outcome);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CARD_UNCERTAIN);
  seen = batch_identify (station);
  g_assert_cmpint (seen->condition, ==, KW_DESK_CONDITION_BLANK);

  batch_write_card (station, &batch, 0, "a");
  batch_assert_state (batch, 0, KW_BATCH_CARD_STATE_DONE);
  batch_assert_lying_there (station, "310", FALSE);
  g_assert_cmpuint (batch_count_live (station, batch), ==, 1);
}

static void
test_another_card_can_take_a_torn_ones_place (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = batch_create_rooms (station);
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  tear (station, &batch);
  outcome = batch_try_write (station, batch, 0, "b", /* is_other= */ TRUE, &error);
  g_assert_no_error (error);
  batch_reload (station, &batch);
  batch_assert_state (batch, 0, KW_BATCH_CARD_STATE_DONE);
  batch_assert_lying_there (station, "310", FALSE);
}

static void
test_a_stay_that_has_ended_is_told (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = batch_create_rooms (station);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwStay) closed = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  kw_desk_close_stay_async (station->desk, batch->cards[0].stay_id, NULL, station_take_result_cb,
                            &result);
  station_until (result != NULL);
  closed = kw_desk_close_stay_finish (station->desk, result, NULL, &error);
  g_assert_no_error (error);
  outcome = batch_try_write (station, batch, 0, "a", FALSE, &error);
  g_assert_null (outcome);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_STAY_MISSING);
}

static void
test_what_lies_there_is_not_the_next_card_after_a_start (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = batch_create_blank (station, 1);
  g_autoptr (KwDeskJob) job = NULL;
  g_autoptr (KwDeskOutcome) seen = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  station_lay (station, "a");
  batch_reopen_station (station);
  seen = batch_identify (station); /* the encoder has looked */
  kw_desk_require_lift (station->desk);
  job = batch_make_job (station, batch, &batch->cards[0], FALSE);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
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
  return g_test_run ();
}
