/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-json-scan.h"

#include <string.h>

#define DEPTH_MAX 32

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  GString *path;
  const char *wanted;   /* (nullable): the path to find */
  const char *found_at; /* the nearest value to it so far */
  const char *fault_at;
  char *problem;
} Scan;

static gboolean scan_value (Scan *scan, guint depth);

G_GNUC_PRINTF (2, 3)
static gboolean
fail (Scan *scan, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  scan->problem = g_strdup_vprintf (format, args);
  va_end (args);
  scan->fault_at = scan->at;
  return FALSE;
}

static gboolean
is_at (const Scan *scan, char character)
{
  return scan->at < scan->end && *scan->at == character;
}

static gboolean
take_char (Scan *scan, char character)
{
  if (!is_at (scan, character))
    return FALSE;
  scan->at++;
  return TRUE;
}

static void
skip_blanks (Scan *scan)
{
  while (scan->at < scan->end && strchr (" \t\r\n", *scan->at) != NULL && *scan->at != '\0')
    scan->at++;
}

/* Fails, saying what should stand here and what does. */
static gboolean
fail_expecting (Scan *scan, const char *what)
{
  if (scan->at >= scan->end)
    return fail (scan, "the file ends where %s should be", what);
  if (g_ascii_isgraph (*scan->at))
    return fail (scan, "'%c' stands where %s should be", *scan->at, what);
  return fail (scan, "the byte %02x stands where %s should be", (guint)(guchar)*scan->at, what);
}

static gboolean
take_hex4 (Scan *scan, guint *out_value)
{
  guint value = 0;

  for (guint i = 0; i < 4; i++)
    {
      if (scan->at >= scan->end || !g_ascii_isxdigit (*scan->at))
        return fail_expecting (scan, "a hex digit");
      value = value << 4 | (guint)g_ascii_xdigit_value (*scan->at++);
    }
  *out_value = value;
  return TRUE;
}

static gboolean
take_unicode_escape (Scan *scan, GString *text)
{
  guint value = 0;
  guint low = 0;

  if (!take_hex4 (scan, &value))
    return FALSE;
  if (value == 0)
    return fail (scan, "holds the character \\u0000");
  if (value >= 0xdc00 && value <= 0xdfff)
    return fail (scan, "holds half a character, \\u%04x", value);
  if (value >= 0xd800 && value <= 0xdbff)
    {
      if (!take_char (scan, '\\') || !take_char (scan, 'u'))
        return fail (scan, "holds half a character, \\u%04x", value);
      if (!take_hex4 (scan, &low))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return fail (scan, "holds half a character, \\u%04x", value);
      value = 0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00);
    }
  g_string_append_unichar (text, value);
  return TRUE;
}

static gboolean
take_escape (Scan *scan, GString *text)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *escape = NULL;

  if (take_char (scan, 'u'))
    return take_unicode_escape (scan, text);
  if (scan->at < scan->end && *scan->at != '\0')
    escape = strchr (from, *scan->at);
  if (escape == NULL)
    return fail_expecting (scan, "an escaped character");
  g_string_append_c (text, to[escape - from]);
  scan->at++;
  return TRUE;
}

static gboolean
take_string (Scan *scan, GString *text)
{
  const char *plain = NULL;

  if (!take_char (scan, '"'))
    return fail_expecting (scan, "a text in quotes");
  for (;;)
    {
      plain = scan->at;
      while (scan->at < scan->end && *scan->at != '"' && *scan->at != '\\' &&
             (guchar)*scan->at >= 0x20)
        scan->at++;
      if (!g_utf8_validate (plain, scan->at - plain, &scan->at))
        return fail (scan, "is not valid UTF-8 (byte %02x)", (guint)(guchar)*scan->at);
      g_string_append_len (text, plain, scan->at - plain);
      if (take_char (scan, '"'))
        return TRUE;
      if (!take_char (scan, '\\'))
        return fail_expecting (scan, "the closing quote of the text");
      if (!take_escape (scan, text))
        return FALSE;
    }
}

static gboolean
take_digits (Scan *scan)
{
  if (scan->at >= scan->end || !g_ascii_isdigit (*scan->at))
    return fail_expecting (scan, "a digit");
  while (scan->at < scan->end && g_ascii_isdigit (*scan->at))
    scan->at++;
  return TRUE;
}

/* json-glib would make 2^64 - 1 a -1. 18 digits always fit its signed 64 bits. */
#define INTEGER_MAX_DIGITS 18

static gboolean
take_number (Scan *scan)
{
  const char *start = NULL;
  gboolean is_integer = TRUE;
  gboolean is_long = FALSE;

  take_char (scan, '-');
  start = scan->at;
  if (!take_char (scan, '0') && !take_digits (scan))
    return FALSE;
  is_long = scan->at - start > INTEGER_MAX_DIGITS;
  if (take_char (scan, '.'))
    {
      is_integer = FALSE;
      if (!take_digits (scan))
        return FALSE;
    }
  if (take_char (scan, 'e') || take_char (scan, 'E'))
    {
      is_integer = FALSE;
      if (!take_char (scan, '+'))
        take_char (scan, '-');
      if (!take_digits (scan))
        return FALSE;
    }
  if (is_integer && is_long)
    return fail (scan, "is a number of more than %d digits", INTEGER_MAX_DIGITS);
  return TRUE;
}

