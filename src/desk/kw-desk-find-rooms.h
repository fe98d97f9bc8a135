/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only. */

#include "kw-property.h"

G_BEGIN_DECLS

/* Appends to @found (element type const KwDoor *, borrowed from @property) at most @limit doors
 * whose name is @text, begins with it, begins with it behind its zeros, or contains it: in this
 * order, then by building and number. Words beside the name may say that it is a room, and begin
 * like words of its building, also without a space before or behind the number; a building's whole
 * name alone finds its rooms, last of all. Case makes no difference. TRUE if there were more. */
gboolean kw_desk_find_rooms (const KwProperty *property, const char *text, guint limit,
                             GPtrArray *found);

G_END_DECLS
