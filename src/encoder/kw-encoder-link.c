/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encoder-link.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <sys/socket.h>
#include <unistd.h>

#include "kw-error.h"
#include "kw-secret.h"

#define FAREWELL_MS 1000
#define FRAMES_PER_TURN 64

struct _KwEncoderLink
{
  GSubprocess *process;
  int fd;
  GSource *source;
  const KwEncoderLinkFuncs *funcs;
  gpointer user_data;
  guint farewell_ms;
  gboolean is_over; /* ended or freed: no function is called any more */
};

KW_DEFINE_THROW (KwEncoderError, KW_ENCODER_ERROR)

static void
clear_link (KwEncoderLink *link)
{
  g_clear_object (&link->process);
}

static void
stop_receiving (KwEncoderLink *link)
{
  link->is_over = TRUE;
  if (link->source != NULL)
    g_source_destroy (link->source);
  g_clear_pointer (&link->source, g_source_unref);
  if (link->fd >= 0)
    close (link->fd);
  link->fd = -1;
}

static void
report_end (KwEncoderLink *link, const GError *error)
{
  if (link->is_over)
    return;
  stop_receiving (link);
  link->funcs->ended (error, link->user_data);
}

/* Takes one packet; FALSE if none waits or the link has ended. */
static gboolean
receive_frame (KwEncoderLink *link)
{
  guint8 bytes[KW_ENCODER_FRAME_MAX_BYTES];
  KwEncoderFrame frame;
  g_autoptr (GError) error = NULL;
  ssize_t n_bytes;

  do
    n_bytes = recv (link->fd, bytes, sizeof bytes, MSG_DONTWAIT | MSG_TRUNC);
  while (n_bytes < 0 && errno == EINTR);
  if (n_bytes < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
    return FALSE;
  if (n_bytes <= 0)
    {
      report_end (link, NULL);
      return FALSE;
    }
  if (!kw_encoder_frame_decode (bytes, (gsize)n_bytes, /* is_for_worker= */ FALSE, &frame, &error))
    {
      kw_encoder_link_kill (link);
      report_end (link, error);
      return FALSE;
    }
  link->funcs->frame (&frame, link->user_data);
  kw_secret_wipe_bytes (&frame, sizeof frame);
  return !link->is_over;
}

static gboolean
on_socket_ready_cb (int fd, GIOCondition condition, gpointer user_data)
{
  g_rc_box_acquire (user_data);
  kw_encoder_link_receive (user_data);
  g_rc_box_release_full (user_data, (GDestroyNotify)clear_link);
  return G_SOURCE_CONTINUE;
}

/* Everything the worker inherits but must not obey: which devices libnfc opens by itself, and what
 * it prints. KEYWRIGHT_NFC_LOG (0..3) is the one way to hear libnfc talk. */
static void
set_up_environment (GSubprocessLauncher *launcher)
{
  const char *log_level = g_getenv ("KEYWRIGHT_NFC_LOG");

  g_subprocess_launcher_unsetenv (launcher, "LIBNFC_DEFAULT_DEVICE");
  g_subprocess_launcher_unsetenv (launcher, "LIBNFC_DEVICE");
  g_subprocess_launcher_setenv (launcher, "LIBNFC_AUTO_SCAN", "false", TRUE);
  g_subprocess_launcher_setenv (launcher, "LIBNFC_INTRUSIVE_SCAN", "false", TRUE);
  g_subprocess_launcher_setenv (launcher, "LIBNFC_LOG_LEVEL", log_level != NULL ? log_level : "0",
                                TRUE);
}

KwEncoderLink *
kw_encoder_link_start (const char *worker_path, const char *connstring,
                       const KwEncoderLinkFuncs *funcs, gpointer user_data, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) reason = NULL;
  const char *argv[] = { worker_path, connstring, G_STRINGIFY (KW_ENCODER_WORKER_FD), NULL };
  KwEncoderLink *link;
  int fds[2];

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds) != 0)
    {
      throw (error, KW_ENCODER_ERROR_NOT_RESPONDING, "no socket for the encoder's program: %s",
             g_strerror (errno));
      return NULL;
    }

  /* Every descriptor of ours closes by itself. Told so, GLib need not copy this process to close
   * them in it, which takes a window some milliseconds. */
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_INHERIT_FDS);
  set_up_environment (launcher);
  g_subprocess_launcher_take_fd (launcher, fds[1], KW_ENCODER_WORKER_FD);
  process = g_subprocess_launcher_spawnv (launcher, argv, &reason);
  g_subprocess_launcher_close (launcher);
  if (process == NULL)
    {
      close (fds[0]);
      throw (error, KW_ENCODER_ERROR_NO_PROGRAM,
             "the encoder's program %s could not be started: %s", worker_path, reason->message);
      return NULL;
    }

  link = g_rc_box_new0 (KwEncoderLink);
  link->process = g_steal_pointer (&process);
  link->fd = fds[0];
  link->farewell_ms = FAREWELL_MS;
  link->funcs = funcs;
  link->user_data = user_data;
  link->source = g_unix_fd_source_new (link->fd, G_IO_IN | G_IO_HUP | G_IO_ERR);
  g_source_set_callback (link->source, G_SOURCE_FUNC (on_socket_ready_cb), link, NULL);
  g_source_attach (link->source, g_main_context_get_thread_default ());
  return link;
}

static gboolean
on_farewell_over_cb (gpointer user_data)
{
  g_subprocess_force_exit (user_data); /* does nothing to a process already gone */
  return G_SOURCE_REMOVE;
}

void
kw_encoder_link_set_farewell (KwEncoderLink *link, guint farewell_ms)
{
  link->farewell_ms = farewell_ms;
}

void
kw_encoder_link_free (KwEncoderLink *link)
{
  if (link == NULL)
    return;
  stop_receiving (link);
  if (g_subprocess_get_identifier (link->process) != NULL)
    {
      g_autoptr (GSource) farewell = g_timeout_source_new (link->farewell_ms);

      g_source_set_callback (farewell, on_farewell_over_cb, g_object_ref (link->process),
                             g_object_unref);
      g_source_attach (farewell, g_main_context_get_thread_default ());
    }
  g_rc_box_release_full (link, (GDestroyNotify)clear_link);
}

gboolean
kw_encoder_link_send (KwEncoderLink *link, const KwEncoderFrame *frame)
{
  return link->fd >= 0 && kw_encoder_frame_send (link->fd, frame);
}

void
kw_encoder_link_receive (KwEncoderLink *link)
{
  g_rc_box_acquire (link);
  for (guint i = 0; i < FRAMES_PER_TURN && !link->is_over; i++)
    if (!receive_frame (link))
      break;
  g_rc_box_release_full (link, (GDestroyNotify)clear_link);
}

void
kw_encoder_link_kill (KwEncoderLink *link)
{
  g_subprocess_force_exit (link->process);
}

void
kw_encoder_link_end (KwEncoderLink *link)
{
  g_rc_box_acquire (link);
  report_end (link, NULL);
  g_rc_box_release_full (link, (GDestroyNotify)clear_link);
}

int
kw_encoder_link_get_pid (KwEncoderLink *link)
{
  const char *identifier = g_subprocess_get_identifier (link->process);

  return identifier != NULL ? atoi (identifier) : 0;
}
