/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-store.h"

G_BEGIN_DECLS

/* Texts by key. All functions: inside a KwStoreFunc only; other errors as kw_store_run_finish(). */

/**
 * kw_store_setting_load:
 * @store: the store
 * @key: which
 * @error: a `KW_STORE_ERROR`: NOT_FOUND
 *
 * Returns: (transfer full): its value, or %NULL
 */
char *kw_store_setting_load (KwStore *store, const char *key,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_setting_put:
 * @store: the store
 * @key: which; new or not
 * @value: its value from now on
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: %TRUE if it was put
 */
gboolean kw_store_setting_put (KwStore *store, const char *key, const char *value,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_setting_remove:
 * @store: the store
 * @key: which
 * @error: a `KW_STORE_ERROR`: NOT_FOUND
 *
 * Returns: %TRUE if it is gone
 */
gboolean kw_store_setting_remove (KwStore *store, const char *key,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
