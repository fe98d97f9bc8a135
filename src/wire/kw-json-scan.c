/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-json-scan.h"

#include <string.h>

#define DEPTH_MAX 32

/* An object with more members is no record of ours; bounds the memory for its keys. */
#define N_MEMBERS_MAX 1000

/* So many bytes between two words about the progress. */
#define PROGRESS_BYTES (256 * 1024)

/* One step of the way to a value: a member, its key as it stands in the text, or an item. */
typedef struct
{
  const char *key; /* NULL for an item */
  gsize key_bytes;
  guint index;
} Step;

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  Step steps[DEPTH_MAX];
  guint n_steps;
  const Step *wanted; /* (nullable): the way to the value to find */
  guint n_wanted;
  guint n_matched;      /* steps that are those of the way */
  const char *found_at; /* the nearest value to it so far */
  const KwJsonWatcher *watcher;
  char *member;        /* (nullable): the outermost object's, if the watcher wants it */
  const char *told_at; /* up to where the progress was told */
  const char *line_at; /* the last place of which the line was counted */
  guint line;
  const char *fault_at;
  char *problem;
  gboolean is_stopped;
} Scan;

static gboolean scan_value (Scan *scan, guint depth);

G_GNUC_PRINTF (2, 3)
static gboolean
fail (Scan *scan, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  scan->problem = g_strdup_vprintf (g_dgettext (GETTEXT_PACKAGE, format), args);
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

/* Fails, saying what should stand here, a noun of ours, and what does. */
static gboolean
fail_expecting (Scan *scan, const char *noun)
{
  const char *what = g_dgettext (GETTEXT_PACKAGE, noun);

  if (scan->at >= scan->end)
    /* Translators: what should stand there is "a colon" or "a text in quotes" */
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
  if (text != NULL)
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
  if (text != NULL)
    g_string_append_c (text, to[escape - from]);
  scan->at++;
  return TRUE;
}

/* @text: (nullable): what it says is added there */
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
      if (text != NULL)
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

/* What a key says. */
static char *
dup_key (const char *key, gsize key_bytes)
{
  Scan scan = { .at = key - 1, .end = key + key_bytes + 1 };
  GString *text = g_string_new (NULL);

  if (!take_string (&scan, text)) /* cannot be: it was scanned before */
    g_clear_pointer (&scan.problem, g_free);
  return g_string_free (text, FALSE);
}

static char *
dup_path (const Scan *scan)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i < scan->n_steps; i++)
    {
      const Step *step = &scan->steps[i];
      g_autofree char *key = NULL;

      if (step->key == NULL)
        {
          g_string_append_printf (path, "[%u]", step->index);
          continue;
        }
      key = dup_key (step->key, step->key_bytes);
      if (path->len > 0)
        g_string_append_c (path, '.');
      g_string_append (path, key);
    }
  return g_string_free (path, FALSE);
}

/* The keys of one object. Most have a few that are spelled plainly, and need no memory. */
#define N_PLAIN_KEYS 16

typedef struct
{
  Step plain[N_PLAIN_KEYS];
  guint n;
  GHashTable *set; /* (nullable): of all of them, from the first that is not plain */
} Keys;

static void
clear_keys (Keys *keys)
{
  g_clear_pointer (&keys->set, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Keys, clear_keys)

static gboolean
add_key (Keys *keys, const char *key, gsize key_bytes)
{
  const gboolean is_plain = memchr (key, '\\', key_bytes) == NULL;

  if (keys->set == NULL && is_plain && keys->n < N_PLAIN_KEYS)
    {
      for (guint i = 0; i < keys->n; i++)
        if (keys->plain[i].key_bytes == key_bytes &&
            memcmp (keys->plain[i].key, key, key_bytes) == 0)
          return FALSE;
      keys->plain[keys->n++] = (Step){ key, key_bytes, 0 };
      return TRUE;
    }
  if (keys->set == NULL)
    {
      keys->set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < keys->n; i++)
        g_hash_table_add (keys->set, g_strndup (keys->plain[i].key, keys->plain[i].key_bytes));
    }
  keys->n++;
  return g_hash_table_add (keys->set, dup_key (key, key_bytes));
}

