/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <string.h>

#include "kw-blocking.h"
#include "kw-desk-journal.h"
#include "kw-desk-watch.h"
#include "station.h"

#define UID_A "04a1b2c3"
#define UID_B "04112233"

static void
on_step_cb (KwDeskJob *job, GParamSpec *pspec, gpointer user_data)
{
  GEnumClass *names = g_type_class_ref (KW_TYPE_DESK_JOB_STEP);
  GEnumValue *value = g_enum_get_value (names, (int)kw_desk_job_get_step (job));

  g_string_append_printf (user_data, "%s%s ", value->value_nick,
                          kw_desk_job_is_cancellable (job) ? "" : "!");
  g_type_class_unref (names);
}

static KwDeskJob *
new_issue (Station *station, const char *room)
{
  const KwDeskIssueRequest request = station_request (station, room);

  return kw_desk_job_new_issue (station->desk, &request);
}

static KwDeskOutcome *
finish (KwDeskJob *job, GAsyncResult **result, GError **error)
{
  station_until (*result != NULL);
  return kw_desk_job_run_finish (job, *result, error);
}

/* Steps
 * */

static void
test_a_job_tells_its_steps_in_order (Station *station, gconstpointer unused)
{
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  KwDeskJob *job = new_issue (station, "305");
  g_autoptr (KwDeskOutcome) outcome = NULL;

  g_signal_connect (job, "notify::step", G_CALLBACK (on_step_cb), steps);
  g_assert_cmpint (kw_desk_job_get_step (job), ==, KW_DESK_JOB_STEP_WAITING);
  g_assert_true (kw_desk_job_is_cancellable (job));
  station_lay_new (station, "classic1k", UID_A, "a");
  outcome = station_run (station, job, &error);
  g_assert_no_error (error);
  /* The rules are looked at while stopping still changes nothing. */
  g_assert_cmpstr (steps->str, ==, "reading preparing writing! checking! ended! ");
}

static void
on_step_cancel_cb (KwDeskJob *job, GParamSpec *pspec, gpointer user_data)
{
  if (kw_desk_job_get_step (job) == KW_DESK_JOB_STEP_WRITING)
    g_cancellable_cancel (user_data);
}

static void
test_what_is_being_written_is_written_to_its_end (Station *station, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskJob) job = new_issue (station, "305");
  g_autoptr (KwDeskOutcome) outcome = NULL;

  g_signal_connect (job, "notify::step", G_CALLBACK (on_step_cancel_cb), cancellable);
  station_lay_new (station, "classic1k", UID_A, "a");
  kw_desk_job_run_async (job, 2000, cancellable, station_take_result_cb, &result);
  outcome = finish (job, &result, &error);
  g_assert_no_error (error);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  g_assert_cmpint (outcome->credential->state, ==, KW_CREDENTIAL_STATE_LIVE);
}

static void
test_a_job_that_waits_can_be_stopped (Station *station, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskJob) job = new_issue (station, "305");

  kw_desk_job_run_async (job, 60000, cancellable, station_take_result_cb, &result);
  station_until (kw_desk_job_get_state (job) == KW_ISSUE_STATE_WAITING_FOR_CARD);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish (job, &result, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED);
}

static void
test_a_job_stopped_before_it_waits_ends_too (Station *station, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskJob) job = new_issue (station, "305");

  kw_desk_job_run_async (job, 60000, cancellable, station_take_result_cb, &result);
  g_cancellable_cancel (cancellable); /* it has its turn, and opens the keys */
  g_assert_null (finish (job, &result, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED);
}

/* Turns
 * */

