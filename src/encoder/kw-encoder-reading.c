/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encoder-reading.h"

#include "kw-secret.h"

void
kw_encoder_reading_free (KwEncoderReading *reading)
{
  if (reading == NULL)
    return;
  kw_secret_wipe_bytes (reading, sizeof *reading);
  g_free (reading);
}

const char *
kw_encoder_condition_to_string (KwEncoderCondition condition)
{
  switch (condition)
    {
    case KW_ENCODER_CONDITION_BLANK:
      return "blank";
    case KW_ENCODER_CONDITION_OURS:
      return "ours";
    case KW_ENCODER_CONDITION_UNFINISHED:
      return "unfinished";
    case KW_ENCODER_CONDITION_FOREIGN:
      return "foreign";
    case KW_ENCODER_CONDITION_DAMAGED:
      return "damaged";
    }
  g_return_val_if_reached ("foreign");
}

const char *
kw_encoder_lock_state_to_string (KwEncoderLockState state)
{
  switch (state)
    {
    case KW_ENCODER_LOCK_STATE_CURRENT:
      return "current";
    case KW_ENCODER_LOCK_STATE_PREVIOUS:
      return "previous";
    case KW_ENCODER_LOCK_STATE_FACTORY:
      return "factory";
    case KW_ENCODER_LOCK_STATE_CLOSED:
      return "closed";
    case KW_ENCODER_LOCK_STATE_UNTRIED:
      return "untried";
    }
  g_return_val_if_reached ("untried");
}
