/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* Many cards in a row: what people do with a batch and what the journal says of it, to its end. */
#include "config.h"

#include <string.h>

#include "batch.h"
#include "kw-desk-journal.h"

#define DAY_S 86400

/* The rows behind the first @n_before. */
static GPtrArray *
list_rows (Station *station, guint n_before)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = NULL;

  kw_desk_list_journal_async (station->desk, n_before, 1000, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  rows = kw_desk_list_journal_finish (station->desk, result, &error);
  g_assert_no_error (error);
  return rows;
}

/* That there is one row more than @n_before, and what it says. */
static void
assert_row (Station *station, guint n_before, KwJournalEvent event, const char *facts)
{
  g_autoptr (GPtrArray) rows = list_rows (station, n_before);
  const KwJournalEntry *row = rows->len == 0 ? NULL : rows->pdata[0];

  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (kw_journal_event_to_string (row->event), ==, kw_journal_event_to_string (event));
  g_assert_cmpint (row->at_unix_s, ==, station->now_unix_s);
  g_assert_cmpstr (row->operator_name, !=, "");
  if (strstr (row->data, facts) == NULL)
    g_error ("%s is not in %s", facts, row->data);
}

static KwBatch *
take_up_skipped (Station *station, const KwBatch *batch)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwBatch *now = NULL;

  kw_desk_take_up_skipped_async (station->desk, batch->id, NULL, station_take_result_cb, &result);
  now = batch_take (station, &result, &error);
  g_assert_no_error (error);
  return now;
}

static void
test_what_is_done_with_a_batch_is_a_row (Station *station, gconstpointer unused)
{
  g_autoptr (GError) foreign = g_error_new_literal (KW_DESK_ERROR, KW_DESK_ERROR_CARD_FOREIGN, "");
  g_autoptr (KwBatch) batch = batch_create_rooms (station);
  g_autoptr (KwBatch) ended = NULL;
  guint n = station_count_rows (station);

  assert_row (station, n - 1, KW_JOURNAL_EVENT_BATCH_CREATED, "\"cards\":3,\"done\":0");
  batch_mark (station, &batch, 2, KW_DESK_BATCH_MARK_SKIPPED, foreign);
  assert_row (station, n++, KW_JOURNAL_EVENT_BATCH_CARD_SKIPPED,
              "\"position\":3,\"problem\":\"card-foreign\"");
  batch_mark (station, &batch, 2, KW_DESK_BATCH_MARK_SKIPPED, NULL); /* it is already */
  g_assert_cmpuint (station_count_rows (station), ==, n);
  batch_mark (station, &batch, 2, KW_DESK_BATCH_MARK_AGAIN, NULL);
  assert_row (station, n++, KW_JOURNAL_EVENT_BATCH_SKIPPED_TAKEN_UP, "\"position\":3");

  batch_write_card (station, &batch, 0, "a");
  n = station_count_rows (station);
  batch_mark (station, &batch, 0, KW_DESK_BATCH_MARK_AGAIN, NULL);
  assert_row (station, n++, KW_JOURNAL_EVENT_BATCH_CARD_REDONE, "\"position\":1");
  batch_stop (station, &batch, 0, NULL);
  assert_row (station, n++, KW_JOURNAL_EVENT_BATCH_STOPPED, "\"cards\":3,\"done\":0");
  ended = batch_end (station, batch->id);
  assert_row (station, n++, KW_JOURNAL_EVENT_BATCH_ENDED, "\"cards\":3,\"done\":0");
  kw_batch_unref (batch_end (station, batch->id)); /* it has already */
  g_assert_cmpuint (station_count_rows (station), ==, n);
}

static void
test_a_row_names_the_room_and_nobody (Station *station, gconstpointer unused)
{
  const KwDeskBatchWish wish = { .issue = { .kind = KW_GRANT_KIND_FLOOR,
                                            .building = 1,
                                            .floor = 3,
                                            .holder = "Maria",
                                            .until_unix_s = station->now_unix_s + DAY_S },
                                 .n_cards = 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBatch) rooms = batch_create_rooms (station);
  g_autoptr (KwBatch) staff = NULL;
  g_autofree char *door = g_strdup_printf ("\"doors\":[%u]", rooms->cards[0].door.door);
  guint n = station_count_rows (station);

  batch_mark (station, &rooms, 0, KW_DESK_BATCH_MARK_SKIPPED, NULL);
  assert_row (station, n++, KW_JOURNAL_EVENT_BATCH_CARD_SKIPPED, door);
  staff = batch_create (station, KW_BATCH_KIND_STAFF, &wish, 1, &error);
  g_assert_no_error (error);
  assert_row (station, n++, KW_JOURNAL_EVENT_BATCH_CREATED, "\"kind\":\"staff\"");
  batch_mark (station, &staff, 1, KW_DESK_BATCH_MARK_SKIPPED, NULL);
  assert_row (station, n++, KW_JOURNAL_EVENT_BATCH_CARD_SKIPPED, "\"floor\":3");
  for (guint i = n - 2; i < n; i++)
    {
      g_autoptr (GPtrArray) rows = list_rows (station, i);
      const KwJournalEntry *row = rows->pdata[0];

      g_assert_cmpuint (row->n_personal, ==, 0);
      g_assert_null (strstr (row->data, "Maria"));
    }
}

