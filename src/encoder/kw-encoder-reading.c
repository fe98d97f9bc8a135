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
