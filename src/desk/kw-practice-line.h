/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: questions and answers at the emulator's control socket. */

#include <gio/gio.h>

G_BEGIN_DECLS

/* An emulator that does not answer for so long has stopped. */
#define KW_PRACTICE_LINE_LIMIT_S 5

/**
 * kw_practice_line_open_async:
 * @path: the control socket
 * @cancellable: (nullable): as usual
 * @callback: called when connected, or known not to be
 * @user_data: for @callback
 */
void kw_practice_line_open_async (const char *path, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_practice_line_open_finish:
 * @result: the result
 * @error: a `G_IO_ERROR`
 *
 * Returns: (transfer full) (nullable): the connection
 */
GIOStream *kw_practice_line_open_finish (GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_practice_line_ask_async:
 * @stream: an open connection on which no question is open
 * @question: one line without its end
 * @callback: called when it was answered, or never will be
 * @user_data: for @callback
 */
void kw_practice_line_ask_async (GIOStream *stream, const char *question,
                                 GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_practice_line_ask_finish:
 * @stream: the connection
 * @result: the result
 * @error: a `G_IO_ERROR`; the connection is of no use any more then
 *
 * Returns: (transfer full) (nullable): the answer without its line end, valid UTF-8
 */
char *kw_practice_line_ask_finish (GIOStream *stream, GAsyncResult *result,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
