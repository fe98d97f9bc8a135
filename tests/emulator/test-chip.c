/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "emulator-util.h"

#define REQA_LIST "4a0100"
#define CARD_A                                                                                     \
  "00040804"                                                                                       \
  "01020304"
#define CARD_B                                                                                     \
  "00040804"                                                                                       \
  "05060708"
#define CARD_D                                                                                     \
  "034420"                                                                                         \
  "07"                                                                                             \
  "04a1b2c3d4e5f6"                                                                                 \
  "067577810280"

static void
assert_syntax_error (KwEmulator *emulator, const char *command)
{
  KwEmuOutcome outcome;

  run_hex (emulator, command, &outcome);
  g_assert_cmpint (outcome.run, ==, KW_EMU_RUN_SYNTAX_ERROR);
}

static void
assert_pending (KwEmulator *emulator, const char *command)
{
  KwEmuOutcome outcome;

  run_hex (emulator, command, &outcome);
  g_assert_cmpint (outcome.run, ==, KW_EMU_RUN_PENDING);
}

static void
test_it_opens_as_libnfc_opens_it (void)
{
  g_autoptr (KwEmulator) emulator = kw_emulator_new ();

  assert_reply (emulator, "1401", "15");
  assert_reply (emulator, "00006c69626e6663", "01006c69626e6663");
  assert_reply (emulator, "02", "0332010607");
  assert_reply (emulator, "1214", "13");
  assert_reply (emulator, "0663026303633c633d",
                "078080"
                "0000");
  assert_reply (emulator, "08633d07633c10", "09");
  assert_reply (emulator, "06633d633c",
                "07"
                "0710");
  assert_reply (emulator, "16f0", "1700");
  assert_syntax_error (emulator, "ff");
  assert_syntax_error (emulator, "4a01");
  assert_syntax_error (emulator, "3205");
}

static void
test_an_active_card_misses_every_second_request (void)
{
  g_autoptr (KwEmulator) emulator = new_open_emulator ();

  control (emulator, "new classic1k 01020304 a");
  control (emulator, "put a");
  assert_reply (emulator, "3205000100", "33"); /* one try only */
  assert_reply (emulator, REQA_LIST, "4b0101" CARD_A);
  assert_reply (emulator, REQA_LIST, "4b00");
  assert_reply (emulator, REQA_LIST, "4b0101" CARD_A);
}

static void
test_a_card_in_the_protocol_must_be_deselected (void)
{
  g_autoptr (KwEmulator) emulator = new_open_emulator ();

  control (emulator, "new desfire 04a1b2c3d4e5f6 d");
  control (emulator, "put d");
  assert_reply (emulator, REQA_LIST, "4b0101" CARD_D);
  assert_reply (emulator, REQA_LIST, "4b00");
  assert_reply (emulator, REQA_LIST, "4b00");
  /* The chip forgot its target, so only the field helps. */
  assert_reply (emulator, "320100", "33");
  assert_reply (emulator, REQA_LIST, "4b0101" CARD_D);
  assert_reply (emulator, "4400", "4500");
  /* Halted now: a request with its UID wakes it, one without does not. */
  assert_reply (emulator, REQA_LIST, "4b00");
  assert_reply (emulator,
                "4a0100"
                "8804a1b2c3d4e5f6",
                "4b0101" CARD_D);
}

static void
test_without_automatic_rats_a_desfire_stays_in_part_3 (void)
{
  g_autoptr (KwEmulator) emulator = new_open_emulator ();

  control (emulator, "new desfire 04a1b2c3d4e5f6 d");
  control (emulator, "put d");
  assert_reply (emulator, "1204", "13");
  assert_reply (emulator, REQA_LIST,
                "4b0101"
                "034420"
                "07"
                "04a1b2c3d4e5f6");
  assert_reply (emulator, "42e050",
                "4300"
                "067577810280");
  assert_reply (emulator, "42b2",
                "4300"
                "a2");
  assert_reply (emulator, "42c2",
                "4300"
                "c2");
  assert_reply (emulator, "42b2", "4301");
}

static void
test_two_cards_are_told_apart (void)
{
  g_autoptr (KwEmulator) emulator = new_open_emulator ();

  control (emulator, "new classic1k 05060708 b");
  control (emulator, "new classic1k 01020304 a");
  control (emulator, "put b");
  control (emulator, "put a");
  assert_reply (emulator, REQA_LIST, "4b0101" CARD_A);
  assert_reply (emulator, "320100", "33");
  assert_reply (emulator, "4a0200",
                "4b02"
                "01" CARD_A "02" CARD_B);
  assert_reply (emulator,
                "400260"
                "04"
                "ffffffffffff"
                "05060708",
                "4100");
  assert_reply (emulator,
                "400230"
                "04",
                "4100"
                "00000000000000000000000000000000");
  assert_reply (emulator,
                "400160"
                "04"
                "ffffffffffff"
                "01020304",
                "4100");
  assert_reply (emulator,
                "400130"
                "04",
                "4100"
                "00000000000000000000000000000000");
  /* The other one's session ended when the chip turned away from it. */
  assert_reply (emulator,
                "400230"
                "04",
                "4113");
  assert_reply (emulator,
                "4a0100"
                "05060708",
                "4b0101" CARD_B);
  control (emulator, "take b");
  /* The chip had halted it to speak to the other. */
  assert_reply (emulator, "4a0200", "4b00");
  assert_reply (emulator, "320100", "33");
  assert_reply (emulator, "4a0200",
                "4b01"
                "01" CARD_A);
  assert_reply (emulator,
                "400160"
                "04"
                "ffffffffffff"
                "01020304",
                "4100");
}

