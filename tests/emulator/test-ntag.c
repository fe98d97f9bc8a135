/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "emulator-util.h"

#define SELECT "4a0100"
#define SELECTED                                                                                   \
  "4b0101"                                                                                         \
  "004400"                                                                                         \
  "07"                                                                                             \
  "04a1b2c3d4e5f6"

static KwEmulator *
new_emulator_with_ntag (void)
{
  KwEmulator *emulator = new_open_emulator ();

  control (emulator, "new ntag213 04a1b2c3d4e5f6 n");
  control (emulator, "put n");
  assert_reply (emulator, SELECT, SELECTED);
  return emulator;
}

static void
test_pages_are_read_round_the_end (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with_ntag ();

  assert_reply (emulator, "40013000",
                "4100"
                "04a1b29f"
                "c3d4e5f6"
                "04480000"
                "e1101200");
  assert_reply (emulator, "4001302c",
                "4100"
                "00000000"
                "04a1b29f"
                "c3d4e5f6"
                "04480000");
  assert_reply (emulator, "40013a0303",
                "4100"
                "e1101200");
  assert_reply (emulator, "4001302d", "4113");
  assert_reply (emulator, "40013000", "4101");
}

static void
test_what_it_is_needs_raw_frames (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with_ntag ();

  assert_reply (emulator, "4260",
                "4300"
                "0004040201000f03");
  /* Exchanged the other way the chip takes it for an authentication. */
  assert_reply (emulator, "400160", "4114");
}

static void
test_pages_are_written_in_both_ways (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with_ntag ();

  assert_reply (emulator,
                "4001a2"
                "06"
                "11223344",
                "4100");
  assert_reply (emulator,
                "4001a0"
                "07"
                "55667788000000000000000000000000",
                "4100");
  assert_reply (emulator, "40013a0607",
                "4100"
                "11223344"
                "55667788");
  assert_reply (emulator,
                "4001a2"
                "00"
                "11223344",
                "4113");
}

static void
test_lock_and_capability_bits_only_rise (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with_ntag ();

  assert_reply (emulator,
                "4001a2"
                "03"
                "00000001",
                "4100");
  assert_reply (emulator,
                "4001a2"
                "02"
                "ffff4000",
                "4100"); /* locks page 6 */
  assert_reply (emulator, "40013a0203",
                "4100"
                "04484000"
                "e1101201");
  assert_reply (emulator,
                "4001a2"
                "02"
                "00000000",
                "4100");
  assert_reply (emulator, "40013a0202",
                "4100"
                "04484000");
  assert_reply (emulator,
                "4001a2"
                "06"
                "11223344",
                "4113");
}

static void
test_the_password_guards_what_it_should (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with_ntag ();

  assert_reply (emulator,
                "4001a2"
                "2b"
                "aabbccdd",
                "4100");
  assert_reply (emulator,
                "4001a2"
                "2c"
                "12340000",
                "4100");
  assert_reply (emulator,
                "4001a2"
                "29"
                "04000004",
                "4100"); /* from page 4 on */
  assert_reply (emulator,
                "4001a2"
                "04"
                "01020304",
                "4113");
  assert_reply (emulator, SELECT, SELECTED);
  assert_reply (emulator,
                "40011b"
                "00000000",
                "4113");
  assert_reply (emulator, SELECT, SELECTED);
  assert_reply (emulator,
                "40011b"
                "aabbccdd",
                "4100"
                "1234");
  assert_reply (emulator,
                "4001a2"
                "04"
                "01020304",
                "4100");
  /* Nobody reads the password. */
  assert_reply (emulator, "40013a2b2c",
                "4100"
                "0000000000000000");
}

static void
test_a_torn_page_is_half_written (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with_ntag ();

  control (emulator, "fault remove when=middle write=1");
  assert_reply (emulator,
                "4001a2"
                "06"
                "11223344",
                "4101");
  control (emulator, "put n");
  assert_reply (emulator, SELECT, SELECTED);
  assert_reply (emulator, "40013a0606",
                "4100"
                "11220000");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/emulator/ntag/" path, test)
  ADD ("pages-are-read-round-the-end", test_pages_are_read_round_the_end);
  ADD ("what-it-is-needs-raw-frames", test_what_it_is_needs_raw_frames);
  ADD ("pages-are-written-in-both-ways", test_pages_are_written_in_both_ways);
  ADD ("lock-and-capability-bits-only-rise", test_lock_and_capability_bits_only_rise);
  ADD ("the-password-guards-what-it-should", test_the_password_guards_what_it_should);
  ADD ("a-torn-page-is-half-written", test_a_torn_page_is_half_written);
  return g_test_run ();
}
