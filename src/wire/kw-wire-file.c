/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-wire-file.h"

#include "kw-blocking.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define BLOCK_BYTES 65536

static void
close_file (FILE *file)
{
  fclose (file);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FILE, close_file)

/* What the file says its size is; a device or a growing file is held to @max_bytes later. */
static gsize
guess_size (FILE *file, gsize max_bytes)
{
  struct stat status;

  if (fstat (fileno (file), &status) != 0 || !S_ISREG (status.st_mode) || status.st_size < 0)
    return 0;
  return (guint64)status.st_size <= max_bytes ? (gsize)status.st_size : max_bytes;
}

static gboolean
tell_progress (const KwWireWatcher *watcher, gsize done_bytes, gsize total_bytes)
{
  return watcher == NULL ||
         watcher->on_progress (MIN (done_bytes, total_bytes) / 3, total_bytes, watcher->user_data);
}

/* Or the mark that some editors begin a file with, and nothing behind it. */
static gboolean
is_blank (const GByteArray *bytes)
{
  const gboolean has_mark = bytes->len >= 3 && memcmp (bytes->data, "\xef\xbb\xbf", 3) == 0;

  for (guint i = has_mark ? 3 : 0; i < bytes->len; i++)
    if (!g_ascii_isspace (bytes->data[i]))
      return FALSE;
  return TRUE;
}

/* By hand instead of g_file_get_contents (), which would read a device for ever. */
char *
kw_wire_file_load (const char *path, gsize max_bytes, const KwWireWatcher *watcher,
                   KwWireProblems *problems, gsize *out_size_bytes)
{
  g_autoptr (FILE) file = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  guint8 block[BLOCK_BYTES];
  gsize guessed_bytes = 0;

  KW_BLOCKING ("a file");
  file = fopen (path, "rbe");
  if (file == NULL)
    {
      kw_wire_problems_add (problems, 0, "", KW_WIRE_ERROR_FILE, "cannot be opened: %s",
                            g_strerror (errno));
      return NULL;
    }
  guessed_bytes = guess_size (file, max_bytes);
  bytes = g_byte_array_sized_new ((guint)guessed_bytes + BLOCK_BYTES);
  while (!feof (file))
    {
      const gsize size_bytes = fread (block, 1, sizeof block, file);

      if (ferror (file))
        {
          kw_wire_problems_add (problems, 0, "", KW_WIRE_ERROR_FILE, "cannot be read: %s",
                                g_strerror (errno));
          return NULL;
        }
      g_byte_array_append (bytes, block, (guint)size_bytes);
      if (bytes->len > max_bytes)
        {
          kw_wire_problems_add (problems, 0, "", KW_WIRE_ERROR_FILE, "is larger than %d MB",
                                (int)(max_bytes / 1024 / 1024));
          return NULL;
        }
      if (!tell_progress (watcher, bytes->len, guessed_bytes))
        return NULL;
    }
  if (is_blank (bytes))
    {
      kw_wire_problems_add (problems, 0, "", KW_WIRE_ERROR_EMPTY, "is empty");
      return NULL;
    }
  *out_size_bytes = bytes->len;
  return (char *)g_byte_array_free (g_steal_pointer (&bytes), FALSE);
}
