/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-area-chooser.h"

#include "kw-session.h"
#include "kw-toggle-flow.h"
#include "kw-words.h"

#include <glib/gi18n.h>

struct _KwAreaChooser
{
  AdwExpanderRow parent_instance;

  const KwProperty *property;
  KwToggleFlow *flow;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwAreaChooser, kw_area_chooser, ADW_TYPE_EXPANDER_ROW)

static void
show_subtitle (KwAreaChooser *self)
{
  const guint32 areas = kw_area_chooser_get_areas (self);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < self->property->n_areas; i++)
    if ((areas >> self->property->areas[i].number & 1) != 0)
      g_ptr_array_add (names, (gpointer)self->property->areas[i].name);
  list = kw_words_dup_list (names);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), list);
}

static void
on_flow_changed_cb (KwAreaChooser *self)
{
  show_subtitle (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_expanded_cb (KwAreaChooser *self)
{
  kw_toggle_flow_fill (self->flow);
}

static void
kw_area_chooser_dispose (GObject *object)
{
  KwAreaChooser *self = KW_AREA_CHOOSER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_AREA_CHOOSER);
  g_clear_pointer ((KwProperty **)&self->property, kw_property_unref);
  G_OBJECT_CLASS (kw_area_chooser_parent_class)->dispose (object);
}

static void
kw_area_chooser_class_init (KwAreaChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_area_chooser_dispose;
  signals[CHANGED] = g_signal_new ("changed", KW_TYPE_AREA_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KW_TYPE_TOGGLE_FLOW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-area-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, KwAreaChooser, flow);
  gtk_widget_class_bind_template_callback (widget_class, on_expanded_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_flow_changed_cb);
}

static void
kw_area_chooser_init (KwAreaChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_toggle_flow_set_name (self->flow, _ ("Areas"));
}

void
kw_area_chooser_set_property (KwAreaChooser *self, const KwProperty *property)
{
  if (self->property != NULL)
    return;
  self->property = kw_property_ref (property);
  for (guint i = 0; i < property->n_areas; i++)
    kw_toggle_flow_add (self->flow, property->areas[i].number, property->areas[i].name);
  gtk_widget_set_visible (GTK_WIDGET (self), property->n_areas > 0);
}

void
kw_area_chooser_set_areas (KwAreaChooser *self, guint32 areas)
{
  kw_toggle_flow_set_mask (self->flow, areas);
  show_subtitle (self);
}

guint32
kw_area_chooser_get_areas (KwAreaChooser *self)
{
  return (guint32)kw_toggle_flow_get_mask (self->flow);
}
