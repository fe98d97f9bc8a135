/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "batch.h"

#include "kw-desk-preview.h"

#define DAY_S 86400

const char *const batch_names[BATCH_N_NAMES] = { "a", "b", "c" };

KwDoorRef
batch_get_door (Station *station, const char *room)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (station->desk), room, NULL);

  return (KwDoorRef){ door->building, door->number };
}

gint64
batch_open_stay_from (Station *station, const char *room, const char *other_room,
                      gint64 from_unix_s)
{
  KwDeskStayRequest request = {
    .n_doors = 1,
    .doors = { batch_get_door (station, room) },
    .from_unix_s = from_unix_s,
    .until_unix_s = station->now_unix_s + 3 * DAY_S,
  };
  g_autoptr (KwStay) stay = NULL;

  if (other_room != NULL)
    request.doors[request.n_doors++] = batch_get_door (station, other_room);
  stay = station_put_stay (station, &request);
  return stay->id;
}

gint64
batch_open_stay (Station *station, const char *room)
{
  return batch_open_stay_from (station, room, NULL, 0);
}

KwBatch *
batch_take (Station *station, GAsyncResult **result, GError **error)
{
  KwBatch *batch = NULL;

  station_until (*result != NULL);
  batch = kw_desk_batch_finish (station->desk, *result, error);
  g_clear_object (result);
  return batch;
}

KwBatch *
batch_create (Station *station, KwBatchKind kind, const KwDeskBatchWish *wishes, guint n_wishes,
              GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_create_batch_async (station->desk, kind, wishes, n_wishes, NULL, station_take_result_cb,
                              &result);
  return batch_take (station, &result, error);
}

KwDeskBatchWish
batch_wish_for (Station *station, const char *room, gint64 stay_id, guint n_cards)
{
  return (KwDeskBatchWish){
    .issue = { .stay_id = stay_id, .door = batch_get_door (station, room) },
    .n_cards = n_cards,
  };
}

KwBatch *
batch_create_rooms (Station *station)
{
  const KwDeskBatchWish wishes[] = {
    batch_wish_for (station, "310", batch_open_stay (station, "310"), 2),
    batch_wish_for (station, "311", batch_open_stay (station, "311"), 1),
  };
  g_autoptr (GError) error = NULL;
  KwBatch *batch = batch_create (station, KW_BATCH_KIND_ROOMS, wishes, G_N_ELEMENTS (wishes),
                                 &error);

  g_assert_no_error (error);
  return batch;
}

void
batch_reload (Station *station, KwBatch **batch)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwBatch *now = NULL;

  kw_desk_load_batch_async (station->desk, (*batch)->id, NULL, station_take_result_cb, &result);
  now = batch_take (station, &result, &error);
  g_assert_no_error (error);
  kw_batch_unref (*batch);
  *batch = now;
}

KwDeskJob *
batch_make_job (Station *station, const KwBatch *batch, const KwBatchCard *card, gboolean is_other)
{
  const KwDeskIssueRequest request = kw_desk_batch_card_get_request (card);
  KwDeskJob *job = batch->kind == KW_BATCH_KIND_BLANK
                       ? kw_desk_job_new_blank (station->desk)
                       : kw_desk_job_new_issue (station->desk, &request);

  kw_desk_job_set_batch_card (job, card->id, is_other);
  return job;
}

KwDeskOutcome *
batch_try_write (Station *station, const KwBatch *batch, guint position, const char *name,
                 gboolean is_other, GError **error)
{
  g_autoptr (KwDeskJob) job = batch_make_job (station, batch, &batch->cards[position], is_other);
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

void
batch_write_card (Station *station, KwBatch **batch, guint position, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome)
      outcome = batch_try_write (station, *batch, position, name, FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (outcome);
  batch_reload (station, batch);
}

static void
make_cards (Station *station)
{
  for (guint i = 0; i < BATCH_N_NAMES; i++)
    emulator_process_run (station->emulator, "new classic1k 04a1b2c%u %s", i, batch_names[i]);
}

KwDeskOutcome *
batch_identify (Station *station)
{
  g_autoptr (GError) error = NULL;
  KwDeskOutcome *outcome = station_run (station, kw_desk_job_new_identify (station->desk), &error);

  g_assert_no_error (error);
  return outcome;
}

void
batch_assert_lying_there (Station *station, const char *room, gboolean is_copy)
{
  g_autoptr (KwDeskOutcome) outcome = batch_identify (station);

  g_assert_cmpint (outcome->condition, ==, KW_DESK_CONDITION_OURS);
  g_assert_cmpint (outcome->credential->state, ==, KW_CREDENTIAL_STATE_LIVE);
  g_assert_cmpuint (outcome->credential->grant->door, ==, batch_get_door (station, room).door);
  g_assert_cmpint (outcome->credential->grant->is_copy, ==, is_copy);
}

guint
batch_count_live (Station *station, const KwBatch *batch)
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

KwBatch *
batch_create_blank (Station *station, guint n_cards)
{
  const KwDeskBatchWish wish = { .n_cards = n_cards };
  g_autoptr (GError) error = NULL;
  KwBatch *batch = batch_create (station, KW_BATCH_KIND_BLANK, &wish, 1, &error);

  g_assert_no_error (error);
  return batch;
}

void
batch_mark (Station *station, KwBatch **batch, guint position, KwDeskBatchMark mark,
            const GError *reason)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwBatch *now = NULL;

  kw_desk_mark_batch_card_async (station->desk, (*batch)->cards[position].id, mark, reason, NULL,
                                 station_take_result_cb, &result);
  now = batch_take (station, &result, &error);
  g_assert_no_error (error);
  kw_batch_unref (*batch);
  *batch = now;
}

void
batch_assert_state (const KwBatch *batch, guint position, KwBatchCardState state)
{
  g_assert_cmpint (batch->cards[position].state, ==, state);
}

void
batch_reopen_station (Station *station)
{
  g_autofree char *encoder = g_strdup (station->emulator->connstring);

  station_close (station);
  station_open (station, encoder);
  station_give_passphrase (station);
}

GPtrArray *
batch_list_open (Station *station)
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

void
batch_set_up (Station *station, gconstpointer unused)
{
  station_set_up (station, unused);
  make_cards (station);
}

KwBatch *
batch_end (Station *station, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwBatch *ended = NULL;

  kw_desk_end_batch_async (station->desk, id, NULL, station_take_result_cb, &result);
  ended = batch_take (station, &result, &error);
  g_assert_no_error (error);
  return ended;
}

void
batch_stop (Station *station, KwBatch **batch, guint position, const GError *reason)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwBatch *now = NULL;

  kw_desk_stop_batch_async (station->desk, (*batch)->id, (*batch)->cards[position].id, reason, NULL,
                            station_take_result_cb, &result);
  now = batch_take (station, &result, &error);
  g_assert_no_error (error);
  kw_batch_unref (*batch);
  *batch = now;
}
