/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-hsu.h"
#include "kw-hex.h"

#include <string.h>

#define WAKE_UP "55550000000000000000000000000000"
#define FIRMWARE "0000ff02fed4022a00"

/* Feeds hex and writes down what came of it: C command, A ACK, N NACK. */
static char *
feed (KwEmuHsu *hsu, const char *hex)
{
  GString *events = g_string_new (NULL);
  guint8 byte;

  for (; *hex != '\0'; hex += 2)
    {
      char digits[3] = { hex[0], hex[1], '\0' };

      g_assert_true (kw_hex_decode (digits, &byte, 1));
      switch (kw_emu_hsu_feed (hsu, byte))
        {
        case KW_EMU_HSU_EVENT_NONE:
          break;
        case KW_EMU_HSU_EVENT_COMMAND:
          {
            g_autofree char *command = kw_hex_encode (hsu->command, hsu->n_command);

            g_string_append_printf (events, "C%s ", command);
            break;
          }
        case KW_EMU_HSU_EVENT_ACK:
          g_string_append (events, "A ");
          break;
        case KW_EMU_HSU_EVENT_NACK:
          g_string_append (events, "N ");
          break;
        }
    }
  return g_string_free (events, FALSE);
}

#define assert_events(hsu, hex, expected)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *events_ = feed (hsu, hex);                                                    \
                                                                                                   \
    g_assert_cmpstr (events_, ==, expected);                                                       \
  }                                                                                                \
  G_STMT_END

static void
test_nothing_is_heard_before_the_wake_up (void)
{
  KwEmuHsu hsu;

  kw_emu_hsu_init (&hsu);
  assert_events (&hsu, FIRMWARE, "");
  assert_events (&hsu, WAKE_UP FIRMWARE, "C02 ");
  kw_emu_hsu_sleep (&hsu);
  assert_events (&hsu, FIRMWARE, "");
}

static void
test_frames_are_found_in_junk (void)
{
  KwEmuHsu hsu;

  kw_emu_hsu_init (&hsu);
  assert_events (&hsu, WAKE_UP, "");
  assert_events (&hsu, "ab0017" FIRMWARE "aa00fe" FIRMWARE FIRMWARE, "C02 C02 C02 ");
  assert_events (&hsu, "0000ff00ff00", "A ");
  assert_events (&hsu, "0000ffff0000" FIRMWARE, "N C02 ");
}

static void
test_bad_frames_are_dropped_in_silence (void)
{
  static const char *const bad[] = {
    "0000ff02fed4022b00", /* data checksum */
    "0000ff02ffd4022a00", /* length checksum */
    "0000ff02fed5022900", /* chip's own direction */
    "0000ff01ffd42c00",   /* no command */
    "0000ff000000",       /* no data */
    "0000ffffff000000",   /* no data, extended */
    "0000ffffff4000c0",   /* more than a frame holds */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      KwEmuHsu hsu;

      kw_emu_hsu_init (&hsu);
      assert_events (&hsu, WAKE_UP, "");
      assert_events (&hsu, bad[i], "");
      for (int n = 0; n < 1000; n++)
        g_assert_cmpint (kw_emu_hsu_feed (&hsu, 0x11), ==, KW_EMU_HSU_EVENT_NONE);
      assert_events (&hsu, FIRMWARE, "C02 ");
    }
}

static void
test_extended_frames_work_both_ways (void)
{
  KwEmuHsu hsu;
  guint8 reply[265] = { 0x41 }, frame[KW_EMU_HSU_FRAME_MAX_BYTES];
  gsize n_bytes;

  reply[264] = 0x99;
  n_bytes = kw_emu_hsu_build_reply (reply, sizeof reply, frame);
  g_assert_cmpuint (n_bytes, ==, 3 + 5 + 266 + 2);
  /* Made a host's frame by its direction byte and the checksum that goes with it. */
  frame[8] = 0xd4;
  frame[n_bytes - 2]++;
  kw_emu_hsu_init (&hsu);
  assert_events (&hsu, WAKE_UP, "");
  for (gsize i = 0; i + 2 < n_bytes; i++)
    g_assert_cmpint (kw_emu_hsu_feed (&hsu, frame[i]), ==, KW_EMU_HSU_EVENT_NONE);
  g_assert_cmpint (kw_emu_hsu_feed (&hsu, frame[n_bytes - 2]), ==, KW_EMU_HSU_EVENT_COMMAND);
  g_assert_cmpmem (hsu.command, hsu.n_command, reply, sizeof reply);
}

static void
test_random_bytes_do_no_harm (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (42);
  static const guint8 likely[] = { 0x00, 0xff, 0xd4, 0x55, 0x01, 0x02, 0xfe };
  KwEmuHsu hsu;

  kw_emu_hsu_init (&hsu);
  assert_events (&hsu, WAKE_UP, "");
  for (int i = 0; i < 200000; i++)
    {
      guint8 byte = (guint8)g_rand_int (random);

      if (g_rand_boolean (random))
        byte = likely[g_rand_int_range (random, 0, G_N_ELEMENTS (likely))];
      kw_emu_hsu_feed (&hsu, byte);
    }
  /* At most one false frame is under way; then real ones are heard again. */
  for (int i = 0; i < 300; i++)
    kw_emu_hsu_feed (&hsu, 0x00);
  assert_events (&hsu, FIRMWARE, "C02 ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/emulator/hsu/" path, test)
  ADD ("nothing-is-heard-before-the-wake-up", test_nothing_is_heard_before_the_wake_up);
  ADD ("frames-are-found-in-junk", test_frames_are_found_in_junk);
  ADD ("bad-frames-are-dropped-in-silence", test_bad_frames_are_dropped_in_silence);
  ADD ("extended-frames-work-both-ways", test_extended_frames_work_both_ways);
  ADD ("random-bytes-do-no-harm", test_random_bytes_do_no_harm);
  return g_test_run ();
}
