/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-card-media.h"

#include <string.h>

const guint8 kw_card_classic_access_ours[4] = { 0x78, 0x77, 0x88, 0x69 };
const guint8 kw_card_classic_access_factory[4] = { 0xff, 0x07, 0x80, 0x69 };
const guint8 kw_card_classic_key_factory[KW_CARD_CLASSIC_KEY_BYTES] = { 0xff, 0xff, 0xff,
                                                                        0xff, 0xff, 0xff };
/* "IEMKAERB!NACUOYF": NXP MF0ICU2, section 7.5.5 */
const guint8 kw_card_ultralight_c_key_factory[KW_CARD_ULTRALIGHT_C_KEY_BYTES] = {
  0x49, 0x45, 0x4d, 0x4b, 0x41, 0x45, 0x52, 0x42, 0x21, 0x4e, 0x41, 0x43, 0x55, 0x4f, 0x59, 0x46
};

const char *
kw_card_medium_to_string (KwCardMedium medium)
{
  switch (medium)
    {
    case KW_CARD_MEDIUM_CLASSIC_1K:
      return "classic-1k";
    case KW_CARD_MEDIUM_CLASSIC_4K:
      return "classic-4k";
    case KW_CARD_MEDIUM_DESFIRE:
      return "desfire";
    case KW_CARD_MEDIUM_ULTRALIGHT_C:
      return "ultralight-c";
    case KW_CARD_MEDIUM_UNSUPPORTED:
      return "unsupported";
    }
  g_return_val_if_reached ("unsupported");
}

gboolean
kw_card_medium_is_cloneable (KwCardMedium medium)
{
  return medium != KW_CARD_MEDIUM_DESFIRE;
}

gboolean
kw_card_uid_equal (const KwCardUid *a, const KwCardUid *b)
{
  return a->size_bytes == b->size_bytes && memcmp (a->bytes, b->bytes, a->size_bytes) == 0;
}

gboolean
kw_card_uid_is_usable (const KwCardUid *uid)
{
  if (uid->size_bytes == 4)
    return uid->bytes[0] != 0x08;
  return uid->size_bytes == 7 || uid->size_bytes == 10;
}

guint8
kw_card_classic_sector_block (guint first_sector, guint sector, guint index)
{
  return (guint8)((first_sector + sector) * (KW_CARD_CLASSIC_BLOCKS_PER_SECTOR + 1) + index);
}

guint8
kw_card_classic_block (guint8 first_sector, guint slot, guint index)
{
  const guint sector = slot * KW_CARD_CLASSIC_SECTORS_PER_SLOT +
                       index / KW_CARD_CLASSIC_BLOCKS_PER_SECTOR;

  g_return_val_if_fail (slot < KW_CARD_CLASSIC_N_SLOTS, 0);
  g_return_val_if_fail (index < KW_CARD_SEALED_BYTES / KW_CARD_CLASSIC_BLOCK_BYTES, 0);

  return kw_card_classic_sector_block (first_sector, sector,
                                       index % KW_CARD_CLASSIC_BLOCKS_PER_SECTOR);
}

void
kw_card_classic_trailer (const guint8 *key_a, const guint8 *access, const guint8 *key_b,
                         guint8 *out_block)
{
  memcpy (out_block, key_a, KW_CARD_CLASSIC_KEY_BYTES);
  memcpy (out_block + 6, access, 4);
  memcpy (out_block + 10, key_b, KW_CARD_CLASSIC_KEY_BYTES);
}

void
kw_card_ultralight_c_key_pages (const guint8 *key, guint8 *out_pages)
{
  for (guint i = 0; i < 8; i++)
    {
      out_pages[i] = key[7 - i];
      out_pages[8 + i] = key[15 - i];
    }
}
