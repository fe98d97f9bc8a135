/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "station.h"

#include <glib/gstdio.h>

#include "kw-desk-journal.h"

/* Sunday 22 November 2026, 12:00 UTC */
#define START_UNIX_S 1795348800

/* So often a condition is looked at again that nothing in the main loop tells of. */
#define TICK_MS 20

static gint64
get_now (gpointer user_data)
{
  return *(const gint64 *)user_data;
}

static gint64
get_mono (gpointer user_data)
{
  return g_get_monotonic_time ();
}

static gboolean
on_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

GSource *
station_start_tick (void)
{
  GSource *tick = g_timeout_source_new (TICK_MS);

  g_source_set_callback (tick, on_tick_cb, NULL, NULL);
  g_source_attach (tick, NULL);
  return tick;
}

static gboolean
on_time_over_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
station_run_ms (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add (ms, on_time_over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

void
station_take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

/* The desk
 * */

void
station_open (Station *station, const char *encoder)
{
  const KwDeskConfig config = {
    .data_dir = station->folder,
    .encoder = encoder,
    .worker_path = g_getenv ("KW_TEST_WORKER"),
    .clock = &station->clock,
    .operator_name = "tester",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  kw_desk_open_async (&config, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  station->desk = kw_desk_open_finish (result, &error);
  g_assert_no_error (error);
}

void
station_close (Station *station)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_close_async (station->desk, station_take_result_cb, &result);
  station_until (result != NULL);
  kw_desk_close_finish (station->desk, result);
  g_clear_object (&result);

  /* Nothing keeps it: what was under way lets go as the main loop runs. */
  g_object_add_weak_pointer (G_OBJECT (station->desk), (gpointer *)&station->desk);
  g_object_unref (station->desk);
  station_until (station->desk == NULL);
}

void
station_import (Station *station)
{
  g_autofree char *hotel = g_test_build_filename (G_TEST_DIST, "..", "data", "demo", "hotel.json",
                                                  NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  kw_desk_import_property_async (station->desk, hotel, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  g_assert_true (kw_desk_import_property_finish (station->desk, result, NULL, &error));
}

void
station_give_passphrase (Station *station)
{
  guint8 passphrase[] = "correct horse battery staple"; /* wiped by who takes it */

  kw_desk_set_passphrase (station->desk, kw_secret_new_take (passphrase, sizeof passphrase - 1));
}

void
station_make_keys (Station *station)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  kw_desk_create_keys_async (station->desk, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  g_assert_true (kw_desk_create_keys_finish (station->desk, result, NULL, &error));
}

void
station_init_clock (Station *station)
{
  station->clock = (KwClock){ get_now, get_mono, &station->now_unix_s };
}

void
station_set_up_bare (Station *station, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  station->emulator = emulator_process_start (g_getenv ("KW_TEST_EMULATOR"), "none");
  station->folder = g_dir_make_tmp ("keywright-desk-XXXXXX", &error);
  g_assert_no_error (error);
  station->now_unix_s = START_UNIX_S;
  station_init_clock (station);
  station_open (station, station->emulator->connstring);
}

void
station_set_up (Station *station, gconstpointer unused)
{
  station_set_up_bare (station, unused);
  station_import (station);
  station_give_passphrase (station);
  station_make_keys (station);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
station_tear_down_desk (Station *station)
{
  if (station->desk != NULL)
    station_close (station);
  remove_tree (station->folder);
  g_clear_pointer (&station->folder, g_free);
}

void
station_tear_down (Station *station, gconstpointer unused)
{
  station_tear_down_desk (station);
  g_clear_pointer (&station->emulator, emulator_process_stop);
}

/* Cards
 * */

void
station_lay (Station *station, const char *name)
{
  emulator_process_run (station->emulator, "put %s", name);
}

void
station_lay_new (Station *station, const char *medium, const char *uid_hex, const char *name)
{
  emulator_process_run (station->emulator, "new %s %s %s", medium, uid_hex, name);
  station_lay (station, name);
}

void
station_lift (Station *station)
{
  emulator_process_run (station->emulator, "take");
}

KwDeskOutcome *
station_run (Station *station, KwDeskJob *job, GError **error)
{
  g_autoptr (KwDeskJob) own = job;
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_job_run_async (job, 2000, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  return kw_desk_job_run_finish (job, result, error);
}

KwDeskIssueRequest
station_request (Station *station, const char *room)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (station->desk), room, NULL);

  return (KwDeskIssueRequest){
    .kind = KW_GRANT_KIND_TENANT,
    .door = { door->building, door->number },
    .until_unix_s = station->now_unix_s + 48 * 3600,
  };
}

KwDeskOutcome *
station_issue (Station *station, const char *room, GError **error)
{
  const KwDeskIssueRequest request = station_request (station, room);

  return station_run (station, kw_desk_job_new_issue (station->desk, &request), error);
}

KwStay *
station_put_stay (Station *station, const KwDeskStayRequest *request)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwStay *stay = NULL;

  kw_desk_put_stay_async (station->desk, request, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  stay = kw_desk_put_stay_finish (station->desk, result, &error);
  g_assert_no_error (error);
  return stay;
}

guint
station_count_rows (Station *station)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  kw_desk_list_journal_async (station->desk, 0, 100000, NULL, station_take_result_cb, &result);
  station_until (result != NULL);
  rows = kw_desk_list_journal_finish (station->desk, result, &error);
  g_assert_no_error (error);
  return rows->len;
}
