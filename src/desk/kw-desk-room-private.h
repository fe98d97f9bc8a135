/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only. */

#include "kw-desk-room.h"
#include "kw-property.h"
#include "kw-store-room.h"

/* @property has the door of @row; @day_end_unix_s ends the property's day at @now_unix_s. */
KwDeskRoom *kw_desk_room_new (const KwProperty *property, const KwStoreRoom *row, gint64 now_unix_s,
                              gint64 day_end_unix_s);

gboolean kw_desk_room_equal (KwDeskRoom *a, KwDeskRoom *b);

/* By building, floor and name, numbers in names as numbers. */
int kw_desk_room_compare (KwDeskRoom *a, KwDeskRoom *b);
