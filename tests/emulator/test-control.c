/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "emulator-util.h"

#include <glib/gstdio.h>

static void
assert_answer (KwEmulator *emulator, const char *line, const char *expected)
{
  g_autofree char *answer = kw_emu_control_run (emulator, line);

  g_assert_cmpstr (answer, ==, expected);
}

static void
test_cards_come_and_go (void)
{
  g_autoptr (KwEmulator) emulator = kw_emulator_new ();

  assert_answer (emulator, "list", "ok");
  assert_answer (emulator, "new classic1k 01020304 a", "ok");
  assert_answer (emulator, "new classic4k 04112233445566 \"my card\"", "ok");
  assert_answer (emulator, "new desfire 04AABBCCDDEEFF d", "ok");
  assert_answer (emulator, "put a", "ok");
  assert_answer (emulator, "put 'my card'", "ok");
  assert_answer (emulator, "list",
                 "ok a classic1k 01020304 put, d desfire 04aabbccddeeff away,"
                 " 'my card' classic4k 04112233445566 put");
  assert_answer (emulator, "swap d", "ok");
  assert_answer (emulator, "swap nobody", "error no card is called 'nobody'");
  assert_answer (emulator, "list",
                 "ok a classic1k 01020304 away, d desfire 04aabbccddeeff put,"
                 " 'my card' classic4k 04112233445566 away");
  assert_answer (emulator, "take d", "ok 1");
  assert_answer (emulator, "put a nobody", "error no card is called 'nobody'");
  assert_answer (emulator, "take", "ok 0");
  assert_answer (emulator, "put a 'my card'", "ok");
  assert_answer (emulator, "put 'my card'", "error 'my card' lies there already");
  assert_answer (emulator, "take a", "ok 1");
  assert_answer (emulator, "take a", "error 'a' does not lie there");
  assert_answer (emulator, "take", "ok 1");
  assert_answer (emulator, "take", "ok 0");
  assert_answer (emulator, "", "ok");
  assert_answer (emulator, "  ", "ok");
}

static void
test_nonsense_is_refused_with_a_sentence (void)
{
  static const char *const lines[] = {
    "jump",
    "new",
    "new classic1k 01020304",
    "new classic1k 010203 x",
    "new classic1k 0102030405 x",
    "new classic1k 0102030g x",
    "new classic1k 01020304050607080910 x",
    "new desfire 01020304 x",
    "new ntag213 01020304 x",
    "new ultralight 04112233445566 x",
    "new classic1k 01020304 a",
    "put x",
    "put a",
    "put a b",
    "take x",
    "save x /dev/null",
    "save a /nonexistent/folder/file",
    "load a /nonexistent",
    "load a /dev/null",
    "stats now",
    "trace /nonexistent/folder/file",
    "trace a b",
    "list all",
    "plug",
    "unplug",
    "state",
    "state now",
    "\"open",
    "new classic1k 01020304 \xff",
    "fault",
    "fault nothing",
    "fault clear all",
    "fault remove when=never",
    "fault remove when",
    "fault remove write=0",
    "fault remove write=-1",
    "fault remove when=middle",
    "fault flip",
    "fault dead write=1",
    "fault ats write=1 value=0",
    "fault status value=100",
    "fault status value=01 run=maybe",
    "fault status value=01 run=no write=1",
    "fault silence command=400",
    "fault silence block=256",
    "fault silence count=many",
    "fault silence after=",
    "fault late ms=99999999999",
    "fault dribble chunk=0",
    "fault unplug when=middle",
    "fault unplug write=1",
    "fault corrupt how=much",
    "fault nak how=checksum",
  };
  g_autoptr (KwEmulator) emulator = kw_emulator_new ();

  control (emulator, "new classic1k 01020304 a");
  control (emulator, "put a");
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    control_refused (emulator, lines[i]);
  assert_answer (emulator, "fault list", "ok 0 armed");
  assert_answer (emulator, "list", "ok a classic1k 01020304 put");
}

static void
test_every_fault_can_be_armed (void)
{
  static const char *const lines[] = {
    "fault remove",
    "fault remove when=middle write=3",
    "fault remove when=answered op=a0 block=4 after=2 count=all",
    "fault nak op=30",
    "fault nak write=2",
    "fault flip write=1",
    "fault dead",
    "fault dead count=3",
    "fault nack",
    "fault error command=40",
    "fault silence command=40 after=7 count=2",
    "fault status value=81",
    "fault status value=13 run=no op=a0",
    "fault ats value=00",
    "fault corrupt how=truncate write=1",
    "fault late ms=500",
    "fault dribble chunk=2 ms=300",
    "fault dribble endless=yes ms=300",
    "fault unplug",
    "fault unplug when=after write=2 ms=1000",
  };
  g_autoptr (KwEmulator) emulator = kw_emulator_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *expected = g_strdup_printf ("ok %" G_GSIZE_FORMAT " armed", i + 1);

      assert_answer (emulator, lines[i], expected);
    }
  assert_answer (emulator, "fault clear", "ok 0 armed");
}

