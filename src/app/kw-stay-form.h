/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"
#include "kw-stay.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KwStayFormKind:
 * @KW_STAY_FORM_KIND_CHECK_IN: a new stay, from now or from a later day
 * @KW_STAY_FORM_KIND_CHANGE: other tenants, rooms, times or reference
 * @KW_STAY_FORM_KIND_MOVE: another room
 */
typedef enum
{
  KW_STAY_FORM_KIND_CHECK_IN,
  KW_STAY_FORM_KIND_CHANGE,
  KW_STAY_FORM_KIND_MOVE,
} KwStayFormKind;

#define KW_TYPE_STAY_FORM (kw_stay_form_get_type ())
/**
 * KwStayForm:
 *
 * A #KwPanel to open a stay or to change one. It asks for a reason only when another stay has the
 * room in the same time. Enter saves; Escape asks once more before it drops what was typed.
 */
G_DECLARE_FINAL_TYPE (KwStayForm, kw_stay_form, KW, STAY_FORM, AdwBin)

/**
 * kw_stay_form_new_check_in:
 * @session: an open station with a property
 * @door: the room to begin with; {0, 0} = none
 *
 * Returns: (transfer floating): a form for a new stay
 */
GtkWidget *kw_stay_form_new_check_in (KwSession *session, KwDoorRef door);

/**
 * kw_stay_form_new:
 * @session: an open station with a property
 * @kind: CHANGE or MOVE
 * @stay: an expected or open stay
 *
 * Returns: (transfer floating): a form that changes @stay
 */
GtkWidget *kw_stay_form_new (KwSession *session, KwStayFormKind kind, const KwStay *stay);

G_END_DECLS
