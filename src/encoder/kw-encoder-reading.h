/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

#include "kw-card-media.h"

G_BEGIN_DECLS

/**
 * KwEncoderCondition:
 * @KW_ENCODER_CONDITION_BLANK: every place of ours is as the factory left it: PREPARE it
 * @KW_ENCODER_CONDITION_OURS: every key is ours; the slots say what it carries: REWRITE or ERASE
 * @KW_ENCODER_CONDITION_UNFINISHED: a torn first issue or return, some keys ours and some of the
 *   factory (or, while keys are rolled, some of either version): PREPARE or ERASE finishes it
 * @KW_ENCODER_CONDITION_FOREIGN: a place of ours opens to none of our keys nor the factory's, and
 *   nothing on the card is ours. A first issue torn in the middle of its first trailer looks the
 *   same: who knows of such an issue may call the card damaged.
 * @KW_ENCODER_CONDITION_DAMAGED: a place opens to no key although others are ours
 *
 * What a reading found.
 */
typedef enum
{
  KW_ENCODER_CONDITION_BLANK,
  KW_ENCODER_CONDITION_OURS,
  KW_ENCODER_CONDITION_UNFINISHED,
  KW_ENCODER_CONDITION_FOREIGN,
  KW_ENCODER_CONDITION_DAMAGED,
} KwEncoderCondition;
#define KW_ENCODER_CONDITION_N (KW_ENCODER_CONDITION_DAMAGED + 1)

/**
 * KwEncoderLockState:
 * @KW_ENCODER_LOCK_STATE_CURRENT: opens with KwCardAccess.keys[0]
 * @KW_ENCODER_LOCK_STATE_PREVIOUS: opens with KwCardAccess.keys[1]
 * @KW_ENCODER_LOCK_STATE_FACTORY: opens with the key all such chips are made with
 * @KW_ENCODER_LOCK_STATE_CLOSED: opens with none of them
 * @KW_ENCODER_LOCK_STATE_UNTRIED: not looked at
 *
 * Which key opens a Classic sector, or is a DESFire application key.
 */
typedef enum
{
  KW_ENCODER_LOCK_STATE_CURRENT,
  KW_ENCODER_LOCK_STATE_PREVIOUS,
  KW_ENCODER_LOCK_STATE_FACTORY,
  KW_ENCODER_LOCK_STATE_CLOSED,
  KW_ENCODER_LOCK_STATE_UNTRIED,
} KwEncoderLockState;
#define KW_ENCODER_LOCK_STATE_N (KW_ENCODER_LOCK_STATE_UNTRIED + 1)

#define KW_ENCODER_SLOTS_MAX 2

/**
 * KwEncoderSlot:
 * @is_present: %FALSE if the slot is empty (first Classic block zero; DESFire file all zero or
 *   missing), or was not read because the card is not ours
 * @key_version: of the media key that opened it; 0 for the factory's
 * @sealed: its bytes as they are on the card, zeros unless @is_present. That they are there says
 *   nothing about whether they are valid.
 */
typedef struct
{
  gboolean is_present;
  guint8 key_version;
  guint8 sealed[KW_CARD_SEALED_BYTES];
} KwEncoderSlot;

#define KW_ENCODER_LOCKS_MAX KW_CARD_CLASSIC_N_SECTORS

/**
 * KwEncoderReading:
 * @medium: what chip it is
 * @uid: the card's number
 * @condition: what the card is to us
 * @key_version: of the keys that opened it, 0 unless one did
 * @n_slots: 2 on Classic, 1 on DESFire
 * @slots: what is in them
 * @n_locks: 6 sectors on Classic, 3 keys on DESFire
 * @locks: which key opens each, lowest sector or key number first
 * @free_bytes: DESFire without our application: free memory; otherwise 0
 * @has_application: DESFire: our application is there
 * @has_file: DESFire: so is its file
 * @n_exchanges: commands sent to the encoder for this reading
 *
 * What was read off one card. A plain value. Making a reading never changes the card.
 */
typedef struct
{
  KwCardMedium medium;
  KwCardUid uid;
  KwEncoderCondition condition;
  guint8 key_version;
  guint8 n_slots;
  KwEncoderSlot slots[KW_ENCODER_SLOTS_MAX];
  guint8 n_locks;
  KwEncoderLockState locks[KW_ENCODER_LOCKS_MAX];
  guint32 free_bytes;
  gboolean has_application;
  gboolean has_file;
  guint16 n_exchanges;
} KwEncoderReading;

/**
 * kw_encoder_reading_free:
 * @reading: (nullable) (transfer full): wiped and freed
 */
void kw_encoder_reading_free (KwEncoderReading *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwEncoderReading, kw_encoder_reading_free)

G_END_DECLS
