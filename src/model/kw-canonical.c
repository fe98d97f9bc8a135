/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-canonical.h"

#include <string.h>

/* Deeper than any row we write; bounds the recursion over a row somebody else wrote. */
#define DEPTH_MAX 8
#define INT_MAX_VALUE ((G_GINT64_CONSTANT (1) << 53) - 1)

static gboolean skip_object (const char **at, guint depth);

void
kw_canonical_append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, *at);
        }
      else if ((guchar)*at < 0x20 || *at == 0x7f)
        g_string_append_printf (out, "\\u%04x", (guint)(guchar)*at);
      else
        g_string_append_c (out, *at);
    }
  g_string_append_c (out, '"');
}

/* Takes what stands behind a backslash. */
static gboolean
take_escape (const char **at, GString *text)
{
  guint value = 0;

  if (**at == '"' || **at == '\\')
    {
      g_string_append_c (text, **at);
      ++*at;
      return TRUE;
    }
  if (**at != 'u' || (*at)[1] != '0' || (*at)[2] != '0')
    return FALSE;
  for (guint i = 3; i <= 4; i++)
    {
      if (!g_ascii_isdigit ((*at)[i]) && ((*at)[i] < 'a' || (*at)[i] > 'f'))
        return FALSE;
      value = value << 4 | (guint)g_ascii_xdigit_value ((*at)[i]);
    }
  if (value == 0 || (value >= 0x20 && value != 0x7f))
    return FALSE;

  g_string_append_c (text, (char)value);
  *at += 5;
  return TRUE;
}

gboolean
kw_canonical_take_string (const char **at, char **out_text)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *next = *at;

  if (*next++ != '"')
    return FALSE;
  while (*next != '"')
    {
      if ((guchar)*next < 0x20 || *next == 0x7f) /* the end of the text too */
        return FALSE;
      if (*next != '\\')
        g_string_append_c (text, *next++);
      else
        {
          next++;
          if (!take_escape (&next, text))
            return FALSE;
        }
    }
  if (!g_utf8_validate (text->str, (gssize)text->len, NULL))
    return FALSE;

  *at = next + 1;
  *out_text = g_string_free (g_steal_pointer (&text), FALSE);
  return TRUE;
}

gboolean
kw_canonical_take_int (const char **at, gint64 *out_value)
{
  const gboolean is_negative = **at == '-';
  const char *next = *at + (is_negative ? 1 : 0);
  gint64 value = 0;

  if (!g_ascii_isdigit (*next) || (*next == '0' && (is_negative || g_ascii_isdigit (next[1]))))
    return FALSE;
  for (; g_ascii_isdigit (*next); next++)
    {
      value = value * 10 + (*next - '0');
      if (value > INT_MAX_VALUE)
        return FALSE;
    }

  *at = next;
  *out_value = is_negative ? -value : value;
  return TRUE;
}

static gboolean
skip_word (const char **at, const char *word)
{
  if (!g_str_has_prefix (*at, word))
    return FALSE;
  *at += strlen (word);
  return TRUE;
}

static gboolean
skip_value (const char **at, guint depth)
{
  g_autofree char *text = NULL;
  gint64 value = 0;

  if (**at == '"')
    return kw_canonical_take_string (at, &text);
  if (**at == '{')
    return skip_object (at, depth);
  if (**at != '[')
    return skip_word (at, "true") || skip_word (at, "false") || kw_canonical_take_int (at, &value);

  if (depth == 0)
    return FALSE;
  ++*at;
  if (**at == ']')
    return skip_word (at, "]");
  do
    if (!skip_value (at, depth - 1))
      return FALSE;
  while (skip_word (at, ","));
  return skip_word (at, "]");
}

static gboolean
skip_object (const char **at, guint depth)
{
  g_autofree char *last_key = NULL;

  if (depth == 0 || !skip_word (at, "{"))
    return FALSE;
  if (**at == '}')
    return skip_word (at, "}");
  do
    {
      g_autofree char *key = NULL;

      if (!kw_canonical_take_string (at, &key) || !kw_canonical_is_key (key) ||
          (last_key != NULL && strcmp (last_key, key) >= 0) || !skip_word (at, ":") ||
          !skip_value (at, depth - 1))
        return FALSE;
      g_free (last_key);
      last_key = g_steal_pointer (&key);
    }
  while (skip_word (at, ","));
  return skip_word (at, "}");
}

gboolean
kw_canonical_skip_object (const char **at)
{
  return skip_object (at, DEPTH_MAX);
}

gboolean
kw_canonical_is_key (const char *key)
{
  return g_ascii_islower (*key) && strspn (key, G_CSET_a_2_z G_CSET_DIGITS "_") == strlen (key);
}
