/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: which bookings there are, in the register and further up in a file. On the
 * database thread. What costs depends on what a file names, and grows no faster than it. */

#include "kw-stay.h"
#include "kw-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KwDeskBooking:
 * @id: of a stay of the register; 0 = it is of the file, or there is none
 * @stay: (nullable): the stay; %NULL if there is none, or if it is not loaded yet
 *
 * One of them, borrowed.
 */
typedef struct
{
  gint64 id;
  const KwStay *stay;
} KwDeskBooking;

typedef struct _KwDeskBookings KwDeskBookings;

/* @stays: (element-type KwStay): those of the file, which outlive it
 * @cancellable: (nullable) */
KwDeskBookings *kw_desk_bookings_new (KwStore *store, const GPtrArray *stays, gint64 now_unix_s,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_desk_bookings_free (KwDeskBookings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDeskBookings, kw_desk_bookings_free)

/* The one with the reference of @stay in its main room. Of the register only as long as
 * kw_desk_bookings_note() was not called. */
KwDeskBooking kw_desk_bookings_find_here (KwDeskBookings *self, const KwStay *stay);

/* One of the register with the reference of @stay in another room, that no other stay of the file
 * is. */
KwDeskBooking kw_desk_bookings_find_elsewhere (KwDeskBookings *self, const KwStay *stay);

/* The one in the main room of @stay at its times, if one of both has no reference. */
gboolean kw_desk_bookings_find_at (KwDeskBookings *self, const KwStay *stay,
                                   KwDeskBooking *out_booking,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One that has not ended and has one of the rooms of @stay in its time; or that should have ended,
 * if both are in house. */
gboolean kw_desk_bookings_find_overlap (KwDeskBookings *self, const KwStay *stay,
                                        KwDeskBooking *out_booking,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* From now on whoever looks for what is like @stay finds @booking. */
void kw_desk_bookings_note (KwDeskBookings *self, const KwStay *stay, KwDeskBooking booking);

/* From now on @stay has its rooms in its time; nothing overlaps it. */
gboolean kw_desk_bookings_take_rooms (KwDeskBookings *self, const KwStay *stay,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
