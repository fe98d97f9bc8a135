/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-blocking.h"
#include "kw-desk-cards.h"
#include "kw-desk-watch.h"
#include "station.h"

#define UID_A "04a1b2c3"
#define UID_B "04112233"
#define UID_D "04112233445566"

/* Writes down each phase it is told of. */
static void
on_phase_cb (KwDeskWatch *watch, GParamSpec *pspec, gpointer user_data)
{
  GEnumClass *names = g_type_class_ref (KW_TYPE_DESK_WATCH_PHASE);
  const KwDeskWatchPhase phase = kw_desk_watch_get_phase (watch);

  g_string_append_printf (user_data, "%s ", g_enum_get_value (names, (int)phase)->value_nick);
  g_assert_true ((phase == KW_DESK_WATCH_PHASE_KNOWN) ==
                 (kw_desk_watch_get_outcome (watch) != NULL));
  g_assert_true ((phase == KW_DESK_WATCH_PHASE_FAILED) ==
                 (kw_desk_watch_get_error (watch) != NULL));
  g_type_class_unref (names);
}

static KwDeskWatch *
start_watch (Station *station, GString *phases)
{
  KwDeskWatch *watch = kw_desk_watch_new (station->desk);

  if (phases != NULL)
    g_signal_connect (watch, "notify::phase", G_CALLBACK (on_phase_cb), phases);
  kw_desk_watch_set_active (watch, TRUE);
  station_until (kw_desk_get_encoder_state (station->desk) == KW_DESK_ENCODER_STATE_READY);
  return watch;
}

static void
stop_watch (KwDeskWatch *watch)
{
  kw_desk_watch_set_active (watch, FALSE);
  g_object_unref (watch);
}

static void
wait_phase (KwDeskWatch *watch, KwDeskWatchPhase phase)
{
  station_until (kw_desk_watch_get_phase (watch) == phase);
}

static void
test_a_card_is_known_as_soon_as_it_lies_there (Station *station, gconstpointer unused)
{
  g_autoptr (GString) phases = g_string_new (NULL);
  KwDeskWatch *watch = start_watch (station, phases);
  const KwDeskOutcome *outcome = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  wait_phase (watch, KW_DESK_WATCH_PHASE_KNOWN);
  outcome = kw_desk_watch_get_outcome (watch);
  g_assert_cmpint (outcome->condition, ==, KW_DESK_CONDITION_BLANK);
  g_assert_cmpstr (outcome->medium_name, ==, "classic-1k");

  station_lift (station);
  wait_phase (watch, KW_DESK_WATCH_PHASE_EMPTY);
  g_assert_cmpstr (phases->str, ==, "reading known empty ");
  stop_watch (watch);
}

static void
test_a_card_that_lay_there_before_is_known_too (Station *station, gconstpointer unused)
{
  KwDeskWatch *watch = NULL;

  station_lay_new (station, "desfire", UID_D, "d");
  kw_desk_watch_encoder (station->desk);
  station_run_ms (500);
  watch = start_watch (station, NULL);
  wait_phase (watch, KW_DESK_WATCH_PHASE_KNOWN);
  g_assert_cmpstr (kw_desk_watch_get_outcome (watch)->medium_name, ==, "desfire");
  stop_watch (watch);
}

static void
test_several_cards_are_several_until_one_is_left (Station *station, gconstpointer unused)
{
  KwDeskWatch *watch = start_watch (station, NULL);

  station_lay_new (station, "classic1k", UID_A, "a");
  station_lay_new (station, "classic1k", UID_B, "b");
  wait_phase (watch, KW_DESK_WATCH_PHASE_SEVERAL);
  emulator_process_run (station->emulator, "take a");
  wait_phase (watch, KW_DESK_WATCH_PHASE_KNOWN);
  stop_watch (watch);
}

static void
test_a_chip_we_cannot_use_is_told_with_a_sentence (Station *station, gconstpointer unused)
{
  KwDeskWatch *watch = start_watch (station, NULL);

  station_lay_new (station, "ntag213", "04112233445577", "n");
  wait_phase (watch, KW_DESK_WATCH_PHASE_FAILED);
  g_assert_error (kw_desk_watch_get_error (watch), KW_DESK_ERROR, KW_DESK_ERROR_CARD_UNSUPPORTED);
  station_lift (station);
  wait_phase (watch, KW_DESK_WATCH_PHASE_EMPTY);
  stop_watch (watch);
}

