/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-wire-problem.h"

#include <glib/gi18n-lib.h>

/* A message stays readable whatever the file holds. */
#define MESSAGE_MAX_CHARS 400

char *
kw_wire_dup_harmless (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_new (NULL);
  guint n_chars = 0;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar character = g_utf8_get_char (at);

      if (++n_chars > MESSAGE_MAX_CHARS)
        {
          g_string_append (clean, "…");
          break;
        }
      if (g_unichar_isprint (character))
        g_string_append_unichar (clean, character);
      else
        g_string_append_printf (clean, "\\u%04x", character);
    }
  return g_string_free (clean, FALSE);
}

static void
problem_free (gpointer data)
{
  KwWireProblem *problem = data;

  g_free (problem->field);
  g_free (problem->text);
  g_free (problem);
}

KwWireProblems *
kw_wire_problems_new (void)
{
  KwWireProblems *problems = g_new0 (KwWireProblems, 1);

  problems->list = g_ptr_array_new_with_free_func (problem_free);
  problems->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return problems;
}

void
kw_wire_problems_free (KwWireProblems *problems)
{
  if (problems == NULL)
    return;

  g_hash_table_unref (problems->seen);
  g_ptr_array_unref (problems->list);
  g_free (problems);
}

gboolean
kw_wire_problems_add (KwWireProblems *problems, guint line, const char *field, KwWireError code,
                      const char *format, ...)
{
  g_autofree char *harmless_field = kw_wire_dup_harmless (field);
  g_autofree char *text = NULL;
  g_autofree char *key = g_strdup_printf ("%u %s", line, harmless_field);
  KwWireProblem *problem = NULL;
  va_list args;

  if (*field != '\0' && g_hash_table_contains (problems->seen, key))
    return FALSE;
  problems->n++;
  if (problems->list->len >= KW_WIRE_N_PROBLEMS_MAX)
    return FALSE;

  va_start (args, format);
  text = g_strdup_vprintf (g_dgettext (GETTEXT_PACKAGE, format), args);
  va_end (args);
  problem = g_new0 (KwWireProblem, 1);
  problem->line = line;
  problem->field = g_steal_pointer (&harmless_field);
  problem->code = code;
  problem->text = kw_wire_dup_harmless (text);
  g_ptr_array_add (problems->list, problem);
  g_hash_table_add (problems->seen, g_steal_pointer (&key));
  return FALSE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const KwWireProblem *one = *(const KwWireProblem *const *)a;
  const KwWireProblem *other = *(const KwWireProblem *const *)b;

  return (one->line > other->line) - (one->line < other->line);
}

void
kw_wire_problems_sort (KwWireProblems *problems)
{
  g_ptr_array_sort (problems->list, compare_lines); /* which keeps the order in a line */
}

gboolean
kw_wire_problems_raise (const KwWireProblems *problems, const char *name, GError **error)
{
  const KwWireProblem *first = problems->list->pdata[0];

  if (first->code == KW_WIRE_ERROR_FILE)
    g_set_error (error, KW_WIRE_ERROR, (int)first->code, "%s: %s", name, first->text);
  else
    g_set_error (error, KW_WIRE_ERROR, (int)first->code, "%s:%u: %s: %s", name, first->line,
                 *first->field != '\0' ? first->field : _ ("document"), first->text);
  return FALSE;
}
