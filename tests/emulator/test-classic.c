/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "emulator-util.h"

#include <glib/gstdio.h>

#define SELECT "4a0100"
#define SELECTED_1K "4b010100040804deadbeef"
#define AUTH_A(block, key) "400160" block key "deadbeef"
#define AUTH_B(block, key) "400161" block key "deadbeef"
#define FACTORY "ffffffffffff"
#define KEY_1 "a0a1a2a3a4a5"
#define KEY_2 "b0b1b2b3b4b5"
#define READ(block) "400130" block
#define WRITE(block, data) "4001a0" block data
#define DATA_1 "000102030405060708090a0b0c0d0e0f"
#define ZEROS "00000000000000000000000000000000"
/* data blocks 100, trailer 011 */
#define OUR_TRAILER KEY_1 "78778869" KEY_2
#define OK "4100"
#define NAK "4113"
#define AUTH_FAILED "4114"
#define GONE "4101"

static KwEmulator *
new_emulator_with (const char *medium)
{
  KwEmulator *emulator = new_open_emulator ();
  g_autofree char *line = g_strdup_printf ("new %s deadbeef a", medium);

  control (emulator, line);
  control (emulator, "put a");
  return emulator;
}

static void
test_a_factory_card_opens_with_ff_keys (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with ("classic1k");

  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_A ("04", FACTORY), OK);
  assert_reply (emulator, WRITE ("04", DATA_1), OK);
  assert_reply (emulator, READ ("04"), OK DATA_1);
  assert_reply (emulator, READ ("07"), OK "000000000000ff078069ffffffffffff");
  assert_reply (emulator, AUTH_B ("04", FACTORY), OK);
  /* Key B can be read with key A, so it opens nothing. */
  assert_reply (emulator, READ ("04"), NAK);
  assert_reply (emulator, READ ("04"), GONE);
}

static void
test_a_wrong_key_throws_the_card_out (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with ("classic1k");

  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_A ("04", KEY_1), AUTH_FAILED);
  assert_reply (emulator, AUTH_A ("04", FACTORY), GONE);
  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator,
                "400160"
                "04" FACTORY "deadbee0",
                AUTH_FAILED);
  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, READ ("04"), NAK);
  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_A ("04", FACTORY), OK);
  /* A session covers its own sector only. */
  assert_reply (emulator, READ ("08"), NAK);
}

static void
test_access_bits_rule_data_and_trailer (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with ("classic1k");

  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_A ("04", FACTORY), OK);
  assert_reply (emulator, WRITE ("07", OUR_TRAILER), OK);
  assert_reply (emulator, AUTH_A ("04", FACTORY), AUTH_FAILED);

  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_A ("04", KEY_1), OK);
  assert_reply (emulator, READ ("04"), OK ZEROS);
  assert_reply (emulator, READ ("07"), OK "00000000000078778869000000000000");
  assert_reply (emulator, WRITE ("04", DATA_1), NAK);

  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_A ("04", KEY_1), OK);
  assert_reply (emulator, WRITE ("07", FACTORY "ff078069" FACTORY), NAK);

  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_B ("04", KEY_2), OK);
  assert_reply (emulator, WRITE ("04", DATA_1), OK);
  assert_reply (emulator, READ ("04"), OK DATA_1);
  assert_reply (emulator, WRITE ("07", FACTORY "ff078069" FACTORY), OK);
  assert_reply (emulator, AUTH_A ("04", FACTORY), OK);
}

static void
test_the_manufacturers_block_cannot_be_written (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with ("classic1k");

  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_A ("00", FACTORY), OK);
  assert_reply (emulator, WRITE ("00", ZEROS), NAK);
  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_A ("00", FACTORY), OK);
  assert_reply (emulator, READ ("00"), OK "deadbeef220804000000000000000000");
}

