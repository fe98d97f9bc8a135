/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-room.h"
#include "kw-property.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KW_TYPE_BATCH_ROOM_ROW (kw_batch_room_row_get_type ())
/**
 * KwBatchRoomRow:
 *
 * A room with a check mark: its name, who has it or why it can't be chosen, and its state. The
 * child of a list item, which is what can be pressed and reached.
 */
G_DECLARE_FINAL_TYPE (KwBatchRoomRow, kw_batch_room_row, KW, BATCH_ROOM_ROW, GtkBox)

/**
 * kw_batch_room_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *kw_batch_room_row_new (void);

/**
 * kw_batch_room_row_show:
 * @self: a row of a list
 * @room: the room
 * @property: the hotel
 * @stay_id: the stay that its cards would be for; 0: it can't be chosen
 * @is_chosen: whether it has the check mark
 */
void kw_batch_room_row_show (KwBatchRoomRow *self, KwDeskRoom *room, const KwProperty *property,
                             gint64 stay_id, gboolean is_chosen);

G_END_DECLS
