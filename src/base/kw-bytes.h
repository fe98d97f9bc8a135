/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwByteReader:
 * @bytes: (array length=size_bytes): what is read; borrowed, must outlive the reader
 * @size_bytes: length of @bytes
 * @offset_bytes: where the next read starts
 * @failed: sticky: set by the first read beyond the end, never cleared
 *
 * Bounded big-endian reader. After a failure every read gives zeros, so a decoder reads all its
 * fields straight on and looks at @failed once at the end. Caller-allocated; any thread, one at a
 * time.
 */
typedef struct
{
  const guint8 *bytes;
  gsize size_bytes;
  gsize offset_bytes;
  gboolean failed;
} KwByteReader;

#define KW_BYTE_READER_INIT(bytes_, size_bytes_)                                                   \
  {                                                                                                \
    (bytes_), (size_bytes_), 0, FALSE                                                              \
  }

guint8 kw_byte_reader_get_u8 (KwByteReader *reader);
guint16 kw_byte_reader_get_u16 (KwByteReader *reader);
guint32 kw_byte_reader_get_u32 (KwByteReader *reader);
guint64 kw_byte_reader_get_u64 (KwByteReader *reader);

/**
 * kw_byte_reader_get_bytes:
 * @reader: the reader
 * @out_bytes: (out caller-allocates) (array length=size_bytes): filled; zeros if too few are left
 * @size_bytes: how many bytes to copy
 *
 * Copies the next @size_bytes bytes.
 */
void kw_byte_reader_get_bytes (KwByteReader *reader, guint8 *out_bytes, gsize size_bytes);

/**
 * kw_byte_reader_is_finished:
 * @reader: the reader
 *
 * Returns: %TRUE if every byte was read and no read failed
 */
gboolean kw_byte_reader_is_finished (const KwByteReader *reader);

/**
 * KwByteWriter:
 * @bytes: (array length=size_bytes): where to write; borrowed
 * @size_bytes: room in @bytes
 * @offset_bytes: how many bytes are written
 * @failed: sticky: set by the first write that finds no room, never cleared
 *
 * Bounded big-endian writer over a caller's array. A write that does not fit writes nothing.
 */
typedef struct
{
  guint8 *bytes;
  gsize size_bytes;
  gsize offset_bytes;
  gboolean failed;
} KwByteWriter;

#define KW_BYTE_WRITER_INIT(bytes_, size_bytes_)                                                   \
  {                                                                                                \
    (bytes_), (size_bytes_), 0, FALSE                                                              \
  }

void kw_byte_writer_put_u8 (KwByteWriter *writer, guint8 value);
void kw_byte_writer_put_u16 (KwByteWriter *writer, guint16 value);
void kw_byte_writer_put_u32 (KwByteWriter *writer, guint32 value);
void kw_byte_writer_put_u64 (KwByteWriter *writer, guint64 value);
void kw_byte_writer_put_bytes (KwByteWriter *writer, const guint8 *bytes, gsize size_bytes);

G_END_DECLS
