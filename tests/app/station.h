/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "../desk/fixture.h"
#include "emulator-process.h"
#include "kw-desk-job.h"

/* The demo hotel at its desk, with keys, the real worker and the emulated encoder. */
typedef struct
{
  Fixture desk;
  EmulatorProcess *emulator;
} Station;

#define STATION_TEST(path, function)                                                               \
  g_test_add (path, Station, NULL, station_set_up, function, station_tear_down)

void station_set_up (Station *station, gconstpointer unused);
void station_tear_down (Station *station, gconstpointer unused);

/* Starts the emulator and names it in @desk, which is not set up yet; makes keys for one that is.
 */
EmulatorProcess *station_start_emulator (Fixture *desk);
void station_make_keys (Fixture *desk);

/* A line to the emulator, which must work. */
void station_do (Station *station, const char *line);

/* Gives a card that lies nowhere keys of another system, or a sector that opens to no key. */
void station_make_foreign (Station *station, const char *name);
void station_make_damaged (Station *station, const char *name);

KwDoorRef station_get_door (Station *station, const char *room);

/* Runs a job that must end well. */
KwDeskOutcome *station_run (Station *station, KwDeskJob *job);

/* Runs the main loop until @is_true says so, which must be within 20 s; or for so long. */
void station_until (gboolean (*is_true) (gpointer user_data), gpointer user_data);
void station_wait_ms (guint ms);
