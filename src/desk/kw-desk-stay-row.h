/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-stay.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KW_TYPE_DESK_STAY_ROW (kw_desk_stay_row_get_type ())
/**
 * KwDeskStayRow:
 *
 * A stay as a row of a #KwDeskStayList. Immutable: a row that changed is another object at the same
 * place.
 *
 * Properties, read-only: `stay-id`, `from-unix-s`, `until-unix-s` (int64), `state` (#KwStayState
 * as int), `rooms`, `tenants`, `reference` (strings), `n-live-cards`, `n-cards-at-old-door`
 * (uint).
 */
G_DECLARE_FINAL_TYPE (KwDeskStayRow, kw_desk_stay_row, KW, DESK_STAY_ROW, GObject)

/**
 * kw_desk_stay_row_get_stay:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the stay; %NULL if the row could not be read
 */
const KwStay *kw_desk_stay_row_get_stay (KwDeskStayRow *self);

/**
 * kw_desk_stay_row_get_rooms:
 * @self: a row
 *
 * Returns: (transfer none): the names of its rooms, the main one first, ", " between them
 */
const char *kw_desk_stay_row_get_rooms (KwDeskStayRow *self);

/**
 * kw_desk_stay_row_get_tenants:
 * @self: a row
 *
 * Returns: (transfer none): the names of its tenants, ", " between them; empty if there are none or
 *   they were erased
 */
const char *kw_desk_stay_row_get_tenants (KwDeskStayRow *self);

/**
 * kw_desk_stay_row_get_n_live_cards:
 * @self: a row
 *
 * Returns: how many of its cards open something now as far as the register knows; lost ones are not
 *   among them
 */
guint kw_desk_stay_row_get_n_live_cards (KwDeskStayRow *self);

/**
 * kw_desk_stay_row_get_n_cards_at_old_door:
 * @self: a row
 *
 * Returns: how many of those still open a room that is not the stay's any more: they need a move
 */
guint kw_desk_stay_row_get_n_cards_at_old_door (KwDeskStayRow *self);

G_END_DECLS
