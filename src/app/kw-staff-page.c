/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-staff-page.h"

struct _KwStaffPage
{
  AdwBin parent_instance;

  KwSession *session;
};

G_DEFINE_FINAL_TYPE (KwStaffPage, kw_staff_page, ADW_TYPE_BIN)

static void
kw_staff_page_dispose (GObject *object)
{
  KwStaffPage *self = KW_STAFF_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_STAFF_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_staff_page_parent_class)->dispose (object);
}

static void
kw_staff_page_class_init (KwStaffPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_staff_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-staff-page.ui");
}

static void
kw_staff_page_init (KwStaffPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_staff_page_new (KwSession *session)
{
  KwStaffPage *self = g_object_new (KW_TYPE_STAFF_PAGE, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
