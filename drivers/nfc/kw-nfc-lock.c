/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-nfc-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "kw-encoder-error.h"
#include "kw-error.h"

KW_DEFINE_THROW (KwEncoderError, KW_ENCODER_ERROR)

/* A worker that is just going still holds its lock for a moment. */
#define PATIENCE_MS 300
#define RETRY_MS 10

/* As the kernel names the worker, in 15 bytes. */
#define WORKER_NAME "keywright-encod"

static gboolean
is_number (const char *text)
{
  return text[0] != 0 && strspn (text, "0123456789") == strlen (text);
}

char *
kw_nfc_lock_get_path (const char *connstring)
{
  /* Those of libnfc 1.8, built in or not. */
  static const char *const drivers[] = { "pn53x_usb",  "acr122_usb", "acr122_pcsc", "ACR122S",
                                         "arygon",     "pcsc",       "pn532_i2c",   "pn532_spi",
                                         "pn532_uart", "pn71xx",     NULL };
  g_auto (GStrv) parts = g_strsplit (connstring, ":", -1);
  const guint n_parts = g_strv_length (parts);

  if (n_parts < 2 || !g_strv_contains (drivers, parts[0]))
    return NULL;
  if (parts[1][0] == '/')
    return g_strdup (parts[1]);
  if (n_parts == 3 && is_number (parts[1]) && is_number (parts[2]))
    return g_strdup_printf ("/dev/bus/usb/%s/%s", parts[1], parts[2]);
  return NULL;
}

/* A line of /proc/PID/status. */
static guint
load_parent (guint pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%u/status", pid);
  g_autofree char *text = NULL;
  const char *line = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nPPid:");
  return line != NULL ? (guint)g_ascii_strtoull (line + strlen ("\nPPid:") + 1, NULL, 10) : 0;
}

static char *
load_name (guint pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%u/comm", pid);
  char *name = NULL;

  if (g_file_get_contents (path, &name, NULL, NULL))
    g_strchomp (name);
  return name;
}

/* Who holds the flock on @fd's file: the kernel's list has process, device and inode of each. */
static guint
find_holder (int fd)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  struct stat info;

  if (fstat (fd, &info) != 0 || !g_file_get_contents ("/proc/locks", &text, NULL, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      guint pid = 0;
      guint device_major = 0;
      guint device_minor = 0;
      unsigned long inode = 0;

      if (sscanf (*line, "%*d: FLOCK %*s %*s %u %x:%x:%lu", &pid, &device_major, &device_minor,
                  &inode) == 4 &&
          device_major == major (info.st_dev) && device_minor == minor (info.st_dev) &&
          inode == info.st_ino)
        return pid;
    }
  return 0;
}

/* (nullable): of a worker that has it the program that started it. */
static char *
dup_holder (int fd)
{
  guint pid = find_holder (fd);
  g_autofree char *name = pid != 0 ? load_name (pid) : NULL;

  if (name != NULL && g_str_has_prefix (name, WORKER_NAME))
    {
      pid = load_parent (pid);
      g_free (name);
      name = load_name (pid);
    }
  return name != NULL ? g_strdup_printf ("%s (process %u)", name, pid) : NULL;
}

static gboolean
throw_busy (int fd, GError **error)
{
  g_autofree char *holder = dup_holder (fd);

  return throw (error, KW_ENCODER_ERROR_ENCODER_BUSY, "%s%s", KW_ENCODER_BUSY_WORDS,
                holder != NULL ? holder : "another program");
}

static int
throw_errno (int error_number, const char *path, GError **error)
{
  if (error_number == EBUSY)
    throw (error, KW_ENCODER_ERROR_ENCODER_BUSY, KW_ENCODER_BUSY_WORDS "another program");
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
      throw (error, KW_ENCODER_ERROR_UNKNOWN_NAME,
             "\"%s\" does not name one encoder (like pn532_uart:/dev/ttyUSB0)", connstring);
      return -1;
    }
  fd = open (path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0)
    return throw_errno (errno, path, error);
  if (lock_in_time (fd))
    return fd;
  error_number = errno;
  if (error_number == EWOULDBLOCK)
    throw_busy (fd, error);
  else
    throw_errno (error_number, path, error);
  close (fd);
  return -1;
}
