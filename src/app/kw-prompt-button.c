/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-prompt-button.h"

#include <gtk/gtk.h>

static void
click (GtkButton *button)
{
  if (gtk_widget_is_sensitive (GTK_WIDGET (button)))
    g_signal_emit_by_name (button, "clicked");
}

/* Buttons of every kind take over what the class of them all has when theirs is made. */
void
kw_prompt_button_install (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (GTK_TYPE_BUTTON);

  GTK_BUTTON_CLASS (klass)->activate = click;
}
