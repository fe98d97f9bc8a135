/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-sheet.h"

#include "kw-problem-row.h"
#include "kw-session.h"

struct _KwSheet
{
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  AdwClamp *content;
  GtkWidget *line;
  GtkLabel *problem;
  AdwBin *footer;

  KwProblemRow *row; /* the sentence below a field; made when first needed */
};

enum
{
  PROP_CONTENT = 1,
  PROP_FOOTER,
  PROP_N
};

static GParamSpec *properties[PROP_N];

G_DEFINE_FINAL_TYPE (KwSheet, kw_sheet, ADW_TYPE_BIN)

/* The line says that there is more below it. */
static void
show_line (KwSheet *self)
{
  GtkAdjustment *position = gtk_scrolled_window_get_vadjustment (self->scroller);

  gtk_widget_set_opacity (self->line, gtk_adjustment_get_value (position) +
                                                  gtk_adjustment_get_page_size (position) <
                                              gtk_adjustment_get_upper (position)
                                          ? 1
                                          : 0);
}

static void
kw_sheet_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  KwSheet *self = KW_SHEET (object);

  if (id == PROP_CONTENT)
    g_value_set_object (value, adw_clamp_get_child (self->content));
  else if (id == PROP_FOOTER)
    g_value_set_object (value, adw_bin_get_child (self->footer));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
kw_sheet_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  KwSheet *self = KW_SHEET (object);

  if (id == PROP_CONTENT)
    adw_clamp_set_child (self->content, g_value_get_object (value));
  else if (id == PROP_FOOTER)
    adw_bin_set_child (self->footer, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
kw_sheet_dispose (GObject *object)
{
  KwSheet *self = KW_SHEET (object);

  g_clear_object (&self->row);
  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_SHEET);
  G_OBJECT_CLASS (kw_sheet_parent_class)->dispose (object);
}

static void
kw_sheet_class_init (KwSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kw_sheet_get_property;
  object_class->set_property = kw_sheet_set_property;
  object_class->dispose = kw_sheet_dispose;
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOOTER] = g_param_spec_object ("footer", NULL, NULL, GTK_TYPE_WIDGET,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, PROP_N, properties);

  gtk_widget_class_set_template_from_resource (widget_class, KW_APP_RESOURCES "/ui/kw-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, KwSheet, scroller);
  gtk_widget_class_bind_template_child (widget_class, KwSheet, content);
  gtk_widget_class_bind_template_child (widget_class, KwSheet, line);
  gtk_widget_class_bind_template_child (widget_class, KwSheet, problem);
  gtk_widget_class_bind_template_child (widget_class, KwSheet, footer);
}

static void
kw_sheet_init (KwSheet *self)
{
  GtkAdjustment *position = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  position = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (position, "changed", G_CALLBACK (show_line), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (position, "value-changed", G_CALLBACK (show_line), self,
                           G_CONNECT_SWAPPED);
  show_line (self);
}

void
kw_sheet_refuse (KwSheet *self, GtkWidget *field, const char *sentence)
{
  kw_sheet_clear (self);
  if (field == NULL)
    {
      gtk_label_set_label (self->problem, sentence);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      return;
    }
  if (self->row == NULL)
    self->row = KW_PROBLEM_ROW (g_object_ref_sink (kw_problem_row_new ()));
  kw_problem_row_show (self->row, field, sentence);
}

void
kw_sheet_clear (KwSheet *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_label_set_label (self->problem, "");
  if (self->row != NULL)
    kw_problem_row_clear (self->row);
}
