/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-port.h"

#include "kw-emu-hsu.h"
#include "kw-emu-timing.h"
#include "kw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/timerfd.h>
#include <termios.h>
#include <unistd.h>

#define NO_FD (-1)
/* A busy computer wakes this program late. A chip is not late, so the next reply makes up for it,
 * unless it was so late that something else is wrong. */
#define MAX_CREDIT_US 5000
/* Start, extended length, D5 and command code: after these a host waits for data. */
#define ENDLESS_HEADER_BYTES 10

/* A piece of the line's future: these bytes go out at that time. */
typedef struct
{
  gint64 due_us;
  gsize n_bytes;
  guint8 bytes[KW_EMU_HSU_FRAME_MAX_BYTES + 8];
  gboolean is_filler; /* of an endless dribble: queue another one when it is out */
  gint64 filler_gap_us;
  gboolean then_unplug;
  gint64 replug_us;
} Piece;

struct _KwEmuPort
{
  KwEmulator *emulator;
  char *link;
  KwEmuTimingMode timing;
  int master_fd;
  int timer_fd;
  int inotify_fd; /* tells when a host opens the slave after a hang-up */
  guint master_source;
  guint timer_source;
  guint inotify_source;
  guint replug_source;
  KwEmuHsu hsu;
  GQueue pieces; /* of Piece, by due time */
  guint8 last_frame[KW_EMU_HSU_FRAME_MAX_BYTES];
  gsize n_last_frame;
  gint64 received_us; /* when the last command and its ACK were through the line */
  gint64 credit_us;   /* how late the last reply left, for which the next one may leave earlier */
};

KW_DEFINE_THROW (KwEmuError, KW_EMU_ERROR)

static void
close_fd (int *fd)
{
  if (*fd != NO_FD)
    close (*fd);
  *fd = NO_FD;
}

static void
arm_timer (KwEmuPort *port)
{
  const Piece *next = g_queue_peek_head (&port->pieces);
  gint64 deadline_us = kw_emulator_get_deadline_us (port->emulator);
  struct itimerspec spec = { 0 };
  gint64 due_us = -1;

  if (next != NULL)
    due_us = next->due_us;
  if (deadline_us >= 0 && (due_us < 0 || deadline_us < due_us))
    due_us = deadline_us;
  if (due_us >= 0)
    {
      due_us = MAX (due_us, 1); /* zero would disarm it */
      spec.it_value.tv_sec = due_us / G_USEC_PER_SEC;
      spec.it_value.tv_nsec = due_us % G_USEC_PER_SEC * 1000;
    }
  timerfd_settime (port->timer_fd, TFD_TIMER_ABSTIME, &spec, NULL);
}

static void
write_bytes (KwEmuPort *port, const guint8 *bytes, gsize n_bytes)
{
  /* A host that does not read loses bytes, as on a line without flow control. */
  gssize n_written = write (port->master_fd, bytes, n_bytes);

  if (n_written > 0)
    kw_emulator_count_bytes (port->emulator, 0, (gsize)n_written);
}

/* Of two that are due together, the one that was queued first goes first. */
static int
compare_pieces (gconstpointer queued, gconstpointer added, gpointer user_data)
{
  return ((const Piece *)queued)->due_us <= ((const Piece *)added)->due_us ? -1 : 1;
}

static Piece *
queue_piece (KwEmuPort *port, gint64 due_us, const guint8 *bytes, gsize n_bytes)
{
  Piece *piece = g_new0 (Piece, 1);

  g_assert (n_bytes <= sizeof piece->bytes);
  piece->due_us = due_us;
  if (n_bytes > 0)
    memcpy (piece->bytes, bytes, n_bytes);
  piece->n_bytes = n_bytes;
  g_queue_insert_sorted (&port->pieces, piece, compare_pieces, NULL);
  return piece;
}

static void
clear_pieces (KwEmuPort *port)
{
  g_queue_clear_full (&port->pieces, g_free);
}

static gboolean
on_replug_cb (gpointer user_data)
{
  KwEmuPort *port = user_data;
  g_autoptr (GError) error = NULL;

  port->replug_source = 0;
  if (port->master_fd == NO_FD && !kw_emu_port_plug (port, &error))
    g_printerr ("keywright-emulator: %s\n", error->message);
  return G_SOURCE_REMOVE;
}

static void
pull_plug (KwEmuPort *port, gint64 replug_us)
{
  if (!kw_emu_port_unplug (port, NULL))
    return;
  if (replug_us > 0)
    port->replug_source = g_timeout_add ((guint)(replug_us / 1000), on_replug_cb, port);
}

