/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* Rooms as CSV that somebody hands the station. */
#include <stdlib.h>
#include <string.h>

#include "kw-rooms-file.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
append_quoted (GString *text, const char *field, char end)
{
  g_string_append_c (text, '"');
  for (const char *at = field; *at != '\0'; at++)
    g_string_append_printf (text, *at == '"' ? "\"\"" : "%c", *at);
  g_string_append_printf (text, "\"%c", end);
}

/* What was understood must survive being written and read again. */
static void
check_again (const KwRoomsFile *file)
{
  g_autoptr (KwWireProblems) problems = kw_wire_problems_new ();
  g_autoptr (GString) text = g_string_new ("building;floor;room\n");
  g_autoptr (KwRoomsFile) back = NULL;

  for (guint i = 0; i < file->rows->len; i++)
    {
      const KwRoomsFileRow *row = &g_array_index (file->rows, KwRoomsFileRow, i);

      append_quoted (text, row->building, ';');
      append_quoted (text, row->floor, ';');
      append_quoted (text, row->room, '\n');
    }
  back = kw_rooms_file_decode (text->str, text->len, NULL, problems);
  if (back == NULL || problems->n > 0 || back->rows->len != file->rows->len)
    abort ();
  for (guint i = 0; i < file->rows->len; i++)
    {
      const KwRoomsFileRow *a = &g_array_index (file->rows, KwRoomsFileRow, i);
      const KwRoomsFileRow *b = &g_array_index (back->rows, KwRoomsFileRow, i);

      if (strcmp (a->building, b->building) != 0 || strcmp (a->floor, b->floor) != 0 ||
          strcmp (a->room, b->room) != 0)
        abort ();
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (KwWireProblems) problems = kw_wire_problems_new ();
  g_autofree char *text = g_memdup2 (data, size > 0 ? size : 1);
  g_autoptr (KwRoomsFile) file = kw_rooms_file_decode (text, size, NULL, problems);

  if (file == NULL && problems->n == 0)
    abort ();
  for (guint i = 0; i < problems->list->len; i++)
    {
      const KwWireProblem *problem = problems->list->pdata[i];

      if (problem->line == 0 || !g_utf8_validate (problem->text, -1, NULL) ||
          strlen (problem->text) > 8192)
        abort ();
    }
  if (file != NULL)
    check_again (file);
  return 0;
}
