/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store.h"

#include "fixture.h"
#include "kw-store-setting.h"

#include <signal.h>
#include <sys/resource.h>

static gboolean
put_greeting (KwStore *store, gpointer value, GError **error)
{
  return kw_store_setting_put (store, "greeting", value, error);
}

static gboolean
put_and_fail (KwStore *store, gpointer unused, GError **error)
{
  g_assert_true (kw_store_setting_put (store, "greeting", "half", error));
  g_set_error (error, KW_STORE_ERROR, KW_STORE_ERROR_STATE, "not like this");
  return FALSE;
}

static void
assert_greeting (Fixture *fixture, const char *sql_condition)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM setting WHERE key = 'greeting' AND ",
                                      sql_condition, NULL);

  g_assert_cmpint (query_int64 (fixture->path, sql), ==, 1);
}

static void
assert_no_greeting (Fixture *fixture)
{
  g_assert_cmpint (
      query_int64 (fixture->path, "SELECT count(*) FROM setting WHERE key = 'greeting'"), ==, 0);
}

static void
test_what_is_done_is_committed (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, put_greeting, "hello");

  assert_greeting (fixture, "value = 'hello'");
}

static void
test_what_fails_leaves_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_store_run (fixture->store, put_and_fail, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_STATE);
  assert_no_greeting (fixture);
}

static void
test_a_read_cannot_write (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_store_read (fixture->store, put_greeting, "hello", &error));
  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_READ_ONLY);
  assert_no_greeting (fixture);

  run (fixture->store, put_greeting, "hello");
}

/* What happened, in order, on which thread. */
typedef struct
{
  GString *log;
  GThread *owner;
  GError *error;
  guint n_called;
} Witness;

typedef struct
{
  Witness *witness;
  const char *text;
} Work;

static gboolean
work_elsewhere (KwStore *store, gpointer data, GError **error)
{
  Work *work = data;

  g_assert_true (g_thread_self () != work->witness->owner);
  return kw_store_setting_put (store, "greeting", work->text, error);
}

static void
free_work (gpointer data)
{
  Work *work = data;

  g_assert_true (g_thread_self () == work->witness->owner);
  g_string_append_printf (work->witness->log, " -%s", work->text);
  g_free (work);
}

static void
on_run_ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Witness *witness = data;

  g_assert_true (g_thread_self () == witness->owner);
  g_clear_error (&witness->error);
  if (kw_store_run_finish (KW_STORE (source), result, &witness->error))
    g_string_append_printf (witness->log, " +%s",
                            ((Work *)g_task_get_task_data (G_TASK (result)))->text);
  witness->n_called++;
}

static void
start_work (KwStore *store, Witness *witness, const char *text, GCancellable *cancellable)
{
  Work *work = g_new0 (Work, 1);

  work->witness = witness;
  work->text = text;
  kw_store_run_async (store, work_elsewhere, work, free_work, cancellable, on_run_ended_cb,
                      witness);
}

