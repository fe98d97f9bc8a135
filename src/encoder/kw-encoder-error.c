/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encoder-error.h"

G_DEFINE_QUARK (KwEncoderError, kw_encoder_error)

const char *
kw_encoder_error_to_string (KwEncoderError code)
{
  switch (code)
    {
    case KW_ENCODER_ERROR_NO_CARD:
      return "no-card";
    case KW_ENCODER_ERROR_CARD_GONE:
      return "card-gone";
    case KW_ENCODER_ERROR_SEVERAL_CARDS:
      return "several-cards";
    case KW_ENCODER_ERROR_CARD_CHANGED:
      return "card-changed";
    case KW_ENCODER_ERROR_ENCODER_GONE:
      return "encoder-gone";
    case KW_ENCODER_ERROR_ENCODER_BUSY:
      return "encoder-busy";
    case KW_ENCODER_ERROR_NO_PERMISSION:
      return "no-permission";
    case KW_ENCODER_ERROR_NOT_RESPONDING:
      return "not-responding";
    case KW_ENCODER_ERROR_CARD_FOREIGN:
      return "card-foreign";
    case KW_ENCODER_ERROR_CARD_DAMAGED:
      return "card-damaged";
    case KW_ENCODER_ERROR_CARD_UNSUPPORTED:
      return "card-unsupported";
    case KW_ENCODER_ERROR_CARD_FULL:
      return "card-full";
    case KW_ENCODER_ERROR_VERIFY_MISMATCH:
      return "verify-mismatch";
    case KW_ENCODER_ERROR_UNCERTAIN:
      return "uncertain";
    case KW_ENCODER_ERROR_CANCELLED:
      return "cancelled";
    case KW_ENCODER_ERROR_CLOSED:
      return "closed";
    case KW_ENCODER_ERROR_NO_PROGRAM:
      return "no-program";
    case KW_ENCODER_ERROR_PROTOCOL:
      return "protocol";
    }
  g_return_val_if_reached ("protocol");
}

gboolean
kw_encoder_error_is_retry (KwEncoderError code)
{
  return code <= KW_ENCODER_ERROR_CARD_CHANGED;
}
