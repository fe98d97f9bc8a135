/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-nfc-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "kw-encoder-error.h"
#include "kw-error.h"

KW_DEFINE_THROW (KwEncoderError, KW_ENCODER_ERROR)

/* A worker that is just going still holds its lock for a moment. */
#define PATIENCE_MS 300
#define RETRY_MS 10

static gboolean
is_number (const char *text)
{
  return text[0] != 0 && strspn (text, "0123456789") == strlen (text);
}

char *
kw_nfc_lock_get_path (const char *connstring)
{
  g_auto (GStrv) parts = g_strsplit (connstring, ":", -1);
  const guint n_parts = g_strv_length (parts);

  if (n_parts < 2)
    return NULL;
  if (parts[1][0] == '/')
    return g_strdup (parts[1]);
  if (n_parts == 3 && is_number (parts[1]) && is_number (parts[2]))
    return g_strdup_printf ("/dev/bus/usb/%s/%s", parts[1], parts[2]);
  return NULL;
}

static int
throw_errno (int error_number, const char *path, GError **error)
{
  if (error_number == EWOULDBLOCK || error_number == EBUSY)
    throw (error, KW_ENCODER_ERROR_ENCODER_BUSY, "the encoder is used by another program");
  else if (error_number == EACCES || error_number == EPERM)
    throw (error, KW_ENCODER_ERROR_NO_PERMISSION, "you may not use %s (%s)", path,
           g_strerror (error_number));
  else
    throw (error, KW_ENCODER_ERROR_ENCODER_GONE, "there is no encoder at %s (%s)", path,
           g_strerror (error_number));
  return -1;
}

static gboolean
lock_in_time (int fd)
{
  const gint64 until_mono_us = g_get_monotonic_time () + PATIENCE_MS * 1000;

  while (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK || g_get_monotonic_time () >= until_mono_us)
        return FALSE;
      g_usleep (RETRY_MS * 1000);
    }
  return TRUE;
}

int
kw_nfc_lock_take (const char *connstring, GError **error)
{
  g_autofree char *path = kw_nfc_lock_get_path (connstring);
  int fd;
  int error_number;

  if (path == NULL)
    {
      throw (error, KW_ENCODER_ERROR_ENCODER_GONE,
             "\"%s\" does not name one encoder (like pn532_uart:/dev/ttyUSB0)", connstring);
      return -1;
    }
  fd = open (path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0)
    return throw_errno (errno, path, error);
  if (lock_in_time (fd))
    return fd;
  error_number = errno;
  close (fd);
  return throw_errno (error_number, path, error);
}
