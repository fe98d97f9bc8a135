/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_ENCODER_FORM (kw_encoder_form_get_type ())
/**
 * KwEncoderForm:
 *
 * Which encoder the station uses: its connection as libnfc names it, and how it is. What was looked
 * for is used at once, and kept for the next start.
 */
G_DECLARE_FINAL_TYPE (KwEncoderForm, kw_encoder_form, KW, ENCODER_FORM, AdwBin)

/**
 * kw_encoder_form_set_session:
 * @self: a form without a session
 * @session: the open station
 */
void kw_encoder_form_set_session (KwEncoderForm *self, KwSession *session);

G_END_DECLS
