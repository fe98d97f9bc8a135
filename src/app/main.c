/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* Composition root of keywright: which clock, which worker, where its data stands. */
#include "config.h"

#include "kw-application.h"
#include "kw-blocking.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* @installed, or what stands at @built beside this program in a build tree. */
static char *
dup_path (const char *variable, const char *built, const char *installed)
{
  const char *named = variable != NULL ? g_getenv (variable) : NULL;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self == NULL ? NULL : g_path_get_dirname (self);
  g_autofree char *beside = folder == NULL ? NULL : g_build_filename (folder, built, NULL);

  if (named != NULL && *named != '\0')
    return g_strdup (named);
  if (beside != NULL && access (beside, R_OK) == 0)
    return g_steal_pointer (&beside);
  return g_strdup (installed);
}

/* A window of lists and forms is drawn as quickly without OpenGL, whose drivers GTK 4.8 loads
 * before the first window can be there: half of the time that takes, and half of the memory.
 * Whoever names a renderer gets that one. GTK has no call for it, and looks at the variable once.
 */
static gboolean
draw_without_gl (void)
{
  const char *renderer = g_getenv ("GSK_RENDERER");

  return gtk_get_minor_version () < 14 && (renderer == NULL || strcmp (renderer, "cairo") == 0) &&
         g_setenv ("GDK_DEBUG", "gl-disable", /* overwrite= */ FALSE) &&
         strcmp (g_getenv ("GDK_DEBUG"), "gl-disable") == 0;
}

/* A browser that is started with the help is not ours to slow down. */
static void
on_started_cb (GApplication *application, gpointer unused)
{
  g_unsetenv ("GDK_DEBUG");
}

int
main (int argc, char **argv)
{
  g_autofree char *worker = dup_path ("KEYWRIGHT_WORKER", "../worker/keywright-encoder-worker",
                                      KW_LIBEXECDIR "/keywright-encoder-worker");
  g_autofree char *schemas = dup_path (NULL, "../../data/gschemas.compiled", NULL);
  g_autofree char *schema_dir = schemas == NULL ? NULL : g_path_get_dirname (schemas);
  g_autofree char *locales = dup_path (NULL, "../../po", KW_LOCALEDIR);
  g_autofree char *demo = dup_path (NULL, "../../data/hotel.json", KW_DATADIR "/demo/hotel.json");
  const KwAppPaths paths = {
    .worker = worker,
    .schemas = schema_dir,
    .locales = locales,
    .demo_hotel = demo,
  };
  g_autoptr (KwApplication) application = NULL;

  signal (SIGXFSZ, SIG_IGN); /* a limit of the file size is told as a full disk */
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locales);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  kw_blocking_forbid_here ();
  application = kw_application_new (&paths, kw_clock_get_system ());
  if (draw_without_gl ())
    g_signal_connect (application, "startup", G_CALLBACK (on_started_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
