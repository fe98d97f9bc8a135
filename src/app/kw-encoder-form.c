/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encoder-form.h"

#include "kw-desk-job.h"
#include "kw-encoder-lamp.h"
#include "kw-error-words.h"
#include "kw-problem-row.h"
#include "kw-weak.h"

#include <glib/gi18n.h>

#define ENCODER_KEY "encoder"

struct _KwEncoderForm
{
  AdwBin parent_instance;

  KwSession *session;
  GCancellable *cancellable; /* (nullable): of the search under way */

  GtkEditable *connection;
  GtkWidget *look;
  GtkWidget *spinner;
  GtkImage *icon;
  AdwActionRow *state;
  GtkLabel *note;

  KwProblemRow *wrong; /* below a connection that can be none */
};

G_DEFINE_FINAL_TYPE (KwEncoderForm, kw_encoder_form, ADW_TYPE_BIN)

static KwDesk *
get_desk (KwEncoderForm *self)
{
  return kw_session_get_desk (self->session);
}

/* How it is */

static gboolean
is_unknown (KwDesk *desk)
{
  return g_error_matches (kw_desk_get_encoder_problem (desk), KW_DESK_ERROR,
                          KW_DESK_ERROR_ENCODER_UNKNOWN);
}

static char *
dup_state (KwDesk *desk)
{
  const GError *problem = kw_desk_get_encoder_problem (desk);
  g_autofree char *name = kw_encoder_lamp_dup_name (desk);

  switch (kw_desk_get_encoder_state (desk))
    {
    case KW_DESK_ENCODER_STATE_NONE:
      return g_strdup (_ ("No encoder is set up. Cards can be neither read nor written."));
    case KW_DESK_ENCODER_STATE_STARTING:
      return g_strdup (_ ("Looking for the encoder"));
    case KW_DESK_ENCODER_STATE_READY:
      /* Translators: what people call the encoder */
      return g_strdup_printf (_ ("%s is ready."), name != NULL ? name : "");
    case KW_DESK_ENCODER_STATE_MISSING:
    case KW_DESK_ENCODER_STATE_BUSY:
    case KW_DESK_ENCODER_STATE_NO_PERMISSION:
    case KW_DESK_ENCODER_STATE_NOT_RESPONDING:
      break;
    }
  if (is_unknown (desk))
    return g_strdup (_ ("No encoder"));
  return problem != NULL ? kw_error_words_dup_sentence (problem) : g_strdup ("");
}

/* The command line comes before what is kept. */
static gboolean
is_named_elsewhere (KwEncoderForm *self)
{
  const char *encoder = kw_desk_get_encoder (get_desk (self));
  g_autofree char *kept = g_settings_get_string (kw_session_get_settings (self->session),
                                                 ENCODER_KEY);

  return encoder != NULL && strcmp (encoder, kept) != 0;
}

static void
show_state (KwEncoderForm *self)
{
  g_autofree char *sentence = dup_state (get_desk (self));
  g_autofree char *text = g_markup_escape_text (sentence, -1);
  KwDeskEncoderState state = kw_desk_get_encoder_state (get_desk (self));
  gboolean is_ready = state == KW_DESK_ENCODER_STATE_READY;
  gboolean is_calm = is_ready || state == KW_DESK_ENCODER_STATE_NONE ||
                     state == KW_DESK_ENCODER_STATE_STARTING;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state), text);
  gtk_image_set_from_icon_name (self->icon, is_ready  ? "emblem-ok-symbolic"
                                            : is_calm ? "kw-encoder-symbolic"
                                                      : "dialog-warning-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->note), is_named_elsewhere (self));
  if (is_unknown (get_desk (self)))
    kw_problem_row_put (self->wrong, GTK_WIDGET (self->connection),
                        _ ("There is no encoder of this name. Name it as libnfc does."));
  else
    kw_problem_row_clear (self->wrong);
}

