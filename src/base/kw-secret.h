/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwSecret:
 *
 * Bytes nobody else may see: a mapping of their own, locked into memory where the system allows it,
 * left out of core dumps, wiped when freed. There is no copy function, and a secret is never put
 * into a property, a variant or a log. One owner; any thread, one at a time.
 */
typedef struct _KwSecret KwSecret;

/**
 * kw_secret_new:
 * @size_bytes: how many bytes, at least 1
 *
 * Returns: (transfer full): a secret of zeros
 */
KwSecret *kw_secret_new (gsize size_bytes);

/**
 * kw_secret_new_take:
 * @bytes: (array length=size_bytes): what to keep; wiped before this returns
 * @size_bytes: length of @bytes, at least 1
 *
 * Moves @bytes into a secret.
 *
 * Returns: (transfer full): the secret
 */
KwSecret *kw_secret_new_take (guint8 *bytes, gsize size_bytes);

/**
 * kw_secret_free:
 * @secret: (nullable) (transfer full): wiped and released
 */
void kw_secret_free (KwSecret *secret);

/**
 * kw_secret_get_bytes:
 * @secret: a secret
 *
 * Returns: (transfer none): its bytes, writable, until it is freed
 */
guint8 *kw_secret_get_bytes (KwSecret *secret);

/**
 * kw_secret_get_size_bytes:
 * @secret: a secret
 *
 * Returns: its length in bytes
 */
gsize kw_secret_get_size_bytes (const KwSecret *secret);

/**
 * kw_secret_equal:
 * @a: a secret
 * @b: another
 *
 * Compares in a time that depends on the lengths only.
 *
 * Returns: %TRUE if both hold the same bytes
 */
gboolean kw_secret_equal (const KwSecret *a, const KwSecret *b);

/**
 * kw_secret_wipe_bytes:
 * @bytes: (array length=size_bytes): a buffer that held key bytes
 * @size_bytes: its length
 *
 * Overwrites a plain buffer in a way the compiler keeps.
 */
void kw_secret_wipe_bytes (void *bytes, gsize size_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwSecret, kw_secret_free)

G_END_DECLS
