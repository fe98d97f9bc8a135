/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encoder-lamp.h"

#include "kw-error-act.h"
#include "kw-practice.h"
#include "kw-tooltip.h"

#include <glib/gi18n.h>

struct _KwEncoderLamp
{
  AdwBin parent_instance;

  KwSession *session;

  GtkMenuButton *button;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *title;
  GtkLabel *sentence;
  GtkButton *help;
};

G_DEFINE_FINAL_TYPE (KwEncoderLamp, kw_encoder_lamp, ADW_TYPE_BIN)

/* Shape and word first, colour second. */
typedef struct
{
  const char *icon;
  const char *css_class;
  const char *title;
} Look;

static Look
get_look (KwDeskEncoderState state)
{
  switch (state)
    {
    case KW_DESK_ENCODER_STATE_NONE:
      return (Look){ "action-unavailable-symbolic", "dim-label", _ ("No encoder") };
    case KW_DESK_ENCODER_STATE_STARTING:
      return (Look){ "content-loading-symbolic", "dim-label", _ ("Looking for the encoder") };
    case KW_DESK_ENCODER_STATE_READY:
      return (Look){ "emblem-ok-symbolic", "success", _ ("Encoder ready") };
    case KW_DESK_ENCODER_STATE_MISSING:
      return (Look){ "dialog-warning-symbolic", "warning", _ ("No encoder") };
    case KW_DESK_ENCODER_STATE_BUSY:
      return (Look){ "dialog-warning-symbolic", "warning", _ ("Encoder in use") };
    case KW_DESK_ENCODER_STATE_NO_PERMISSION:
      return (Look){ "changes-prevent-symbolic", "warning", _ ("No permission") };
    case KW_DESK_ENCODER_STATE_NOT_RESPONDING:
      return (Look){ "dialog-error-symbolic", "error", _ ("No answer") };
    }
  g_return_val_if_reached ((Look){ NULL });
}

static char *
dup_sentence (KwDesk *desk)
{
  KwDeskEncoderState state = kw_desk_get_encoder_state (desk);
  const GError *problem = kw_desk_get_encoder_problem (desk);

  if (state == KW_DESK_ENCODER_STATE_READY)
    return g_strdup (_ ("Lay a card on it to see what it is."));
  if (state == KW_DESK_ENCODER_STATE_STARTING)
    return g_strdup (_ ("It takes a moment."));
  if (state == KW_DESK_ENCODER_STATE_NONE)
    return g_strdup (_ ("This station has no encoder. Choose one in Preferences; without it "
                        "everything but reading and writing cards works."));
  return problem != NULL ? kw_error_words_dup_sentence (problem) : g_strdup ("");
}

char *
kw_encoder_lamp_dup_advice (KwDesk *desk)
{
  switch (kw_desk_get_encoder_state (desk))
    {
    case KW_DESK_ENCODER_STATE_READY:
      return g_strdup (_ ("Lay a card on the encoder to see what it is"));
    case KW_DESK_ENCODER_STATE_STARTING:
      return g_strdup (_ ("Looking for the encoder"));
    case KW_DESK_ENCODER_STATE_NONE:
    case KW_DESK_ENCODER_STATE_MISSING:
    case KW_DESK_ENCODER_STATE_BUSY:
    case KW_DESK_ENCODER_STATE_NO_PERMISSION:
    case KW_DESK_ENCODER_STATE_NOT_RESPONDING:
      break;
    }
  return dup_sentence (desk);
}

/* A board on a serial line has no name of its own: libnfc calls it by driver and port. */
char *
kw_encoder_lamp_dup_name (KwDesk *desk)
{
  const char *name = kw_desk_get_encoder_name (desk);

  if (kw_desk_is_practice_encoder (desk))
    return g_strdup (_ ("Practice encoder"));
  if (name != NULL && g_str_has_prefix (name, "pn532_"))
    return g_strdup ("PN532");
  return g_strdup (name);
}

/* What the button does; NONE: there is nothing to read or to choose. */
static KwErrorAction
get_action (KwEncoderLamp *self)
{
  KwDesk *desk = kw_session_get_desk (self->session);
  const GError *problem = kw_desk_get_encoder_problem (desk);
  const KwErrorAction action = problem != NULL ? kw_error_words_get_action (problem)
                                               : KW_ERROR_ACTION_NONE;

  if (kw_desk_get_encoder_state (desk) == KW_DESK_ENCODER_STATE_NONE)
    return KW_ERROR_ACTION_CHOOSE_ENCODER;
  return action == KW_ERROR_ACTION_CHOOSE_ENCODER || kw_error_words_get_help_uri (action) != NULL
             ? action
             : KW_ERROR_ACTION_NONE;
}

static void
on_help_clicked_cb (KwEncoderLamp *self)
{
  gtk_menu_button_popdown (self->button);
  kw_error_act (GTK_WIDGET (self), get_action (self));
}

static void
update (KwEncoderLamp *self)
{
  KwDesk *desk = kw_session_get_desk (self->session);
  KwDeskEncoderState state = kw_desk_get_encoder_state (desk);
  g_autofree char *name = kw_encoder_lamp_dup_name (desk);
  const Look look = get_look (state);
  const KwErrorAction action = get_action (self);
  const char *classes[] = { look.css_class, NULL };
  gboolean is_ready = state == KW_DESK_ENCODER_STATE_READY;
  const char *shown = is_ready && name != NULL ? name : look.title;
  g_autofree char *sentence = dup_sentence (desk);
  g_autofree char *spoken = NULL;

  gtk_image_set_from_icon_name (self->icon, look.icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_label_set_label (self->name, shown);
  gtk_label_set_label (self->title, is_ready && name != NULL ? name : look.title);
  gtk_label_set_label (self->sentence, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->help), !is_ready && action != KW_ERROR_ACTION_NONE);
  if (action != KW_ERROR_ACTION_NONE)
    gtk_button_set_label (self->help, kw_error_words_get_button (action));
  /* Translators: the encoder's lamp as a screen reader says it: its name, and how it is */
  spoken = is_ready && name != NULL ? g_strdup_printf (_ ("%s: %s"), name, look.title)
                                    : g_strdup (look.title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  kw_tooltip_set (GTK_WIDGET (self->button), spoken);
}

static void
kw_encoder_lamp_dispose (GObject *object)
{
  KwEncoderLamp *self = KW_ENCODER_LAMP (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
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
  gtk_widget_class_bind_template_child (widget_class, KwEncoderLamp, button);
  gtk_widget_class_bind_template_child (widget_class, KwEncoderLamp, icon);
  gtk_widget_class_bind_template_child (widget_class, KwEncoderLamp, name);
  gtk_widget_class_bind_template_child (widget_class, KwEncoderLamp, title);
  gtk_widget_class_bind_template_child (widget_class, KwEncoderLamp, sentence);
  gtk_widget_class_bind_template_child (widget_class, KwEncoderLamp, help);
  gtk_widget_class_bind_template_callback (widget_class, on_help_clicked_cb);
}

static void
kw_encoder_lamp_init (KwEncoderLamp *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kw_encoder_lamp_set_session (KwEncoderLamp *self, KwSession *session)
{
  KwDesk *desk = kw_session_get_desk (session);

  g_set_object (&self->session, session);
  g_signal_connect_object (desk, "notify::encoder-state", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::encoder-name", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

void
kw_encoder_lamp_set_is_narrow (KwEncoderLamp *self, gboolean is_narrow)
{
  gtk_widget_set_visible (GTK_WIDGET (self->name), !is_narrow);
}
