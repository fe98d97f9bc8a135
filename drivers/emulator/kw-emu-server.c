/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-server.h"

#include "kw-emu-control.h"
#include "kw-error.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define MAX_LINE_BYTES 4096
#define BACKLOG 8

/* Somebody who sends lines and gets lines. */
typedef struct
{
  KwEmuServer *server;
  int in_fd;
  int out_fd;
  guint source;
  GString *line;
  gboolean is_stdin;
} Peer;

struct _KwEmuServer
{
  KwEmulator *emulator;
  GPtrArray *peers;
  char *path;
  int listen_fd;
  guint listen_source;
  void (*on_stdin_end) (gpointer user_data);
  gpointer stdin_user_data;
};

KW_DEFINE_THROW (KwEmuError, KW_EMU_ERROR)

static void
free_peer (gpointer data)
{
  Peer *peer = data;

  g_clear_handle_id (&peer->source, g_source_remove);
  if (!peer->is_stdin)
    close (peer->in_fd);
  g_string_free (peer->line, TRUE);
  g_free (peer);
}

/* An answer is short; a peer whose buffer is full does not read and has lost its claim. */
static gboolean
send_answer (const Peer *peer, const char *answer)
{
  g_autofree char *line = g_strconcat (answer, "\n", NULL);
  gsize n_bytes = strlen (line);

  if (peer->is_stdin)
    return write (peer->out_fd, line, n_bytes) == (gssize)n_bytes;
  return send (peer->out_fd, line, n_bytes, MSG_DONTWAIT | MSG_NOSIGNAL) == (gssize)n_bytes;
}

static gboolean
run_lines (Peer *peer)
{
  char *end;

  while ((end = strchr (peer->line->str, '\n')) != NULL)
    {
      g_autofree char *line = g_strndup (peer->line->str, (gsize)(end - peer->line->str));
      g_autofree char *answer = NULL;

      g_string_erase (peer->line, 0, end - peer->line->str + 1);
      answer = kw_emu_control_run (peer->server->emulator, line);
      if (!send_answer (peer, answer))
        return FALSE;
    }
  return peer->line->len <= MAX_LINE_BYTES;
}

static gboolean
on_peer_ready_cb (int fd, GIOCondition condition, gpointer user_data)
{
  Peer *peer = user_data;
  KwEmuServer *server = peer->server;
  gboolean was_stdin = peer->is_stdin;
  char bytes[1024];
  gssize n_bytes = read (fd, bytes, sizeof bytes);

  if (n_bytes < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  if (n_bytes > 0)
    {
      /* A zero byte would end the text; no command has one. */
      for (gssize i = 0; i < n_bytes; i++)
        g_string_append_c (peer->line, bytes[i] != '\0' ? bytes[i] : '?');
      if (run_lines (peer))
        return G_SOURCE_CONTINUE;
    }
  peer->source = 0;
  g_ptr_array_remove (server->peers, peer);
  if (was_stdin && server->on_stdin_end != NULL)
    server->on_stdin_end (server->stdin_user_data);
  return G_SOURCE_REMOVE;
}

static void
add_peer (KwEmuServer *server, int in_fd, int out_fd, gboolean is_stdin)
{
  Peer *peer = g_new0 (Peer, 1);

  peer->server = server;
  peer->in_fd = in_fd;
  peer->out_fd = out_fd;
  peer->is_stdin = is_stdin;
  peer->line = g_string_new (NULL);
  peer->source = g_unix_fd_add (in_fd, G_IO_IN | G_IO_HUP | G_IO_ERR, on_peer_ready_cb, peer);
  g_ptr_array_add (server->peers, peer);
}

static gboolean
on_connection_cb (int fd, GIOCondition condition, gpointer user_data)
{
  KwEmuServer *server = user_data;
  int peer_fd = accept4 (fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

  if (peer_fd >= 0)
    add_peer (server, peer_fd, peer_fd, /* is_stdin= */ FALSE);
  return G_SOURCE_CONTINUE;
}

KwEmuServer *
kw_emu_server_new (KwEmulator *emulator)
{
  KwEmuServer *server = g_new0 (KwEmuServer, 1);

  server->emulator = emulator;
  server->listen_fd = -1;
  server->peers = g_ptr_array_new_with_free_func (free_peer);
  return server;
}

void
kw_emu_server_free (KwEmuServer *server)
{
  if (server == NULL)
    return;
  g_ptr_array_unref (server->peers);
  g_clear_handle_id (&server->listen_source, g_source_remove);
  if (server->listen_fd >= 0)
    {
      close (server->listen_fd);
      unlink (server->path);
    }
  g_free (server->path);
  g_free (server);
}

gboolean
kw_emu_server_listen (KwEmuServer *server, const char *path, GError **error)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  struct stat there;
  mode_t old_mask;
  int status;
  int fd;

  g_return_val_if_fail (server->listen_fd < 0, FALSE);

  if (strlen (path) >= sizeof address.sun_path)
    return throw (error, KW_EMU_ERROR_SYSTEM, "%s is too long for a socket", path);
  strcpy (address.sun_path, path);
  if (lstat (path, &there) == 0)
    {
      if (!S_ISSOCK (there.st_mode))
        return throw (error, KW_EMU_ERROR_SYSTEM, "%s is there and is no socket", path);
      unlink (path);
    }
  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return throw (error, KW_EMU_ERROR_SYSTEM, "no socket: %s", g_strerror (errno));
  old_mask = umask (0077);
  status = bind (fd, (const struct sockaddr *)&address, sizeof address);
  umask (old_mask);
  if (status != 0 || listen (fd, BACKLOG) != 0)
    {
      throw (error, KW_EMU_ERROR_SYSTEM, "cannot listen at %s: %s", path, g_strerror (errno));
      close (fd);
      return FALSE;
    }
  server->listen_fd = fd;
  server->path = g_strdup (path);
  server->listen_source = g_unix_fd_add (fd, G_IO_IN, on_connection_cb, server);
  return TRUE;
}

void
kw_emu_server_watch_stdin (KwEmuServer *server, void (*on_end) (gpointer user_data),
                           gpointer user_data)
{
  server->on_stdin_end = on_end;
  server->stdin_user_data = user_data;
  add_peer (server, STDIN_FILENO, STDOUT_FILENO, /* is_stdin= */ TRUE);
}
