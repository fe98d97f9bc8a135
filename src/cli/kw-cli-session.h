/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-cli-options.h"
#include "kw-clock.h"
#include "kw-desk-job.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * KwCli:
 * @worker_path: the program keywright-encoder-worker; borrowed
 * @clock: where the time comes from; borrowed
 * @options: what was typed
 * @argument: (nullable): what stands behind the command's words
 * @desk: (nullable): opened for the command
 * @cancellable: cancelled by SIGINT, SIGTERM and SIGHUP
 * @result: (nullable): of the call that kw_cli_await() waits for
 * @out: what goes to standard output when the command has ended
 * @exit_code: what a command that did its work ends with
 *
 * One run of one command. Main thread.
 */
typedef struct
{
  const char *worker_path;
  const KwClock *clock;
  KwCliOptions options;
  char *argument;
  KwDesk *desk;
  GCancellable *cancellable;
  GAsyncResult *result;
  GString *out;
  int exit_code;
} KwCli;

/**
 * kw_cli_get_encoder:
 * @cli: a run with options
 *
 * Returns: (transfer none) (nullable): connection string of the encoder
 */
const char *kw_cli_get_encoder (const KwCli *cli);

/**
 * kw_cli_open_desk:
 * @cli: a run with options and without a desk
 * @error: a `KW_DESK_ERROR` of kw_desk_open()
 *
 * Opens the data folder. Blocks.
 *
 * Returns: %TRUE if @cli has a desk
 */
gboolean kw_cli_open_desk (KwCli *cli, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_unlock:
 * @cli: a run with a desk
 * @is_new: the passphrase will seal new keys: a terminal is asked twice
 * @error: a `KW_CLI_ERROR`: PASSPHRASE_NEEDED, PASSPHRASE, CANCELLED
 *
 * Gives the desk the passphrase if it needs one: from the file of --passphrase-file, or of
 * KEYWRIGHT_PASSPHRASE_FILE, or from the terminal. Blocks while somebody types.
 *
 * Returns: %TRUE if the desk has a passphrase or needs none
 */
gboolean kw_cli_unlock (KwCli *cli, gboolean is_new, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_on_ready_cb:
 * @source: (nullable): ignored
 * @result: kept for kw_cli_await()
 * @user_data: the #KwCli
 *
 * The callback to give to every asynchronous call of the desk.
 */
void kw_cli_on_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/**
 * kw_cli_await:
 * @cli: a run with one call under way
 *
 * Runs the main context until that call has called back. Blocks.
 *
 * Returns: (transfer full): the call's result
 */
GAsyncResult *kw_cli_await (KwCli *cli) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_run_job:
 * @cli: a run with a desk
 * @job: (transfer full): a job that has not run
 * @error: a `KW_DESK_ERROR`, or a `KW_CLI_ERROR` of kw_cli_unlock() or BAD_VALUE for --wait
 *
 * Runs a job with a card to its end; says on standard error that a card is waited for.
 *
 * Returns: (transfer full) (nullable): how it ended
 */
KwDeskOutcome *kw_cli_run_job (KwCli *cli, KwDeskJob *job,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_begin_json:
 *
 * Returns: (transfer full): a builder inside the document's object
 */
JsonBuilder *kw_cli_begin_json (void);

/**
 * kw_cli_end_json:
 * @cli: a run
 * @builder: (transfer full): inside the document's object
 *
 * Ends the document and makes it the command's output, one line.
 */
void kw_cli_end_json (KwCli *cli, JsonBuilder *builder);

G_END_DECLS
