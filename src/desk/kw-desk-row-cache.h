/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KwDeskRowCache:
 *
 * The items of a long list that were used last: each has a key, and the position at which it stood
 * when it was used. Of one thread.
 */
typedef struct _KwDeskRowCache KwDeskRowCache;

/**
 * kw_desk_row_cache_new:
 *
 * Returns: (transfer full): an empty cache
 */
KwDeskRowCache *kw_desk_row_cache_new (void);

/**
 * kw_desk_row_cache_free:
 * @self: (transfer full) (nullable): a cache
 */
void kw_desk_row_cache_free (KwDeskRowCache *self);

/**
 * kw_desk_row_cache_get_length:
 * @self: a cache
 *
 * Returns: how many items are kept
 */
guint kw_desk_row_cache_get_length (const KwDeskRowCache *self);

/**
 * kw_desk_row_cache_put:
 * @self: a cache
 * @key: the item's key
 * @position: where it stands
 * @item: (transfer full): the item, used now
 *
 * Keeps @item in place of the one that had @key.
 */
void kw_desk_row_cache_put (KwDeskRowCache *self, guint64 key, guint position, GObject *item);

/**
 * kw_desk_row_cache_replace:
 * @self: a cache
 * @key: key of an item that is kept
 * @item: (transfer full): another item with that key
 *
 * As kw_desk_row_cache_put(), but it was used when the other one was, and stands there.
 */
void kw_desk_row_cache_replace (KwDeskRowCache *self, guint64 key, GObject *item);

/**
 * kw_desk_row_cache_look:
 * @self: a cache
 * @key: a key
 * @out_position: (out) (optional): where the item stood; untouched if there is none
 *
 * Returns: (transfer none) (nullable): the item; it is not used by that
 */
gpointer kw_desk_row_cache_look (const KwDeskRowCache *self, guint64 key, guint *out_position);

/**
 * kw_desk_row_cache_use:
 * @self: a cache
 * @key: a key
 * @position: where its item stands now
 *
 * Returns: (transfer none) (nullable): the item, used now
 */
gpointer kw_desk_row_cache_use (KwDeskRowCache *self, guint64 key, guint position);

/**
 * kw_desk_row_cache_list_keys:
 * @self: a cache
 *
 * Returns: (transfer full) (element-type guint64): the keys of all that is kept, in no order
 */
GArray *kw_desk_row_cache_list_keys (const KwDeskRowCache *self);

/**
 * kw_desk_row_cache_shift:
 * @self: a cache
 * @first: items at this position and below are meant
 * @n_removed: as many went away in front of them, at most @first
 * @n_added: as many came
 */
void kw_desk_row_cache_shift (KwDeskRowCache *self, guint first, guint n_removed, guint n_added);

/**
 * kw_desk_row_cache_trim:
 * @self: a cache
 * @n_kept: at least 1
 *
 * Keeps the @n_kept items that were used last.
 */
void kw_desk_row_cache_trim (KwDeskRowCache *self, guint n_kept);

/**
 * kw_desk_row_cache_clear:
 * @self: a cache
 *
 * Keeps nothing.
 */
void kw_desk_row_cache_clear (KwDeskRowCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDeskRowCache, kw_desk_row_cache_free)

G_END_DECLS
