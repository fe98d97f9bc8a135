/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/model only: what its constructors have in common. */

#include "kw-model-error.h"

G_BEGIN_DECLS

/* The Unix seconds a card can hold: unsigned 32 bit. */
#define KW_MODEL_TIME_MAX_UNIX_S G_GINT64_CONSTANT (0xffffffff)

/* Longest texts, in characters. */
#define KW_MODEL_NAME_MAX 64
#define KW_MODEL_TEXT_MAX 200

/**
 * kw_model_check_text:
 * @field: the field's name, first word of the message
 * @text: (nullable): what stands in it
 * @max_chars: longest allowed text, in characters
 * @error: a `KW_MODEL_ERROR`: MISSING if @text is %NULL or empty, else TEXT
 *
 * Returns: %TRUE if @text is one clean line of UTF-8 without blanks at its ends
 */
gboolean kw_model_check_text (const char *field, const char *text, gsize max_chars,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_model_check_optional_text:
 * @field: the field's name
 * @text: (nullable): what stands in it; %NULL is fine, empty is not
 * @max_chars: longest allowed text, in characters
 * @error: a `KW_MODEL_ERROR`: as kw_model_check_text()
 *
 * Returns: %TRUE if @text is %NULL or a clean line
 */
gboolean kw_model_check_optional_text (const char *field, const char *text, gsize max_chars,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_model_check_range:
 * @field: the field's name
 * @value: its value
 * @min: smallest allowed value
 * @max: largest allowed value
 * @error: a `KW_MODEL_ERROR`: RANGE
 *
 * Returns: %TRUE if @value is in the range, ends included
 */
gboolean kw_model_check_range (const char *field, gint64 value, gint64 min, gint64 max,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_model_find_name:
 * @names: (array length=n_names): stored forms of an enum
 * @n_names: their number
 * @name: (nullable): the text to find
 * @out_index: (out): untouched on failure
 *
 * Returns: %TRUE if @name is one of @names
 */
gboolean kw_model_find_name (const char *const *names, guint n_names, const char *name,
                             guint *out_index) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
