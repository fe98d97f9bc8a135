/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-paged-list.h"
#include "kw-desk-stay-row.h"
#include "kw-desk.h"

G_BEGIN_DECLS

/**
 * KwDeskStayFilter:
 * @KW_DESK_STAY_FILTER_ARRIVALS: expected stays, by check-in
 * @KW_DESK_STAY_FILTER_IN_HOUSE: open stays, by check-out
 * @KW_DESK_STAY_FILTER_DEPARTURES: open stays that end today or should have ended, by check-out
 * @KW_DESK_STAY_FILTER_ALL: every stay, the latest check-in first
 */
typedef enum
{
  KW_DESK_STAY_FILTER_ARRIVALS,
  KW_DESK_STAY_FILTER_IN_HOUSE,
  KW_DESK_STAY_FILTER_DEPARTURES,
  KW_DESK_STAY_FILTER_ALL,
} KwDeskStayFilter;
#define KW_DESK_STAY_FILTER_N (KW_DESK_STAY_FILTER_ALL + 1)

#define KW_TYPE_DESK_STAY_LIST (kw_desk_stay_list_get_type ())
/**
 * KwDeskStayList:
 *
 * Stays as a #GListModel of #KwDeskStayRow, paged as #KwDeskCardList. On the desk's thread.
 *
 * Properties: `filter` (int, #KwDeskStayFilter), `n-items` (uint, read-only), `is-loading`
 * (boolean, read-only: the filter was changed and what it gives is not there yet).
 */
G_DECLARE_FINAL_TYPE (KwDeskStayList, kw_desk_stay_list, KW, DESK_STAY_LIST, KwDeskPagedList)

/**
 * kw_desk_stay_list_new:
 * @desk: a desk
 * @filter: which stays
 *
 * Starts to load; the rows come with `items-changed`.
 *
 * Returns: (transfer full): the list, empty
 */
KwDeskStayList *kw_desk_stay_list_new (KwDesk *desk, KwDeskStayFilter filter);

/**
 * kw_desk_stay_list_set_filter:
 * @self: a list
 * @filter: which stays
 */
void kw_desk_stay_list_set_filter (KwDeskStayList *self, KwDeskStayFilter filter);

/**
 * kw_desk_stay_list_find:
 * @self: a list
 * @stay_id: which stay
 * @out_position: (out): where it is in the list now
 *
 * Returns: %TRUE if the list has it
 */
gboolean kw_desk_stay_list_find (KwDeskStayList *self, gint64 stay_id, guint *out_position);

G_END_DECLS
