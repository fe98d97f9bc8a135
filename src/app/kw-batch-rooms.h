/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_BATCH_ROOMS (kw_batch_rooms_get_type ())
/**
 * KwBatchRooms:
 *
 * Rooms with check boxes, and how many cards each gets. A room for which nobody is in or expected
 * cannot be chosen, and says what to do. Space or a click toggles one, with Shift every one from
 * the last to this; Shift and an arrow go on choosing; Ctrl+A chooses all that are shown.
 *
 * Signal `changed`: something else is chosen.
 */
G_DECLARE_FINAL_TYPE (KwBatchRooms, kw_batch_rooms, KW, BATCH_ROOMS, AdwBin)

/**
 * kw_batch_rooms_set_session:
 * @self: a chooser
 * @session: the session; once
 */
void kw_batch_rooms_set_session (KwBatchRooms *self, KwSession *session);

/**
 * kw_batch_rooms_get_n_rooms:
 * @self: a chooser
 *
 * Returns: how many are chosen
 */
guint kw_batch_rooms_get_n_rooms (KwBatchRooms *self);

/**
 * kw_batch_rooms_get_n_hidden:
 * @self: a chooser
 *
 * Returns: how many of those are not in the list as it is filtered now
 */
guint kw_batch_rooms_get_n_hidden (KwBatchRooms *self);

/**
 * kw_batch_rooms_get_n_each:
 * @self: a chooser
 *
 * Returns: how many cards each of them gets
 */
guint kw_batch_rooms_get_n_each (KwBatchRooms *self);

/**
 * kw_batch_rooms_dup_wishes:
 * @self: a chooser
 *
 * Returns: (transfer full) (element-type KwDeskBatchWish): what is chosen, in the order of the
 * house
 */
GArray *kw_batch_rooms_dup_wishes (KwBatchRooms *self);

/**
 * kw_batch_rooms_clear:
 * @self: a chooser
 *
 * Nothing is chosen any more.
 */
void kw_batch_rooms_clear (KwBatchRooms *self);

G_END_DECLS
