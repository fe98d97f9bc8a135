/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encoder-error.h"

G_DEFINE_QUARK (KwEncoderError, kw_encoder_error)

gboolean
kw_encoder_error_is_retry (KwEncoderError code)
{
  return code <= KW_ENCODER_ERROR_CARD_CHANGED;
}
