/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-credential.h"
#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_STAFF_FORM (kw_staff_form_get_type ())
/**
 * KwStaffForm:
 *
 * A #KwPanel that asks for a staff card: who carries it, what it opens, until when, on which days
 * and hours. What it opens stands in the largest type. Leads on to the #KwEncodePanel, and is there
 * again when one goes back out of its review.
 */
G_DECLARE_FINAL_TYPE (KwStaffForm, kw_staff_form, KW, STAFF_FORM, AdwBin)

/**
 * kw_staff_form_new:
 * @session: the open station, with a property
 *
 * Returns: (transfer floating): a form for a new card
 */
GtkWidget *kw_staff_form_new (KwSession *session);

/**
 * kw_staff_form_new_replacing:
 * @session: the open station, with a property
 * @credential: what a staff card carries
 * @card_label: that card's number, "7-42"
 *
 * Returns: (transfer floating): a form for a card that opens the same
 */
GtkWidget *kw_staff_form_new_replacing (KwSession *session, const KwCredential *credential,
                                        const char *card_label);

G_END_DECLS
