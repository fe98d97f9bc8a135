/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-card.h"
#include "kw-credential.h"
#include "kw-door-ref.h"
#include "kw-store-page.h"
#include "kw-store.h"

G_BEGIN_DECLS

/* Cards for lists of any length: first the keys (numbers of credentials) in their order, piece by
 * piece, then the rows that are looked at. Inside a KwStoreFunc only; other errors as
 * kw_store_run_finish(). */

/**
 * KwStoreCardOrder:
 * @KW_STORE_CARD_ORDER_NEWEST: last issued first
 * @KW_STORE_CARD_ORDER_ENDING: staff cards only: those that still open, next to end first, then
 *   those that have ended, last ended first
 * @KW_STORE_CARD_ORDER_HOLDER: staff cards only: by holder in the order of the user's language,
 *   each holder's as ENDING; without a holder last
 *
 * The last two are sorted as a whole: the cursor is at its end after the first piece.
 */
typedef enum
{
  KW_STORE_CARD_ORDER_NEWEST,
  KW_STORE_CARD_ORDER_ENDING,
  KW_STORE_CARD_ORDER_HOLDER,
} KwStoreCardOrder;

/**
 * KwStoreCardQuery:
 * @door: what was written last on cards, if it names this guest door; {0, 0} = do not look
 * @holder: (nullable): of staff whose name has words that begin like each of these
 * @stay_id: every credential of a stay; 0 = do not look
 * @card_station: with @card_counter: every credential of one card; 0 = do not look
 * @card_counter: see @card_station
 * @states: bit 1 << KwCredentialState for each wanted state; 0 = every
 * @kinds: bit 1 << KwGrantKind for each wanted kind; 0 = every
 * @ends_after_unix_s: with @ends_before_unix_s: only live ones that end in between
 * @ends_before_unix_s: exclusive; 0 = do not look
 * @order: how they are sorted; but for NEWEST only with @kinds, and only staff cards are given
 * @now_unix_s: @order ENDING and HOLDER: what has ended before that
 *
 * Which credentials: at most one of @door, @holder, @stay_id and @card_station, and the rest. All
 * zeros: what was written last on each card.
 */
typedef struct
{
  KwDoorRef door;
  const char *holder;
  gint64 stay_id;
  guint card_station;
  guint64 card_counter;
  guint32 states;
  guint32 kinds;
  gint64 ends_after_unix_s;
  gint64 ends_before_unix_s;
  KwStoreCardOrder order;
  gint64 now_unix_s;
} KwStoreCardQuery;

/**
 * kw_store_card_list_keys:
 * @store: the store
 * @query: which credentials
 * @cursor: how far it was walked; moved on
 * @limit: how many at most; every one with @order ENDING and HOLDER
 * @keys: (element-type guint64): their numbers are appended, in @order
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: %TRUE if it was walked
 */
gboolean kw_store_card_list_keys (KwStore *store, const KwStoreCardQuery *query,
                                  KwStoreCursor *cursor, guint limit, GArray *keys,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KwStoreCardPageRow:
 * @card: the plastic
 * @credential: what was written on it
 * @tenant: (nullable): the first tenant of its stay
 * @is_newest: nothing was written on the plastic after it
 */
typedef struct
{
  KwCard *card;
  KwCredential *credential;
  char *tenant;
  gboolean is_newest;
} KwStoreCardPageRow;

/**
 * kw_store_card_page_row_free:
 * @row: (nullable) (transfer full): freed
 */
void kw_store_card_page_row_free (KwStoreCardPageRow *row);

/**
 * kw_store_card_load_page:
 * @store: the store
 * @keys: (array length=n_keys): numbers of credentials
 * @n_keys: how many
 * @rows: (element-type KwStoreCardPageRow): one for each key is appended, %NULL for one that is not
 *   there
 * @error: a `KW_STORE_ERROR`: CORRUPT
 *
 * Returns: %TRUE if they were loaded
 */
gboolean kw_store_card_load_page (KwStore *store, const guint64 *keys, guint n_keys,
                                  GPtrArray *rows, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
