/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "emulator-util.h"

#include <glib/gstdio.h>

#define SELECT "4a0100"
#define SELECTED                                                                                   \
  "4b0101"                                                                                         \
  "034420"                                                                                         \
  "07"                                                                                             \
  "04a1b2c3d4e5f6"                                                                                 \
  "067577810280"
/* A native command in its ISO 7816-4 coat, its answer likewise. */
#define COMMAND(ins) "400190" ins "000000"
#define COMMAND_WITH(ins, length, data) "400190" ins "0000" length data "00"
#define ANSWER(data, status) "4100" data "91" status
#define GONE "4101"
#define AID "01a7f5"
#define SELECT_APP COMMAND_WITH ("5a", "03", AID)
#define FREE_MEMORY COMMAND ("6e")
#define CREATE_APP                                                                                 \
  COMMAND_WITH ("ca", "05",                                                                        \
                AID "0f"                                                                           \
                    "81")
/* File 1, plain, everything free, 16 bytes */
#define CREATE_STANDARD                                                                            \
  COMMAND_WITH ("cd", "07",                                                                        \
                "01"                                                                               \
                "00"                                                                               \
                "eeee"                                                                             \
                "100000")
#define CREATE_BACKUP                                                                              \
  COMMAND_WITH ("cb", "07",                                                                        \
                "01"                                                                               \
                "00"                                                                               \
                "eeee"                                                                             \
                "100000")
#define DATA "000102030405060708090a0b0c0d0e0f"
#define ZEROS "00000000000000000000000000000000"
#define WRITE                                                                                      \
  COMMAND_WITH ("3d", "17",                                                                        \
                "01"                                                                               \
                "000000"                                                                           \
                "100000" DATA)
#define READ                                                                                       \
  COMMAND_WITH ("bd", "07",                                                                        \
                "01"                                                                               \
                "000000"                                                                           \
                "000000")
#define COMMIT COMMAND ("c7")

static KwEmulator *
new_emulator_with_desfire (void)
{
  KwEmulator *emulator = new_open_emulator ();

  control (emulator, "new desfire 04a1b2c3d4e5f6 d");
  control (emulator, "put d");
  assert_reply (emulator, SELECT, SELECTED);
  return emulator;
}

/* Laid down again, as after a fault took it away. */
static void
put_again (KwEmulator *emulator)
{
  control (emulator, "put d");
  assert_reply (emulator, SELECT, SELECTED);
}

static void
make_app (KwEmulator *emulator, const char *create_file)
{
  assert_reply (emulator, CREATE_APP, ANSWER ("", "00"));
  assert_reply (emulator, SELECT_APP, ANSWER ("", "00"));
  assert_reply (emulator, create_file, ANSWER ("", "00"));
}

static void
test_its_version_comes_in_three_frames (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with_desfire ();

  assert_reply (emulator, COMMAND ("60"), ANSWER ("04010101001805", "af"));
  assert_reply (emulator, COMMAND ("af"), ANSWER ("04010101041805", "af"));
  assert_reply (emulator, COMMAND ("af"),
                ANSWER ("04a1b2c3d4e5f6"
                        "4b570000013022",
                        "00"));
  assert_reply (emulator, COMMAND ("af"), ANSWER ("", "1c"));
  /* The same without the coat: the status goes first. */
  assert_reply (emulator, "400160",
                "4100"
                "af"
                "04010101001805");
  assert_reply (emulator, "4001af",
                "4100"
                "af"
                "04010101041805");
  assert_reply (emulator, "4001af",
                "4100"
                "00"
                "04a1b2c3d4e5f6"
                "4b570000013022");
}

static void
test_nonsense_is_answered_by_an_error (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with_desfire ();

  assert_reply (emulator, COMMAND ("99"), ANSWER ("", "1c"));
  assert_reply (emulator, COMMAND ("5a"), ANSWER ("", "7e"));
  assert_reply (emulator, SELECT_APP, ANSWER ("", "a0"));
  assert_reply (emulator,
                COMMAND_WITH ("ca", "05",
                              AID "0f"
                                  "8f"),
                ANSWER ("", "9e"));
  assert_reply (emulator,
                COMMAND_WITH ("ca", "05",
                              AID "0f"
                                  "c1"),
                ANSWER ("", "9e"));
  assert_reply (emulator, COMMAND ("fc"), ANSWER ("", "ae"));
  assert_reply (emulator, COMMAND_WITH ("aa", "01", "00"), ANSWER ("", "ae"));
  assert_reply (emulator, COMMAND_WITH ("0a", "01", "01"), ANSWER ("", "40"));
  assert_reply (emulator, READ, ANSWER ("", "f0"));
  assert_reply (emulator,
                "400190"
                "5a"
                "0000"
                "04"
                "010203"
                "00",
                ANSWER ("", "7e"));
  assert_reply (emulator,
                "4001"
                "00a4040000",
                "4100"
                "6e00");
  make_app (emulator, CREATE_STANDARD);
  assert_reply (emulator, CREATE_STANDARD, ANSWER ("", "de"));
  assert_reply (emulator,
                COMMAND_WITH ("cd", "07",
                              "02"
                              "00"
                              "1eee"
                              "100000"),
                ANSWER ("", "9e"));
  assert_reply (emulator,
                COMMAND_WITH ("bd", "07",
                              "01"
                              "080000"
                              "090000"),
                ANSWER ("", "be"));
  assert_reply (emulator, CREATE_APP, ANSWER ("", "9d"));
}

