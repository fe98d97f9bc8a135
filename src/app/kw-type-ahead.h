/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KW_TYPE_TYPE_AHEAD (kw_type_ahead_get_type ())
/**
 * KwTypeAhead:
 *
 * Lets a clerk type faster than the window: a key that is pressed while something is awaited
 * (kw_session_await()) was meant for that, and is given to it when it is there. Without this a name
 * that is typed for one guest could end as a search for another. Escape is never kept, and forgets
 * what was; a key that only repeats itself is not kept either, and Enter never does anything by
 * being held down. What is awaited for too long holds up no keys.
 */
G_DECLARE_FINAL_TYPE (KwTypeAhead, kw_type_ahead, KW, TYPE_AHEAD, GObject)

/**
 * kw_type_ahead_new:
 * @window: the window whose keys they are; borrowed, outlives the object
 *
 * Returns: (transfer full): the object, which keeps nothing before it has a session
 */
KwTypeAhead *kw_type_ahead_new (GtkWidget *window);

/**
 * kw_type_ahead_set_session:
 * @self: the object
 * @session: the session of the window
 */
void kw_type_ahead_set_session (KwTypeAhead *self, KwSession *session);

G_END_DECLS
