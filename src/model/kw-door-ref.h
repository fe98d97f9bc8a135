/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwDoorRef:
 * @building: number of the building, 1..255
 * @door: number of the door, 1..65535, unique in its building
 *
 * Which guest door. A plain value; {0, 0} is no door.
 */
typedef struct
{
  guint building;
  guint door;
} KwDoorRef;

/**
 * kw_door_ref_equal:
 * @a: a door
 * @b: another
 *
 * Returns: %TRUE if both are the same door
 */
static inline gboolean
kw_door_ref_equal (KwDoorRef a, KwDoorRef b)
{
  return a.building == b.building && a.door == b.door;
}

G_END_DECLS
