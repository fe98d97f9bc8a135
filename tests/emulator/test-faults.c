/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

/* Every fault as a program above libnfc meets it, with limits in time. */

#include "emulator-process.h"

#include <nfc/nfc.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define BLOCK 4
#define COMMAND_TIMEOUT_MS 1000 /* far above what an answer takes on a busy machine */

static const char *program;
static const guint8 uid[4] = { 0xde, 0xad, 0xbe, 0xef };

typedef struct
{
  EmulatorProcess *emulator;
  nfc_context *context;
  nfc_device *device;
} Fixture;

static gboolean
open_device (Fixture *fixture)
{
  fixture->device = nfc_open (fixture->context, fixture->emulator->connstring);
  return fixture->device != NULL && nfc_initiator_init (fixture->device) == 0 &&
         nfc_device_set_property_bool (fixture->device, NP_INFINITE_SELECT, false) == 0;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->emulator = emulator_process_start (program, "none");
  emulator_process_run (fixture->emulator, "new classic1k deadbeef a");
  emulator_process_run (fixture->emulator, "new desfire 04a1b2c3d4e5f6 d");
  emulator_process_run (fixture->emulator, "put a");
  nfc_init (&fixture->context);
  g_assert_true (open_device (fixture));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->device != NULL)
    nfc_close (fixture->device);
  nfc_exit (fixture->context);
  emulator_process_stop (fixture->emulator);
}

static int
exchange (Fixture *fixture, const guint8 *command, gsize n_bytes, guint8 *out_answer,
          gsize answer_bytes)
{
  return nfc_initiator_transceive_bytes (fixture->device, command, n_bytes, out_answer,
                                         answer_bytes, COMMAND_TIMEOUT_MS);
}

static int
select_card (Fixture *fixture)
{
  const nfc_modulation modulation = { NMT_ISO14443A, NBR_106 };
  nfc_target target;

  return nfc_initiator_select_passive_target (fixture->device, modulation, NULL, 0, &target);
}

