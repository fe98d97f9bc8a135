/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-passphrase-panel.h"

#include "kw-desk-unlock.h"
#include "kw-error-words.h"
#include "kw-panel.h"
#include "kw-sheet.h"
#include "kw-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KwPassphrasePanel
{
  AdwBin parent_instance;

  KwSession *session;
  GtkWidget *next;
  GCancellable *cancellable; /* while the keys are being opened */

  KwSheet *sheet;
  GtkEditable *passphrase;
  GtkWidget *spinner;
  GtkWidget *button;
};

static void kw_passphrase_panel_panel_init (KwPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwPassphrasePanel, kw_passphrase_panel, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KW_TYPE_PANEL,
                                                      kw_passphrase_panel_panel_init))

void
kw_passphrase_panel_show_problem (KwPassphrasePanel *self, const GError *error)
{
  g_autofree char *sentence = kw_error_words_dup_sentence (error);

  kw_sheet_refuse (self->sheet, GTK_WIDGET (self->passphrase), sentence);
}

static void
set_is_busy (KwPassphrasePanel *self, gboolean is_busy)
{
  gtk_widget_set_visible (self->spinner, is_busy);
  gtk_widget_set_sensitive (self->button, !is_busy);
}

/* The keys are open, or will be when there are some. */
static void
go_on (KwPassphrasePanel *self)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));
  g_autoptr (GtkWidget) next = g_steal_pointer (&self->next);

  if (window != NULL)
    kw_window_show_panel (window, next);
}

/* Somebody else has opened the keys: nothing is to be asked any more. */
static void
on_keys_changed_cb (KwPassphrasePanel *self)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  if (window != NULL && kw_window_get_panel (window) == GTK_WIDGET (self) &&
      self->cancellable == NULL && kw_desk_has_open_keys (kw_session_get_desk (self->session)))
    go_on (self);
}

typedef struct
{
  GWeakRef panel;
  GCancellable *cancellable;
} Question;

static void
on_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (KwPassphrasePanel) self = g_weak_ref_get (&question->panel);
  g_autoptr (GCancellable) cancellable = question->cancellable;
  g_autoptr (GError) error = NULL;
  const gboolean is_open = kw_desk_unlock_finish (KW_DESK (source), result, &error);

  g_weak_ref_clear (&question->panel);
  g_free (question);
  if (self == NULL || g_cancellable_is_cancelled (cancellable))
    return;
  g_clear_object (&self->cancellable);
  set_is_busy (self, FALSE);
  if (is_open || g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_SET_UP))
    {
      go_on (self);
      return;
    }
  kw_passphrase_panel_show_problem (self, error);
}

static void
on_button_clicked_cb (KwPassphrasePanel *self)
{
  const char *text = gtk_editable_get_text (self->passphrase);
  const gsize size_bytes = strlen (text);
  KwSecret *passphrase = NULL;
  Question *question = NULL;

  if (size_bytes == 0 || self->cancellable != NULL)
    return;
  passphrase = kw_secret_new (size_bytes);
  memcpy (kw_secret_get_bytes (passphrase), text, size_bytes);
  gtk_editable_set_text (self->passphrase, "");
  kw_sheet_clear (self->sheet);
  set_is_busy (self, TRUE);
  self->cancellable = g_cancellable_new ();
  question = g_new0 (Question, 1);
  g_weak_ref_init (&question->panel, self);
  question->cancellable = g_object_ref (self->cancellable);
  kw_desk_unlock_async (kw_session_get_desk (self->session), passphrase, self->cancellable,
                        on_unlocked_cb, question);
}

static char *
dup_title (KwPanel *panel)
{
  return g_strdup (_ ("Open the Keys"));
}

static void
kw_passphrase_panel_panel_init (KwPanelInterface *iface)
{
  iface->dup_title = dup_title;
}

static void
kw_passphrase_panel_dispose (GObject *object)
{
  KwPassphrasePanel *self = KW_PASSPHRASE_PANEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->next);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_PASSPHRASE_PANEL);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_passphrase_panel_parent_class)->dispose (object);
}

static void
kw_passphrase_panel_class_init (KwPassphrasePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_passphrase_panel_dispose;
  g_type_ensure (KW_TYPE_SHEET);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-passphrase-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KwPassphrasePanel, passphrase);
  gtk_widget_class_bind_template_child (widget_class, KwPassphrasePanel, sheet);
  gtk_widget_class_bind_template_child (widget_class, KwPassphrasePanel, spinner);
  gtk_widget_class_bind_template_child (widget_class, KwPassphrasePanel, button);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked_cb);
}

static void
kw_passphrase_panel_init (KwPassphrasePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_panel_set_default (KW_PANEL (self), self->button);
}

GtkWidget *
kw_passphrase_panel_new (KwSession *session, GtkWidget *next)
{
  KwPassphrasePanel *self = g_object_new (KW_TYPE_PASSPHRASE_PANEL, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (kw_session_get_desk (session), "keys-changed",
                           G_CALLBACK (on_keys_changed_cb), self, G_CONNECT_SWAPPED);
  if (next != NULL)
    self->next = g_object_ref_sink (next);
  return GTK_WIDGET (self);
}