static void
test_faults_keep_to_their_conditions (void)
{
  g_autoptr (KwEmulator) emulator = new_open_emulator ();

  control (emulator, "new classic1k 01020304 a");
  control (emulator, "put a");
  control (emulator, "fault status value=05 run=no op=30 block=5 after=1 count=2");
  assert_reply (emulator, "4a0100",
                "4b0101"
                "00040804"
                "01020304");
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
  assert_reply (emulator,
                "400130"
                "05",
                "4100"
                "00000000000000000000000000000000");
  assert_reply (emulator,
                "400130"
                "04",
                "4100"
                "00000000000000000000000000000000");
  assert_reply (emulator,
                "400130"
                "05",
                "4105");
  assert_reply (emulator,
                "400130"
                "05",
                "4105");
  assert_answer (emulator, "fault list", "ok 0 armed");
  assert_reply (emulator,
                "400130"
                "05",
                "4100"
                "00000000000000000000000000000000");
  g_assert_cmpuint (kw_emulator_get_stats (emulator)->n_faults, ==, 2);
}

static void
test_statistics_count_and_start_anew (void)
{
  g_autoptr (KwEmulator) emulator = new_open_emulator ();

  control (emulator, "new classic1k 01020304 a");
  control (emulator, "put a");
  control (emulator, "stats reset");
  assert_reply (emulator, "4a0100",
                "4b0101"
                "00040804"
                "01020304");
  assert_reply (emulator,
                "400160"
                "04"
                "ffffffffffff"
                "01020304",
                "4100");
  assert_reply (emulator,
                "4001a0"
                "04"
                "00000000000000000000000000000000",
                "4100");
  control (emulator, "fault nak write=1");
  assert_reply (emulator,
                "4001a0"
                "04"
                "00000000000000000000000000000000",
                "4113");
  assert_answer (emulator, "stats reset",
                 "ok exchanges=4 bytes_in=0 bytes_out=0 writes=2 blocks=1 faults=1");
  assert_answer (emulator, "stats",
                 "ok exchanges=0 bytes_in=0 bytes_out=0 writes=0 blocks=0 faults=0");
}

static void
test_every_exchange_is_traced (void)
{
  g_autoptr (KwEmulator) emulator = new_open_emulator ();
  g_autofree char *dir = g_dir_make_tmp ("keywright-trace-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "trace", NULL);
  g_autofree char *order = g_strdup_printf ("trace %s", path);
  g_autofree char *trace = NULL;
  g_auto (GStrv) lines = NULL;

  control (emulator, order);
  assert_reply (emulator, "4a0100", "4b00");
  control (emulator, "fault silence");
  {
    KwEmuOutcome outcome;

    run_hex (emulator, "02", &outcome);
  }
  control (emulator, "trace");
  assert_reply (emulator, "4a0100", "4b00");

  g_assert_true (g_file_get_contents (path, &trace, NULL, NULL));
  lines = g_strsplit (trace, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpint (g_ascii_strtoll (lines[0], NULL, 10), <=, g_get_monotonic_time ());
  g_assert_cmpint (g_ascii_strtoll (lines[0], NULL, 10), >, 0);
  g_assert_cmpstr (strchr (lines[0], ' '), ==, " 4a0100 4b00");
  g_assert_cmpstr (strchr (lines[1], ' '), ==, " 02 -");
  g_assert_cmpstr (lines[2], ==, "");
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/emulator/control/" path, test)
  ADD ("cards-come-and-go", test_cards_come_and_go);
  ADD ("nonsense-is-refused-with-a-sentence", test_nonsense_is_refused_with_a_sentence);
  ADD ("every-fault-can-be-armed", test_every_fault_can_be_armed);
  ADD ("faults-keep-to-their-conditions", test_faults_keep_to_their_conditions);
  ADD ("statistics-count-and-start-anew", test_statistics_count_and_start_anew);
  ADD ("every-exchange-is-traced", test_every_exchange_is_traced);
  return g_test_run ();
}