static void
open_sector (Fixture *fixture)
{
  guint8 command[12] = { 0x60, BLOCK, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
  guint8 answer[16];

  memcpy (command + 8, uid, sizeof uid);
  g_assert_cmpint (select_card (fixture), ==, 1);
  g_assert_cmpint (exchange (fixture, command, sizeof command, answer, sizeof answer), ==, 0);
}

static int
write_block (Fixture *fixture, guint8 fill)
{
  guint8 command[18] = { 0xa0, BLOCK };
  guint8 answer[16];

  memset (command + 2, fill, 16);
  return exchange (fixture, command, sizeof command, answer, sizeof answer);
}

static void
read_block (Fixture *fixture, guint8 out_block[16])
{
  const guint8 command[] = { 0x30, BLOCK };

  g_assert_cmpint (exchange (fixture, command, sizeof command, out_block, 16), ==, 16);
}

/* What is on the card after the write of a's over b's. */
typedef enum
{
  OLD,
  HALF,
  NEW,
  FLIPPED,
} Content;

static void
assert_content (Fixture *fixture, Content content)
{
  guint8 expected[16], block[16] = { 0 };

  memset (expected, content == OLD ? 0xbb : 0xaa, sizeof expected);
  if (content == HALF)
    memset (expected + 8, 0xbb, 8);
  if (content == FLIPPED)
    expected[8] ^= 0x10;
  open_sector (fixture);
  read_block (fixture, block);
  g_assert_cmpmem (block, sizeof block, expected, sizeof expected);
}

typedef struct
{
  const char *name;
  const char *fault;
  int result;
  int min_ms;
  Content content;
  gboolean is_removed;
} WriteCase;

static const WriteCase write_cases[] = {
  { "removed-before", "remove when=before write=1", NFC_ERFTRANS, 0, OLD, TRUE },
  { "removed-before-by-op", "remove op=a0 block=4", NFC_ERFTRANS, 0, OLD, TRUE },
  { "torn", "remove when=middle write=1", NFC_ERFTRANS, 0, HALF, TRUE },
  { "removed-after", "remove when=after write=1", NFC_ERFTRANS, 0, NEW, TRUE },
  { "removed-after-by-op", "remove when=after op=a0", NFC_ERFTRANS, 0, NEW, TRUE },
  { "removed-when-answered", "remove when=answered write=1", 0, 0, NEW, TRUE },
  { "nak", "nak write=1", NFC_ERFTRANS, 0, OLD, FALSE },
  { "nak-by-op", "nak op=a0", NFC_ERFTRANS, 0, OLD, FALSE },
  { "flip", "flip write=1", 0, 0, FLIPPED, FALSE },
  { "nack-frame", "nack op=a0", NFC_EIO, 0, OLD, FALSE },
  { "error-frame", "error op=a0", NFC_EIO, 0, OLD, FALSE },
  { "silence", "silence op=a0", NFC_ETIMEOUT, COMMAND_TIMEOUT_MS, NEW, FALSE },
  { "bad-checksum", "corrupt op=a0", NFC_EIO, 0, NEW, FALSE },
  { "bad-length", "corrupt how=length write=1", NFC_EIO, 0, NEW, FALSE },
  { "garbage", "corrupt how=garbage op=a0", NFC_EIO, 0, NEW, FALSE },
  { "truncated", "corrupt how=truncate op=a0", NFC_ETIMEOUT, COMMAND_TIMEOUT_MS, NEW, FALSE },
  { "dead-once", "dead op=a0 count=1", NFC_ETIMEOUT, COMMAND_TIMEOUT_MS, OLD, FALSE },
  { "late", "late op=a0 ms=150", 0, 150, NEW, FALSE },
  { "too-late", "late op=a0 ms=2000", NFC_ETIMEOUT, COMMAND_TIMEOUT_MS, NEW, FALSE },
  /* The limit counts for every read, not for the reply: ten bytes in five drops, 200 ms apart. */
  { "dribble", "dribble op=a0 chunk=2 ms=200", 0, 800, NEW, FALSE },
  { "status-after", "status op=a0 value=01", NFC_ERFTRANS, 0, NEW, FALSE },
  { "status-instead", "status op=a0 value=13 run=no", NFC_ERFTRANS, 0, OLD, FALSE },
  { "status-unknown", "status op=a0 value=3f", NFC_ECHIP, 0, NEW, FALSE },
};

static void
test_write_meets_fault (Fixture *fixture, gconstpointer data)
{
  const WriteCase *test = data;
  gint64 begin_us, taken_ms;

  open_sector (fixture);
  g_assert_cmpint (write_block (fixture, 0xbb), ==, 0);
  emulator_process_run (fixture->emulator, "stats reset");
  emulator_process_run (fixture->emulator, "fault %s", test->fault);

  begin_us = g_get_monotonic_time ();
  g_assert_cmpint (write_block (fixture, 0xaa), ==, test->result);
  taken_ms = (g_get_monotonic_time () - begin_us) / 1000;

  g_assert_cmpint (taken_ms, >=, test->min_ms);
  g_assert_cmpuint (emulator_process_get_stat (fixture->emulator, "faults"), ==, 1);
  if (test->is_removed)
    {
      g_assert_cmpint (select_card (fixture), ==, 0);
      emulator_process_run (fixture->emulator, "put a");
    }
  assert_content (fixture, test->content);
}

static void
test_a_dead_chip_lives_again (Fixture *fixture, gconstpointer data)
{
  open_sector (fixture);
  emulator_process_run (fixture->emulator, "fault dead");
  g_assert_cmpint (write_block (fixture, 0xaa), ==, NFC_ETIMEOUT);
  nfc_close (fixture->device);
  g_assert_false (open_device (fixture));
  emulator_process_run (fixture->emulator, "fault clear");
  g_assert_true (open_device (fixture));
  open_sector (fixture);
}

static void
test_an_unplugged_line_hangs_up (Fixture *fixture, gconstpointer data)
{
  open_sector (fixture);
  g_assert_cmpint (write_block (fixture, 0xbb), ==, 0);
  emulator_process_run (fixture->emulator, "fault unplug op=a0");
  g_assert_cmpint (write_block (fixture, 0xaa), ==, NFC_EIO); /* and no time-out */
  g_assert_cmpint (write_block (fixture, 0xaa), ==, NFC_EIO);
  g_assert_false (g_file_test (fixture->emulator->link, G_FILE_TEST_IS_SYMLINK));
  nfc_close (fixture->device);
  g_assert_false (open_device (fixture));
  emulator_process_run (fixture->emulator, "plug");
  g_assert_true (open_device (fixture));
  assert_content (fixture, OLD);
}

static void
test_it_can_be_plugged_in_again_by_itself (Fixture *fixture, gconstpointer data)
{
  open_sector (fixture);
  emulator_process_run (fixture->emulator, "fault unplug when=after op=a0 ms=100");
  g_assert_cmpint (write_block (fixture, 0xaa), <, 0);
  nfc_close (fixture->device);
  fixture->device = NULL;
  for (int i = 0; i < 1000 && !g_file_test (fixture->emulator->link, G_FILE_TEST_EXISTS); i++)
    g_usleep (20000);
  g_assert_true (open_device (fixture));
  assert_content (fixture, NEW);
}

static void
test_unplug_and_plug_by_hand (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *out = NULL;
      g_autofree char *in = NULL;

      emulator_process_run (fixture->emulator, "unplug");
      out = emulator_process_do (fixture->emulator, "state");
      g_assert_cmpstr (out, ==, "unplugged");
      g_assert_cmpint (select_card (fixture), <, 0);
      nfc_close (fixture->device);
      emulator_process_run (fixture->emulator, "plug");
      in = emulator_process_do (fixture->emulator, "state");
      g_assert_cmpstr (in, ==, "plugged");
      g_assert_true (open_device (fixture));
      open_sector (fixture);
    }
}

static void
test_the_chip_outlives_its_client (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 50; i++)
    {
      nfc_close (fixture->device);
      g_assert_true (open_device (fixture));
    }
  open_sector (fixture);
}

