/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encoder-write.h"

void
kw_encoder_written_free (KwEncoderWritten *written)
{
  g_free (written);
}

guint
kw_encoder_operation_get_limit_ms (KwEncoderOperation operation)
{
  switch (operation)
    {
    case KW_ENCODER_OPERATION_PREPARE:
    case KW_ENCODER_OPERATION_ERASE:
      return 6000;
    case KW_ENCODER_OPERATION_REWRITE:
      return 3000;
    }
  g_return_val_if_reached (3000);
}

const char *
kw_encoder_step_to_string (KwEncoderStep step)
{
  switch (step)
    {
    case KW_ENCODER_STEP_NONE:
      return "none";
    case KW_ENCODER_STEP_READING:
      return "reading";
    case KW_ENCODER_STEP_WRITING:
      return "writing";
    case KW_ENCODER_STEP_CLEARING:
      return "clearing";
    case KW_ENCODER_STEP_PREPARING:
      return "preparing";
    case KW_ENCODER_STEP_RESTORING:
      return "restoring";
    case KW_ENCODER_STEP_CHECKING:
      return "checking";
    case KW_ENCODER_STEP_FINISHED:
      return "finished";
    }
  g_return_val_if_reached ("none");
}