static void
test_jobs_take_turns (Station *station, gconstpointer unused)
{
  g_autoptr (GAsyncResult) first_result = NULL;
  g_autoptr (GAsyncResult) second_result = NULL;
  g_autoptr (GAsyncResult) third_result = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskJob) first = new_issue (station, "305");
  g_autoptr (KwDeskJob) second = new_issue (station, "306");
  g_autoptr (KwDeskJob) third = kw_desk_job_new_identify (station->desk);
  g_autoptr (KwDeskOutcome) issued = NULL;
  g_autoptr (KwDeskOutcome) identified = NULL;

  kw_desk_job_run_async (first, 5000, NULL, station_take_result_cb, &first_result);
  kw_desk_job_run_async (second, 5000, cancellable, station_take_result_cb, &second_result);
  kw_desk_job_run_async (third, 5000, NULL, station_take_result_cb, &third_result);
  station_until (kw_desk_job_get_state (first) == KW_ISSUE_STATE_WAITING_FOR_CARD);
  g_assert_cmpint (kw_desk_job_get_state (second), ==, KW_ISSUE_STATE_QUEUED);

  g_cancellable_cancel (cancellable); /* who waits for a turn may go */
  g_assert_null (finish (second, &second_result, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED);
  g_clear_error (&error);

  station_lay_new (station, "classic1k", UID_A, "a");
  issued = finish (first, &first_result, &error);
  g_assert_no_error (error);
  identified = finish (third, &third_result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (identified->credential->number, ==, issued->credential->number);
}

/* One card after the other
 * */

static void
test_the_card_of_the_job_before_is_not_the_next_one (Station *station, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskJob) next = new_issue (station, "305");
  g_autoptr (KwDeskOutcome) first = NULL;
  g_autoptr (KwDeskOutcome) second = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  first = station_issue (station, "305", &error);
  g_assert_no_error (error);

  kw_desk_job_set_fresh_card (next, TRUE);
  kw_desk_job_run_async (next, 60000, NULL, station_take_result_cb, &result);
  station_until (kw_desk_job_is_lift_needed (next));
  station_run_ms (400);
  g_assert_null (result);
  g_assert_cmpint (kw_desk_job_get_step (next), ==, KW_DESK_JOB_STEP_WAITING);

  station_lift (station);
  station_until (!kw_desk_job_is_lift_needed (next));
  station_lay_new (station, "classic1k", UID_B, "b");
  second = finish (next, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->card->id, !=, first->card->id);
  g_assert_true (second->credential->grant->is_copy);
}

static void
test_the_same_plastic_counts_when_it_was_lifted (Station *station, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskJob) next = kw_desk_job_new_return (station->desk);
  g_autoptr (KwDeskOutcome) first = NULL;
  g_autoptr (KwDeskOutcome) second = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  first = station_issue (station, "305", &error);
  g_assert_no_error (error);
  kw_desk_job_set_fresh_card (next, TRUE);
  kw_desk_job_run_async (next, 60000, NULL, station_take_result_cb, &result);
  station_until (kw_desk_job_is_lift_needed (next));
  station_lift (station);
  station_until (!kw_desk_job_is_lift_needed (next));
  station_lay (station, "a");
  second = finish (next, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->card->id, ==, first->card->id);
}

static void
test_an_encoder_that_was_away_lifts_no_card (Station *station, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskJob) next = NULL;
  g_autoptr (KwDeskOutcome) first = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  first = station_issue (station, "305", &error);
  g_assert_no_error (error);
  emulator_process_run (station->emulator, "unplug");
  station_until (kw_desk_get_encoder_state (station->desk) == KW_DESK_ENCODER_STATE_MISSING);
  emulator_process_run (station->emulator, "plug");
  station_until (kw_desk_get_encoder_state (station->desk) == KW_DESK_ENCODER_STATE_READY);

  next = new_issue (station, "306");
  kw_desk_job_set_fresh_card (next, TRUE);
  kw_desk_job_run_async (next, 60000, cancellable, station_take_result_cb, &result);
  station_until (kw_desk_job_is_lift_needed (next));
  station_run_ms (600);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish (next, &result, &error));
}

static void
test_without_a_wish_the_same_card_is_taken (Station *station, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) issued = NULL;
  g_autoptr (KwDeskOutcome) returned = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  issued = station_issue (station, "305", &error);
  g_assert_no_error (error);
  returned = station_run (station, kw_desk_job_new_return (station->desk), &error);
  g_assert_no_error (error);
}

static void
test_the_card_of_another_stay_is_not_taken (Station *station, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) issued = NULL;
  g_autoptr (KwDeskOutcome) returned = NULL;
  KwDeskJob *job = kw_desk_job_new_return (station->desk);

  station_lay_new (station, "classic1k", UID_A, "a");
  issued = station_issue (station, "305", &error);
  g_assert_no_error (error);
  kw_desk_job_set_expected_stay (job, issued->stay->id + 1);
  g_assert_null (station_run (station, job, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CARD_WRONG_STAY);
  g_clear_error (&error);

  job = kw_desk_job_new_return (station->desk);
  kw_desk_job_set_expected_stay (job, issued->stay->id);
  returned = station_run (station, job, &error);
  g_assert_no_error (error);
}

