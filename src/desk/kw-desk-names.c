/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-names.h"

#include "kw-desk-error.h"
#include "kw-error.h"
#include "kw-model-check.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

gboolean
kw_desk_is_between_names (gunichar character)
{
  switch (character)
    {
    case ',':
    case ';':
    case '\t':
    case '\n':
    case '\v':
    case '\f':
    case '\r':
    case 0x0085: /* next line */
    case 0x060C: /* Arabic comma */
    case 0x061B: /* Arabic semicolon */
    case 0x2028: /* line separator */
    case 0x2029: /* paragraph separator */
    case 0x3001: /* ideographic comma */
    case 0xFF0C: /* fullwidth comma */
    case 0xFF1B: /* fullwidth semicolon */
      return TRUE;
    default:
      return FALSE;
    }
}

/* Without the blanks of any script around it. */
static char *
dup_stripped (const char *start, const char *end)
{
  while (start < end && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (start < end && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (start, (gsize)(end - start));
}

char **
kw_desk_split_names (const char *text)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const char *start = text;

  for (const char *at = text; *start != '\0'; at = g_utf8_next_char (at))
    if (*at == '\0' || kw_desk_is_between_names (g_utf8_get_char (at)))
      {
        g_autofree char *name = dup_stripped (start, at);

        if (*name != '\0')
          g_strv_builder_add (names, name);
        start = *at == '\0' ? at : g_utf8_next_char (at);
      }
  return g_strv_builder_end (names);
}

gboolean
kw_desk_check_name (const char *title, const char *text, GError **error)
{
  const glong n_chars = g_utf8_validate (text, -1, NULL) ? g_utf8_strlen (text, -1) : 0;

  if (n_chars > KW_MODEL_TEXT_MAX)
    return throw (error, KW_DESK_ERROR_BAD_VALUE,
                  /* Translators: the title of a field, how many characters stand there, how many
                     may stand there */
                  "%s: %lu characters; at most %u are possible.", title, (gulong)n_chars,
                  (guint)KW_MODEL_TEXT_MAX);
  if (!kw_model_check_text ("text", text, KW_MODEL_TEXT_MAX, NULL))
    return throw (error, KW_DESK_ERROR_BAD_VALUE,
                  /* Translators: the title of a field */
                  "%s: one of the characters is not text. Type it anew.", title);
  return TRUE;
}
