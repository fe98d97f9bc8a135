/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-store.h"

G_BEGIN_DECLS

/**
 * kw_store_digest_load:
 * @store: the store
 * @error: a `KW_STORE_ERROR`
 *
 * One SHA-256 over cards, credentials, stays and their states: equal on two stations that have seen
 * the same. Neither the journal nor personal text nor the order of arrival is in it. Inside a
 * KwStoreFunc only.
 *
 * Returns: (transfer full): 64 hex digits, or %NULL
 */
char *kw_store_digest_load (KwStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