static void
test_without_keys_it_says_so_and_goes_on_when_they_come (Station *station, gconstpointer unused)
{
  KwDeskWatch *watch = start_watch (station, NULL);

  station_lay_new (station, "classic1k", UID_A, "a");
  wait_phase (watch, KW_DESK_WATCH_PHASE_FAILED);
  g_assert_error (kw_desk_watch_get_error (watch), KW_DESK_ERROR, KW_DESK_ERROR_NOT_SET_UP);

  station_import (station);
  station_until (g_error_matches (kw_desk_watch_get_error (watch), KW_DESK_ERROR,
                                  KW_DESK_ERROR_PASSPHRASE_NEEDED));
  station_give_passphrase (station);
  station_make_keys (station);
  wait_phase (watch, KW_DESK_WATCH_PHASE_KNOWN);
  stop_watch (watch);
}

/* A look that finds the keys sealed, and a passphrase that comes @n_turns of the main loop later.
 * FALSE when the look has ended by then. */
static gboolean
give_passphrase_in_look (Station *station, guint n_turns)
{
  KwDeskWatch *watch = NULL;
  gboolean is_looking = FALSE;

  station_close (station);
  station_open (station, station->emulator->connstring);
  watch = start_watch (station, NULL);
  while (kw_desk_watch_get_phase (watch) == KW_DESK_WATCH_PHASE_EMPTY)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < n_turns; i++)
    g_main_context_iteration (NULL, TRUE);
  is_looking = kw_desk_watch_get_phase (watch) == KW_DESK_WATCH_PHASE_READING;

  station_give_passphrase (station);

  wait_phase (watch, KW_DESK_WATCH_PHASE_KNOWN);
  stop_watch (watch);
  return is_looking;
}

static void
test_a_passphrase_in_the_middle_of_a_look_is_heard_of (Station *station, gconstpointer unused)
{
  guint n_turns = 0;

  station_lay_new (station, "classic1k", UID_A, "a");
  while (give_passphrase_in_look (station, n_turns))
    n_turns++;
  g_assert_cmpuint (n_turns, >, 1);
}

static void
test_a_job_goes_first_and_tells_what_the_card_is_then (Station *station, gconstpointer unused)
{
  g_autoptr (GString) phases = g_string_new (NULL);
  KwDeskWatch *watch = start_watch (station, phases);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) issued = NULL;
  g_autoptr (KwDeskOutcome) returned = NULL;
  const KwDeskOutcome *known = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  wait_phase (watch, KW_DESK_WATCH_PHASE_KNOWN);
  issued = station_issue (station, "305", &error);
  g_assert_no_error (error);
  known = kw_desk_watch_get_outcome (watch);
  g_assert_nonnull (known);
  g_assert_cmpint (known->condition, ==, KW_DESK_CONDITION_OURS);
  g_assert_true (known->credential == issued->credential);
  g_assert_nonnull (known->stay);
  g_assert_null (known->why_not);

  returned = station_run (station, kw_desk_job_new_return (station->desk), &error);
  g_assert_no_error (error);
  known = kw_desk_watch_get_outcome (watch);
  g_assert_cmpint (known->condition, ==, KW_DESK_CONDITION_BLANK);
  g_assert_null (known->credential);
  station_run_ms (400);
  g_assert_cmpstr (phases->str, ==, "reading known known known "); /* it was not read again */
  stop_watch (watch);
}

static KwCredentialState
get_known_state (KwDeskWatch *watch)
{
  const KwDeskOutcome *known = kw_desk_watch_get_outcome (watch);

  return known != NULL && known->credential != NULL ? known->credential->state
                                                    : KW_CREDENTIAL_STATE_PENDING;
}

