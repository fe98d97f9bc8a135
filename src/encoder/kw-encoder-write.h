/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

#include "kw-card-media.h"

G_BEGIN_DECLS

/**
 * KwEncoderOperation:
 * @KW_ENCODER_OPERATION_PREPARE: first issue on a blank card, or finishing an unfinished one:
 *   credential, then our keys. Where a key roll was torn, the credential that is there lives until
 *   the new one is.
 * @KW_ENCODER_OPERATION_REWRITE: a new credential on a card that is ours. Classic: into the slot
 *   that does not count, then the other slot is emptied. If the card still has the previous keys,
 *   it gets the current ones afterwards.
 * @KW_ENCODER_OPERATION_ERASE: back to a factory blank; a DESFire card that also carries other
 *   applications keeps an empty one of ours
 *
 * What a write does, in the order card-format.md gives.
 */
typedef enum
{
  KW_ENCODER_OPERATION_PREPARE,
  KW_ENCODER_OPERATION_REWRITE,
  KW_ENCODER_OPERATION_ERASE,
} KwEncoderOperation;
#define KW_ENCODER_OPERATION_N (KW_ENCODER_OPERATION_ERASE + 1)

#define KW_ENCODER_SLOT_NONE 255

/**
 * KwEncoderWrite:
 * @operation: what to do
 * @uid: the card it is for; no other is touched
 * @access: keys of this card. PREPARE and REWRITE leave it with those of `keys[0]`, with which
 *   @sealed must have been sealed.
 * @slot: Classic. REWRITE: the slot to write, the one that does not count (0 if none counts).
 *   PREPARE: the same, but it only matters where no lock of the reading is FACTORY (a torn key
 *   roll). ERASE: the slot that counts, or %KW_ENCODER_SLOT_NONE. Ignored on DESFire.
 * @sealed: the new credential; ignored by ERASE
 *
 * One write. A plain value; wipe after use.
 */
typedef struct
{
  KwEncoderOperation operation;
  KwCardUid uid;
  KwCardAccess access;
  guint8 slot;
  guint8 sealed[KW_CARD_SEALED_BYTES];
} KwEncoderWrite;

/**
 * KwEncoderStep:
 * @KW_ENCODER_STEP_NONE: nothing begun
 * @KW_ENCODER_STEP_READING: finding out what the card is
 * @KW_ENCODER_STEP_WRITING: putting the credential on the card
 * @KW_ENCODER_STEP_CLEARING: emptying the other slot, or all of them
 * @KW_ENCODER_STEP_PREPARING: application, file, keys and sector trailers
 * @KW_ENCODER_STEP_RESTORING: the same back to what the factory made
 * @KW_ENCODER_STEP_CHECKING: reading back
 * @KW_ENCODER_STEP_FINISHED: everything was read back and compared
 *
 * How far a job got.
 */
typedef enum
{
  KW_ENCODER_STEP_NONE,
  KW_ENCODER_STEP_READING,
  KW_ENCODER_STEP_WRITING,
  KW_ENCODER_STEP_CLEARING,
  KW_ENCODER_STEP_PREPARING,
  KW_ENCODER_STEP_RESTORING,
  KW_ENCODER_STEP_CHECKING,
  KW_ENCODER_STEP_FINISHED,
} KwEncoderStep;
#define KW_ENCODER_STEP_N (KW_ENCODER_STEP_FINISHED + 1)

/**
 * KwEncoderProgress:
 * @step: what is being done
 * @n_writes_begun: commands that change the card sent so far, the one under way included: 0 means
 *   that the card is certainly as it was
 * @place: where: Classic block number; DESFire: the chip's command code; 0 for none
 *
 * Reported before each command that changes a card, so that the register can say where it stopped.
 */
typedef struct
{
  KwEncoderStep step;
  guint16 n_writes_begun;
  guint8 place;
} KwEncoderProgress;

/**
 * KwEncoderWritten:
 * @is_factory_blank: ERASE: %TRUE if nothing of ours is left; %FALSE where a DESFire card kept our
 *   empty application
 * @sealed: PREPARE, REWRITE: the bytes read back, equal to those asked for; ERASE: zeros
 * @n_exchanges: commands sent to the encoder for this write
 * @n_writes: how many of them changed the card
 *
 * What a successful write did. Every byte was read back and compared.
 */
typedef struct
{
  gboolean is_factory_blank;
  guint8 sealed[KW_CARD_SEALED_BYTES];
  guint16 n_exchanges;
  guint16 n_writes;
} KwEncoderWritten;

/**
 * kw_encoder_written_free:
 * @written: (nullable) (transfer full): freed
 */
void kw_encoder_written_free (KwEncoderWritten *written);

/**
 * kw_encoder_operation_get_limit_ms:
 * @operation: an operation
 *
 * Returns: how long it may take before the worker is killed, in milliseconds
 */
guint kw_encoder_operation_get_limit_ms (KwEncoderOperation operation);

/**
 * kw_encoder_step_to_string:
 * @step: a step
 *
 * Returns: (transfer none): its stored form, e.g. `writing`
 */
const char *kw_encoder_step_to_string (KwEncoderStep step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwEncoderWritten, kw_encoder_written_free)

G_END_DECLS