static void
test_another_staff_card_is_not_taken (Station *station, gconstpointer unused)
{
  const KwDeskIssueRequest request = {
    .kind = KW_GRANT_KIND_FLOOR,
    .holder = "Ada",
    .building = 1,
    .floor = 3,
    .until_unix_s = station->now_unix_s + 86400,
  };
  const gint64 later_unix_s = request.until_unix_s + 86400;
  g_autoptr (KwDeskJob) next = kw_desk_job_new_issue (station->desk, &request);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) first = NULL;
  g_autoptr (KwDeskOutcome) second = NULL;
  g_autoptr (KwDeskOutcome) renewed = NULL;
  KwDeskJob *job = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  first = station_run (station, kw_desk_job_new_issue (station->desk, &request), &error);
  g_assert_no_error (error);
  kw_desk_job_set_fresh_card (next, TRUE);
  kw_desk_job_run_async (next, 60000, NULL, station_take_result_cb, &result);
  station_until (kw_desk_job_is_lift_needed (next));
  station_lift (station);
  station_until (!kw_desk_job_is_lift_needed (next));
  station_lay_new (station, "classic1k", UID_B, "b");
  second = finish (next, &result, &error);
  g_assert_no_error (error);

  job = kw_desk_job_new_renew (station->desk, later_unix_s, NULL);
  kw_desk_job_set_expected_credential (job, first->credential->number);
  g_assert_null (station_run (station, job, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CARD_WRONG_STAY);
  g_clear_error (&error);

  job = kw_desk_job_new_return (station->desk);
  kw_desk_job_set_expected_credential (job, first->credential->number);
  g_assert_null (station_run (station, job, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CARD_WRONG_STAY);
  g_clear_error (&error);

  job = kw_desk_job_new_renew (station->desk, later_unix_s, NULL);
  kw_desk_job_set_expected_credential (job, second->credential->number);
  renewed = station_run (station, job, &error);
  g_assert_no_error (error);
  g_assert_cmpint (renewed->credential->grant->valid_until_unix_s, ==, later_unix_s);
}

/* Why
 * */

static char *
dup_last_intent (Station *station)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  char *data = NULL;

  kw_desk_list_journal_async (station->desk, 0, 100000, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  rows = kw_desk_list_journal_finish (station->desk, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const KwJournalEntry *entry = g_ptr_array_index (rows, i);

      if (entry->event != KW_JOURNAL_EVENT_CARD_ISSUE_INTENDED)
        continue;
      g_free (data);
      data = g_strdup (entry->data);
    }
  return data;
}

static void
test_why_a_card_is_new_stands_in_the_journal (Station *station, gconstpointer unused)
{
  KwDeskIssueRequest request = station_request (station, "305");
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) first = NULL;
  g_autoptr (KwDeskOutcome) copy = NULL;
  g_autoptr (KwDeskOutcome) new = NULL;
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  first = station_issue (station, "305", &error);
  g_assert_no_error (error);
  station_lift (station);
  station_run_ms (250);
  station_lay_new (station, "classic1k", UID_B, "b");

  request.new_reason = KW_DESK_NEW_REASON_LOST; /* but it becomes a copy */
  copy = station_run (station, kw_desk_job_new_issue (station->desk, &request), &error);
  g_assert_no_error (error);
  without = dup_last_intent (station);
  g_assert_null (strstr (without, "new_reason"));

  request.mode = KW_DESK_ISSUE_MODE_NEW;
  new = station_run (station, kw_desk_job_new_issue (station->desk, &request), &error);
  g_assert_no_error (error);
  with = dup_last_intent (station);
  g_assert_nonnull (strstr (with, "\"new_reason\":\"lost\""));
}

/* The lamp
 * */

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  ++*(guint *)user_data;
}

