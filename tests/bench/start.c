/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/extensions/Xdamage.h>

#include <glib.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/*
 * bench-start TITLE PROGRAM ARGUMENT ...
 *
 * Starts a program on an X11 screen and prints when its first window is there (mapped, first frame,
 * and the first frame after its title holds TITLE; "" = the first frame), in milliseconds from
 * before fork(), and what it took until it had rested: largest resident set and proportional set in
 * kilobytes, processor time in milliseconds. Then ends it.
 *
 * What is on the screen is seen from outside, by the damage of the window: its first damage is the
 * server's background, the second one is painted by the program.
 */
#define PATIENCE_MS 30000
#define REST_MS 1500
#define LEAST_PX 50 /* smaller windows are not for people */

typedef struct
{
  Window window;
  guint n_damages;
  gboolean is_seen;
} Seen;

typedef struct
{
  Display *display;
  int damage_event;
  Atom title_atom;
  const char *title;
  gint64 began_us;
  GArray *windows; /* Seen */
  gboolean has_title;
  gint64 mapped_us; /* 0 = not yet, as the others */
  gint64 frame_us;
  gint64 ready_us;
} Watch;

static gint64
get_now_us (void)
{
  return g_get_monotonic_time ();
}

static int
on_x_error_cb (Display *display, XErrorEvent *event)
{
  return 0; /* windows go away while they are asked about */
}

static Seen *
find_window (Watch *watch, Window window)
{
  for (guint i = 0; i < watch->windows->len; i++)
    if (g_array_index (watch->windows, Seen, i).window == window)
      return &g_array_index (watch->windows, Seen, i);
  return NULL;
}

static void
on_created (Watch *watch, const XCreateWindowEvent *event)
{
  const Seen seen = { .window = event->window };

  if (event->override_redirect)
    return;
  XSelectInput (watch->display, event->window, PropertyChangeMask | StructureNotifyMask);
  XDamageCreate (watch->display, event->window, XDamageReportNonEmpty);
  g_array_append_val (watch->windows, seen);
}

static void
on_mapped (Watch *watch, Window window)
{
  Seen *seen = find_window (watch, window);
  XWindowAttributes attributes;

  if (seen == NULL || !XGetWindowAttributes (watch->display, window, &attributes) ||
      attributes.width < LEAST_PX || attributes.height < LEAST_PX)
    return;
  seen->is_seen = TRUE;
  if (watch->mapped_us == 0)
    watch->mapped_us = get_now_us () - watch->began_us;
}

static void
on_damaged (Watch *watch, const XDamageNotifyEvent *event)
{
  Seen *seen = find_window (watch, event->drawable);

  XDamageSubtract (watch->display, event->damage, None, None);
  if (seen == NULL || !seen->is_seen || ++seen->n_damages < 2)
    return;
  if (watch->frame_us == 0)
    watch->frame_us = get_now_us () - watch->began_us;
  if (watch->ready_us == 0 && watch->has_title)
    watch->ready_us = get_now_us () - watch->began_us;
}

static void
on_property_changed (Watch *watch, const XPropertyEvent *event)
{
  unsigned char *text = NULL;
  unsigned long n_items, n_left;
  Atom type;
  int format;

  if (event->atom != watch->title_atom ||
      XGetWindowProperty (watch->display, event->window, watch->title_atom, 0, 256, False,
                          AnyPropertyType, &type, &format, &n_items, &n_left, &text) != Success)
    return;
  if (text != NULL && strstr ((const char *)text, watch->title) != NULL)
    watch->has_title = TRUE;
  if (text != NULL)
    XFree (text);
}

static void
take_event (Watch *watch)
{
  XEvent event;

  XNextEvent (watch->display, &event);
  if (event.type == CreateNotify)
    on_created (watch, &event.xcreatewindow);
  else if (event.type == MapNotify)
    on_mapped (watch, event.xmap.window);
  else if (event.type == PropertyNotify)
    on_property_changed (watch, &event.xproperty);
  else if (event.type == watch->damage_event + XDamageNotify)
    on_damaged (watch, (const XDamageNotifyEvent *)&event);
}

