/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-door-ref.h"
#include "kw-store.h"

G_BEGIN_DECLS

/**
 * KwStoreRoomStay:
 * @id: the stay; 0 = none
 * @until_unix_s: its end
 * @tenant: (nullable): its first tenant
 */
typedef struct
{
  gint64 id;
  gint64 until_unix_s;
  char *tenant;
} KwStoreRoomStay;

/**
 * KwStoreRoom:
 * @door: which guest door
 * @open: the open stay that ends first
 * @other: the open stay that ends next: two are in
 * @expected: the expected stay that begins first
 * @n_live_cards: tenant credentials, LIVE and not over, that are alive at the door
 * @n_lost_cards: tenant credentials, LOST, that may still open the door
 *
 * What the register knows of a room.
 */
typedef struct
{
  KwDoorRef door;
  KwStoreRoomStay open;
  KwStoreRoomStay other;
  KwStoreRoomStay expected;
  guint n_live_cards;
  guint n_lost_cards;
} KwStoreRoom;

/**
 * kw_store_room_list:
 * @store: the store
 * @now_unix_s: cards that open nothing after it do not count
 * @expected_before_unix_s: stays that begin later are not expected yet
 * @error: a `KW_STORE_ERROR`
 *
 * Inside a KwStoreFunc only.
 *
 * Returns: (transfer full) (element-type KwStoreRoom): every door of the property, by building and
 *   number; or %NULL
 */
GPtrArray *kw_store_room_list (KwStore *store, gint64 now_unix_s, gint64 expected_before_unix_s,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KwStoreRoomUse:
 * @door: which guest door, also one that is retired
 * @n_cards: tenant credentials, LIVE and not over or LOST, that may still open the door
 * @n_stays: stays that are open or expected
 *
 * Who would miss a room.
 */
typedef struct
{
  KwDoorRef door;
  guint n_cards;
  guint n_stays;
} KwStoreRoomUse;

/**
 * kw_store_room_count_use:
 * @store: the store
 * @now_unix_s: cards that open nothing after it do not count
 * @uses: (array length=n_uses): doors by building and number; their counts are filled in
 * @n_uses: how many
 * @error: a `KW_STORE_ERROR`
 *
 * Inside a KwStoreFunc only.
 *
 * Returns: %TRUE if all are counted
 */
gboolean kw_store_room_count_use (KwStore *store, gint64 now_unix_s, KwStoreRoomUse *uses,
                                  guint n_uses, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
