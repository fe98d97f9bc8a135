/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-error.h"

G_DEFINE_QUARK (KwDeskError, kw_desk_error)

static const struct
{
  const char *name;
  KwDeskErrorKind kind;
} codes[KW_DESK_ERROR_N] = {
  [KW_DESK_ERROR_PRESENT_CARD] = { "present-card", KW_DESK_ERROR_KIND_TRY_AGAIN },
  [KW_DESK_ERROR_PRESENT_CARD_AGAIN] = { "present-card-again", KW_DESK_ERROR_KIND_TRY_AGAIN },
  [KW_DESK_ERROR_PRESENT_ONE_CARD] = { "present-one-card", KW_DESK_ERROR_KIND_TRY_AGAIN },
  [KW_DESK_ERROR_ENCODER_MISSING] = { "encoder-missing", KW_DESK_ERROR_KIND_ENCODER },
  [KW_DESK_ERROR_ENCODER_UNKNOWN] = { "encoder-unknown", KW_DESK_ERROR_KIND_USAGE },
  [KW_DESK_ERROR_ENCODER_UNPLUGGED] = { "encoder-unplugged", KW_DESK_ERROR_KIND_ENCODER },
  [KW_DESK_ERROR_ENCODER_BUSY] = { "encoder-busy", KW_DESK_ERROR_KIND_ENCODER },
  [KW_DESK_ERROR_ENCODER_PERMISSION] = { "encoder-permission", KW_DESK_ERROR_KIND_ENCODER },
  [KW_DESK_ERROR_ENCODER_NOT_RESPONDING] = { "encoder-not-responding",
                                             KW_DESK_ERROR_KIND_TRY_AGAIN },
  [KW_DESK_ERROR_ENCODER_PROGRAM] = { "encoder-program", KW_DESK_ERROR_KIND_STATION },
  [KW_DESK_ERROR_CARD_FOREIGN] = { "card-foreign", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_CARD_DAMAGED] = { "card-damaged", KW_DESK_ERROR_KIND_FAILED },
  [KW_DESK_ERROR_CARD_DISCARDED] = { "card-discarded", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_CARD_FULL] = { "card-full", KW_DESK_ERROR_KIND_FAILED },
  [KW_DESK_ERROR_CARD_UNSUPPORTED] = { "card-unsupported", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_CARD_IN_USE] = { "card-in-use", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_CARD_NOT_OURS] = { "card-not-ours", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_CARD_WRONG_STAY] = { "card-wrong-stay", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_CARD_ON_CANCEL_CARD] = { "card-on-cancel-card", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_CARD_NEEDS_NEW] = { "card-needs-new", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_CARD_NEEDS_RETURN] = { "card-needs-return", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_MEDIUM_COPYABLE] = { "medium-copyable", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_STAY_OVERLAP] = { "stay-overlap", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_STAY_MISSING] = { "stay-missing", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_PREVIEW_OUTDATED] = { "preview-outdated", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_CLOCK_SUSPECT] = { "clock-suspect", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_NOT_SET_UP] = { "not-set-up", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_ALREADY_SET_UP] = { "already-set-up", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_NOT_ALLOWED] = { "not-allowed", KW_DESK_ERROR_KIND_REFUSED },
  [KW_DESK_ERROR_NOT_FOUND] = { "not-found", KW_DESK_ERROR_KIND_USAGE },
  [KW_DESK_ERROR_BAD_VALUE] = { "bad-value", KW_DESK_ERROR_KIND_USAGE },
  [KW_DESK_ERROR_PASSPHRASE_NEEDED] = { "passphrase-needed", KW_DESK_ERROR_KIND_USAGE },
  [KW_DESK_ERROR_PASSPHRASE_WRONG] = { "passphrase-wrong", KW_DESK_ERROR_KIND_FAILED },
  [KW_DESK_ERROR_VAULT] = { "vault", KW_DESK_ERROR_KIND_STATION },
  [KW_DESK_ERROR_FILE] = { "file", KW_DESK_ERROR_KIND_FILE },
  [KW_DESK_ERROR_JOURNAL_BROKEN] = { "journal-broken", KW_DESK_ERROR_KIND_STATION },
  [KW_DESK_ERROR_DISK_FULL] = { "disk-full", KW_DESK_ERROR_KIND_DISK_FULL },
  [KW_DESK_ERROR_STORE] = { "store", KW_DESK_ERROR_KIND_STATION },
  [KW_DESK_ERROR_REGISTER_MISSING] = { "register-missing", KW_DESK_ERROR_KIND_STATION },
  [KW_DESK_ERROR_REGISTER_DAMAGED] = { "register-damaged", KW_DESK_ERROR_KIND_STATION },
  [KW_DESK_ERROR_REGISTER_NEWER] = { "register-newer", KW_DESK_ERROR_KIND_STATION },
  [KW_DESK_ERROR_READ_ONLY] = { "read-only", KW_DESK_ERROR_KIND_STATION },
  [KW_DESK_ERROR_DATA_FOLDER] = { "data-folder", KW_DESK_ERROR_KIND_STATION },
  [KW_DESK_ERROR_CANCELLED] = { "cancelled", KW_DESK_ERROR_KIND_TRY_AGAIN },
  [KW_DESK_ERROR_CARD_UNCERTAIN] = { "card-uncertain", KW_DESK_ERROR_KIND_TRY_AGAIN },
};

KwDeskErrorKind
kw_desk_error_get_kind (KwDeskError code)
{
  g_return_val_if_fail ((guint)code < KW_DESK_ERROR_N, KW_DESK_ERROR_KIND_FAILED);

  return codes[code].kind;
}

const char *
kw_desk_error_to_string (KwDeskError code)
{
  g_return_val_if_fail ((guint)code < KW_DESK_ERROR_N, "failed");

  return codes[code].name;
}
