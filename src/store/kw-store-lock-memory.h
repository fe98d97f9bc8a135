/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-store.h"

G_BEGIN_DECLS

/* What a reference lock remembers between two tries. All functions: inside a KwStoreFunc only;
 * other errors as kw_store_run_finish(). */

/**
 * kw_store_lock_memory_load:
 * @store: the store
 * @place: which lock, any text that names it
 * @error: a `KW_STORE_ERROR`: NOT_FOUND if nothing was put for it yet
 *
 * Returns: (transfer full): its memory, or %NULL
 */
GBytes *kw_store_lock_memory_load (KwStore *store, const char *place,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_lock_memory_put:
 * @store: the store
 * @place: which lock
 * @bytes: its memory from now on
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: %TRUE if it was put
 */
gboolean kw_store_lock_memory_put (KwStore *store, const char *place, GBytes *bytes,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