/* Sends what is due. A piece may pull the plug, after which nothing is left to send. */
static void
flush_pieces (KwEmuPort *port)
{
  Piece *piece;

  while ((piece = g_queue_peek_head (&port->pieces)) != NULL &&
         piece->due_us <= g_get_monotonic_time ())
    {
      g_queue_pop_head (&port->pieces);
      write_bytes (port, piece->bytes, piece->n_bytes);
      port->credit_us = MIN (g_get_monotonic_time () - piece->due_us, MAX_CREDIT_US);
      if (piece->is_filler)
        {
          Piece *next = queue_piece (port, piece->due_us + MAX (piece->filler_gap_us, 1000),
                                     piece->bytes, piece->n_bytes);

          next->is_filler = TRUE;
          next->filler_gap_us = piece->filler_gap_us;
        }
      if (piece->then_unplug)
        pull_plug (port, piece->replug_us);
      g_free (piece);
      if (port->master_fd == NO_FD)
        return;
    }
  arm_timer (port);
}

static gint64
line_time_us (const KwEmuPort *port, gsize n_bytes)
{
  return port->timing == KW_EMU_TIMING_MODEL ? kw_emu_timing_uart_us (n_bytes) : 0;
}

static gsize
corrupt_frame (KwEmuCorruption corruption, guint8 *frame, gsize n_bytes, gsize max_bytes)
{
  static const guint8 junk[] = { 0x5a, 0x00, 0x17 };
  gboolean is_extended = frame[3] == 0xff && frame[4] == 0xff;

  switch (corruption)
    {
    case KW_EMU_CORRUPTION_CHECKSUM:
      frame[n_bytes - 2] ^= 0x5a;
      return n_bytes;
    case KW_EMU_CORRUPTION_LENGTH:
      frame[is_extended ? 7 : 4] ^= 0x5a;
      return n_bytes;
    case KW_EMU_CORRUPTION_TRUNCATE:
      return n_bytes / 2 + 1;
    case KW_EMU_CORRUPTION_GARBAGE:
      g_assert (n_bytes + sizeof junk <= max_bytes);
      memmove (frame + sizeof junk, frame, n_bytes);
      memcpy (frame, junk, sizeof junk);
      return n_bytes + sizeof junk;
    }
  return n_bytes;
}

/* The header of the longest frame there is, then drops of zeros for as long as nobody stops it. */
static void
queue_endless_dribble (KwEmuPort *port, gint64 due_us, const KwEmuOutcome *outcome)
{
  guint8 reply[KW_EMU_REPLY_MAX_BYTES - 1] = { 0 };
  guint8 frame[KW_EMU_HSU_FRAME_MAX_BYTES];
  guint8 drop[KW_EMU_HSU_FRAME_MAX_BYTES] = { 0 };
  Piece *filler;

  reply[0] = outcome->reply.bytes[0];
  kw_emu_hsu_build_reply (reply, sizeof reply, frame);
  queue_piece (port, due_us, frame, ENDLESS_HEADER_BYTES);
  filler = queue_piece (port, due_us + outcome->chunk_gap_us, drop,
                        MIN (outcome->chunk_bytes, sizeof drop));
  filler->is_filler = TRUE;
  filler->filler_gap_us = outcome->chunk_gap_us;
}

static void
queue_frame (KwEmuPort *port, gint64 due_us, const KwEmuOutcome *outcome, const guint8 *frame,
             gsize n_bytes)
{
  gsize chunk_bytes = outcome->chunk_bytes > 0 ? outcome->chunk_bytes : n_bytes;
  Piece *piece = NULL;

  for (gsize at = 0; at < n_bytes; at += chunk_bytes)
    {
      piece = queue_piece (port, due_us, frame + at, MIN (chunk_bytes, n_bytes - at));
      due_us += outcome->chunk_gap_us;
    }
  if (outcome->unplug && piece != NULL)
    {
      piece->then_unplug = TRUE;
      piece->replug_us = outcome->replug_us;
    }
}

/* @from_us: when the chip began with the command */
static void
queue_reply (KwEmuPort *port, gint64 from_us, const KwEmuOutcome *outcome)
{
  guint8 frame[KW_EMU_HSU_FRAME_MAX_BYTES + 8];
  gint64 due_us = from_us + outcome->extra_us;
  gsize n_bytes;

  if (port->timing == KW_EMU_TIMING_MODEL)
    due_us += outcome->reply.busy_us;
  if (outcome->is_silent)
    {
      if (outcome->unplug)
        {
          Piece *piece = queue_piece (port, due_us, NULL, 0);

          piece->then_unplug = TRUE;
          piece->replug_us = outcome->replug_us;
        }
      return;
    }
  if (outcome->is_endless)
    {
      queue_endless_dribble (port, due_us, outcome);
      return;
    }
  if (outcome->run == KW_EMU_RUN_SYNTAX_ERROR)
    {
      memcpy (frame, kw_emu_hsu_error, sizeof kw_emu_hsu_error);
      n_bytes = sizeof kw_emu_hsu_error;
    }
  else
    n_bytes = kw_emu_hsu_build_reply (outcome->reply.bytes, outcome->reply.n_bytes, frame);
  memcpy (port->last_frame, frame, n_bytes);
  port->n_last_frame = n_bytes;
  if (outcome->is_corrupt)
    n_bytes = corrupt_frame (outcome->corruption, frame, n_bytes, sizeof frame);
  queue_frame (port, due_us + line_time_us (port, n_bytes), outcome, frame, n_bytes);
  if (outcome->reply.sleeps)
    kw_emu_hsu_sleep (&port->hsu);
}

