/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kw_hex_encode:
 * @bytes: (array length=size_bytes): what to write
 * @size_bytes: length of @bytes
 *
 * Not for secrets: the text is ordinary memory.
 *
 * Returns: (transfer full): lower-case hex, two digits a byte
 */
char *kw_hex_encode (const guint8 *bytes, gsize size_bytes);

/**
 * kw_hex_decode:
 * @hex: hex digits of either case, nothing else
 * @out_bytes: (out caller-allocates) (array length=size_bytes): untouched on failure
 * @size_bytes: how many bytes @hex must have, exactly
 *
 * Returns: %TRUE if @hex was exactly @size_bytes bytes of hex
 */
gboolean kw_hex_decode (const char *hex, guint8 *out_bytes,
                        gsize size_bytes) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_hex_encode_u64:
 * @value: a number
 *
 * Returns: (transfer full): 16 lower-case hex digits, the form of 64-bit numbers in every JSON
 *   document
 */
char *kw_hex_encode_u64 (guint64 value);

/**
 * kw_hex_decode_u64:
 * @hex: 1 to 16 hex digits, nothing else
 * @out_value: (out): untouched on failure
 *
 * Returns: %TRUE if @hex was such a number
 */
gboolean kw_hex_decode_u64 (const char *hex, guint64 *out_value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
