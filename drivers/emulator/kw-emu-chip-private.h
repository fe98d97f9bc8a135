/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-emu-chip.h"

G_BEGIN_DECLS

#define KW_EMU_CHIP_MAX_TARGETS 2
#define KW_EMU_CHIP_MAX_COMMAND_BYTES 265

/* Registers of the contactless interface unit, UM0701-02 8.2 and the PN53x data sheets. */
#define KW_EMU_CIU_FIRST 0x6300
#define KW_EMU_CIU_N 0x40
#define KW_EMU_CIU_TX_MODE 0x02     /* bit 7 adds CRC, bits 1-0 framing: 0 = type A */
#define KW_EMU_CIU_RX_MODE 0x03     /* bit 7 checks CRC */
#define KW_EMU_CIU_MANUAL_RCV 0x0d  /* bit 4 leaves parity to the host */
#define KW_EMU_CIU_CONTROL 0x3c     /* bits 2-0: valid bits of the last byte received */
#define KW_EMU_CIU_BIT_FRAMING 0x3d /* bits 2-0: bits of the last byte to send */

#define KW_EMU_PARAMETER_AUTO_RATS 0x10
#define KW_EMU_RETRIES_FOR_EVER 0xff

struct _KwEmuChip
{
  KwEmuField *field;
  guint8 ciu[KW_EMU_CIU_N];
  guint8 parameters;
  guint8 max_retries;  /* MxRtyPassiveActivation */
  guint8 timeout_code; /* of an exchange with a card */
  KwEmuCard *targets[KW_EMU_CHIP_MAX_TARGETS];
  KwEmuCard *current; /* the one of them that listens */
  KwEmuCard *anticol; /* being selected by raw frames */
  guint8 pending[KW_EMU_CHIP_MAX_COMMAND_BYTES];
  gsize n_pending;
  gint64 deadline_us;
};

/* Every handler gets parameters without the command code, and a reply that has its code. */
typedef KwEmuRun (*KwEmuChipHandler) (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes,
                                      KwEmuReply *reply);

/**
 * kw_emu_chip_append:
 * @reply: the reply
 * @bytes: (array length=n_bytes): what to add; cut off at the chip's buffer
 * @n_bytes: how many
 */
void kw_emu_chip_append (KwEmuReply *reply, const guint8 *bytes, gsize n_bytes);

/**
 * kw_emu_chip_append_byte:
 * @reply: the reply
 * @byte: what to add
 */
void kw_emu_chip_append_byte (KwEmuReply *reply, guint8 byte);

/**
 * kw_emu_chip_forget_targets:
 * @chip: the chip
 *
 * No target is selected any more; the cards are not told.
 */
void kw_emu_chip_forget_targets (KwEmuChip *chip);

/**
 * kw_emu_chip_try_list:
 * @chip: the chip
 * @parameters: of InListPassiveTarget
 * @n_bytes: at least 2
 * @reply: the reply
 *
 * One go of InListPassiveTarget with the retries it is allowed.
 *
 * Returns: %KW_EMU_RUN_PENDING if nothing was found and retries have no limit
 */
KwEmuRun kw_emu_chip_try_list (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes,
                               KwEmuReply *reply);

/**
 * kw_emu_chip_try_auto_poll:
 * @chip: the chip
 * @parameters: of InAutoPoll
 * @n_bytes: at least 3
 * @reply: the reply
 *
 * One round of InAutoPoll.
 *
 * Returns: %KW_EMU_RUN_PENDING if nothing was found
 */
KwEmuRun kw_emu_chip_try_auto_poll (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes,
                                    KwEmuReply *reply);

/**
 * kw_emu_chip_exchange:
 * @chip: the chip
 * @parameters: of InDataExchange
 * @n_bytes: at least 1
 * @reply: the reply
 *
 * Returns: %KW_EMU_RUN_REPLY
 */
KwEmuRun kw_emu_chip_exchange (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes,
                               KwEmuReply *reply);

/**
 * kw_emu_chip_thru:
 * @chip: the chip
 * @parameters: of InCommunicateThru, perhaps nothing
 * @n_bytes: how many
 * @reply: the reply
 *
 * Returns: %KW_EMU_RUN_REPLY
 */
KwEmuRun kw_emu_chip_thru (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes,
                           KwEmuReply *reply);

/**
 * kw_emu_chip_deselect:
 * @chip: the chip
 * @parameters: of InDeselect, InRelease: target number, 0 for all
 * @n_bytes: at least 1
 * @reply: the reply
 *
 * Returns: %KW_EMU_RUN_REPLY
 */
KwEmuRun kw_emu_chip_deselect (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes,
                               KwEmuReply *reply);

/**
 * kw_emu_chip_has_target:
 * @chip: the chip
 *
 * Returns: %TRUE if the current target is still there and listens
 */
gboolean kw_emu_chip_has_target (const KwEmuChip *chip);

G_END_DECLS