static guint
count_line (Scan *scan, const char *at)
{
  for (; scan->line_at < at; scan->line_at++)
    {
      scan->line_at = memchr (scan->line_at, '\n', (gsize)(at - scan->line_at));
      if (scan->line_at == NULL)
        break;
      scan->line++;
    }
  scan->line_at = at;
  return scan->line;
}

/* Is asked once for each member of the outermost object: what is in the others costs nothing. */
static void
enter_member (Scan *scan)
{
  const Step *step = &scan->steps[0];

  if (scan->watcher == NULL || scan->watcher->wants_member == NULL || scan->n_steps != 1 ||
      step->key == NULL)
    return;
  g_free (scan->member);
  scan->member = dup_key (step->key, step->key_bytes);
  if (!scan->watcher->wants_member (scan->member, scan->watcher->user_data))
    g_clear_pointer (&scan->member, g_free);
}

static gboolean
is_piece (const Scan *scan)
{
  return scan->member != NULL &&
         (scan->n_steps == 1 || (scan->n_steps == 2 && scan->steps[1].key == NULL));
}

static gboolean
tell_piece (Scan *scan, const char *start, guint line)
{
  const gboolean is_item = scan->n_steps == 2;
  const KwJsonPiece piece = {
    .member = scan->member,
    .is_item = is_item,
    .index = is_item ? scan->steps[1].index : 0,
    .text = start,
    .size_bytes = (gsize)(scan->at - start),
    .line = line,
  };
  char *problem = NULL;

  if (scan->watcher->on_piece (&piece, scan->watcher->user_data, &problem))
    return TRUE;
  scan->problem = problem;
  scan->fault_at = start;
  return FALSE;
}

static gboolean
is_step_wanted (const Step *step, const Step *wanted)
{
  g_autofree char *key = NULL;

  if (step->key == NULL || wanted->key == NULL)
    return step->key == wanted->key && step->index == wanted->index;
  if (memchr (step->key, '\\', step->key_bytes) == NULL)
    return step->key_bytes == wanted->key_bytes &&
           memcmp (step->key, wanted->key, step->key_bytes) == 0;
  key = dup_key (step->key, step->key_bytes);
  return strlen (key) == wanted->key_bytes && memcmp (key, wanted->key, wanted->key_bytes) == 0;
}

/* Values come outer first: the last that lies on the way is the nearest. */
static void
note_if_wanted (Scan *scan)
{
  const guint i = scan->n_steps - 1;

  if (scan->n_steps == 0 || scan->n_matched != i || i >= scan->n_wanted ||
      !is_step_wanted (&scan->steps[i], &scan->wanted[i]))
    return;
  scan->n_matched++;
  scan->found_at = scan->at;
}

static void
leave_step (Scan *scan)
{
  if (scan->n_matched == scan->n_steps)
    scan->n_matched--;
  scan->n_steps--;
}

static gboolean
scan_step (Scan *scan, guint depth)
{
  const char *start = NULL;
  guint line = 0;

  skip_blanks (scan);
  note_if_wanted (scan);
  enter_member (scan);
  if (!is_piece (scan))
    return scan_value (scan, depth);

  start = scan->at;
  line = count_line (scan, start);
  return scan_value (scan, depth) && tell_piece (scan, start, line);
}

static gboolean
scan_member (Scan *scan, Keys *keys, guint depth)
{
  const char *key_at = scan->at;
  gsize key_bytes = 0;

  if (!take_string (scan, NULL))
    return FALSE;
  key_bytes = (gsize)(scan->at - key_at) - 2;
  scan->steps[scan->n_steps++] = (Step){ key_at + 1, key_bytes, 0 };
  if (!add_key (keys, key_at + 1, key_bytes))
    {
      scan->at = key_at;
      return fail (scan, "is given twice in one object");
    }
  if (keys->n > N_MEMBERS_MAX)
    {
      scan->at = key_at;
      return fail (scan, "is one field more than the %d possible", N_MEMBERS_MAX);
    }

  skip_blanks (scan);
  if (!take_char (scan, ':'))
    return fail_expecting (scan, "a colon");
  if (!scan_step (scan, depth))
    return FALSE;
  leave_step (scan);
  return TRUE;
}

