/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "emulator-process.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define TIMEOUT_MS 60000

/* One line, without its end, within the limit. */
static char *
read_line (int fd)
{
  GString *line = g_string_new (NULL);
  gint64 deadline_us = g_get_monotonic_time () + TIMEOUT_MS * 1000;

  for (;;)
    {
      struct pollfd wait = { .fd = fd, .events = POLLIN };
      gint64 left_ms = (deadline_us - g_get_monotonic_time ()) / 1000;
      char byte;

      if (left_ms <= 0 || poll (&wait, 1, (int)left_ms) <= 0)
        g_error ("the emulator did not answer; so far: '%s'", line->str);
      if (read (fd, &byte, 1) != 1)
        g_error ("the emulator hung up; so far: '%s'", line->str);
      if (byte == '\n')
        return g_string_free (line, FALSE);
      g_string_append_c (line, byte);
    }
}

static void
connect_control (EmulatorProcess *process)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };

  g_strlcpy (address.sun_path, process->control, sizeof address.sun_path);
  process->socket_fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect (process->socket_fd, (const struct sockaddr *)&address, sizeof address) != 0)
    g_error ("cannot connect to %s: %s", process->control, g_strerror (errno));
}

EmulatorProcess *
emulator_process_start (const char *program, const char *timing)
{
  EmulatorProcess *process = g_new0 (EmulatorProcess, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *ready = NULL;
  int out_fd = -1;

  process->folder = g_dir_make_tmp ("kw-emulator-XXXXXX", &error);
  g_assert_no_error (error);
  process->link = g_build_filename (process->folder, "port", NULL);
  process->control = g_strconcat (process->link, ".control", NULL);
  process->connstring = g_strconcat ("pn532_uart:", process->link, NULL);
  {
    const char *argv[] = { program,    "--link", process->link,       "--control", process->control,
                           "--timing", timing,   "--die-with-parent", NULL };

    g_spawn_async_with_pipes (NULL, (char **)argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                              &process->pid, NULL, &out_fd, NULL, &error);
    g_assert_no_error (error);
  }
  ready = read_line (out_fd);
  g_assert_cmpstr (ready, ==, process->connstring);
  close (out_fd);
  connect_control (process);
  return process;
}

void
emulator_process_stop (EmulatorProcess *process)
{
  gint64 deadline_us = g_get_monotonic_time () + TIMEOUT_MS * 1000;
  int status = 0;

  if (process == NULL)
    return;
  close (process->socket_fd);
  kill (process->pid, SIGTERM);
  while (waitpid (process->pid, &status, WNOHANG) == 0)
    {
      if (g_get_monotonic_time () > deadline_us)
        g_error ("the emulator does not end");
      g_usleep (2000);
    }
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    g_error ("the emulator ended with status %d", status);
  if (g_rmdir (process->folder) != 0)
    g_error ("the emulator left something in %s", process->folder);
  g_free (process->connstring);
  g_free (process->link);
  g_free (process->control);
  g_free (process->folder);
  g_free (process);
}

static char *
do_line (EmulatorProcess *process, const char *line)
{
  g_autofree char *sent = g_strconcat (line, "\n", NULL);
  g_autofree char *answer = NULL;

  if (send (process->socket_fd, sent, strlen (sent), MSG_NOSIGNAL) != (gssize)strlen (sent))
    g_error ("the emulator does not listen");
  answer = read_line (process->socket_fd);
  if (!g_str_has_prefix (answer, "ok"))
    g_error ("'%s': %s", line, answer);
  return g_strdup (g_strchug (answer + 2));
}

char *
emulator_process_do (EmulatorProcess *process, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  return do_line (process, line);
}

void
emulator_process_run (EmulatorProcess *process, const char *format, ...)
{
  g_autofree char *line = NULL;
  g_autofree char *answer = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  answer = do_line (process, line);
}

guint64
emulator_process_get_stat (EmulatorProcess *process, const char *name)
{
  g_autofree char *stats = do_line (process, "stats");
  g_auto (GStrv) words = g_strsplit (stats, " ", -1);
  gsize n_name = strlen (name);

  for (gsize i = 0; words[i] != NULL; i++)
    if (strncmp (words[i], name, n_name) == 0 && words[i][n_name] == '=')
      return g_ascii_strtoull (words[i] + n_name + 1, NULL, 10);
  g_error ("no statistics are called '%s'", name);
}
