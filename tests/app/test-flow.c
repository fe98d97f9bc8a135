/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* The flow through the writing of cards, with the real worker at the emulated encoder. */
#include "config.h"

#include "station.h"

#include "kw-error-words.h"
#include "kw-flow.h"

#include <string.h>

static KwFlow *
make_flow (Station *station, const char *room, KwDeskIssueMode mode, guint n_cards)
{
  const KwDoorRef door = station_get_door (station, room);
  const KwFlowOrder order = {
    .kind = KW_FLOW_KIND_ISSUE,
    .issue = { .kind = KW_GRANT_KIND_TENANT, .mode = mode, .door = door },
  };

  return kw_flow_new (station->desk.desk, &order, n_cards);
}

static gboolean
is_in (gpointer user_data, KwFlowState state)
{
  return kw_flow_get_state (user_data) == state;
}

static gboolean
is_laying_down (gpointer flow)
{
  return is_in (flow, KW_FLOW_STATE_LAY_DOWN);
}

static gboolean
is_done (gpointer flow)
{
  return is_in (flow, KW_FLOW_STATE_DONE);
}

static gboolean
is_not_done (gpointer flow)
{
  return is_in (flow, KW_FLOW_STATE_NOT_DONE);
}

static gboolean
is_writing (gpointer flow)
{
  return is_in (flow, KW_FLOW_STATE_WRITING);
}

static gboolean
is_in_review (gpointer flow)
{
  return is_in (flow, KW_FLOW_STATE_REVIEW);
}

static gboolean
has_several (gpointer flow)
{
  return kw_flow_has_several_cards (flow);
}

static void
assert_error (KwFlow *flow, KwDeskError code, KwErrorAction action)
{
  station_until (is_not_done, flow);
  g_assert_error ((GError *)kw_flow_get_error (flow), KW_DESK_ERROR, (int)code);
  g_assert_cmpint (kw_error_words_get_action (kw_flow_get_error (flow)), ==, action);
}

/* What is on the card, as a fresh look at it says. */
static void
assert_carries (Station *station, const char *room)
{
  g_autoptr (KwDeskJob) job = kw_desk_job_new_identify (station->desk.desk);
  g_autoptr (KwDeskOutcome) outcome = station_run (station, job);
  const KwDoorRef door = station_get_door (station, room);

  g_assert_cmpint (outcome->condition, ==, KW_DESK_CONDITION_OURS);
  g_assert_true (outcome->is_known);
  g_assert_cmpuint (outcome->credential->grant->door, ==, door.door);
  g_assert_cmpint (outcome->credential->state, ==, KW_CREDENTIAL_STATE_LIVE);
}

static void
note_step_cb (KwFlow *flow, GParamSpec *spec, gpointer user_data)
{
  if (kw_flow_get_state (flow) == KW_FLOW_STATE_WRITING ||
      kw_flow_get_step (flow) == KW_DESK_JOB_STEP_READING)
    g_string_append_printf (user_data, "%u", kw_flow_get_step (flow));
}

static void
test_a_card_is_written_step_by_step (Station *station, gconstpointer unused)
{
  g_autoptr (KwFlow) flow = make_flow (station, "306", KW_DESK_ISSUE_MODE_AUTO, 1);
  g_autoptr (GString) steps = g_string_new (NULL);

  g_signal_connect (flow, "notify::step", G_CALLBACK (note_step_cb), steps);
  kw_flow_start (flow);
  g_assert_cmpint (kw_flow_get_state (flow), ==, KW_FLOW_STATE_LAY_DOWN);
  station_do (station, "new classic1k 04a1b2c3 a");
  station_do (station, "put a");
  station_until (is_done, flow);

  g_assert_cmpstr (steps->str, ==, "12345"); /* reading to checking, ended */
  g_assert_true (kw_flow_is_over (flow));
  g_assert_cmpuint (kw_flow_get_n_done (flow), ==, 1);
  g_assert_nonnull (kw_flow_get_outcome (flow)->card);
  assert_carries (station, "306");
}

