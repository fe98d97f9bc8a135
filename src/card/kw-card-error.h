/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwCardError:
 * @KW_CARD_ERROR_BODY: the credential breaks a structural rule of the card format
 * @KW_CARD_ERROR_UID: the card's UID is random or has an impossible length
 * @KW_CARD_ERROR_KEYS: stored site keys are damaged or of an unknown version
 * @KW_CARD_ERROR_CRYPTO: the cryptographic library failed
 */
typedef enum
{
  KW_CARD_ERROR_BODY,
  KW_CARD_ERROR_UID,
  KW_CARD_ERROR_KEYS,
  KW_CARD_ERROR_CRYPTO,
} KwCardError;

#define KW_CARD_ERROR (kw_card_error_quark ())
GQuark kw_card_error_quark (void);

G_END_DECLS