static void
test_what_becomes_of_a_card_that_lies_there_is_told (Station *station, gconstpointer unused)
{
  KwDeskWatch *watch = start_watch (station, NULL);
  g_autofree char *label = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) issued = NULL;
  g_autoptr (KwDeskOutcome) lost = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  wait_phase (watch, KW_DESK_WATCH_PHASE_KNOWN);
  issued = station_issue (station, "305", &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_known_state (watch), ==, KW_CREDENTIAL_STATE_LIVE);
  label = kw_card_dup_label (issued->card);

  kw_desk_report_lost_async (station->desk, label, NULL, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  lost = kw_desk_report_lost_finish (station->desk, result, &error);
  g_assert_no_error (error);
  station_until (get_known_state (watch) == KW_CREDENTIAL_STATE_LOST);
  stop_watch (watch);
}

static void
test_a_card_whose_time_runs_out_is_told (Station *station, gconstpointer unused)
{
  KwDeskWatch *watch = start_watch (station, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) issued = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  wait_phase (watch, KW_DESK_WATCH_PHASE_KNOWN);
  issued = station_issue (station, "305", &error);
  g_assert_no_error (error);
  g_assert_null (kw_desk_watch_get_outcome (watch)->why_not);

  station->now_unix_s += 49 * 3600;
  g_signal_emit_by_name (station->desk, "register-changed"); /* as once a minute */
  wait_phase (watch, KW_DESK_WATCH_PHASE_READING);
  wait_phase (watch, KW_DESK_WATCH_PHASE_KNOWN);
  g_assert_cmpstr (kw_desk_watch_get_outcome (watch)->why_not, ==, "EXPIRED");
  stop_watch (watch);
}

static void
test_a_refused_job_leaves_what_is_known (Station *station, gconstpointer unused)
{
  g_autoptr (GString) phases = g_string_new (NULL);
  KwDeskWatch *watch = start_watch (station, phases);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  wait_phase (watch, KW_DESK_WATCH_PHASE_KNOWN);
  outcome = station_run (station, kw_desk_job_new_return (station->desk), &error);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CARD_NOT_OURS);
  station_run_ms (400);
  g_assert_cmpstr (phases->str, ==, "reading known ");
  stop_watch (watch);
}

