/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fill.h"

#include <glib.h>
#include <stdlib.h>

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  gint64 start_mono_us = g_get_monotonic_time ();

  if (argc != 3 || atoi (argv[2]) <= 0)
    {
      g_printerr ("Usage: bench-fill-register FOLDER CARDS\n"
                  "FOLDER has a register with a property (keywright-cli property import) and no"
                  " card.\n");
      return EXIT_FAILURE;
    }

  path = g_build_filename (argv[1], "register.db", NULL);
  bench_fill (path, (guint)atoi (argv[2]), g_get_real_time () / G_USEC_PER_SEC);
  g_print ("%s cards in %.1f s\n", argv[2],
           (double)(g_get_monotonic_time () - start_mono_us) / G_USEC_PER_SEC);
  return EXIT_SUCCESS;
}
