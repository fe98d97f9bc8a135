/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/model only: the one written form of the JSON in journal rows. */

#include <glib.h>

G_BEGIN_DECLS

/**
 * kw_canonical_append_string:
 * @out: where to append
 * @text: valid UTF-8
 *
 * Appends @text as a JSON string: backslash before quote and backslash, \u00xx for other bytes
 * below 0x20 and for 0x7f, everything else as it is.
 */
void kw_canonical_append_string (GString *out, const char *text);

/**
 * kw_canonical_take_string:
 * @at: in and out: start of a JSON string; moved behind it on success
 * @out_text: (out) (transfer full): what it says
 *
 * Returns: %TRUE if *@at starts a string in the form of kw_canonical_append_string()
 */
gboolean kw_canonical_take_string (const char **at, char **out_text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_canonical_take_int:
 * @at: in and out: start of a whole number; moved behind it on success
 * @out_value: (out): what it says
 *
 * Returns: %TRUE if *@at starts a number of at most 53 bits without leading zeros
 */
gboolean kw_canonical_take_int (const char **at, gint64 *out_value) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_canonical_skip_object:
 * @at: in and out: start of an object; moved behind it on success
 *
 * Returns: %TRUE if *@at starts an object in the canonical form: keys sorted, none twice
 */
gboolean kw_canonical_skip_object (const char **at) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_canonical_is_key:
 * @key: a text
 *
 * Returns: %TRUE if @key is small letters, digits and underscores, starting with a letter
 */
gboolean kw_canonical_is_key (const char *key);

G_END_DECLS
