/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-property.h"
#include "kw-store.h"

G_BEGIN_DECLS

/* The map of the house. All functions: inside a KwStoreFunc only; other errors as
 * kw_store_run_finish(). */

/**
 * kw_store_property_put:
 * @store: the store
 * @property: the whole map from now on
 * @error: a `KW_STORE_ERROR`: CONSTRAINT if a number that was given once comes with another name;
 *   the message has both
 *
 * What @property no longer has is retired, not deleted: its number stays given, stays and cards
 * keep pointing at it. It comes back if it comes back under the same number and name.
 *
 * Returns: %TRUE if it was put; on failure the transaction must be rolled back
 */
gboolean kw_store_property_put (KwStore *store, const KwProperty *property,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_property_load:
 * @store: the store
 * @error: a `KW_STORE_ERROR`: NOT_FOUND while none was put; CORRUPT
 *
 * Returns: (transfer full): the map without what is retired, or %NULL
 */
KwProperty *kw_store_property_load (KwStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_property_load_version:
 * @store: the store
 * @out_version: (out): how often one was put; 0 = never
 * @error: a `KW_STORE_ERROR`
 *
 * Tells, for a fraction of a load, whether what was loaded is still true.
 *
 * Returns: %TRUE if the register answered
 */
gboolean kw_store_property_load_version (KwStore *store, guint64 *out_version,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KwStoreGivenFunc:
 * @part: building, floor, door, area, bank or landing
 * @parent: number of the building of a floor or door, of the bank of a landing; else 0
 * @number: a number that was given
 * @name: to what; borrowed during the call
 * @is_retired: it is gone
 * @user_data: what kw_store_property_list_given() was handed
 */
typedef void (*KwStoreGivenFunc) (KwPropertyPart part, guint parent, guint number, const char *name,
                                  gboolean is_retired, gpointer user_data);

/**
 * kw_store_property_list_given:
 * @store: the store
 * @func: called for every number that was ever given
 * @user_data: for @func
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: %TRUE if those were all
 */
gboolean kw_store_property_list_given (KwStore *store, KwStoreGivenFunc func, gpointer user_data,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_property_load_door_name:
 * @store: the store
 * @door: a door, retired or not
 * @error: a `KW_STORE_ERROR`: NOT_FOUND
 *
 * Returns: (transfer full): its name, for lists about the past; or %NULL
 */
char *kw_store_property_load_door_name (KwStore *store, KwDoorRef door,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