/* The change and its row stand or fall together: under a suspect clock there is neither. */
static void
test_without_its_row_nothing_changes (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = batch_create_rooms (station);
  g_autoptr (KwBatch) marked = NULL;
  g_autoptr (KwBatch) ended = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const guint n = station_count_rows (station);

  station->now_unix_s -= 2 * DAY_S;
  kw_desk_mark_batch_card_async (station->desk, batch->cards[0].id, KW_DESK_BATCH_MARK_SKIPPED,
                                 NULL, NULL, station_take_result_cb, &result);
  marked = batch_take (station, &result, &error);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CLOCK_SUSPECT);
  g_clear_error (&error);
  kw_desk_end_batch_async (station->desk, batch->id, NULL, station_take_result_cb, &result);
  ended = batch_take (station, &result, &error);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CLOCK_SUSPECT);
  g_assert_cmpuint (station_count_rows (station), ==, n);
  batch_reload (station, &batch);
  batch_assert_state (batch, 0, KW_BATCH_CARD_STATE_OPEN);
  g_assert_cmpint (batch->ended_at_unix_s, ==, 0);
}

static void
test_all_skipped_cards_are_taken_up_at_once (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = batch_create_rooms (station);
  g_autoptr (KwBatch) now = NULL;
  guint n = 0;

  for (guint i = 0; i < 2; i++)
    batch_mark (station, &batch, i, KW_DESK_BATCH_MARK_SKIPPED, NULL);
  n = station_count_rows (station);
  now = take_up_skipped (station, batch);
  g_assert_cmpuint (now->n_skipped, ==, 0);
  g_assert_true (kw_batch_get_next (now) == &now->cards[0]);
  assert_row (station, n++, KW_JOURNAL_EVENT_BATCH_SKIPPED_TAKEN_UP, "\"skipped\":2");
  kw_batch_unref (take_up_skipped (station, now)); /* there are none */
  g_assert_cmpuint (station_count_rows (station), ==, n);
}

static void
test_a_stop_keeps_what_stood_in_the_way (Station *station, gconstpointer unused)
{
  g_autoptr (GError) worn = g_error_new_literal (KW_DESK_ERROR, KW_DESK_ERROR_CARD_DAMAGED, "");
  g_autoptr (KwBatch) batch = batch_create_rooms (station);
  guint n = 0;

  batch_write_card (station, &batch, 0, "a");
  n = station_count_rows (station);
  batch_stop (station, &batch, 1, worn);
  assert_row (station, n++, KW_JOURNAL_EVENT_BATCH_STOPPED,
              "\"position\":2,\"problem\":\"card-damaged\"");
  g_assert_cmpstr (batch->cards[1].problem, ==, "card-damaged");
  g_assert_true (kw_batch_get_next (batch) == &batch->cards[1]);
  batch_stop (station, &batch, 0, worn); /* that one is done: nothing stands in its way */
  g_assert_null (batch->cards[0].problem);
}

static void
test_a_batch_ends_with_its_last_card (Station *station, gconstpointer unused)
{
  const KwDeskBatchWish wish = batch_wish_for (station, "310", batch_open_stay (station, "310"), 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBatch) rooms = batch_create (station, KW_BATCH_KIND_ROOMS, &wish, 1, &error);
  g_autoptr (KwBatch) blank = batch_create_blank (station, 1);
  g_autoptr (GPtrArray) open = NULL;

  batch_write_card (station, &rooms, 0, "a");
  g_assert_cmpint (rooms->ended_at_unix_s, ==, 0);
  batch_write_card (station, &rooms, 1, "b");
  g_assert_cmpint (rooms->ended_at_unix_s, ==, station->now_unix_s);
  assert_row (station, station_count_rows (station) - 1, KW_JOURNAL_EVENT_BATCH_ENDED,
              "\"cards\":2,\"done\":2");
  batch_write_card (station, &blank, 0, "c"); /* which is blank already */
  g_assert_cmpint (blank->ended_at_unix_s, ==, station->now_unix_s);
  open = batch_list_open (station);
  g_assert_cmpuint (open->len, ==, 0);
}

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
  g_autoptr (KwBatch) batch = batch_create (station, KW_BATCH_KIND_STAFF, &wish, 1, &error);
  g_autoptr (KwBatch) ended = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;

  ended = batch_end (station, batch->id);
  g_assert_cmpint (ended->ended_at_unix_s, ==, station->now_unix_s);
  g_assert_cmpstr (ended->cards[0].holder, ==, "Maria");
  open = batch_list_open (station);
  g_assert_cmpuint (open->len, ==, 0);
  batch_reload (station, &batch);
  g_assert_cmpint (batch->ended_at_unix_s, ==, station->now_unix_s);
  g_assert_null (batch->cards[0].holder);

  outcome = batch_try_write (station, ended, 0, "a", FALSE, &error);
  g_assert_null (outcome);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_ALLOWED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  BATCH_TEST ("what-is-done-with-a-batch-is-a-row", test_what_is_done_with_a_batch_is_a_row);
  BATCH_TEST ("a-row-names-the-room-and-nobody", test_a_row_names_the_room_and_nobody);
  BATCH_TEST ("without-its-row-nothing-changes", test_without_its_row_nothing_changes);
  BATCH_TEST ("all-skipped-cards-are-taken-up-at-once",
              test_all_skipped_cards_are_taken_up_at_once);
  BATCH_TEST ("a-stop-keeps-what-stood-in-the-way", test_a_stop_keeps_what_stood_in_the_way);
  BATCH_TEST ("a-batch-ends-with-its-last-card", test_a_batch_ends_with_its_last_card);
  BATCH_TEST ("an-ended-batch-is-over-and-forgets-the-names",
              test_an_ended_batch_is_over_and_forgets_the_names);
  return g_test_run ();
}
