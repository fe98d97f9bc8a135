/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli.h"

#include "kw-cli-command.h"
#include "kw-cli-json.h"
#include "kw-error.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

KW_DEFINE_THROW (KwCliError, KW_CLI_ERROR)

static const KwCliCommand *const groups[] = {
  kw_cli_property_commands, kw_cli_keys_commands, kw_cli_door_commands,    kw_cli_stay_commands,
  kw_cli_issue_commands,    kw_cli_card_commands, kw_cli_journal_commands,
};

gboolean
kw_cli_is_for_people (void)
{
  return isatty (STDOUT_FILENO);
}

KwCliVoice
kw_cli_get_voice (KwCli *cli)
{
  return (KwCliVoice){ cli->out, kw_desk_get_property (cli->desk),
                       kw_desk_get_now_unix_s (cli->desk) };
}

/* How many words of the command stand at the start of @words: all of them, or 0. */
static guint
count_matching (const KwCliCommand *command, const GPtrArray *words)
{
  g_auto (GStrv) expected = g_strsplit (command->syntax.words, " ", -1);
  guint n = g_strv_length (expected);

  for (guint i = 0; i < n; i++)
    if (i >= words->len || strcmp (words->pdata[i], expected[i]) != 0)
      return 0;
  return n;
}

static const KwCliCommand *
find_command (const GPtrArray *words)
{
  const KwCliCommand *best = NULL;
  guint n_best = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const KwCliCommand *command = groups[i]; command->syntax.words != NULL; command++)
      {
        guint n = count_matching (command, words);

        if (n > n_best)
          {
            best = command;
            n_best = n;
          }
      }
  return best;
}

static gboolean
throw_no_command (GError **error, const GPtrArray *words)
{
  g_autoptr (GString) typed = g_string_new (NULL);

  for (guint i = 0; i < words->len && i < 3; i++)
    g_string_append_printf (typed, "%s%s", i == 0 ? "" : " ", (const char *)words->pdata[i]);
  return throw (error, KW_CLI_ERROR_USAGE, "there is no command '%s'", typed->str);
}

static void
append_help (GString *out, const KwCliCommand *one)
{
  g_autofree char *usage = kw_cli_options_dup_usage (one == NULL ? NULL : &one->syntax);
  g_autofree char *own = one == NULL ? NULL : kw_cli_options_dup_help (&one->syntax);
  g_autofree char *global = kw_cli_options_dup_help (NULL);

  g_string_append_printf (out, "%s\n\n", usage);
  if (one != NULL)
    g_string_append_printf (out, "%s\n\n%s%s", one->syntax.summary, own, *own == '\0' ? "" : "\n");
  else
    {
      g_string_append (out, "Commands:\n");
      for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
        for (const KwCliCommand *command = groups[i]; command->syntax.words != NULL; command++)
          g_string_append_printf (out, "  %-28s %s\n", command->syntax.words,
                                  command->syntax.summary);
      g_string_append (out, "\n'keywright-cli COMMAND --help' lists a command's options.\n\n");
    }
  g_string_append_printf (out, "Options of every command:\n%s", global);
}

static void
answer_help (KwCli *cli, const KwCliCommand *one)
{
  g_autoptr (GString) help = NULL;
  JsonBuilder *builder;

  if (!cli->options.json)
    {
      append_help (cli->out, one);
      return;
    }
  help = g_string_new (NULL);
  append_help (help, one);
  builder = kw_cli_begin_json ();
  kw_cli_json_add_string (builder, "help", help->str);
  kw_cli_end_json (cli, builder);
}

static void
append_version (KwCli *cli)
{
  if (cli->options.json)
    {
      JsonBuilder *builder = kw_cli_begin_json ();

      kw_cli_json_add_string (builder, "version", KW_VERSION);
      kw_cli_end_json (cli, builder);
      return;
    }
  g_string_append_printf (cli->out, "keywright-cli %s\n", KW_VERSION);
}

static gboolean
on_signal_cb (gpointer user_data)
{
  KwCli *cli = user_data;

  g_cancellable_cancel (cli->cancellable);
  return G_SOURCE_CONTINUE;
}

static gboolean
run_with_desk (KwCli *cli, const KwCliCommand *command, GError **error)
{
  gboolean is_done;

  g_unix_signal_add (SIGINT, on_signal_cb, cli);
  g_unix_signal_add (SIGTERM, on_signal_cb, cli);
  g_unix_signal_add (SIGHUP, on_signal_cb, cli);
  if (!kw_cli_open_desk (cli, error))
    return FALSE;
  is_done = command->run (cli, error);
  kw_desk_close (cli->desk);
  g_clear_object (&cli->desk);
  return is_done;
}

static gboolean
run_line (KwCli *cli, char *const *argv, const KwCliCommand **out_command, GError **error)
{
  g_autoptr (GPtrArray) words = kw_cli_options_dup_words (argv);
  const KwCliCommand *command = find_command (words);

  *out_command = command;
  if (command == NULL && words->len > 0)
    return throw_no_command (error, words);
  if (!kw_cli_options_parse (command == NULL ? NULL : &command->syntax, argv, &cli->options,
                             &cli->argument, error))
    return FALSE;
  if (cli->options.help)
    answer_help (cli, command);
  else if (cli->options.version)
    append_version (cli);
  else
    return run_with_desk (cli, command, error);
  return TRUE;
}

/* The line may be wrong in a way that hides the option, and the answer still has to be a document.
 */
static gboolean
wants_json (char *const *argv)
{
  return g_strv_contains ((const char *const *)argv, "--json");
}

static int
report_error (char *const *argv, const KwCliCommand *command, const GError *error)
{
  g_autofree char *sentence = kw_cli_error_dup_sentence (error);
  g_autofree char *usage = kw_cli_options_dup_usage (command == NULL ? NULL : &command->syntax);

  fprintf (stderr, "keywright-cli: %s\n", sentence);
  if (g_error_matches (error, KW_CLI_ERROR, KW_CLI_ERROR_USAGE))
    fprintf (stderr, "%s\n", usage);
  if (wants_json (argv))
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (JsonBuilder) builder = kw_cli_begin_json ();

      kw_cli_json_add_error (builder, error);
      json_builder_end_object (builder);
      kw_cli_json_append (out, builder);
      printf ("%s\n", out->str);
      fflush (stdout);
    }
  return kw_cli_error_kind_to_exit_code (kw_cli_error_get_kind (error));
}

static gboolean
print_answer (const GString *out, GError **error)
{
  if (fwrite (out->str, 1, out->len, stdout) != out->len || fflush (stdout) != 0)
    return throw (error, KW_CLI_ERROR_FILE,
                  "what you asked for is done, but the answer cannot be written: %s",
                  g_strerror (errno));
  return TRUE;
}

static void
clear_cli (KwCli *cli)
{
  kw_cli_options_clear (&cli->options);
  g_clear_pointer (&cli->argument, g_free);
  g_clear_object (&cli->cancellable);
  g_string_free (cli->out, TRUE);
}

int
kw_cli_run (char *const *argv, const char *worker_path, const KwClock *clock)
{
  KwCli cli = { .worker_path = worker_path,
                .clock = clock,
                .cancellable = g_cancellable_new (),
                .out = g_string_new (NULL) };
  const KwCliCommand *command = NULL;
  g_autoptr (GError) error = NULL;
  int exit_code;

  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN); /* a limit of the file size is told as a full disk */
  if (run_line (&cli, argv, &command, &error) && print_answer (cli.out, &error))
    exit_code = cli.exit_code;
  else
    exit_code = report_error (argv, command, error);
  clear_cli (&cli);
  return exit_code;
}