static gboolean
scan_object (Scan *scan, guint depth)
{
  g_auto (Keys) keys = { .n = 0 };

  skip_blanks (scan);
  if (take_char (scan, '}'))
    return TRUE;

  do
    {
      skip_blanks (scan);
      if (!scan_member (scan, &keys, depth))
        return FALSE;
      skip_blanks (scan);
    }
  while (take_char (scan, ','));
  return take_char (scan, '}') || fail_expecting (scan, "a comma or }");
}

static gboolean
scan_array (Scan *scan, guint depth)
{
  guint index = 0;

  skip_blanks (scan);
  if (take_char (scan, ']'))
    return TRUE;
  do
    {
      scan->steps[scan->n_steps++] = (Step){ NULL, 0, index++ };
      if (!scan_step (scan, depth))
        return FALSE;
      leave_step (scan);
      skip_blanks (scan);
    }
  while (take_char (scan, ','));
  return take_char (scan, ']') || fail_expecting (scan, "a comma or ]");
}

static gboolean
tell_progress (Scan *scan)
{
  if (scan->watcher == NULL || scan->watcher->on_progress == NULL ||
      scan->at - scan->told_at < PROGRESS_BYTES)
    return TRUE;
  scan->told_at = scan->at;
  if (scan->watcher->on_progress ((gsize)(scan->at - scan->start), scan->watcher->user_data))
    return TRUE;
  scan->is_stopped = TRUE;
  return fail (scan, "the work was stopped");
}

static gboolean
scan_value (Scan *scan, guint depth)
{
  if (!tell_progress (scan))
    return FALSE;

  if (is_at (scan, '"'))
    return take_string (scan, NULL);
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
  if (!scan_step (scan, DEPTH_MAX))
    return FALSE;
  skip_blanks (scan);
  return scan->at == scan->end || fail_expecting (scan, "the end of the file");
}

static guint
count_lines (const char *start, const char *at)
{
  Scan scan = { .line_at = start, .line = 1 };

  return count_line (&scan, at);
}

void
kw_json_fault_clear (KwJsonFault *fault)
{
  g_clear_pointer (&fault->path, g_free);
  g_clear_pointer (&fault->problem, g_free);
}

gboolean
kw_json_scan_check (const char *text, gsize size_bytes, const KwJsonWatcher *watcher,
                    KwJsonFault *out_fault)
{
  Scan scan = {
    .start = text,
    .at = text,
    .end = text + size_bytes,
    .watcher = watcher,
    .told_at = text,
    .line_at = text,
    .line = 1,
  };
  gboolean is_fine = FALSE;

  skip_blanks (&scan);
  if (watcher != NULL && watcher->is_object_wanted && scan.at < scan.end && !is_at (&scan, '{'))
    fail (&scan, "is not an object in { }");
  else
    is_fine = scan_document (&scan);
  g_free (scan.member);
  if (is_fine)
    return TRUE;

  out_fault->line = count_lines (scan.start, scan.fault_at);
  out_fault->path = dup_path (&scan);
  out_fault->problem = scan.problem;
  out_fault->is_stopped = scan.is_stopped;
  return FALSE;
}

/* "rooms[12].name" as steps, which borrow from it. */
static guint
split_path (const char *path, Step *steps)
{
  guint n_steps = 0;

  while (*path != '\0' && n_steps < DEPTH_MAX)
    {
      const gsize key_bytes = strcspn (path, ".[");
      char *end = NULL;

      if (*path == '[')
        {
          steps[n_steps++] = (Step){ NULL, 0, (guint)g_ascii_strtoull (path + 1, &end, 10) };
          path = *end == ']' ? end + 1 : end;
        }
      else
        {
          steps[n_steps++] = (Step){ path, key_bytes, 0 };
          path += key_bytes;
        }
      if (*path == '.')
        path++;
    }
  return n_steps;
}

guint
kw_json_scan_find_line (const char *text, gsize size_bytes, const char *path)
{
  Step wanted[DEPTH_MAX];
  Scan scan = {
    .start = text,
    .at = text,
    .end = text + size_bytes,
    .wanted = wanted,
    .n_wanted = split_path (path, wanted),
  };

  skip_blanks (&scan);
  scan.found_at = scan.at;
  if (!scan_document (&scan))
    g_clear_pointer (&scan.problem, g_free);
  return count_lines (scan.start, scan.found_at);
}