static void
test_a_job_in_the_middle_of_a_look_waits_for_no_more_than_that (Station *station,
                                                                gconstpointer unused)
{
  KwDeskWatch *watch = start_watch (station, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  wait_phase (watch, KW_DESK_WATCH_PHASE_READING);
  outcome = station_issue (station, "305", &error);
  g_assert_no_error (error);
  g_assert_cmpint (kw_desk_watch_get_phase (watch), ==, KW_DESK_WATCH_PHASE_KNOWN);
  g_assert_nonnull (kw_desk_watch_get_outcome (watch)->credential);
  stop_watch (watch);
}

static void
test_a_card_laid_for_a_job_is_known_by_the_job (Station *station, gconstpointer unused)
{
  g_autoptr (GString) phases = g_string_new (NULL);
  KwDeskWatch *watch = start_watch (station, phases);
  const KwDeskIssueRequest request = station_request (station, "305");
  g_autoptr (KwDeskJob) job = kw_desk_job_new_issue (station->desk, &request);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;

  kw_desk_job_run_async (job, 5000, NULL, station_take_result_cb, &result);
  station_until (kw_desk_job_get_state (job) == KW_ISSUE_STATE_WAITING_FOR_CARD);
  station_lay_new (station, "classic1k", UID_A, "a");
  station_until (result != NULL);
  outcome = kw_desk_job_run_finish (job, result, &error);
  g_assert_no_error (error);
  station_lift (station);
  wait_phase (watch, KW_DESK_WATCH_PHASE_EMPTY);
  g_assert_cmpstr (phases->str, ==, "reading known empty ");
  stop_watch (watch);
}

/* The card as it was before it was renewed: a copy of it. */
static void
test_a_door_makes_no_card_better_than_it_is (Station *station, gconstpointer unused)
{
  const KwDeskPlace place = { .kind = KW_DESK_PLACE_DOOR,
                              .door = station_request (station, "305").door };
  g_autofree char *image = g_build_filename (station->folder, "image", NULL);
  g_autoptr (GError) error = NULL;
  KwDeskWatch *watch = NULL;
  g_autoptr (KwDeskOutcome) issued = NULL;
  g_autoptr (KwDeskOutcome) renewed = NULL;
  g_autoptr (KwDeskOutcome) shown = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  issued = station_issue (station, "305", &error);
  g_assert_no_error (error);
  emulator_process_run (station->emulator, "save a %s", image);
  renewed = station_run (
      station, kw_desk_job_new_renew (station->desk, station->now_unix_s + 3600, NULL), &error);
  g_assert_no_error (error);
  station_lift (station);
  emulator_process_run (station->emulator, "load a %s", image);
  watch = start_watch (station, NULL);
  station_lay (station, "a");
  wait_phase (watch, KW_DESK_WATCH_PHASE_KNOWN);
  g_assert_cmpstr (kw_desk_watch_get_outcome (watch)->why_not, ==, "SUPERSEDED");

  shown = station_run (station, kw_desk_job_new_try_door (station->desk, &place, 0, FALSE), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (shown->answer, ==, "OPEN"); /* that lock knows nothing newer */
  g_assert_cmpstr (kw_desk_watch_get_outcome (watch)->why_not, ==, "SUPERSEDED");
  stop_watch (watch);
}

/* What only looks at cards stands in nobody's way. */
static void
test_the_watch_is_no_job (Station *station, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwDeskJob) job = kw_desk_job_new_identify (station->desk);
  KwDeskWatch *watch = start_watch (station, NULL);

  station_lay_new (station, "classic1k", UID_A, "a");
  wait_phase (watch, KW_DESK_WATCH_PHASE_READING);
  g_assert_false (kw_desk_has_job (station->desk));
  wait_phase (watch, KW_DESK_WATCH_PHASE_KNOWN);
  station_lift (station);
  wait_phase (watch, KW_DESK_WATCH_PHASE_EMPTY);

  kw_desk_job_run_async (job, 60000, cancellable, station_take_result_cb, &result);
  g_assert_true (kw_desk_has_job (station->desk));
  g_cancellable_cancel (cancellable);
  station_until (result != NULL);
  g_assert_false (kw_desk_has_job (station->desk));
  stop_watch (watch);
}

static void
test_an_interrupted_job_is_finished_and_told (Station *station, gconstpointer unused)
{
  g_autoptr (GString) phases = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;
  KwDeskWatch *watch = NULL;
  const KwDeskOutcome *known = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  emulator_process_run (station->emulator, "fault remove when=after write=12");
  outcome = station_issue (station, "305", &error);
  g_assert_null (outcome);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_PRESENT_CARD_AGAIN);

  watch = start_watch (station, phases);
  station_lay (station, "a");
  wait_phase (watch, KW_DESK_WATCH_PHASE_KNOWN);
  known = kw_desk_watch_get_outcome (watch);
  g_assert_true (known->is_finished);
  g_assert_cmpint (known->condition, ==, KW_DESK_CONDITION_OURS);
  g_assert_true (g_str_has_suffix (phases->str, "reading finishing known "));
  stop_watch (watch);
}

static void
test_a_slow_hand_is_read_again (Station *station, gconstpointer unused)
{
  KwDeskWatch *watch = start_watch (station, NULL);

  /* The first answers of the card itself are lost, as while it slides onto the encoder. */
  emulator_process_run (station->emulator, "fault status value=01 command=40 run=no count=2");
  station_lay_new (station, "classic1k", UID_A, "a");
  wait_phase (watch, KW_DESK_WATCH_PHASE_KNOWN);
  g_assert_cmpuint (emulator_process_get_stat (station->emulator, "faults"), >=, 1);
  stop_watch (watch);
}

