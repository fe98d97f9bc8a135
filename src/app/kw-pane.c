/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-pane.h"

/* (nullable) */
static GtkWidget *
find_hidden (GtkStack *pane)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (pane));

  while (child != NULL && gtk_widget_get_visible (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* One turn takes a panel out of the window, another one makes an end of its widgets. */
typedef struct
{
  GWeakRef pane;
  GtkWidget *panel; /* (nullable): taken out */
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_weak_ref_clear (&removal->pane);
  g_clear_object (&removal->panel);
  g_free (removal);
}

static gboolean
on_removal_idle_cb (gpointer data)
{
  Removal *removal = data;
  g_autoptr (GtkWidget) pane = g_weak_ref_get (&removal->pane);

  if (removal->panel != NULL)
    {
      g_clear_object (&removal->panel);
      return G_SOURCE_CONTINUE;
    }
  if (pane != NULL)
    g_set_object (&removal->panel, find_hidden (GTK_STACK (pane)));
  if (removal->panel == NULL)
    return G_SOURCE_REMOVE;
  gtk_stack_remove (GTK_STACK (pane), removal->panel);
  return G_SOURCE_CONTINUE;
}

static void
remove_hidden_later (GtkStack *pane)
{
  Removal *removal = g_new0 (Removal, 1);

  g_weak_ref_init (&removal->pane, pane);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_removal_idle_cb, removal, removal_free);
}

void
kw_pane_show (GtkStack *pane, GtkWidget *panel, GtkWidget *covered)
{
  if (panel != NULL)
    {
      if (gtk_widget_get_parent (panel) != GTK_WIDGET (pane))
        gtk_stack_add_child (pane, panel);
      gtk_widget_set_visible (panel, TRUE);
      gtk_stack_set_visible_child (pane, panel);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (pane)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (child != panel && child != covered)
      gtk_widget_set_visible (child, FALSE);
  remove_hidden_later (pane);
}