static void
test_twenty_eight_applications_fit (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with_desfire ();
  KwEmuOutcome outcome;

  for (guint i = 1; i <= 28; i++)
    {
      g_autofree char *command = g_strdup_printf (COMMAND_WITH ("ca", "05",
                                                                "%02x0000"
                                                                "0f"
                                                                "81"),
                                                  i);

      assert_reply (emulator, command, ANSWER ("", "00"));
    }
  assert_reply (emulator, CREATE_APP, ANSWER ("", "0e"));
  run_hex (emulator, COMMAND ("6a"), &outcome);
  g_assert_cmpuint (outcome.reply.n_bytes, ==, 2 + 57 + 2);
  g_assert_cmphex (outcome.reply.bytes[2 + 57 + 1], ==, 0xaf);
  run_hex (emulator, COMMAND ("af"), &outcome);
  g_assert_cmpuint (outcome.reply.n_bytes, ==, 2 + 27 + 2);
  g_assert_cmphex (outcome.reply.bytes[2], ==, 20);
}

static void
test_long_data_travel_in_frames (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with_desfire ();
  const char *sixty_four = DATA DATA DATA DATA;
  g_autofree char *first = NULL, *second = NULL;

  assert_reply (emulator, CREATE_APP, ANSWER ("", "00"));
  assert_reply (emulator, SELECT_APP, ANSWER ("", "00"));
  assert_reply (emulator,
                COMMAND_WITH ("cd", "07",
                              "01"
                              "00"
                              "eeee"
                              "400000"),
                ANSWER ("", "00"));
  first = g_strdup_printf ("400190"
                           "3d"
                           "0000"
                           "27"
                           "01"
                           "000000"
                           "400000"
                           "%.64s"
                           "00",
                           sixty_four);
  second = g_strdup_printf ("400190"
                            "af"
                            "0000"
                            "20"
                            "%.64s"
                            "00",
                            sixty_four + 64);
  assert_reply (emulator, first, ANSWER ("", "af"));
  assert_reply (emulator, second, ANSWER ("", "00"));
  {
    g_autofree char *head = g_strdup_printf ("4100"
                                             "%.118s"
                                             "91af",
                                             sixty_four);
    g_autofree char *tail = g_strdup_printf ("4100"
                                             "%s"
                                             "9100",
                                             sixty_four + 118);

    assert_reply (emulator, READ, head);
    assert_reply (emulator, COMMAND ("af"), tail);
  }
  g_assert_cmpuint (kw_emulator_get_stats (emulator)->n_writes, ==, 3);
}

static void
test_a_torn_standard_file_is_half_written (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with_desfire ();

  make_app (emulator, CREATE_STANDARD);
  control (emulator, "fault remove when=middle write=1");
  assert_reply (emulator, WRITE, GONE);
  put_again (emulator);
  assert_reply (emulator, SELECT_APP, ANSWER ("", "00"));
  assert_reply (emulator, READ,
                ANSWER ("0001020304050607"
                        "0000000000000000",
                        "00"));
}

static void
test_a_backup_file_is_old_or_new (void)
{
  static const struct
  {
    const char *when;
    guint write;
    const char *reply;
  } tears[] = {
    { "before", 1, ANSWER (ZEROS, "00") }, { "middle", 1, ANSWER (ZEROS, "00") },
    { "after", 1, ANSWER (ZEROS, "00") },  { "before", 2, ANSWER (ZEROS, "00") },
    { "middle", 2, ANSWER (ZEROS, "00") }, { "after", 2, ANSWER (DATA, "00") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tears); i++)
    {
      g_autoptr (KwEmulator) emulator = new_emulator_with_desfire ();
      g_autofree char *fault = g_strdup_printf ("fault remove when=%s write=%u", tears[i].when,
                                                tears[i].write);

      make_app (emulator, CREATE_BACKUP);
      control (emulator, fault);
      assert_reply (emulator, WRITE, tears[i].write == 1 ? GONE : ANSWER ("", "00"));
      assert_reply (emulator, COMMIT, GONE);
      put_again (emulator);
      assert_reply (emulator, SELECT_APP, ANSWER ("", "00"));
      assert_reply (emulator, READ, tears[i].reply);
      assert_reply (emulator, COMMIT, ANSWER ("", "0c"));
    }
}

