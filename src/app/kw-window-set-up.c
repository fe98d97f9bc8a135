/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-window-set-up.h"

#include "kw-desk-keys.h"
#include "kw-error-words.h"
#include "kw-first-run.h"
#include "kw-weak.h"

#include <glib/gi18n.h>

/* What the register says about the keys is asked for first: @session may be new. */
typedef struct
{
  GWeakRef window;
  KwSession *session;
  gboolean is_wanted; /* the user asked for the assistant */
} Looking;

static void
looking_free (Looking *looking)
{
  g_weak_ref_clear (&looking->window);
  g_object_unref (looking->session);
  g_free (looking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Looking, looking_free)

static void
on_ended_cb (KwFirstRun *assistant, gpointer user_data)
{
  kw_window_show_assistant (KW_WINDOW (user_data), NULL);
}

static void
show_assistant (KwWindow *self, KwSession *session, const KwDeskKeyState *keys)
{
  GtkWidget *assistant = kw_first_run_new (session, keys);

  g_signal_connect_object (assistant, "ended", G_CALLBACK (on_ended_cb), self, 0);
  kw_window_show_assistant (self, assistant);
}

/* A register that cannot be read has nothing to show. */
static void
tell_failure (KwWindow *self, const Looking *looking, const GError *error)
{
  g_autofree char *sentence = kw_error_words_dup_sentence (error);

  if (looking->is_wanted)
    kw_window_tell (self, sentence);
  else
    kw_window_show_failure (self, error);
}

static void
on_key_state_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KwDesk *desk = KW_DESK (source);
  g_autoptr (Looking) looking = user_data;
  g_autoptr (KwWindow) self = g_weak_ref_get (&looking->window);
  g_autoptr (GError) error = NULL;
  KwDeskKeyState state = { 0 };
  gboolean is_known = kw_desk_load_key_state_finish (desk, result, &state, &error);
  gboolean has_keys = state.key_version > 0;

  if (self == NULL || g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED))
    return; /* closed meanwhile */
  if (!is_known)
    {
      tell_failure (self, looking, error);
      return;
    }
  if (!looking->is_wanted)
    kw_window_set_session (self, looking->session);
  if (!looking->is_wanted && kw_desk_is_read_only (desk))
    kw_window_show_read_only (self);
  if (kw_window_get_assistant (self) == NULL && !kw_desk_is_read_only (desk) &&
      (looking->is_wanted || kw_first_run_is_needed (desk, has_keys)))
    show_assistant (self, looking->session, &state);
}

static Looking *
looking_new (KwWindow *self, KwSession *session, gboolean is_wanted)
{
  Looking *looking = g_new0 (Looking, 1);

  g_weak_ref_init (&looking->window, self);
  looking->session = g_object_ref (session);
  looking->is_wanted = is_wanted;
  return looking;
}

static void
look (KwWindow *self, KwSession *session, gboolean is_wanted)
{
  kw_desk_load_key_state_async (kw_session_get_desk (session), NULL, on_key_state_cb,
                                looking_new (self, session, is_wanted));
}

/* While the keys are being looked at. */
static gboolean
prepare (gpointer user_data)
{
  g_autoptr (Looking) looking = user_data;
  g_autoptr (KwWindow) self = g_weak_ref_get (&looking->window);

  if (self != NULL && kw_window_get_session (self) == NULL)
    kw_window_prepare (self, looking->session);
  return G_SOURCE_REMOVE;
}

static void
set_up (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);

  if (kw_window_get_session (self) != NULL && kw_window_get_assistant (self) == NULL)
    look (self, kw_window_get_session (self), /* is_wanted= */ TRUE);
}

void
kw_window_set_up_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.set-up", NULL, set_up);
}

static void
on_property_replaced_cb (KwWindow *self)
{
  kw_window_tell (self, _ ("Another program has imported the hotel anew. It is shown as it is "
                           "now."));
}

void
kw_window_set_up_start (KwWindow *self, KwSession *session)
{
  KwDesk *desk = kw_session_get_desk (session);

  g_signal_handlers_disconnect_by_func (desk, on_property_replaced_cb, self); /* started again */
  g_signal_connect_object (desk, "property-replaced", G_CALLBACK (on_property_replaced_cb), self,
                           G_CONNECT_SWAPPED);
  look (self, session, /* is_wanted= */ FALSE);
  g_idle_add_full (G_PRIORITY_DEFAULT, prepare, looking_new (self, session, FALSE),
                   /* notify= */ NULL);
}
