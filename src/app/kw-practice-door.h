/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-job.h"
#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_PRACTICE_DOOR (kw_practice_door_get_type ())
/**
 * KwPracticeDoor:
 *
 * A virtual lock: one chooses a room, an area or an elevator and shows it the card on the encoder.
 * What the locks have seen is kept in the register. Until somebody has chosen, it is the door of
 * the card that lies there.
 */
G_DECLARE_FINAL_TYPE (KwPracticeDoor, kw_practice_door, KW, PRACTICE_DOOR, AdwBin)

/**
 * kw_practice_door_set_session:
 * @self: a fresh door
 * @session: the open station
 */
void kw_practice_door_set_session (KwPracticeDoor *self, KwSession *session);

/**
 * kw_practice_door_choose:
 * @self: a door with a session
 * @place: which lock
 *
 * As if a hand had chosen it; nothing happens if the hotel has no such place.
 */
void kw_practice_door_choose (KwPracticeDoor *self, const KwDeskPlace *place);

G_END_DECLS
