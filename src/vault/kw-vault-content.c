/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-vault-content.h"

#include "kw-bytes.h"
#include "kw-error.h"

#include <string.h>

#define CONTENT_FORMAT 1

KW_DEFINE_THROW (KwVaultError, KW_VAULT_ERROR)

typedef struct
{
  const guint8 *start; /* the whole entry */
  gsize entry_bytes;
  const guint8 *name;
  guint8 name_chars;
  const guint8 *value;
  guint32 value_bytes;
} Entry;

static gboolean
is_named (const Entry *entry, const char *name)
{
  return entry->name_chars == strlen (name) && memcmp (entry->name, name, entry->name_chars) == 0;
}

static void
skip_bytes (KwByteReader *reader, gsize size_bytes)
{
  if (reader->failed || size_bytes > reader->size_bytes - reader->offset_bytes)
    reader->failed = TRUE;
  else
    reader->offset_bytes += size_bytes;
}

/* The next entry; FALSE at the end and, with reader->failed, where it makes no sense. */
static gboolean
read_entry (KwByteReader *reader, Entry *out_entry)
{
  Entry entry = { .start = reader->bytes + reader->offset_bytes };
  gsize start_bytes = reader->offset_bytes;

  if (reader->failed || kw_byte_reader_is_finished (reader))
    return FALSE;

  entry.name_chars = kw_byte_reader_get_u8 (reader);
  entry.name = reader->bytes + reader->offset_bytes;
  skip_bytes (reader, entry.name_chars);
  entry.value_bytes = kw_byte_reader_get_u32 (reader);
  entry.value = reader->bytes + reader->offset_bytes;
  skip_bytes (reader, entry.value_bytes);
  if (entry.name_chars == 0 || entry.value_bytes == 0)
    reader->failed = TRUE;
  if (reader->failed)
    return FALSE;

  entry.entry_bytes = reader->offset_bytes - start_bytes;
  *out_entry = entry;
  return TRUE;
}

static gboolean
start_reading (KwSecret *content, KwByteReader *out_reader, GError **error)
{
  KwByteReader reader = KW_BYTE_READER_INIT (kw_secret_get_bytes (content),
                                             kw_secret_get_size_bytes (content));

  if (kw_byte_reader_get_u8 (&reader) != CONTENT_FORMAT)
    return throw (error, KW_VAULT_ERROR_DAMAGED, "a newer program wrote it");
  *out_reader = reader;
  return TRUE;
}

KwSecret *
kw_vault_content_get (KwSecret *content, const char *name, GError **error)
{
  g_autoptr (KwSecret) secret = NULL;
  KwByteReader reader;
  Entry entry;

  if (!start_reading (content, &reader, error))
    return NULL;

  while (read_entry (&reader, &entry))
    if (is_named (&entry, name))
      {
        secret = kw_secret_new (entry.value_bytes);
        memcpy (kw_secret_get_bytes (secret), entry.value, entry.value_bytes);
        return g_steal_pointer (&secret);
      }
  if (reader.failed)
    throw (error, KW_VAULT_ERROR_DAMAGED, "its content makes no sense");
  else
    throw (error, KW_VAULT_ERROR_NOT_FOUND, "there is no \"%s\" in it", name);
  return NULL;
}

/* Copies every entry but @name's; only measures if @writer is NULL. */
static gboolean
copy_others (KwSecret *content, const char *name, KwByteWriter *writer, gsize *out_size_bytes,
             GError **error)
{
  gsize size_bytes = 0;
  KwByteReader reader;
  Entry entry;

  *out_size_bytes = 0;
  if (content == NULL)
    return TRUE;
  if (!start_reading (content, &reader, error))
    return FALSE;

  while (read_entry (&reader, &entry))
    if (!is_named (&entry, name))
      {
        size_bytes += entry.entry_bytes;
        if (writer != NULL)
          kw_byte_writer_put_bytes (writer, entry.start, entry.entry_bytes);
      }
  if (reader.failed)
    return throw (error, KW_VAULT_ERROR_DAMAGED, "its content makes no sense");
  *out_size_bytes = size_bytes;
  return TRUE;
}

KwSecret *
kw_vault_content_replace (KwSecret *content, const char *name, KwSecret *secret, GError **error)
{
  g_autoptr (KwSecret) next = NULL;
  gsize size_bytes = 0;
  KwByteWriter writer;

  if (!copy_others (content, name, NULL, &size_bytes, error))
    return NULL;
  size_bytes += 1;
  if (secret != NULL)
    size_bytes += 1 + strlen (name) + 4 + kw_secret_get_size_bytes (secret);

  next = kw_secret_new (size_bytes);
  writer = (KwByteWriter)KW_BYTE_WRITER_INIT (kw_secret_get_bytes (next), size_bytes);
  kw_byte_writer_put_u8 (&writer, CONTENT_FORMAT);
  if (!copy_others (content, name, &writer, &size_bytes, error))
    return NULL;
  if (secret != NULL)
    {
      kw_byte_writer_put_u8 (&writer, (guint8)strlen (name));
      kw_byte_writer_put_bytes (&writer, (const guint8 *)name, strlen (name));
      kw_byte_writer_put_u32 (&writer, (guint32)kw_secret_get_size_bytes (secret));
      kw_byte_writer_put_bytes (&writer, kw_secret_get_bytes (secret),
                                kw_secret_get_size_bytes (secret));
    }
  g_assert (!writer.failed);
  return g_steal_pointer (&next);
}
