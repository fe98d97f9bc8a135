/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-mode-chooser.h"

#include "kw-session.h"

struct _KwModeChooser
{
  AdwBin parent_instance;

  gboolean is_filling;

  GtkCheckButton *copy;
  GtkCheckButton *new;
  GtkWidget *reason_group;
  GtkCheckButton *lost;
  GtkCheckButton *damaged;
  GtkCheckButton *new_tenant;
};

enum
{
  MODE_CHANGED,
  REASON_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwModeChooser, kw_mode_chooser, ADW_TYPE_BIN)

static void
on_mode_toggled_cb (KwModeChooser *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[MODE_CHANGED], 0);
}

static void
on_reason_toggled_cb (KwModeChooser *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[REASON_CHANGED], 0);
}

static void
kw_mode_chooser_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KW_TYPE_MODE_CHOOSER);
  G_OBJECT_CLASS (kw_mode_chooser_parent_class)->dispose (object);
}

static void
kw_mode_chooser_class_init (KwModeChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_mode_chooser_dispose;
  signals[MODE_CHANGED] = g_signal_new ("mode-changed", KW_TYPE_MODE_CHOOSER, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REASON_CHANGED] = g_signal_new ("reason-changed", KW_TYPE_MODE_CHOOSER, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-mode-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, KwModeChooser, copy);
  gtk_widget_class_bind_template_child (widget_class, KwModeChooser, new);
  gtk_widget_class_bind_template_child (widget_class, KwModeChooser, reason_group);
  gtk_widget_class_bind_template_child (widget_class, KwModeChooser, lost);
  gtk_widget_class_bind_template_child (widget_class, KwModeChooser, damaged);
  gtk_widget_class_bind_template_child (widget_class, KwModeChooser, new_tenant);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_toggled_cb);
}

static void
kw_mode_chooser_init (KwModeChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kw_mode_chooser_show (KwModeChooser *self, KwDeskIssueMode mode, KwDeskNewReason reason)
{
  const gboolean is_new = mode == KW_DESK_ISSUE_MODE_NEW;

  self->is_filling = TRUE;
  gtk_check_button_set_active (is_new ? self->new : self->copy, TRUE);
  gtk_check_button_set_active (self->lost, reason == KW_DESK_NEW_REASON_LOST);
  gtk_check_button_set_active (self->damaged, reason == KW_DESK_NEW_REASON_DAMAGED);
  gtk_check_button_set_active (self->new_tenant, reason == KW_DESK_NEW_REASON_NEW_TENANT);
  gtk_widget_set_visible (self->reason_group, is_new);
  self->is_filling = FALSE;
}

KwDeskIssueMode
kw_mode_chooser_get_mode (KwModeChooser *self)
{
  return gtk_check_button_get_active (self->new) ? KW_DESK_ISSUE_MODE_NEW : KW_DESK_ISSUE_MODE_COPY;
}

KwDeskNewReason
kw_mode_chooser_get_reason (KwModeChooser *self)
{
  return gtk_check_button_get_active (self->lost)         ? KW_DESK_NEW_REASON_LOST
         : gtk_check_button_get_active (self->damaged)    ? KW_DESK_NEW_REASON_DAMAGED
         : gtk_check_button_get_active (self->new_tenant) ? KW_DESK_NEW_REASON_NEW_TENANT
                                                          : KW_DESK_NEW_REASON_NONE;
}