static void
wait_for_calls (Witness *witness, guint n_calls)
{
  while (witness->n_called < n_calls)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static Witness
new_witness (void)
{
  return (Witness){ .log = g_string_new (NULL), .owner = g_thread_self () };
}

static void
clear_witness (Witness *witness)
{
  g_string_free (witness->log, TRUE);
  g_clear_error (&witness->error);
}

static void
test_callbacks_come_in_order_on_the_callers_context (Fixture *fixture, gconstpointer unused)
{
  Witness witness = new_witness ();

  start_work (fixture->store, &witness, "one", NULL);
  start_work (fixture->store, &witness, "two", NULL);
  g_assert_cmpstr (witness.log->str, ==, "");
  wait_for_calls (&witness, 2);

  g_assert_cmpstr (witness.log->str, ==, " +one -one +two -two");
  assert_greeting (fixture, "value = 'two'");
  clear_witness (&witness);
}

static void
test_cancelled_work_is_not_done (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Witness witness = new_witness ();

  g_cancellable_cancel (cancellable);
  start_work (fixture->store, &witness, "one", cancellable);
  wait_for_calls (&witness, 1);

  g_assert_error (witness.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_no_greeting (fixture);
  clear_witness (&witness);
}

static void
test_a_rehearsal_succeeds_and_leaves_nothing (Fixture *fixture, gconstpointer unused)
{
  Witness witness = new_witness ();
  Work *work = g_new0 (Work, 1);

  *work = (Work){ &witness, "hello" };
  kw_store_rehearse_async (fixture->store, work_elsewhere, work, free_work, NULL, on_run_ended_cb,
                           &witness);
  wait_for_calls (&witness, 1);
  g_assert_no_error (witness.error);
  assert_no_greeting (fixture);

  run (fixture->store, put_greeting, "hello");
  clear_witness (&witness);
}

static gboolean
cancel_inside (KwStore *store, gpointer cancellable, GError **error)
{
  g_assert_true (kw_store_setting_put (store, "greeting", "hello", error));
  g_cancellable_cancel (cancellable);
  return TRUE;
}

static void
on_cancelled_cb (GObject *source, GAsyncResult *result, gpointer witness)
{
  g_assert_false (kw_store_run_finish (KW_STORE (source), result, &((Witness *)witness)->error));
  ((Witness *)witness)->n_called++;
}

static void
test_cancelling_in_the_middle_rolls_back (Fixture *fixture, gconstpointer unused)
{
  GCancellable *cancellable = g_cancellable_new ();
  Witness witness = new_witness ();

  kw_store_run_async (fixture->store, cancel_inside, cancellable, g_object_unref, cancellable,
                      on_cancelled_cb, &witness);
  wait_for_calls (&witness, 1);

  g_assert_error (witness.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_no_greeting (fixture);
  clear_witness (&witness);
}

static void
test_closing_lets_work_finish_and_takes_no_more (Fixture *fixture, gconstpointer unused)
{
  Witness witness = new_witness ();

  start_work (fixture->store, &witness, "one", NULL);
  kw_store_close (fixture->store);
  kw_store_close (fixture->store);
  start_work (fixture->store, &witness, "two", NULL);
  wait_for_calls (&witness, 2);

  g_assert_cmpstr (witness.log->str, ==, " +one -one -two");
  g_assert_error (witness.error, KW_STORE_ERROR, KW_STORE_ERROR_CLOSED);
  assert_greeting (fixture, "value = 'one'");
  clear_witness (&witness);
}

typedef struct
{
  KwStore *store;
  GError *error;
  gboolean has_ended;
} Opening;

static void
on_open_ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;

  opening->store = kw_store_open_finish (result, &opening->error);
  opening->has_ended = TRUE;
}

static Opening
open_without_blocking (const char *folder)
{
  Opening opening = { NULL };

  kw_store_open_async (folder, NULL, on_open_ended_cb, &opening);
  while (!opening.has_ended)
    g_main_context_iteration (NULL, TRUE);
  return opening;
}

static void
test_a_second_one_opens_beside_the_first (Fixture *fixture, gconstpointer unused)
{
  Opening opening = open_without_blocking (fixture->folder);

  g_assert_no_error (opening.error);
  run (opening.store, put_greeting, "from the second");
  kw_store_close (opening.store);
  g_object_unref (opening.store);

  assert_greeting (fixture, "value = 'from the second'");
}

static void
test_a_folder_that_is_not_there_is_an_error (Fixture *fixture, gconstpointer unused)
{
  Opening opening = open_without_blocking ("/nonexistent/folder");
  g_autoptr (GError) error = NULL;

  g_assert_null (opening.store);
  g_assert_error (opening.error, KW_STORE_ERROR, KW_STORE_ERROR_FAILED);
  g_clear_error (&opening.error);
  g_assert_null (kw_store_open ("/nonexistent/folder", &error));
  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_FAILED);
}

static void
assert_cannot_open (Fixture *fixture, KwStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_store_open (fixture->folder, &error));
  g_assert_error (error, KW_STORE_ERROR, (int)code);
  g_test_message ("%s", error->message);
}

static void
test_a_register_that_is_none_is_refused (Fixture *fixture, gconstpointer unused)
{
  close_store (fixture);
  run_sql (fixture->path, "PRAGMA user_version = 99");
  assert_cannot_open (fixture, KW_STORE_ERROR_NEWER);

  g_assert_true (g_file_set_contents (fixture->path, "this is no register at all", -1, NULL));
  assert_cannot_open (fixture, KW_STORE_ERROR_CORRUPT);
}

static gboolean
put_much (KwStore *store, gpointer text, GError **error)
{
  return kw_store_setting_put (store, "greeting", text, error);
}

