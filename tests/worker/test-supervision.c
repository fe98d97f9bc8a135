/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench.h"

static void
on_job_done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
wait_result (GAsyncResult **result)
{
  for (guint i = 0; i < 500 && *result == NULL; i++)
    bench_wait_ms (20);
  g_assert_nonnull (*result);
}

/* kill -9 at the @nth report of a write. */
typedef struct
{
  Bench *bench;
  guint nth;
} Assassin;

static void
on_progress_cb (KwEncoder *encoder, const KwEncoderProgress *progress, gpointer user_data)
{
  const Assassin *assassin = user_data;

  if (progress->n_writes_begun == assassin->nth && kw_encoder_get_worker_pid (encoder) != 0)
    kill (kw_encoder_get_worker_pid (encoder), SIGKILL);
}

static void
test_killed_while_writing (void)
{
  /* With the timing of a real encoder, the worker is still at it when the report arrives. */
  g_autoptr (Bench) bench = bench_new ("model");
  const KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);
  const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_PREPARE, BENCH_UID_A, &access,
                                                 0, 1);
  Assassin assassin = { .bench = bench, .nth = 4 };
  g_autoptr (KwEncoderWritten) written = NULL;
  g_autoptr (GError) error = NULL;

  bench_lay_new (bench, "classic1k", BENCH_UID_A, "card");
  g_signal_connect (bench->encoder, "progress", G_CALLBACK (on_progress_cb), &assassin);

  written = bench_write (bench, &write, &error);

  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_UNCERTAIN);
  g_assert_cmpuint (kw_encoder_get_progress (bench->encoder)->n_writes_begun, >=, 4);
  g_assert_cmpint (kw_encoder_get_progress (bench->encoder)->step, ==, KW_ENCODER_STEP_WRITING);
  assassin.nth = 1000;
  bench_wait_state (bench, KW_ENCODER_STATE_READY);
  bench_wait_card (bench, BENCH_UID_A);
  bench_issue (bench, BENCH_UID_A, &access, 2);
  bench_assert_carries (bench, BENCH_UID_A, &access, 2);
}

/* 100 workers: each encoder loses its first one and gets another at once. */
static void
test_killed_while_idle (void)
{
  g_autoptr (Bench) bench = bench_new_without_encoder ("none");
  guint n_fds = 0;

  for (guint i = 0; i < 50; i++)
    {
      int pid;

      bench_start_encoder (bench);
      pid = kw_encoder_get_worker_pid (bench->encoder);
      g_assert_cmpint (pid, !=, 0);
      kill (pid, SIGKILL);
      while (kw_encoder_get_worker_pid (bench->encoder) == pid ||
             kw_encoder_get_worker_pid (bench->encoder) == 0)
        g_main_context_iteration (NULL, TRUE);
      bench_wait_state (bench, KW_ENCODER_STATE_READY);
      if (i == 5)
        n_fds = bench_count_fds ();
      kw_encoder_close (bench->encoder);
      g_clear_object (&bench->encoder);
    }

  g_assert_cmpuint (n_fds, >, 0);
  g_assert_cmpuint (bench_count_fds (), <=, n_fds);
}

static void
test_two_programs (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  g_autoptr (KwEncoder) first = NULL;
  const GError *problem;

  first = g_steal_pointer (&bench->encoder);
  bench->encoder = kw_encoder_new (g_getenv ("KW_TEST_WORKER"), bench->connstring);
  bench_wait_state (bench, KW_ENCODER_STATE_BUSY);
  problem = kw_encoder_get_problem (bench->encoder);
  g_assert_error (problem, KW_ENCODER_ERROR, KW_ENCODER_ERROR_ENCODER_BUSY);
  g_assert_nonnull (strstr (problem->message, "used by test-worker-sup (process "));

  kw_encoder_close (first);

  bench_wait_state (bench, KW_ENCODER_STATE_READY);
}

static void
test_absent (void)
{
  g_autoptr (Bench) bench = bench_new ("none");
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (GError) error = NULL;
  const KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);

  bench_order (bench, "unplug");
  bench_wait_state (bench, KW_ENCODER_STATE_ABSENT);
  g_assert_error (kw_encoder_get_problem (bench->encoder), KW_ENCODER_ERROR,
                  KW_ENCODER_ERROR_ENCODER_GONE);
  reading = bench_read (bench, BENCH_UID_A, &access, &error);
  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_ENCODER_GONE);

  bench_order (bench, "plug");

  bench_wait_state (bench, KW_ENCODER_STATE_READY);
}

static void
test_no_program (void)
{
  g_autoptr (KwEncoder) encoder = kw_encoder_new ("/nonexistent/worker", "pn532_uart:/dev/null");

  g_assert_cmpint (kw_encoder_get_state (encoder), ==, KW_ENCODER_STATE_ABSENT);
  g_assert_error (kw_encoder_get_problem (encoder), KW_ENCODER_ERROR, KW_ENCODER_ERROR_NO_PROGRAM);
  kw_encoder_close (encoder);
}