static void
test_an_endless_search_ends_when_a_card_comes (void)
{
  g_autoptr (KwEmulator) emulator = new_open_emulator ();
  KwEmuOutcome outcome;
  g_autofree char *reply = NULL;

  control (emulator, "new classic1k 01020304 a");
  assert_reply (emulator, "3205ffffff", "33");
  assert_pending (emulator, REQA_LIST);
  g_assert_false (kw_emulator_resume (emulator, g_get_monotonic_time (), &outcome));
  control (emulator, "put a");
  g_assert_true (kw_emulator_resume (emulator, g_get_monotonic_time (), &outcome));
  reply = kw_hex_encode (outcome.reply.bytes, outcome.reply.n_bytes);
  g_assert_cmpstr (reply, ==, "4b0101" CARD_A);
  g_assert_false (kw_emulator_resume (emulator, g_get_monotonic_time (), &outcome));

  control (emulator, "take");
  assert_pending (emulator, REQA_LIST);
  kw_emulator_abort (emulator);
  control (emulator, "put a");
  g_assert_false (kw_emulator_resume (emulator, g_get_monotonic_time (), &outcome));
}

static void
test_polling_gives_up_in_time (void)
{
  g_autoptr (KwEmulator) emulator = new_open_emulator ();
  gint64 now_us = g_get_monotonic_time ();
  KwEmuOutcome outcome;

  assert_pending (emulator, "60"
                            "02"
                            "01"
                            "20"
                            "10");
  g_assert_cmpint (kw_emulator_get_deadline_us (emulator), >=, now_us + 2 * 2 * 150000);
  g_assert_false (kw_emulator_resume (emulator, now_us + 2 * 2 * 150000 - 1, &outcome));
  g_assert_true (kw_emulator_resume (emulator, now_us + 10000000, &outcome));
  g_assert_cmpuint (outcome.reply.n_bytes, ==, 2);
  g_assert_cmphex (outcome.reply.bytes[1], ==, 0);

  control (emulator, "new classic1k 01020304 a");
  control (emulator, "put a");
  assert_reply (emulator,
                "60"
                "02"
                "01"
                "20"
                "10",
                "61"
                "01"
                "10"
                "09"
                "01" CARD_A);
}

static void
test_type_b_and_felica_are_not_there (void)
{
  g_autoptr (KwEmulator) emulator = new_open_emulator ();

  control (emulator, "new classic1k 01020304 a");
  control (emulator, "put a");
  assert_reply (emulator,
                "4a0103"
                "00",
                "4b00");
  assert_reply (emulator,
                "4a0101"
                "00ffff0000",
                "4b00");
}

static void
test_raw_frames_select_a_card (void)
{
  g_autoptr (KwEmulator) emulator = new_open_emulator ();

  control (emulator, "new classic1k 04112233445566 a");
  control (emulator, "put a");
  assert_reply (emulator, "08630200630300633d07", "09");
  assert_reply (emulator, "4226",
                "4300"
                "4400");
  assert_reply (emulator, "08633d00", "09");
  assert_reply (emulator, "429320",
                "4300"
                "88041122bf");
  assert_reply (emulator,
                "429370"
                "88041122bf"
                "6bb4",
                "4300"
                "04"
                "da17");
  assert_reply (emulator, "429520",
                "4300"
                "3344556644");
  assert_reply (emulator,
                "429570"
                "3344556644"
                "0000",
                "4300"
                "08"
                "b6dd");
  assert_reply (emulator,
                "425000"
                "57cd",
                "4301");
  assert_reply (emulator, "08633d07", "09");
  assert_reply (emulator, "4226", "4301");
  assert_reply (emulator, "4252",
                "4300"
                "4400");
}

static void
test_targets_that_are_not_there_are_named_so (void)
{
  g_autoptr (KwEmulator) emulator = new_open_emulator ();

  assert_reply (emulator, "40013004", "4127");
  control (emulator, "new classic1k 01020304 a");
  control (emulator, "put a");
  assert_reply (emulator, REQA_LIST, "4b0101" CARD_A);
  assert_reply (emulator, "40023004", "4127");
  assert_reply (emulator, "0006", "0100");
  control (emulator, "take a");
  assert_reply (emulator, "40013004", "4101");
  assert_reply (emulator, "0006", "0101");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/emulator/chip/" path, test)
  ADD ("it-opens-as-libnfc-opens-it", test_it_opens_as_libnfc_opens_it);
  ADD ("an-active-card-misses-every-second-request",
       test_an_active_card_misses_every_second_request);
  ADD ("a-card-in-the-protocol-must-be-deselected", test_a_card_in_the_protocol_must_be_deselected);
  ADD ("without-automatic-rats-a-desfire-stays-in-part-3",
       test_without_automatic_rats_a_desfire_stays_in_part_3);
  ADD ("two-cards-are-told-apart", test_two_cards_are_told_apart);
  ADD ("an-endless-search-ends-when-a-card-comes", test_an_endless_search_ends_when_a_card_comes);
  ADD ("polling-gives-up-in-time", test_polling_gives_up_in_time);
  ADD ("type-b-and-felica-are-not-there", test_type_b_and_felica_are_not_there);
  ADD ("raw-frames-select-a-card", test_raw_frames_select_a_card);
  ADD ("targets-that-are-not-there-are-named-so", test_targets_that_are_not_there_are_named_so);
  return g_test_run ();
}
