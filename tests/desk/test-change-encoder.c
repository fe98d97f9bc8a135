/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* Another encoder takes the place of the one the desk has, while it runs. */
#include "config.h"

#include "kw-desk-watch.h"
#include "station.h"

#define UID_A "04a1b2c3"
#define UID_B "04112233"

static gboolean
change (Station *station, const char *encoder, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_change_encoder_async (station->desk, encoder, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  return kw_desk_change_encoder_finish (station->desk, result, error);
}

static void
test_the_card_on_the_other_one_is_seen (Station *station, gconstpointer unused)
{
  EmulatorProcess *other = emulator_process_start (g_getenv ("KW_TEST_EMULATOR"), "none");
  g_autoptr (KwDeskWatch) watch = kw_desk_watch_new (station->desk);
  g_autoptr (GError) error = NULL;

  kw_desk_watch_set_active (watch, TRUE);
  station_lay_new (station, "classic1k", UID_A, "a");
  station_until (kw_desk_watch_get_phase (watch) == KW_DESK_WATCH_PHASE_KNOWN);

  g_assert_true (change (station, other->connstring, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (kw_desk_get_encoder (station->desk), ==, other->connstring);
  g_assert_cmpint (kw_desk_watch_get_phase (watch), ==, KW_DESK_WATCH_PHASE_EMPTY);
  station_until (kw_desk_get_encoder_state (station->desk) == KW_DESK_ENCODER_STATE_READY);
  g_assert_cmpint (kw_desk_watch_get_phase (watch), ==, KW_DESK_WATCH_PHASE_EMPTY);

  emulator_process_run (other, "new classic1k %s b", UID_B);
  emulator_process_run (other, "put b");
  station_until (kw_desk_watch_get_phase (watch) == KW_DESK_WATCH_PHASE_KNOWN);

  kw_desk_watch_set_active (watch, FALSE);
  g_assert_true (change (station, station->emulator->connstring, &error));
  emulator_process_stop (other);
}

static void
test_a_job_comes_to_its_end_first (Station *station, gconstpointer unused)
{
  g_autofree char *own = g_strdup (kw_desk_get_encoder (station->desk));
  KwDeskIssueRequest request = station_request (station, "305");
  g_autoptr (KwDeskJob) job = kw_desk_job_new_issue (station->desk, &request);
  g_autoptr (GAsyncResult) job_result = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwDeskOutcome *outcome = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  kw_desk_job_run_async (job, 5000, NULL, station_take_result_cb, &job_result);
  station_until (!kw_desk_job_is_cancellable (job) || job_result != NULL);
  kw_desk_change_encoder_async (station->desk, NULL, NULL, station_take_result_cb, &result);
  g_assert_cmpstr (kw_desk_get_encoder (station->desk), ==, own);
  station_until (result != NULL);

  g_assert_nonnull (job_result);
  outcome = kw_desk_job_run_finish (job, job_result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome->condition, ==, KW_DESK_CONDITION_OURS);
  kw_desk_outcome_free (outcome);
  g_assert_true (kw_desk_change_encoder_finish (station->desk, result, &error));
  g_assert_cmpint (kw_desk_get_encoder_state (station->desk), ==, KW_DESK_ENCODER_STATE_NONE);
}

static void
test_who_probes_the_old_one_is_told (Station *station, gconstpointer unused)
{
  g_autoptr (GAsyncResult) probed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  kw_desk_probe_encoder_async (station->desk, NULL, station_take_result_cb, &probed);
  g_assert_true (change (station, "pn532_uart:/dev/null/nowhere", &error));
  station_until (probed != NULL);
  name = kw_desk_probe_encoder_finish (station->desk, probed, &error);
  g_assert_null (name);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED);
  station_until (kw_desk_get_encoder_problem (station->desk) != NULL);
}

#define TEST(path, function)                                                                       \
  g_test_add (path, Station, NULL, station_set_up, function, station_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/desk/change-encoder/the-card-on-the-other-one-is-seen",
        test_the_card_on_the_other_one_is_seen);
  TEST ("/desk/change-encoder/a-job-comes-to-its-end-first", test_a_job_comes_to_its_end_first);
  TEST ("/desk/change-encoder/who-probes-the-old-one-is-told", test_who_probes_the_old_one_is_told);
  return g_test_run ();
}
