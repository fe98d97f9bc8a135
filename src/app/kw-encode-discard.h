/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-flow.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * kw_encode_discard:
 * @widget: what says that the card is worn; in a window
 * @desk: where the card is known
 * @flow: a flow in NOT_DONE, of that card
 *
 * Takes the worn card out of use, says so in the window, and goes on with another one. A card that
 * was never issued here is not in the register: throwing it away is enough.
 */
void kw_encode_discard (GtkWidget *widget, KwDesk *desk, KwFlow *flow);

G_END_DECLS
