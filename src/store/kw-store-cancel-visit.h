/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-store.h"

G_BEGIN_DECLS

/* The walk-list: places somebody has to go to because of a lost card. All functions: inside a
 * KwStoreFunc only; other errors as kw_store_run_finish(). */

/**
 * KwStorePlaceKind:
 * @KW_STORE_PLACE_DOOR: a guest door
 * @KW_STORE_PLACE_AREA: a common area
 * @KW_STORE_PLACE_ELEVATOR: an elevator bank
 */
typedef enum
{
  KW_STORE_PLACE_DOOR,
  KW_STORE_PLACE_AREA,
  KW_STORE_PLACE_ELEVATOR,
} KwStorePlaceKind;
#define KW_STORE_PLACE_N (KW_STORE_PLACE_ELEVATOR + 1)

/**
 * kw_store_place_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): the stored form: "door", "area", "elevator"
 */
const char *kw_store_place_kind_to_string (KwStorePlaceKind kind);

/**
 * KwStorePlace:
 * @kind: which of the property's tables
 * @building: of a door; 0 for the others
 * @number: of the door, the area or the bank
 *
 * A place with a lock. A plain value.
 */
typedef struct
{
  KwStorePlaceKind kind;
  guint building;
  guint number;
} KwStorePlace;

/**
 * KwStoreCancelVisit:
 * @id: the register's number
 * @lost_credential: because of which
 * @cancel_credential: the cancel card to show there; 0 = none was made
 * @place: where
 * @visited_at_unix_s: when somebody was there; 0 = not yet
 * @card_station: station part of the lost card's number
 * @card_counter: counter part of it
 * @may_live_until_unix_s: until when the lost card may open there
 *
 * A plain value.
 */
typedef struct
{
  gint64 id;
  guint64 lost_credential;
  guint64 cancel_credential;
  KwStorePlace place;
  gint64 visited_at_unix_s;
  guint card_station;
  guint64 card_counter;
  gint64 may_live_until_unix_s;
} KwStoreCancelVisit;

/**
 * kw_store_cancel_visit_put:
 * @store: the store
 * @lost_credential: because of which
 * @cancel_credential: the cancel card to show there; 0 = none was made
 * @place: where
 * @error: a `KW_STORE_ERROR`: CONSTRAINT if credential or place are not known
 *
 * A place already on the list for @lost_credential stays on it once and, if there is one, gets
 * @cancel_credential. What was visited without a cancel card has to be visited with it again.
 *
 * Returns: %TRUE if it was put
 */
gboolean kw_store_cancel_visit_put (KwStore *store, guint64 lost_credential,
                                    guint64 cancel_credential, const KwStorePlace *place,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_cancel_visit_list:
 * @store: the store
 * @lost_credential: only because of this one
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: (transfer full) (element-type KwStoreCancelVisit): also what was visited already; doors,
 *   areas, elevators, each by building and number; or %NULL
 */
GArray *kw_store_cancel_visit_list (KwStore *store, guint64 lost_credential,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_cancel_visit_list_open:
 * @store: the store
 * @now_unix_s: a card that opens nothing after that needs no visit
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: (transfer full) (element-type KwStoreCancelVisit): what is not visited yet because of
 *   cards that are still lost; the oldest card first, then as kw_store_cancel_visit_list(); or
 *   %NULL
 */
GArray *kw_store_cancel_visit_list_open (KwStore *store, gint64 now_unix_s,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_cancel_visit_load:
 * @store: the store
 * @id: which visit
 * @out_visit: (out): it
 * @error: a `KW_STORE_ERROR`: NOT_FOUND
 *
 * Returns: %TRUE if there is such a visit
 */
gboolean kw_store_cancel_visit_load (KwStore *store, gint64 id, KwStoreCancelVisit *out_visit,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_cancel_visit_find:
 * @store: the store
 * @lost_credential: because of which
 * @place: where
 * @out_id: (out): which visit; 0 = there is none to be made
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: %TRUE if the register answered
 */
gboolean kw_store_cancel_visit_find (KwStore *store, guint64 lost_credential,
                                     const KwStorePlace *place, gint64 *out_id,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_cancel_visit_tick:
 * @store: the store
 * @id: which visit
 * @at_unix_s: when it was done; 0 = it was not, after all
 * @error: a `KW_STORE_ERROR`: NOT_FOUND
 *
 * With a cancel card, the lost credential becomes CANCELLED at that door. Taken back, it counts as
 * ALIVE there until a newer card supersedes it: rather one too many than one too few.
 *
 * Returns: %TRUE if it was changed
 */
gboolean kw_store_cancel_visit_tick (KwStore *store, gint64 id, gint64 at_unix_s,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
