/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-number-keys.h"

#include <adwaita.h>

/* (nullable): the number that the row stands for which has the focus */
static GtkSpinButton *
get_number (GtkWidget *window)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));
  GtkWidget *number = ADW_IS_ACTION_ROW (focus)
                          ? adw_action_row_get_activatable_widget (ADW_ACTION_ROW (focus))
                          : NULL;

  return GTK_IS_SPIN_BUTTON (number) ? GTK_SPIN_BUTTON (number) : NULL;
}

static void
begin_number (GtkSpinButton *number, int digit)
{
  const char text[] = { (char)('0' + digit), '\0' };

  gtk_widget_grab_focus (GTK_WIDGET (number));
  gtk_editable_set_text (GTK_EDITABLE (number), text);
  gtk_editable_set_position (GTK_EDITABLE (number), -1);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
                   GdkModifierType modifiers, gpointer unused)
{
  GtkSpinButton *number = get_number (
      gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
  const gunichar character = gdk_keyval_to_unicode (keyval);
  const int digit = g_unichar_digit_value (character);

  if (number == NULL ||
      (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (digit >= 0)
    begin_number (number, digit);
  else if (character == '+')
    gtk_spin_button_spin (number, GTK_SPIN_STEP_FORWARD, 0);
  else if (character == '-')
    gtk_spin_button_spin (number, GTK_SPIN_STEP_BACKWARD, 0);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

void
kw_number_keys_install (GtkWidget *window)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), NULL);
  gtk_widget_add_controller (window, keys);
}
