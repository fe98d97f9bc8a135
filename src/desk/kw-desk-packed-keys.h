/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only. */

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwDeskPackedKeys:
 *
 * The keys of a long list in their order, packed: neighbours are mostly near one another, so that a
 * key takes about a byte and not eight. Grows at its end; any key is read in constant time.
 * Reference counted; once nobody appends any more it may be read on any thread.
 */
typedef struct _KwDeskPackedKeys KwDeskPackedKeys;

KwDeskPackedKeys *kw_desk_packed_keys_new (void);
KwDeskPackedKeys *kw_desk_packed_keys_ref (KwDeskPackedKeys *self);
void kw_desk_packed_keys_unref (KwDeskPackedKeys *self);

void kw_desk_packed_keys_append (KwDeskPackedKeys *self, const guint64 *keys, guint n_keys);
guint kw_desk_packed_keys_get_length (const KwDeskPackedKeys *self);

/* @i: less than the length. */
guint64 kw_desk_packed_keys_get (const KwDeskPackedKeys *self, guint i);

/* What it takes, in bytes. */
gsize kw_desk_packed_keys_get_size_bytes (const KwDeskPackedKeys *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDeskPackedKeys, kw_desk_packed_keys_unref)

G_END_DECLS
