/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KwToaster:
 *
 * What the window says over everything, one sentence at a time: the newest takes the place of the
 * one before, because sentences in a row come late, when they are no longer true.
 */
#define KW_TYPE_TOASTER (kw_toaster_get_type ())
G_DECLARE_FINAL_TYPE (KwToaster, kw_toaster, KW, TOASTER, GObject)

/* @overlay: where it is shown. @flap: in it; its pane is left uncovered where there is room beside
 * it. Both are borrowed, and outlive it. */
KwToaster *kw_toaster_new (AdwToastOverlay *overlay, AdwFlap *flap);

/* The first line of @sentence, for some seconds. */
void kw_toaster_tell (KwToaster *self, const char *sentence);

/* @sentence with a button, until it is pressed, closed, or something else is told. @action: with
 * its target, as g_action_print_detailed_name() gives it. */
void kw_toaster_offer (KwToaster *self, const char *sentence, const char *label,
                       const char *action);

/* Takes back what was offered with @action, if it still stands there; within a second. */
void kw_toaster_withdraw (KwToaster *self, const char *action);

G_END_DECLS
