/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-store.h"

G_BEGIN_DECLS

/* What a text finds, by indexes alone. Inside a KwStoreFunc only; other errors as
 * kw_store_run_finish(). */

/**
 * KwStoreNameHit:
 * @text: the name
 * @stay_id: the stay it is a tenant of; 0 = none
 * @credential: number of the credential it is the holder of; 0 = none
 *
 * Somebody. One of @stay_id and @credential is given.
 */
typedef struct
{
  char *text;
  gint64 stay_id;
  guint64 credential;
} KwStoreNameHit;

/**
 * kw_store_search_names:
 * @store: the store
 * @text: what to look for: each word begins a word of the name, whatever its case and accents
 * @limit: how many names at most
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: (transfer full) (element-type KwStoreNameHit): those stored last first; or %NULL
 */
GPtrArray *kw_store_search_names (KwStore *store, const char *text, guint limit,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_search_references:
 * @store: the store
 * @text: what the reference of a stay begins with, whatever its case
 * @limit: how many at most
 * @ids: (element-type gint64): ids of stays are appended, by reference
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: %TRUE if it was looked up
 */
gboolean kw_store_search_references (KwStore *store, const char *text, guint limit, GArray *ids,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
