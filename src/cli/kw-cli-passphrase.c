/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-passphrase.h"

#include "kw-desk-unlock.h"
#include "kw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

KW_DEFINE_THROW (KwCliError, KW_CLI_ERROR)

#define MAX_PASSPHRASE_BYTES 1024

/* A line as it is read; wiped by whoever holds it. */
typedef struct
{
  guint8 bytes[MAX_PASSPHRASE_BYTES];
  gsize size_bytes;
  gboolean is_ended;
  gboolean is_too_long;
} Line;

static void
add_byte (Line *line, guint8 byte)
{
  if (byte == '\n')
    line->is_ended = TRUE;
  else if (line->size_bytes == sizeof line->bytes)
    line->is_too_long = TRUE;
  else
    line->bytes[line->size_bytes++] = byte;
}

static KwSecret *
take_line (Line *line, GError **error)
{
  KwSecret *secret = NULL;

  if (line->size_bytes > 0 && line->bytes[line->size_bytes - 1] == '\r')
    line->size_bytes--;
  if (line->is_too_long)
    throw (error, KW_CLI_ERROR_PASSPHRASE, "the passphrase is longer than %d bytes",
           MAX_PASSPHRASE_BYTES);
  else if (line->size_bytes == 0)
    throw (error, KW_CLI_ERROR_PASSPHRASE, "the passphrase is empty");
  else
    secret = kw_secret_new_take (line->bytes, line->size_bytes);
  kw_secret_wipe_bytes (line, sizeof *line);
  return secret;
}

KwSecret *
kw_cli_passphrase_load (const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  KwSecret *secret = kw_desk_passphrase_load (path, &cause);

  if (secret == NULL)
    throw (error, KW_CLI_ERROR_PASSPHRASE, "%s", cause->message);
  return secret;
}

typedef struct
{
  int fd;
  gboolean is_ready;
} Typing;

static gboolean
on_typed_cb (int fd, GIOCondition condition, gpointer user_data)
{
  Typing *typing = user_data;

  typing->is_ready = TRUE;
  return G_SOURCE_CONTINUE;
}

/* The terminal gives whole lines. */
static gboolean
read_line (int fd, GCancellable *cancellable, Line *line)
{
  Typing typing = { .fd = fd };
  guint source = g_unix_fd_add (fd, G_IO_IN | G_IO_HUP | G_IO_ERR, on_typed_cb, &typing);
  gboolean is_open = TRUE;

  while (!line->is_ended && is_open && !g_cancellable_is_cancelled (cancellable))
    {
      guint8 bytes[64];
      gssize n_read;

      if (!typing.is_ready)
        {
          g_main_context_iteration (NULL, /* may_block= */ TRUE);
          continue;
        }
      typing.is_ready = FALSE;
      n_read = read (fd, bytes, sizeof bytes);
      is_open = n_read > 0 || (n_read < 0 && (errno == EINTR || errno == EAGAIN));
      for (gssize i = 0; i < n_read && !line->is_ended; i++)
        add_byte (line, bytes[i]);
      kw_secret_wipe_bytes (bytes, sizeof bytes);
    }
  g_source_remove (source);
  return line->is_ended;
}

static void
say (int fd, const char *text)
{
  gssize n_written = write (fd, text, strlen (text));

  (void)n_written; /* who reads nothing there types nothing either */
}

static KwSecret *
ask_once (int fd, const char *question, GCancellable *cancellable, GError **error)
{
  struct termios shown;
  struct termios hidden;
  Line line = { .size_bytes = 0 };
  gboolean has_line;

  if (tcgetattr (fd, &shown) != 0)
    {
      throw (error, KW_CLI_ERROR_PASSPHRASE, "the terminal cannot hide what is typed: %s",
             g_strerror (errno));
      return NULL;
    }
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
  hidden.c_lflag |= ICANON | ISIG;
  if (tcsetattr (fd, TCSAFLUSH, &hidden) != 0)
    {
      throw (error, KW_CLI_ERROR_PASSPHRASE, "the terminal cannot hide what is typed: %s",
             g_strerror (errno));
      return NULL;
    }
  say (fd, question);
  has_line = read_line (fd, cancellable, &line);
  tcsetattr (fd, TCSAFLUSH, &shown);
  say (fd, "\n");
  if (!has_line)
    {
      kw_secret_wipe_bytes (&line, sizeof line);
      throw (error, KW_CLI_ERROR_CANCELLED, "no passphrase was typed; nothing was done");
      return NULL;
    }
  return take_line (&line, error);
}

KwSecret *
kw_cli_passphrase_ask (gboolean is_new, GCancellable *cancellable, GError **error)
{
  int fd = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  g_autoptr (KwSecret) passphrase = NULL;
  g_autoptr (KwSecret) again = NULL;

  if (fd < 0)
    {
      throw (error, KW_CLI_ERROR_PASSPHRASE_NEEDED,
             "the keys are sealed with a passphrase: give it with --passphrase-file FILE, or put "
             "the file's path into KEYWRIGHT_PASSPHRASE_FILE");
      return NULL;
    }
  passphrase = ask_once (fd, is_new ? "New passphrase for the keys: " : "Passphrase of the keys: ",
                         cancellable, error);
  if (passphrase != NULL && is_new)
    {
      again = ask_once (fd, "The same passphrase again: ", cancellable, error);
      if (again != NULL && !kw_secret_equal (passphrase, again))
        throw (error, KW_CLI_ERROR_PASSPHRASE,
               "the two passphrases are not the same; nothing was done");
      if (again == NULL || !kw_secret_equal (passphrase, again))
        g_clear_pointer (&passphrase, kw_secret_free);
    }
  close (fd);
  return g_steal_pointer (&passphrase);
}
