/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-encoder.h"

G_BEGIN_DECLS

/* A bench: the emulator, cards, and the real worker with the real libnfc under a KwEncoder. The
 * programs are named by KW_TEST_EMULATOR and KW_TEST_WORKER. */
typedef struct
{
  char *dir;
  GSubprocess *emulator;
  GSocketConnection *control;
  GDataInputStream *answers;
  char *connstring;
  KwEncoder *encoder;
} Bench;

#define BENCH_UID_A "04a1b2c3"
#define BENCH_UID_B "04112233445566"

Bench *bench_new (const char *timing);
Bench *bench_new_without_encoder (const char *timing);
void bench_free (Bench *bench);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bench, bench_free)

/* Starts the encoder and waits until it is READY. */
void bench_start_encoder (Bench *bench);

/* One line to the emulator; must be answered "ok"; returns what follows it. */
char *bench_tell (Bench *bench, const char *format, ...) G_GNUC_PRINTF (2, 3);
void bench_order (Bench *bench, const char *format, ...) G_GNUC_PRINTF (2, 3);
guint64 bench_get_stat (Bench *bench, const char *name);

/* Runs the main context until it is so; fails the test after half a minute. */
void bench_wait_state (Bench *bench, KwEncoderState state);
void bench_wait_card (Bench *bench, const char *uid_hex); /* NULL: none; "several" */
void bench_wait_ms (guint ms);

/* Makes a card, lays it down and waits until it is seen. */
void bench_lay_new (Bench *bench, const char *medium, const char *uid_hex, const char *name);
void bench_lay (Bench *bench, const char *uid_hex, const char *name);
void bench_lift (Bench *bench);

KwCardUid bench_uid (const char *uid_hex);
/* Keys as if derived for @uid_hex: the same for the same version, different for all else. */
KwCardAccess bench_access (const char *uid_hex, guint8 version, guint8 previous_version);
void bench_sealed (guint seed, guint8 *out_sealed);

KwEncoderReading *bench_read (Bench *bench, const char *uid_hex, const KwCardAccess *access,
                              GError **error);
KwEncoderWritten *bench_write (Bench *bench, const KwEncoderWrite *write, GError **error);
KwEncoderWrite bench_make_write (KwEncoderOperation operation, const char *uid_hex,
                                 const KwCardAccess *access, guint8 slot, guint seed);

/* Reads, chooses the operation a desk would, writes, and asserts success. */
void bench_issue (Bench *bench, const char *uid_hex, const KwCardAccess *access, guint seed);
void bench_return (Bench *bench, const char *uid_hex, const KwCardAccess *access);
/* Asserts that the card is ours and carries exactly this in the slot that is there. */
void bench_assert_carries (Bench *bench, const char *uid_hex, const KwCardAccess *access,
                           guint seed);

/* The card's raw image. */
GBytes *bench_save (Bench *bench, const char *name);

guint bench_count_fds (void);

G_END_DECLS