static void
test_a_card_is_found_when_it_comes (Fixture *fixture, gconstpointer data)
{
  const nfc_modulation modulation = { NMT_ISO14443A, NBR_106 };
  nfc_target target;
  pid_t child;
  int status;

  emulator_process_run (fixture->emulator, "take");
  g_assert_cmpint (select_card (fixture), ==, 0);
  child = fork ();
  if (child == 0)
    {
      g_usleep (200000);
      emulator_process_run (fixture->emulator, "put a");
      _exit (0);
    }
  g_assert_cmpint (nfc_initiator_poll_target (fixture->device, &modulation, 1, 0xff, 1, &target),
                   ==, 1);
  g_assert_cmpmem (target.nti.nai.abtUid, target.nti.nai.szUidLen, uid, sizeof uid);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
}

/* libnfc aborts or dies on these: in a child, so that the test lives to tell. */
static int
wait_for_child (pid_t child, int limit_ms, gboolean *out_is_killed)
{
  int status = 0;

  *out_is_killed = FALSE;
  for (int waited_ms = 0; waitpid (child, &status, WNOHANG) == 0; waited_ms += 10)
    {
      if (waited_ms > limit_ms)
        {
          *out_is_killed = TRUE;
          kill (child, SIGKILL);
          waitpid (child, &status, 0);
          return status;
        }
      g_usleep (10000);
    }
  return status;
}

static void
test_bit_7_of_the_status_aborts_libnfc (Fixture *fixture, gconstpointer data)
{
  gboolean is_killed;
  pid_t child;
  int status;

  open_sector (fixture);
  emulator_process_run (fixture->emulator, "fault status op=a0 value=81");
  child = fork ();
  if (child == 0)
    {
      signal (SIGABRT, SIG_DFL);
      write_block (fixture, 0xaa);
      _exit (0);
    }
  status = wait_for_child (child, 3000, &is_killed);
  g_assert_true (WIFSIGNALED (status) && !is_killed);
  g_assert_cmpint (WTERMSIG (status), ==, SIGABRT);
  assert_content (fixture, NEW);
}

static void
test_an_ats_of_length_zero_kills_libnfc (Fixture *fixture, gconstpointer data)
{
  gboolean is_killed;
  pid_t child;
  int status;

  emulator_process_run (fixture->emulator, "take");
  emulator_process_run (fixture->emulator, "put d");
  emulator_process_run (fixture->emulator, "fault ats value=00 command=4a");
  child = fork ();
  if (child == 0)
    {
      signal (SIGSEGV, SIG_DFL);
      signal (SIGABRT, SIG_DFL);
      select_card (fixture);
      _exit (0);
    }
  status = wait_for_child (child, 3000, &is_killed);
  g_assert_true (WIFSIGNALED (status) && !is_killed);
  g_assert_cmpuint (emulator_process_get_stat (fixture->emulator, "faults"), ==, 1);
}

static void
test_an_endless_dribble_holds_libnfc (Fixture *fixture, gconstpointer data)
{
  gboolean is_killed;
  pid_t child;

  open_sector (fixture);
  emulator_process_run (fixture->emulator, "fault dribble endless=yes op=a0 chunk=1 ms=100");
  child = fork ();
  if (child == 0)
    {
      write_block (fixture, 0xaa);
      _exit (0);
    }
  wait_for_child (child, 1500, &is_killed);
  g_assert_true (is_killed);
  /* The next program begins afresh. */
  nfc_close (fixture->device);
  g_assert_true (open_device (fixture));
  assert_content (fixture, NEW);
}

int
main (int argc, char **argv)
{
  g_setenv ("LIBNFC_LOG_LEVEL", "0", TRUE);
  g_test_init (&argc, &argv, NULL);
  program = g_getenv ("KW_EMULATOR");
  g_assert_nonnull (program);
  for (gsize i = 0; i < G_N_ELEMENTS (write_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/emulator/faults/a-write-meets-%s",
                                               write_cases[i].name);

      g_test_add (path, Fixture, &write_cases[i], set_up, test_write_meets_fault, tear_down);
    }
#define ADD(path, test)                                                                            \
  g_test_add ("/emulator/faults/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("a-dead-chip-lives-again", test_a_dead_chip_lives_again);
  ADD ("an-unplugged-line-hangs-up", test_an_unplugged_line_hangs_up);
  ADD ("it-can-be-plugged-in-again-by-itself", test_it_can_be_plugged_in_again_by_itself);
  ADD ("unplug-and-plug-by-hand", test_unplug_and_plug_by_hand);
  ADD ("the-chip-outlives-its-client", test_the_chip_outlives_its_client);
  ADD ("a-card-is-found-when-it-comes", test_a_card_is_found_when_it_comes);
  ADD ("bit-7-of-the-status-aborts-libnfc", test_bit_7_of_the_status_aborts_libnfc);
  ADD ("an-ats-of-length-zero-kills-libnfc", test_an_ats_of_length_zero_kills_libnfc);
  ADD ("an-endless-dribble-holds-libnfc", test_an_endless_dribble_holds_libnfc);
  return g_test_run ();
}