static void
test_values_go_up_and_down (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with ("classic1k");

  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_A ("04", FACTORY), OK);
  assert_reply (emulator,
                WRITE ("04", "64000000"
                             "9bffffff"
                             "64000000"
                             "04fb04fb"),
                OK);
  assert_reply (emulator,
                "4001c1"
                "04"
                "05000000",
                OK);
  assert_reply (emulator,
                "4001b0"
                "05",
                OK);
  assert_reply (emulator, READ ("05"),
                OK "69000000"
                   "96ffffff"
                   "69000000"
                   "04fb04fb");
  assert_reply (emulator,
                "4001c0"
                "05"
                "6a000000",
                OK);
  assert_reply (emulator,
                "4001b0"
                "05",
                OK);
  assert_reply (emulator, READ ("05"),
                OK "ffffffff"
                   "00000000"
                   "ffffffff"
                   "04fb04fb");
  assert_reply (emulator,
                "4001c1"
                "06"
                "05000000",
                NAK);
}

static void
test_4k_has_large_sectors (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with ("classic4k");

  assert_reply (emulator, SELECT, "4b010100021804deadbeef");
  assert_reply (emulator, AUTH_A ("80", FACTORY), OK);
  assert_reply (emulator, WRITE ("8e", DATA_1), OK);
  assert_reply (emulator, READ ("8e"), OK DATA_1);
  assert_reply (emulator, READ ("8f"), OK "000000000000ff078069ffffffffffff");
  assert_reply (emulator, AUTH_A ("ff", FACTORY), OK);
  assert_reply (emulator, READ ("8e"), NAK);
}

static void
test_1k_ends_at_block_63 (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with ("classic1k");

  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_A ("40", FACTORY), AUTH_FAILED);
}

static void
test_seven_bytes_of_uid_authenticate_with_the_last_four (void)
{
  g_autoptr (KwEmulator) emulator = new_open_emulator ();

  control (emulator, "new classic1k 04112233445566 a");
  control (emulator, "put a");
  assert_reply (emulator, "4a0100",
                "4b010100440807"
                "04112233445566");
  assert_reply (emulator,
                "400160"
                "04" FACTORY "33445566",
                OK);
  assert_reply (emulator,
                "4a0100"
                "8804112233445566",
                "4b010100440807"
                "04112233445566");
  assert_reply (emulator,
                "4a0100"
                "8804112233445567",
                "4b00");
}

static void
test_a_torn_write_leaves_half_a_block (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with ("classic1k");

  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_A ("04", FACTORY), OK);
  control (emulator, "fault remove when=middle write=2");
  assert_reply (emulator, WRITE ("04", DATA_1), OK);
  assert_reply (emulator, WRITE ("05", DATA_1), GONE);
  assert_reply (emulator, SELECT, "4b00");
  control (emulator, "put a");
  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_A ("04", FACTORY), OK);
  assert_reply (emulator, READ ("04"), OK DATA_1);
  assert_reply (emulator, READ ("05"), OK "00010203040506070000000000000000");
  g_assert_cmpuint (kw_emulator_get_stats (emulator)->n_writes, ==, 2);
}

static void
test_a_torn_trailer_locks_the_sector_for_ever (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with ("classic1k");
  static const char *const keys[] = { AUTH_A ("04", FACTORY), AUTH_B ("04", FACTORY),
                                      AUTH_A ("04", KEY_1), AUTH_B ("04", KEY_2) };

  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_A ("04", FACTORY), OK);
  control (emulator, "fault remove when=middle write=1");
  assert_reply (emulator, WRITE ("07", OUR_TRAILER), GONE);
  control (emulator, "put a");
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      assert_reply (emulator, SELECT, SELECTED_1K);
      assert_reply (emulator, keys[i], AUTH_FAILED);
    }
}

