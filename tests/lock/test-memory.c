/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "kw-lock-memory.h"

static void
test_memory_survives_the_round_trip (void)
{
  KwLockMemory memory;
  KwLockMemory back;
  guint8 bytes[KW_LOCK_MEMORY_BYTES];
  guint8 again[KW_LOCK_MEMORY_BYTES];

  memset (&memory, 0, sizeof memory);
  memory.min_generation = 0x01020304;
  memory.denied[KW_LOCK_N_DENIED - 1].credential = G_GUINT64_CONSTANT (0x0102030405060708);
  memory.denied[KW_LOCK_N_DENIED - 1].until_unix_s = 0xfffefdfc;
  memory.revisions[0].credential = 9;
  memory.revisions[0].revision = 0xfedc;
  memory.uses[KW_LOCK_N_USES - 1].credential = 11;
  memory.uses[KW_LOCK_N_USES - 1].first_unix_s = 12;
  memory.uses[KW_LOCK_N_USES - 1].until_unix_s = 13;
  memory.uses[KW_LOCK_N_USES - 1].is_used_up = true;

  kw_lock_memory_encode (&memory, bytes);
  g_assert_true (kw_lock_memory_decode (bytes, sizeof bytes, &back));
  g_assert_cmpuint (back.denied[KW_LOCK_N_DENIED - 1].until_unix_s, ==, 0xfffefdfc);
  g_assert_cmpuint (back.revisions[0].revision, ==, 0xfedc);
  g_assert_true (back.uses[KW_LOCK_N_USES - 1].is_used_up);
  kw_lock_memory_encode (&back, again);
  g_assert_cmpmem (again, sizeof again, bytes, sizeof bytes);
}

static void
test_a_wrong_length_or_version_is_refused (void)
{
  KwLockMemory memory = { 0 };
  guint8 bytes[KW_LOCK_MEMORY_BYTES];

  kw_lock_memory_encode (&memory, bytes);
  g_assert_false (kw_lock_memory_decode (bytes, sizeof bytes - 1, &memory));
  bytes[0]++;
  g_assert_false (kw_lock_memory_decode (bytes, sizeof bytes, &memory));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lock/memory/memory-survives-the-round-trip",
                   test_memory_survives_the_round_trip);
  g_test_add_func ("/lock/memory/a-wrong-length-or-version-is-refused",
                   test_a_wrong_length_or_version_is_refused);
  return g_test_run ();
}
