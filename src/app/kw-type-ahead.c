/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-type-ahead.h"

#define LIMIT_US (5 * G_USEC_PER_SEC)

struct _KwTypeAhead
{
  GObject parent_instance;

  GtkWidget *window;  /* borrowed */
  KwSession *session; /* (nullable) */
  GQueue kept;        /* of GdkEvent */
  guint down_keycode; /* of the last key pressed, until it is released; 0 = none */
  gint64 since_mono_us;
};

G_DEFINE_FINAL_TYPE (KwTypeAhead, kw_type_ahead, G_TYPE_OBJECT)

static void
forget (KwTypeAhead *self)
{
  g_queue_clear_full (&self->kept, (GDestroyNotify)gdk_event_unref);
}

/* They come once more, in their order, before whatever is typed from now on. */
static void
give (KwTypeAhead *self)
{
  GdkEvent *event = NULL;

  while ((event = g_queue_pop_head (&self->kept)) != NULL)
    {
      gdk_display_put_event (gdk_event_get_display (event), event);
      gdk_event_unref (event);
    }
}

static void
on_awaiting_changed_cb (KwTypeAhead *self)
{
  self->since_mono_us = g_get_monotonic_time ();
  self->down_keycode = 0; /* what is given comes as if it were pressed only now */
  if (!kw_session_is_awaiting (self->session))
    give (self);
}

static gboolean
is_awaiting (KwTypeAhead *self)
{
  return self->session != NULL && kw_session_is_awaiting (self->session) &&
         g_get_monotonic_time () - self->since_mono_us < LIMIT_US;
}

/* Whoever leans on Enter wants one thing done, not whatever is suggested after it. */
static gboolean
is_pressing (KwTypeAhead *self, GdkEvent *event)
{
  switch (gdk_key_event_get_keyval (event))
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return TRUE;
    case GDK_KEY_space:
      return GTK_IS_BUTTON (gtk_root_get_focus (GTK_ROOT (self->window)));
    default:
      return FALSE;
    }
}

static gboolean
on_event_cb (KwTypeAhead *self, GdkEvent *event)
{
  const gboolean is_press = gdk_event_get_event_type (event) == GDK_KEY_PRESS;
  gboolean is_repeat = FALSE;

  if (!is_press && gdk_event_get_event_type (event) != GDK_KEY_RELEASE)
    return GDK_EVENT_PROPAGATE;
  is_repeat = is_press && self->down_keycode == gdk_key_event_get_keycode (event);
  self->down_keycode = is_press ? gdk_key_event_get_keycode (event) : 0;
  if (is_repeat && is_pressing (self, event))
    return GDK_EVENT_STOP;
  if (!is_awaiting (self) || gdk_key_event_get_keyval (event) == GDK_KEY_Escape)
    {
      forget (self);
      return GDK_EVENT_PROPAGATE;
    }
  if (!is_repeat)
    g_queue_push_tail (&self->kept, gdk_event_ref (event));
  return GDK_EVENT_STOP;
}

static void
kw_type_ahead_dispose (GObject *object)
{
  KwTypeAhead *self = KW_TYPE_AHEAD (object);

  forget (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_type_ahead_parent_class)->dispose (object);
}

static void
kw_type_ahead_class_init (KwTypeAheadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kw_type_ahead_dispose;
}

static void
kw_type_ahead_init (KwTypeAhead *self)
{
  g_queue_init (&self->kept);
}

KwTypeAhead *
kw_type_ahead_new (GtkWidget *window)
{
  KwTypeAhead *self = g_object_new (KW_TYPE_TYPE_AHEAD, NULL);
  GtkEventController *keys = gtk_event_controller_legacy_new ();

  self->window = window;
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "event", G_CALLBACK (on_event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, keys);
  return self;
}

void
kw_type_ahead_set_session (KwTypeAhead *self, KwSession *session)
{
  forget (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, on_awaiting_changed_cb, self);
  if (g_set_object (&self->session, session))
    g_signal_connect_object (session, "notify::is-awaiting", G_CALLBACK (on_awaiting_changed_cb),
                             self, G_CONNECT_SWAPPED);
}
