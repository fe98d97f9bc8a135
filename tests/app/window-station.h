/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "emulator-process.h"
#include "fixture.h"

/* A window of the demo hotel with keys, the real worker and the emulated encoder. */
EmulatorProcess *window_station_open (AppFixture *app);
void window_station_close (AppFixture *app, EmulatorProcess **emulator);
