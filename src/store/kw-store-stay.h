/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-stay.h"
#include "kw-store.h"

G_BEGIN_DECLS

/* Stays. All functions: inside a KwStoreFunc only; other errors as kw_store_run_finish(). */

/**
 * KwStoreStayFilter:
 * @door: only stays that have it; {0, 0} = any
 * @has_state: look at @state
 * @state: only stays in it
 * @from_unix_s: only stays that end after it
 * @until_unix_s: only stays that begin before it; 0 = no bound
 * @limit: at most so many; 0 = all
 *
 * Which stays. All zeros: every one.
 */
typedef struct
{
  KwDoorRef door;
  gboolean has_state;
  KwStayState state;
  gint64 from_unix_s;
  gint64 until_unix_s;
  guint limit;
} KwStoreStayFilter;

/**
 * kw_store_stay_put:
 * @store: the store
 * @stay: a new stay, its id 0
 * @out_id: (out): the id it got
 * @error: a `KW_STORE_ERROR`: CONSTRAINT if the property never had one of its doors
 *
 * Returns: %TRUE if it was put
 */
gboolean kw_store_stay_put (KwStore *store, const KwStay *stay, gint64 *out_id,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_stay_update:
 * @store: the store
 * @stay: a stored stay as it is to be
 * @error: a `KW_STORE_ERROR`: NOT_FOUND; STATE if kw_stay_state_can_follow() forbids it; CONSTRAINT
 *
 * Returns: %TRUE if it was changed
 */
gboolean kw_store_stay_update (KwStore *store, const KwStay *stay,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_stay_load:
 * @store: the store
 * @id: which
 * @error: a `KW_STORE_ERROR`: NOT_FOUND, CORRUPT
 *
 * Returns: (transfer full): the stay, without tenants that were erased; or %NULL
 */
KwStay *kw_store_stay_load (KwStore *store, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_stay_load_many:
 * @store: the store
 * @ids: (array length=n_ids): which
 * @n_ids: how many
 * @stays: (element-type KwStay): one for each id is appended, %NULL for one that is not there
 * @error: a `KW_STORE_ERROR`: CORRUPT
 *
 * Returns: %TRUE if they were loaded
 */
gboolean kw_store_stay_load_many (KwStore *store, const gint64 *ids, guint n_ids, GPtrArray *stays,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_stay_list:
 * @store: the store
 * @filter: which
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: (transfer full) (element-type KwStay): by beginning, then by id; or %NULL
 */
GPtrArray *kw_store_stay_list (KwStore *store, const KwStoreStayFilter *filter,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KwStoreStayBooking:
 * @id: the stay
 * @state: its state
 * @from_unix_s: its check-in
 * @until_unix_s: its check-out
 * @has_reference: whether it has one
 *
 * What tells one booking of a door from another.
 */
typedef struct
{
  gint64 id;
  KwStayState state;
  gint64 from_unix_s;
  gint64 until_unix_s;
  gboolean has_reference;
} KwStoreStayBooking;

/**
 * kw_store_stay_list_bookings:
 * @store: the store
 * @door: a door
 * @error: a `KW_STORE_ERROR`: CORRUPT
 *
 * Much cheaper than kw_store_stay_list().
 *
 * Returns: (transfer full) (element-type KwStoreStayBooking): all that have the door, by beginning,
 *   then by end, then those without a reference first; or %NULL
 */
GArray *kw_store_stay_list_bookings (KwStore *store, KwDoorRef door,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_stay_list_referenced:
 * @store: the store
 * @references: (array length=n_references): references, as they are written
 * @n_references: how many
 * @stays: (element-type KwStay): all that have one of them are appended, whatever their state: by
 *   reference, then by their ids
 * @error: a `KW_STORE_ERROR`: CORRUPT
 *
 * Returns: %TRUE if they were loaded
 */
gboolean kw_store_stay_list_referenced (KwStore *store, const char *const *references,
                                        guint n_references, GPtrArray *stays,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_stay_list_overlapping:
 * @store: the store
 * @door: which door
 * @from_unix_s: inclusive
 * @until_unix_s: exclusive
 * @now_unix_s: an open stay whose end has passed lasts until then: nobody was checked out
 * @except_id: this one does not count; 0 = none
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: (transfer full) (element-type KwStay): stays that have the door for a part of that time,
 *   the open ones before those that are expected; or %NULL
 */
GPtrArray *kw_store_stay_list_overlapping (KwStore *store, KwDoorRef door, gint64 from_unix_s,
                                           gint64 until_unix_s, gint64 now_unix_s, gint64 except_id,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
