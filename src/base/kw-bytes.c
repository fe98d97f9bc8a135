/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-bytes.h"

#include <string.h>

static guint64
get_big_endian (KwByteReader *reader, gsize size_bytes)
{
  guint8 bytes[8] = { 0 };
  guint64 value = 0;

  kw_byte_reader_get_bytes (reader, bytes, size_bytes);
  for (gsize i = 0; i < size_bytes; i++)
    value = value << 8 | bytes[i];
  return value;
}

static void
put_big_endian (KwByteWriter *writer, guint64 value, gsize size_bytes)
{
  guint8 bytes[8];

  for (gsize i = 0; i < size_bytes; i++)
    bytes[i] = (guint8)(value >> (8 * (size_bytes - 1 - i)));
  kw_byte_writer_put_bytes (writer, bytes, size_bytes);
}

guint8
kw_byte_reader_get_u8 (KwByteReader *reader)
{
  return (guint8)get_big_endian (reader, 1);
}

guint16
kw_byte_reader_get_u16 (KwByteReader *reader)
{
  return (guint16)get_big_endian (reader, 2);
}

guint32
kw_byte_reader_get_u32 (KwByteReader *reader)
{
  return (guint32)get_big_endian (reader, 4);
}

guint64
kw_byte_reader_get_u64 (KwByteReader *reader)
{
  return get_big_endian (reader, 8);
}

void
kw_byte_reader_get_bytes (KwByteReader *reader, guint8 *out_bytes, gsize size_bytes)
{
  g_return_if_fail (reader->offset_bytes <= reader->size_bytes);

  if (reader->failed || size_bytes > reader->size_bytes - reader->offset_bytes)
    {
      reader->failed = TRUE;
      if (size_bytes > 0)
        memset (out_bytes, 0, size_bytes);
      return;
    }

  if (size_bytes > 0)
    memcpy (out_bytes, reader->bytes + reader->offset_bytes, size_bytes);
  reader->offset_bytes += size_bytes;
}

gboolean
kw_byte_reader_is_finished (const KwByteReader *reader)
{
  return !reader->failed && reader->offset_bytes == reader->size_bytes;
}

void
kw_byte_writer_put_u8 (KwByteWriter *writer, guint8 value)
{
  put_big_endian (writer, value, 1);
}

void
kw_byte_writer_put_u16 (KwByteWriter *writer, guint16 value)
{
  put_big_endian (writer, value, 2);
}

void
kw_byte_writer_put_u32 (KwByteWriter *writer, guint32 value)
{
  put_big_endian (writer, value, 4);
}

void
kw_byte_writer_put_u64 (KwByteWriter *writer, guint64 value)
{
  put_big_endian (writer, value, 8);
}

void
kw_byte_writer_put_bytes (KwByteWriter *writer, const guint8 *bytes, gsize size_bytes)
{
  g_return_if_fail (writer->offset_bytes <= writer->size_bytes);

  if (writer->failed || size_bytes > writer->size_bytes - writer->offset_bytes)
    {
      writer->failed = TRUE;
      return;
    }

  if (size_bytes > 0)
    memcpy (writer->bytes + writer->offset_bytes, bytes, size_bytes);
  writer->offset_bytes += size_bytes;
}
