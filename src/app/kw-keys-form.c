/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-keys-form.h"

#include "kw-clock-panel.h"
#include "kw-desk-keys.h"
#include "kw-error-words.h"
#include "kw-file-choice.h"
#include "kw-new-passphrase.h"
#include "kw-passphrase-panel.h"
#include "kw-problem-row.h"
#include "kw-read-only.h"
#include "kw-weak.h"
#include "kw-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KwKeysForm
{
  AdwBin parent_instance;

  KwSession *session;
  KwDeskKeyState state;
  gboolean is_working; /* one work at a time; the buttons wait */

  AdwActionRow *row;
  GtkWidget *open;
  GtkWidget *create_box;
  KwNewPassphrase *first_passphrase;
  GtkWidget *create;
  AdwExpanderRow *change_row;
  GtkEditable *current;
  KwNewPassphrase *next_passphrase;
  GtkWidget *change;
  GtkWidget *export;
  GtkLabel *problem;
  GtkWidget *spinner;

  KwProblemRow *wrong; /* below the passphrase that is */
};

G_DEFINE_FINAL_TYPE (KwKeysForm, kw_keys_form, ADW_TYPE_BIN)

static KwDesk *
get_desk (KwKeysForm *self)
{
  return kw_session_get_desk (self->session);
}

static void
tell (KwKeysForm *self, const char *sentence)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  if (window != NULL)
    kw_window_tell (window, sentence);
}

static void
show_problem (KwKeysForm *self, const GError *error)
{
  g_autofree char *sentence = error != NULL ? kw_error_words_dup_sentence (error) : NULL;

  gtk_label_set_label (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
  kw_problem_row_clear (self->wrong);
}

static void
show_error (KwKeysForm *self, const GError *error)
{
  if (!kw_clock_panel_heed (GTK_WIDGET (self), error))
    show_problem (self, error);
}

static void
refuse_current (KwKeysForm *self, const char *sentence)
{
  kw_problem_row_show (self->wrong, GTK_WIDGET (self->current), sentence);
}

static void
set_working (KwKeysForm *self, gboolean is_working)
{
  self->is_working = is_working;
  gtk_widget_set_visible (self->spinner, is_working);
  gtk_widget_set_sensitive (self->create, !is_working);
  gtk_widget_set_sensitive (self->change, !is_working);
  gtk_widget_set_sensitive (self->export, !is_working && self->state.key_version > 0);
  kw_read_only_grey (self->export, get_desk (self));
  if (is_working)
    show_problem (self, NULL);
}

/* What there is */

static const char *
get_place (const KwDeskKeyState *state)
{
  if (state->key_version == 0)
    return _ ("Without keys no card can be written.");
  if (!state->is_in_file)
    return _ ("They are in this computer's keyring.");
  if (state->is_open)
    return _ ("They are in a file sealed with a passphrase, and open.");
  return _ ("They are in a file sealed with a passphrase, which was not entered yet.");
}

static void
show_state (KwKeysForm *self)
{
  const KwDeskKeyState *state = &self->state;
  gboolean is_read_only = kw_desk_is_read_only (get_desk (self));
  /* Translators: the version of the hotel's keys, 1 for the first ones */
  g_autofree char *title = state->key_version > 0
                               ? g_strdup_printf (_ ("Keys, version %u"), state->key_version)
                               : g_strdup (_ ("No keys yet"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  adw_action_row_set_subtitle (self->row, get_place (state));
  gtk_widget_set_visible (self->open,
                          state->key_version > 0 && kw_desk_needs_passphrase (get_desk (self)));
  gtk_widget_set_visible (self->create_box, state->key_version == 0 && !is_read_only &&
                                                kw_desk_get_property (get_desk (self)) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->first_passphrase),
                          kw_desk_needs_passphrase (get_desk (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->change_row),
                          state->key_version > 0 && state->is_in_file && !is_read_only);
  set_working (self, self->is_working);
}

static void
on_state_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwKeysForm) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  KwDeskKeyState state = { 0 };
  gboolean is_known = kw_desk_load_key_state_finish (KW_DESK (source), result, &state, &error);

  if (self == NULL || self->session == NULL)
    return;
  if (!is_known)
    {
      show_problem (self, error);
      return;
    }
  self->state = state;
  show_state (self);
}

static void
refresh (KwKeysForm *self)
{
  kw_desk_load_key_state_async (get_desk (self), NULL, on_state_loaded_cb, kw_weak_new (self));
}

static void
on_open_clicked_cb (KwKeysForm *self)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  if (window != NULL)
    kw_window_show_panel (window, kw_passphrase_panel_new (self->session, /* next= */ NULL));
}

/* Creating */

static void
on_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwKeysForm) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_created = kw_desk_create_keys_finish (KW_DESK (source), result, NULL, &error);

  if (self == NULL || self->session == NULL)
    return;
  set_working (self, FALSE);
  if (is_created)
    tell (self, _ ("The keys are made. Cards can be written."));
  else
    show_error (self, error);
  refresh (self);
}

