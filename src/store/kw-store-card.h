/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-card.h"
#include "kw-credential.h"
#include "kw-door-ref.h"
#include "kw-store.h"

G_BEGIN_DECLS

/* Plastic. All functions: inside a KwStoreFunc only; other errors as kw_store_run_finish(). */

/**
 * kw_store_card_ensure:
 * @store: the store
 * @uid: (array length=uid_len): the chip's number
 * @uid_len: 4, 7 or 10
 * @medium: what sort of chip
 * @out_is_new: (out) (nullable): %TRUE if it was not known
 * @error: a `KW_STORE_ERROR`: CONSTRAINT if it is known as another medium; NOT_FOUND while the
 *   station has no number
 *
 * The card with that chip; a new one gets this station's next card number.
 *
 * Returns: (transfer full): the card, or %NULL
 */
KwCard *kw_store_card_ensure (KwStore *store, const guint8 *uid, guint uid_len, KwMedium medium,
                              gboolean *out_is_new, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_card_load:
 * @store: the store
 * @id: which
 * @error: a `KW_STORE_ERROR`: NOT_FOUND, CORRUPT
 *
 * Returns: (transfer full): the card, or %NULL
 */
KwCard *kw_store_card_load (KwStore *store, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_card_load_by_uid:
 * @store: the store
 * @uid: (array length=uid_len): the chip's number
 * @uid_len: 4, 7 or 10
 * @error: a `KW_STORE_ERROR`: NOT_FOUND, CORRUPT
 *
 * Returns: (transfer full): the card, or %NULL
 */
KwCard *kw_store_card_load_by_uid (KwStore *store, const guint8 *uid, guint uid_len,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_card_load_by_number:
 * @store: the store
 * @station: first half of its number, see kw_card_parse_label()
 * @counter: second half
 * @error: a `KW_STORE_ERROR`: NOT_FOUND, CORRUPT
 *
 * Returns: (transfer full): the card, or %NULL
 */
KwCard *kw_store_card_load_by_number (KwStore *store, guint station, guint64 counter,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_card_put_discarded:
 * @store: the store
 * @id: which
 * @is_discarded: taken out of use, or not
 * @error: a `KW_STORE_ERROR`: NOT_FOUND
 *
 * Returns: %TRUE if it was put
 */
gboolean kw_store_card_put_discarded (KwStore *store, gint64 id, gboolean is_discarded,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KwStoreCardRow:
 * @card: the plastic
 * @newest: (nullable): the credential last written on it, failed ones aside
 *
 * A row of kw_store_card_list(). Owned by the list.
 */
typedef struct
{
  KwCard *card;
  KwCredential *newest;
} KwStoreCardRow;

/**
 * KwStoreCardFilter:
 * @door: only cards whose newest credential names it; {0, 0} = any
 * @has_state: look at @state
 * @state: only cards whose newest credential is in it
 * @after_id: only cards with a higher id: for the next page
 * @limit: at most so many; 0 = all
 *
 * Which cards. All zeros: every one.
 */
typedef struct
{
  KwDoorRef door;
  gboolean has_state;
  KwCredentialState state;
  gint64 after_id;
  guint limit;
} KwStoreCardFilter;

/**
 * kw_store_card_list:
 * @store: the store
 * @filter: which
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: (transfer full) (element-type KwStoreCardRow): by id; or %NULL
 */
GPtrArray *kw_store_card_list (KwStore *store, const KwStoreCardFilter *filter,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