static gboolean
watch_until_ready (Watch *watch, pid_t child)
{
  struct pollfd screen = { .fd = ConnectionNumber (watch->display), .events = POLLIN };

  while (watch->ready_us == 0)
    {
      gint64 left_ms = PATIENCE_MS - (get_now_us () - watch->began_us) / 1000;

      if (left_ms <= 0 || waitpid (child, NULL, WNOHANG) != 0)
        return FALSE;
      if (XPending (watch->display) == 0)
        poll (&screen, 1, (int)MIN (left_ms, 100));
      while (XPending (watch->display) > 0)
        take_event (watch);
    }
  return TRUE;
}

/* The number behind @key in a file of lines "key: number unit". */
static long
read_number (pid_t child, const char *file, const char *key)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", (int)child, file);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return -1;
  line = strstr (text, key);
  return line == NULL ? -1 : strtol (line + strlen (key), NULL, 10);
}

/* Fields 14 and 15 of /proc/PID/stat; the name in field 2 may have blanks. */
static long
read_cpu_ms (pid_t child)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int)child);
  g_autofree char *text = NULL;
  const char *rest;
  unsigned long user, kernel;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (rest = strrchr (text, ')')) == NULL ||
      sscanf (rest, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel) != 2)
    return -1;
  return (long)((user + kernel) * 1000 / (unsigned long)sysconf (_SC_CLK_TCK));
}

static pid_t
start (char **words)
{
  pid_t child = fork ();

  if (child != 0)
    return child;
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  execvp (words[0], words);
  fprintf (stderr, "bench-start: %s: %s\n", words[0], g_strerror (errno));
  _exit (127);
}

static gboolean
measure (Watch *watch, char **words)
{
  pid_t child;
  gboolean is_ready;

  XSelectInput (watch->display, DefaultRootWindow (watch->display), SubstructureNotifyMask);
  XSync (watch->display, False);
  watch->began_us = get_now_us ();
  child = start (words);
  if (child < 0)
    return FALSE;
  is_ready = watch_until_ready (watch, child);
  if (is_ready)
    {
      g_usleep (REST_MS * 1000);
      printf ("%.1f %.1f %.1f %ld %ld %ld\n", watch->mapped_us / 1e3, watch->frame_us / 1e3,
              watch->ready_us / 1e3, read_number (child, "status", "VmHWM:"),
              read_number (child, "smaps_rollup", "Pss:"), read_cpu_ms (child));
    }
  kill (child, SIGTERM);
  waitpid (child, NULL, 0);
  return is_ready;
}

int
main (int argc, char **argv)
{
  g_autoptr (GArray) windows = g_array_new (FALSE, FALSE, sizeof (Seen));
  Watch watch = { .windows = windows };
  int damage_error;
  gboolean is_done;

  if (argc < 3)
    {
      fprintf (stderr, "usage: bench-start TITLE PROGRAM ARGUMENT ...\n");
      return 2;
    }
  watch.display = XOpenDisplay (NULL);
  if (watch.display == NULL ||
      !XDamageQueryExtension (watch.display, &watch.damage_event, &damage_error))
    {
      fprintf (stderr, "bench-start: no X11 screen that tells of damage\n");
      return 1;
    }
  XSetErrorHandler (on_x_error_cb);
  watch.title = argv[1];
  watch.has_title = *watch.title == '\0';
  watch.title_atom = XInternAtom (watch.display, "_NET_WM_NAME", False);
  is_done = measure (&watch, argv + 2);
  if (!is_done)
    fprintf (stderr, "bench-start: %s showed nothing within %d s\n", argv[2], PATIENCE_MS / 1000);
  XCloseDisplay (watch.display);
  return is_done ? 0 : 1;
}