static void
on_create_clicked_cb (KwKeysForm *self)
{
  KwSecret *passphrase = NULL;

  if (self->is_working)
    return;
  if (kw_desk_needs_passphrase (get_desk (self)))
    {
      passphrase = kw_new_passphrase_take (self->first_passphrase);
      if (passphrase == NULL)
        return;
      kw_desk_set_passphrase (get_desk (self), passphrase);
    }
  set_working (self, TRUE);
  kw_desk_create_keys_async (get_desk (self), NULL, on_created_cb, kw_weak_new (self));
}

/* Another passphrase */

static void
on_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwKeysForm) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_changed = kw_desk_change_passphrase_finish (KW_DESK (source), result, &error);

  if (self == NULL || self->session == NULL)
    return;
  set_working (self, FALSE);
  if (g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_PASSPHRASE_WRONG))
    {
      g_autofree char *sentence = kw_error_words_dup_sentence (error);

      refuse_current (self, sentence);
      return;
    }
  if (!is_changed)
    {
      show_error (self, error);
      return;
    }
  adw_expander_row_set_expanded (self->change_row, FALSE);
  tell (self, _ ("The keys have another passphrase now. An old copy of the file still opens with "
                 "the old one."));
}

static void
on_change_clicked_cb (KwKeysForm *self)
{
  const char *text = gtk_editable_get_text (self->current);
  const gsize size_bytes = strlen (text);
  KwSecret *current = NULL;
  KwSecret *next = NULL;

  if (self->is_working)
    return;
  if (size_bytes == 0)
    {
      refuse_current (self, _ ("Enter the passphrase that the keys have now."));
      return;
    }
  next = kw_new_passphrase_take (self->next_passphrase);
  if (next == NULL)
    return;
  current = kw_secret_new (size_bytes);
  memcpy (kw_secret_get_bytes (current), text, size_bytes);
  gtk_editable_set_text (self->current, "");
  set_working (self, TRUE);
  kw_desk_change_passphrase_async (get_desk (self), current, next, NULL, on_changed_cb,
                                   kw_weak_new (self));
}

/* The bundle for locks */

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwKeysForm) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_saved = kw_desk_save_lock_bundle_finish (KW_DESK (source), result, &error);

  if (self == NULL || self->session == NULL)
    return;
  set_working (self, FALSE);
  if (is_saved)
    tell (self, _ ("The key bundle is written. Whoever has it can make a lock of this hotel."));
  else
    show_error (self, error);
}

void
kw_keys_form_export (KwKeysForm *self, const char *path)
{
  if (self->is_working)
    return;
  set_working (self, TRUE);
  kw_desk_save_lock_bundle_async (get_desk (self), path, NULL, on_saved_cb, kw_weak_new (self));
}

static void
on_chosen (GtkWidget *widget, const char *path)
{
  kw_keys_form_export (KW_KEYS_FORM (widget), path);
}

static void
on_export_clicked_cb (KwKeysForm *self)
{
  /* Translators: the name of a file that is proposed for the keys that locks need */
  kw_file_choice_save (GTK_WIDGET (self), _ ("Write the Key Bundle for Locks"), _ ("locks.json"),
                       on_chosen);
}

/* Object */

/* Work of this form's own tells what it came to when it ends. */
static void
on_keys_changed_cb (KwKeysForm *self)
{
  if (!self->is_working)
    refresh (self);
}

static void
on_map_cb (KwKeysForm *self)
{
  if (self->session != NULL)
    refresh (self);
}

static void
kw_keys_form_dispose (GObject *object)
{
  KwKeysForm *self = KW_KEYS_FORM (object);

  g_clear_object (&self->wrong);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_KEYS_FORM);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_keys_form_parent_class)->dispose (object);
}

static void
kw_keys_form_class_init (KwKeysFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_keys_form_dispose;
  g_type_ensure (KW_TYPE_NEW_PASSPHRASE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-keys-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KwKeysForm, row);
  gtk_widget_class_bind_template_child (widget_class, KwKeysForm, open);
  gtk_widget_class_bind_template_child (widget_class, KwKeysForm, create_box);
  gtk_widget_class_bind_template_child (widget_class, KwKeysForm, first_passphrase);
  gtk_widget_class_bind_template_child (widget_class, KwKeysForm, create);
  gtk_widget_class_bind_template_child (widget_class, KwKeysForm, change_row);
  gtk_widget_class_bind_template_child (widget_class, KwKeysForm, current);
  gtk_widget_class_bind_template_child (widget_class, KwKeysForm, next_passphrase);
  gtk_widget_class_bind_template_child (widget_class, KwKeysForm, change);
  gtk_widget_class_bind_template_child (widget_class, KwKeysForm, export);
  gtk_widget_class_bind_template_child (widget_class, KwKeysForm, problem);
  gtk_widget_class_bind_template_child (widget_class, KwKeysForm, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_map_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_create_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_change_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_export_clicked_cb);
}

static void
kw_keys_form_init (KwKeysForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->wrong = KW_PROBLEM_ROW (g_object_ref_sink (kw_problem_row_new ()));
}

void
kw_keys_form_set_session (KwKeysForm *self, KwSession *session)
{
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (get_desk (self), "keys-changed", G_CALLBACK (on_keys_changed_cb), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}
