/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* Many cards in a row in a program that is killed in the middle, which is this one, run anew with
 * the arguments of run_child(). Compiled a second time as a station that marks a written card later
 * than its intent (KW_TEST_TWIN): the kill must show it. */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "batch.h"

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
  job = batch_make_job (&station, batch, kw_batch_get_next (batch), FALSE);
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
  g_autoptr (KwBatch) batch = batch_create_rooms (station);
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  gint64 issue = 0;

  station_lay (station, "a");
  write_and_be_killed (station, (KwIssueState)GPOINTER_TO_INT (state));
  batch_reload (station, &batch);
  batch_assert_state (batch, 0, KW_BATCH_CARD_STATE_UNCERTAIN);
  g_assert_true (kw_batch_get_next (batch) == &batch->cards[0]);
  issue = batch->cards[0].issue;

  outcome = batch_try_write (station, batch, 0, "b", FALSE, &error);
  g_assert_null (outcome);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CARD_UNCERTAIN);
  g_assert_cmpuint (batch_count_live (station, batch), ==, 0);

  batch_write_card (station, &batch, 0, "a");
  batch_assert_state (batch, 0, KW_BATCH_CARD_STATE_DONE);
  if (GPOINTER_TO_INT (state) == KW_ISSUE_STATE_VERIFYING)
    g_assert_cmpint (batch->cards[0].issue, ==, issue); /* nothing was written again */
  batch_assert_lying_there (station, "310", FALSE);
  g_assert_cmpuint (batch_count_live (station, batch), ==, 1);
}

/* The program died before the first byte, the card is still blank, and another one is taken. */
static void
test_what_was_never_written_stops_nowhere (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = batch_create_rooms (station);
  g_autoptr (KwDeskOutcome) seen = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  station_lay (station, "a");
  write_and_be_killed (station, KW_ISSUE_STATE_INTENT_STORED);
  seen = batch_identify (station);
  g_assert_cmpint (seen->condition, ==, KW_DESK_CONDITION_BLANK);
  batch_reload (station, &batch);
  batch_assert_state (batch, 0, KW_BATCH_CARD_STATE_OPEN);
  outcome = batch_try_write (station, batch, 0, "b", FALSE, &error);
  g_assert_no_error (error);
  g_assert_false (outcome->credential->grant->is_copy);
  g_assert_cmpuint (outcome->n_superseded, ==, 0);
}

static void
test_killed_when_all_was_stored_it_is_done (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = batch_create_rooms (station);

  station_lay (station, "a");
  write_and_be_killed (station, KW_ISSUE_STATE_DONE);
  batch_reload (station, &batch);
  batch_assert_state (batch, 0, KW_BATCH_CARD_STATE_DONE);
  g_assert_true (kw_batch_get_next (batch) == &batch->cards[1]);
  batch_assert_lying_there (station, "310", FALSE);
}

#else

static void
test_a_later_mark_is_found (Station *station, gconstpointer unused)
{
  g_autoptr (KwBatch) batch = batch_create_rooms (station);

  station_lay (station, "a");
  write_and_be_killed (station, KW_ISSUE_STATE_DONE);
  batch_reload (station, &batch);
  g_assert_true (kw_batch_get_next (batch) == &batch->cards[0]); /* though it is written */
  batch_write_card (station, &batch, 0, "b");
  g_assert_cmpuint (batch_count_live (station, batch), ==, 2); /* a card too many */
  batch_assert_lying_there (station, "310", TRUE);
}

#endif

#define KILL_TEST(name, state)                                                                     \
  g_test_add ("/desk/batch/" name, Station, GINT_TO_POINTER (state), batch_set_up,                 \
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
  KILL_TEST ("killed-before-the-first-byte-no-card-is-written-twice", KW_ISSUE_STATE_INTENT_STORED);
  KILL_TEST ("killed-when-the-card-was-written-it-is-not-written-twice", KW_ISSUE_STATE_VERIFYING);
  BATCH_TEST ("what-was-never-written-stops-nowhere", test_what_was_never_written_stops_nowhere);
  BATCH_TEST ("killed-when-all-was-stored-it-is-done", test_killed_when_all_was_stored_it_is_done);
#endif
  return g_test_run ();
}
