/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-store.h"

G_BEGIN_DECLS

/* Personal text: names of tenants and holders, and those that the journal speaks of. It stands in
 * one table only, each with a salt of its own, and can be erased. All functions: inside a
 * KwStoreFunc only; other errors as kw_store_run_finish(). */

/**
 * kw_store_personal_erase:
 * @store: the store
 * @personal_id: which text
 * @error: a `KW_STORE_ERROR`: NOT_FOUND
 *
 * Erases text and salt. What spoke of it stays, with the text unknown: the journal's hashes hold.
 * After the commit nothing of it is left in the file or its log (if another program is reading at
 * that moment: after a later commit).
 *
 * Returns: %TRUE if it is erased
 */
gboolean kw_store_personal_erase (KwStore *store, gint64 personal_id,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_personal_erase_stay:
 * @store: the store
 * @stay_id: which stay
 * @out_n_erased: (out): how many texts
 * @error: a `KW_STORE_ERROR`
 *
 * Erases every personal text of a stay: its tenants, and those of journal rows about it.
 *
 * Returns: %TRUE if they are erased
 */
gboolean kw_store_personal_erase_stay (KwStore *store, gint64 stay_id, guint *out_n_erased,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
