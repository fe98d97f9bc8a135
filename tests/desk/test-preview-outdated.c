/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-preview.h"
#include "kw-desk-stays.h"
#include "station.h"

#define UID_A "04a1b2c3"
#define UID_B "04112233"
#define ROOM "306"

static KwDeskPreview *
preview_issue (Station *station, const KwDeskIssueRequest *request)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwDeskPreview *preview = NULL;

  kw_desk_preview_issue_async (station->desk, request, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  preview = kw_desk_preview_finish (station->desk, result, &error);
  g_assert_no_error (error);
  return preview;
}

/* What two days in a room are, opened or changed. */
static KwStay *
put_stay (Station *station, gint64 stay_id, gint64 until_unix_s)
{
  const KwDeskIssueRequest at = station_request (station, ROOM);
  const KwDeskStayRequest request = {
    .stay_id = stay_id,
    .n_doors = 1,
    .doors = { at.door },
    .from_unix_s = stay_id == 0 ? station->now_unix_s : 0,
    .until_unix_s = until_unix_s != 0 ? until_unix_s : at.until_unix_s,
  };

  return station_put_stay (station, &request);
}

static void
close_stay (Station *station, gint64 stay_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = NULL;
  guint n_live = 0;

  kw_desk_close_stay_async (station->desk, stay_id, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  stay = kw_desk_close_stay_finish (station->desk, result, &n_live, &error);
  g_assert_no_error (error);
}

/* For the room as it is when the card comes, until the end of its stay. */
static KwDeskIssueRequest
request_for_room (Station *station)
{
  KwDeskIssueRequest request = station_request (station, ROOM);

  request.until_unix_s = 0;
  return request;
}

static KwDeskOutcome *
issue (Station *station, const KwDeskIssueRequest *request, const KwDeskPreview *preview,
       GError **error)
{
  KwDeskJob *job = kw_desk_job_new_issue (station->desk, request);

  kw_desk_job_set_preview (job, preview);
  return station_run (station, job, error);
}

/* Runs it with what was previewed, which must be refused and change nothing; and without, which
 * must go through: it is the preview that stands against it. */
static KwDeskOutcome *
assert_outdated (Station *station, const KwDeskIssueRequest *request, const KwDeskPreview *preview)
{
  const guint n_rows = station_count_rows (station);
  g_autoptr (GError) error = NULL;
  KwDeskOutcome *outcome = NULL;

  g_assert_null (issue (station, request, preview, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_PREVIEW_OUTDATED);
  g_assert_cmpuint (station_count_rows (station), ==, n_rows);
  g_clear_error (&error);

  outcome = issue (station, request, NULL, &error);
  g_assert_no_error (error);
  return outcome;
}

static void
test_a_stay_that_was_closed_gets_no_card (Station *station, gconstpointer unused)
{
  g_autoptr (KwStay) stay = put_stay (station, 0, 0);
  const KwDeskIssueRequest request = request_for_room (station);
  g_autoptr (KwDeskPreview) preview = preview_issue (station, &request);
  g_autoptr (KwDeskOutcome) outcome = NULL;

  g_assert_cmpint (preview->stay_before->id, ==, stay->id);
  close_stay (station, stay->id);
  station_lay_new (station, "classic1k", UID_A, "a");
  outcome = assert_outdated (station, &request, preview);
  g_assert_cmpint (outcome->stay->id, !=, stay->id); /* one that nobody asked for */
}

static void
test_the_next_tenant_is_not_the_one_shown (Station *station, gconstpointer unused)
{
  g_autoptr (KwStay) stay = put_stay (station, 0, 0);
  const KwDeskIssueRequest request = request_for_room (station);
  g_autoptr (KwDeskPreview) preview = preview_issue (station, &request);
  g_autoptr (KwStay) next = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;

  close_stay (station, stay->id);
  next = put_stay (station, 0, 0);
  station_lay_new (station, "classic1k", UID_A, "a");
  outcome = assert_outdated (station, &request, preview);
  g_assert_cmpint (outcome->stay->id, ==, next->id);
}

static void
test_a_stay_that_became_shorter_is_looked_at_again (Station *station, gconstpointer unused)
{
  g_autoptr (KwStay) stay = put_stay (station, 0, 0);
  const KwDeskIssueRequest request = request_for_room (station);
  g_autoptr (KwDeskPreview) preview = preview_issue (station, &request);
  g_autoptr (KwStay) shorter = put_stay (station, stay->id, stay->until_unix_s - 3600);
  g_autoptr (KwDeskOutcome) outcome = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  outcome = assert_outdated (station, &request, preview);
  g_assert_cmpint (outcome->credential->grant->valid_until_unix_s, ==, shorter->until_unix_s);
}

static void
test_a_room_that_was_free_is_looked_at_again (Station *station, gconstpointer unused)
{
  const KwDeskIssueRequest request = request_for_room (station);
  g_autoptr (KwDeskPreview) preview = preview_issue (station, &request);
  g_autoptr (KwStay) stay = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;

  g_assert_true (preview->would_open_stay);
  stay = put_stay (station, 0, 0);
  station_lay_new (station, "classic1k", UID_A, "a");
  outcome = assert_outdated (station, &request, preview);
  g_assert_cmpint (outcome->stay->id, ==, stay->id);
}

static void
test_nobody_is_locked_out_unsaid (Station *station, gconstpointer unused)
{
  KwDeskIssueRequest request = request_for_room (station);
  g_autoptr (KwStay) stay = put_stay (station, 0, 0);
  g_autoptr (KwDeskPreview) preview = NULL;
  g_autoptr (KwDeskOutcome) colleague = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  request.mode = KW_DESK_ISSUE_MODE_NEW;
  preview = preview_issue (station, &request);
  g_assert_cmpuint (preview->n_superseded, ==, 0);
  station_lay_new (station, "classic1k", UID_A, "a");
  colleague = issue (station, &request, NULL, &error);
  g_assert_no_error (error);
  station_lift (station);
  station_run_ms (250);
  station_lay_new (station, "classic1k", UID_B, "b");
  outcome = assert_outdated (station, &request, preview);
  g_assert_cmpuint (outcome->n_superseded, ==, 1);
}

static void
test_a_renewal_is_looked_at_again_too (Station *station, gconstpointer unused)
{
  const KwDeskIssueRequest request = request_for_room (station);
  g_autoptr (KwStay) stay = put_stay (station, 0, 0);
  const gint64 until_unix_s = stay->until_unix_s + 3600;
  g_autoptr (KwStay) longer = NULL;
  g_autoptr (KwDeskOutcome) issued = NULL;
  g_autoptr (KwDeskOutcome) renewed = NULL;
  g_autoptr (KwDeskPreview) preview = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwDeskJob *job = NULL;

  station_lay_new (station, "classic1k", UID_A, "a");
  issued = issue (station, &request, NULL, &error);
  g_assert_no_error (error);
  kw_desk_preview_renew_async (station->desk, issued->credential->number, until_unix_s, NULL, NULL,
                               station_take_result_cb, &result);
  station_until (result != NULL);
  preview = kw_desk_preview_finish (station->desk, result, &error);
  g_assert_no_error (error);

  longer = put_stay (station, stay->id, stay->until_unix_s + 86400);
  job = kw_desk_job_new_renew (station->desk, until_unix_s, NULL);
  kw_desk_job_set_preview (job, preview);
  g_assert_null (station_run (station, job, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_PREVIEW_OUTDATED);
  g_clear_error (&error);

  renewed = station_run (station, kw_desk_job_new_renew (station->desk, until_unix_s, NULL),
                         &error);
  g_assert_no_error (error);
  g_assert_cmpint (renewed->credential->grant->valid_until_unix_s, ==, until_unix_s);
}

static void
test_what_is_still_so_is_done (Station *station, gconstpointer unused)
{
  KwDeskIssueRequest request = request_for_room (station);
  g_autoptr (KwStay) stay = put_stay (station, 0, 0);
  g_autoptr (KwDeskPreview) preview = preview_issue (station, &request);
  g_autoptr (KwDeskPreview) again = NULL;
  g_autoptr (KwDeskOutcome) first = NULL;
  g_autoptr (KwDeskOutcome) second = NULL;
  g_autoptr (GError) error = NULL;

  station->now_unix_s += 90; /* some minutes have passed */
  station_lay_new (station, "classic1k", UID_A, "a");
  first = issue (station, &request, preview, &error);
  g_assert_no_error (error);
  station_lift (station);
  station_run_ms (250);

  request.mode = KW_DESK_ISSUE_MODE_NEW;
  again = preview_issue (station, &request);
  station_lay_new (station, "desfire", "04112233445566", "b");
  second = issue (station, &request, again, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->n_superseded, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/desk/preview-outdated/" path, Station, NULL, station_set_up, func,                 \
              station_tear_down)
  ADD ("a-stay-that-was-closed-gets-no-card", test_a_stay_that_was_closed_gets_no_card);
  ADD ("the-next-tenant-is-not-the-one-shown", test_the_next_tenant_is_not_the_one_shown);
  ADD ("a-stay-that-became-shorter-is-looked-at-again",
       test_a_stay_that_became_shorter_is_looked_at_again);
  ADD ("a-room-that-was-free-is-looked-at-again", test_a_room_that_was_free_is_looked_at_again);
  ADD ("nobody-is-locked-out-unsaid", test_nobody_is_locked_out_unsaid);
  ADD ("a-renewal-is-looked-at-again-too", test_a_renewal_is_looked_at_again_too);
  ADD ("what-is-still-so-is-done", test_what_is_still_so_is_done);
#undef ADD
  return g_test_run ();
}
