/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"
#include "kw-stay.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_CHECK_OUT_FORM (kw_check_out_form_get_type ())
/**
 * KwCheckOutForm:
 *
 * A #KwPanel to end a stay: says which of its cards are still out and until when they open, before
 * anything is done, and offers to take them back.
 */
G_DECLARE_FINAL_TYPE (KwCheckOutForm, kw_check_out_form, KW, CHECK_OUT_FORM, AdwBin)

/**
 * kw_check_out_form_new:
 * @session: an open station with a property
 * @stay: an expected or open stay
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *kw_check_out_form_new (KwSession *session, const KwStay *stay);

G_END_DECLS
