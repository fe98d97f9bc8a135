/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk.h"

G_BEGIN_DECLS

/**
 * KwPracticeMedium:
 * @KW_PRACTICE_MEDIUM_CLASSIC_1K: MIFARE Classic 1K
 * @KW_PRACTICE_MEDIUM_CLASSIC_4K: MIFARE Classic 4K
 * @KW_PRACTICE_MEDIUM_DESFIRE: DESFire
 * @KW_PRACTICE_MEDIUM_NTAG213: NTAG213, which the station cannot write: to see the refusal
 *
 * What a virtual card is made of.
 */
typedef enum
{
  KW_PRACTICE_MEDIUM_CLASSIC_1K,
  KW_PRACTICE_MEDIUM_CLASSIC_4K,
  KW_PRACTICE_MEDIUM_DESFIRE,
  KW_PRACTICE_MEDIUM_NTAG213,
} KwPracticeMedium;
#define KW_PRACTICE_MEDIUM_N 4

/**
 * KwPracticeTear:
 * @KW_PRACTICE_TEAR_BEFORE: the card is gone before the write reaches it
 * @KW_PRACTICE_TEAR_MIDDLE: with half of the write done
 * @KW_PRACTICE_TEAR_AFTER: with the write done and no answer heard
 *
 * When a card is torn away.
 */
typedef enum
{
  KW_PRACTICE_TEAR_BEFORE,
  KW_PRACTICE_TEAR_MIDDLE,
  KW_PRACTICE_TEAR_AFTER,
} KwPracticeTear;
#define KW_PRACTICE_TEAR_N 3

/* Longest name of a card, in characters. */
#define KW_PRACTICE_NAME_MAX 64

const char *kw_practice_medium_to_string (KwPracticeMedium medium);

#define KW_TYPE_PRACTICE_CARD (kw_practice_card_get_type ())
/**
 * KwPracticeCard:
 *
 * A virtual card. The object stays the same as long as the card exists; properties `name`,
 * `medium` (a number of its enum), `uid`, and `is-on-encoder` with notify.
 */
G_DECLARE_FINAL_TYPE (KwPracticeCard, kw_practice_card, KW, PRACTICE_CARD, GObject)

/**
 * kw_practice_card_get_name:
 * @self: a card
 *
 * Returns: (transfer none): what the user calls it
 */
const char *kw_practice_card_get_name (KwPracticeCard *self);

KwPracticeMedium kw_practice_card_get_medium (KwPracticeCard *self);

/**
 * kw_practice_card_get_uid:
 * @self: a card
 *
 * Returns: (transfer none): its UID in hex
 */
const char *kw_practice_card_get_uid (KwPracticeCard *self);

/**
 * kw_practice_card_is_on_encoder:
 * @self: a card
 *
 * Returns: %TRUE if it lies there
 */
gboolean kw_practice_card_is_on_encoder (KwPracticeCard *self);

#define KW_TYPE_PRACTICE (kw_practice_get_type ())
/**
 * KwPractice:
 *
 * The hand at the practice encoder: makes virtual cards, lays them down, lifts them, tears them
 * away, pulls the encoder out. Is a GListModel of KwPracticeCard, by name. Properties with notify:
 * `is-connected` (%FALSE once the emulator has ended: find it again then), `is-plugged-in`,
 * `is-tear-armed`. Nothing here blocks; belongs to the desk's thread.
 */
G_DECLARE_FINAL_TYPE (KwPractice, kw_practice, KW, PRACTICE, GObject)

/**
 * kw_desk_find_practice_async:
 * @self: a desk
 * @cancellable: (nullable): as usual
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Looks whether the desk's encoder is the emulator: an encoder named `pn532_uart:PATH` whose
 * control socket PATH.control answers. Answers at once where there is no such socket.
 */
