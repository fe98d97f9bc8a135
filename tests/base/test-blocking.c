/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-blocking.h"

#ifdef KW_BLOCKING_GUARD

static void
test_a_thread_may_block_unless_it_said_otherwise (void)
{
  g_assert_false (kw_blocking_is_forbidden_here ());
  KW_BLOCKING ("nothing");
}

static void
test_a_thread_that_must_not_block_ends_the_program (void)
{
  if (g_test_subprocess ())
    {
      kw_blocking_forbid_here ();
      KW_BLOCKING ("a disk");
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*waits for a disk on a thread that must not block*");
}

static gpointer
wait_elsewhere (gpointer unused)
{
  KW_BLOCKING ("a disk");
  return GINT_TO_POINTER (!kw_blocking_is_forbidden_here ());
}

static void
test_another_thread_may_still_block (void)
{
  if (g_test_subprocess ())
    {
      kw_blocking_forbid_here ();
      g_assert_true (kw_blocking_is_forbidden_here ());
      g_assert_nonnull (g_thread_join (g_thread_new ("other", wait_elsewhere, NULL)));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

#else

static void
test_nothing_is_forbidden_without_the_guard (void)
{
  kw_blocking_forbid_here ();
  KW_BLOCKING ("a disk");
  g_assert_false (kw_blocking_is_forbidden_here ());
}

#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#ifdef KW_BLOCKING_GUARD
  g_test_add_func ("/base/blocking/a-thread-may-block-unless-it-said-otherwise",
                   test_a_thread_may_block_unless_it_said_otherwise);
  g_test_add_func ("/base/blocking/a-thread-that-must-not-block-ends-the-program",
                   test_a_thread_that_must_not_block_ends_the_program);
  g_test_add_func ("/base/blocking/another-thread-may-still-block",
                   test_another_thread_may_still_block);
#else
  g_test_add_func ("/base/blocking/nothing-is-forbidden-without-the-guard",
                   test_nothing_is_forbidden_without_the_guard);
#endif
  return g_test_run ();
}
