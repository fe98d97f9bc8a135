/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-preferences-page.h"

#include "kw-encoder-form.h"
#include "kw-keys-form.h"

struct _KwPreferencesPage
{
  AdwBin parent_instance;

  KwSession *session;

  KwEncoderForm *encoder;
  KwKeysForm *keys;
  GtkSwitch *sound;
  AdwActionRow *station;
  AdwActionRow *folder;
};

G_DEFINE_FINAL_TYPE (KwPreferencesPage, kw_preferences_page, ADW_TYPE_BIN)

static void
on_open_folder_clicked_cb (KwPreferencesPage *self)
{
  const char *path = kw_desk_get_data_dir (kw_session_get_desk (self->session));
  g_autofree char *uri = g_filename_to_uri (path, /* hostname= */ NULL, NULL);

  if (uri != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-uri", "s", uri);
}

static void
show_station (KwPreferencesPage *self)
{
  KwDesk *desk = kw_session_get_desk (self->session);
  g_autofree char *number = g_strdup_printf ("%u", kw_desk_get_station (desk));
  g_autofree char *folder = g_filename_display_name (kw_desk_get_data_dir (desk));
  g_autofree char *text = g_markup_escape_text (folder, -1);

  adw_action_row_set_subtitle (self->station, number);
  adw_action_row_set_subtitle (self->folder, text);
}

static void
kw_preferences_page_dispose (GObject *object)
{
  KwPreferencesPage *self = KW_PREFERENCES_PAGE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_PREFERENCES_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_preferences_page_parent_class)->dispose (object);
}

static void
kw_preferences_page_class_init (KwPreferencesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_preferences_page_dispose;
  g_type_ensure (KW_TYPE_ENCODER_FORM);
  g_type_ensure (KW_TYPE_KEYS_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-preferences-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwPreferencesPage, encoder);
  gtk_widget_class_bind_template_child (widget_class, KwPreferencesPage, keys);
  gtk_widget_class_bind_template_child (widget_class, KwPreferencesPage, sound);
  gtk_widget_class_bind_template_child (widget_class, KwPreferencesPage, station);
  gtk_widget_class_bind_template_child (widget_class, KwPreferencesPage, folder);
  gtk_widget_class_bind_template_callback (widget_class, on_open_folder_clicked_cb);
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
  g_settings_bind (kw_session_get_settings (session), "has-sound", self->sound, "active",
                   G_SETTINGS_BIND_DEFAULT);
  kw_encoder_form_set_session (self->encoder, session);
  kw_keys_form_set_session (self->keys, session);
  show_station (self);
  return GTK_WIDGET (self);
}
