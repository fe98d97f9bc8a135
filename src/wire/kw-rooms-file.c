/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-rooms-file.h"

#include "kw-property.h"
#include "kw-wire-file.h"

#include <string.h>

#define FIELD_MAX_BYTES 4096
#define N_COLUMNS_MAX 100
#define PROGRESS_BYTES (256 * 1024)

enum
{
  COLUMN_BUILDING,
  COLUMN_FLOOR,
  COLUMN_ROOM,
  N_COLUMNS,
};

static const char *const column_names[N_COLUMNS] = { "building", "floor", "room" };

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint line;
  char separator;
  GPtrArray *fields; /* of GString: the record being read */
  guint record_line;
  guint n_columns; /* of the header */
  guint columns[N_COLUMNS];
  GHashTable *rooms; /* "BUILDING,ROOM" */
  KwRoomsFile *file;
  const KwWireWatcher *watcher;
  const char *told_at;
  gboolean is_stopped;
  KwWireProblems *problems;
} Reader;

static void
field_free (gpointer field)
{
  g_string_free (field, TRUE);
}

G_GNUC_PRINTF (5, 6)
static gboolean
add_problem (Reader *reader, guint line, const char *column, KwWireError code, const char *format,
             ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (g_dgettext (GETTEXT_PACKAGE, format), args);
  va_end (args);
  return kw_wire_problems_add (reader->problems, line, column, code, "%s", text);
}

static gboolean
is_at_line_end (const Reader *reader)
{
  return reader->at == reader->end || *reader->at == '\n' || *reader->at == '\r';
}

/* LF, CR LF, or CR alone as old spreadsheets wrote it. */
static void
skip_line_end (Reader *reader)
{
  if (reader->at < reader->end && *reader->at == '\r')
    reader->at++;
  if (reader->at < reader->end && *reader->at == '\n')
    reader->at++;
  reader->line++;
}

/* A record that is wrong somewhere is left at the end of its line. */
static gboolean
fail_record (Reader *reader, KwWireError code, const char *text)
{
  kw_wire_problems_add (reader->problems, reader->record_line, "", code, "%s",
                        g_dgettext (GETTEXT_PACKAGE, text));
  while (!is_at_line_end (reader))
    reader->at++;
  skip_line_end (reader);
  return FALSE;
}

static gboolean
read_quoted (Reader *reader, GString *field)
{
  reader->at++;
  for (;;)
    {
      if (reader->at == reader->end)
        return fail_record (reader, KW_WIRE_ERROR_SYNTAX, "a quote opens here and is never closed");
      if (*reader->at == '"' && reader->at + 1 < reader->end && reader->at[1] == '"')
        reader->at++;
      else if (*reader->at == '"')
        break;
      if (*reader->at == '\n')
        reader->line++;
      if (field->len <= FIELD_MAX_BYTES)
        g_string_append_c (field, *reader->at);
      reader->at++;
    }
  reader->at++;
  return is_at_line_end (reader) || *reader->at == reader->separator ||
         fail_record (reader, KW_WIRE_ERROR_SYNTAX, "something stands behind a closing quote");
}

static gboolean
read_plain (Reader *reader, GString *field)
{
  const char *start = reader->at;

  while (!is_at_line_end (reader) && *reader->at != reader->separator && *reader->at != '"')
    reader->at++;
  g_string_append_len (field, start, MIN (reader->at - start, FIELD_MAX_BYTES + 1));
  return is_at_line_end (reader) || *reader->at != '"' ||
         fail_record (reader, KW_WIRE_ERROR_SYNTAX,
                      "a quote stands in a field that does not begin with one");
}

static gboolean
read_field (Reader *reader)
{
  GString *field = g_string_new (NULL);
  const gboolean is_quoted = reader->at < reader->end && *reader->at == '"';

  g_ptr_array_add (reader->fields, field);
  if (reader->fields->len > N_COLUMNS_MAX)
    return fail_record (reader, KW_WIRE_ERROR_LIMIT, "has more than 100 fields");
  if (is_quoted ? !read_quoted (reader, field) : !read_plain (reader, field))
    return FALSE;
  return field->len <= FIELD_MAX_BYTES ||
         fail_record (reader, KW_WIRE_ERROR_LIMIT, "a field is longer than 4096 bytes");
}

/* The fields of the next line; FALSE if it is none, which was told. */
static gboolean
read_record (Reader *reader)
{
  g_ptr_array_set_size (reader->fields, 0);
  reader->record_line = reader->line;
  for (;;)
    {
      if (!read_field (reader))
        return FALSE;
      if (is_at_line_end (reader))
        break;
      reader->at++; /* the separator */
    }
  if (reader->at < reader->end)
    skip_line_end (reader);
  return TRUE;
}

static gboolean
is_blank_record (const Reader *reader)
{
  const GString *field = reader->fields->pdata[0];

  return reader->fields->len == 1 && field->len == 0;
}

/* Whichever of both comes first in the header, outside of quotes. */
static char
find_separator (const Reader *reader)
{
  gboolean is_quoted = FALSE;

  for (const char *at = reader->at; at < reader->end; at++)
    {
      if (*at == '"')
        is_quoted = !is_quoted;
      else if (!is_quoted && (*at == ',' || *at == ';'))
        return *at;
      else if (!is_quoted && (*at == '\n' || *at == '\r'))
        break;
    }
  return ',';
}

