/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-new-passphrase.h"

#include "kw-problem-row.h"
#include "kw-session.h"

#include <glib/gi18n.h>
#include <string.h>

/* Argon2id makes each guess slow; a shorter one is still guessed. */
#define N_CHARS_MIN 8

struct _KwNewPassphrase
{
  AdwBin parent_instance;

  GtkEditable *first;
  GtkEditable *second;

  KwProblemRow *wrong; /* below the one that is */
};

G_DEFINE_FINAL_TYPE (KwNewPassphrase, kw_new_passphrase, ADW_TYPE_BIN)

static void
on_changed_cb (KwNewPassphrase *self)
{
  kw_problem_row_clear (self->wrong);
}

static void
kw_new_passphrase_dispose (GObject *object)
{
  g_clear_object (&KW_NEW_PASSPHRASE (object)->wrong);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KW_TYPE_NEW_PASSPHRASE);
  G_OBJECT_CLASS (kw_new_passphrase_parent_class)->dispose (object);
}

static void
kw_new_passphrase_class_init (KwNewPassphraseClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_new_passphrase_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-new-passphrase.ui");
  gtk_widget_class_bind_template_child (widget_class, KwNewPassphrase, first);
  gtk_widget_class_bind_template_child (widget_class, KwNewPassphrase, second);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
}

static void
kw_new_passphrase_init (KwNewPassphrase *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->wrong = KW_PROBLEM_ROW (g_object_ref_sink (kw_problem_row_new ()));
}

KwSecret *
kw_new_passphrase_take (KwNewPassphrase *self)
{
  const char *first = gtk_editable_get_text (self->first);
  const gsize size_bytes = strlen (first);
  KwSecret *passphrase = NULL;

  if (g_utf8_strlen (first, -1) < N_CHARS_MIN)
    {
      g_autofree char *sentence = g_strdup_printf (
          /* Translators: a passphrase that was entered */
          ngettext ("It is too short: it needs at least %d character.",
                    "It is too short: it needs at least %d characters.", N_CHARS_MIN),
          N_CHARS_MIN);

      kw_problem_row_show (self->wrong, GTK_WIDGET (self->first), sentence);
      return NULL;
    }
  if (strcmp (first, gtk_editable_get_text (self->second)) != 0)
    {
      kw_problem_row_show (self->wrong, GTK_WIDGET (self->second),
                           _ ("The two are not the same. Enter it once more."));
      return NULL;
    }
  passphrase = kw_secret_new (size_bytes);
  memcpy (kw_secret_get_bytes (passphrase), first, size_bytes);
  gtk_editable_set_text (self->first, "");
  gtk_editable_set_text (self->second, "");
  return passphrase;
}
