/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-emu-control.h"
#include "kw-hex.h"

#include <string.h>

/* One control line that must work. */
static inline void
control (KwEmulator *emulator, const char *line)
{
  g_autofree char *answer = kw_emu_control_run (emulator, line);

  if (!g_str_has_prefix (answer, "ok"))
    g_error ("'%s': %s", line, answer);
}

/* One control line that must be refused. */
static inline void
control_refused (KwEmulator *emulator, const char *line)
{
  g_autofree char *answer = kw_emu_control_run (emulator, line);

  if (!g_str_has_prefix (answer, "error "))
    g_error ("'%s' was accepted: %s", line, answer);
}

static inline void
run_hex (KwEmulator *emulator, const char *command, KwEmuOutcome *outcome)
{
  guint8 bytes[300];
  gsize n_bytes = strlen (command) / 2;

  g_assert_true (n_bytes <= sizeof bytes && kw_hex_decode (command, bytes, n_bytes));
  kw_emulator_run (emulator, bytes, n_bytes, g_get_monotonic_time (), outcome);
}

/* A PN532 command in hex; its reply in hex must be @expected. */
#define assert_reply(emulator, command, expected)                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    KwEmuOutcome outcome_;                                                                         \
    g_autofree char *reply_ = NULL;                                                                \
                                                                                                   \
    run_hex (emulator, command, &outcome_);                                                        \
    g_assert_cmpint (outcome_.run, ==, KW_EMU_RUN_REPLY);                                          \
    reply_ = kw_hex_encode (outcome_.reply.bytes, outcome_.reply.n_bytes);                         \
    g_assert_cmpstr (reply_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

/* An encoder after libnfc opened it, with finite retries. */
static inline KwEmulator *
new_open_emulator (void)
{
  KwEmulator *emulator = kw_emulator_new ();

  assert_reply (emulator, "3205000102", "33");
  assert_reply (emulator, "320101", "33");
  return emulator;
}
