/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "emulator-process.h"
#include "kw-desk-job.h"
#include "kw-desk-stays.h"

/* A desk of the demo hotel with keys, the real worker and an emulated encoder, under a clock that
 * stands until it is moved. Whatever uses it never waits: it runs under kw_blocking_forbid_here().
 * The programs are named by KW_TEST_EMULATOR and KW_TEST_WORKER. */
typedef struct
{
  EmulatorProcess *emulator;
  char *folder;
  gint64 now_unix_s;
  KwClock clock;
  KwDesk *desk;
} Station;

/* With property and keys. */
void station_set_up (Station *station, gconstpointer unused);
/* With nothing yet: no property, no keys. */
void station_set_up_bare (Station *station, gconstpointer unused);
void station_tear_down (Station *station, gconstpointer unused);

/* Closes the desk and removes its folder; the encoder stays. */
void station_tear_down_desk (Station *station);

void station_import (Station *station);
void station_give_passphrase (Station *station);
void station_make_keys (Station *station);

/* Sets the clock up over @now_unix_s, for a station that is not set up otherwise. */
void station_init_clock (Station *station);

/* Closes the desk without blocking, and opens it again as another program would. @encoder:
 * (nullable) */
void station_close (Station *station);
void station_open (Station *station, const char *encoder);

/* Runs the main loop until @condition; fails the test after a minute. */
#define station_until(condition)                                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const gint64 until_deadline_us = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;                \
    g_autoptr (GSource) until_tick = station_start_tick ();                                        \
                                                                                                   \
    while (!(condition))                                                                           \
      {                                                                                            \
        if (g_get_monotonic_time () > until_deadline_us)                                           \
          g_error ("%s:%d: never came: %s", __FILE__, __LINE__, #condition);                       \
        g_main_context_iteration (NULL, TRUE);                                                     \
      }                                                                                            \
    g_source_destroy (until_tick);                                                                 \
  }                                                                                                \
  G_STMT_END
GSource *station_start_tick (void);

/* Runs the main loop for so long. */
void station_run_ms (guint ms);

void station_take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* A card as the factory delivers it, lying on the encoder. */
void station_lay_new (Station *station, const char *medium, const char *uid_hex, const char *name);
void station_lay (Station *station, const char *name);
void station_lift (Station *station);

/* Runs @job (taken) to its end. */
KwDeskOutcome *station_run (Station *station, KwDeskJob *job, GError **error);

/* A tenant's card for @room for two days. */
KwDeskIssueRequest station_request (Station *station, const char *room);
KwDeskOutcome *station_issue (Station *station, const char *room, GError **error);

/* Opens or changes a stay, which must go well. */
KwStay *station_put_stay (Station *station, const KwDeskStayRequest *request);

/* How many rows the journal has. */
guint station_count_rows (Station *station);