void kw_desk_find_practice_async (KwDesk *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_find_practice_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: ENCODER_MISSING if the encoder is not the practice encoder; CANCELLED
 *
 * Returns: (transfer full) (nullable): the hand, its cards known; kw_desk_get_practice() has it too
 */
KwPractice *kw_desk_find_practice_finish (KwDesk *self, GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_get_practice:
 * @self: a desk
 *
 * Returns: (transfer none) (nullable): what kw_desk_find_practice_async() found, as long as it is
 *   connected
 */
KwPractice *kw_desk_get_practice (KwDesk *self);

/**
 * kw_desk_is_practice_encoder:
 * @self: a desk
 *
 * Returns: %TRUE if kw_desk_find_practice_async() has found that this encoder is the practice
 *   encoder, connected or not; `encoder-name` is notified when it does
 */
gboolean kw_desk_is_practice_encoder (KwDesk *self);

gboolean kw_practice_is_connected (KwPractice *self);
gboolean kw_practice_is_plugged_in (KwPractice *self);

/**
 * kw_practice_is_tear_armed:
 * @self: a hand
 *
 * Returns: %TRUE if the next write will be torn
 */
gboolean kw_practice_is_tear_armed (KwPractice *self);

/**
 * kw_practice_find_card:
 * @self: a hand
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the card of that name
 */
KwPracticeCard *kw_practice_find_card (KwPractice *self, const char *name);

/**
 * kw_practice_set_is_watching:
 * @self: a hand
 * @is_watching: %TRUE: look twice a second what changed by itself, such as a torn card or what
 *   somebody else did at the control socket; for as long as somebody sees the list
 */
void kw_practice_set_is_watching (KwPractice *self, gboolean is_watching);

/* Each of the following calls back when the encoder has done it and the list shows it. Several may
 * be under way; they are done in order. */

/**
 * kw_practice_new_card_async:
 * @self: a hand
 * @medium: what it is made of
 * @name: what to call it: one line of 1 to %KW_PRACTICE_NAME_MAX characters, not taken yet
 * @cancellable: (nullable): stops waiting, not the doing
 * @callback: called when done
 * @user_data: for @callback
 *
 * Makes a card as the factory delivers it, with a UID of its own. It does not lie there yet.
 */
void kw_practice_new_card_async (KwPractice *self, KwPracticeMedium medium, const char *name,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * kw_practice_put_async:
 * @name: a card
 *
 * Lays it on the encoder, beside those that lie there.
 */
void kw_practice_put_async (KwPractice *self, const char *name, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_practice_take_async:
 * @name: (nullable): a card, %NULL for all that lie there
 *
 * Lifts it off.
 */
void kw_practice_take_async (KwPractice *self, const char *name, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_practice_swap_async:
 * @name: a card
 *
 * Lifts all that lie there and lays this one down.
 */
void kw_practice_swap_async (KwPractice *self, const char *name, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_practice_tear_async:
 * @when: at which moment of the write
 *
 * The next write to a card tears it away. Armed until it happens; a second call moves the moment.
 */
void kw_practice_tear_async (KwPractice *self, KwPracticeTear when, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_practice_calm_async:
 *
 * No write will be torn any more.
 */
void kw_practice_calm_async (KwPractice *self, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_practice_plug_async:
 *
 * Puts the encoder's plug in.
 */
void kw_practice_plug_async (KwPractice *self, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_practice_unplug_async:
 *
 * Pulls the encoder out, whatever it is doing.
 */
void kw_practice_unplug_async (KwPractice *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_practice_refresh_async:
 *
 * Looks what lies there now.
 */
void kw_practice_refresh_async (KwPractice *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_practice_finish:
 * @self: a hand
 * @result: the result of any of the above
 * @error: a `KW_DESK_ERROR`: BAD_VALUE for a name that cannot be or is taken; NOT_FOUND for a card
 *   that is not there; NOT_ALLOWED for what makes no sense now, such as laying down what lies
 *   there; ENCODER_UNPLUGGED if the emulator has ended; CANCELLED
 *
 * Returns: %TRUE if it was done
 */
gboolean kw_practice_finish (KwPractice *self, GAsyncResult *result,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
