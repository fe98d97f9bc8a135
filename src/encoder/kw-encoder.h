/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gio/gio.h>

#include "kw-encoder-card.h"
#include "kw-encoder-error.h"
#include "kw-encoder-reading.h"
#include "kw-encoder-write.h"

G_BEGIN_DECLS

/**
 * KwEncoderState:
 * @KW_ENCODER_STATE_STARTING: the worker is being started, nothing is known yet
 * @KW_ENCODER_STATE_READY: the encoder works; `card` says what lies on it
 * @KW_ENCODER_STATE_ABSENT: it cannot be opened; `problem` says why. Tried again by itself.
 * @KW_ENCODER_STATE_BUSY: another program uses it. Tried again by itself.
 * @KW_ENCODER_STATE_CLOSED: the end
 */
typedef enum
{
  KW_ENCODER_STATE_STARTING,
  KW_ENCODER_STATE_READY,
  KW_ENCODER_STATE_ABSENT,
  KW_ENCODER_STATE_BUSY,
  KW_ENCODER_STATE_CLOSED,
} KwEncoderState;
#define KW_ENCODER_STATE_N (KW_ENCODER_STATE_CLOSED + 1)

#define KW_TYPE_ENCODER_STATE (kw_encoder_state_get_type ())
GType kw_encoder_state_get_type (void);

/**
 * kw_encoder_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): its name, e.g. `absent`
 */
const char *kw_encoder_state_to_string (KwEncoderState state);

#define KW_TYPE_ENCODER (kw_encoder_get_type ())
/**
 * KwEncoder:
 *
 * One encoder of the station: starts, watches, kills and restarts the worker process that talks to
 * it. Lives on the thread (and its default main context) that made it; nothing blocks.
 *
 * Properties, all read-only with notify: `state` (#KwEncoderState), `name` (string, %NULL until
 * first READY), `card` (#KwEncoderCard or %NULL: what lies on it; kept during a job).
 *
 * Signal `progress (KwEncoder *encoder, const KwEncoderProgress *progress)`: the job under way
 * reached a step, or is about to send the next command that changes the card.
 */
G_DECLARE_FINAL_TYPE (KwEncoder, kw_encoder, KW, ENCODER, GObject)

/**
 * kw_encoder_new:
 * @worker_path: the worker program, `keywright-encoder-worker`
 * @connstring: which encoder, as libnfc writes it, e.g. `pn532_uart:/dev/ttyUSB0`
 *
 * Starts the worker at once; what becomes of it shows in `state`.
 *
 * Returns: (transfer full): an encoder, STARTING; kw_encoder_close() it before the last unref
 */
KwEncoder *kw_encoder_new (const char *worker_path, const char *connstring);

/**
 * kw_encoder_close:
 * @self: an encoder
 *
 * Ends the worker: an idle one switches the field off and goes; one that does not go within a
 * second is killed. A read under way fails with CLOSED. A write under way fails with UNCERTAIN (if
 * it had begun to change the card), although the worker still tries to finish it as long as this
 * program lives: wait for it first. Harmless the second time.
 */
void kw_encoder_close (KwEncoder *self);

/**
 * kw_encoder_get_state:
 * @self: an encoder
 *
 * Returns: its state
 */
KwEncoderState kw_encoder_get_state (KwEncoder *self);

/**
 * kw_encoder_get_problem:
 * @self: an encoder
 *
 * Returns: (transfer none) (nullable): why it is ABSENT or BUSY, a `KW_ENCODER_ERROR` with a
 *   sentence; %NULL in other states
 */
const GError *kw_encoder_get_problem (KwEncoder *self);

/**
 * kw_encoder_get_name:
 * @self: an encoder
 *
 * Returns: (transfer none) (nullable): what the encoder calls itself, %NULL until first READY
 */
const char *kw_encoder_get_name (KwEncoder *self);

/**
 * kw_encoder_get_card:
 * @self: an encoder
 *
 * Returns: (transfer none) (nullable): what lies on it; %NULL for nothing, or if it is not READY.
 *   Until the next main loop iteration.
 */
const KwEncoderCard *kw_encoder_get_card (KwEncoder *self);

/**
 * kw_encoder_get_progress:
 * @self: an encoder
 *
 * How far the job under way, or the last one, got: after a failure it tells where it stopped.
 * `n_writes_begun == 0` means that the card is as it was.
 *
 * Returns: (transfer none): progress; borrowed from @self
 */
const KwEncoderProgress *kw_encoder_get_progress (KwEncoder *self);

/**
 * kw_encoder_get_worker_pid:
 * @self: an encoder
 *
 * For tests and diagnosis.
 *
 * Returns: the process id of the worker, 0 if there is none
 */
int kw_encoder_get_worker_pid (KwEncoder *self);

/**
 * kw_encoder_read_async:
 * @self: an encoder, no other job under way
 * @uid: the card to read
 * @access: its keys; copied, and wiped when sent
 * @cancellable: (nullable): ends the call at once with CANCELLED
 * @callback: called on this context
 * @user_data: for @callback
 *
 * Reads one card. At most 3 s, or the worker is killed. Afterwards the card stays selected for
 * 1.5 s, waiting for kw_encoder_write_async() or kw_encoder_release().
 */
void kw_encoder_read_async (KwEncoder *self, const KwCardUid *uid, const KwCardAccess *access,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);

/**
 * kw_encoder_read_finish:
 * @self: an encoder
 * @result: the result
 * @error: a `KW_ENCODER_ERROR`: NO_CARD, CARD_GONE, CARD_CHANGED, SEVERAL_CARDS, ENCODER_GONE,
 *   ENCODER_BUSY, NO_PERMISSION, NOT_RESPONDING, CARD_UNSUPPORTED, CANCELLED, CLOSED, PROTOCOL.
 *   A foreign or damaged card is no error but a condition of the reading.
 *
 * Returns: (transfer full) (nullable): the reading
 */
KwEncoderReading *kw_encoder_read_finish (KwEncoder *self, GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_encoder_write_async:
 * @self: an encoder, no other job under way
 * @write: what to write; copied, and wiped when sent
 * @cancellable: (nullable): looked at before the job starts only: a write ends by itself
 * @callback: called on this context
 * @user_data: for @callback
 *
 * Writes one card and reads it back. At most 3 s (6 s for PREPARE and ERASE, which also rewrite
 * keys), or the worker is killed.
 */
void kw_encoder_write_async (KwEncoder *self, const KwEncoderWrite *write,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);

/**
 * kw_encoder_write_finish:
 * @self: an encoder
 * @result: the result
 * @error: a `KW_ENCODER_ERROR`: those of kw_encoder_read_finish(), CARD_FOREIGN, CARD_DAMAGED,
 *   CARD_FULL, VERIFY_MISMATCH, UNCERTAIN. Whatever the code: unless kw_encoder_get_progress() has
 *   `n_writes_begun == 0`, the card may have changed. UNCERTAIN is used where the worker itself was
 *   lost or the encoder answered nonsense in the middle.
 *
 * Returns: (transfer full) (nullable): what was done
 */
KwEncoderWritten *kw_encoder_write_finish (KwEncoder *self, GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_encoder_release:
 * @self: an encoder
 *
 * The job with this card has ended: the worker need not keep it selected and looks again what lies
 * on the encoder.
 */
void kw_encoder_release (KwEncoder *self);

G_END_DECLS
