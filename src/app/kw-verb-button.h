/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KW_TYPE_VERB_BUTTON (kw_verb_button_get_type ())
/**
 * KwVerbButton:
 *
 * A button for an action of the window, with its key beside its label: "Issue Card  F2".
 */
G_DECLARE_FINAL_TYPE (KwVerbButton, kw_verb_button, KW, VERB_BUTTON, GtkButton)

/**
 * kw_verb_button_new:
 *
 * Returns: (transfer floating): a button without a verb
 */
GtkWidget *kw_verb_button_new (void);

/**
 * kw_verb_button_set_verb:
 * @self: a button
 * @label: what it does, with a mnemonic
 * @key: (nullable): the key that does it anywhere
 * @action: the action
 * @target: (nullable) (transfer floating): what the action is about
 */
void kw_verb_button_set_verb (KwVerbButton *self, const char *label, const char *key,
                              const char *action, GVariant *target);

/**
 * kw_verb_button_do:
 * @self: a button with a verb
 *
 * Does what pressing it does, at once.
 */
void kw_verb_button_do (KwVerbButton *self);

G_END_DECLS
