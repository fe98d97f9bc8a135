/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-card-bar.h"

struct _KwCardBar
{
  AdwBin parent_instance;

  KwSession *session;
};

G_DEFINE_FINAL_TYPE (KwCardBar, kw_card_bar, ADW_TYPE_BIN)

static void
kw_card_bar_dispose (GObject *object)
{
  KwCardBar *self = KW_CARD_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_CARD_BAR);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_card_bar_parent_class)->dispose (object);
}

static void
kw_card_bar_class_init (KwCardBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_card_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, KW_APP_RESOURCES "/ui/kw-card-bar.ui");
}

static void
kw_card_bar_init (KwCardBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kw_card_bar_set_session (KwCardBar *self, KwSession *session)
{
  g_set_object (&self->session, session);
}