static void
test_before_and_after_a_write_nothing_or_all_is_there (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with ("classic1k");
  static const char *const whens[] = { "before", "after", "answered" };
  static const char *const replies[] = { GONE, GONE, OK };
  static const char *const blocks[] = { OK ZEROS, OK DATA_1, OK DATA_1 };

  for (gsize i = 0; i < G_N_ELEMENTS (whens); i++)
    {
      g_autofree char *fault = g_strdup_printf ("fault remove when=%s write=1", whens[i]);

      assert_reply (emulator, SELECT, SELECTED_1K);
      assert_reply (emulator, AUTH_A ("04", FACTORY), OK);
      assert_reply (emulator, WRITE ("04", ZEROS), OK);
      control (emulator, fault);
      assert_reply (emulator, WRITE ("04", DATA_1), replies[i]);
      assert_reply (emulator, READ ("04"), GONE);
      control (emulator, "put a");
      assert_reply (emulator, SELECT, SELECTED_1K);
      assert_reply (emulator, AUTH_A ("04", FACTORY), OK);
      assert_reply (emulator, READ ("04"), blocks[i]);
    }
}

static void
test_a_write_can_be_refused_or_go_wrong_silently (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with ("classic1k");

  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_A ("04", FACTORY), OK);
  control (emulator, "fault flip write=1");
  assert_reply (emulator, WRITE ("04", ZEROS), OK);
  assert_reply (emulator, READ ("04"), OK "00000000000000001000000000000000");
  control (emulator, "fault nak write=1");
  assert_reply (emulator, WRITE ("04", ZEROS), NAK);
  assert_reply (emulator, SELECT, SELECTED_1K);
}

static void
test_images_are_the_raw_memory (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with ("classic1k");
  g_autofree char *dir = g_dir_make_tmp ("kw-emu-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (dir, "a.mfd", NULL);
  g_autofree char *save = g_strdup_printf ("save a %s", file);
  g_autofree char *load = g_strdup_printf ("load b %s", file);
  g_autofree char *image = NULL;
  gsize n_bytes = 0;

  assert_reply (emulator, SELECT, SELECTED_1K);
  assert_reply (emulator, AUTH_A ("04", FACTORY), OK);
  assert_reply (emulator, WRITE ("04", DATA_1), OK);
  control (emulator, save);
  g_assert_true (g_file_get_contents (file, &image, &n_bytes, NULL));
  g_assert_cmpuint (n_bytes, ==, 1024);
  g_assert_cmphex (image[64 + 15], ==, 0x0f);

  control (emulator, "new classic4k 01020304 b");
  control_refused (emulator, load);
  control (emulator, "new classic1k 01020304 c");
  load[5] = 'c';
  control (emulator, load);
  control (emulator, "take a");
  control (emulator, "put c");
  assert_reply (emulator, SELECT,
                "4b010100040804"
                "01020304");
  assert_reply (emulator,
                "400160"
                "04" FACTORY "01020304",
                OK);
  assert_reply (emulator, READ ("04"), OK DATA_1);

  g_assert_cmpint (g_remove (file), ==, 0);
  g_assert_cmpint (g_remove (dir), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/emulator/classic/" path, test)
  ADD ("a-factory-card-opens-with-ff-keys", test_a_factory_card_opens_with_ff_keys);
  ADD ("a-wrong-key-throws-the-card-out", test_a_wrong_key_throws_the_card_out);
  ADD ("access-bits-rule-data-and-trailer", test_access_bits_rule_data_and_trailer);
  ADD ("the-manufacturers-block-cannot-be-written", test_the_manufacturers_block_cannot_be_written);
  ADD ("values-go-up-and-down", test_values_go_up_and_down);
  ADD ("4k-has-large-sectors", test_4k_has_large_sectors);
  ADD ("1k-ends-at-block-63", test_1k_ends_at_block_63);
  ADD ("seven-bytes-of-uid-authenticate-with-the-last-four",
       test_seven_bytes_of_uid_authenticate_with_the_last_four);
  ADD ("a-torn-write-leaves-half-a-block", test_a_torn_write_leaves_half_a_block);
  ADD ("a-torn-trailer-locks-the-sector-for-ever", test_a_torn_trailer_locks_the_sector_for_ever);
  ADD ("before-and-after-a-write-nothing-or-all-is-there",
       test_before_and_after_a_write_nothing_or_all_is_there);
  ADD ("a-write-can-be-refused-or-go-wrong-silently",
       test_a_write_can_be_refused_or_go_wrong_silently);
  ADD ("images-are-the-raw-memory", test_images_are_the_raw_memory);
  return g_test_run ();
}