static void
test_the_card_just_written_is_not_the_next_one (Station *station, gconstpointer unused)
{
  g_autoptr (KwFlow) flow = make_flow (station, "306", KW_DESK_ISSUE_MODE_NEW, 2);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  station_do (station, "new classic1k 04a1b2c3 a");
  station_do (station, "new classic1k 04a1b2c4 b");
  station_do (station, "put a");
  kw_flow_start (flow);
  station_until (is_done, flow);
  first = kw_card_dup_label (kw_flow_get_outcome (flow)->card);
  g_assert_false (kw_flow_is_over (flow));
  g_assert_false (kw_flow_get_outcome (flow)->credential->grant->is_copy);
  station_wait_ms (300);
  g_assert_cmpuint (kw_flow_get_n_done (flow), ==, 1);
  g_assert_true (is_done (flow)); /* the card still lies there */

  station_do (station, "take");
  station_until (is_laying_down, flow);
  station_do (station, "put b");
  station_until (is_done, flow);
  second = kw_card_dup_label (kw_flow_get_outcome (flow)->card);
  g_assert_true (kw_flow_is_over (flow));
  g_assert_cmpstr (first, !=, second);
  g_assert_true (kw_flow_get_outcome (flow)->credential->grant->is_copy);
  g_assert_cmpuint (kw_flow_get_outcome (flow)->n_superseded, ==, 0);
  assert_carries (station, "306");
}

static void
test_stopping_before_a_card_changes_nothing (Station *station, gconstpointer unused)
{
  g_autoptr (KwFlow) flow = make_flow (station, "306", KW_DESK_ISSUE_MODE_AUTO, 2);

  kw_flow_start (flow);
  station_wait_ms (50);
  kw_flow_stop (flow);
  g_assert_true (kw_flow_is_stopping (flow));
  station_until (is_in_review, flow);
  g_assert_false (kw_flow_is_stopping (flow));

  station_do (station, "new classic1k 04a1b2c3 a");
  station_do (station, "put a");
  kw_flow_start (flow);
  station_until (is_done, flow);
  kw_flow_stop (flow); /* the second one is not wanted any more */
  g_assert_true (kw_flow_is_over (flow));
  g_assert_cmpuint (kw_flow_get_n_cards (flow), ==, 1);
}

static void
stop_at_writing_cb (KwFlow *flow, GParamSpec *spec, gpointer user_data)
{
  if (kw_flow_get_step (flow) != KW_DESK_JOB_STEP_WRITING)
    return;
  g_assert_false (kw_flow_can_leave (flow));
  kw_flow_stop (flow);
  *(gboolean *)user_data = kw_flow_is_stopping (flow);
}

static void
test_a_card_being_written_is_finished_before_it_stops (Station *station, gconstpointer unused)
{
  g_autoptr (KwFlow) flow = make_flow (station, "306", KW_DESK_ISSUE_MODE_AUTO, 3);
  gboolean was_stopping = FALSE;

  g_signal_connect (flow, "notify::step", G_CALLBACK (stop_at_writing_cb), &was_stopping);
  station_do (station, "new classic1k 04a1b2c3 a");
  station_do (station, "put a");
  kw_flow_start (flow);
  station_until (is_done, flow);

  g_assert_true (was_stopping);
  g_assert_true (kw_flow_is_over (flow));
  g_assert_cmpuint (kw_flow_get_n_cards (flow), ==, 1);
  assert_carries (station, "306");
}

static void
test_a_torn_card_goes_on_when_it_is_laid_down_again (Station *station, gconstpointer unused)
{
  g_autoptr (KwFlow) flow = make_flow (station, "306", KW_DESK_ISSUE_MODE_AUTO, 1);
  g_autofree char *sentence = NULL;

  station_do (station, "new classic1k 04a1b2c3 a");
  station_do (station, "put a");
  station_do (station, "fault remove when=middle write=3");
  kw_flow_start (flow);
  assert_error (flow, KW_DESK_ERROR_PRESENT_CARD_AGAIN, KW_ERROR_ACTION_LAY_DOWN_AGAIN);
  sentence = kw_flow_dup_sentence (flow);
  g_assert_nonnull (strstr (sentence, "taken away too early"));
  g_assert_true (kw_flow_is_card_uncertain (flow));

  station_do (station, "put a");
  station_until (is_done, flow);
  g_assert_false (kw_flow_is_card_uncertain (flow));
  assert_carries (station, "306");
}

