/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk.h"
#include "kw-grant.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_STAFF_PLACES (kw_staff_places_get_type ())
/**
 * KwStaffPlaces:
 *
 * What a staff card is for: three rows of a form, of which each offers and shows what fits the one
 * before: the kind of card, the building, the floor.
 *
 * Signal `changed`: the user chose something else.
 */
G_DECLARE_FINAL_TYPE (KwStaffPlaces, kw_staff_places, KW, STAFF_PLACES, GObject)

/**
 * kw_staff_places_new:
 * @desk: a desk with a property
 * @kind: the row for the kind of card
 * @building: the row for the building
 * @floor: the row for the floor
 *
 * Returns: (transfer full): what fills the rows; drop it before them
 */
KwStaffPlaces *kw_staff_places_new (KwDesk *desk, AdwComboRow *kind, AdwComboRow *building,
                                    AdwComboRow *floor);

/**
 * kw_staff_places_set:
 * @self: the rows
 * @kind: a kind of staff card
 * @building: number of a building, or 0: every one, or the first
 * @floor: number of a floor, or 0: every one, or the first
 *
 * Chooses without a signal.
 */
void kw_staff_places_set (KwStaffPlaces *self, KwGrantKind kind, guint building, guint floor);

/**
 * kw_staff_places_get_kind:
 * @self: the rows
 *
 * Returns: the kind that is chosen
 */
KwGrantKind kw_staff_places_get_kind (KwStaffPlaces *self);

/**
 * kw_staff_places_get_building:
 * @self: the rows
 *
 * Returns: the building that is chosen; 0: every one
 */
guint kw_staff_places_get_building (KwStaffPlaces *self);

/**
 * kw_staff_places_get_floor:
 * @self: the rows
 *
 * Returns: the floor that is chosen; 0: every one, or the building has none
 */
guint kw_staff_places_get_floor (KwStaffPlaces *self);

G_END_DECLS
