/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encoder-card.h"

G_DEFINE_BOXED_TYPE (KwEncoderCard, kw_encoder_card, kw_encoder_card_copy, kw_encoder_card_free)

KwEncoderCard *
kw_encoder_card_copy (const KwEncoderCard *card)
{
  return g_memdup2 (card, sizeof *card);
}

void
kw_encoder_card_free (KwEncoderCard *card)
{
  g_free (card);
}

gboolean
kw_encoder_card_equal (const KwEncoderCard *a, const KwEncoderCard *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->is_several || b->is_several)
    return a->is_several == b->is_several;
  return a->medium == b->medium && a->is_random_uid == b->is_random_uid &&
         kw_card_uid_equal (&a->uid, &b->uid);
}
