/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-practice-line.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

/* Thousands of cards; whatever answers more is no emulator. */
#define ANSWER_MAX_BYTES (1024 * 1024)
#define BLOCK_BYTES 4096

static void
on_connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GSocketConnection *connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result,
                                                                  &error);

  if (connection == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Holds for the asynchronous calls too: they end with TIMED_OUT. */
  g_socket_set_timeout (g_socket_connection_get_socket (connection), KW_PRACTICE_LINE_LIMIT_S);
  g_task_return_pointer (task, connection, g_object_unref);
}

void
kw_practice_line_open_async (const char *path, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_async (client, G_SOCKET_CONNECTABLE (address), cancellable,
                                 on_connected_cb, task);
}

GIOStream *
kw_practice_line_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A question under way: what to send, and what came back so far. */
typedef struct
{
  char *question;
  GString *answer;
  char block[BLOCK_BYTES];
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  g_free (exchange->question);
  g_string_free (exchange->answer, TRUE);
  g_free (exchange);
}

static void read_more (GTask *task);

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;
  const gssize n_bytes = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n_bytes < 0)
    {
      g_task_return_error (task, error);
      return;
    }
  g_string_append_len (exchange->answer, exchange->block, n_bytes);
  if (n_bytes > 0 && exchange->block[n_bytes - 1] == '\n')
    {
      g_string_truncate (exchange->answer, exchange->answer->len - 1);
      g_task_return_pointer (task, g_utf8_make_valid (exchange->answer->str, -1), g_free);
    }
  else if (n_bytes == 0 || exchange->answer->len > ANSWER_MAX_BYTES)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "no answer");
  else
    read_more (g_steal_pointer (&task));
}

static void
read_more (GTask *task)
{
  GIOStream *stream = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);

  g_input_stream_read_async (g_io_stream_get_input_stream (stream), exchange->block, BLOCK_BYTES,
                             G_PRIORITY_DEFAULT, NULL, on_read_cb, task);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_error (task, error);
  else
    read_more (g_steal_pointer (&task));
}

void
kw_practice_line_ask_async (GIOStream *stream, const char *question, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (stream, NULL, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->question = g_strconcat (question, "\n", NULL);
  exchange->answer = g_string_new (NULL);
  g_task_set_task_data (task, exchange, (GDestroyNotify)exchange_free);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (stream), exchange->question,
                                   strlen (exchange->question), G_PRIORITY_DEFAULT, NULL,
                                   on_written_cb, task);
}

char *
kw_practice_line_ask_finish (GIOStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
