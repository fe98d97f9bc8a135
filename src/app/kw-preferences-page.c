/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-preferences-page.h"

struct _KwPreferencesPage
{
  AdwBin parent_instance;

  KwSession *session;
};

G_DEFINE_FINAL_TYPE (KwPreferencesPage, kw_preferences_page, ADW_TYPE_BIN)

static void
kw_preferences_page_dispose (GObject *object)
{
  KwPreferencesPage *self = KW_PREFERENCES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_PREFERENCES_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_preferences_page_parent_class)->dispose (object);
}

static void
kw_preferences_page_class_init (KwPreferencesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_preferences_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-preferences-page.ui");
}

static void
kw_preferences_page_init (KwPreferencesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_preferences_page_new (KwSession *session)
{
  KwPreferencesPage *self = g_object_new (KW_TYPE_PREFERENCES_PAGE, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
