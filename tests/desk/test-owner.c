/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"
#include "register.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

static char *
make_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, "owners", name, NULL);
}

/* As a program that ended without a word leaves it, or, while the result is open, one that lives.
 */
static int
make_lock (Fixture *fixture, const char *name)
{
  g_autofree char *path = make_path (fixture, name);
  const int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, 0);
  return fd;
}

static gboolean
is_there (Fixture *fixture, const char *name)
{
  g_autofree char *path = make_path (fixture, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static guint
count_locks (Fixture *fixture)
{
  g_autofree char *path = make_path (fixture, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_what_crashed_programs_left_is_swept (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("crashed-%u.lock", i);

      close (make_lock (fixture, name));
    }
  fixture_reopen (fixture);

  g_assert_cmpuint (count_locks (fixture), ==, 1); /* the desk's own */
}

static void
test_the_lock_of_a_living_program_stays (Fixture *fixture, gconstpointer unused)
{
  const int fd = make_lock (fixture, "alive.lock");

  fixture_reopen (fixture);
  g_assert_true (is_there (fixture, "alive.lock"));

  close (fd);
  fixture_reopen (fixture);
  g_assert_false (is_there (fixture, "alive.lock"));
}

static void
test_the_lock_that_an_open_job_names_stays (Fixture *fixture, gconstpointer unused)
{
  register_put_intent (fixture, /* uid_end= */ 1, "killed");
  close (make_lock (fixture, "killed.lock"));

  fixture_reopen (fixture);
  g_assert_true (is_there (fixture, "killed.lock"));
}

static void
test_other_files_stay (Fixture *fixture, gconstpointer unused)
{
  close (make_lock (fixture, "notes.txt"));

  fixture_reopen (fixture);
  g_assert_true (is_there (fixture, "notes.txt"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/desk/owner/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("what-crashed-programs-left-is-swept", test_what_crashed_programs_left_is_swept);
  ADD ("the-lock-of-a-living-program-stays", test_the_lock_of_a_living_program_stays);
  ADD ("the-lock-that-an-open-job-names-stays", test_the_lock_that_an_open_job_names_stays);
  ADD ("other-files-stay", test_other_files_stay);
#undef ADD
  return g_test_run ();
}