static gboolean
read_header (Reader *reader)
{
  gboolean is_fine = TRUE;

  reader->separator = find_separator (reader);
  if (!read_record (reader))
    return FALSE;
  reader->n_columns = reader->fields->len;
  for (guint column = 0; column < N_COLUMNS; column++)
    {
      guint n_found = 0;

      for (guint i = 0; i < reader->fields->len; i++)
        {
          g_autofree char *name = g_strdup (((GString *)reader->fields->pdata[i])->str);

          if (g_ascii_strcasecmp (g_strstrip (name), column_names[column]) != 0)
            continue;
          reader->columns[column] = i;
          n_found++;
        }
      if (n_found == 0)
        is_fine = add_problem (reader, reader->record_line, column_names[column],
                               KW_WIRE_ERROR_MISSING,
                               "there is no such column; the first line must name building, floor "
                               "and room");
      else if (n_found > 1)
        is_fine = add_problem (reader, reader->record_line, column_names[column],
                               KW_WIRE_ERROR_DUPLICATE, "there is more than one such column");
    }
  return is_fine;
}

static gboolean
check_text (Reader *reader, guint column, const GString *text)
{
  const char *bad = NULL;

  if (text->len == 0)
    return add_problem (reader, reader->record_line, column_names[column], KW_WIRE_ERROR_MISSING,
                        "is missing");
  if (g_utf8_validate (text->str, (gssize)text->len, &bad))
    return TRUE;
  return add_problem (reader, reader->record_line, column_names[column], KW_WIRE_ERROR_SYNTAX,
                      "is not valid UTF-8 (byte %02x)", (guint)(guchar)*bad);
}

static gboolean
take_row (Reader *reader)
{
  const char *texts[N_COLUMNS] = { NULL };
  g_autofree char *key = NULL;
  KwRoomsFileRow row = { .line = reader->record_line };
  gboolean is_fine = TRUE;

  if (reader->fields->len != reader->n_columns)
    return add_problem (reader, row.line, "", KW_WIRE_ERROR_SYNTAX,
                        "has %u fields, the first line has %u", reader->fields->len,
                        reader->n_columns);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      const GString *text = reader->fields->pdata[reader->columns[i]];

      is_fine &= check_text (reader, i, text);
      texts[i] = text->str;
    }
  if (!is_fine)
    return FALSE;
  key = g_strconcat (texts[COLUMN_BUILDING], ",", texts[COLUMN_ROOM], NULL);
  if (!g_hash_table_add (reader->rooms, g_steal_pointer (&key)))
    return add_problem (reader, row.line, column_names[COLUMN_ROOM], KW_WIRE_ERROR_DUPLICATE,
                        "\"%s\" is given twice", texts[COLUMN_ROOM]);
  row.building = g_string_chunk_insert_const (reader->file->strings, texts[COLUMN_BUILDING]);
  row.floor = g_string_chunk_insert_const (reader->file->strings, texts[COLUMN_FLOOR]);
  row.room = g_string_chunk_insert (reader->file->strings, texts[COLUMN_ROOM]);
  g_array_append_val (reader->file->rows, row);
  return TRUE;
}

static gboolean
tell_progress (Reader *reader)
{
  const gsize size_bytes = (gsize)(reader->end - reader->start);
  const gsize done_bytes = (gsize)(reader->at - reader->start);

  if (reader->watcher == NULL || reader->at - reader->told_at < PROGRESS_BYTES)
    return TRUE;
  reader->told_at = reader->at;
  reader->is_stopped = !reader->watcher->on_progress ((size_bytes + 2 * done_bytes) / 3, size_bytes,
                                                      reader->watcher->user_data);
  return !reader->is_stopped;
}

static void
read_rows (Reader *reader)
{
  while (reader->at < reader->end && tell_progress (reader))
    {
      if (!read_record (reader) || is_blank_record (reader))
        continue;
      if (reader->file->rows->len >= KW_PROPERTY_N_DOORS_MAX)
        {
          add_problem (reader, reader->record_line, "", KW_WIRE_ERROR_LIMIT,
                       "is one room more than the 65535 possible; from here on nothing was read");
          return;
        }
      take_row (reader);
    }
}

void
kw_rooms_file_free (KwRoomsFile *file)
{
  if (file == NULL)
    return;

  g_array_unref (file->rows);
  g_string_chunk_free (file->strings);
  g_free (file);
}

KwRoomsFile *
kw_rooms_file_decode (const char *text, gsize size_bytes, const KwWireWatcher *watcher,
                      KwWireProblems *problems)
{
  g_autoptr (KwRoomsFile) file = g_new0 (KwRoomsFile, 1);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (field_free);
  g_autoptr (GHashTable) rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = {
    .start = text,
    .at = text,
    .end = text + size_bytes,
    .line = 1,
    .fields = fields,
    .rooms = rooms,
    .file = file,
    .watcher = watcher,
    .told_at = text,
    .problems = problems,
  };

  file->rows = g_array_new (FALSE, FALSE, sizeof (KwRoomsFileRow));
  file->strings = g_string_chunk_new (4096);
  if (size_bytes >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    reader.at += 3;
  if (memchr (text, '\0', size_bytes) != NULL)
    {
      kw_wire_problems_add (problems, 1, "", KW_WIRE_ERROR_SYNTAX,
                            "holds a zero byte; it must be a text in UTF-8");
      return NULL;
    }
  if (!read_header (&reader))
    return NULL;
  read_rows (&reader);
  return reader.is_stopped ? NULL : g_steal_pointer (&file);
}

KwRoomsFile *
kw_rooms_file_load (const char *path, const KwWireWatcher *watcher, KwWireProblems *problems)
{
  gsize size_bytes = 0;
  g_autofree char *text = kw_wire_file_load (path, KW_ROOMS_FILE_MAX_BYTES, watcher, problems,
                                             &size_bytes);

  return text != NULL ? kw_rooms_file_decode (text, size_bytes, watcher, problems) : NULL;
}
