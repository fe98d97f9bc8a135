/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "fixture.h"

/* Cards as another program of the station would have issued them: put into the register through a
 * connection of its own, without an encoder. */

/* A live Classic card of an open stay of @room until tomorrow, that also opens @areas and every
 * landing; its UID ends with @uid_end. The credential's number. */
guint64 register_put_card (Fixture *fixture, guint8 uid_end, const char *room, guint32 areas);

/* The same, as a COPY that opens no area. */
guint64 register_put_copy (Fixture *fixture, guint8 uid_end, const char *room);

/* An intent to erase the card whose UID ends with @uid_end, as the program @owner left it when it
 * was killed. */
void register_put_intent (Fixture *fixture, guint8 uid_end, const char *owner);
