/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-blocking.h"
#include "kw-desk-cards.h"
#include "kw-desk-journal.h"
#include "kw-desk-preview.h"
#include "kw-desk-stays.h"
#include "kw-local-time.h"
#include "station.h"

#define UID_A "04a1b2c3"
#define UID_B "04112233"
#define UID_C "04445566"
#define UID_D "04112233445566"

static KwDeskPreview *
preview_issue (Station *station, const KwDeskIssueRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_preview_issue_async (station->desk, request, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  return kw_desk_preview_finish (station->desk, result, error);
}

static char *
load_digest (Station *station)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *digest = NULL;

  kw_desk_digest_async (station->desk, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  digest = kw_desk_digest_finish (station->desk, result, &error);
  g_assert_no_error (error);
  return digest;
}

static KwDeskOutcome *
issue_on (Station *station, const char *medium, const char *uid, const char *name,
          const KwDeskIssueRequest *request)
{
  g_autoptr (GError) error = NULL;
  KwDeskOutcome *outcome = NULL;

  station_lay_new (station, medium, uid, name);
  outcome = station_run (station, kw_desk_job_new_issue (station->desk, request), &error);
  g_assert_no_error (error);
  station_lift (station);
  station_run_ms (250); /* no hand is faster, and the encoder has seen it */
  return outcome;
}

static KwStay *
put_stay (Station *station, gint64 stay_id, const char *room, int from_h, int until_h,
          const char *reason)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (station->desk), room, NULL);
  const KwDeskStayRequest request = {
    .stay_id = stay_id,
    .n_doors = 1,
    .doors = { { door->building, door->number } },
    .from_unix_s = stay_id == 0 ? station->now_unix_s + from_h * 3600 : 0,
    .until_unix_s = stay_id == 0 ? station->now_unix_s + until_h * 3600 : 0,
    .overlap_reason = reason,
  };

  return station_put_stay (station, &request);
}

static void
test_a_preview_leaves_nothing_behind (Station *station, gconstpointer unused)
{
  const KwDeskIssueRequest request = station_request (station, "306");
  g_autofree char *before = load_digest (station);
  const guint n_rows = station_count_rows (station);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskPreview) preview = preview_issue (station, &request, &error);
  g_autoptr (KwDeskPreview) again = preview_issue (station, &request, &error);
  g_autofree char *after = load_digest (station);
  g_autoptr (KwDeskOutcome) issued = NULL;

  g_assert_no_error (error);
  g_assert_true (preview->would_open_stay);
  g_assert_true (kw_grant_equal (preview->grant, again->grant));
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (station_count_rows (station), ==, n_rows);

  /* It was about exactly what comes; and no number was used up. */
  issued = issue_on (station, "classic1k", UID_A, "a", &request);
  g_assert_true (kw_grant_equal (issued->credential->grant, preview->grant));
  g_assert_cmpint (issued->stay->id, ==, preview->stay->id);
  g_assert_cmpuint (kw_credential_number_get_counter (issued->credential->number), <=, 1);
}

static void
test_a_copy_is_told_when_live_cards_exist (Station *station, gconstpointer unused)
{
  KwDeskIssueRequest request = station_request (station, "306");
  g_autoptr (KwDeskOutcome) first = issue_on (station, "classic1k", UID_A, "a", &request);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskPreview) copy = preview_issue (station, &request, &error);
  g_autoptr (KwDeskPreview) new = NULL;
  const KwDeskPreviewCard *item = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (copy->mode, ==, KW_DESK_ISSUE_MODE_COPY);
  g_assert_cmpuint (copy->n_live_cards, ==, 1);
  g_assert_cmpuint (copy->n_superseded, ==, 0);
  g_assert_false (copy->would_open_stay);
  g_assert_cmpint (copy->stay_before->id, ==, first->stay->id);

  request.mode = KW_DESK_ISSUE_MODE_NEW;
  new = preview_issue (station, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (new->mode, ==, KW_DESK_ISSUE_MODE_NEW);
  g_assert_cmpuint (new->n_superseded, ==, 1);
  item = g_ptr_array_index (new->superseded, 0);
  g_assert_cmpint (item->card->id, ==, first->card->id);
  g_assert_cmpint (item->credential->number, ==, first->credential->number);
  g_assert_true (new->has_area_access); /* the demo hotel's guests may use the pool */
}

