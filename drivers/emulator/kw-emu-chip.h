/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-emu-field.h"

G_BEGIN_DECLS

/* NXP UM0701-02, table 12: commands that tests and faults speak of. */
#define KW_EMU_COMMAND_DIAGNOSE 0x00
#define KW_EMU_COMMAND_GET_FIRMWARE_VERSION 0x02
#define KW_EMU_COMMAND_POWER_DOWN 0x16
#define KW_EMU_COMMAND_IN_DATA_EXCHANGE 0x40
#define KW_EMU_COMMAND_IN_COMMUNICATE_THRU 0x42
#define KW_EMU_COMMAND_IN_LIST_PASSIVE_TARGET 0x4a
#define KW_EMU_COMMAND_IN_AUTO_POLL 0x60

/* UM0701-02, table 15: status of an exchange with a card. */
#define KW_EMU_STATUS_OK 0x00
#define KW_EMU_STATUS_TIMEOUT 0x01
#define KW_EMU_STATUS_NAK 0x13
#define KW_EMU_STATUS_AUTH_FAILED 0x14
#define KW_EMU_STATUS_CONTEXT 0x27

#define KW_EMU_REPLY_MAX_BYTES 265

/**
 * KwEmuRun:
 * @KW_EMU_RUN_REPLY: done, the reply is complete
 * @KW_EMU_RUN_PENDING: the chip goes on looking for a card
 * @KW_EMU_RUN_SYNTAX_ERROR: the chip answers with an error frame
 */
typedef enum
{
  KW_EMU_RUN_REPLY,
  KW_EMU_RUN_PENDING,
  KW_EMU_RUN_SYNTAX_ERROR,
} KwEmuRun;

/**
 * KwEmuReply:
 * @bytes: command code + 1, then its data; without D5
 * @n_bytes: how many
 * @busy_us: how long a real chip and card need, from the end of the command to the reply's start,
 *   without the host's line
 * @sleeps: the chip is asleep after this reply
 * @ats_at: where in @bytes the length byte of the first ATS is, 0 if there is none
 */
typedef struct
{
  guint8 bytes[KW_EMU_REPLY_MAX_BYTES];
  gsize n_bytes;
  gint64 busy_us;
  gboolean sleeps;
  gsize ats_at;
} KwEmuReply;

/**
 * KwEmuChip:
 *
 * A PN532: command in, reply out, nothing about how they travel. Registers, retries, time-outs,
 * up to two targets.
 */
typedef struct _KwEmuChip KwEmuChip;

/**
 * kw_emu_chip_new:
 * @field: (transfer none): what its antenna reaches; must outlive it
 *
 * Returns: (transfer full): a chip that just got power
 */
KwEmuChip *kw_emu_chip_new (KwEmuField *field);

/**
 * kw_emu_chip_free:
 * @chip: (nullable) (transfer full): released
 */
void kw_emu_chip_free (KwEmuChip *chip);

/**
 * kw_emu_chip_power_up:
 * @chip: the chip
 *
 * Unplugged and plugged again: all registers as after reset, field off.
 */
void kw_emu_chip_power_up (KwEmuChip *chip);

/**
 * kw_emu_chip_run:
 * @chip: the chip; a pending command is given up
 * @command: (array length=n_bytes): command code and parameters, without D4
 * @n_bytes: at least 1
 * @now_us: monotonic time
 * @out_reply: (out caller-allocates): the reply; complete only for %KW_EMU_RUN_REPLY
 *
 * Carries out a command.
 *
 * Returns: what happens next
 */
KwEmuRun kw_emu_chip_run (KwEmuChip *chip, const guint8 *command, gsize n_bytes, gint64 now_us,
                          KwEmuReply *out_reply);

/**
 * kw_emu_chip_resume:
 * @chip: the chip
 * @now_us: monotonic time
 * @out_reply: (out caller-allocates): the reply
 *
 * Looks again: cards came or went, or the deadline passed.
 *
 * Returns: %KW_EMU_RUN_REPLY once, then %KW_EMU_RUN_PENDING as long as nothing is to be said
 */
KwEmuRun kw_emu_chip_resume (KwEmuChip *chip, gint64 now_us, KwEmuReply *out_reply);

/**
 * kw_emu_chip_is_pending:
 * @chip: the chip
 *
 * Returns: %TRUE while a command waits for a card
 */
gboolean kw_emu_chip_is_pending (const KwEmuChip *chip);

/**
 * kw_emu_chip_get_deadline_us:
 * @chip: the chip
 *
 * Returns: monotonic time at which the pending command gives up; -1 for never
 */
gint64 kw_emu_chip_get_deadline_us (const KwEmuChip *chip);

/**
 * kw_emu_chip_abort:
 * @chip: the chip
 *
 * The host's bare ACK: the pending command is dropped without a reply.
 */
void kw_emu_chip_abort (KwEmuChip *chip);

/**
 * kw_emu_chip_get_target:
 * @chip: the chip
 *
 * Returns: (transfer none) (nullable): the card it speaks to, if that still lies there
 */
KwEmuCard *kw_emu_chip_get_target (const KwEmuChip *chip);

/**
 * kw_emu_chip_forget_card:
 * @chip: the chip
 * @card: a card that is about to be freed
 *
 * Drops every reference to @card.
 */
void kw_emu_chip_forget_card (KwEmuChip *chip, const KwEmuCard *card);

G_END_DECLS
