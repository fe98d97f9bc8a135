/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib-object.h>

#include "kw-card-media.h"

G_BEGIN_DECLS

/**
 * KwEncoderCard:
 * @is_several: %TRUE if more than one card lies there; then nothing else is set
 * @medium: what chip it is
 * @uid: its number
 * @is_random_uid: %TRUE if the UID is drawn anew each time, so that the card cannot be used
 *
 * What lies on the encoder; a plain value.
 */
typedef struct
{
  gboolean is_several;
  KwCardMedium medium;
  KwCardUid uid;
  gboolean is_random_uid;
} KwEncoderCard;

#define KW_TYPE_ENCODER_CARD (kw_encoder_card_get_type ())
GType kw_encoder_card_get_type (void);

/**
 * kw_encoder_card_copy:
 * @card: a card
 *
 * Returns: (transfer full): a copy; free with kw_encoder_card_free()
 */
KwEncoderCard *kw_encoder_card_copy (const KwEncoderCard *card);

/**
 * kw_encoder_card_free:
 * @card: (nullable) (transfer full): a card
 */
void kw_encoder_card_free (KwEncoderCard *card);

/**
 * kw_encoder_card_equal:
 * @a: (nullable): a card, %NULL for none
 * @b: (nullable): another
 *
 * Returns: %TRUE if both say the same
 */
gboolean kw_encoder_card_equal (const KwEncoderCard *a, const KwEncoderCard *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwEncoderCard, kw_encoder_card_free)

G_END_DECLS
