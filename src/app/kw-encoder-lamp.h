/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_ENCODER_LAMP (kw_encoder_lamp_get_type ())
/**
 * KwEncoderLamp:
 *
 * The lamp in the header: which encoder, whether it works, and what to do if not.
 */
G_DECLARE_FINAL_TYPE (KwEncoderLamp, kw_encoder_lamp, KW, ENCODER_LAMP, AdwBin)

/**
 * kw_encoder_lamp_set_session:
 * @self: a fresh encoder lamp
 * @session: the open station
 */
void kw_encoder_lamp_set_session (KwEncoderLamp *self, KwSession *session);

/**
 * kw_encoder_lamp_dup_advice:
 * @desk: a desk
 *
 * Returns: (transfer full): what to do while nothing lies on the encoder: lay a card down, or what
 *   is wrong with the encoder and how to mend it
 */
char *kw_encoder_lamp_dup_advice (KwDesk *desk);

/**
 * kw_encoder_lamp_dup_name:
 * @desk: a desk
 *
 * Returns: (transfer full) (nullable): what people call the encoder; %NULL until it was ready once
 */
char *kw_encoder_lamp_dup_name (KwDesk *desk);

/**
 * kw_encoder_lamp_set_is_narrow:
 * @self: an encoder lamp
 * @is_narrow: %TRUE: only the shape is shown; the words are in its tooltip and when it is pressed
 */
void kw_encoder_lamp_set_is_narrow (KwEncoderLamp *self, gboolean is_narrow);

G_END_DECLS
