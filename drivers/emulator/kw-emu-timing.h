/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How long a real encoder and a real card take. Every figure is in microseconds and says where it
 * is from; what is marked "assumed" was not found in a data sheet.
 */

/* One byte on the serial line at 115200 8N1: ten bits. */
#define KW_EMU_TIMING_UART_BYTE_NS 86806
/* Firmware of the PN532 between the end of a command and the first bit on the air. Assumed. */
#define KW_EMU_TIMING_COMMAND_US 800
/* One REQA or WUPA that nobody answers, with the chip's retry pause. Assumed. */
#define KW_EMU_TIMING_EMPTY_TRY_US 5000
/* MF1S50yyX/V1 rev. 3.0, figure 4: write about 5.5 ms in all, of which the air takes 2.3. */
#define KW_EMU_TIMING_CLASSIC_BLOCK_US 3000
/* NTAG213: 4 ms a page measured over twelve pages with a stop watch's precision. Assumed. */
#define KW_EMU_TIMING_NTAG_PAGE_US 4000
/* DESFire EV1 programs pages of 32 bytes; 2.5 ms each. Assumed. */
#define KW_EMU_TIMING_DESFIRE_PAGE_US 2500
#define KW_EMU_TIMING_DESFIRE_PAGE_BYTES 32
/* The pause of 1236/fc that is counted with every frame but does not stand before the first. */
#define KW_EMU_TIMING_FRAME_DELAY_US 91
/* ISO 14443-3: field off to card unpowered, and guard time after field on. */
#define KW_EMU_TIMING_FIELD_ON_US 5000

/**
 * kw_emu_timing_frame_us:
 * @n_bits: data bits of one frame, without start and parity bits
 *
 * ISO 14443-3 type A at 106 kbit/s: the pause of 1236/fc that stands between two frames, a start
 * bit, then nine bits for every eight, 128/fc each; fc = 13.56 MHz.
 *
 * Returns: microseconds from the end of the frame before to the end of this one
 */
gint64 kw_emu_timing_frame_us (guint n_bits);

/**
 * kw_emu_timing_bytes_us:
 * @n_bytes: bytes of one frame, CRC included
 *
 * Returns: like kw_emu_timing_frame_us() for whole bytes
 */
gint64 kw_emu_timing_bytes_us (gsize n_bytes);

/**
 * kw_emu_timing_select_us:
 * @uid_len: 4 or 7
 *
 * Returns: request, anticollision and select of one card, one or two cascade levels
 */
gint64 kw_emu_timing_select_us (gsize uid_len);

/**
 * kw_emu_timing_iso_dep_us:
 * @n_bytes: bytes of a message, without block framing
 *
 * A message travels in blocks of at most 64 bytes, each with PCB and CRC; every block but the
 * last is acknowledged by another block (ISO 14443-4).
 *
 * Returns: microseconds for the message in one direction
 */
gint64 kw_emu_timing_iso_dep_us (gsize n_bytes);

/**
 * kw_emu_timing_uart_us:
 * @n_bytes: bytes on the serial line, one direction
 *
 * Returns: microseconds
 */
gint64 kw_emu_timing_uart_us (gsize n_bytes);

/**
 * kw_emu_timing_timeout_us:
 * @code: a time-out code of RFConfiguration item 2, 0x00..0x10
 *
 * PN532 user manual UM0701-02, 7.3.1: 0 = none, else 100 µs × 2^(code − 1).
 *
 * Returns: microseconds; 0 for "wait for ever"
 */
gint64 kw_emu_timing_timeout_us (guint8 code);

G_END_DECLS
