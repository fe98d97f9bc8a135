/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_TOGGLE_FLOW (kw_toggle_flow_get_type ())
/**
 * KwToggleFlow:
 *
 * Choices of which any number may be made: buttons that stay pressed, side by side in as many lines
 * as they need. Each is a bit of a mask. There are no buttons before kw_toggle_flow_fill(): a hotel
 * may have more landings than anything else in the pane has widgets.
 *
 * Signal `changed`: the user pressed one.
 */
G_DECLARE_FINAL_TYPE (KwToggleFlow, kw_toggle_flow, KW, TOGGLE_FLOW, AdwBin)

/**
 * kw_toggle_flow_set_name:
 * @self: a flow
 * @name: what the choices are together, for who cannot see them
 */
void kw_toggle_flow_set_name (KwToggleFlow *self, const char *name);

/**
 * kw_toggle_flow_add:
 * @self: a flow
 * @bit: 0..63, not added yet
 * @label: what people read
 *
 * Adds a choice at the end, not made.
 */
void kw_toggle_flow_add (KwToggleFlow *self, guint bit, const char *label);

/**
 * kw_toggle_flow_fill:
 * @self: a flow
 *
 * Makes the buttons, as soon as somebody is about to see them: the first ones now, the others a few
 * at a time. May be called again.
 */
void kw_toggle_flow_fill (KwToggleFlow *self);

/**
 * kw_toggle_flow_set_mask:
 * @self: a flow
 * @mask: bit n = choice n is made; others are left out
 *
 * Tells nobody.
 */
void kw_toggle_flow_set_mask (KwToggleFlow *self, guint64 mask);

/**
 * kw_toggle_flow_get_mask:
 * @self: a flow
 *
 * Returns: bit n = choice n is made
 */
guint64 kw_toggle_flow_get_mask (KwToggleFlow *self);

G_END_DECLS
