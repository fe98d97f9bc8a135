/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store.h"

#include "fixture.h"
#include "kw-store-journal.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_KILLS 40
#define N_PROGRAMS 3
#define N_ISSUES_EACH 40

/* What belongs together and must never be half there: a stay, its credential, its journal row. */
static gboolean
issue_once (KwStore *store, gpointer unused, GError **error)
{
  const char *const personal[] = { "Zoë Ångström", NULL };
  gint64 stay_id = put_stay (store, 305, 0, 2);
  g_autoptr (KwCard) card = ensure_card (store, 1);
  g_autoptr (KwCredential) credential = put_credential (store, card->id, stay_id, 305, 306, 1);
  const KwStoreJournalDraft draft = {
    .at_unix_s = TEST_NOW_UNIX_S,
    .operator_name = "anna",
    .event = KW_JOURNAL_EVENT_CARD_ISSUED,
    .personal = personal,
    .personal_stay_id = stay_id,
  };

  return kw_store_journal_append (store, &draft, NULL, error);
}

/* In a child: the parent's store is closed, threads do not survive a fork. After each commit a byte
 * goes to @told_fd. */
static int
issue_many (const char *folder, guint n_issues, int told_fd)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStore) store = kw_store_open (folder, &error);

  for (guint i = 0; store != NULL && i < n_issues; i++)
    if (!kw_store_run (store, issue_once, NULL, &error) || write (told_fd, "", 1) != 1)
      break;
  if (store != NULL)
    kw_store_close (store);
  if (error != NULL)
    g_printerr ("%s\n", error->message);
  return error == NULL ? 0 : 1;
}

static pid_t
start_program (const char *folder, guint n_issues, int told_fd)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    _exit (issue_many (folder, n_issues, told_fd));
  return child;
}

static gboolean
verify (KwStore *store, gpointer out_n_rows, GError **error)
{
  return kw_store_journal_verify (store, out_n_rows, error);
}

/* Returns how many issues there are, each whole. */
static guint64
assert_whole (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStore) store = kw_store_open (fixture->folder, &error);
  guint64 n_rows = 0;

  g_assert_no_error (error);
  run (store, verify, &n_rows);
  kw_store_close (store);
  g_assert_cmpint (query_int64 (fixture->path, "SELECT count(*) FROM stay"), ==, n_rows);
  g_assert_cmpint (query_int64 (fixture->path, "SELECT count(*) FROM credential"), ==, n_rows);
  g_assert_cmpint (query_int64 (fixture->path, "SELECT count(*) FROM credential_door"), ==,
                   2 * n_rows);
  g_assert_cmpint (query_int64 (fixture->path, "SELECT count(*) FROM personal"), ==, 3 * n_rows);
  if (n_rows > 0)
    g_assert_cmpint (
        query_int64 (fixture->path, "SELECT value FROM setting WHERE key = 'credential_counter'"),
        ==, n_rows);
  g_assert_cmpint (
      query_int64 (fixture->path, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), ==,
      1);
  g_assert_cmpint (query_int64 (fixture->path, "SELECT count(*) FROM pragma_foreign_key_check"), ==,
                   0);
  return n_rows;
}

/* Kills a program in the middle of its work. Returns how many issues it had reported as done. */
static guint64
kill_a_program (const char *folder)
{
  guint64 n_told = 0;
  int told_fds[2] = { -1, -1 };
  pid_t child = 0;
  char byte = 0;

  g_assert_cmpint (pipe (told_fds), ==, 0);
  child = start_program (folder, G_MAXUINT, told_fds[1]);
  close (told_fds[1]);
  g_assert_cmpint (read (told_fds[0], &byte, 1), ==, 1);
  n_told++;
  g_usleep ((gulong)g_test_rand_int_range (0, 10000));
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  while (read (told_fds[0], &byte, 1) == 1)
    n_told++;
  close (told_fds[0]);
  return n_told;
}

static void
test_a_kill_at_any_moment_leaves_no_half (Fixture *fixture, gconstpointer unused)
{
  guint64 n_before = 0;

  close_store (fixture);
  for (guint i = 0; i < N_KILLS; i++)
    {
      guint64 n_told = kill_a_program (fixture->folder);
      guint64 n_after = assert_whole (fixture);

      /* The last one may be durable and not yet reported; never the other way round. */
      g_assert_cmpuint (n_after, >=, n_before + n_told);
      g_assert_cmpuint (n_after, <=, n_before + n_told + 1);
      n_before = n_after;
    }
  g_test_message ("%" G_GUINT64_FORMAT " issues over %d kills", n_before, N_KILLS);
}

static void
test_programs_side_by_side_lose_nothing (Fixture *fixture, gconstpointer unused)
{
  pid_t children[N_PROGRAMS];
  int told_fds[2] = { -1, -1 };

  close_store (fixture);
  g_assert_cmpint (pipe (told_fds), ==, 0);
  for (guint i = 0; i < N_PROGRAMS; i++)
    children[i] = start_program (fixture->folder, N_ISSUES_EACH, told_fds[1]);
  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      int status = -1;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }

  close (told_fds[0]);
  close (told_fds[1]);
  g_assert_cmpuint (assert_whole (fixture), ==, N_PROGRAMS * N_ISSUES_EACH);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TO ("power", "a-kill-at-any-moment-leaves-no-half", test_a_kill_at_any_moment_leaves_no_half);
  ADD_TO ("power", "programs-side-by-side-lose-nothing", test_programs_side_by_side_lose_nothing);
  return g_test_run ();
}
