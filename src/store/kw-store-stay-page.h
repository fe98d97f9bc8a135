/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-stay.h"
#include "kw-store-page.h"
#include "kw-store.h"

G_BEGIN_DECLS

/* Stays for lists of any length, as kw-store-card-page.h. Inside a KwStoreFunc only; other errors
 * as kw_store_run_finish(). */

/**
 * KwStoreStayOrder:
 * @KW_STORE_STAY_ORDER_EXPECTED: expected stays, by their beginning
 * @KW_STORE_STAY_ORDER_OPEN: open stays, by their end
 * @KW_STORE_STAY_ORDER_CLOSED: closed stays, the last beginning first
 * @KW_STORE_STAY_ORDER_ALL: every stay, the last beginning first
 */
typedef enum
{
  KW_STORE_STAY_ORDER_EXPECTED,
  KW_STORE_STAY_ORDER_OPEN,
  KW_STORE_STAY_ORDER_CLOSED,
  KW_STORE_STAY_ORDER_ALL,
} KwStoreStayOrder;

/**
 * kw_store_stay_list_keys:
 * @store: the store
 * @order: which stays
 * @until_before_unix_s: OPEN: only those that end before it
 * @cursor: how far it was walked; moved on
 * @limit: how many at most
 * @keys: (element-type guint64): their ids are appended
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: %TRUE if it was walked
 */
gboolean kw_store_stay_list_keys (KwStore *store, KwStoreStayOrder order,
                                  gint64 until_before_unix_s, KwStoreCursor *cursor, guint limit,
                                  GArray *keys, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KwStoreStayPageRow:
 * @stay: the stay
 * @n_live_cards: its credentials that are LIVE and not over
 * @n_cards_at_old_door: how many of those are alive at a door that the stay does not have
 */
typedef struct
{
  KwStay *stay;
  guint n_live_cards;
  guint n_cards_at_old_door;
} KwStoreStayPageRow;

/**
 * kw_store_stay_page_row_free:
 * @row: (nullable) (transfer full): freed
 */
void kw_store_stay_page_row_free (KwStoreStayPageRow *row);

/**
 * kw_store_stay_load_page:
 * @store: the store
 * @now_unix_s: cards that open nothing after it do not count
 * @keys: (array length=n_keys): ids
 * @n_keys: how many
 * @rows: (element-type KwStoreStayPageRow): one for each key is appended, %NULL for one that is not
 *   there
 * @error: a `KW_STORE_ERROR`: CORRUPT
 *
 * Returns: %TRUE if they were loaded
 */
gboolean kw_store_stay_load_page (KwStore *store, gint64 now_unix_s, const guint64 *keys,
                                  guint n_keys, GPtrArray *rows,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