static void
test_the_lamp_tells_how_the_encoder_is (Station *station, gconstpointer unused)
{
  guint n_notified = 0;
  const GError *problem = NULL;

  g_signal_connect (station->desk, "notify::encoder-state", G_CALLBACK (count_cb), &n_notified);
  g_assert_cmpint (kw_desk_get_encoder_state (station->desk), ==, KW_DESK_ENCODER_STATE_STARTING);
  g_assert_null (kw_desk_get_encoder_name (station->desk));
  kw_desk_watch_encoder (station->desk);
  station_until (kw_desk_get_encoder_state (station->desk) == KW_DESK_ENCODER_STATE_READY);
  g_assert_nonnull (kw_desk_get_encoder_name (station->desk));
  g_assert_null (kw_desk_get_encoder_problem (station->desk));
  g_assert_cmpuint (n_notified, ==, 1);

  emulator_process_run (station->emulator, "unplug");
  station_until (kw_desk_get_encoder_state (station->desk) == KW_DESK_ENCODER_STATE_MISSING);
  problem = kw_desk_get_encoder_problem (station->desk);
  g_assert_error (problem, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_UNPLUGGED);
  station_run_ms (900); /* it is tried again meanwhile, and that is no news */
  g_assert_cmpuint (n_notified, ==, 2);

  emulator_process_run (station->emulator, "plug");
  station_until (kw_desk_get_encoder_state (station->desk) == KW_DESK_ENCODER_STATE_READY);
  g_assert_cmpuint (n_notified, ==, 3);
}

static void
test_the_lamp_of_no_encoder_is_off (Station *station, gconstpointer unused)
{
  station_close (station);
  station_open (station, NULL);
  kw_desk_watch_encoder (station->desk);
  g_assert_cmpint (kw_desk_get_encoder_state (station->desk), ==, KW_DESK_ENCODER_STATE_NONE);
  g_assert_error (kw_desk_get_encoder_problem (station->desk), KW_DESK_ERROR,
                  KW_DESK_ERROR_ENCODER_MISSING);
}

static void
test_an_encoder_in_use_is_busy (Station *station, gconstpointer unused)
{
  KwDesk *own = NULL;
  g_autofree char *folder = g_steal_pointer (&station->folder);
  g_autoptr (GError) error = NULL;

  kw_desk_watch_encoder (station->desk);
  station_until (kw_desk_get_encoder_state (station->desk) == KW_DESK_ENCODER_STATE_READY);

  own = g_steal_pointer (&station->desk);
  station->folder = g_dir_make_tmp ("keywright-desk-XXXXXX", &error);
  g_assert_no_error (error);
  station_open (station, station->emulator->connstring);
  kw_desk_watch_encoder (station->desk);
  station_until (kw_desk_get_encoder_state (station->desk) == KW_DESK_ENCODER_STATE_BUSY);
  g_assert_error (kw_desk_get_encoder_problem (station->desk), KW_DESK_ERROR,
                  KW_DESK_ERROR_ENCODER_BUSY);
  station_tear_down_desk (station);
  station->desk = own;
  station->folder = g_steal_pointer (&folder);
}

/* Opening and closing
 * */

