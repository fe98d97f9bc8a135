/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-toggle-flow.h"

#include "kw-session.h"

#define N_BITS 64

struct _KwToggleFlow
{
  AdwBin parent_instance;

  GtkFlowBox *box;
  GtkToggleButton *buttons[N_BITS]; /* (nullable) */
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwToggleFlow, kw_toggle_flow, ADW_TYPE_BIN)

static void
on_toggled_cb (KwToggleFlow *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
kw_toggle_flow_dispose (GObject *object)
{
  KwToggleFlow *self = KW_TOGGLE_FLOW (object);

  memset (self->buttons, 0, sizeof self->buttons);
  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_TOGGLE_FLOW);
  G_OBJECT_CLASS (kw_toggle_flow_parent_class)->dispose (object);
}

static void
kw_toggle_flow_class_init (KwToggleFlowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_toggle_flow_dispose;
  signals[CHANGED] = g_signal_new ("changed", KW_TYPE_TOGGLE_FLOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-toggle-flow.ui");
  gtk_widget_class_bind_template_child (widget_class, KwToggleFlow, box);
}

static void
kw_toggle_flow_init (KwToggleFlow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kw_toggle_flow_set_name (KwToggleFlow *self, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

void
kw_toggle_flow_add (KwToggleFlow *self, guint bit, const char *label)
{
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *text = gtk_label_new (label);

  g_return_if_fail (bit < N_BITS && self->buttons[bit] == NULL);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), text);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_add_css_class (button, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_focusable (child, FALSE); /* the button itself is */
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_flow_box_append (self->box, child);
  self->buttons[bit] = GTK_TOGGLE_BUTTON (button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled_cb), self, G_CONNECT_SWAPPED);
}

void
kw_toggle_flow_set_mask (KwToggleFlow *self, guint64 mask)
{
  self->is_filling = TRUE;
  for (guint i = 0; i < N_BITS; i++)
    if (self->buttons[i] != NULL)
      gtk_toggle_button_set_active (self->buttons[i], (mask >> i & 1) != 0);
  self->is_filling = FALSE;
}

guint64
kw_toggle_flow_get_mask (KwToggleFlow *self)
{
  guint64 mask = 0;

  for (guint i = 0; i < N_BITS; i++)
    if (self->buttons[i] != NULL && gtk_toggle_button_get_active (self->buttons[i]))
      mask |= (guint64)1 << i;
  return mask;
}
