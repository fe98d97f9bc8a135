/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-journal-data.h"

#include "kw-canonical.h"
#include "kw-hex.h"

#include <string.h>

#define INT_MAX_VALUE ((G_GINT64_CONSTANT (1) << 53) - 1)

struct _KwJournalData
{
  GTree *texts; /* key -> canonical text of its value, sorted by the key's bytes */
};

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (a, b);
}

static void
put_text (KwJournalData *data, const char *key, char *text)
{
  g_tree_replace (data->texts, g_strdup (key), text);
}

KwJournalData *
kw_journal_data_new (void)
{
  KwJournalData *data = g_new0 (KwJournalData, 1);

  data->texts = g_tree_new_full (compare_keys, NULL, g_free, g_free);
  return data;
}

void
kw_journal_data_free (KwJournalData *data)
{
  if (data == NULL)
    return;

  g_tree_unref (data->texts);
  g_free (data);
}

void
kw_journal_data_put_int (KwJournalData *data, const char *key, gint64 value)
{
  g_return_if_fail (kw_canonical_is_key (key));
  g_return_if_fail (value >= -INT_MAX_VALUE && value <= INT_MAX_VALUE);

  put_text (data, key, g_strdup_printf ("%" G_GINT64_FORMAT, value));
}

void
kw_journal_data_put_u64 (KwJournalData *data, const char *key, guint64 value)
{
  g_autofree char *hex = kw_hex_encode_u64 (value);

  g_return_if_fail (kw_canonical_is_key (key));

  put_text (data, key, g_strdup_printf ("\"%s\"", hex));
}

void
kw_journal_data_put_boolean (KwJournalData *data, const char *key, gboolean value)
{
  g_return_if_fail (kw_canonical_is_key (key));

  put_text (data, key, g_strdup (value ? "true" : "false"));
}

void
kw_journal_data_put_string (KwJournalData *data, const char *key, const char *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_if_fail (kw_canonical_is_key (key));
  g_return_if_fail (value == NULL || g_utf8_validate (value, -1, NULL));

  if (value == NULL)
    {
      g_tree_remove (data->texts, key);
      return;
    }
  kw_canonical_append_string (text, value);
  put_text (data, key, g_string_free (g_steal_pointer (&text), FALSE));
}

void
kw_journal_data_put_hex (KwJournalData *data, const char *key, const guint8 *bytes,
                         gsize size_bytes)
{
  g_autofree char *hex = kw_hex_encode (bytes, size_bytes);

  g_return_if_fail (kw_canonical_is_key (key));

  put_text (data, key, g_strdup_printf ("\"%s\"", hex));
}

void
kw_journal_data_put_strings (KwJournalData *data, const char *key, const char *const *values)
{
  g_autoptr (GString) text = g_string_new ("[");

  g_return_if_fail (kw_canonical_is_key (key));

  for (gsize i = 0; values[i] != NULL; i++)
    {
      g_return_if_fail (g_utf8_validate (values[i], -1, NULL));
      if (i > 0)
        g_string_append_c (text, ',');
      kw_canonical_append_string (text, values[i]);
    }
  g_string_append_c (text, ']');
  put_text (data, key, g_string_free (g_steal_pointer (&text), FALSE));
}

void
kw_journal_data_put_ints (KwJournalData *data, const char *key, const gint64 *values,
                          gsize n_values)
{
  g_autoptr (GString) text = g_string_new ("[");

  g_return_if_fail (kw_canonical_is_key (key));

  for (gsize i = 0; i < n_values; i++)
    {
      g_return_if_fail (values[i] >= -INT_MAX_VALUE && values[i] <= INT_MAX_VALUE);
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", values[i]);
    }
  g_string_append_c (text, ']');
  put_text (data, key, g_string_free (g_steal_pointer (&text), FALSE));
}

void
kw_journal_data_put_data (KwJournalData *data, const char *key, const KwJournalData *value)
{
  g_return_if_fail (kw_canonical_is_key (key));

  put_text (data, key, kw_journal_data_dup_text (value));
}

static gboolean
append_pair (gpointer key, gpointer value, gpointer user_data)
{
  GString *text = user_data;

  if (text->len > 1)
    g_string_append_c (text, ',');
  kw_canonical_append_string (text, key);
  g_string_append_c (text, ':');
  g_string_append (text, value);
  return FALSE;
}

char *
kw_journal_data_dup_text (const KwJournalData *data)
{
  g_autoptr (GString) text = g_string_new ("{");

  g_tree_foreach (data->texts, append_pair, text);
  g_string_append_c (text, '}');
  return g_string_free (g_steal_pointer (&text), FALSE);
}
