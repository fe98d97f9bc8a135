/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-error-words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * kw_error_act:
 * @widget: what was pressed; in a window
 * @action: what is to be done about a failure
 *
 * Does what is done elsewhere: goes to Preferences or to the set-up, shows the clock, opens a page
 * of the help or the data folder, quits. What is done with the card at hand is its panel's; of that
 * nothing happens here.
 */
void kw_error_act (GtkWidget *widget, KwErrorAction action);

G_END_DECLS