/* Three times it goes on by itself; then it waits for somebody who has looked at the card. */
static void
test_a_card_torn_time_after_time_waits_for_a_hand (Station *station, gconstpointer unused)
{
  g_autoptr (KwFlow) flow = make_flow (station, "306", KW_DESK_ISSUE_MODE_AUTO, 1);

  station_do (station, "new classic1k 04a1b2c3 a");
  kw_flow_start (flow);
  for (guint i = 0; i < 3; i++)
    {
      station_do (station, "fault remove when=before write=1");
      station_do (station, "put a");
      station_until (is_writing, flow);
      station_until (is_not_done, flow);
    }
  g_assert_true (kw_flow_can_leave (flow));

  station_do (station, "put a");
  station_wait_ms (500);
  g_assert_cmpint (kw_flow_get_state (flow), ==, KW_FLOW_STATE_NOT_DONE);
  kw_flow_retry (flow, /* is_other_card= */ FALSE);
  station_until (is_done, flow);
  assert_carries (station, "306");
}

static void
test_two_cards_wait_until_one_is_left (Station *station, gconstpointer unused)
{
  g_autoptr (KwFlow) flow = make_flow (station, "306", KW_DESK_ISSUE_MODE_AUTO, 1);

  station_do (station, "new classic1k 04a1b2c3 a");
  station_do (station, "new classic1k 04a1b2c4 b");
  station_do (station, "put a");
  station_do (station, "put b");
  kw_flow_start (flow);
  station_until (has_several, flow);
  g_assert_true (is_laying_down (flow));
  station_do (station, "take b");
  station_until (is_done, flow);
  g_assert_false (kw_flow_has_several_cards (flow));
}

static void
test_a_foreign_card_is_left_alone (Station *station, gconstpointer unused)
{
  g_autoptr (KwFlow) flow = make_flow (station, "306", KW_DESK_ISSUE_MODE_AUTO, 1);
  g_autofree char *sentence = NULL;

  station_do (station, "new classic1k 04a1b2c3 theirs");
  station_make_foreign (station, "theirs");
  station_do (station, "put theirs");
  kw_flow_start (flow);
  assert_error (flow, KW_DESK_ERROR_CARD_FOREIGN, KW_ERROR_ACTION_USE_ANOTHER_CARD);
  sentence = kw_flow_dup_sentence (flow);
  g_assert_cmpstr (sentence, ==, "This card belongs to another system. Nothing was changed.");

  kw_flow_retry (flow, /* is_other_card= */ TRUE);
  station_wait_ms (300);
  g_assert_true (is_laying_down (flow)); /* it still lies there */
  station_do (station, "new classic1k 04a1b2c4 ours");
  station_do (station, "swap ours");
  station_until (is_done, flow);
  assert_carries (station, "306");
}

static void
test_a_damaged_card_is_told (Station *station, gconstpointer unused)
{
  g_autoptr (KwFlow) before = make_flow (station, "306", KW_DESK_ISSUE_MODE_AUTO, 1);
  g_autoptr (KwFlow) flow = make_flow (station, "306", KW_DESK_ISSUE_MODE_NEW, 1);

  station_do (station, "new classic1k 04a1b2c3 a");
  station_do (station, "put a");
  kw_flow_start (before);
  station_until (is_done, before);
  station_do (station, "take");
  station_make_damaged (station, "a");
  station_do (station, "put a");
  kw_flow_start (flow);
  assert_error (flow, KW_DESK_ERROR_CARD_DAMAGED, KW_ERROR_ACTION_DISCARD_CARD);
  g_assert_nonnull (kw_flow_get_worn_card (flow));
  g_assert_cmpint (kw_flow_get_worn_card (flow)->id, ==, kw_flow_get_outcome (before)->card->id);
}

static void
test_an_unsupported_card_is_told (Station *station, gconstpointer unused)
{
  g_autoptr (KwFlow) flow = make_flow (station, "306", KW_DESK_ISSUE_MODE_AUTO, 1);

  station_do (station, "new ntag213 04112233445566 a");
  station_do (station, "put a");
  kw_flow_start (flow);
  assert_error (flow, KW_DESK_ERROR_CARD_UNSUPPORTED, KW_ERROR_ACTION_USE_ANOTHER_CARD);
}