static void
on_connection_changed_cb (KwEncoderForm *self)
{
  kw_problem_row_clear (self->wrong);
}

static void
show_is_looking (KwEncoderForm *self, gboolean is_looking)
{
  gtk_widget_set_visible (self->spinner, is_looking);
  gtk_widget_set_sensitive (self->look, !is_looking);
}

/* Looking for another one */

static void
end_looking (KwEncoderForm *self)
{
  g_clear_object (&self->cancellable);
  show_is_looking (self, FALSE);
  show_state (self);
  if (is_unknown (get_desk (self)) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->connection));
}

static void
on_probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwEncoderForm) self = kw_weak_take (user_data);
  g_autofree char *name = kw_desk_probe_encoder_finish (KW_DESK (source), result, NULL);

  if (self != NULL && self->cancellable != NULL)
    end_looking (self); /* the desk's state says how it went */
}

static void
on_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KwDesk *desk = KW_DESK (source);
  g_autoptr (KwEncoderForm) self = kw_weak_take (user_data);
  gboolean is_changed = kw_desk_change_encoder_finish (desk, result, NULL);
  const char *encoder = kw_desk_get_encoder (desk);

  if (self == NULL || self->cancellable == NULL)
    return;
  if (is_changed)
    g_settings_set_string (kw_session_get_settings (self->session), ENCODER_KEY,
                           encoder != NULL ? encoder : "");
  if (is_changed && encoder != NULL)
    kw_desk_probe_encoder_async (desk, self->cancellable, on_probed_cb, kw_weak_new (self));
  else
    end_looking (self);
}

static void
on_look_clicked_cb (KwEncoderForm *self)
{
  g_autofree char *encoder = g_strstrip (g_strdup (gtk_editable_get_text (self->connection)));

  if (self->cancellable != NULL)
    return;
  if (kw_desk_has_job (get_desk (self))) /* which may wait for its card for hours */
    {
      kw_problem_row_show (
          self->wrong, GTK_WIDGET (self->connection),
          _ ("The encoder waits for a card to write. Finish that or close it first."));
      return;
    }
  self->cancellable = g_cancellable_new ();
  show_is_looking (self, TRUE);
  kw_desk_change_encoder_async (get_desk (self), *encoder != '\0' ? encoder : NULL,
                                self->cancellable, on_changed_cb, kw_weak_new (self));
}

static void
kw_encoder_form_dispose (GObject *object)
{
  KwEncoderForm *self = KW_ENCODER_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->wrong);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_ENCODER_FORM);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_encoder_form_parent_class)->dispose (object);
}

static void
kw_encoder_form_class_init (KwEncoderFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_encoder_form_dispose;
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    KW_APP_RESOURCES "/icons");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-encoder-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KwEncoderForm, connection);
  gtk_widget_class_bind_template_child (widget_class, KwEncoderForm, look);
  gtk_widget_class_bind_template_child (widget_class, KwEncoderForm, spinner);
  gtk_widget_class_bind_template_child (widget_class, KwEncoderForm, icon);
  gtk_widget_class_bind_template_child (widget_class, KwEncoderForm, state);
  gtk_widget_class_bind_template_child (widget_class, KwEncoderForm, note);
  gtk_widget_class_bind_template_callback (widget_class, on_connection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_look_clicked_cb);
}

static void
kw_encoder_form_init (KwEncoderForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->wrong = KW_PROBLEM_ROW (g_object_ref_sink (kw_problem_row_new ()));
}

void
kw_encoder_form_set_session (KwEncoderForm *self, KwSession *session)
{
  const char *encoder = kw_desk_get_encoder (kw_session_get_desk (session));
  g_autofree char *kept = g_settings_get_string (kw_session_get_settings (session), ENCODER_KEY);

  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  gtk_editable_set_text (self->connection, encoder != NULL ? encoder : kept);
  g_signal_connect_object (get_desk (self), "notify::encoder-state", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_desk (self), "notify::encoder-name", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  show_state (self);
}
