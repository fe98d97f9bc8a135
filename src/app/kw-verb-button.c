/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-verb-button.h"

#include "kw-read-only.h"

struct _KwVerbButton
{
  GtkButton parent_instance;

  GtkLabel *label;
  GtkLabel *key;
};

G_DEFINE_FINAL_TYPE (KwVerbButton, kw_verb_button, GTK_TYPE_BUTTON)

static void
kw_verb_button_dispose (GObject *object)
{
  gtk_button_set_child (GTK_BUTTON (object), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (object), KW_TYPE_VERB_BUTTON);
  G_OBJECT_CLASS (kw_verb_button_parent_class)->dispose (object);
}

static void
kw_verb_button_class_init (KwVerbButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_verb_button_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-verb-button.ui");
  gtk_widget_class_bind_template_child (widget_class, KwVerbButton, label);
  gtk_widget_class_bind_template_child (widget_class, KwVerbButton, key);
}

static void
kw_verb_button_init (KwVerbButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_verb_button_new (void)
{
  return g_object_new (KW_TYPE_VERB_BUTTON, NULL);
}

void
kw_verb_button_set_verb (KwVerbButton *self, const char *label, const char *key, const char *action,
                         GVariant *target)
{
  gtk_label_set_label (self->label, label);
  gtk_label_set_label (self->key, key != NULL ? key : "");
  gtk_widget_set_visible (GTK_WIDGET (self->key), key != NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), NULL); /* target and name change as one */
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->label), -1);
}

void
kw_verb_button_do (KwVerbButton *self)
{
  const char *action = gtk_actionable_get_action_name (GTK_ACTIONABLE (self));

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self)))
    kw_read_only_tell (GTK_WIDGET (self));
  else if (action != NULL)
    gtk_widget_activate_action_variant (
        GTK_WIDGET (self), action, gtk_actionable_get_action_target_value (GTK_ACTIONABLE (self)));
}
