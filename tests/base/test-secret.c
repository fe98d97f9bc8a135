/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-secret.h"

#include <string.h>

static void
test_taking_bytes_wipes_the_source (void)
{
  static const guint8 zeros[4] = { 0 };
  guint8 bytes[4] = { 1, 2, 3, 4 };
  g_autoptr (KwSecret) secret = kw_secret_new_take (bytes, sizeof bytes);

  g_assert_cmpmem (bytes, sizeof bytes, zeros, sizeof zeros);
  g_assert_cmpuint (kw_secret_get_size_bytes (secret), ==, 4);
  g_assert_cmpuint (kw_secret_get_bytes (secret)[3], ==, 4);
}

static void
test_secrets_are_equal_by_content_and_length (void)
{
  g_autoptr (KwSecret) a = kw_secret_new (32);
  g_autoptr (KwSecret) b = kw_secret_new (32);
  g_autoptr (KwSecret) shorter = kw_secret_new (31);

  g_assert_true (kw_secret_equal (a, b));
  g_assert_false (kw_secret_equal (a, shorter));
  kw_secret_get_bytes (b)[31] = 1;
  g_assert_false (kw_secret_equal (a, b));
}

static void
test_a_secret_is_left_out_of_core_dumps (void)
{
  g_autoptr (KwSecret) secret = kw_secret_new (100);
  g_autofree char *address = g_strdup_printf ("%" G_GINTPTR_MODIFIER "x-",
                                              (guintptr)kw_secret_get_bytes (secret));
  g_autofree char *maps = NULL;
  const char *flags = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &maps, NULL, NULL));
  flags = strstr (maps, address);
  if (flags == NULL)
    {
      g_test_skip ("the secret's page was merged into another mapping");
      return;
    }
  flags = strstr (flags, "VmFlags:");

  g_assert_nonnull (flags);
  g_assert_nonnull (g_strstr_len (flags, strchr (flags, '\n') - flags, " dd"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/secret/taking-bytes-wipes-the-source",
                   test_taking_bytes_wipes_the_source);
  g_test_add_func ("/base/secret/secrets-are-equal-by-content-and-length",
                   test_secrets_are_equal_by_content_and_length);
  g_test_add_func ("/base/secret/a-secret-is-left-out-of-core-dumps",
                   test_a_secret_is_left_out_of_core_dumps);
  return g_test_run ();
}
