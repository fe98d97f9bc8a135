/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * canary heap|leak|undefined|nothing: a child of it makes the mistake named, and nobody looks how
 * it ended. What finds it must say so in a file.
 */

static char *volatile kept;

static void
sing (const char *mistake)
{
  if (strcmp (mistake, "heap") == 0)
    {
      kept = malloc (16);
      free (kept);
      kept[3] = 'x';
    }
  else if (strcmp (mistake, "leak") == 0)
    {
      kept = malloc (17);
      kept = NULL;
    }
  else if (strcmp (mistake, "undefined") == 0)
    {
      volatile int n = INT_MAX;

      n = n + 1;
    }
}

int
main (int argc, char **argv)
{
  pid_t pid;

  if (argc == 3)
    {
      sing (argv[1]);
      return 0;
    }
  if (argc != 2)
    return 2;
  pid = fork ();
  if (pid == 0)
    {
      execl (argv[0], argv[0], argv[1], "child", (char *)NULL);
      _exit (3);
    }
  return waitpid (pid, NULL, 0) == pid ? 0 : 1;
}
