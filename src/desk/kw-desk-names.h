/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kw_desk_split_names:
 * @text: names as people type or paste them, valid UTF-8
 *
 * Splits at commas and semicolons (those of Chinese and Arabic too) and at line ends; drops the
 * blanks around a name, and names that are empty. Any thread.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names
 */
char **kw_desk_split_names (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_is_between_names:
 * @character: a character
 *
 * Returns: %TRUE if kw_desk_split_names() splits there
 */
gboolean kw_desk_is_between_names (gunichar character);

/**
 * kw_desk_check_name:
 * @title: what the forms call the field, translated: "Holder"
 * @text: what is to stand there, not empty
 * @error: a `KW_DESK_ERROR`: BAD_VALUE
 *
 * Says of a text whether the register can hold it, in a sentence with @title. Any thread.
 *
 * Returns: %TRUE if it can
 */
gboolean kw_desk_check_name (const char *title, const char *text,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