static void
on_command (KwEmuPort *port, gsize n_line_bytes)
{
  gint64 now_us = g_get_monotonic_time ();
  KwEmuOutcome outcome;

  clear_pieces (port);
  kw_emulator_run (port->emulator, port->hsu.command, port->hsu.n_command, now_us, &outcome);
  /* The ACK goes out at once and its time is added to the reply's: the host waits for both. */
  if (outcome.ack != KW_EMU_ACK_NONE)
    write_bytes (port, outcome.ack == KW_EMU_ACK_ACK ? kw_emu_hsu_ack : kw_emu_hsu_nack,
                 KW_EMU_HSU_ACK_BYTES);
  port->received_us = now_us + line_time_us (port, n_line_bytes + KW_EMU_HSU_ACK_BYTES);
  if (port->timing == KW_EMU_TIMING_MODEL)
    port->received_us -= port->credit_us;
  port->credit_us = 0;
  if (outcome.ack == KW_EMU_ACK_NONE && outcome.unplug)
    {
      pull_plug (port, outcome.replug_us);
      return;
    }
  if (outcome.ack == KW_EMU_ACK_ACK && outcome.run != KW_EMU_RUN_PENDING)
    queue_reply (port, port->received_us, &outcome);
}

static void
on_host_byte (KwEmuPort *port, guint8 byte)
{
  switch (kw_emu_hsu_feed (&port->hsu, byte))
    {
    case KW_EMU_HSU_EVENT_NONE:
      break;
    case KW_EMU_HSU_EVENT_COMMAND:
      /* start, length, D4, command, checksum, end */
      on_command (port, port->hsu.n_command + 8);
      break;
    case KW_EMU_HSU_EVENT_ACK:
      clear_pieces (port);
      kw_emulator_abort (port->emulator);
      break;
    case KW_EMU_HSU_EVENT_NACK:
      if (port->n_last_frame > 0)
        queue_piece (port, g_get_monotonic_time (), port->last_frame, port->n_last_frame);
      break;
    }
}

