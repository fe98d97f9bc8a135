/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-hex.h"

#include <string.h>

char *
kw_hex_encode (const guint8 *bytes, gsize size_bytes)
{
  static const char digits[] = "0123456789abcdef";
  char *hex = g_malloc (size_bytes * 2 + 1);

  for (gsize i = 0; i < size_bytes; i++)
    {
      hex[2 * i] = digits[bytes[i] >> 4];
      hex[2 * i + 1] = digits[bytes[i] & 15];
    }
  hex[size_bytes * 2] = '\0';
  return hex;
}

gboolean
kw_hex_decode (const char *hex, guint8 *out_bytes, gsize size_bytes)
{
  if (strlen (hex) != size_bytes * 2 || strspn (hex, "0123456789abcdefABCDEF") != size_bytes * 2)
    return FALSE;

  for (gsize i = 0; i < size_bytes; i++)
    out_bytes[i] = (guint8)(g_ascii_xdigit_value (hex[2 * i]) << 4 |
                            g_ascii_xdigit_value (hex[2 * i + 1]));
  return TRUE;
}

char *
kw_hex_encode_u64 (guint64 value)
{
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", value);
}

gboolean
kw_hex_decode_u64 (const char *hex, guint64 *out_value)
{
  gsize n_digits = strlen (hex);
  guint64 value = 0;

  if (n_digits < 1 || n_digits > 16 || strspn (hex, "0123456789abcdefABCDEF") != n_digits)
    return FALSE;

  for (gsize i = 0; i < n_digits; i++)
    value = value << 4 | (guint64)g_ascii_xdigit_value (hex[i]);
  *out_value = value;
  return TRUE;
}
