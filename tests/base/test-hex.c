/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-hex.h"

static void
test_bytes_survive_the_round_trip (void)
{
  static const guint8 bytes[] = { 0x00, 0x7f, 0x80, 0xff, 0x0a };
  g_autofree char *hex = kw_hex_encode (bytes, sizeof bytes);
  guint8 back[5];

  g_assert_cmpstr (hex, ==, "007f80ff0a");
  g_assert_true (kw_hex_decode ("007F80fF0A", back, sizeof back));
  g_assert_cmpmem (back, sizeof back, bytes, sizeof bytes);
}

static void
test_what_is_not_exactly_so_many_bytes_is_refused (void)
{
  static const char *const bad[] = {
    "", "0", "0011223", "001122334", "00 1122", "0x1122", "001g22"
  };
  guint8 bytes[3] = { 1, 2, 3 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kw_hex_decode (bad[i], bytes, sizeof bytes));
  g_assert_cmpuint (bytes[0], ==, 1);
}

static void
test_numbers_have_sixteen_digits (void)
{
  g_autofree char *hex = kw_hex_encode_u64 (G_GUINT64_CONSTANT (0x70000000000002a));
  guint64 value = 0;

  g_assert_cmpstr (hex, ==, "070000000000002a");
  g_assert_true (kw_hex_decode_u64 (hex, &value));
  g_assert_cmpuint (value, ==, G_GUINT64_CONSTANT (0x70000000000002a));
  g_assert_false (kw_hex_decode_u64 ("", &value));
  g_assert_false (kw_hex_decode_u64 ("11112222333344445", &value));
  g_assert_false (kw_hex_decode_u64 ("-1", &value));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/hex/bytes-survive-the-round-trip", test_bytes_survive_the_round_trip);
  g_test_add_func ("/base/hex/what-is-not-exactly-so-many-bytes-is-refused",
                   test_what_is_not_exactly_so_many_bytes_is_refused);
  g_test_add_func ("/base/hex/numbers-have-sixteen-digits", test_numbers_have_sixteen_digits);
  return g_test_run ();
}
