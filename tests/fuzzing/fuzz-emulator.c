/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/*
 * Whatever a host or a tester sends to the emulated encoder, with one card of each kind at hand.
 *
 * Input: records of a kind and a length, then so many bytes: a PN532 command, bytes of the serial
 * line, a control line, or an image for one of the cards.
 */
#include "config.h"

#include "kw-emu-control.h"
#include "kw-emu-hsu.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

enum
{
  RECORD_COMMAND,
  RECORD_LINE_BYTES,
  RECORD_CONTROL,
  RECORD_IMAGE,
  RECORD_N,
};

static const char *const cards[] = { "c", "k", "n", "d" };

/* A reply must fit the chip's buffer and answer the command it belongs to. */
static void
run_command (KwEmulator *emulator, const guint8 *command, gsize n_bytes)
{
  guint8 frame[KW_EMU_HSU_FRAME_MAX_BYTES];
  KwEmuOutcome outcome;

  if (n_bytes == 0)
    return;
  kw_emulator_run (emulator, command, n_bytes, g_get_monotonic_time (), &outcome);
  if (outcome.run != KW_EMU_RUN_REPLY || outcome.ack != KW_EMU_ACK_ACK)
    return;
  if (outcome.reply.bytes[0] != (guint8)(command[0] + 1) || outcome.reply.busy_us < 0)
    g_error ("the reply is not this command's");
  kw_emu_hsu_build_reply (outcome.reply.bytes, outcome.reply.n_bytes, frame);
}

static void
run_control (KwEmulator *emulator, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *line = g_strndup ((const char *)bytes, n_bytes);
  g_autofree char *answer = NULL;

  /* Those two would write and read wherever the fuzzer likes. */
  if (strstr (line, "save") != NULL || strstr (line, "load") != NULL ||
      strpbrk (line, "\"'\\") != NULL)
    return;
  answer = kw_emu_control_run (emulator, line);
  if (!g_str_has_prefix (answer, "ok") && !g_str_has_prefix (answer, "error "))
    g_error ("no answer: %s", answer);
}

static void
load_image (KwEmulator *emulator, const guint8 *image, gsize n_bytes)
{
  KwEmuCard *card = kw_emulator_find_card (emulator, cards[n_bytes > 0 ? image[0] & 3 : 0], NULL);

  if (card == NULL || n_bytes == 0 || !kw_emu_card_load (card, image + 1, n_bytes - 1, NULL))
    return;
  g_bytes_unref (kw_emu_card_dup_image (card));
}

static KwEmulator *
new_emulator (void)
{
  static const char *const lines[] = { "new classic1k 01020304 c", "new classic4k 04112233445566 k",
                                       "new ntag213 04aabbccddeeff n",
                                       "new desfire 04a1b2c3d4e5f6 d" };
  static const guint8 few_retries[] = { 0x32, 0x05, 0x00, 0x01, 0x02 };
  KwEmulator *emulator = kw_emulator_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    g_free (kw_emu_control_run (emulator, lines[i]));
  run_command (emulator, few_retries, sizeof few_retries);
  return emulator;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (KwEmulator) emulator = new_emulator ();
  KwEmuHsu hsu;
  gsize at = 0;

  kw_emu_hsu_init (&hsu);
  while (at + 2 <= size)
    {
      guint kind = data[at] % RECORD_N;
      gsize n_bytes = MIN ((gsize)data[at + 1] << (data[at] >> 7) * 4, size - at - 2);
      const guint8 *bytes = data + at + 2;

      at += 2 + n_bytes;
      if (kind == RECORD_COMMAND)
        run_command (emulator, bytes, n_bytes);
      else if (kind == RECORD_CONTROL)
        run_control (emulator, bytes, n_bytes);
      else if (kind == RECORD_IMAGE)
        load_image (emulator, bytes, n_bytes);
      else
        for (gsize i = 0; i < n_bytes; i++)
          if (kw_emu_hsu_feed (&hsu, bytes[i]) == KW_EMU_HSU_EVENT_COMMAND)
            run_command (emulator, hsu.command, hsu.n_command);
    }
  return 0;
}
