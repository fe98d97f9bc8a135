/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encode-steps.h"

#include "kw-session.h"

#include <glib/gi18n.h>

#define N_STEPS 4

struct _KwEncodeSteps
{
  AdwBin parent_instance;

  GtkImage *ticks[N_STEPS];
  GtkWidget *rows[N_STEPS];

  GtkBox *steps;
  GtkWidget *stopping;
};

static const struct
{
  KwDeskJobStep step;
  const char *name;
} step_kinds[N_STEPS] = {
  { KW_DESK_JOB_STEP_READING, N_ ("Reading the card") },
  { KW_DESK_JOB_STEP_PREPARING, N_ ("Preparing") },
  { KW_DESK_JOB_STEP_WRITING, N_ ("Writing") },
  { KW_DESK_JOB_STEP_CHECKING, N_ ("Checking") },
};

G_DEFINE_FINAL_TYPE (KwEncodeSteps, kw_encode_steps, ADW_TYPE_BIN)

static void
kw_encode_steps_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KW_TYPE_ENCODE_STEPS);
  G_OBJECT_CLASS (kw_encode_steps_parent_class)->dispose (object);
}

static void
kw_encode_steps_class_init (KwEncodeStepsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_encode_steps_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-encode-steps.ui");
  gtk_widget_class_bind_template_child (widget_class, KwEncodeSteps, steps);
  gtk_widget_class_bind_template_child (widget_class, KwEncodeSteps, stopping);
}

static void
kw_encode_steps_init (KwEncodeSteps *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_STEPS; i++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *tick = gtk_image_new ();

      gtk_box_append (GTK_BOX (row), tick);
      gtk_box_append (GTK_BOX (row), gtk_label_new (_ (step_kinds[i].name)));
      gtk_box_append (self->steps, row);
      self->ticks[i] = GTK_IMAGE (tick);
      self->rows[i] = row;
    }
}

void
kw_encode_steps_show (KwEncodeSteps *self, KwDeskJobStep step)
{
  for (guint i = 0; i < N_STEPS; i++)
    {
      const gboolean is_over = step > step_kinds[i].step;

      gtk_image_set_from_icon_name (self->ticks[i], is_over ? "object-select-symbolic"
                                                            : "content-loading-symbolic");
      gtk_widget_set_opacity (GTK_WIDGET (self->ticks[i]), step >= step_kinds[i].step ? 1.0 : 0.0);
      if (step >= step_kinds[i].step)
        gtk_widget_remove_css_class (self->rows[i], "dim-label");
      else
        gtk_widget_add_css_class (self->rows[i], "dim-label");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->rows[i]), GTK_ACCESSIBLE_STATE_BUSY,
                                   step == step_kinds[i].step, -1);
    }
}

void
kw_encode_steps_set_is_stopping (KwEncodeSteps *self, gboolean is_stopping)
{
  gtk_widget_set_visible (self->stopping, is_stopping);
}