static void
test_creation_can_be_torn (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with_desfire ();

  control (emulator, "fault remove when=before write=1");
  assert_reply (emulator, CREATE_APP, GONE);
  put_again (emulator);
  assert_reply (emulator, SELECT_APP, ANSWER ("", "a0"));

  control (emulator, "fault remove when=middle write=1");
  assert_reply (emulator, CREATE_APP, GONE);
  put_again (emulator);
  assert_reply (emulator, SELECT_APP, ANSWER ("", "00"));
  assert_reply (emulator, COMMAND ("45"), ANSWER ("0f81", "00"));

  control (emulator, "fault remove when=middle write=1");
  assert_reply (emulator, CREATE_STANDARD, GONE);
  put_again (emulator);
  assert_reply (emulator, SELECT_APP, ANSWER ("", "00"));
  assert_reply (emulator, COMMAND ("6f"), ANSWER ("", "00"));
  assert_reply (emulator, CREATE_STANDARD, ANSWER ("", "00"));
  assert_reply (emulator, COMMAND ("6f"), ANSWER ("01", "00"));

  control (emulator, "fault nak write=1");
  assert_reply (emulator, WRITE, ANSWER ("", "ee"));
  assert_reply (emulator, READ, ANSWER (ZEROS, "00"));
}

static void
test_memory_is_counted_in_pages (void)
{
  g_autoptr (KwEmulator) emulator = new_emulator_with_desfire ();

  assert_reply (emulator, FREE_MEMORY, ANSWER ("e01200", "00")); /* 4832 */
  assert_reply (emulator, CREATE_APP, ANSWER ("", "00"));
  assert_reply (emulator, FREE_MEMORY, ANSWER ("a01200", "00")); /* header 32, key 32 */
  assert_reply (emulator, SELECT_APP, ANSWER ("", "00"));
  assert_reply (emulator, CREATE_BACKUP, ANSWER ("", "00"));
  assert_reply (emulator, FREE_MEMORY, ANSWER ("401200", "00")); /* header 32, twice 32 */
  assert_reply (emulator,
                COMMAND_WITH ("cd", "07",
                              "02"
                              "00"
                              "eeee"
                              "211200"),
                ANSWER ("", "0e"));
  assert_reply (emulator,
                COMMAND_WITH ("cd", "07",
                              "02"
                              "00"
                              "eeee"
                              "201200"),
                ANSWER ("", "00"));
  assert_reply (emulator, FREE_MEMORY, ANSWER ("000000", "00"));
  assert_reply (emulator, COMMAND_WITH ("df", "01", "02"), ANSWER ("", "00"));
  assert_reply (emulator, FREE_MEMORY, ANSWER ("000000", "00"));
}

static void
test_bad_images_change_nothing (void)
{
  static const char *const images[] = {
    "",
    "nothing",
    "[desfire]\nformat=2\nused=0\n",
    "[desfire]\nformat=1\nused=0\n",
    "[desfire]\nformat=1\nused=5000\n[picc]\nsettings=15\nkey-type=0\nkeys=0\n",
    "[desfire]\nformat=1\nused=0\n[picc]\nsettings=15\nkey-type=0\nkeys=1\nkey-0=00\nversion-0=0\n",
    "[desfire]\nformat=1\nused=0\n[picc]\nsettings=15\nkey-type=2\nkeys=1\n"
    "key-0=00000000000000000000000000000000\nversion-0=0\n[app xyz]\n",
    "[desfire]\nformat=1\nused=0\n[picc]\nsettings=15\nkey-type=2\nkeys=1\n"
    "key-0=00000000000000000000000000000000\nversion-0=0\n[file f5a701 01]\ntype=0\n",
  };
  g_autofree char *folder = g_dir_make_tmp ("kw-image-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "d.img", NULL);
  g_autofree char *load = g_strdup_printf ("load d %s", file);

  for (gsize i = 0; i < G_N_ELEMENTS (images); i++)
    {
      g_autoptr (KwEmulator) emulator = new_emulator_with_desfire ();

      g_assert_true (g_file_set_contents (file, images[i], -1, NULL));
      make_app (emulator, CREATE_STANDARD);
      assert_reply (emulator, WRITE, ANSWER ("", "00"));
      control_refused (emulator, load);
      assert_reply (emulator, SELECT_APP, ANSWER ("", "00"));
      assert_reply (emulator, READ, ANSWER (DATA, "00"));
    }
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/emulator/desfire/" path, test)
  ADD ("its-version-comes-in-three-frames", test_its_version_comes_in_three_frames);
  ADD ("nonsense-is-answered-by-an-error", test_nonsense_is_answered_by_an_error);
  ADD ("twenty-eight-applications-fit", test_twenty_eight_applications_fit);
  ADD ("long-data-travel-in-frames", test_long_data_travel_in_frames);
  ADD ("a-torn-standard-file-is-half-written", test_a_torn_standard_file_is_half_written);
  ADD ("a-backup-file-is-old-or-new", test_a_backup_file_is_old_or_new);
  ADD ("creation-can-be-torn", test_creation_can_be_torn);
  ADD ("memory-is-counted-in-pages", test_memory_is_counted_in_pages);
  ADD ("bad-images-change-nothing", test_bad_images_change_nothing);
  return g_test_run ();
}