static void
test_what_is_told_is_what_the_job_does (Station *station, gconstpointer unused)
{
  KwDeskIssueRequest request = station_request (station, "306");
  g_autoptr (KwDeskOutcome) first = issue_on (station, "classic1k", UID_A, "a", &request);
  g_autoptr (KwDeskOutcome) second = issue_on (station, "classic1k", UID_B, "b", &request);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskPreview) preview = NULL;
  g_autoptr (KwDeskOutcome) third = NULL;

  request.mode = KW_DESK_ISSUE_MODE_NEW;
  preview = preview_issue (station, &request, &error);
  g_assert_no_error (error);
  third = issue_on (station, "classic1k", UID_C, "c", &request);
  g_assert_cmpuint (preview->n_superseded, ==, 2);
  g_assert_cmpuint (third->n_superseded, ==, 2);
  g_assert_cmpuint (preview->n_live_cards, ==, 2);
  g_assert_cmpint (preview->has_area_access, ==, third->has_area_access);
  g_assert_true (kw_grant_equal (preview->grant, third->credential->grant));
  g_assert_false (first->credential->grant->is_copy);
  g_assert_true (second->credential->grant->is_copy);
}

static void
test_a_missing_reason_is_told_with_all_the_rest (Station *station, gconstpointer unused)
{
  KwDeskIssueRequest request = station_request (station, "306");
  g_autoptr (KwStay) stay = put_stay (station, 0, "306", 0, 24, NULL);
  g_autoptr (KwStay) next = put_stay (station, 0, "306", 30, 72, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskPreview) preview = preview_issue (station, &request, &error);

  g_assert_no_error (error); /* 48 hours: into the next stay */
  g_assert_error (preview->overlap_error, KW_DESK_ERROR, KW_DESK_ERROR_STAY_OVERLAP);
  g_assert_cmpint (preview->overlap->id, ==, next->id);
  g_assert_cmpint (preview->stay_before->id, ==, stay->id);
  g_assert_true (preview->would_change_stay);
  g_assert_cmpint (preview->stay->until_unix_s, ==, request.until_unix_s);
  g_clear_pointer (&preview, kw_desk_preview_unref);

  request.overlap_reason = "they know each other";
  preview = preview_issue (station, &request, &error);
  g_assert_no_error (error);
  g_assert_no_error (preview->overlap_error);
  g_assert_cmpint (preview->overlap->id, ==, next->id);
}

static void
assert_somebody_is_in (Station *station, const KwDeskIssueRequest *request, const KwStay *late)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskPreview) preview = preview_issue (station, request, &error);

  g_assert_no_error (error);
  g_assert_true (preview->would_check_in);
  g_assert_error (preview->overlap_error, KW_DESK_ERROR, KW_DESK_ERROR_STAY_OVERLAP);
  g_assert_cmpint (preview->overlap->id, ==, late->id);
}

/* Also where both were allowed to have the room, as @reason says. */
static void
check_arrival (Station *station, int from_h, const char *reason)
{
  KwDeskIssueRequest request = station_request (station, "306");
  g_autoptr (KwStay) late = put_stay (station, 0, "306", 0, 2, NULL);
  g_autoptr (KwStay) arrival = put_stay (station, 0, "306", from_h, 48, reason);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskPreview) preview = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;

  station->now_unix_s += 4 * 3600;
  request.stay_id = arrival->id;
  request.until_unix_s = 0;
  assert_somebody_is_in (station, &request, late);

  station_lay_new (station, "classic1k", UID_A, "a");
  outcome = station_run (station, kw_desk_job_new_issue (station->desk, &request), &error);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_STAY_OVERLAP);
  g_clear_error (&error);
  g_clear_pointer (&outcome, kw_desk_outcome_free);

  request.overlap_reason = "his bags are in there";
  outcome = station_run (station, kw_desk_job_new_issue (station->desk, &request), &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome->stay->state, ==, KW_STAY_STATE_OPEN);
  g_assert_cmpint (outcome->stay->id, ==, arrival->id);

  /* One more card for them asks nothing, but tells. */
  request.overlap_reason = NULL;
  preview = preview_issue (station, &request, &error);
  g_assert_no_error (error);
  g_assert_no_error (preview->overlap_error);
  g_assert_cmpint (preview->overlap->id, ==, late->id);
}

static void
test_an_arrival_while_somebody_is_in (Station *station, gconstpointer unused)
{
  check_arrival (station, 3, NULL);
}

static void
test_an_arrival_that_was_allowed_before (Station *station, gconstpointer unused)
{
  check_arrival (station, 1, "they know each other");
}

/* In their first room others were allowed to be expected; in the second somebody still is. */
static void
test_an_arrival_while_somebody_is_in_its_second_room (Station *station, gconstpointer unused)
{
  const KwProperty *property = kw_desk_get_property (station->desk);
  const KwDoor *first = kw_property_find_door (property, "306", NULL);
  const KwDoor *second = kw_property_find_door (property, "307", NULL);
  const KwDeskStayRequest both = {
    .n_doors = 2,
    .doors = { { first->building, first->number }, { second->building, second->number } },
    .from_unix_s = station->now_unix_s + 3 * 3600,
    .until_unix_s = station->now_unix_s + 48 * 3600,
    .overlap_reason = "sisters share for a night",
  };
  KwDeskIssueRequest request = station_request (station, "306");
  g_autoptr (KwStay) late = put_stay (station, 0, "307", 0, 2, NULL);
  g_autoptr (KwStay) next = put_stay (station, 0, "306", 30, 60, NULL);
  g_autoptr (KwStay) arrival = station_put_stay (station, &both);

  station->now_unix_s += 4 * 3600;
  request.stay_id = arrival->id;
  request.until_unix_s = 0;
  assert_somebody_is_in (station, &request, late);
}

