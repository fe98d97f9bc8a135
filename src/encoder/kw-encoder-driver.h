/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

#include "kw-encoder-card.h"
#include "kw-encoder-error.h"
#include "kw-encoder-reading.h"
#include "kw-encoder-write.h"

G_BEGIN_DECLS

/**
 * KwEncoderDevice:
 *
 * An opened encoder; each driver defines its own.
 */
typedef struct _KwEncoderDevice KwEncoderDevice;

/**
 * KwEncoderHost:
 * @deadline_mono_us: monotonic time (g_get_monotonic_time()) after which no further command is
 *   begun; 0 for none
 * @is_cancelled: (nullable): asked between the commands of a read, never while writing
 * @report: (nullable): told before each command that changes the card, and at each new step
 * @user_data: handed to both
 *
 * What a driver may know of the world for the length of one call.
 */
typedef struct
{
  gint64 deadline_mono_us;
  gboolean (*is_cancelled) (gpointer user_data);
  void (*report) (const KwEncoderProgress *progress, gpointer user_data);
  gpointer user_data;
} KwEncoderHost;

/**
 * KwEncoderDriver:
 * @name: short name, e.g. `nfc`
 * @open: opens @connstring and holds a lock on the device, so that no other program of ours uses
 *   it. Errors: UNKNOWN_NAME, ENCODER_GONE, ENCODER_BUSY, NO_PERMISSION, NOT_RESPONDING.
 * @close: (transfer full): switches the field off and lets go of the device
 * @get_name: what the maker calls it; borrowed until closed
 * @poll: looks what lies on it: *@out_is_present says whether @out_card was written. Never called
 *   during a job. Errors: ENCODER_GONE, NOT_RESPONDING.
 * @read: reads one card; never changes it. Errors: all that concern a card, ENCODER_GONE,
 *   NOT_RESPONDING, CANCELLED.
 * @write: does one write; errors as @read, and CARD_FULL, VERIFY_MISMATCH, UNCERTAIN
 *
 * What a driver implements: blocking, linear code that knows nothing of threads or sockets. It
 * keeps a card selected after @read, so that a following @write needs no new exchange for it.
 * All functions are called by one thread.
 */
typedef struct
{
  const char *name;
  KwEncoderDevice *(*open) (const char *connstring, GError **error);
  void (*close) (KwEncoderDevice *device);
  const char *(*get_name) (KwEncoderDevice *device);
  gboolean (*poll) (KwEncoderDevice *device, gboolean *out_is_present, KwEncoderCard *out_card,
                    GError **error);
  gboolean (*read) (KwEncoderDevice *device, const KwCardUid *uid, const KwCardAccess *access,
                    const KwEncoderHost *host, KwEncoderReading *out_reading, GError **error);
  gboolean (*write) (KwEncoderDevice *device, const KwEncoderWrite *write,
                     const KwEncoderHost *host, KwEncoderWritten *out_written, GError **error);
} KwEncoderDriver;

G_END_DECLS
