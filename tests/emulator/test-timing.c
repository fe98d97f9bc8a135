/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "emulator-util.h"
#include "kw-emu-hsu.h"
#include "kw-emu-timing.h"

#define FACTORY "ffffffffffff"
#define ZEROS "00000000000000000000000000000000"

/* What one exchange costs on the line and behind it. */
typedef struct
{
  gsize n_bytes;
  gint64 busy_us;
} Cost;

static void
spend (KwEmulator *emulator, const char *command, Cost *cost)
{
  guint8 frame[KW_EMU_HSU_FRAME_MAX_BYTES];
  KwEmuOutcome outcome;

  run_hex (emulator, command, &outcome);
  g_assert_cmpint (outcome.run, ==, KW_EMU_RUN_REPLY);
  cost->n_bytes += strlen (command) / 2 + 8 + KW_EMU_HSU_ACK_BYTES +
                   kw_emu_hsu_build_reply (outcome.reply.bytes, outcome.reply.n_bytes, frame);
  cost->busy_us += outcome.reply.busy_us;
}

/* Select, authenticate, write three blocks, read three: what a card in a hotel takes at least. */
static void
test_three_blocks_take_as_long_as_on_a_real_encoder (void)
{
  g_autoptr (KwEmulator) emulator = new_open_emulator ();
  Cost cost = { 0 };

  control (emulator, "new classic1k 01020304 a");
  control (emulator, "put a");
  spend (emulator, "4a0100", &cost);
  spend (emulator,
         "400160"
         "04" FACTORY "01020304",
         &cost);
  spend (emulator,
         "4001a0"
         "04" ZEROS,
         &cost);
  spend (emulator,
         "4001a0"
         "05" ZEROS,
         &cost);
  spend (emulator,
         "4001a0"
         "06" ZEROS,
         &cost);
  spend (emulator,
         "400130"
         "04",
         &cost);
  spend (emulator,
         "400130"
         "05",
         &cost);
  spend (emulator,
         "400130"
         "06",
         &cost);

  g_assert_cmpuint (cost.n_bytes, ==, 338);
  /* air 17.2 ms, EEPROM 9, firmware 8 × 0.8 */
  g_assert_cmpint (cost.busy_us, >=, 32300);
  g_assert_cmpint (cost.busy_us, <=, 32900);
  g_assert_cmpint (kw_emu_timing_uart_us (cost.n_bytes), ==, 29340);
}

static void
test_air_times_are_those_of_the_standard (void)
{
  /* a start bit and nine bits a byte of 9.44 µs, then 91.2 µs of pause */
  g_assert_cmpint (kw_emu_timing_bytes_us (1), ==, 185);
  g_assert_cmpint (kw_emu_timing_bytes_us (18), ==, 1629);
  g_assert_cmpint ((kw_emu_timing_select_us (4) - KW_EMU_TIMING_FRAME_DELAY_US) / 100, ==, 23);
  g_assert_cmpint ((kw_emu_timing_select_us (7) - kw_emu_timing_select_us (4)) / 100, ==, 20);
  /* 100 bytes do not fit one block of 64 */
  g_assert_cmpint (kw_emu_timing_iso_dep_us (100), >, kw_emu_timing_bytes_us (103));
  g_assert_cmpint (kw_emu_timing_iso_dep_us (61), ==, kw_emu_timing_bytes_us (64));
}

static void
test_silence_takes_the_chips_time_out (void)
{
  g_autoptr (KwEmulator) emulator = new_open_emulator ();
  Cost cost = { 0 };

  g_assert_cmpint (kw_emu_timing_timeout_us (0x0a), ==, 51200);
  g_assert_cmpint (kw_emu_timing_timeout_us (0), ==, 0);
  control (emulator, "new classic1k 01020304 a");
  control (emulator, "put a");
  spend (emulator, "4a0100", &cost);
  control (emulator, "take a");
  cost.busy_us = 0;
  spend (emulator,
         "400130"
         "04",
         &cost);
  g_assert_cmpint (cost.busy_us, ==, KW_EMU_TIMING_COMMAND_US + 51200);
  cost.busy_us = 0;
  spend (emulator, "4a0100", &cost);
  g_assert_cmpint (cost.busy_us, ==, KW_EMU_TIMING_COMMAND_US + 3 * KW_EMU_TIMING_EMPTY_TRY_US);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/emulator/timing/" path, test)
  ADD ("three-blocks-take-as-long-as-on-a-real-encoder",
       test_three_blocks_take_as_long_as_on_a_real_encoder);
  ADD ("air-times-are-those-of-the-standard", test_air_times_are_those_of_the_standard);
  ADD ("silence-takes-the-chips-time-out", test_silence_takes_the_chips_time_out);
  return g_test_run ();
}
