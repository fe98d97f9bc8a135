/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* Composition root of keywright-cli: which clock, which worker. */
#include "config.h"

#include "kw-cli.h"

#include <glib.h>
#include <locale.h>
#include <unistd.h>

#define WORKER_NAME "keywright-encoder-worker"

/* Named by the environment, or beside this program in a build tree, or installed. */
static char *
dup_worker_path (void)
{
  const char *named = g_getenv ("KEYWRIGHT_WORKER");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self == NULL ? NULL : g_path_get_dirname (self);
  g_autofree char *built = NULL;

  if (named != NULL && *named != '\0')
    return g_strdup (named);
  if (folder != NULL)
    built = g_build_filename (folder, "..", "worker", WORKER_NAME, NULL);
  if (built != NULL && access (built, X_OK) == 0)
    return g_steal_pointer (&built);
  return g_build_filename (KW_LIBEXECDIR, WORKER_NAME, NULL);
}

int
main (int argc, char **argv)
{
  g_autofree char *worker_path = dup_worker_path ();

  setlocale (LC_ALL, "");
  return kw_cli_run (argv, worker_path, kw_clock_get_system ());
}
