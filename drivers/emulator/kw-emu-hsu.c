/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-hsu.h"

#include <string.h>

#define TFI_HOST 0xd4
#define TFI_CHIP 0xd5
#define START_BYTES 3

const guint8 kw_emu_hsu_ack[KW_EMU_HSU_ACK_BYTES] = { 0x00, 0x00, 0xff, 0x00, 0xff, 0x00 };
const guint8 kw_emu_hsu_nack[KW_EMU_HSU_ACK_BYTES] = { 0x00, 0x00, 0xff, 0xff, 0x00, 0x00 };
const guint8 kw_emu_hsu_error[8] = { 0x00, 0x00, 0xff, 0x01, 0xff, 0x7f, 0x81, 0x00 };

static const guint8 start[START_BYTES] = { 0x00, 0x00, 0xff };
static const guint8 wake_up[START_BYTES] = { 0x55, 0x55, 0x00 };

void
kw_emu_hsu_init (KwEmuHsu *hsu)
{
  memset (hsu, 0, sizeof *hsu);
  hsu->is_asleep = TRUE;
}

void
kw_emu_hsu_sleep (KwEmuHsu *hsu)
{
  hsu->is_asleep = TRUE;
  hsu->n_window = 0;
}

static guint8
sum (const guint8 *bytes, gsize n_bytes)
{
  guint8 total = 0;

  for (gsize i = 0; i < n_bytes; i++)
    total = (guint8)(total + bytes[i]);
  return total;
}

static void
drop (KwEmuHsu *hsu, gsize n_bytes)
{
  memmove (hsu->window, hsu->window + n_bytes, hsu->n_window - n_bytes);
  hsu->n_window -= n_bytes;
}

/* Moves the next occurrence of @mark, or what may become one, to the front. */
static gboolean
seek (KwEmuHsu *hsu, const guint8 mark[START_BYTES])
{
  while (hsu->n_window > 0 && memcmp (hsu->window, mark, MIN (hsu->n_window, START_BYTES)) != 0)
    drop (hsu, 1);
  return hsu->n_window >= START_BYTES;
}

/* Length of data and of what stands before it; 0 while it is not known, -1 for nonsense. A frame
 * of no data is nonsense too: it could not even hold D4. */
static int
measure (const KwEmuHsu *hsu, gsize *out_data_at)
{
  const guint8 *length = hsu->window + START_BYTES;
  gboolean is_extended;
  int n_data;

  if (hsu->n_window < START_BYTES + 2)
    return 0;
  is_extended = length[0] == 0xff && length[1] == 0xff;
  if (is_extended && hsu->n_window < START_BYTES + 5)
    return 0;
  *out_data_at = START_BYTES + (is_extended ? 5 : 2);
  n_data = is_extended ? length[2] << 8 | length[3] : length[0];
  if (n_data == 0 || sum (is_extended ? length + 2 : length, is_extended ? 3 : 2) != 0)
    return -1;
  return n_data;
}

static gboolean
is_mark (const KwEmuHsu *hsu, const guint8 *frame)
{
  /* The last byte is the postamble, which need not be waited for. */
  return hsu->n_window >= KW_EMU_HSU_ACK_BYTES - 1 &&
         memcmp (hsu->window, frame, KW_EMU_HSU_ACK_BYTES - 1) == 0;
}

KwEmuHsuEvent
kw_emu_hsu_feed (KwEmuHsu *hsu, guint8 byte)
{
  gsize data_at = 0;
  int n_data;

  g_assert (hsu->n_window < sizeof hsu->window);
  hsu->window[hsu->n_window++] = byte;

  if (hsu->is_asleep)
    {
      if (!seek (hsu, wake_up))
        return KW_EMU_HSU_EVENT_NONE;
      hsu->is_asleep = FALSE;
      hsu->n_window = 0;
      return KW_EMU_HSU_EVENT_NONE;
    }
  if (!seek (hsu, start))
    return KW_EMU_HSU_EVENT_NONE;
  if (is_mark (hsu, kw_emu_hsu_ack) || is_mark (hsu, kw_emu_hsu_nack))
    {
      gboolean is_ack = is_mark (hsu, kw_emu_hsu_ack);

      drop (hsu, KW_EMU_HSU_ACK_BYTES - 1);
      return is_ack ? KW_EMU_HSU_EVENT_ACK : KW_EMU_HSU_EVENT_NACK;
    }
  n_data = measure (hsu, &data_at);
  if (n_data < 0 || (gsize)n_data + data_at + 1 > sizeof hsu->window)
    {
      drop (hsu, 1);
      return KW_EMU_HSU_EVENT_NONE;
    }
  if (n_data == 0 || hsu->n_window < data_at + (gsize)n_data + 1)
    return KW_EMU_HSU_EVENT_NONE;
  if (n_data < 2 || hsu->window[data_at] != TFI_HOST ||
      sum (hsu->window + data_at, (gsize)n_data + 1) != 0)
    {
      drop (hsu, 1);
      return KW_EMU_HSU_EVENT_NONE;
    }
  hsu->n_command = (gsize)n_data - 1;
  memcpy (hsu->command, hsu->window + data_at + 1, hsu->n_command);
  drop (hsu, data_at + (gsize)n_data + 1);
  return KW_EMU_HSU_EVENT_COMMAND;
}

gsize
kw_emu_hsu_build_reply (const guint8 *reply, gsize n_bytes,
                        guint8 out_frame[KW_EMU_HSU_FRAME_MAX_BYTES])
{
  gsize n_data = n_bytes + 1; /* with D5 */
  gsize at = START_BYTES;

  g_assert (n_bytes <= 265);

  memcpy (out_frame, start, START_BYTES);
  if (n_data > 0xff)
    {
      out_frame[at++] = 0xff;
      out_frame[at++] = 0xff;
      out_frame[at++] = (guint8)(n_data >> 8);
      out_frame[at++] = (guint8)(n_data & 0xff);
      out_frame[at] = (guint8)-sum (out_frame + at - 2, 2);
      at++;
    }
  else
    {
      out_frame[at++] = (guint8)n_data;
      out_frame[at++] = (guint8) - (guint8)n_data;
    }
  out_frame[at++] = TFI_CHIP;
  memcpy (out_frame + at, reply, n_bytes);
  at += n_bytes;
  out_frame[at] = (guint8)-sum (out_frame + at - n_data, n_data);
  at++;
  out_frame[at++] = 0x00;
  return at;
}
