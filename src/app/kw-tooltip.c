/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-tooltip.h"

#define TEXT_KEY "kw-tooltip"

static gboolean
on_tooltip_wanted_cb (GtkWidget *widget, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip,
                      gpointer unused)
{
  gtk_tooltip_set_text (tooltip, g_object_get_data (G_OBJECT (widget), TEXT_KEY));
  return TRUE;
}

void
kw_tooltip_set (GtkWidget *widget, const char *text)
{
  const gboolean is_connected = g_object_get_data (G_OBJECT (widget), TEXT_KEY ".is-connected") !=
                                NULL;

  if (!is_connected && text != NULL)
    {
      g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_tooltip_wanted_cb), NULL);
      g_object_set_data (G_OBJECT (widget), TEXT_KEY ".is-connected", GINT_TO_POINTER (TRUE));
    }
  g_object_set_data_full (G_OBJECT (widget), TEXT_KEY, g_strdup (text), g_free);
  gtk_widget_set_has_tooltip (widget, text != NULL);
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}