static void
test_a_card_in_use_is_written_with_a_reason_only (Station *station, gconstpointer unused)
{
  g_autoptr (KwFlow) before = make_flow (station, "306", KW_DESK_ISSUE_MODE_AUTO, 1);
  g_autoptr (KwFlow) flow = make_flow (station, "307", KW_DESK_ISSUE_MODE_AUTO, 2);
  g_autoptr (KwFlowOrder) order = NULL;

  station_do (station, "new classic1k 04a1b2c3 a");
  station_do (station, "put a");
  kw_flow_start (before);
  station_until (is_done, before);

  kw_flow_start (flow);
  assert_error (flow, KW_DESK_ERROR_CARD_IN_USE, KW_ERROR_ACTION_USE_ANOTHER_CARD);
  order = kw_flow_order_copy (kw_flow_get_order (flow));
  order->issue.overwrite_reason = g_strdup ("the guest changed rooms");
  kw_flow_set_order (flow, order);
  kw_flow_retry (flow, /* is_other_card= */ FALSE);
  station_until (is_done, flow);
  g_assert_null (kw_flow_get_order (flow)->issue.overwrite_reason); /* not for the next card */
  kw_flow_stop (flow);
  assert_carries (station, "307");
}

static void
test_a_master_card_needs_a_card_that_cannot_be_copied (Station *station, gconstpointer unused)
{
  const KwFlowOrder order = {
    .kind = KW_FLOW_KIND_ISSUE,
    .issue = { .kind = KW_GRANT_KIND_MASTER,
               .holder = "Maria",
               .until_unix_s = station->desk.now_unix_s + 86400 },
  };
  g_autoptr (KwFlow) flow = kw_flow_new (station->desk.desk, &order, 1);

  station_do (station, "new classic1k 04a1b2c3 a");
  station_do (station, "put a");
  kw_flow_start (flow);
  assert_error (flow, KW_DESK_ERROR_MEDIUM_COPYABLE, KW_ERROR_ACTION_USE_ANOTHER_CARD);
}

static void
test_an_encoder_pulled_out_goes_on_when_it_is_back (Station *station, gconstpointer unused)
{
  g_autoptr (KwFlow) flow = make_flow (station, "306", KW_DESK_ISSUE_MODE_AUTO, 1);
  g_autofree char *sentence = NULL;

  station_do (station, "new classic1k 04a1b2c3 a");
  station_do (station, "put a");
  station_do (station, "fault unplug when=after write=3");
  kw_flow_start (flow);
  station_until (is_not_done, flow);
  g_assert_true (kw_flow_is_card_uncertain (flow));
  sentence = kw_flow_dup_sentence (flow);
  g_assert_nonnull (strstr (sentence, "whether the card was written is open"));

  station_do (station, "plug");
  station_do (station, "take");
  station_do (station, "put a");
  station_until (is_done, flow);
  assert_carries (station, "306");
}

static void
on_notify_cb (KwFlow *flow, GParamSpec *spec, gpointer user_data)
{
  (*(guint *)user_data)++;
}

/* Waited for, and not asked again as fast as the computer can. */
static void
test_an_encoder_that_does_not_answer_is_waited_for (Station *station, gconstpointer unused)
{
  g_autoptr (KwFlow) flow = make_flow (station, "306", KW_DESK_ISSUE_MODE_AUTO, 1);
  guint n_notified = 0;

  station_do (station, "new classic1k 04a1b2c3 a");
  station_do (station, "put a");
  station_do (station, "fault dead");
  kw_flow_start (flow);
  assert_error (flow, KW_DESK_ERROR_ENCODER_NOT_RESPONDING, KW_ERROR_ACTION_LAY_DOWN_AGAIN);
  g_signal_connect (flow, "notify", G_CALLBACK (on_notify_cb), &n_notified);
  station_wait_ms (1500);
  g_assert_cmpuint (n_notified, <, 20);

  station_do (station, "fault clear");
  station_until (is_done, flow);
  assert_carries (station, "306");
}

