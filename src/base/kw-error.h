/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

/**
 * KW_DEFINE_THROW:
 * @Enum: the layer's error enum type, e.g. `KwCardError`
 * @DOMAIN: the layer's error domain, e.g. `KW_CARD_ERROR`
 *
 * Defines the file's static `throw ()`, the only way to raise an error in that file. It always
 * returns %FALSE, so `return throw (error, CODE, "…")` raises and leaves. Its code has the layer's
 * own enum type: a code of another layer does not compile under -Wenum-conversion.
 */
#define KW_DEFINE_THROW(Enum, DOMAIN) KW_DEFINE_THROW_FULL (Enum, DOMAIN, format)

/**
 * KW_DEFINE_TRANSLATED_THROW:
 * @Enum: the layer's error enum type
 * @DOMAIN: the layer's error domain
 *
 * As KW_DEFINE_THROW(), for sentences that a user reads: what stands at the call is looked up in
 * the program's language. A file that has it stands in po/POTFILES. A program that named no text
 * domain speaks English.
 */
#define KW_DEFINE_TRANSLATED_THROW(Enum, DOMAIN)                                                   \
  KW_DEFINE_THROW_FULL (Enum, DOMAIN, g_dgettext (GETTEXT_PACKAGE, format))

#define KW_DEFINE_THROW_FULL(Enum, DOMAIN, text)                                                   \
  G_GNUC_PRINTF (3, 4)                                                                             \
  static gboolean throw (GError * *error, Enum code, const char *format, ...)                      \
  {                                                                                                \
    va_list args;                                                                                  \
                                                                                                   \
    va_start (args, format);                                                                       \
    if (error != NULL)                                                                             \
      *error = g_error_new_valist (DOMAIN, (int)code, text, args);                                 \
    va_end (args);                                                                                 \
    return FALSE;                                                                                  \
  }
