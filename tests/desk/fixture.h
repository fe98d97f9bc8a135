/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-stays.h"

/* A desk of the demo hotel in a folder of its own, under a clock that stands until it is moved. A
 * test that uses it never waits, as a window: it runs under kw_blocking_forbid_here(). */
typedef struct
{
  char *folder;
  gint64 now_unix_s;
  KwClock clock;
  gboolean is_clock_confirmed;
  const char *encoder;     /* (nullable) */
  const char *worker_path; /* (nullable) */
  gboolean use_secret_service;
  KwDesk *desk;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer unused);
void fixture_tear_down (Fixture *fixture, gconstpointer unused);

/* Sets the clock up over @now_unix_s, for a fixture that is not set up otherwise. */
void fixture_init_clock (Fixture *fixture);

/* Closes the desk and opens it again, as a program that is started anew. */
void fixture_reopen (Fixture *fixture);

/* A second program's desk, on the same folder or on one of its own. */
KwDesk *fixture_open_another (Fixture *fixture, const char *folder);
void fixture_close (KwDesk *desk);

/* Runs the main loop until the call that was given fixture_take_result_cb() and a result has ended.
 */
void fixture_take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void fixture_wait (GAsyncResult **result);

/* A passphrase for the sealed keys; the desk's keys, sealed with "correct horse". */
KwSecret *fixture_make_secret (const char *text);
void fixture_create_keys (Fixture *fixture);

/* Opens a stay from @from_h to @until_h hours from now in @room; the result, or NULL with @error.
 */
KwStay *fixture_open_stay (Fixture *fixture, const char *room, int from_h, int until_h,
                           const char *reason, GError **error);
