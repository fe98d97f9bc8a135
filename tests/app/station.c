/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "station.h"

#include <glib/gstdio.h>
#include <string.h>

#define PATIENCE_US (60 * G_USEC_PER_SEC)

/* MIFARE Classic 1K: sectors of four blocks of 16 bytes; the last one has key A, access, key B. */
#define SECTOR_BYTES 64
#define TRAILER_OFFSET 48
#define CARD_BYTES 1024

EmulatorProcess *
station_start_emulator (Fixture *desk)
{
  EmulatorProcess *emulator = emulator_process_start (g_getenv ("KW_EMULATOR"), "none");

  desk->encoder = emulator->connstring;
  desk->worker_path = g_getenv ("KW_WORKER");
  return emulator;
}

void
station_make_keys (Fixture *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwSecret *passphrase = kw_secret_new (8);

  memcpy (kw_secret_get_bytes (passphrase), "practice", 8);
  kw_desk_set_passphrase (desk->desk, passphrase);
  kw_desk_create_keys_async (desk->desk, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  g_assert_true (kw_desk_create_keys_finish (desk->desk, result, NULL, &error));
  g_assert_no_error (error);
}

void
station_set_up (Station *station, gconstpointer unused)
{
  station->emulator = station_start_emulator (&station->desk);
  fixture_set_up (&station->desk, NULL);
  station_make_keys (&station->desk);
}

void
station_tear_down (Station *station, gconstpointer unused)
{
  fixture_tear_down (&station->desk, NULL);
  g_clear_pointer (&station->emulator, emulator_process_stop);
}

void
station_do (Station *station, const char *line)
{
  emulator_process_run (station->emulator, "%s", line);
}

/* Fills @n_bytes at @offset of sector 1 with @byte. */
static void
change_card (Station *station, const char *name, gsize offset, gsize n_bytes, guint8 byte)
{
  g_autofree char *path = g_build_filename (station->desk.folder, "card-image", NULL);
  g_autofree char *image = NULL;
  g_autoptr (GError) error = NULL;
  gsize size_bytes = 0;

  emulator_process_run (station->emulator, "save %s %s", name, path);
  g_assert_true (g_file_get_contents (path, &image, &size_bytes, &error));
  g_assert_cmpuint (size_bytes, ==, CARD_BYTES);
  memset (image + SECTOR_BYTES + offset, byte, n_bytes);
  g_assert_true (g_file_set_contents (path, image, (gssize)size_bytes, &error));
  emulator_process_run (station->emulator, "load %s %s", name, path);
  g_unlink (path);
}

void
station_make_foreign (Station *station, const char *name)
{
  change_card (station, name, TRAILER_OFFSET, 6, 0x4b);
  change_card (station, name, TRAILER_OFFSET + 10, 6, 0x4b);
}

/* Access bits that contradict each other. */
void
station_make_damaged (Station *station, const char *name)
{
  change_card (station, name, TRAILER_OFFSET + 6, 3, 0x00);
}

KwDoorRef
station_get_door (Station *station, const char *room)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (station->desk.desk), room,
                                              NULL);

  g_assert_nonnull (door);
  return (KwDoorRef){ door->building, door->number };
}

static gboolean
on_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
station_until (gboolean (*is_true) (gpointer user_data), gpointer user_data)
{
  const gint64 limit_mono_us = g_get_monotonic_time () + PATIENCE_US;
  const guint tick = g_timeout_add (5, on_tick_cb, NULL);

  while (!is_true (user_data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit_mono_us);
      g_main_context_iteration (NULL, /* may_block= */ TRUE);
    }
  g_source_remove (tick);
}

void
station_wait_ms (guint ms)
{
  const gint64 limit_mono_us = g_get_monotonic_time () + ms * 1000;
  const guint tick = g_timeout_add (5, on_tick_cb, NULL);

  while (g_get_monotonic_time () < limit_mono_us)
    g_main_context_iteration (NULL, /* may_block= */ TRUE);
  g_source_remove (tick);
}

static gboolean
has_result (gpointer user_data)
{
  return *(GAsyncResult **)user_data != NULL;
}

KwDeskOutcome *
station_run (Station *station, KwDeskJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwDeskOutcome *outcome = NULL;

  kw_desk_job_run_async (job, 5000, NULL, fixture_take_result_cb, &result);
  station_until (has_result, &result);
  outcome = kw_desk_job_run_finish (job, result, &error);
  g_assert_no_error (error);
  return outcome;
}
