/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-bytes.h"

static void
test_what_is_put_is_got_big_endian (void)
{
  static const guint8 expected[] = { 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0xf0,
                                     1,    2,    3,    4,    5,    6,    7,    8 };
  guint8 bytes[16];
  KwByteWriter writer = KW_BYTE_WRITER_INIT (bytes, sizeof bytes);
  KwByteReader reader = KW_BYTE_READER_INIT (bytes, sizeof bytes);

  kw_byte_writer_put_u8 (&writer, 0x01);
  kw_byte_writer_put_u16 (&writer, 0x0203);
  kw_byte_writer_put_u32 (&writer, 0x04050607);
  kw_byte_writer_put_u8 (&writer, 0xf0);
  kw_byte_writer_put_u64 (&writer, G_GUINT64_CONSTANT (0x0102030405060708));

  g_assert_false (writer.failed);
  g_assert_cmpmem (bytes, sizeof bytes, expected, sizeof expected);
  g_assert_cmpuint (kw_byte_reader_get_u8 (&reader), ==, 0x01);
  g_assert_cmpuint (kw_byte_reader_get_u16 (&reader), ==, 0x0203);
  g_assert_cmpuint (kw_byte_reader_get_u32 (&reader), ==, 0x04050607);
  g_assert_cmpuint (kw_byte_reader_get_u8 (&reader), ==, 0xf0);
  g_assert_false (kw_byte_reader_is_finished (&reader));
  g_assert_cmpuint (kw_byte_reader_get_u64 (&reader), ==, G_GUINT64_CONSTANT (0x0102030405060708));
  g_assert_true (kw_byte_reader_is_finished (&reader));
}

static void
test_a_read_beyond_the_end_fails_for_good (void)
{
  static const guint8 bytes[3] = { 1, 2, 3 };
  KwByteReader reader = KW_BYTE_READER_INIT (bytes, sizeof bytes);

  g_assert_cmpuint (kw_byte_reader_get_u32 (&reader), ==, 0);

  g_assert_true (reader.failed);
  g_assert_cmpuint (kw_byte_reader_get_u8 (&reader), ==, 0);
  g_assert_false (kw_byte_reader_is_finished (&reader));
}

static void
test_a_write_without_room_writes_nothing (void)
{
  guint8 bytes[3] = { 9, 9, 9 };
  KwByteWriter writer = KW_BYTE_WRITER_INIT (bytes, sizeof bytes);

  kw_byte_writer_put_u16 (&writer, 0x0102);
  kw_byte_writer_put_u16 (&writer, 0x0304);
  kw_byte_writer_put_u8 (&writer, 5);

  g_assert_true (writer.failed);
  g_assert_cmpuint (writer.offset_bytes, ==, 2);
  g_assert_cmpuint (bytes[2], ==, 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/bytes/what-is-put-is-got-big-endian", test_what_is_put_is_got_big_endian);
  g_test_add_func ("/base/bytes/a-read-beyond-the-end-fails-for-good",
                   test_a_read_beyond_the_end_fails_for_good);
  g_test_add_func ("/base/bytes/a-write-without-room-writes-nothing",
                   test_a_write_without_room_writes_nothing);
  return g_test_run ();
}