static void
test_a_full_disk_leaves_the_old_state (Fixture *fixture, gconstpointer unused)
{
  const struct sigaction ignore = { .sa_handler = SIG_IGN };
  g_autofree char *much = g_strnfill (4 << 20, 'x');
  g_autoptr (GError) error = NULL;
  struct rlimit old = { 0 };
  struct rlimit limit = { 0 };

  run (fixture->store, put_greeting, "hello");
  g_assert_cmpint (sigaction (SIGXFSZ, &ignore, NULL), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  limit = (struct rlimit){ .rlim_cur = 2 << 20, .rlim_max = old.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (kw_store_run (fixture->store, put_much, much, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_FULL);
  assert_greeting (fixture, "value = 'hello'");
  run (fixture->store, put_greeting, "there is room again");
}

/* The reader of kw_store_look(). */

static gboolean
load_greeting (KwStore *store, gpointer out_greeting, GError **error)
{
  char **greeting = out_greeting;

  g_clear_pointer (greeting, g_free);
  *greeting = kw_store_setting_load (store, "greeting", error);
  return *greeting != NULL;
}

static void
test_a_look_sees_what_is_committed_and_cannot_write (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *greeting = NULL;
  gboolean is_changed = FALSE;

  g_assert_true (kw_store_look_for_changes (fixture->store, &is_changed, &error));
  run (fixture->store, put_greeting, "hello");
  g_assert_true (kw_store_look_for_changes (fixture->store, &is_changed, &error));
  g_assert_true (is_changed);
  g_assert_true (kw_store_look_for_changes (fixture->store, &is_changed, &error));
  g_assert_false (is_changed);
  g_assert_true (kw_store_look (fixture->store, load_greeting, &greeting, &error));
  g_assert_cmpstr (greeting, ==, "hello");
  g_assert_false (kw_store_look (fixture->store, put_greeting, "bye", &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_READ_ONLY);
  kw_store_close_reader (fixture->store);
}

/* A write under way hinders nobody who looks: this one has no end that could be waited for. */
static void
test_a_look_does_not_wait_for_a_write (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *greeting = NULL;
  sqlite3 *other = NULL;

  run (fixture->store, put_greeting, "hello");
  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (other, "BEGIN IMMEDIATE; UPDATE setting SET value = 'bye'", NULL, NULL, NULL),
      ==, SQLITE_OK);

  g_assert_true (kw_store_look (fixture->store, load_greeting, &greeting, &error));

  g_assert_cmpstr (greeting, ==, "hello");
  sqlite3_close (other);
  kw_store_close_reader (fixture->store);
}

static gpointer
look_from_elsewhere (gpointer store)
{
  g_autofree char *greeting = NULL;

  return GINT_TO_POINTER (kw_store_look (store, load_greeting, &greeting, NULL));
}

static void
test_a_look_from_another_thread_aborts (Fixture *fixture, gconstpointer unused)
{
  if (g_test_subprocess ())
    {
      g_autofree char *greeting = NULL;

      run (fixture->store, put_greeting, "hello");
      g_assert_true (kw_store_look (fixture->store, load_greeting, &greeting, NULL));
      kw_store_close_reader (fixture->store);
      g_assert_true (kw_store_look (fixture->store, load_greeting, &greeting, NULL));
      remove_test_folder (fixture->folder);
      g_thread_join (g_thread_new ("elsewhere", look_from_elsewhere, fixture->store));
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*reader_thread*");
}

static void
test_a_table_outside_its_function_aborts (Fixture *fixture, gconstpointer unused)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GError) error = NULL;

      remove_test_folder (fixture->folder); /* what follows ends before it could */
      g_assert_true (kw_store_setting_put (fixture->store, "greeting", "hello", &error));
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*is_inside*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TO ("store", "what-is-done-is-committed", test_what_is_done_is_committed);
  ADD_TO ("store", "what-fails-leaves-nothing", test_what_fails_leaves_nothing);
  ADD_TO ("store", "a-read-cannot-write", test_a_read_cannot_write);
  ADD_TO ("store", "callbacks-come-in-order-on-the-callers-context",
          test_callbacks_come_in_order_on_the_callers_context);
  ADD_TO ("store", "cancelled-work-is-not-done", test_cancelled_work_is_not_done);
  ADD_TO ("store", "a-rehearsal-succeeds-and-leaves-nothing",
          test_a_rehearsal_succeeds_and_leaves_nothing);
  ADD_TO ("store", "cancelling-in-the-middle-rolls-back", test_cancelling_in_the_middle_rolls_back);
  ADD_TO ("store", "closing-lets-work-finish-and-takes-no-more",
          test_closing_lets_work_finish_and_takes_no_more);
  ADD_TO ("store", "a-second-one-opens-beside-the-first", test_a_second_one_opens_beside_the_first);
  ADD_TO ("store", "a-folder-that-is-not-there-is-an-error",
          test_a_folder_that_is_not_there_is_an_error);
  ADD_TO ("store", "a-register-that-is-none-is-refused", test_a_register_that_is_none_is_refused);
  ADD_TO ("store", "a-full-disk-leaves-the-old-state", test_a_full_disk_leaves_the_old_state);
  ADD_TO ("store", "a-look-sees-what-is-committed-and-cannot-write",
          test_a_look_sees_what_is_committed_and_cannot_write);
  ADD_TO ("store", "a-look-does-not-wait-for-a-write", test_a_look_does_not_wait_for_a_write);
  ADD_TO ("store", "a-look-from-another-thread-aborts", test_a_look_from_another_thread_aborts);
  ADD_TO ("store", "a-table-outside-its-function-aborts", test_a_table_outside_its_function_aborts);
  return g_test_run ();
}
