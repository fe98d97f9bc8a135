/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwEncoderError:
 * @KW_ENCODER_ERROR_NO_CARD: retry: no card lies on the encoder
 * @KW_ENCODER_ERROR_CARD_GONE: retry: the card was taken away too early
 * @KW_ENCODER_ERROR_SEVERAL_CARDS: retry: more than one card lies on the encoder
 * @KW_ENCODER_ERROR_CARD_CHANGED: retry: another card lies there than the job is for
 * @KW_ENCODER_ERROR_ENCODER_GONE: the encoder is not there (unplugged, wrong path)
 * @KW_ENCODER_ERROR_ENCODER_BUSY: another program uses it
 * @KW_ENCODER_ERROR_NO_PERMISSION: the user may not open it
 * @KW_ENCODER_ERROR_NOT_RESPONDING: it did not answer in time or answered nonsense; the worker was
 *   stopped and is started again
 * @KW_ENCODER_ERROR_CARD_FOREIGN: the card belongs to somebody else: a key or a lock bit of it
 *   refuses us
 * @KW_ENCODER_ERROR_CARD_DAMAGED: no key of ours or of the factory opens a sector of our card
 * @KW_ENCODER_ERROR_CARD_UNSUPPORTED: a chip, or a UID drawn anew each time, we cannot use
 * @KW_ENCODER_ERROR_CARD_FULL: a DESFire card has too little free memory
 * @KW_ENCODER_ERROR_VERIFY_MISMATCH: what was read back is not what was written
 * @KW_ENCODER_ERROR_UNCERTAIN: the worker was lost after it had begun to write: nobody knows what
 *   the card carries
 * @KW_ENCODER_ERROR_CANCELLED: the caller cancelled a read
 * @KW_ENCODER_ERROR_CLOSED: the encoder object was closed
 * @KW_ENCODER_ERROR_NO_PROGRAM: the worker's program is not there or cannot be started
 * @KW_ENCODER_ERROR_PROTOCOL: a frame that cannot be decoded, or an answer that fits no question
 * @KW_ENCODER_ERROR_UNKNOWN_NAME: the connection string names no encoder that can be: no such
 *   driver, or not one device
 *
 * What can go wrong with an encoder and the card on it.
 */
typedef enum
{
  KW_ENCODER_ERROR_NO_CARD,
  KW_ENCODER_ERROR_CARD_GONE,
  KW_ENCODER_ERROR_SEVERAL_CARDS,
  KW_ENCODER_ERROR_CARD_CHANGED,
  KW_ENCODER_ERROR_ENCODER_GONE,
  KW_ENCODER_ERROR_ENCODER_BUSY,
  KW_ENCODER_ERROR_NO_PERMISSION,
  KW_ENCODER_ERROR_NOT_RESPONDING,
  KW_ENCODER_ERROR_CARD_FOREIGN,
  KW_ENCODER_ERROR_CARD_DAMAGED,
  KW_ENCODER_ERROR_CARD_UNSUPPORTED,
  KW_ENCODER_ERROR_CARD_FULL,
  KW_ENCODER_ERROR_VERIFY_MISMATCH,
  KW_ENCODER_ERROR_UNCERTAIN,
  KW_ENCODER_ERROR_CANCELLED,
  KW_ENCODER_ERROR_CLOSED,
  KW_ENCODER_ERROR_NO_PROGRAM,
  KW_ENCODER_ERROR_PROTOCOL,
  KW_ENCODER_ERROR_UNKNOWN_NAME,
} KwEncoderError;
#define KW_ENCODER_ERROR_N (KW_ENCODER_ERROR_UNKNOWN_NAME + 1)

/* What a message of ENCODER_BUSY says before the name of the program that has the encoder, or
 * "another program". */
#define KW_ENCODER_BUSY_WORDS "the encoder is used by "

#define KW_ENCODER_ERROR (kw_encoder_error_quark ())
GQuark kw_encoder_error_quark (void);

/**
 * kw_encoder_error_is_retry:
 * @code: a code
 *
 * Returns: %TRUE for the codes where the clerk only has to lay the card down properly again
 */
gboolean kw_encoder_error_is_retry (KwEncoderError code);

G_END_DECLS
