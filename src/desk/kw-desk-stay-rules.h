/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: the rules of stays; on the database thread, in the transaction of the act.
 */

#include "kw-desk-private.h"
#include "kw-desk-stays.h"

G_BEGIN_DECLS

/* As kw_desk_check_stay(); any thread. */
gboolean kw_desk_stay_check_fields (const KwProperty *property, gint64 now_unix_s,
                                    const KwDeskStayRequest *request, KwDeskStayField *out_field,
                                    GError **error);

/* STAY_MISSING if there is none of that number. */
KwStay *kw_desk_stay_load (KwStore *store, gint64 stay_id, GError **error);

/* The stay that a card for @door at @at_unix_s is for: one that has begun by the end of that day
 * and is not over; an open one rather than one that is expected. NULL without @error if there is
 * none. @out_other: another one that is open as well; NULL if there is none. */
gboolean kw_desk_stay_find_current (KwStore *store, const KwDeskContext *context, KwDoorRef door,
                                    gint64 at_unix_s, KwStay **out_stay, KwStay **out_other,
                                    GError **error);

/* The stay @stay_id, if a card for @door may be for it. STAY_MISSING. */
KwStay *kw_desk_stay_load_for_door (KwStore *store, gint64 stay_id, KwDoorRef door, GError **error);

/* Another stay that has one of the doors in that time, an open one of any of them first, and which
 * door; NULL without @error if there is none. One whose end has passed has its doors until it is
 * checked out. */
gboolean kw_desk_stay_find_overlap (KwStore *store, const KwDeskContext *context,
                                    const KwStay *stay, KwStay **out_other, KwDoorRef *out_door,
                                    GError **error);

/* Another stay has one of the doors in that time: STAY_OVERLAP, unless a reason is given. */
gboolean kw_desk_stay_check_overlap (KwStore *store, const KwDeskContext *context,
                                     const KwStay *stay, const char *reason, GError **error);

/* Opens a stay, with its journal row. STAY_OVERLAP, BAD_VALUE. */
KwStay *kw_desk_stay_open (KwStore *store, const KwDeskContext *context,
                           const KwDeskStayRequest *request, GError **error);

/* Changes one, with its journal row; an expected one stays expected. STAY_MISSING, STAY_OVERLAP,
 * BAD_VALUE. */
KwStay *kw_desk_stay_change (KwStore *store, const KwDeskContext *context,
                             const KwDeskStayRequest *request, GError **error);

/* Checks an expected stay in; gives back @stay itself if it is open. STAY_OVERLAP: also where
 * another one is open that was allowed to overlap. */
KwStay *kw_desk_stay_check_in (KwStore *store, const KwDeskContext *context, const KwStay *stay,
                               const char *overlap_reason, GError **error);

G_END_DECLS
