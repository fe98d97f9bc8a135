/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-keys.h"
#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KwFirstRunStep:
 * @KW_FIRST_RUN_STEP_HOTEL: the property file
 * @KW_FIRST_RUN_STEP_KEYS: the keys of the hotel
 * @KW_FIRST_RUN_STEP_ENCODER: the encoder
 * @KW_FIRST_RUN_STEP_CARD: the first card
 * @KW_FIRST_RUN_STEP_DONE: what there is now
 *
 * The pages of the assistant, in their order.
 */
typedef enum
{
  KW_FIRST_RUN_STEP_HOTEL,
  KW_FIRST_RUN_STEP_KEYS,
  KW_FIRST_RUN_STEP_ENCODER,
  KW_FIRST_RUN_STEP_CARD,
  KW_FIRST_RUN_STEP_DONE,
} KwFirstRunStep;
#define KW_FIRST_RUN_STEP_N (KW_FIRST_RUN_STEP_DONE + 1)

#define KW_TYPE_FIRST_RUN (kw_first_run_get_type ())
/**
 * KwFirstRun:
 *
 * The assistant that sets a station up, in place of the pages. Begins with the first thing that is
 * missing; what was done stays done, however it is left. The window's panels are shown in it.
 *
 * Signal `ended (KwFirstRun *self)`: the user is done, or leaves the rest for later.
 */
G_DECLARE_FINAL_TYPE (KwFirstRun, kw_first_run, KW, FIRST_RUN, AdwBin)

/**
 * kw_first_run_new:
 * @session: the open station
 * @keys: what there is of the hotel's keys
 *
 * Returns: (transfer floating): the assistant, at the first thing that is missing
 */
GtkWidget *kw_first_run_new (KwSession *session, const KwDeskKeyState *keys);

/**
 * kw_first_run_is_needed:
 * @desk: the station's desk
 * @has_keys: whether the keys are made
 *
 * Returns: %TRUE if the station cannot write cards yet, and this user can do something about it
 */
gboolean kw_first_run_is_needed (KwDesk *desk, gboolean has_keys);

/**
 * kw_first_run_get_step:
 * @self: the assistant
 *
 * Returns: where it is
 */
KwFirstRunStep kw_first_run_get_step (KwFirstRun *self);

/**
 * kw_first_run_get_pane:
 * @self: the assistant
 *
 * Returns: (transfer none): what a panel of the window is put into
 */
GtkStack *kw_first_run_get_pane (KwFirstRun *self);

/**
 * kw_first_run_show_pane:
 * @self: the assistant
 * @is_shown: %TRUE: its pane in place of the step, %FALSE: the step
 */
void kw_first_run_show_pane (KwFirstRun *self, gboolean is_shown);

/**
 * kw_first_run_can_leave:
 * @self: the assistant
 *
 * Returns: %TRUE if nothing is under way that has to come to its end first
 */
gboolean kw_first_run_can_leave (KwFirstRun *self);

G_END_DECLS
