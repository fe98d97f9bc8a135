/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-cli-error.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwCliOptions:
 *
 * The values of all options as they were typed, %NULL or %FALSE where an option was not given. One
 * name means the same in every command.
 */
typedef struct
{
  /* global */
  char *data;
  char *encoder;
  char *wait;
  char *passphrase_file;
  gboolean json;
  gboolean confirm_clock;
  gboolean no_secret_service;
  gboolean version;
  gboolean help;
  /* of commands */
  char *room;
  char *stay;
  char *until;
  char *from;
  char *doors;
  char **tenants;
  char *reference;
  char *overlap_reason;
  char *overwrite_reason;
  char *floors;
  char *areas;
  char *holder;
  char *building;
  char *floor;
  char *weekdays;
  char *hours;
  char *card;
  char *state;
  char *lock;
  char *area;
  char *elevator;
  char *at;
  char *after;
  char *limit;
  gboolean make_new;
  gboolean copy;
  gboolean deadbolt;
  gboolean absent;
  gboolean cancel_card;
  gboolean force;
  gboolean locked_inside;
  gboolean preview;
  gboolean retire_rooms;
} KwCliOptions;

/**
 * KwCliSyntax:
 * @words: the command's words, "card issue tenant"
 * @argument: (nullable): name of the one argument behind the words, "FILE"
 * @options: names of its options, separated by blanks; "|" before one that excludes the one before
 *   it; "!" before one that must be given, or before each of a choice of which one must be given
 * @summary: what it does, one line for --help
 *
 * How a command is written.
 */
typedef struct
{
  const char *words;
  const char *argument;
  const char *options;
  const char *summary;
} KwCliSyntax;

/**
 * kw_cli_options_dup_words:
 * @argv: (array zero-terminated=1): the command line with the program's name
 *
 * Returns: (transfer container): what is neither an option nor the value of one, in order
 */
GPtrArray *kw_cli_options_dup_words (char *const *argv);

/**
 * kw_cli_options_parse:
 * @syntax: (nullable): the command, %NULL if only global options can stand there
 * @argv: (array zero-terminated=1): the command line with the program's name
 * @out_options: (out caller-allocates): the values; to be cleared also after a failure
 * @out_argument: (out) (transfer full) (nullable): what stands behind the command's words
 * @error: a `KW_CLI_ERROR`: USAGE
 *
 * Returns: %TRUE if the line is written as @syntax says. With --help or --version what must be
 *   given may be missing
 */
gboolean kw_cli_options_parse (const KwCliSyntax *syntax, char *const *argv,
                               KwCliOptions *out_options, char **out_argument,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_options_clear:
 * @options: values; freed
 */
void kw_cli_options_clear (KwCliOptions *options);

/**
 * kw_cli_options_dup_usage:
 * @syntax: (nullable): a command
 *
 * Returns: (transfer full): "usage: keywright-cli card read", one line without its end
 */
char *kw_cli_options_dup_usage (const KwCliSyntax *syntax);

/**
 * kw_cli_options_dup_help:
 * @syntax: (nullable): a command; %NULL for the options of every command
 *
 * Returns: (transfer full): a line for each option
 */
char *kw_cli_options_dup_help (const KwCliSyntax *syntax);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KwCliOptions, kw_cli_options_clear)

G_END_DECLS
