/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-nfc-desfire-session.h"

G_BEGIN_DECLS

/**
 * KwNfcQuick:
 * @KW_NFC_QUICK_DONE: done
 * @KW_NFC_QUICK_NOT_SO: the card is not in the state this is for; it may have been asked, but was
 * not changed. The long way decides
 * @KW_NFC_QUICK_FAILED: `status` of the job says why; the card may have been changed
 *
 * How a short cut ended.
 */
typedef enum
{
  KW_NFC_QUICK_DONE,
  KW_NFC_QUICK_NOT_SO,
  KW_NFC_QUICK_FAILED,
} KwNfcQuick;

/*
 * The short way for what happens all day: a blank card, and a card of ours with the current keys.
 * The card's own commands as they are, sixty bytes a frame (libfreefare wraps them, which takes six
 * bytes of each), in the ISO 14443-4 session in which the card was found (libfreefare needs a new
 * one). A card may not be spoken to in both ways in one such session: whatever comes after this
 * through libfreefare begins with kw_nfc_desfire_connect().
 */

/**
 * kw_nfc_desfire_quick_read:
 * @self: the job, its card found and selected, not connected by kw_nfc_desfire_connect()
 * @reading: filled if this is DONE, else untouched
 *
 * Leaves key 1 authenticated, if the card carries a credential.
 *
 * Returns: how it ended
 */
KwNfcQuick kw_nfc_desfire_quick_read (KwNfcDesfire *self,
                                      KwEncoderReading *reading) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_desfire_quick_rewrite:
 * @self: the job
 * @sealed: 144 bytes to write
 * @out_sealed: (out caller-allocates): 144 bytes read back after the commit, to be compared by the
 *   caller; filled if this is DONE
 *
 * Writes, commits and reads back in the session that kw_nfc_desfire_quick_read() left; NOT_SO if
 * there is none any more.
 *
 * Returns: how it ended
 */
KwNfcQuick kw_nfc_desfire_quick_rewrite (KwNfcDesfire *self, const guint8 *sealed,
                                         guint8 *out_sealed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
