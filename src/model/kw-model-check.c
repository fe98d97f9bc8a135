/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-model-check.h"

#include "kw-error.h"

#include <string.h>

/* Before the colon stands a field of a file, which is the same in every language. */
KW_DEFINE_TRANSLATED_THROW (KwModelError, KW_MODEL_ERROR)

static gboolean
is_text_char (gunichar character)
{
  const GUnicodeType type = g_unichar_type (character);

  if (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
      type == G_UNICODE_PARAGRAPH_SEPARATOR)
    return FALSE;
  /* The directional overrides would let one name pose as another on the screen. */
  return character < 0x202a || (character > 0x202e && character < 0x2066) || character > 0x2069;
}

gboolean
kw_model_check_text (const char *field, const char *text, gsize max_chars, GError **error)
{
  const char *last = NULL;
  gsize n_chars = 0;

  if (text == NULL)
    return throw (error, KW_MODEL_ERROR_MISSING, "%s: is missing", field);
  if (*text == '\0')
    return throw (error, KW_MODEL_ERROR_MISSING, "%s: must not be empty", field);
  if (!g_utf8_validate (text, -1, NULL))
    return throw (error, KW_MODEL_ERROR_TEXT, "%s: is not valid UTF-8", field);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (!is_text_char (g_utf8_get_char (at)))
        return throw (error, KW_MODEL_ERROR_TEXT,
                      "%s: holds the character U+%04X, which is not text", field,
                      (guint)g_utf8_get_char (at));
      last = at;
      n_chars++;
    }
  if (g_unichar_isspace (g_utf8_get_char (text)) || g_unichar_isspace (g_utf8_get_char (last)))
    return throw (error, KW_MODEL_ERROR_TEXT, "%s: starts or ends with a blank", field);
  if (n_chars > max_chars)
    return throw (error, KW_MODEL_ERROR_TEXT, "%s: has %lu characters, at most %lu are possible",
                  field, (gulong)n_chars, (gulong)max_chars);
  return TRUE;
}

gboolean
kw_model_check_optional_text (const char *field, const char *text, gsize max_chars, GError **error)
{
  return text == NULL || kw_model_check_text (field, text, max_chars, error);
}

gboolean
kw_model_check_range (const char *field, gint64 value, gint64 min, gint64 max, GError **error)
{
  if (value < min || value > max)
    return throw (error, KW_MODEL_ERROR_RANGE, "%s: is %ld, must be %ld to %ld", field,
                  (glong)value, (glong)min, (glong)max);
  return TRUE;
}

gboolean
kw_model_find_name (const char *const *names, guint n_names, const char *name, guint *out_index)
{
  for (guint i = 0; name != NULL && i < n_names; i++)
    if (strcmp (names[i], name) == 0)
      {
        *out_index = i;
        return TRUE;
      }
  return FALSE;
}
