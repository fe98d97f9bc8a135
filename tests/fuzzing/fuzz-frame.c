/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* The frames between station and worker, both directions: the first byte chooses. What was decoded
 * must encode to the same bytes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "kw-encoder-frame.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  guint8 again[KW_ENCODER_FRAME_MAX_BYTES];
  KwEncoderFrame frame;

  if (size < 1)
    return 0;
  if (!kw_encoder_frame_decode (data + 1, size - 1, data[0] & 1, &frame, NULL))
    return 0;
  if (kw_encoder_frame_encode (&frame, again) != size - 1 ||
      memcmp (again, data + 1, size - 1) != 0)
    abort ();
  return 0;
}
