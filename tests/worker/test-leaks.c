/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <sys/socket.h>
#include <unistd.h>

#include "bench.h"
#include "kw-encoder-frame.h"

/* The worker under valgrind, spoken to without the supervision that would find it too slow. */

#define N_ROUNDS 3

typedef struct
{
  Bench *bench;
  GSubprocess *worker;
  int fd;
  guint32 job;
  const char *uid_hex; /* of the card that lies there */
} Station;

static void
start_worker (Station *station)
{
  const struct timeval patience = { .tv_sec = 20 };
  g_autoptr (GSubprocessLauncher)
      launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GError) error = NULL;
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds), ==, 0);
  g_assert_cmpint (setsockopt (fds[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), ==, 0);
  g_subprocess_launcher_setenv (launcher, "LIBNFC_LOG_LEVEL", "0", TRUE);
  g_subprocess_launcher_take_fd (launcher, fds[1], KW_ENCODER_WORKER_FD);
  station->fd = fds[0];
  station->worker = g_subprocess_launcher_spawn (
      launcher, &error, "valgrind", "-q", "--leak-check=full",
      "--show-leak-kinds=definite,indirect,possible", "--errors-for-leak-kinds=definite",
      "--error-exitcode=99", g_getenv ("KW_TEST_WORKER"), station->bench->connstring, "3", NULL);
  g_assert_no_error (error);
}

/* The next frame that is neither a sign of life nor about cards coming and going. */
static KwEncoderFrame
receive (Station *station)
{
  guint8 bytes[KW_ENCODER_FRAME_MAX_BYTES];
  g_autoptr (GError) error = NULL;
  KwEncoderFrame frame;

  do
    {
      const ssize_t n_bytes = recv (station->fd, bytes, sizeof bytes, 0);

      g_assert_cmpint (n_bytes, >, 0);
      g_assert_true (kw_encoder_frame_decode (bytes, (gsize)n_bytes, FALSE, &frame, &error));
      g_assert_no_error (error);
    }
  while (frame.type == KW_ENCODER_FRAME_HEARTBEAT || frame.type == KW_ENCODER_FRAME_PROGRESS ||
         frame.type == KW_ENCODER_FRAME_CARD);
  return frame;
}

static KwEncoderFrame
ask (Station *station, KwEncoderFrame *request)
{
  request->job = ++station->job;
  g_assert_true (kw_encoder_frame_send (station->fd, request));
  return receive (station);
}

static KwEncoderFrame
ask_read (Station *station, const KwCardAccess *access)
{
  KwEncoderFrame request = { .type = KW_ENCODER_FRAME_READ };

  request.read.uid = bench_uid (station->uid_hex);
  request.read.access = *access;
  return ask (station, &request);
}

static KwEncoderFrame
ask_write (Station *station, const KwCardAccess *access, KwEncoderOperation operation, guint8 slot)
{
  KwEncoderFrame request = { .type = KW_ENCODER_FRAME_WRITE };

  request.write = bench_make_write (operation, station->uid_hex, access, slot, 1);
  return ask (station, &request);
}

static void
work_with (Station *station, const char *medium, const char *uid_hex)
{
  const KwCardAccess access = bench_access (uid_hex, 1, 0);
  const KwCardAccess other_access = bench_access (uid_hex, 2, 0);

  station->uid_hex = uid_hex;
  bench_order (station->bench, "new %s %s %s", medium, uid_hex, medium);
  bench_order (station->bench, "put %s", medium);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_assert_cmpint (ask_read (station, &access).type, ==, KW_ENCODER_FRAME_READ_DONE);
      g_assert_cmpint (ask_write (station, &access, KW_ENCODER_OPERATION_PREPARE, 0).type, ==,
                       KW_ENCODER_FRAME_WRITE_DONE);
      g_assert_cmpint (ask_read (station, &other_access).type, ==, KW_ENCODER_FRAME_READ_DONE);
      g_assert_cmpint (ask_read (station, &access).type, ==, KW_ENCODER_FRAME_READ_DONE);
      bench_order (station->bench, "fault remove when=after write=1");
      g_assert_cmpint (ask_write (station, &access, KW_ENCODER_OPERATION_REWRITE, 1).type, ==,
                       KW_ENCODER_FRAME_JOB_FAILED);
      bench_order (station->bench, "put %s", medium);
      g_assert_cmpint (ask_write (station, &access, KW_ENCODER_OPERATION_REWRITE, 1).type, ==,
                       KW_ENCODER_FRAME_WRITE_DONE);
      g_assert_cmpint (ask_write (station, &access, KW_ENCODER_OPERATION_ERASE, 1).type, ==,
                       KW_ENCODER_FRAME_WRITE_DONE);
    }
  bench_order (station->bench, "take");
}

static void
test_leaks (void)
{
  g_autoptr (Bench) bench = bench_new_without_encoder ("none");
  g_autofree char *valgrind = g_find_program_in_path ("valgrind");
  Station station = { .bench = bench };
  g_autoptr (GError) error = NULL;

  if (valgrind == NULL || g_getenv ("KW_TEST_SANITIZED") != NULL)
    {
      g_test_skip ("no valgrind, or a sanitizer does its work");
      return;
    }
  start_worker (&station);
  g_assert_cmpint (receive (&station).type, ==, KW_ENCODER_FRAME_OPENED);
  work_with (&station, "classic1k", BENCH_UID_A);
  work_with (&station, "desfire", BENCH_UID_B);
  close (station.fd);

  g_subprocess_wait (station.worker, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (station.worker));
  g_assert_cmpint (g_subprocess_get_exit_status (station.worker), ==, 0);
  g_clear_object (&station.worker);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/leaks/valgrind-finds-nothing", test_leaks);
  return g_test_run ();
}