static gboolean
on_master_ready_cb (int fd, GIOCondition condition, gpointer user_data)
{
  KwEmuPort *port = user_data;
  guint8 bytes[512];
  gssize n_bytes = read (fd, bytes, sizeof bytes);

  if (n_bytes <= 0)
    {
      if (n_bytes < 0 && (errno == EAGAIN || errno == EINTR))
        return G_SOURCE_CONTINUE;
      /* The last host closed the line. A hung-up master is always ready, so it is left alone
       * until the slave is opened again. */
      port->master_source = 0;
      return G_SOURCE_REMOVE;
    }
  kw_emulator_count_bytes (port->emulator, (gsize)n_bytes, 0);
  for (gssize i = 0; i < n_bytes && port->master_fd == fd; i++)
    on_host_byte (port, bytes[i]);
  if (port->master_fd != fd)
    return G_SOURCE_REMOVE;
  flush_pieces (port);
  return port->master_fd == fd ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
watch_master (KwEmuPort *port)
{
  if (port->master_source == 0)
    port->master_source = g_unix_fd_add (port->master_fd, G_IO_IN | G_IO_HUP | G_IO_ERR,
                                         on_master_ready_cb, port);
}

static gboolean
on_slave_opened_cb (int fd, GIOCondition condition, gpointer user_data)
{
  KwEmuPort *port = user_data;
  char events[1024] __attribute__ ((aligned (__alignof__(struct inotify_event))));

  while (read (fd, events, sizeof events) > 0)
    ;
  if (port->master_fd != NO_FD)
    watch_master (port);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_timer_cb (int fd, GIOCondition condition, gpointer user_data)
{
  KwEmuPort *port = user_data;
  guint64 n_expired;
  gint64 deadline_us;

  if (read (fd, &n_expired, sizeof n_expired) < 0)
    return G_SOURCE_CONTINUE;
  deadline_us = kw_emulator_get_deadline_us (port->emulator);
  if (deadline_us >= 0 && deadline_us <= g_get_monotonic_time ())
    kw_emu_port_on_field_changed (port);
  if (port->master_fd != NO_FD)
    flush_pieces (port);
  return G_SOURCE_CONTINUE;
}

void
kw_emu_port_on_field_changed (KwEmuPort *port)
{
  gint64 now_us = g_get_monotonic_time ();
  KwEmuOutcome outcome;

  if (port->master_fd == NO_FD || !kw_emulator_resume (port->emulator, now_us, &outcome))
    return;
  queue_reply (port, MAX (now_us, port->received_us), &outcome);
  flush_pieces (port);
}

KwEmuPort *
kw_emu_port_new (KwEmulator *emulator, const char *link, KwEmuTimingMode timing)
{
  KwEmuPort *port = g_new0 (KwEmuPort, 1);

  port->emulator = emulator;
  port->link = g_strdup (link);
  port->timing = timing;
  port->master_fd = NO_FD;
  port->inotify_fd = NO_FD;
  port->timer_fd = timerfd_create (CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  g_assert (port->timer_fd >= 0);
  port->timer_source = g_unix_fd_add (port->timer_fd, G_IO_IN, on_timer_cb, port);
  g_queue_init (&port->pieces);
  return port;
}

void
kw_emu_port_free (KwEmuPort *port)
{
  if (port == NULL)
    return;
  kw_emu_port_unplug (port, NULL);
  g_clear_handle_id (&port->replug_source, g_source_remove);
  g_clear_handle_id (&port->timer_source, g_source_remove);
  close (port->timer_fd);
  g_free (port->link);
  g_free (port);
}

static int
open_master (void)
{
  int fd = posix_openpt (O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  struct termios line;

  if (fd < 0)
    return NO_FD;
  if (grantpt (fd) == 0 && unlockpt (fd) == 0 && tcgetattr (fd, &line) == 0)
    {
      cfmakeraw (&line); /* no echo of what comes before the host sets the line up */
      if (tcsetattr (fd, TCSANOW, &line) == 0)
        return fd;
    }
  close (fd);
  return NO_FD;
}

/* Replaces a link in one step, so that a host never finds none; refuses to replace a file. */
static gboolean
point_link (const char *link, const char *slave, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.%d.new", link, (int)getpid ());

  if (g_file_test (link, G_FILE_TEST_EXISTS) && !g_file_test (link, G_FILE_TEST_IS_SYMLINK))
    return throw (error, KW_EMU_ERROR_SYSTEM, "%s is there and is no link", link);
  if (symlink (slave, temporary) != 0)
    return throw (error, KW_EMU_ERROR_SYSTEM, "cannot make the link %s: %s", link,
                  g_strerror (errno));
  if (rename (temporary, link) != 0)
    {
      int rename_errno = errno;

      unlink (temporary);
      return throw (error, KW_EMU_ERROR_SYSTEM, "cannot make the link %s: %s", link,
                    g_strerror (rename_errno));
    }
  return TRUE;
}

gboolean
kw_emu_port_plug (KwEmuPort *port, GError **error)
{
  char slave[64];

  if (port->master_fd != NO_FD)
    return throw (error, KW_EMU_ERROR_STATE, "it is plugged in already");
  port->master_fd = open_master ();
  if (port->master_fd == NO_FD)
    return throw (error, KW_EMU_ERROR_SYSTEM, "no pseudo-terminal: %s", g_strerror (errno));
  port->inotify_fd = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
  if (ptsname_r (port->master_fd, slave, sizeof slave) != 0 || port->inotify_fd < 0 ||
      inotify_add_watch (port->inotify_fd, slave, IN_OPEN) < 0)
    throw (error, KW_EMU_ERROR_SYSTEM, "cannot watch the pseudo-terminal: %s", g_strerror (errno));
  else if (point_link (port->link, slave, error))
    {
      port->inotify_source = g_unix_fd_add (port->inotify_fd, G_IO_IN, on_slave_opened_cb, port);
      watch_master (port);
      kw_emu_hsu_init (&port->hsu);
      port->n_last_frame = 0;
      kw_emulator_power_up (port->emulator);
      return TRUE;
    }
  close_fd (&port->inotify_fd);
  close_fd (&port->master_fd);
  return FALSE;
}

gboolean
kw_emu_port_unplug (KwEmuPort *port, GError **error)
{
  g_clear_handle_id (&port->replug_source, g_source_remove);
  if (port->master_fd == NO_FD)
    return throw (error, KW_EMU_ERROR_STATE, "it is not plugged in");
  g_clear_handle_id (&port->master_source, g_source_remove);
  g_clear_handle_id (&port->inotify_source, g_source_remove);
  clear_pieces (port);
  kw_emulator_abort (port->emulator);
  unlink (port->link);
  close_fd (&port->inotify_fd);
  close_fd (&port->master_fd);
  return TRUE;
}

gboolean
kw_emu_port_is_plugged (KwEmuPort *port)
{
  return port->master_fd != NO_FD;
}
