/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-store.h"

G_BEGIN_DECLS

/* The station's number, and numbers that are given once. All functions: inside a KwStoreFunc only;
 * other errors as kw_store_run_finish(). */

/**
 * kw_store_number_load_station:
 * @store: the store
 * @out_station: (out): 1..8388607
 * @error: a `KW_STORE_ERROR`: NOT_FOUND while the station has none
 *
 * Returns: %TRUE if it has one
 */
gboolean kw_store_number_load_station (KwStore *store, guint *out_station,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_number_put_station:
 * @store: the store
 * @station: 1..8388607; one that no other station ever had
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: %TRUE if it was put
 */
gboolean kw_store_number_put_station (KwStore *store, guint station,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_number_take_credential:
 * @store: the store
 * @out_number: (out): a credential number of this station, never given before
 * @error: a `KW_STORE_ERROR`: NOT_FOUND while the station has no number; FAILED if all are given
 *
 * The number is spent when the transaction commits, whatever becomes of the credential.
 *
 * Returns: %TRUE if a number was taken
 */
gboolean kw_store_number_take_credential (KwStore *store, guint64 *out_number,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_number_take_card:
 * @store: the store
 * @out_station: (out): this station
 * @out_counter: (out): its next counter of cards, from 1
 * @error: as kw_store_number_take_credential()
 *
 * Returns: %TRUE if a number was taken
 */
gboolean kw_store_number_take_card (KwStore *store, guint *out_station, guint64 *out_counter,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
