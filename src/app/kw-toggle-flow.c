/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-toggle-flow.h"

#include "kw-session.h"
#include "kw-tooltip.h"

#define N_BITS 64

/* Of a frame of 16 ms this much may go into new buttons. */
#define SLICE_US 4000

typedef struct
{
  char *label;
  GtkToggleButton *button; /* (nullable): made when it is to be seen */
} Choice;

struct _KwToggleFlow
{
  AdwBin parent_instance;

  GtkFlowBox *box;
  Choice choices[N_BITS]; /* by bit */
  guint8 bits[N_BITS];    /* in the order in which they were added */
  guint n_added;
  guint n_made;
  guint64 mask;
  guint growth; /* source id; 0 = no more buttons are to be made */
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
  if (self->is_filling)
    return;
  for (guint i = 0; i < self->n_made; i++)
    {
      const guint64 bit = (guint64)1 << self->bits[i];

      self->mask &= ~bit;
      if (gtk_toggle_button_get_active (self->choices[self->bits[i]].button))
        self->mask |= bit;
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
make_button (KwToggleFlow *self, guint bit)
{
  Choice *choice = &self->choices[bit];
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *text = gtk_label_new (choice->label);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), text);
  kw_tooltip_set (button, choice->label); /* which may be cut short */
  gtk_widget_add_css_class (button, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  choice->label, -1);
  gtk_widget_set_focusable (child, FALSE); /* the button itself is */
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_flow_box_append (self->box, child);
  choice->button = GTK_TOGGLE_BUTTON (button);
  gtk_toggle_button_set_active (choice->button, (self->mask >> bit & 1) != 0);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
make_some (gpointer user_data)
{
  KwToggleFlow *self = user_data;
  const gint64 end_mono_us = g_get_monotonic_time () + SLICE_US;

  while (self->n_made < self->n_added && g_get_monotonic_time () < end_mono_us)
    make_button (self, self->bits[self->n_made++]);
  if (self->n_made < self->n_added)
    return G_SOURCE_CONTINUE;
  self->growth = 0;
  return G_SOURCE_REMOVE;
}

static void
kw_toggle_flow_dispose (GObject *object)
{
  KwToggleFlow *self = KW_TOGGLE_FLOW (object);

  g_clear_handle_id (&self->growth, g_source_remove);
  for (; self->n_added > 0; self->n_added--)
    g_clear_pointer (&self->choices[self->bits[self->n_added - 1]].label, g_free);
  self->n_made = 0;
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
  g_return_if_fail (bit < N_BITS && self->choices[bit].label == NULL);

  self->choices[bit].label = g_strdup (label);
  self->bits[self->n_added++] = (guint8)bit;
}

void
kw_toggle_flow_fill (KwToggleFlow *self)
{
  if (self->growth == 0 && make_some (self))
    self->growth = g_idle_add (make_some, self);
}

void
kw_toggle_flow_set_mask (KwToggleFlow *self, guint64 mask)
{
  self->mask = 0;
  self->is_filling = TRUE;
  for (guint i = 0; i < self->n_added; i++)
    {
      const guint bit = self->bits[i];

      self->mask |= mask & (guint64)1 << bit;
      if (i < self->n_made)
        gtk_toggle_button_set_active (self->choices[bit].button, (mask >> bit & 1) != 0);
    }
  self->is_filling = FALSE;
}

guint64
kw_toggle_flow_get_mask (KwToggleFlow *self)
{
  return self->mask;
}
