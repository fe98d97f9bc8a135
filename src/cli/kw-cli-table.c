/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-table.h"

#define GAP 2

struct _KwCliTable
{
  const char *const *heading;
  guint n_columns;
  GPtrArray *cells;
};

KwCliTable *
kw_cli_table_new (const char *const *heading)
{
  KwCliTable *table = g_new0 (KwCliTable, 1);

  table->heading = heading;
  table->n_columns = g_strv_length ((char **)heading);
  table->cells = g_ptr_array_new_with_free_func (g_free);
  return table;
}

void
kw_cli_table_free (KwCliTable *table)
{
  if (table == NULL)
    return;
  g_ptr_array_unref (table->cells);
  g_free (table);
}

void
kw_cli_table_take_cell (KwCliTable *table, char *text)
{
  char *cell = text == NULL || *text == '\0' ? g_strdup ("-") : text;

  if (cell != text)
    g_free (text);
  for (char *at = cell; *at != '\0'; at++)
    if (*at == '\t' || *at == '\n')
      *at = ' ';
  g_ptr_array_add (table->cells, cell);
}

/* How many columns of a terminal the text takes. */
static guint
get_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (!g_unichar_iszerowidth (character))
        width += g_unichar_iswide (character) ? 2 : 1;
    }
  return width;
}

static const char *
get_cell (const KwCliTable *table, guint row, guint column)
{
  if (row == 0)
    return table->heading[column];
  return table->cells->pdata[(row - 1) * table->n_columns + column];
}

static guint
get_column_width (const KwCliTable *table, guint column, guint n_rows)
{
  guint width = 0;

  for (guint row = 0; row < n_rows; row++)
    width = MAX (width, get_width (get_cell (table, row, column)));
  return width;
}

void
kw_cli_table_append (const KwCliTable *table, gboolean is_aligned, GString *out)
{
  guint n_rows = 1 + table->cells->len / table->n_columns;
  g_autofree guint *widths = g_new0 (guint, table->n_columns);

  for (guint column = 0; is_aligned && column < table->n_columns; column++)
    widths[column] = get_column_width (table, column, n_rows);
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < table->n_columns; column++)
      {
        const char *cell = get_cell (table, row, column);

        g_string_append (out, cell);
        if (column + 1 == table->n_columns)
          g_string_append_c (out, '\n');
        else if (!is_aligned)
          g_string_append_c (out, '\t');
        else
          g_string_append_printf (out, "%*s", (int)(widths[column] - get_width (cell) + GAP), "");
      }
}