static gboolean
take_word (Scan *scan, const char *word)
{
  const gsize size_bytes = strlen (word);

  if ((gsize)(scan->end - scan->at) < size_bytes || memcmp (scan->at, word, size_bytes) != 0)
    return FALSE;
  scan->at += size_bytes;
  return TRUE;
}

static gboolean
scan_member (Scan *scan, GHashTable *keys, guint depth)
{
  const gsize path_bytes = scan->path->len;
  const char *key_at = scan->at;
  g_autoptr (GString) key = g_string_new (NULL);

  if (!take_string (scan, key))
    return FALSE;
  if (path_bytes > 0)
    g_string_append_c (scan->path, '.');
  g_string_append (scan->path, key->str);
  if (!g_hash_table_add (keys, g_strdup (key->str)))
    {
      scan->at = key_at;
      return fail (scan, "is given twice in one object");
    }

  skip_blanks (scan);
  if (!take_char (scan, ':'))
    return fail_expecting (scan, "a colon");
  if (!scan_value (scan, depth))
    return FALSE;
  g_string_truncate (scan->path, path_bytes);
  return TRUE;
}

static gboolean
scan_object (Scan *scan, guint depth)
{
  g_autoptr (GHashTable) keys = NULL;

  skip_blanks (scan);
  if (take_char (scan, '}'))
    return TRUE;

  keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  do
    {
      skip_blanks (scan);
      if (!scan_member (scan, keys, depth))
        return FALSE;
      skip_blanks (scan);
    }
  while (take_char (scan, ','));
  return take_char (scan, '}') || fail_expecting (scan, "a comma or }");
}

static gboolean
scan_array (Scan *scan, guint depth)
{
  const gsize path_bytes = scan->path->len;
  guint index = 0;

  skip_blanks (scan);
  if (take_char (scan, ']'))
    return TRUE;
  do
    {
      g_string_append_printf (scan->path, "[%u]", index++);
      if (!scan_value (scan, depth))
        return FALSE;
      g_string_truncate (scan->path, path_bytes);
      skip_blanks (scan);
    }
  while (take_char (scan, ','));
  return take_char (scan, ']') || fail_expecting (scan, "a comma or ]");
}

/* Values come outer first and in order: the last that lies on the way is the nearest. */
static void
note_if_wanted (Scan *scan)
{
  const gsize path_bytes = scan->path->len;

  if (scan->wanted == NULL || !g_str_has_prefix (scan->wanted, scan->path->str))
    return;
  if (path_bytes == 0 || scan->wanted[path_bytes] == '\0' || scan->wanted[path_bytes] == '.' ||
      scan->wanted[path_bytes] == '[')
    scan->found_at = scan->at;
}

static gboolean
scan_value (Scan *scan, guint depth)
{
  skip_blanks (scan);
  note_if_wanted (scan);

  if (is_at (scan, '"'))
    {
      g_autoptr (GString) text = g_string_new (NULL);

      return take_string (scan, text);
    }
  if (is_at (scan, '{') || is_at (scan, '['))
    {
      const gboolean is_object = *scan->at == '{';

      if (depth == 0)
        return fail (scan, "is nested deeper than %d levels", DEPTH_MAX);
      scan->at++;
      return is_object ? scan_object (scan, depth - 1) : scan_array (scan, depth - 1);
    }
  if (take_word (scan, "true") || take_word (scan, "false") || take_word (scan, "null"))
    return TRUE;
  if (scan->at < scan->end && (*scan->at == '-' || g_ascii_isdigit (*scan->at)))
    return take_number (scan);
  return fail_expecting (scan, "a value");
}

static gboolean
scan_document (Scan *scan)
{
  if (!scan_value (scan, DEPTH_MAX))
    return FALSE;
  skip_blanks (scan);
  return scan->at == scan->end || fail_expecting (scan, "the end of the file");
}

static guint
count_lines (const char *start, const char *at)
{
  guint line = 1;

  for (; start < at; start++)
    if (*start == '\n')
      line++;
  return line;
}

void
kw_json_fault_clear (KwJsonFault *fault)
{
  g_clear_pointer (&fault->path, g_free);
  g_clear_pointer (&fault->problem, g_free);
}

gboolean
kw_json_scan_check (const char *text, gsize size_bytes, KwJsonFault *out_fault)
{
  g_autoptr (GString) path = g_string_new (NULL);
  Scan scan = { .start = text, .at = text, .end = text + size_bytes, .path = path };

  if (scan_document (&scan))
    return TRUE;

  out_fault->line = count_lines (scan.start, scan.fault_at);
  out_fault->path = g_strdup (path->str);
  out_fault->problem = scan.problem;
  return FALSE;
}

guint
kw_json_scan_find_line (const char *text, gsize size_bytes, const char *path)
{
  g_autoptr (GString) here = g_string_new (NULL);
  Scan scan = {
    .start = text,
    .at = text,
    .end = text + size_bytes,
    .path = here,
    .wanted = path,
    .found_at = text,
  };

  if (!scan_document (&scan))
    g_clear_pointer (&scan.problem, g_free);
  return count_lines (scan.start, scan.found_at);
}
