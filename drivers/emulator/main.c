/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-port.h"
#include "kw-emu-server.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define PRIORITY (-10)

typedef struct
{
  char *link;
  char *control;
  char *timing;
  gboolean die_with_parent;
  gboolean show_version;
} Options;

typedef struct
{
  GMainLoop *loop;
  KwEmuPort *port;
  gboolean has_socket;
} Program;

static const char summary[] =
    "An encoder with its cards, for programs that speak to a PN532 through libnfc: open\n"
    "pn532_uart:PATH with any of them. Commands come as lines on standard input and on the\n"
    "control socket, each answered by one line \"ok ...\" or \"error ...\".";

static const char description[] =
    "Commands:\n"
    "  new MEDIUM UID NAME  make a card: classic1k, classic4k, ntag213, desfire\n"
    "  put NAME [NAME ...]  lay it, or them at once, on the encoder; several can lie there\n"
    "  take [NAME]          take it away, or all\n"
    "  swap NAME            take all away and lay this one down\n"
    "  save NAME FILE       write its memory to a file\n"
    "  load NAME FILE       read its memory from a file\n"
    "  list                 all cards\n"
    "  stats [reset]        exchanges, bytes, writes, blocks written, faults that struck\n"
    "  trace [FILE]         write every exchange to a file, or no more\n"
    "  fault KIND [KEY=VALUE ...] | fault clear | fault list\n"
    "  unplug, plug         pull the encoder out, put it back\n"
    "  state                plugged or unplugged\n"
    "  quit\n";

static gboolean
on_signal_cb (gpointer user_data)
{
  Program *program = user_data;

  g_main_loop_quit (program->loop);
  return G_SOURCE_CONTINUE;
}

static void
on_quit_cb (gpointer user_data)
{
  Program *program = user_data;

  g_main_loop_quit (program->loop);
}

static void
on_stdin_end_cb (gpointer user_data)
{
  Program *program = user_data;

  if (!program->has_socket)
    g_main_loop_quit (program->loop);
}

static void
on_field_changed_cb (gpointer user_data)
{
  Program *program = user_data;

  kw_emu_port_on_field_changed (program->port);
}

static gboolean
on_plug_cb (gpointer user_data, GError **error)
{
  Program *program = user_data;

  return kw_emu_port_plug (program->port, error);
}

static gboolean
on_unplug_cb (gpointer user_data, GError **error)
{
  Program *program = user_data;

  return kw_emu_port_unplug (program->port, error);
}

static gboolean
on_is_plugged_cb (gpointer user_data)
{
  Program *program = user_data;

  return kw_emu_port_is_plugged (program->port);
}

static gboolean
parse_options (int *argc, char ***argv, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "link", 0, 0, G_OPTION_ARG_FILENAME, &options->link, "Where the encoder's port appears",
      "PATH" },
    { "control", 0, 0, G_OPTION_ARG_FILENAME, &options->control, "Take commands at this socket too",
      "SOCKET" },
    { "timing", 0, 0, G_OPTION_ARG_STRING, &options->timing,
      "Answer at once (none) or when a real encoder would (model)", "none|model" },
    { "die-with-parent", 0, 0, G_OPTION_ARG_NONE, &options->die_with_parent,
      "End when the program that started this one ends", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->show_version, "Print the version", NULL },
    { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (!options->show_version && (options->link == NULL || *argc > 1))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                   "--link PATH is needed, and nothing but options; see --help");
      return FALSE;
    }
  if (options->timing != NULL && strcmp (options->timing, "none") != 0 &&
      strcmp (options->timing, "model") != 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "--timing is 'none' or 'model', not '%s'", options->timing);
      return FALSE;
    }
  return TRUE;
}

/* A chip does not wait for other programs. Only some users may ask for that; the others' replies
 * are a little later on a busy computer. */
static void
hurry (void)
{
  if (setpriority (PRIO_PROCESS, 0, PRIORITY) != 0)
    g_debug ("no higher priority");
}

static gboolean
serve (const Options *options, GError **error)
{
  Program program = { .has_socket = options->control != NULL };
  g_autoptr (KwEmulator) emulator = kw_emulator_new ();
  g_autoptr (KwEmuServer) server = kw_emu_server_new (emulator);
  g_autoptr (KwEmuPort) port = kw_emu_port_new (
      emulator, options->link,
      g_strcmp0 (options->timing, "model") == 0 ? KW_EMU_TIMING_MODEL : KW_EMU_TIMING_NONE);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  const KwEmulatorFrontEnd front_end = { on_field_changed_cb, on_plug_cb, on_unplug_cb,
                                         on_is_plugged_cb,    on_quit_cb, &program };

  if (g_strcmp0 (options->timing, "model") == 0)
    hurry ();
  program.loop = loop;
  program.port = port;
  kw_emulator_set_front_end (emulator, &front_end);
  if (options->control != NULL && !kw_emu_server_listen (server, options->control, error))
    return FALSE;
  if (!kw_emu_port_plug (port, error))
    return FALSE;
  kw_emu_server_watch_stdin (server, on_stdin_end_cb, &program);
  g_unix_signal_add (SIGTERM, on_signal_cb, &program);
  g_unix_signal_add (SIGINT, on_signal_cb, &program);
  g_unix_signal_add (SIGHUP, on_signal_cb, &program);
  printf ("pn532_uart:%s\n", options->link);
  fflush (stdout);
  g_main_loop_run (loop);
  kw_emulator_set_front_end (emulator, NULL);
  return TRUE;
}

static void
clear_options (Options *options)
{
  g_free (options->link);
  g_free (options->control);
  g_free (options->timing);
}

int
main (int argc, char **argv)
{
  Options options = { 0 };
  g_autoptr (GError) error = NULL;
  pid_t parent = getppid ();
  int status = 0;

  signal (SIGPIPE, SIG_IGN);
  if (!parse_options (&argc, &argv, &options, &error))
    status = 2;
  else if (options.show_version)
    printf ("keywright-emulator %s\n", KW_VERSION);
  else
    {
      if (options.die_with_parent)
        {
          prctl (PR_SET_PDEATHSIG, SIGTERM);
          if (getppid () != parent) /* it was quicker */
            status = 1;
        }
      if (status == 0 && !serve (&options, &error))
        status = 1;
    }
  if (error != NULL)
    fprintf (stderr, "keywright-emulator: %s\n", error->message);
  clear_options (&options);
  return status;
}
