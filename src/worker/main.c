/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "kw-encoder-frame.h"
#include "kw-nfc.h"
#include "kw-worker.h"

/* A worker holds the keys of the card it works on: nothing of its memory may reach a disk or a
 * debugger, and it must not outlive the station. Ctrl-C is for the station: a write under way ends
 * by itself. */
static void
harden (void)
{
  const struct rlimit no_core = { 0, 0 };

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  signal (SIGINT, SIG_IGN);
  signal (SIGHUP, SIG_IGN);
  setrlimit (RLIMIT_CORE, &no_core);
  mallopt (M_PERTURB, 0xa5); /* what is freed is overwritten: libfreefare frees keys as they are */
#ifndef KW_SANITIZED         /* leak checking needs ptrace of oneself */
  prctl (PR_SET_DUMPABLE, 0);
#endif
}

/* libnfc takes descriptor 0 for "none": 0 to 2 must be open (libnfc 1.8, uart_open). */
static gboolean
ensure_standard_fds (void)
{
  for (int fd = 0; fd <= 2; fd++)
    if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", O_RDWR) != fd)
      return FALSE;
  return TRUE;
}

int
main (int argc, char **argv)
{
  int fd;

  if (argc != 3)
    {
      g_printerr ("usage: keywright-encoder-worker CONNSTRING FD (started by keywright itself)\n");
      return 2;
    }
  fd = atoi (argv[2]);
  if (fd < 3 || fcntl (fd, F_SETFD, FD_CLOEXEC) < 0 || !ensure_standard_fds ())
    {
      g_printerr ("keywright-encoder-worker: descriptor %s is not open\n", argv[2]);
      return 2;
    }
  harden ();
  close_range ((unsigned int)fd + 1, ~0u, 0);
  return kw_worker_run (&kw_nfc_driver, argv[1], fd) ? EXIT_SUCCESS : EXIT_FAILURE;
}
