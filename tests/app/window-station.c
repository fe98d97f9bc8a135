/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "window-station.h"

#include "station.h"

EmulatorProcess *
window_station_open (AppFixture *app)
{
  EmulatorProcess *emulator = station_start_emulator (&app->desk);

  app_fixture_set_up (app, NULL);
  station_make_keys (&app->desk);
  return emulator;
}

void
window_station_close (AppFixture *app, EmulatorProcess **emulator)
{
  app_fixture_tear_down (app, NULL);
  g_clear_pointer (emulator, emulator_process_stop);
}
