/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-nfc-target.h"

#include <string.h>

#include "kw-bytes.h"

#define SAK_ISO_DEP 0x20
#define CASCADE_TAG 0x88

/* SAK values (NXP AN10833, table 6; 88 is Infineon's Classic 1K). */
#define SAK_CLASSIC_1K 0x08
#define SAK_CLASSIC_1K_INFINEON 0x88
#define SAK_CLASSIC_4K 0x18
#define SAK_DESFIRE 0x20

/* ATS of a DESFire card: T0, TA, TB, TC (NXP AN10833, section 3.3). */
static const guint8 desfire_ats[] = { 0x75, 0x77, 0x81, 0x02 };

static KwCardMedium
guess_medium (const nfc_iso14443a_info *info)
{
  switch (info->btSak)
    {
    case SAK_CLASSIC_1K:
    case SAK_CLASSIC_1K_INFINEON:
      return KW_CARD_MEDIUM_CLASSIC_1K;
    case SAK_CLASSIC_4K:
      return KW_CARD_MEDIUM_CLASSIC_4K;
    case SAK_DESFIRE:
      return info->szAtsLen > sizeof desfire_ats &&
                     memcmp (info->abtAts, desfire_ats, sizeof desfire_ats) == 0
                 ? KW_CARD_MEDIUM_DESFIRE
                 : KW_CARD_MEDIUM_UNSUPPORTED;
    default:
      return KW_CARD_MEDIUM_UNSUPPORTED;
    }
}

/* The ATS begins with its own length, which counts itself. A wrong one leaves none. */
static void
take_ats (KwByteReader *reader, nfc_iso14443a_info *info)
{
  const guint8 n_ats_bytes = kw_byte_reader_get_u8 (reader);

  if (reader->failed || n_ats_bytes < 1 || n_ats_bytes > sizeof info->abtAts ||
      n_ats_bytes - 1u > reader->size_bytes - reader->offset_bytes)
    return;
  info->szAtsLen = n_ats_bytes - 1u;
  kw_byte_reader_get_bytes (reader, info->abtAts, info->szAtsLen);
}

gboolean
kw_nfc_target_parse (const guint8 *bytes, gsize n_bytes, KwNfcTarget *out_target)
{
  KwByteReader reader = KW_BYTE_READER_INIT (bytes, n_bytes);
  KwNfcTarget target;
  nfc_iso14443a_info *info = &target.info;

  memset (&target, 0, sizeof target);
  kw_byte_reader_get_u8 (&reader); /* target number */
  kw_byte_reader_get_bytes (&reader, info->abtAtqa, sizeof info->abtAtqa);
  info->btSak = kw_byte_reader_get_u8 (&reader);
  info->szUidLen = kw_byte_reader_get_u8 (&reader);
  if (reader.failed || (info->szUidLen != 4 && info->szUidLen != 7 && info->szUidLen != 10))
    return FALSE;
  kw_byte_reader_get_bytes (&reader, info->abtUid, info->szUidLen);
  if (reader.failed)
    return FALSE;
  target.is_iso_dep = (info->btSak & SAK_ISO_DEP) != 0;
  if (target.is_iso_dep)
    take_ats (&reader, info);

  target.card.medium = guess_medium (info);
  target.card.uid.size_bytes = (guint8)info->szUidLen;
  memcpy (target.card.uid.bytes, info->abtUid, info->szUidLen);
  target.card.is_random_uid = !kw_card_uid_is_usable (&target.card.uid);
  *out_target = target;
  return TRUE;
}

gsize
kw_nfc_target_cascade_uid (const KwCardUid *uid, guint8 *out_bytes)
{
  switch (uid->size_bytes)
    {
    case 7:
      out_bytes[0] = CASCADE_TAG;
      memcpy (out_bytes + 1, uid->bytes, 7);
      return 8;
    case 10:
      out_bytes[0] = CASCADE_TAG;
      memcpy (out_bytes + 1, uid->bytes, 3);
      out_bytes[4] = CASCADE_TAG;
      memcpy (out_bytes + 5, uid->bytes + 3, 7);
      return 12;
    default:
      memcpy (out_bytes, uid->bytes, 4);
      return 4;
    }
}