static void
test_a_preview_fails_as_the_job_would (Station *station, gconstpointer unused)
{
  KwDeskIssueRequest request = station_request (station, "306");
  g_autoptr (GError) error = NULL;

  request.until_unix_s = station->now_unix_s - 3600;
  g_assert_null (preview_issue (station, &request, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_BAD_VALUE);
  g_clear_error (&error);

  request = station_request (station, "306");
  request.mode = KW_DESK_ISSUE_MODE_COPY;
  g_assert_null (preview_issue (station, &request, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CARD_NEEDS_NEW);
  g_clear_error (&error);

  request = station_request (station, "306");
  request.door.door = 65000;
  g_assert_null (preview_issue (station, &request, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_FOUND);
}

static void
test_a_staff_card_tells_which_chip_it_needs (Station *station, gconstpointer unused)
{
  KwDeskIssueRequest request = {
    .kind = KW_GRANT_KIND_MASTER,
    .holder = "Ada",
    .until_unix_s = station->now_unix_s + 86400,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskPreview) preview = preview_issue (station, &request, &error);

  g_assert_no_error (error);
  g_assert_true (preview->needs_uncloneable);
  g_assert_null (preview->stay);
  g_clear_pointer (&preview, kw_desk_preview_unref);

  request.kind = KW_GRANT_KIND_BUILDING;
  request.building = 1;
  preview = preview_issue (station, &request, &error);
  g_assert_no_error (error);
  g_assert_false (preview->needs_uncloneable);
  request.holder = NULL;
  g_assert_null (preview_issue (station, &request, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_BAD_VALUE);
}

static KwDeskPreview *
preview_renew (Station *station, guint64 credential, gint64 until_unix_s, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_preview_renew_async (station->desk, credential, until_unix_s, NULL, NULL,
                               station_take_result_cb, &result);
  station_until (result != NULL);
  return kw_desk_preview_finish (station->desk, result, error);
}

static void
test_a_renewal_tells_the_stay_it_makes_longer (Station *station, gconstpointer unused)
{
  const KwDeskIssueRequest request = station_request (station, "306");
  const gint64 later_unix_s = request.until_unix_s + 86400;
  g_autoptr (KwDeskOutcome) issued = issue_on (station, "classic1k", UID_A, "a", &request);
  g_autofree char *before = load_digest (station);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskPreview)
      longer = preview_renew (station, issued->credential->number, later_unix_s, &error);
  g_autoptr (KwDeskPreview) shorter = NULL;
  g_autofree char *after = load_digest (station);

  g_assert_no_error (error);
  g_assert_cmpint (longer->operation, ==, KW_ISSUE_OPERATION_RENEW);
  g_assert_cmpint (longer->grant->valid_until_unix_s, ==, later_unix_s);
  g_assert_true (longer->would_change_stay);
  g_assert_cmpint (longer->stay->until_unix_s, ==, later_unix_s);
  g_assert_cmpint (longer->may_live_until_unix_s, ==, 0);
  g_assert_cmpstr (before, ==, after);

  shorter = preview_renew (station, issued->credential->number, request.until_unix_s - 86400,
                           &error);
  g_assert_no_error (error);
  g_assert_false (shorter->would_change_stay);
  g_assert_cmpint (shorter->may_live_until_unix_s, ==, request.until_unix_s);

  g_assert_null (preview_renew (station, issued->credential->number, request.until_unix_s, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  g_assert_null (preview_renew (station, issued->credential->number + 1, later_unix_s, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_FOUND);
}

static void
test_a_staff_card_is_proposed_another_month (Station *station, gconstpointer unused)
{
  const KwDeskIssueRequest request = {
    .kind = KW_GRANT_KIND_BUILDING,
    .holder = "Ada",
    .building = 1,
    .until_unix_s = station->now_unix_s + 5 * 86400,
  };
  g_autoptr (KwDeskOutcome) issued = issue_on (station, "classic1k", UID_A, "a", &request);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskPreview) renewed = preview_renew (station, issued->credential->number,
                                                     /* until_unix_s= */ 0, &error);
  g_autoptr (KwDeskOutcome) unasked = NULL;
  g_autofree char *until = NULL;

  g_assert_no_error (error);
  until = kw_local_time_dup_text (kw_desk_get_property (station->desk),
                                  renewed->grant->valid_until_unix_s);
  g_assert_cmpstr (until, ==, "2026-12-27T23:59:00+01:00"); /* it ends on 27 November */

  station_lay (station, "a");
  unasked = station_run (station, kw_desk_job_new_renew (station->desk, 0, NULL), &error);
  g_assert_null (unasked); /* the proposal binds nobody */
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_BAD_VALUE);
}

static void
test_a_move_tells_the_new_door (Station *station, gconstpointer unused)
{
  const KwDeskIssueRequest request = station_request (station, "306");
  g_autoptr (KwDeskOutcome) issued = issue_on (station, "desfire", UID_D, "d", &request);
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (station->desk), "307", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskPreview) preview = NULL;
  g_autoptr (KwStay) moved = NULL;

  kw_desk_preview_move_async (station->desk, issued->credential->number, NULL,
                              station_take_result_cb, &result);
  station_until (result != NULL);
  g_assert_null (kw_desk_preview_finish (station->desk, result, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_ALLOWED); /* it is there already */
  g_clear_error (&error);
  g_clear_object (&result);

  moved = put_stay (station, issued->stay->id, "307", 0, 0, NULL);
  kw_desk_preview_move_async (station->desk, issued->credential->number, NULL,
                              station_take_result_cb, &result);
  station_until (result != NULL);
  preview = kw_desk_preview_finish (station->desk, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (preview->operation, ==, KW_ISSUE_OPERATION_MOVE);
  g_assert_cmpuint (preview->grant->door, ==, door->number);
  g_assert_cmpint (preview->stay->id, ==, moved->id);
  g_assert_cmpint (preview->may_live_until_unix_s, ==, 0); /* nobody clones that chip */
}

static void
test_a_card_whose_writing_is_open_has_no_preview (Station *station, gconstpointer unused)
{
  const KwDeskIssueRequest request = station_request (station, "306");
  g_autoptr (KwDeskOutcome) issued = issue_on (station, "classic1k", UID_A, "a", &request);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) renewed = NULL;

  emulator_process_run (station->emulator, "fault remove when=after write=2");
  station_lay (station, "a");
  renewed = station_run (
      station, kw_desk_job_new_renew (station->desk, request.until_unix_s + 3600, NULL), &error);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_PRESENT_CARD_AGAIN);
  g_clear_error (&error);
  g_assert_null (
      preview_renew (station, issued->credential->number, request.until_unix_s + 7200, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CARD_UNCERTAIN);
}

static void
test_without_keys_there_is_no_preview (Station *station, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  KwDeskIssueRequest request = { .kind = KW_GRANT_KIND_TENANT };

  g_assert_null (preview_issue (station, &request, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_SET_UP);
  g_clear_error (&error);
  station_import (station);
  g_assert_null (preview_issue (station, &request, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_PASSPHRASE_NEEDED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kw_blocking_forbid_here ();
#define ADD(path, func)                                                                            \
  g_test_add ("/desk/preview/" path, Station, NULL, station_set_up, func, station_tear_down)
  ADD ("a-preview-leaves-nothing-behind", test_a_preview_leaves_nothing_behind);
  ADD ("a-copy-is-told-when-live-cards-exist", test_a_copy_is_told_when_live_cards_exist);
  ADD ("what-is-told-is-what-the-job-does", test_what_is_told_is_what_the_job_does);
  ADD ("a-missing-reason-is-told-with-all-the-rest",
       test_a_missing_reason_is_told_with_all_the_rest);
  ADD ("an-arrival-while-somebody-is-in", test_an_arrival_while_somebody_is_in);
  ADD ("an-arrival-that-was-allowed-before", test_an_arrival_that_was_allowed_before);
  ADD ("an-arrival-while-somebody-is-in-its-second-room",
       test_an_arrival_while_somebody_is_in_its_second_room);
  ADD ("a-preview-fails-as-the-job-would", test_a_preview_fails_as_the_job_would);
  ADD ("a-staff-card-tells-which-chip-it-needs", test_a_staff_card_tells_which_chip_it_needs);
  ADD ("a-renewal-tells-the-stay-it-makes-longer", test_a_renewal_tells_the_stay_it_makes_longer);
  ADD ("a-staff-card-is-proposed-another-month", test_a_staff_card_is_proposed_another_month);
  ADD ("a-move-tells-the-new-door", test_a_move_tells_the_new_door);
  ADD ("a-card-whose-writing-is-open-has-no-preview",
       test_a_card_whose_writing_is_open_has_no_preview);
#undef ADD
  g_test_add ("/desk/preview/without-keys-there-is-no-preview", Station, NULL, station_set_up_bare,
              test_without_keys_there_is_no_preview, station_tear_down);
  return g_test_run ();
}
