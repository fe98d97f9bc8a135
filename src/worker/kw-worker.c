/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-worker.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "kw-encoder-frame.h"
#include "kw-secret.h"

#define POLL_EMPTY_MS 80
#define POLL_PRESENT_MS 100
/* The driver gives up by itself before the station kills the worker. */
#define MARGIN_MS 300

typedef struct
{
  const KwEncoderDriver *driver;
  KwEncoderDevice *device;
  int fd;
  guint32 job;
  gboolean is_present;
  KwEncoderCard card;
  gint64 next_beat_mono_us;
  gint64 next_poll_mono_us;
  gboolean is_over; /* the station has gone or talks nonsense */
  gboolean is_lost; /* the encoder has */
} Worker;

static void
send_frame (Worker *worker, const KwEncoderFrame *frame)
{
  if (!kw_encoder_frame_send (worker->fd, frame))
    worker->is_over = TRUE;
}

/* @card: (nullable): what lies there now. */
static void
tell_card (Worker *worker, const KwEncoderCard *card)
{
  KwEncoderFrame frame = { .type = KW_ENCODER_FRAME_CARD };

  if (worker->is_present ? kw_encoder_card_equal (card, &worker->card) : card == NULL)
    return;
  worker->is_present = card != NULL;
  frame.card.is_present = worker->is_present;
  if (card != NULL)
    frame.card.card = worker->card = *card;
  send_frame (worker, &frame);
}

static void
send_failure (Worker *worker, KwEncoderFrameType type, const GError *error)
{
  KwEncoderFrame frame = { .type = type, .job = worker->job };

  frame.failure.code = (KwEncoderError)error->code;
  g_strlcpy (frame.failure.message, error->message, sizeof frame.failure.message);
  send_frame (worker, &frame);
}

/* Without the encoder there is nothing to do: the station starts a fresh worker. */
static gboolean
is_loss (const GError *error)
{
  return error->code == KW_ENCODER_ERROR_ENCODER_GONE ||
         error->code == KW_ENCODER_ERROR_NOT_RESPONDING;
}

static void
lose_encoder (Worker *worker, const GError *error)
{
  worker->job = 0;
  send_failure (worker, KW_ENCODER_FRAME_LOST, error);
  worker->is_lost = TRUE;
}

/* --- jobs ---------------------------------------------------------------------------------- */

static gboolean
on_host_is_cancelled_cb (gpointer user_data)
{
  Worker *worker = user_data;
  guint8 bytes[KW_ENCODER_FRAME_MAX_BYTES];
  KwEncoderFrame frame;
  const ssize_t n_bytes = recv (worker->fd, bytes, sizeof bytes, MSG_PEEK | MSG_DONTWAIT);
  gboolean is_cancelled;

  if (n_bytes == 0)
    return TRUE;
  if (n_bytes < 0)
    return FALSE;
  is_cancelled = kw_encoder_frame_decode (bytes, (gsize)n_bytes, /* is_for_worker= */ TRUE, &frame,
                                          NULL) &&
                 frame.type == KW_ENCODER_FRAME_CANCEL && frame.job == worker->job;
  kw_secret_wipe_bytes (bytes, sizeof bytes);
  kw_secret_wipe_bytes (&frame, sizeof frame);
  return is_cancelled;
}

static void
on_host_report_cb (const KwEncoderProgress *progress, gpointer user_data)
{
  Worker *worker = user_data;
  const KwEncoderFrame frame = { .type = KW_ENCODER_FRAME_PROGRESS,
                                 .job = worker->job,
                                 .progress = *progress };

  send_frame (worker, &frame);
}

static KwEncoderHost
make_host (Worker *worker, guint limit_ms)
{
  return (KwEncoderHost){ .deadline_mono_us = g_get_monotonic_time () +
                                              (gint64)(limit_ms - MARGIN_MS) * 1000,
                          .is_cancelled = on_host_is_cancelled_cb,
                          .report = on_host_report_cb,
                          .user_data = worker };
}

/* Whoever hears that a job lost its card must not take the card for one that still lies there. */
static void
fail_job (Worker *worker, const GError *error)
{
  if (error->code == KW_ENCODER_ERROR_NO_CARD || error->code == KW_ENCODER_ERROR_CARD_GONE)
    tell_card (worker, NULL);
  send_failure (worker, KW_ENCODER_FRAME_JOB_FAILED, error);
  if (is_loss (error))
    lose_encoder (worker, error);
}

static void
do_read (Worker *worker, const KwEncoderFrame *request)
{
  const KwEncoderHost host = make_host (worker, KW_ENCODER_READ_LIMIT_MS);
  KwEncoderFrame reply = { .type = KW_ENCODER_FRAME_READ_DONE, .job = request->job };
  g_autoptr (GError) error = NULL;

  if (worker->driver->read (worker->device, &request->read.uid, &request->read.access, &host,
                            &reply.reading, &error))
    {
      worker->next_poll_mono_us = g_get_monotonic_time () + KW_ENCODER_HOLD_MS * 1000;
      send_frame (worker, &reply);
      kw_secret_wipe_bytes (&reply, sizeof reply);
      return;
    }
  worker->next_poll_mono_us = 0;
  fail_job (worker, error);
}

