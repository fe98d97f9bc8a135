/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-property-page.h"

struct _KwPropertyPage
{
  AdwBin parent_instance;

  KwSession *session;
};

G_DEFINE_FINAL_TYPE (KwPropertyPage, kw_property_page, ADW_TYPE_BIN)

static void
kw_property_page_dispose (GObject *object)
{
  KwPropertyPage *self = KW_PROPERTY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_PROPERTY_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_property_page_parent_class)->dispose (object);
}

static void
kw_property_page_class_init (KwPropertyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_property_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-property-page.ui");
}

static void
kw_property_page_init (KwPropertyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_property_page_new (KwSession *session)
{
  KwPropertyPage *self = g_object_new (KW_TYPE_PROPERTY_PAGE, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