static void
test_a_card_is_known_whenever_it_comes (Station *station, gconstpointer unused)
{
  KwDeskWatch *watch = start_watch (station, NULL);
  gint64 total_us = 0;
  gint64 worst_us = 0;

  emulator_process_run (station->emulator, "new desfire " UID_D " d");
  for (guint i = 0; i < 10; i++)
    {
      gint64 began_mono_us = 0;
      gint64 taken_us = 0;

      station_run_ms (100 + 13 * i);
      began_mono_us = g_get_monotonic_time ();
      station_lay (station, "d");
      while (kw_desk_watch_get_phase (watch) != KW_DESK_WATCH_PHASE_KNOWN)
        g_main_context_iteration (NULL, TRUE);
      taken_us = g_get_monotonic_time () - began_mono_us;
      total_us += taken_us;
      worst_us = MAX (worst_us, taken_us);
      station_lift (station);
      wait_phase (watch, KW_DESK_WATCH_PHASE_EMPTY);
    }
  g_test_message ("known after %.0f ms, at worst %.0f ms", total_us / 1e4, worst_us / 1e3);
  stop_watch (watch);
}

static void
on_phase_stop_cb (KwDeskWatch *watch, GParamSpec *pspec, gpointer user_data)
{
  KwDeskWatch **own = user_data;

  if (kw_desk_watch_get_phase (watch) != KW_DESK_WATCH_PHASE_KNOWN)
    return;
  kw_desk_watch_set_active (watch, FALSE);
  g_clear_object (own);
}

static void
test_who_is_told_may_do_away_with_it (Station *station, gconstpointer unused)
{
  KwDeskWatch *watch = kw_desk_watch_new (station->desk);

  g_signal_connect (watch, "notify::phase", G_CALLBACK (on_phase_stop_cb), &watch);
  kw_desk_watch_set_active (watch, TRUE);
  station_lay_new (station, "classic1k", UID_A, "a");
  station_until (watch == NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kw_blocking_forbid_here ();
#define ADD(path, func)                                                                            \
  g_test_add ("/desk/watch/" path, Station, NULL, station_set_up, func, station_tear_down)
  ADD ("a-card-is-known-as-soon-as-it-lies-there", test_a_card_is_known_as_soon_as_it_lies_there);
  ADD ("a-card-that-lay-there-before-is-known-too", test_a_card_that_lay_there_before_is_known_too);
  ADD ("several-cards-are-several-until-one-is-left",
       test_several_cards_are_several_until_one_is_left);
  ADD ("a-chip-we-cannot-use-is-told-with-a-sentence",
       test_a_chip_we_cannot_use_is_told_with_a_sentence);
  ADD ("a-passphrase-in-the-middle-of-a-look-is-heard-of",
       test_a_passphrase_in_the_middle_of_a_look_is_heard_of);
  ADD ("a-job-goes-first-and-tells-what-the-card-is-then",
       test_a_job_goes_first_and_tells_what_the_card_is_then);
  ADD ("what-becomes-of-a-card-that-lies-there-is-told",
       test_what_becomes_of_a_card_that_lies_there_is_told);
  ADD ("a-card-whose-time-runs-out-is-told", test_a_card_whose_time_runs_out_is_told);
  ADD ("a-refused-job-leaves-what-is-known", test_a_refused_job_leaves_what_is_known);
  ADD ("a-job-in-the-middle-of-a-look-waits-for-no-more-than-that",
       test_a_job_in_the_middle_of_a_look_waits_for_no_more_than_that);
  ADD ("a-card-laid-for-a-job-is-known-by-the-job", test_a_card_laid_for_a_job_is_known_by_the_job);
  ADD ("a-door-makes-no-card-better-than-it-is", test_a_door_makes_no_card_better_than_it_is);
  ADD ("the-watch-is-no-job", test_the_watch_is_no_job);
  ADD ("an-interrupted-job-is-finished-and-told", test_an_interrupted_job_is_finished_and_told);
  ADD ("a-slow-hand-is-read-again", test_a_slow_hand_is_read_again);
  ADD ("a-card-is-known-whenever-it-comes", test_a_card_is_known_whenever_it_comes);
  ADD ("who-is-told-may-do-away-with-it", test_who_is_told_may_do_away_with_it);
#undef ADD
  g_test_add ("/desk/watch/without-keys-it-says-so-and-goes-on-when-they-come", Station, NULL,
              station_set_up_bare, test_without_keys_it_says_so_and_goes_on_when_they_come,
              station_tear_down);
  return g_test_run ();
}
