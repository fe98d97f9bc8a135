/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encoder-lamp.h"

struct _KwEncoderLamp
{
  AdwBin parent_instance;

  KwSession *session;
};

G_DEFINE_FINAL_TYPE (KwEncoderLamp, kw_encoder_lamp, ADW_TYPE_BIN)

static void
kw_encoder_lamp_dispose (GObject *object)
{
  KwEncoderLamp *self = KW_ENCODER_LAMP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_ENCODER_LAMP);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_encoder_lamp_parent_class)->dispose (object);
}

static void
kw_encoder_lamp_class_init (KwEncoderLampClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_encoder_lamp_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-encoder-lamp.ui");
}

static void
kw_encoder_lamp_init (KwEncoderLamp *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kw_encoder_lamp_set_session (KwEncoderLamp *self, KwSession *session)
{
  g_set_object (&self->session, session);
}