static void
do_write (Worker *worker, const KwEncoderFrame *request)
{
  const KwEncoderHost host = make_host (
      worker, kw_encoder_operation_get_limit_ms (request->write.operation));
  KwEncoderFrame reply = { .type = KW_ENCODER_FRAME_WRITE_DONE, .job = request->job };
  g_autoptr (GError) error = NULL;

  worker->next_poll_mono_us = 0;
  if (worker->driver->write (worker->device, &request->write, &host, &reply.written, &error))
    {
      send_frame (worker, &reply);
      return;
    }
  fail_job (worker, error);
}

static void
handle_frame (Worker *worker, const KwEncoderFrame *frame)
{
  worker->job = frame->job;
  switch (frame->type)
    {
    case KW_ENCODER_FRAME_READ:
      do_read (worker, frame);
      break;
    case KW_ENCODER_FRAME_WRITE:
      do_write (worker, frame);
      break;
    case KW_ENCODER_FRAME_RELEASE:
      worker->next_poll_mono_us = 0;
      break;
    case KW_ENCODER_FRAME_CANCEL: /* came after its read had ended */
      break;
    case KW_ENCODER_FRAME_OPENED:
    case KW_ENCODER_FRAME_LOST:
    case KW_ENCODER_FRAME_CARD:
    case KW_ENCODER_FRAME_HEARTBEAT:
    case KW_ENCODER_FRAME_PROGRESS:
    case KW_ENCODER_FRAME_READ_DONE:
    case KW_ENCODER_FRAME_WRITE_DONE:
    case KW_ENCODER_FRAME_JOB_FAILED:
      g_assert_not_reached (); /* the decoder refuses what goes the other way */
    }
  worker->job = 0;
}

static void
receive_frame (Worker *worker)
{
  guint8 bytes[KW_ENCODER_FRAME_MAX_BYTES];
  KwEncoderFrame frame;
  ssize_t n_bytes;

  do
    n_bytes = recv (worker->fd, bytes, sizeof bytes, MSG_DONTWAIT | MSG_TRUNC);
  while (n_bytes < 0 && errno == EINTR);
  if (n_bytes < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
    return;
  if (n_bytes <= 0 ||
      !kw_encoder_frame_decode (bytes, (gsize)n_bytes, /* is_for_worker= */ TRUE, &frame, NULL))
    {
      worker->is_over = TRUE;
      return;
    }
  kw_secret_wipe_bytes (bytes, sizeof bytes);
  handle_frame (worker, &frame);
  kw_secret_wipe_bytes (&frame, sizeof frame);
}

/* --- between jobs -------------------------------------------------------------------------- */

static void
poll_card (Worker *worker)
{
  g_autoptr (GError) error = NULL;
  gboolean is_present = FALSE;
  KwEncoderCard card = { 0 };

  if (!worker->driver->poll (worker->device, &is_present, &card, &error))
    {
      lose_encoder (worker, error);
      return;
    }
  worker->next_poll_mono_us = g_get_monotonic_time () +
                              (is_present ? POLL_PRESENT_MS : POLL_EMPTY_MS) * 1000;
  tell_card (worker, is_present ? &card : NULL);
}

static void
beat (Worker *worker)
{
  const KwEncoderFrame frame = { .type = KW_ENCODER_FRAME_HEARTBEAT };

  worker->next_beat_mono_us = g_get_monotonic_time () + KW_ENCODER_HEARTBEAT_MS * 1000;
  send_frame (worker, &frame);
}

static void
wait_for_frame (Worker *worker)
{
  struct pollfd pollfd = { .fd = worker->fd, .events = POLLIN };
  const gint64 until_mono_us = MIN (worker->next_beat_mono_us, worker->next_poll_mono_us);
  const gint64 left_us = MAX (until_mono_us - g_get_monotonic_time (), 0);

  if (poll (&pollfd, 1, (int)((left_us + 999) / 1000)) > 0)
    receive_frame (worker);
}

static void
serve (Worker *worker)
{
  while (!worker->is_over && !worker->is_lost)
    {
      const gint64 now_mono_us = g_get_monotonic_time ();

      if (now_mono_us >= worker->next_beat_mono_us)
        beat (worker);
      if (now_mono_us >= worker->next_poll_mono_us)
        poll_card (worker);
      if (!worker->is_over && !worker->is_lost)
        wait_for_frame (worker);
    }
}

gboolean
kw_worker_run (const KwEncoderDriver *driver, const char *connstring, int fd)
{
  Worker worker = { .driver = driver, .fd = fd };
  KwEncoderFrame opened = { .type = KW_ENCODER_FRAME_OPENED };
  g_autoptr (GError) error = NULL;

  worker.device = driver->open (connstring, &error);
  if (worker.device == NULL)
    {
      lose_encoder (&worker, error);
      return FALSE;
    }
  g_strlcpy (opened.text, driver->get_name (worker.device), sizeof opened.text);
  send_frame (&worker, &opened);
  serve (&worker);
  driver->close (worker.device);
  return !worker.is_lost;
}