static void
test_a_folder_that_cannot_be_made_is_told (Station *station, gconstpointer unused)
{
  const KwDeskConfig config = {
    .data_dir = "/proc/nowhere",
    .worker_path = "/nonexistent",
    .clock = &station->clock,
    .operator_name = "tester",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  kw_desk_open_async (&config, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  g_assert_null (kw_desk_open_finish (result, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_DATA_FOLDER);
}

static void
test_closing_stops_what_waits (Station *station, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) queued_result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskJob) job = new_issue (station, "305");
  g_autoptr (KwDeskJob) queued = new_issue (station, "306");

  kw_desk_job_run_async (job, 60000, NULL, station_take_result_cb, &result);
  kw_desk_job_run_async (queued, 60000, NULL, station_take_result_cb, &queued_result);
  station_until (kw_desk_job_get_state (job) == KW_ISSUE_STATE_WAITING_FOR_CARD);
  {
    g_autoptr (GAsyncResult) closed = NULL;

    kw_desk_close_async (station->desk, station_take_result_cb, &closed);
    station_until (closed != NULL);
    kw_desk_close_finish (station->desk, closed);
  }
  g_assert_null (finish (job, &result, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (finish (queued, &queued_result, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED);
  g_clear_object (&station->desk);
}

static void
on_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  kw_desk_close_finish (KW_DESK (source), result);
}

static void
on_step_close_cb (KwDeskJob *job, GParamSpec *pspec, gpointer user_data)
{
  Station *station = user_data;

  if (kw_desk_job_get_step (job) == KW_DESK_JOB_STEP_WRITING)
    kw_desk_close_async (station->desk, on_closed_cb, NULL);
}

static void
test_closing_lets_a_card_be_written (Station *station, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskJob) job = new_issue (station, "305");
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (KwDeskOutcome) read_again = NULL;

  g_signal_connect (job, "notify::step", G_CALLBACK (on_step_close_cb), station);
  station_lay_new (station, "classic1k", UID_A, "a");
  kw_desk_job_run_async (job, 2000, NULL, station_take_result_cb, &result);
  outcome = finish (job, &result, &error);
  g_assert_no_error (error);
  g_clear_object (&job);
  g_clear_object (&result);
  g_object_add_weak_pointer (G_OBJECT (station->desk), (gpointer *)&station->desk);
  g_object_unref (station->desk);
  station_until (station->desk == NULL);

  station_open (station, station->emulator->connstring);
  station_give_passphrase (station);
  read_again = station_run (station, kw_desk_job_new_identify (station->desk), &error);
  g_assert_no_error (error);
  g_assert_cmpint (read_again->credential->number, ==, outcome->credential->number);
  g_assert_cmpint (read_again->credential->state, ==, KW_CREDENTIAL_STATE_LIVE);
}

static void
test_a_closed_desk_does_nothing_more (Station *station, gconstpointer unused)
{
  g_autoptr (KwDesk) desk = g_object_ref (station->desk);
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) digest_result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskJob) job = new_issue (station, "305");

  kw_desk_close_async (desk, station_take_result_cb, &closed);
  station_until (closed != NULL);
  kw_desk_job_run_async (job, 0, NULL, station_take_result_cb, &result);
  g_assert_null (finish (job, &result, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED);
  g_clear_error (&error);
  kw_desk_digest_async (desk, NULL, station_take_result_cb, &digest_result);
  station_until (digest_result != NULL);
  g_assert_null (kw_desk_digest_finish (desk, digest_result, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED);
  g_clear_object (&station->desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kw_blocking_forbid_here ();
#define ADD(path, func)                                                                            \
  g_test_add ("/desk/job/" path, Station, NULL, station_set_up, func, station_tear_down)
#define ADD_BARE(path, func)                                                                       \
  g_test_add ("/desk/job/" path, Station, NULL, station_set_up_bare, func, station_tear_down)
  ADD ("a-job-tells-its-steps-in-order", test_a_job_tells_its_steps_in_order);
  ADD ("what-is-being-written-is-written-to-its-end",
       test_what_is_being_written_is_written_to_its_end);
  ADD ("a-job-that-waits-can-be-stopped", test_a_job_that_waits_can_be_stopped);
  ADD ("a-job-stopped-before-it-waits-ends-too", test_a_job_stopped_before_it_waits_ends_too);
  ADD ("jobs-take-turns", test_jobs_take_turns);
  ADD ("the-card-of-another-stay-is-not-taken", test_the_card_of_another_stay_is_not_taken);
  ADD ("another-staff-card-is-not-taken", test_another_staff_card_is_not_taken);
  ADD ("the-card-of-the-job-before-is-not-the-next-one",
       test_the_card_of_the_job_before_is_not_the_next_one);
  ADD ("the-same-plastic-counts-when-it-was-lifted",
       test_the_same_plastic_counts_when_it_was_lifted);
  ADD ("an-encoder-that-was-away-lifts-no-card", test_an_encoder_that_was_away_lifts_no_card);
  ADD ("without-a-wish-the-same-card-is-taken", test_without_a_wish_the_same_card_is_taken);
  ADD ("why-a-card-is-new-stands-in-the-journal", test_why_a_card_is_new_stands_in_the_journal);
  ADD ("closing-stops-what-waits", test_closing_stops_what_waits);
  ADD ("closing-lets-a-card-be-written", test_closing_lets_a_card_be_written);
  ADD ("a-closed-desk-does-nothing-more", test_a_closed_desk_does_nothing_more);
  ADD_BARE ("the-lamp-tells-how-the-encoder-is", test_the_lamp_tells_how_the_encoder_is);
  ADD_BARE ("the-lamp-of-no-encoder-is-off", test_the_lamp_of_no_encoder_is_off);
  ADD_BARE ("an-encoder-in-use-is-busy", test_an_encoder_in_use_is_busy);
  ADD_BARE ("a-folder-that-cannot-be-made-is-told", test_a_folder_that_cannot_be_made_is_told);
#undef ADD
#undef ADD_BARE
  return g_test_run ();
}
