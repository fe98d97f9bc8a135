/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-panel.h"

G_DEFINE_INTERFACE (KwPanel, kw_panel, GTK_TYPE_WIDGET)

#define DEFAULT_KEY "kw-panel-default"

static void
on_map_cb (GtkWidget *panel, gpointer unused)
{
  GtkRoot *root = gtk_widget_get_root (panel);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_default_widget (GTK_WINDOW (root),
                                   g_object_get_data (G_OBJECT (panel), DEFAULT_KEY));
}

/* An entry that goes with the focus in it complains. */
static void
on_unmap_cb (GtkWidget *panel, gpointer unused)
{
  GtkRoot *root = gtk_widget_get_root (panel);
  GtkWidget *button = g_object_get_data (G_OBJECT (panel), DEFAULT_KEY);
  GtkWidget *focus = GTK_IS_WINDOW (root) ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, panel))
    gtk_root_set_focus (root, NULL);
  if (GTK_IS_WINDOW (root) && button != NULL &&
      gtk_window_get_default_widget (GTK_WINDOW (root)) == button)
    gtk_window_set_default_widget (GTK_WINDOW (root), NULL);
}

/* Nobody is at work there: what was searched for has been found. */
static gboolean
is_idle (GtkWidget *focus)
{
  return focus == NULL ||
         (GTK_IS_TEXT (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)) == '\0');
}

/* Details load: their suggested action is there later than they are. */
static void
on_default_map_cb (GtkWidget *button, GtkWidget *panel)
{
  GtkRoot *root = gtk_widget_get_root (panel);

  if (g_object_get_data (G_OBJECT (panel), DEFAULT_KEY) == button && GTK_IS_WINDOW (root) &&
      is_idle (gtk_root_get_focus (root)))
    gtk_widget_grab_focus (button);
}

static void
follow_default (KwPanel *self, GtkWidget *button)
{
  GtkWidget *old = g_object_get_data (G_OBJECT (self), DEFAULT_KEY);

  if (old == button || !kw_panel_is_detail (self))
    return;
  if (old != NULL)
    g_signal_handlers_disconnect_by_func (old, on_default_map_cb, self);
  if (button != NULL)
    g_signal_connect_object (button, "map", G_CALLBACK (on_default_map_cb), self, G_CONNECT_AFTER);
}

static void
kw_panel_default_init (KwPanelInterface *iface)
{
}

char *
kw_panel_dup_title (KwPanel *self)
{
  KwPanelInterface *iface = KW_PANEL_GET_IFACE (self);

  return iface->dup_title != NULL ? iface->dup_title (self) : NULL;
}

gboolean
kw_panel_take_back (KwPanel *self)
{
  KwPanelInterface *iface = KW_PANEL_GET_IFACE (self);

  return iface->take_back != NULL && iface->take_back (self);
}

gboolean
kw_panel_can_leave (KwPanel *self)
{
  KwPanelInterface *iface = KW_PANEL_GET_IFACE (self);

  return iface->can_leave != NULL ? iface->can_leave (self) : !kw_panel_take_back (self);
}

gboolean
kw_panel_is_detail (KwPanel *self)
{
  return KW_PANEL_GET_IFACE (self)->take_subject != NULL;
}

void
kw_panel_take_subject (KwPanel *self)
{
  g_return_if_fail (kw_panel_is_detail (self));
  KW_PANEL_GET_IFACE (self)->take_subject (self);
}

void
kw_panel_set_default (KwPanel *self, GtkWidget *button)
{
  if (g_object_get_data (G_OBJECT (self), DEFAULT_KEY ".is-followed") == NULL)
    {
      g_object_set_data (G_OBJECT (self), DEFAULT_KEY ".is-followed", GINT_TO_POINTER (TRUE));
      g_signal_connect (self, "map", G_CALLBACK (on_map_cb), NULL);
      g_signal_connect (self, "unmap", G_CALLBACK (on_unmap_cb), NULL);
    }
  follow_default (self, button);
  g_object_set_data (G_OBJECT (self), DEFAULT_KEY, button);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    on_map_cb (GTK_WIDGET (self), NULL);
}

void
kw_panel_grab_focus (KwPanel *self)
{
  GtkWidget *button = g_object_get_data (G_OBJECT (self), DEFAULT_KEY);

  if (!kw_panel_is_detail (self) || button == NULL || !gtk_widget_get_mapped (button) ||
      !gtk_widget_grab_focus (button))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