static void
test_bad_names (void)
{
  static const struct
  {
    const char *connstring;
    KwEncoderError problem;
  } names[] = {
    { "", KW_ENCODER_ERROR_UNKNOWN_NAME },
    { "pn532_uart", KW_ENCODER_ERROR_UNKNOWN_NAME },
    { "pn532_uart:", KW_ENCODER_ERROR_UNKNOWN_NAME },
    { "pn532_uart:x", KW_ENCODER_ERROR_UNKNOWN_NAME },
    { "pn532_uart:/nonexistent/tty", KW_ENCODER_ERROR_ENCODER_GONE },
    { "acr122_usb:001:999", KW_ENCODER_ERROR_ENCODER_GONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (KwEncoder)
          encoder = kw_encoder_new (g_getenv ("KW_TEST_WORKER"), names[i].connstring);

      for (guint j = 0; j < 100 && kw_encoder_get_problem (encoder) == NULL; j++)
        bench_wait_ms (20);
      g_test_message ("\"%s\"", names[i].connstring);
      g_assert_error (kw_encoder_get_problem (encoder), KW_ENCODER_ERROR, (int)names[i].problem);
      kw_encoder_close (encoder);
    }
}

static void
test_cancelled_read (void)
{
  g_autoptr (Bench) bench = bench_new ("model");
  const KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);
  const KwCardUid uid = bench_uid (BENCH_UID_A);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (GError) error = NULL;

  bench_lay_new (bench, "classic1k", BENCH_UID_A, "card");
  bench_issue (bench, BENCH_UID_A, &access, 1);
  kw_encoder_read_async (bench->encoder, &uid, &access, cancellable, on_job_done_cb, &result);
  g_cancellable_cancel (cancellable);
  wait_result (&result);
  reading = kw_encoder_read_finish (bench->encoder, result, &error);
  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CANCELLED);

  /* The worker may still be at the cancelled one: the next waits for its turn. */
  bench_assert_carries (bench, BENCH_UID_A, &access, 1);
}

static void
test_write_is_not_cancelled (void)
{
  g_autoptr (Bench) bench = bench_new ("model");
  const KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);
  const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_PREPARE, BENCH_UID_A, &access,
                                                 0, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwEncoderWritten) written = NULL;
  g_autoptr (GError) error = NULL;

  bench_lay_new (bench, "classic1k", BENCH_UID_A, "card");
  kw_encoder_write_async (bench->encoder, &write, cancellable, on_job_done_cb, &result);
  bench_wait_ms (100);
  g_cancellable_cancel (cancellable);
  wait_result (&result);

  written = kw_encoder_write_finish (bench->encoder, result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (written);
}

static void
test_closed_while_writing (void)
{
  g_autoptr (Bench) bench = bench_new ("model");
  const KwCardAccess access = bench_access (BENCH_UID_A, 1, 0);
  const KwEncoderWrite write = bench_make_write (KW_ENCODER_OPERATION_PREPARE, BENCH_UID_A, &access,
                                                 0, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwEncoderWritten) written = NULL;
  g_autoptr (GError) error = NULL;

  bench_lay_new (bench, "classic1k", BENCH_UID_A, "card");
  kw_encoder_write_async (bench->encoder, &write, NULL, on_job_done_cb, &result);
  while (kw_encoder_get_progress (bench->encoder)->n_writes_begun == 0)
    g_main_context_iteration (NULL, TRUE);
  kw_encoder_close (bench->encoder);
  wait_result (&result);

  written = kw_encoder_write_finish (bench->encoder, result, &error);

  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_UNCERTAIN);
  g_assert_cmpint (kw_encoder_get_state (bench->encoder), ==, KW_ENCODER_STATE_CLOSED);
}

/* Nothing but the socket and the device may be open in a worker. */
static void
test_worker_fds (void)
{
  const int leak = open ("/dev/zero", O_RDONLY); /* not close-on-exec */
  g_autoptr (Bench) bench = bench_new ("none");
  g_autofree char *folder = g_strdup_printf ("/proc/%d/fd",
                                             kw_encoder_get_worker_pid (bench->encoder));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  close (leak);
  if (dir == NULL)
    {
      g_test_skip ("the worker's descriptors may not be looked at");
      return;
    }
  while ((entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, entry, NULL);
      g_autofree char *target = g_file_read_link (path, NULL);

      g_assert_cmpstr (target, !=, "/dev/zero");
      if (g_str_equal (entry, "0") || g_str_equal (entry, "1"))
        g_assert_cmpstr (target, ==, "/dev/null");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/supervision/kill-while-writing-is-uncertain",
                   test_killed_while_writing);
  g_test_add_func ("/worker/supervision/descriptors-stay-constant", test_killed_while_idle);
  g_test_add_func ("/worker/supervision/two-programs-never-share-an-encoder", test_two_programs);
  g_test_add_func ("/worker/supervision/unplugged-encoder-is-found-again", test_absent);
  g_test_add_func ("/worker/supervision/missing-program-is-said", test_no_program);
  g_test_add_func ("/worker/supervision/wrong-names-are-said", test_bad_names);
  g_test_add_func ("/worker/supervision/a-read-can-be-cancelled", test_cancelled_read);
  g_test_add_func ("/worker/supervision/a-write-cannot-be-cancelled", test_write_is_not_cancelled);
  g_test_add_func ("/worker/supervision/closing-while-writing-is-uncertain",
                   test_closed_while_writing);
  g_test_add_func ("/worker/supervision/worker-inherits-no-descriptor", test_worker_fds);
  return g_test_run ();
}
