/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

#include "kw-encoder-card.h"
#include "kw-encoder-error.h"
#include "kw-encoder-reading.h"
#include "kw-encoder-write.h"

G_BEGIN_DECLS

#define KW_ENCODER_FRAME_MAX_BYTES 4096
#define KW_ENCODER_FRAME_VERSION 1
#define KW_ENCODER_FRAME_TEXT_BYTES 256

/* The descriptor on which a worker finds its socket. */
#define KW_ENCODER_WORKER_FD 3

/* What both sides agree on about time. */
#define KW_ENCODER_HEARTBEAT_MS 250
#define KW_ENCODER_READ_LIMIT_MS 3000
#define KW_ENCODER_HOLD_MS 1500

/**
 * KwEncoderFrameType:
 * @KW_ENCODER_FRAME_READ: to the worker: read a card
 * @KW_ENCODER_FRAME_WRITE: to the worker: write a card
 * @KW_ENCODER_FRAME_RELEASE: to the worker: the job with the card has ended
 * @KW_ENCODER_FRAME_CANCEL: to the worker: the read need not be finished
 * @KW_ENCODER_FRAME_OPENED: the encoder is open; text: its name
 * @KW_ENCODER_FRAME_LOST: the encoder cannot be opened, or was lost; the worker exits
 * @KW_ENCODER_FRAME_CARD: what lies on the encoder has changed
 * @KW_ENCODER_FRAME_HEARTBEAT: the worker is alive
 * @KW_ENCODER_FRAME_PROGRESS: how far the job is
 * @KW_ENCODER_FRAME_READ_DONE: the reading
 * @KW_ENCODER_FRAME_WRITE_DONE: what was written
 * @KW_ENCODER_FRAME_JOB_FAILED: why a job failed
 *
 * Kinds of frames. Both ends are installed together, so the number is the wire form.
 */
typedef enum
{
  KW_ENCODER_FRAME_READ,
  KW_ENCODER_FRAME_WRITE,
  KW_ENCODER_FRAME_RELEASE,
  KW_ENCODER_FRAME_CANCEL,
  KW_ENCODER_FRAME_OPENED,
  KW_ENCODER_FRAME_LOST,
  KW_ENCODER_FRAME_CARD,
  KW_ENCODER_FRAME_HEARTBEAT,
  KW_ENCODER_FRAME_PROGRESS,
  KW_ENCODER_FRAME_READ_DONE,
  KW_ENCODER_FRAME_WRITE_DONE,
  KW_ENCODER_FRAME_JOB_FAILED,
} KwEncoderFrameType;
#define KW_ENCODER_FRAME_N (KW_ENCODER_FRAME_JOB_FAILED + 1)

/**
 * KwEncoderFrame:
 * @type: what it is
 * @job: number of the job it belongs to, 0 for none
 * @read: READ
 * @write: WRITE
 * @text: OPENED
 * @card: CARD
 * @progress: PROGRESS
 * @reading: READ_DONE
 * @written: WRITE_DONE
 * @failure: LOST, JOB_FAILED
 *
 * One frame between station and worker: one packet of a SOCK_SEQPACKET socket. No root key is ever
 * inside, only keys of one card and sealed bytes.
 */
typedef struct
{
  KwEncoderFrameType type;
  guint32 job;
  union
  {
    struct
    {
      KwCardUid uid;
      KwCardAccess access;
    } read;
    KwEncoderWrite write;
    char text[KW_ENCODER_FRAME_TEXT_BYTES];
    struct
    {
      gboolean is_present;
      KwEncoderCard card;
    } card;
    KwEncoderProgress progress;
    KwEncoderReading reading;
    KwEncoderWritten written;
    struct
    {
      KwEncoderError code;
      char message[KW_ENCODER_FRAME_TEXT_BYTES];
    } failure;
  };
} KwEncoderFrame;

/**
 * kw_encoder_frame_encode:
 * @frame: a frame whose values are in their ranges
 * @out_bytes: (out caller-allocates): %KW_ENCODER_FRAME_MAX_BYTES bytes
 *
 * Lays @frame out, big-endian. Any thread. Wipe @out_bytes after use: READ and WRITE hold keys.
 *
 * Returns: how many bytes of @out_bytes are the frame; every frame fits
 */
gsize kw_encoder_frame_encode (const KwEncoderFrame *frame, guint8 *out_bytes);

/**
 * kw_encoder_frame_decode:
 * @bytes: (array length=size_bytes): one packet
 * @size_bytes: its length
 * @is_for_worker: which of the two directions it came from
 * @out_frame: (out caller-allocates): the frame; untouched on failure
 * @error: a `KW_ENCODER_ERROR`: PROTOCOL
 *
 * Reads a packet. Whatever the bytes, a decoded frame has every value in its range, text that is
 * UTF-8 and ends, and nothing left over; encoding it gives the same bytes. Any thread.
 *
 * Returns: %TRUE if @out_frame was filled
 */
gboolean kw_encoder_frame_decode (const guint8 *bytes, gsize size_bytes, gboolean is_for_worker,
                                  KwEncoderFrame *out_frame,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_encoder_frame_send:
 * @fd: a SOCK_SEQPACKET socket
 * @frame: what to send
 *
 * Sends @frame whole; waits neither for room nor for the other side. Wipes its own copy.
 *
 * Returns: %FALSE if the other side is gone or does not read
 */
gboolean kw_encoder_frame_send (int fd, const KwEncoderFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
