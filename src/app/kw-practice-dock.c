/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-practice-dock.h"

#include "kw-practice-panel.h"
#include "kw-weak.h"

#define SHOWN_KEY "is-practice-shown"

struct _KwPracticeDock
{
  AdwBin parent_instance;

  KwSession *session;
  KwPractice *practice;    /* (nullable) */
  GtkWidget *focus_before; /* (nullable) weak: where the focus was before it came here */
};

enum
{
  PROP_IS_AVAILABLE = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KwPracticeDock, kw_practice_dock, ADW_TYPE_BIN)

/* Focus */

static gboolean
has_focus (KwPracticeDock *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
take_focus (KwPracticeDock *self)
{
  g_set_weak_pointer (&self->focus_before,
                      gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
give_focus_back (KwPracticeDock *self)
{
  GtkWidget *before = self->focus_before;

  if (has_focus (self) &&
      (before == NULL || !gtk_widget_get_mapped (before) || !gtk_widget_grab_focus (before)))
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
}

/* The panel */

static void
show_panel (KwPracticeDock *self)
{
  GtkWidget *panel = NULL;

  if (self->practice != NULL &&
      g_settings_get_boolean (kw_session_get_settings (self->session), SHOWN_KEY))
    {
      if (adw_bin_get_child (ADW_BIN (self)) != NULL)
        return;
      panel = kw_practice_panel_new (self->session, self->practice);
    }
  else
    give_focus_back (self);
  adw_bin_set_child (ADW_BIN (self), panel);
}

static void
set_shown (KwPracticeDock *self, gboolean is_shown)
{
  g_settings_set_boolean (kw_session_get_settings (self->session), SHOWN_KEY, is_shown);
  show_panel (self);
}

static void
close_panel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_shown (KW_PRACTICE_DOCK (widget), FALSE);
}

/* Escape: what waits for a card above goes on waiting. */
static void
leave (GtkWidget *widget, const char *action, GVariant *parameter)
{
  give_focus_back (KW_PRACTICE_DOCK (widget));
}

/* The practice encoder */

static void
set_practice (KwPracticeDock *self, KwPractice *practice)
{
  if (!g_set_object (&self->practice, practice))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_AVAILABLE]);
  show_panel (self);
}

static void
on_disconnected_cb (KwPracticeDock *self, GParamSpec *spec, KwPractice *practice)
{
  if (self->practice == practice && !kw_practice_is_connected (practice))
    set_practice (self, NULL);
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwPracticeDock) self = kw_weak_take (user_data);
  g_autoptr (KwPractice) practice = kw_desk_find_practice_finish (KW_DESK (source), result, NULL);

  if (self == NULL || self->session == NULL || practice == NULL || practice == self->practice)
    return;
  g_signal_connect_object (practice, "notify::is-connected", G_CALLBACK (on_disconnected_cb), self,
                           G_CONNECT_SWAPPED);
  set_practice (self, practice);
}

static void
look_for_practice (KwPracticeDock *self)
{
  if (self->practice == NULL)
    kw_desk_find_practice_async (kw_session_get_desk (self->session), NULL, on_found_cb,
                                 kw_weak_new (self));
}

/* Object */

static void
kw_practice_dock_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  KwPracticeDock *self = KW_PRACTICE_DOCK (object);

  if (id == PROP_IS_AVAILABLE)
    g_value_set_boolean (value, kw_practice_dock_is_available (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
kw_practice_dock_dispose (GObject *object)
{
  KwPracticeDock *self = KW_PRACTICE_DOCK (object);

  g_clear_weak_pointer (&self->focus_before);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->practice);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_practice_dock_parent_class)->dispose (object);
}

static void
kw_practice_dock_class_init (KwPracticeDockClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = kw_practice_dock_get_property;
  G_OBJECT_CLASS (klass)->dispose = kw_practice_dock_dispose;
  props[PROP_IS_AVAILABLE] = g_param_spec_boolean ("is-available", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
  gtk_widget_class_install_action (widget_class, "practice.close", NULL, close_panel);
  gtk_widget_class_install_action (widget_class, "practice.leave", NULL, leave);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "practice.leave", NULL);
}

static void
kw_practice_dock_init (KwPracticeDock *self)
{
}

void
kw_practice_dock_set_session (KwPracticeDock *self, KwSession *session)
{
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (kw_session_get_desk (session), "notify::encoder-state",
                           G_CALLBACK (look_for_practice), self, G_CONNECT_SWAPPED);
  look_for_practice (self);
}

gboolean
kw_practice_dock_is_available (KwPracticeDock *self)
{
  return self->practice != NULL;
}

void
kw_practice_dock_toggle (KwPracticeDock *self)
{
  if (self->practice == NULL)
    return;
  if (has_focus (self))
    {
      set_shown (self, FALSE);
      return;
    }
  set_shown (self, TRUE);
  take_focus (self);
}
