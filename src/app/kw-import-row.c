/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-import-row.h"

#include "kw-session.h"

struct _KwImportRow
{
  AdwBin parent_instance;

  GtkWidget *heading_box;
  GtkLabel *heading;
  GtkLabel *count;
  GtkWidget *warning;
  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *source;
};

G_DEFINE_FINAL_TYPE (KwImportRow, kw_import_row, ADW_TYPE_BIN)

static void
kw_import_row_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KW_TYPE_IMPORT_ROW);
  G_OBJECT_CLASS (kw_import_row_parent_class)->dispose (object);
}

static void
kw_import_row_class_init (KwImportRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_import_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-import-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KwImportRow, heading_box);
  gtk_widget_class_bind_template_child (widget_class, KwImportRow, heading);
  gtk_widget_class_bind_template_child (widget_class, KwImportRow, count);
  gtk_widget_class_bind_template_child (widget_class, KwImportRow, warning);
  gtk_widget_class_bind_template_child (widget_class, KwImportRow, title);
  gtk_widget_class_bind_template_child (widget_class, KwImportRow, detail);
  gtk_widget_class_bind_template_child (widget_class, KwImportRow, source);
}

static void
kw_import_row_init (KwImportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_import_row_new (void)
{
  return g_object_new (KW_TYPE_IMPORT_ROW, NULL);
}

void
kw_import_row_set_heading (KwImportRow *self, const char *heading, guint n)
{
  g_autofree char *count = g_strdup_printf ("%u", n);

  gtk_label_set_label (self->heading, heading != NULL ? heading : "");
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (self->heading_box, heading != NULL);
}

static void
set_line (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

void
kw_import_row_set_text (KwImportRow *self, const char *title, const char *detail,
                        const char *source)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = g_strjoin ("\n", title, detail != NULL ? detail : source, NULL);

  set_line (self->title, title);
  set_line (self->detail, detail);
  set_line (self->source, source);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}

void
kw_import_row_set_is_warning (KwImportRow *self, gboolean is_warning)
{
  gtk_widget_set_visible (self->warning, is_warning);
}
