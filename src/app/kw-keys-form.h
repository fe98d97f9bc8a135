/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_KEYS_FORM (kw_keys_form_get_type ())
/**
 * KwKeysForm:
 *
 * What there is of the hotel's keys, and what can be done with them: create them, open them, change
 * their passphrase, write the bundle for locks.
 */
G_DECLARE_FINAL_TYPE (KwKeysForm, kw_keys_form, KW, KEYS_FORM, AdwBin)

/**
 * kw_keys_form_set_session:
 * @self: a form without a session
 * @session: the open station
 */
void kw_keys_form_set_session (KwKeysForm *self, KwSession *session);

/**
 * kw_keys_form_export:
 * @self: a form with a session
 * @path: a file; replaced if it is there
 *
 * Writes the bundle for locks into @path, and tells the window how it went.
 */
void kw_keys_form_export (KwKeysForm *self, const char *path);

G_END_DECLS
