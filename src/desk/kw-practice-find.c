/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-practice-private.h"

#include "kw-desk-private.h"
#include "kw-error.h"
#include "kw-practice-line.h"

#include <string.h>

/* As libnfc names a PN532 on a serial line: pn532_uart:PATH or pn532_uart:PATH:SPEED. */
#define DRIVER_PREFIX "pn532_uart:"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

char *
kw_practice_dup_control_path (const char *connstring)
{
  g_auto (GStrv) parts = NULL;

  if (connstring == NULL || !g_str_has_prefix (connstring, DRIVER_PREFIX))
    return NULL;
  parts = g_strsplit (connstring + strlen (DRIVER_PREFIX), ":", 2);
  if (parts[0] == NULL || *parts[0] == '\0')
    return NULL;
  return g_strconcat (parts[0], ".control", NULL);
}

static void
fail (GTask *task, const GError *cause)
{
  GError *error = NULL;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    throw (&error, KW_DESK_ERROR_CANCELLED, "Stopped; nothing was changed.");
  else
    throw (&error, KW_DESK_ERROR_ENCODER_MISSING,
           "The encoder is not the practice encoder; start keywright-emulator with its control "
           "socket.");
  g_task_return_error (task, error);
}

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KwDesk *self = g_task_get_source_object (task);
  KwPractice *practice = KW_PRACTICE (source);

  if (!kw_practice_finish (practice, result, NULL))
    {
      kw_practice_close (practice);
      fail (task, NULL);
      return;
    }
  if (kw_desk_get_practice (self) == NULL) /* else somebody else was quicker */
    {
      g_set_object (&self->practice, practice);
      g_object_notify (G_OBJECT (self), "encoder-name");
    }
  g_task_return_pointer (task, g_object_ref (self->practice), g_object_unref);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) cause = NULL;
  g_autoptr (KwPractice) practice = NULL;
  GIOStream *stream = kw_practice_line_open_finish (result, &cause);

  if (stream == NULL)
    {
      fail (task, cause);
      return;
    }
  practice = kw_practice_new (stream);
  kw_practice_refresh_async (practice, NULL, on_looked_cb, g_steal_pointer (&task));
}

void
kw_desk_find_practice_async (KwDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *path = kw_practice_dup_control_path (self->connstring);

  /* A desk error is told as it is, also to somebody who stopped waiting. */
  g_task_set_check_cancellable (task, FALSE);
  if (kw_desk_get_practice (self) != NULL)
    g_task_return_pointer (task, g_object_ref (self->practice), g_object_unref);
  else if (path == NULL)
    fail (task, NULL);
  else
    kw_practice_line_open_async (path, cancellable, on_opened_cb, g_steal_pointer (&task));
}

KwPractice *
kw_desk_find_practice_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
kw_desk_is_practice_encoder (KwDesk *self)
{
  return self->practice != NULL;
}

KwPractice *
kw_desk_get_practice (KwDesk *self)
{
  return self->practice != NULL && kw_practice_is_connected (self->practice) ? self->practice
                                                                             : NULL;
}
