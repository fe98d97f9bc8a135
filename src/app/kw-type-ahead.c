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
  GQueue given;       /* of GdkEvent: on their way through the display once more */
  guint given_source; /* 0, or until they have all come */
  guint down_keycode; /* of the last key pressed, until it is released; 0 = none */
  gint64 since_mono_us;
};

G_DEFINE_FINAL_TYPE (KwTypeAhead, kw_type_ahead, G_TYPE_OBJECT)

static void
forget (KwTypeAhead *self)
{
  g_queue_clear_full (&self->kept, (GDestroyNotify)gdk_event_unref);
}

/* Behind all events there is nothing given any more, also if some went to another window. */
static gboolean
on_all_given_cb (gpointer user_data)
{
  KwTypeAhead *self = user_data;

  self->given_source = 0;
  g_queue_clear_full (&self->given, (GDestroyNotify)gdk_event_unref);
  return G_SOURCE_REMOVE;
}

/* Takes @event. It comes once more, behind what was given before. */
static void
give (KwTypeAhead *self, GdkEvent *event)
{
  gdk_display_put_event (gdk_event_get_display (event), event);
  g_queue_push_tail (&self->given, event);
  if (self->given_source == 0)
    self->given_source = g_idle_add_full (G_PRIORITY_LOW, on_all_given_cb, self, NULL);
}

static void
give_kept (KwTypeAhead *self)
{
  GdkEvent *event = NULL;

  while ((event = g_queue_pop_head (&self->kept)) != NULL)
    give (self, event);
}

/* GTK may hand on a copy. */
static gboolean
is_same (GdkEvent *a, GdkEvent *b)
{
  return gdk_event_get_event_type (a) == gdk_event_get_event_type (b) &&
         gdk_event_get_time (a) == gdk_event_get_time (b) &&
         gdk_key_event_get_keycode (a) == gdk_key_event_get_keycode (b);
}

static gboolean
take_given (KwTypeAhead *self, GdkEvent *event)
{
  GdkEvent *first = g_queue_peek_head (&self->given);

  if (first == NULL || !is_same (first, event))
    return FALSE;
  gdk_event_unref (g_queue_pop_head (&self->given));
  return TRUE;
}

static void
on_awaiting_changed_cb (KwTypeAhead *self)
{
  self->since_mono_us = g_get_monotonic_time ();
  if (!kw_session_is_awaiting (self->session))
    give_kept (self);
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

/* Comes from the keyboard just now: whether it only repeats the key that is down. */
static gboolean
is_repeat (KwTypeAhead *self, GdkEvent *event)
{
  const gboolean is_press = gdk_event_get_event_type (event) == GDK_KEY_PRESS;
  const guint keycode = gdk_key_event_get_keycode (event);
  const gboolean is_down = self->down_keycode == keycode;

  self->down_keycode = is_press ? keycode : 0;
  return is_press && is_down;
}

static gboolean
on_event_cb (KwTypeAhead *self, GdkEvent *event)
{
  const GdkEventType type = gdk_event_get_event_type (event);
  gboolean is_given = FALSE;
  gboolean is_repeated = FALSE;

  if (type != GDK_KEY_PRESS && type != GDK_KEY_RELEASE)
    return GDK_EVENT_PROPAGATE;
  is_given = take_given (self, event);
  is_repeated = !is_given && is_repeat (self, event);
  if (is_repeated && (is_awaiting (self) || is_pressing (self, event)))
    return GDK_EVENT_STOP;
  if (gdk_key_event_get_keyval (event) == GDK_KEY_Escape)
    {
      forget (self);
      return GDK_EVENT_PROPAGATE;
    }
  if (is_awaiting (self))
    g_queue_push_tail (&self->kept, gdk_event_ref (event));
  else if (!is_given && !g_queue_is_empty (&self->given))
    give (self, gdk_event_ref (event)); /* it was typed after those */
  else
    {
      forget (self); /* of what came too late */
      return GDK_EVENT_PROPAGATE;
    }
  return GDK_EVENT_STOP;
}

/* A key may be released in another window. */
static void
on_active_changed_cb (KwTypeAhead *self)
{
  self->down_keycode = 0;
}

static void
kw_type_ahead_dispose (GObject *object)
{
  KwTypeAhead *self = KW_TYPE_AHEAD (object);

  forget (self);
  g_clear_handle_id (&self->given_source, g_source_remove);
  g_queue_clear_full (&self->given, (GDestroyNotify)gdk_event_unref);
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
  g_queue_init (&self->given);
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
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (on_active_changed_cb), self,
                           G_CONNECT_SWAPPED);
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