static void
test_the_other_kinds_do_what_they_say (Station *station, gconstpointer unused)
{
  const KwFlowOrder renew = { .kind = KW_FLOW_KIND_RENEW,
                              .until_unix_s = station->desk.now_unix_s + 3 * 86400 };
  const KwFlowOrder return_ = { .kind = KW_FLOW_KIND_RETURN };
  g_autoptr (KwFlow) issue_flow = make_flow (station, "306", KW_DESK_ISSUE_MODE_AUTO, 1);
  g_autoptr (KwFlow) renew_flow = kw_flow_new (station->desk.desk, &renew, 1);
  g_autoptr (KwFlow) return_flow = kw_flow_new (station->desk.desk, &return_, 0);

  station_do (station, "new classic1k 04a1b2c3 a");
  station_do (station, "put a");
  kw_flow_start (issue_flow);
  station_until (is_done, issue_flow);
  kw_flow_start (renew_flow);
  station_until (is_done, renew_flow);
  g_assert_cmpint (kw_flow_get_outcome (renew_flow)->credential->grant->valid_until_unix_s, ==,
                   renew.until_unix_s);

  kw_flow_start (return_flow);
  station_until (is_done, return_flow);
  g_assert_false (kw_flow_is_over (return_flow)); /* as many as come */
  kw_flow_stop (return_flow);
  g_assert_true (kw_flow_is_over (return_flow));
}

static void
test_a_flow_dropped_while_it_waits_lets_go (Station *station, gconstpointer unused)
{
  KwFlow *flow = make_flow (station, "306", KW_DESK_ISSUE_MODE_AUTO, 1);

  kw_flow_start (flow);
  station_wait_ms (50);
  g_assert_finalize_object (flow);
  station_do (station, "new classic1k 04a1b2c3 a");
  station_do (station, "put a");
  station_wait_ms (200);
  {
    g_autoptr (KwDeskJob) job = kw_desk_job_new_identify (station->desk.desk);
    g_autoptr (KwDeskOutcome) outcome = station_run (station, job);

    g_assert_cmpint (outcome->condition, ==, KW_DESK_CONDITION_BLANK);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  STATION_TEST ("/app/flow/a-card-is-written-step-by-step", test_a_card_is_written_step_by_step);
  STATION_TEST ("/app/flow/the-card-just-written-is-not-the-next-one",
                test_the_card_just_written_is_not_the_next_one);
  STATION_TEST ("/app/flow/stopping-before-a-card-changes-nothing",
                test_stopping_before_a_card_changes_nothing);
  STATION_TEST ("/app/flow/a-card-being-written-is-finished-before-it-stops",
                test_a_card_being_written_is_finished_before_it_stops);
  STATION_TEST ("/app/flow/a-torn-card-goes-on-when-it-is-laid-down-again",
                test_a_torn_card_goes_on_when_it_is_laid_down_again);
  STATION_TEST ("/app/flow/a-card-torn-time-after-time-waits-for-a-hand",
                test_a_card_torn_time_after_time_waits_for_a_hand);
  STATION_TEST ("/app/flow/two-cards-wait-until-one-is-left",
                test_two_cards_wait_until_one_is_left);
  STATION_TEST ("/app/flow/a-foreign-card-is-left-alone", test_a_foreign_card_is_left_alone);
  STATION_TEST ("/app/flow/a-damaged-card-is-told", test_a_damaged_card_is_told);
  STATION_TEST ("/app/flow/an-unsupported-card-is-told", test_an_unsupported_card_is_told);
  STATION_TEST ("/app/flow/a-card-in-use-is-written-with-a-reason-only",
                test_a_card_in_use_is_written_with_a_reason_only);
  STATION_TEST ("/app/flow/a-master-card-needs-a-card-that-cannot-be-copied",
                test_a_master_card_needs_a_card_that_cannot_be_copied);
  STATION_TEST ("/app/flow/an-encoder-pulled-out-goes-on-when-it-is-back",
                test_an_encoder_pulled_out_goes_on_when_it_is_back);
  STATION_TEST ("/app/flow/an-encoder-that-does-not-answer-is-waited-for",
                test_an_encoder_that_does_not_answer_is_waited_for);
  STATION_TEST ("/app/flow/the-other-kinds-do-what-they-say",
                test_the_other_kinds_do_what_they_say);
  STATION_TEST ("/app/flow/a-flow-dropped-while-it-waits-lets-go",
                test_a_flow_dropped_while_it_waits_lets_go);
  return g_test_run ();
}
