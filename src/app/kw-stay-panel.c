/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-stay-panel.h"

#include "kw-panel.h"
#include "kw-stay-box.h"

#include <glib/gi18n.h>

struct _KwStayPanel
{
  AdwBin parent_instance;

  GtkLabel *rooms;
  KwStayBox *stay;

  KwSession *session;
  gint64 stay_id;
};

static void kw_stay_panel_init_panel (KwPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwStayPanel, kw_stay_panel, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KW_TYPE_PANEL, kw_stay_panel_init_panel))

static char *
kw_stay_panel_dup_title (KwPanel *panel)
{
  return g_strdup (_ ("Stay"));
}

static void
kw_stay_panel_take_subject (KwPanel *panel)
{
  KwStayPanel *self = KW_STAY_PANEL (panel);
  const KwSubject subject = { .stay_id = self->stay_id };

  kw_session_set_subject (self->session, &subject);
}

static void
kw_stay_panel_init_panel (KwPanelInterface *iface)
{
  iface->dup_title = kw_stay_panel_dup_title;
  iface->take_subject = kw_stay_panel_take_subject;
}

static void
kw_stay_panel_dispose (GObject *object)
{
  KwStayPanel *self = KW_STAY_PANEL (object);

  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_STAY_PANEL);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_stay_panel_parent_class)->dispose (object);
}

static void
kw_stay_panel_class_init (KwStayPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_stay_panel_dispose;
  g_type_ensure (KW_TYPE_STAY_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-stay-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KwStayPanel, rooms);
  gtk_widget_class_bind_template_child (widget_class, KwStayPanel, stay);
}

static void
kw_stay_panel_init (KwStayPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (self->stay, "rooms", self->rooms, "label", G_BINDING_DEFAULT);
  kw_panel_set_default (KW_PANEL (self), kw_stay_box_get_suggested (self->stay));
}

GtkWidget *
kw_stay_panel_new (KwSession *session, gint64 stay_id)
{
  KwStayPanel *self = g_object_new (KW_TYPE_STAY_PANEL, NULL);

  self->session = g_object_ref (session);
  kw_stay_panel_set_stay (self, stay_id);
  return GTK_WIDGET (self);
}

void
kw_stay_panel_set_stay (KwStayPanel *self, gint64 stay_id)
{
  self->stay_id = stay_id;
  kw_stay_box_set_stay (self->stay, self->session, stay_id);
}

void
kw_stay_panel_do_suggested (KwStayPanel *self)
{
  kw_stay_box_do_suggested (self->stay);
}
