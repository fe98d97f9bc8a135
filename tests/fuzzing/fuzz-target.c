/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* What a chip lists as lying on the encoder. */
#include <stdint.h>
#include <stdlib.h>

#include "kw-nfc-target.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  guint8 cascaded[12];
  KwNfcTarget target;

  if (!kw_nfc_target_parse (data, size, &target))
    return 0;
  if (target.card.uid.size_bytes > KW_CARD_UID_MAX_BYTES ||
      target.info.szAtsLen > sizeof target.info.abtAts ||
      kw_nfc_target_cascade_uid (&target.card.uid, cascaded) > sizeof cascaded)
    abort ();
  return 0;
}
