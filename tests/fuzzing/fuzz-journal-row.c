/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/*
 * What the station makes of the text of a journal row in a database that somebody edited: a text
 * is either refused or is exactly the one that its content makes.
 */
#include <stdlib.h>
#include <string.h>

#include "kw-journal-entry.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwJournalEntry) entry = kw_journal_entry_new_from_text (text, &error);

  if ((entry == NULL) != (error != NULL))
    abort ();
  if (entry != NULL)
    {
      g_autofree char *back = kw_journal_entry_dup_text (entry);

      if (strcmp (back, text) != 0)
        abort ();
    }
  return 0;
}
