/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

#include "kw-emu-error.h"

G_BEGIN_DECLS

/**
 * KwEmuFaultKind:
 * @KW_EMU_FAULT_REMOVE: the card leaves the field
 * @KW_EMU_FAULT_NAK: the card refuses
 * @KW_EMU_FAULT_FLIP: a write stores one bit wrong
 * @KW_EMU_FAULT_DEAD: no ACK, nothing is done
 * @KW_EMU_FAULT_NACK: a NACK frame instead of the ACK, nothing is done
 * @KW_EMU_FAULT_ERROR: the chip's error frame, nothing is done
 * @KW_EMU_FAULT_SILENCE: ACK, done, no reply
 * @KW_EMU_FAULT_STATUS: another status byte
 * @KW_EMU_FAULT_ATS: another length byte in front of the ATS
 * @KW_EMU_FAULT_CORRUPT: a damaged reply frame
 * @KW_EMU_FAULT_LATE: the reply comes late
 * @KW_EMU_FAULT_DRIBBLE: the reply comes in drops
 * @KW_EMU_FAULT_UNPLUG: the encoder is pulled out of its socket
 */
typedef enum
{
  KW_EMU_FAULT_REMOVE,
  KW_EMU_FAULT_NAK,
  KW_EMU_FAULT_FLIP,
  KW_EMU_FAULT_DEAD,
  KW_EMU_FAULT_NACK,
  KW_EMU_FAULT_ERROR,
  KW_EMU_FAULT_SILENCE,
  KW_EMU_FAULT_STATUS,
  KW_EMU_FAULT_ATS,
  KW_EMU_FAULT_CORRUPT,
  KW_EMU_FAULT_LATE,
  KW_EMU_FAULT_DRIBBLE,
  KW_EMU_FAULT_UNPLUG,
} KwEmuFaultKind;
#define KW_EMU_FAULT_N (KW_EMU_FAULT_UNPLUG + 1)

/**
 * KwEmuFaultWhen:
 * @KW_EMU_FAULT_WHEN_BEFORE: nothing is done any more
 * @KW_EMU_FAULT_WHEN_MIDDLE: half is done
 * @KW_EMU_FAULT_WHEN_AFTER: all is done, nobody hears of it
 * @KW_EMU_FAULT_WHEN_ANSWERED: all is done and answered
 */
typedef enum
{
  KW_EMU_FAULT_WHEN_BEFORE,
  KW_EMU_FAULT_WHEN_MIDDLE,
  KW_EMU_FAULT_WHEN_AFTER,
  KW_EMU_FAULT_WHEN_ANSWERED,
} KwEmuFaultWhen;

/**
 * KwEmuCorruption:
 * @KW_EMU_CORRUPTION_CHECKSUM: the data checksum is wrong
 * @KW_EMU_CORRUPTION_LENGTH: the length checksum is wrong
 * @KW_EMU_CORRUPTION_TRUNCATE: the second half never comes
 * @KW_EMU_CORRUPTION_GARBAGE: junk stands before the frame
 */
typedef enum
{
  KW_EMU_CORRUPTION_CHECKSUM,
  KW_EMU_CORRUPTION_LENGTH,
  KW_EMU_CORRUPTION_TRUNCATE,
  KW_EMU_CORRUPTION_GARBAGE,
} KwEmuCorruption;

/**
 * KwEmuFault:
 * @kind: what happens
 * @when: for remove and unplug
 * @corruption: for corrupt
 * @value: for status and ats: the byte
 * @run: for status: whether the command is carried out first
 * @delay_us: for late: how late; for dribble: pause between drops; for unplug: until it is
 *   plugged again, 0 for never
 * @chunk_bytes: for dribble: bytes in a drop
 * @is_endless: for dribble: no end
 * @command: only exchanges with this PN532 command, -1 for any
 * @op: only exchanges whose first byte to the card (DESFire: the instruction) is this, -1 for any
 * @block: only exchanges with this second byte to the card, -1 for any
 * @is_write: only exchanges that write to a card's memory
 * @n_after: so many matching exchanges pass unharmed
 * @n_left: so many are hit then; -1 for all
 *
 * One armed fault.
 */
typedef struct
{
  KwEmuFaultKind kind;
  KwEmuFaultWhen when;
  KwEmuCorruption corruption;
  guint8 value;
  gboolean run;
  gint64 delay_us;
  guint chunk_bytes;
  gboolean is_endless;
  int command;
  int op;
  int block;
  gboolean is_write;
  guint n_after;
  int n_left;
} KwEmuFault;

/**
 * KwEmuFaultContext:
 * @command: PN532 command code
 * @op: first byte to the card, -1 if there is none
 * @block: second byte to the card, -1 if there is none
 * @is_write: whether the exchange writes, or wrote, to a card
 *
 * What a fault's conditions are compared with.
 */
typedef struct
{
  int command;
  int op;
  int block;
  gboolean is_write;
} KwEmuFaultContext;

/**
 * KwEmuFaultPhase:
 * @KW_EMU_FAULT_PHASE_COMMAND: a command frame came
 * @KW_EMU_FAULT_PHASE_WRITE: a card is about to write
 * @KW_EMU_FAULT_PHASE_REPLY: a reply is ready
 *
 * Where in an exchange a fault strikes.
 */
typedef enum
{
  KW_EMU_FAULT_PHASE_COMMAND,
  KW_EMU_FAULT_PHASE_WRITE,
  KW_EMU_FAULT_PHASE_REPLY,
} KwEmuFaultPhase;

/**
 * kw_emu_fault_parse:
 * @words: (array zero-terminated=1): kind and key=value words; see docs/emulator.md
 * @out_fault: (out caller-allocates): the fault; untouched on failure
 * @error: %KW_EMU_ERROR_SYNTAX with a sentence
 *
 * Returns: %TRUE if @words make sense together
 */
gboolean kw_emu_fault_parse (char **words, KwEmuFault *out_fault,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_emu_fault_get_phase:
 * @fault: a fault
 *
 * Returns: where it strikes
 */
KwEmuFaultPhase kw_emu_fault_get_phase (const KwEmuFault *fault);

/**
 * kw_emu_fault_matches:
 * @fault: a fault; its counters move when the conditions hold
 * @context: the exchange
 *
 * Returns: %TRUE if it strikes this exchange
 */
gboolean kw_emu_fault_matches (KwEmuFault *fault, const KwEmuFaultContext *context);

/**
 * kw_emu_fault_is_spent:
 * @fault: a fault
 *
 * Returns: %TRUE if it can never strike again
 */
gboolean kw_emu_fault_is_spent (const KwEmuFault *fault);

/**
 * kw_emu_fault_kind_to_string:
 * @kind: a kind
 *
 * Returns: its word in the control language
 */
const char *kw_emu_fault_kind_to_string (KwEmuFaultKind kind);

G_END_DECLS
