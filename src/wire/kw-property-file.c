/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-property-file.h"

#include "kw-blocking.h"
#include "kw-document.h"
#include "kw-error.h"
#include "kw-property-reader.h"

#include <errno.h>
#include <stdio.h>

KW_DEFINE_THROW (KwWireError, KW_WIRE_ERROR)

static void
close_file (FILE *file)
{
  fclose (file);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FILE, close_file)

void
kw_property_file_free (KwPropertyFile *file)
{
  if (file == NULL)
    return;

  g_clear_pointer (&file->property, kw_property_unref);
  g_clear_pointer (&file->stays, g_ptr_array_unref);
  g_free (file);
}

KwPropertyFile *
kw_property_file_decode (const char *name, const char *text, gsize size_bytes, gint64 now_unix_s,
                         GError **error)
{
  g_autoptr (KwPropertyFile) file = g_new0 (KwPropertyFile, 1);
  g_auto (KwDocument) document = { 0 };
  KwRecord root;

  if (!kw_document_open (&document, name, text, size_bytes, error))
    return NULL;

  root = kw_document_get_root (&document);
  file->property = kw_property_reader_read_map (&root, error);
  if (file->property == NULL)
    return NULL;
  file->stays = kw_property_reader_read_stays (&root, file->property, now_unix_s, error);
  if (file->stays == NULL)
    return NULL;
  return g_steal_pointer (&file);
}

/* By hand instead of g_file_get_contents (), which would read a device for ever. */
static GByteArray *
read_bounded (const char *path, const char *name, GError **error)
{
  g_autoptr (FILE) file = fopen (path, "rbe");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 block[65536];

  KW_BLOCKING ("a file");
  if (file == NULL)
    {
      throw (error, KW_WIRE_ERROR_FILE, "%s: cannot be opened: %s", name, g_strerror (errno));
      return NULL;
    }
  while (!feof (file))
    {
      const gsize size_bytes = fread (block, 1, sizeof block, file);

      if (ferror (file))
        {
          throw (error, KW_WIRE_ERROR_FILE, "%s: cannot be read: %s", name, g_strerror (errno));
          return NULL;
        }
      g_byte_array_append (bytes, block, (guint)size_bytes);
      if (bytes->len > KW_PROPERTY_FILE_MAX_BYTES)
        {
          throw (error, KW_WIRE_ERROR_FILE, "%s: is larger than %d MB", name,
                 KW_PROPERTY_FILE_MAX_BYTES / 1024 / 1024);
          return NULL;
        }
    }
  return g_steal_pointer (&bytes);
}

KwPropertyFile *
kw_property_file_load (const char *path, gint64 now_unix_s, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GByteArray) bytes = read_bounded (path, name, error);

  if (bytes == NULL)
    return NULL;
  return kw_property_file_decode (name, bytes->len > 0 ? (const char *)bytes->data : "", bytes->len,
                                  now_unix_s, error);
}
