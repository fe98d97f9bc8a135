/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-timing.h"

/* Carrier periods: one bit lasts 128/fc, the frame delay time is 1236/fc. */
#define BIT_PERIODS 128
#define FRAME_DELAY_PERIODS 1236
#define CARRIER_PER_US_X100 1356

/* ISO 14443-4: frame size FSC of DESFire EV1 (ATS 75: FSCI 5 = 64 bytes), less PCB and CRC. */
#define ISO_DEP_PAYLOAD_BYTES 61
#define ISO_DEP_OVERHEAD_BYTES 3

static gint64
periods_to_us (gint64 n_periods)
{
  return n_periods * 100 / CARRIER_PER_US_X100;
}

gint64
kw_emu_timing_frame_us (guint n_bits)
{
  gint64 n_etu = 1 + n_bits + n_bits / 8;

  return periods_to_us (n_etu * BIT_PERIODS + FRAME_DELAY_PERIODS);
}

gint64
kw_emu_timing_bytes_us (gsize n_bytes)
{
  return kw_emu_timing_frame_us ((guint)n_bytes * 8);
}

gint64
kw_emu_timing_select_us (gsize uid_len)
{
  /* REQA of seven bits, ATQA of two bytes */
  gint64 us = kw_emu_timing_frame_us (7) + kw_emu_timing_bytes_us (2);
  /* anticollision 93 20, answer of five bytes, SELECT of nine, SAK with CRC */
  gint64 level_us = kw_emu_timing_bytes_us (2) + kw_emu_timing_bytes_us (5) +
                    kw_emu_timing_bytes_us (9) + kw_emu_timing_bytes_us (3);

  return us + (uid_len > 4 ? 2 : 1) * level_us;
}

gint64
kw_emu_timing_iso_dep_us (gsize n_bytes)
{
  gint64 us = 0;

  while (n_bytes > ISO_DEP_PAYLOAD_BYTES)
    {
      us += kw_emu_timing_bytes_us (ISO_DEP_PAYLOAD_BYTES + ISO_DEP_OVERHEAD_BYTES) +
            kw_emu_timing_bytes_us (ISO_DEP_OVERHEAD_BYTES);
      n_bytes -= ISO_DEP_PAYLOAD_BYTES;
    }
  return us + kw_emu_timing_bytes_us (n_bytes + ISO_DEP_OVERHEAD_BYTES);
}

gint64
kw_emu_timing_uart_us (gsize n_bytes)
{
  return (gint64)n_bytes * KW_EMU_TIMING_UART_BYTE_NS / 1000;
}

gint64
kw_emu_timing_timeout_us (guint8 code)
{
  if (code == 0)
    return 0;
  return (gint64)100 << (MIN (code, 0x10) - 1);
}
