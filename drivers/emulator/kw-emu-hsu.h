/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An extended frame of 265 bytes with everything around it, UM0701-02 6.2.1. */
#define KW_EMU_HSU_FRAME_MAX_BYTES (3 + 5 + 267 + 2)
#define KW_EMU_HSU_ACK_BYTES 6

/**
 * KwEmuHsuEvent:
 * @KW_EMU_HSU_EVENT_NONE: nothing complete yet
 * @KW_EMU_HSU_EVENT_COMMAND: a sound command frame
 * @KW_EMU_HSU_EVENT_ACK: the host's ACK: give up what you do
 * @KW_EMU_HSU_EVENT_NACK: say your last reply again
 */
typedef enum
{
  KW_EMU_HSU_EVENT_NONE,
  KW_EMU_HSU_EVENT_COMMAND,
  KW_EMU_HSU_EVENT_ACK,
  KW_EMU_HSU_EVENT_NACK,
} KwEmuHsuEvent;

/**
 * KwEmuHsu:
 * @is_asleep: only a wake-up preamble (55 55 00) is heard
 * @window: what came and is not yet understood
 * @n_window: how many bytes
 * @command: the last command, without D4
 * @n_command: its length
 *
 * Takes the bytes of the PN532's high speed UART apart. Junk between frames is skipped; frames
 * with a wrong checksum are dropped without a word, as the chip does. Caller-allocated.
 */
typedef struct
{
  gboolean is_asleep;
  guint8 window[KW_EMU_HSU_FRAME_MAX_BYTES];
  gsize n_window;
  guint8 command[KW_EMU_HSU_FRAME_MAX_BYTES];
  gsize n_command;
} KwEmuHsu;

/**
 * kw_emu_hsu_init:
 * @hsu: (out caller-allocates): asleep, empty
 */
void kw_emu_hsu_init (KwEmuHsu *hsu);

/**
 * kw_emu_hsu_sleep:
 * @hsu: the line
 *
 * From now on only the wake-up preamble counts.
 */
void kw_emu_hsu_sleep (KwEmuHsu *hsu);

/**
 * kw_emu_hsu_feed:
 * @hsu: the line
 * @byte: the next byte from the host
 *
 * Returns: what is complete with this byte
 */
KwEmuHsuEvent kw_emu_hsu_feed (KwEmuHsu *hsu, guint8 byte);

/**
 * kw_emu_hsu_build_reply:
 * @reply: (array length=n_bytes): command code + 1 and data, without D5
 * @n_bytes: at most 265
 * @out_frame: (out caller-allocates) (array fixed-size=277): the frame
 *
 * Returns: length of the frame; a normal one up to 254 bytes, else an extended one
 */
gsize kw_emu_hsu_build_reply (const guint8 *reply, gsize n_bytes,
                              guint8 out_frame[KW_EMU_HSU_FRAME_MAX_BYTES]);

extern const guint8 kw_emu_hsu_ack[KW_EMU_HSU_ACK_BYTES];
extern const guint8 kw_emu_hsu_nack[KW_EMU_HSU_ACK_BYTES];
extern const guint8 kw_emu_hsu_error[8];

G_END_DECLS
